//! Webhook configurations and admission policies.
//!
//! Upstream: pkg/apis/admissionregistration/{v1,v1beta1,v1alpha1}/defaults.go.

use super::Defaults;
use super::fill::Fill;
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// The defaults of a kind.
pub(super) fn defaults(version: &str, kind: &str) -> Option<Defaults> {
    Some(match (version, kind) {
        ("v1", "ValidatingWebhookConfiguration") => |o, m| webhooks(o, m, false, false),
        ("v1", "MutatingWebhookConfiguration") => |o, m| webhooks(o, m, false, true),
        ("v1beta1", "ValidatingWebhookConfiguration") => |o, m| webhooks(o, m, true, false),
        ("v1beta1", "MutatingWebhookConfiguration") => |o, m| webhooks(o, m, true, true),
        (_, "ValidatingAdmissionPolicy" | "MutatingAdmissionPolicy") => policy,
        ("v1alpha1", "ValidatingAdmissionPolicyBinding" | "MutatingAdmissionPolicyBinding") => {
            |o, m| binding(o, m.has(Change::POLICY_BINDING_PARAMETERS))
        }
        (_, "ValidatingAdmissionPolicyBinding" | "MutatingAdmissionPolicyBinding") => {
            |o, _| binding(o, false)
        }
        _ => return None,
    })
}

/// `SetDefaults_ValidatingWebhook`, `SetDefaults_MutatingWebhook`, `SetDefaults_Rule` and
/// `SetDefaults_ServiceReference`. v1 asks for `sideEffects` and `admissionReviewVersions`, which
/// v1beta1 sets.
fn webhooks(object: &mut Map<'_>, minor: Minor, v1beta1: bool, mutating: bool) {
    let (failure, matching, timeout) = if v1beta1 {
        ("Ignore", "Exact", 30)
    } else {
        ("Fail", "Equivalent", 10)
    };
    for webhook in object.each("webhooks") {
        webhook.fill_nil("failurePolicy", Value::str(failure));
        webhook.fill_nil("namespaceSelector", Value::Object(Map::new()));
        if v1beta1 && minor.has(Change::WEBHOOK_SIDE_EFFECTS) {
            webhook.fill_nil("sideEffects", Value::str("Unknown"));
        }
        if minor.has(Change::WEBHOOK_TIMEOUT) {
            webhook.fill_nil("timeoutSeconds", Value::Int(timeout));
            if v1beta1 && webhook.has_none("admissionReviewVersions") {
                let versions = Value::Array(vec![Value::str("v1beta1")]);
                webhook.insert("admissionReviewVersions", versions);
            }
            for rule in webhook.each("rules") {
                rule.fill_nil("scope", Value::str("*"));
            }
        }
        if minor.has(Change::WEBHOOK_MATCH_POLICY) {
            webhook.fill_nil("matchPolicy", Value::str(matching));
            webhook.fill_nil("objectSelector", Value::Object(Map::new()));
            if mutating {
                webhook.fill_nil("reinvocationPolicy", Value::str("Never"));
            }
            if let Some(service) = webhook
                .child("clientConfig")
                .and_then(|c| c.child("service"))
            {
                service.fill_nil("port", Value::Int(443));
            }
        }
    }
}

/// `SetDefaults_ValidatingAdmissionPolicySpec`, `SetDefaults_MutatingAdmissionPolicySpec`.
fn policy(object: &mut Map<'_>, _: Minor) {
    if let Some(spec) = object.child("spec") {
        spec.fill_nil("failurePolicy", Value::str("Fail"));
        match_resources(spec, "matchConstraints");
    }
}

/// `SetDefaults_ParamRef` exists for v1alpha1 only; later versions ask for the action.
fn binding(object: &mut Map<'_>, param_ref: bool) {
    let Some(spec) = object.child("spec") else {
        return;
    };
    match_resources(spec, "matchResources");
    if param_ref && let Some(reference) = spec.child("paramRef") {
        reference.fill_nil("parameterNotFoundAction", Value::str("Deny"));
    }
}

/// `SetDefaults_MatchResources`, and `SetDefaults_Rule` of its rules.
fn match_resources(spec: &mut Map<'_>, name: &str) {
    let Some(resources) = spec.child(name) else {
        return;
    };
    resources.fill_nil("matchPolicy", Value::str("Equivalent"));
    for selector in ["namespaceSelector", "objectSelector"] {
        resources.fill_nil(selector, Value::Object(Map::new()));
    }
    for list in ["resourceRules", "excludeResourceRules"] {
        for rule in resources.each(list) {
            rule.fill_nil("scope", Value::str("*"));
        }
    }
}
