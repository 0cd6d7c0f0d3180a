//! `kf lake verify`, `kf lake compact`, `kf lake gc`

use std::time::SystemTime;

use super::VERSION;
use crate::cli::args::lake::{CompactArgs, GcArgs, LakeArg};
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::streams::Streams;
use crate::count::counted;
use crate::error::Error;
use crate::lake::lake::Lake;

/// Snapshots after which it is said how far it is.
const STEP: u64 = 100;

fn open(args: &LakeArg) -> Outcome<Lake> {
    Lake::open(&args.lake).map_err(|e| Failure::from(e).elsewhere())
}

/// Runs `kf lake verify`.
pub(super) fn verify(args: &LakeArg, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let lake = open(args)?;
    let shown = streams.progress;
    let mut report = Report::new(streams.voice(), "");
    let verified = lake.verify(&mut |sound| {
        if shown && sound > 0 && sound.is_multiple_of(STEP) {
            report.note(&format!("{sound} snapshots are sound"));
        }
    })?;
    report.all(&verified.problems);
    let status = report.status();
    writeln!(
        streams.out,
        "{} as written: {}, {} bytes; {}",
        counted(verified.sound, "snapshot is", "snapshots are"),
        counted(verified.files, "file", "files"),
        verified.bytes,
        counted(verified.problems.len(), "problem", "problems")
    )?;
    Ok(status)
}

/// Runs `kf lake compact`.
pub(super) fn compact(args: &CompactArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let lake = open(&args.lake)?;
    if args.to == args.lake.lake {
        return Err(Failure::usage("the months need a directory of their own"));
    }
    let to = Lake::create_of_months(&args.to, VERSION).map_err(|e| Failure::from(e).elsewhere())?;
    let done = lake.compact(&to, VERSION)?;
    writeln!(
        streams.out,
        "{} written, {} there before: {} bytes of days are {} bytes of months",
        counted(done.written, "month", "months"),
        done.known,
        done.before,
        done.after
    )?;
    Ok(ExitStatus::Success)
}

/// Runs `kf lake gc`.
pub(super) fn gc(args: &GcArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let lake = open(&args.lake)?;
    let before = SystemTime::now().checked_sub(args.older_than);
    let before = before.ok_or_else(|| Error::invalid("--older-than reaches back before time"))?;
    let garbage = lake.garbage(before)?;
    for path in &garbage.paths {
        writeln!(
            streams.out,
            "{}",
            crate::escape::text(&path.to_string_lossy())
        )?;
    }
    if !args.dry_run {
        lake.collect(&garbage)?;
    }
    let mut report = Report::new(streams.voice(), "");
    report.note(&format!(
        "{} with {} bytes{}; {} younger than --older-than left",
        counted(
            garbage.paths.len(),
            "file or directory",
            "files and directories"
        ),
        garbage.bytes,
        if args.dry_run {
            " would be taken away"
        } else {
            " taken away"
        },
        garbage.too_new
    ));
    Ok(ExitStatus::Success)
}
