//! The pages that a person hands in: what the files are, what changed and when, what rules found; and
//! beside it the history of the objects that it speaks of.
//!
//! They need nothing else: their pictures are SVG, they work without scripts and ask for nothing
//! from anywhere, and their policy forbids them to. All text out of snapshots is escaped. They hold no
//! clock and no name of who ran it, so that the same files make the same pages.

mod history;
mod page;
mod plot;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use kf_base::limits::MAX_REPORT_ROWS;
use kf_base::time::{Timestamp, rfc3339_nano_text};
use kf_view::KeyOperation;

use crate::clock::Clock;
use crate::story::Story;
use crate::suspects::Suspects;
use crate::walk::Seen;

pub use history::HISTORY;
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

/// The changes of a kind.
#[derive(Debug, Default)]
struct OfKind {
    sum: Sum,
    marks: Vec<Mark>,
}

/// What is counted for the page while rules look at the changes.
#[derive(Debug, Default)]
pub struct Tally {
    kinds: BTreeMap<String, OfKind>,
    namespaces: BTreeMap<String, Sum>,
    managers: BTreeMap<String, u64>,
    gone: Vec<Gone>,
    deleted: u64,
}

impl Tally {
    /// Counts a change.
    pub fn see(&mut self, seen: &Seen<'_, '_>) {
        let record = &seen.change.record;
        let sum = Sum {
            changes: 1,
            bytes: u64::try_from(record.value.len()).unwrap_or(u64::MAX),
        };
        let mark = Mark {
            revision: record.revision.main,
            operation: seen.change.operation,
        };
        add_marks(&mut self.kinds, seen.place.resource, sum, [mark]);
        let namespace = seen.place.namespace.unwrap_or("(none)");
        add(&mut self.namespaces, namespace, sum);
        if let Some(manager) = &seen.author().manager {
            match self.managers.get_mut(&manager.name) {
                Some(count) => *count = count.saturating_add(1),
                None => {
                    self.managers.insert(manager.name.clone(), 1);
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
        for (name, more) in std::mem::take(&mut other.kinds) {
            add_marks(&mut self.kinds, &name, more.sum, more.marks);
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
        for kind in self.kinds.values_mut() {
            kind.marks.sort_unstable_by_key(|mark| mark.revision);
        }
        self.gone.sort_unstable_by_key(|gone| gone.revision);
        self.gone.truncate(MAX_REPORT_ROWS);
    }
}

impl Sum {
    fn add(&mut self, more: Self) {
        self.changes = self.changes.saturating_add(more.changes);
        self.bytes = self.bytes.saturating_add(more.bytes);
    }
}

fn add_marks(
    to: &mut BTreeMap<String, OfKind>,
    name: &str,
    sum: Sum,
    marks: impl IntoIterator<Item = Mark>,
) {
    let kind = match to.get_mut(name) {
        Some(kind) => kind,
        None => to.entry(name.to_owned()).or_default(),
    };
    kind.sum.add(sum);
    kind.marks.extend(marks);
}

fn add(to: &mut BTreeMap<String, Sum>, name: &str, more: Sum) {
    match to.get_mut(name) {
        Some(sum) => sum.add(more),
        None => to.entry(name.to_owned()).or_default().add(more),
    }
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
    pub rows: Vec<Vec<Cell>>,
}

/// A text in a table, which may lead somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// It.
    pub text: String,
    /// Words that the history of what it names holds.
    pub search: Option<String>,
    /// The revision of the change that it is about.
    pub revision: Option<i64>,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

impl From<i64> for Cell {
    fn from(revision: i64) -> Self {
        Self {
            text: revision.to_string(),
            revision: Some(revision),
            search: None,
        }
    }
}

impl Cell {
    /// A text that leads to the objects whose history has these words.
    #[must_use]
    pub fn leading(text: String, words: &str) -> Self {
        Self {
            text,
            search: Some(words.to_owned()),
            revision: None,
        }
    }
}

/// The pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// The page about the files.
    pub report: String,
    /// The page with the history of objects, which the other one leads to.
    pub history: String,
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

/// A bucket of the timeline: when it begins, its first revision, and how many changes of each
/// operation it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bucket {
    from: i64,
    revision: i64,
    created: u64,
    updated: u64,
    deleted: u64,
}

/// Columns of the timeline.
const BUCKETS: i64 = 360;

/// The time that the timeline spans, cut into columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Axis {
    first: i64,
    /// Seconds of a column.
    width: i64,
    many: i64,
}

/// A bound of a time, which may be unknown.
fn stamp(time: Option<Timestamp>) -> String {
    time.map_or_else(|| "?".to_owned(), |time| rfc3339_nano_text(time, 0))
}

/// The second in which a change was made at the earliest, or else at the latest.
fn second(mark: &Mark, clock: &Clock) -> Option<i64> {
    let bracket = clock.bracket(mark.revision);
    let bound: Option<Timestamp> = bracket.not_before.or(bracket.not_after);
    bound.map(|time| time.seconds)
}

impl Axis {
    /// An axis for these changes; `None` when nothing bounds any of them.
    fn new<'m>(marks: impl Iterator<Item = &'m Mark>, clock: &Clock) -> Option<Self> {
        let (mut first, mut last) = (None, None);
        for time in marks.filter_map(|mark| second(mark, clock)) {
            first = Some(first.map_or(time, |t: i64| t.min(time)));
            last = Some(last.map_or(time, |t: i64| t.max(time)));
        }
        let first = first?;
        let span = last?.saturating_sub(first).saturating_add(1);
        let width = span.saturating_add(BUCKETS - 1) / BUCKETS;
        Some(Self {
            first,
            width,
            many: span.saturating_add(width - 1) / width,
        })
    }

    /// The second after the last column.
    fn end(&self) -> i64 {
        self.first
            .saturating_add(self.width.saturating_mul(self.many))
    }

    /// Counts changes by time; those that nothing bounds are left out.
    fn buckets<'m>(&self, marks: impl Iterator<Item = &'m Mark>, clock: &Clock) -> Vec<Bucket> {
        let mut buckets: Vec<Bucket> = (0..self.many)
            .map(|i| Bucket {
                from: self.first.saturating_add(i.saturating_mul(self.width)),
                ..Bucket::default()
            })
            .collect();
        for mark in marks {
            let time = second(mark, clock);
            let at = time.map(|time| time.saturating_sub(self.first) / self.width);
            let at = at.and_then(|at| usize::try_from(at).ok());
            let Some(bucket) = at.and_then(|at| buckets.get_mut(at)) else {
                continue;
            };
            if bucket.revision == 0 || mark.revision < bucket.revision {
                bucket.revision = mark.revision;
            }
            let count = match mark.operation {
                KeyOperation::Created | KeyOperation::Recreated => &mut bucket.created,
                KeyOperation::Updated => &mut bucket.updated,
                KeyOperation::Deleted => &mut bucket.deleted,
            };
            *count = count.saturating_add(1);
        }
        buckets
    }
}
