//! What RBAC objects allow, over the wire.

use super::*;
use kf_query::rbac::User;

const API: &str = "/apis/authorization.k8s.io/v1";

/// A role for reading pods and one for namespaces, given to `jane`, `ops` and everyone; `broken`
/// adds a role that cannot be read.
fn cluster(broken: bool) -> Snapshot {
    let object = |kind: &str, metadata: &str, rest: &str| {
        format!(
            r#"{{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"{kind}","metadata":{{{metadata}}},{rest}}}"#
        )
    };
    let role = object(
        "Role",
        r#""name":"reader","namespace":"a""#,
        r#""rules":[{"verbs":["get","list"],"apiGroups":[""],"resources":["configmaps"]},
           {"verbs":["get"],"apiGroups":[""],"resources":["namespaces"],"resourceNames":["a"]}]"#,
    );
    let discovery = object(
        "ClusterRole",
        r#""name":"discovery""#,
        r#""rules":[{"verbs":["get"],"nonResourceURLs":["/api","/api/*"]},{"verbs":["create"],
           "apiGroups":["authorization.k8s.io"],"resources":["selfsubjectaccessreviews",
           "selfsubjectrulesreviews"]}]"#,
    );
    let bound = |kind: &str, role: &str, subject: &str| {
        format!(
            r#""roleRef":{{"apiGroup":"rbac.authorization.k8s.io","kind":"{kind}","name":"{role}"}},"subjects":[{subject}]"#
        )
    };
    let readers = object(
        "RoleBinding",
        r#""name":"readers","namespace":"a""#,
        &bound(
            "Role",
            "reader",
            r#"{"kind":"User","name":"jane"},{"kind":"Group","name":"ops"}"#,
        ),
    );
    let everyone = object(
        "ClusterRoleBinding",
        r#""name":"everyone""#,
        &bound(
            "ClusterRole",
            "discovery",
            r#"{"kind":"Group","name":"system:authenticated"}"#,
        ),
    );
    let map = r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"one","namespace":"a"}}"#;
    let mut puts = vec![
        ("/registry/clusterrolebindings/everyone", 2, &*everyone),
        ("/registry/clusterroles/discovery", 3, &*discovery),
        ("/registry/configmaps/a/one", 4, map),
        ("/registry/rolebindings/a/readers", 5, &*readers),
        ("/registry/roles/a/reader", 6, &*role),
    ];
    if broken {
        puts.push(("/registry/roles/a/torn", 7, "k8s\0\u{1}broken"));
    }
    let file = kf_testing::etcd::database(&puts);
    let input = Input::from_reader("made", &mut &*file, &OpenOptions::default());
    Snapshot::new(input.unwrap())
}

/// Code and body of an answer, with the warnings in its head.
fn sent(broken: bool, method: &str, url: &str, user: Option<&str>, body: &str) -> (u16, String) {
    let cluster = cluster(broken);
    let options = ViewOptions {
        kube_minor: Some(kf_schema::Minor::new(36)),
        ..ViewOptions::default()
    };
    let view = cluster.view_with(&options).unwrap();
    let user = user.map(|name| User::impersonated(name, &[]));
    let ask = Ask {
        method,
        url,
        accept: "application/json",
        user_agent: "",
        if_none_match: "",
        user: user.as_ref(),
        body: body.as_bytes(),
        offer: Offer::default(),
    };
    let response = respond(&view, ask, None).unwrap_or_else(|s| Response::refusal(&s));
    let mut out = Vec::new();
    response.write(&mut out, &mut |_| {}).unwrap();
    let mut text = String::from_utf8(out).unwrap();
    for (_, warning) in response.headers.iter().filter(|(n, _)| *n == "warning") {
        text.push_str(warning);
    }
    (response.code, text)
}

fn attributes(verb: &str, namespace: &str, resource: &str) -> String {
    format!(
        r#""resourceAttributes":{{"verb":"{verb}","namespace":"{namespace}","resource":"{resource}"}}"#
    )
}

