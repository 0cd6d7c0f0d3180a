//! Deployments and the other sets of pods.

use super::object::{Row, cell};
use super::spec::{AGE, Cells, Kind, NAME, col, wide};
use kf_object::access::{flag, text};
use kf_query::labels::Selector;
use kf_schema::Change;

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: &["apps", "extensions"],
        kind: "Deployment",
        with: None,
        columns: &[
            NAME,
            col("Desired").without(Change::READY_OF_DESIRED),
            col("Current").without(Change::READY_OF_DESIRED),
            col("Ready").with(Change::READY_OF_DESIRED),
            col("Up-to-date"),
            col("Available"),
            AGE,
            wide("Containers"),
            wide("Images"),
            wide("Selector"),
        ],
        cells: deployment,
    },
    Kind {
        groups: &["apps", "extensions"],
        kind: "ReplicaSet",
        with: None,
        columns: &[
            NAME,
            col("Desired"),
            col("Current"),
            col("Ready"),
            AGE,
            wide("Containers"),
            wide("Images"),
            wide("Selector"),
        ],
        cells: replica_set,
    },
    Kind {
        groups: &["apps", "extensions"],
        kind: "DaemonSet",
        with: None,
        columns: &[
            NAME,
            col("Desired"),
            col("Current"),
            col("Ready"),
            col("Up-to-date"),
            col("Available"),
            col("Node Selector"),
            AGE,
            wide("Containers"),
            wide("Images"),
            wide("Selector"),
        ],
        cells: daemon_set,
    },
    Kind {
        groups: &["apps"],
        kind: "StatefulSet",
        with: None,
        columns: &[
            NAME,
            col("Desired").without(Change::READY_OF_DESIRED),
            col("Current").without(Change::READY_OF_DESIRED),
            col("Ready").with(Change::READY_OF_DESIRED),
            AGE,
            wide("Containers"),
            wide("Images"),
        ],
        cells: stateful_set,
    },
    Kind {
        groups: &["apps"],
        kind: "ControllerRevision",
        with: None,
        columns: &[NAME, col("Controller"), col("Revision"), AGE],
        cells: controller_revision,
    },
];

const TEMPLATE: &[&str] = &["spec", "template", "spec"];
const SELECTOR: &[&str] = &["spec", "selector"];

/// `printDeployment`
fn deployment(row: &Row<'_>) -> Cells {
    let [names, images] = row.containers(TEMPLATE);
    let selector = match Selector::from_label_selector(row.object.at(SELECTOR)) {
        Ok(Some(selector)) => selector.to_string(),
        // No selector selects nothing; its text is empty too.
        Ok(None) => String::new(),
        Err(_) => "<invalid>".to_owned(),
    };
    vec![
        row.name(),
        row.number(&["spec", "replicas"]),
        row.number(&["status", "replicas"]),
        ready(row),
        row.number(&["status", "updatedReplicas"]),
        row.number(&["status", "availableReplicas"]),
        row.age(),
        names,
        images,
        cell(selector),
    ]
}

