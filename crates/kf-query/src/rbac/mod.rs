//! What RBAC objects allow: upstream's RBAC authorizer (`plugin/pkg/auth/authorizer/rbac/rbac.go`,
//! `pkg/registry/rbac/validation/rule.go`) over objects that were read.
//!
//! Rules only ever allow, so a policy from which objects are missing can be trusted when it says
//! yes, and not when it says no.

mod listing;
mod rule;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

pub use listing::{Access, access_list};
pub use rule::{Action, Rule};

use kf_object::Value;

use crate::go_text;

/// The group whose members may do everything, whatever the objects say
/// (`user.SystemPrivilegedGroup`, asked before RBAC is).
pub const MASTERS: &str = "system:masters";

const ANONYMOUS: &str = "system:anonymous";
const AUTHENTICATED: &str = "system:authenticated";
const UNAUTHENTICATED: &str = "system:unauthenticated";

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    name: String,
    groups: Vec<String>,
}

impl User {
    /// The user that `kubectl --as NAME --as-group GROUP` makes (apiserver
    /// `pkg/endpoints/filters/impersonation`): a service account without groups is in those of
    /// its namespace, and everyone is authenticated or not.
    #[must_use]
    pub fn impersonated(name: &str, groups: &[String]) -> Self {
        let mut all = groups.to_vec();
        if groups.is_empty()
            && let Some((namespace, _)) = service_account(name)
        {
            all.push("system:serviceaccounts".to_owned());
            all.push(format!("system:serviceaccounts:{namespace}"));
        }
        let has = |group: &str| groups.iter().any(|g| g == group);
        if name == ANONYMOUS {
            if !has(UNAUTHENTICATED) {
                all.push(UNAUTHENTICATED.to_owned());
            }
        } else if !has(AUTHENTICATED) && !has(UNAUTHENTICATED) {
            all.push(AUTHENTICATED.to_owned());
        }
        Self {
            name: name.to_owned(),
            groups: all,
        }
    }

    /// The user of exactly this name in exactly these groups, as a review names one.
    #[must_use]
    pub fn named(name: &str, groups: Vec<String>) -> Self {
        Self {
            name: name.to_owned(),
            groups,
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The groups.
    #[must_use]
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// Whether the user may do everything.
    #[must_use]
    pub fn is_master(&self) -> bool {
        self.groups.iter().any(|g| g == MASTERS)
    }
}

/// Namespace and name of a service account, by the name of its user.
fn service_account(user: &str) -> Option<(&str, &str)> {
    let (namespace, name) = user
        .strip_prefix("system:serviceaccount:")?
        .split_once(':')?;
    let valid = !namespace.is_empty() && !name.is_empty() && !name.contains(':');
    valid.then_some((namespace, name))
}

/// Whom a binding gives its role to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// `User`, `Group` or `ServiceAccount`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The namespace of a service account; empty for the others.
    pub namespace: String,
}

impl Subject {
    /// `appliesToUser`; `binding` is the namespace of the binding, empty for a cluster's.
    fn is(&self, user: &User, binding: &str) -> bool {
        match self.kind.as_str() {
            "User" => self.name == user.name,
            "Group" => user.groups.contains(&self.name),
            "ServiceAccount" => {
                let namespace = self.namespace_in(binding);
                !namespace.is_empty()
                    && service_account(&user.name) == Some((namespace, self.name.as_str()))
            }
            _ => false,
        }
    }

    /// The namespace of a service account, which is the binding's when the subject names none.
    fn namespace_in<'a>(&'a self, binding: &'a str) -> &'a str {
        match self.namespace.as_str() {
            "" => binding,
            own => own,
        }
    }
}

/// A `RoleBinding` or `ClusterRoleBinding`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Its name.
    pub name: String,
    /// Its namespace; empty for a `ClusterRoleBinding`.
    pub namespace: String,
    /// `Role` or `ClusterRole`.
    pub role_kind: String,
    /// Name of the role.
    pub role: String,
    /// Who is given the role.
    pub subjects: Vec<Subject>,
}

