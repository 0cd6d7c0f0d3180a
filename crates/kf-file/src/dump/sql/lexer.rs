//! SQL as far as dumps have it: words, names, strings and where a statement ends.

use std::borrow::Cow;

use crate::input::SqlDialect;

/// Why reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The dump ends within a statement.
    End,
    /// What is there is not what has to be there.
    Wrong(&'static str),
}

impl Fault {
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::End => "the dump ends within a statement: rows are missing",
            Self::Wrong(what) => what,
        }
    }
}

pub(super) type Result<T> = std::result::Result<T, Fault>;

/// What comments say of where a dump begins and ends.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    pub(super) begun: usize,
    pub(super) ended: usize,
}

/// Whether a comment stands at the beginning of a dump. mysqldump has lines that are comments, unless
/// it is told not to, and statements in comments, unless it is to be compact.
fn begins_dump(text: &[u8]) -> bool {
    let line = [&b"-- MySQL dump"[..], b"-- MariaDB dump"];
    line.iter().any(|mark| text.starts_with(mark))
        || text == b"-- PostgreSQL database dump"
        || (text.starts_with(b"!") && holds(text, b"SET @OLD_SQL_NOTES="))
}

/// Whether a comment stands at the end of a dump.
fn ends_dump(text: &[u8]) -> bool {
    text.starts_with(b"-- Dump completed")
        || text == b"-- PostgreSQL database dump complete"
        || (text.starts_with(b"!") && holds(text, b"=@OLD_SQL_NOTES"))
}

fn holds(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|part| part == wanted)
}

