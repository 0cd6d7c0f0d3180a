//! An SQL dump of the table that kine keeps: the rows that [`crate::kine`] reads, as text.
//!
//! ```text
//!  sqlite3 .dump    INSERT INTO kine VALUES(2,'/registry/...',1,0,0,0,0,X'6b3873...',NULL);
//!  pg_dump          COPY public.kine (id, name, ...) FROM stdin;   rows, a column between tabs
//!  pg_dump --inserts, mysqldump, mariadb-dump                      INSERT, many rows in one
//! ```
//!
//! Statements are gone through one after the other on the map, whatever else the dump holds; only
//! the literals of a row are ever decoded, so no length of a line or a statement matters.

mod copy;
mod escapes;
mod insert;
mod lexer;
mod literal;

use std::collections::BTreeSet;

use rusqlite::types::ValueRef;

use crate::etcd::{Overlay, Problems};
use crate::input::SqlDialect;
use crate::kine::{COLUMNS, Rows};
use kf_base::count::counted;
use kf_base::error::{Error, Result};
use kf_base::escape;
use kf_base::limits::{MAX_DUMP_KEYS, MAX_SQL_COLUMNS};
use lexer::{Fault, Lexer};
use literal::Literals;

/// Reads the rows of the table kine.
pub(super) fn read(bytes: &[u8], dialect: SqlDialect) -> Result<(Overlay, Problems)> {
    let mut script = Script {
        lexer: Lexer::new(bytes, dialect),
        dialect,
        database: String::new(),
        table: None,
        // kine's own order (kine `pkg/drivers/*/`): the last column is not read.
        columns: COLUMNS
            .into_iter()
            .chain(["old_value"])
            .map(str::to_owned)
            .collect(),
        rows: Rows::default(),
        ids: BTreeSet::new(),
        begun: 0,
        ended: 0,
        cut: false,
    };
    script.run()?;
    script.finish()
}

/// A dump as it is gone through.
struct Script<'a> {
    lexer: Lexer<'a>,
    dialect: SqlDialect,
    /// The database that statements are about, where the dump says so.
    database: String,
    /// The table whose rows are read, with its database and schema.
    table: Option<String>,
    /// The columns of a row that names none.
    columns: Vec<String>,
    rows: Rows,
    ids: BTreeSet<i64>,
    /// Transactions of sqlite3's that were begun, and ended.
    begun: usize,
    ended: usize,
    /// Whether it was said that the dump ends too early.
    cut: bool,
}