impl Binding {
    /// `RoleBinding` or `ClusterRoleBinding`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        if self.namespace.is_empty() {
            "ClusterRoleBinding"
        } else {
            "RoleBinding"
        }
    }
}

/// Roles and bindings, gathered one by one.
#[derive(Debug, Default)]
pub struct Policy {
    /// By namespace and name; a `ClusterRole` has no namespace.
    roles: HashMap<(String, String), Vec<Rule>>,
    bindings: Vec<Binding>,
}

/// What a policy says about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it is allowed.
    pub allowed: bool,
    /// Why it is not, as the authorizer words it; empty when no rule fits, as nearly always.
    pub reason: String,
}

/// One way in which a subject may do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant<'p> {
    /// Through which binding.
    pub binding: &'p Binding,
    /// To whom.
    pub subject: &'p Subject,
    /// The namespace of the subject, if it is a service account.
    pub subject_namespace: &'p str,
}

impl<'p> Grant<'p> {
    fn new(binding: &'p Binding, subject: &'p Subject) -> Self {
        Self {
            binding,
            subject,
            subject_namespace: match subject.kind.as_str() {
                "ServiceAccount" => subject.namespace_in(&binding.namespace),
                _ => "",
            },
        }
    }

    /// The grant in the words of the authorizer (`clusterRoleBindingDescriber`,
    /// `roleBindingDescriber` and `describeSubject`).
    #[must_use]
    pub fn reason(&self) -> String {
        let own = |name: &str, namespace: &str| match namespace {
            "" => go_text::quote(name),
            namespace => go_text::quote(&format!("{name}/{namespace}")),
        };
        let (binding, subject) = (self.binding, self.subject);
        format!(
            "RBAC: allowed by {} {} of {} {} to {} {}",
            binding.kind(),
            own(&binding.name, &binding.namespace),
            binding.role_kind,
            go_text::quote(&binding.role),
            subject.kind,
            own(&subject.name, self.subject_namespace),
        )
    }
}

impl Policy {
    /// Adds a `Role` or `ClusterRole`. Of an aggregated role the stored rules count, which a
    /// controller keeps up to date.
    pub fn add_role(&mut self, role: &Value<'_>) {
        let rules = role.get("rules").and_then(Value::as_array);
        let rules = rules.unwrap_or_default().iter().map(Rule::read).collect();
        self.roles
            .insert((text(role, &["metadata", "namespace"]), name(role)), rules);
    }

