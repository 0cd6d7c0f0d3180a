use super::*;
use kf_object::parse::json;

fn value(text: &str) -> Value<'_> {
    json::parse(text.as_bytes()).unwrap()
}

fn rule(text: &str) -> Rule {
    Rule::read(&value(text))
}

fn asks(verb: &str, group: &str, resource: &str, subresource: &str, name: &str) -> Action {
    Action::Resource {
        verb: verb.to_owned(),
        group: group.to_owned(),
        resource: resource.to_owned(),
        subresource: subresource.to_owned(),
        name: name.to_owned(),
    }
}

fn path(path: &str) -> Action {
    Action::Path {
        verb: "get".to_owned(),
        path: path.to_owned(),
    }
}

#[test]
fn rules_match_as_upstream() {
    let pods = rule(r#"{"verbs":["get"],"apiGroups":[""],"resources":["pods","*/scale","x/log"]}"#);
    assert!(pods.allows(&asks("get", "", "pods", "", "any")));
    assert!(!pods.allows(&asks("list", "", "pods", "", "")));
    assert!(!pods.allows(&asks("get", "apps", "pods", "", "")));
    assert!(!pods.allows(&asks("get", "", "pods", "log", "")));
    assert!(pods.allows(&asks("get", "", "whatever", "scale", "")));
    assert!(pods.allows(&asks("get", "", "x", "log", "")));
    assert!(!pods.allows(&asks("get", "", "y", "log", "")));
    assert!(!pods.allows(&asks("get", "", "*", "", "")));

    let named =
        rule(r#"{"verbs":["*"],"apiGroups":["*"],"resources":["*"],"resourceNames":["a"]}"#);
    assert!(named.allows(&asks("use", "g", "r", "s", "a")));
    assert!(!named.allows(&asks("list", "g", "r", "", "")));

    let urls = rule(r#"{"verbs":["get"],"nonResourceURLs":["/healthz","/logs/**"]}"#);
    assert!(urls.allows(&path("/healthz")));
    assert!(!urls.allows(&path("/healthz/x")));
    assert!(urls.allows(&path("/logs/")));
    assert!(!urls.allows(&path("/logs")));
    assert!(!urls.allows(&asks("get", "", "pods", "", "")));
}

fn policy() -> Policy {
    let mut policy = Policy::default();
    for role in [
        r#"{"metadata":{"name":"view"},"rules":[{"verbs":["get","list"],"apiGroups":[""],"resources":["pods"]},
            {"verbs":["get"],"nonResourceURLs":["/version"]}]}"#,
        r#"{"metadata":{"name":"own","namespace":"a"},"rules":[{"verbs":["delete"],"apiGroups":[""],"resources":["pods"]}]}"#,
    ] {
        policy.add_role(&value(role));
    }
    for binding in [
        r#"{"metadata":{"name":"everyone"},"roleRef":{"kind":"ClusterRole","name":"view"},
            "subjects":[{"kind":"Group","name":"system:authenticated"},{"kind":"ServiceAccount","name":"nowhere"}]}"#,
        r#"{"metadata":{"name":"b","namespace":"a"},"roleRef":{"kind":"Role","name":"own"},
            "subjects":[{"kind":"ServiceAccount","name":"sa"},{"kind":"User","name":"jane"}]}"#,
        r#"{"metadata":{"name":"c","namespace":"a"},"roleRef":{"kind":"ClusterRole","name":"gone"},
            "subjects":[{"kind":"Group","name":"system:serviceaccounts:z"}]}"#,
    ] {
        policy.add_binding(&value(binding));
    }
    policy
}

