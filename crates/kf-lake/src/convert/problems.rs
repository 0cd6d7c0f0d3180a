//! What could not be read, as rows.

use std::collections::HashSet;

use crate::limits;
use crate::row::{Cell, Row};
use kf_base::error::{Error, ErrorKind};
use kf_base::limits::MAX_PROBLEMS;
use kf_view::View;

/// Problems, each once.
#[derive(Default)]
pub(super) struct Problems {
    seen: HashSet<Error>,
    rows: Vec<Row>,
    notes: Vec<Row>,
    more_notes: u64,
    locked: u64,
    count: u64,
    damaged: bool,
    told: Vec<Error>,
}

impl Problems {
    /// Adds one.
    pub(super) fn add(&mut self, view: &View<'_>, problem: &Error) {
        if !self.seen.insert(problem.clone()) {
            return;
        }
        self.count += 1;
        match problem.kind() {
            ErrorKind::Encrypted => self.locked += 1,
            _ => self.damaged = true,
        }
        if self.told.len() < MAX_PROBLEMS {
            self.told.push(problem.clone());
        }
        self.rows.push(row(Some(view), problem));
    }

    /// Counts what a pass has no words for.
    pub(super) fn left_off(&mut self, count: u64) {
        if count > 0 {
            self.count = self.count.saturating_add(count);
            self.damaged = true;
            let error = Error::corrupt(format!("{count} more problems of this kind"));
            self.rows.push(row(None, &error));
        }
    }

    /// Adds something to know that takes nothing away.
    pub(super) fn note(&mut self, view: &View<'_>, key: &[u8], text: &str) {
        if self.notes.len() >= limits::BATCH_ROWS * 64 {
            self.more_notes += 1;
            return;
        }
        let note = Error::unsupported(text).at_key(key);
        let mut row = row(Some(view), &note);
        if let Some(class) = row.first_mut() {
            *class = Cell::Text("note".to_owned());
        }
        self.notes.push(row);
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

    pub(super) fn into_rows(mut self) -> Vec<Row> {
        self.rows.append(&mut self.notes);
        if self.more_notes > 0 {
            let error = Error::limit(format!("{} more notes", self.more_notes));
            let mut row = row(None, &error);
            if let Some(class) = row.first_mut() {
                *class = Cell::Text("note".to_owned());
            }
            self.rows.push(row);
        }
        self.rows
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
