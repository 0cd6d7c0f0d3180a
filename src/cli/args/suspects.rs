//! Flags of `kf suspects`.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

use crate::story::suspects::{Severity, SuspectsForm};

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SuspectsOutput {
    /// Some lines for each
    Text,
    /// A JSON document
    Json,
    /// SARIF 2.1.0, for tools that take findings of scanners
    Sarif,
}

impl SuspectsOutput {
    /// Returns the form of the findings.
    pub(crate) fn form(self) -> SuspectsForm {
        match self {
            Self::Text => SuspectsForm::Text,
            Self::Json => SuspectsForm::Json,
            Self::Sarif => SuspectsForm::Sarif,
        }
    }
}

/// `kf suspects`
#[derive(Args, Debug)]
#[command(
    after_help = "Rules look at every change that the files still hold, and at what only etcd shows: \
Events deleted before their time, objects that lived for minutes, values and keys that no API server writes. \
Each finding has its techniques of MITRE ATT&CK, the object, revision and place in it, and why it may be \
innocent. A finding is where to look, and proves nothing.

It ends with exit code 0 when nothing was found at or above --fail-on, with 1 when something was, and with 2 \
when not everything could be judged: values that cannot be read, deletions of what was compacted away.

Examples:
  # What of this would an intruder have left?
  kf suspects --fail-on none --snapshot etcd.db

  # What matters most, with rules of one's own, for a tool that takes SARIF
  kf suspects --least high --rules ours.yaml -o sarif --fail-on none --snapshot etcd.db

  # Which rules there are, as a file to begin one's own with
  kf suspects --print-rules"
)]
pub(crate) struct SuspectsArgs {
    /// File with rules beside kf's own; one of the same id replaces kf's (can be repeated)
    #[arg(long, value_name = "FILENAME")]
    pub(crate) rules: Vec<PathBuf>,
    /// Use only the rules of --rules
    #[arg(long, action = ArgAction::Set, requires = "rules")]
    pub(crate) only_rules: bool,
    /// Print kf's own rules, and read no snapshot
    #[arg(long, action = ArgAction::Set)]
    pub(crate) print_rules: bool,
    /// Leave out findings below this severity
    #[arg(long, value_name = "SEVERITY", default_value = "info", value_parser = severity)]
    pub(crate) least: Severity,
    /// End with exit code 1 for findings of this severity or above: info, low, medium, high, none
    #[arg(long, value_name = "SEVERITY", default_value = "high", value_parser = fail_on)]
    pub(crate) fail_on: FailOn,
    /// Leave out what only free and lost pages still hold
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_carve: bool,
    /// Output format
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub(crate) output: SuspectsOutput,
}

/// The severity from which findings are a failure, if any is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FailOn(pub(crate) Option<Severity>);

fn severity(name: &str) -> Result<Severity, String> {
    Severity::from_name(name)
        .ok_or_else(|| "valid severities are info, low, medium, high".to_owned())
}

fn fail_on(name: &str) -> Result<FailOn, String> {
    match name {
        "none" => Ok(FailOn(None)),
        name => match Severity::from_name(name) {
            Some(severity) => Ok(FailOn(Some(severity))),
            None => Err("valid severities are info, low, medium, high, none".to_owned()),
        },
    }
}
