//! A JSON-stored built-in object made to look as its Go struct prints it.
//!
//! CustomResourceDefinitions and APIServices are stored as JSON, and everything is on clusters
//! with `--storage-media-type=application/json`. The server decodes that JSON into structs before
//! it prints them: members no struct field has are dropped, empty `omitempty` members vanish,
//! members without it appear, times and quantities are normalised. The same walk makes an object
//! of one version into its twin of another version with the same shape.

use std::borrow::Cow;

use super::layout::{Layouts, Slot};
use super::struct_rules;
use kf_base::error::{Error, Result};
use kf_base::limits::MAX_NESTING;
use kf_base::time;
use kf_object::{Map, Value, quantity};
use kf_schema::descriptor::{Empty, Kind, Label};

/// `value` as the struct of message `index` prints it.
///
/// # Errors
/// Corrupt with the member's name when a value is of a type that Go would refuse to decode.
pub(crate) fn message<'a>(
    layouts: &Layouts,
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
    for slot in &layouts.get(index).slots {
        let member = match given.remove(slot.json) {
            None | Some(Value::Null) => struct_rules::absent(layouts, slot, depth),
            Some(value) => {
                let value =
                    field(layouts, slot, value, depth).map_err(|e| within(&e, slot.json))?;
                struct_rules::prints(slot, &value).then_some(value)
            }
        };
        if let Some(value) = member {
            members.push((Cow::Borrowed(slot.json), value));
        }
    }
    Ok(Map::from_unsorted(members))
}

#[cold]
fn within(error: &Error, name: &str) -> Error {
    Error::new(error.kind(), format!("{name}: {}", error.message()))
}

fn field<'a>(layouts: &Layouts, slot: &Slot, value: Value<'a>, depth: usize) -> Result<Value<'a>> {
    match (slot.label, value) {
        (Label::Single, value) => leaf(layouts, slot, value, depth),
        (Label::List, Value::Array(list)) => list
            .into_iter()
            .map(|v| leaf(layouts, slot, v, depth))
            .collect::<Result<_>>()
            .map(Value::Array),
        (Label::Map, Value::Object(map)) => map
            .into_iter()
            .map(|(k, v)| Ok((k, leaf(layouts, slot, v, depth)?)))
            .collect::<Result<_>>()
            .map(Value::Object),
        (Label::List, _) => Err(Error::corrupt("expected a list")),
        (Label::Map, _) => Err(Error::corrupt("expected a map")),
    }
}

fn leaf<'a>(layouts: &Layouts, slot: &Slot, value: Value<'a>, depth: usize) -> Result<Value<'a>> {
    let wrong = |what: &str| Err(Error::corrupt(format!("expected {what}")));
    Ok(match (slot.kind, value) {
        (Kind::Message(index), value) => Value::Object(message(layouts, index, value, depth + 1)?),
        (Kind::Json | Kind::RawExtension | Kind::FieldsV1 | Kind::FieldsMap, value) => value,
        // An element that is null is the type's zero value.
        (_, Value::Null) => {
            let element = Slot {
                label: Label::Single,
                empty: Empty::Keep,
                pointer: false,
                ..*slot
            };
            struct_rules::absent(layouts, &element, depth).unwrap_or(Value::Null)
        }
        (Kind::String | Kind::Bytes, Value::String(s)) => Value::String(s),
        (Kind::Bool, Value::Bool(b)) => Value::Bool(b),
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
        (Kind::MessageList(index), Value::Array(list)) => messages(layouts, index, list, depth)?,
        // A schema or a boolean; a schema in either place goes through its struct.
        (Kind::SchemaOrBool(_), Value::Bool(b)) => Value::Bool(b),
        (Kind::SchemaOrBool(index) | Kind::SchemaOrStrings(index), v @ Value::Object(_)) => {
            Value::Object(message(layouts, index, v, depth + 1)?)
        }
        (Kind::SchemaOrArray(index), v @ Value::Object(_)) => {
            Value::Object(message(layouts, index, v, depth + 1)?)
        }
        (Kind::SchemaOrArray(index), Value::Array(list)) => messages(layouts, index, list, depth)?,
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
    layouts: &Layouts,
    index: u16,
    list: Vec<Value<'a>>,
    depth: usize,
) -> Result<Value<'a>> {
    list.into_iter()
        .map(|v| message(layouts, index, v, depth + 1).map(Value::Object))
        .collect::<Result<_>>()
        .map(Value::Array)
}

fn instant(text: &str) -> Result<time::Timestamp> {
    time::Timestamp::parse(text).ok_or_else(|| Error::corrupt("expected a time in RFC 3339"))
}
