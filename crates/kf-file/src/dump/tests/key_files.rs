//! Files named by keys, and pairs of files.

use proptest::prelude::*;

use super::*;
use crate::input::KeyFile;

/// Files of these names and contents, one behind the other.
fn files(all: &[(&str, &[u8])]) -> (Vec<u8>, KeyFiles) {
    let mut bytes = Vec::new();
    let mut found = KeyFiles::default();
    for (name, content) in all {
        let start = bytes.len();
        bytes.extend_from_slice(content);
        found.files.push(KeyFile {
            name: (*name).to_owned(),
            range: start..bytes.len(),
            fault: None,
        });
    }
    (bytes, found)
}

fn parse(form: DumpForm, (bytes, files): &(Vec<u8>, KeyFiles)) -> Dump {
    Dump::read(Source { form, bytes, files }).unwrap()
}

#[test]
fn names_are_keys() {
    let mut all = files(&[
        ("/vcluster/snapshot/release", b"{}"),
        ("/registry/a", b"1"),
        ("/registry/b", b""),
    ]);
    let dump = parse(DumpForm::Vcluster, &all);
    assert_eq!(
        rows(&dump),
        [
            row("/registry/a", [0; 4], b"1"),
            row("/registry/b", [0; 4], b""),
            row("/vcluster/snapshot/release", [0; 4], b"{}"),
        ]
    );
    assert_eq!(kept(&dump), (Kept::StateWithoutRevision, 1));
    assert_eq!(said(&dump), [""; 0]);
    let store = Store::of_overlay(dump.overlay(), Vec::new());
    assert!(store.resolve(Some(1)).is_err());
    // A file that is not whole is left out, and named.
    all.1.files[1].fault = Some("it was cut short".to_owned());
    all.1.faults.push("the archive has no end".to_owned());
    let dump = parse(DumpForm::Vcluster, &all);
    assert_eq!(rows(&dump).len(), 2);
    let said = said(&dump);
    assert_eq!(said.len(), 2);
    assert!(said[0].contains("the archive has no end"));
    assert_eq!(said[1], "key \"/registry/a\": entry 2: it was cut short");
    let twice = files(&[("/a", b"old"), ("/b", b"x"), ("/a", b"new")]);
    let dump = parse(DumpForm::Vcluster, &twice);
    one(&dump, "the key stands in entry 1 and again in entry 3");
    assert_eq!(rows(&dump)[0], row("/a", [0; 4], b"new"));
}

#[test]
fn pairs_are_keys_and_values() {
    let pairs = files(&[
        ("b/0.data", b"1"),
        ("b/0.key", b"/a"),
        ("b/1.key", b"/b"),
        ("b/1.data", b"2"),
        ("b/10.key", b"/c"),
        ("b/10.data", b"3"),
    ]);
    let dump = parse(DumpForm::Dbctl, &pairs);
    assert_eq!(
        rows(&dump),
        [
            row("/a", [0; 4], b"1"),
            row("/b", [0; 4], b"2"),
            row("/c", [0; 4], b"3"),
        ]
    );
    one(&dump, "there are no files 2.key to 9.key");
    for (some, what) in [
        (
            files(&[("0.key", b"/a"), ("0.data", b"1"), ("1.key", b"/b")]),
            "file 1.key: there is no 1.data beside it",
        ),
        (
            files(&[("0.key", b"/a"), ("0.data", b"1"), ("1.data", b"2")]),
            "file 1.key: it is missing beside 1.data",
        ),
        (
            files(&[
                ("0.key", b"/a"),
                ("0.data", b"1"),
                ("1.key", b""),
                ("1.data", b"2"),
            ]),
            "file 1.key: it has no key",
        ),
        (
            files(&[("0.key", b"/a"), ("0.data", b"1"), ("0.data", b"1")]),
            "it is there more than once",
        ),
    ] {
        let dump = parse(DumpForm::Dbctl, &some);
        one(&dump, what);
        assert_eq!(rows(&dump), [row("/a", [0; 4], b"1")], "{what}");
    }
}

proptest! {
    #[test]
    fn any_files_do_no_harm(
        all in prop::collection::vec(("(a/)?[0-3]{0,2}\\.(key|data)", prop::collection::vec(any::<u8>(), 0..9)), 0..9),
    ) {
        let all: Vec<(&str, &[u8])> = all.iter().map(|(n, c)| (n.as_str(), c.as_slice())).collect();
        let all = files(&all);
        for form in [DumpForm::Vcluster, DumpForm::Dbctl] {
            let dump = parse(form, &all);
            prop_assert!(rows(&dump).len() <= all.1.files.len());
            let _ = said(&dump);
        }
    }
}
