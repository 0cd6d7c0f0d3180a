//! Priorities, workloads and groups of pods.

use super::object::{Row, cell};
use super::spec::{AGE, Cells, Kind, NAME, col};
use kf_object::Value;
use kf_object::access::{flag, or, text};
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

/// The condition that says whether a group's pods were scheduled: 1.37 renamed it.
const SCHEDULED: [&str; 2] = ["PodGroupInitiallyScheduled", "PodGroupScheduled"];

/// `printPodGroup`
fn pod_group(row: &Row<'_>) -> Cells {
    let policy = match row.at(&["spec", "schedulingPolicy", "gang"]) {
        Some(_) => "Gang",
        None => "Basic",
    };
    // 1.37 renamed the reference to the workload as well (scheduling.k8s.io/v1alpha3, v1beta1).
    let workload = match row.at(&["spec", "workloadRef"]) {
        Some(reference) => text(reference, &["workloadName"]),
        None => row.text(&["spec", "podGroupTemplateRef", "workload", "workloadName"]),
    };
    // Of conditions of one type the last counts.
    let conditions = row.list(&["status", "conditions"]);
    let last = |kinds: &[&str]| {
        let mut newest_first = conditions.iter().rev();
        newest_first.find(|c| kinds.contains(&text(c, &["type"])))
    };
    // Whatever its status, and whatever else is so.
    let status = if let Some(disrupted) = last(&["DisruptionTarget"]) {
        text(disrupted, &["reason"])
    } else {
        match last(&SCHEDULED).map(|c| text(c, &["status"])) {
            Some("True") => "Scheduled",
            Some(_) => "Unschedulable",
            None => "Pending",
        }
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

    fn group_with(conditions: &str) -> String {
        let group = format!(
            r#"{{"metadata":{{"name":"g"}},"spec":{{"schedulingPolicy":{{"gang":{{}}}}}},
            "status":{{"conditions":[{conditions}]}}}}"#
        );
        let cells = cells(GROUP, "PodGroup", 36, &group);
        let status = cells.strip_prefix("g | Gang | <none> | ").unwrap();
        status.strip_suffix(" | <unknown>").unwrap().to_owned()
    }

    #[test]
    fn pod_groups_tell_how_they_are_scheduled() {
        assert_eq!(group_with(""), "Pending");
        for name in ["PodGroupScheduled", "PodGroupInitiallyScheduled"] {
            for (status, expected) in [
                ("True", "Scheduled"),
                ("False", "Unschedulable"),
                ("Unknown", "Unschedulable"),
            ] {
                let condition = format!(r#"{{"type":"{name}","status":"{status}"}}"#);
                assert_eq!(group_with(&condition), expected, "{condition}");
            }
        }
    }

    #[test]
    fn a_disruption_of_any_status_gives_its_reason() {
        for status in ["True", "False", "Unknown"] {
            let conditions = format!(
                r#"{{"type":"DisruptionTarget","status":"{status}","reason":"PreemptionByScheduler"}},
                {{"type":"PodGroupScheduled","status":"True"}}"#
            );
            assert_eq!(group_with(&conditions), "PreemptionByScheduler");
        }
        let twice = r#"{"type":"DisruptionTarget","status":"True","reason":"A"},
            {"type":"DisruptionTarget","status":"False","reason":"B"}"#;
        assert_eq!(group_with(twice), "B");
    }

    #[test]
    fn the_workload_is_named_in_both_forms_of_the_reference() {
        for reference in [
            r#""podGroupTemplateRef":{"workload":{"workloadName":"w"}}"#,
            r#""workloadRef":{"workloadName":"w","templateName":"t"}"#,
        ] {
            let group = format!(r#"{{"metadata":{{"name":"g"}},"spec":{{{reference}}}}}"#);
            assert_eq!(
                cells(GROUP, "PodGroup", 37, &group),
                "g | Basic | w | Pending | <unknown>"
            );
        }
    }
}
