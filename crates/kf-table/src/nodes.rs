//! Nodes and runtime classes.

use std::collections::BTreeSet;

use super::object::{Row, cell};
use super::spec::{AGE, Cells, Kind, NAME, col, wide};
use kf_object::Value;
use kf_object::access::{flag, list, or, text};
use kf_schema::Change;

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: &[""],
        kind: "Node",
        with: None,
        columns: &[
            NAME,
            col("Status"),
            col("Roles"),
            AGE,
            col("Version"),
            wide("Internal-IP"),
            wide("External-IP"),
            wide("OS-Image"),
            wide("Kernel-Version"),
            wide("Container-Runtime"),
        ],
        cells: node,
    },
    Kind {
        groups: &["node.k8s.io"],
        kind: "RuntimeClass",
        with: Some(Change::RUNTIME_CLASS_PRINTER),
        columns: &[NAME, col("Handler"), AGE],
        cells: runtime_class,
    },
];

/// `printNode`
fn node(row: &Row<'_>) -> Cells {
    let node = row.object;
    // The last one, should there be two.
    let conditions = list(node, &["status", "conditions"]).iter();
    let mut status = match conditions.rev().find(|c| text(c, &["type"]) == "Ready") {
        Some(ready) if text(ready, &["status"]) == "True" => "Ready",
        Some(_) => "NotReady",
        None => "Unknown",
    }
    .to_owned();
    if flag(node, &["spec", "unschedulable"]) {
        status.push_str(",SchedulingDisabled");
    }
    let address = |kind: &str| {
        let mut addresses = list(node, &["status", "addresses"]).iter();
        let found = addresses.find(|a| text(a, &["type"]) == kind);
        cell(found.map_or("<none>", |a| text(a, &["address"])))
    };
    let info = |member: &str| row.text(&["status", "nodeInfo", member]);
    let known = |member: &str| cell(or(info(member), "<unknown>"));
    let (kernel, architecture) = (or(info("kernelVersion"), "<unknown>"), info("architecture"));
    let kernel = match architecture {
        architecture if !architecture.is_empty() && row.has(Change::NODE_KERNEL_ARCHITECTURE) => {
            format!("{kernel} ({architecture})")
        }
        _ => kernel.to_owned(),
    };
    vec![
        row.name(),
        cell(status),
        cell(or(&roles(node), "<none>")),
        row.age(),
        cell(info("kubeletVersion")),
        address("InternalIP"),
        address("ExternalIP"),
        known("osImage"),
        cell(kernel),
        known("containerRuntimeVersion"),
    ]
}

/// `findNodeRoles`
fn roles(node: &Value<'_>) -> String {
    let labels = node.at(&["metadata", "labels"]).and_then(Value::as_object);
    let mut roles = BTreeSet::new();
    for (key, value) in labels.iter().flat_map(|l| l.iter()) {
        let role = match key.strip_prefix("node-role.kubernetes.io/") {
            Some(role) => role,
            None if key == "kubernetes.io/role" => value.as_str().unwrap_or_default(),
            None => "",
        };
        if !role.is_empty() {
            roles.insert(role);
        }
    }
    roles.into_iter().collect::<Vec<_>>().join(",")
}

/// `printRuntimeClass`; `v1alpha1` has the handler in the spec.
fn runtime_class(row: &Row<'_>) -> Cells {
    let handler = or(
        row.text(&["handler"]),
        row.text(&["spec", "runtimeHandler"]),
    );
    vec![row.name(), cell(handler), row.age()]
}

#[cfg(test)]
mod tests {
    use crate::testing::cells;

    #[test]
    fn nodes_tell_state_roles_and_system() {
        let node = r#"{"metadata":{"name":"n","labels":{"node-role.kubernetes.io/worker":"",
            "node-role.kubernetes.io/":"x","kubernetes.io/role":"edge","node-role.kubernetes.io/edge":""}},
            "spec":{"unschedulable":true},
            "status":{"conditions":[{"type":"Ready","status":"Unknown"}],
              "addresses":[{"type":"ExternalIP","address":"8.8.8.8"},{"type":"ExternalIP","address":"9.9.9.9"}],
              "nodeInfo":{"kernelVersion":"6.1","architecture":"amd64","kubeletVersion":"v1.36.1"}}}"#;
        assert_eq!(
            cells("", "Node", 36, node),
            "n | NotReady,SchedulingDisabled | edge,worker | <unknown> | v1.36.1 | <none> | 8.8.8.8 \
             | <unknown> | 6.1 (amd64) | <unknown>"
        );
        assert!(cells("", "Node", 31, node).contains("| 6.1 |"));
        let bare = node.replacen("6.1", "", 1);
        assert!(cells("", "Node", 36, &bare).contains("| <unknown> (amd64) |"));
        assert!(cells("", "Node", 31, &bare).contains("| <unknown> | <unknown>"));
        assert_eq!(
            cells("", "Node", 36, r#"{"metadata":{"name":"n"}}"#),
            "n | Unknown | <none> | <unknown> |  | <none> | <none> | <unknown> | <unknown> | <unknown>"
        );
    }

    #[test]
    fn runtime_classes_name_their_handler() {
        let [old, new] = [
            r#"{"metadata":{"name":"r"},"spec":{"runtimeHandler":"kata"}}"#,
            r#"{"metadata":{"name":"r"},"handler":"kata"}"#,
        ];
        for class in [old, new] {
            let cells = cells("node.k8s.io", "RuntimeClass", 18, class);
            assert_eq!(cells, "r | kata | <unknown>");
        }
    }
}
