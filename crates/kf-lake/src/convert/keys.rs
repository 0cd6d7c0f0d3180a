//! Rows of the keys of etcd, which are told without decoding a value.

use hashbrown::HashMap;

use super::Output;
use super::parts::Spread;
use super::problems::Problems;
use super::snapshot::KeyFacts;
use crate::row::Cell;
use crate::schema::Table;
use kf_base::error::Result;
use kf_resource::Resource;
use kf_view::{KeyUsage, View};

/// Writes the rows, and tells what all keys came to.
pub(super) fn write(
    view: &View<'_>,
    spread: &Spread<'_>,
    at_once: u64,
    out: &mut Output<'_, '_>,
    problems: &mut Problems,
) -> Result<KeyFacts> {
    let parts = spread.cut(at_once, Some);
    let mut facts = KeyFacts::default();
    let mut words = Words::new();
    for part in 0..parts.len() {
        let usage = view.usage_where(|key| parts.has(part, &key));
        // Each pass meets all records: what is no key's own is told by the first.
        if part == 0 {
            for problem in usage.problems.list() {
                problems.add(view, problem, out)?;
            }
            problems.left_off(usage.problems.left_off(), out)?;
            facts.first_revision = usage.first_revision;
            facts.encrypted = usage.encrypted.iter().map(|(by, _)| by.clone()).collect();
        }
        for key in &usage.sorted() {
            facts.live += u64::from(key.live);
            if out.wants(Table::Keys) {
                out.row(Table::Keys, &row(view, &mut words, key))?;
            }
        }
    }
    out.done(Table::Keys)?;
    Ok(facts)
}

/// The words for types, each made once.
type Words = HashMap<*const Resource, String>;

fn row<'r>(view: &'r View<'_>, words: &'r mut Words, key: &'r KeyUsage<'_>) -> [Cell<'r>; 9] {
    let (kind, namespace, name) = match view.locate_known(key.key) {
        // A view keeps each resource at one place.
        Some(l) => {
            let word = words.entry(std::ptr::from_ref(l.resource));
            let word = word.or_insert_with(|| l.resource.group_resource());
            (Cell::Str(word), Cell::str(l.namespace), Some(l.name))
        }
        None => {
            let place = view.place_of_key(key.key);
            let namespace = Some(place.namespace).filter(|n| !n.is_empty());
            let name = view.locate(key.key).map(|l| l.name);
            (Cell::Text(place.kind), Cell::text(namespace), name)
        }
    };
    [
        Cell::lossy(key.key),
        kind,
        namespace,
        Cell::str(name),
        Cell::Bool(key.live),
        Cell::count(key.live_bytes),
        Cell::count(key.history_bytes),
        Cell::count(key.revisions),
        Cell::known(key.lease),
    ]
}
