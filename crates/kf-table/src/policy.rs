//! Pod disruption budgets and pod security policies.

use super::object::{Row, cell};
use super::spec::{AGE, Cells, Kind, NAME, col};
use kf_object::Value;
use kf_object::access::{flag, texts};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: &["policy"],
        kind: "PodDisruptionBudget",
        with: None,
        columns: &[
            NAME,
            col("Min Available"),
            col("Max Unavailable"),
            col("Allowed Disruptions"),
            AGE,
        ],
        cells: disruption_budget,
    },
    Kind {
        groups: &["policy", "extensions"],
        kind: "PodSecurityPolicy",
        with: None,
        columns: &[
            NAME,
            col("Priv"),
            col("Caps"),
            col("SELinux"),
            col("RunAsUser"),
            col("FsGroup"),
            col("SupGroup"),
            col("ReadOnlyRootFs"),
            col("Volumes"),
        ],
        cells: security_policy,
    },
];

/// `printPodDisruptionBudget`
fn disruption_budget(row: &Row<'_>) -> Cells {
    let bound = |member: &str| match row.at(&["spec", member]) {
        Some(Value::Int(n)) => cell(n.to_string()),
        Some(Value::String(text)) => cell(text.as_ref()),
        _ => cell("N/A"),
    };
    vec![
        row.name(),
        bound("minAvailable"),
        bound("maxUnavailable"),
        row.number(&["status", "disruptionsAllowed"]),
        row.age(),
    ]
}

/// `printPodSecurityPolicy`
fn security_policy(row: &Row<'_>) -> Cells {
    let joined = |member: &str| cell(texts(row.object, &["spec", member]).join(","));
    let rule = |member: &str| row.cell(&["spec", member, "rule"]);
    vec![
        row.name(),
        cell(flag(row.object, &["spec", "privileged"]).to_string()),
        joined("allowedCapabilities"),
        rule("seLinux"),
        rule("runAsUser"),
        rule("fsGroup"),
        rule("supplementalGroups"),
        Value::Bool(flag(row.object, &["spec", "readOnlyRootFilesystem"])),
        joined("volumes"),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::cells;

    #[test]
    fn budgets_show_numbers_and_percents() {
        let budget = r#"{"metadata":{"name":"b"},"spec":{"minAvailable":"50%"},
            "status":{"disruptionsAllowed":2}}"#;
        assert_eq!(
            cells("policy", "PodDisruptionBudget", 36, budget),
            "b | 50% | N/A | 2 | <unknown>"
        );
    }

    #[test]
    fn security_policies_show_their_rules() {
        let policy = r#"{"metadata":{"name":"p"},"spec":{"privileged":true,"volumes":["a","b"],
            "seLinux":{"rule":"RunAsAny"},"runAsUser":{"rule":"MustRunAs"}}}"#;
        assert_eq!(
            cells("extensions", "PodSecurityPolicy", 15, policy),
            "p | true |  | RunAsAny | MustRunAs |  |  | false | a,b"
        );
    }
}