/// A dump as it is gone through.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    dialect: SqlDialect,
    /// Whether backslashes mean something in every string.
    escapes: bool,
    marks: Marks,
    /// How far comments have counted.
    marked: usize,
    /// A byte and the number of its line.
    line: (usize, u64),
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], dialect: SqlDialect) -> Self {
        Self {
            bytes,
            at: 0,
            dialect,
            escapes: dialect == SqlDialect::Mysql,
            marks: Marks::default(),
            marked: 0,
            line: (0, 1),
        }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn dialect(&self) -> SqlDialect {
        self.dialect
    }

    /// Whether backslashes mean something in strings that have no letter before them.
    pub(super) fn escapes(&self) -> bool {
        self.escapes
    }

    /// Takes note of PostgreSQL's `standard_conforming_strings`, which `pg_dump` hands on from the
    /// server that it reads.
    pub(super) fn conform(&mut self, standard: bool) {
        self.escapes = !standard;
    }

    pub(super) fn marks(&self) -> Marks {
        self.marks
    }

    /// Goes on `n` bytes further.
    pub(super) fn skip(&mut self, n: usize) {
        self.at = self.at.saturating_add(n).min(self.bytes.len());
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The number of the line that a byte is in, from 1. Cheap where asked in rising order.
    pub(super) fn line(&mut self, at: usize) -> u64 {
        let (from, number) = if at < self.line.0 { (0, 1) } else { self.line };
        let between = self.bytes.get(from..at).unwrap_or_default();
        let breaks = between.iter().filter(|b| **b == b'\n').count();
        let number = number.saturating_add(u64::try_from(breaks).unwrap_or(u64::MAX));
        self.line = (at, number);
        number
    }

    /// The next byte that is neither white space nor in a comment, not taken.
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.rest() {
                [b' ' | b'\t' | b'\n' | b'\r', ..] => self.skip(1),
                [b'-', b'-', ..] => self.comment(),
                [b'#', ..] if self.dialect == SqlDialect::Mysql => self.comment(),
                [b'/', b'*', after @ ..] => {
                    let end = after.windows(2).position(|pair| pair == b"*/");
                    let end = end.unwrap_or(after.len());
                    let at = self.at;
                    self.skip(end.saturating_add(4));
                    self.mark(at, after.get(..end).unwrap_or_default());
                }
                rest => return rest.first().copied(),
            }
        }
    }

    /// Passes over a comment to the end of the line.
    fn comment(&mut self) {
        let at = self.at;
        let text = self.line_text();
        self.mark(at, text);
    }

    /// Looks at a comment that began at a byte.
    fn mark(&mut self, at: usize, text: &[u8]) {
        // A statement that is passed over again counts once.
        if at < self.marked {
            return;
        }
        self.marked = self.at;
        let text = text.trim_ascii();
        if begins_dump(text) {
            self.marks.begun = self.marks.begun.saturating_add(1);
        } else if ends_dump(text) {
            self.marks.ended = self.marks.ended.saturating_add(1);
        }
    }

    /// Takes the rest of the line; without its end.
    pub(super) fn line_text(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let end = rest.iter().position(|b| *b == b'\n');
        self.skip(end.map_or(rest.len(), |end| end.saturating_add(1)));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    }

    /// Takes a byte if it is the next.
    pub(super) fn take(&mut self, wanted: u8) -> bool {
        let there = self.peek() == Some(wanted);
        if there {
            self.skip(1);
        }
        there
    }

    /// Takes a byte that has to be there.
    pub(super) fn expect(&mut self, wanted: u8, what: &'static str) -> Result<()> {
        match self.peek() {
            Some(found) if found == wanted => {
                self.skip(1);
                Ok(())
            }
            Some(_) => Err(Fault::Wrong(what)),
            None => Err(Fault::End),
        }
    }

    /// Takes a word, empty where there is none.
    pub(super) fn word(&mut self) -> &'a [u8] {
        self.peek();
        let rest = self.rest();
        let of_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$');
        let end = rest.iter().position(|b| !of_word(b)).unwrap_or(rest.len());
        self.skip(end);
        rest.get(..end).unwrap_or_default()
    }

    /// Takes these words if all of them are there.
    pub(super) fn words(&mut self, wanted: &[&[u8]]) -> bool {
        let at = self.at;
        let all = wanted
            .iter()
            .all(|wanted| self.word().eq_ignore_ascii_case(wanted));
        if !all {
            self.at = at;
        }
        all
    }

    /// Takes a name, quoted or not.
    pub(super) fn identifier(&mut self) -> Result<Cow<'a, [u8]>> {
        let Some(first) = self.peek() else {
            return Err(Fault::End);
        };
        let close = match first {
            b'"' | b'`' => first,
            b'[' => b']',
            _ => {
                return match self.word() {
                    [] => Err(Fault::Wrong("a name is expected")),
                    word => Ok(Cow::Borrowed(word)),
                };
            }
        };
        self.skip(1);
        let mut made: Vec<u8> = Vec::new();
        loop {
            let rest = self.rest();
            let end = rest.iter().position(|b| *b == close).ok_or(Fault::End)?;
            let name = rest.get(..end).unwrap_or_default();
            self.skip(end.saturating_add(1));
            // A quotation mark in a name is doubled.
            if self.rest().first() == Some(&close) {
                made.extend_from_slice(name);
                made.push(close);
                self.skip(1);
            } else if made.is_empty() {
                return Ok(Cow::Borrowed(name));
            } else {
                made.extend_from_slice(name);
                return Ok(Cow::Owned(made));
            }
        }
    }

    /// Passes over a string whose first quotation mark is the next byte; backslashes hide the last
    /// one where `escapes` says so.
    pub(super) fn pass_string(&mut self, escapes: bool) -> Result<()> {
        let Some(quote) = self.rest().first().copied() else {
            return Err(Fault::End);
        };
        self.skip(1);
        loop {
            let rest = self.rest();
            let next = rest
                .iter()
                .position(|b| *b == quote || (escapes && *b == b'\\'));
            let Some(next) = next else {
                self.skip(rest.len());
                return Err(Fault::End);
            };
            let escaped = rest.get(next) == Some(&b'\\') && escapes;
            let doubled = rest.get(next.saturating_add(1)) == Some(&quote);
            self.skip(next.saturating_add(if escaped || doubled { 2 } else { 1 }));
            if !escaped && !doubled {
                return Ok(());
            }
        }
    }

    /// Passes over what is quoted at the next byte, or over that byte.
    fn pass_one(&mut self, first: u8) -> Result<()> {
        match first {
            b'\'' => {
                let before = self.at.checked_sub(1).and_then(|at| self.bytes.get(at));
                let escapes =
                    self.dialect == SqlDialect::Postgres && matches!(before, Some(b'E' | b'e'));
                self.pass_string(escapes || self.escapes)
            }
            b'"' => self.pass_string(self.dialect == SqlDialect::Mysql),
            b'`' => self.pass_string(false),
            b'$' if self.dialect == SqlDialect::Postgres => self.pass_dollars(),
            _ => {
                self.skip(1);
                Ok(())
            }
        }
    }

    /// Passes over PostgreSQL's `$tag$ ... $tag$`, or over the dollar.
    fn pass_dollars(&mut self) -> Result<()> {
        let rest = self.rest();
        let tag = rest.get(1..).unwrap_or_default();
        let end = tag
            .iter()
            .take(64)
            .position(|b| !b.is_ascii_alphanumeric() && *b != b'_');
        let Some(end) = end.filter(|end| tag.get(*end) == Some(&b'$')) else {
            self.skip(1);
            return Ok(());
        };
        let length = end.saturating_add(2);
        let mark = rest.get(..length).unwrap_or_default();
        let body = rest.get(length..).unwrap_or_default();
        let close = body.windows(length).position(|w| w == mark);
        let close = close.ok_or(Fault::End)?;
        self.skip(length.saturating_mul(2).saturating_add(close));
        Ok(())
    }

    /// Passes over the rest of the statement and its semicolon.
    pub(super) fn pass(&mut self) -> Result<()> {
        loop {
            let first = self.peek().ok_or(Fault::End)?;
            if first == b';' {
                self.skip(1);
                return Ok(());
            }
            self.pass_one(first)?;
        }
    }

    /// Passes over the rest of an item in parentheses: true when another follows.
    pub(super) fn next_of_list(&mut self) -> Result<bool> {
        let mut open = 0_usize;
        loop {
            let first = self.peek().ok_or(Fault::End)?;
            match first {
                b',' if open == 0 => {
                    self.skip(1);
                    return Ok(true);
                }
                b')' if open == 0 => {
                    self.skip(1);
                    return Ok(false);
                }
                b'(' => open = open.saturating_add(1),
                b')' => open = open.saturating_sub(1),
                _ => {}
            }
            self.pass_one(first)?;
        }
    }
}
