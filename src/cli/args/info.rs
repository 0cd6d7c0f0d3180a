//! `kf info`

use std::path::PathBuf;

use clap::Args;

use super::output::OutputArg;
use crate::object::encode::Format;

/// `kf info`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # How old is this backup, and what is in it?
  kf info 2026-11-22_etcd.zip

  # Which of these backups is the one?
  kf info monday.zip tuesday.zip

  # For machines
  kf info etcd.db -o json")]
#[command(mut_arg("output", |arg| arg.help("Output format: json or yaml (default: a screen)")))]
pub(crate) struct InfoArgs {
    /// Snapshots to look at, one after the other
    #[arg(value_name = "FILENAME")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) output: OutputArg<Option<Format>>,
}
