//! `kf man`

use std::path::PathBuf;

use clap::Args;

/// `kf man`
#[derive(Args, Debug)]
#[command(
    after_help = "The directory must exist; pages that are in it are written anew.

Examples:
  # Where man finds them
  mkdir -p ~/.local/share/man/man1 && kf man ~/.local/share/man/man1"
)]
pub(crate) struct ManArgs {
    /// The directory
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
}
