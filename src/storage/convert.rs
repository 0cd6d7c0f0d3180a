//! Built-in objects in another version than the stored one.
//!
//! The apiserver converts through an internal type. Where two versions have the same members,
//! that comes down to another apiVersion and the target struct's rules for what is empty
//! ([`Codec::conform`]); the pairs for which that holds are listed here, each checked against the
//! conversions of pkg/apis/GROUP/VERSION. Everything else is left to the caller to refuse: an
//! object under a wrong apiVersion is worse than none.

use super::{Codec, crd_conversion, schema};
use crate::object::Value;

/// Versions of a kind that have the same members.
const SAME_SHAPE: &[(&[&str], &[&str])] = &[
    (
        &["ControllerRevision", "StatefulSet"],
        &["apps/v1", "apps/v1beta2", "apps/v1beta1"],
    ),
    (
        &["Deployment"],
        &[
            "apps/v1",
            "apps/v1beta2",
            "apps/v1beta1",
            "extensions/v1beta1",
        ],
    ),
    (
        &["ReplicaSet"],
        &["apps/v1", "apps/v1beta2", "extensions/v1beta1"],
    ),
    (
        &["Ingress"],
        &["networking.k8s.io/v1beta1", "extensions/v1beta1"],
    ),
    (
        &["NetworkPolicy"],
        &["networking.k8s.io/v1", "extensions/v1beta1"],
    ),
    (
        &["PodSecurityPolicy"],
        &["policy/v1beta1", "extensions/v1beta1"],
    ),
    (
        &["CronJob"],
        &["batch/v1", "batch/v1beta1", "batch/v2alpha1"],
    ),
    (
        &["HorizontalPodAutoscaler"],
        &["autoscaling/v2", "autoscaling/v2beta2"],
    ),
    (
        &["Role", "ClusterRole"],
        &[
            "rbac.authorization.k8s.io/v1",
            "rbac.authorization.k8s.io/v1beta1",
            "rbac.authorization.k8s.io/v1alpha1",
        ],
    ),
    (
        &["RoleBinding", "ClusterRoleBinding"],
        &[
            "rbac.authorization.k8s.io/v1",
            "rbac.authorization.k8s.io/v1beta1",
        ],
    ),
    (
        &[
            "StorageClass",
            "VolumeAttachment",
            "CSIDriver",
            "CSINode",
            "CSIStorageCapacity",
            "VolumeAttributesClass",
        ],
        &[
            "storage.k8s.io/v1",
            "storage.k8s.io/v1beta1",
            "storage.k8s.io/v1alpha1",
        ],
    ),
    (
        &["Lease"],
        &["coordination.k8s.io/v1", "coordination.k8s.io/v1beta1"],
    ),
    (
        &["LeaseCandidate"],
        &[
            "coordination.k8s.io/v1beta1",
            "coordination.k8s.io/v1alpha2",
        ],
    ),
    (
        &["PriorityClass"],
        &[
            "scheduling.k8s.io/v1",
            "scheduling.k8s.io/v1beta1",
            "scheduling.k8s.io/v1alpha1",
        ],
    ),
    (
        &["RuntimeClass"],
        &["node.k8s.io/v1", "node.k8s.io/v1beta1"],
    ),
    (
        &[
            "ValidatingWebhookConfiguration",
            "MutatingWebhookConfiguration",
        ],
        &[
            "admissionregistration.k8s.io/v1",
            "admissionregistration.k8s.io/v1beta1",
        ],
    ),
    (
        &[
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "MutatingAdmissionPolicy",
            "MutatingAdmissionPolicyBinding",
        ],
        &[
            "admissionregistration.k8s.io/v1",
            "admissionregistration.k8s.io/v1beta1",
            "admissionregistration.k8s.io/v1alpha1",
        ],
    ),
    (
        &["ClusterTrustBundle"],
        &[
            "certificates.k8s.io/v1beta1",
            "certificates.k8s.io/v1alpha1",
        ],
    ),
    (
        &["IPAddress", "ServiceCIDR"],
        &[
            "networking.k8s.io/v1",
            "networking.k8s.io/v1beta1",
            "networking.k8s.io/v1alpha1",
        ],
    ),
    (
        &["APIService"],
        &[
            "apiregistration.k8s.io/v1",
            "apiregistration.k8s.io/v1beta1",
        ],
    ),
    (
        &["DeviceClass"],
        &[
            "resource.k8s.io/v1",
            "resource.k8s.io/v1beta2",
            "resource.k8s.io/v1beta1",
        ],
    ),
    (
        &["ResourceClaim", "ResourceClaimTemplate", "ResourceSlice"],
        &["resource.k8s.io/v1", "resource.k8s.io/v1beta2"],
    ),
    (
        &["FlowSchema"],
        &[
            "flowcontrol.apiserver.k8s.io/v1",
            "flowcontrol.apiserver.k8s.io/v1beta3",
            "flowcontrol.apiserver.k8s.io/v1beta2",
            "flowcontrol.apiserver.k8s.io/v1beta1",
        ],
    ),
];

/// `value` in the version `wanted`, or `value` as it came when kf does not convert it.
///
/// # Errors
/// The value itself.
pub(crate) fn convert<'a>(
    codec: &Codec,
    value: Value<'a>,
    wanted: &str,
) -> Result<Value<'a>, Value<'a>> {
    let kind = value.str_at(&["kind"]).unwrap_or_default();
    let stored = value.str_at(&["apiVersion"]).unwrap_or_default();
    let Some(target) = schema::kind(wanted, kind) else {
        return Err(value);
    };
    let original = value.clone();
    let reshaped = if kind == "CustomResourceDefinition" {
        match wanted {
            "apiextensions.k8s.io/v1" => crd_conversion::to_v1(value, codec.minor()),
            _ => crd_conversion::to_v1beta1(value, codec.minor()),
        }
    } else {
        let listed = |versions: &&[&str]| versions.contains(&stored) && versions.contains(&wanted);
        let same = SAME_SHAPE.iter().filter(|(kinds, _)| kinds.contains(&kind));
        if !same.map(|(_, versions)| versions).any(listed) {
            return Err(value);
        }
        Ok(value)
    };
    reshaped
        .and_then(|v| codec.conform(target, v))
        .map_err(|_| original)
}
