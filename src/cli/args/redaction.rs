//! `--redact` and its salt, which every command takes.

use std::fmt;

use clap::Args;
use zeroize::Zeroizing;

/// Whether secrets are replaced in what is printed.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct RedactionArgs {
    /// Replace secrets by salted digests: values of Secrets, credentials in environment variables,
    /// settings and URLs, private keys, tokens. strict replaces everything that is not known to be
    /// structural: names, namespaces, kinds, enums, quantities, ports, addresses, times, images,
    /// types and reasons of conditions stay, and no other text does
    #[arg(
        long,
        global = true,
        value_name = "BOOL|strict",
        value_parser = level,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        default_value = "false",
        hide_default_value = true
    )]
    pub(crate) redact: Redact,
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

/// How much is replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Redact {
    /// Nothing.
    #[default]
    No,
    /// What looks secret.
    Secrets,
    /// What is not known to be structural.
    Strict,
}

fn level(text: &str) -> Result<Redact, String> {
    match text {
        "false" => Ok(Redact::No),
        "true" => Ok(Redact::Secrets),
        "strict" => Ok(Redact::Strict),
        _ => Err("expected true, false or strict".to_owned()),
    }
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
