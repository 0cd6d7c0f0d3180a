//! `etcdctl get -w json`

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;

use super::*;

/// What etcdctl 3.4 printed of three keys, one with a lease, one without a value.
const REAL: &[u8] = include_bytes!("../../../../../fixtures/dumps/etcdctl-leases.json");

fn parse(text: &[u8]) -> Dump {
    read(DumpForm::Etcdctl, text).unwrap()
}

fn entry(key: &[u8], modified: i64, value: &[u8]) -> String {
    format!(
        r#"{{"key":"{}","create_revision":2,"mod_revision":{modified},"version":1,"value":"{}"}}"#,
        STANDARD.encode(key),
        STANDARD.encode(value)
    )
}

fn answer(entries: &[String]) -> String {
    format!(
        r#"{{"header":{{"revision":9}},"kvs":[{}],"count":{}}}"#,
        entries.join(","),
        entries.len()
    )
}

#[test]
fn what_etcdctl_prints() {
    let dump = parse(REAL);
    assert_eq!(
        rows(&dump),
        [
            row("/registry/a", [2, 2, 1, 0], b"k8s\0binary"),
            row("/registry/e", [4, 4, 1, 0], b""),
            row(
                "/registry/leased",
                [3, 3, 1, 2_324_035_688_881_300_230],
                b"x"
            ),
        ]
    );
    assert_eq!(kept(&dump), (Kept::State, 4));
    assert_eq!(said(&dump), [""; 0]);
    cut_anywhere(DumpForm::Etcdctl, REAL, b"}", 1);
}

