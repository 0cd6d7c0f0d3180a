//! The core group's small kinds.

use super::object::{Row, cell, count};
use super::spec::{AGE, Cells, Kind, NAME, col, wide};
use kf_object::Value;
use kf_object::access::{condition, list, or, size, text};
use kf_schema::Change;

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: &["", "extensions"],
        kind: "ReplicationController",
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
        cells: replication_controller,
    },
    Kind {
        groups: &[""],
        kind: "Namespace",
        with: None,
        columns: &[NAME, col("Status"), AGE],
        cells: |row| vec![row.name(), row.cell(&["status", "phase"]), row.age()],
    },
    Kind {
        groups: &[""],
        kind: "Secret",
        with: None,
        columns: &[NAME, col("Type"), col("Data"), AGE],
        cells: secret,
    },
    Kind {
        groups: &[""],
        kind: "ConfigMap",
        with: None,
        columns: &[NAME, col("Data"), AGE],
        cells: config_map,
    },
    Kind {
        groups: &[""],
        kind: "ServiceAccount",
        with: None,
        columns: &[
            NAME,
            col("Secrets").without(Change::NO_SERVICE_ACCOUNT_SECRETS),
            AGE,
        ],
        cells: |row| vec![row.name(), count(row.list(&["secrets"]).len()), row.age()],
    },
    Kind {
        groups: &[""],
        kind: "ResourceQuota",
        with: Some(Change::RESOURCE_QUOTA_PRINTER),
        columns: &[
            NAME,
            AGE.without(Change::RESOURCE_QUOTA_AGE_LAST),
            col("Request"),
            col("Limit"),
            AGE.with(Change::RESOURCE_QUOTA_AGE_LAST),
        ],
        cells: resource_quota,
    },
    Kind {
        groups: &[""],
        kind: "ComponentStatus",
        with: None,
        columns: &[NAME, col("Status"), col("Message"), col("Error")],
        cells: component_status,
    },
];

/// `printReplicationController`
fn replication_controller(row: &Row<'_>) -> Cells {
    let [names, images] = row.containers(&["spec", "template", "spec"]);
    vec![
        row.name(),
        row.number(&["spec", "replicas"]),
        row.number(&["status", "replicas"]),
        row.number(&["status", "readyReplicas"]),
        row.age(),
        names,
        images,
        row.labels(&["spec", "selector"]),
    ]
}

/// `printSecret`
fn secret(row: &Row<'_>) -> Cells {
    vec![
        row.name(),
        row.cell(&["type"]),
        count(size(row.object, &["data"])),
        row.age(),
    ]
}

/// `printConfigMap`
fn config_map(row: &Row<'_>) -> Cells {
    let binary = if row.has(Change::CONFIG_MAP_BINARY_DATA) {
        size(row.object, &["binaryData"])
    } else {
        0
    };
    let data = size(row.object, &["data"]);
    vec![row.name(), count(data + binary), row.age()]
}

/// `printResourceQuota`
fn resource_quota(row: &Row<'_>) -> Cells {
    let (mut requests, mut limits) = (Vec::new(), Vec::new());
    let hard = row.at(&["status", "hard"]).and_then(Value::as_object);
    for (name, hard) in hard.iter().flat_map(|h| h.iter()) {
        let used = text(row.object, &["status", "used", name]);
        let used = or(used, "0");
        let shown = format!("{name}: {used}/{}", hard.as_str().unwrap_or_default());
        if name.split('.').next() == Some("limits") {
            limits.push(shown);
        } else {
            requests.push(shown);
        }
    }
    vec![
        row.name(),
        row.age(),
        cell(requests.join(", ")),
        cell(limits.join(", ")),
        row.age(),
    ]
}

/// `printComponentStatus`
fn component_status(row: &Row<'_>) -> Cells {
    let mut conditions = list(row.object, &["conditions"]).iter();
    let healthy = conditions.find(|c| text(c, &["type"]) == "Healthy");
    let healthy = healthy.or_else(|| condition(row.object, "Healthy"));
    let status = match healthy.map(|c| text(c, &["status"])) {
        Some("True") => "Healthy",
        Some(_) => "Unhealthy",
        None => "Unknown",
    };
    let part = |name: &str| cell(healthy.map_or("", |c| text(c, &[name])));
    vec![row.name(), cell(status), part("message"), part("error")]
}

#[cfg(test)]
mod tests {
    use crate::testing::{cells, printed};

    #[test]
    fn quotas_split_requests_from_limits() {
        let quota = r#"{"metadata":{"name":"q","creationTimestamp":"2026-11-22T11:00:00Z"},
            "spec":{"hard":{"pods":"9"}},"status":{"used":{"pods":"2"},"hard":{"pods":"10",
            "limits.cpu":"4","cpu":"1","limits":"1"}}}"#;
        assert_eq!(
            printed("", "ResourceQuota", 36, quota),
            [
                "Name | Request | Limit | Age",
                "q | cpu: 0/1, pods: 2/10 | limits: 0/1, limits.cpu: 0/4 | 60m",
            ]
        );
        assert_eq!(
            printed("", "ResourceQuota", 31, quota)[0],
            "Name | Age | Request | Limit"
        );
        assert_eq!(
            printed("", "ResourceQuota", 15, quota),
            ["Name | Created At", "q | 2026-11-22T11:00:00Z"]
        );
    }

    #[test]
    fn small_kinds_count_what_they_hold() {
        let map = r#"{"metadata":{"name":"m"},"data":{"a":"","b":""},"binaryData":{"c":""}}"#;
        assert_eq!(cells("", "ConfigMap", 36, map), "m | 3 | <unknown>");
        assert_eq!(cells("", "ConfigMap", 15, map), "m | 2 | <unknown>");
        let account = r#"{"metadata":{"name":"s"},"secrets":[{"name":"t"}]}"#;
        assert_eq!(
            printed("", "ServiceAccount", 36, account),
            ["Name | Age", "s | <unknown>"]
        );
        assert_eq!(
            printed("", "ServiceAccount", 31, account),
            ["Name | Secrets | Age", "s | 1 | <unknown>"]
        );
        let secret = r#"{"metadata":{"name":"s"},"type":"Opaque"}"#;
        assert_eq!(
            cells("", "Secret", 36, secret),
            "s | Opaque | 0 | <unknown>"
        );
        assert_eq!(
            cells(
                "",
                "ReplicationController",
                36,
                r#"{"metadata":{"name":"r"},"spec":{"selector":
                {"b":"1","a":"2"},"template":{"spec":{"containers":[{"name":"c","image":"i"},
                {"name":"d","image":"j"}]}}},"status":{"replicas":2}}"#
            ),
            "r | 0 | 2 | 0 | <unknown> | c,d | i,j | a=2,b=1"
        );
    }
}
