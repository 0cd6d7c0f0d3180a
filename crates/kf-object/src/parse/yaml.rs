//! YAML as kubectl reads manifests: sigs.k8s.io/yaml `YAMLToJSON` over go-yaml v2.
//!
//! saphyr-parser finds the structure; what a plain text means is decided here by resolve.go's
//! YAML 1.1 rules (`yes` and `on` are booleans, `0777` is octal, `1_000` is a number), and maps
//! merge as decode.go's do. The result is what comes back from the JSON that kubectl makes of it,
//! so `1.0` is the integer 1. One difference on purpose: where go-yaml lets one of two equal keys
//! win, they are an error here, because a manifest with two is a mistake.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use base64::Engine as _;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, StrInput, Tag};

use super::json;
use crate::encode::json as encode_json;
use crate::encode::yaml_resolve::{float, integer, is_timestamp};
use crate::text::go_str;
use crate::{Map, Value};
use kf_base::limits::{MAX_NESTING, MAX_YAML_EXPANSION};
use kf_base::{Error, Result};

/// Reads the documents of a YAML text, or of JSON values one behind another.
///
/// A document with nothing in it is `null`; a text of comments and white space has no documents.
///
/// # Errors
/// [`kf_base::ErrorKind::Corrupt`] with line and column when `text` is no YAML, when a map has a key
/// twice or one that JSON cannot have, or when a number is not finite;
/// [`kf_base::ErrorKind::Limit`] when it is nested deeper than [`MAX_NESTING`] or its aliases come to
/// more than [`MAX_YAML_EXPANSION`].
pub fn documents(text: &[u8]) -> Result<Vec<Value<'static>>> {
    let text = unicode(text)?;
    if text.trim_start().starts_with('{')
        && let Some(values) = json_values(&text)
    {
        return Ok(values);
    }
    check_characters(&text)?;
    let mut builder = Builder::default();
    let mut parser = Parser::new_from_str(&text);
    while let Some((event, mark)) = next(&mut parser)? {
        builder.event(event, mark)?;
    }
    Ok(builder.documents)
}

/// The text of UTF-8 or, with a byte order mark, UTF-16 (readerc.go
/// `yaml_parser_determine_encoding`), without the mark.
fn unicode(text: &[u8]) -> Result<Cow<'_, str>> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (units, rest) = bytes.as_chunks::<2>();
        let decoded = char::decode_utf16(units.iter().map(|u| unit(*u)));
        let text = decoded.collect::<Result<String, _>>().ok();
        text.filter(|_| rest.is_empty())
            .map(Cow::Owned)
            .ok_or_else(|| Error::corrupt("yaml: incomplete UTF-16 character"))
    };
    match text {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => {
            let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
            let text = std::str::from_utf8(text).map_err(|e| {
                let valid = text.get(..e.valid_up_to()).unwrap_or_default();
                let line = valid.iter().filter(|b| **b == b'\n').count() + 1;
                let column = valid.rsplit(|b| *b == b'\n').next().map_or(0, <[u8]>::len) + 1;
                Error::corrupt(format!("yaml: line {line} column {column}: invalid UTF-8"))
            })?;
            Ok(Cow::Borrowed(text))
        }
    }
}

/// JSON values one behind another, as `kubectl` reads what begins with a brace (apimachinery
/// util/yaml/decoder.go `YAMLOrJSONDecoder`); `None` when it is something else.
fn json_values(text: &str) -> Option<Vec<Value<'static>>> {
    let mut values = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (value, behind) = rest.split_at_checked(json::end(rest)?)?;
        values.push(json::parse(value.as_bytes()).ok()?.into_owned());
        rest = behind.trim_start();
    }
    Some(values)
}

