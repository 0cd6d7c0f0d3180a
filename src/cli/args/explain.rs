//! `kf explain`

use clap::{ArgAction, Args};

use super::output::{Formats, OutputArg, Unasked};
use crate::cli::report::Failure;

/// `kf explain`
#[derive(Args, Debug)]
#[command(override_usage = "kf explain [OPTIONS] TYPE[.FIELD]...")]
#[command(
    after_help = "Custom resources are described by their definitions in the snapshot. Of \
built-in types kf has the names and types of the fields, but not the descriptions.

Examples:
  # The fields of a custom resource
  kf explain backups.ops.corp.example --snapshot etcd.db

  # One field, in another version
  kf explain backups.spec --api-version ops.corp.example/v1beta1 --snapshot etcd.db

  # All fields of fields
  kf explain deployments --recursive --snapshot etcd.db

  # The first two levels of them
  kf explain deployments --recursive --max-depth=2 --snapshot etcd.db"
)]
pub(crate) struct ExplainArgs {
    /// The type.
    #[arg(value_name = "TYPE", help = "TYPE[.GROUP][.FIELD...]")]
    pub(crate) what: Vec<String>,
    /// List the fields of fields too, without descriptions
    #[arg(short = 'R', long, action = ArgAction::Set)]
    pub(crate) recursive: bool,
    /// With --recursive, list this many levels of fields; 0 lists all
    #[arg(
        long,
        value_name = "LEVELS",
        default_value_t = 0,
        hide_default_value = true,
        allow_negative_numbers = true
    )]
    pub(crate) max_depth: i64,
    /// API version to describe, as GROUP/VERSION (default: the server's preferred one)
    #[arg(long, value_name = "VERSION")]
    pub(crate) api_version: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputArg<ExplainOutput>,
}

/// What `kf explain` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExplainOutput {
    /// Text for people.
    Plain,
}

impl Formats for ExplainOutput {
    const KNOWN: &'static [(&'static str, Self)] = &[("plaintext", Self::Plain)];
    const DEFAULT: Unasked<Self> = Unasked::Named("plaintext");

    /// Words the errors of `kubectl explain`, which has one format more.
    fn unknown(asked: &str) -> Failure {
        match asked {
            "plaintext-openapiv2" => Failure::usage(
                "plaintext-openapiv2 is the form of servers before 1.24, which kf does not print",
            )
            .hint("leave -o away"),
            _ => Failure::usage(format!("unrecognized format: {asked}")),
        }
    }
}
