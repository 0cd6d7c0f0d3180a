//! `kf helm`

use clap::{ArgAction, Args, Subcommand};

/// `kf helm`
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  # The releases of a namespace
  kf helm list -n monitoring --snapshot etcd.db

  # What a release was installed with
  kf helm values web -n prod --snapshot etcd.db

  # The objects of an earlier revision of it
  kf helm manifest web -n prod --revision 3 --snapshot etcd.db")]
pub(crate) enum HelmCommand {
    /// List releases, as helm list does
    List(ListArgs),
    /// Show all about a release, as helm get all does
    Get(GetArgs),
    /// Print the values of a release, as helm get values does
    Values(ValuesArgs),
    /// Print the objects of a release, as helm get manifest does
    Manifest(ReleaseArgs),
    /// List the revisions of a release, as helm history does
    History(HistoryArgs),
}

/// Where to look for releases.
#[derive(Args, Debug)]
pub(crate) struct Scope {
    /// Namespace to look in
    #[arg(short, long, value_name = "NAMESPACE", default_value = "default")]
    pub(crate) namespace: String,
    /// Look in all namespaces
    #[arg(short = 'A', long, action = ArgAction::Set)]
    pub(crate) all_namespaces: bool,
}

/// `kf helm list`
#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// Show releases in any state (default: those whose newest revision is deployed or failed)
    #[arg(short, long, action = ArgAction::Set)]
    pub(crate) all: bool,
    /// Print names only
    #[arg(short = 'q', long, action = ArgAction::Set)]
    pub(crate) short: bool,
    /// Output format: table, json or yaml
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) output: String,
}

/// A release.
#[derive(Args, Debug)]
pub(crate) struct ReleaseArgs {
    /// Name of the release
    #[arg(value_name = "RELEASE")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// Revision of the release (default: the newest)
    #[arg(long, value_name = "N")]
    pub(crate) revision: Option<i64>,
}

/// `kf helm get`
#[derive(Args, Debug)]
pub(crate) struct GetArgs {
    #[command(flatten)]
    pub(crate) release: ReleaseArgs,
    /// Output format: table, or the whole stored release with its chart as json or yaml
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) output: String,
}

/// `kf helm values`
#[derive(Args, Debug)]
pub(crate) struct ValuesArgs {
    #[command(flatten)]
    pub(crate) release: ReleaseArgs,
    /// Print the values of the chart as well, where the user gave none
    #[arg(short, long, action = ArgAction::Set)]
    pub(crate) all: bool,
    /// Output format: table, json or yaml
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) output: String,
}

/// `kf helm history`
#[derive(Args, Debug)]
pub(crate) struct HistoryArgs {
    /// Name of the release
    #[arg(value_name = "RELEASE")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) scope: Scope,
    /// Output format: table, json or yaml
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) output: String,
}
