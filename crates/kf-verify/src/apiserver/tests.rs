use super::*;
use crate::http::tests::{Step, answer, server};

fn api(steps: Vec<Step>) -> (Server, thread::JoinHandle<Vec<String>>) {
    let (endpoint, played) = server(steps);
    (Server::new(endpoint, Interrupt::default()).unwrap(), played)
}

const SECONDS: Duration = Duration::from_secs(20);
const NEW: &str = r#"{"gitVersion":"v1.36.3+k3s1"}"#;
const OLD: &str = r#"{"gitVersion":"v1.18.20"}"#;

/// The names of what is listed, and whether each page was of the revision asked for.
fn names(server: &Server, pin: Pin) -> Result<Vec<(String, bool)>, ListFailure> {
    let mut names = Vec::new();
    let mut take = |page: Page<'_>| {
        for item in &page.items {
            let name = item.str_at(&["metadata", "name"]).unwrap();
            names.push((format!("{} {name}", page.api_version), page.pinned));
        }
        Ok(())
    };
    server.list("/apis/apps/v1/things", "", pin, SECONDS, &mut take)?;
    Ok(names)
}

fn page(name: &str, revision: &str, next: &str) -> Step {
    let text = format!(
        r#"{{"kind":"ThingList","apiVersion":"apps/v1","metadata":{{"resourceVersion":"{revision}","continue":"{next}"}},"items":[{{"metadata":{{"name":"{name}"}}}}]}}"#
    );
    answer(200, &text)
}

