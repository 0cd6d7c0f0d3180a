//! `kf secrets`

use clap::{ArgAction, Args, ValueEnum};

/// How `kf secrets` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SecretsOutput {
    /// More columns, and encrypted objects that are no Secrets
    Wide,
    /// Everything, as JSON
    Json,
    /// Everything, as YAML
    Yaml,
}

/// `kf secrets`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # What was in the backup that got out?
  kf secrets --snapshot etcd.db

  # Names and sizes of keys, certificates, users
  kf secrets -n prod -o wide --snapshot etcd.db

  # For machines
  kf secrets -o json --snapshot etcd.db

Values are never printed. USED-BY looks through the built-in types that can name a Secret and all
custom resources; a program may still read a Secret that no object names.")]
pub(crate) struct SecretsArgs {
    /// Only this namespace (default: all)
    #[arg(short, long, value_name = "NAMESPACE")]
    pub(crate) namespace: Option<String>,
    /// All namespaces, which is the default
    #[arg(short = 'A', long, action = ArgAction::Set)]
    pub(crate) all_namespaces: bool,
    /// Output format (default: tables)
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) output: Option<SecretsOutput>,
    /// Leave the headers of the tables out
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_headers: bool,
}
