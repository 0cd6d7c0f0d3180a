//! `kf keys`

use std::path::PathBuf;

use clap::{ArgAction, Args};

/// `kf keys`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # Live keys under a prefix, with revisions and sizes
  kf keys --prefix /registry/pods/prod/ --snapshot etcd.db

  # For machines, values in base64 included
  kf keys --snapshot etcd.db -o jsonl --values")]
pub(crate) struct KeysArgs {
    /// Snapshot to read
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Only keys that start with this
    #[arg(
        long,
        value_name = "PREFIX",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) prefix: String,
    /// Output format: table, name or jsonl
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) output: String,
    /// With jsonl: add the values, in base64
    #[arg(long, action = ArgAction::Set)]
    pub(crate) values: bool,
    /// Leave the header of the table out
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_headers: bool,
}
