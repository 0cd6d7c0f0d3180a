//! Two snapshots side by side: a row for each object that either has, with the cells of both.

use kf_base::error::Result;

use super::list::{MIXED, Made, Maker, Share, read};
use super::{Stop, Worker, words};
use crate::ask::{Id, Reading, Scope};
use crate::notes::Notes;
use crate::table::{Heading, Name, Rows, State};

/// Stands between the cells of the two.
const BETWEEN: &str = "│";

/// Stands for the cells of an object that is deleted in one file and not in the other.
const DELETED: &str = "deleted";

/// Stands for the cells of an object that is not there.
const ABSENT: &str = "-";

/// The table of one of the two.
#[derive(Default)]
struct Half {
    headings: Vec<Heading>,
    rows: Vec<Made>,
    /// How many of the first columns both have in common: namespace and name.
    common: usize,
}

impl<'s> Worker<'_, 's> {
    /// The table of a type in both snapshots.
    pub(super) fn compare(&self, id: Id, scope: &Scope, reading: Reading) -> Result<(), Stop> {
        let mut notes = Notes::default();
        let mut halves = Vec::new();
        for side in 0..2 {
            let half = self.half(id, side, scope, reading, &mut notes);
            halves.push(match half {
                Err(Stop::Failed(e)) => {
                    notes.extend([format!("{}: {}", self.source.name(side), words(&e))]);
                    Half::default()
                }
                half => half?,
            });
        }
        let view = self.view(reading.side, reading.revision())?;
        if let (Some(after), Some(before)) = (halves.pop(), halves.pop()) {
            self.headings(id, headings(&before, &after), true)?;
            self.rows(id, joined(before, after, reading.side))?;
        }
        self.done(id, &view, reading.side, notes.into_lines())
    }

    fn half(
        &self,
        id: Id,
        side: usize,
        scope: &Scope,
        reading: Reading,
        notes: &mut Notes,
    ) -> Result<Half, Stop> {
        let view = self.view_for(side, reading.of(side), scope)?;
        let mappings = view.lookup(&scope.word)?;
        let mixed = mappings.len() > 1;
        let mut half = Half::default();
        for mapping in &mappings {
            let mut one = scope.clone();
            if mixed {
                one.word = mapping.resource().group_resource();
            }
            let mut maker = Maker::new(&view, mapping, &one, self.source.now(side, &view))?;
            maker.sums = true;
            maker.mixed = mixed;
            if half.headings.is_empty() {
                half.headings = match mixed {
                    true => MIXED.map(Heading::new).to_vec(),
                    false => maker.headings(),
                };
                let name = half.headings.iter().position(|h| h.title == "NAME");
                half.common = name.map_or(0, |at| at.saturating_add(1));
            }
            let rows = &mut half.rows;
            let mut found = Vec::new();
            let take = |share: &mut Share| -> Result<(), Stop> {
                let (made, problems) = share.take();
                found.extend(problems);
                rows.extend(made);
                self.wanted(id)
            };
            let problems = read(&view, mapping, (&maker, &one), reading.deleted, take)?;
            notes.extend(found);
            notes.extend(problems);
        }
        // Lists have their own orders, and both halves are joined by keys.
        half.rows.sort_by_cached_key(key);
        Ok(half)
    }
}

fn headings(before: &Half, after: &Half) -> Vec<Heading> {
    let own = after.headings.iter().skip(after.common).cloned();
    let mut all = before.headings.clone();
    if all.is_empty() {
        return after.headings.clone();
    }
    all.push(Heading::new(BETWEEN));
    all.extend(own);
    all
}

/// The rows of both, in the order of their keys.
fn joined(before: Half, after: Half, side: usize) -> Rows {
    let widths = (before.headings.len(), after.headings.len());
    let common = after.common;
    let mut left = before.rows.into_iter().peekable();
    let mut right = after.rows.into_iter().peekable();
    let mut rows = Rows::default();
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return rows,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(a), Some(b)) => key(a).cmp(&key(b)),
        };
        let one = left.next_if(|_| order.is_le());
        let other = right.next_if(|_| order.is_ge());
        push(&mut rows, [one, other], widths, common, side);
    }
}

/// What objects are joined by, in the order of types and of keys in them.
fn key(made: &Made) -> String {
    let Name {
        word,
        namespace,
        name,
    } = &made.name;
    let slash = if namespace.is_empty() { "" } else { "/" };
    format!("{word} {namespace}{slash}{name}")
}

/// What a row with these halves stands for.
fn state(left: Option<&Made>, right: Option<&Made>) -> State {
    let live = |made: Option<&Made>| made.is_some_and(|m| m.facts.state == State::Live);
    match (left, right) {
        (Some(a), Some(b)) if live(left) && live(right) => match a.facts.sum == b.facts.sum {
            true => State::Live,
            false => State::Differs,
        },
        _ if live(left) || live(right) => State::Alone,
        _ => State::Deleted,
    }
}

fn push(
    rows: &mut Rows,
    [left, right]: [Option<Made>; 2],
    widths: (usize, usize),
    common: usize,
    side: usize,
) {
    let absent = |n: usize| std::iter::repeat_n(ABSENT.to_owned(), n);
    let state = state(left.as_ref(), right.as_ref());
    let (here, there) = match side {
        0 => (left.as_ref(), right.as_ref()),
        _ => (right.as_ref(), left.as_ref()),
    };
    let Some(first) = here.or(there) else {
        return;
    };
    let (name, mut facts) = (first.name.clone(), first.facts);
    facts.state = state;
    let shared: Vec<String> = first.cells.iter().take(common).cloned().collect();
    let own = |made: Option<Made>, width: usize| -> Vec<String> {
        match made {
            // Of an object that the other file still has, the end alone is of interest.
            Some(made) if made.facts.state == State::Deleted && state == State::Alone => {
                let rest = width.saturating_sub(common).saturating_sub(1);
                std::iter::once(DELETED.to_owned())
                    .chain(absent(rest))
                    .collect()
            }
            Some(made) => made.cells.into_iter().skip(common).collect(),
            None => absent(width.saturating_sub(common)).collect(),
        }
    };
    let (mut cells, right) = (shared, own(right, widths.1));
    cells.extend(own(left, widths.0));
    if widths.0 > 0 {
        cells.push(BETWEEN.to_owned());
    }
    cells.extend(right);
    rows.push(&name, &cells, facts);
}
