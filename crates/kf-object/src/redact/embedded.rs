//! Texts taken apart: JSON, JSON lines, YAML, JSON inside other text.

use super::objects::Place;
use super::text::{end, start};
use super::{Redactor, Rule, is_secret, names, splice};
use crate::encode::{json, yaml};
use crate::{Value, parse};
use kf_base::limits::{MAX_REDACTED_LEVELS, MAX_REDACTED_YAML};

/// Bytes that are looked at for the ends of JSON inside other text, for each byte of it.
const LOOKS: usize = 8;

/// Shortest word that may be a token or base64 of one, in bytes.
const WORD: usize = 20;

/// How far before the word `Secret` the member `kind` stands, in bytes.
const KIND: usize = 96;

impl Redactor {
    /// The text to stand in place of `text`, if it holds anything secret.
    pub(super) fn text(&self, text: &str, name: &str, at: Place) -> Option<String> {
        if !is_secret(text) {
            return None;
        }
        if at.named && names::is_credential(name) {
            return Some(self.replace(Rule::Member, text.as_bytes()));
        }
        if text.len() < WORD && !text.bytes().any(joins) {
            return None;
        }
        let is_json = text.trim_start().starts_with(['{', '[']);
        let hinted = names::are_hinted(text);
        if is_json && at.depth > MAX_REDACTED_LEVELS {
            return Some(self.replace(Rule::Manifest, text.as_bytes()));
        }
        if is_json && let Some(values) = self.json(text, at) {
            return values.or_else(|| self.scan(text, hinted));
        }
        let scanned = self.scan(text, hinted);
        if !hinted || !text.contains(['{', '[', '\n']) {
            return self.leaf(scanned, text, at);
        }
        let now = scanned.as_deref().unwrap_or(text);
        if at.depth > MAX_REDACTED_LEVELS || now.len() > MAX_REDACTED_YAML {
            return if may_be_tree(now) {
                Some(self.replace(Rule::Manifest, text.as_bytes()))
            } else {
                scanned
            };
        }
        if let Some(tree) = self.yaml(now, at) {
            if has_secret_in_comments(now) {
                return Some(self.replace(Rule::Manifest, text.as_bytes()));
            }
            return tree.or(scanned);
        }
        let inside = self.json_inside(now, at);
        let now = inside.as_deref().unwrap_or(now);
        if holds_secret_manifest(now) {
            return Some(self.replace(Rule::Manifest, text.as_bytes()));
        }
        self.leaf(inside.or(scanned), text, at)
    }

    /// A text that is no tree: what is packed in it is looked into.
    fn leaf(&self, now: Option<String>, text: &str, at: Place) -> Option<String> {
        self.packed(now.as_deref().unwrap_or(text), at).or(now)
    }

    /// A text that is JSON, with what is secret in it replaced; the outer `None` when it is none.
    #[expect(
        clippy::option_option,
        reason = "whether it is JSON, and whether it changed"
    )]
    fn json(&self, text: &str, at: Place) -> Option<Option<String>> {
        self.worked(text.len());
        let mut value = parse::json::parse(text.as_bytes()).ok()?;
        if !matches!(value, Value::Object(_) | Value::Array(_)) {
            return None;
        }
        if !self.value(&mut value, "", at.below()) {
            return Some(None);
        }
        let mut out = Vec::with_capacity(text.len());
        json::write_compact(&mut out, &value);
        let mut out = String::from_utf8(out).ok()?;
        if text.ends_with('\n') {
            out.push('\n');
        }
        Some(Some(out))
    }

    /// The same of YAML.
    #[expect(
        clippy::option_option,
        reason = "whether it is YAML, and whether it changed"
    )]
    fn yaml(&self, text: &str, at: Place) -> Option<Option<String>> {
        if !may_be_tree(text) || text.trim_start().starts_with('{') && lines_of_json(text) {
            return None;
        }
        self.worked(text.len());
        let before = parse::yaml::documents(text.as_bytes()).ok()?;
        if !is_tree(&before) {
            return None;
        }
        let mut after = before.clone();
        let mut changed = false;
        for document in &mut after {
            changed |= self.value(document, "", at.below());
        }
        if !changed {
            return Some(None);
        }
        self.worked(text.len());
        if let Some(new) = splice::splice(text, &before, &after) {
            return Some(Some(new));
        }
        if text.contains('&') {
            // What an alias repeats stands where it is anchored, too.
            return Some(Some(self.replace(Rule::Manifest, text.as_bytes())));
        }
        let mut out = Vec::with_capacity(text.len());
        for (i, document) in after.iter().enumerate() {
            if i > 0 {
                out.extend_from_slice(b"---\n");
            }
            yaml::write(&mut out, document);
        }
        Some(String::from_utf8(out).ok())
    }

    /// JSON inside a text, such as lines of a log.
    fn json_inside(&self, text: &str, at: Place) -> Option<String> {
        let mut out = String::new();
        let (mut copied, mut next) = (0, 0);
        let mut left = text.len().saturating_mul(LOOKS);
        for (open, _) in text.match_indices(['{', '[']) {
            let rest = text.get(open..).unwrap_or_default();
            if open < next || !opens_json(rest) {
                continue;
            }
            let shown = start(rest, left);
            let end = parse::json::end(shown);
            let looked = end.unwrap_or(shown.len());
            self.worked(looked);
            left = left.saturating_sub(looked);
            let part = end.and_then(|end| rest.get(..end));
            if let Some(part) = part
                && let Some(new) = self.json(part, at)
            {
                next = open.saturating_add(part.len());
                if let Some(new) = new {
                    out.push_str(text.get(copied..open).unwrap_or_default());
                    out.push_str(&new);
                    copied = next;
                }
            }
            if left == 0 {
                break;
            }
        }
        (copied > 0).then(|| out + text.get(copied..).unwrap_or_default())
    }
}

