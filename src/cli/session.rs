//! The one way in which a command opens a snapshot.
//!
//! [`Opening`] says what a command opens and expects. It opens the file, says what speaks against
//! it, builds the view, hands a [`Report`] about the file to the command, closes the report when
//! the command is done, and adds the file to the error of one that failed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::SnapshotArgs;
use super::args::redaction::Redact;
use super::message::Voice;
use super::open;
use super::opened::Held;
use super::redaction::{self, Redaction};
use super::report::{Outcome, Report};
use super::streams::Streams;
use super::ui::Screen;
use crate::snapshot::{Expect, Snapshot, View};
use crate::time::Timestamp;

/// A snapshot and the state of it that the flags ask for.
pub(super) struct Session<'s> {
    /// The flags.
    pub(super) args: &'s SnapshotArgs,
    /// The file as it was named.
    pub(super) path: Option<PathBuf>,
    /// The open file.
    pub(super) snapshot: &'s Snapshot,
    /// Its state at a revision, redacted if that was asked for.
    pub(super) view: View<'s>,
    /// What redacts the objects of the view, if anything does.
    pub(super) redaction: Option<Redaction>,
    /// What is known of the terminal.
    pub(super) screen: Screen,
    /// Whether standard error may show a progress bar.
    pub(super) progress: bool,
}

impl<'s> Session<'s> {
    /// Returns the name of the file.
    pub(super) fn file(&self) -> &'s str {
        self.snapshot.input().name()
    }

    /// Returns the time that AGE counts to.
    pub(super) fn now(&self) -> Outcome<Timestamp> {
        open::now(self.args, self.path.as_deref(), &self.view)
    }

    /// Reports what was damaged in the first pass over the file.
    pub(super) fn say_problems(&self, report: &mut Report<'_>) {
        report.all(self.view.problems());
        self.say_types(report);
        if let Some(doubt) = self.view.doubt() {
            report.warning(doubt);
        }
    }

    /// Reports what could not be read of the types that were asked for.
    fn say_types(&self, report: &mut Report<'_>) {
        report.all(&self.view.take_types_in_doubt());
    }

    /// As [`Self::say_types`], of what came up since: it fails the run.
    fn say_more_types<T>(&self, report: &mut Report<'_>, done: Outcome<T>) -> Outcome<T> {
        let mut problems = self.view.take_types_in_doubt();
        let last = problems.pop();
        report.all(&problems);
        match (done, last) {
            (Ok(_), Some(last)) => Err(last.into()),
            (done, last) => {
                report.all(&last);
                done
            }
        }
    }
}

/// Says beside an empty answer what the snapshot lacks.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn say_lack(view: &View<'_>, report: &mut Report<'_>) -> Outcome {
    if let Some(lack) = view.lacks()? {
        report.warning(&lack);
    }
    Ok(())
}

/// What of a file is said, or used, before a command begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// Keys are used and doubts are said.
    Whole,
    /// Keys are used; the command itself looks for what is wrong.
    Checked,
    /// No keys are used.
    Locked,
}

/// How a command opens a snapshot.
pub(super) struct Opening<'a> {
    args: &'a SnapshotArgs,
    file: Option<&'a Path>,
    expect: Vec<Expect>,
    look: Look,
    salvage_hint: bool,
    redact: Redact,
    all_prefixes: bool,
}

impl<'a> Opening<'a> {
    /// Opens the file that `--snapshot` or `KF_SNAPSHOT` names.
    pub(super) fn new(args: &'a SnapshotArgs) -> Self {
        Self {
            args,
            file: None,
            expect: Vec::new(),
            look: Look::Whole,
            salvage_hint: false,
            redact: args.redaction.redact,
            all_prefixes: false,
        }
    }

    /// Opens `file` instead, if it was given.
    pub(super) fn file(mut self, file: Option<&'a Path>) -> Self {
        self.file = file;
        self
    }

    /// Names what the first pass over the file should gather.
    pub(super) fn expect(mut self, expect: Vec<Expect>) -> Self {
        self.expect = expect;
        self
    }

    /// Leaves doubts about the file to the command, which looks at all of it and says more.
    pub(super) fn checking(mut self) -> Self {
        self.look = Look::Checked;
        self
    }

    /// Uses no keys.
    pub(super) fn locked(mut self) -> Self {
        self.look = Look::Locked;
        self
    }

    /// Hints at `--salvage` where a damaged page was reported and it was not given.
    pub(super) fn hinting_at_salvage(mut self) -> Self {
        self.salvage_hint = true;
        self
    }

