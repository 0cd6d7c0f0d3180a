//! Rows of the table out of another place than a database: a dump of one.

use rusqlite::types::ValueRef;

use super::Reader;
use super::row::Row;
use crate::etcd::{Overlay, Problems};
use kf_base::error::Error;

/// The columns that are read, in the order in which [`Rows::take`] has them.
pub(crate) const COLUMNS: [&str; 8] = [
    "id",
    "name",
    "created",
    "deleted",
    "create_revision",
    "prev_revision",
    "lease",
    "value",
];

/// Rows as they come in, in any order.
#[derive(Default)]
pub(crate) struct Rows(Reader);

impl Rows {
    /// Takes a row by the rules that hold for those of a database; returns its id.
    pub(crate) fn take(&mut self, columns: &[ValueRef<'_>; COLUMNS.len()]) -> Option<i64> {
        let column = |at: usize| columns.get(at).copied().unwrap_or(ValueRef::Null);
        let row: Result<Row<'_>, std::convert::Infallible> = Row::of(|at| Ok(column(at)));
        let row = match row {
            Ok(row) => row,
            Err(never) => match never {},
        };
        let Some(id) = row.id else {
            self.0.problems.push(|| {
                let found = row.id_type;
                Error::corrupt(format!("a row's id is {found}, it should be a number"))
            });
            return None;
        };
        self.0.take(id, &row);
        Some(id)
    }

    /// Adds a problem of what the rows come from.
    pub(crate) fn problem(&mut self, problem: impl FnOnce() -> Error) {
        self.0.problems.push(problem);
    }

    /// Returns what the rows are together, and what could not be read.
    pub(crate) fn finish(self) -> (Overlay, Problems) {
        let kine = self.0.finish();
        (kine.overlay, kine.problems)
    }
}
