//! `kf history`

use clap::{ArgAction, Args};

/// `kf history`
#[derive(Args, Debug)]
#[command(
    after_help = "One line for each change that the file still holds, oldest first. TIME and \
MANAGER are what metadata.managedFields and the object's own timestamps tell of a change, and \
`unknown` where they tell nothing: a deletion says neither. All revisions are shown in one version \
of the type, by the definitions of the snapshot's end; kf get --rev N shows one as it was.

yaml, json and kyaml print a List of the states after each change. A deletion leaves none: it is an \
item of kind Deletion in kf/v1, which no server takes.

Examples:
  # Who changed this object, when, and what?
  kf history configmap my-config -n prod --snapshot etcd.db

  # The steps as diffs; values of Secrets are masked
  kf history deploy/api -n prod -o diff --snapshot etcd.db

  # Everything that was deleted in a namespace
  kf history -n prod --op deleted --snapshot etcd.db

  # What happened to services since a revision, for machines
  kf history services -A --since-rev 120043 -o jsonl --snapshot etcd.db"
)]
pub(crate) struct HistoryArgs {
    /// Whose history.
    #[arg(
        value_name = "TYPE",
        help = "TYPE[.VERSION][.GROUP] [NAME ...], TYPE/NAME ..., or TYPE1,TYPE2 (default: \
             everything)"
    )]
    pub(crate) target: Vec<String>,
    /// Namespace to look in (default: default with a NAME, else all)
    #[arg(short, long, value_name = "NAMESPACE")]
    pub(crate) namespace: Option<String>,
    /// Look in all namespaces
    #[arg(short = 'A', long, action = ArgAction::Set)]
    pub(crate) all_namespaces: bool,
    /// Label selector on the state after a change, of deletions on the one before
    #[arg(
        short = 'l',
        long,
        value_name = "SELECTOR",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) selector: String,
    /// Only changes from this revision on
    #[arg(long, value_name = "REV")]
    pub(crate) since_rev: Option<i64>,
    /// Only these changes: created, updated, deleted, recreated (can be repeated)
    #[arg(long, value_name = "OPERATION", value_delimiter = ',')]
    pub(crate) op: Vec<String>,
    /// Output format: wide, yaml, json, kyaml, diff or jsonl (default: a table)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
    /// Keep metadata.managedFields in yaml, json, kyaml and diff
    #[arg(long, action = ArgAction::Set)]
    pub(crate) show_managed_fields: bool,
    /// Show the values of Secrets in diff
    #[arg(long, action = ArgAction::Set)]
    pub(crate) show_secrets: bool,
    /// Leave the header of the table out
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_headers: bool,
}
