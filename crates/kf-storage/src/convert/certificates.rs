//! CertificateSigningRequests.

use super::Versions;
use super::members::{object, objects, text};
use kf_object::{Map, Value};

const V1: &str = "certificates.k8s.io/v1";
const V1BETA1: &str = "certificates.k8s.io/v1beta1";

/// The versions have the same members, but v1 requires some of what v1beta1 has defaults for
/// (pkg/apis/certificates/v1beta1/defaults.go).
///
/// What is read has got its signerName; without one the object is of a server older than the field
/// (1.18), which had no v1 either.
pub(super) fn signing_request(request: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    match (versions.stored, versions.wanted) {
        (V1, V1BETA1) => Some(()),
        (V1BETA1, V1) => {
            let signer = object(request, &["spec"]).map_or("", |spec| text(spec, "signerName"));
            if signer.is_empty() {
                return None;
            }
            if let Some(status) = object(request, &["status"]) {
                for condition in objects(status, "conditions") {
                    if text(condition, "status").is_empty() {
                        condition.insert("status", Value::str("True"));
                    }
                }
            }
            Some(())
        }
        _ => None,
    }
}
