//! Secrets in objects, replaced by salted digests.
//!
//! What is replaced becomes `redacted:hmac-sha256:` and 16 hexadecimal digits, the start of the
//! HMAC-SHA256 of the bytes under a salt. Equal values have equal digests wherever they stand,
//! base64 in one place and text in another, so that what was redacted can still be compared; who
//! does not have the salt cannot try guesses. Where a field holds base64 the marker is put there
//! in base64, so that the object keeps its form.
//!
//! Which values are secret is told by where they stand and by what they look like; see [`Rule`].
//! A credential under a harmless name that looks like nothing in particular is not found.

mod commands;
mod embedded;
mod lines;
mod markup;
mod names;
mod objects;
mod packed;
mod splice;
mod strict;
mod text;
mod tokens;

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use kf_base::hex;
use sha2::Sha256;

use super::{Map, Value};
use objects::Place;

/// What a redacted value starts with.
pub const MARKER: &str = "redacted:hmac-sha256:";

/// The same where no colon may stand: in a label's value and in a name.
pub const DOTTED: &str = "redacted.hmac-sha256.";

/// Hexadecimal digits of a digest: 64 bits, so that not even a million values are likely to
/// share one.
const DIGITS: usize = 16;

/// Objects are looked through until nothing changes, at most so many times: JSON in a text is looked
/// at as text when it holds no secret as JSON, and each replacement may bring that about.
const ROUNDS: usize = 5;

/// Why a value was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// `data` and `stringData` of a Secret, wherever the Secret stands: inside a List, a template
    /// or an annotation too.
    SecretData,
    /// An annotation of a Secret that may hold a copy of it.
    SecretAnnotation,
    /// The value beside a name that looks like a credential's: environment variables, headers.
    Variable,
    /// A member whose name looks like a credential's, such as `password`.
    Member,
    /// A line or argument `name: value`, `name=value` whose name looks like a credential's.
    Assignment,
    /// A private key in PEM, or in PEM in base64.
    PrivateKey,
    /// User and password of a URL.
    UrlUser,
    /// A token: a JWT, what follows `Bearer` or `Basic`, what begins as a vendor's tokens do.
    Token,
    /// A Secret in a text that cannot be taken apart, a packed Helm release inside another object, or
    /// base64 of a text in which there is a secret.
    Manifest,
    /// The bytes of a whole stored value.
    StoredValue,
    /// Whatever is not known to be structural, in strict redaction.
    FreeText,
}

impl Rule {
    /// All rules, in the order of [`Redactor::counts`].
    pub const ALL: [Self; 11] = [
        Self::SecretData,
        Self::SecretAnnotation,
        Self::Variable,
        Self::Member,
        Self::Assignment,
        Self::PrivateKey,
        Self::UrlUser,
        Self::Token,
        Self::Manifest,
        Self::StoredValue,
        Self::FreeText,
    ];

    /// Its name in reports, such as `secretData`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SecretData => "secretData",
            Self::SecretAnnotation => "secretAnnotation",
            Self::Variable => "variable",
            Self::Member => "member",
            Self::Assignment => "assignment",
            Self::PrivateKey => "privateKey",
            Self::UrlUser => "urlUser",
            Self::Token => "token",
            Self::Manifest => "manifest",
            Self::StoredValue => "storedValue",
            Self::FreeText => "freeText",
        }
    }
}

/// Replaces secrets by digests under one salt, and counts them.
pub struct Redactor {
    hmac: Hmac<Sha256>,
    strict: bool,
    counts: [AtomicU64; Rule::ALL.len()],
    /// Bytes that passes have looked at: what tests hold against the length of a text.
    #[cfg(test)]
    work: AtomicU64,
}

impl fmt::Debug for Redactor {
    /// Nothing of the salt.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redactor")
            .field("counts", &self.counts())
            .finish_non_exhaustive()
    }
}

