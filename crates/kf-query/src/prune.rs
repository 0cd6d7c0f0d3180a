//! Paths to parts of an object that are to be left out: `metadata.annotations["a.b/c"]`,
//! `.spec.containers[*].image`.

use kf_base::error::{Error, Result};
use kf_base::limits::MAX_NESTING;
use kf_object::Value;

/// A path through members and elements, `[*]` meaning all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Member(String),
    Element(usize),
    /// Every element of a list, or every member of an object.
    All,
}

impl Pattern {
    /// Reads a path: names joined by dots, a backslash before a dot that belongs to a name,
    /// `["name"]` or `['name']`, `[0]`, and `[*]` or `.*` for all. A `$` or a dot may stand before
    /// it and braces around it, as kubectl has them in JSONPath.
    ///
    /// # Errors
    /// Invalid, when it is none.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = |what: &str| Error::invalid(format!("invalid path {text:?}: {what}"));
        let inner = text.trim();
        let inner = inner
            .strip_prefix('{')
            .and_then(|t| t.strip_suffix('}'))
            .unwrap_or(inner);
        let inner = inner.strip_prefix('$').unwrap_or(inner);
        let mut rest = inner.strip_prefix('.').unwrap_or(inner);
        let mut parts = Vec::new();
        while !rest.is_empty() {
            let (part, after) = match rest.strip_prefix('[') {
                Some(bracket) => bracketed(bracket).map_err(wrong)?,
                None => name(rest).map_err(wrong)?,
            };
            parts.push(part);
            // A dot leads to a name: one at the end, or before a bracket, leads nowhere.
            rest = match after.strip_prefix('.') {
                Some(next) if next.is_empty() || next.starts_with(['[', '.']) => {
                    return Err(wrong("a dot with no name behind it"));
                }
                Some(next) => next,
                None if after.is_empty() || after.starts_with('[') => after,
                None => return Err(wrong("expected a dot or [ behind ]")),
            };
            if parts.len() > MAX_NESTING {
                return Err(wrong("it is deeper than any object"));
            }
        }
        if parts.is_empty() {
            return Err(wrong("it is empty"));
        }
        Ok(Self(parts))
    }

    /// Takes what the path leads to out of `value`, and what is empty for that reason; whether
    /// there was anything.
    pub fn remove(&self, value: &mut Value<'_>) -> bool {
        remove(&self.0, value)
    }
}

/// A name up to the next dot or bracket.
fn name(text: &str) -> Result<(Part, &str), &'static str> {
    let mut name = String::new();
    let mut chars = text.char_indices();
    let mut end = text.len();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => name.push(chars.next().ok_or("a backslash at the end")?.1),
            '.' | '[' => {
                end = at;
                break;
            }
            c => name.push(c),
        }
    }
    if name.is_empty() {
        return Err("a name is empty");
    }
    let part = if name == "*" {
        Part::All
    } else {
        Part::Member(name)
    };
    Ok((part, text.get(end..).unwrap_or_default()))
}

/// What stands in brackets; `text` begins behind the opening one.
fn bracketed(text: &str) -> Result<(Part, &str), &'static str> {
    for quote in ['"', '\''] {
        let Some(quoted) = text.strip_prefix(quote) else {
            continue;
        };
        let mut name = String::new();
        let mut chars = quoted.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => name.push(chars.next().ok_or("a backslash at the end")?.1),
                c if c == quote => {
                    let rest = quoted.get(at.saturating_add(1)..).unwrap_or_default();
                    let rest = rest.strip_prefix(']').ok_or("expected ] behind a quote")?;
                    return Ok((Part::Member(name), rest));
                }
                c => name.push(c),
            }
        }
        return Err("a quote is not closed");
    }
    let (inside, rest) = text.split_once(']').ok_or("a bracket is not closed")?;
    let part = if inside == "*" {
        Part::All
    } else {
        Part::Element(
            inside
                .parse()
                .map_err(|_| "expected a number, * or a quoted name in brackets")?,
        )
    };
    Ok((part, rest))
}

