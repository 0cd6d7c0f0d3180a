//! `kf options`, as kubectl has it: the flags of all commands, once.

use crate::cli::args;
use crate::cli::exit::ExitStatus;
use crate::cli::report::Outcome;
use crate::cli::streams::Streams;

/// Prints the flags that every command takes.
pub(crate) fn run(streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    streams.out.write_all(args::global_options().as_bytes())?;
    Ok(ExitStatus::Success)
}
