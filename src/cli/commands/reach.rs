//! How far back a file reaches, in words.

use std::collections::HashSet;

use crate::Error;
use crate::cli::message::{Head, Message};
use crate::cli::report::{Outcome, Report};
use crate::count::counted;
use crate::etcd::Kept;
use crate::snapshot::{KeyChanges, Reach, View};

/// One sentence or two; `damaged` is whether records are missing that were reported.
pub(super) fn text(reach: &Reach, damaged: bool) -> String {
    let mut text = sentences(reach);
    if damaged {
        text.push_str(" Records that are damaged are missing from that.");
    }
    text
}

fn sentences(reach: &Reach) -> String {
    let last = reach.last;
    match reach.kept {
        Kept::History => {}
        Kept::State => {
            return format!(
                "The file is a dump of keys and values without history: it holds the state at \
                 revision {last}, and of each key when it was changed last."
            );
        }
        Kept::StateWithoutRevision => {
            return "The file is a dump of keys and values without history: it holds one state, and \
                    no revisions."
                .to_owned();
        }
    }
    match (reach.compacted, reach.first) {
        (_, None) => "The file holds no changes at all.".to_owned(),
        (None, Some(first)) => format!(
            "The file holds every change from revision {first} to {last}: nothing was compacted \
             away."
        ),
        (Some(compact), Some(_)) => {
            let is_last = compact >= last;
            let rest = match (reach.interrupted, is_last) {
                (true, _) => {
                    "more of what was there before than of each key its newest record may be left, as \
                     the compaction had not ended"
                }
                (false, true) => {
                    "of what was there, only the newest record of each key that still existed is left"
                }
                (false, false) => {
                    "of what was there up to it, only the newest record of each key that still existed is left"
                }
            };
            match is_last {
                true => format!("It was compacted at revision {compact}, the last one: {rest}."),
                false => format!(
                    "The file holds every change from revision {} to {last}. At revision {compact} it was \
                     compacted: {rest}.",
                    compact.saturating_add(1)
                ),
            }
        }
    }
}

/// Refuses a file that knows of one state alone.
///
/// # Errors
/// Unsupported, with what such a file is good for.
pub(super) fn required(view: &View<'_>) -> Outcome {
    if view.store().kept().has_revisions() {
        return Ok(());
    }
    let what = "a dump of keys and values has no history: it holds one state, and no revisions";
    let hint = "kf get prints it; a snapshot of etcd has what changed before, and when";
    Err(Error::unsupported(what).hint(hint).into())
}

/// Reports what was damaged of the changes of several files, but for what was `said` before.
pub(super) fn damage(changes: &KeyChanges<'_>, said: &HashSet<&Error>, report: &mut Report<'_>) {
    let mut problems = changes.problems.iter();
    report.all(problems.by_ref().filter(|e| !said.contains(e)));
    if changes.left_off > 0 {
        let records = counted(
            changes.left_off,
            "more damaged record",
            "more damaged records",
        );
        let text = format!("... and {records}");
        report.failure(&Message::new(Head::Error, text));
    }
}

/// Reports what was damaged, once; returns whether anything was.
pub(super) fn problems(view: &View<'_>, changes: &KeyChanges<'_>, report: &mut Report<'_>) -> bool {
    let known: HashSet<&Error> = view.problems().iter().collect();
    for problem in &changes.problems {
        if !known.contains(problem) {
            report.problem(problem);
        }
    }
    if changes.left_off > 0 {
        let records = counted(
            changes.left_off,
            "more damaged record",
            "more damaged records",
        );
        let text = format!("... and {records}");
        report.failure(&Message::new(Head::Error, text));
    }
    !view.problems().is_empty() || !changes.problems.is_empty()
}
