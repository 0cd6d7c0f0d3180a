//! `kf timeline`

use std::io::Write;

use super::get::missing;
use super::story::{self, Unread};
use super::{history, reach};
use crate::Error;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::changes::ChangesArgs;
use crate::cli::args::timeline::TimelineArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::message::Message;
use crate::cli::redaction;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::session::{Opening, Session};
use crate::cli::streams::Streams;
use crate::cli::target::Target;
use crate::count::counted;
use crate::story::timeline::{self, Columns, Form, Passed, Written};
use crate::story::{Clock, Filter, Story};
use crate::time::Span;

/// Runs `kf timeline`.
pub(crate) fn run(
    args: &TimelineArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let filter = filter(&args.changes)?;
    let target = args.changes.target()?;
    let opening = Opening::new(snapshot).hinting_at_salvage();
    opening.with_views(&snapshot.snapshots, streams, |sessions, report, out| {
        check_first(args.changes.since_rev, sessions)?;
        let story = story::tell(sessions, !args.no_carve, report)?;
        let mut filter = complete(filter, target.as_ref(), args.changes.scope.all(), sessions)?;
        let newest = || sessions.iter().max_by_key(|s| s.view.revision());
        filter.span = args.changes.times.ends(|| match newest() {
            Some(session) => session.now(),
            None => Err(Failure::usage("there is no snapshot")),
        })?;
        let clock = story.clock();
        let found = write(args.output.form(), &story, &clock, &filter, report, out)?;
        say_unknown(&filter, &story, sessions, report);
        if !found && report.problems() == 0 {
            report.note("No changes found.");
            say_missing(&filter, sessions, report);
        }
        say_clock(&clock, report);
        story::say_reach(&story, sessions, report);
        Ok(report.status())
    })
}

