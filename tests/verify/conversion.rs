//! Custom resources that are stored in two versions, which a webhook converts.

use std::fs;
use std::path::{Path, PathBuf};

use kf::snapshot::ViewOptions;
use kf::verify::objects::{self, Compared};
use kf::verify::{Cause, Group, Interrupt};
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::stand_in::{open, options, start};

/// The revision of the snapshot that [`state_db`] makes.
const REVISION: &str = "5";

fn definition() -> Value {
    let names = json!({
        "kind": "Thing", "listKind": "ThingList", "plural": "things", "singular": "thing",
    });
    let version = |name: &str, storage: bool| {
        json!({
            "name": name, "served": true, "storage": storage,
            "schema": {"openAPIV3Schema": {
                "type": "object", "x-kubernetes-preserve-unknown-fields": true,
            }},
        })
    };
    json!({
        "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
        "metadata": {"name": "things.kf.example", "uid": "1"},
        "spec": {
            "group": "kf.example", "names": names, "scope": "Namespaced",
            "versions": [version("v1", true), version("v2", false)],
            "conversion": {"strategy": "Webhook", "webhook": {
                "clientConfig": {"url": "https://hooks.kf.svc/convert"},
                "conversionReviewVersions": ["v1"],
            }},
        },
        "status": {
            "acceptedNames": names, "storedVersions": ["v1", "v2"],
            "conditions": [{"type": "Established", "status": "True"}],
        },
    })
}

fn thing(name: &str, version: &str) -> Value {
    json!({
        "apiVersion": format!("kf.example/{version}"), "kind": "Thing",
        "metadata": {
            "name": name, "namespace": "prod", "uid": name, "generation": 1,
            "creationTimestamp": "2026-11-22T18:00:00Z",
        },
        "spec": {"size": 1, "of": version},
    })
}

/// Rows as kine would have written them: a definition, then things in the versions v1, v2, v1.
fn state_db(dir: &Path) -> PathBuf {
    let path = dir.join("state.db");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE kine (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, created INTEGER, \
             deleted INTEGER, create_revision INTEGER, prev_revision INTEGER, lease INTEGER, \
             value BLOB, old_value BLOB); \
             INSERT INTO kine VALUES (1, 'compact_rev_key', 1, 0, 0, 0, 0, x'', NULL)",
        )
        .unwrap();
    let place = "/registry/kf.example/things/prod";
    let rows = [
        (
            "/registry/apiextensions.k8s.io/customresourcedefinitions/things.kf.example".to_owned(),
            definition(),
        ),
        (format!("{place}/a"), thing("a", "v1")),
        (format!("{place}/b"), thing("b", "v2")),
        (format!("{place}/c"), thing("c", "v1")),
    ];
    for (key, value) in rows {
        connection
            .execute(
                "INSERT INTO kine VALUES (NULL, ?, 1, 0, 0, 0, 0, ?, NULL)",
                rusqlite::params![key, value.to_string().into_bytes()],
            )
            .unwrap();
    }
    path
}

/// What the server lists in both versions; the object that comes last is the one that cannot be
/// converted when the webhook is gone.
fn lists(dir: &Path) -> PathBuf {
    let folder = dir.join("lists");
    fs::create_dir(&folder).unwrap();
    let revisions = [("a", "3"), ("b", "4"), ("c", "5")];
    for (version, order) in [("v1", ["a", "b", "c"]), ("v2", ["b", "a", "c"])] {
        let items: Vec<Value> = order
            .iter()
            .map(|name| {
                // What comes out of a conversion is not compared.
                let mut item = thing(name, version);
                let revision = revisions.iter().find(|(n, _)| n == name).unwrap().1;
                item["metadata"]["resourceVersion"] = revision.into();
                item
            })
            .collect();
        let list = json!({
            "kind": "ThingList", "apiVersion": format!("kf.example/{version}"),
            "metadata": {"resourceVersion": REVISION}, "items": items,
        });
        let name = format!("kf.example_{version}_things.json");
        fs::write(folder.join(name), list.to_string()).unwrap();
    }
    folder
}

fn compare(fault: &str) -> Compared {
    let dir = TempDir::new().unwrap();
    let snapshot = open(&state_db(dir.path()));
    let at = ViewOptions {
        kube_minor: Some(kf::schema::Minor::new(36)),
        ..ViewOptions::default()
    };
    let view = snapshot.view_with(&at).unwrap();
    let stand_in = start(&lists(dir.path()), "v1.36.3", fault, Interrupt::default());
    objects::compare(&view, &stand_in.server, &options(), &mut |_| Ok(())).unwrap()
}

fn group<'c>(compared: &'c Compared, name: &str) -> &'c Group {
    let found = compared.groups.iter().find(|g| g.name == name);
    found.unwrap_or_else(|| panic!("no group {name}"))
}

#[test]
fn each_stored_version_is_listed_by_itself() {
    let compared = compare("");
    let one = group(&compared, "things.v1.kf.example");
    assert_eq!((one.compared, one.equal), (2, 2), "{one:?}");
    let two = group(&compared, "things.v2.kf.example");
    assert_eq!((two.compared, two.equal), (1, 1), "{two:?}");
}

#[test]
fn extra_objects_are_said_once() {
    let compared = compare("extra:things");
    let one = group(&compared, "things.v1.kf.example");
    assert_eq!((one.equal, one.mismatch_count()), (2, 1), "{one:?}");
    let two = group(&compared, "things.v2.kf.example");
    assert_eq!((two.equal, two.mismatch_count()), (1, 0), "{two:?}");
}

#[test]
fn without_the_webhook_objects_are_asked_for_one_by_one() {
    let compared = compare("webhook:things");
    let one = group(&compared, "things.v1.kf.example");
    assert_eq!((one.compared, one.equal), (2, 1), "{one:?}");
    let apart = one.apart.first().unwrap();
    assert_eq!(apart.subject, "prod/c");
    assert_eq!(apart.cause, Some(Cause::Conversion));
    assert!(
        apart
            .detail
            .contains("conversion webhook for kf.example/v1"),
        "{apart:?}"
    );
    assert!(
        one.failure.is_none() && one.mismatches.is_empty(),
        "{one:?}"
    );
    let two = group(&compared, "things.v2.kf.example");
    assert_eq!((two.compared, two.equal), (1, 1), "{two:?}");
}
