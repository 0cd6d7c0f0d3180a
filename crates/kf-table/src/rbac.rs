//! Role bindings. Roles have no printer: their tables say when they were created.

use super::object::{Row, cell};
use super::spec::{AGE, Cells, Kind, NAME, Spec, col, wide};
use kf_object::access::text;
use kf_schema::{Change, Minor};

const GROUPS: &[&str] = &["rbac.authorization.k8s.io"];

const COLUMNS: &[Spec] = &[
    NAME,
    col("Role"),
    AGE,
    wide("Users"),
    wide("Groups"),
    wide("ServiceAccounts"),
];

/// Whether kubectl gets the objects themselves where it asked for a table; it falls back on its own
/// two columns then.
pub(super) fn refuses_tables(group: &str, minor: Minor) -> bool {
    !minor.has(Change::RBAC_TABLES) && GROUPS.contains(&group)
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: GROUPS,
        kind: "RoleBinding",
        with: Some(Change::RBAC_TABLES),
        columns: COLUMNS,
        cells: binding,
    },
    Kind {
        groups: GROUPS,
        kind: "ClusterRoleBinding",
        with: Some(Change::RBAC_TABLES),
        columns: COLUMNS,
        cells: binding,
    },
];

/// `printRoleBinding`, `printClusterRoleBinding`
fn binding(row: &Row<'_>) -> Cells {
    let role = format!(
        "{}/{}",
        row.text(&["roleRef", "kind"]),
        row.text(&["roleRef", "name"])
    );
    let subjects = |kind: &str| {
        let subjects = row.list(&["subjects"]).iter();
        let subjects = subjects.filter(|s| text(s, &["kind"]) == kind);
        let names = subjects.map(|s| match kind {
            "ServiceAccount" => format!("{}/{}", text(s, &["namespace"]), text(s, &["name"])),
            _ => text(s, &["name"]).to_owned(),
        });
        cell(names.collect::<Vec<_>>().join(", "))
    };
    vec![
        row.name(),
        cell(role),
        row.age(),
        subjects("User"),
        subjects("Group"),
        subjects("ServiceAccount"),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::printed;

    #[test]
    fn bindings_show_role_and_subjects() {
        let binding = r#"{"metadata":{"name":"b"},"roleRef":{"kind":"Role","name":"r"},"subjects":[
            {"kind":"User","name":"u"},{"kind":"Group","name":"g"},{"kind":"User","name":"v"},
            {"kind":"ServiceAccount","namespace":"n","name":"s"}]}"#;
        assert_eq!(
            printed("rbac.authorization.k8s.io", "RoleBinding", 36, binding),
            [
                "Name | Role | Age | Users* | Groups* | ServiceAccounts*",
                "b | Role/r | <unknown> | u, v | g | n/s",
            ]
        );
        assert_eq!(
            printed(
                "rbac.authorization.k8s.io",
                "ClusterRoleBinding",
                15,
                binding
            ),
            ["Name | Age", "b | <unknown>"]
        );
    }
}
