//! What in a text looks like a secret, wherever it stands.
//!
//! Each pass goes over the text once and hands on what it made of it.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Redactor, Rule, is_secret};

/// What comes before the label of what is in PEM.
const PEM: &str = "-----BEGIN ";

/// The same in base64, as far as it does not hang on what follows.
const BASE64_PEM: &str = "LS0tLS1CRUdJTi";

/// Shortest token behind the word `Bearer` in running text, in bytes.
const BEARER: usize = 16;

/// Longest user of a URL that is taken for a name and not for a token, in bytes.
const USER: usize = 16;

/// How much of a URL is looked at for a user and password, in bytes.
const URL: usize = 2048;

/// How far before `Bearer` or `Basic` the header's name stands, in bytes.
const HEADER: usize = 64;

/// Whether a private key in PEM is in there.
pub(super) fn has_private_key(bytes: &[u8]) -> bool {
    let wanted = b"PRIVATE KEY";
    bytes.windows(wanted.len()).any(|w| w == wanted)
}

/// Whether a private key in PEM begins in a text and does not end there.
pub(super) fn opens_private_key(text: &str) -> bool {
    let last = text
        .rsplit_once(PEM)
        .and_then(|(_, rest)| rest.split_once("-----"));
    last.is_some_and(|(label, body)| label.contains("PRIVATE KEY") && !closes_key(body))
}

/// Whether what is in PEM ends in a text.
pub(super) fn closes_key(text: &str) -> bool {
    text.contains("-----END ")
}

impl Redactor {
    /// The text with what looks like a secret replaced; `None` when nothing does. Names are looked for
    /// if it is `hinted` that there are some.
    pub(super) fn scan(&self, text: &str, hinted: bool) -> Option<String> {
        let passes: [fn(&Self, &str) -> Option<String>; 7] = [
            Self::private_keys,
            Self::packed_keys,
            Self::urls,
            Self::jwts,
            Self::tokens,
            Self::authorizations,
            Self::command_lines,
        ];
        let by_names: [fn(&Self, &str) -> Option<String>; 3] =
            [Self::elements, Self::statements, Self::assignments];
        let by_names = by_names.into_iter().filter(|_| hinted);
        let mut now = Cow::Borrowed(text);
        for pass in passes.into_iter().chain(by_names) {
            self.worked(now.len());
            if let Some(new) = pass(self, &now) {
                now = Cow::Owned(new);
            }
        }
        match now {
            Cow::Borrowed(_) => None,
            Cow::Owned(new) => Some(new),
        }
    }

    fn private_keys(&self, text: &str) -> Option<String> {
        replace_all(text, PEM, |rest| {
            let inside = rest.strip_prefix(PEM)?;
            let (label, body) = inside.split_once("-----")?;
            if !label.contains("PRIVATE KEY") || label.len() > 64 {
                return None;
            }
            let end = format!("-----END {label}-----");
            let length = match body.find(&end) {
                Some(at) => rest.len() - body.len() + at + end.len(),
                None => rest.len(),
            };
            let key = rest.get(..length)?;
            let marker = self.replace(Rule::PrivateKey, key.as_bytes());
            Some(Found::Secret(length, marker))
        })
    }

    fn packed_keys(&self, text: &str) -> Option<String> {
        replace_all(text, BASE64_PEM, |rest| {
            let packed = run(rest, |c| c.is_ascii_alphanumeric() || "+/=".contains(c));
            let bytes = STANDARD.decode(packed).ok();
            // Cut off or damaged, it may still be a key.
            let key = bytes.as_deref().is_none_or(has_private_key);
            let bytes = bytes.as_deref().unwrap_or(packed.as_bytes());
            if !key {
                return Some(Found::Nothing(packed.len()));
            }
            let marker = STANDARD.encode(self.replace(Rule::PrivateKey, bytes));
            Some(Found::Secret(packed.len(), marker))
        })
    }

