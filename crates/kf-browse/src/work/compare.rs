//! Two snapshots side by side: a row for each object that either has, with the cells of both.

use kf_base::error::Result;
use kf_view::Object;

use super::list::{Made, Maker, Share, gather};
use super::{Stop, Worker, words};
use crate::ask::{Id, Scope};
use crate::notes::Notes;
use crate::table::{Heading, Rows, State};

/// Stands between the cells of the two.
const BETWEEN: &str = "│";

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
    pub(super) fn compare(&self, id: Id, scope: &Scope, revision: Option<i64>) -> Result<(), Stop> {
        let mut notes = Notes::default();
        let mut halves = Vec::new();
        for side in 0..2 {
            // Revisions of two files have nothing to do with each other.
            let revision = revision.filter(|_| side == 0);
            let half = self.half(id, side, scope, revision, &mut notes);
            halves.push(match half {
                Err(Stop::Failed(e)) => {
                    notes.extend([format!("{}: {}", self.source.name(side), words(&e))]);
                    Half::default()
                }
                half => half?,
            });
        }
        let view = self.view(0, revision)?;
        if let (Some(after), Some(before)) = (halves.pop(), halves.pop()) {
            self.headings(id, headings(&before, &after), true)?;
            self.rows(id, joined(before, after))?;
        }
        self.done(id, &view, 0, notes.into_lines())
    }

    fn half(
        &self,
        id: Id,
        side: usize,
        scope: &Scope,
        revision: Option<i64>,
        notes: &mut Notes,
    ) -> Result<Half, Stop> {
        let view = self.view_for(side, revision, scope)?;
        let now = self.source.now(side, &view);
        let mut half = Half::default();
        for mapping in view.lookup(&scope.word)?.iter().take(1) {
            let mut maker = Maker::new(&view, mapping, scope, now)?;
            maker.sums = true;
            half.headings = maker.headings();
            let name = half.headings.iter().position(|h| h.title == "NAME");
            half.common = name.map_or(0, |at| at.saturating_add(1));
            let gather = |share: &mut Share, object: Result<Object<'s>>| {
                gather(&maker, share, object, State::Live);
            };
            let rows = &mut half.rows;
            let take = |share: &mut Share| -> Result<(), Stop> {
                let (made, problems) = share.take();
                notes.extend(problems);
                rows.extend(made);
                self.wanted(id)
            };
            let namespace = scope.namespace.as_deref();
            view.list_with(mapping, namespace, maker.read(), gather, take)?;
        }
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
fn joined(before: Half, after: Half) -> Rows {
    let widths = (before.headings.len(), after.headings.len());
    let common = after.common;
    let mut left = before.rows.into_iter().peekable();
    let mut right = after.rows.into_iter().peekable();
    let mut rows = Rows::default();
    let key = |made: &Made| {
        let slash = if made.name.namespace.is_empty() {
            ""
        } else {
            "/"
        };
        format!("{}{slash}{}", made.name.namespace, made.name.name)
    };
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return rows,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(a), Some(b)) => key(a).cmp(&key(b)),
        };
        let one = left.next_if(|_| order.is_le());
        let other = right.next_if(|_| order.is_ge());
        push(&mut rows, one, other, widths, common);
    }
}

fn push(
    rows: &mut Rows,
    left: Option<Made>,
    right: Option<Made>,
    widths: (usize, usize),
    common: usize,
) {
    let absent = |n: usize| std::iter::repeat_n(ABSENT.to_owned(), n);
    let state = match (&left, &right) {
        (Some(a), Some(b)) if a.facts.sum == b.facts.sum => State::Live,
        (Some(_), Some(_)) => State::Differs,
        _ => State::Alone,
    };
    let Some(first) = left.as_ref().or(right.as_ref()) else {
        return;
    };
    let (name, mut facts) = (first.name.clone(), first.facts);
    facts.state = state;
    let shared: Vec<String> = first.cells.iter().take(common).cloned().collect();
    let own = |made: Option<Made>, width: usize| -> Vec<String> {
        match made {
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
