//! `kf bootstrap`

use std::path::PathBuf;

use clap::{ArgAction, Args};

use super::file::FileArg;
use super::output::OutputArg;
use crate::object::encode::Format;

/// `kf bootstrap`
#[derive(Args, Debug)]
#[command(
    after_help = "k3s and RKE2 store the certificates and keys of the cluster's authorities in etcd, encrypted with
the server's token; RKE writes them into an .rkestate file beside the snapshot. Who has them can
act as the cluster's administrator.

Examples:
  # What is in the bootstrap data of k3s or RKE2
  kf bootstrap etcd.db --k3s-token @token

  # The files themselves, for a cluster that is to be set up again
  kf bootstrap etcd.db --k3s-token @token --extract bootstrap/"
)]
pub(crate) struct BootstrapArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
    /// Write the files into this directory, readable by you alone
    #[arg(long, value_name = "DIRECTORY")]
    pub(crate) extract: Option<PathBuf>,
    /// With --extract: write over files that are there
    #[arg(long, action = ArgAction::Set)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) output: OutputArg<Option<Format>>,
}
