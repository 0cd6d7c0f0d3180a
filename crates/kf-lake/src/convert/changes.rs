//! Rows of the changes that a snapshot still holds.

use std::sync::Arc;

use super::parts;
use super::places::Mappings;
use super::problems::Problems;
use super::{Options, Output, threads};
use crate::limits::{CHANGES_AT_A_TIME, MAX_PARTS};
use crate::row::Cell;
use crate::schema::Table;
use kf_base::error::Result;
use kf_base::threads::in_order;
use kf_file::etcd::Record;
use kf_view::author::{Author, author, changed};
use kf_view::{KeyChange, KeyOperation, Mapping, Object, ReadOptions, View};

/// A change with its type, if that is known.
struct Step<'s> {
    change: KeyChange<'s>,
    mapping: Option<Arc<Mapping>>,
    namespace: Option<&'s str>,
    name: Option<&'s str>,
}

/// Writes the rows, oldest first, and holds the keys of so many records at once.
pub(super) fn write(
    view: &View<'_>,
    options: &Options<'_>,
    out: &mut Output<'_, '_>,
    problems: &mut Problems,
    at_once: u64,
) -> Result<()> {
    let mut mappings = Mappings::default();
    let mut steps = Vec::new();
    let parts = parts::number(view.records(), at_once).min(MAX_PARTS);
    view.each_change(parts, options.scratch, |change| {
        let change = match change {
            Ok(change) => change,
            Err(e) => return problems.add(view, &e, out),
        };
        let located = view.locate(change.record.key);
        let mapping = located.and_then(|l| mappings.of(view, l.resource).cloned());
        let (namespace, name) = located.map_or((None, None), |l| (l.namespace, Some(l.name)));
        let step = Step {
            change,
            mapping,
            namespace,
            name,
        };
        if !options.changes {
            return out.row(Table::Revisions, &row(&step, &Detail::default()));
        }
        steps.push(step);
        match steps.len() {
            CHANGES_AT_A_TIME => flush(view, options, &mut steps, out),
            _ => Ok(()),
        }
    })?;
    flush(view, options, &mut steps, out)
}

fn flush<'s>(
    view: &View<'s>,
    options: &Options<'_>,
    steps: &mut Vec<Step<'s>>,
    out: &mut Output<'_, '_>,
) -> Result<()> {
    let weigh = |step: &Step<'s>| {
        let before = step.change.before.map_or(0, |b| b.value.len());
        before.saturating_add(step.change.record.value.len())
    };
    let gather = |share: &mut Vec<Detail>, step: &Step<'s>| share.push(detail(view, step));
    let mut at = steps.iter();
    let take = |share: &mut Vec<Detail>| {
        let mut told = share.drain(..).zip(&mut at);
        told.try_for_each(|(detail, step)| out.row(Table::Revisions, &row(step, &detail)))
    };
    in_order(steps, threads(options), weigh, gather, take)?;
    steps.clear();
    Ok(())
}

/// What the states around a change tell.
#[derive(Default)]
struct Detail {
    author: Author,
    paths: Option<Vec<String>>,
}

fn row<'r>(step: &'r Step<'_>, detail: &'r Detail) -> [Cell<'r>; 15] {
    let change = &step.change;
    let record = &change.record;
    let Detail { author, paths } = detail;
    let manager = author.manager.as_ref();
    let subresource = manager
        .map(|m| m.subresource.as_str())
        .filter(|s| !s.is_empty());
    let resource = step.mapping.as_ref().map(|mapping| mapping.resource());
    [
        Cell::known(record.revision.main),
        Cell::Int(record.revision.sub),
        Cell::lossy(record.key),
        Cell::str(resource.map(|r| &*r.group)),
        Cell::str(resource.map(|r| &*r.plural)),
        Cell::str(step.namespace),
        Cell::str(step.name),
        Cell::Str(change.operation.name()),
        change
            .before
            .map_or(Cell::Null, |b| Cell::Int(b.revision.main)),
        Cell::count(record.value.len()),
        Cell::time_in(author.time.as_deref()),
        Cell::str(manager.map(|m| m.name.as_str())),
        Cell::str(manager.map(|m| m.operation.as_str())),
        Cell::str(subresource),
        paths.clone().map_or(Cell::Null, Cell::Texts),
    ]
}

/// Who made a change, when, and what changed. A state that cannot be read tells nothing here: what is
/// wrong with it is told of the newest state alone.
fn detail<'s>(view: &View<'s>, step: &Step<'s>) -> Detail {
    let Some(mapping) = &step.mapping else {
        return Detail::default();
    };
    let read = ReadOptions {
        managed_fields: true,
        ..ReadOptions::default()
    };
    let state = |record: &Record<'s>| -> Option<Object<'s>> {
        let put = Some(record).filter(|r| !r.tombstone)?;
        view.object(mapping, *put, read).ok()
    };
    let Some(after) = state(&step.change.record) else {
        return Detail::default();
    };
    let before = step.change.before.as_ref().and_then(state);
    let operation = step.change.operation;
    let author = author(operation, before.as_ref().map(|o| &o.value), &after.value);
    let paths = before
        .filter(|_| operation == KeyOperation::Updated)
        .map(|before| {
            changed(&before.value, &after.value)
                .iter()
                .map(ToString::to_string)
                .collect()
        });
    Detail { author, paths }
}
