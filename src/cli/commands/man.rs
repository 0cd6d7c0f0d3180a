//! `kf man`

use crate::cli::args::{self, man::ManArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome};

/// Runs it.
pub(crate) fn run(wanted: &ManArgs) -> Outcome<ExitStatus> {
    clap_mangen::generate_to(args::definition(), &wanted.dir).map_err(|e| {
        Failure::usage(format!("{}: {e}", wanted.dir.display())).hint("the directory must exist")
    })?;
    Ok(ExitStatus::Success)
}
