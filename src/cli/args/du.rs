//! `kf du`

use clap::{Args, ValueEnum};

use super::file::FileArg;
use super::output::OutputArg;
use super::rows::HeadersArg;
use crate::object::encode::Format;

/// What `kf du` adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DuBy {
    /// Types of objects
    Kind,
    /// Namespaces
    Namespace,
    /// Single etcd keys
    Object,
}

/// The order of `kf du`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DuSort {
    /// Most bytes first
    Total,
    /// Most bytes of what exists first
    Live,
    /// Most bytes of older revisions and deleted objects first
    History,
    /// Most revisions first
    Revisions,
    /// Most objects that exist first
    Objects,
    /// By name
    Name,
}

/// `kf du`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # What eats my etcd?
  kf du etcd.db

  # The ten largest objects, history included
  kf du etcd.db --by object --top 10

  # Who writes most?
  kf du etcd.db --by object --sort-by revisions --top 10

Bytes are those of keys and values as stored; what etcd and bbolt add to them is not counted.")]
pub(crate) struct DuArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
    /// Add up by this
    #[arg(long, value_enum, value_name = "WHAT", default_value = "kind")]
    pub(crate) by: DuBy,
    /// Order of the rows
    #[arg(long, value_enum, value_name = "COLUMN", default_value = "total")]
    pub(crate) sort_by: DuSort,
    /// Only the first N rows
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    #[command(flatten)]
    pub(crate) output: OutputArg<Option<Format>>,
    #[command(flatten)]
    pub(crate) headers: HeadersArg,
}
