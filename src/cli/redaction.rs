//! `--redact`: from the flags to a redactor, and which commands can be held to it.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::args::{Cli, Command, SnapshotArgs};

use super::args::redaction::{Redact, RedactionArgs, Salt, SaltOrigin};
use super::random;
use super::report::{Failure, Outcome};
use super::secret_file;
use crate::error::{Error, Result};
use crate::object::redact::Redactor;
use crate::query::labels::Selector;
use crate::schema::open::Look;
use crate::snapshot::{Member, View};

/// Shortest salt that is taken, in bytes.
const SHORTEST: usize = 16;

/// What stands for a text that stands in no object.
const HIDDEN: &str = "<redacted>";

/// What replaces secrets, and where its salt is from.
pub(super) struct Redaction {
    /// Replaces them.
    pub(super) redactor: Arc<Redactor>,
    /// Where the salt of its digests is from.
    pub(super) origin: SaltOrigin,
}

/// Makes a redactor for a level with the salt that was given, else with one derived from the Secrets of `view`,
/// else with a random one.
pub(super) fn redactor(
    args: &RedactionArgs,
    level: Redact,
    view: Option<&View<'_>>,
) -> Result<Redaction> {
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
        redactor: Arc::new(if level == Redact::Strict {
            redactor.strictly()
        } else {
            redactor
        }),
        origin,
    })
}

/// Makes the redactor that the flags ask for, for two views that are compared: its salt is that of
/// the earlier one, or else of the later.
pub(super) fn for_both(args: &RedactionArgs, views: [&View<'_>; 2]) -> Result<Option<Redaction>> {
    if args.redact == Redact::No {
        return Ok(None);
    }
    let [before, after] = views;
    let first = redactor(args, args.redact, Some(before))?;
    Ok(Some(if first.origin == SaltOrigin::Random {
        redactor(args, args.redact, Some(after))?
    } else {
        first
    }))
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

/// Returns a selector as it has to be for objects that `redactor` has redacted.
pub(super) fn labels(
    selector: Option<Selector>,
    redactor: Option<&Redactor>,
) -> Result<Option<Selector>> {
    match (selector, redactor.filter(|r| r.is_strict())) {
        (Some(selector), Some(redactor)) => selector.redacted(redactor).map(Some),
        (selector, _) => Ok(selector),
    }
}

/// Whether nothing of the file may be quoted.
pub(super) fn is_strict(cli: &Cli) -> bool {
    let level = cli.snapshot.redaction.redact;
    level == Redact::Strict || matches!(&cli.command, Command::Redact(args) if args.strict)
}

/// Returns a text that stands in no object as it may be told: one that is not of its form is left
/// out under `--redact=strict`.
pub(super) fn structural<'t>(
    args: &SnapshotArgs,
    text: impl Into<Cow<'t, str>>,
    look: Look,
) -> String {
    let text = text.into();
    if args.redaction.redact == Redact::Strict && !look.fits(&text) {
        return HIDDEN.to_owned();
    }
    text.into_owned()
}

/// Leaves out of a member what is neither a name nor an address, under `--redact=strict`.
pub(super) fn member(args: &SnapshotArgs, member: &mut Member) {
    if args.redaction.redact != Redact::Strict {
        return;
    }
    member.name = structural(args, member.name.as_str(), Look::Name);
    for url in member.peer_urls.iter_mut().chain(&mut member.client_urls) {
        let (scheme, host) = url.split_once("://").unwrap_or_default();
        let host = host.replace(['[', ']'], "");
        if !matches!(scheme, "http" | "https") || !Look::Name.fits(&host) {
            HIDDEN.clone_into(url);
        }
    }
}

/// Refuses commands that print bytes of the file under `--redact`.
pub(super) fn check(cli: &Cli) -> Outcome {
    if cli.snapshot.redaction.redact == Redact::No {
        return Ok(());
    }
    let redaction = cli.command.name().facts().redaction;
    if let Some(reason) = redaction.strict_refusal().filter(|_| is_strict(cli)) {
        return Err(Failure::usage(reason));
    }
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
