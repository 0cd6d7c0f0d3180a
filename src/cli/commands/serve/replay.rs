//! `kf serve --replay`: the clock, and where it begins.

use std::time::Duration;

use crate::cli::args::serve::{Beginning, ServeArgs};
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::session::Session;
use crate::count::counted;
use crate::etcd::Want;
use crate::serve::{Clock, Moment, Replay};
use crate::snapshot::{KeyChanges, Timeline};
use crate::time::{self, Timestamp};

/// The changes of a file, and how they are played.
pub(super) struct Played<'s> {
    changes: KeyChanges<'s>,
    timeline: Timeline,
    from: i64,
    last: i64,
    speed: f64,
    /// Whether ages count to the time of the clock.
    ages: bool,
    clock: Clock,
}

impl<'s> Played<'s> {
    /// Reads the changes of a file, and finds where to begin.
    pub(super) fn read(args: &ServeArgs, session: &Session<'s>) -> Outcome<Self> {
        let view = &session.view;
        let changes = view.changes_of(&Want::all());
        let reach = view.reach();
        let is_own = |key: &[u8]| view.is_registry_key(key);
        let first = changes.iter().find(|c| is_own(c.record.key));
        let first = first.map(|change| change.record.revision.main);
        let (Some(first), true) = (first, reach.kept.has_history()) else {
            return Err(Failure::usage(
                "the file holds one state and no changes: there is nothing to play",
            ));
        };
        let oldest = first.max(reach.compacted.unwrap_or(first));
        let timeline = Timeline::read(view, &changes);
        let from = match args.from {
            None => oldest,
            Some(Beginning::Revision(revision)) => revision,
            Some(Beginning::Time(time)) => timeline
                .revision(time)
                .filter(|revision| *revision >= oldest)
                .ok_or_else(|| too_early(time, &timeline, oldest))?,
        };
        // What is compacted away or still to come is refused in its own words.
        view.store().resolve(Some(from))?;
        if from < oldest {
            return Err(Failure::usage(format!(
                "the state at revision {from} has no objects: the first one was made at {oldest}"
            )));
        }
        let ages = session.args.now.is_none();
        let clock = Clock::new(Moment {
            revision: from,
            time: timeline.time(from).filter(|_| ages),
        });
        Ok(Self {
            changes,
            timeline,
            from,
            last: reach.last,
            speed: args.speed.unwrap_or(1.0),
            ages,
            clock,
        })
    }

    /// What the server needs of it.
    pub(super) fn replay(&self) -> Replay<'_, 's> {
        Replay {
            clock: self.clock.clone(),
            changes: &self.changes,
        }
    }

    /// Sets the clock to where it is after some time, and returns whether it has come to the end.
    pub(super) fn tick(&self, elapsed: Duration) -> bool {
        let played = Duration::try_from_secs_f64(elapsed.as_secs_f64() * self.speed);
        let nanos = played.ok().and_then(|d| u64::try_from(d.as_nanos()).ok());
        let (revision, time) = self.timeline.after(self.from, nanos.unwrap_or(u64::MAX));
        // The last revision may have changed nothing.
        let ended = self.changes.get(self.changes.after(revision)).is_none();
        let revision = if ended { self.last } else { revision };
        self.clock.advance(Moment {
            revision,
            time: time.filter(|_| self.ages),
        });
        ended
    }

    /// Says what is played.
    pub(super) fn announce(&self, report: &mut Report<'_>) {
        let Self { from, last, .. } = self;
        let (begun, ended) = (self.text(*from), self.text(*last));
        report.note(&format!(
            "playing revision {from} ({begun}) to {last} ({ended}), {} times as fast: {}",
            self.speed,
            self.length()
        ));
        let (all, known) = self.timeline.told();
        report.note(&format!(
            "an object tells the time of {known} of {}; the others lie between their neighbours",
            counted(all, "revision", "revisions")
        ));
        let lost = self.changes.problems.len();
        if lost > 0 {
            report.warning(&format!(
                "{} not played, since it cannot be read; kf check names what is damaged",
                counted(lost, "change is", "changes are")
            ));
        }
    }

    /// Says that it is over.
    pub(super) fn say_end(&self, report: &mut Report<'_>) {
        let last = self.last;
        let time = self.text(last);
        report.note(&format!(
            "the replay is over: this is the newest state, revision {last} ({time})"
        ));
    }

    fn text(&self, revision: i64) -> String {
        let time = self.timeline.time(revision);
        let text = time.and_then(|time| time::time_text(time.seconds));
        text.unwrap_or_else(|| "time unknown".to_owned())
    }

    /// How long it takes.
    fn length(&self) -> String {
        let ends = (self.timeline.time(self.from), self.timeline.time(self.last));
        let (Some(from), Some(last)) = ends else {
            return "nothing changes".to_owned();
        };
        let played =
            Duration::from_nanos(u64::try_from(last.nanos_since(from)).unwrap_or_default());
        let taken = Duration::try_from_secs_f64(played.as_secs_f64() / self.speed);
        let nanos = taken.ok().and_then(|d| i64::try_from(d.as_nanos()).ok());
        time::human_duration(nanos.unwrap_or(i64::MAX))
    }
}

fn too_early(time: Timestamp, timeline: &Timeline, oldest: i64) -> Failure {
    let asked = time::time_text(time.seconds).unwrap_or_default();
    let first = timeline.time(oldest);
    let first = first
        .and_then(|t| time::time_text(t.seconds))
        .unwrap_or_default();
    Failure::usage(format!(
        "the file does not reach back to {asked}: its oldest whole state is revision {oldest}, of \
         about {first}"
    ))
}
