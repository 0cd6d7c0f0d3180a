//! `--redact`: from the flags to a redactor, and which commands can be held to it.

use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::args::bbolt::BboltCommand;
use super::args::secrets::{RedactionArgs, Salt, SaltOrigin};
use super::args::{Cli, Command};
use super::random;
use super::report::{Failure, Outcome, Report};
use super::streams::Streams;
use crate::error::{Error, Result};
use crate::limits;
use crate::object::redact::Redactor;
use crate::snapshot::View;

/// Shortest salt that is taken, in bytes.
const SHORTEST: usize = 16;

/// The run's redactor, made on first use: with the salt that was given, else one derived from the
/// Secrets of `view`, else a random one.
pub(super) fn redactor(
    args: &RedactionArgs,
    view: Option<&View<'_>>,
) -> Result<(Arc<Redactor>, SaltOrigin)> {
    if let Some((redactor, origin)) = args.made.get() {
        return Ok((Arc::clone(redactor), *origin));
    }
    let derived = match (&args.redact_salt, view) {
        (None, Some(view)) => view.secret_salt()?,
        _ => None,
    };
    let made = match (&args.redact_salt, derived) {
        (Some(salt), _) => (Redactor::new(&given(salt)?), SaltOrigin::Given),
        (None, Some(salt)) => (Redactor::new(&salt), SaltOrigin::Snapshot),
        (None, None) => (Redactor::new(&*random::bytes()?), SaltOrigin::Random),
    };
    let (redactor, origin) = args.made.get_or_init(|| (Arc::new(made.0), made.1));
    Ok((Arc::clone(redactor), *origin))
}

fn given(salt: &Salt) -> Result<Zeroizing<Vec<u8>>> {
    let bytes = match salt.0.strip_prefix('@') {
        Some(path) => file(Path::new(path))?,
        None => Zeroizing::new(salt.0.as_bytes().to_vec()),
    };
    let bytes = Zeroizing::new(bytes.trim_ascii_end().to_vec());
    if bytes.len() < SHORTEST {
        return Err(Error::invalid(format!(
            "the salt has {} bytes: with fewer than {SHORTEST} it can be guessed, and what is \
             redacted with it",
            bytes.len()
        ))
        .hint("openssl rand -hex 32 makes one"));
    }
    Ok(bytes)
}

fn file(path: &Path) -> Result<Zeroizing<Vec<u8>>> {
    let io = |e: std::io::Error| Error::io("cannot read", &e).in_file(path.to_string_lossy());
    let most = u64::try_from(limits::MAX_CONFIG_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Zeroizing::new(Vec::new());
    let file = std::fs::File::open(path).map_err(io)?;
    file.take(most).read_to_end(&mut bytes).map_err(io)?;
    Ok(bytes)
}

/// Says when the digests are good for nothing but this run's output.
pub(super) fn warn(cli: &Cli, streams: &mut Streams<'_>) {
    let made = cli.snapshot.redaction.made.get();
    if made.is_some_and(|(_, origin)| *origin == SaltOrigin::Random) {
        Report::new(streams.err, "").warning(
            "the salt is random, since there are no Secrets to derive one from that nobody can \
             guess: digests of another run cannot be compared with these. --redact-salt gives one",
        );
    }
}

/// Refuses commands that print bytes of the file under `--redact`. Each command is named here, so
/// that a new one cannot be forgotten.
pub(super) fn check(cli: &Cli) -> Outcome {
    if !cli.snapshot.redaction.redact {
        return Ok(());
    }
    let raw = match &cli.command {
        Command::Bbolt(BboltCommand::Page(_)) => {
            "kf bbolt page prints the file's bytes, or hashes without a salt"
        }
        Command::Diff(_) => "kf diff masks Secrets and prints all other values as they are",
        #[cfg(all(unix, feature = "verify"))]
        Command::Verify(_) => "kf verify masks Secrets and prints all other values that differ",
        Command::Helm(_) => "kf helm prints what is packed in Secrets",
        Command::Bootstrap(_) => "kf bootstrap prints keys of the cluster",
        Command::Carve(args) if args.values => "kf carve --values prints stored bytes",
        // Objects out of a view, or nothing of a value.
        Command::Get(_)
        | Command::Describe(_)
        | Command::History(_)
        | Command::Export(_)
        | Command::Events(_)
        | Command::Auth(_)
        | Command::Explain(_)
        | Command::Carve(_)
        | Command::Bbolt(_)
        | Command::Secrets(_)
        | Command::Redact(_)
        | Command::Info(_)
        | Command::Du(_)
        | Command::Members(_)
        | Command::Leases(_)
        | Command::Check(_)
        | Command::Snapshot(_)
        | Command::ApiResources(_)
        | Command::ApiVersions
        | Command::Version(_)
        | Command::Completion(_)
        | Command::Man(_)
        | Command::Complete(_) => return Ok(()),
        // They redact by themselves.
        Command::Decode(_) | Command::Keys(_) => return Ok(()),
    };
    Err(Failure::Text(format!(
        "error: {raw}, which --redact cannot make safe to share\n"
    )))
}
