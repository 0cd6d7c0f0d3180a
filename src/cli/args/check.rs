//! `kf check`

use std::path::PathBuf;

use clap::Args;

use super::output::OutputArg;
use crate::object::encode::Format;

/// `kf check`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # Is this backup whole?
  kf check 2026-11-22_etcd.zip

  # For machines
  kf check etcd.db -o json

Exit codes: 0 nothing is wrong, 1 problems were found, 2 the file could not be checked.")]
#[command(mut_arg("output", |arg| arg.help(
    "Output format: json or yaml (default: a line for each problem)"
)))]
pub(crate) struct CheckArgs {
    /// Snapshot to check
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: OutputArg<Option<Format>>,
}
