//! A JSON-stored built-in object made to look as its Go struct prints it.
//!
//! CustomResourceDefinitions and APIServices are stored as JSON, and everything is on clusters
//! with `--storage-media-type=application/json`. The server decodes that JSON into structs before
//! it prints them: members no struct field has are dropped, empty `omitempty` members vanish,
//! members without it appear, times and quantities are normalised. The same walk makes an object
//! of one version into its twin of another version with the same shape.

use std::borrow::Cow;
use std::cell::RefCell;

use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use base64::{Engine as _, alphabet};

use super::gone::DroppedField;
use super::layout::{Layouts, MAX_INLINE, Slot};
use super::struct_rules;
use kf_base::error::{Error, Result};
use kf_base::limits::MAX_NESTING;
use kf_base::time;
use kf_object::{Map, Value, quantity};
use kf_schema::Minor;
use kf_schema::descriptor::{Empty, Kind, Label, Message};

/// A member that no struct of any minor has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownMember {
    /// The message's name in the tables.
    pub message: &'static str,
    /// The member's name.
    pub name: String,
}

/// The schema that a tree is brought to, and what it has no place for.
#[derive(Debug)]
pub(crate) struct Walk<'s> {
    layouts: &'s Layouts,
    left: RefCell<Left>,
}

/// What was left out, the first of each sort.
#[derive(Debug, Default)]
pub(crate) struct Left {
    /// A member that the minor no longer has.
    pub(crate) dropped: Option<DroppedField>,
    /// A member that no minor has.
    pub(crate) unknown: Option<UnknownMember>,
}

impl<'s> Walk<'s> {
    /// Makes a walk by one schema.
    pub(crate) fn new(layouts: &'s Layouts) -> Self {
        Self {
            layouts,
            left: RefCell::default(),
        }
    }

    /// Returns what was left out.
    pub(crate) fn left(self) -> Left {
        self.left.into_inner()
    }

    /// Keeps what a message has no slots for. `metav1.TypeMeta` has none in any table.
    #[cold]
    fn leave(&self, index: u16, given: &Map<'_>) {
        let mut left = self.left.borrow_mut();
        let message = kf_schema::message(index);
        for (name, value) in given.iter() {
            if matches!(name, "apiVersion" | "kind") || is_empty(value) {
                continue;
            }
            match last_minor(message, name, 0) {
                // Two fields of one name: the other one has it.
                Some((_, last)) if last >= self.layouts.minor() => {}
                Some((json, last)) => {
                    left.dropped.get_or_insert(DroppedField {
                        message: message.name,
                        json,
                        last,
                    });
                }
                None => {
                    left.unknown.get_or_insert_with(|| UnknownMember {
                        message: message.name,
                        name: name.to_owned(),
                    });
                }
            }
        }
    }
}

/// A member's name and the last minor that had it, looked for in inlined structs as well.
fn last_minor(
    message: &'static Message,
    name: &str,
    depth: usize,
) -> Option<(&'static str, Minor)> {
    let shapes = message.fields.iter().flat_map(|field| field.shapes);
    let found = shapes.filter_map(|shape| match shape.kind {
        _ if shape.json == name => Some((shape.json, shape.minors.last)),
        Kind::Message(inner) if shape.json.is_empty() && depth < MAX_INLINE => {
            last_minor(kf_schema::message(inner), name, depth.saturating_add(1))
        }
        _ => None,
    });
    found.max_by_key(|(_, last)| *last)
}

/// Whether a value says nothing: what Go's encoders write of a member that is empty.
fn is_empty(value: &Value<'_>) -> bool {
    match value {
        Value::Null | Value::Bool(false) | Value::Int(0) => true,
        Value::Float(number) => *number == 0.0,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.iter().all(|(_, value)| is_empty(value)),
        _ => false,
    }
}

