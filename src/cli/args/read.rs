//! The flags of the commands beside `get` that read objects: describe, events, explain.

use clap::{ArgAction, Args};

/// `kf describe`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # One pod, with its events
  kf describe pod web-0 -n prod --snapshot etcd.db

  # All pods whose names start with web-
  kf describe pods web- -n prod --snapshot etcd.db

  # The deployments with a label, and their events
  kf describe deployments -n prod -l app=web --show-events --snapshot etcd.db

  # Objects of several types
  kf describe node/worker-1 service/web -n prod --snapshot etcd.db")]
pub(crate) struct DescribeArgs {
    /// What to describe.
    #[arg(
        value_name = "TYPE",
        help = "TYPE[.VERSION][.GROUP] [NAME ... | NAME_PREFIX], TYPE/NAME ..., or TYPE1,TYPE2"
    )]
    pub(crate) target: Vec<String>,
    /// Namespace to look in
    #[arg(short, long, value_name = "NAMESPACE", default_value = "default")]
    pub(crate) namespace: String,
    /// Look in all namespaces
    #[arg(short = 'A', long, action = ArgAction::Set)]
    pub(crate) all_namespaces: bool,
    /// Label selector: =, ==, !=, in, notin, key, !key, joined by commas
    #[arg(
        short = 'l',
        long,
        value_name = "SELECTOR",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) selector: String,
    /// Show events (default: of a single object, and neither of several nor by a prefix)
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true",
          hide_possible_values = true)]
    pub(crate) show_events: Option<bool>,
    /// Accepted for kubectl's sake; a file has no chunks
    #[arg(long, value_name = "N", hide = true)]
    pub(crate) chunk_size: Option<i64>,
}

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

/// `kf explain`
#[derive(Args, Debug)]
#[command(
    after_help = "Custom resources are described by their definitions in the snapshot. Of \
built-in types kf has the names and types of the fields, but not the descriptions.

Examples:
  # The fields of a custom resource
  kf explain backups.ops.corp.example --snapshot etcd.db

  # One field, in another version
  kf explain backups.spec --api-version ops.corp.example/v1beta1 --snapshot etcd.db

  # All fields of fields
  kf explain deployments --recursive --snapshot etcd.db"
)]
pub(crate) struct ExplainArgs {
    /// The type.
    #[arg(value_name = "TYPE", help = "TYPE[.GROUP][.FIELD...]")]
    pub(crate) what: Vec<String>,
    /// List the fields of fields too, without descriptions
    #[arg(short = 'R', long, action = ArgAction::Set)]
    pub(crate) recursive: bool,
    /// API version to describe, as GROUP/VERSION (default: the server's preferred one)
    #[arg(long, value_name = "VERSION")]
    pub(crate) api_version: Option<String>,
    /// Output format: plaintext
    #[arg(short, long, value_name = "FORMAT", default_value = "plaintext")]
    pub(crate) output: String,
}
