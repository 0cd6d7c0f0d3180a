//! Rows as `COPY public.kine (id, ...) FROM stdin;` has them: a line for each, columns between tabs,
//! until a line `\.`.

use super::lexer::{Fault, Lexer};
use super::literal::{self, Column, Literals};
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
        let mut form = CopyForm::default();
        if kine && !form.options(&mut self.lexer).map_err(stopped)? {
            return Err(Stop::Limit(
                Error::unsupported(
                    "COPY of the table kine has options that kf does not know: it reads DELIMITER, NULL and the format \
                     text",
                )
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
            match columns_of(line, places, &form, &mut literals) {
                Ok(()) => self.row(at, places, &mut literals)?,
                Err(fault) => self.wrong(at, fault.text()),
            }
        }
    }
}

/// How the lines are written.
struct CopyForm {
    /// Between columns.
    delimiter: u8,
    /// What stands for NULL.
    null: Vec<u8>,
}

impl Default for CopyForm {
    fn default() -> Self {
        Self {
            delimiter: b'\t',
            null: b"\\N".to_vec(),
        }
    }
}

impl CopyForm {
    /// Takes the options up to the end of the statement, in parentheses or as they were before PostgreSQL 9; false for
    /// one that is not known.
    fn options(&mut self, lexer: &mut Lexer<'_>) -> super::lexer::Result<bool> {
        lexer.words(&[b"WITH"]);
        let listed = lexer.take(b'(');
        while !matches!(lexer.peek(), Some(b';') | None) {
            if listed && lexer.take(b')') {
                break;
            }
            let option = lexer.word().to_ascii_lowercase();
            lexer.words(&[b"AS"]);
            match option.as_slice() {
                b"delimiter" | b"delimiters" => match literal::text(lexer)?.as_slice() {
                    [byte] => self.delimiter = *byte,
                    _ => return Ok(false),
                },
                b"null" => self.null = literal::text(lexer)?,
                b"format" if lexer.words(&[b"text"]) => {}
                _ => return Ok(false),
            }
            if listed {
                lexer.take(b',');
            }
        }
        Ok(lexer.peek() == Some(b';'))
    }

    /// Cuts a line where a delimiter stands without a backslash before it.
    fn columns<'l>(&self, line: &'l [u8]) -> impl Iterator<Item = &'l [u8]> {
        let (delimiter, mut escaped) = (self.delimiter, false);
        line.split(move |byte| {
            let cuts = *byte == delimiter && !escaped;
            escaped = *byte == b'\\' && !escaped;
            cuts
        })
    }
}

fn columns_of(
    line: &[u8],
    places: &Places,
    form: &CopyForm,
    literals: &mut Literals,
) -> super::lexer::Result<()> {
    let columns = form.columns(line).take(MAX_SQL_COLUMNS);
    for (index, column) in columns.enumerate() {
        let name = places
            .at
            .iter()
            .zip(COLUMNS)
            .find(|(place, _)| **place == index);
        let text = matches!(name, None | Some((_, "name" | "value")));
        literals.push(|out| {
            if column == form.null {
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
