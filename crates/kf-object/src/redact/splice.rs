//! YAML in which some scalars are other ones, and all else stays as it was written.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::is_marker;
use crate::encode::json;
use crate::{Value, parse};

/// A map or list around, as it was and as it is to be.
struct Open<'v, 't> {
    before: &'v Value<'t>,
    after: &'v Value<'t>,
    /// The member whose value comes next.
    key: Option<String>,
    /// The element that comes next.
    index: usize,
}

/// What a value is written as.
enum Part<'p> {
    Scalar(Cow<'p, str>, ScalarStyle),
    Alias,
    Tree,
}

/// Returns `text`, whose documents are `before`, with the scalars replaced in which `after` differs.
///
/// `None` when it cannot be done in place: values that aliases repeat, keys that are no texts.
pub(super) fn splice(text: &str, before: &[Value<'_>], after: &[Value<'_>]) -> Option<String> {
    let edits = edits(text, before, after)?;
    let mut out = String::with_capacity(text.len());
    let mut places = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .enumerate();
    let mut byte = |index: usize| places.find(|(i, _)| *i == index).map(|(_, at)| at);
    let mut copied = 0usize;
    for Edit { range, style, new } in edits {
        let from = byte(range.start)?;
        let to = byte(range.end)?;
        let from = if is_block(style) {
            // The parser's place is that of the lines behind the header.
            copied.saturating_add(text.get(copied..from)?.rfind(['|', '>'])?)
        } else {
            from
        };
        let old = text.get(from..to)?;
        out.push_str(text.get(copied..from)?);
        out.push_str(&new);
        copied = from.saturating_add(length(old, style));
    }
    out.push_str(text.get(copied..)?);
    // Right whatever the parser says of places.
    let read = parse::yaml::documents(out.as_bytes()).ok()?;
    (read == after).then_some(out)
}

fn is_block(style: ScalarStyle) -> bool {
    matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
}

/// How many bytes a scalar takes of what the parser says is its place, which may go on to the next
/// token.
fn length(text: &str, style: ScalarStyle) -> usize {
    let end = match style {
        ScalarStyle::Plain => text.find(" #"),
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            let double = style == ScalarStyle::DoubleQuoted;
            let mut escaped = false;
            text.char_indices().skip(1).find_map(|(at, c)| match c {
                _ if escaped => {
                    escaped = false;
                    None
                }
                '\\' if double => {
                    escaped = true;
                    None
                }
                '"' if double => Some(at.saturating_add(1)),
                '\'' if !double => {
                    let rest = text.get(at.saturating_add(1)..).unwrap_or_default();
                    escaped = rest.starts_with('\'');
                    (!escaped).then(|| at.saturating_add(1))
                }
                _ => None,
            })
        }
        ScalarStyle::Literal | ScalarStyle::Folded => None,
    };
    let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
    text.trim_end().len()
}

/// A scalar to replace.
struct Edit {
    /// Where it stands, in characters.
    range: Range<usize>,
    /// How it is written.
    style: ScalarStyle,
    /// What stands in its place.
    new: String,
}

/// What to replace, in the order of the text.
fn edits(text: &str, before: &[Value<'_>], after: &[Value<'_>]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let mut open: Vec<Open<'_, '_>> = Vec::new();
    let mut documents = before.iter().zip(after);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        let part = match event {
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
                continue;
            }
            Event::Scalar(text, style, ..) => Part::Scalar(text, style),
            Event::Alias(_) => Part::Alias,
            Event::SequenceStart(..) | Event::MappingStart(..) => Part::Tree,
            _ => continue,
        };
        let node = match open.last_mut() {
            None => documents.next(),
            Some(Open {
                before: Value::Array(b),
                after: Value::Array(a),
                index,
                ..
            }) => {
                let at = *index;
                *index = at.saturating_add(1);
                b.get(at).zip(a.get(at))
            }
            Some(Open {
                before: Value::Object(b),
                after: Value::Object(a),
                key,
                ..
            }) => match key.take() {
                None => {
                    let Part::Scalar(name, _) = part else {
                        return None;
                    };
                    *key = Some(name.into_owned());
                    continue;
                }
                Some(key) => b.get(&key).zip(a.get(&key)),
            },
            Some(_) => None,
        };
        let (was, is) = node?;
        match part {
            Part::Scalar(_, style) if was != is => edits.push(Edit {
                range: span.start.index()..span.end.index(),
                style,
                new: written(is.as_str()?),
            }),
            Part::Scalar(..) => {}
            // What an alias repeats is written elsewhere.
            Part::Alias if was != is => return None,
            Part::Alias => {}
            Part::Tree => open.push(Open {
                before: was,
                after: is,
                key: None,
                index: 0,
            }),
        }
    }
    Some(edits)
}

/// A text as a scalar of YAML on one line.
fn written(text: &str) -> String {
    if is_marker(text.as_bytes()) {
        return text.to_owned();
    }
    let mut out = Vec::new();
    json::write_string(&mut out, text);
    String::from_utf8(out).unwrap_or_default()
}