#[test]
fn other_hands_write_the_same() {
    let text = "\u{feff}{ \"count\": \"1\",\n \"kvs\" : [ {\"value\":\"a\\/8=\", \"lease\": \"-5\",\n\
        \"key\":\"L2E=\", \"mod_revision\":\"7\", \"create_revision\":\"3\", \"version\":\"2\", \
        \"more\": [{\"x\":[1,\"]\"]}, null, true] } ],\n \"header\": {\"revision\": \"8\"} }\n";
    let dump = parse(text.as_bytes());
    assert_eq!(rows(&dump), [row("/a", [3, 7, 2, -5], b"k\xff")]);
    assert_eq!(kept(&dump), (Kept::State, 8));
    // Keys and values alone, and an empty etcd.
    let dump = parse(br#"{"kvs":[{"key":"L2E=","value":"eA=="},{"key":"L2I=","value":"eQ=="}]}"#);
    assert_eq!(kept(&dump), (Kept::StateWithoutRevision, 1));
    assert_eq!(
        rows(&dump),
        [row("/a", [0; 4], b"x"), row("/b", [0; 4], b"y")]
    );
    assert_eq!(said(&dump), [""; 0]);
    let dump = parse(br#"{"header":{"revision":4},"kvs":null}"#);
    assert_eq!((rows(&dump).len(), said(&dump).len()), (0, 0));
}

#[test]
fn damage_costs_the_entry_it_is_in() {
    let good = [entry(b"/a", 3, b"x"), entry(b"/c", 5, b"z")];
    for (bad, what) in [
        (
            r#"{"key":"L2I=","mod_revision":4,"value":"*"}"#,
            "entry 2: its key or value is not base64",
        ),
        (
            r#"{"key":"L2I=","mod_revision":"four","value":""}"#,
            "entry 2: a whole number is expected",
        ),
        (
            r#"{"mod_revision":4,"create_revision":4,"value":"eA=="}"#,
            "entry 2: it has no key",
        ),
        (
            r#"{"key":"L2I=" "value":"eA=="}"#,
            "entry 2: a comma is expected",
        ),
        (
            r#"{"key":"L2I=","create_revision":7,"mod_revision":4,"version":1}"#,
            "create_revision 7",
        ),
    ] {
        let text = answer(&[good[0].clone(), bad.to_owned(), good[1].clone()]);
        let dump = parse(text.as_bytes());
        one(&dump, what);
        assert_eq!(
            rows(&dump),
            [row("/a", [2, 3, 1, 0], b"x"), row("/c", [2, 5, 1, 0], b"z")],
            "{bad}"
        );
    }
}

#[test]
fn what_a_dump_lacks_is_said() {
    let twice = [entry(b"/a", 3, b"old"), entry(b"/a", 4, b"new")];
    let dump = parse(answer(&twice).as_bytes());
    one(&dump, "the key stands in entry 1 and again in entry 2");
    assert_eq!(rows(&dump), [row("/a", [2, 4, 1, 0], b"new")]);
    let more =
        r#"{"header":{"revision":4},"kvs":[{"key":"L2E=","value":"eA=="}],"more":true,"count":3}"#;
    one(
        &parse(more.as_bytes()),
        "had more keys than the dump holds: 1 of 3 or more",
    );
    let fewer = r#"{"header":{"revision":4},"kvs":[{"key":"L2E=","value":"eA=="}],"count":3}"#;
    one(
        &parse(fewer.as_bytes()),
        "had more keys than the dump holds",
    );
    // Pages of one state are whole together; those of two are not.
    let page = |revision: i64, key: &str, more: bool| {
        format!(
            r#"{{"header":{{"revision":{revision}}},"kvs":[{{"key":"{key}","value":"eA=="}}],"more":{more},"count":2}}"#
        )
    };
    let pages = page(4, "L2E=", true) + "\n" + &page(4, "L2I=", false);
    assert_eq!(said(&parse(pages.as_bytes())), [""; 0]);
    let pages = page(4, "L2E=", true) + &page(5, "L2I=", false);
    one(&parse(pages.as_bytes()), "answers at different revisions");
    let keys = br#"{"header":{"revision":4},"kvs":[{"key":"L2E=","mod_revision":3}],"count":1}"#;
    let e = read(DumpForm::Etcdctl, keys).unwrap_err();
    assert_eq!(e.message(), "the dump has keys and no values");
    one(
        &parse(br#"{"header":{"revision":4},"kvs":[]}x"#),
        "an object is expected at byte",
    );
}

#[test]
fn keys_have_limits() {
    let long = "a".repeat(kf_base::limits::MAX_DUMP_KEY_BYTES + 1);
    let text = answer(&[entry(long.as_bytes(), 3, b"x"), entry(b"/a", 4, b"y")]);
    let dump = parse(text.as_bytes());
    one(&dump, "MAX_DUMP_KEY_BYTES");
    assert_eq!(rows(&dump).len(), 1);
    let deep = format!(r#"{{"x":{}"#, "[".repeat(100_000));
    one(&parse(deep.as_bytes()), "nested deeper than MAX_NESTING");
}

proptest! {
    #[test]
    fn any_keys_and_values_come_back(
        all in prop::collection::btree_map(prop::collection::vec(any::<u8>(), 1..20),
            (2..99_i64, prop::collection::vec(any::<u8>(), 1..40)), 1..20),
    ) {
        let entries: Vec<String> = all.iter().map(|(k, (m, v))| entry(k, *m, v)).collect();
        let dump = parse(answer(&entries).as_bytes());
        prop_assert!(dump.problems().is_empty());
        let store = Store::of_overlay(dump.overlay(), Vec::new());
        let latest = store.latest(None, &Want::all()).unwrap();
        let found: Vec<_> = latest.records.iter().map(|r| (r.key, r.mod_revision, r.value)).collect();
        let wanted: Vec<_> = all.iter().map(|(k, (m, v))| (&k[..], *m, &v[..])).collect();
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn changed_bytes_do_no_harm(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut text = REAL.to_vec();
        for (at, byte) in changes {
            let at = at.index(text.len());
            text[at] = byte;
        }
        if let Ok(dump) = read(DumpForm::Etcdctl, &text) {
            let _ = (rows(&dump), said(&dump));
        }
    }
}
