//! `kf keys`

use std::path::PathBuf;

use clap::{ArgAction, Args};

use super::output::{Formats, OutputArg, Unasked};
use super::prefix::PrefixArg;
use super::rows::HeadersArg;

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
    #[command(flatten)]
    pub(crate) keys: PrefixArg,
    #[command(flatten)]
    pub(crate) output: OutputArg<KeysOutput>,
    /// With jsonl: add the values, in base64
    #[arg(long, action = ArgAction::Set)]
    pub(crate) values: bool,
    #[command(flatten)]
    pub(crate) headers: HeadersArg,
}

/// What `kf keys` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeysOutput {
    /// A line for each key.
    Table,
    /// The keys alone.
    Name,
    /// A line of JSON for each key.
    JsonLines,
}

impl Formats for KeysOutput {
    const KNOWN: &'static [(&'static str, Self)] = &[
        ("table", Self::Table),
        ("name", Self::Name),
        ("jsonl", Self::JsonLines),
    ];
    const DEFAULT: Unasked<Self> = Unasked::Named("table");
}
