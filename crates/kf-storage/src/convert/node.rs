//! RuntimeClasses.

use super::Versions;
use super::members::{object_or_new, rename, take};
use kf_object::{Map, Value};

const V1ALPHA1: &str = "node.k8s.io/v1alpha1";

/// v1alpha1 has all in a `spec`, where the handler goes by another name
/// (pkg/apis/node/v1alpha1/conversion.go).
pub(super) fn runtime_class(class: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let flat = |version| matches!(version, "node.k8s.io/v1" | "node.k8s.io/v1beta1");
    if flat(versions.stored) && versions.wanted == V1ALPHA1 {
        rename(class, "handler", "runtimeHandler");
        for name in ["runtimeHandler", "overhead", "scheduling"] {
            if let Some(value) = take(class, name) {
                object_or_new(class, "spec")?.insert(name, value);
            }
        }
        return Some(());
    }
    if versions.stored == V1ALPHA1 && flat(versions.wanted) {
        if let Some(Value::Object(spec)) = take(class, "spec") {
            for (name, value) in spec {
                class.insert(name, value);
            }
        }
        rename(class, "runtimeHandler", "handler");
        return Some(());
    }
    None
}
