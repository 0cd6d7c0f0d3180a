//! `kf history`

use clap::{ArgAction, Args};

use super::changes::ChangesArgs;
use super::output::{Formats, OutputArg, Unasked};
use super::rows::{HeadersArg, ManagedFieldsArg};
use crate::object::encode::Format;

/// `kf history`
#[derive(Args, Debug)]
#[command(override_usage = "kf history [OPTIONS] [TYPE [NAME ...]]")]
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

  # What was changed in the last hour before the snapshot
  kf history -A --since 1h --no-noise --snapshot etcd.db

  # What happened to services since a revision, for machines
  kf history services -A --since-rev 120043 -o jsonl --snapshot etcd.db"
)]
#[command(mut_arg("namespace", |arg| arg.help(
    "Namespace to look in (default: default with a NAME, else all)"
)))]
#[command(mut_arg("selector", |arg| arg.help(
    "Label selector on the state after a change, of deletions on the one before"
)))]
#[command(mut_arg("show_managed_fields", |arg| arg.help(
    "Keep metadata.managedFields in yaml, json, kyaml and diff"
)))]
pub(crate) struct HistoryArgs {
    #[command(flatten)]
    pub(crate) changes: ChangesArgs,
    #[command(flatten)]
    pub(crate) output: OutputArg<HistoryOutput>,
    #[command(flatten)]
    pub(crate) managed_fields: ManagedFieldsArg,
    /// Show the values of Secrets in diff
    #[arg(long, action = ArgAction::Set)]
    pub(crate) show_secrets: bool,
    #[command(flatten)]
    pub(crate) headers: HeadersArg,
}

/// What `kf history` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HistoryOutput {
    /// A line for each change.
    Table {
        /// All columns.
        wide: bool,
    },
    /// The states after each change in a List.
    Structured(Format),
    /// What each change did to the YAML.
    Diff,
    /// A line of JSON for each change.
    JsonLines,
}

impl Formats for HistoryOutput {
    const KNOWN: &'static [(&'static str, Self)] = &[
        ("wide", Self::Table { wide: true }),
        ("yaml", Self::Structured(Format::Yaml)),
        ("json", Self::Structured(Format::Json)),
        ("kyaml", Self::Structured(Format::Kyaml)),
        ("diff", Self::Diff),
        ("jsonl", Self::JsonLines),
    ];
    const DEFAULT: Unasked<Self> = Unasked::Other(Self::Table { wide: false }, "a table");
}
