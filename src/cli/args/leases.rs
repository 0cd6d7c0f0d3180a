//! `kf leases`

use std::path::PathBuf;

use clap::Args;

use super::output::OutputArg;
use crate::object::encode::Format;

/// `kf leases`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # Leases and how many keys hang on each
  kf leases etcd.db

  # With the keys
  kf leases etcd.db -o yaml")]
pub(crate) struct LeasesArgs {
    /// Snapshot to look at
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: OutputArg<Option<Format>>,
}
