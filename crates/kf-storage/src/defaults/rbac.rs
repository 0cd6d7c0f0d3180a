//! Role bindings.
//!
//! Upstream: pkg/apis/rbac/{v1,v1beta1,v1alpha1}/defaults.go.

use super::Defaults;
use super::fill::Fill;
use kf_object::{Map, Value};

const GROUP: &str = "rbac.authorization.k8s.io";

/// The defaults of a kind.
pub(super) fn defaults(version: &str, kind: &str) -> Option<Defaults> {
    Some(match (version, kind) {
        ("v1" | "v1beta1", "RoleBinding" | "ClusterRoleBinding") => |o, _| binding(o, v1_subject),
        ("v1alpha1", "RoleBinding" | "ClusterRoleBinding") => |o, _| binding(o, v1alpha1_subject),
        _ => return None,
    })
}

/// `SetDefaults_RoleBinding`, `SetDefaults_ClusterRoleBinding`.
fn binding(object: &mut Map<'_>, subject: fn(&mut Map<'_>)) {
    if let Some(role) = object.child("roleRef") {
        role.fill_text("apiGroup", GROUP);
    }
    object.each("subjects").for_each(subject);
}

/// `SetDefaults_Subject`.
fn v1_subject(subject: &mut Map<'_>) {
    if matches!(subject.text("kind"), "User" | "Group") {
        subject.fill_text("apiGroup", GROUP);
    }
}

/// `SetDefaults_Subject` of v1alpha1, whose subjects name a version.
fn v1alpha1_subject(subject: &mut Map<'_>) {
    match subject.text("kind") {
        "ServiceAccount" => subject.fill_zero("apiVersion", Value::str("v1")),
        "User" | "Group" => {
            subject.fill_text("apiVersion", "rbac.authorization.k8s.io/v1alpha1");
        }
        _ => {}
    }
}
