//! Who may do what: each rule of a role for each subject that is bound to it.

use std::collections::BTreeMap;

use super::Output;
use super::places::{Kind, Placed};
use super::problems::Problems;
use crate::limits::MAX_RBAC_ROWS;
use crate::row::{Cell, Row};
use crate::schema::Table;
use kf_base::error::{Error, Result};
use kf_object::Value;
use kf_query::rbac::Rule;
use kf_view::View;

/// The group of roles and bindings.
pub(super) const GROUP: &str = "rbac.authorization.k8s.io";

/// A role or a binding.
#[derive(Debug)]
pub(super) enum Rbac {
    Role(RoleId, Vec<Rule>),
    Binding(Binding),
}

/// Namespace, which a ClusterRole has none of, and name.
type RoleId = (Option<String>, String);

/// A binding of either kind.
#[derive(Debug)]
pub(super) struct Binding {
    namespace: Option<String>,
    name: String,
    role_kind: String,
    role: String,
    subjects: Vec<[Option<String>; 3]>,
}

impl Rbac {
    /// Reads one; `None` for other objects of the group.
    pub(super) fn read(value: &Value<'_>, kind: &Kind<'_>, placed: &Placed<'_>) -> Option<Self> {
        let namespace = placed.namespace.map(str::to_owned);
        let name = placed.name.to_owned();
        let list = |name: &str| {
            value
                .get(name)
                .and_then(Value::as_array)
                .unwrap_or_default()
        };
        match kind.resource() {
            "roles" | "clusterroles" => {
                let rules = list("rules").iter().map(Rule::read).collect();
                Some(Self::Role((namespace, name), rules))
            }
            "rolebindings" | "clusterrolebindings" => {
                let text = |value: &Value<'_>, name: &str| value.str_at(&[name]).map(str::to_owned);
                let subject =
                    |s: &Value<'_>| ["kind", "namespace", "name"].map(|name| text(s, name));
                let role = |name| {
                    value
                        .str_at(&["roleRef", name])
                        .unwrap_or_default()
                        .to_owned()
                };
                Some(Self::Binding(Binding {
                    namespace,
                    name,
                    role_kind: role("kind"),
                    role: role("name"),
                    subjects: list("subjects").iter().map(subject).collect(),
                }))
            }
            _ => None,
        }
    }
}

/// Why a rule gives more than it seems to: who has it can become somebody else, or read what
/// nothing but a Secret should hold (the Kubernetes documentation's "RBAC good practices" lists
/// these).
fn dangers(rule: &Rule) -> Vec<String> {
    let has =
        |list: &[String], any: &[&str]| list.iter().any(|i| i == "*" || any.contains(&i.as_str()));
    let verb = |any: &[&str]| has(&rule.verbs, any);
    let on = |group: &str, any: &[&str]| {
        has(&rule.groups, &[group])
            && (has(&rule.resources, any)
                || rule.resources.iter().any(|r| {
                    // `*/exec` is the subresource of all resources.
                    r.strip_prefix("*/").is_some_and(|sub| {
                        any.iter()
                            .any(|a| a.split_once('/').is_some_and(|(_, s)| s == sub))
                    })
                }))
    };
    let all = |list: &[String]| list.iter().any(|i| i == "*");
    let write = ["create", "update", "patch"];
    let dangers = [
        (
            "everything",
            all(&rule.verbs) && all(&rule.groups) && all(&rule.resources),
        ),
        (
            "read-secrets",
            verb(&["get", "list", "watch"]) && on("", &["secrets"]),
        ),
        (
            "escalate",
            rule.verbs
                .iter()
                .any(|v| ["*", "escalate", "bind"].contains(&v.as_str()))
                && on(
                    GROUP,
                    &[
                        "roles",
                        "clusterroles",
                        "rolebindings",
                        "clusterrolebindings",
                    ],
                ),
        ),
        (
            "impersonate",
            verb(&["impersonate"])
                && (on("", &["users", "groups", "serviceaccounts"])
                    || on("authentication.k8s.io", &["uids", "userextras"])),
        ),
        (
            "exec",
            verb(&["create", "get"]) && on("", &["pods/exec", "pods/attach"]),
        ),
        (
            "create-pods",
            verb(&write)
                && (on("", &["pods", "replicationcontrollers"])
                    || on(
                        "apps",
                        &["deployments", "daemonsets", "statefulsets", "replicasets"],
                    )
                    || on("batch", &["jobs", "cronjobs"])),
        ),
        (
            "nodes-proxy",
            verb(&["get", "create"]) && on("", &["nodes/proxy"]),
        ),
        (
            "tokens",
            verb(&["create"]) && on("", &["serviceaccounts/token"]),
        ),
    ];
    let named = dangers.into_iter().filter(|(_, is)| *is);
    named.map(|(name, _)| name.to_owned()).collect()
}

