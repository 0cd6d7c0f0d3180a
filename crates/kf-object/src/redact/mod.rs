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

mod names;
mod strict;
mod text;

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::encode::json;
use super::{Map, Value, parse};

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

/// How deep strings are looked into as JSON, in levels of values above them, those of the texts
/// around them included. Annotations stand at the third level, and an object with one in it inside
/// another object's annotation below ten. What looks like JSON further down is replaced whole.
const DEEPEST_TEXT: usize = 64;

/// An annotation of a Secret above this many bytes that is no JSON is taken for a packed copy.
const BLOB: usize = 200;

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
    /// A token: a JWT, or what follows `Bearer` or `Basic`.
    Token,
    /// A Secret written out in YAML, or a packed Helm release, inside another object.
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
        use std::fmt::Write as _;
        let mut hmac = self.hmac.clone();
        hmac.update(bytes);
        let sum = hmac.finalize().into_bytes();
        let mut out = String::with_capacity(MARKER.len() + DIGITS);
        out.push_str(MARKER);
        for byte in sum.iter().take(DIGITS / 2) {
            let _ = write!(out, "{byte:02x}");
        }
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
            if !self.value(object, "", true, 0) {
                break;
            }
        }
    }

    fn replace(&self, rule: Rule, bytes: &[u8]) -> String {
        let index = Rule::ALL.iter().position(|r| *r == rule);
        if let Some(count) = index.and_then(|i| self.counts.get(i)) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        self.digest(bytes)
    }

    /// Whether anything changed. `name` is the member it stands in, `named` whether names of
    /// members tell something here.
    fn value(&self, value: &mut Value<'_>, name: &str, named: bool, depth: usize) -> bool {
        match value {
            Value::String(text) => match self.text(text, name, named, depth) {
                Some(new) => {
                    *text = new.into();
                    true
                }
                None => false,
            },
            Value::Array(items) => self.items(items, named, depth + 1),
            Value::Object(members) => self.members(members, name, named, depth + 1),
            _ => false,
        }
    }

    fn items(&self, items: &mut [Value<'_>], named: bool, depth: usize) -> bool {
        let mut changed = false;
        // `--password`, `x` of a command line.
        let mut flag = false;
        // Lines of a private key.
        let mut in_key = false;
        for item in items {
            if in_key && let Value::String(line) = item {
                in_key = !text::closes_key(line);
                if in_key && is_secret(line) {
                    *line = self.replace(Rule::PrivateKey, line.as_bytes()).into();
                    changed = true;
                }
                continue;
            }
            in_key = item.as_str().is_some_and(text::opens_private_key);
            let is_flag = named && item.as_str().is_some_and(names::is_credential_flag);
            match item {
                Value::String(text) if flag && !text.starts_with('-') && is_secret(text) => {
                    *text = self.replace(Rule::Assignment, text.as_bytes()).into();
                    changed = true;
                }
                item => changed |= self.value(item, "", named, depth),
            }
            flag = is_flag;
        }
        changed
    }

    fn members(&self, members: &mut Map<'_>, place: &str, named: bool, depth: usize) -> bool {
        let text = |members: &Map<'_>, name| {
            let value = members.get(name).and_then(Value::as_str);
            value.map(str::to_owned)
        };
        let kind = text(members, "kind").unwrap_or_default();
        let mut changed = false;
        if named
            && let Some(name) = text(members, "name")
            && names::is_variable(&name)
            && let Some(Value::String(value)) = members.get_mut("value")
            && is_secret(value)
        {
            *value = self.replace(Rule::Variable, value.as_bytes()).into();
            changed = true;
        }
        let packed = kind == "ConfigMap" && is_helm_release(members);
        // Labels select: their values name things, and must keep their form.
        let named = named
            && !matches!(
                place,
                "labels" | "matchLabels" | "nodeSelector" | "selector"
            );
        for (name, value) in members.iter_mut() {
            changed |= match (kind.as_str(), name) {
                (_, "managedFields") => false,
                ("Secret", "data") => self.whole(value, Rule::SecretData, true),
                ("Secret", "stringData") => self.whole(value, Rule::SecretData, false),
                ("Secret", "metadata") => {
                    let annotations = value.as_object_mut().and_then(|m| m.get_mut("annotations"));
                    let copies = annotations.is_some_and(|a| self.annotations(a));
                    self.value(value, name, named, depth) || copies
                }
                ("ConfigMap", "data") if packed => self.whole(value, Rule::Manifest, false),
                ("ConfigMap", "binaryData") => self.binary(value, depth),
                _ => self.value(value, name, named, depth),
            };
        }
        changed
    }

    /// All strings below.
    fn whole(&self, value: &mut Value<'_>, rule: Rule, base64: bool) -> bool {
        match value {
            Value::String(text) if !text.is_empty() => {
                let bytes = if base64 { decode(text) } else { None };
                let bytes = bytes.as_deref().unwrap_or(text.as_bytes());
                if bytes.is_empty() || is_marker(bytes) {
                    return false;
                }
                let marker = self.replace(rule, bytes);
                *text = if base64 {
                    STANDARD.encode(marker).into()
                } else {
                    marker.into()
                };
                true
            }
            Value::Int(n) => {
                let marker = self.replace(rule, n.to_string().as_bytes());
                *value = Value::String(marker.into());
                true
            }
            Value::Float(n) => {
                let marker = self.replace(rule, n.to_string().as_bytes());
                *value = Value::String(marker.into());
                true
            }
            Value::Array(items) => {
                let mut changed = false;
                for item in items {
                    changed |= self.whole(item, rule, base64);
                }
                changed
            }
            Value::Object(members) => {
                let mut changed = false;
                for (_, member) in members.iter_mut() {
                    changed |= self.whole(member, rule, base64);
                }
                changed
            }
            _ => false,
        }
    }

    /// Annotations of a Secret: those that are JSON are looked into with everything else; of the
    /// others, what is long or called last-applied may be a copy in a form nobody knows.
    fn annotations(&self, annotations: &mut Value<'_>) -> bool {
        let Some(annotations) = annotations.as_object_mut() else {
            return false;
        };
        let mut changed = false;
        for (name, value) in annotations.iter_mut() {
            let Value::String(text) = value else {
                continue;
            };
            let copy = name.ends_with("last-applied-configuration")
                || name.ends_with("/applied")
                || name.ends_with("/original")
                || text.len() > BLOB;
            let object = matches!(parse::json::parse(text.as_bytes()), Ok(Value::Object(m))
                    if m.get("kind").is_some_and(|k| k.as_str() == Some("Secret")));
            if copy && !object && is_secret(text) {
                *text = self.replace(Rule::SecretAnnotation, text.as_bytes()).into();
                changed = true;
            }
        }
        changed
    }

    /// Files in base64: text is looked through, and so are bytes for a private key.
    fn binary(&self, value: &mut Value<'_>, depth: usize) -> bool {
        let Some(files) = value.as_object_mut() else {
            return self.value(value, "binaryData", true, depth);
        };
        let mut changed = false;
        for (name, file) in files.iter_mut() {
            let Value::String(text) = file else {
                changed |= self.value(file, name, true, depth);
                continue;
            };
            let Some(bytes) = decode(text) else { continue };
            let new = match std::str::from_utf8(&bytes) {
                Ok(inside) => self.text(inside, name, true, depth),
                Err(_) if text::has_private_key(&bytes) => {
                    Some(self.replace(Rule::PrivateKey, &bytes))
                }
                Err(_) => None,
            };
            if let Some(new) = new {
                *text = STANDARD.encode(new).into();
                changed = true;
            }
        }
        changed
    }

    /// The text to stand in place of `text`, if it holds anything secret.
    fn text(&self, text: &str, name: &str, named: bool, depth: usize) -> Option<String> {
        if !is_secret(text) {
            return None;
        }
        if named && names::is_credential(name) {
            return Some(self.replace(Rule::Member, text.as_bytes()));
        }
        let json = text.trim_start().starts_with(['{', '[']);
        if json && depth > DEEPEST_TEXT {
            return Some(self.replace(Rule::Manifest, text.as_bytes()));
        }
        if json
            && let Ok(mut value) = parse::json::parse(text.as_bytes())
            && matches!(value, Value::Object(_) | Value::Array(_))
            && self.value(&mut value, "", named, depth + 1)
        {
            let mut out = Vec::with_capacity(text.len());
            json::write_compact(&mut out, &value);
            let mut out = String::from_utf8(out).ok()?;
            if text.ends_with('\n') {
                out.push('\n');
            }
            return Some(out);
        }
        if text::is_secret_manifest(text) {
            return Some(self.replace(Rule::Manifest, text.as_bytes()));
        }
        self.scan(text)
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
    !matches!(text, "" | "true" | "false") && !is_marker(text.as_bytes())
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
