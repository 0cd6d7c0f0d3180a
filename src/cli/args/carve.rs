//! Flags of `kf carve`.

use clap::{ArgAction, Args, ValueEnum};

use super::namespace::NamespaceArg;
use super::prefix::PrefixArg;
use super::rows::HeadersArg;

/// How carved records are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CarveOutput {
    /// A line for each record
    Table,
    /// A YAML document for each record, with its object
    Yaml,
    /// A JSON document of all records, with their objects
    Json,
    /// A line of JSON for each record, without its object
    Jsonl,
}

/// `kf carve`
#[derive(Args, Debug)]
#[command(override_usage = "kf carve [OPTIONS] [TYPE [NAME ...]]")]
#[command(after_help = "Examples:
  # What is left of objects that were deleted and compacted away
  kf carve --deleted --snapshot etcd.db

  # Old versions of one object
  kf carve configmap my-config -n prod -o yaml --snapshot etcd.db

  # For machines, values in base64 included
  kf carve --prefix /registry/secrets/ -o jsonl --values --snapshot etcd.db

FATE tells why a record is not in the tree: compacted; lost, where the tree is broken; ahead of
the store's revision, so of a commit that was not finished, or written while the snapshot was being
sent; foreign, where the tree ought to hold that revision and does not: of another history, such as
that before a restore, or damaged.")]
#[command(mut_arg("namespace", |arg| arg.help("Only objects in this namespace")))]
pub(crate) struct CarveArgs {
    /// Only these.
    #[arg(
        value_name = "TYPE",
        help = "TYPE[.VERSION][.GROUP] [NAME ...], TYPE/NAME ..., or TYPE1,TYPE2"
    )]
    pub(crate) target: Vec<String>,
    #[command(flatten)]
    pub(crate) namespace: NamespaceArg,
    #[command(flatten)]
    pub(crate) keys: PrefixArg,
    /// Only keys that do not exist any more
    #[arg(long, action = ArgAction::Set)]
    pub(crate) deleted: bool,
    /// Records that the tree holds as well
    #[arg(long, action = ArgAction::Set)]
    pub(crate) copies: bool,
    /// Output format
    #[arg(
        short,
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "table"
    )]
    pub(crate) output: CarveOutput,
    /// With yaml, json and jsonl: add the values, in base64
    #[arg(long, action = ArgAction::Set)]
    pub(crate) values: bool,
    #[command(flatten)]
    pub(crate) headers: HeadersArg,
}
