use std::collections::BTreeSet;

use super::*;
use crate::MESSAGES;
use crate::descriptor::Kind;

fn sorted<T>(table: &[T], key: impl Fn(&T) -> &str) -> bool {
    table.windows(2).all(|pair| key(&pair[0]) < key(&pair[1]))
}

#[test]
fn the_tables_are_sorted() {
    for table in [FIELDS, LABELS, ANNOTATIONS] {
        assert!(sorted(table, |e| e.0));
    }
    assert!(sorted(KEYED, |e| e));
}

/// A name that no message has is a mistake, and so is an exception that excepts nothing.
#[test]
fn every_entry_names_a_field() {
    let mut fields = BTreeSet::new();
    let mut maps = BTreeSet::new();
    let mut pairs = BTreeSet::new();
    for message in MESSAGES {
        let short = message.name.rsplit('.').next().unwrap();
        for shape in message.fields.iter().flat_map(|f| f.shapes) {
            if matches!(shape.kind, Kind::String | Kind::StringList | Kind::Json) {
                fields.insert(shape.json);
                pairs.insert((short, shape.json));
            }
            if matches!(shape.kind, Kind::StringMap) {
                fields.insert(shape.json);
            }
            if shape.label == crate::descriptor::Label::Map {
                maps.insert(shape.json);
            }
        }
    }
    for (field, _) in FIELDS {
        assert!(fields.contains(field), "{field}");
    }
    for pair in FREE.iter().copied().chain(ONLY.iter().map(|o| (o.0, o.1))) {
        assert!(pairs.contains(&pair), "{pair:?}");
    }
    for field in KEYED.iter().chain(FREE_KEYS) {
        assert!(maps.contains(field), "{field}");
    }
}

#[test]
fn looks() {
    use Look::{Duration, Port, Quantity, Time};
    for (look, yes, no) in [
        (Name, "system:kube-proxy_1.x", "a b"),
        (Name, "", "a/b"),
        (Word, "*", "hunter2!"),
        (Qualified, "requests.example.com/gpu", "a=b"),
        (ApiVersion, "apps/v1", "apps v1"),
        (
            Image,
            "reg:5000/a/b:1.2@sha256:0123abcd",
            "https://u:p@host/x",
        ),
        (Image, "docker.io/x", "user:hunter2@host/x"),
        (Address, "10.0.0.0/8", "db.example.com"),
        (Address, "fd00::1", "10.0.0.1 "),
        (Uid, "6d5b1f2e-0000-4000-8000-000000000001", "hunter2"),
        (Digits, "0-3,7", "x"),
        (Version, "v1.30.2+k3s1", "hunter2"),
        (Version, "v1.27.3-gke.100", "1.2.3.4"),
        (Cron, "*/5 0 1,15 * 1-5", "0 3 * * MON"),
        (Cron, "@daily", "@hunter2"),
        (UrlPath, "/healthz/*", "healthz"),
        (FieldPath, "spec.containers{web}", "spec.containers{a b}"),
        (FieldPath, "metadata.labels['a/b']", "x y"),
        (Time, "2026-11-22T18:30:00Z", "2026-11-22T18:30:00"),
        (Time, "2026-11-22T18:30:00.123456+01:00", "2026-11-22 or so"),
        (Duration, "1h0m0.5s", "one hour"),
        (Quantity, "1.5Gi", "1.5 Gi"),
        (Quantity, "12e6", "hunter2"),
        (Port, "25%", "Hunter2"),
        (Port, "http-metrics", "a-name-of-more-than-15"),
        (Look::Flag, "true", "yes"),
    ] {
        assert!(look.fits(yes), "{look:?} {yes}");
        assert!(!look.fits(no), "{look:?} {no}");
    }
    assert!(!Label.fits("web") && !Label.fits(""));
}

#[test]
fn what_is_not_listed_is_free() {
    let free = |message, field| look(crate::message_by_name(message).unwrap(), field).is_none();
    assert!(free("k8s.io/api/core/v1.EnvVar", "value"));
    assert!(free("k8s.io/api/core/v1.Event", "message"));
    assert!(free("github.com/openshift/api/route/v1.TLSConfig", "key"));
    assert!(!free("k8s.io/api/core/v1.EnvVar", "name"));
    assert!(!has_open_keys("volumeAttributes", true) && has_open_keys("data", true));
}
