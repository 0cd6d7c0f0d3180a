//! `kf completion`: a script for a shell, which asks the hidden `kf __complete` for what may stand
//! at a place of the command line.

use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::cli::args::completion::{CompleteArgs, CompletionArgs, Shell};
use crate::cli::complete::{self, Snapshot};
use crate::cli::exit::ExitStatus;
use crate::cli::report::Outcome;
use crate::cli::streams::Streams;

/// How long someone who pressed Tab may be kept waiting. A file that takes longer is not asked.
const BUDGET: Duration = Duration::from_millis(1500);

/// Prints the script.
pub(crate) fn run(args: &CompletionArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    streams.out.write_all(match args.shell {
        Shell::Bash => include_bytes!("completion/kf.bash"),
        Shell::Zsh => include_bytes!("completion/kf.zsh"),
        Shell::Fish => include_bytes!("completion/kf.fish"),
        Shell::Powershell => include_bytes!("completion/kf.ps1"),
    })?;
    Ok(ExitStatus::Success)
}

/// Prints what may stand in place of the last word, one a line; a line with `:files` asks the
/// shell for file names. What cannot be found out in time is left out silently.
pub(crate) fn complete(args: &CompleteArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let words = args.words.clone();
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let given = std::env::var_os("KF_SNAPSHOT").filter(|given| !given.is_empty());
        let given = given.map(PathBuf::from);
        let _ = send.send(complete::candidates(&words, Snapshot { given }));
    });
    let found = receive.recv_timeout(BUDGET).unwrap_or_default();
    let mut out = String::new();
    for candidate in found {
        out.push_str(&candidate);
        out.push('\n');
    }
    streams.out.write_all(out.as_bytes())?;
    Ok(ExitStatus::Success)
}
