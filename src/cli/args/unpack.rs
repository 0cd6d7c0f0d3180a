//! `kf unpack`

use std::path::PathBuf;

use clap::{ArgAction, Args};

/// `kf unpack`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # Once, instead of with every command
  kf unpack etcd.db --snapshot 2026-11-22_etcd.zip
  kf get pods -A --snapshot etcd.db

The file is as it was packed, byte for byte, and for you alone to read (mode 0600). With --force it
takes the place of a link, whose target stays as it is, but of no device, pipe or directory.")]
pub(crate) struct UnpackArgs {
    /// File to write, which must not be there
    #[arg(value_name = "TO")]
    pub(crate) to: PathBuf,
    /// Write over a regular file that is there
    #[arg(long, action = ArgAction::Set)]
    pub(crate) force: bool,
}
