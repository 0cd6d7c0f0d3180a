//! What the RBAC objects of a snapshot allow: for reviews, and for requests in another's name.

use super::path::{Request, ResourcePath, Target};
use super::status::{Reason, Status, StatusDetails};
use kf_base::error::{Error, Result};
use kf_query::fields;
use kf_query::go_text::quote;
use kf_query::rbac::{Action, Policy, User};
use kf_view::{Expect, ReadOptions, View};

const GROUP: &str = "rbac.authorization.k8s.io";

/// What has to be known of every answer that RBAC objects give.
pub const ONLY_RBAC: &str =
    "judged by RBAC alone; Node, ABAC and webhook authorizers are not in a snapshot";

/// Why nothing can be said without all of the objects.
pub(super) const UNKNOWN: &str = "no rule that could be read allows it, but not all could be \
                                  read: the answer is unknown";

/// What the first pass over a file should gather for [`policy`].
#[must_use]
pub fn policy_expect() -> Vec<Expect> {
    let kinds = [
        "roles",
        "clusterroles",
        "rolebindings",
        "clusterrolebindings",
    ];
    let expect = kinds.map(|kind| Expect::Kind {
        word: format!("{kind}.{GROUP}"),
        namespace: None,
    });
    expect.into()
}

/// Gathers the RBAC objects that count, and what of them could not be read. Damage anywhere in the
/// file counts: nobody knows what was lost with it.
///
/// `namespace` limits roles and bindings to one namespace; an empty one leaves only the cluster's.
///
/// # Errors
/// When the file cannot be read, or when its server had no such objects.
pub fn policy(view: &View<'_>, namespace: Option<&str>) -> Result<(Policy, Vec<Error>)> {
    let mut policy = Policy::default();
    let mut problems = view.problems().to_vec();
    for (kind, binding) in [
        ("ClusterRole", false),
        ("Role", false),
        ("ClusterRoleBinding", true),
        ("RoleBinding", true),
    ] {
        let Some(mapping) = view.mapping_of_kind(GROUP, "v1", kind) else {
            return Err(Error::unsupported(format!("this server had no {GROUP}/v1")));
        };
        let within = namespace.filter(|_| mapping.resource().namespaced);
        if within == Some("") {
            continue;
        }
        for object in view.list(&mapping, within, ReadOptions::default())? {
            match object {
                Ok(object) if binding => policy.add_binding(&object.value),
                Ok(object) => policy.add_role(&object.value),
                Err(e) => problems.push(e),
            }
        }
    }
    Ok((policy, problems))
}

/// What is said of an action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Judgement {
    pub(super) allowed: bool,
    /// Why, in the words of the authorizer; may be empty.
    pub(super) reason: String,
    /// Why the answer is not to be relied on; empty when it is.
    pub(super) error: &'static str,
}

/// Gathers the policy that counts in a namespace, for an answer over the wire.
pub(super) fn of_namespace(
    view: &View<'_>,
    namespace: &str,
) -> Result<(Policy, Vec<Error>), Status> {
    if view.redactor().is_some_and(|r| r.is_strict()) {
        return Err(Status::new(
            Reason::Forbidden,
            "under strict redaction the names of users are digests, and nobody is found by name",
        ));
    }
    policy(view, Some(namespace)).map_err(|e| Status::of_snapshot(&e))
}

/// Judges what a user wants to do in a namespace, or with an empty one everywhere.
pub(super) fn judge(
    view: &View<'_>,
    user: &User,
    action: &Action,
    namespace: &str,
) -> Result<Judgement, Status> {
    let (policy, problems) = of_namespace(view, namespace)?;
    let verdict = policy.judge(user, action, namespace);
    let grant = policy.granted(user, action, namespace);
    Ok(Judgement {
        allowed: verdict.allowed,
        reason: grant.map_or(verdict.reason, |grant| grant.reason()),
        error: if verdict.allowed || problems.is_empty() {
            ""
        } else {
            UNKNOWN
        },
    })
}

