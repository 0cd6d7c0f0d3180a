//! Kinds about the API servers themselves.

use super::object::{Row, cell, first_three};
use super::spec::{AGE, Cells, Kind, NAME, col};
use kf_object::access::{at, condition, list, or, text};
use kf_schema::Change;

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: &["apiregistration.k8s.io"],
        kind: "APIService",
        with: None,
        columns: &[NAME, col("Service"), col("Available"), AGE],
        cells: api_service,
    },
    Kind {
        groups: &["internal.apiserver.k8s.io"],
        kind: "StorageVersion",
        with: None,
        columns: &[
            NAME,
            col("CommonEncodingVersion"),
            col("StorageVersions"),
            AGE,
        ],
        cells: storage_version,
    },
    Kind {
        groups: &["storagemigration.k8s.io"],
        kind: "StorageVersionMigration",
        with: None,
        // The name lacks the format here, so that --show-kind does not prefix it.
        columns: &[
            col("Name"),
            col("Resource"),
            col("Status").with(Change::MIGRATION_STATUS_COLUMN),
        ],
        cells: migration,
    },
];

/// kube-aggregator pkg/registry/apiservice/etcd `ConvertToTable`
fn api_service(row: &Row<'_>) -> Cells {
    let service = at(row.object, &["spec", "service"]);
    let service = service.map_or("Local".to_owned(), |s| {
        format!("{}/{}", text(s, &["namespace"]), text(s, &["name"]))
    });
    let available = condition(row.object, "Available");
    let available = available.map_or("Unknown".to_owned(), |c| {
        match (text(c, &["status"]), text(c, &["reason"])) {
            (status @ "True", _) | (status, "") => status.to_owned(),
            (status, reason) => format!("{status} ({reason})"),
        }
    });
    vec![row.name(), cell(service), cell(available), row.age()]
}

/// `printStorageVersion`
fn storage_version(row: &Row<'_>) -> Cells {
    let versions = list(row.object, &["status", "storageVersions"]).iter();
    let versions = versions.map(|v| {
        let server = text(v, &["apiServerID"]);
        format!("{server}={}", text(v, &["encodingVersion"]))
    });
    let versions: Vec<String> = versions.collect();
    let common = row.text(&["status", "commonEncodingVersion"]);
    vec![
        row.name(),
        cell(or(common, "<unset>")),
        cell(or(&first_three(&versions), "<unset>")),
        row.age(),
    ]
}

/// `printStorageVersionMigration`
fn migration(row: &Row<'_>) -> Cells {
    let part = |member: &str| row.text(&["spec", "resource", member]);
    let (resource, group) = (part("resource"), part("group"));
    let resource = match group {
        _ if !row.has(Change::MIGRATION_STATUS_COLUMN) => {
            format!("{resource}.{}.{group}", part("version"))
        }
        "" => resource.to_owned(),
        group => format!("{resource}.{group}"),
    };
    let conditions = row.list(&["status", "conditions"]).iter().rev();
    let mut states = conditions.filter(|c| text(c, &["status"]) == "True");
    let state = states.find_map(|c| {
        let kind = text(c, &["type"]);
        matches!(kind, "Running" | "Succeeded" | "Failed").then_some(kind)
    });
    vec![row.name(), cell(resource), cell(state.unwrap_or("Unknown"))]
}

#[cfg(test)]
mod tests {
    use crate::testing::cells;

    #[test]
    fn api_services_tell_whether_they_answer() {
        for (object, expected) in [
            (
                r#"{"status":{"conditions":[{"type":"Available","status":"True","reason":"Local"}]}}"#,
                "Local | True",
            ),
            (
                r#"{"spec":{"service":{"namespace":"n","name":"s"}},"status":{"conditions":
                [{"type":"Available","status":"False","reason":"MissingEndpoints"}]}}"#,
                "n/s | False (MissingEndpoints)",
            ),
            (r#"{"spec":{"service":null}}"#, "Local | Unknown"),
        ] {
            let cells = cells("apiregistration.k8s.io", "APIService", 36, object);
            assert_eq!(cells, format!(" | {expected} | <unknown>"));
        }
    }

    #[test]
    fn storage_versions_name_their_servers() {
        let version = r#"{"metadata":{"name":"v"},"status":{"storageVersions":[
            {"apiServerID":"a","encodingVersion":"v1"},{"apiServerID":"b","encodingVersion":"v2"}]}}"#;
        assert_eq!(
            cells("internal.apiserver.k8s.io", "StorageVersion", 36, version),
            "v | <unset> | a=v1,b=v2 | <unknown>"
        );
        let migration = r#"{"metadata":{"name":"m"},"spec":{"resource":{"group":"g.h","resource":"rs"}},
            "status":{"conditions":[{"type":"Running","status":"False"},
            {"type":"Succeeded","status":"True"}]}}"#;
        assert_eq!(
            cells(
                "storagemigration.k8s.io",
                "StorageVersionMigration",
                36,
                migration
            ),
            "m | rs.g.h | Succeeded"
        );
    }
}
