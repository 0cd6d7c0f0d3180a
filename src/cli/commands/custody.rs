//! `kf custody`

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::cli::args::custody::{CustodyCommand, VerifyCustodyArgs};
use crate::cli::custody::{STANDARD, digest};
use crate::cli::exit::ExitStatus;
use crate::cli::message::{Head, Message};
use crate::cli::report::{Outcome, Report};
use crate::cli::streams::Streams;
use crate::count::counted;
use crate::escape;
use crate::story::custody::{Chain, Held, verify};

/// Runs `kf custody`.
pub(crate) fn run(command: &CustodyCommand, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    match command {
        CustodyCommand::Verify(args) => check(args, streams),
    }
}

fn check(args: &VerifyCustodyArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let name = args.file.display().to_string();
    let read = File::open(&args.file).and_then(|file| verify(BufReader::new(file)));
    let chain = read.map_err(|e| Error::io("reading the record", &e).in_file(name.as_str()))?;
    let text = format!(
        "{} of {}\nlast line: SHA-256 {}\n",
        counted(chain.lines, "line", "lines"),
        counted(chain.runs, "run", "runs"),
        chain.last
    );
    streams.out.write_all(text.as_bytes())?;
    let mut report = Report::new(streams.voice(), &name);
    let mut fail = |text: String| {
        report.failure(&Message::new(Head::Error, escape::text(&text)));
    };
    for fault in &chain.faults {
        fail(format!("{name}: line {}: {}", fault.line, fault.what));
    }
    if args.files {
        files(&chain, &args.file, &mut fail);
    }
    if chain.lines == 0 {
        fail(format!("{name}: the record is empty: it tells of no run"));
    }
    Ok(report.status())
}

/// Compares the files that a record names with what it says of them.
fn files(chain: &Chain, record: &Path, fail: &mut dyn FnMut(String)) {
    for file in &chain.files {
        let (name, then) = (&file.path, &file.digest);
        if STANDARD.contains(&name.as_str()) {
            continue;
        }
        let mut first = None;
        let same = places(file, record).iter().any(|path| {
            let now = digest(path);
            let same = now.as_ref().is_ok_and(|now| now == then);
            first.get_or_insert(now);
            same
        });
        match first {
            _ if same => {}
            Some(Ok(now)) => fail(format!(
                "{name}: SHA-256 {} now, {} when the record was written",
                now.sha256, then.sha256
            )),
            Some(Err(e)) => fail(format!("{name}: {e}")),
            None => {}
        }
    }
}

/// Where a file may lie: where the run was, beside the record, as those of a report do, and here. Those that
/// are there come first.
fn places(file: &Held, record: &Path) -> Vec<PathBuf> {
    let beside = record.parent().unwrap_or(Path::new(""));
    let run = file.directory.as_deref().map(Path::new);
    let roots = run.into_iter().chain([beside, Path::new("")]);
    let mut places: Vec<PathBuf> = roots.map(|root| root.join(&file.path)).collect();
    places.sort_by_key(|path| !path.exists());
    places
}
