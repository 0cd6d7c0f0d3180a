//! Storage classes and CSI drivers.
//!
//! Upstream: pkg/apis/storage/{v1,v1beta1}/defaults.go.

use super::Defaults;
use super::fill::Fill;
use super::volume;
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// The defaults of a kind, the same in all its versions.
pub(super) fn defaults(kind: &str) -> Option<Defaults> {
    Some(match kind {
        "StorageClass" => storage_class,
        "CSIDriver" => csi_driver,
        "VolumeAttachment" => volume_attachment,
        _ => return None,
    })
}

/// `SetDefaults_StorageClass`.
fn storage_class(class: &mut Map<'_>, _: Minor) {
    class.fill_nil("reclaimPolicy", Value::str("Delete"));
    class.fill_nil("volumeBindingMode", Value::str("Immediate"));
}

/// Those of the volume that an attachment may hold instead of naming it
/// (pkg/apis/storage/v1/zz_generated.defaults.go, `SetObjectDefaults_VolumeAttachment`).
fn volume_attachment(attachment: &mut Map<'_>, _: Minor) {
    if let Some(inline) = attachment
        .child("spec")
        .and_then(|spec| spec.child("source"))
        .and_then(|source| source.child("inlineVolumeSpec"))
    {
        volume::in_both(inline);
    }
}

/// `SetDefaults_CSIDriver`. `preventPodSchedulingIfMissing` (1.36) is behind a gate
/// that is off.
fn csi_driver(driver: &mut Map<'_>, minor: Minor) {
    let Some(spec) = driver.child("spec") else {
        return;
    };
    spec.fill_nil("attachRequired", Value::Bool(true));
    spec.fill_nil("podInfoOnMount", Value::Bool(false));
    if minor.has(Change::CSI_LIFECYCLE_MODES) && spec.has_none("volumeLifecycleModes") {
        let modes = Value::Array(vec![Value::str("Persistent")]);
        spec.insert("volumeLifecycleModes", modes);
    }
    if minor.has(Change::CSI_FS_GROUP_POLICY) {
        spec.fill_nil("fsGroupPolicy", Value::str("ReadWriteOnceWithFSType"));
    }
    if minor.has(Change::CSI_CAPACITY_AND_TOKENS) {
        spec.fill_nil("storageCapacity", Value::Bool(false));
        spec.fill_nil("requiresRepublish", Value::Bool(false));
    }
    if minor.has(Change::CSI_SELINUX_MOUNT) {
        spec.fill_nil("seLinuxMount", Value::Bool(false));
    }
}
