//! `-o jsonl`: a record for each object.

use std::borrow::Cow;

use crate::object::encode::json;
use crate::object::patch::{self, Operation};
use crate::object::{Map, Value};
use crate::snapshot::changes::ObjectChange;

/// Appends the record of one change.
///
/// A patch makes the later object of the earlier one; it adds or removes the whole, at the path
/// "", when there is only one.
pub(super) fn write(out: &mut Vec<u8>, change: &ObjectChange<'_>) {
    let place = &change.place;
    let key = String::from_utf8_lossy(&place.key);
    out.extend_from_slice(b"{\"op\":");
    json::write_string(out, change.operation.name());
    for (name, text) in [
        ("apiVersion", place.api_version.as_str()),
        ("kind", &place.kind),
        ("namespace", place.namespace.as_deref().unwrap_or_default()),
        ("name", &place.name),
        ("key", &key),
    ] {
        out.push(b',');
        json::write_string(out, name);
        out.push(b':');
        json::write_string(out, text);
    }
    out.extend_from_slice(b",\"patch\":[");
    let (before, after) = (
        change.before.as_ref().map(|end| &end.value),
        change.after.as_ref().map(|end| &end.value),
    );
    let operations = match (before, after) {
        (Some(before), Some(after)) => patch::diff(before, after),
        (old, new) => vec![Operation {
            path: patch::Path::default(),
            old,
            new,
        }],
    };
    for (i, operation) in operations.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        step(out, operation);
    }
    out.extend_from_slice(b"]}\n");
}

fn step(out: &mut Vec<u8>, operation: &Operation<'_, '_>) {
    let mut step = Map::new();
    step.insert("op", Value::str(operation.name()));
    step.insert("path", Value::String(Cow::Owned(operation.path.pointer())));
    if let Some(new) = operation.new {
        step.insert("value", new.clone());
    }
    json::write_compact(out, &Value::Object(step));
}
