//! Rows of the keys of etcd, which are told without decoding a value.

use super::Output;
use super::problems::Problems;
use super::snapshot::KeyFacts;
use crate::row::Cell;
use crate::schema::Table;
use kf_base::error::Result;
use kf_view::View;

/// Writes the rows, and tells what all keys came to.
pub(super) fn write(
    view: &View<'_>,
    out: &mut Output<'_, '_>,
    problems: &mut Problems,
) -> Result<KeyFacts> {
    let usage = view.usage();
    for problem in usage.problems.list() {
        problems.add(view, problem);
    }
    problems.left_off(usage.problems.left_off());
    let mut live = 0;
    for key in &usage.keys {
        live += u64::from(key.live);
        if !out.wants(Table::Keys) {
            continue;
        }
        let place = view.place_of_key(key.key);
        let name = view.locate(key.key).map(|l| l.name.to_owned());
        out.row(
            Table::Keys,
            &vec![
                Cell::Text(String::from_utf8_lossy(key.key).into_owned()),
                Cell::Text(place.kind),
                Cell::text(Some(place.namespace).filter(|n| !n.is_empty())),
                Cell::text(name),
                Cell::Bool(key.live),
                Cell::count(key.live_bytes),
                Cell::count(key.history_bytes),
                Cell::count(key.revisions),
                Cell::known(key.lease),
            ],
        )?;
    }
    Ok(KeyFacts {
        live,
        first_revision: usage.first_revision,
        encrypted: usage.encrypted.into_iter().map(|(by, _)| by).collect(),
    })
}
