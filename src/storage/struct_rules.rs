//! What Go's `encoding/json` prints of a struct field that is empty.
//!
//! `omitempty` leaves out false, 0, "", nil and empty lists and maps, never structs; a field
//! without it is always printed, nil as `null`. Times are structs whose zero value prints as
//! `null` (metav1 `Time.MarshalJSON`), which is why `creationTimestamp: null` stood in every pod
//! template until 1.34 added `omitzero`.

use crate::limits::MAX_NESTING;
use crate::object::{Map, Value};
use crate::storage::descriptor::{Empty, Kind, Label};
use crate::storage::layout::{Layouts, Slot};

/// The member for a field that the stored object does not carry, if Go prints one.
#[inline]
pub(crate) fn absent(layouts: &Layouts, slot: &Slot, depth: usize) -> Option<Value<'static>> {
    if !slot.exists || slot.guarded {
        return None;
    }
    let keep = slot.empty == Empty::Keep;
    if slot.pointer || slot.label != Label::Single {
        return keep.then_some(Value::Null);
    }
    match slot.kind {
        Kind::String => keep.then_some(Value::str("")),
        Kind::Bool => keep.then_some(Value::Bool(false)),
        Kind::Int32 | Kind::Int64 => keep.then_some(Value::Int(0)),
        Kind::Double => keep.then_some(Value::Float(0.0)),
        Kind::Bytes | Kind::StringList | Kind::StringMap | Kind::MessageList(_) => {
            keep.then_some(Value::Null)
        }
        // Structs: `omitempty` does not leave them out, `omitzero` does.
        _ if slot.empty == Empty::OmitZero => None,
        Kind::Message(index) => Some(zero(layouts, index, depth + 1)),
        Kind::Duration => Some(Value::str("0s")),
        Kind::Quantity => Some(Value::str("0")),
        Kind::IntOrString => Some(Value::Int(0)),
        Kind::Time
        | Kind::MicroTime
        | Kind::RawExtension
        | Kind::FieldsV1
        | Kind::FieldsMap
        | Kind::Json
        | Kind::SchemaOrArray(_)
        | Kind::SchemaOrBool(_)
        | Kind::SchemaOrStrings(_) => Some(Value::Null),
    }
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

/// The member for a field that the stored object carries, unless Go leaves it out.
#[inline]
pub(crate) fn present<'a>(slot: &Slot, value: Value<'a>) -> Option<Value<'a>> {
    if slot.pointer || slot.empty == Empty::Keep {
        return Some(value);
    }
    let leave_out = match &value {
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
    };
    (!leave_out).then_some(value)
}
