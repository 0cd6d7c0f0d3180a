//! Errors and warnings as kubectl shapes them.

use std::io::{self, Write};

use super::args::secrets::SaltOrigin;
use super::exit::ExitStatus;
use crate::escape;
use crate::{Error, ErrorKind};

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The library's error: printed with its place and hint.
    Error(Error),
    /// Text printed as it stands, hints included: the wordings kubectl has.
    Text(String),
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

/// What a command returns.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// How an error reads: `Error from snapshot (NotFound): ...` for what kubectl would have from
/// its server, `error: ...` for the rest, and a hint below.
#[must_use]
pub(crate) fn text(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => prefixed("Error from snapshot (NotFound): ", error),
        _ => plain(error),
    }
}

/// An error that kubectl finds by itself, of whatever kind: `error: ...`.
#[must_use]
pub(crate) fn plain(error: &Error) -> String {
    prefixed("error: ", error)
}

/// An error about a type that kubectl prints without any prefix, as `checkErr` does with a
/// `NoResourceMatchError`.
#[must_use]
pub(crate) fn bare(error: &Error) -> String {
    prefixed("", error)
}

/// What is printed where no person reads along: kubectl has a text of its own for a type that there
/// is not, and scripts compare it to the last line; what to do about it is for people.
#[must_use]
pub(crate) fn without_advice(text: &str) -> &str {
    match text.split_once("\nhint: ") {
        Some((error, _)) if error.starts_with(NO_SUCH_TYPE) && !error.contains('\n') => {
            text.get(..=error.len()).unwrap_or(text)
        }
        _ => text,
    }
}

const NO_SUCH_TYPE: &str = "error: the snapshot doesn't have a resource type ";

fn prefixed(prefix: &str, error: &Error) -> String {
    let mut text = format!("{prefix}{error}\n");
    if let Some(hint) = error.hint_text() {
        text.push_str("hint: ");
        text.push_str(&escape::text(hint));
        text.push('\n');
    }
    text
}

impl Failure {
    /// Keeps the snapshot's name out of an error that is about something else: a file that is
    /// written, a program that is started.
    pub(crate) fn elsewhere(self) -> Self {
        match self {
            Self::Error(e) => Self::Text(text(&e)),
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
    if error.kind().is_about_the_file() {
        error.clone().in_file(name)
    } else {
        error.clone()
    }
}

/// Most different hints of one run; more would not be read, and looking each one up would take
/// ever longer.
const HINTS: usize = 20;

/// Standard error, and how much was reported there.
pub(crate) struct Report<'w> {
    err: &'w mut dyn Write,
    file: String,
    problems: usize,
    hints: Vec<String>,
    /// Whether `--salvage` could find more.
    salvageable: bool,
    salvaging: bool,
    /// Where the salt of digests that were printed is from.
    salt: Option<SaltOrigin>,
}

/// What to do about a page that cannot be read.
const SALVAGE: &str =
    "with --salvage, kf looks for what was lost in the pages that the tree does not lead to";

/// The hint about `--salvage` for an error that ended a run without it.
#[must_use]
pub(crate) fn salvage_hint(error: &Error) -> Option<String> {
    is_salvageable(error).then(|| format!("hint: {SALVAGE}\n"))
}

/// Whether a part of the file is damaged that may be found elsewhere in it.
fn is_salvageable(error: &Error) -> bool {
    error.is_corrupt() && error.location().page.is_some()
}

impl std::fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Report")
            .field("problems", &self.problems)
            .finish_non_exhaustive()
    }
}

impl<'w> Report<'w> {
    /// Reports about `file` go to `err`.
    pub(crate) fn new(err: &'w mut dyn Write, file: &str) -> Self {
        Self {
            err,
            file: file.to_owned(),
            problems: 0,
            hints: Vec::new(),
            salvageable: false,
            salvaging: true,
            salt: None,
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
        let _ = writeln!(self.err, "error: {}", in_file(error, &self.file));
        if let Some(hint) = error.hint_text()
            && self.hints.len() < HINTS
            && !self.hints.iter().any(|h| h == hint)
        {
            self.hints.push(hint.to_owned());
        }
    }

    /// Errors that do not end the run.
    pub(crate) fn all<'e>(&mut self, errors: impl IntoIterator<Item = &'e Error>) {
        for error in errors {
            self.problem(error);
        }
    }

    /// An error worded as kubectl words it; counts as a problem.
    pub(crate) fn failure(&mut self, text: &str) {
        self.problems += 1;
        let _ = self.err.write_all(text.as_bytes());
    }

    /// Something to know that takes nothing away from the output.
    pub(crate) fn warning(&mut self, text: &str) {
        let _ = writeln!(self.err, "warning: {}", escape::text(text));
    }

    /// A line of its own, such as `No resources found`.
    pub(crate) fn note(&mut self, text: &str) {
        let _ = writeln!(self.err, "{}", escape::text(text));
    }

    /// Text of several lines that stands for itself.
    pub(crate) fn verbatim(&mut self, text: &[u8]) {
        let _ = self.err.write_all(text);
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

    /// Says each hint once.
    pub(crate) fn close(&mut self) {
        for hint in std::mem::take(&mut self.hints) {
            let _ = writeln!(self.err, "hint: {}", escape::text(&hint));
        }
        if std::mem::take(&mut self.salvageable) && !self.salvaging {
            let _ = writeln!(self.err, "hint: {SALVAGE}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_is_left_out_of_kubectls_texts_alone() {
        let unknown = format!("{NO_SUCH_TYPE}\"podz\"\nhint: did you mean \"pods\"?\n");
        assert_eq!(
            without_advice(&unknown),
            format!("{NO_SUCH_TYPE}\"podz\"\n")
        );
        let damaged = "error: page 7: damaged\nhint: kf check\n";
        assert_eq!(without_advice(damaged), damaged);
    }
}
