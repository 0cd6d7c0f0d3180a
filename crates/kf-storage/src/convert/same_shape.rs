//! Versions between which an object only changes its apiVersion.
//!
//! Each row was checked against the conversions of pkg/apis/GROUP/VERSION: they copy member by
//! member. What one version has and another lacks is left out, as there.

/// Versions of a kind that have the same members.
pub(super) const SAME_SHAPE: &[(&[&str], &[&str])] = &[
    (
        &["ControllerRevision"],
        &["apps/v1", "apps/v1beta2", "apps/v1beta1"],
    ),
    (
        &["ReplicaSet"],
        &["apps/v1", "apps/v1beta2", "extensions/v1beta1"],
    ),
    (
        &["IngressClass"],
        &["networking.k8s.io/v1", "networking.k8s.io/v1beta1"],
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
            "certificates.k8s.io/v1",
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
            "resource.k8s.io/v1alpha3",
        ],
    ),
    (
        &["PodCertificateRequest"],
        &[
            "certificates.k8s.io/v1beta1",
            "certificates.k8s.io/v1alpha1",
        ],
    ),
    (
        &["FlowSchema"],
        &[
            "flowcontrol.apiserver.k8s.io/v1",
            "flowcontrol.apiserver.k8s.io/v1beta3",
            "flowcontrol.apiserver.k8s.io/v1beta2",
            "flowcontrol.apiserver.k8s.io/v1beta1",
            "flowcontrol.apiserver.k8s.io/v1alpha1",
        ],
    ),
    (
        &["StorageVersionMigration"],
        &[
            "storagemigration.k8s.io/v1",
            "storagemigration.k8s.io/v1beta1",
        ],
    ),
    (
        &["PodGroup", "Workload"],
        &["scheduling.k8s.io/v1beta1", "scheduling.k8s.io/v1alpha3"],
    ),
];
