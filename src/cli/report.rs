//! Errors and warnings as kubectl shapes them.

use std::borrow::Cow;
use std::io;

use super::args::redaction::SaltOrigin;
use super::exit::ExitStatus;
use super::message::{Head, Message, Voice};
use crate::count::counted;
use crate::escape;
use crate::snapshot::KubeVersion;
use crate::{Error, ErrorKind};

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The library's error, which may be about the file that is read.
    Error(Error),
    /// An error in the words that kubectl has for it, or kf itself.
    Message(Message),
    /// Standard output is gone: a pipe whose reader has left. Not a failure.
    BrokenPipe,
    /// Writing to standard output failed for another reason.
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(e: Error) -> Self {
        Self::Error(e)
    }
}

impl From<io::Error> for Failure {
    fn from(e: io::Error) -> Self {
        if e.kind() == io::ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else {
            Self::Output(e)
        }
    }
}

/// Lists what the keys of other clusters in one etcd start with, or says how many there are.
pub(crate) fn prefixes(all: &[String]) -> String {
    if all.len() > 20 {
        return format!("{} other prefixes", all.len());
    }
    let quoted = all
        .iter()
        .map(|prefix| escape::quoted(format!("{prefix}/").as_bytes()));
    quoted.collect::<Vec<_>>().join(", ")
}

/// Says how many keys are not counted since one prefix was asked for and they have another.
pub(crate) fn keys_left_out(keys: usize, neighbours: &[String]) -> String {
    format!(
        "{} below {} {} left out: --etcd-prefix takes one cluster",
        counted(keys, "key", "keys"),
        prefixes(neighbours),
        if keys == 1 { "is" } else { "are" }
    )
}

/// What a command returns.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl Failure {
    /// Words an error that kf finds by itself, such as wrong usage.
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Message::new(Head::Error, text).into()
    }

    /// Words an error as one that kubectl finds by itself, of whatever kind.
    pub(crate) fn plain(error: &Error) -> Self {
        Message::plain(error).into()
    }

    /// Words an error about a type that kubectl prints without any prefix, as `checkErr` does with
    /// a `NoResourceMatchError`.
    pub(crate) fn bare(error: &Error) -> Self {
        Message::worded(Head::None, error).into()
    }

    /// Words an error of looking up a type. No server is asked for it: kubectl's discovery finds
    /// none, and scripts compare its text to the last line.
    pub(crate) fn lookup(error: Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Message::plain(&error).hint_for_people().into(),
            _ => Self::Error(error),
        }
    }

    /// Returns what is printed, as it is where no person reads along.
    #[cfg(test)]
    pub(crate) fn to_text(&self) -> String {
        let mut out = Vec::new();
        match self {
            Self::Message(message) => Voice::new(&mut out, false, false).message(message),
            other => out.extend(format!("{other:?}").bytes()),
        }
        String::from_utf8(out).unwrap()
    }

    /// Says what to do.
    pub(crate) fn hint(self, text: impl Into<String>) -> Self {
        match self {
            Self::Error(e) => Self::Error(e.hint(text)),
            Self::Message(message) => Self::Message(message.hint(text)),
            other => other,
        }
    }

    /// Keeps the snapshot's name out of an error that is about something else: a file that is
    /// written, a program that is started.
    pub(crate) fn elsewhere(self) -> Self {
        match self {
            Self::Error(e) => Self::Message(Message::of(&e)),
            other => other,
        }
    }

    /// Adds the file to an error about its content; what is not in it, or was asked wrongly, is
    /// no fault of the file's.
    pub(crate) fn in_file(self, name: &str) -> Self {
        match self {
            Self::Error(e) => Self::Error(in_file(&e, name)),
            other => other,
        }
    }
}

fn in_file(error: &Error, name: &str) -> Error {
    // Of a command that reads no one file, an error names the one that it is about.
    if error.kind().is_about_the_file() && !name.is_empty() {
        error.clone().in_file(name)
    } else {
        error.clone()
    }
}

