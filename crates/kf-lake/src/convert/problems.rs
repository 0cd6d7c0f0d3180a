//! What could not be read, as rows.

use std::collections::HashSet;
use std::hash::{Hash as _, Hasher};

use sha2::{Digest as _, Sha256};

use super::Output;
use crate::limits;
use crate::row::{Cell, Row};
use crate::schema::Table;
use kf_base::count::counted;
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::limits::MAX_PROBLEMS;
use kf_view::View;

/// Problems, each once. Their rows are written as they come.
#[derive(Default)]
pub(super) struct Problems {
    seen: HashSet<Seen>,
    notes: usize,
    more_notes: u64,
    locked: u64,
    count: u64,
    damaged: bool,
    told: Vec<Error>,
}

impl Problems {
    /// Adds one, if it was not told before.
    ///
    /// # Errors
    /// Those of the output.
    pub(super) fn add(
        &mut self,
        view: &View<'_>,
        problem: &Error,
        out: &mut Output<'_, '_>,
    ) -> Result<()> {
        match self.seen.insert(Seen::of(problem)) {
            true => self.write(view, problem, out),
            false => Ok(()),
        }
    }

    /// Adds one of an object, of which nobody hears again: there may be as many of them as objects.
    ///
    /// # Errors
    /// Those of the output.
    pub(super) fn add_of_object(
        &mut self,
        view: &View<'_>,
        problem: &Error,
        out: &mut Output<'_, '_>,
    ) -> Result<()> {
        match self.seen.contains(&Seen::of(problem)) {
            true => Ok(()),
            false => self.write(view, problem, out),
        }
    }

    fn write(&mut self, view: &View<'_>, problem: &Error, out: &mut Output<'_, '_>) -> Result<()> {
        self.count += 1;
        match problem.kind() {
            ErrorKind::Encrypted => self.locked += 1,
            _ => self.damaged = true,
        }
        if self.told.len() < MAX_PROBLEMS {
            self.told.push(problem.clone());
        }
        out.sorted(Table::Problems, row(Some(view), problem))
    }

    /// Counts what a pass has no words for.
    ///
    /// # Errors
    /// Those of the output.
    pub(super) fn left_off(&mut self, count: u64, out: &mut Output<'_, '_>) -> Result<()> {
        if count == 0 {
            return Ok(());
        }
        self.count = self.count.saturating_add(count);
        self.damaged = true;
        let error = Error::corrupt(format!(
            "{} of this kind",
            counted(count, "more problem", "more problems")
        ));
        out.sorted(Table::Problems, row(None, &error))
    }

    /// Adds something to know that takes nothing away.
    ///
    /// # Errors
    /// Those of the output.
    pub(super) fn note(
        &mut self,
        view: &View<'_>,
        key: &[u8],
        text: &str,
        out: &mut Output<'_, '_>,
    ) -> Result<()> {
        if self.notes >= limits::MAX_NOTES {
            self.more_notes += 1;
            return Ok(());
        }
        self.notes += 1;
        let note = Error::unsupported(text).at_key(key);
        out.sorted(Table::Problems, as_note(row(Some(view), &note)))
    }

    /// Whether anything is damaged.
    pub(super) fn damaged(&self) -> bool {
        self.damaged
    }

    /// How many there are, without notes.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// How many values no key opened.
    pub(super) fn locked(&self) -> u64 {
        self.locked
    }

    /// The first few.
    pub(super) fn told(&mut self) -> Vec<Error> {
        std::mem::take(&mut self.told)
    }

    /// Writes what is to be said in the end.
    ///
    /// # Errors
    /// Those of the output.
    pub(super) fn finish(self, out: &mut Output<'_, '_>) -> Result<()> {
        if self.more_notes == 0 {
            return Ok(());
        }
        let error = Error::limit(counted(self.more_notes, "more note", "more notes"));
        out.sorted(Table::Problems, as_note(row(None, &error)))
    }
}

/// The row of something that takes nothing away.
fn as_note(mut row: Row) -> Row {
    if let Some(class) = row.first_mut() {
        *class = Cell::Text("note".to_owned());
    }
    row
}

/// A problem by its digest, which is shorter than its words.
#[derive(PartialEq, Eq, Hash)]
struct Seen([u8; 16]);

impl Seen {
    fn of(problem: &Error) -> Self {
        let mut sum = Sum(Sha256::new());
        problem.hash(&mut sum);
        let sum = sum.0.finalize();
        Self(sum.first_chunk().copied().unwrap_or_default())
    }
}

struct Sum(Sha256);

impl Hasher for Sum {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// The row of a problem; without a view nothing is said of what its key names.
pub(super) fn row(view: Option<&View<'_>>, problem: &Error) -> Row {
    let at = problem.location();
    let place = view.zip(at.key.as_deref()).map(|(view, key)| {
        let located = view.locate(key);
        let kind = view.place_of_key(key);
        (kind, located.map(|l| l.name.to_owned()))
    });
    let (kind, name) = place.map_or((None, None), |(kind, name)| (Some(kind), name));
    let namespace = kind.as_ref().map(|k| k.namespace.clone());
    let key = at.key.as_deref().map(String::from_utf8_lossy);
    vec![
        Cell::Text(problem.kind().name().to_owned()),
        Cell::text(key),
        Cell::text(kind.map(|k| k.kind)),
        Cell::text(namespace.filter(|n| !n.is_empty())),
        Cell::text(name),
        at.page.map_or(Cell::Null, Cell::count),
        at.revision
            .map_or(Cell::Null, |(main, _)| Cell::known(main)),
        Cell::Text(problem.message().to_owned()),
    ]
}
