//! Answers out of a small snapshot.

use std::num::NonZeroUsize;

use super::*;
use kf_file::input::{Input, OpenOptions};
use kf_testing::etcd::key_space;
use kf_view::{Snapshot, ViewOptions};

/// Three maps in two namespaces, one of them unreadable, and two custom objects.
fn made() -> Snapshot {
    let map = |namespace: &str, name: &str, app: &str| {
        format!(
            r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"{name}","namespace":"{namespace}","labels":{{"app":"{app}"}}}}}}"#
        )
    };
    let cron = |name: &str| {
        format!(r#"{{"apiVersion":"x.io/v1","kind":"Cron","metadata":{{"name":"{name}"}}}}"#)
    };
    let file = key_space(&[
        (
            "/registry/apiextensions.k8s.io/customresourcedefinitions/crons.x.io",
            2,
            kf_testing::etcd::CRON_DEFINITION,
        ),
        ("/registry/configmaps/a/one", 3, &map("a", "one", "web")),
        ("/registry/configmaps/a/two", 4, &map("a", "two", "db")),
        ("/registry/configmaps/a-b/one", 5, &map("a-b", "one", "web")),
        ("/registry/configmaps/b/bad", 6, "k8s\0\u{1}broken"),
        ("/registry/configmaps/b/one", 7, &map("b", "one", "web")),
        ("/registry/x.io/crons/c1", 8, &cron("c1")),
        ("/registry/x.io/crons/c2", 9, &cron("c2")),
    ]);
    let input = Input::from_reader("made", &mut &*file, &OpenOptions::default());
    Snapshot::new(input.unwrap())
}

/// The body of an answer, or the message of a refusal, and what was told beside it.
fn ask_view(view: &View<'_>, url: &str) -> (u16, String, Vec<String>) {
    let request = Request::parse(url).unwrap();
    let Target::Resource(path) = &request.target else {
        panic!("{url} names no resource");
    };
    let (mut out, mut told) = (Vec::new(), Vec::new());
    let answer = |out: &mut Vec<u8>, told: &mut Vec<String>| {
        let mapping = find(view, path)?;
        let answer = get(view, &mapping, path, &request, Wants::default())?;
        let mut tell = |t: Told<'_>| told.push(format!("{t:?}"));
        answer.write(out, &mut tell).unwrap();
        Ok::<(), Status>(())
    };
    match answer(&mut out, &mut told) {
        Ok(()) => (200, String::from_utf8(out).unwrap(), told),
        Err(status) => (status.reason.code(), status.message, told),
    }
}

fn with_view<T>(minor: u8, revision: Option<i64>, run: impl FnOnce(&View<'_>) -> T) -> T {
    let made = made();
    let options = ViewOptions {
        kube_minor: Some(kf_schema::Minor::new(minor)),
        revision,
        threads: NonZeroUsize::new(2).unwrap(),
        ..ViewOptions::default()
    };
    run(&made.view_with(&options).unwrap())
}

fn ask(url: &str) -> (u16, String, Vec<String>) {
    with_view(36, None, |view| ask_view(view, url))
}

/// `NAMESPACE/NAME` of a list's items, in their order.
fn names(body: &str) -> Vec<String> {
    let value = kf_object::parse::json::parse(body.as_bytes()).unwrap();
    let items = value.get("items").unwrap().as_array().unwrap();
    let text = |item: &kf_object::Value<'_>, name: &str| {
        let text = item.str_at(&["metadata", name]);
        text.unwrap_or_default().to_owned()
    };
    let shown = |item| format!("{}/{}", text(item, "namespace"), text(item, "name"));
    items.iter().map(shown).collect()
}

fn token(body: &str) -> String {
    let value = kf_object::parse::json::parse(body.as_bytes()).unwrap();
    let token = value.str_at(&["metadata", "continue"]);
    token.unwrap_or_default().to_owned()
}