/// Refuses a first revision that no file can have. One that was compacted away may be in an older file,
/// or outside the tree.
fn check_first(since: Option<i64>, sessions: &[Session<'_>]) -> Outcome {
    let newest = sessions.iter().max_by_key(|s| s.view.revision());
    let Some((since, store)) = since.zip(newest.map(|session| session.view.store())) else {
        return Ok(());
    };
    if since <= 0 || since > store.revision() {
        store.resolve(Some(since))?;
    }
    Ok(())
}

fn filter(args: &ChangesArgs) -> Outcome<Filter> {
    Ok(Filter {
        types: None,
        namespace: args.scope.only_given().map(str::to_owned),
        since: args.since_rev,
        no_noise: args.no_noise,
        span: Span::default(),
        operations: args.operations()?,
        selector: args.selector.parse().map_err(|e| Failure::plain(&e))?,
    })
}

/// Adds what the newest of the snapshots has to say of types and labels.
fn complete(
    mut filter: Filter,
    target: Option<&Target>,
    all_namespaces: bool,
    sessions: &[Session<'_>],
) -> Outcome<Filter> {
    let newest = sessions.iter().max_by_key(|s| s.view.revision());
    let Some(view) = newest.map(|session| &session.view) else {
        return Ok(filter);
    };
    filter.selector = redaction::labels(filter.selector, view.redactor())?;
    let Some(target) = target else {
        return Ok(filter);
    };
    filter.types = Some(history::requests(view, target, all_namespaces)?);
    Ok(filter)
}

/// What one thread made.
#[derive(Default)]
struct Share {
    text: Vec<u8>,
    unread: Unread,
    left_out: LeftOut,
}

/// Rows that a form cannot have.
#[derive(Clone, Copy, Default)]
struct LeftOut {
    rows: u64,
    untimed: u64,
    out_of_range: u64,
    unlabelled: u64,
    noise: u64,
}

impl LeftOut {
    fn count(&mut self, written: Written) {
        let to = match written {
            Written::Yes => &mut self.rows,
            Written::Untimed => &mut self.untimed,
            Written::OutOfRange => &mut self.out_of_range,
        };
        *to = to.saturating_add(1);
    }

    fn add(&mut self, other: Self) {
        self.rows = self.rows.saturating_add(other.rows);
        self.untimed = self.untimed.saturating_add(other.untimed);
        self.out_of_range = self.out_of_range.saturating_add(other.out_of_range);
        self.unlabelled = self.unlabelled.saturating_add(other.unlabelled);
        self.noise = self.noise.saturating_add(other.noise);
    }

    fn say(self, report: &mut Report<'_>) {
        if self.noise > 0 {
            report.note(&story::noise(self.noise));
        }
        if self.untimed > 0 {
            report.warning(&format!(
                "{} left out: nothing tells of when; -o jsonl has them",
                counted(self.untimed, "row is", "rows are")
            ));
        }
        if self.out_of_range > 0 {
            report.warning(&format!(
                "{} left out: times before 1970 or after 2261, which readers of this form take for \
                 others; -o jsonl has them",
                counted(self.out_of_range, "row is", "rows are")
            ));
        }
        if self.unlabelled > 0 {
            report.warning(&format!(
                "{} left out: what labels the objects had is not in the file",
                counted(self.unlabelled, "deletion is", "deletions are")
            ));
        }
    }
}

/// Writes the rows; returns whether there were any.
fn write(
    form: Form,
    story: &Story<'_, '_>,
    clock: &Clock,
    filter: &Filter,
    report: &mut Report<'_>,
    out: &mut dyn Write,
) -> Outcome<bool> {
    let views = story.parts().iter().map(|part| part.view);
    let columns = Columns {
        cluster: story
            .parts()
            .iter()
            .find_map(|part| part.view.cluster_uid()),
        last: views.map(|view| view.revision()).max().unwrap_or(0),
    };
    let mut head = Vec::new();
    form.head(&mut head, &columns);
    out.write_all(&head)?;
    let (mut unread, mut left_out) = (Unread::default(), LeftOut::default());
    let places = story.wanted(filter);
    story.walk(
        &places,
        |share: &mut Share, seen| {
            share.unread.take(story, seen);
            let passed = timeline::rows(story, clock, filter, seen, |row| {
                let written = form.write(&mut share.text, row, &columns);
                share.left_out.count(written);
            });
            match passed {
                Passed::Told => {}
                Passed::Unlabelled => share.left_out.unlabelled += 1,
                Passed::Noise => share.left_out.noise += 1,
            }
        },
        |share| {
            out.write_all(&share.text)?;
            share.text.clear();
            unread.append(&mut share.unread);
            left_out.add(std::mem::take(&mut share.left_out));
            Ok::<(), Failure>(())
        },
    )?;
    let mut text = Vec::new();
    for at in 0..story.aside().len() {
        timeline::aside(story, filter, at, |row| {
            left_out.count(form.write(&mut text, row, &columns));
        });
    }
    out.write_all(&text)?;
    unread.say(story, report);
    let problems = story.parts().iter().flat_map(|part| part.view.problems());
    reach::damage(story.changes(), &problems.collect(), report);
    left_out.say(report);
    Ok(left_out.rows > 0)
}

/// Says which of the objects named never were, as far as the files tell, as `kf history` does.
fn say_unknown(
    filter: &Filter,
    story: &Story<'_, '_>,
    sessions: &[Session<'_>],
    report: &mut Report<'_>,
) {
    let Some(newest) = sessions.iter().max_by_key(|s| s.view.revision()) else {
        return;
    };
    for (mapping, name) in filter.unknown(story) {
        let resource = mapping.resource().group_resource();
        let error = Error::not_found(format!("{resource} {name:?} not found"));
        match &filter.namespace {
            Some(namespace) => {
                let place = (namespace.as_str(), name);
                let message = missing::object(&newest.view, mapping, place, &error, report);
                report.failure(&message);
            }
            None => {
                report.failure(&Message::of(&error));
                missing::hint_at_name(&newest.view, mapping, name, report);
            }
        }
    }
}

/// Says what is known of the namespace that was asked for and in which nothing was found.
fn say_missing(filter: &Filter, sessions: &[Session<'_>], report: &mut Report<'_>) {
    if let Some(newest) = sessions.iter().max_by_key(|s| s.view.revision()) {
        missing::hint_at_namespace(&newest.view, filter.namespace.as_deref(), report);
    }
}

/// Says what of the times is doubtful.
fn say_clock(clock: &Clock, report: &mut Report<'_>) {
    if clock.skew() > 0 {
        report.note(&format!(
            "Times of servers go back by up to {} s against the order of revisions; bounds are \
             widened by it.",
            clock.skew()
        ));
    }
    let wrong = clock.contradictions();
    if let Some(first) = wrong.first() {
        let many = counted(
            wrong.len(),
            "time contradicts the order of revisions and bounds nothing,",
            "times contradict the order of revisions and bound nothing, the first",
        );
        report.warning(&format!(
            "{many} by {} s at revision {}: a clock was set wrong, or etcd was written to directly",
            first.by, first.revision
        ));
    }
}
