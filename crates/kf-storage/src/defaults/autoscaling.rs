//! HorizontalPodAutoscalers.
//!
//! Upstream: pkg/apis/autoscaling/{v1,v2,v2beta1,v2beta2}/defaults.go.

use super::Defaults;
use super::fill::Fill;
use kf_object::{Map, Value};
use kf_schema::Minor;

/// The defaults of a kind.
pub(super) fn defaults(version: &str, kind: &str) -> Option<Defaults> {
    Some(match (version, kind) {
        ("v1", "HorizontalPodAutoscaler") => v1,
        ("v2beta1", "HorizontalPodAutoscaler") => v2beta1,
        ("v2beta2" | "v2", "HorizontalPodAutoscaler") => v2,
        _ => return None,
    })
}

/// `SetDefaults_HorizontalPodAutoscaler` of v1.
fn v1(object: &mut Map<'_>, _: Minor) {
    if let Some(spec) = object.child("spec") {
        spec.fill_nil("minReplicas", Value::Int(1));
    }
}

/// `SetDefaults_HorizontalPodAutoscaler` of v2beta1.
fn v2beta1(object: &mut Map<'_>, minor: Minor) {
    v1(object, minor);
    if let Some(spec) = object.child("spec") {
        metrics(spec, || map([("targetAverageUtilization", Value::Int(80))]));
    }
}

/// `SetDefaults_HorizontalPodAutoscaler` and `SetDefaults_HorizontalPodAutoscalerBehavior` of
/// v2beta2 and v2. Behaviour exists since 1.18 and is only completed, never added.
fn v2(object: &mut Map<'_>, minor: Minor) {
    v1(object, minor);
    let Some(spec) = object.child("spec") else {
        return;
    };
    metrics(spec, || {
        let target = map([
            ("averageUtilization", Value::Int(80)),
            ("type", Value::str("Utilization")),
        ]);
        map([("target", Value::Object(target))])
    });
    let Some(behavior) = spec.child("behavior") else {
        return;
    };
    if let Some(rules) = behavior.child_or_new("scaleUp") {
        rules.fill_nil("stabilizationWindowSeconds", Value::Int(0));
        rules.fill_nil("selectPolicy", Value::str("Max"));
        if rules.is_nil("policies") {
            let policies = vec![policy("Pods", 4), policy("Percent", 100)];
            rules.insert("policies", Value::Array(policies));
        }
    }
    if let Some(rules) = behavior.child_or_new("scaleDown") {
        // Its stabilization window is an option of the controller manager.
        rules.fill_nil("selectPolicy", Value::str("Max"));
        if rules.is_nil("policies") {
            rules.insert("policies", Value::Array(vec![policy("Percent", 100)]));
        }
    }
}

/// Without metrics it is the processor that counts, at 80 % (`DefaultCPUUtilization`).
fn metrics(spec: &mut Map<'_>, target: impl FnOnce() -> Map<'static>) {
    if spec.has_none("metrics") {
        let mut resource = target();
        resource.insert("name", Value::str("cpu"));
        let metric = map([
            ("resource", Value::Object(resource)),
            ("type", Value::str("Resource")),
        ]);
        spec.insert("metrics", Value::Array(vec![Value::Object(metric)]));
    }
}

fn policy(kind: &'static str, value: i64) -> Value<'static> {
    Value::Object(map([
        ("periodSeconds", Value::Int(15)),
        ("type", Value::str(kind)),
        ("value", Value::Int(value)),
    ]))
}

fn map<const N: usize>(members: [(&'static str, Value<'static>); N]) -> Map<'static> {
    members
        .into_iter()
        .map(|(name, value)| (name.into(), value))
        .collect()
}