/// The status of a review.
fn status(body: &str) -> &str {
    body.split(r#""status":"#).nth(1).unwrap()
}

#[test]
fn others_are_judged_by_the_rules_of_the_cluster() {
    let url = format!("{API}/subjectaccessreviews");
    for (who, verb, want) in [
        (
            r#""user":"jane""#,
            "list",
            r#"{"allowed":true,"reason":"RBAC: allowed by RoleBinding \"readers/a\" of Role \"reader\" to User \"jane\""}"#,
        ),
        (
            r#""groups":["x","ops"]"#,
            "get",
            r#"{"allowed":true,"reason":"RBAC: allowed by RoleBinding \"readers/a\" of Role \"reader\" to Group \"ops\""}"#,
        ),
        (r#""user":"jane""#, "delete", r#"{"allowed":false}"#),
        (r#""user":"joe""#, "list", r#"{"allowed":false}"#),
    ] {
        let body = format!(
            r#"{{"spec":{{{who},{}}}}}"#,
            attributes(verb, "a", "configmaps")
        );
        let (code, body) = sent(false, "POST", &url, None, &body);
        assert_eq!(code, 201, "{body}");
        assert!(status(&body).starts_with(want), "{who} {verb}: {body}");
        assert!(body.ends_with(&format!("299 - \"{ONLY_RBAC}\"")), "{body}");
    }
    for (body, code, want) in [
        (
            format!(r#"{{"spec":{{{}}}}}"#, attributes("get", "a", "pods")),
            422,
            "at least one of user or group must be specified",
        ),
        (
            r#"{"spec":{"user":"jane"}}"#.to_owned(),
            422,
            "exactly one of nonResourceAttributes or resourceAttributes must be specified",
        ),
    ] {
        let answer = sent(false, "POST", &url, None, &body);
        assert_eq!(answer.0, code, "{body}");
        assert!(answer.1.contains(want), "{}", answer.1);
    }
}

#[test]
fn local_reviews_are_of_the_namespace_of_their_path() {
    let url = format!("{API}/namespaces/a/localsubjectaccessreviews");
    let asked = |namespace| {
        let what = attributes("get", namespace, "configmaps");
        format!(r#"{{"spec":{{"user":"jane",{what}}}}}"#)
    };
    let (code, body) = sent(false, "POST", &url, None, &asked("a"));
    assert_eq!(code, 201);
    assert!(status(&body).starts_with(r#"{"allowed":true"#), "{body}");
    let (code, body) = sent(false, "POST", &url, None, &asked("b"));
    assert_eq!(code, 400, "{body}");
}

#[test]
fn no_is_no_answer_while_a_role_cannot_be_read() {
    let url = format!("{API}/subjectaccessreviews");
    let asked = |verb| {
        let what = attributes(verb, "a", "configmaps");
        format!(r#"{{"spec":{{"user":"jane",{what}}}}}"#)
    };
    let (_, yes) = sent(true, "POST", &url, None, &asked("get"));
    assert!(status(&yes).starts_with(r#"{"allowed":true,"reason""#));
    assert!(!yes.contains("evaluationError"), "{yes}");
    let (_, no) = sent(true, "POST", &url, None, &asked("delete"));
    assert!(
        status(&no).starts_with(r#"{"allowed":false,"evaluationError":"no rule that could be"#),
        "{no}"
    );
}

#[test]
fn requests_in_another_name_are_what_its_rules_allow() {
    let user = Some("jane");
    for (url, code, want) in [
        ("/api", 200, ""),
        ("/api/v1/namespaces/a/configmaps", 200, "ConfigMapList"),
        ("/api/v1/namespaces/a/configmaps/one", 200, "ConfigMap"),
        (
            "/api/v1/namespaces/a/configmaps?watch=1",
            403,
            r#"configmaps is forbidden: User \"jane\" cannot watch resource \"configmaps\" in API group \"\" in the namespace \"a\""#,
        ),
        (
            "/api/v1/configmaps",
            403,
            r#"configmaps is forbidden: User \"jane\" cannot list resource \"configmaps\" in API group \"\" at the cluster scope"#,
        ),
        (
            "/apis/apps/v1/namespaces/a/deployments/web/scale",
            403,
            r#"deployments.apps \"web\" is forbidden: User \"jane\" cannot get resource \"deployments/scale\" in API group \"apps\" in the namespace \"a\""#,
        ),
        (
            "/version",
            403,
            r#"forbidden: User \"jane\" cannot get path \"/version\""#,
        ),
        // A namespace is judged by its own rules, and is not there.
        ("/api/v1/namespaces/a", 404, "not found"),
        ("/api/v1/namespaces/b", 403, "is forbidden"),
    ] {
        let answer = sent(false, "GET", url, user, "");
        assert_eq!(answer.0, code, "{url}: {}", answer.1);
        assert!(answer.1.contains(want), "{url}: {}", answer.1);
    }
    let (code, _) = sent(false, "GET", "/api", Some("system:anonymous"), "");
    assert_eq!(code, 403);
}

#[test]
fn reviews_in_another_name_are_about_it() {
    let user = Some("jane");
    let url = format!("{API}/selfsubjectaccessreviews");
    let body = format!(
        r#"{{"spec":{{{}}}}}"#,
        attributes("watch", "a", "configmaps")
    );
    let (code, answer) = sent(false, "POST", &url, user, &body);
    assert_eq!(code, 201, "{answer}");
    assert!(
        status(&answer).starts_with(r#"{"allowed":false}"#),
        "{answer}"
    );
    let (_, own) = sent(false, "POST", &url, None, &body);
    assert!(status(&own).starts_with(r#"{"allowed":true}"#), "{own}");
    assert!(!own.contains("299"), "{own}");
    let url = format!("{API}/selfsubjectrulesreviews");
    let (_, rules) = sent(false, "POST", &url, user, r#"{"spec":{"namespace":"a"}}"#);
    assert!(
        rules.contains(
            r#"{"verbs":["get"],"apiGroups":[""],"resources":["namespaces"],"resourceNames":["a"]}"#
        ) && rules.contains(
            r#""nonResourceRules":[{"verbs":["get"],"nonResourceURLs":["/api","/api/*"]}]"#
        ),
        "{rules}"
    );
    // That everyone may ask who they are is a rule as well, which this cluster lacks.
    let url = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    assert_eq!(sent(false, "POST", url, user, "{}").0, 403);
    let (_, who) = sent(false, "POST", url, None, "{}");
    assert!(who.contains(r#""userInfo":{"username":"kf","groups":["system:authenticated"]}"#));
}
