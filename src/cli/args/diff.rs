//! Flags of `kf diff`.

use std::path::Path;

use clap::{ArgAction, Args, ValueEnum};

use super::namespace::ScopeArgs;
use super::selector::SelectorArg;

/// How differences are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffOutput {
    /// A summary by type, then the YAML of both ends line by line
    #[default]
    Text,
    /// A line for each object: what happened to it, and its name
    Name,
    /// A line of JSON for each object, with a JSON patch (RFC 6902)
    Jsonl,
    /// A page for a browser that needs nothing else
    Html,
}

/// `kf diff`
#[derive(Args, Debug)]
#[command(
    override_usage = "kf diff [OPTIONS] <BEFORE> <AFTER> [TYPE [NAME ...]]\n       kf diff [OPTIONS] --rev <REV> \
--rev <REV> <FILENAME> [TYPE [NAME ...]]",
    after_help = "Objects are matched by type, namespace and name, and compared as the server \
would give them out: a change of storage version, encoding or encryption key alone is none. What \
changes all the time by itself is left out, and counted: metadata.managedFields, resourceVersion \
and generation, events, renewals of leases, heartbeats of nodes, leaders' locks in annotations, and \
the status.

With two --rev there is one FILENAME in the place of BEFORE and AFTER.

Exit codes: 0 if nothing differs, 1 if something does, 2 if not everything could be compared.

Examples:
  # What changed between two backups
  kf diff monday.db tuesday.db

  # Only in one namespace, as counts by type
  kf diff monday.db tuesday.db -n prod --stat

  # One object, with its status
  kf diff monday.db tuesday.db deployment web -n prod --status

  # Between two revisions of one file
  kf diff --rev 120043 --rev 121077 etcd.db

  # A page to look at in a browser
  kf diff monday.db tuesday.db -o html > changes.html

  # Whether two members' files hold the same keys, and where they part
  kf diff --keys member-1.db member-2.db"
)]
#[command(mut_arg("namespace", |arg| arg.help(
    "Only objects in this namespace (default: all namespaces, and what is in none)"
)))]
#[command(mut_arg("all_namespaces", |arg| arg.help(
    "All namespaces, which is the default; wins over --namespace"
)))]
#[command(mut_arg("selector", |arg| arg.help(
    "Label selector; an object counts if it matches at either end"
)))]
pub(crate) struct DiffArgs {
    /// Files and target.
    #[arg(
        value_name = "FILENAME",
        help = "The two files, the earlier first, or one with two --rev; then TYPE [NAME ...] or \
                TYPE/NAME ... (default: everything)"
    )]
    pub(crate) words: Vec<String>,
    /// Revision to look at: of both files, or twice, the earlier first, of one file
    #[arg(long, value_name = "REV")]
    pub(crate) rev: Vec<i64>,
    #[command(flatten)]
    pub(crate) scope: ScopeArgs,
    #[command(flatten)]
    pub(crate) selector: SelectorArg,
    /// Output format
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) output: DiffOutput,
    /// Print the summary by type alone
    #[arg(long, action = ArgAction::Set)]
    pub(crate) stat: bool,
    /// Show what changes all the time by itself as well, but for the status
    #[arg(long, action = ArgAction::Set)]
    pub(crate) show_noise: bool,
    /// Compare the status of objects as well
    #[arg(long, action = ArgAction::Set)]
    pub(crate) status: bool,
    /// What to leave out.
    #[arg(
        long,
        value_name = "PATH",
        help = "Leave this part of objects out, such as spec.replicas, \
                metadata.annotations['a.b/c'] or spec.containers[*].image (can be repeated)"
    )]
    pub(crate) ignore: Vec<String>,
    /// Show the values in Secrets, which are masked by default
    #[arg(long, action = ArgAction::Set)]
    pub(crate) show_secrets: bool,
    /// Compare etcd's keys, revisions and values, of two members say, and not objects
    #[arg(long, action = ArgAction::Set,
          conflicts_with_all = ["namespace", "all_namespaces", "selector", "stat", "show_noise",
                                "status", "ignore", "show_secrets"])]
    pub(crate) keys: bool,
    /// Program to show the differences with instead: it gets two directories with a file for each
    /// object, as with kubectl diff
    #[arg(
        long,
        value_name = "PROGRAM",
        env = "KUBECTL_EXTERNAL_DIFF",
        hide_env_values = true
    )]
    pub(crate) external_diff: Option<String>,
}

impl DiffArgs {
    /// Returns the files, which come first among the words.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        let files = if self.rev.len() > 1 { 1 } else { 2 };
        self.words.iter().take(files).map(Path::new)
    }
}
