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

use std::ffi::OsString;
use std::path::Path;

use crate::bbolt::Db;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::bbolt::BboltCommand;
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::report::{Outcome, Report};
use crate::cli::streams::Streams;
use crate::error::Result;
use crate::snapshot::Snapshot;

/// Text is written out once there is so much of it, in bytes.
const PIECE: usize = 1 << 16;

/// Runs it.
pub(crate) fn run(
    command: &BboltCommand,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    match command {
        BboltCommand::Buckets(args) => {
            let opened = open::snapshot(snapshot, args.file.as_deref(), streams)?;
            buckets::run(&db(&opened)?, report(&opened, streams.err), streams.out)
        }
        BboltCommand::Pages(args) => {
            let opened = open::snapshot(snapshot, args.file.as_deref(), streams)?;
            pages::run(&db(&opened)?, report(&opened, streams.err), streams.out)
        }
        BboltCommand::Page(args) => {
            let (file, ids) = page::arguments(&args.args, snapshot);
            let ids = page::ids(ids, args.all)?;
            let opened = open::snapshot(snapshot, file, streams)?;
            let report = report(&opened, streams.err);
            page::run(&db(&opened)?, &ids, args.format_value, report, streams.out)
        }
        BboltCommand::Keys(args) => {
            let (file, path) = file_first(&args.args, snapshot);
            let path = keys::path(path)?;
            let opened = open::snapshot(snapshot, file, streams)?;
            let report = report(&opened, streams.err);
            keys::run(&db(&opened)?, &path, args.format, report, streams.out)
        }
        BboltCommand::Stats(args) => {
            let (file, prefix) = file_first(&args.args, snapshot);
            let opened = open::snapshot(snapshot, file, streams)?;
            let prefix = prefix.first().map_or(&b""[..], |p| p.as_encoded_bytes());
            let report = report(&opened, streams.err);
            stats::run(&db(&opened)?, prefix, report, streams.out)
        }
        BboltCommand::Freelist(args) => freelist::run(args, snapshot, streams),
    }
}

/// The file's pages.
fn db(opened: &Snapshot) -> Result<Db<'_>> {
    opened.db().map_err(|e| e.in_file(opened.input().name()))
}

fn report<'w>(opened: &'w Snapshot, err: &'w mut dyn std::io::Write) -> Report<'w> {
    Report::new(err, opened.input().name())
}

/// The file and what is asked of it: as in bbolt's tool the file comes first, unless a flag or
/// the environment names it.
fn file_first<'a>(
    args: &'a [OsString],
    snapshot: &SnapshotArgs,
) -> (Option<&'a Path>, &'a [OsString]) {
    match args.split_first() {
        Some((file, rest)) if snapshot.snapshot.is_none() => (Some(Path::new(file)), rest),
        _ => (None, args),
    }
}
