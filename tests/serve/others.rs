//! `kubectl --as`: what others than who asks could do in the cluster.

use super::start;
use crate::support::{kf, unpacked};

const REVIEWS: &str = "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

#[test]
fn others_may_do_what_kf_auth_says() {
    let server = start(&[]);
    let [host, token] = server.allowed();
    let snapshot = unpacked("c136-A.zip");
    let account = "system:serviceaccount:kube-system:deployment-controller";
    for (verb, resource) in [("list", "pods"), ("delete", "pods"), ("list", "secrets")] {
        let body = format!(
            r#"{{"spec":{{"resourceAttributes":{{"verb":"{verb}","resource":"{resource}"}}}}}}"#
        );
        let name = format!("Impersonate-User: {account}");
        let answer = server.send(REVIEWS, &[&host, &token, &name], &body);
        assert_eq!(answer.code, 201, "{}", answer.text());
        let warning = answer.header("warning").unwrap();
        assert!(warning.contains("judged by RBAC alone"), "{warning}");
        let words = format!("auth can-i {verb} {resource} -A --as {account} --snapshot");
        let own = kf(&words, &[&snapshot]);
        assert_eq!(
            answer.json()["status"]["allowed"].as_bool().unwrap(),
            own.code == 0,
            "{verb} {resource}: {}",
            answer.text()
        );
    }
    // In their name, nothing else is given out either.
    let name = format!("Impersonate-User: {account}");
    let headers = [&*host, &*token, &*name];
    let list = |path: &str| server.send(&format!("GET {path}"), &headers, "");
    assert_eq!(list("/api/v1/pods").code, 200);
    let refused = list("/api/v1/secrets");
    assert_eq!(refused.code, 403);
    let text = format!(
        "secrets is forbidden: User \"{account}\" cannot list resource \"secrets\" in API group \
         \"\" at the cluster scope"
    );
    assert_eq!(refused.json()["message"], text);
    let group = server.send("GET /api", &[&host, &token, "Impersonate-Group: x"], "");
    assert_eq!(group.code, 400);
    let master = [
        "Impersonate-User: root",
        "Impersonate-Group: system:masters",
    ];
    let all = server.send(
        "GET /api/v1/secrets",
        &[&host, &token, master[0], master[1]],
        "",
    );
    assert_eq!(all.code, 200);
}

#[test]
fn nobody_is_found_by_a_digest() {
    let server = start(&["--redact=strict"]);
    let [host, token] = server.allowed();
    let headers = [&*host, &*token, "Impersonate-User: jane"];
    let answer = server.send("GET /api/v1/pods", &headers, "");
    assert_eq!(answer.code, 403);
    assert!(
        answer.text().contains("strict redaction"),
        "{}",
        answer.text()
    );
}
