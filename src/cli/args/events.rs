//! `kf events`

use clap::{ArgAction, Args};

/// `kf events`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # What happened in a namespace
  kf events -n prod --snapshot etcd.db

  # Warnings of all namespaces
  kf events -A --types Warning --snapshot etcd.db

  # What happened to one object
  kf events -n prod --for deployment/api --snapshot etcd.db")]
pub(crate) struct EventsArgs {
    /// Namespace to look in
    #[arg(short, long, value_name = "NAMESPACE", default_value = "default")]
    pub(crate) namespace: String,
    /// Look in all namespaces
    #[arg(short = 'A', long, action = ArgAction::Set)]
    pub(crate) all_namespaces: bool,
    /// Only events about this object
    #[arg(long = "for", value_name = "TYPE/NAME")]
    pub(crate) about: Option<String>,
    /// Only events of these types: Normal, Warning (can be repeated)
    #[arg(long, value_name = "TYPE", value_delimiter = ',')]
    pub(crate) types: Vec<String>,
    /// Output format: json, yaml, kyaml or name (default: a table)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
    /// Keep metadata.managedFields in json, yaml and kyaml
    #[arg(long, action = ArgAction::Set)]
    pub(crate) show_managed_fields: bool,
    /// Leave the header of the table out
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_headers: bool,
    /// Accepted for kubectl's sake; a file has no chunks
    #[arg(long, value_name = "N", hide = true)]
    pub(crate) chunk_size: Option<i64>,
    /// Refused: a snapshot does not change
    #[arg(short, long, action = ArgAction::Set, hide = true)]
    pub(crate) watch: bool,
}
