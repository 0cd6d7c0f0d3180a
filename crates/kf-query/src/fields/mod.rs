//! Field selectors: parse, resolve against a kind, print, match.
//!
//! Grammar and messages are those of apimachinery `pkg/fields/selector.go`. Which fields a kind
//! knows, and what they say of an object, is in [`kinds`]. An error's message is what the API
//! server puts behind `field selector "...": ` in its answer.

pub mod kinds;

use std::fmt;

use kf_base::error::{Error, Result};
use kf_object::Value;
use kf_object::redact::Redactor;

pub use kinds::Fields;

/// One term: `field=value` or `field!=value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The field's name as the kind knows it.
    pub field: String,
    /// Whether the value must be equal; otherwise it must differ.
    pub equal: bool,
    /// The value, unescaped.
    pub value: String,
    /// What stands for the value in objects that were redacted.
    digests: Vec<String>,
}

/// A conjunction of terms, in the byte order of their texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector(Vec<Term>);

impl Selector {
    /// Parses kubectl's `--field-selector` text. Empty terms are dropped; nothing is trimmed.
    ///
    /// # Errors
    /// `Invalid` with apimachinery's message.
    pub fn parse(text: &str) -> Result<Self> {
        let mut parts = split_terms(text);
        parts.sort_unstable();
        let mut terms = Vec::new();
        for part in parts {
            if part.is_empty() {
                continue;
            }
            let Some((field, equal, value)) = split_term(part) else {
                return Err(Error::invalid(format!(
                    "invalid selector: '{text}'; can't understand '{part}'"
                )));
            };
            let value = unescape(value)?;
            // Upstream's transform drops a term whose field and value are both empty.
            if !field.is_empty() || !value.is_empty() {
                terms.push(Term {
                    field: field.to_owned(),
                    equal,
                    value,
                    digests: Vec::new(),
                });
            }
        }
        Ok(Self(terms))
    }

    /// The same selector with its field names as `fields` knows them (`ConvertFieldLabel`).
    ///
    /// # Errors
    /// `Invalid`, in the kind's own wording, for the first field that the kind does not have.
    pub fn resolve(mut self, fields: &Fields) -> Result<Self> {
        for term in &mut self.0 {
            term.field = fields.canonical_name(&term.field)?.to_owned();
        }
        Ok(self)
    }

    /// The selector of objects that were redacted: where a value is a digest there, its digest
    /// is looked for as well.
    #[must_use]
    pub fn redacted(mut self, redactor: &Redactor) -> Self {
        for term in &mut self.0 {
            term.digests = redactor.stand_ins(&term.value);
        }
        self
    }

    /// Whether this selects everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The terms.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.0
    }

    /// The value that `field` must have, if a term demands one: `metadata.name=x` needs one key
    /// read and no scan (`RequiresExactMatch`).
    #[must_use]
    pub fn required(&self, field: &str) -> Option<&str> {
        let term = self.0.iter().find(|t| t.equal && t.field == field)?;
        Some(&term.value)
    }

    /// Whether an object satisfies every term. A field that the object lacks reads as empty.
    ///
    /// Call it on a [resolved](Self::resolve) selector with the same `fields`.
    #[must_use]
    pub fn matches(&self, object: &Value<'_>, fields: &Fields) -> bool {
        let holds = |t: &Term| {
            let value = fields.value(object, &t.field);
            (value == t.value || t.digests.iter().any(|d| *d == value)) == t.equal
        };
        self.0.iter().all(holds)
    }
}

impl fmt::Display for Selector {
    /// Terms joined by `,`, values escaped (`andTerm.String`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, term) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(",")?;
            }
            let operator = if term.equal { "=" } else { "!=" };
            write!(f, "{}{operator}", term.field)?;
            for c in term.value.chars() {
                if matches!(c, '\\' | ',' | '=') {
                    f.write_str("\\")?;
                }
                write!(f, "{c}")?;
            }
        }
        Ok(())
    }
}

/// Splits at commas that no backslash escapes (`splitTerms`).
fn split_terms(text: &str) -> Vec<&str> {
    let mut escaped = false;
    text.split(|c| {
        let separates = c == ',' && !escaped;
        escaped = c == '\\' && !escaped;
        separates
    })
    .collect()
}

/// The field, whether it must be equal, and the escaped value; the first operator splits.
fn split_term(term: &str) -> Option<(&str, bool, &str)> {
    let (at, _) = term
        .char_indices()
        .find(|&(i, c)| c == '=' || term.get(i..).is_some_and(|rest| rest.starts_with("!=")))?;
    let (field, rest) = term.split_at_checked(at)?;
    if let Some(value) = rest.strip_prefix("!=") {
        return Some((field, false, value));
    }
    let value = rest.strip_prefix("==").or_else(|| rest.strip_prefix('='))?;
    Some((field, true, value))
}

/// `UnescapeValue`
fn unescape(text: &str) -> Result<String> {
    let bad_escape = |s: &str| {
        Error::invalid(format!(
            "invalid field selector: invalid escape sequence: \\{s}"
        ))
    };
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(c @ ('\\' | ',' | '=')) => out.push(c),
                Some(c) => return Err(bad_escape(c.encode_utf8(&mut [0; 4]))),
                None => return Err(bad_escape("")),
            },
            // Go prints a rune's number with %v.
            ',' | '=' => {
                return Err(Error::invalid(format!(
                    "invalid field selector: unescaped character in value: {}",
                    u32::from(c)
                )));
            }
            c => out.push(c),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests;
