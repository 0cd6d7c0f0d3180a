//! Secrets inside texts: files in ConfigMaps, arguments, messages.
//!
//! Each pass goes over the text once and hands on what it made of it.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::names;
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

/// Whether a text is or holds a Secret's manifest in YAML.
pub(super) fn is_secret_manifest(text: &str) -> bool {
    text.contains("Secret")
        && text.lines().any(|line| {
            let line = line.trim_start_matches([' ', '-']);
            let value = line
                .strip_prefix("kind:")
                .or_else(|| line.strip_prefix("\"kind\":"));
            value.is_some_and(|v| v.trim_matches([' ', '"', '\'', ',', '\r']) == "Secret")
        })
}

impl Redactor {
    /// The text with what looks like a secret replaced; `None` when nothing does.
    pub(super) fn scan(&self, text: &str) -> Option<String> {
        let passes: [fn(&Self, &str) -> Option<String>; 6] = [
            Self::private_keys,
            Self::packed_keys,
            Self::urls,
            Self::jwts,
            Self::authorizations,
            Self::assignments,
        ];
        let mut now = Cow::Borrowed(text);
        for pass in passes {
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

    /// Lines `name: value`, and `name=value` anywhere.
    fn assignments(&self, text: &str) -> Option<String> {
        if !text.contains(['=', ':']) && !text.contains("--") {
            return None;
        }
        let mut out = String::new();
        let mut changed = false;
        let mut lines = text.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            let body = line.trim_end_matches(['\n', '\r']);
            let end = line.get(body.len()..).unwrap_or_default();
            let Some((head, value)) = setting(body) else {
                match self.equals(body) {
                    Some(new) => {
                        changed = true;
                        out.push_str(&new);
                        out.push_str(end);
                    }
                    None => out.push_str(line),
                }
                continue;
            };
            if !value.starts_with(['|', '>']) {
                out.push_str(head);
                let (open, inside, close) = unquote(value);
                if is_secret(inside) {
                    changed = true;
                    out.push_str(open);
                    out.push_str(&self.replace(Rule::Assignment, inside.as_bytes()));
                    out.push_str(close);
                } else {
                    out.push_str(value);
                }
                out.push_str(end);
                continue;
            }
            // A block of YAML: the lines indented more than this one.
            out.push_str(line);
            let indent = indentation(body);
            let mut block = String::new();
            while let Some(next) = lines.peek()
                && (next.trim().is_empty() || indentation(next) > indent)
            {
                block.push_str(next);
                lines.next();
            }
            let inside = block.trim();
            if is_secret(inside) {
                changed = true;
                let spaces = " ".repeat(indentation(&block).clamp(1, 64));
                let marker = self.replace(Rule::Assignment, inside.as_bytes());
                out.push_str(&format!("{spaces}{marker}\n"));
            } else {
                out.push_str(&block);
            }
        }
        changed.then_some(out)
    }

    /// `name=value` and `--name value` inside a line.
    fn equals(&self, line: &str) -> Option<String> {
        let mut out = String::new();
        let mut from = 0;
        for (at, separator) in line.char_indices() {
            if at < from || !matches!(separator, '=' | ' ') {
                continue;
            }
            let before = line.get(from..at)?;
            let name = trailing_name(before.trim_end_matches(['"', '\'']));
            let flag = name.starts_with("--");
            let name = name.trim_start_matches('-');
            if (separator == ' ' && !flag) || !names::is_credential(name) {
                continue;
            }
            let rest = line.get(at + 1..)?;
            let rest = rest.trim_start_matches('=');
            let start = line.len() - rest.len();
            let value = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inside = rest.get(1..)?;
                    inside.get(..inside.find(quote).unwrap_or(inside.len()))?
                }
                _ => {
                    let value = run(rest, |c| !c.is_whitespace() && !"&;,\"'".contains(c));
                    // An ampersand in JSON, which this text may be.
                    value.split("\\u0026").next()?
                }
            };
            if !is_secret(value) || value.starts_with('-') && separator == ' ' {
                continue;
            }
            let quoted = usize::from(rest.starts_with(['"', '\'']));
            out.push_str(line.get(from..start + quoted)?);
            out.push_str(&self.replace(Rule::Assignment, value.as_bytes()));
            from = start + quoted + value.len();
        }
        (from > 0).then(|| out + line.get(from..).unwrap_or_default())
    }
}

/// A line that is one setting of a credential: what stands before the value, and the value.
fn setting(line: &str) -> Option<(&str, &str)> {
    let trimmed = line.trim_start_matches([' ', '\t', '-']);
    let separator = trimmed.find([':', '='])?;
    let name = trimmed
        .get(..separator)?
        .trim()
        .trim_matches(['"', '\''])
        .trim_start_matches("export ");
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    if !name.chars().all(is_name) || !names::is_credential(name) {
        return None;
    }
    let rest = trimmed.get(separator + 1..)?;
    // `--password=x --other` is a command line, which goes on behind the value.
    if line.trim_start().starts_with('-') && trimmed.get(separator..)?.starts_with('=') {
        return None;
    }
    let value = rest.trim_start();
    let head = line.get(..line.len() - value.len())?;
    (!value.is_empty()).then_some((head, value))
}

/// A value without its quotes, and what stands around it.
fn unquote(value: &str) -> (&str, &str, &str) {
    for quote in ["\"", "'"] {
        if let Some(rest) = value.strip_prefix(quote)
            && let Some(at) = rest.rfind(quote)
            && let (Some(inside), Some(close)) = (rest.get(..at), rest.get(at..))
        {
            return (quote, inside, close);
        }
    }
    ("", value, "")
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// The name that a text ends with, dashes included.
fn trailing_name(text: &str) -> &str {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let head = text.trim_end_matches(is_name);
    text.get(head.len()..).unwrap_or_default()
}

/// What `text` starts with, as long as the characters belong.
fn run(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// What was found at a needle.
enum Found {
    /// Nothing in that many bytes, which need not be looked at again.
    Nothing(usize),
    /// A secret of that many bytes, and what stands for it.
    Secret(usize, String),
}

/// Replaces what starts at each `needle`; `None` when nothing was replaced.
fn replace_all(
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
fn start(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most))
        .unwrap_or_default()
}

/// The last bytes of a text, `most` of them or up to three fewer.
fn end(text: &str, most: usize) -> &str {
    let from = text.len().saturating_sub(most);
    text.get(text.ceil_char_boundary(from)..)
        .unwrap_or_default()
}
