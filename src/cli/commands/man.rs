//! `kf man`

use clap::CommandFactory as _;

use crate::cli::args::{Cli, ManArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome};

/// Runs it.
pub(crate) fn run(args: &ManArgs) -> Outcome<ExitStatus> {
    clap_mangen::generate_to(Cli::command(), &args.dir).map_err(|e| {
        Failure::Text(format!(
            "error: {}: {e}\nhint: the directory must exist\n",
            args.dir.display()
        ))
    })?;
    Ok(ExitStatus::Success)
}
