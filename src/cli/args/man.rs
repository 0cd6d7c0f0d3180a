//! `kf man`

use std::path::PathBuf;

use clap::Args;

/// `kf man`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # Where man finds them
  kf man ~/.local/share/man/man1

The directory is made if it is not there; pages that are in it are written anew.")]
pub(crate) struct ManArgs {
    /// Directory to write to
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
}