/// `value` as the struct of message `index` prints it.
///
/// # Errors
/// Corrupt with the member's name when a value is of a type that Go would refuse to decode.
pub(crate) fn message<'a>(
    walk: &Walk<'_>,
    index: u16,
    value: Value<'a>,
    depth: usize,
) -> Result<Map<'a>> {
    if depth > MAX_NESTING {
        return Err(Error::limit(format!(
            "nested deeper than {MAX_NESTING} (MAX_NESTING)"
        )));
    }
    let mut given = match value {
        Value::Object(map) => map,
        Value::Null => Map::new(),
        _ => return Err(Error::corrupt("expected an object")),
    };
    let mut members = Vec::with_capacity(given.len());
    for slot in &walk.layouts.get(index).slots {
        let member = match given.remove(slot.json) {
            None | Some(Value::Null) => struct_rules::absent(walk.layouts, slot, depth),
            Some(value) => {
                let value = field(walk, slot, value, depth).map_err(|e| within(&e, slot.json))?;
                struct_rules::prints(slot, &value).then_some(value)
            }
        };
        if let Some(value) = member {
            members.push((Cow::Borrowed(slot.json), value));
        }
    }
    if !given.is_empty() {
        walk.leave(index, &given);
    }
    Ok(Map::from_unsorted(members))
}

#[cold]
fn within(error: &Error, name: &str) -> Error {
    Error::new(error.kind(), format!("{name}: {}", error.message()))
}

fn field<'a>(walk: &Walk<'_>, slot: &Slot, value: Value<'a>, depth: usize) -> Result<Value<'a>> {
    match (slot.label, value) {
        (Label::Single, value) => leaf(walk, slot, value, depth),
        (Label::List, Value::Array(list)) => list
            .into_iter()
            .map(|v| leaf(walk, slot, v, depth))
            .collect::<Result<_>>()
            .map(Value::Array),
        (Label::Map, Value::Object(map)) => map
            .into_iter()
            .map(|(k, v)| Ok((k, leaf(walk, slot, v, depth)?)))
            .collect::<Result<_>>()
            .map(Value::Object),
        (Label::List, _) => Err(Error::corrupt("expected a list")),
        (Label::Map, _) => Err(Error::corrupt("expected a map")),
    }
}

