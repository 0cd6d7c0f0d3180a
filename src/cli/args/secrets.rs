//! Flags about secrets: `--redact` for every command, `kf secrets`, `kf redact`.

use std::fmt;
use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};
use zeroize::Zeroizing;

/// Whether secrets are replaced in what is printed.
#[derive(Args, Debug, Default)]
pub(crate) struct RedactionArgs {
    /// Replace secrets by salted digests: values of Secrets, credentials in environment variables,
    /// settings and URLs, private keys, tokens
    #[arg(long, global = true, action = ArgAction::Set)]
    pub(crate) redact: bool,
    /// Salt of the digests, at least 16 bytes that nobody can guess (default: derived from the
    /// snapshot's Secrets)
    #[arg(
        long,
        global = true,
        value_name = "SALT|@FILENAME",
        env = "KF_REDACT_SALT",
        hide_env_values = true,
        value_parser = salt
    )]
    pub(crate) redact_salt: Option<Salt>,
}

/// Where a salt is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SaltOrigin {
    /// The user.
    Given,
    /// The Secrets in the snapshot.
    Snapshot,
    /// The operating system's random numbers: good for this run alone.
    Random,
}

impl SaltOrigin {
    /// Its name in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Snapshot => "snapshot",
            Self::Random => "random",
        }
    }
}

/// A salt as it was given.
#[derive(Clone)]
pub(crate) struct Salt(pub(crate) Zeroizing<String>);

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt")
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the form that clap takes; an error would repeat the salt"
)]
fn salt(text: &str) -> Result<Salt, String> {
    Ok(Salt(Zeroizing::new(text.to_owned())))
}

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
#[command(after_help = "Examples:
  # Every object, without its secrets, one file each
  kf redact etcd.db shared

  # With a salt of your own, so that exports of several snapshots can be compared
  openssl rand -hex 32 > salt
  kf redact etcd.db shared --redact-salt @salt

The files are NAMESPACE/RESOURCE/NAME.yaml, those of objects without a namespace under _cluster.
Nothing is overwritten without --force. redaction.yaml says what was redacted and what was left out;
it is written last, so that a directory without it is not complete.")]
pub(crate) struct RedactCommandArgs {
    /// Snapshot to read
    #[arg(value_name = "FILENAME")]
    pub(crate) file: PathBuf,
    /// Directory to write to; with --snapshot it is the only argument
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// Form of the files
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "yaml")]
    pub(crate) output: FileFormat,
    /// Write into a directory that is not empty, over files of the same names
    #[arg(long, action = ArgAction::Set)]
    pub(crate) force: bool,
}
