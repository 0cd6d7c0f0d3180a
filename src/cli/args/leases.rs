//! `kf leases`

use clap::Args;

use super::file::FileArg;
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
    #[command(flatten)]
    pub(crate) file: FileArg,
    #[command(flatten)]
    pub(crate) output: OutputArg<Option<Format>>,
}
