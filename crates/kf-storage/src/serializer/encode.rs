//! Value trees to protobuf messages, byte by byte as the gogo-generated encoders of Go write the
//! structs that the trees are of.
//!
//! Those write fields by their numbers, entries of maps by their keys, and a member that is no
//! pointer also when it is empty. What a tree does not have is therefore the empty value of its
//! type, or nil.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::back::Back;
use crate::fields_v1;
use crate::layout::{Layout, Layouts, Route, Routes, Slot};
use crate::struct_rules;
use kf_base::error::{Error, Result};
use kf_base::limits::MAX_NESTING;
use kf_base::time::Timestamp;
use kf_object::encode::json;
use kf_object::{Map, Value};
use kf_schema::descriptor::{Kind, Label};

/// Encodes messages of one schema; keeps its working memory from message to message.
#[derive(Debug)]
pub(crate) struct Encoder<'v, 'a, 's> {
    layouts: &'s Layouts,
    /// The members of the messages under way, in the order of their slots, the outermost first.
    values: Vec<Option<&'v Value<'a>>>,
    out: Back,
}

/// A message under way.
#[derive(Clone, Copy)]
struct Place<'s> {
    layout: &'s Layout,
    /// Where its members begin.
    base: usize,
    depth: usize,
}

impl<'v, 'a, 's> Encoder<'v, 'a, 's> {
    pub(crate) fn new(layouts: &'s Layouts) -> Self {
        Self {
            layouts,
            values: Vec::new(),
            out: Back::default(),
        }
    }

