//! Flags of `kf timeline`.

use clap::{ArgAction, Args, ValueEnum};

use super::changes::ChangesArgs;
use crate::story::timeline::Form;

/// How the timeline is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TimelineOutput {
    /// A line for each row
    Text,
    /// A line of JSON for each row, with Timesketch's columns; rows without a time are there too
    Jsonl,
    /// CSV for Timesketch
    TimesketchCsv,
    /// JSON lines for Timesketch
    TimesketchJsonl,
    /// The Sleuth Kit's bodyfile, for log2timeline --parsers bodyfile of plaso and for mactime
    Bodyfile,
}

impl TimelineOutput {
    /// Returns the form of the rows.
    pub(crate) fn form(self) -> Form {
        match self {
            Self::Text => Form::Text,
            Self::Jsonl => Form::Jsonl,
            Self::TimesketchCsv => Form::TimesketchCsv,
            Self::TimesketchJsonl => Form::TimesketchJsonl,
            Self::Bodyfile => Form::Bodyfile,
        }
    }
}

/// `kf timeline`
#[derive(Args, Debug)]
#[command(override_usage = "kf timeline [OPTIONS] [TYPE [NAME ...]]")]
#[command(
    after_help = "Every change that the files still hold, once and in the order of revisions, and below \
each the times that its object tells of first: Events, conditions, containers, certificates, leases \
that change hands, Helm releases, requests to delete.

etcd knows no wall clock. The time of a change is exact where an API server noted it in the object; \
else two bounds are given, out of what servers noted before and after it. -s can be given more than \
once for snapshots of one cluster: what several hold is told once, and what none holds is named.

Which of these changes an intruder would make, kf suspects says.

Examples:
  # What happened in this cluster?
  kf timeline --snapshot etcd.db

  # The last quarter of an hour before the snapshot, without renewals of leases
  kf timeline --since 15m --no-noise --snapshot etcd.db

  # Two snapshots of one cluster, for Timesketch
  kf timeline -s monday.db -s tuesday.db -o timesketch-jsonl > cluster.jsonl

  # What was deleted in a namespace, and between which times
  kf timeline -n prod --op deleted --snapshot etcd.db

  # For plaso, with the time zone UTC
  kf timeline -o bodyfile --snapshot etcd.db > cluster.body"
)]
#[command(mut_arg("namespace", |arg| arg.help("Only objects in this namespace (default: all)")))]
#[command(mut_arg("selector", |arg| arg.help(
    "Label selector on the state after a change, of deletions on the one before"
)))]
pub(crate) struct TimelineArgs {
    #[command(flatten)]
    pub(crate) changes: ChangesArgs,
    /// Leave out what only free and lost pages still hold
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_carve: bool,
    /// Output format
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) output: TimelineOutput,
}