/// Refuses what go-yaml refuses to read (readerc.go `yaml_parser_update_buffer`); saphyr-parser
/// would take a zero byte for the end of the text.
fn check_characters(text: &str) -> Result<()> {
    let (mut line, mut column) = (1usize, 0usize);
    for c in text.chars() {
        column += 1;
        match c {
            '\n' => (line, column) = (line + 1, 0),
            '\t' | '\r' | '\u{20}'..='\u{7e}' | '\u{85}' => {}
            '\u{a0}'..='\u{fffd}' | '\u{1_0000}'.. => {}
            _ => {
                return Err(Error::corrupt(format!(
                    "yaml: line {line} column {column}: control characters are not allowed"
                )));
            }
        }
    }
    Ok(())
}

fn next<'a>(parser: &mut Parser<'a, StrInput<'a>>) -> Result<Option<(Event<'a>, Marker)>> {
    match parser.next_event() {
        None => Ok(None),
        Some(Ok((event, span))) => Ok(Some((event, span.start))),
        Some(Err(e)) => Err(corrupt(*e.marker(), e.info())),
    }
}

fn corrupt(mark: Marker, what: impl std::fmt::Display) -> Error {
    Error::corrupt(format!(
        "yaml: line {} column {}: {what}",
        mark.line(),
        mark.col() + 1
    ))
}

/// A value, with what aliases to it will need to know.
#[derive(Clone)]
struct Node {
    value: Value<'static>,
    /// What the value is as a key, if it may be one.
    key: Option<String>,
    /// Whether it is the plain text `<<`.
    merges: bool,
    /// Levels of nesting in it; a scalar has none.
    height: usize,
    /// What it takes of [`MAX_YAML_EXPANSION`] when an alias repeats it.
    weight: usize,
}

