//! Flags of `kf report`.

use std::path::PathBuf;

use clap::{ArgAction, Args};

/// `kf report`
#[derive(Args, Debug)]
#[command(after_help = "The directory is written whole or not at all:

  report.html      evidence, limits, findings, changes by time, kind and namespace,
                   space, deleted objects, who reaches which Secrets, members
  history.html     changes of the objects that report.html speaks of, as diffs
  findings.json    what kf suspects -o json prints
  manifest.sha256  hashes of these, for sha256sum -c
  custody.jsonl    the record of the run: kf custody verify checks it

The two pages lead to each other, and work offline and without scripts. The first four are the same for the same files; who made them, when and where stands in the last alone. \
Managed clusters (EKS, GKE, AKS) give nobody their etcd.

Exit codes: 0 if everything could be read, 1 if not, and the page says what.

Examples:
  # A report about a snapshot
  kf report case-7 --snapshot etcd.db

  # Of two snapshots of one cluster, without what is secret
  kf report case-7 --redact -s monday.db -s tuesday.db")]
pub(crate) struct ReportArgs {
    /// Directory to write to: a new or an empty one
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// File with rules beside kf's own; one of the same id replaces kf's (can be repeated)
    #[arg(long, value_name = "FILENAME")]
    pub(crate) rules: Vec<PathBuf>,
    /// Leave out what only free and lost pages still hold
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_carve: bool,
}
