//! RoleBindings and ClusterRoleBindings.

use super::Versions;
use super::members::{objects, text};
use kf_object::{Map, Value};

const GROUP: &str = "rbac.authorization.k8s.io";
const V1ALPHA1: &str = "rbac.authorization.k8s.io/v1alpha1";

/// The subjects of v1alpha1 have an apiVersion, those of the later versions an apiGroup
/// (pkg/apis/rbac/v1alpha1/conversion.go).
pub(super) fn binding(binding: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let later = |version| {
        matches!(
            version,
            "rbac.authorization.k8s.io/v1" | "rbac.authorization.k8s.io/v1beta1"
        )
    };
    let convert = match (versions.stored, versions.wanted) {
        (stored, V1ALPHA1) if later(stored) => to_v1alpha1,
        (V1ALPHA1, wanted) if later(wanted) => from_v1alpha1,
        _ => return None,
    };
    objects(binding, "subjects").for_each(convert);
    Some(())
}

fn to_v1alpha1(subject: &mut Map<'_>) {
    let group = text(subject, "apiGroup");
    let version = match (text(subject, "kind"), group) {
        ("ServiceAccount", "") => "v1".to_owned(),
        ("User" | "Group", GROUP) => V1ALPHA1.to_owned(),
        // A group without a version, as Go writes it.
        (_, "") => String::new(),
        (_, group) => format!("{group}/"),
    };
    subject.remove("apiGroup");
    subject.insert("apiVersion", Value::String(version.into()));
}

fn from_v1alpha1(subject: &mut Map<'_>) {
    let version = subject.remove("apiVersion");
    let version = version.as_ref().and_then(Value::as_str).unwrap_or_default();
    let group = match text(subject, "kind") {
        "ServiceAccount" => "",
        "User" | "Group" => GROUP,
        _ => match version.split_once('/') {
            Some((group, rest)) if !rest.contains('/') => group,
            _ => "",
        },
    };
    // Only v1alpha1 has a user that stands for everyone.
    if text(subject, "kind") == "User" && text(subject, "name") == "*" {
        subject.insert("kind", Value::str("Group"));
        subject.insert("name", Value::str("system:authenticated"));
    }
    subject.insert("apiGroup", Value::String(group.to_owned().into()));
}
