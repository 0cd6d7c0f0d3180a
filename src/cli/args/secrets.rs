//! `kf secrets`

use clap::{Args, ValueEnum};

use super::namespace::ScopeArgs;
use super::rows::HeadersArg;

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
#[command(mut_arg("namespace", |arg| arg.help("Only this namespace (default: all)")))]
#[command(mut_arg("all_namespaces", |arg| arg.help("All namespaces, which is the default")))]
#[command(mut_arg("no_headers", |arg| arg.help("Leave the headers of the tables out")))]
pub(crate) struct SecretsArgs {
    #[command(flatten)]
    pub(crate) scope: ScopeArgs,
    /// Output format (default: tables)
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) output: Option<SecretsOutput>,
    #[command(flatten)]
    pub(crate) headers: HeadersArg,
}
