//! What commands share that tell a story out of several files.

use std::collections::BTreeMap;

use super::reach;
use crate::Error;
use crate::cli::message::{Head, Message};
use crate::cli::report::{Outcome, Report};
use crate::cli::session::Session;
use crate::count::counted;
use crate::story::{Part, Seen, Story};

/// Most values of one file that cannot be read and are named; the rest is counted.
const NAMED: usize = 20;

/// Puts the files together, and says what of them is left out.
pub(super) fn tell<'v, 's>(
    sessions: &'v [Session<'s>],
    carve: bool,
    report: &mut Report<'_>,
) -> Outcome<Story<'v, 's>> {
    let mut parts = Vec::new();
    for session in sessions {
        report.about(session.file());
        if let Err(failure) = reach::required(&session.view) {
            if sessions.len() == 1 {
                return Err(failure);
            }
            report.left_out(failure.in_file(session.file()))?;
            continue;
        }
        session.say_problems(report);
        let carved = match carve && session.snapshot.dump_form().is_none() {
            true => session.snapshot.carve(session.view.store(), false),
            false => Vec::new(),
        };
        parts.push(Part {
            name: session.file().to_owned(),
            view: &session.view,
            carved,
        });
    }
    let story = Story::tell(parts);
    for foreign in story.foreign() {
        let name = &foreign.name;
        let text = match foreign.revision {
            Some(revision) => format!(
                "{name} is left out: at revision {revision} it holds another record than the files \
                 before it, so it is of another cluster or of another history"
            ),
            None => format!("{name} is left out: it is of another cluster than the first file"),
        };
        report.failure(&Message::new(Head::Error, text));
    }
    Ok(story)
}

/// Says how many updates `--no-noise` leaves out.
pub(super) fn noise(many: u64) -> String {
    let updates = counted(many, "update", "updates");
    format!("left out: {updates} of what changes all the time by itself (--no-noise)")
}

/// Says how far the files reach, and what lies between them.
pub(super) fn say_reach(story: &Story<'_, '_>, sessions: &[Session<'_>], report: &mut Report<'_>) {
    let several = story.parts().len() > 1;
    for part in story.parts() {
        let text = reach::text(&part.view.reach(), !part.view.problems().is_empty());
        report.note(&if several {
            format!("{}: {text}", part.name)
        } else {
            text
        });
    }
    for gap in story.gaps() {
        report.warning(&format!(
            "gap: of the revisions between {} ({}) and {} ({}) no file holds all changes",
            gap.after.0, gap.after.1, gap.until.0, gap.until.1
        ));
    }
    for session in sessions {
        let neighbours = session.view.neighbours();
        if !neighbours.is_empty() {
            report.note(&format!(
                "changes of other clusters in this etcd are left out, below {}",
                crate::cli::report::prefixes(neighbours)
            ));
        }
    }
}

/// Values that cannot be read, by file.
#[derive(Debug, Default)]
pub(super) struct Unread {
    files: BTreeMap<usize, OfFile>,
}

#[derive(Debug, Default)]
struct OfFile {
    encrypted: u64,
    /// The first of the encrypted ones.
    sealed: Option<Error>,
    named: Vec<Error>,
    more: u64,
}

impl Unread {
    /// Remembers the value of a change, if it cannot be read.
    pub(super) fn take(&mut self, story: &Story<'_, '_>, seen: &Seen<'_, '_>) {
        let Some(error) = seen.failed else {
            return;
        };
        let file = self.files.entry(story.part_of(seen.at)).or_default();
        if error.is_encrypted() {
            file.encrypted = file.encrypted.saturating_add(1);
            file.sealed.get_or_insert_with(|| error.clone());
        } else if file.named.len() < NAMED {
            file.named.push(error.clone());
        } else {
            file.more = file.more.saturating_add(1);
        }
    }

    /// Adds what another thread found.
    pub(super) fn append(&mut self, other: &mut Self) {
        for (at, found) in std::mem::take(&mut other.files) {
            let file = self.files.entry(at).or_default();
            file.encrypted = file.encrypted.saturating_add(found.encrypted);
            if file.sealed.is_none() {
                file.sealed = found.sealed;
            }
            file.more = file.more.saturating_add(found.more);
            for error in found.named {
                match file.named.len() < NAMED {
                    true => file.named.push(error),
                    false => file.more = file.more.saturating_add(1),
                }
            }
        }
    }

    /// Reports them, file by file.
    pub(super) fn say(&self, story: &Story<'_, '_>, report: &mut Report<'_>) {
        for (at, file) in &self.files {
            let name = story.parts().get(*at).map_or("", |part| &part.name);
            report.about(name);
            report.all(&file.named);
            if file.more > 0 {
                let text = format!(
                    "... and {} of {name} that cannot be read",
                    counted(file.more, "more value", "more values")
                );
                report.failure(&Message::new(Head::Error, text));
            }
            if let Some(sealed) = &file.sealed {
                report.problem(sealed);
                let text = format!(
                    "{name}: {} encrypted; of their changes no more is told than key, revision and \
                     operation",
                    counted(file.encrypted, "value is", "values are")
                );
                report.failure(&Message::new(Head::Error, text));
            }
        }
    }
}
