//! Rows of the changes that a snapshot still holds.

use std::sync::Arc;

use super::places::Mappings;
use super::problems::Problems;
use super::{Options, Output, threads};
use crate::limits::CHANGES_AT_A_TIME;
use crate::row::{Cell, Row};
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

/// Writes the rows, oldest first.
pub(super) fn write(
    view: &View<'_>,
    options: &Options<'_>,
    out: &mut Output<'_, '_>,
    problems: &mut Problems,
) -> Result<()> {
    let mut mappings = Mappings::default();
    let mut steps = Vec::new();
    for change in view.each_change() {
        let change = match change {
            Ok(change) => change,
            Err(e) => {
                problems.add(view, &e);
                continue;
            }
        };
        let located = view.locate(change.record.key);
        steps.push(Step {
            change,
            mapping: located.and_then(|l| mappings.of(view, l.resource).cloned()),
            namespace: located.and_then(|l| l.namespace),
            name: located.map(|l| l.name),
        });
        if steps.len() == CHANGES_AT_A_TIME {
            flush(view, options, &mut steps, out)?;
        }
    }
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
    let gather = |share: &mut Vec<Row>, step: &Step<'s>| share.push(row(view, options, step));
    let take = |share: &mut Vec<Row>| {
        share
            .drain(..)
            .try_for_each(|row| out.row(Table::Revisions, &row))
    };
    in_order(steps, threads(options), weigh, gather, take)?;
    steps.clear();
    Ok(())
}

fn row<'s>(view: &View<'s>, options: &Options<'_>, step: &Step<'s>) -> Row {
    let change = &step.change;
    let record = &change.record;
    let (author, paths) = match options.changes {
        true => detail(view, step),
        false => (Author::default(), None),
    };
    let manager = author.manager.as_ref();
    let subresource = manager
        .map(|m| m.subresource.as_str())
        .filter(|s| !s.is_empty());
    let resource = step.mapping.as_ref().map(|mapping| mapping.resource());
    vec![
        Cell::known(record.revision.main),
        Cell::Int(record.revision.sub),
        Cell::Text(String::from_utf8_lossy(record.key).into_owned()),
        Cell::text(resource.map(|r| r.group.to_string())),
        Cell::text(resource.map(|r| r.plural.to_string())),
        Cell::text(step.namespace),
        Cell::text(step.name),
        Cell::Text(change.operation.name().to_owned()),
        change
            .before
            .map_or(Cell::Null, |b| Cell::Int(b.revision.main)),
        Cell::count(record.value.len()),
        Cell::time_in(author.time.as_deref()),
        Cell::text(manager.map(|m| m.name.as_str())),
        Cell::text(manager.map(|m| m.operation.as_str())),
        Cell::text(subresource),
        paths.map_or(Cell::Null, Cell::Texts),
    ]
}

/// Who made a change, when, and what changed. A state that cannot be read tells nothing here: what is
/// wrong with it is told of the newest state alone.
fn detail<'s>(view: &View<'s>, step: &Step<'s>) -> (Author, Option<Vec<String>>) {
    let Some(mapping) = &step.mapping else {
        return (Author::default(), None);
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
        return (Author::default(), None);
    };
    let before = step.change.before.as_ref().and_then(state);
    let operation = step.change.operation;
    let told = author(operation, before.as_ref().map(|o| &o.value), &after.value);
    let paths = before
        .filter(|_| operation == KeyOperation::Updated)
        .map(|before| {
            changed(&before.value, &after.value)
                .iter()
                .map(ToString::to_string)
                .collect()
        });
    (told, paths)
}
