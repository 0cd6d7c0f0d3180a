//! `kf info`

use std::path::PathBuf;

use clap::Args;

/// `kf info`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # How old is this backup, and what is in it?
  kf info 2026-11-22_etcd.zip

  # For machines
  kf info etcd.db -o json")]
pub(crate) struct InfoArgs {
    /// Snapshot to look at
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Output format: json or yaml (default: a screen)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
}
