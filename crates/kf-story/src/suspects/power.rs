//! Roles that allow everything without being called cluster-admin, and who is bound to them.

use std::collections::HashSet;

use foldhash::fast::RandomState;
use hashbrown::HashMap;

use kf_object::Value;
use kf_view::KeyOperation;

use super::Finding;
use super::path::HIDDEN;
use super::test::Evidence;
use crate::walk::Seen;

/// Verbs that together are as good as all of them.
const VERBS: [&str; 4] = ["create", "delete", "get", "update"];

/// The ClusterRoles that allow everything, and bindings to ClusterRoles of other names than cluster-admin.
#[derive(Debug, Default)]
pub(super) struct Power {
    /// By name, the first revision at which the role does.
    roles: HashMap<String, i64, RandomState>,
    /// With the role, and its name as it may be shown.
    bound: Vec<(Finding, String, String)>,
}

impl Power {
    pub(super) fn append(&mut self, mut other: Self) {
        for (name, revision) in other.roles {
            let held = self.roles.entry(name).or_insert(revision);
            *held = revision.min(*held);
        }
        self.bound.append(&mut other.bound);
    }

    /// Remembers a role that allows everything.
    pub(super) fn see(&mut self, seen: &Seen<'_, '_>) {
        let is_role = seen.place.resource == "clusterroles.rbac.authorization.k8s.io";
        if is_role && seen.plain_after().is_some_and(allows_all) {
            let revision = seen.change.record.revision.main;
            let held = self.roles.entry(seen.place.name.to_owned());
            let held = held.or_insert(revision);
            *held = revision.min(*held);
        }
    }

    /// Remembers what a binding is found for if its role allows everything.
    pub(super) fn bind(&mut self, found: Finding, seen: &Seen<'_, '_>) {
        if let Some(role) = role(seen.plain_after()) {
            let shown = role_shown(seen).to_owned();
            self.bound.push((found, role.to_owned(), shown));
        }
    }

    /// The bindings to roles that allow everything.
    pub(super) fn found(self, found: &mut Vec<Finding>) {
        for (mut one, role, shown) in self.bound {
            let Some(revision) = self.roles.get(&role) else {
                continue;
            };
            one.evidence.push(Evidence {
                path: "@role".to_owned(),
                value: format!("{shown} allows everything, as written at revision {revision}"),
            });
            found.push(one);
        }
    }
}

/// The name of the role that a binding binds to.
fn role<'v>(binding: Option<&'v Value<'_>>) -> Option<&'v str> {
    binding?.str_at(&["roleRef", "name"])
}

fn role_shown<'v>(seen: &'v Seen<'_, '_>) -> &'v str {
    role(seen.after()).unwrap_or(HIDDEN)
}

/// What a binding to a ClusterRole of one's own is found for, should the role allow everything.
pub(super) fn binding(seen: &Seen<'_, '_>) -> Option<Vec<Evidence>> {
    let after = seen.plain_after()?;
    let subjects = after.at(&["subjects"]).and_then(Value::as_array)?;
    let role = role(Some(after))?;
    let own = after.str_at(&["roleRef", "kind"]) == Some("ClusterRole") && role != "cluster-admin";
    let old = seen
        .plain_before()
        .filter(|_| seen.change.operation == KeyOperation::Updated);
    let same = |old: &Value<'_>| {
        old.at(&["subjects"]) == after.at(&["subjects"])
            && old.at(&["roleRef"]) == after.at(&["roleRef"])
    };
    if !own || subjects.is_empty() || old.is_some_and(same) {
        return None;
    }
    Some(vec![Evidence {
        path: "roleRef.name".to_owned(),
        value: role_shown(seen).to_owned(),
    }])
}

/// Whether the rules of a role allow every verb, or all that matter, on everything.
fn allows_all(role: &Value<'_>) -> bool {
    let rules = role.at(&["rules"]).and_then(Value::as_array);
    let mut verbs: HashSet<&str> = HashSet::new();
    for rule in rules.unwrap_or_default() {
        let texts = |name: &str| {
            let list = rule.at(&[name]).and_then(Value::as_array);
            list.unwrap_or_default().iter().filter_map(Value::as_str)
        };
        let all = |name: &str| texts(name).any(|text| text == "*");
        if all("apiGroups") && all("resources") && texts("resourceNames").next().is_none() {
            verbs.extend(texts("verbs"));
        }
    }
    verbs.contains("*") || VERBS.iter().all(|verb| verbs.contains(verb))
}
