//! Rows as text, and in the forms that tools for timelines read.
//!
//! Timesketch takes CSV and JSON lines with `datetime`, `message` and `timestamp_desc`; it reads
//! whatever it takes for a time, so a row without one is left out there and counted
//! ([`Written::Untimed`]). plaso reads the bodyfile of the Sleuth Kit (`log2timeline --parsers
//! bodyfile`); it has no other form for events of others.

use std::fmt::Write as _;

use kf_base::escape;
use kf_base::time::{self, Timestamp};
use kf_file::etcd::Fate;
use kf_object::Value;
use kf_object::encode::json;
use kf_view::{KeyOperation, Mapping};

use super::{Row, What, When};
use crate::story::Origin;

/// A form of the whole timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A line for a person.
    Text,
    /// A line of JSON for each row, with those that have no time.
    Jsonl,
    /// JSON lines for Timesketch.
    TimesketchJsonl,
    /// CSV for Timesketch.
    TimesketchCsv,
    /// The Sleuth Kit's bodyfile, which plaso reads.
    Bodyfile,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is there.
    Yes,
    /// The form needs a time, and nothing bounds that of this row.
    Untimed,
    /// Its time lies outside of what the form's readers take: 1970 to 2261.
    OutOfRange,
}

/// What is the same in all rows.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// The uid of the cluster.
    pub cluster: Option<String>,
    /// The newest revision.
    pub last: i64,
}

/// The first second that pandas cannot count in nanoseconds, on which Timesketch stands.
const FAR: i64 = 9_214_646_400;

/// The columns of the CSV, which always has all of them. Those of JSON lines are the same.
const CSV: [&str; 27] = [
    "datetime",
    "timestamp",
    "timestamp_desc",
    "message",
    "data_type",
    "tag",
    "cluster",
    "snapshot",
    "etcd_key",
    "revision",
    "sub_revision",
    "operation",
    "api_version",
    "kind",
    "resource",
    "namespace",
    "name",
    "uid",
    "manager",
    "manager_operation",
    "subresource",
    "changed_paths",
    "time_source",
    "time_exact",
    "not_before",
    "not_after",
    "origin",
];

impl Form {
    /// Appends what stands before the rows.
    pub fn head(self, out: &mut Vec<u8>, columns: &Columns) {
        match self {
            Self::TimesketchCsv => {
                out.extend_from_slice(CSV.join(",").as_bytes());
                out.extend_from_slice(b"\n");
            }
            Self::Text => {
                let width = width(columns);
                let line = format!(
                    "{:<width$}  {:<27} {:<8} WHAT\n",
                    "REVISION", "TIME", "WITHIN"
                );
                out.extend_from_slice(line.as_bytes());
            }
            Self::Jsonl | Self::TimesketchJsonl | Self::Bodyfile => {}
        }
    }

    /// Appends a row.
    pub fn write(self, out: &mut Vec<u8>, row: &Row<'_>, columns: &Columns) -> Written {
        if matches!(self, Self::Text | Self::Jsonl) {
            match self {
                Self::Text => text(out, row, columns),
                _ => json_line(out, row, columns),
            }
            return Written::Yes;
        }
        let Some(time) = row.when.sortable() else {
            return Written::Untimed;
        };
        if !(0..FAR).contains(&time.seconds) {
            return Written::OutOfRange;
        }
        match self {
            Self::TimesketchCsv => csv_line(out, row, columns),
            Self::Bodyfile => bodyfile(out, row, time),
            _ => json_line(out, row, columns),
        }
        Written::Yes
    }
}

/// The name by which Timesketch sorts what a time is.
fn description(row: &Row<'_>) -> String {
    let name = match row.what {
        What::Fact(kind) => return kind.description().to_owned(),
        What::Change(KeyOperation::Created | KeyOperation::Recreated) => "Creation Time",
        What::Change(KeyOperation::Updated) => "Field Manager Update",
        What::Change(KeyOperation::Deleted) => "Deletion",
        What::Torn => "Record Written",
    };
    let bracket = row.when.bracket;
    match (row.when.time, bracket.not_after, bracket.not_before) {
        (Some(_), ..) if row.when.exact => name.to_owned(),
        (Some(_), ..) => format!("{name} (by a client's clock)"),
        (None, Some(_), _) => match row.what {
            What::Change(KeyOperation::Updated) => "Update (not later than)".to_owned(),
            _ => format!("{name} (not later than)"),
        },
        (None, None, Some(_)) => format!("{name} (not earlier than)"),
        (None, None, None) => format!("{name} (time unknown)"),
    }
}