/// Most different hints of one run; more would not be read, and looking each one up would take
/// ever longer.
const HINTS: usize = 20;

/// Errors of the same words that a terminal shows one by one; of more, nobody sees the first.
const SHOWN_ALIKE: usize = 10;

/// Most different words that are counted; the errors of others are all shown.
const ALIKE: usize = 64;

/// Errors of the same words, wherever they lie.
struct Alike {
    kind: ErrorKind,
    words: String,
    count: usize,
}

/// Standard error, and how much was reported there.
pub(crate) struct Report<'w> {
    voice: Voice<'w>,
    file: String,
    problems: usize,
    hints: Vec<String>,
    /// Whether `--salvage` could find more.
    salvageable: bool,
    salvaging: bool,
    /// Where the salt of digests that were printed is from.
    salt: Option<SaltOrigin>,
    /// Whether a hint said which version is assumed.
    said_assumed: bool,
    /// What a terminal was told how often; what else reads along gets every error.
    alike: Vec<Alike>,
}

/// What to do about a page that cannot be read.
const SALVAGE: &str =
    "with --salvage, kf looks for what was lost in the pages that the tree does not lead to";

/// The hint about `--salvage` for an error that ended a run without it.
#[must_use]
pub(crate) fn salvage_hint(error: &Error) -> Option<&'static str> {
    is_salvageable(error).then_some(SALVAGE)
}

/// Whether a part of the file is damaged that may be found elsewhere in it.
fn is_salvageable(error: &Error) -> bool {
    error.is_corrupt() && error.location().page.is_some()
}

/// Counts an error; returns whether so many of its words were shown already that a person needs to
/// see no more of them.
fn folds(seen: &mut Vec<Alike>, error: &Error, person: bool) -> bool {
    if !person {
        return false;
    }
    let same = |a: &&mut Alike| a.kind == error.kind() && a.words == error.message();
    if let Some(alike) = seen.iter_mut().find(same) {
        alike.count += 1;
        return alike.count > SHOWN_ALIKE;
    }
    if seen.len() < ALIKE {
        seen.push(Alike {
            kind: error.kind(),
            words: error.message().to_owned(),
            count: 1,
        });
    }
    false
}

impl std::fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Report")
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}

impl<'w> Report<'w> {
    /// Reports about `file` go to `voice`.
    pub(crate) fn new(voice: Voice<'w>, file: &str) -> Self {
        Self {
            voice,
            file: file.to_owned(),
            problems: 0,
            hints: Vec::new(),
            salvageable: false,
            salvaging: true,
            salt: None,
            said_assumed: false,
            alike: Vec::new(),
        }
    }

    /// Of a command that can salvage: without `--salvage`, it is hinted at where it may help.
    #[must_use]
    pub(crate) fn salvaging(mut self, salvaging: bool) -> Self {
        self.salvaging = salvaging;
        self
    }

    /// An error that does not end the run: part of the data could not be read.
    pub(crate) fn problem(&mut self, error: &Error) {
        self.problems += 1;
        self.salvageable |= is_salvageable(error);
        let error = self.voice.tellable(error);
        if !folds(&mut self.alike, &error, self.voice.is_for_a_person()) {
            let placed = in_file(&error, &self.file);
            self.voice.say(Head::Error, &placed.to_string());
        }
        if let Some(hint) = error.hint_text() {
            self.hint(hint);
        }
    }

    /// Something to do or to know, said once and at the end.
    pub(crate) fn hint(&mut self, hint: &str) {
        // Of the file that is spoken of now.
        let hint = self.voice.named(hint).into_owned();
        if self.hints.len() < HINTS && !self.hints.contains(&hint) {
            self.hints.push(hint);
        }
    }