/// A pattern has no more than [`MAX_NESTING`] parts, which bounds the recursion.
fn remove(parts: &[Part], value: &mut Value<'_>) -> bool {
    let Some((first, rest)) = parts.split_first() else {
        return false;
    };
    // What is below: to be removed whole at the end of the path, and when it is empty after.
    let below = |value: &mut Value<'_>| -> (bool, bool) {
        if rest.is_empty() {
            return (true, true);
        }
        let found = remove(rest, value);
        (found, found && is_empty(value))
    };
    let mut any = false;
    match (first, value) {
        (Part::Member(name), Value::Object(map)) => {
            if let Some(member) = map.get_mut(name) {
                let (found, gone) = below(member);
                any = found;
                if gone {
                    map.remove(name);
                }
            }
        }
        (Part::Element(i), Value::Array(list)) => {
            if let Some(element) = list.get_mut(*i) {
                let (found, gone) = below(element);
                any = found;
                if gone {
                    list.remove(*i);
                }
            }
        }
        (Part::All, Value::Array(list)) => list.retain_mut(|element| {
            let (found, gone) = below(element);
            any |= found;
            !gone
        }),
        (Part::All, Value::Object(map)) => map.retain(|_, member| {
            let (found, gone) = below(member);
            any |= found;
            !gone
        }),
        _ => {}
    }
    any
}

fn is_empty(value: &Value<'_>) -> bool {
    match value {
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use kf_object::encode::json;
    use kf_object::parse::json::parse;

    fn without(path: &str, object: &str) -> String {
        let mut value = parse(object.as_bytes()).unwrap();
        Pattern::parse(path).unwrap().remove(&mut value);
        let mut out = Vec::new();
        json::write_compact(&mut out, &value);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn parts_are_taken_out() {
        for path in [
            "metadata.annotations.a\\.b/c",
            ".metadata.annotations[\"a.b/c\"]",
            "{$.metadata.annotations['a.b/c']}",
        ] {
            assert_eq!(
                without(path, r#"{"metadata":{"annotations":{"a.b/c":"1","d":""}}}"#),
                r#"{"metadata":{"annotations":{"d":""}}}"#
            );
            // What becomes empty goes too: an object without the member never had its parent.
            assert_eq!(
                without(
                    path,
                    r#"{"kind":"x","metadata":{"annotations":{"a.b/c":"1"}}}"#
                ),
                r#"{"kind":"x"}"#
            );
            assert_eq!(
                without(path, r#"{"metadata":{"annotations":{}}}"#),
                r#"{"metadata":{"annotations":{}}}"#
            );
        }
        let list = r#"{"c":[{"i":1,"n":"a"},{"i":2},7]}"#;
        assert_eq!(without("c[*].i", list), r#"{"c":[{"n":"a"},7]}"#);
        assert_eq!(without("c.*.i", list), r#"{"c":[{"n":"a"},7]}"#);
        assert_eq!(without("c[0]", list), r#"{"c":[{"i":2},7]}"#);
        assert_eq!(without("*", list), "{}");
        assert_eq!(without("c.i", list), list);
    }

    #[test]
    fn mistakes() {
        for (path, what) in [
            ("", "it is empty"),
            (".", "it is empty"),
            ("a.", "a dot with no name behind it"),
            ("a..b", "a dot with no name behind it"),
            ("a[x]", "expected a number, * or a quoted name in brackets"),
            ("a[0", "a bracket is not closed"),
            ("a['x]", "a quote is not closed"),
            ("a['x'", "expected ] behind a quote"),
            ("a[0]b", "expected a dot or [ behind ]"),
            ("a\\", "a backslash at the end"),
        ] {
            let e = Pattern::parse(path).unwrap_err();
            assert_eq!(e.to_string(), format!("invalid path {path:?}: {what}"));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[a.\\[\\]*0\"'\\\\${}]{0,12}") {
            if let Ok(pattern) = Pattern::parse(&text) {
                let mut value = parse(br#"{"a":[{"a":0}],"*":{"0":[]}}"#).unwrap();
                let before = value.clone();
                let found = pattern.remove(&mut value);
                prop_assert_eq!(found, before != value);
            }
        }
    }
}