fn data_type(row: &Row<'_>) -> &'static str {
    match row.what {
        What::Fact(kind) => kind.data_type(),
        What::Change(_) | What::Torn => "kubernetes:etcd:revision",
    }
}

/// `2026-11-22T17:45:00+00:00`, with microseconds where there are any.
fn stamp(time: Timestamp) -> String {
    let mut out = String::new();
    time::push_rfc3339(&mut out, time.seconds);
    out.pop();
    let micros = time.nanos / 1_000;
    if micros > 0 {
        let _ = write!(out, ".{micros:06}");
    }
    out.push_str("+00:00");
    out
}

fn micros(time: Timestamp) -> i64 {
    let whole = time.seconds.saturating_mul(1_000_000);
    whole.saturating_add(i64::from(time.nanos / 1_000))
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Reachable => "reachable",
        Origin::Carved(Fate::Compacted) => "carved-compacted",
        Origin::Carved(Fate::Lost) => "carved-lost",
        Origin::Carved(Fate::Ahead) => "carved-ahead",
        Origin::Carved(Fate::Foreign) => "carved-foreign",
        Origin::Carved(_) => "carved",
    }
}

/// A cell of a row.
enum Cell {
    Text(String),
    Number(i64),
    Flag(bool),
    List(Vec<String>),
}

/// The row's cells in the order of [`CSV`]; those of which nothing is known lack.
fn cells(row: &Row<'_>, columns: &Columns) -> [Option<Cell>; 27] {
    let text = |text: &str| Some(Cell::Text(text.to_owned())).filter(|_| !text.is_empty());
    let time = row.when.sortable();
    let bound = |time: Option<Timestamp>| time.map(|t| Cell::Text(stamp(t)));
    let operation = match row.what {
        What::Change(operation) => Some(operation.name()),
        What::Torn | What::Fact(_) => None,
    };
    let mut tags = Vec::new();
    if row.origin != Origin::Reachable {
        tags.push("carved".to_owned());
    }
    if row.when.time.is_none() {
        tags.push("bracket".to_owned());
    }
    let source = row.when.source.or(row.when.sortable().map(|_| "bracket"));
    let manager = row.manager;
    [
        bound(time),
        time.map(|t| Cell::Number(micros(t))),
        text(&description(row)),
        text(&format!("[rev {}] {}", row.revision.0, row.message)),
        text(data_type(row)),
        Some(Cell::List(tags)),
        columns.cluster.as_deref().and_then(text),
        text(row.snapshot),
        text(&String::from_utf8_lossy(row.key)),
        Some(Cell::Number(row.revision.0)),
        Some(Cell::Number(row.revision.1)),
        operation.and_then(text),
        row.mapping.map(|m| Cell::Text(m.api_version())),
        row.mapping
            .map(|m| Cell::Text(m.resource().kind.to_string())),
        text(row.resource),
        row.namespace.and_then(text),
        text(row.name),
        row.uid.and_then(text),
        manager.and_then(|m| text(&m.name)),
        manager.and_then(|m| text(&m.operation)),
        manager.and_then(|m| text(&m.subresource)),
        row.changed.map(|paths| Cell::List(paths.to_vec())),
        source.and_then(text),
        Some(Cell::Flag(row.when.exact)),
        bound(row.when.bracket.not_before),
        bound(row.when.bracket.not_after),
        text(origin(row.origin)),
    ]
}

fn json_line(out: &mut Vec<u8>, row: &Row<'_>, columns: &Columns) {
    let value = |cell| match cell {
        Cell::Text(text) => Value::String(text.into()),
        Cell::Number(number) => Value::Int(number),
        Cell::Flag(flag) => Value::Bool(flag),
        Cell::List(list) => {
            let texts = list.into_iter().map(|t| Value::String(t.into()));
            Value::Array(texts.collect())
        }
    };
    let members = CSV.into_iter().zip(cells(row, columns));
    let members = members.filter_map(|(name, cell)| Some((name, value(cell?))));
    json::write_compact(out, &Value::object(members));
    out.push(b'\n');
}