    /// Takes several clusters in one etcd together, and says so.
    pub(super) fn all_prefixes(mut self) -> Self {
        self.all_prefixes = true;
        self
    }

    /// Redacts the objects of the view, at this level at least.
    pub(super) fn redacted(mut self, level: Redact) -> Self {
        self.redact = self.redact.max(level);
        self
    }

    /// Runs `work` on the open file.
    pub(super) fn with_snapshot<T>(
        self,
        streams: &mut Streams<'_>,
        work: impl FnOnce(&Snapshot, &mut Report<'_>, &mut dyn Write) -> Outcome<T>,
    ) -> Outcome<T> {
        let opened = self.open_one(streams)?;
        self.report_on(&opened, streams, |report, out| work(&opened, report, out))
    }

    /// Runs `work` on two open files, or on the same one as both where `files` names only one. The
    /// report is about the second until it is told otherwise.
    pub(super) fn with_two<T>(
        self,
        (before, after): (&Path, Option<&Path>),
        streams: &mut Streams<'_>,
        work: impl FnOnce([&Snapshot; 2], &mut Report<'_>, &mut dyn Write) -> Outcome<T>,
    ) -> Outcome<T> {
        let files: Vec<&Path> = [before].into_iter().chain(after).collect();
        self.say_unread(&files, streams);
        let before = self.open(Some(before), streams)?;
        let after = match after {
            Some(path) => Some(self.open(Some(path), streams)?),
            None => None,
        };
        let after = after.as_ref().unwrap_or(&before);
        let voice = Voice::on(streams.err, &streams.screen);
        let mut report = Report::new(voice, after.input().name());
        let done = work([&before, after], &mut report, streams.out);
        let done = say_lost(&before, &mut report, done);
        let done = say_lost(after, &mut report, done)?;
        report.close();
        report.say_salt();
        Ok(done)
    }

    /// Runs `work` on the state that the flags ask for.
    pub(super) fn with_view<T>(
        self,
        streams: &mut Streams<'_>,
        work: impl for<'s> FnOnce(&Session<'s>, &mut Report<'_>, &mut dyn Write) -> Outcome<T>,
    ) -> Outcome<T> {
        let path = self.file.or(self.args.snapshot());
        let opened = self.open_one(streams)?;
        let terminal = (streams.screen.clone(), streams.progress);
        self.report_on(&opened, streams, |report, out| {
            let session = self.session(&opened, path, terminal, report)?;
            let done = work(&session, report, out);
            if let Some(version) = session.view.doubtful_version() {
                report.assumed(version);
            }
            if let Some(doubt) = session.view.doubtful_time() {
                report.warning(&format!("{doubt}; --now names another"));
            }
            session.say_more_types(report, done)
        })
    }

    /// Runs `work` on the states of several files, in their order. A file that cannot be read is
    /// named and left out; there is at least one left.
    pub(super) fn with_views<T>(
        self,
        files: &[PathBuf],
        streams: &mut Streams<'_>,
        work: impl for<'s> FnOnce(&[Session<'s>], &mut Report<'_>, &mut dyn Write) -> Outcome<T>,
    ) -> Outcome<T> {
        if files.len() < 2 {
            return self.with_view(streams, |session, report, out| {
                work(std::slice::from_ref(session), report, out)
            });
        }
        let mut opened = Vec::new();
        let mut failed = Vec::new();
        for path in files {
            match self.open(Some(path), streams) {
                Ok(snapshot) => opened.push((path, snapshot)),
                Err(failure) => failed.push((path.display().to_string(), failure)),
            }
        }
        let terminal = (streams.screen.clone(), streams.progress);
        let salvaging = self.args.salvage || !self.salvage_hint;
        let voice = Voice::on(streams.err, &streams.screen);
        let mut report = Report::new(voice, "").salvaging(salvaging);
        let mut sessions = Vec::new();
        for (path, snapshot) in &opened {
            let name = snapshot.input().name();
            report.about(name);
            match self.session(snapshot, Some(path), terminal.clone(), &mut report) {
                Ok(session) => sessions.push(session),
                Err(failure) => failed.push((name.to_owned(), failure)),
            }
        }
        let mut failed = failed.into_iter();
        if sessions.is_empty()
            && let Some((name, failure)) = failed.next()
        {
            for (name, failure) in failed {
                report.about(&name);
                report.left_out(failure)?;
            }
            return Err(failure.in_file(&name));
        }
        for (name, failure) in failed {
            report.about(&name);
            report.left_out(failure)?;
        }
        let mut done = work(&sessions, &mut report, streams.out);
        for session in &sessions {
            report.about(session.file());
            if let Some(doubt) = session.view.doubtful_time() {
                report.warning(doubt);
            }
            done = session.say_more_types(&mut report, done);
        }
        for (_, snapshot) in &opened {
            done = say_lost(snapshot, &mut report, done);
        }
        if done.is_ok() {
            report.close();
        }
        report.say_salt();
        done
    }

    /// Builds the state of an open file that the flags ask for.
    fn session<'s>(
        &self,
        opened: &'s Snapshot,
        path: Option<&Path>,
        (screen, progress): (Screen, bool),
        report: &mut Report<'_>,
    ) -> Outcome<Session<'s>>
    where
        'a: 's,
    {
        let expect = self.expect.clone();
        let mut options = open::view_options(self.args, self.args.rev, expect);
        options.all_prefixes = self.all_prefixes;
        let mut view = opened.view_with(&options)?;
        let others = view.other_prefixes().len();
        if others > 0 {
            report.note(&format!(
                "{} clusters share this etcd, and all are counted; --etcd-prefix takes one",
                others.saturating_add(1)
            ));
        }
        let mut redaction = None;
        if self.redact != Redact::No {
            let made = redaction::redactor(&self.args.redaction, self.redact, Some(&view))?;
            report.remember_salt(made.origin);
            view = view.redacted(Arc::clone(&made.redactor));
            redaction = Some(made);
        }
        Ok(Session {
            args: self.args,
            path: path.map(Path::to_owned),
            snapshot: opened,
            view,
            redaction,
            screen,
            progress,
        })
    }

