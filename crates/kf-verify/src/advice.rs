//! What a program of the stack said when it failed, and what to do about it.
//!
//! The words of etcd, of its tools and of the engines are read here alone. What they mean to the stack
//! travels with the error, as a [`Known`].

use std::io;
use std::path::Path;

use kf_base::error::{Error, ErrorKind};
use kf_base::escape;
use kf_object::parse;

/// Lines of a program that are repeated.
const LINES: usize = 4;

/// Longest part of a line that is repeated, in characters.
const LONG: usize = 400;

/// What is known to have been in the way, where the stack can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// The program is not there: as a file, or in its image.
    Absent,
    /// Something else listens at a port that was free a moment ago.
    PortTaken,
}

/// A program that did not start, or ended when it should not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stopped {
    /// What to tell the person.
    pub(crate) error: Error,
    /// Why, if that is known.
    pub(crate) cause: Option<Known>,
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Self { error, cause: None }
    }
}

impl From<Stopped> for Error {
    fn from(stopped: Stopped) -> Self {
        stopped.error
    }
}

impl Stopped {
    /// Adds to an error what the program said last, what helps against it, and what it means.
    pub(crate) fn saying(error: Error, log: &str) -> Self {
        let cause = KNOWN.iter().find(|(sign, _)| log.contains(sign));
        Self {
            error: said(error, log),
            cause: cause.map(|(_, known)| *known),
        }
    }

    /// Keeps what is known of it, with another error.
    pub(crate) fn map(self, error: impl FnOnce(Error) -> Error) -> Self {
        Self {
            error: error(self.error),
            ..self
        }
    }
}

/// What programs say, and what it means; the first that is found counts. Of a program that is not in
/// an image runc says the second, crun the third.
const KNOWN: &[(&str, Known)] = &[
    ("address already in use", Known::PortTaken),
    ("executable file not found", Known::Absent),
    ("not found in $PATH", Known::Absent),
    ("no such file or directory", Known::Absent),
];

/// A program that could not be started.
pub(crate) fn not_started(name: &str, program: &Path, e: &io::Error) -> Stopped {
    let why = match e.kind() {
        io::ErrorKind::NotFound => "there is no such program".to_owned(),
        _ => e.to_string(),
    };
    let text = format!("cannot start {name} ({}): {why}", program.display());
    let hint = match (name, e.kind()) {
        (_, io::ErrorKind::PermissionDenied) => "is it a program of this machine, and executable?",
        ("podman" | "docker", _) => {
            "install podman or docker, or give --runtime process with the programs themselves"
        }
        ("kube-apiserver", _) => {
            "--kube-apiserver FILENAME names the program; --level etcd needs none; \
             --runtime podman or docker runs it from its image"
        }
        _ => {
            "--etcd FILENAME names etcd, with etcdutl or etcdctl beside it; --runtime podman or \
             docker runs it from its image"
        }
    };
    Stopped {
        error: Error::new(ErrorKind::Judge, text).hint(hint),
        cause: Some(Known::Absent),
    }
}

/// A program that ended when it should not have.
pub(crate) fn ended(name: &str, status: &str, log: &str) -> Stopped {
    let text = format!("{name} ended with {status}");
    Stopped::saying(Error::new(ErrorKind::Judge, text), log)
}

/// Adds to an error what the program said last, and what helps against it.
fn said(error: Error, log: &str) -> Error {
    let lines = telling(log);
    let mut text = error.message().to_owned();
    for line in &lines {
        text.push_str("\n  ");
        text.push_str(line);
    }
    let whole = Error::new(error.kind(), text);
    match HINTS.iter().find(|(sign, _)| log.contains(sign)) {
        Some((_, hint)) => whole.hint(*hint),
        None => whole,
    }
}

/// What programs say, and what helps; the first that is found counts.
const HINTS: &[(&str, &str)] = &[
    (
        "no space left on device",
        "--work-dir DIR names a place with more room",
    ),
    (
        "address already in use",
        "another program has the port: --port N names another one",
    ),
    (
        "port is already allocated",
        "another program has the port: --port N names another one",
    ),
    (
        "invalid downgrade",
        "the data was written by a newer etcd than this one: --etcd FILENAME or --etcd-image NAME \
         gives one of its version",
    ),
    (
        "cannot be downgraded",
        "the data was written by a newer etcd than this one: --etcd FILENAME or --etcd-image NAME \
         gives one of its version",
    ),
    (
        "integrity check failed",
        "etcd refuses the snapshot because its SHA-256 is wrong: bytes of it have changed; kf check \
         says where, and other commands still read what is whole",
    ),
    (
        "expected sha256",
        "etcd refuses the snapshot because its SHA-256 is wrong: bytes of it have changed; kf check \
         says where, and other commands still read what is whole",
    ),
    (
        "invalid database",
        "etcd refuses the snapshot as a database: kf check says what is wrong with it",
    ),
    (
        "file size too small",
        "etcd refuses the snapshot as cut off: kf check says what is wrong with it",
    ),
    (
        "unexpected fault address",
        "etcd crashed on the snapshot's pages: kf check says what is wrong with them",
    ),
    (
        "failed to get all reachable pages",
        "etcd refuses the snapshot's pages: kf check says what is wrong with them, and other commands \
         still read what is whole",
    ),
    (
        "page already freed",
        "etcd refuses the snapshot's pages: kf check says what is wrong with them",
    ),
    (
        "unknown flag",
        "the program is of a version that kf does not expect there: --kube-version names the version \
         of the kube-apiserver, --etcd or --etcd-image another etcd",
    ),
    (
        "flag provided but not defined",
        "the program is of a version that kf does not expect there: --etcd or --etcd-image gives \
         another",
    ),
    (
        "does not match the previous range",
        "the service network of the snapshot is another one: --from-inspect takes it from the \
         original's arguments",
    ),
    (
        "setting rlimit",
        "the engine may not set limits here: --engine-arg=--ulimit=nofile=1024:1024 and the like set \
         lower ones",
    ),
    (
        "image not known",
        "the image is not there: --image-archive FILENAME loads one, --pull missing fetches it, \
         --etcd-image and --apiserver-image name others",
    ),
    (
        "No such image",
        "the image is not there: --image-archive FILENAME loads one, --pull missing fetches it, \
         --etcd-image and --apiserver-image name others",
    ),
    (
        "manifest unknown",
        "the registry has no such image: --etcd-image and --apiserver-image name others",
    ),
    (
        "initializing source",
        "the image cannot be fetched: --image-archive FILENAME loads one from a file, \
         --etcd-image and --apiserver-image name others",
    ),
    (
        "pinging container registry",
        "the image cannot be fetched: --image-archive FILENAME loads one from a file, \
         --etcd-image and --apiserver-image name others",
    ),
    (
        "Cannot connect to the Docker daemon",
        "no docker engine runs: --runtime podman or process does without",
    ),
    (
        "dial unix /var/run/docker.sock",
        "the docker engine does not answer: --runtime podman or process does without",
    ),
    (
        "permission denied",
        "it may not read or write there: --work-dir DIR names another place for the copy",
    ),
];

