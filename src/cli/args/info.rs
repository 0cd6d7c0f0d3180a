//! `kf info`

use clap::Args;

use super::file::FileArg;
use super::output::OutputArg;
use crate::object::encode::Format;

/// `kf info`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # How old is this backup, and what is in it?
  kf info 2026-11-22_etcd.zip

  # For machines
  kf info etcd.db -o json")]
#[command(mut_arg("output", |arg| arg.help("Output format: json or yaml (default: a screen)")))]
pub(crate) struct InfoArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
    #[command(flatten)]
    pub(crate) output: OutputArg<Option<Format>>,
}