#[test]
fn versions() {
    let parse = |text: &str| parse_version(text.as_bytes());
    let found = parse(NEW).unwrap();
    assert_eq!(
        (found.git.as_str(), found.minor),
        ("v1.36.3+k3s1", Minor::new(36))
    );
    assert_eq!(parse(r#"{"gitVersion":"v2.0.0"}"#), None);
    assert_eq!(parse("{}"), None);
    assert_eq!(parse("<html>"), None);
}

#[test]
fn pages_of_one_revision() {
    let (server, played) = api(vec![
        answer(200, NEW),
        page("a", "12", "t&=/"),
        page("b", "12", ""),
    ]);
    let found = names(&server, Pin::At(12)).unwrap();
    assert_eq!(
        found,
        [
            ("apps/v1 a".to_owned(), true),
            ("apps/v1 b".to_owned(), true)
        ]
    );
    assert_eq!(
        played.join().unwrap(),
        [
            "/version",
            "/apis/apps/v1/things?limit=500&resourceVersion=12&resourceVersionMatch=Exact",
            "/apis/apps/v1/things?limit=500&continue=t%26%3D%2F",
        ]
    );
}

#[test]
fn the_newest_state_where_no_revision_can_be_had() {
    let (server, played) = api(vec![answer(200, OLD), page("a", "12", "")]);
    let found = names(&server, Pin::At(12)).unwrap();
    assert_eq!(found, [("apps/v1 a".to_owned(), false)]);
    assert_eq!(
        played.join().unwrap(),
        ["/version", "/apis/apps/v1/things?limit=500"]
    );
    // A server that gives another revision than the one asked for has not done it.
    let (server, _played) = api(vec![answer(200, NEW), page("a", "13", "")]);
    assert!(!names(&server, Pin::At(12)).unwrap()[0].1);
}

#[test]
fn tokens_and_revisions_that_expire() {
    let expired =
        r#"{"kind":"Status","reason":"Expired","code":410,"metadata":{"continue":"new"}}"#;
    let (server, played) = api(vec![
        answer(200, NEW),
        page("a", "12", "old"),
        answer(410, expired),
        page("b", "15", ""),
    ]);
    let found = names(&server, Pin::At(12)).unwrap();
    assert!(found[0].1);
    assert_eq!(found[1], ("apps/v1 b".to_owned(), false));
    assert!(played.join().unwrap()[3].ends_with("&continue=new"));

    let gone = r#"{"kind":"Status","reason":"Expired","code":410}"#;
    let (server, played) = api(vec![
        answer(200, NEW),
        answer(410, gone),
        page("a", "15", ""),
    ]);
    assert!(!names(&server, Pin::At(12)).unwrap()[0].1);
    assert_eq!(played.join().unwrap()[2], "/apis/apps/v1/things?limit=500");
    // Nothing is left to try.
    let (server, _played) = api(vec![answer(200, OLD), answer(410, gone)]);
    let refused = names(&server, Pin::At(12)).unwrap_err();
    assert!(matches!(refused, ListFailure::Refused(r) if r.status == 410));
}

#[test]
fn answers_that_are_no_list() {
    for body in [
        "{}",
        "[",
        r#"{"kind":"Pod","items":[]}"#,
        r#"{"kind":"PodList"}"#,
    ] {
        let (server, _played) = api(vec![answer(200, NEW), answer(200, body)]);
        let broken = names(&server, Pin::Newest).unwrap_err();
        assert!(matches!(broken, ListFailure::Broken(_)), "{body}");
        assert_eq!(broken.into_error().kind(), ErrorKind::Judge);
    }
    let null = r#"{"kind":"PodList","apiVersion":"v1","items":null}"#;
    let (server, _played) = api(vec![answer(200, NEW), answer(200, null)]);
    assert!(names(&server, Pin::Newest).unwrap().is_empty());
    // A token that leads to itself would never end.
    let (server, _played) = api(vec![
        answer(200, NEW),
        page("a", "1", "t"),
        page("a", "1", "t"),
    ]);
    let endless = names(&server, Pin::Newest).unwrap_err().into_error();
    assert!(endless.message().contains("does not come to an end"));
}

#[test]
fn a_busy_server_is_asked_again() {
    let busy = "HTTP/1.1 429 X\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n";
    let (server, played) = api(vec![
        Step::Send(busy.to_owned()),
        Step::Send(busy.replace("429", "503")),
        answer(200, NEW),
    ]);
    assert_eq!(server.version().unwrap().minor, Minor::new(36));
    // Once is enough.
    assert_eq!(server.version().unwrap().minor, Minor::new(36));
    assert_eq!(played.join().unwrap(), ["/version"; 3]);
}

#[test]
fn what_is_served() {
    let list = r#"{"kind":"APIResourceList","resources":[
        {"name":"things","kind":"Thing","namespaced":true,"verbs":["get","list"]},
        {"name":"things/status","kind":"Thing","namespaced":true,"verbs":["get"]},
        {"name":"reviews","kind":"Review","namespaced":false,"verbs":["create"]}]}"#;
    let status = r#"{"kind":"Status","message":"service unavailable","code":503}"#;
    let (server, played) = api(vec![
        answer(200, r#"{"versions":["v1"]}"#),
        answer(
            200,
            r#"{"groups":[{"name":"apps","versions":[{"version":"v1"},{"version":"v1beta1"}]}]}"#,
        ),
        answer(200, list),
        answer(404, "404 page not found"),
        answer(503, status),
        answer(500, "oops"),
    ]);
    let owned = |g: &str, v: &str| (g.to_owned(), v.to_owned());
    assert_eq!(
        server.group_versions().unwrap(),
        [
            owned("", "v1"),
            owned("apps", "v1"),
            owned("apps", "v1beta1")
        ]
    );
    let Resources::Served(found) = server.resources("", "v1").unwrap() else {
        panic!("not served");
    };
    let found: Vec<_> = found
        .iter()
        .map(|r| (r.name.as_str(), r.namespaced, r.lists))
        .collect();
    assert_eq!(found, [("things", true, true), ("reviews", false, false)]);
    assert_eq!(
        server.resources("apps", "v1").unwrap(),
        Resources::NotServed
    );
    let unavailable = server.resources("apps", "v1").unwrap();
    assert!(matches!(unavailable, Resources::Unavailable(r) if r.message == "service unavailable"));
    let failed = server.resources("apps", "v1").unwrap_err();
    assert_eq!(
        failed.message(),
        "kube-apiserver: GET /apis/apps/v1: HTTP 500: oops"
    );
    assert_eq!(played.join().unwrap()[..3], ["/api", "/apis", "/api/v1"]);
}

#[test]
fn readiness_of_servers_old_and_new() {
    let (server, played) = api(vec![
        answer(404, "404 page not found"),
        answer(500, "[+]ping ok\n[-]etcd failed: reason withheld\n"),
        answer(200, "ok"),
    ]);
    server.wait_ready(SECONDS, || Ok(())).unwrap();
    assert_eq!(
        played.join().unwrap(),
        ["/readyz?verbose", "/healthz?verbose", "/healthz?verbose"]
    );
}

#[test]
fn refusals_in_words() {
    let refused = Refusal::read(
        "/x?y",
        403,
        br#"{"kind":"Status","message":"no\u001b way"}"#,
    );
    assert_eq!(refused.sentence(), "GET /x: HTTP 403: no\\x1b way");
    assert!(
        refused
            .into_error()
            .hint_text()
            .unwrap()
            .contains("certificates")
    );
    let empty = Refusal::read("/x", 500, b"");
    assert_eq!(empty.sentence(), "GET /x: HTTP 500");
    let long = Refusal::read("/x", 500, &[b'a'; 5000]);
    assert_eq!(long.message.len(), 500);
}
