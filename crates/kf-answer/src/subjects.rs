//! Reviews of what somebody may do in the cluster, by the RBAC objects of the snapshot.

use super::path::ResourcePath;
use super::policy::{self, UNKNOWN};
use super::status::{Status, StatusCause};
use kf_object::Value;
use kf_object::access::{text, texts};
use kf_query::rbac::{Action, Rule, User};
use kf_view::View;

const GROUP: &str = "authorization.k8s.io";

/// What a review asks, with the namespace that it asks about.
fn asked(spec: &Value<'_>, kind: &str) -> Result<(Action, String), Status> {
    let part = |name: &str| spec.get(name).filter(|v| v.as_object().is_some());
    let own = |of: &Value<'_>, name: &str| text(of, &[name]).to_owned();
    match (part("resourceAttributes"), part("nonResourceAttributes")) {
        (Some(of), None) => {
            let action = Action::Resource {
                verb: own(of, "verb"),
                group: own(of, "group"),
                resource: own(of, "resource"),
                subresource: own(of, "subresource"),
                name: own(of, "name"),
            };
            Ok((action, own(of, "namespace")))
        }
        (None, Some(of)) => {
            let (verb, path) = (own(of, "verb"), own(of, "path"));
            Ok((Action::Path { verb, path }, String::new()))
        }
        _ => Err(invalid(
            kind,
            "spec.resourceAttributes",
            "exactly one of nonResourceAttributes or resourceAttributes must be specified",
        )),
    }
}

/// The refusal of a review that asks nothing, or about nobody (kubernetes
/// pkg/apis/authorization/validation).
fn invalid(kind: &str, field: &'static str, why: &str) -> Status {
    let cause = StatusCause {
        reason: "FieldValueInvalid",
        message: format!("Invalid value: \"\": {why}"),
        field,
    };
    Status::invalid(kind, GROUP, vec![cause])
}

/// Says what a user may do.
pub(super) fn access(
    view: &View<'_>,
    user: &User,
    spec: &Value<'_>,
    kind: &str,
) -> Result<Value<'static>, Status> {
    let (action, namespace) = asked(spec, kind)?;
    let judgement = policy::judge(view, user, &action, &namespace)?;
    let mut status = vec![("allowed", Value::Bool(judgement.allowed))];
    if !judgement.reason.is_empty() {
        status.push(("reason", Value::String(judgement.reason.into())));
    }
    if !judgement.error.is_empty() {
        status.push(("evaluationError", Value::str(judgement.error)));
    }
    Ok(Value::object(status))
}

/// Says what the user or the groups that a review names may do.
pub(super) fn review(
    view: &View<'_>,
    spec: &Value<'_>,
    kind: &str,
) -> Result<Value<'static>, Status> {
    let name = text(spec, &["user"]);
    let groups: Vec<String> = texts(spec, &["groups"])
        .into_iter()
        .map(str::to_owned)
        .collect();
    if name.is_empty() && groups.is_empty() {
        let why = "at least one of user or group must be specified";
        return Err(invalid(kind, "spec.user", why));
    }
    access(view, &User::named(name, groups), spec, kind)
}

/// Refuses a review of another namespace than that of its path.
pub(super) fn is_local(path: &ResourcePath, spec: &Value<'_>) -> Result<(), Status> {
    let own = path.namespace.as_deref().unwrap_or_default();
    if text(spec, &["resourceAttributes", "namespace"]) == own && !own.is_empty() {
        return Ok(());
    }
    Err(Status::bad_request(format!(
        "spec.resourceAttributes.namespace must match namespace: {own}"
    )))
}

/// Lists all that a user may do in the namespace that a review names.
pub(super) fn rules(
    view: &View<'_>,
    user: &User,
    spec: &Value<'_>,
) -> Result<Value<'static>, Status> {
    let namespace = text(spec, &["namespace"]);
    if namespace.is_empty() {
        return Err(Status::bad_request("no namespace on request"));
    }
    let (policy, problems) = policy::of_namespace(view, namespace)?;
    let (rules, mut errors) = policy.rules_for(user, namespace);
    if !problems.is_empty() {
        errors.push(UNKNOWN.to_owned());
    }
    let (mut resources, mut paths) = (Vec::new(), Vec::new());
    for rule in rules {
        if !rule.resources.is_empty() {
            resources.push(resource_rule(rule));
        }
        if !rule.urls.is_empty() {
            paths.push(members(&[
                ("verbs", &rule.verbs),
                ("nonResourceURLs", &rule.urls),
            ]));
        }
    }
    let mut status = vec![
        ("resourceRules", Value::Array(resources)),
        ("nonResourceRules", Value::Array(paths)),
        ("incomplete", Value::Bool(!errors.is_empty())),
    ];
    if !errors.is_empty() {
        status.push(("evaluationError", Value::String(errors.join(", ").into())));
    }
    Ok(Value::object(status))
}

fn resource_rule(rule: &Rule) -> Value<'static> {
    members(&[
        ("verbs", &rule.verbs),
        ("apiGroups", &rule.groups),
        ("resources", &rule.resources),
        ("resourceNames", &rule.names),
    ])
}

/// Makes an object of lists of texts, of which empty ones are left out.
fn members(lists: &[(&'static str, &Vec<String>)]) -> Value<'static> {
    let full = lists.iter().filter(|(_, texts)| !texts.is_empty());
    Value::object(full.map(|(name, texts)| (*name, array(texts))))
}

fn array(texts: &[String]) -> Value<'static> {
    let texts = texts.iter().map(|text| Value::String(text.clone().into()));
    Value::Array(texts.collect())
}

/// Says who a client is.
pub(super) fn user(name: &str, groups: &[String]) -> Value<'static> {
    let info = Value::object([
        ("username", Value::String(name.to_owned().into())),
        ("groups", array(groups)),
    ]);
    Value::object([("userInfo", info)])
}
