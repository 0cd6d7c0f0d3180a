//! Protobuf messages to value trees, driven by the schema tables.
//!
//! The result is what Go's `encoding/json` makes of the struct that the gogo-generated decoder
//! fills: see `storage/struct_rules.rs` for what is printed when empty. The wire is proto2
//! without extensions; unknown fields are skipped as Go does, but counted, so that data of a
//! Kubernetes newer than the tables is told of instead of silently lost.

use std::borrow::Cow;
use std::marker::PhantomData;

use crate::gone::DroppedField;
use crate::keep::{Copied, Keep};
use crate::layout::{FILLS, Layout, Layouts, Route, Routes, Slot, SlotSet, Take, Wire};
use crate::scalar;
use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::error::{Error, Result};
use kf_base::limits::MAX_NESTING;
use kf_object::text::go_str;
use kf_object::{Map, Value};
use kf_schema::descriptor::{Kind, Label};

use super::skim::Skim;
use super::zero;
use crate::struct_rules;

/// A field number that the tables do not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownField {
    /// The message's name in the tables.
    pub message: &'static str,
    /// The field's number.
    pub number: u32,
}

/// A member of an object.
type Member<'a> = (Cow<'a, str>, Value<'a>);

/// What a field holds until its message has been read to the end.
#[derive(Clone, Copy, Debug, Default)]
enum Fill<'i> {
    #[default]
    Absent,
    /// A length-delimited value; the last one wins, except that messages merge.
    Raw(&'i [u8]),
    Varint(u64),
    /// What came in several pieces: its place among the [`Pieces`].
    Pieces(usize),
}

/// A field's values, put together.
#[derive(Debug)]
enum Pieces<'a> {
    /// Of a message that came several times.
    Bytes(Vec<u8>),
    List(Vec<Value<'a>>),
    Entries(Vec<Member<'a>>),
}

/// A message under way.
#[derive(Clone, Copy)]
struct Place<'s> {
    /// Its index in the tables.
    index: u16,
    layout: &'s Layout,
    /// Where its slots begin among the fills.
    base: usize,
    depth: usize,
}

/// Decodes messages of one schema, in bytes that live for `'i`, to trees that live for `'a`; keeps
/// its working memory from message to message.
#[derive(Debug)]
pub(crate) struct Decoder<'i, 'a, 's, K> {
    layouts: &'s Layouts,
    managed_fields: bool,
    json_as_stored: bool,
    /// The slots of the messages under way, the outermost first; all from `top` on are absent.
    fills: Vec<Fill<'i>>,
    top: usize,
    /// What their slots were given in pieces.
    pieces: Vec<Pieces<'a>>,
    keep: PhantomData<K>,
    /// The first field met that no minor knows.
    pub(crate) unknown: Option<UnknownField>,
    /// The first field met that has a value, and that the minor no longer has.
    pub(crate) dropped: Option<DroppedField>,
}

impl<'i, 'a, 's, K: Keep<'i, 'a>> Decoder<'i, 'a, 's, K> {
    /// A decoder; without `managed_fields`, `metadata.managedFields` is left out, which is what
    /// kubectl prints and saves a third of the work.
    pub(crate) fn new(layouts: &'s Layouts, managed_fields: bool) -> Self {
        Self {
            layouts,
            managed_fields,
            json_as_stored: false,
            fills: Vec::new(),
            top: 0,
            pieces: Vec::new(),
            keep: PhantomData,
            unknown: None,
            dropped: None,
        }
    }

    /// Leaves `RawExtension`s as the text they are stored as.
    pub(crate) fn with_json_as_stored(mut self, as_stored: bool) -> Self {
        self.json_as_stored = as_stored;
        self
    }

