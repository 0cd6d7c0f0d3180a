//! Persistent volumes and their claims.

use super::object::{Row, cell};
use super::spec::{AGE, Cells, Kind, NAME, col, wide};
use kf_object::Value;
use kf_object::access::{or, text, texts};
use kf_schema::Change;

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: &[""],
        kind: "PersistentVolume",
        with: None,
        columns: &[
            NAME,
            col("Capacity"),
            col("Access Modes"),
            col("Reclaim Policy"),
            col("Status"),
            col("Claim"),
            col("StorageClass"),
            col("VolumeAttributesClass").with(Change::VOLUME_ATTRIBUTES_CLASS_COLUMN),
            col("Reason"),
            AGE,
            wide("VolumeMode").with(Change::VOLUME_MODE_COLUMN),
        ],
        cells: volume,
    },
    Kind {
        groups: &[""],
        kind: "PersistentVolumeClaim",
        with: None,
        columns: &[
            NAME,
            col("Status"),
            col("Volume"),
            col("Capacity"),
            col("Access Modes"),
            col("StorageClass"),
            col("VolumeAttributesClass").with(Change::VOLUME_ATTRIBUTES_CLASS_COLUMN),
            AGE,
            wide("VolumeMode").with(Change::VOLUME_MODE_COLUMN),
        ],
        cells: claim,
    },
];

/// `printPersistentVolume`
fn volume(row: &Row<'_>) -> Cells {
    let claim = match row.at(&["spec", "claimRef"]) {
        Some(claim) => format!("{}/{}", text(claim, &["namespace"]), text(claim, &["name"])),
        None => String::new(),
    };
    vec![
        row.name(),
        cell(capacity(row.object, "spec")),
        cell(access_modes(row.object, "spec")),
        row.cell(&["spec", "persistentVolumeReclaimPolicy"]),
        phase(row),
        cell(claim),
        class(row),
        or_unset(row, "volumeAttributesClassName"),
        row.cell(&["status", "reason"]),
        row.age(),
        or_unset(row, "volumeMode"),
    ]
}

/// `printPersistentVolumeClaim`
fn claim(row: &Row<'_>) -> Cells {
    let volume = row.text(&["spec", "volumeName"]);
    let of_bound = |text: fn(&Value<'_>, &str) -> String| match volume {
        "" => String::new(),
        _ => text(row.object, "status"),
    };
    vec![
        row.name(),
        phase(row),
        cell(volume),
        cell(of_bound(capacity)),
        cell(of_bound(access_modes)),
        class(row),
        or_unset(row, "volumeAttributesClassName"),
        row.age(),
        or_unset(row, "volumeMode"),
    ]
}

fn phase(row: &Row<'_>) -> Value<'static> {
    if row.deleting() {
        cell("Terminating")
    } else {
        row.cell(&["status", "phase"])
    }
}

fn class(row: &Row<'_>) -> Value<'static> {
    // The annotation of old counts before the field, also when it is empty.
    let annotation = "volume.beta.kubernetes.io/storage-class";
    let annotation = row.at(&["metadata", "annotations", annotation]);
    let class = annotation.and_then(Value::as_str);
    cell(class.unwrap_or_else(|| row.text(&["spec", "storageClassName"])))
}

fn or_unset(row: &Row<'_>, member: &str) -> Value<'static> {
    let value = row.at(&["spec", member]).and_then(Value::as_str);
    cell(value.unwrap_or("<unset>"))
}

/// A quantity that is absent reads as zero.
fn capacity(object: &Value<'_>, part: &str) -> String {
    or(text(object, &[part, "capacity", "storage"]), "0").to_owned()
}

/// `GetAccessModesAsString`: in an order of its own.
fn access_modes(object: &Value<'_>, part: &str) -> String {
    let modes = texts(object, &[part, "accessModes"]);
    let known = [
        ("ReadWriteOnce", "RWO"),
        ("ReadOnlyMany", "ROX"),
        ("ReadWriteMany", "RWX"),
        ("ReadWriteOncePod", "RWOP"),
    ];
    let short = known.iter().filter(|(mode, _)| modes.contains(mode));
    short.map(|(_, short)| *short).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use crate::testing::{cells, printed};

    #[test]
    fn volumes_show_claim_class_and_modes() {
        let volume = r#"{"metadata":{"name":"v","annotations":{
            "volume.beta.kubernetes.io/storage-class":"old"}},
            "spec":{"capacity":{"storage":"4Gi"},"accessModes":["ReadWriteMany","ReadWriteOnce"],
            "persistentVolumeReclaimPolicy":"Retain","claimRef":{"namespace":"n","name":"c"},
            "storageClassName":"new","volumeMode":"Block"},"status":{"phase":"Bound","reason":"r"}}"#;
        assert_eq!(
            cells("", "PersistentVolume", 36, volume),
            "v | 4Gi | RWO,RWX | Retain | Bound | n/c | old | <unset> | r | <unknown> | Block"
        );
        assert_eq!(
            printed("", "PersistentVolume", 15, volume)[0],
            "Name | Capacity | Access Modes | Reclaim Policy | Status | Claim | StorageClass | Reason \
             | Age | VolumeMode*"
        );
    }

    #[test]
    fn claims_show_what_they_were_given() {
        let claim = |volume: &str| {
            format!(
                r#"{{"metadata":{{"name":"c","deletionTimestamp":"2026-11-22T11:00:00Z"}},
                "spec":{{"volumeName":"{volume}","accessModes":["ReadOnlyMany"]}},
                "status":{{"phase":"Bound","accessModes":["ReadWriteOncePod"]}}}}"#
            )
        };
        let shown = |volume| cells("", "PersistentVolumeClaim", 36, &claim(volume));
        assert_eq!(
            shown("v"),
            "c | Terminating | v | 0 | RWOP |  | <unset> | <unknown> | <unset>"
        );
        assert_eq!(
            shown(""),
            "c | Terminating |  |  |  |  | <unset> | <unknown> | <unset>"
        );
    }
}
