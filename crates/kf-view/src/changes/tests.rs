//! On files made for the purpose.

use std::num::NonZeroUsize;

use super::*;
use crate::testing::snapshot;
use crate::{Expect, Snapshot, ViewOptions};
use kf_testing::etcd::Put;

fn compare(before: &[Put<'_>], after: &[Put<'_>], options: Options) -> Vec<String> {
    let (before, after) = (snapshot("before", before), snapshot("after", after));
    let open = |s| {
        let options = ViewOptions {
            expect: vec![Expect::Everything],
            threads: NonZeroUsize::MIN,
            ..ViewOptions::default()
        };
        Snapshot::view_with(s, &options).unwrap()
    };
    let (before, after) = (open(&before), open(&after));
    let changes = ObjectChanges::find(&before, &after, options).unwrap();
    let verdict = |pair| match changes.change(pair) {
        Ok(Verdict::Changed(change)) => format!(
            "{} {} {}",
            change.operation.name(),
            change.place.group_resource(),
            change.place.name
        ),
        Ok(Verdict::LeftOut(why)) => format!("{why:?} {}", changes.place(pair).name),
        Ok(Verdict::Same) => "same".to_owned(),
        Err(e) => e.error.to_string(),
    };
    changes.pairs().iter().map(verdict).collect()
}

fn config_map(name: &str, uid: &str, data: &str) -> String {
    format!(
        r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"{name}","namespace":"n","uid":"{uid}"}},"data":{{"a":"{data}"}}}}"#
    )
}

const A: &str = "/registry/configmaps/n/a";
const B: &str = "/registry/configmaps/n/b";

#[test]
fn equal_bytes_are_never_decoded() {
    // No object at all, so decoding it would be an error.
    let broken = "k8s\0\u{1}broken";
    let x = config_map("b", "1", "x");
    let y = config_map("b", "1", "y");
    let before = [(A, 2, broken), (B, 3, &x)];
    let after = [(A, 2, broken), (B, 4, &y)];
    assert_eq!(
        compare(&before, &after, Options::default()),
        ["changed configmaps b"]
    );
    // Nor if they were written anew.
    let after = [(A, 7, broken), (B, 8, x.as_str())];
    assert_eq!(
        compare(&before, &after, Options::default()),
        ["Bookkeeping a", "Bookkeeping b"]
    );
    let noisy = Options {
        show_noise: true,
        ..Options::default()
    };
    assert_eq!(
        compare(&before, &after, noisy),
        ["changed configmaps a", "changed configmaps b"]
    );
    // What cannot be decoded is named.
    let after = [(A, 7, "k8s\0\u{1}damaged"), (B, 3, x.as_str())];
    let found = compare(&before, &after, Options::default());
    assert!(found[0].contains("/registry/configmaps/n/a"), "{found:?}");
    assert_eq!(found.len(), 1);
}

#[test]
fn another_uid_is_another_object() {
    let (x, y) = (config_map("a", "1", "x"), config_map("a", "2", "x"));
    assert_eq!(
        compare(&[(A, 2, &x)], &[(A, 3, &y)], Options::default()),
        ["recreated configmaps a"]
    );
    let (x, y) = (config_map("a", "1", "x"), config_map("a", "1", "x "));
    assert_eq!(
        compare(&[(A, 2, &x)], &[(A, 3, &y)], Options::default()),
        ["changed configmaps a"]
    );
    let ignore = Options {
        ignore: vec![Pattern::parse("data.a").unwrap()],
        ..Options::default()
    };
    assert_eq!(compare(&[(A, 2, &x)], &[(A, 3, &y)], ignore), ["Ignored a"]);
}

#[test]
fn keys_that_are_no_objects() {
    let x = config_map("a", "1", "x");
    let before = [
        (A, 2, x.as_str()),
        ("/registry/strange/thing", 3, "1"),
        ("/vault/key", 4, "1"),
        ("compact_rev_key", 5, "1"),
    ];
    let after = [
        (A, 2, x.as_str()),
        ("/registry/strange/thing", 6, "2"),
        ("/vault/key", 7, "2"),
        ("compact_rev_key", 8, "2"),
    ];
    assert_eq!(
        compare(&before, &after, Options::default()),
        [
            "changed [strange] strange/thing",
            "changed [not Kubernetes] /vault/key",
            "Bookkeeping compact_rev_key"
        ]
    );
}

#[test]
fn prefixes_need_not_be_the_same() {
    let (x, y) = (config_map("a", "1", "x"), config_map("a", "1", "y"));
    let other = "/kubernetes.io/configmaps/n/a";
    assert_eq!(
        compare(&[(A, 2, &x)], &[(other, 3, &y)], Options::default()),
        ["changed configmaps a"]
    );
    assert!(compare(&[(A, 2, &x)], &[(other, 2, &x)], Options::default()).is_empty());
}

#[test]
fn namespaces_and_names() {
    let (x, y) = (config_map("a", "1", "x"), config_map("b", "1", "y"));
    let (x2, y2) = (config_map("a", "1", "x2"), config_map("b", "1", "y2"));
    let before = [(A, 2, x.as_str()), (B, 3, &y)];
    let after = [(A, 4, x2.as_str()), (B, 5, &y2)];
    let within = |namespace: &str| Options {
        namespace: Some(namespace.to_owned()),
        ..Options::default()
    };
    assert_eq!(compare(&before, &after, within("n")).len(), 2);
    assert!(compare(&before, &after, within("m")).is_empty());
}
