//! `kf browse`

mod files;
mod source;
#[cfg(test)]
mod tests;

use std::io::{self, BufWriter, IsTerminal as _};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGCONT, SIGTSTP};

use crate::browse::{self, Process, Settings};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::browse::BrowseArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::interrupt;
use crate::cli::open;
use crate::cli::opened::Shared;
use crate::cli::report::{Failure, Outcome};
use crate::cli::streams::Streams;
use crate::cli::ui::Color;
use crate::error::Error;
use source::Opened;

/// Bytes of the screen that are sent at once.
const SENT: usize = 1 << 16;

/// Runs `kf browse`.
pub(crate) fn run(
    args: &BrowseArgs,
    color: Color,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    if !streams.screen.out {
        return Err(Failure::usage("kf browse needs a terminal to show it on")
            .hint("kf get prints tables and objects to a file or a pipe"));
    }
    let opened = opened(snapshot, streams)?;
    let source = Opened::new(&opened, snapshot, streams.screen.discreet);
    let settings = Settings {
        word: args.word.clone(),
        namespace: args.scope.only_given().map(str::to_owned),
        revision: snapshot.rev,
        color: color.on(streams.screen.out, &streams.screen),
        clipboard: args.clipboard,
        mouse: args.mouse,
    };
    let ended = show(&source, &settings, streams);
    for snapshot in (0..opened.len()).filter_map(|at| opened.get(at)) {
        if let Some(lost) = snapshot.input().lost() {
            return Err(lost.in_file(snapshot.input().name()).into());
        }
    }
    ended.map(|()| ExitStatus::Success)
}

/// Opens the files, one or two.
fn opened(args: &SnapshotArgs, streams: &mut Streams<'_>) -> Outcome<Shared> {
    let mut paths = args.snapshots.clone();
    paths.dedup();
    if paths.len() > 2 {
        return Err(Failure::usage("kf browse shows two snapshots at most"));
    }
    if paths.is_empty() {
        // The error that every command has for it.
        open::snapshot(args, None, streams)?;
    }
    let mut all = Shared::default();
    for path in paths {
        let opened = open::snapshot(args, Some(&path), streams)?;
        all.push(path, opened);
    }
    Ok(all)
}

fn show(source: &Opened<'_>, settings: &Settings, streams: &mut Streams<'_>) -> Outcome {
    let ended = interrupt::flag()?;
    let suspended = raised_by(SIGTSTP)?;
    let continued = raised_by(SIGCONT)?;
    let suspend = || {
        let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
    };
    let mut out = BufWriter::with_capacity(SENT, &mut *streams.out);
    let mut process = Process {
        out: &mut out,
        ended: &ended,
        suspended: &suspended,
        continued: &continued,
        suspend: &suspend,
    };
    match browse::run(source, settings, &mut process) {
        Ok(()) => Ok(()),
        Err(browse::Failure::Snapshot(e)) => Err(e.into()),
        Err(browse::Failure::Terminal(e)) if !io::stdout().is_terminal() => Err(e.into()),
        Err(browse::Failure::Terminal(e)) => {
            Err(Failure::from(Error::io("the terminal", &e)).elsewhere())
        }
    }
}

/// Returns a flag that a signal raises.
fn raised_by(signal: i32) -> Outcome<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal, Arc::clone(&flag))
        .map_err(|e| Failure::from(Error::io("cannot handle signals", &e)).elsewhere())?;
    Ok(flag)
}
