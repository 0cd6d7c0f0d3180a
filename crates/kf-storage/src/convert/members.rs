//! Reaching into objects: the few moves that conversions are made of.

use kf_object::{Map, Value};

/// The text of a member, "" when there is none.
pub(super) fn text<'v>(map: &'v Map<'_>, name: &str) -> &'v str {
    map.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The object at a path of members, if there is one.
pub(super) fn object<'t, 'a>(map: &'t mut Map<'a>, path: &[&str]) -> Option<&'t mut Map<'a>> {
    let mut at = map;
    for name in path {
        at = at.get_mut(name)?.as_object_mut()?;
    }
    Some(at)
}

/// The object in a member, made when there is none.
pub(super) fn object_or_new<'t, 'a>(
    map: &'t mut Map<'a>,
    name: &'static str,
) -> Option<&'t mut Map<'a>> {
    if !matches!(map.get(name), Some(Value::Object(_))) {
        map.insert(name, Value::Object(Map::new()));
    }
    map.get_mut(name)?.as_object_mut()
}

/// The objects of a list in a member; none when it is no list.
pub(super) fn objects<'t, 'a>(
    map: &'t mut Map<'a>,
    name: &str,
) -> impl Iterator<Item = &'t mut Map<'a>> {
    let items = match map.get_mut(name) {
        Some(Value::Array(items)) => items.as_mut_slice(),
        _ => &mut [],
    };
    items.iter_mut().filter_map(Value::as_object_mut)
}

/// Takes a member out; Go's nil is no member.
pub(super) fn take<'a>(map: &mut Map<'a>, name: &str) -> Option<Value<'a>> {
    map.remove(name).filter(|v| *v != Value::Null)
}

/// Gives a member another name.
pub(super) fn rename(map: &mut Map<'_>, from: &str, to: &'static str) {
    if let Some(value) = take(map, from) {
        map.insert(to, value);
    }
}

/// An annotation's text.
pub(super) fn annotation<'v>(object: &'v Map<'_>, name: &str) -> Option<&'v str> {
    object
        .get("metadata")?
        .get("annotations")?
        .get(name)?
        .as_str()
}

/// Sets an annotation.
pub(super) fn annotate(object: &mut Map<'_>, name: &'static str, text: String) -> Option<()> {
    let metadata = object_or_new(object, "metadata")?;
    object_or_new(metadata, "annotations")?.insert(name, Value::String(text.into()));
    Some(())
}

/// Takes an annotation off.
pub(super) fn strip_annotation(object: &mut Map<'_>, name: &str) {
    if let Some(annotations) = self::object(object, &["metadata", "annotations"]) {
        annotations.remove(name);
    }
}

/// An integer as Go's `strconv.ParseInt(text, 10, 64)` reads it.
pub(super) fn parse_int(text: &str) -> Option<i64> {
    // Rust takes the same texts: an optional sign and digits.
    text.parse().ok()
}
