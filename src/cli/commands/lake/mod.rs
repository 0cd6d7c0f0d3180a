//! `kf lake`

mod add;
mod list;
mod pattern;
mod sources;
mod tidy;

use crate::cli::args::SnapshotArgs;
use crate::cli::args::lake::LakeCommand;
use crate::cli::exit::ExitStatus;
use crate::cli::report::Outcome;
use crate::cli::streams::Streams;

/// Version of the program, which the files tell.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Runs `kf lake`.
pub(crate) fn run(
    command: &LakeCommand,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    match command {
        LakeCommand::Add(args) => add::run(args, snapshot, streams),
        LakeCommand::List(args) => list::run(args, streams),
        LakeCommand::Verify(args) => tidy::verify(args, streams),
        LakeCommand::Compact(args) => tidy::compact(args, streams),
        LakeCommand::Gc(args) => tidy::gc(args, streams),
    }
}
