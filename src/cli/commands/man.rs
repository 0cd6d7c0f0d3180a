//! `kf man`

use crate::cli::args::{self, ManArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome};

/// Runs it.
pub(crate) fn run(wanted: &ManArgs) -> Outcome<ExitStatus> {
    clap_mangen::generate_to(args::command(), &wanted.dir).map_err(|e| {
        Failure::Text(format!(
            "error: {}: {e}\nhint: the directory must exist\n",
            wanted.dir.display()
        ))
    })?;
    Ok(ExitStatus::Success)
}