    /// `scheme://user:password@host`; of a short user alone nothing is made.
    fn urls(&self, text: &str) -> Option<String> {
        const SEPARATOR: &str = "://";
        replace_all(text, SEPARATOR, |rest| {
            let inside = start(rest.strip_prefix(SEPARATOR)?, URL);
            let word = run(inside, |c| !c.is_whitespace() && !"\"'<>`".contains(c));
            let authority = run(word, |c| !"/?#".contains(c));
            let user = match authority.rfind('@') {
                Some(at) => authority.get(..at)?,
                // A password with one of those characters in it, not a port.
                None => {
                    let (_, after) = authority.split_once(':')?;
                    if after.is_empty() || after.bytes().all(|b| b.is_ascii_digit()) {
                        return None;
                    }
                    word.get(..word.rfind('@')?)?
                }
            };
            let (name, secret) = match user.split_once(':') {
                Some((name, password)) if name.len() <= USER => (format!("{name}:"), password),
                Some(_) => (String::new(), user),
                None if user.len() > USER => (String::new(), user),
                None => return None,
            };
            if !is_secret(secret) || secret.starts_with(super::MARKER) {
                return None;
            }
            let marker = self.replace(Rule::UrlUser, secret.as_bytes());
            let length = SEPARATOR.len().saturating_add(user.len());
            let new = format!("{SEPARATOR}{name}{marker}");
            Some(Found::Secret(length, new))
        })
    }

    fn jwts(&self, text: &str) -> Option<String> {
        let of_token = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        replace_all(text, "eyJ", |rest| {
            let token = run(rest, of_token);
            let dots = token.bytes().filter(|b| *b == b'.').count();
            let is_token = token.len() > 30 && (2..=4).contains(&dots);
            Some(if is_token {
                Found::Secret(token.len(), self.replace(Rule::Token, token.as_bytes()))
            } else {
                Found::Nothing(token.len())
            })
        })
    }

    /// `Authorization: Basic dXNlcjpwYXNz`
    fn authorizations(&self, text: &str) -> Option<String> {
        let lower = text.to_ascii_lowercase();
        if !lower.contains("bearer ") && !lower.contains("basic ") {
            return None;
        }
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for (at, _) in lower.match_indices(' ') {
            let before = lower.get(from..at).unwrap_or_default();
            let basic = before.ends_with("basic");
            if !basic && !before.ends_with("bearer") {
                continue;
            }
            let rest = text.get(at + 1..).unwrap_or_default();
            if rest.starts_with(super::MARKER) {
                continue;
            }
            let token = run(rest, |c| c.is_ascii_alphanumeric() || "-._~+/=".contains(c));
            let line = end(before, HEADER).rsplit('\n').next().unwrap_or_default();
            let secret = if line.contains("authorization") {
                token.len() > 3
            } else if basic {
                STANDARD.decode(token).is_ok_and(|t| t.contains(&b':'))
            } else {
                token.len() >= BEARER && token.bytes().any(|b| b.is_ascii_digit())
            };
            if !secret {
                continue;
            }
            out.push_str(text.get(from..=at).unwrap_or_default());
            out.push_str(&self.replace(Rule::Token, token.as_bytes()));
            from = at + 1 + token.len();
        }
        (from > 0).then(|| out + text.get(from..).unwrap_or_default())
    }
}

/// What `text` starts with, as long as the characters belong.
pub(super) fn run(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// What was found at a needle.
pub(super) enum Found {
    /// Nothing in that many bytes, which need not be looked at again.
    Nothing(usize),
    /// A secret of that many bytes, and what stands for it.
    Secret(usize, String),
}

/// Replaces what starts at each `needle`; `None` when nothing was replaced.
pub(super) fn replace_all(
    text: &str,
    needle: &str,
    mut look: impl FnMut(&str) -> Option<Found>,
) -> Option<String> {
    let mut out = String::new();
    let (mut copied, mut seen, mut changed) = (0, 0, false);
    for (at, _) in text.match_indices(needle) {
        if at < seen {
            continue;
        }
        match look(text.get(at..).unwrap_or_default()) {
            None => {}
            Some(Found::Nothing(length)) => seen = at.saturating_add(length),
            Some(Found::Secret(length, new)) => {
                out.push_str(text.get(copied..at).unwrap_or_default());
                out.push_str(&new);
                seen = at.saturating_add(length);
                copied = seen;
                changed = true;
            }
        }
    }
    changed.then(|| out + text.get(copied..).unwrap_or_default())
}

/// The first bytes of a text, `most` of them or up to three fewer.
pub(super) fn start(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most))
        .unwrap_or_default()
}

/// The last bytes of a text, `most` of them or up to three fewer.
pub(super) fn end(text: &str, most: usize) -> &str {
    let from = text.len().saturating_sub(most);
    text.get(text.ceil_char_boundary(from)..)
        .unwrap_or_default()
}
