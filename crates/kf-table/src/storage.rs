//! Storage classes and CSI's kinds.

use super::object::{Row, cell, count, default_name};
use super::spec::{AGE, Cells, Kind, NAME, col, named};
use kf_object::Value;
use kf_object::access::{flag, list, or, text, texts};
use kf_schema::Change;

const GROUPS: &[&str] = &["storage.k8s.io"];

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: GROUPS,
        kind: "StorageClass",
        with: None,
        columns: &[
            NAME,
            col("Provisioner"),
            col("ReclaimPolicy").with(Change::STORAGE_CLASS_COLUMNS),
            col("VolumeBindingMode").with(Change::STORAGE_CLASS_COLUMNS),
            col("AllowVolumeExpansion").with(Change::STORAGE_CLASS_COLUMNS),
            AGE,
        ],
        cells: storage_class,
    },
    Kind {
        groups: GROUPS,
        kind: "VolumeAttributesClass",
        with: None,
        columns: &[NAME, col("DriverName"), AGE],
        cells: attributes_class,
    },
    Kind {
        groups: GROUPS,
        kind: "VolumeAttachment",
        with: Some(Change::VOLUME_ATTACHMENT_PRINTER),
        columns: &[
            NAME,
            named("Attacher"),
            col("PV"),
            col("Node"),
            col("Attached"),
            AGE,
        ],
        cells: volume_attachment,
    },
    Kind {
        groups: GROUPS,
        kind: "CSINode",
        with: Some(Change::CSI_PRINTERS),
        columns: &[NAME, col("Drivers"), AGE],
        cells: |row| {
            let drivers = list(row.object, &["spec", "drivers"]).len();
            vec![row.name(), count(drivers), row.age()]
        },
    },
    Kind {
        groups: GROUPS,
        kind: "CSIDriver",
        with: Some(Change::CSI_PRINTERS),
        columns: &[
            NAME,
            col("AttachRequired"),
            col("PodInfoOnMount"),
            col("StorageCapacity").with(Change::CSI_DRIVER_COLUMNS),
            col("TokenRequests").with(Change::CSI_DRIVER_COLUMNS),
            col("RequiresRepublish").with(Change::CSI_DRIVER_COLUMNS),
            col("Modes"),
            AGE,
        ],
        cells: csi_driver,
    },
];

/// `printStorageClass`
fn storage_class(row: &Row<'_>) -> Cells {
    let by_itself = !row.has(Change::NEWEST_DEFAULT_STORAGE_CLASS);
    class(row, by_itself && is_default_storage_class(row.object))
}

/// The cells of the class that a list marks.
pub(super) fn default_storage_class(row: &Row<'_>) -> Cells {
    class(row, true)
}

fn class(row: &Row<'_>, is_default: bool) -> Cells {
    vec![
        default_name(row, is_default),
        row.cell(&["provisioner"]),
        cell(or(row.text(&["reclaimPolicy"]), "Delete")),
        cell(or(row.text(&["volumeBindingMode"]), "Immediate")),
        Value::Bool(flag(row.object, &["allowVolumeExpansion"])),
        row.age(),
    ]
}

/// `storageutil.IsDefaultAnnotation`
pub(super) fn is_default_storage_class(class: &Value<'_>) -> bool {
    [
        "storageclass.kubernetes.io/is-default-class",
        "storageclass.beta.kubernetes.io/is-default-class",
    ]
    .iter()
    .any(|annotation| text(class, &["metadata", "annotations", annotation]) == "true")
}

/// `printVolumeAttributesClass`
fn attributes_class(row: &Row<'_>) -> Cells {
    let annotation = "volumeattributesclass.beta.kubernetes.io/is-default-class";
    let annotated = row.text(&["metadata", "annotations", annotation]) == "true";
    let default = annotated && row.has(Change::DEFAULT_ATTRIBUTES_CLASS);
    vec![
        default_name(row, default),
        row.cell(&["driverName"]),
        row.age(),
    ]
}

/// `printVolumeAttachment`
fn volume_attachment(row: &Row<'_>) -> Cells {
    vec![
        row.name(),
        row.cell(&["spec", "attacher"]),
        row.cell(&["spec", "source", "persistentVolumeName"]),
        row.cell(&["spec", "nodeName"]),
        Value::Bool(flag(row.object, &["status", "attached"])),
        row.age(),
    ]
}

/// `printCSIDriver`
fn csi_driver(row: &Row<'_>) -> Cells {
    let setting = |member: &str, absent: bool| {
        let value = row.at(&["spec", member]).and_then(Value::as_bool);
        Value::Bool(value.unwrap_or(absent))
    };
    let audiences = match row.at(&["spec", "tokenRequests"]) {
        None => "<unset>".to_owned(),
        Some(_) => {
            let requests = row.list(&["spec", "tokenRequests"]).iter();
            let audiences = requests.map(|r| text(r, &["audience"]));
            audiences.collect::<Vec<_>>().join(",")
        }
    };
    let modes = texts(row.object, &["spec", "volumeLifecycleModes"]).join(",");
    vec![
        row.name(),
        setting("attachRequired", true),
        setting("podInfoOnMount", false),
        setting("storageCapacity", false),
        cell(audiences),
        setting("requiresRepublish", false),
        cell(or(&modes, "<none>")),
        row.age(),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::{cells, printed};

    const GROUP: &str = "storage.k8s.io";

    #[test]
    fn classes_show_defaults() {
        let class = r#"{"metadata":{"name":"c","annotations":{
            "storageclass.beta.kubernetes.io/is-default-class":"true"}},"provisioner":"p"}"#;
        assert_eq!(
            cells(GROUP, "StorageClass", 36, class),
            "c (default) | p | Delete | Immediate | false | <unknown>"
        );
        assert_eq!(
            printed(GROUP, "StorageClass", 15, class),
            ["Name | Provisioner | Age", "c (default) | p | <unknown>"]
        );
    }

    #[test]
    fn drivers_show_their_settings() {
        assert_eq!(
            cells(GROUP, "CSIDriver", 36, r#"{"metadata":{"name":"d"}}"#),
            "d | true | false | false | <unset> | false | <none> | <unknown>"
        );
        let driver = r#"{"metadata":{"name":"d"},"spec":{"attachRequired":false,
            "tokenRequests":[{"audience":""},{"audience":"a"}],"volumeLifecycleModes":["Persistent"]}}"#;
        assert_eq!(
            cells(GROUP, "CSIDriver", 36, driver),
            "d | false | false | false | ,a | false | Persistent | <unknown>"
        );
        let node = r#"{"metadata":{"name":"n"},"spec":{"drivers":[{},{}]}}"#;
        assert_eq!(cells(GROUP, "CSINode", 36, node), "n | 2 | <unknown>");
    }

    #[test]
    fn attachments_say_what_hangs_where() {
        let attachment = r#"{"metadata":{"name":"a"},"spec":{"attacher":"x","nodeName":"n",
            "source":{"persistentVolumeName":"pv"}},"status":{"attached":true}}"#;
        assert_eq!(
            cells(GROUP, "VolumeAttachment", 36, attachment),
            "a | x | pv | n | true | <unknown>"
        );
        let class = r#"{"metadata":{"name":"c"},"driverName":"d"}"#;
        assert_eq!(
            cells(GROUP, "VolumeAttributesClass", 36, class),
            "c | d | <unknown>"
        );
    }
}
