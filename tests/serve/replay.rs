//! `kf serve --replay`, where the clock is out of reach of the test: it stands, or is at its end.

use std::io::{Read, Write};

use serde_json::Value;

use super::Server;
use crate::support::{finish, fixture, gunzip, kf, program, unpacked};

/// So slow that nothing changes while a test runs.
const STANDS: &str = "0.000000001";

/// So fast that it is over at once.
const RUSHES: &str = "1000000000";

const MAPS: &str = "/api/v1/namespaces/prod/configmaps";

fn start(speed: &str, more: &[&str]) -> Server {
    let snapshot = unpacked("c136-B-flat.zip");
    let mut args = vec!["--snapshot", &snapshot, "--replay", "--speed", speed];
    args.extend(more);
    Server::start(&args)
}

fn revision(list: &Value) -> i64 {
    let text = list["metadata"]["resourceVersion"].as_str().unwrap();
    text.parse().unwrap()
}

#[test]
fn it_begins_at_an_old_state() {
    let server = start(STANDS, &["--from", "1884"]);
    let file = unpacked("c136-B-flat.zip");
    for path in ["/api/v1/pods", "/apis/ops.corp.example/v1/backups", MAPS] {
        let raw = kf("get --rev 1884 --raw", &[path, "--snapshot", &file]);
        let answer = server.get(path, "");
        assert_eq!((answer.code, raw.code), (200, 0), "{path}");
        assert!(answer.body == raw.stdout, "{path}");
    }
    // What lies ahead is still to come, what lies behind can be told.
    let late = server.get("/api/v1/pods?resourceVersion=1885", "");
    assert_eq!(late.code, 504);
    let watch = format!("{MAPS}?watch=1&timeoutSeconds=1&resourceVersion=");
    let ahead = server.get(&format!("{watch}1885"), "");
    assert!(ahead.text().contains("\"code\":410"), "{}", ahead.text());
    let behind = server.get(&format!("{watch}1400"), "");
    let last = behind.text().lines().last().unwrap();
    let last: Value = serde_json::from_str(last).unwrap();
    assert!(revision(&last["object"]) <= 1884);
    // The whole of it is there all the same.
    let newest = kf("get --raw", &[MAPS, "--snapshot", &file]);
    let newest: Value = serde_json::from_slice(&newest.stdout).unwrap();
    let path = format!("/rev/{}{MAPS}", revision(&newest));
    assert_eq!(server.get(&path, "").json(), newest);
    let (code, said) = server.interrupt();
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("playing revision 1884 (2026-11-22T18:2"),
        "{said}"
    );
    assert!(!said.contains("the replay is over"), "{said}");
}

#[test]
fn it_begins_at_a_time() {
    let server = start(STANDS, &["--from", "2026-11-22T18:22:00Z"]);
    let at = revision(&server.get(MAPS, "").json());
    let pods = server.get("/api/v1/pods", "").json();
    let newest = |pods: &Value| -> String {
        let items = pods["items"].as_array().unwrap().iter();
        let times = items.map(|pod| pod["metadata"]["creationTimestamp"].as_str().unwrap());
        times.max().unwrap().to_owned()
    };
    // Within the second in which the times are told.
    assert!(*newest(&pods) <= *"2026-11-22T18:22:01Z");
    let later = server.get(&format!("/rev/{}/api/v1/pods", at + 300), "");
    assert!(*newest(&later.json()) > *"2026-11-22T18:22:00Z");
}

