//! Volumes of pods and persistent volumes, and claims.
//!
//! Upstream: pkg/apis/core/v1/defaults.go. The defaults of RBD, iSCSI, AzureDisk and ScaleIO were
//! functions there until 1.31 and stand as +default markers in k8s.io/api since.

use super::fill::Fill;
use super::pod::pull_policy;
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// The mode of files made of an object's keys: 0644.
const FILE_MODE: i64 = 0o644;

/// `SetDefaults_Volume` and the functions of each source.
pub(super) fn volume(volume: &mut Map<'_>, minor: Minor) {
    let has_source = volume
        .iter()
        .any(|(name, source)| name != "name" && *source != Value::Null);
    if !has_source {
        volume.insert("emptyDir", Value::Object(Map::new()));
        return;
    }
    for name in ["secret", "configMap"] {
        if let Some(source) = volume.child(name) {
            source.fill_nil("defaultMode", Value::Int(FILE_MODE));
        }
    }
    if let Some(source) = volume.child("downwardAPI") {
        source.fill_nil("defaultMode", Value::Int(FILE_MODE));
        downward(source);
    }
    if let Some(source) = volume.child("projected") {
        projected(source);
    }
    in_both(volume);
    if minor.has(Change::EPHEMERAL_VOLUMES)
        && let Some(template) = volume
            .child("ephemeral")
            .and_then(|e| e.child("volumeClaimTemplate"))
    {
        claim_spec(template, minor);
    }
    if minor.has(Change::IMAGE_VOLUMES)
        && let Some(image) = volume.child("image")
        && image.is_zero("pullPolicy")
    {
        let policy = pull_policy(image.text("reference"));
        image.insert("pullPolicy", Value::str(policy));
    }
}

/// `SetDefaults_PersistentVolume`, with the sources it shares with pods.
pub(super) fn persistent_volume(volume: &mut Map<'_>, minor: Minor) {
    if let Some(status) = volume.child_or_new("status") {
        status.fill_text("phase", "Pending");
    }
    if let Some(spec) = volume.child("spec") {
        spec.fill_text("persistentVolumeReclaimPolicy", "Retain");
        volume_mode(spec, minor);
        in_both(spec);
    }
}

/// `SetDefaults_PersistentVolumeClaim`, which StatefulSet templates get too.
pub(super) fn claim(claim: &mut Map<'_>, minor: Minor) {
    if let Some(status) = claim.child_or_new("status") {
        status.fill_text("phase", "Pending");
    }
    claim_spec(claim, minor);
}

/// `SetDefaults_PersistentVolumeClaimSpec`.
fn claim_spec(claim: &mut Map<'_>, minor: Minor) {
    if let Some(spec) = claim.child("spec") {
        volume_mode(spec, minor);
    }
}

fn volume_mode(spec: &mut Map<'_>, minor: Minor) {
    if minor.has(Change::VOLUME_MODE) {
        spec.fill_nil("volumeMode", Value::str("Filesystem"));
    }
}

/// The sources that pods and persistent volumes have in common.
pub(super) fn in_both(volume: &mut Map<'_>) {
    if let Some(source) = volume.child("hostPath") {
        // SetDefaults_HostPathVolumeSource: the pointer to an empty string is printed.
        source.fill_nil("type", Value::str(""));
    }
    if let Some(source) = volume.child("iscsi") {
        source.fill_text("iscsiInterface", "default");
    }
    if let Some(source) = volume.child("rbd") {
        source.fill_text("pool", "rbd");
        source.fill_text("user", "admin");
        source.fill_text("keyring", "/etc/ceph/keyring");
    }
    if let Some(source) = volume.child("azureDisk") {
        source.fill_nil("cachingMode", Value::str("ReadWrite"));
        source.fill_nil("kind", Value::str("Shared"));
        source.fill_nil("fsType", Value::str("ext4"));
        source.fill_nil("readOnly", Value::Bool(false));
    }
    if let Some(source) = volume.child("scaleIO") {
        source.fill_text("storageMode", "ThinProvisioned");
        source.fill_text("fsType", "xfs");
    }
}

/// `SetDefaults_ProjectedVolumeSource` and `SetDefaults_ServiceAccountTokenProjection`.
fn projected(source: &mut Map<'_>) {
    source.fill_nil("defaultMode", Value::Int(FILE_MODE));
    for projection in source.each("sources") {
        if let Some(source) = projection.child("downwardAPI") {
            downward(source);
        }
        if let Some(token) = projection.child("serviceAccountToken") {
            token.fill_nil("expirationSeconds", Value::Int(3600));
        }
    }
}

/// `SetDefaults_ObjectFieldSelector` of the items.
fn downward(source: &mut Map<'_>) {
    for item in source.each("items") {
        if let Some(reference) = item.child("fieldRef") {
            reference.fill_text("apiVersion", "v1");
        }
    }
}