/// Whether a name and its value stand on the two sides of this byte.
fn joins(byte: u8) -> bool {
    matches!(
        byte,
        b':' | b'=' | b'<' | b'\'' | b' ' | b'{' | b'[' | b'\n' | b'\t' | b'\r'
    )
}

/// Whether what starts with a brace or a bracket may be JSON worth a look.
fn opens_json(text: &str) -> bool {
    let open = text.chars().next();
    let inside = text
        .get(1..)
        .unwrap_or_default()
        .trim_start_matches([' ', '\t', '\n', '\r']);
    match open {
        Some('{') => inside.starts_with('"'),
        _ => inside.starts_with(['"', '{', '[']),
    }
}

/// Whether a text that begins with a brace is values of JSON one behind another.
fn lines_of_json(text: &str) -> bool {
    let text = text.trim();
    let end = parse::json::end(text);
    end.is_some_and(|end| {
        text.get(end..)
            .is_some_and(|rest| rest.trim_start().starts_with('{'))
    })
}

/// Whether there may be maps or lists of YAML in a text.
///
/// One line without braces or brackets is no tree: what may be a name in it may be prose.
fn may_be_tree(text: &str) -> bool {
    let members = [": ", ":\n", ":\t", ":\r", "- "];
    text.contains(['{', '['])
        || text.trim().contains('\n') && members.iter().any(|m| text.contains(m))
}

/// Whether the documents of a text are what somebody wrote as YAML: prose and scripts may happen to
/// be YAML too, with sentences and commands for names.
fn is_tree(documents: &[Value<'_>]) -> bool {
    let is_name =
        |name: &str| name.matches(' ').count() < 3 && !name.contains(['\'', '"', '$', '(']);
    documents
        .iter()
        .any(|d| matches!(d, Value::Object(_) | Value::Array(_)))
        && documents.iter().all(|d| match d {
            Value::Object(members) => members.iter().all(|(name, _)| is_name(name)),
            _ => true,
        })
}

/// Whether a Secret stands in a text of no form that is known, or with parts of a template in it.
fn holds_secret_manifest(text: &str) -> bool {
    (text.contains("data") || text.contains("stringData"))
        && text.match_indices("Secret").any(|(at, word)| {
            let before = end(text.get(..at).unwrap_or_default(), KIND);
            let behind = text.get(at + word.len()..).unwrap_or_default();
            let behind = behind.strip_prefix("List").unwrap_or(behind);
            let goes_on = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
            is_kind(before) && !behind.starts_with(goes_on)
        })
}

/// Whether a text ends with the member `kind`, with an anchor or a tag behind its colon or none.
fn is_kind(text: &str) -> bool {
    let quotes = ['"', '\'', '\\', ' ', '\t', '\n', '\r'];
    let mut text = text.trim_end_matches(quotes);
    while let Some(word) = text.split_whitespace().next_back()
        && word.starts_with(['&', '!'])
    {
        text = text
            .get(..text.len() - word.len())
            .unwrap_or_default()
            .trim_end_matches(quotes);
    }
    let Some(name) = text.strip_suffix([':', '=']) else {
        return false;
    };
    let name = name.trim_end_matches(quotes);
    name.strip_suffix("kind")
        .is_some_and(|head| !head.ends_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Whether a Secret was commented out.
fn has_secret_in_comments(text: &str) -> bool {
    if !text.contains('#') || !text.contains("Secret") {
        return false;
    }
    let comments = text
        .lines()
        .map(str::trim_start)
        .filter(|l| l.starts_with('#'));
    let comments: Vec<&str> = comments.collect();
    holds_secret_manifest(&comments.join("\n"))
}
