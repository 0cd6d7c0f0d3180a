//! Priorities, workloads and groups of pods.

use super::object::{Row, cell};
use super::spec::{AGE, Cells, Kind, NAME, col};
use kf_object::Value;
use kf_object::access::{condition, flag, or, text};
use kf_schema::Change;

const GROUPS: &[&str] = &["scheduling.k8s.io"];

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: GROUPS,
        kind: "PriorityClass",
        with: None,
        columns: &[
            NAME,
            col("Value"),
            col("Global-Default"),
            AGE,
            col("PreemptionPolicy").with(Change::PRIORITY_PREEMPTION_COLUMN),
        ],
        cells: priority_class,
    },
    Kind {
        groups: GROUPS,
        kind: "Workload",
        with: None,
        columns: &[NAME, AGE],
        cells: |row| vec![row.name(), row.age()],
    },
    Kind {
        groups: GROUPS,
        kind: "PodGroup",
        with: None,
        columns: &[NAME, col("Policy"), col("Workload"), col("Status"), AGE],
        cells: pod_group,
    },
];

/// `printPriorityClass`
fn priority_class(row: &Row<'_>) -> Cells {
    vec![
        row.name(),
        row.number(&["value"]),
        Value::Bool(flag(row.object, &["globalDefault"])),
        row.age(),
        row.cell(&["preemptionPolicy"]),
    ]
}

/// `printPodGroup`
fn pod_group(row: &Row<'_>) -> Cells {
    let policy = match row.at(&["spec", "schedulingPolicy", "gang"]) {
        Some(_) => "Gang",
        None => "Basic",
    };
    let workload = row.text(&["spec", "podGroupTemplateRef", "workload", "workloadName"]);
    let holds = |kind: &str, status: &str| {
        condition(row.object, kind).filter(|c| text(c, &["status"]) == status)
    };
    let status = if let Some(disrupted) = holds("DisruptionTarget", "True") {
        text(disrupted, &["reason"])
    } else if holds("PodGroupScheduled", "True").is_some() {
        "Scheduled"
    } else if holds("PodGroupScheduled", "False").is_some() {
        "Unschedulable"
    } else {
        "Pending"
    };
    vec![
        row.name(),
        cell(policy),
        cell(or(workload, "<none>")),
        cell(status),
        row.age(),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::{cells, printed};

    const GROUP: &str = "scheduling.k8s.io";

    #[test]
    fn priorities_show_value_and_policy() {
        let class = r#"{"metadata":{"name":"c"},"value":1000,"preemptionPolicy":"Never"}"#;
        assert_eq!(
            cells(GROUP, "PriorityClass", 36, class),
            "c | 1000 | false | <unknown> | Never"
        );
        assert_eq!(
            printed(GROUP, "PriorityClass", 31, class)[0],
            "Name | Value | Global-Default | Age"
        );
    }

    #[test]
    fn pod_groups_tell_how_they_are_scheduled() {
        for (conditions, expected) in [
            ("", "Pending"),
            (
                r#"{"type":"PodGroupScheduled","status":"True"}"#,
                "Scheduled",
            ),
            (
                r#"{"type":"PodGroupScheduled","status":"True"},
                {"type":"DisruptionTarget","status":"True","reason":"PreemptionByScheduler"}"#,
                "PreemptionByScheduler",
            ),
        ] {
            let group = format!(
                r#"{{"metadata":{{"name":"g"}},"spec":{{"schedulingPolicy":{{"gang":{{}}}}}},
                "status":{{"conditions":[{conditions}]}}}}"#
            );
            let cells = cells(GROUP, "PodGroup", 36, &group);
            assert_eq!(cells, format!("g | Gang | <none> | {expected} | <unknown>"));
        }
    }
}
