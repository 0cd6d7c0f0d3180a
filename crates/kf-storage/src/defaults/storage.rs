//! Storage classes and CSI drivers.
//!
//! Upstream: pkg/apis/storage/{v1,v1beta1}/defaults.go.

use super::Defaults;
use super::fill::Fill;
use kf_object::{Map, Value};

/// The defaults of a kind, the same in all its versions.
pub(super) fn defaults(kind: &str) -> Option<Defaults> {
    Some(match kind {
        "StorageClass" => storage_class,
        "CSIDriver" => csi_driver,
        _ => return None,
    })
}

/// `SetDefaults_StorageClass`.
fn storage_class(class: &mut Map<'_>, _: u8) {
    class.fill_nil("reclaimPolicy", Value::str("Delete"));
    class.fill_nil("volumeBindingMode", Value::str("Immediate"));
}

/// `SetDefaults_CSIDriver`. `preventPodSchedulingIfMissing` (1.36) is behind a gate
/// that is off.
fn csi_driver(driver: &mut Map<'_>, minor: u8) {
    let Some(spec) = driver.child("spec") else {
        return;
    };
    spec.fill_nil("attachRequired", Value::Bool(true));
    spec.fill_nil("podInfoOnMount", Value::Bool(false));
    // Behind the gate CSIInlineVolume, on since 1.16.
    if minor >= 16 && spec.has_none("volumeLifecycleModes") {
        let modes = Value::Array(vec![Value::str("Persistent")]);
        spec.insert("volumeLifecycleModes", modes);
    }
    // Behind the gate CSIVolumeFSGroupPolicy, on since 1.20.
    if minor >= 20 {
        spec.fill_nil("fsGroupPolicy", Value::str("ReadWriteOnceWithFSType"));
    }
    // Behind the gates CSIStorageCapacity and CSIServiceAccountToken, on since 1.21.
    if minor >= 21 {
        spec.fill_nil("storageCapacity", Value::Bool(false));
        spec.fill_nil("requiresRepublish", Value::Bool(false));
    }
    // Behind the gate SELinuxMountReadWriteOncePod, on since 1.28.
    if minor >= 28 {
        spec.fill_nil("seLinuxMount", Value::Bool(false));
    }
}
