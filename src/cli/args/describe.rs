//! `kf describe`

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