impl Redactor {
    /// A redactor with this salt, which nobody who sees the output should be able to guess.
    #[must_use]
    pub fn new(salt: &[u8]) -> Self {
        // RFC 2104: a longer key is hashed first, a shorter one padded with zeros. Hashing here
        // makes it one length, which this constructor takes.
        let key: [u8; 32] = <Sha256 as sha2::Digest>::digest(salt).into();
        Self {
            hmac: Hmac::new(&hmac_key(&key)),
            strict: false,
            counts: Default::default(),
            #[cfg(test)]
            work: AtomicU64::new(0),
        }
    }

    /// Replaces everything that is not known to be structural, and not only what looks secret.
    #[must_use]
    pub fn strictly(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Whether everything is replaced that is not known to be structural.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.strict
    }

    /// How many values each rule replaced so far, rules that found none left out.
    #[must_use]
    pub fn counts(&self) -> Vec<(Rule, u64)> {
        let counts = self.counts.iter().map(|n| n.load(Ordering::Relaxed));
        let all = Rule::ALL.into_iter().zip(counts);
        all.filter(|(_, n)| *n > 0).collect()
    }

    /// What stands for these bytes.
    #[must_use]
    pub fn digest(&self, bytes: &[u8]) -> String {
        let mut hmac = self.hmac.clone();
        hmac.update(bytes);
        let sum = hmac.finalize().into_bytes();
        let mut out = String::with_capacity(MARKER.len() + DIGITS);
        out.push_str(MARKER);
        hex::push(&mut out, sum.iter().take(DIGITS / 2));
        out
    }

    /// What stands for a whole value as it was stored.
    #[must_use]
    pub fn stored_value(&self, bytes: &[u8]) -> String {
        self.replace(Rule::StoredValue, bytes)
    }

    /// Replaces what is secret in an object. A second time changes nothing.
    ///
    /// Strictly, it is [`Redactor::apply_by`] without a schema.
    pub fn apply(&self, object: &mut Value<'_>) {
        if self.strict {
            return self.apply_by(object, None);
        }
        for _ in 0..ROUNDS {
            if !self.value(object, "", Place::default()) {
                break;
            }
        }
    }

    /// Notes that a pass looks at so many bytes.
    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "counted in tests"))]
    fn worked(&self, bytes: usize) {
        #[cfg(test)]
        self.work.fetch_add(bytes as u64, Ordering::Relaxed);
        #[cfg(not(test))]
        let _ = bytes;
    }

    fn replace(&self, rule: Rule, bytes: &[u8]) -> String {
        let index = Rule::ALL.iter().position(|r| *r == rule);
        if let Some(count) = index.and_then(|i| self.counts.get(i)) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        self.digest(bytes)
    }
}

fn hmac_key(key: &[u8; 32]) -> hmac::digest::Key<Hmac<Sha256>> {
    let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    block
}

/// Whether a value in a secret's place is one: not empty, not yes or no, not redacted before.
fn is_secret(text: &str) -> bool {
    !matches!(text, "" | "true" | "false" | "null") && !is_marker(text.trim().as_bytes())
}

fn is_marker(bytes: &[u8]) -> bool {
    let digits = bytes
        .strip_prefix(MARKER.as_bytes())
        .or_else(|| bytes.strip_prefix(DOTTED.as_bytes()));
    digits.is_some_and(|d| d.len() == DIGITS && d.iter().all(u8::is_ascii_hexdigit))
}

fn decode(base64: &str) -> Option<Vec<u8>> {
    STANDARD.decode(base64).ok()
}

/// Helm 3 with its ConfigMap driver, and Helm 2: values and rendered Secrets, packed.
fn is_helm_release(config_map: &Map<'_>) -> bool {
    let labels = config_map.get("metadata").and_then(|m| m.get("labels"));
    let label = |name| labels.and_then(|l| l.str_at(&[name]));
    label("owner") == Some("helm") || label("OWNER") == Some("TILLER")
}

#[cfg(test)]
mod tests;
