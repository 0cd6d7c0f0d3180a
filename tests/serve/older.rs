//! Servers of older minors.

use std::fs;

use super::Server;
use crate::support::{database, fixture, temporary};

/// As a server of 1.15.3 sent them: groups that have a `Scale` of their own, a resource that is there
/// to be scaled only, and what could not be read yet.
#[test]
fn discovery_of_1_15_is_that_of_a_real_server() {
    let snapshot = temporary(&database("c115-A.db.gz"));
    let snapshot = snapshot.path().to_str().unwrap();
    let server = Server::start(&["--snapshot", snapshot, "--full-verbs"]);
    for version in [
        "apps/v1beta1",
        "apps/v1beta2",
        "certificates.k8s.io/v1beta1",
        "extensions/v1beta1",
    ] {
        let name = format!("discovery_1.15_{}.json", version.replace('/', "_"));
        let want = fs::read(fixture("serve").join(name)).unwrap();
        let got = server.get(&format!("/apis/{version}"), "application/json");
        assert!(got.body == want, "{version}: {}", got.text());
    }
    // Each form that is offered is answered.
    for (path, api_version) in [
        ("apps/v1/namespaces/prod/deployments/api", "autoscaling/v1"),
        (
            "apps/v1beta2/namespaces/prod/deployments/api",
            "apps/v1beta2",
        ),
        (
            "extensions/v1beta1/namespaces/prod/deployments/api",
            "extensions/v1beta1",
        ),
    ] {
        let answer = server.get(&format!("/apis/{path}/scale"), "application/json");
        assert_eq!(answer.code, 200, "{}", answer.text());
        let start = format!(r#"{{"kind":"Scale","apiVersion":"{api_version}","metadata":{{"#);
        assert!(answer.text().starts_with(&start), "{}", answer.text());
    }
}
