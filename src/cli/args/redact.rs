//! `kf redact`

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

/// The form of the files that `kf redact` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FileFormat {
    /// YAML
    Yaml,
    /// JSON
    Json,
}

/// `kf redact`
#[derive(Args, Debug)]
#[command(override_usage = "kf redact [OPTIONS] [FILENAME] <DIR>")]
#[command(after_help = "Examples:
  # Every object, without its secrets, one file each
  kf redact etcd.db shared

  # To share with people that you do not know: no text but names and other structure
  kf redact etcd.db shared --strict

  # With a salt of your own, so that exports of several snapshots can be compared
  openssl rand -hex 32 > salt
  kf redact etcd.db shared --redact-salt @salt

The files are NAMESPACE/RESOURCE/NAME.yaml, those of objects without a namespace under _cluster.
Nothing is overwritten without --force. redaction.yaml says what was redacted and what was left out;
it is written last, so that a directory without it is not complete. Where writing fails, what was \
written is taken away again.")]
pub(crate) struct RedactCommandArgs {
    /// Snapshot to read, unless --snapshot names it
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Directory to write to
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// Form of the files
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "yaml")]
    pub(crate) output: FileFormat,
    /// Write into a directory that is not empty, over files of the same names
    #[arg(long, action = ArgAction::Set)]
    pub(crate) force: bool,
    /// Replace everything that is not known to be structural, as --redact=strict does
    #[arg(long, action = ArgAction::Set)]
    pub(crate) strict: bool,
}