/// Roles and bindings, until all are known.
#[derive(Default)]
pub(super) struct Grants {
    roles: BTreeMap<RoleId, Vec<Rule>>,
    bindings: Vec<Binding>,
}

impl Grants {
    /// Adds one.
    pub(super) fn add(&mut self, found: Option<Rbac>) {
        match found {
            Some(Rbac::Role(id, rules)) => {
                self.roles.insert(id, rules);
            }
            Some(Rbac::Binding(binding)) => self.bindings.push(binding),
            None => {}
        }
    }

    /// Writes the rows. A binding to a role that is not there has one for each subject.
    pub(super) fn write(
        &self,
        view: &View<'_>,
        out: &mut Output<'_, '_>,
        problems: &mut Problems,
    ) -> Result<()> {
        let mut rows = 0;
        for binding in &self.bindings {
            let place = match binding.role_kind.as_str() {
                "Role" => binding.namespace.clone(),
                _ => None,
            };
            let rules = self.roles.get(&(place, binding.role.clone()));
            for subject in &binding.subjects {
                let none = [None];
                let some: Vec<Option<&Rule>> = rules.into_iter().flatten().map(Some).collect();
                let each = if rules.is_some() {
                    some.as_slice()
                } else {
                    &none
                };
                for rule in each {
                    if rows == MAX_RBAC_ROWS {
                        let error = Error::limit(format!(
                            "subjects times rules come to more than {MAX_RBAC_ROWS} rows \
                             (MAX_RBAC_ROWS): the table `rbac` ends there"
                        ));
                        return problems.add(view, &error, out);
                    }
                    rows += 1;
                    out.sorted(Table::Rbac, row(binding, subject, rules.is_some(), *rule))?;
                }
            }
        }
        Ok(())
    }
}

fn row(binding: &Binding, subject: &[Option<String>; 3], found: bool, rule: Option<&Rule>) -> Row {
    let [kind, namespace, name] = subject;
    let texts = |of: fn(&Rule) -> Vec<String>| rule.map_or(Cell::Null, |r| Cell::Texts(of(r)));
    vec![
        Cell::text(kind.as_deref()),
        Cell::text(namespace.as_deref()),
        Cell::text(name.as_deref()),
        Cell::text(binding.namespace.as_deref()),
        Cell::Text(binding.name.clone()),
        Cell::Text(binding.role_kind.clone()),
        Cell::Text(binding.role.clone()),
        Cell::Bool(found),
        Cell::Bool(binding.namespace.is_none()),
        texts(|r| r.verbs.clone()),
        texts(|r| r.groups.clone()),
        texts(|r| r.resources.clone()),
        texts(|r| r.names.clone()),
        texts(|r| r.urls.clone()),
        texts(dangers),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::json::parse;

    fn dangers(rule: &str) -> String {
        super::dangers(&Rule::read(&parse(rule.as_bytes()).unwrap())).join(" ")
    }

    #[test]
    fn rules_that_give_more_than_they_seem_to_are_told() {
        let all = r#"{"verbs":["*"],"apiGroups":["*"],"resources":["*"]}"#;
        assert_eq!(
            dangers(all),
            "everything read-secrets escalate impersonate exec create-pods nodes-proxy tokens"
        );
        let rule = |verbs: &str, group: &str, resources: &str| {
            dangers(&format!(
                r#"{{"verbs":["{verbs}"],"apiGroups":["{group}"],"resources":["{resources}"]}}"#
            ))
        };
        assert_eq!(rule("get", "", "secrets"), "read-secrets");
        assert_eq!(rule("get", "apps", "secrets"), "");
        assert_eq!(rule("create", "", "*/exec"), "exec");
        assert_eq!(rule("bind", GROUP, "clusterroles"), "escalate");
        assert_eq!(rule("update", GROUP, "clusterroles"), "");
        assert_eq!(rule("patch", "apps", "deployments"), "create-pods");
        assert_eq!(
            dangers(r#"{"verbs":["get"],"nonResourceURLs":["/metrics"]}"#),
            ""
        );
    }
}