impl Script<'_> {
    /// Goes through all statements.
    fn run(&mut self) -> Result<()> {
        loop {
            let done = match self.statement() {
                Ok(more) => more,
                Err(Stop::Limit(e)) => return Err(e),
                Err(Stop::Fault(at, Fault::End)) => {
                    self.cut = true;
                    self.wrong(at, Fault::End.text());
                    true
                }
                // The rest of a broken statement is passed over.
                Err(Stop::Fault(at, fault)) => {
                    self.wrong(at, fault.text());
                    self.lexer.pass().is_err()
                }
            };
            if done {
                return Ok(());
            }
        }
    }

    /// Takes the next statement; true when there is none.
    fn statement(&mut self) -> std::result::Result<bool, Stop> {
        let Some(first) = self.lexer.peek() else {
            return Ok(true);
        };
        let at = self.lexer.at();
        // Commands of psql and of sqlite3 have a line of their own.
        if matches!(first, b'\\' | b'.') {
            let line = self.lexer.line_text();
            if let Some(name) = line.strip_prefix(b"\\connect ") {
                self.database = String::from_utf8_lossy(name.trim_ascii()).into_owned();
            }
            return Ok(false);
        }
        let word = self.lexer.word().to_ascii_uppercase();
        let stopped = |fault| Stop::Fault(at, fault);
        match word.as_slice() {
            b"INSERT" | b"REPLACE" => return self.insert(at).map(|()| false),
            b"COPY" => return self.copy().map(|()| false),
            b"CREATE" => self.create().map_err(stopped)?,
            b"USE" => {
                let name = self.lexer.identifier().map_err(stopped)?;
                self.database = String::from_utf8_lossy(&name).into_owned();
            }
            b"SET" => self.set(),
            // mysqldump's way of having semicolons in routines.
            b"DELIMITER" => {
                self.lexer.line_text();
                return Ok(false);
            }
            b"BEGIN" => self.begun = self.begun.saturating_add(1),
            b"COMMIT" | b"END" if self.begun > self.ended => {
                self.ended = self.ended.saturating_add(1)
            }
            b"ROLLBACK" => {
                self.ended = self.ended.saturating_add(1);
                self.wrong(
                    at,
                    "sqlite3 met errors when it made the dump: rows may be missing",
                );
            }
            _ => {}
        }
        self.lexer.pass().map_err(stopped)?;
        Ok(false)
    }

    /// Learns whether backslashes mean something in strings: `SET standard_conforming_strings = off`.
    fn set(&mut self) {
        if self.dialect != SqlDialect::Postgres
            || !self.lexer.words(&[b"standard_conforming_strings"])
        {
            return;
        }
        // `=` or `TO`, and the value with or without quotation marks.
        if !self.lexer.take(b'=') {
            self.lexer.word();
        }
        self.lexer.take(b'\'');
        let off = [&b"off"[..], b"false", b"no", b"0"];
        let value = self.lexer.word();
        let off = off.iter().any(|off| value.eq_ignore_ascii_case(off));
        self.lexer.take(b'\'');
        self.lexer.conform(!off);
    }

    /// Learns the order of the columns, if the statement makes the table.
    fn create(&mut self) -> lexer::Result<()> {
        if !self.lexer.word().eq_ignore_ascii_case(b"TABLE") {
            return Ok(());
        }
        self.lexer.words(&[b"IF", b"NOT", b"EXISTS"]);
        if !self.is_kine()?.1 || !self.lexer.take(b'(') {
            return Ok(());
        }
        let mut columns = Vec::new();
        loop {
            let quoted = self.lexer.peek().is_some_and(|b| !b.is_ascii_alphabetic());
            let name = self.lexer.identifier()?;
            let name = String::from_utf8_lossy(&name).to_ascii_lowercase();
            let key = ["primary", "key", "unique", "constraint", "index", "check"];
            if quoted || !key.contains(&name.as_str()) {
                columns.push(name);
            }
            if !self.lexer.next_of_list()? || columns.len() > MAX_SQL_COLUMNS {
                break;
            }
        }
        self.columns = columns;
        Ok(())
    }

    /// Takes the name of a table: what it is with its database, and whether it is kine's.
    fn is_kine(&mut self) -> lexer::Result<(String, bool)> {
        let mut parts = vec![self.database.clone()];
        loop {
            let part = self.lexer.identifier()?;
            parts.push(String::from_utf8_lossy(&part).into_owned());
            if parts.len() > 4 || !self.lexer.take(b'.') {
                break;
            }
        }
        let kine = parts.last().is_some_and(|n| n.eq_ignore_ascii_case("kine"));
        parts.retain(|part| !part.is_empty());
        Ok((parts.join("."), kine))
    }

    /// Sees to it that all rows are of one table.
    fn of_one_table(&mut self, name: String) -> std::result::Result<(), Stop> {
        match &self.table {
            Some(known) if *known != name => Err(Stop::Limit(
                Error::invalid(format!(
                    "the dump has rows of several tables kine: {} and {}",
                    escape::quoted(known.as_bytes()),
                    escape::quoted(name.as_bytes())
                ))
                .hint("make a dump of the one database whose cluster you want"),
            )),
            _ => {
                self.table = Some(name);
                Ok(())
            }
        }
    }

    /// Where each column that is read stands among `names`.
    fn places(&self, names: &[String], at: usize) -> std::result::Result<Places, Stop> {
        let mut places = Places {
            at: [0; COLUMNS.len()],
            count: names.len(),
        };
        for (place, wanted) in places.at.iter_mut().zip(COLUMNS) {
            let found = names.iter().position(|name| name == wanted);
            *place = found.ok_or(Stop::Fault(
                at,
                Fault::Wrong("a column of kine's is missing"),
            ))?;
        }
        Ok(places)
    }

    /// Takes one row.
    fn row(
        &mut self,
        at: usize,
        places: &Places,
        literals: &mut Literals,
    ) -> std::result::Result<(), Stop> {
        // No database takes such a row, and which of its columns is which is not known.
        let count = literals.count();
        if count != places.count {
            let what = format!(
                "a row has {} for {}",
                counted(count, "value", "values"),
                counted(places.count, "column", "columns")
            );
            self.wrong(at, &what);
            return Ok(());
        }
        let value = places.at.last().copied().unwrap_or_default();
        if self.dialect == SqlDialect::Postgres
            && let Err(fault) = literals.bytea(value)
        {
            self.wrong(at, fault.text());
            return Ok(());
        }
        let mut values = [ValueRef::Null; COLUMNS.len()];
        for (column, place) in values.iter_mut().zip(&places.at) {
            *column = literals.value(*place, *place == value);
        }
        let Some(id) = self.rows.take(&values) else {
            return Ok(());
        };
        if !self.ids.insert(id) {
            let what = format!("there was a row {id} before: ids are unique in kine");
            self.wrong(at, &what);
        }
        if self.ids.len() > MAX_DUMP_KEYS {
            return Err(Stop::Limit(Error::limit(format!(
                "the dump has more than {MAX_DUMP_KEYS} rows (MAX_DUMP_KEYS)"
            ))));
        }
        Ok(())
    }

    /// Says what is wrong at a byte of the dump.
    fn wrong(&mut self, at: usize, what: &str) {
        let line = self.lexer.line(at);
        self.rows
            .problem(|| Error::corrupt(format!("line {line} of the dump: {what}")));
    }

    fn finish(mut self) -> Result<(Overlay, Problems)> {
        if self.table.is_none() {
            return Err(Error::unsupported(
                "the SQL dump has no rows of a table kine: it does not hold the state of k3s",
            )
            .hint("make a dump of the database that kine uses, with its data"));
        }
        let marks = self.lexer.marks();
        let cut = match self.dialect {
            SqlDialect::Sqlite => self.begun > self.ended,
            SqlDialect::Postgres | SqlDialect::Mysql => marks.begun > marks.ended,
        };
        if cut && !self.cut {
            let end = match self.dialect {
                SqlDialect::Sqlite => "COMMIT;",
                SqlDialect::Postgres => "-- PostgreSQL database dump complete",
                SqlDialect::Mysql => "-- Dump completed",
            };
            self.rows.problem(|| {
                Error::corrupt(format!(
                    "the dump has no end ({end}): it was cut short, and what changed last is missing"
                ))
                .hint("compare its size with the original, or make it again")
            });
        }
        Ok(self.rows.finish())
    }
}

/// The columns of rows.
struct Places {
    /// Where each column that is read stands.
    at: [usize; COLUMNS.len()],
    /// How many there are.
    count: usize,
}

/// Why a statement was not taken to its end.
enum Stop {
    /// Damage at a byte, for which the statement is passed over.
    Fault(usize, Fault),
    /// The end of all reading.
    Limit(Error),
}