    /// Adds a `RoleBinding` or `ClusterRoleBinding`.
    pub fn add_binding(&mut self, binding: &Value<'_>) {
        let subjects = binding.get("subjects").and_then(Value::as_array);
        let subject = |s: &Value<'_>| Subject {
            kind: text(s, &["kind"]),
            name: text(s, &["name"]),
            namespace: text(s, &["namespace"]),
        };
        self.bindings.push(Binding {
            name: name(binding),
            namespace: text(binding, &["metadata", "namespace"]),
            role_kind: text(binding, &["roleRef", "kind"]),
            role: text(binding, &["roleRef", "name"]),
            subjects: subjects.unwrap_or_default().iter().map(subject).collect(),
        });
    }

    /// The rules a binding hands out, or why there are none (`GetRoleReferenceRules`).
    fn rules(&self, binding: &Binding) -> Result<&[Rule], String> {
        let (namespace, kind) = match binding.role_kind.as_str() {
            "Role" => (binding.namespace.as_str(), "role"),
            "ClusterRole" => ("", "clusterrole"),
            other => return Err(format!("unsupported role reference kind: {other:?}")),
        };
        self.roles
            .get(&(namespace.to_owned(), binding.role.clone()))
            .map(Vec::as_slice)
            .ok_or_else(|| {
                format!(
                    "{kind}.rbac.authorization.k8s.io {:?} not found",
                    binding.role
                )
            })
    }

    /// The bindings that count in a namespace: the cluster's, then its own. An empty namespace has
    /// none of its own.
    fn bindings_in<'p>(&'p self, namespace: &str) -> impl Iterator<Item = &'p Binding> {
        let of = |namespace: &str| {
            let namespace = namespace.to_owned();
            self.bindings
                .iter()
                .filter(move |b| b.namespace == namespace)
        };
        let own = (!namespace.is_empty()).then(|| of(namespace));
        of("").chain(own.into_iter().flatten())
    }

    /// The rules for a user in a namespace, and what kept others out (`VisitRulesFor`).
    #[must_use]
    pub fn rules_for<'p>(&'p self, user: &User, namespace: &str) -> (Vec<&'p Rule>, Vec<String>) {
        let (mut rules, mut errors) = (Vec::new(), Vec::new());
        for binding in self.bindings_in(namespace) {
            if binding
                .subjects
                .iter()
                .any(|s| s.is(user, &binding.namespace))
            {
                match self.rules(binding) {
                    Ok(found) => rules.extend(found),
                    Err(e) if errors.contains(&e) => {}
                    Err(e) => errors.push(e),
                }
            }
        }
        (rules, errors)
    }

    /// Whether a user may do something in a namespace, or with an empty one everywhere.
    #[must_use]
    pub fn judge(&self, user: &User, action: &Action, namespace: &str) -> Verdict {
        let (rules, errors) = self.rules_for(user, scope(action, namespace));
        let allowed = user.is_master() || rules.iter().any(|r| r.allows(action));
        let reason = match errors.as_slice() {
            _ if allowed => String::new(),
            [] => String::new(),
            [error] => format!("RBAC: {error}"),
            errors => format!("RBAC: [{}]", errors.join(", ")),
        };
        Verdict { allowed, reason }
    }

    /// The first binding that lets a user do something, and the subject in it that the user is.
    #[must_use]
    pub fn granted(&self, user: &User, action: &Action, namespace: &str) -> Option<Grant<'_>> {
        let mut bindings = self.bindings_in(scope(action, namespace));
        bindings.find_map(|binding| {
            let mut subjects = binding.subjects.iter();
            let subject = subjects.find(|s| s.is(user, &binding.namespace))?;
            let rules = self.rules(binding).ok()?;
            let allows = rules.iter().any(|r| r.allows(action));
            allows.then(|| Grant::new(binding, subject))
        })
    }

    /// Who may do something in a namespace; with none given, in any.
    #[must_use]
    pub fn who_can(&self, action: &Action, namespace: Option<&str>) -> Vec<Grant<'_>> {
        let bindings: Vec<&Binding> = match namespace {
            None if !action.is_path() => self.bindings.iter().collect(),
            _ => self
                .bindings_in(scope(action, namespace.unwrap_or_default()))
                .collect(),
        };
        let mut grants = Vec::new();
        for binding in bindings {
            let Ok(rules) = self.rules(binding) else {
                continue;
            };
            if rules.iter().any(|r| r.allows(action)) {
                let subjects = binding.subjects.iter();
                grants.extend(subjects.map(|subject| Grant::new(binding, subject)));
            }
        }
        grants
    }

    /// All rules for a user in a namespace, as `kubectl auth can-i --list` shows them.
    #[must_use]
    pub fn access(&self, user: &User, namespace: &str) -> Vec<Access> {
        access_list(&self.rules_for(user, namespace).0)
    }
}

/// A path is not in any namespace.
fn scope<'n>(action: &Action, namespace: &'n str) -> &'n str {
    if action.is_path() { "" } else { namespace }
}

fn name(object: &Value<'_>) -> String {
    text(object, &["metadata", "name"])
}

fn text(of: &Value<'_>, path: &[&str]) -> String {
    of.str_at(path).unwrap_or_default().to_owned()
}
