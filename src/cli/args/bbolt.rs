//! Flags of `kf bbolt`, named as bbolt's own tool names them.

use clap::{ArgAction, Args, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::Path;

use super::SnapshotArgs;
use super::file::FileArg;
use super::output::OutputArg;
use crate::object::encode::Format;

/// `kf bbolt`
#[derive(Debug, Subcommand)]
pub(crate) enum BboltCommand {
    /// List the buckets
    Buckets(BucketsArgs),
    /// List the pages with their types
    Pages(PagesArgs),
    /// Print pages in readable form
    Page(PageArgs),
    /// List the keys of a bucket
    Keys(BucketKeysArgs),
    /// Count pages, keys and how full pages are
    Stats(StatsArgs),
    /// List the free pages
    Freelist(FreelistArgs),
}

impl BboltCommand {
    /// Returns the file that stands among words which are no paths.
    pub(crate) fn file_among_words(&self, snapshot: &SnapshotArgs) -> Option<&Path> {
        match self {
            Self::Page(args) => args.file_and_ids(snapshot).0,
            Self::Keys(BucketKeysArgs { args, .. }) | Self::Stats(StatsArgs { args }) => {
                file_first(args, snapshot).0
            }
            Self::Buckets(_) | Self::Pages(_) | Self::Freelist(_) => None,
        }
    }
}

/// Returns the file and what is asked of it: as in bbolt's tool the file comes first, unless a flag or
/// the environment names it.
pub(crate) fn file_first<'a>(
    args: &'a [OsString],
    snapshot: &SnapshotArgs,
) -> (Option<&'a Path>, &'a [OsString]) {
    match args.split_first() {
        Some((file, rest)) if snapshot.snapshots.is_empty() => (Some(Path::new(file)), rest),
        _ => (None, args),
    }
}

/// Reads the number of a page.
pub(crate) fn page_id(arg: &OsString) -> Option<u64> {
    arg.to_str()?.parse().ok()
}

/// How bytes are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BytesFormat {
    /// As text if all of it can be printed, else in hexadecimal
    Auto,
    /// In double quotes, with Go's escapes
    AsciiEncoded,
    /// In hexadecimal
    Hex,
    /// As they are
    Bytes,
    /// Length and SHA-256 alone
    Redacted,
}

/// `kf bbolt buckets`
#[derive(Args, Debug)]
pub(crate) struct BucketsArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
}

/// `kf bbolt pages`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # Which pages does the file have?
  kf bbolt pages etcd.db

ITEMS are elements, on a freelist page ids; OVRFLW pages belong to the page before them.")]
pub(crate) struct PagesArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
}

/// `kf bbolt page`
#[derive(Args, Debug)]
#[command(
    override_usage = "kf bbolt page [OPTIONS] [FILENAME] <ID>...\n       kf bbolt page [OPTIONS] --all [FILENAME]"
)]
#[command(after_help = "Examples:
  # Both meta pages
  kf bbolt page etcd.db 0 1

  # Every page, values left out
  kf bbolt page --all --format-value redacted etcd.db")]
pub(crate) struct PageArgs {
    /// The snapshot, unless --snapshot names it, and page ids
    #[arg(value_name = "FILENAME] [ID")]
    pub(crate) args: Vec<OsString>,
    /// All pages
    #[arg(long, action = ArgAction::Set)]
    pub(crate) all: bool,
    /// How values on leaf pages are shown
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "auto")]
    pub(crate) format_value: BytesFormat,
}

impl PageArgs {
    /// Returns the file and the ids: a first argument that is no number is the file.
    pub(crate) fn file_and_ids(&self, snapshot: &SnapshotArgs) -> (Option<&Path>, &[OsString]) {
        match self.args.split_first() {
            Some((first, rest)) if page_id(first).is_none() => (Some(Path::new(first)), rest),
            _ => file_first(&self.args, snapshot),
        }
    }
}

/// `kf bbolt keys`
#[derive(Args, Debug)]
#[command(override_usage = "kf bbolt keys [OPTIONS] [FILENAME] <BUCKET>...")]
#[command(after_help = "Examples:
  # The keys of the bucket meta
  kf bbolt keys etcd.db meta

  # Revisions, as etcd files its records
  kf bbolt keys --format hex etcd.db key")]
pub(crate) struct BucketKeysArgs {
    /// The snapshot, unless --snapshot names it, and a bucket with the buckets it lies in before it
    #[arg(value_name = "FILENAME] [BUCKET")]
    pub(crate) args: Vec<OsString>,
    /// How keys are shown
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "auto")]
    pub(crate) format: BytesFormat,
}

/// `kf bbolt stats`
#[derive(Args, Debug)]
#[command(override_usage = "kf bbolt stats [OPTIONS] [FILENAME] [PREFIX]")]
#[command(after_help = "Examples:
  # How full are the pages?
  kf bbolt stats etcd.db

  # Those of one bucket
  kf bbolt stats etcd.db key")]
pub(crate) struct StatsArgs {
    /// The snapshot, unless --snapshot names it, and what the names of buckets start with
    #[arg(value_name = "FILENAME] [PREFIX", num_args = 0..=2)]
    pub(crate) args: Vec<OsString>,
}

/// `kf bbolt freelist`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # Which pages are free, and who says so?
  kf bbolt freelist etcd.db

The file does not tell free pages from pending ones, which a reader may still have needed.")]
#[command(mut_arg("output", |arg| arg.help("Output format: json or yaml (default: text)")))]
pub(crate) struct FreelistArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
    #[command(flatten)]
    pub(crate) output: OutputArg<Option<Format>>,
}