    /// Opens the file, and says which of two that were named is not looked at.
    fn open_one(&self, streams: &mut Streams<'_>) -> Outcome<Held> {
        self.say_unread(self.file.as_slice(), streams);
        self.open(self.file, streams)
    }

    /// Says that the snapshot of `-s` is none of the files that are read, where they stand among the arguments.
    fn say_unread(&self, read: &[&Path], streams: &mut Streams<'_>) {
        let (Some(last), Some(given)) = (self.args.snapshot(), read.last()) else {
            return;
        };
        let is_read = |named: &PathBuf| read.contains(&named.as_path());
        if self.args.named && !self.args.snapshots.iter().any(is_read) {
            let names: Vec<_> = read.iter().map(|file| file.to_string_lossy()).collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            let text = format!(
                "{} {verb} read, and not {}",
                names.join(" and "),
                last.display()
            );
            Report::new(streams.voice(), &given.to_string_lossy()).warning(&text);
        }
    }

    fn open(&self, file: Option<&Path>, streams: &mut Streams<'_>) -> Outcome<Held> {
        let path = file.or(self.args.snapshot());
        if let Some(held) = self.args.opened.find(path) {
            return Ok(held);
        }
        let opened = match self.look {
            Look::Whole => open::snapshot(self.args, file, streams),
            Look::Checked => open::snapshot_to_check(self.args, file, streams),
            Look::Locked => open::locked_snapshot(self.args, file, streams),
        };
        Ok(Held::Own(Box::new(opened?)))
    }

    fn report_on<T>(
        &self,
        opened: &Snapshot,
        streams: &mut Streams<'_>,
        work: impl FnOnce(&mut Report<'_>, &mut dyn Write) -> Outcome<T>,
    ) -> Outcome<T> {
        let file = opened.input().name();
        let salvaging = self.args.salvage || !self.salvage_hint;
        let voice = Voice::on(streams.err, &streams.screen);
        let mut report = Report::new(voice, file).salvaging(salvaging);
        let done = work(&mut report, streams.out);
        let done = say_lost(opened, &mut report, done);
        match &done {
            Ok(_) => report.close(),
            Err(_) => report.close_folded(),
        }
        report.say_salt();
        done.map_err(|e| e.in_file(file))
    }
}

/// Says what could not be read of the file, which fails the run: nobody knows what was in it.
fn say_lost<T>(opened: &Snapshot, report: &mut Report<'_>, done: Outcome<T>) -> Outcome<T> {
    let Some(lost) = opened.input().lost() else {
        return done;
    };
    let lost = lost.in_file(opened.input().name());
    match done {
        Ok(_) => Err(lost.into()),
        Err(failure) => {
            report.problem(&lost);
            Err(failure)
        }
    }
}
