//! `kf lake`

use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, Args, Subcommand};

use super::output::OutputArg;
use super::rows::HeadersArg;
use super::times::duration;
use crate::object::encode::Format;
use crate::time::Timestamp;

/// `kf lake`
#[derive(Debug, Subcommand)]
#[command(after_help = "\
A lake is a directory of Parquet files, one for each table and snapshot:
LAKE/v1/TABLE/cluster=NAME/day=YYYY-MM-DD/SHA256.parquet

The tables are snapshots, objects, revisions, images, owners, rbac, events, keys, secrets and
problems. Values of Secrets are left out.

Examples:
  # All snapshots of a directory, whose directories are named after the clusters
  kf lake add lake backups --paths '{cluster}/*'

  # Which clusters ran an image in March
  duckdb -c \"SELECT DISTINCT cluster_name FROM read_parquet('lake/v1/images/**/*.parquet')
    WHERE repository = 'library/nginx' AND day BETWEEN '2026-03-01' AND '2026-03-31'\"")]
pub(crate) enum LakeCommand {
    /// Add snapshots to a lake, which is made if there is none
    Add(Box<AddArgs>),
    /// List the snapshots of a lake
    List(ListArgs),
    /// Read every file of a lake and compare it with what was written
    Verify(LakeArg),
    /// Write a lake with a file for each month of a cluster, in which days that are alike take no room
    Compact(CompactArgs),
    /// Take away files of snapshots that were never added whole
    Gc(GcArgs),
}

/// Which lake.
#[derive(Args, Debug)]
pub(crate) struct LakeArg {
    /// The directory of the lake
    #[arg(value_name = "LAKE")]
    pub(crate) lake: PathBuf,
}

/// `kf lake add`
#[derive(Args, Debug)]
#[command(after_help = "\
A snapshot is known by the SHA-256 of the database inside: zipped or not, it is added once. What is \
written depends on the snapshot and the flags alone, so several may add to one lake at once, and what \
was cut short is done again to the same bytes. A file that has not changed since it was added is not read \
again. A snapshot that is there under another cluster, or was converted with other flags than these, is named, and \
the exit code is 1; --replace converts it again.

What cannot be read (damage, values for which there is no key) is a row in the table problems, and the exit \
code is 1, also of later runs over the same file. A file that is cut short is not read at all, unless --salvage asks \
for what is left of it. A file that is no snapshot is passed over in a directory, and said.

Examples:
  # A snapshot of a cluster
  kf lake add lake etcd-2026-11-22.db.zip --cluster prod

  # A directory with a directory for each cluster
  kf lake add lake /backups --paths '{cluster}/*'

  # Without credentials in environment variables and settings either, comparable over all snapshots
  kf lake add lake /backups --redact --redact-salt @salt")]
pub(crate) struct AddArgs {
    #[command(flatten)]
    pub(crate) lake: LakeArg,
    /// Snapshots, or directories that are looked through for them; s3, gs and az URLs with a slash at the end
    /// are such directories
    #[arg(value_name = "SNAPSHOT|DIR", required = true)]
    pub(crate) sources: Vec<PathBuf>,
    /// Name of the cluster (default: its uid, that of the namespace kube-system)
    #[arg(long, value_name = "NAME", conflicts_with = "paths")]
    pub(crate) cluster: Option<String>,
    /// Where the paths of snapshots name the cluster: their last parts, such as '{cluster}/*' or
    /// 'etcd-{cluster}-*.db'; * is anything but a slash
    #[arg(long, value_name = "PATTERN")]
    pub(crate) paths: Option<String>,
    /// When the snapshot was taken, in RFC 3339 (default: the newest time that its records tell)
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) taken: Option<Timestamp>,
    /// Convert snapshots again that are in the lake: with keys, by another version of kf, with other
    /// flags
    #[arg(long, action = ArgAction::Set)]
    pub(crate) replace: bool,
    /// Say of each change who made it, when, and what changed: reads the states before and after
    #[arg(long, action = ArgAction::Set)]
    pub(crate) changes: bool,
    /// Leave the values of Secrets in the column object
    #[arg(long, action = ArgAction::Set)]
    pub(crate) secret_values: bool,
    /// Look into files again that have not changed since they were added
    #[arg(long, action = ArgAction::Set)]
    pub(crate) reread: bool,
}

/// `kf lake list`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  kf lake list lake

  # For machines
  kf lake list lake -o json")]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) lake: LakeArg,
    #[command(flatten)]
    pub(crate) output: OutputArg<Option<Format>>,
    #[command(flatten)]
    pub(crate) headers: HeadersArg,
}

/// `kf lake compact`
#[derive(Args, Debug)]
#[command(after_help = "\
The months lie in DIR/v1/TABLE/cluster=NAME/month=YYYY-MM. Nothing in LAKE changes: whoever asks takes one \
or the other. Done again, it writes anew the months of which snapshots came, went or were converted again, and \
takes away those whose snapshots lie in others now. A month with a snapshot that LAKE does not have any more is \
left as it is and named, and the exit code is 1.

Examples:
  kf lake compact lake months")]
pub(crate) struct CompactArgs {
    #[command(flatten)]
    pub(crate) lake: LakeArg,
    /// The directory of the months, which is made if it is not there
    #[arg(value_name = "DIR")]
    pub(crate) to: PathBuf,
}

/// `kf lake gc`
#[derive(Args, Debug)]
#[command(after_help = "\
Nothing is taken away that belongs to a snapshot of the lake. Files that are younger than --older-than may \
be somebody's who is adding a snapshot, and are left.

Examples:
  kf lake gc lake")]
pub(crate) struct GcArgs {
    #[command(flatten)]
    pub(crate) lake: LakeArg,
    /// Leave what was changed less than this ago, such as 90m or 24h
    #[arg(long, value_name = "DURATION", default_value = "24h", value_parser = duration)]
    pub(crate) older_than: Duration,
    /// Only say what would be taken away
    #[arg(long, action = ArgAction::Set)]
    pub(crate) dry_run: bool,
}

fn time(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| {
        format!("expected an RFC 3339 time such as 2026-11-22T17:45:00Z, not {text:?}")
    })
}