#[test]
fn objects_and_lists() {
    let (code, body, told) = ask("/api/v1/namespaces/a/configmaps/one");
    assert_eq!((code, told.len()), (200, 0));
    assert_eq!(
        body,
        "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"one\",\
         \"namespace\":\"a\",\"resourceVersion\":\"3\",\"labels\":{\"app\":\"web\"}}}\n"
    );
    let (_, body, told) = ask("/api/v1/namespaces/a/configmaps?labelSelector=app%3Ddb");
    assert_eq!(told.len(), 0);
    assert_eq!(
        body,
        "{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":\
         {\"resourceVersion\":\"9\"},\"items\":[{\"metadata\":{\"name\":\"two\",\
         \"namespace\":\"a\",\"resourceVersion\":\"4\",\"labels\":{\"app\":\"db\"}}}]}\n"
    );
    let (_, body, _) = ask("/apis/x.io/v1/crons?fieldSelector=metadata.name%3Dc2");
    assert_eq!(
        body,
        "{\"apiVersion\":\"x.io/v1\",\"items\":[{\"apiVersion\":\"x.io/v1\",\"kind\":\"Cron\",\
         \"metadata\":{\"generation\":1,\"name\":\"c2\",\"resourceVersion\":\"9\"}}],\"kind\":\"CronList\",\
         \"metadata\":{\"continue\":\"\",\"resourceVersion\":\"9\"}}\n"
    );
    let (_, body, _) = ask("/api/v1/namespaces/none/configmaps");
    assert!(body.ends_with("\"items\":[]}\n"), "{body}");
}

#[test]
fn what_cannot_be_read_is_told_and_left_out() {
    let (code, body, told) = ask("/api/v1/configmaps");
    assert_eq!(code, 200);
    // Keys are sorted as bytes, and a hyphen comes before the slash after a namespace.
    assert_eq!(names(&body), ["a-b/one", "a/one", "a/two", "b/one"]);
    let [told] = told.as_slice() else {
        panic!("{told:?}");
    };
    assert!(told.contains("configmaps/b/bad"), "{told}");
    assert_eq!(ask("/api/v1/namespaces/b/configmaps/bad").0, 500);
}

#[test]
fn pages_put_together_are_the_list() {
    let whole = ask("/api/v1/configmaps?labelSelector=app%3Dweb").1;
    for (selector, limits) in [("", 1..7), ("&labelSelector=app%3Dweb", 1..5)] {
        for limit in limits {
            let (mut all, mut told, mut from) = (Vec::new(), Vec::new(), String::new());
            loop {
                let url = format!("/api/v1/configmaps?limit={limit}&continue={from}{selector}");
                let (code, body, said) = ask(&url);
                assert_eq!(code, 200, "{body}");
                let page = names(&body);
                assert!(page.len() <= limit);
                all.extend(page);
                told.extend(said);
                from = token(&body);
                if from.is_empty() {
                    break;
                }
            }
            assert_eq!(told.len(), 1, "{limit}: {told:?}");
            match selector {
                "" => assert_eq!(all, ["a-b/one", "a/one", "a/two", "b/one"]),
                _ => assert_eq!(all, names(&whole)),
            }
        }
    }
}

#[test]
fn metadata_of_a_page() {
    let (_, body, _) = ask("/api/v1/namespaces/a/configmaps?limit=1");
    let from = ContinueToken::after(9, b"one").encode();
    assert!(
        body.contains(&format!(
            r#""metadata":{{"resourceVersion":"9","continue":"{from}","remainingItemCount":1}}"#
        )),
        "{body}"
    );
    let (_, body, _) = ask("/apis/x.io/v1/crons?limit=1");
    let from = ContinueToken::after(9, b"c1").encode();
    assert!(
        body.contains(&format!(
            r#""metadata":{{"continue":"{from}","remainingItemCount":1,"resourceVersion":"9"}}"#
        )),
        "{body}"
    );
    // Selectors leave some out, so no count is right. The page is full and a key is left, which
    // nothing is known of.
    let url = "/api/v1/namespaces/a/configmaps?limit=1&labelSelector=app%3Dweb";
    let (_, body, _) = ask(url);
    assert!(!token(&body).is_empty());
    assert!(!body.contains("remainingItemCount"), "{body}");
    // Not before its time; and the newest state is not given out in pages.
    let url = "/api/v1/namespaces/a/configmaps?limit=1";
    let (_, body, _) = with_view(15, None, |view| ask_view(view, url));
    assert!(!token(&body).is_empty());
    assert!(!body.contains("remainingItemCount"), "{body}");
    assert!(body.contains(
        r#""metadata":{"selfLink":"/api/v1/namespaces/a/configmaps","resourceVersion":"9","#
    ));
    let (_, body, _) = with_view(8, None, |view| ask_view(view, url));
    assert_eq!(names(&body).len(), 2);
    let (_, body, _) = ask("/api/v1/namespaces/a/configmaps?limit=1&resourceVersion=0");
    assert_eq!(names(&body).len(), 2);
}

#[test]
fn states() {
    let list = "/api/v1/namespaces/a/configmaps";
    for (query, code) in [
        ("resourceVersion=9", 200),
        ("resourceVersion=3", 200),
        ("resourceVersion=10", 504),
        ("resourceVersion=18446744073709551615", 504),
        ("resourceVersion=9&resourceVersionMatch=Exact", 200),
        ("resourceVersion=3&resourceVersionMatch=Exact", 410),
        ("resourceVersion=3&limit=1", 410),
        ("resourceVersion=11&limit=1", 504),
    ] {
        assert_eq!(ask(&format!("{list}?{query}")).0, code, "{query}");
    }
    let object = "/api/v1/namespaces/a/configmaps/one?resourceVersion=";
    assert_eq!(ask(&format!("{object}9")).0, 200);
    assert_eq!(ask(&format!("{object}10")).0, 504);
    assert_eq!(ask(&format!("{object}x")).0, 400);

    // A token of another state leads on in that state, or as its refusal says.
    let (_, body, _) = with_view(36, Some(4), |view| {
        ask_view(view, &format!("{list}?limit=1"))
    });
    let next = format!("{list}?limit=1&continue={}", token(&body));
    let (code, body, _) = with_view(36, Some(4), |view| ask_view(view, &next));
    assert_eq!((code, names(&body)), (200, vec!["a/two".to_owned()]));
    let status = with_view(36, None, |view| {
        let request = Request::parse(&next).unwrap();
        let Target::Resource(path) = &request.target else {
            panic!("no resource");
        };
        let mapping = find(view, path).unwrap();
        get(view, &mapping, path, &request, Wants::default()).unwrap_err()
    });
    assert_eq!(status.reason, Reason::Expired);
    assert!(matches!(status.ground, Some(Ground::Revision(4))));
    let token = status.continue_token.unwrap();
    let (code, body, _) = ask(&format!("{list}?continue={token}"));
    assert_eq!((code, names(&body)), (200, vec!["a/two".to_owned()]));
}

#[test]
fn refusals() {
    for (url, code, message) in [
        (
            "/api/v1/frobs",
            404,
            "the server could not find the requested resource",
        ),
        (
            "/api/v2/configmaps",
            404,
            "the server could not find the requested resource",
        ),
        (
            "/api/v1/configmaps/one",
            404,
            "the server could not find the requested resource",
        ),
        (
            "/api/v1/namespaces/a/nodes",
            404,
            "the server could not find the requested resource",
        ),
        (
            "/api/v1/namespaces/a/configmaps/one/status",
            404,
            "the server could not find the requested resource",
        ),
        (
            "/api/v1/namespaces/a/configmaps/nope",
            404,
            "configmaps \"nope\" not found",
        ),
        (
            "/api/v1/configmaps?fieldSelector=spec.nope%3Dx",
            400,
            "\"spec.nope\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"",
        ),
    ] {
        let (got, text, _) = ask(url);
        assert_eq!((got, text.as_str()), (code, message), "{url}");
    }
}

/// What a minor that was named serves is answered, whatever the snapshot's own server registered.
#[test]
fn versions_of_a_minor_that_was_given() {
    let service = r#"{"apiVersion":"apiregistration.k8s.io/v1","kind":"APIService","metadata":{
        "name":"v1.autoscaling","labels":{"kube-aggregator.kubernetes.io/automanaged":"onstart"}},
        "spec":{"group":"autoscaling","version":"v1","groupPriorityMinimum":17500,
        "versionPriority":15}}"#;
    let node = r#"{"apiVersion":"v1","kind":"Node","metadata":{"name":"n"},
        "status":{"nodeInfo":{"kubeletVersion":"v1.21.1"}}}"#;
    let scaler = r#"{"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler",
        "metadata":{"name":"h","namespace":"a"},"spec":{"maxReplicas":3,
        "targetCPUUtilizationPercentage":80,"scaleTargetRef":{"kind":"Deployment","name":"d"}}}"#;
    let file = key_space(&[
        (
            "/registry/apiregistration.k8s.io/apiservices/v1.autoscaling",
            2,
            service,
        ),
        ("/registry/minions/n", 3, node),
        ("/registry/horizontalpodautoscalers/a/h", 4, scaler),
    ]);
    let input = Input::from_reader("made", &mut &*file, &OpenOptions::default());
    let snapshot = Snapshot::new(input.unwrap());
    let ask = |minor: Option<u8>, version: &str, rest: &str| {
        let options = ViewOptions {
            kube_minor: minor.map(kf_schema::Minor::new),
            ..ViewOptions::default()
        };
        let view = snapshot.view_with(&options).unwrap();
        let (code, body, _) = ask_view(&view, &format!("/apis/autoscaling/{version}/{rest}"));
        (code, body)
    };
    let one = "namespaces/a/horizontalpodautoscalers/h";
    let (code, body) = ask(Some(36), "v2", one);
    assert_eq!(code, 200, "{body}");
    assert!(body.contains(r#""apiVersion":"autoscaling/v2""#), "{body}");
    assert!(body.contains(r#""averageUtilization":80"#), "{body}");
    let (code, body) = ask(Some(36), "v2", "horizontalpodautoscalers");
    assert_eq!(code, 200, "{body}");
    assert!(body.contains(r#""averageUtilization":80"#), "{body}");
    // Only what that minor has, and only if it was named.
    assert_eq!(ask(Some(36), "v2beta2", one).0, 404);
    assert_eq!(ask(Some(36), "v2", "namespaces/a/frobs/h").0, 404);
    assert_eq!(ask(None, "v2", one).0, 404);
    assert_eq!(ask(None, "v1", one).0, 200);
}

/// A server prints its internal object, which has the metrics in their order and none in annotations. The
/// cells are those of a server of 1.36.
#[test]
fn tables_of_autoscalers_are_the_same_in_each_version() {
    let scaler = r#"{"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler",
        "metadata":{"name":"h","namespace":"a"},"spec":{"minReplicas":1,"maxReplicas":3,"metrics":[
        {"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization",
        "averageUtilization":70}}},{"type":"Resource","resource":{"name":"memory",
        "target":{"type":"AverageValue","averageValue":"500Mi"}}}],
        "scaleTargetRef":{"kind":"Deployment","name":"d"}}}"#;
    let file = key_space(&[("/registry/horizontalpodautoscalers/a/h", 2, scaler)]);
    let input = Input::from_reader("made", &mut &*file, &OpenOptions::default());
    let snapshot = Snapshot::new(input.unwrap());
    let options = ViewOptions {
        kube_minor: Some(kf_schema::Minor::new(36)),
        ..ViewOptions::default()
    };
    let view = snapshot.view_with(&options).unwrap();
    let rows = |url: &str| {
        let request = Request::parse(url).unwrap();
        let Target::Resource(path) = &request.target else {
            panic!("{url} names no resource");
        };
        let wants = Wants {
            shape: Shape::Table(MetaVersion::V1),
            ..Wants::default()
        };
        let mapping = find(&view, path).unwrap();
        let answer = get(&view, &mapping, path, &request, wants).unwrap();
        let mut out = Vec::new();
        answer.write(&mut out, &mut |_| {}).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.split_once(r#""rows":"#).unwrap().1.to_owned()
    };
    for rest in [
        "horizontalpodautoscalers",
        "namespaces/a/horizontalpodautoscalers/h",
    ] {
        let v1 = rows(&format!("/apis/autoscaling/v1/{rest}"));
        let cell = r#""cpu: \u003cunknown\u003e/70%, memory: \u003cunknown\u003e/500Mi""#;
        assert!(v1.contains(cell), "{v1}");
        assert!(!v1.contains("annotations"), "{v1}");
        assert_eq!(v1, rows(&format!("/apis/autoscaling/v2/{rest}")));
    }
    // Who wants the objects gets them in the version that was asked for.
    let whole = rows("/apis/autoscaling/v1/horizontalpodautoscalers?includeObject=Object");
    assert!(
        whole.contains(r#""targetCPUUtilizationPercentage":70"#),
        "{whole}"
    );
}

mod clients;
mod parts;
mod reviews;
mod watches;
