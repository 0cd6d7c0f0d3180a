//! What Go's `encoding/json` prints of a struct field that is empty.
//!
//! `omitempty` leaves out false, 0, "", nil and empty lists and maps, never structs; a field
//! without it is always printed, nil as `null`. Times are structs whose zero value prints as
//! `null` (metav1 `Time.MarshalJSON`), which is why `creationTimestamp: null` stood in every pod
//! template until 1.34 added `omitzero`.

use crate::layout::{Layouts, Slot};
use kf_base::limits::MAX_NESTING;
use kf_object::{Map, Value};
use kf_schema::descriptor::{Empty, Kind, Label};

/// Whether Go prints the field when the stored object does not carry it.
pub(crate) fn prints_empty(slot: &Slot) -> bool {
    if !slot.exists || slot.guarded {
        return false;
    }
    // Structs: `omitempty` does not leave them out, `omitzero` does.
    match slot.empty {
        Empty::Keep => true,
        Empty::Omit => slot.is_struct(),
        Empty::OmitZero => false,
    }
}

/// Whether Go's protobuf encoder writes a member that the object does not have, given that it
/// writes the struct.
pub(crate) fn can_be_written_empty(slot: &Slot) -> bool {
    // Nil is another thing than empty in these, though they are no pointers.
    let is_slice = matches!(
        slot.kind,
        Kind::Bytes
            | Kind::StringList
            | Kind::StringMap
            | Kind::MessageList(_)
            | Kind::FieldsMap
            | Kind::SchemaOrArray(_)
            | Kind::SchemaOrBool(_)
            | Kind::SchemaOrStrings(_)
    );
    slot.label == Label::Single && !slot.pointer && slot.exists && !is_slice
}

/// The member for a field that the stored object does not carry, if Go prints one.
pub(crate) fn absent(layouts: &Layouts, slot: &Slot, depth: usize) -> Option<Value<'static>> {
    if !prints_empty(slot) {
        return None;
    }
    if slot.pointer || slot.label != Label::Single {
        return Some(Value::Null);
    }
    Some(match slot.kind {
        Kind::String => Value::str(""),
        Kind::Bool => Value::Bool(false),
        Kind::Int32 | Kind::Int64 | Kind::IntOrString => Value::Int(0),
        Kind::Double => Value::Float(0.0),
        Kind::Message(index) => zero(layouts, index, depth + 1),
        Kind::Duration => Value::str("0s"),
        Kind::Quantity => Value::str("0"),
        Kind::Bytes
        | Kind::StringList
        | Kind::StringMap
        | Kind::MessageList(_)
        | Kind::Time
        | Kind::MicroTime
        | Kind::RawExtension
        | Kind::FieldsV1
        | Kind::FieldsMap
        | Kind::Json
        | Kind::SchemaOrArray(_)
        | Kind::SchemaOrBool(_)
        | Kind::SchemaOrStrings(_) => Value::Null,
    })
}

/// The zero value of a struct, as printed.
pub(crate) fn zero(layouts: &Layouts, index: u16, depth: usize) -> Value<'static> {
    if depth > MAX_NESTING {
        return Value::Object(Map::new());
    }
    let members = layouts
        .get(index)
        .slots
        .iter()
        .filter_map(|slot| absent(layouts, slot, depth).map(|value| (slot.json.into(), value)));
    Value::Object(members.collect())
}

/// Whether Go leaves the field out when it holds a scalar's zero value.
#[inline]
pub(crate) fn omits_zero(slot: &Slot) -> bool {
    !slot.pointer && slot.empty != Empty::Keep
}

/// Whether Go prints the field when the stored object carries this value.
#[inline]
pub(crate) fn prints(slot: &Slot, value: &Value<'_>) -> bool {
    if !omits_zero(slot) {
        return true;
    }
    !match value {
        Value::Bool(b) => !b,
        Value::Int(n) => *n == 0 && matches!(slot.kind, Kind::Int32 | Kind::Int64),
        Value::Float(f) => *f == 0.0,
        Value::String(s) => s.is_empty() && matches!(slot.kind, Kind::String | Kind::Bytes),
        Value::Array(a) => a.is_empty(),
        Value::Object(m) => m.is_empty() && slot.label == Label::Map,
        Value::Null => match slot.kind {
            Kind::Time | Kind::MicroTime => slot.empty == Empty::OmitZero,
            _ => slot.label != Label::Single,
        },
    }
}
