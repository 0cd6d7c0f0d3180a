//! Rows of the keys of etcd, which are told without decoding a value.

use super::Output;
use super::parts::Spread;
use super::problems::Problems;
use super::snapshot::KeyFacts;
use crate::row::{Cell, Row};
use crate::schema::Table;
use kf_base::error::Result;
use kf_view::{KeyUsage, View};

/// Writes the rows, and tells what all keys came to.
pub(super) fn write(
    view: &View<'_>,
    spread: &Spread<'_>,
    out: &mut Output<'_, '_>,
    problems: &mut Problems,
) -> Result<KeyFacts> {
    let parts = spread.cut(Some);
    let mut facts = KeyFacts::default();
    for part in 0..parts.len() {
        let usage = view.usage_where(|key| parts.has(part, &key));
        // Each pass meets all records: what is no key's own is told by the first.
        if part == 0 {
            for problem in usage.problems.list() {
                problems.add(view, problem);
            }
            problems.left_off(usage.problems.left_off());
            facts.first_revision = usage.first_revision;
            facts.encrypted = usage.encrypted.into_iter().map(|(by, _)| by).collect();
        }
        for key in &usage.keys {
            facts.live += u64::from(key.live);
            if out.wants(Table::Keys) {
                out.row(Table::Keys, &row(view, key))?;
            }
        }
    }
    out.done(Table::Keys)?;
    Ok(facts)
}

fn row(view: &View<'_>, key: &KeyUsage<'_>) -> Row {
    let place = view.place_of_key(key.key);
    let name = view.locate(key.key).map(|l| l.name.to_owned());
    vec![
        Cell::Text(String::from_utf8_lossy(key.key).into_owned()),
        Cell::Text(place.kind),
        Cell::text(Some(place.namespace).filter(|n| !n.is_empty())),
        Cell::text(name),
        Cell::Bool(key.live),
        Cell::count(key.live_bytes),
        Cell::count(key.history_bytes),
        Cell::count(key.revisions),
        Cell::known(key.lease),
    ]
}