/// What a request wants to do, as the server's authorizers are asked (apiserver
/// pkg/endpoints/request/requestinfo.go).
struct Wanted {
    action: Action,
    namespace: String,
}

impl Wanted {
    fn of(method: &str, request: &Request) -> Self {
        let Target::Resource(path) = &request.target else {
            return Self {
                action: Action::Path {
                    verb: method.to_lowercase(),
                    path: if request.path.is_empty() {
                        "/".to_owned()
                    } else {
                        request.path.clone()
                    },
                },
                namespace: String::new(),
            };
        };
        let verb = match (method, &path.name) {
            ("GET", _) if request.watches() => "watch",
            ("GET", Some(_)) => "get",
            ("GET", None) => "list",
            _ => "create",
        };
        let selected = || selected_name(request).unwrap_or_default();
        let name = path.name.clone().unwrap_or_else(selected);
        let sub = path.subresource.as_deref().unwrap_or_default();
        Self {
            namespace: namespace_of(path),
            action: Action::Resource {
                verb: verb.to_owned(),
                group: path.group.clone(),
                resource: path.plural.clone(),
                subresource: sub.split('/').next().unwrap_or_default().to_owned(),
                name,
            },
        }
    }

    /// The refusal (apiserver pkg/endpoints/handlers/responsewriters/errors.go `Forbidden`).
    fn refusal(&self, user: &User, judgement: &Judgement) -> Status {
        let who = quote(user.name());
        let mut details = StatusDetails::default();
        let (what, mut text) = match &self.action {
            Action::Path { verb, path } => (
                "forbidden".to_owned(),
                format!("User {who} cannot {verb} path {}", quote(path)),
            ),
            Action::Resource {
                verb,
                group,
                resource,
                subresource,
                name,
            } => {
                name.clone_into(&mut details.name);
                group.clone_into(&mut details.group);
                resource.clone_into(&mut details.kind);
                let full = match group.as_str() {
                    "" => resource.clone(),
                    group => format!("{resource}.{group}"),
                };
                let object = match name.as_str() {
                    "" => full,
                    name => format!("{full} {}", quote(name)),
                };
                let part = match subresource.as_str() {
                    "" => resource.clone(),
                    sub => format!("{resource}/{sub}"),
                };
                let place = match self.namespace.as_str() {
                    "" => "at the cluster scope".to_owned(),
                    namespace => format!("in the namespace {}", quote(namespace)),
                };
                (
                    format!("{object} is forbidden"),
                    format!(
                        "User {who} cannot {verb} resource {} in API group {} {place}",
                        quote(&part),
                        quote(group),
                    ),
                )
            }
        };
        for more in [judgement.reason.as_str(), judgement.error] {
            if !more.is_empty() {
                text.push_str(": ");
                text.push_str(more);
            }
        }
        Status {
            details: Some(Box::new(details)),
            ..Status::new(Reason::Forbidden, format!("{what}: {text}"))
        }
    }
}

/// The namespace that counts: that of the path, which for a namespace is its own.
fn namespace_of(path: &ResourcePath) -> String {
    let own = match (path.group.as_str(), path.plural.as_str()) {
        ("", "namespaces") => path.name.clone(),
        _ => None,
    };
    let namespace = path.namespace.clone().or(own);
    namespace.unwrap_or_default()
}

/// The one object that a list or watch is limited to.
fn selected_name(request: &Request) -> Option<String> {
    let selector = fields::Selector::parse(request.query.text("fieldSelector")).ok()?;
    let name = selector.required("metadata.name")?;
    (!name.contains(['/', '%'])).then(|| name.to_owned())
}

/// Refuses a request that a user may not make.
pub(super) fn check(
    view: &View<'_>,
    user: &User,
    method: &str,
    request: &Request,
) -> Result<(), Status> {
    let wanted = Wanted::of(method, request);
    let judgement = judge(view, user, &wanted.action, &wanted.namespace)?;
    if judgement.allowed {
        return Ok(());
    }
    Err(wanted.refusal(user, &judgement))
}
