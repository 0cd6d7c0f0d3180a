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
    });
    let verified = verified.map_err(|e| Failure::from(e).elsewhere())?;
    report.all(&verified.problems);
    let mut stray = 0;
    for of in &verified.strays {
        stray += of.files;
        report.warning(&format!(
            "{}: {} of tables without the row of a snapshot",
            of.below.display(),
            counted(of.files, "file", "files")
        ));
    }
    if stray > 0 {
        report.hint(
            "who reads all files of a table counts rows of no snapshot: of a kf lake add that was stopped, kf lake gc \
             takes them away, and one that is at work will write the row",
        );
    }
    for (sha256, source) in &verified.absent {
        report.warning(&format!(
            "{source}: its snapshot {} was added and is not there any more",
            sha256.get(..12).unwrap_or(sha256)
        ));
    }
    report.close();
    let status = report.status();
    let stray = match stray {
        0 => String::new(),
        n => format!("; {} of no snapshot", counted(n, "file", "files")),
    };
    writeln!(
        streams.out,
        "{} as written: {}, {} bytes; {}{stray}",
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
    let done = lake.compact(&to, VERSION);
    let done = done.map_err(|e| Failure::from(e).elsewhere())?;
    let mut report = Report::new(streams.voice(), "");
    report.all(&done.problems);
    report.close();
    let status = report.status();
    let removed = match done.removed {
        0 => String::new(),
        n => format!(", {n} taken away whose snapshots are in others now"),
    };
    writeln!(
        streams.out,
        "{} written, {} there before{removed}: {} bytes of days are {} bytes of months",
        counted(done.written, "month", "months"),
        done.known,
        done.before,
        done.after
    )?;
    Ok(status)
}

/// Runs `kf lake gc`.
pub(super) fn gc(args: &GcArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let lake = open(&args.lake)?;
    let before = SystemTime::now().checked_sub(args.older_than);
    let before = before.ok_or_else(|| Error::invalid("--older-than reaches back before time"))?;
    let garbage = lake.garbage(before);
    let garbage = garbage.map_err(|e| Failure::from(e).elsewhere())?;
    for path in &garbage.paths {
        writeln!(
            streams.out,
            "{}",
            crate::escape::text(&path.to_string_lossy())
        )?;
    }
    if !args.dry_run {
        let collected = lake.collect(&garbage);
        collected.map_err(|e| Failure::from(e).elsewhere())?;
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
