use proptest::prelude::*;

use super::*;
use kf_object::Map;

fn object(members: Vec<(&'static str, Value<'static>)>) -> Value<'static> {
    Value::Object(
        members
            .into_iter()
            .map(|(k, v)| (k.into(), v))
            .collect::<Map<'_>>(),
    )
}

fn error_of(selector: &str) -> String {
    Selector::parse(selector).unwrap_err().message().to_owned()
}

fn pod() -> Value<'static> {
    let ips = vec![object(vec![("ip", Value::str("10.0.0.1"))])];
    object(vec![
        (
            "metadata",
            object(vec![
                ("name", Value::str("a")),
                ("namespace", Value::str("prod")),
            ]),
        ),
        ("spec", object(vec![("nodeName", Value::str("k8s02"))])),
        (
            "status",
            object(vec![
                ("phase", Value::str("Running")),
                ("podIPs", Value::Array(ips)),
            ]),
        ),
    ])
}

#[test]
fn terms_are_sorted_and_values_unescaped() {
    for (given, printed) in [
        ("", ""),
        (",,", ""),
        ("=", ""),
        ("b=2,a==1,a!=2", "a!=2,a=1,b=2"),
        (r"a=x\,y\=z\\", r"a=x\,y\=z\\"),
        ("a= x ", "a= x "),
        ("a!==", ""),
    ] {
        match Selector::parse(given) {
            Ok(s) => assert_eq!(s.to_string(), printed, "{given:?}"),
            Err(e) => assert_eq!(
                (given, e.message()),
                (
                    "a!==",
                    "invalid field selector: unescaped character in value: 61"
                )
            ),
        }
    }
}

#[test]
fn errors_are_those_of_the_api_server() {
    for (given, message) in [
        (
            "nonsense",
            "invalid selector: 'nonsense'; can't understand 'nonsense'",
        ),
        ("a=1,b", "invalid selector: 'a=1,b'; can't understand 'b'"),
        (
            "a=b=c",
            "invalid field selector: unescaped character in value: 61",
        ),
        (
            "a===b",
            "invalid field selector: unescaped character in value: 61",
        ),
        (
            r"a=\x",
            r"invalid field selector: invalid escape sequence: \x",
        ),
        (
            r"a=b\",
            r"invalid field selector: invalid escape sequence: \",
        ),
        (
            r"a\,b",
            r"invalid selector: 'a\,b'; can't understand 'a\,b'",
        ),
    ] {
        assert_eq!(error_of(given), message, "{given:?}");
    }
}

#[test]
fn unknown_fields_are_refused_in_each_kinds_wording() {
    for (group, version, kind, field, message) in [
        (
            "",
            "v1",
            "Pod",
            "spec.nope",
            "field label not supported: spec.nope",
        ),
        (
            "",
            "v1",
            "Node",
            "metadata.namespace",
            "field label not supported: metadata.namespace",
        ),
        (
            "batch",
            "v1",
            "Job",
            "x",
            "field label \"x\" not supported for Job",
        ),
        (
            "apps",
            "v1",
            "Deployment",
            "foo",
            "\"foo\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"",
        ),
        (
            "apps",
            "v1",
            "ReplicaSet",
            "status.replicas",
            "\"status.replicas\" is not a known field selector: only \"metadata.name\", \
             \"metadata.namespace\"",
        ),
        (
            "resource.k8s.io",
            "v1beta2",
            "ResourceSlice",
            "x",
            "field label not supported for resource.k8s.io/v1beta2, Kind=ResourceSlice: x",
        ),
    ] {
        let fields = Fields::built_in(group, version, kind);
        let selector = Selector::parse(&format!("{field}=1")).unwrap();
        assert_eq!(selector.resolve(&fields).unwrap_err().message(), message);
    }
    let cluster = Fields::custom(false, [".spec.color"]);
    assert!(cluster.canonical_name("spec.color").is_ok());
    assert_eq!(
        cluster
            .canonical_name("metadata.namespace")
            .unwrap_err()
            .message(),
        "field label not supported: metadata.namespace"
    );
}

#[test]
fn pods_match_by_computed_fields() {
    let fields = Fields::built_in("", "v1", "Pod");
    let pod = pod();
    for (selector, expected) in [
        ("", true),
        ("status.phase=Running", true),
        ("status.phase!=Running", false),
        ("status.phase!=Running,spec.nodeName=k8s02", false),
        (
            "spec.host=k8s02,metadata.name=a,metadata.namespace=prod",
            true,
        ),
        ("spec.hostNetwork=false", true),
        ("status.podIP=10.0.0.1", true),
        ("status.podIPs=", true),
        ("spec.serviceAccountName!=x", true),
        ("status.phase= Running", false),
    ] {
        let selector = Selector::parse(selector).unwrap().resolve(&fields).unwrap();
        assert_eq!(selector.matches(&pod, &fields), expected, "{selector}");
    }
    let named = Selector::parse("metadata.name==a").unwrap();
    assert_eq!(named.required("metadata.name"), Some("a"));
    assert_eq!(named.required("metadata.namespace"), None);
}

#[test]
fn counts_and_custom_fields_read_as_text() {
    let job = Fields::built_in("batch", "v1", "Job");
    let done = object(vec![("status", object(vec![("succeeded", Value::Int(3))]))]);
    assert_eq!(job.value(&done, "status.successful"), "3");
    assert_eq!(job.value(&Value::Null, "status.successful"), "0");

    let custom = Fields::custom(true, [".spec.n", ".spec.on"]);
    let spec = object(vec![("n", Value::Int(7)), ("on", Value::Bool(true))]);
    let cr = object(vec![("spec", spec)]);
    assert_eq!(custom.value(&cr, "spec.n"), "7");
    assert_eq!(custom.value(&cr, "spec.on"), "true");
    assert_eq!(custom.value(&cr, "spec.absent"), "");
}

proptest! {
    #[test]
    fn any_text_parses_or_is_refused(text in ".*") {
        let _ = Selector::parse(&text);
    }

    #[test]
    fn printed_selectors_read_back(text in r"[ab=!,\\ ]{0,24}") {
        if let Ok(selector) = Selector::parse(&text) {
            let printed = selector.to_string();
            let mut again = Selector::parse(&printed).unwrap();
            let mut selector = selector;
            let key = |t: &Term| (t.field.clone(), t.equal, t.value.clone());
            selector.0.sort_by_key(key);
            again.0.sort_by_key(key);
            prop_assert_eq!(again, selector);
        }
    }
}