fn csv_line(out: &mut Vec<u8>, row: &Row<'_>, columns: &Columns) {
    for (i, cell) in cells(row, columns).into_iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        match cell {
            None => {}
            Some(Cell::Text(text)) => quoted(out, &text),
            Some(Cell::Number(number)) => out.extend_from_slice(number.to_string().as_bytes()),
            Some(Cell::Flag(flag)) => out.extend_from_slice(flag.to_string().as_bytes()),
            // An empty cell would make a tag of the name `nan`.
            Some(Cell::List(list)) if list.is_empty() => out.push(b'-'),
            Some(Cell::List(list)) => quoted(out, &list.join(",")),
        }
    }
    out.push(b'\n');
}

/// A text as a cell of CSV (RFC 4180), with its line breaks; other control characters are shown
/// escaped.
fn quoted(out: &mut Vec<u8>, text: &str) {
    let mut cell = String::with_capacity(text.len().saturating_add(2));
    cell.push('"');
    for c in text.chars() {
        match c {
            '"' => cell.push_str("\"\""),
            c if c.is_control() && !matches!(c, '\n' | '\t') => {
                let _ = write!(cell, "\\x{:02x}", u32::from(c));
            }
            c => cell.push(c),
        }
    }
    cell.push('"');
    out.extend_from_slice(cell.as_bytes());
}

/// `0|name|inode|mode|uid|gid|size|atime|mtime|ctime|crtime`: the revision is the inode, and of the
/// times one is set: crtime for a creation, ctime for a deletion, mtime for another change, and
/// atime for what an object tells of.
fn bodyfile(out: &mut Vec<u8>, row: &Row<'_>, time: Timestamp) {
    let mut seconds = time.seconds.to_string();
    let micros = time.nanos / 1_000;
    if micros > 0 {
        let _ = write!(seconds, ".{micros:06}");
    }
    let slot = match row.what {
        What::Fact(_) => 0,
        What::Change(KeyOperation::Deleted) => 2,
        What::Change(KeyOperation::Created | KeyOperation::Recreated) => 3,
        What::Change(KeyOperation::Updated) | What::Torn => 1,
    };
    let times: Vec<&str> = (0..4)
        .map(|at| if at == slot { seconds.as_str() } else { "0" })
        .collect();
    let name = format!(
        "{} ({}: {})",
        String::from_utf8_lossy(row.key),
        description(row),
        row.message
    );
    let mut line = String::from("0|");
    for c in name.chars() {
        match c {
            '|' => line.push_str("\\|"),
            '\\' => line.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(line, "\\x{:02x}", u32::from(c));
            }
            c => line.push(c),
        }
    }
    let _ = writeln!(
        line,
        "|{}||0|0|{}|{}",
        row.revision.0,
        row.size,
        times.join("|")
    );
    out.extend_from_slice(line.as_bytes());
}

fn width(columns: &Columns) -> usize {
    columns.last.to_string().len().max("REVISION".len())
}

fn text(out: &mut Vec<u8>, row: &Row<'_>, columns: &Columns) {
    let width = width(columns);
    let (time, within) = row.when.text();
    let message = escape::text(&row.message);
    let message = match row.what {
        What::Fact(kind) => format!("  {}: {message}", kind.description()),
        What::Change(_) | What::Torn => message,
    };
    let line = format!(
        "{:<width$}  {time:<27} {within:<8} {message}\n",
        row.revision.0
    );
    out.extend_from_slice(line.as_bytes());
}

impl When {
    /// A time, and by how much it may have been later where it is a bound.
    #[must_use]
    pub fn text(&self) -> (String, String) {
        let shown = |time: Timestamp| stamp(time).replace("+00:00", "Z");
        let bracket = self.bracket;
        match (self.time, bracket.not_before, bracket.not_after) {
            (Some(time), ..) => (shown(time), String::new()),
            (None, Some(from), Some(until)) => {
                let seconds = until.seconds.saturating_sub(from.seconds);
                (shown(from), format!("+{seconds}s"))
            }
            (None, Some(from), None) => (shown(from), "or later".to_owned()),
            (None, None, Some(until)) => (shown(until), "or less".to_owned()),
            (None, None, None) => ("unknown".to_owned(), String::new()),
        }
    }
}

impl Row<'_> {
    /// The type's version, as `apps/v1`, if the type is known.
    #[must_use]
    pub fn api_version(&self) -> Option<String> {
        self.mapping.map(Mapping::api_version)
    }
}
