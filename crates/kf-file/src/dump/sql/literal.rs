//! The literals that dumps write, and what they mean.

use std::ops::Range;

use rusqlite::types::ValueRef;

use super::escapes;
use super::lexer::{Fault, Lexer, Result};
use crate::input::SqlDialect;
use kf_base::limits::{MAX_SQL_CALLS, MAX_SQL_COLUMNS, MAX_VALUE_BYTES};

/// A column of a row; bytes are a stretch of the row's own.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Column {
    Null,
    Integer(i64),
    /// A number that is no whole one of 64 bits.
    Real,
    Bytes(Range<usize>),
}

/// A row's literals.
#[derive(Default)]
pub(super) struct Literals {
    columns: Vec<Column>,
    /// The bytes of all columns.
    text: Vec<u8>,
}

impl Literals {
    pub(super) fn clear(&mut self) {
        self.columns.clear();
        self.text.clear();
    }

    /// How many columns there are.
    pub(super) fn count(&self) -> usize {
        self.columns.len()
    }

    /// Adds a column; `fill` adds its bytes.
    pub(super) fn push(
        &mut self,
        fill: impl FnOnce(&mut Vec<u8>) -> Result<Option<Column>>,
    ) -> Result<()> {
        let start = self.text.len();
        let column = fill(&mut self.text)?;
        let column = column.unwrap_or(Column::Bytes(start..self.text.len()));
        self.columns.push(column);
        Ok(())
    }

    /// Returns a column as SQLite would give it out, NULL when the row is shorter. What is text and
    /// what are bytes depends on the database: kine's value is bytes and the rest text in all.
    pub(super) fn value(&self, place: usize, bytes: bool) -> ValueRef<'_> {
        match self.columns.get(place) {
            None | Some(Column::Null) => ValueRef::Null,
            Some(Column::Integer(n)) => ValueRef::Integer(*n),
            Some(Column::Real) => ValueRef::Real(0.0),
            Some(Column::Bytes(range)) => {
                let text = self.text.get(range.clone()).unwrap_or_default();
                match bytes {
                    true => ValueRef::Blob(text),
                    false => ValueRef::Text(text),
                }
            }
        }
    }

    /// Makes the bytes that PostgreSQL's text of a bytea stands for.
    pub(super) fn bytea(&mut self, place: usize) -> Result<()> {
        let Some(Column::Bytes(range)) = self.columns.get_mut(place) else {
            return Ok(());
        };
        let text = self.text.get(range.clone()).unwrap_or_default().to_vec();
        let start = self.text.len();
        escapes::bytea(&text, &mut self.text)?;
        *range = start..self.text.len();
        Ok(())
    }

    /// Takes a row in parentheses.
    pub(super) fn row(&mut self, lexer: &mut Lexer<'_>) -> Result<()> {
        lexer.expect(b'(', "a row is expected")?;
        loop {
            if self.columns.len() >= MAX_SQL_COLUMNS {
                return Err(Fault::Wrong("a row has more columns than MAX_SQL_COLUMNS"));
            }
            self.push(|text| literal(lexer, text, 0))?;
            if !lexer.take(b',') {
                return lexer.expect(b')', "a comma or the end of the row is expected");
            }
        }
    }
}

/// Takes a literal: what it is, or its bytes into `text`.
fn literal(lexer: &mut Lexer<'_>, text: &mut Vec<u8>, depth: usize) -> Result<Option<Column>> {
    if depth > MAX_SQL_CALLS {
        return Err(Fault::Wrong("calls are nested deeper than MAX_SQL_CALLS"));
    }
    let start = text.len();
    let dialect = lexer.dialect();
    match lexer.peek().ok_or(Fault::End)? {
        b'\'' => {
            let escapes = lexer.escapes();
            string(lexer, text, escapes)?;
        }
        b'"' if dialect == SqlDialect::Mysql => string(lexer, text, true)?,
        b'-' | b'+' | b'.' | b'0'..=b'9' => return number(lexer, text),
        _ => {
            let word = lexer.word().to_ascii_lowercase();
            match (word.as_slice(), lexer.rest().first()) {
                (b"null", _) => return Ok(Some(Column::Null)),
                (b"true", _) => return Ok(Some(Column::Integer(1))),
                (b"false", _) => return Ok(Some(Column::Integer(0))),
                (b"x", Some(b'\'')) => {
                    let digits = quoted(lexer, false)?;
                    escapes::hex(digits, text)?;
                }
                (b"e", Some(b'\'')) if dialect == SqlDialect::Postgres => {
                    string(lexer, text, true)?;
                }
                // The character set of the string that follows: bytes are bytes.
                ([b'_', ..], _) if dialect == SqlDialect::Mysql => {
                    return literal(lexer, text, depth.saturating_add(1));
                }
                (b"decode", Some(b'(')) if dialect == SqlDialect::Postgres => {
                    decode(lexer, text, depth)?
                }
                (b"replace", Some(b'(')) => replace(lexer, text, depth)?,
                (b"char", Some(b'(')) => characters(lexer, text)?,
                (b"unistr", Some(b'(')) => {
                    lexer.skip(1);
                    lexer.peek();
                    let inside = quoted(lexer, false)?;
                    let mut plain = Vec::new();
                    escapes::undouble(inside, b'\'', &mut plain);
                    escapes::unistr(&plain, text)?;
                    lexer.expect(b')', "a closing parenthesis is expected")?;
                }
                (b"", None) => return Err(Fault::End),
                _ => return Err(Fault::Wrong("a literal is expected")),
            }
        }
    }
    if text.len().saturating_sub(start) > MAX_VALUE_BYTES {
        return Err(Fault::Wrong("a value is longer than MAX_VALUE_BYTES"));
    }
    if dialect == SqlDialect::Postgres && lexer.rest().starts_with(b"::") {
        lexer.skip(2);
        lexer.word();
    }
    Ok(None)
}

