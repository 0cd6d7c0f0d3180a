//! `kf bbolt`: the file as bbolt's own tool shows it (bbolt 1.4 `cmd/bbolt`), text for text.
//!
//! Unlike that tool kf asks for no lock and keeps going on damage: what cannot be read is told on
//! standard error.

mod buckets;
mod format;
mod freelist;
mod keys;
mod page;
mod pages;
mod stats;

use std::io::Write;

use crate::bbolt::Db;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::bbolt::{BboltCommand, file_first};
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Outcome, Report};
use crate::cli::session::Opening;
use crate::cli::streams::Streams;

/// Text is written out once there is so much of it, in bytes.
const PIECE: usize = 1 << 16;

/// Runs `kf bbolt`.
pub(crate) fn run(
    command: &BboltCommand,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let opening = Opening::new(snapshot);
    match command {
        BboltCommand::Buckets(args) => {
            let opening = opening.file(args.file.path());
            with_db(opening, streams, buckets::run)
        }
        BboltCommand::Pages(args) => {
            let opening = opening.file(args.file.path());
            with_db(opening, streams, pages::run)
        }
        BboltCommand::Page(args) => {
            let (file, ids) = args.file_and_ids(snapshot);
            let ids = page::ids(ids, args.all)?;
            with_db(opening.file(file), streams, |db, report, out| {
                page::run(db, &ids, args.format_value, report, out)
            })
        }
        BboltCommand::Keys(args) => {
            let (file, path) = file_first(&args.args, snapshot);
            let path = keys::path(path)?;
            with_db(opening.file(file), streams, |db, report, out| {
                keys::run(db, &path, args.format, report, out)
            })
        }
        BboltCommand::Stats(args) => {
            let (file, prefix) = file_first(&args.args, snapshot);
            let prefix = prefix.first().map_or(&b""[..], |p| p.as_encoded_bytes());
            with_db(opening.file(file), streams, |db, report, out| {
                stats::run(db, prefix, report, out)
            })
        }
        BboltCommand::Freelist(args) => {
            let format = args.output.format()?;
            let opening = opening.file(args.file.path());
            with_db(opening, streams, |db, report, out| {
                freelist::run(db, format, report, out)
            })
        }
    }
}

/// Runs `work` on the file's pages; the exit status is that of what it reported.
fn with_db(
    opening: Opening<'_>,
    streams: &mut Streams<'_>,
    work: impl FnOnce(&Db<'_>, &mut Report<'_>, &mut dyn Write) -> Outcome,
) -> Outcome<ExitStatus> {
    opening.with_snapshot(streams, |opened, report, out| {
        work(&opened.db()?, report, out)?;
        Ok(report.status())
    })
}
