//! Rows as `COPY public.kine (id, ...) FROM stdin;` has them: a line for each, columns between tabs,
//! until a line `\.`.

use super::lexer::Fault;
use super::literal::{Column, Literals};
use super::{Places, Script, Stop, escapes};
use crate::kine::COLUMNS;
use kf_base::error::Error;
use kf_base::limits::MAX_SQL_COLUMNS;

impl Script<'_> {
    /// Takes the statement and the lines behind it.
    pub(super) fn copy(&mut self) -> Result<(), Stop> {
        let at = self.lexer.at();
        let stopped = |fault| Stop::Fault(at, fault);
        let (name, kine) = self.is_kine().map_err(stopped)?;
        let columns = self.column_names().map_err(stopped)?;
        let inline = self.lexer.words(&[b"FROM", b"stdin"]);
        if kine && !inline {
            return Err(Stop::Limit(
                Error::unsupported(
                    "the rows of the table kine are not in this file: it is the script of a dump in \
                     another form of pg_dump's",
                )
                .hint("run `pg_restore -f dump.sql` on that dump and give kf the result"),
            ));
        }
        if kine && self.lexer.peek() != Some(b';') {
            return Err(Stop::Limit(
                Error::unsupported("COPY of the table kine has options that kf does not know")
                    .hint("make the dump with pg_dump"),
            ));
        }
        self.lexer.pass().map_err(stopped)?;
        if !inline {
            return Ok(());
        }
        let places = if kine {
            self.of_one_table(name)?;
            let columns = columns.unwrap_or_else(|| self.columns.clone());
            Some(self.places(&columns, at)?)
        } else {
            None
        };
        // Where lines end with CR LF, this one does.
        let returned = self.lexer.line_text().ends_with(b"\r");
        let mut literals = Literals::default();
        loop {
            let at = self.lexer.at();
            let rest = self.lexer.rest();
            let Some(end) = rest.iter().position(|b| *b == b'\n') else {
                self.lexer.skip(rest.len());
                return match rest.trim_ascii_end() {
                    b"\\." => Ok(()),
                    _ => Err(Stop::Fault(at, Fault::End)),
                };
            };
            self.lexer.skip(end.saturating_add(1));
            let line = rest.get(..end).unwrap_or_default();
            let line = match line.strip_suffix(b"\r") {
                Some(line) if returned => line,
                _ => line,
            };
            if line == b"\\." {
                return Ok(());
            }
            let Some(places) = &places else { continue };
            literals.clear();
            match columns_of(line, places, &mut literals) {
                Ok(()) => self.row(at, places, &mut literals)?,
                Err(fault) => self.wrong(at, fault.text()),
            }
        }
    }
}

fn columns_of(line: &[u8], places: &Places, literals: &mut Literals) -> super::lexer::Result<()> {
    let columns = line.split(|b| *b == b'\t').take(MAX_SQL_COLUMNS);
    for (index, column) in columns.enumerate() {
        let name = places
            .at
            .iter()
            .zip(COLUMNS)
            .find(|(place, _)| **place == index);
        let text = matches!(name, None | Some((_, "name" | "value")));
        literals.push(|out| {
            if column == b"\\N" {
                return Ok(Some(Column::Null));
            }
            let number = str::from_utf8(column).ok().and_then(|n| n.parse().ok());
            if let (false, Some(number)) = (text, number) {
                return Ok(Some(Column::Integer(number)));
            }
            // No quotation mark is doubled here: a byte that a tab-separated column cannot hold.
            escapes::postgres(column, b'\t', out);
            Ok(None)
        })?;
    }
    Ok(())
}
