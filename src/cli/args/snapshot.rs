//! `kf snapshot`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::text::boxed::Lines;

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

/// Whose output: what is counted as a key changed in 3.6, and the version was added; 3.7 draws
/// tables with other lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Etcdutl {
    /// etcdutl 3.5 and older: all elements of all buckets count as keys
    #[value(name = "3.5", alias = "3.4", alias = "3.3")]
    V3_5,
    /// etcdutl 3.6: live keys are counted, the storage version is added
    #[value(name = "3.6")]
    V3_6,
    /// etcdutl 3.7: as 3.6, with boxes of lines
    #[value(name = "3.7")]
    V3_7,
}

/// How etcdutl is printed like: `--write-out`, `--etcdutl`.
#[derive(Args, Debug)]
pub(crate) struct EtcdutlArgs {
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

impl EtcdutlArgs {
    /// Returns the lines of this version's tables.
    pub(crate) fn lines(&self) -> Lines {
        match self.etcdutl {
            Etcdutl::V3_5 | Etcdutl::V3_6 => Lines::Ascii,
            Etcdutl::V3_7 => Lines::Drawn,
        }
    }
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
    #[command(flatten)]
    pub(crate) like: EtcdutlArgs,
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
    #[command(flatten)]
    pub(crate) like: EtcdutlArgs,
}
