//! What the write-ahead log adds to the database.

use std::fmt::Write as _;

use crate::cli::commands::structured::number;
use crate::count::counted;
use crate::etcd::wal::Report;
use crate::object::Value;

/// Words it in a line; `doubt` is what its length says against it.
pub(super) fn line(wal: &Report, doubt: Option<&str>) -> String {
    if wal.segments == 0 {
        let damaged = match wal.problems.is_empty() {
            true => "what was not yet in the database is missing",
            false => "DAMAGED, see the errors",
        };
        return format!("none; {damaged}");
    }
    let mut text = counted(wal.segments, "segment", "segments");
    match wal.entries {
        Some((first, last)) => {
            let _ = write!(text, " with entries {first} to {last}");
        }
        None => text.push_str(" without entries"),
    }
    let _ = match wal.replayed {
        0 => write!(text, "; nothing to add"),
        n => write!(text, "; {} added", counted(n, "entry", "entries")),
    };
    if wal.uncommitted > 0 {
        let _ = write!(
            text,
            "; {} above the commit index {} not included",
            wal.uncommitted, wal.commit
        );
    }
    if let Some(torn) = &wal.torn {
        let _ = write!(
            text,
            "; the record at byte {} of {} was not written whole and does not count",
            torn.offset, torn.segment
        );
    }
    if let Some(doubt) = doubt {
        let _ = write!(text, "; {doubt}");
    }
    if !wal.problems.is_empty() {
        text.push_str("; DAMAGED, see the errors");
    }
    text
}

/// Makes it a member of a document; `is_doubted` says whether its length speaks against it.
pub(super) fn value(wal: &Report, is_doubted: bool) -> Value<'_> {
    let (first, last) = wal.entries.unzip();
    let optional = |n: Option<u64>| n.map_or(Value::Null, number);
    let torn = wal.torn.as_ref().map_or(Value::Null, |torn| {
        Value::object([
            ("segment", Value::str(&torn.segment)),
            ("offset", number(torn.offset)),
        ])
    });
    let cut = wal.cut.as_ref().filter(|_| is_doubted);
    let cut = cut.map_or(Value::Null, |cut| {
        Value::object([
            ("segment", Value::str(&cut.segment)),
            ("size", number(cut.size)),
        ])
    });
    Value::object([
        ("dbRevision", Value::Int(wal.db_revision)),
        ("dbIndex", number(wal.db_index)),
        ("segments", number(wal.segments)),
        ("firstIndex", optional(first)),
        ("lastIndex", optional(last)),
        ("commitIndex", number(wal.commit)),
        ("soleVoter", Value::Bool(wal.sole_voter)),
        ("replayed", number(wal.replayed)),
        ("index", number(wal.index)),
        ("revision", Value::Int(wal.revision)),
        ("uncommitted", number(wal.uncommitted)),
        ("torn", torn),
        ("cut", cut),
        ("damaged", Value::Bool(!wal.problems.is_empty())),
    ])
}
