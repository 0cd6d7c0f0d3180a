//! What lies in a file without a type for it: objects of versions that a later Kubernetes dropped,
//! and custom resources whose definition was deleted.

use kf::object::Value;
use kf::object::parse::json::parse;

use crate::support::{Output, kf, unpacked};

fn on(file: &str, words: &str) -> Output {
    kf(words, &["--snapshot", &unpacked(file)])
}

fn pool(api_version: &str, revision: u32) -> String {
    format!(
        "apiVersion: {api_version}\nkind: Pool\nmetadata:\n  \
         creationTimestamp: \"2026-11-21T10:00:00Z\"\n  generation: 1\n  name: main\n  \
         namespace: prod\n  resourceVersion: \"{revision}\"\n  uid: p\nspec:\n  size: 3\n"
    )
}

#[test]
fn every_object_has_its_name_at_every_minor() {
    for minor in 20..=37 {
        let words = format!("keys --kube-version 1.{minor}");
        let keys = on("gone-versions.db.gz", &words);
        for line in keys.text().lines().skip(1) {
            let key = line.split(' ').next().unwrap();
            let words = format!("get --key {key} -o json --kube-version 1.{minor}");
            let object = on("gone-versions.db.gz", &words);
            assert_eq!(object.code, 0, "{words}: {}", object.stderr);
            let object = parse(&object.stdout).unwrap().into_owned();
            let name = object.str_at(&["metadata", "name"]);
            assert_eq!(name, key.rsplit('/').next(), "{words}");
        }
    }
}

#[test]
fn a_dropped_type_is_shown_as_stored_by_its_old_names() {
    for word in ["psp", "podsecuritypolicies.policy", "podsecuritypolicy"] {
        for minor in [26, 30, 36, 37] {
            let words = format!("get {word} psp1 -o json --kube-version 1.{minor}");
            let found = on("gone-versions.db.gz", &words);
            let object = parse(&found.stdout).unwrap().into_owned();
            let text = |path: &[&str]| object.str_at(path).map(str::to_owned);
            assert_eq!(text(&["apiVersion"]).as_deref(), Some("policy/v1beta1"));
            assert_eq!(text(&["metadata", "name"]).as_deref(), Some("psp1"));
            assert!(
                object
                    .at(&["spec", "seLinux"])
                    .is_some_and(|v| *v != Value::Null)
            );
            assert!(found.stderr.contains("shown as stored"), "{}", found.stderr);
        }
    }
}

#[test]
fn a_type_that_was_not_served_and_has_no_objects_is_none() {
    for word in ["workloads", "psp"] {
        let words = format!("get {word} --kube-version 1.31");
        let found = on("crs-without-definition.db.gz", &words);
        assert_eq!((found.text(), found.code), ("", 1));
        let error = format!("error: the snapshot doesn't have a resource type \"{word}\"");
        assert!(found.stderr.starts_with(&error), "{}", found.stderr);
    }
}

#[test]
fn objects_that_went_with_their_definition_are_found_by_it() {
    let file = "crd-and-crs-deleted.db.gz";
    let deleted = on(file, "get pools main -n prod --deleted -o yaml");
    assert_eq!(
        (deleted.text(), deleted.code),
        (&*pool("store.example/v1", 4), 0)
    );
    assert!(
        deleted.stderr.contains("was deleted at revision 6"),
        "{}",
        deleted.stderr
    );
    let history = on(file, "history -n prod --op deleted --no-headers");
    assert!(
        history.text().contains("pools.store.example"),
        "{}",
        history.text()
    );
}

#[test]
fn objects_without_a_definition_are_shown_as_stored() {
    let file = "crs-without-definition.db.gz";
    let found = on(file, "get pools.store.example main -n prod -o yaml");
    assert_eq!(
        (found.text(), found.code),
        (&*pool("store.example/v1", 3), 0)
    );
    assert_eq!(
        found.stderr,
        "warning: pools.store.example has no definition in this snapshot: its objects are shown as \
         stored\n"
    );
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let exported = on(file, &format!("export {} -n prod", out.display()));
    assert_eq!(exported.code, 0, "{}", exported.stderr);
    let manifest = std::fs::read_to_string(out.join("MANIFEST.jsonl")).unwrap();
    assert!(manifest.contains("Pool"), "{manifest}");
}

#[test]
fn a_version_that_the_definition_dropped_is_shown_as_stored() {
    let file = "cr-of-removed-version.db.gz";
    for word in ["pools", "pools.v1alpha1.store.example"] {
        let found = on(file, &format!("get {word} main -n prod -o yaml"));
        let object = pool("store.example/v1alpha1", 4);
        assert_eq!(
            (found.text(), found.code),
            (&*object, 0),
            "{}",
            found.stderr
        );
        assert!(found.stderr.contains("no longer lists that version"));
    }
}
