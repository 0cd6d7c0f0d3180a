//! `kf lake`

mod add;
mod list;
mod pattern;
mod sources;
mod tidy;

use crate::cli::args::SnapshotArgs;
use crate::cli::args::lake::LakeCommand;
use crate::cli::exit::ExitStatus;
use crate::cli::remote;
use crate::cli::report::{Failure, Outcome};
use crate::cli::streams::Streams;

/// Version of the program, which the files tell.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Runs `kf lake`.
pub(crate) fn run(
    command: &LakeCommand,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let lake = match command {
        LakeCommand::Add(args) => &args.lake,
        LakeCommand::List(args) => &args.lake,
        LakeCommand::Verify(args) => args,
        LakeCommand::Compact(args) => &args.lake,
        LakeCommand::Gc(args) => &args.lake,
    };
    if remote::is_remote(&lake.lake) {
        return Err(
            Failure::usage("a lake is a directory: only snapshots are read from stores")
                .hint("the store's own tool copies a lake there, where DuckDB and Spark read it"),
        );
    }
    match command {
        LakeCommand::Add(args) => add::run(args, snapshot, streams),
        LakeCommand::List(args) => list::run(args, streams),
        LakeCommand::Verify(args) => tidy::verify(args, streams),
        LakeCommand::Compact(args) => tidy::compact(args, streams),
        LakeCommand::Gc(args) => tidy::gc(args, streams),
    }
}
