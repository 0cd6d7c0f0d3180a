//! `kf describe`

use clap::Args;

use super::compat::ChunkSizeArg;
use super::kubectl::KubectlArg;
use super::namespace::DefaultScopeArgs;
use super::selector::SelectorArg;

/// `kf describe`
#[derive(Args, Debug)]
#[command(
    override_usage = "kf describe [OPTIONS] TYPE [NAME ...]\n       kf describe [OPTIONS] TYPE/NAME ..."
)]
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
    #[command(flatten)]
    pub(crate) scope: DefaultScopeArgs,
    #[command(flatten)]
    pub(crate) selector: SelectorArg,
    /// Show events (default: of a single object, and neither of several nor by a prefix)
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true",
          hide_possible_values = true)]
    pub(crate) show_events: Option<bool>,
    #[command(flatten)]
    pub(crate) kubectl: KubectlArg,
    #[command(flatten)]
    pub(crate) chunk_size: ChunkSizeArg,
}
