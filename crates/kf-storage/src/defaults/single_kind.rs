//! Groups of which one kind has defaults.

use super::fill::Fill;
use super::{Defaults, signing_request};
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// The defaults of a kind.
pub(super) fn defaults(group: &str, version: &str, kind: &str) -> Option<Defaults> {
    Some(match (group, version, kind) {
        ("discovery.k8s.io", "v1" | "v1beta1", "EndpointSlice") => endpoint_slice,
        ("discovery.k8s.io", "v1alpha1", "EndpointSlice") => endpoint_slice_v1alpha1,
        ("scheduling.k8s.io", _, "PriorityClass") => priority_class,
        ("policy", "v1beta1", "PodSecurityPolicy") => pod_security_policy,
        ("certificates.k8s.io", "v1beta1", "CertificateSigningRequest") => {
            signing_request::signing_request
        }
        ("certificates.k8s.io", _, "PodCertificateRequest") => pod_certificate_request,
        ("scheduling.k8s.io", "v1alpha2", "PodGroup") => |o, _| disruption(o, Value::str("Pod")),
        ("scheduling.k8s.io", "v1alpha3" | "v1beta1", "PodGroup" | "CompositePodGroup") => {
            |o, _| disruption(o, single())
        }
        ("apiregistration.k8s.io", _, "APIService") => api_service,
        _ => return None,
    })
}

/// `SetDefaults_EndpointPort` (pkg/apis/discovery/v1/defaults.go): the pointer to an empty name is
/// printed.
fn endpoint_slice(slice: &mut Map<'_>, _: Minor) {
    for port in slice.each("ports") {
        port.fill_nil("name", Value::str(""));
        port.fill_nil("protocol", Value::str("TCP"));
    }
}

/// `SetDefaults_EndpointSlice` (pkg/apis/discovery/v1alpha1/defaults.go).
fn endpoint_slice_v1alpha1(slice: &mut Map<'_>, minor: Minor) {
    slice.fill_nil("addressType", Value::str("IP"));
    endpoint_slice(slice, minor);
}

/// `SetDefaults_PriorityClass` (pkg/apis/scheduling/v1/defaults.go).
fn priority_class(class: &mut Map<'_>, minor: Minor) {
    if minor.has(Change::PRIORITY_PREEMPTION_POLICY) {
        class.fill_nil("preemptionPolicy", Value::str("PreemptLowerPriority"));
    }
}

/// `SetDefaults_PodSecurityPolicySpec` (pkg/apis/policy/v1beta1/defaults.go): a policy older than
/// the field forbids nothing by it.
pub(super) fn pod_security_policy(policy: &mut Map<'_>, _: Minor) {
    if let Some(spec) = policy.child("spec") {
        spec.fill_nil("allowPrivilegeEscalation", Value::Bool(true));
    }
}

/// `maxExpirationSeconds` is declared +default=86400 (k8s.io/api certificates/v1alpha1/types.go).
fn pod_certificate_request(request: &mut Map<'_>, _: Minor) {
    if let Some(spec) = request.child("spec") {
        spec.fill_nil("maxExpirationSeconds", Value::Int(86_400));
    }
}

/// `disruptionMode` of a group of pods is declared +default="Pod" in k8s.io/api
/// scheduling/v1alpha2/types.go, and +default={"single": {}} in the versions since, where it is a struct.
fn disruption<'a>(group: &mut Map<'a>, mode: Value<'a>) {
    if let Some(spec) = group.child("spec") {
        spec.fill_nil("disruptionMode", mode);
    }
}

fn single() -> Value<'static> {
    let mut mode = Map::new();
    mode.insert("single", Value::Object(Map::new()));
    Value::Object(mode)
}

/// `SetDefaults_ServiceReference` (kube-aggregator pkg/apis/apiregistration/v1/defaults.go). A local APIService has no service.
fn api_service(service: &mut Map<'_>, minor: Minor) {
    if minor.has(Change::API_SERVICE_PORT)
        && let Some(reference) = service.child("spec").and_then(|s| s.child("service"))
    {
        reference.fill_nil("port", Value::Int(443));
    }
}
