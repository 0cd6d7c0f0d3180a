//! `kf helm`

use clap::{ArgAction, Args, Subcommand, ValueEnum};

use super::namespace::DefaultScopeArgs;
use super::output::{Formats, OutputArg, Unasked};
use crate::cli::report::Failure;

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

/// `kf helm list`
#[derive(Args, Debug)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) scope: DefaultScopeArgs,
    /// Show releases in any state (default with Helm 3: those whose newest revision is deployed or
    /// failed)
    #[arg(short, long, action = ArgAction::Set)]
    pub(crate) all: bool,
    /// Print names only
    #[arg(short = 'q', long, action = ArgAction::Set)]
    pub(crate) short: bool,
    #[command(flatten)]
    pub(crate) output: OutputArg<HelmOutput>,
    #[command(flatten)]
    pub(crate) like: HelmArg,
}

/// A release.
#[derive(Args, Debug)]
pub(crate) struct ReleaseArgs {
    /// Name of the release
    #[arg(value_name = "RELEASE")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) scope: DefaultScopeArgs,
    /// Revision of the release (default: the newest)
    #[arg(long, value_name = "N")]
    pub(crate) revision: Option<i64>,
}

/// `kf helm get`
#[derive(Args, Debug)]
#[command(mut_arg("output", |arg| arg.help(
    "Output format: table, or the whole stored release with its chart as json or yaml"
)))]
pub(crate) struct GetArgs {
    #[command(flatten)]
    pub(crate) release: ReleaseArgs,
    #[command(flatten)]
    pub(crate) output: OutputArg<HelmOutput>,
}

/// `kf helm values`
#[derive(Args, Debug)]
pub(crate) struct ValuesArgs {
    #[command(flatten)]
    pub(crate) release: ReleaseArgs,
    /// Print the values of the chart as well, where the user gave none
    #[arg(short, long, action = ArgAction::Set)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) output: OutputArg<HelmOutput>,
}

/// `kf helm history`
#[derive(Args, Debug)]
pub(crate) struct HistoryArgs {
    /// Name of the release
    #[arg(value_name = "RELEASE")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) scope: DefaultScopeArgs,
    #[command(flatten)]
    pub(crate) output: OutputArg<HelmOutput>,
    #[command(flatten)]
    pub(crate) like: HelmArg,
}

/// `--helm`
#[derive(Args, Debug)]
pub(crate) struct HelmArg {
    /// Print as this version of Helm does: 4 lists releases in any state, and tells in the history
    /// which revision was gone back to
    #[arg(long, value_enum, value_name = "VERSION", default_value = "3")]
    pub(crate) helm: Helm,
}

/// Whose output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Helm {
    /// Helm 3
    #[value(name = "3")]
    V3,
    /// Helm 4
    #[value(name = "4")]
    V4,
}

/// What `kf helm` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HelmOutput {
    /// helm's tables and texts.
    Table,
    /// What helm encodes as JSON.
    Json,
    /// What helm encodes as YAML.
    Yaml,
}

impl Formats for HelmOutput {
    const KNOWN: &'static [(&'static str, Self)] = &[
        ("table", Self::Table),
        ("json", Self::Json),
        ("yaml", Self::Yaml),
    ];
    const DEFAULT: Unasked<Self> = Unasked::Named("table");

    /// Words helm's error.
    fn unknown(asked: &str) -> Failure {
        Failure::usage(format!(
            "invalid format type {asked:?}: allowed formats are json, table, yaml"
        ))
    }
}
