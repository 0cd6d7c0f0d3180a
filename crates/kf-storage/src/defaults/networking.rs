//! NetworkPolicies, Ingresses and IngressClasses.
//!
//! Upstream: pkg/apis/networking/{v1,v1beta1}/defaults.go.

use super::Defaults;
use super::fill::Fill;
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// The defaults of a kind.
pub(super) fn defaults(version: &str, kind: &str) -> Option<Defaults> {
    Some(match (version, kind) {
        ("v1", "NetworkPolicy") => network_policy_v1,
        ("v1beta1", "Ingress") => ingress_v1beta1,
        (_, "IngressClass") => ingress_class,
        _ => return None,
    })
}

/// `SetDefaults_NetworkPolicy` and `SetDefaults_NetworkPolicyPort`.
fn network_policy_v1(object: &mut Map<'_>, minor: Minor) {
    network_policy(object, minor);
    let Some(spec) = object.child("spec") else {
        return;
    };
    for list in ["ingress", "egress"] {
        for port in spec.each(list).flat_map(|rule| rule.each("ports")) {
            port.fill_nil("protocol", Value::str("TCP"));
        }
    }
}

/// `SetDefaults_NetworkPolicy`, which is all there is in `extensions`.
pub(super) fn network_policy(object: &mut Map<'_>, _: Minor) {
    let Some(spec) = object.child("spec") else {
        return;
    };
    if spec.has_none("policyTypes") {
        let mut types = vec![Value::str("Ingress")];
        if !spec.has_none("egress") {
            types.push(Value::str("Egress"));
        }
        spec.insert("policyTypes", Value::Array(types));
    }
}

/// `SetDefaults_HTTPIngressPath` of v1beta1, in `extensions` too; v1 asks for the type.
pub(super) fn ingress_v1beta1(object: &mut Map<'_>, minor: Minor) {
    if minor.has(Change::INGRESS_PATH_TYPE)
        && let Some(spec) = object.child("spec")
    {
        for http in spec.each("rules").filter_map(|rule| rule.child("http")) {
            for path in http.each("paths") {
                path.fill_nil("pathType", Value::str("ImplementationSpecific"));
            }
        }
    }
}

/// `SetDefaults_IngressClass`.
fn ingress_class(object: &mut Map<'_>, minor: Minor) {
    if minor.has(Change::INGRESS_CLASS_SCOPE)
        && let Some(parameters) = object.child("spec").and_then(|s| s.child("parameters"))
    {
        parameters.fill_nil("scope", Value::str("Cluster"));
    }
}
