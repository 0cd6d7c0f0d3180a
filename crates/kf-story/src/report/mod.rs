//! The page that a person hands in: what the files are, what changed and when, what rules found.
//!
//! The page needs nothing else: its pictures are SVG, it works without scripts and asks for nothing
//! from anywhere, and its policy forbids it to. All text out of snapshots is escaped. It holds no
//! clock and no name of who ran it, so that the same files make the same page.

mod page;
mod plot;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use kf_base::limits::MAX_REPORT_ROWS;
use kf_base::time::Timestamp;
use kf_view::KeyOperation;

use crate::clock::Clock;
use crate::story::Story;
use crate::suspects::Suspects;
use crate::walk::Seen;

pub use page::write;

/// What one change adds to the pictures.
#[derive(Clone, Copy, Debug)]
struct Mark {
    revision: i64,
    operation: KeyOperation,
}

/// An object that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Gone {
    revision: i64,
    created: Option<i64>,
    what: String,
}

/// Counts and sizes of a kind or a namespace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    changes: u64,
    bytes: u64,
}

/// What is counted for the page while rules look at the changes.
#[derive(Debug, Default)]
pub struct Tally {
    marks: Vec<Mark>,
    kinds: BTreeMap<String, Sum>,
    namespaces: BTreeMap<String, Sum>,
    managers: BTreeMap<String, u64>,
    gone: Vec<Gone>,
    deleted: u64,
}

impl Tally {
    /// Counts a change.
    pub fn see(&mut self, seen: &Seen<'_, '_>) {
        let record = &seen.change.record;
        self.marks.push(Mark {
            revision: record.revision.main,
            operation: seen.change.operation,
        });
        let size = u64::try_from(record.value.len()).unwrap_or(u64::MAX);
        add(
            &mut self.kinds,
            seen.place.resource,
            Sum {
                changes: 1,
                bytes: size,
            },
        );
        let namespace = seen.place.namespace.unwrap_or("(none)");
        add(
            &mut self.namespaces,
            namespace,
            Sum {
                changes: 1,
                bytes: size,
            },
        );
        if let Some(manager) = seen.author().manager {
            match self.managers.get_mut(&manager.name) {
                Some(count) => *count = count.saturating_add(1),
                None => {
                    self.managers.insert(manager.name, 1);
                }
            }
        }
        // Events come and go by themselves.
        let is_event = seen.place.resource.starts_with("events");
        if seen.change.operation == KeyOperation::Deleted && !is_event {
            self.deleted = self.deleted.saturating_add(1);
            if self.gone.len() < MAX_REPORT_ROWS {
                self.gone.push(gone(seen));
            }
        }
    }

    /// Adds what another thread counted.
    pub fn append(&mut self, other: &mut Self) {
        self.marks.append(&mut other.marks);
        for (name, sum) in std::mem::take(&mut other.kinds) {
            add(&mut self.kinds, &name, sum);
        }
        for (name, sum) in std::mem::take(&mut other.namespaces) {
            add(&mut self.namespaces, &name, sum);
        }
        for (name, count) in std::mem::take(&mut other.managers) {
            let held = self.managers.entry(name).or_default();
            *held = held.saturating_add(count);
        }
        self.gone.append(&mut other.gone);
        self.deleted = self
            .deleted
            .saturating_add(std::mem::take(&mut other.deleted));
    }

    /// Puts what threads counted into the order of revisions.
    fn sort(&mut self) {
        self.marks.sort_unstable_by_key(|mark| mark.revision);
        self.gone.sort_unstable_by_key(|gone| gone.revision);
        self.gone.truncate(MAX_REPORT_ROWS);
    }
}

fn add(to: &mut BTreeMap<String, Sum>, name: &str, more: Sum) {
    let sum = match to.get_mut(name) {
        Some(sum) => sum,
        None => to.entry(name.to_owned()).or_default(),
    };
    sum.changes = sum.changes.saturating_add(more.changes);
    sum.bytes = sum.bytes.saturating_add(more.bytes);
}

fn gone(seen: &Seen<'_, '_>) -> Gone {
    let name = match (seen.place.namespace, seen.place.name) {
        (_, "") => String::from_utf8_lossy(seen.change.record.key).into_owned(),
        (Some(namespace), name) => format!("{namespace}/{name}"),
        (None, name) => name.to_owned(),
    };
    Gone {
        revision: seen.change.record.revision.main,
        created: seen.change.before.map(|record| record.create_revision),
        what: format!("{} {name}", seen.place.resource),
    }
}

/// A file as the page tells of it.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Its name.
    pub name: String,
    /// SHA-256, bytes.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// What it is: form, versions, revisions, in words.
    pub told: Vec<(String, String)>,
}

/// A heading with rows below it.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// A sentence below it.
    pub note: String,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// All that the page tells.
#[derive(Debug)]
pub struct Page<'p, 'v, 's> {
    /// The changes.
    pub story: &'p Story<'v, 's>,
    /// What rules found in them.
    pub suspects: &'p Suspects,
    /// What was counted.
    pub tally: Tally,
    /// The files.
    pub files: Vec<Evidence>,
    /// What the caller adds: Secrets, members, encryption.
    pub sections: Vec<Section>,
    /// What could not be read, or is left out.
    pub limits: Vec<String>,
    /// kf's version.
    pub version: &'p str,
}

/// A bucket of the timeline: when it begins, and how many changes of each operation it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bucket {
    from: i64,
    created: u64,
    updated: u64,
    deleted: u64,
}

/// Columns of the timeline.
const BUCKETS: i64 = 120;

/// Counts changes by time; those that nothing bounds are left out.
fn buckets(marks: &[Mark], clock: &Clock) -> Vec<Bucket> {
    let time = |mark: &Mark| -> Option<i64> {
        let bracket = clock.bracket(mark.revision);
        let bound: Option<Timestamp> = bracket.not_before.or(bracket.not_after);
        bound.map(|time| time.seconds)
    };
    let times: Vec<(i64, KeyOperation)> = marks
        .iter()
        .filter_map(|mark| Some((time(mark)?, mark.operation)))
        .collect();
    let first = times.iter().map(|(t, _)| *t).min();
    let last = times.iter().map(|(t, _)| *t).max();
    let (Some(first), Some(last)) = (first, last) else {
        return Vec::new();
    };
    let span = last.saturating_sub(first).saturating_add(1);
    let width = span.saturating_add(BUCKETS - 1) / BUCKETS;
    let many = span.saturating_add(width - 1) / width;
    let mut buckets: Vec<Bucket> = (0..many)
        .map(|i| Bucket {
            from: first.saturating_add(i.saturating_mul(width)),
            ..Bucket::default()
        })
        .collect();
    for (time, operation) in times {
        let at = usize::try_from(time.saturating_sub(first) / width).unwrap_or(0);
        let Some(bucket) = buckets.get_mut(at) else {
            continue;
        };
        let count = match operation {
            KeyOperation::Created | KeyOperation::Recreated => &mut bucket.created,
            KeyOperation::Updated => &mut bucket.updated,
            KeyOperation::Deleted => &mut bucket.deleted,
        };
        *count = count.saturating_add(1);
    }
    buckets
}
