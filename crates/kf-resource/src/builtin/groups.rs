//! Built-in group versions: when servers had them and when they were on by default.
//!
//! Rows stand in discovery's order, groups and versions alike (`apiVersionPriorities` in
//! kubernetes cmd/kube-apiserver/app/aggregator.go, later pkg/controlplane/apiserver). Dates come
//! from k8s.io/api's packages per minor, their `APILifecycleRemoved` methods (a server stops
//! serving a group version when its last kind is removed) and
//! `DefaultAPIResourceConfigSource`. The last minor of alpha versions may be too late by a few;
//! nothing is concluded from it but that a server is not older than the first.

use super::NOW;
use kf_schema::{Minor, Minors};

/// A built-in group version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupVersion {
    /// Group; empty for the core group.
    pub group: &'static str,
    /// Version.
    pub version: &'static str,
    /// Minors with it. Those below 1.8 are not told apart everywhere.
    pub minors: Minors,
    /// Whether it was on in them unless switched off.
    pub default_on: bool,
}

const fn on(group: &'static str, version: &'static str, first: u8, last: u8) -> GroupVersion {
    GroupVersion {
        group,
        version,
        minors: Minors::new(first, last),
        default_on: true,
    }
}

const fn off(group: &'static str, version: &'static str, first: u8, last: u8) -> GroupVersion {
    GroupVersion {
        group,
        version,
        minors: Minors::new(first, last),
        default_on: false,
    }
}

/// All built-in group versions. A group version that came back after a gap has two rows.
pub const GROUP_VERSIONS: &[GroupVersion] = &[
    on("", "v1", 0, NOW),
    on("apiregistration.k8s.io", "v1", 10, NOW),
    on("apiregistration.k8s.io", "v1beta1", 7, 21),
    on("extensions", "v1beta1", 1, 21),
    on("apps", "v1", 9, NOW),
    on("apps", "v1beta2", 8, 15),
    on("apps", "v1beta1", 5, 15),
    on("events.k8s.io", "v1", 19, NOW),
    on("events.k8s.io", "v1beta1", 9, 24),
    on("authentication.k8s.io", "v1", 6, NOW),
    on("authentication.k8s.io", "v1beta1", 4, 21),
    off("authentication.k8s.io", "v1beta1", 27, 32),
    off("authentication.k8s.io", "v1alpha1", 26, 31),
    on("authorization.k8s.io", "v1", 6, NOW),
    on("authorization.k8s.io", "v1beta1", 2, 21),
    on("autoscaling", "v2", 23, NOW),
    on("autoscaling", "v1", 2, NOW),
    on("autoscaling", "v2beta1", 8, 24),
    on("autoscaling", "v2beta2", 12, 25),
    on("batch", "v1", 2, NOW),
    on("batch", "v1beta1", 8, 24),
    off("batch", "v2alpha1", 4, 20),
    on("certificates.k8s.io", "v1", 19, NOW),
    on("certificates.k8s.io", "v1beta1", 6, 21),
    off("certificates.k8s.io", "v1beta1", 33, NOW),
    off("certificates.k8s.io", "v1alpha1", 27, 36),
    on("networking.k8s.io", "v1", 7, NOW),
    on("networking.k8s.io", "v1beta1", 14, 21),
    off("networking.k8s.io", "v1beta1", 31, 36),
    off("networking.k8s.io", "v1alpha1", 25, 32),
    on("policy", "v1", 21, NOW),
    on("policy", "v1beta1", 5, 24),
    on("rbac.authorization.k8s.io", "v1", 8, NOW),
    on("rbac.authorization.k8s.io", "v1beta1", 6, 21),
    off("rbac.authorization.k8s.io", "v1alpha1", 5, 23),
    off("settings.k8s.io", "v1alpha1", 6, 19),
    on("storage.k8s.io", "v1", 6, NOW),
    on("storage.k8s.io", "v1beta1", 4, 26),
    off("storage.k8s.io", "v1beta1", 31, 36),
    off("storage.k8s.io", "v1alpha1", 9, 23),
    off("storage.k8s.io", "v1alpha1", 29, 34),
    on("admissionregistration.k8s.io", "v1", 16, NOW),
    on("admissionregistration.k8s.io", "v1beta1", 9, 21),
    off("admissionregistration.k8s.io", "v1beta1", 28, NOW),
    off("admissionregistration.k8s.io", "v1alpha1", 7, 13),
    off("admissionregistration.k8s.io", "v1alpha1", 26, NOW),
    on("apiextensions.k8s.io", "v1", 16, NOW),
    on("apiextensions.k8s.io", "v1beta1", 7, 21),
    on("scheduling.k8s.io", "v1", 14, NOW),
    on("scheduling.k8s.io", "v1beta1", 11, 21),
    off("scheduling.k8s.io", "v1beta1", 37, NOW),
    off("scheduling.k8s.io", "v1alpha3", 37, NOW),
    off("scheduling.k8s.io", "v1alpha2", 36, 36),
    off("scheduling.k8s.io", "v1alpha1", 8, 23),
    off("scheduling.k8s.io", "v1alpha1", 35, 35),
    on("coordination.k8s.io", "v1", 14, NOW),
    on("coordination.k8s.io", "v1beta1", 12, 21),
    off("coordination.k8s.io", "v1beta1", 33, NOW),
    off("coordination.k8s.io", "v1alpha2", 32, NOW),
    off("coordination.k8s.io", "v1alpha1", 31, 31),
    off("auditregistration.k8s.io", "v1alpha1", 13, 18),
    on("node.k8s.io", "v1", 20, NOW),
    on("node.k8s.io", "v1beta1", 14, 24),
    off("node.k8s.io", "v1alpha1", 14, 26),
    on("discovery.k8s.io", "v1", 21, NOW),
    on("discovery.k8s.io", "v1beta1", 17, 24),
    off("discovery.k8s.io", "v1alpha1", 16, 20),
    on("resource.k8s.io", "v1", 34, NOW),
    off("resource.k8s.io", "v1beta2", 33, NOW),
    off("resource.k8s.io", "v1beta1", 32, NOW),
    off("resource.k8s.io", "v1alpha3", 31, NOW),
    off("resource.k8s.io", "v1alpha2", 27, 30),
    off("resource.k8s.io", "v1alpha1", 26, 26),
    on("flowcontrol.apiserver.k8s.io", "v1", 29, NOW),
    on("flowcontrol.apiserver.k8s.io", "v1beta3", 26, 31),
    on("flowcontrol.apiserver.k8s.io", "v1beta2", 23, 28),
    on("flowcontrol.apiserver.k8s.io", "v1beta1", 20, 25),
    off("flowcontrol.apiserver.k8s.io", "v1alpha1", 18, 20),
    off("internal.apiserver.k8s.io", "v1alpha1", 20, NOW),
    on("storagemigration.k8s.io", "v1", 37, NOW),
    off("storagemigration.k8s.io", "v1beta1", 35, NOW),
    off("storagemigration.k8s.io", "v1alpha1", 30, 34),
    off("lifecycle.k8s.io", "v1alpha1", 37, NOW),
];

impl GroupVersion {
    /// Whether servers of this minor had it.
    #[must_use]
    pub fn exists_in(&self, minor: Minor) -> bool {
        self.minors.contains(minor)
    }

    /// Whether it was on by default in this minor.
    #[must_use]
    pub fn default_in(&self, minor: Minor) -> bool {
        self.default_on && self.exists_in(minor)
    }
}
