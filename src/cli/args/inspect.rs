//! Flags of the commands that look at a file as etcd's and bbolt's own tools do.

use std::path::PathBuf;

use clap::{ArgAction, Args, Subcommand, ValueEnum};

/// `kf snapshot`
#[derive(Debug, Subcommand)]
pub(crate) enum SnapshotCommand {
    /// Print hash, revision, number of keys and size, as etcdutl snapshot status does
    Status(StatusArgs),
    /// Print the hash of the key space at a revision, as etcdutl hashkv does
    Hashkv(HashKvArgs),
}

/// Which of etcd's printers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Writer {
    /// One line, values separated by commas
    Simple,
    /// A table
    Table,
    /// One line of JSON
    Json,
    /// A line for each value
    Fields,
}

/// Whose output: what is counted as a key changed in 3.6, and the version was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Etcdutl {
    /// etcdutl 3.5 and older: all elements of all buckets count as keys
    #[value(name = "3.5", alias = "3.4", alias = "3.3")]
    V3_5,
    /// etcdutl 3.6 and newer: live keys are counted, the storage version is added
    #[value(name = "3.6", alias = "3.7")]
    V3_6,
}

/// `kf snapshot status`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # As etcdutl snapshot status prints it
  kf snapshot status etcd.db -w table

  # As etcdutl 3.6 prints it: live keys, and the storage version
  kf snapshot status etcd.db -w json --etcdutl 3.6")]
pub(crate) struct StatusArgs {
    /// Snapshot to read
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Output format
    #[arg(
        short = 'w',
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "simple"
    )]
    pub(crate) write_out: Writer,
    /// Print as this version of etcdutl does
    #[arg(long, value_enum, value_name = "VERSION", default_value = "3.5")]
    pub(crate) etcdutl: Etcdutl,
}

/// `kf snapshot hashkv`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # The hash that all members of a healthy cluster agree on
  kf snapshot hashkv etcd.db -w json

  # At an earlier revision
  kf snapshot hashkv etcd.db --rev 120043")]
pub(crate) struct HashKvArgs {
    /// Snapshot to read
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Output format
    #[arg(
        short = 'w',
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "simple"
    )]
    pub(crate) write_out: Writer,
}

/// `kf check`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # Is this backup whole?
  kf check 2026-11-22_etcd.zip

  # For machines
  kf check etcd.db -o json

Exit codes: 0 nothing is wrong, 1 problems were found, 2 the file could not be checked.")]
pub(crate) struct CheckArgs {
    /// Snapshot to check
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Output format: json or yaml (default: a line for each problem)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
}

/// `kf info`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # How old is this backup, and what is in it?
  kf info 2026-11-22_etcd.zip

  # For machines
  kf info etcd.db -o json")]
pub(crate) struct InfoArgs {
    /// Snapshot to look at
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Output format: json or yaml (default: a screen)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
}

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
    /// Snapshot to look at
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Add up by this
    #[arg(long, value_enum, value_name = "WHAT", default_value = "kind")]
    pub(crate) by: DuBy,
    /// Order of the rows
    #[arg(long, value_enum, value_name = "COLUMN", default_value = "total")]
    pub(crate) sort_by: DuSort,
    /// Only the first N rows
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    /// Output format: json or yaml (default: a table)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
    /// Leave the header of the table out
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_headers: bool,
}

/// `kf members`
#[derive(Args, Debug)]
pub(crate) struct MembersArgs {
    /// Snapshot to look at
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Output format: json or yaml (default: a table)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
}

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
    /// Snapshot to look at
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Write the files into this directory, readable by you alone
    #[arg(long, value_name = "DIRECTORY")]
    pub(crate) extract: Option<PathBuf>,
    /// With --extract: write over files that are there
    #[arg(long, action = ArgAction::Set)]
    pub(crate) force: bool,
    /// Output format: json or yaml (default: a table)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
}

/// `kf leases`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # Leases and how many keys hang on each
  kf leases etcd.db

  # With the keys
  kf leases etcd.db -o yaml")]
pub(crate) struct LeasesArgs {
    /// Snapshot to look at
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Output format: json or yaml (default: a table)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
}
