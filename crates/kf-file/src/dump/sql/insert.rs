//! Rows as `INSERT INTO kine VALUES (...), (...);`.

use super::lexer::{Fault, Result as Lexed};
use super::literal::Literals;
use super::{Places, Script, Stop};
use kf_base::limits::MAX_SQL_COLUMNS;

impl Script<'_> {
    /// Takes a statement that puts rows into a table; `at` is where it begins.
    pub(super) fn insert(&mut self, at: usize) -> Result<(), Stop> {
        let stopped = |fault| Stop::Fault(at, fault);
        // INSERT IGNORE INTO, INSERT OR REPLACE INTO.
        let mut words = 0_usize;
        while !self.lexer.word().eq_ignore_ascii_case(b"INTO") {
            words = words.saturating_add(1);
            if words > 3 {
                return Err(stopped(Fault::Wrong("INTO is expected")));
            }
        }
        let (name, kine) = self.is_kine().map_err(stopped)?;
        if !kine {
            return self.lexer.pass().map_err(stopped);
        }
        self.of_one_table(name)?;
        let columns = self.column_names().map_err(stopped)?;
        let places = match &columns {
            Some(columns) => self.places(columns, at)?,
            None => self.places(&self.columns, at)?,
        };
        // PostgreSQL's word on columns that it numbers itself.
        for whose in [&b"SYSTEM"[..], b"USER"] {
            self.lexer.words(&[b"OVERRIDING", whose, b"VALUE"]);
        }
        if !self.lexer.words(&[b"VALUES"]) {
            return Err(stopped(Fault::Wrong("VALUES is expected")));
        }
        self.rows_of(&places)
    }

    /// Takes a list of columns, if there is one.
    pub(super) fn column_names(&mut self) -> Lexed<Option<Vec<String>>> {
        if !self.lexer.take(b'(') {
            return Ok(None);
        }
        let mut names = Vec::new();
        loop {
            let name = self.lexer.identifier()?;
            names.push(String::from_utf8_lossy(&name).to_ascii_lowercase());
            if names.len() > MAX_SQL_COLUMNS {
                return Err(Fault::Wrong("more columns than MAX_SQL_COLUMNS"));
            }
            if !self.lexer.take(b',') {
                self.lexer
                    .expect(b')', "a closing parenthesis is expected")?;
                return Ok(Some(names));
            }
        }
    }

    fn rows_of(&mut self, places: &Places) -> Result<(), Stop> {
        let mut literals = Literals::default();
        loop {
            self.lexer.peek();
            let at = self.lexer.at();
            let stopped = |fault| Stop::Fault(at, fault);
            literals.clear();
            match literals.row(&mut self.lexer) {
                Ok(()) => self.row(at, places, &mut literals)?,
                Err(fault) => return Err(stopped(fault)),
            }
            if self.lexer.take(b',') {
                continue;
            }
            return self.lexer.pass().map_err(stopped);
        }
    }
}