fn leaf<'a>(walk: &Walk<'_>, slot: &Slot, value: Value<'a>, depth: usize) -> Result<Value<'a>> {
    let wrong = |what: &str| Err(Error::corrupt(format!("expected {what}")));
    Ok(match (slot.kind, value) {
        (Kind::Message(index), value) => Value::Object(message(walk, index, value, depth + 1)?),
        (Kind::Json | Kind::RawExtension | Kind::FieldsV1 | Kind::FieldsMap, value) => value,
        // An element that is null is the type's zero value.
        (_, Value::Null) => {
            let element = Slot {
                label: Label::Single,
                empty: Empty::Keep,
                pointer: false,
                ..slot.clone()
            };
            struct_rules::absent(walk.layouts, &element, depth).unwrap_or(Value::Null)
        }
        (Kind::String, Value::String(s)) => Value::String(s),
        (Kind::Bytes, Value::String(s)) => Value::String(base64(s)?),
        (Kind::Bool, Value::Bool(b)) => Value::Bool(b),
        (Kind::Int32 | Kind::IntOrString, Value::Int(n)) if i32::try_from(n).is_err() => {
            return wrong("an integer of 32 bits");
        }
        (Kind::Int32 | Kind::Int64, Value::Int(n)) => Value::Int(n),
        (Kind::Double, Value::Int(n)) => Value::Int(n),
        (Kind::Double, Value::Float(f)) => Value::Float(f),
        (Kind::IntOrString, v @ (Value::Int(_) | Value::String(_))) => v,
        (Kind::Quantity, Value::String(s)) => match quantity::canonical(&s)? {
            Cow::Borrowed(same) if same.len() == s.len() => Value::String(s),
            text => Value::String(Cow::Owned(text.into_owned())),
        },
        (Kind::Quantity, Value::Int(n)) => {
            let text = quantity::canonical(&n.to_string())?.into_owned();
            Value::String(Cow::Owned(text))
        }
        (Kind::Time, Value::String(s)) => {
            let at = instant(&s)?;
            time::time_text(at.seconds).map_or(Value::Null, |t| Value::String(Cow::Owned(t)))
        }
        (Kind::MicroTime, Value::String(s)) => {
            let at = instant(&s)?;
            let nanos = i32::try_from(at.nanos).unwrap_or(0);
            time::micro_time_text(at.seconds, nanos)
                .map_or(Value::Null, |t| Value::String(Cow::Owned(t)))
        }
        (Kind::Duration, Value::String(s)) => Value::String(s),
        (Kind::StringList, Value::Array(list)) => Value::Array(list),
        (Kind::StringMap, Value::Object(map)) => Value::Object(map),
        (Kind::MessageList(index), Value::Array(list)) => messages(walk, index, list, depth)?,
        // A schema or a boolean; a schema in either place goes through its struct.
        (Kind::SchemaOrBool(_), Value::Bool(b)) => Value::Bool(b),
        (Kind::SchemaOrBool(index) | Kind::SchemaOrStrings(index), v @ Value::Object(_)) => {
            Value::Object(message(walk, index, v, depth + 1)?)
        }
        (Kind::SchemaOrArray(index), v @ Value::Object(_)) => {
            Value::Object(message(walk, index, v, depth + 1)?)
        }
        (Kind::SchemaOrArray(index), Value::Array(list)) => messages(walk, index, list, depth)?,
        (Kind::SchemaOrStrings(_), Value::Array(list)) => Value::Array(list),
        (Kind::String | Kind::Bytes, _) => return wrong("a string"),
        (Kind::Bool, _) => return wrong("true or false"),
        (Kind::Int32 | Kind::Int64, _) => return wrong("an integer"),
        (Kind::Double, _) => return wrong("a number"),
        (Kind::IntOrString, _) => return wrong("an integer or a string"),
        (Kind::Quantity, _) => return wrong("a quantity"),
        (Kind::Time | Kind::MicroTime, _) => return wrong("a time"),
        (Kind::Duration, _) => return wrong("a duration"),
        (Kind::StringList, _) => return wrong("a list of strings"),
        (Kind::StringMap, _) => return wrong("a map"),
        (Kind::MessageList(_), _) => return wrong("a list"),
        (Kind::SchemaOrArray(_) | Kind::SchemaOrBool(_) | Kind::SchemaOrStrings(_), _) => {
            return wrong("a schema");
        }
    })
}

fn messages<'a>(
    walk: &Walk<'_>,
    index: u16,
    list: Vec<Value<'a>>,
    depth: usize,
) -> Result<Value<'a>> {
    list.into_iter()
        .map(|v| message(walk, index, v, depth + 1).map(Value::Object))
        .collect::<Result<_>>()
        .map(Value::Array)
}

/// Bytes as Go's encoder writes them. Its decoder passes over line breaks, and over bits behind the last
/// byte (encoding/base64 `StdEncoding`).
fn base64(text: Cow<'_, str>) -> Result<Cow<'_, str>> {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &alphabet::STANDARD,
        GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
    );
    if STANDARD.decode(&*text).is_ok() {
        return Ok(text);
    }
    let joined = text.replace(['\r', '\n'], "");
    match LENIENT.decode(joined) {
        Ok(bytes) => Ok(Cow::Owned(STANDARD.encode(bytes))),
        Err(_) => Err(Error::corrupt("expected base64")),
    }
}

fn instant(text: &str) -> Result<time::Timestamp> {
    time::Timestamp::parse(text).ok_or_else(|| Error::corrupt("expected a time in RFC 3339"))
}
