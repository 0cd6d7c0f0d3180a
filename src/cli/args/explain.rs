//! `kf explain`

use clap::{ArgAction, Args};

/// `kf explain`
#[derive(Args, Debug)]
#[command(
    after_help = "Custom resources are described by their definitions in the snapshot. Of \
built-in types kf has the names and types of the fields, but not the descriptions.

Examples:
  # The fields of a custom resource
  kf explain backups.ops.corp.example --snapshot etcd.db

  # One field, in another version
  kf explain backups.spec --api-version ops.corp.example/v1beta1 --snapshot etcd.db

  # All fields of fields
  kf explain deployments --recursive --snapshot etcd.db"
)]
pub(crate) struct ExplainArgs {
    /// The type.
    #[arg(value_name = "TYPE", help = "TYPE[.GROUP][.FIELD...]")]
    pub(crate) what: Vec<String>,
    /// List the fields of fields too, without descriptions
    #[arg(short = 'R', long, action = ArgAction::Set)]
    pub(crate) recursive: bool,
    /// API version to describe, as GROUP/VERSION (default: the server's preferred one)
    #[arg(long, value_name = "VERSION")]
    pub(crate) api_version: Option<String>,
    /// Output format: plaintext
    #[arg(short, long, value_name = "FORMAT", default_value = "plaintext")]
    pub(crate) output: String,
}