    /// Says once that what is printed would differ if the version were not the assumed one.
    pub(crate) fn assumed(&mut self, version: KubeVersion) {
        if !std::mem::replace(&mut self.said_assumed, true) {
            self.hint(&format!(
                "this is as Kubernetes {version} shows it; --kube-version names another"
            ));
        }
    }

    /// Says why one of several files is left out; only what is wrong with the output ends the run.
    pub(crate) fn left_out(&mut self, failure: Failure) -> Outcome {
        match failure {
            Failure::Error(e) => self.problem(&e),
            Failure::Message(message) => self.failure(&message),
            other => return Err(other),
        }
        Ok(())
    }

    /// Errors that do not end the run.
    pub(crate) fn all<'e>(&mut self, errors: impl IntoIterator<Item = &'e Error>) {
        for error in errors {
            self.problem(error);
        }
    }

    /// An error in its final words; counts as a problem.
    pub(crate) fn failure(&mut self, message: &Message) {
        self.problems += 1;
        self.voice.message(message);
    }

    /// Something to know that takes nothing away from the output.
    pub(crate) fn warning(&mut self, text: &str) {
        self.voice.say(Head::Warning, &escape::text(text));
    }

    /// A line of its own, such as `No resources found`.
    pub(crate) fn note(&mut self, text: &str) {
        self.headed(Head::None, text);
    }

    /// Something to know with a head of its own.
    pub(crate) fn headed(&mut self, head: Head, text: &str) {
        self.voice.say(head, &escape::text(text));
    }

    /// Text of several lines that stands for itself.
    pub(crate) fn verbatim(&mut self, text: &[u8]) {
        self.voice.verbatim(text);
    }

    /// Whether a person reads along.
    pub(crate) fn is_for_a_person(&self) -> bool {
        self.voice.is_for_a_person()
    }

    /// Whether nothing may be quoted that the file holds.
    pub(crate) fn is_discreet(&self) -> bool {
        self.voice.is_discreet()
    }

    /// Returns an error as it may be told.
    pub(crate) fn tellable<'e>(&self, error: &'e Error) -> Cow<'e, Error> {
        self.voice.tellable(error)
    }

    /// How many problems were reported.
    #[must_use]
    pub(crate) fn problems(&self) -> usize {
        self.problems
    }

    /// Returns the exit status that what was reported calls for.
    #[must_use]
    pub(crate) fn status(&self) -> ExitStatus {
        ExitStatus::from_problems(self.problems)
    }

    /// Goes on about another file.
    pub(crate) fn about(&mut self, file: &str) {
        file.clone_into(&mut self.file);
        self.voice.about(file);
    }

    /// Remembers where the salt of digests is from.
    pub(crate) fn remember_salt(&mut self, origin: SaltOrigin) {
        self.salt = Some(origin);
    }

    /// Warns when the digests are good for nothing but this run's output.
    pub(crate) fn say_salt(&mut self) {
        if self.salt.take() == Some(SaltOrigin::Random) {
            self.warning(
                "the salt is random, since there are no Secrets to derive one from that nobody can \
                 guess: digests of another run cannot be compared with these. --redact-salt gives \
                 one",
            );
        }
    }

    /// Says how many errors were not shown one by one.
    pub(crate) fn close_folded(&mut self) {
        for alike in std::mem::take(&mut self.alike) {
            if let Some(more @ 1..) = alike.count.checked_sub(SHOWN_ALIKE) {
                let text = format!("... and {more} more: {}", alike.words);
                self.headed(Head::Error, &text);
                self.hint("2>FILENAME writes every error to a file");
            }
        }
    }

    /// Says each hint once.
    pub(crate) fn close(&mut self) {
        self.close_folded();
        for hint in std::mem::take(&mut self.hints) {
            self.headed(Head::Hint, &hint);
        }
        if std::mem::take(&mut self.salvageable) && !self.salvaging {
            self.headed(Head::Hint, SALVAGE);
        }
    }
}