    /// Looks at what this one would decode.
    pub(super) fn skim(&self) -> Skim<'s> {
        Skim::new(self.layouts, self.managed_fields)
    }

    /// The members of one message.
    ///
    /// # Errors
    /// Corrupt with the message's name and the field number; Limit past [`MAX_NESTING`].
    pub(crate) fn message(&mut self, index: u16, raw: &'i [u8], depth: usize) -> Result<Map<'a>> {
        if depth > MAX_NESTING {
            return Err(too_deep());
        }
        let layouts = self.layouts;
        let layout = layouts.get(index);
        let base = self.top;
        self.top += layout.slots.len();
        if self.fills.len() < self.top {
            // Room for the messages below as well.
            self.fills.resize(FILLS.max(2 * self.top), Fill::Absent);
        }
        let pieces = self.pieces.len();
        let place = Place {
            index,
            layout,
            base,
            depth,
        };
        let mut filled = SlotSet::default();
        let read = self.read_fields(place, &layout.routes, &mut filled, raw);
        let read = read.and_then(|()| self.finish(place, filled));
        if read.is_err() {
            self.fills.truncate(base);
        }
        self.top = base;
        self.pieces.truncate(pieces);
        read
    }

    /// Reads the fields of a message, or of a struct that is inlined in one.
    fn read_fields(
        &mut self,
        place: Place<'s>,
        routes: &'s Routes,
        filled: &mut SlotSet,
        raw: &'i [u8],
    ) -> Result<()> {
        let mut bytes = Bytes::new(raw);
        while !bytes.is_empty() {
            let tag = (bytes.varint()).map_err(|e| malformed(place.index, 0, e))?;
            self.read_field(place, routes, filled, tag, &mut bytes)?;
        }
        Ok(())
    }

    /// Reads one field, its tag read.
    #[inline]
    fn read_field(
        &mut self,
        place: Place<'s>,
        routes: &'s Routes,
        filled: &mut SlotSet,
        tag: u64,
        bytes: &mut Bytes<'i>,
    ) -> Result<()> {
        let index = place.index;
        let number = u32::try_from(tag >> 3).unwrap_or(0);
        if number == 0 {
            return Err(malformed(index, 0, OutOfBytes));
        }
        // What nearly all fields are goes the shortest way; it ends as the long one would.
        match routes.take(tag) {
            Take::Varint(at) => {
                let n = bytes.varint().map_err(|e| malformed(index, number, e))?;
                filled.insert(at);
                self.set(place.base + usize::from(at), Fill::Varint(n));
                return Ok(());
            }
            Take::Bytes(at) if !filled.contains(at) => {
                let part = (bytes.length_delimited()).map_err(|e| malformed(index, number, e))?;
                filled.insert(at);
                self.set(place.base + usize::from(at), Fill::Raw(part));
                return Ok(());
            }
            _ => {}
        }
        match routes.get(number) {
            Some(Route::Slot(slot)) => {
                filled.insert(*slot);
                self.read_slot(place, *slot, tag, bytes)?;
            }
            Some(Route::Inline(inner)) => {
                if tag & 7 != 2 {
                    return Err(wrong_wire_type(index, tag));
                }
                let part = bytes
                    .length_delimited()
                    .map_err(|e| malformed(index, number, e))?;
                self.read_fields(place, inner, filled, part)?;
            }
            Some(Route::Gone(shape)) => {
                let before = *bytes;
                bytes
                    .skip_field(tag)
                    .map_err(|e| malformed(index, number, e))?;
                if let Some(shape) = shape
                    && self.dropped.is_none()
                    && zero::holds_something(shape, tag, before)
                {
                    self.dropped = Some(DroppedField {
                        message: kf_schema::message(index).name,
                        json: shape.json,
                        last: shape.minors.last,
                    });
                }
            }
            None => {
                self.unknown.get_or_insert(UnknownField {
                    message: kf_schema::message(index).name,
                    number,
                });
                bytes
                    .skip_field(tag)
                    .map_err(|e| malformed(index, number, e))?;
            }
        }
        Ok(())
    }

    fn read_slot(
        &mut self,
        place: Place<'s>,
        at: u16,
        tag: u64,
        bytes: &mut Bytes<'i>,
    ) -> Result<()> {
        let Place { index, depth, .. } = place;
        let number = u32::try_from(tag >> 3).unwrap_or(0);
        let Some(slot) = place.layout.slots.get(usize::from(at)) else {
            return Ok(());
        };
        let fill = place.base + usize::from(at);
        let cut = |e| malformed(index, number, e);
        match slot.label {
            Label::Single => match (tag & 7, scalar::is_varint(slot.kind)) {
                (0, true) => {
                    let n = bytes.varint().map_err(cut)?;
                    self.set(fill, Fill::Varint(n));
                }
                (1, _) if slot.kind == Kind::Double => {
                    let n = bytes.u64_le().map_err(cut)?;
                    self.set(fill, Fill::Varint(n));
                }
                (2, false) if slot.kind != Kind::Double => {
                    let part = bytes.length_delimited().map_err(cut)?;
                    self.set_raw(fill, slot.kind, part);
                }
                _ => return Err(wrong_wire_type(index, tag)),
            },
            Label::List if !self.managed_fields && slot.wire == Wire::ManagedFields => {
                bytes.skip_field(tag).map_err(cut)?;
            }
            Label::List => match (tag & 7, scalar::is_varint(slot.kind)) {
                (0, true) => {
                    let n = bytes.varint().map_err(cut)?;
                    self.push(fill, scalar::varint(slot.kind, n));
                }
                // Packed: Go's decoders accept it for every repeated number.
                (2, true) => {
                    let mut packed = Bytes::new(bytes.length_delimited().map_err(cut)?);
                    while !packed.is_empty() {
                        let n = packed.varint().map_err(cut)?;
                        self.push(fill, scalar::varint(slot.kind, n));
                    }
                }
                (2, false) => {
                    let part = bytes.length_delimited().map_err(cut)?;
                    match slot.kind {
                        Kind::Message(message) => {
                            let value = self.message(message, part, depth + 1)?;
                            self.push(fill, Value::Object(value));
                        }
                        kind => {
                            let value = self.value(kind, part, depth)?;
                            self.push(fill, value);
                        }
                    }
                }
                _ => return Err(wrong_wire_type(index, tag)),
            },
            Label::Map => {
                if tag & 7 != 2 {
                    return Err(wrong_wire_type(index, tag));
                }
                let part = bytes.length_delimited().map_err(cut)?;
                let entry = self.entry(index, number, slot, part, depth)?;
                match self.pieces(fill) {
                    Some(Pieces::Entries(entries)) => entries.push(entry),
                    _ => self.begin(fill, Pieces::Entries(first(entry))),
                }
            }
        }
        Ok(())
    }

    #[inline]
    fn set(&mut self, place: usize, value: Fill<'i>) {
        if let Some(fill) = self.fills.get_mut(place) {
            *fill = value;
        }
    }

    /// What a slot was given in pieces so far.
    #[inline]
    fn pieces(&mut self, place: usize) -> Option<&mut Pieces<'a>> {
        match self.fills.get(place) {
            Some(&Fill::Pieces(at)) => self.pieces.get_mut(at),
            _ => None,
        }
    }

    fn begin(&mut self, place: usize, pieces: Pieces<'a>) {
        self.set(place, Fill::Pieces(self.pieces.len()));
        self.pieces.push(pieces);
    }

    /// Keeps a length-delimited value. A message that comes twice is merged, as Go does by
    /// decoding both into one struct: by the definition of protobuf that equals decoding the two
    /// put together, which keeps the work linear however deep the repetition goes.
    #[inline]
    fn set_raw(&mut self, place: usize, kind: Kind, part: &'i [u8]) {
        match self.fills.get(place) {
            Some(Fill::Absent) => self.set(place, Fill::Raw(part)),
            Some(&fill) if matches!(kind, Kind::Message(_)) => self.merge(place, fill, part),
            _ => self.set(place, Fill::Raw(part)),
        }
    }

    #[cold]
    fn merge(&mut self, place: usize, fill: Fill<'i>, part: &'i [u8]) {
        match (fill, self.pieces(place)) {
            (_, Some(Pieces::Bytes(whole))) => whole.extend_from_slice(part),
            (Fill::Raw(first), _) => self.begin(place, Pieces::Bytes([first, part].concat())),
            _ => self.set(place, Fill::Raw(part)),
        }
    }

    #[inline]
    fn push(&mut self, place: usize, value: Value<'a>) {
        match self.pieces(place) {
            Some(Pieces::List(list)) => list.push(value),
            _ => self.begin(place, Pieces::List(first(value))),
        }
    }

    /// One map entry {1 key, 2 value}; a missing value is the type's zero, but not nil.
    pub(super) fn entry(
        &mut self,
        index: u16,
        number: u32,
        slot: &Slot,
        raw: &'i [u8],
        depth: usize,
    ) -> Result<Member<'a>> {
        let cut = |e| malformed(index, number, e);
        let mut key = Cow::Borrowed("");
        let mut part: &'i [u8] = &[];
        let mut n = 0;
        let mut bytes = Bytes::new(raw);
        while !bytes.is_empty() {
            match bytes.varint().map_err(cut)? {
                0x0a => key = K::text(go_str(bytes.length_delimited().map_err(cut)?)),
                0x10 => n = bytes.varint().map_err(cut)?,
                0x12 => part = bytes.length_delimited().map_err(cut)?,
                tag => bytes.skip_field(tag).map_err(cut)?,
            }
        }
        let value = if scalar::is_varint(slot.kind) {
            scalar::varint(slot.kind, n)
        } else if slot.kind == Kind::Quantity && part.is_empty() {
            Value::str("0")
        } else {
            self.value(slot.kind, part, depth)?
        };
        Ok((key, value))
    }

    /// A length-delimited value of any kind.
    pub(super) fn value(&mut self, kind: Kind, raw: &'i [u8], depth: usize) -> Result<Value<'a>> {
        match kind {
            Kind::Message(index) => self.message(index, raw, depth + 1).map(Value::Object),
            Kind::SchemaOrArray(index)
            | Kind::SchemaOrBool(index)
            | Kind::SchemaOrStrings(index) => self.schema_or(kind, index, raw, depth + 1),
            Kind::MessageList(index) => self.message_list(index, raw, depth + 1),
            Kind::FieldsMap => self.fields_map(raw, depth + 1),
            Kind::RawExtension | Kind::FieldsV1 if self.json_as_stored => {
                scalar::stored_json(raw).map(K::value)
            }
            // What most fields are, without a detour.
            Kind::String => Ok(Value::String(K::text(go_str(raw)))),
            _ => scalar::length_delimited(kind, raw, depth).map(K::value),
        }
    }

    /// A slice in a message of its own: {1: repeated}.
    fn message_list(&mut self, index: u16, raw: &'i [u8], depth: usize) -> Result<Value<'a>> {
        let mut list = Vec::new();
        let mut bytes = Bytes::new(raw);
        while !bytes.is_empty() {
            let tag = bytes.varint().map_err(|e| malformed(index, 0, e))?;
            if tag == 0x0a {
                let part = bytes
                    .length_delimited()
                    .map_err(|e| malformed(index, 1, e))?;
                list.push(Value::Object(self.message(index, part, depth + 1)?));
            } else {
                bytes.skip_field(tag).map_err(|e| malformed(index, 1, e))?;
            }
        }
        Ok(Value::Array(list))
    }

    /// apiextensions' JSONSchemaPropsOrArray {1 schema, 2 schemas}, JSONSchemaPropsOrStringArray
    /// {1 schema, 2 strings} and JSONSchemaPropsOrBool {1 allows, 2 schema}: lists go before the
    /// schema, the schema before the flag (apiextensions-apiserver pkg/apis/apiextensions/v1/marshal.go).
    fn schema_or(
        &mut self,
        kind: Kind,
        index: u16,
        raw: &'i [u8],
        depth: usize,
    ) -> Result<Value<'a>> {
        let cut = |e| malformed(index, 0, e);
        let (mut schema, mut list, mut allows) = (None, Vec::new(), false);
        let mut bytes = Bytes::new(raw);
        while !bytes.is_empty() {
            let tag = bytes.varint().map_err(cut)?;
            match (kind, tag) {
                (Kind::SchemaOrBool(_), 0x08) => allows = bytes.varint().map_err(cut)? != 0,
                (Kind::SchemaOrBool(_), 0x12)
                | (Kind::SchemaOrArray(_) | Kind::SchemaOrStrings(_), 0x0a) => {
                    let part = bytes.length_delimited().map_err(cut)?;
                    schema = Some(Value::Object(self.message(index, part, depth + 1)?));
                }
                (Kind::SchemaOrArray(_), 0x12) => {
                    let part = bytes.length_delimited().map_err(cut)?;
                    list.push(Value::Object(self.message(index, part, depth + 1)?));
                }
                (Kind::SchemaOrStrings(_), 0x12) => {
                    let text = go_str(bytes.length_delimited().map_err(cut)?);
                    list.push(Value::String(K::text(text)));
                }
                _ => bytes.skip_field(tag).map_err(cut)?,
            }
        }
        Ok(match kind {
            Kind::SchemaOrBool(_) => schema.unwrap_or(Value::Bool(allows)),
            _ if list.is_empty() => schema.unwrap_or(Value::Null),
            _ => Value::Array(list),
        })
    }

    /// metav1.Fields of 1.14 and 1.15: {1: map of name to Fields}; nil prints as `null`.
    fn fields_map(&mut self, raw: &'i [u8], depth: usize) -> Result<Value<'a>> {
        if depth > MAX_NESTING {
            return Err(too_deep());
        }
        let cut = |OutOfBytes| Error::corrupt("managedFields: malformed fields");
        let mut members = Vec::new();
        let mut bytes = Bytes::new(raw);
        while !bytes.is_empty() {
            let tag = bytes.varint().map_err(cut)?;
            if tag != 0x0a {
                bytes.skip_field(tag).map_err(cut)?;
                continue;
            }
            let mut entry = Bytes::new(bytes.length_delimited().map_err(cut)?);
            let (mut key, mut part): (_, &'i [u8]) = (Cow::Borrowed(""), &[]);
            while !entry.is_empty() {
                match entry.varint().map_err(cut)? {
                    0x0a => key = K::text(go_str(entry.length_delimited().map_err(cut)?)),
                    0x12 => part = entry.length_delimited().map_err(cut)?,
                    tag => entry.skip_field(tag).map_err(cut)?,
                }
            }
            members.push((key, self.fields_map(part, depth + 1)?));
        }
        Ok(if members.is_empty() {
            Value::Null
        } else {
            Value::Object(Map::from_unsorted(members))
        })
    }

    /// Reads the filled slots off in order, leaving out what Go would.
    fn finish(&mut self, place: Place<'s>, filled: SlotSet) -> Result<Map<'a>> {
        let Place { layout, depth, .. } = place;
        let printed = filled.union(layout.printed_empty);
        // An object gets its type as well.
        let types = if depth == 0 { 2 } else { 0 };
        let mut members = Vec::with_capacity(printed.len() + types);
        for at in printed {
            let Some(slot) = layout.slots.get(at) else {
                break;
            };
            let fill = self.fills.get_mut(place.base + at).map(std::mem::take);
            match fill.unwrap_or_default() {
                Fill::Absent => {
                    if let Some(value) = struct_rules::absent(self.layouts, slot, depth) {
                        push(&mut members, slot, value);
                    }
                }
                // What most fields are goes the shortest way.
                Fill::Raw(raw) => match slot.kind {
                    Kind::Message(message) => {
                        let value = self.message(message, raw, depth + 1)?;
                        push_object(&mut members, slot, value);
                    }
                    Kind::String => match std::str::from_utf8(raw) {
                        Ok("") if struct_rules::omits_zero(slot) => {}
                        Ok(text) => push_text::<K>(&mut members, slot, text),
                        Err(_) => push(&mut members, slot, K::value(Value::String(go_str(raw)))),
                    },
                    kind => {
                        let value = self.value(kind, raw, depth)?;
                        if struct_rules::prints(slot, &value) {
                            push(&mut members, slot, value);
                        }
                    }
                },
                Fill::Varint(n) => {
                    let value = scalar::varint(slot.kind, n);
                    if struct_rules::prints(slot, &value) {
                        push(&mut members, slot, value);
                    }
                }
                Fill::Pieces(at) => match self.pieces.get_mut(at) {
                    Some(Pieces::List(list)) => {
                        push(&mut members, slot, Value::Array(std::mem::take(list)));
                    }
                    Some(Pieces::Entries(entries)) => {
                        let entries = Map::from_unsorted(std::mem::take(entries));
                        push_object(&mut members, slot, entries);
                    }
                    Some(Pieces::Bytes(whole)) => {
                        let whole = std::mem::take(whole);
                        let mut inner = Decoder::<Copied>::new(self.layouts, self.managed_fields)
                            .with_json_as_stored(self.json_as_stored);
                        let value = inner.value(slot.kind, &whole, depth)?;
                        self.unknown = self.unknown.or(inner.unknown);
                        self.dropped = self.dropped.or(inner.dropped);
                        push(&mut members, slot, value);
                    }
                    None => {}
                },
            }
        }
        Ok(if layout.unique {
            Map::from_sorted(members)
        } else {
            Map::from_unsorted(members)
        })
    }
}

/// Adds a member that is text.
///
/// Not inlined, as its siblings: arguments in registers become stores to where the member stays. An
/// optimiser that sees all of them at once puts a member together on the stack, in pieces that a
/// processor cannot read back as a whole without waiting for them, which takes a fifth of the time.
#[inline(never)]
pub(super) fn push_text<'i, 'a, K: Keep<'i, 'a>>(
    members: &mut Vec<Member<'a>>,
    slot: &Slot,
    text: &'i str,
) {
    let text = K::text(Cow::Borrowed(text));
    members.push((Cow::Borrowed(slot.json), Value::String(text)));
}

/// Adds a member that is an object.
#[inline(never)]
pub(super) fn push_object<'a>(members: &mut Vec<Member<'a>>, slot: &Slot, object: Map<'a>) {
    members.push((Cow::Borrowed(slot.json), Value::Object(object)));
}

/// Adds a member of any type.
#[inline(never)]
pub(super) fn push<'a>(members: &mut Vec<Member<'a>>, slot: &Slot, value: Value<'a>) {
    members.push((Cow::Borrowed(slot.json), value));
}

/// A list with its first element, and room for the few more that most lists have.
#[inline]
fn first<T>(element: T) -> Vec<T> {
    let mut list = Vec::with_capacity(4);
    list.push(element);
    list
}

#[cold]
fn too_deep() -> Error {
    Error::limit(format!("nested deeper than {MAX_NESTING} (MAX_NESTING)"))
}

#[cold]
fn malformed(index: u16, number: u32, OutOfBytes: OutOfBytes) -> Error {
    let name = kf_schema::message(index).name;
    Error::corrupt(match number {
        0 => format!("protobuf message {name}: malformed field tag"),
        n => format!("protobuf message {name}: field {n} is cut short or malformed"),
    })
}

#[cold]
fn wrong_wire_type(index: u16, tag: u64) -> Error {
    let name = kf_schema::message(index).name;
    Error::corrupt(format!(
        "protobuf message {name}: field {} has wire type {}, which its type never has",
        tag >> 3,
        tag & 7
    ))
}
