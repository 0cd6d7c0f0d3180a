//! CertificateSigningRequests of v1beta1.
//!
//! Upstream: pkg/apis/certificates/v1beta1/defaults.go; what a kubelet's request looks like, in
//! pkg/apis/certificates/helpers.go.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::fill::Fill;
use crate::x509_request::CertificateRequest;
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

const UNKNOWN: &str = "kubernetes.io/legacy-unknown";
const KUBELET_CLIENT: &str = "kubernetes.io/kube-apiserver-client-kubelet";
const KUBELET_SERVING: &str = "kubernetes.io/kubelet-serving";

/// `SetDefaults_CertificateSigningRequestSpec` and
/// `SetDefaults_CertificateSigningRequestCondition`.
pub(super) fn signing_request(request: &mut Map<'_>, minor: Minor) {
    if let Some(spec) = request.child("spec") {
        if spec.is_nil("usages") {
            let usages = ["digital signature", "key encipherment"];
            let usages = usages.into_iter().map(Value::str).collect();
            spec.insert("usages", Value::Array(usages));
        }
        if minor.has(Change::SIGNING_REQUEST_SIGNER) && spec.is_nil("signerName") {
            let signer = signer(spec, minor);
            spec.insert("signerName", Value::str(signer));
        }
    }
    if minor.has(Change::SIGNING_REQUEST_CONDITION_STATUS)
        && let Some(status) = request.child("status")
    {
        for condition in status.each("conditions") {
            condition.fill_text("status", "True");
        }
    }
}

/// `DefaultSignerNameFromSpec`
fn signer(spec: &Map<'_>, minor: Minor) -> &'static str {
    let pem = STANDARD.decode(spec.text("request")).unwrap_or_default();
    let Ok(request) = CertificateRequest::parse(&pem) else {
        return UNKNOWN;
    };
    let of_kubelet = request.organization == ["system:nodes"]
        && request.common_name.starts_with("system:node:")
        && request.email_addresses.is_empty()
        && request.uris.is_empty();
    if !of_kubelet {
        return UNKNOWN;
    }
    let named = !request.dns_names.is_empty() || !request.ip_addresses.is_empty();
    let (purpose, signer) = if named {
        ("server auth", KUBELET_SERVING)
    } else {
        ("client auth", KUBELET_CLIENT)
    };
    let usages = spec.get("usages").and_then(Value::as_array);
    let usages = usages.unwrap_or_default().iter().filter_map(Value::as_str);
    let usages: BTreeSet<&str> = usages.collect();
    let full = BTreeSet::from(["digital signature", "key encipherment", purpose]);
    let short = BTreeSet::from(["digital signature", purpose]);
    let enough = minor.has(Change::KUBELET_WITHOUT_ENCIPHERMENT) && usages == short;
    if usages == full || enough {
        signer
    } else {
        UNKNOWN
    }
}