enum Frame {
    List {
        items: Vec<Value<'static>>,
    },
    Map {
        /// Members, and whether a key of this very map set them (a merge may set them too).
        members: BTreeMap<String, (Value<'static>, bool)>,
        key: Option<Node>,
    },
}

struct Open {
    frame: Frame,
    anchor: usize,
    height: usize,
    weight: usize,
}

#[derive(Default)]
struct Builder {
    documents: Vec<Value<'static>>,
    open: Vec<Open>,
    /// Finished values with an anchor, by its number.
    anchors: HashMap<usize, Node>,
    /// What aliases came to so far.
    expanded: usize,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, mark: Marker) -> Result<()> {
        match event {
            // An anchor lives in its document.
            Event::DocumentStart(_) => self.anchors.clear(),
            Event::Scalar(text, style, anchor, tag) => {
                let node = scalar(&text, style, tag.as_deref(), mark)?;
                self.finish(node, anchor, mark)?;
            }
            Event::Alias(anchor) => {
                let node = self.alias(anchor, mark)?;
                self.finish(node, 0, mark)?;
            }
            Event::SequenceStart(anchor, _) => {
                self.enter(Frame::List { items: Vec::new() }, anchor, mark)?;
            }
            Event::MappingStart(anchor, _) => {
                let (members, key) = (BTreeMap::new(), None);
                self.enter(Frame::Map { members, key }, anchor, mark)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(open) = self.open.pop() {
                    let value = match open.frame {
                        Frame::List { items } => Value::Array(items),
                        Frame::Map { members, .. } => Value::Object(
                            members
                                .into_iter()
                                .map(|(key, (value, _))| (Cow::Owned(key), value))
                                .collect::<Map<'_>>(),
                        ),
                    };
                    let node = Node {
                        value,
                        key: None,
                        merges: false,
                        height: open.height + 1,
                        weight: open.weight,
                    };
                    self.finish(node, open.anchor, mark)?;
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn enter(&mut self, frame: Frame, anchor: usize, mark: Marker) -> Result<()> {
        self.check_depth(1, mark)?;
        self.open.push(Open {
            frame,
            anchor,
            height: 0,
            weight: 16,
        });
        Ok(())
    }

    fn check_depth(&self, more: usize, mark: Marker) -> Result<()> {
        if self.open.len() + more <= MAX_NESTING {
            return Ok(());
        }
        Err(Error::limit(format!(
            "yaml: line {} column {}: nested deeper than MAX_NESTING ({MAX_NESTING})",
            mark.line(),
            mark.col() + 1
        )))
    }

    fn alias(&mut self, anchor: usize, mark: Marker) -> Result<Node> {
        let Some(node) = self.anchors.get(&anchor) else {
            let inside = self.open.iter().any(|open| open.anchor == anchor);
            return Err(corrupt(
                mark,
                if inside {
                    "an anchor's value contains itself"
                } else {
                    "unknown anchor referenced"
                },
            ));
        };
        self.check_depth(node.height, mark)?;
        let node = Node {
            // decode.go `isMerge` looks at the text in the map, which an alias is not.
            merges: false,
            ..node.clone()
        };
        self.expand(node.weight, mark)?;
        Ok(node)
    }

    fn expand(&mut self, weight: usize, mark: Marker) -> Result<()> {
        self.expanded = self.expanded.saturating_add(weight);
        if self.expanded <= MAX_YAML_EXPANSION {
            return Ok(());
        }
        Err(Error::limit(format!(
            "yaml: line {} column {}: document contains excessive aliasing: more than \
             MAX_YAML_EXPANSION ({MAX_YAML_EXPANSION})",
            mark.line(),
            mark.col() + 1
        )))
    }

    /// Puts a finished value where it belongs.
    fn finish(&mut self, node: Node, anchor: usize, mark: Marker) -> Result<()> {
        if anchor != 0 {
            // The copy kept for aliases is an expansion too: anchors may stand within anchors.
            self.expand(node.weight, mark)?;
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.documents.push(node.value);
            return Ok(());
        };
        open.height = open.height.max(node.height);
        open.weight = open.weight.saturating_add(node.weight);
        match &mut open.frame {
            Frame::List { items } => items.push(node.value),
            Frame::Map { members, key } => match key.take() {
                None if node.merges || node.key.is_some() => *key = Some(node),
                None => return Err(corrupt(mark, "invalid map key")),
                Some(key) if key.merges => merge(members, node.value, mark)?,
                Some(key) => {
                    let name = key.key.unwrap_or_default();
                    if let Some((_, true)) = members.get(&name) {
                        return Err(corrupt(
                            mark,
                            format_args!("key {name:?} already set in map"),
                        ));
                    }
                    members.insert(name, (node.value, true));
                }
            },
        }
        Ok(())
    }
}

/// `<<`: the members of one map or of several, the first of which wins. They win over keys in
/// front of the merge and lose to those behind it (decode.go `merge`).
fn merge(
    members: &mut BTreeMap<String, (Value<'static>, bool)>,
    value: Value<'static>,
    mark: Marker,
) -> Result<()> {
    let maps = match value {
        Value::Array(items) => items,
        map => vec![map],
    };
    for map in maps.into_iter().rev() {
        let Value::Object(map) = map else {
            return Err(corrupt(
                mark,
                "map merge requires map or sequence of maps as the value",
            ));
        };
        for (key, value) in map {
            members
                .entry(key.into_owned())
                .and_modify(|(old, _)| old.clone_from(&value))
                .or_insert((value, false));
        }
    }
    Ok(())
}

const CORE: &str = "tag:yaml.org,2002:";

/// What a scalar means (decode.go `scalar`, resolve.go `resolve`).
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>, mark: Marker) -> Result<Node> {
    let name = match tag {
        None if style != ScalarStyle::Plain => Some("str"),
        // The tag `!` alone lets the text speak for itself, even in quotes (parserc.go).
        None => None,
        Some(tag) if tag.handle.is_empty() && tag.suffix == "!" => None,
        Some(tag) => match format!("{}{}", tag.handle, tag.suffix).strip_prefix(CORE) {
            Some("str") => Some("str"),
            Some("bool") => Some("bool"),
            Some("int") => Some("int"),
            Some("float") => Some("float"),
            Some("null") => Some("null"),
            Some("timestamp") => Some("timestamp"),
            Some("binary") => return binary(text, mark),
            _ => Some("str"),
        },
    };
    let plain = if name == Some("str") {
        Plain::Text
    } else {
        Plain::of(text)
    };
    let refused = |found: &str, wanted: &str| {
        corrupt(
            mark,
            format_args!("cannot decode !!{found} `{text}` as a !!{wanted}"),
        )
    };
    let plain = match (name, plain) {
        (Some("float"), Plain::Integer(n)) => Plain::Float(to_float(n)),
        (Some("timestamp"), Plain::Text) if is_timestamp(text) => Plain::Text,
        (Some("str"), plain) => plain,
        (Some(wanted), plain) if wanted != plain.tag() => {
            return Err(refused(plain.tag(), wanted));
        }
        (_, plain) => plain,
    };
    let merges = text == "<<" && style == ScalarStyle::Plain && name.is_none();
    let (value, key) = match plain {
        Plain::Null => (Value::Null, None),
        Plain::Bool(b) => (Value::Bool(b), Some(b.to_string())),
        Plain::Integer(n) => (
            i64::try_from(n).map_or_else(|_| Value::Float(to_float(n)), Value::Int),
            // A key past int64 is refused: sigs.k8s.io/yaml knows no uint64 keys.
            i64::try_from(n).ok().map(|n| n.to_string()),
        ),
        Plain::Float(f) => (json_number(f, mark)?, Some(float_key(f))),
        Plain::Text => (
            Value::String(Cow::Owned(text.to_owned())),
            Some(text.to_owned()),
        ),
    };
    Ok(Node {
        value,
        key,
        merges,
        height: 0,
        weight: 16 + text.len(),
    })
}

fn binary(text: &str, mark: Marker) -> Result<Node> {
    // Go's decoder skips line breaks, and nothing else.
    let digits = text.replace(['\n', '\r'], "");
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(&digits)
        .map_err(|_| corrupt(mark, "!!binary value contains invalid base64 data"))?;
    let text = go_str(&bytes).into_owned();
    Ok(Node {
        key: Some(text.clone()),
        merges: false,
        height: 0,
        weight: 16 + text.len(),
        value: Value::String(Cow::Owned(text)),
    })
}

enum Plain {
    Null,
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text,
}

impl Plain {
    fn of(text: &str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => Plain::Null,
            "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
                Plain::Bool(true)
            }
            "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off"
            | "OFF" => Plain::Bool(false),
            // A time is text for everything but Go's own time type, and is tried first.
            _ if is_timestamp(text) => Plain::Text,
            _ => match (integer(text), float(text)) {
                (Some(n), _) => Plain::Integer(n),
                (None, Some(f)) => Plain::Float(f),
                (None, None) => Plain::Text,
            },
        }
    }

    fn tag(&self) -> &'static str {
        match self {
            Plain::Null => "null",
            Plain::Bool(_) => "bool",
            Plain::Integer(_) => "int",
            Plain::Float(_) => "float",
            Plain::Text => "str",
        }
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "JSON decoders round such numbers to a float64 as well"
)]
fn to_float(n: i128) -> f64 {
    n as f64
}

/// The number that comes back from the JSON text of `f`.
fn json_number(f: f64, mark: Marker) -> Result<Value<'static>> {
    if !f.is_finite() {
        let name = float_key(f);
        return Err(corrupt(mark, format_args!("unsupported value: {name}")));
    }
    let mut text = Vec::new();
    encode_json::write_compact(&mut text, &Value::Float(f));
    json::parse(&text).map(Value::into_owned)
}

/// A float as the key of a map (sigs.k8s.io/yaml `convertToJSONableObject`): in `'g'` form with
/// the shortest digits that a float32 needs.
fn float_key(f: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "upstream rounds to float32 here"
    )]
    let f = f as f32;
    if f.is_nan() {
        return ".nan".to_owned();
    }
    if f.is_infinite() {
        return if f > 0.0 { ".inf" } else { "-.inf" }.to_owned();
    }
    let scientific = format!("{f:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..6).contains(&exponent) {
        return format!("{f}");
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
}

#[cfg(test)]
mod tests;