fn number(lexer: &mut Lexer<'_>, text: &mut Vec<u8>) -> Result<Option<Column>> {
    let rest = lexer.rest();
    if let [b'0', b'x' | b'X', digits @ ..] = rest {
        let end = digits.iter().position(|b| !b.is_ascii_hexdigit());
        let digits = digits.get(..end.ok_or(Fault::End)?).unwrap_or_default();
        lexer.skip(digits.len().saturating_add(2));
        escapes::hex(digits, text)?;
        return Ok(None);
    }
    let of_number = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    let end = rest.iter().position(|b| !of_number(b)).ok_or(Fault::End)?;
    lexer.skip(end);
    let digits = str::from_utf8(rest.get(..end).unwrap_or_default()).unwrap_or_default();
    match digits.parse() {
        Ok(number) => Ok(Some(Column::Integer(number))),
        Err(_) if digits.parse::<f64>().is_ok() => Ok(Some(Column::Real)),
        Err(_) => Err(Fault::Wrong("a number is none")),
    }
}

/// Takes what is between the quotation marks, as it stands there.
fn quoted<'a>(lexer: &mut Lexer<'a>, escapes: bool) -> Result<&'a [u8]> {
    let from = lexer.rest();
    if from.first() != Some(&b'\'') && from.first() != Some(&b'"') {
        return Err(Fault::Wrong("a string is expected"));
    }
    let start = lexer.at();
    lexer.pass_string(escapes)?;
    let end = lexer.at().saturating_sub(start).saturating_sub(1);
    Ok(from.get(1..end).unwrap_or_default())
}

/// Takes a string; `with_escapes` says whether backslashes mean something in it.
fn string(lexer: &mut Lexer<'_>, text: &mut Vec<u8>, with_escapes: bool) -> Result<()> {
    let quote = lexer.rest().first().copied().unwrap_or(b'\'');
    let inside = quoted(lexer, with_escapes)?;
    match (with_escapes, lexer.dialect()) {
        (false, _) => escapes::undouble(inside, quote, text),
        (true, SqlDialect::Mysql) => escapes::mysql(inside, quote, text),
        (true, _) => escapes::postgres(inside, quote, text),
    }
    Ok(())
}

/// Takes `(text, from, to)` behind `replace`, by which sqlite3 writes line breaks: each of them is
/// shorter than what stands for it, so texts never grow.
fn replace(lexer: &mut Lexer<'_>, text: &mut Vec<u8>, depth: usize) -> Result<()> {
    lexer.skip(1);
    let mut parts = [Vec::new(), Vec::new(), Vec::new()];
    for (index, part) in parts.iter_mut().enumerate() {
        if index > 0 {
            lexer.expect(b',', "a comma is expected")?;
        }
        if literal(lexer, part, depth.saturating_add(1))?.is_some() {
            return Err(Fault::Wrong("a text is expected"));
        }
    }
    lexer.expect(b')', "a closing parenthesis is expected")?;
    let [whole, from, to] = parts;
    if from.is_empty() || to.len() > from.len() {
        return Err(Fault::Wrong(
            "a replacement is longer than what it replaces",
        ));
    }
    let mut rest = whole.as_slice();
    while let Some(first) = rest.first() {
        if let Some(after) = rest.strip_prefix(from.as_slice()) {
            text.extend_from_slice(&to);
            rest = after;
        } else {
            text.push(*first);
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    Ok(())
}

/// Takes `(text, format)` behind `decode`, and gives what PostgreSQL would write for these bytes itself.
fn decode(lexer: &mut Lexer<'_>, text: &mut Vec<u8>, depth: usize) -> Result<()> {
    lexer.skip(1);
    let (mut given, mut format) = (Vec::new(), Vec::new());
    let mut part = |out: &mut Vec<u8>, close, wanted| {
        if literal(lexer, out, depth.saturating_add(1))?.is_some() {
            return Err(Fault::Wrong("a text is expected"));
        }
        lexer.expect(close, wanted)
    };
    part(&mut given, b',', "a comma is expected")?;
    part(&mut format, b')', "a closing parenthesis is expected")?;
    match format.to_ascii_lowercase().as_slice() {
        b"hex" => text.extend_from_slice(b"\\x"),
        b"escape" => {}
        _ => {
            return Err(Fault::Wrong(
                "decode() of another format than hex and escape",
            ));
        }
    }
    text.extend_from_slice(&given);
    Ok(())
}

/// Takes a text that stands alone.
pub(super) fn text(lexer: &mut Lexer<'_>) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    match literal(lexer, &mut text, 0)? {
        None => Ok(text),
        Some(_) => Err(Fault::Wrong("a text is expected")),
    }
}

/// Takes `(n, ...)` behind `char`: characters by their numbers.
fn characters(lexer: &mut Lexer<'_>, text: &mut Vec<u8>) -> Result<()> {
    lexer.skip(1);
    loop {
        lexer.peek();
        let mut none = Vec::new();
        let number = match number(lexer, &mut none)? {
            Some(Column::Integer(number)) => u32::try_from(number).ok(),
            _ => None,
        };
        let character = number.and_then(char::from_u32);
        let character = character.ok_or(Fault::Wrong("a number is no character's"))?;
        text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        if !lexer.take(b',') {
            return lexer.expect(b')', "a closing parenthesis is expected");
        }
    }
}