fn ready(row: &Row<'_>) -> kf_object::Value<'static> {
    let ready = row.int(&["status", "readyReplicas"]);
    cell(format!("{ready}/{}", row.int(&["spec", "replicas"])))
}

/// `printReplicaSet`
fn replica_set(row: &Row<'_>) -> Cells {
    let [names, images] = row.containers(TEMPLATE);
    vec![
        row.name(),
        row.number(&["spec", "replicas"]),
        row.number(&["status", "replicas"]),
        row.number(&["status", "readyReplicas"]),
        row.age(),
        names,
        images,
        row.selector(SELECTOR),
    ]
}

/// `printDaemonSet`
fn daemon_set(row: &Row<'_>) -> Cells {
    let [names, images] = row.containers(TEMPLATE);
    vec![
        row.name(),
        row.number(&["status", "desiredNumberScheduled"]),
        row.number(&["status", "currentNumberScheduled"]),
        row.number(&["status", "numberReady"]),
        row.number(&["status", "updatedNumberScheduled"]),
        row.number(&["status", "numberAvailable"]),
        row.labels(&["spec", "template", "spec", "nodeSelector"]),
        row.age(),
        names,
        images,
        row.selector(SELECTOR),
    ]
}

/// `printStatefulSet`
fn stateful_set(row: &Row<'_>) -> Cells {
    let [names, images] = row.containers(TEMPLATE);
    vec![
        row.name(),
        row.number(&["spec", "replicas"]),
        row.number(&["status", "replicas"]),
        ready(row),
        row.age(),
        names,
        images,
    ]
}

/// `printControllerRevision`
fn controller_revision(row: &Row<'_>) -> Cells {
    let mut owners = row.list(&["metadata", "ownerReferences"]).iter();
    let owner = owners.find(|o| flag(o, &["controller"]));
    let owner = owner.map_or("<none>".to_owned(), |owner| {
        let (group, _) = kf_resource::split_api_version(text(owner, &["apiVersion"]));
        let kind = text(owner, &["kind"]).to_lowercase();
        let name = text(owner, &["name"]);
        match group {
            "" => format!("{kind}/{name}"),
            group => format!("{kind}.{group}/{name}"),
        }
    });
    vec![
        row.name(),
        cell(owner),
        row.number(&["revision"]),
        row.age(),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::{cells, printed};

    const SET: &str = r#"{"metadata":{"name":"d"},"spec":{"replicas":3,
        "selector":{"matchLabels":{"app":"x"}},
        "template":{"spec":{"nodeSelector":{"b":"c"},"containers":[{"name":"c","image":"i"}]}}},
        "status":{"replicas":4,"readyReplicas":2,"updatedReplicas":1,"availableReplicas":2,
        "desiredNumberScheduled":5,"currentNumberScheduled":6,"numberReady":7,
        "updatedNumberScheduled":8,"numberAvailable":9}}"#;

    #[test]
    fn sets_count_their_pods() {
        for (group, kind, expected) in [
            (
                "apps",
                "Deployment",
                "2/3 | 1 | 2 | <unknown> | c | i | app=x",
            ),
            (
                "extensions",
                "ReplicaSet",
                "3 | 4 | 2 | <unknown> | c | i | app=x",
            ),
            (
                "apps",
                "DaemonSet",
                "5 | 6 | 7 | 8 | 9 | b=c | <unknown> | c | i | app=x",
            ),
            ("apps", "StatefulSet", "2/3 | <unknown> | c | i"),
        ] {
            assert_eq!(cells(group, kind, 36, SET), format!("d | {expected}"));
        }
        assert_eq!(
            printed("apps", "Deployment", 12, SET)[0],
            "Name | Desired | Current | Up-to-date | Available | Age | Containers* | Images* | Selector*"
        );
    }

    #[test]
    fn a_deployments_selector_may_be_empty_or_invalid() {
        for (selector, expected) in [
            ("{}", ""),
            (
                r#"{"matchExpressions":[{"key":"a","operator":"?"}]}"#,
                "<invalid>",
            ),
        ] {
            let object = format!(r#"{{"spec":{{"selector":{selector}}}}}"#);
            let cells = cells("apps", "Deployment", 36, &object);
            assert_eq!(
                cells,
                format!(" | 0/0 | 0 | 0 | <unknown> |  |  | {expected}")
            );
        }
    }

    #[test]
    fn revisions_name_their_controller() {
        let revision = r#"{"metadata":{"name":"r","ownerReferences":[{"kind":"X","name":"y"},
            {"controller":true,"apiVersion":"apps/v1","kind":"DaemonSet","name":"d"}]},"revision":3}"#;
        assert_eq!(
            cells("apps", "ControllerRevision", 36, revision),
            "r | daemonset.apps/d | 3 | <unknown>"
        );
        assert_eq!(
            cells("apps", "ControllerRevision", 36, "{}"),
            " | <none> | 0 | <unknown>"
        );
    }
}
