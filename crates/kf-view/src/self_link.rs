//! `metadata.selfLink`, which old servers gave every object: its request path.

use kf_base::percent;
use kf_schema::{Change, Minor};

/// The link of an object, as apiserver pkg/endpoints/handlers/namer.go `GenerateLink` made it.
///
/// Names were escaped as in a query, later those of namespaced objects as in a path
/// (`fastURLPathEncode`), which leaves the `:` of an RBAC name alone.
pub(super) fn self_link(
    minor: Minor,
    api_version: &str,
    plural: &str,
    namespace: Option<&str>,
    name: &str,
) -> String {
    let root = if api_version.contains('/') {
        "apis"
    } else {
        "api"
    };
    match namespace {
        None => format!("/{root}/{api_version}/{plural}/{}", query_escape(name)),
        Some(namespace) if minor.has(Change::SELF_LINKS_ESCAPED_AS_PATHS) => path_escape(&format!(
            "/{root}/{api_version}/namespaces/{namespace}/{plural}/{name}"
        )),
        Some(namespace) => format!(
            "/{root}/{api_version}/namespaces/{}/{plural}/{}",
            query_escape(namespace),
            query_escape(name)
        ),
    }
}

/// Go's `url.QueryEscape`.
fn query_escape(text: &str) -> String {
    percent::encoded(text.as_bytes(), &[]).replace("%20", "+")
}

/// Go's `URL.EscapedPath`.
fn path_escape(path: &str) -> String {
    percent::encoded(path.as_bytes(), percent::PATH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_old_servers() {
        let rbac = "rbac.authorization.k8s.io/v1";
        for (minor, namespace, name, want) in [
            (
                15,
                None,
                "system:node",
                "/apis/rbac.authorization.k8s.io/v1/roles/system%3Anode",
            ),
            (
                15,
                Some("kube-public"),
                "system:a b",
                "/apis/rbac.authorization.k8s.io/v1/namespaces/kube-public/roles/system:a%20b",
            ),
            (
                14,
                Some("kube-public"),
                "system:a b",
                "/apis/rbac.authorization.k8s.io/v1/namespaces/kube-public/roles/system%3Aa+b",
            ),
        ] {
            assert_eq!(
                self_link(Minor::new(minor), rbac, "roles", namespace, name),
                want
            );
        }
        assert_eq!(
            self_link(Minor::new(10), "v1", "pods", Some("prod"), "web"),
            "/api/v1/namespaces/prod/pods/web"
        );
    }
}
