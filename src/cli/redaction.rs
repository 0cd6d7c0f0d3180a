//! `--redact`: from the flags to a redactor, and which commands can be held to it.

use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::args::Cli;
use super::args::redaction::{RedactionArgs, Salt, SaltOrigin};
use super::random;
use super::report::{Failure, Outcome};
use super::secret_file;
use crate::error::{Error, Result};
use crate::object::redact::Redactor;
use crate::snapshot::View;

/// Shortest salt that is taken, in bytes.
const SHORTEST: usize = 16;

/// What replaces secrets, and where its salt is from.
pub(super) struct Redaction {
    /// Replaces them.
    pub(super) redactor: Arc<Redactor>,
    /// Where the salt of its digests is from.
    pub(super) origin: SaltOrigin,
}

/// Makes a redactor with the salt that was given, else with one derived from the Secrets of `view`,
/// else with a random one.
pub(super) fn redactor(args: &RedactionArgs, view: Option<&View<'_>>) -> Result<Redaction> {
    let derived = match (&args.redact_salt, view) {
        (None, Some(view)) => view.secret_salt()?,
        _ => None,
    };
    let (redactor, origin) = match (&args.redact_salt, derived) {
        (Some(salt), _) => (Redactor::new(&given(salt)?), SaltOrigin::Given),
        (None, Some(salt)) => (Redactor::new(&salt), SaltOrigin::Snapshot),
        (None, None) => (Redactor::new(&*random::bytes()?), SaltOrigin::Random),
    };
    Ok(Redaction {
        redactor: Arc::new(redactor),
        origin,
    })
}

fn given(salt: &Salt) -> Result<Zeroizing<Vec<u8>>> {
    let bytes = match salt.0.strip_prefix('@') {
        Some(path) => {
            let path = Path::new(path);
            secret_file::read(path).map_err(|e| e.in_file(path.to_string_lossy()))?
        }
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

/// Refuses commands that print bytes of the file under `--redact`.
pub(super) fn check(cli: &Cli) -> Outcome {
    if !cli.snapshot.redaction.redact {
        return Ok(());
    }
    let redaction = cli.command.name().facts().redaction;
    match redaction.refusal(&cli.command) {
        None => Ok(()),
        Some(reason) => Err(Failure::usage(format!(
            "{reason}, which --redact cannot make safe to share"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::limits;

    #[test]
    fn a_salt_is_the_whole_file_or_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("salt");
        let salt = |bytes: usize| {
            std::fs::write(&path, vec![b'x'; bytes]).unwrap();
            given(&Salt(Zeroizing::new(format!("@{}", path.display()))))
        };
        assert_eq!(
            salt(limits::MAX_CONFIG_BYTES).unwrap().len(),
            limits::MAX_CONFIG_BYTES
        );
        let error = salt(limits::MAX_CONFIG_BYTES + 1).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(error.location().file.as_deref().unwrap().ends_with("salt"));
    }
}
