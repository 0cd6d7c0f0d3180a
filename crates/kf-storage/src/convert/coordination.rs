//! LeaseCandidates.

use super::Versions;
use super::members::{object_or_new, take};
use kf_object::{Map, Value};

const V1ALPHA1: &str = "coordination.k8s.io/v1alpha1";

/// v1alpha1 (Kubernetes 1.31) has a list of strategies, later versions one
/// (pkg/apis/coordination/v1alpha1/conversion.go).
pub(super) fn lease_candidate(candidate: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let later = |version| {
        matches!(
            version,
            "coordination.k8s.io/v1beta1" | "coordination.k8s.io/v1alpha2"
        )
    };
    let spec = object_or_new(candidate, "spec")?;
    if versions.stored == V1ALPHA1 && later(versions.wanted) {
        if let Some(Value::Array(strategies)) = take(spec, "preferredStrategies")
            && let Some(first) = strategies.into_iter().next()
        {
            spec.insert("strategy", first);
        }
        return Some(());
    }
    if later(versions.stored) && versions.wanted == V1ALPHA1 {
        let strategy = take(spec, "strategy").unwrap_or(Value::str(""));
        spec.insert("preferredStrategies", Value::Array(vec![strategy]));
        return Some(());
    }
    None
}
