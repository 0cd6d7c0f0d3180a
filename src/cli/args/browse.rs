//! `kf browse`

use clap::{ArgAction, Args};

use super::namespace::ScopeArgs;

/// `kf browse`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # Look around in a snapshot; ? shows the keys, which are those of k9s where it has them
  kf browse --snapshot 2026-11-22_etcd.zip

  # Begin with the deployments of a namespace, at an old revision
  kf browse deployments -n prod --rev 1700 --snapshot 2026-11-22_etcd.zip

  # Two snapshots side by side
  kf browse --snapshot monday.zip --snapshot tuesday.zip

Nothing is written but the objects that ctrl-s saves, into a directory that it asks for. NO_COLOR and
--color never leave colours out.")]
pub(crate) struct BrowseArgs {
    /// Type to begin with, as kf get takes it
    #[arg(value_name = "TYPE", default_value = "pods")]
    pub(crate) word: String,
    #[command(flatten)]
    pub(crate) scope: ScopeArgs,
    /// Let the wheel scroll and a click choose a row, instead of selecting text for the clipboard
    #[arg(long, action = ArgAction::Set)]
    pub(crate) mouse: bool,
    /// Give the command lines that c shows to the terminal's clipboard as well (OSC 52)
    #[arg(long, action = ArgAction::Set)]
    pub(crate) clipboard: bool,
}
