//! What is read of dumps, and what is said of those that are cut or changed.

mod etcdctl;
mod key_files;
mod sql;

use super::*;
use crate::etcd::{Kept, Store, Want};

/// A key with its numbers and value, as shown by a store.
type Row = (String, [i64; 4], Vec<u8>);

fn rows(dump: &Dump) -> Vec<Row> {
    let store = Store::of_overlay(dump.overlay(), Vec::new());
    let latest = store.latest(None, &Want::all()).unwrap();
    let rows = latest.records.iter().map(|r| {
        (
            String::from_utf8_lossy(r.key).into_owned(),
            [r.create_revision, r.mod_revision, r.version, r.lease],
            r.value.to_vec(),
        )
    });
    rows.collect()
}

fn row(key: &str, numbers: [i64; 4], value: &[u8]) -> Row {
    (key.to_owned(), numbers, value.to_vec())
}

fn kept(dump: &Dump) -> (Kept, i64) {
    let store = Store::of_overlay(dump.overlay(), Vec::new());
    (store.kept(), store.revision())
}

/// What is said of a dump, by its reader and by a check of its records.
fn said(dump: &Dump) -> Vec<String> {
    let mut said: Vec<String> = dump
        .problems()
        .list()
        .iter()
        .map(Error::to_string)
        .collect();
    let store = Store::of_overlay(dump.overlay(), Vec::new());
    store.check(&mut |e| said.push(e.to_string()));
    said
}

#[track_caller]
fn one(dump: &Dump, wanted: &str) {
    let said = said(dump);
    assert!(
        matches!(said.as_slice(), [one] if one.contains(wanted)),
        "{said:?}"
    );
}

fn read(form: DumpForm, bytes: &[u8]) -> Result<Dump> {
    Dump::read(Source {
        form,
        bytes,
        files: &KeyFiles::default(),
    })
}

/// A dump cut anywhere before its `end` says so, and what is still read of it is what it was.
fn cut_anywhere(form: DumpForm, whole: &[u8], end: &[u8], step: usize) {
    let all = rows(&read(form, whole).unwrap());
    let at = whole.windows(end.len()).rposition(|window| window == end);
    let end = at.unwrap() + end.len();
    for length in (1..end).step_by(step) {
        let Ok(dump) = read(form, whole.get(..length).unwrap()) else {
            continue;
        };
        assert!(!dump.problems().is_empty(), "nothing is said at {length}");
        for row in rows(&dump) {
            // An SQL dump may end before the newest row of a key.
            let known = all.contains(&row) || matches!(form, DumpForm::Sql(_));
            assert!(known, "{row:?} at {length}");
        }
    }
}
