//! Two key spaces that should be one: those of two members of a cluster.

use std::cmp::Ordering;

use crate::bbolt::Direction;
use kf_base::error::{Error, Result};

use super::matcher::Want;
use super::problems::Problems;
use super::record::Record;
use super::store::Store;

/// What a comparison found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Comparison<'a> {
    /// The revision at which the states were compared.
    pub revision: i64,
    /// Keys that are the same at both ends, with their revisions and values.
    pub equal: u64,
    /// Keys that are not, in their order.
    pub different: Vec<(Option<Record<'a>>, Option<Record<'a>>)>,
    /// The revisions above this one up to `revision` are retained in both files.
    pub retained_above: i64,
    /// The first of the retained revisions whose changes differ.
    pub parts_at: Option<i64>,
    /// What was damaged, in the first and in the second file.
    pub problems: [Problems; 2],
}

impl Comparison<'_> {
    /// Whether the files hold the same.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.different.is_empty() && self.parts_at.is_none()
    }
}

/// The newest revision of which both key spaces may have a state; `None` where one of them knows no revisions.
#[must_use]
pub fn newest_common(a: &Store<'_>, b: &Store<'_>) -> Option<i64> {
    let known = a.kept().has_revisions() && b.kept().has_revisions();
    known.then(|| a.revision().min(b.revision()))
}

/// Compares the states of two key spaces at a revision, by default the newest that both have: key,
/// revisions, version, lease and value of each key. And the changes that led there, as far as both
/// files retain them.
///
/// # Errors
/// Compacted or Invalid when one of them does not have the revision; Unsupported when one of them
/// knows no revisions.
pub fn compare<'a>(a: &Store<'a>, b: &Store<'a>, at: Option<i64>) -> Result<Comparison<'a>> {
    let Some(newest) = newest_common(a, b) else {
        return Err(Error::unsupported(
            "a dump of keys and values tells no revisions, so its keys cannot be compared with those \
             of another file",
        )
        .hint("kf diff without --keys compares the objects"));
    };
    let revision = at.unwrap_or(newest);
    let which = |which: &'static str| move |e: Error| e.hint(format!("of the {which} file"));
    let left = a
        .latest(Some(revision), &Want::all())
        .map_err(which("first"))?;
    let right = b
        .latest(Some(revision), &Want::all())
        .map_err(which("second"))?;
    let mut equal = 0_u64;
    let mut different = Vec::new();
    let mut x = left.records.into_iter().peekable();
    let mut y = right.records.into_iter().peekable();
    loop {
        let order = match (x.peek(), y.peek()) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(x), Some(y)) => x.key.cmp(y.key),
        };
        let pair = (x.next_if(|_| order.is_le()), y.next_if(|_| order.is_ge()));
        match &pair {
            (Some(x), Some(y)) if same(x, y) => equal = equal.saturating_add(1),
            _ => different.push(pair),
        }
    }
    let compacted = |s: &Store<'_>| match s.kept().has_history() {
        true => s.compact_revision().unwrap_or(0),
        false => s.revision(),
    };
    let retained_above = compacted(a).max(compacted(b));
    Ok(Comparison {
        revision,
        equal,
        different,
        retained_above,
        parts_at: parts_at(a, b, retained_above, revision),
        problems: [left.problems, right.problems],
    })
}

/// Whether two records are one, wherever they lie in their files.
fn same(a: &Record<'_>, b: &Record<'_>) -> bool {
    let numbers = |r: &Record<'_>| {
        (
            r.revision,
            r.tombstone,
            r.create_revision,
            r.mod_revision,
            r.version,
            r.lease,
        )
    };
    a.key == b.key && numbers(a) == numbers(b) && a.value == b.value
}

/// The first revision in `(above, up_to]` whose records differ. What is damaged is passed over: it
/// is named by the pass that found the states.
fn parts_at(a: &Store<'_>, b: &Store<'_>, above: i64, up_to: i64) -> Option<i64> {
    let counts = |r: &Record<'_>| r.revision.main > above && r.revision.main <= up_to;
    let mut a = a
        .records(Direction::Forward)
        .filter_map(Result::ok)
        .filter(counts);
    let mut b = b
        .records(Direction::Forward)
        .filter_map(Result::ok)
        .filter(counts);
    loop {
        match (a.next(), b.next()) {
            (None, None) => return None,
            (Some(x), Some(y)) if same(&x, &y) => {}
            (x, y) => {
                let first = [x, y].into_iter().flatten().map(|r| r.revision.main);
                return first.min();
            }
        }
    }
}
