//! The types of the columns of built-in kinds, where they are other than text.
//!
//! A client that prints shows every cell as it is; one that sorts or adds up cells asks for these
//! (kubernetes pkg/printers/internalversion/printers.go `AddHandlers`).

use kf_schema::{Change, Minor};

/// The type of columns with a time.
pub(super) const DATE: &str = "date";

const INTEGER: &str = "integer";
const BOOLEAN: &str = "boolean";

/// Columns by kind, name and type.
const TYPES: &[(&str, &str, &str)] = &[
    ("CSIDriver", "AttachRequired", BOOLEAN),
    ("CSIDriver", "PodInfoOnMount", BOOLEAN),
    ("CSIDriver", "RequiresRepublish", BOOLEAN),
    ("CSIDriver", "StorageCapacity", BOOLEAN),
    ("CSINode", "Drivers", INTEGER),
    ("ClusterRole", "Created At", DATE),
    ("CronJob", "Active", INTEGER),
    ("CronJob", "Suspend", BOOLEAN),
    ("DaemonSet", "Available", INTEGER),
    ("DaemonSet", "Current", INTEGER),
    ("DaemonSet", "Desired", INTEGER),
    ("DaemonSet", "Ready", INTEGER),
    ("DaemonSet", "Up-to-date", INTEGER),
    ("MutatingAdmissionPolicy", "Mutations", INTEGER),
    ("MutatingWebhookConfiguration", "Webhooks", INTEGER),
    ("PodDisruptionBudget", "Allowed Disruptions", INTEGER),
    ("PriorityClass", "Global-Default", BOOLEAN),
    ("PriorityClass", "Value", INTEGER),
    ("ReplicaSet", "Current", INTEGER),
    ("ReplicaSet", "Desired", INTEGER),
    ("ReplicaSet", "Ready", INTEGER),
    ("ReplicationController", "Current", INTEGER),
    ("ReplicationController", "Desired", INTEGER),
    ("ReplicationController", "Ready", INTEGER),
    ("ResourcePoolStatusRequest", "Pools", INTEGER),
    ("Role", "Created At", DATE),
    ("Scale", "Available", INTEGER),
    ("Scale", "Desired", INTEGER),
    ("ValidatingAdmissionPolicy", "Validations", INTEGER),
    ("ValidatingWebhookConfiguration", "Webhooks", INTEGER),
    ("VolumeAttachment", "Attached", BOOLEAN),
];

/// The OpenAPI type of a column.
pub(super) fn of_column(kind: &str, column: &str, minor: Minor) -> &'static str {
    // The count alone, without the time of the last restart.
    if (kind, column) == ("Pod", "Restarts") && !minor.has(Change::POD_LAST_RESTART) {
        return INTEGER;
    }
    let found = TYPES.iter().find(|(k, c, _)| (*k, *c) == (kind, column));
    found.map_or("string", |(_, _, type_name)| type_name)
}
