//! What a server gives out under `--redact`.

use std::collections::BTreeSet;

use super::client::Server;
use crate::probes::{heard, let_out, snapshot};

/// Everything that a client may ask for, and in what form.
const ASKED: [(&str, &str); 24] = [
    ("/api/v1/configmaps", "application/json"),
    ("/api/v1/configmaps", "application/yaml"),
    (
        "/api/v1/configmaps",
        "application/json;as=Table;v=v1;g=meta.k8s.io",
    ),
    ("/api/v1/secrets", "application/json"),
    (
        "/api/v1/secrets",
        "application/json;as=Table;v=v1;g=meta.k8s.io",
    ),
    ("/api/v1/pods", "application/json"),
    ("/api/v1/pods", "application/yaml"),
    (
        "/api/v1/pods",
        "application/json;as=Table;v=v1;g=meta.k8s.io",
    ),
    (
        "/api/v1/pods",
        "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
    ),
    ("/api/v1/events", "application/json"),
    (
        "/api/v1/events",
        "application/json;as=Table;v=v1;g=meta.k8s.io",
    ),
    ("/api/v1/namespaces/prod/configmaps/p0", "application/json"),
    (
        "/api/v1/namespaces/prod/configmaps/broken",
        "application/json",
    ),
    ("/apis/x.io/v1/things", "application/json"),
    ("/apis/x.io/v1/things", "application/yaml"),
    (
        "/apis/x.io/v1/things",
        "application/json;as=Table;v=v1;g=meta.k8s.io",
    ),
    (
        "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
        "application/json",
    ),
    (
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        "application/json",
    ),
    (
        "/api/v1/configmaps?watch=1&timeoutSeconds=1",
        "application/json",
    ),
    (
        "/api/v1/configmaps?watch=1&timeoutSeconds=1&resourceVersion=0",
        "application/json",
    ),
    (
        "/apis/x.io/v1/things?watch=1&timeoutSeconds=1",
        "application/json;as=Table;v=v1;g=meta.k8s.io",
    ),
    (
        "/openapi/v2",
        "application/com.github.proto-openapi.spec.v2@v1.0+protobuf",
    ),
    ("/openapi/v3", "application/json"),
    ("/openapi/v3/apis/x.io/v1", "application/json"),
];

/// Asks for everything; returns how many bytes were answered and how many warnings came.
fn ask(level: &str, expected: &BTreeSet<usize>) -> (usize, usize) {
    let file = snapshot(&format!("serve-probes{level}.db"));
    let server = Server::start(&["--snapshot", &file, level]);
    let (mut bytes, mut warnings) = (0, 0);
    for (path, accept) in ASKED {
        let answer = server.get(path, accept);
        let mut told = heard(answer.head.as_bytes());
        told.extend(heard(&answer.body));
        let new = &told - expected;
        assert!(new.is_empty(), "{path} as {accept}: {new:?}");
        bytes += answer.body.len();
        warnings += usize::from(answer.header("warning").is_some());
        assert!(
            answer.code == 200 || path.ends_with("broken"),
            "{path}: {}",
            answer.head
        );
    }
    let (_, said) = server.interrupt();
    let new = &heard(said.as_bytes()) - expected;
    assert!(new.is_empty(), "{said}");
    (bytes, warnings)
}

#[test]
fn strict_redaction_holds_for_every_client() {
    let (bytes, warnings) = ask("--redact=strict", &BTreeSet::new());
    assert!(bytes > 200_000 && warnings > 0, "{bytes} {warnings}");
}

#[test]
fn plain_redaction_holds_for_every_client() {
    let known = let_out(&snapshot("serve-probes-known.db"));
    let (bytes, warnings) = ask("--redact", &known);
    assert!(bytes > 200_000 && warnings > 0, "{bytes} {warnings}");
}
