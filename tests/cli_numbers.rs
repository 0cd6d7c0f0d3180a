//! Numbers of custom resources are those that kubectl reads of what a server sends.

use std::fs;

use kf_testing::etcd::{Change, history};

use crate::support::kf;

/// A definition whose fields have whole numbers with a point by default, and two objects of it.
fn things() -> tempfile::NamedTempFile {
    things_with(&[])
}

/// The same with more objects, called `stored`.
fn things_with(more: &[&str]) -> tempfile::NamedTempFile {
    let definition = r#"{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"things.x.io"},
        "spec":{"group":"x.io","names":{"kind":"Thing","listKind":"ThingList","plural":"things","singular":"thing"},
        "scope":"Namespaced","versions":[{"name":"v1","served":true,"storage":true,
        "additionalPrinterColumns":[{"name":"Text","type":"string","jsonPath":".spec.n"},{"name":"Number","type":"number","jsonPath":".spec.n"}],
        "schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{
        "n":{"type":"number","default":1000000.0},"zero":{"type":"number","default":-0.0}}}}}}}]},
        "status":{"conditions":[{"type":"Established","status":"True"}],"storedVersions":["v1"],
        "acceptedNames":{"kind":"Thing","listKind":"ThingList","plural":"things","singular":"thing"}}}"#;
    let thing = |name: &str, spec: &str| {
        format!(
            r#"{{"apiVersion":"x.io/v1","kind":"Thing","metadata":{{"name":"{name}","namespace":"d"}},"spec":{spec}}}"#
        )
    };
    let (made, given) = (thing("made", "{}"), thing("given", r#"{"n":7,"zero":0}"#));
    let key = "/registry/apiextensions.k8s.io/customresourcedefinitions/things.x.io";
    let mut changes: Vec<Change<'_>> = vec![
        (key, 2, Some(definition)),
        ("/registry/x.io/things/d/made", 3, Some(&made)),
        ("/registry/x.io/things/d/given", 4, Some(&given)),
    ];
    let stored = |(revision, object)| ("/registry/x.io/things/d/stored", revision, Some(object));
    changes.extend((5..).zip(more.iter().copied()).map(stored));
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), history(&changes, None)).unwrap();
    file
}

#[test]
fn whole_floats_are_integers() {
    let file = things();
    let path = file.path().to_str().unwrap();
    let run = |words: &str| kf(words, &["-n", "d", "-s", path]);
    let prints = |words: &str, text: &str| {
        let output = run(words);
        assert_eq!((output.code, output.text()), (0, text), "{words}");
    };
    let one = "get things.x.io made";
    prints(
        &format!("{one} -o jsonpath={{.spec}}"),
        r#"{"n":1000000,"zero":0}"#,
    );
    prints(
        &format!("{one} -o jsonpath={{.spec.n}},{{.spec.zero}}"),
        "1000000,0",
    );
    prints(
        &format!("{one} -o custom-columns=N:.spec.n,Z:.spec.zero --no-headers"),
        "1000000   0\n",
    );
    prints(
        &format!("{one} -o go-template={{{{.spec.n}}}},{{{{.spec.zero}}}}"),
        "1000000,0",
    );
    let yaml = run(&format!("{one} -o yaml"));
    assert!(
        yaml.text()
            .ends_with("spec:\n  \"n\": 1000000\n  zero: 0\n"),
        "{}",
        yaml.text()
    );
    let json = run(&format!("{one} -o json"));
    assert!(
        json.text()
            .contains("\"n\": 1000000,\n        \"zero\": 0\n"),
        "{}",
        json.text()
    );
    let described = run("describe things.x.io made");
    assert!(
        described.text().contains("  N:     1000000\n  Zero:  0\n"),
        "{}",
        described.text()
    );
    // One object has an integer, the other a float that is read as one.
    prints(
        "get things.x.io --sort-by=.spec.n -o name",
        "thing.x.io/given\nthing.x.io/made\n",
    );
    prints(
        "get things.x.io --sort-by=.spec.n --no-headers",
        "given   7       7\nmade    1e+06   1000000\n",
    );
}

/// Those that lie in etcd as a server stores them, in lists that are written without a tree.
#[test]
fn whole_floats_are_integers_in_lists() {
    let stored = r#"{"apiVersion":"x.io/v1","kind":"Thing","metadata":{"creationTimestamp":"2026-01-01T00:00:00Z","generation":1,"name":"stored","namespace":"d"},"spec":{"n":1000000.0,"zero":-0.0}}"#;
    let file = things_with(&[stored]);
    let path = file.path().to_str().unwrap();
    let run = |words: &str| kf(words, &["-n", "d", "--kube-version", "1.36", "-s", path]);
    let [all, one] = ["get things.x.io -o ", "get things.x.io stored -o "];
    let yaml = run(&format!("{all}yaml"));
    let spec = "  spec:\n    \"n\": 1000000\n    zero: 0\n";
    assert_eq!(yaml.text().matches(spec).count(), 2, "{}", yaml.text());
    let json = run(&format!("{all}json"));
    let spec = "\"n\": 1000000,\n                \"zero\": 0\n";
    assert_eq!(json.text().matches(spec).count(), 2, "{}", json.text());
    let alone = run(&format!("{one}yaml"));
    assert!(
        alone
            .text()
            .ends_with("spec:\n  \"n\": 1000000\n  zero: 0\n")
    );
}