/// The lines that tell most: those that say what went wrong, or else the last ones.
fn telling(log: &str) -> Vec<String> {
    let lines: Vec<&str> = log.lines().filter(|l| !l.trim().is_empty()).collect();
    let bad = |line: &&&str| {
        let lower = line.to_lowercase();
        SIGNS.iter().any(|sign| lower.contains(sign))
    };
    let mut found: Vec<&str> = lines
        .iter()
        .rev()
        .filter(bad)
        .take(LINES)
        .copied()
        .collect();
    if found.is_empty() {
        found = lines.iter().rev().take(LINES).copied().collect();
    }
    found.reverse();
    found
        .into_iter()
        .map(|line| {
            let plain = message(line).unwrap_or_else(|| line.trim().to_owned());
            let short: String = plain.chars().take(LONG).collect();
            escape::text(&short)
        })
        .collect()
}

/// What a line of etcd's JSON log says (zap): the message, and whatever was added to it.
fn message(line: &str) -> Option<String> {
    let line = parse::json::parse(line.trim().as_bytes()).ok()?;
    let mut text = line.str_at(&["msg"])?.to_owned();
    for (name, value) in line.as_object()?.iter() {
        let told = !matches!(name, "msg" | "level" | "ts" | "caller" | "stacktrace");
        if let (true, Some(value)) = (told, value.as_str()) {
            text.push_str(&format!("; {name}: {value}"));
        }
    }
    Some(text)
}

/// Words in the lines of Go programs that fail.
const SIGNS: &[&str] = &[
    "error", "panic", "fatal", "fail", "cannot", "refuse", "denied", "unknown", "invalid", "in use",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_that_tell() {
        let log =
            "starting\nlistening\npanic: no such page\ngoroutine 1 [running]:\n\u{1b}[31mend\n";
        assert_eq!(telling(log), ["panic: no such page"]);
        assert_eq!(telling("a\n\nb\n"), ["a", "b"]);
        assert_eq!(telling(&"x".repeat(1000))[0].len(), LONG);
        let json =
            r#"{"level":"fatal","ts":"2026","msg":"bad","error":"e: \"x\"","stacktrace":"s"}"#;
        assert_eq!(telling(json), [r#"bad; error: e: "x""#]);
        assert!(!telling("error: \u{1b}[2J")[0].contains('\u{1b}'));
    }

    #[test]
    fn hints() {
        let stopped = ended(
            "etcd",
            "exit status: 2",
            "x\nlisten tcp: bind: address already in use",
        );
        let hint = stopped.error.hint_text().unwrap_or_default();
        assert!(hint.contains("--port"));
        let stopped = ended("etcd", "exit status: 2", "x");
        assert_eq!((stopped.error.hint_text(), stopped.cause), (None, None));
    }

    #[test]
    fn what_the_stack_can_do_something_about() {
        let cause = |log| ended("etcd", "exit status: 1", log).cause;
        let taken = "listen tcp 127.0.0.1:2379: bind: address already in use";
        assert_eq!(cause(taken), Some(Known::PortTaken));
        // podman with crun, and docker with runc.
        for absent in [
            "Error: crun: executable file `etcdutl` not found in $PATH: No such file or directory",
            "exec: \"etcdutl\": executable file not found in $PATH: unknown",
            "Error: runc: exec failed: etcdutl: no such file or directory",
        ] {
            assert_eq!(cause(absent), Some(Known::Absent), "{absent}");
        }
        let missing = io::Error::from(io::ErrorKind::NotFound);
        let stopped = not_started("etcdutl", Path::new("etcdutl"), &missing);
        assert_eq!(stopped.cause, Some(Known::Absent));
        // It is no word of the message that counts.
        let named = Error::new(ErrorKind::Judge, "address already in use");
        assert_eq!(Stopped::from(named).cause, None);
    }
}
