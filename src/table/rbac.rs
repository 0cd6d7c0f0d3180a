//! Role bindings. Roles have no printer: their tables say when they were created.

use super::object::{Row, cell, text};
use super::spec::{AGE, Cells, Kind, NAME, Spec, col, wide};

const GROUPS: &[&str] = &["rbac.authorization.k8s.io"];

/// The role moved to the front, and out of `-o wide`, in 1.18.
const COLUMNS: &[Spec] = &[
    NAME,
    AGE.until(17),
    wide("Role").until(17),
    col("Role").since(18),
    AGE.since(18),
    wide("Users"),
    wide("Groups"),
    wide("ServiceAccounts"),
];

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: GROUPS,
        kind: "RoleBinding",
        since: 0,
        columns: COLUMNS,
        cells: binding,
    },
    Kind {
        groups: GROUPS,
        kind: "ClusterRoleBinding",
        since: 0,
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
        row.age(),
        cell(role.as_str()),
        cell(role.as_str()),
        row.age(),
        subjects("User"),
        subjects("Group"),
        subjects("ServiceAccount"),
    ]
}

#[cfg(test)]
mod tests {
    use crate::table::testing::printed;

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
            [
                "Name | Age | Role* | Users* | Groups* | ServiceAccounts*",
                "b | <unknown> | Role/r | u, v | g | n/s",
            ]
        );
    }
}