/// What a watch tells, until it has told of a revision.
fn told(server: &Server, url: &str, until: i64) -> Vec<(String, i64, String)> {
    let [host, token] = server.allowed();
    let mut connection = server.connect();
    // In this version the body has no chunks: each event is a line.
    let request = format!("GET {url} HTTP/1.0\r\n{host}\r\n{token}\r\n\r\n");
    connection.write_all(request.as_bytes()).unwrap();
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    let mark = format!("\"resourceVersion\":\"{until}\"");
    let text = |seen: &[u8]| String::from_utf8_lossy(seen).into_owned();
    while !text(&seen).contains(&mark) || !seen.ends_with(b"}\n") {
        let n = connection.read(&mut buffer).unwrap();
        assert!(n > 0, "it ended: {}", text(&seen));
        seen.extend(&buffer[..n]);
    }
    let seen = text(&seen);
    let events = seen.lines().filter(|line| line.starts_with("{\"type\""));
    let event = |line: &str| {
        let event: Value = serde_json::from_str(line).unwrap();
        let name = event["object"]["metadata"]["name"].as_str().unwrap();
        (
            event["type"].as_str().unwrap().to_owned(),
            revision(&event["object"]),
            name.to_owned(),
        )
    };
    events.map(event).collect()
}

#[test]
fn a_watch_sees_all_of_it_and_the_end_stays() {
    let server = start(RUSHES, &["--from", "1884"]);
    let recorded = gunzip(&fixture("snapshots/c136-B-history.tsv.gz"));
    let mut want = Vec::new();
    for line in recorded.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let key = columns
            .iter()
            .find(|c| c.starts_with("/registry/configmaps/prod/"));
        let revision = columns.iter().find_map(|c| c.parse::<i64>().ok());
        if let (Some(key), Some(revision)) = (key, revision)
            && revision > 1884
        {
            want.push((revision, key.rsplit('/').next().unwrap().to_owned()));
        }
    }
    let last = want.last().unwrap().0;
    // Whether the watch or the clock comes first.
    let url = format!("{MAPS}?watch=1&resourceVersion=1884");
    let got = told(&server, &url, last);
    let got: Vec<(i64, String)> = got.into_iter().map(|(_, r, n)| (r, n)).collect();
    assert_eq!(got, want);
    let file = unpacked("c136-B-flat.zip");
    let newest = kf("get --raw", &[MAPS, "--snapshot", &file]);
    let newest: Value = serde_json::from_slice(&newest.stdout).unwrap();
    let mut before = 0;
    loop {
        let list = server.get(MAPS, "").json();
        assert!(revision(&list) >= before, "it went back");
        before = revision(&list);
        if before == revision(&newest) {
            assert_eq!(list, newest);
            break;
        }
    }
    // A new watch begins with what there is.
    let url = format!("{MAPS}?watch=1");
    let all = newest["items"].as_array().unwrap();
    let latest = all.iter().map(revision).max().unwrap();
    let got = told(&server, &url, latest);
    assert!(got.iter().all(|(kind, ..)| kind == "ADDED"), "{got:?}");
    let (code, said) = server.interrupt();
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("the replay is over: this is the newest state"),
        "{said}"
    );
}

#[test]
fn what_cannot_be_played_is_refused() {
    let file = unpacked("c136-B-flat.zip");
    let run = |args: &[&str]| {
        let mut command = program();
        command.args(["serve", "-s", &file]).args(args);
        finish(command.args(["--", "/bin/true"]))
    };
    for (args, want) in [
        (vec!["--speed", "2"], "need --replay"),
        (vec!["--from", "1884"], "need --replay"),
        (vec!["--replay", "-s", &file], "--replay plays one file"),
        (
            vec!["--replay", "--speed", "0"],
            "expected a number above 0",
        ),
        (
            vec!["--replay", "--from", "monday"],
            "expected a revision, or an RFC 3339 time",
        ),
        (vec!["--replay", "--from", "99999"], "future revision"),
        (
            vec!["--replay", "--from", "2020-01-01T00:00:00Z"],
            "does not reach back to",
        ),
    ] {
        let output = run(&args);
        assert_eq!(output.code, 1, "{args:?}");
        assert!(output.stderr.contains(want), "{args:?}: {}", output.stderr);
    }
    assert_eq!(run(&["--replay"]).code, 0);
}
