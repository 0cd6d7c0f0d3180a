//! Certificate signing requests and trust bundles.

use super::object::{Row, cell};
use super::spec::{AGE, Cells, Kind, NAME, col};
use kf_base::time::human_duration;
use kf_object::Value;
use kf_object::access::{list, or, text};
use kf_schema::Change;

const GROUPS: &[&str] = &["certificates.k8s.io"];

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: GROUPS,
        kind: "CertificateSigningRequest",
        with: None,
        columns: &[
            NAME,
            AGE,
            col("SignerName").with(Change::SIGNING_REQUEST_SIGNER_COLUMN),
            col("Requestor"),
            col("RequestedDuration").with(Change::SIGNING_REQUEST_DURATION_COLUMN),
            col("Condition"),
        ],
        cells: signing_request,
    },
    Kind {
        groups: GROUPS,
        kind: "ClusterTrustBundle",
        with: None,
        columns: &[NAME, col("SignerName")],
        cells: |row| {
            let signer = or(row.text(&["spec", "signerName"]), "<none>");
            vec![row.name(), cell(signer)]
        },
    },
    Kind {
        groups: GROUPS,
        kind: "PodCertificateRequest",
        with: None,
        columns: &[
            NAME,
            col("PodName"),
            col("ServiceAccountName"),
            col("NodeName"),
            col("SignerName"),
            col("State"),
            col("UnverifiedUserAnnotations").with(Change::POD_CERTIFICATE_ANNOTATIONS_COLUMN),
        ],
        cells: pod_request,
    },
];

/// `printCertificateSigningRequest`
fn signing_request(row: &Row<'_>) -> Cells {
    let seconds = row.at(&["spec", "expirationSeconds"]);
    let duration = seconds.and_then(Value::as_int).map_or_else(
        || "<none>".to_owned(),
        |s| human_duration(s.saturating_mul(1_000_000_000)),
    );
    let signer = or(row.text(&["spec", "signerName"]), "<none>");
    vec![
        row.name(),
        row.age(),
        cell(signer),
        row.cell(&["spec", "username"]),
        cell(duration),
        cell(signing_state(row.object)),
    ]
}

/// How far a CertificateSigningRequest has come (`extractCSRStatus`).
#[must_use]
pub fn signing_state(request: &Value<'_>) -> String {
    let conditions = list(request, &["status", "conditions"]);
    let has = |kind: &str| conditions.iter().any(|c| text(c, &["type"]) == kind);
    let mut state = if has("Denied") {
        "Denied"
    } else if has("Approved") {
        "Approved"
    } else {
        "Pending"
    }
    .to_owned();
    if has("Failed") {
        state.push_str(",Failed");
    }
    if !text(request, &["status", "certificate"]).is_empty() {
        state.push_str(",Issued");
    }
    state
}

/// `printPodCertificateRequest`: the last condition with a known type counts.
fn pod_request(row: &Row<'_>) -> Cells {
    let conditions = row.list(&["status", "conditions"]).iter().rev();
    let mut kinds = conditions.map(|c| text(c, &["type"]));
    let state = kinds.find(|kind| matches!(*kind, "Issued" | "Denied" | "Failed"));
    let spec = |member: &str| row.cell(&["spec", member]);
    vec![
        row.name(),
        spec("podName"),
        spec("serviceAccountName"),
        spec("nodeName"),
        spec("signerName"),
        cell(state.unwrap_or("Pending")),
        row.labels(&["spec", "unverifiedUserAnnotations"]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::{cells, printed};

    const GROUP: &str = "certificates.k8s.io";

    #[test]
    fn requests_tell_their_state() {
        let request = r#"{"metadata":{"name":"r"},"spec":{"signerName":"s","username":"u",
            "expirationSeconds":3600},"status":{"certificate":"QQ==","conditions":[
            {"type":"Approved"},{"type":"Failed"}]}}"#;
        let kind = "CertificateSigningRequest";
        assert_eq!(
            cells(GROUP, kind, 36, request),
            "r | <unknown> | s | u | 60m | Approved,Failed,Issued"
        );
        assert_eq!(
            printed(GROUP, kind, 15, r#"{"metadata":{"name":"r"}}"#),
            [
                "Name | Age | Requestor | Condition",
                "r | <unknown> |  | Pending"
            ]
        );
    }

    #[test]
    fn bundles_and_pod_requests_name_their_signer() {
        assert_eq!(
            cells(
                GROUP,
                "ClusterTrustBundle",
                36,
                r#"{"metadata":{"name":"b"}}"#
            ),
            "b | <none>"
        );
        let request = r#"{"metadata":{"name":"r"},"spec":{"podName":"p","signerName":"s"},
            "status":{"conditions":[{"type":"Failed"},{"type":"Other"}]}}"#;
        assert_eq!(
            cells(GROUP, "PodCertificateRequest", 36, request),
            "r | p |  |  | s | Failed | <none>"
        );
    }
}