    /// What is encoded.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.out.bytes()
    }

    /// Encodes a message; without members, one that is empty.
    ///
    /// # Errors
    /// Corrupt when a member is none of its type; Limit past [`MAX_NESTING`].
    pub(crate) fn message(
        &mut self,
        index: u16,
        members: Option<&'v Map<'a>>,
        depth: usize,
    ) -> Result<()> {
        if depth > MAX_NESTING {
            return Err(Error::limit(format!(
                "nested deeper than {MAX_NESTING} (MAX_NESTING)"
            )));
        }
        let layouts = self.layouts;
        let layout = layouts.get(index);
        let base = self.values.len();
        self.values.resize(base + layout.slots.len(), None);
        if let (Some(members), Some(values)) = (members, self.values.get_mut(base..)) {
            place(&layout.slots, members, values);
        }
        let place = Place {
            layout,
            base,
            depth,
        };
        let written = self.fields(place, &layout.routes);
        self.values.truncate(base);
        written
    }

    /// Writes the fields from the last one to the first.
    fn fields(&mut self, place: Place<'s>, routes: &'s Routes) -> Result<()> {
        for (number, route) in routes.iter().rev() {
            match route {
                Route::Gone(_) => {}
                Route::Inline(inner) => {
                    if self.is_there(place, inner) {
                        let before = self.out.len();
                        self.fields(place, inner)?;
                        self.out.close(*number, before);
                    }
                }
                Route::Slot(at) => {
                    let at = usize::from(*at);
                    if let Some(slot) = place.layout.slots.get(at) {
                        let value = self.values.get(place.base + at).copied().flatten();
                        self.field(*number, slot, value, place.depth)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether an inlined struct is not nil: it is no pointer, or something is in it.
    fn is_there(&self, place: Place<'s>, inner: &Routes) -> bool {
        inner.iter().any(|(_, route)| match route {
            Route::Gone(_) => false,
            Route::Inline(deeper) => self.is_there(place, deeper),
            Route::Slot(at) => {
                let at = usize::from(*at);
                let can_be_nil = |slot: &Slot| slot.guarded || !slot.exists;
                !place.layout.slots.get(at).is_none_or(can_be_nil)
                    || self
                        .values
                        .get(place.base + at)
                        .is_some_and(Option::is_some)
            }
        })
    }

    fn field(
        &mut self,
        number: u32,
        slot: &'s Slot,
        value: Option<&'v Value<'a>>,
        depth: usize,
    ) -> Result<()> {
        match (slot.label, value) {
            (Label::Single, None) if !struct_rules::can_be_written_empty(slot) => Ok(()),
            (Label::Single, value) => self.value(number, slot.kind, value, depth),
            (_, None) => Ok(()),
            (Label::List, Some(Value::Array(items))) => {
                for item in items.iter().rev() {
                    self.value(number, slot.kind, Some(item), depth)?;
                }
                Ok(())
            }
            (Label::Map, Some(Value::Object(entries))) => {
                for (name, value) in entries.iter().rev() {
                    let before = self.out.len();
                    self.value(2, slot.kind, Some(value), depth)?;
                    self.out.field(1, name.as_bytes());
                    self.out.close(number, before);
                }
                Ok(())
            }
            _ => Err(wrong(slot.json)),
        }
    }

    /// Writes a value with its tag; without one, the empty value.
    #[inline]
    fn value(
        &mut self,
        number: u32,
        kind: Kind,
        value: Option<&'v Value<'a>>,
        depth: usize,
    ) -> Result<()> {
        match (kind, value) {
            (Kind::String, Some(Value::String(text))) => self.out.field(number, text.as_bytes()),
            (Kind::String, None) => self.out.field(number, b""),
            (Kind::Bool, value) => {
                let flag = value.and_then(Value::as_bool).unwrap_or_default();
                self.out.number(number, u64::from(flag));
            }
            (Kind::Int32 | Kind::Int64, value) => {
                let n = value.and_then(Value::as_int).unwrap_or_default();
                self.out.number(number, n.cast_unsigned());
            }
            (Kind::Double, value) => {
                self.out.put(&double(value).to_bits().to_le_bytes());
                self.out.tag(number, 1);
            }
            (Kind::Message(index), value) => {
                let before = self.out.len();
                let members = value.map(|v| v.as_object().ok_or_else(|| wrong("an object")));
                self.message(index, members.transpose()?, depth + 1)?;
                self.out.close(number, before);
            }
            (kind, value) => {
                let before = self.out.len();
                self.leaf(kind, value.filter(|v| **v != Value::Null), depth)?;
                self.out.close(number, before);
            }
        }
        Ok(())
    }

    /// Writes what is in a value of one of the types that have an encoding of their own.
    fn leaf(&mut self, kind: Kind, value: Option<&'v Value<'a>>, depth: usize) -> Result<()> {
        match (kind, value) {
            (Kind::Bytes, Some(Value::String(text))) => {
                let bytes = STANDARD.decode(text.as_bytes());
                self.out.put(&bytes.map_err(|_| wrong("base64"))?);
            }
            (Kind::Quantity, value) => {
                self.out.field(1, &value.map_or(b"0".into(), scalar_text));
            }
            (Kind::Time | Kind::MicroTime, Some(Value::String(text))) => {
                let time = Timestamp::parse(text).ok_or_else(|| wrong("a time"))?;
                // Whole seconds are what JSON has of a Time, and microseconds of a MicroTime.
                let nanos = match kind {
                    Kind::MicroTime => time.nanos / 1_000 * 1_000,
                    _ => 0,
                };
                self.out.number(2, i64::from(nanos).cast_unsigned());
                self.out.number(1, time.seconds.cast_unsigned());
            }
            (Kind::IntOrString, value) => {
                let (of_type, number, text) = match value {
                    Some(Value::String(text)) => (1, 0, text.as_bytes()),
                    Some(Value::Int(n)) => (0, *n, &b""[..]),
                    _ => (0, 0, &b""[..]),
                };
                self.out.field(3, text);
                self.out.number(2, number.cast_unsigned());
                self.out.number(1, of_type);
            }
            (Kind::RawExtension | Kind::FieldsV1 | Kind::Json, Some(value)) => {
                self.out.field(1, &embedded(kind, value));
            }
            (Kind::StringList, Some(Value::Array(items))) => {
                for item in items.iter().rev() {
                    self.out.field(1, scalar_text(item).as_ref());
                }
            }
            (Kind::StringMap, Some(Value::Object(entries))) => {
                for (name, value) in entries.iter().rev() {
                    let before = self.out.len();
                    self.out.field(2, scalar_text(value).as_ref());
                    self.out.field(1, name.as_bytes());
                    self.out.close(1, before);
                }
            }
            (Kind::MessageList(index), Some(Value::Array(items))) => {
                for item in items.iter().rev() {
                    self.value(1, Kind::Message(index), Some(item), depth)?;
                }
            }
            (Kind::FieldsMap, Some(Value::Object(members))) => {
                self.fields_map(members, depth + 1)?
            }
            (
                Kind::SchemaOrArray(index)
                | Kind::SchemaOrBool(index)
                | Kind::SchemaOrStrings(index),
                Some(value),
            ) => self.schema_or(kind, index, value, depth)?,
            // Nil.
            (
                Kind::Bytes
                | Kind::Time
                | Kind::MicroTime
                | Kind::RawExtension
                | Kind::FieldsV1
                | Kind::Json
                | Kind::StringList
                | Kind::StringMap
                | Kind::MessageList(_)
                | Kind::FieldsMap
                | Kind::SchemaOrArray(_)
                | Kind::SchemaOrBool(_)
                | Kind::SchemaOrStrings(_),
                None,
            ) => {}
            // A stored type has none; an empty one is no text.
            (Kind::Duration, None) => self.out.number(1, 0),
            _ => return Err(wrong("a value of its type")),
        }
        Ok(())
    }

    /// metav1.Fields of 1.14 and 1.15: {1: map of name to Fields}.
    fn fields_map(&mut self, members: &'v Map<'a>, depth: usize) -> Result<()> {
        if depth > MAX_NESTING {
            return Err(wrong("fields of a depth that there is"));
        }
        for (name, value) in members.iter().rev() {
            let before = self.out.len();
            if let Some(inner) = value.as_object() {
                self.fields_map(inner, depth + 1)?;
            }
            self.out.close(2, before);
            self.out.field(1, name.as_bytes());
            self.out.close(1, before);
        }
        Ok(())
    }

    /// What the decoder's `schema_or` reads.
    fn schema_or(
        &mut self,
        kind: Kind,
        index: u16,
        value: &'v Value<'a>,
        depth: usize,
    ) -> Result<()> {
        let schema = Kind::Message(index);
        match (kind, value) {
            (Kind::SchemaOrBool(_), Value::Object(_)) => {
                self.value(2, schema, Some(value), depth)?;
                self.out.number(1, 1);
            }
            (Kind::SchemaOrBool(_), value) => {
                let flag = value.as_bool().unwrap_or_default();
                self.out.number(1, u64::from(flag));
            }
            (_, Value::Object(_)) => self.value(1, schema, Some(value), depth)?,
            (Kind::SchemaOrArray(_), Value::Array(items)) => {
                for item in items.iter().rev() {
                    self.value(2, schema, Some(item), depth)?;
                }
            }
            (_, Value::Array(items)) => {
                for item in items.iter().rev() {
                    self.out.field(2, scalar_text(item).as_ref());
                }
            }
            _ => return Err(wrong("a schema")),
        }
        Ok(())
    }
}

/// Puts members into the places of their slots; both are sorted by name. What is null is nil.
fn place<'v, 'a>(slots: &[Slot], members: &'v Map<'a>, values: &mut [Option<&'v Value<'a>>]) {
    let mut places = slots.iter().zip(values);
    let mut next = places.next();
    for (name, value) in members.iter() {
        while let Some((slot, place)) = next.as_mut() {
            if slot.json > name {
                break;
            }
            if slot.json == name && *value != Value::Null {
                **place = Some(value);
            }
            next = places.next();
        }
    }
}

/// JSON within an object: as it is stored, where the tree has it so.
fn embedded<'v>(kind: Kind, value: &'v Value<'_>) -> Cow<'v, [u8]> {
    if let (Kind::RawExtension | Kind::FieldsV1, Value::String(text)) = (kind, value) {
        return text.as_bytes().into();
    }
    let mut text = Vec::new();
    match kind {
        Kind::FieldsV1 => fields_v1::write(&mut text, value),
        _ => json::write_compact(&mut text, value),
    }
    text.into()
}

fn scalar_text<'v>(value: &'v Value<'_>) -> Cow<'v, [u8]> {
    match value {
        Value::String(text) => text.as_bytes().into(),
        Value::Int(n) => n.to_string().into_bytes().into(),
        _ => Cow::default(),
    }
}

fn double(value: Option<&Value<'_>>) -> f64 {
    match value {
        Some(Value::Float(n)) => *n,
        #[expect(
            clippy::cast_precision_loss,
            reason = "as Go reads a number into a float64"
        )]
        Some(Value::Int(n)) => *n as f64,
        _ => 0.0,
    }
}

#[cold]
fn wrong(what: &str) -> Error {
    Error::corrupt(format!("not to be said in protobuf: this is not {what}"))
}

#[cfg(test)]
mod tests;