#[test]
fn bindings_apply_to_their_subjects() {
    let policy = policy();
    let may = |user: &str, action: &Action, namespace: &str| {
        policy.judge(&User::impersonated(user, &[]), action, namespace)
    };
    let delete = asks("delete", "", "pods", "", "");
    assert!(may("jane", &asks("get", "", "pods", "", ""), "").allowed);
    assert!(!may(ANONYMOUS, &asks("get", "", "pods", "", ""), "").allowed);
    assert!(may("jane", &path("/version"), "a").allowed);
    assert!(may("jane", &delete, "a").allowed);
    assert!(!may("jane", &delete, "b").allowed);
    assert!(!may("jane", &delete, "").allowed);
    assert!(may("system:serviceaccount:a:sa", &delete, "a").allowed);
    assert!(!may("system:serviceaccount:b:sa", &delete, "a").allowed);
    assert_eq!(
        may("system:serviceaccount:z:x", &delete, "a").reason,
        "RBAC: clusterrole.rbac.authorization.k8s.io \"gone\" not found"
    );
    let master = User::impersonated("root", &[MASTERS.to_owned()]);
    assert!(policy.judge(&master, &delete, "b").allowed);
    // Groups that are given take the place of a service account's own.
    let given = User::impersonated("system:serviceaccount:z:x", &["g".to_owned()]);
    assert_eq!(given.groups, ["g", AUTHENTICATED]);
}

#[test]
fn what_is_allowed_says_by_whom() {
    let policy = policy();
    let reason = |user: &User, action: &Action| {
        let grant = policy.granted(user, action, "a")?;
        Some(grant.reason())
    };
    let delete = asks("delete", "", "pods", "", "");
    let account = User::impersonated("system:serviceaccount:a:sa", &[]);
    assert_eq!(
        reason(&account, &delete).unwrap(),
        "RBAC: allowed by RoleBinding \"b/a\" of Role \"own\" to ServiceAccount \"sa/a\""
    );
    assert_eq!(
        reason(&account, &path("/version")).unwrap(),
        "RBAC: allowed by ClusterRoleBinding \"everyone\" of ClusterRole \"view\" to Group \
         \"system:authenticated\""
    );
    // A review's user is in the groups that it names and in no others.
    let bare = User::named("system:serviceaccount:b:sa", Vec::new());
    assert_eq!(reason(&bare, &path("/version")), None);
    assert_eq!(
        (bare.name(), bare.groups().len()),
        ("system:serviceaccount:b:sa", 0)
    );
}

#[test]
fn who_can_names_the_bindings() {
    let policy = policy();
    let who = |action: &Action, namespace: Option<&str>| -> Vec<String> {
        let grants = policy.who_can(action, namespace);
        let text = |g: &Grant<'_>| {
            format!(
                "{}:{}:{}",
                g.binding.name, g.subject.name, g.subject_namespace
            )
        };
        grants.iter().map(text).collect()
    };
    let delete = asks("delete", "", "pods", "", "");
    assert_eq!(who(&delete, Some("a")), ["b:sa:a", "b:jane:"]);
    assert_eq!(who(&delete, None), ["b:sa:a", "b:jane:"]);
    assert!(who(&delete, Some("b")).is_empty());
    assert_eq!(
        who(&path("/version"), None),
        ["everyone:system:authenticated:", "everyone:nowhere:"]
    );
}

#[test]
fn the_list_is_broken_down_and_sorted() {
    let a = rule(r#"{"verbs":["list","get"],"apiGroups":["","apps"],"resources":["x","y/z"]}"#);
    let b = rule(
        r#"{"verbs":["get","watch"],"apiGroups":[""],"resources":["x"],"nonResourceURLs":["/u"]}"#,
    );
    let c = rule(r#"{"verbs":["get"],"apiGroups":[""],"resources":["x"],"resourceNames":["n"]}"#);
    let lines: Vec<String> = access_list(&[&a, &b, &c])
        .into_iter()
        .map(|l| {
            format!(
                "{} {:?} {:?} {}",
                l.resource,
                l.urls,
                l.names,
                l.verbs.join("+")
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            " [\"/u\"] [] get",
            "x [] [\"n\"] get",
            "x [] [] list+get+watch",
            "y/z [] [] list+get",
            "x.apps [] [] list+get",
            "y.apps/z [] [] list+get",
            " [\"/u\"] [] watch",
        ]
    );
}
