//! The members of an object by path, as printers ask for them.
//!
//! Whoever prints an object has a text for what is absent, and cares neither why it is nor whether
//! it has the type it should have: so these give the zero value of Go's types for both, as typed
//! code of upstream's sees them.

use super::{Map, Value};

/// The value at a path, `null` counting as absent: a nil pointer.
#[must_use]
pub fn at<'v, 'a>(value: &'v Value<'a>, path: &[&str]) -> Option<&'v Value<'a>> {
    value.at(path).filter(|v| **v != Value::Null)
}

/// The text at a path, empty when there is none.
#[must_use]
pub fn text<'v>(value: &'v Value<'_>, path: &[&str]) -> &'v str {
    value.str_at(path).unwrap_or_default()
}

/// The number at a path, 0 when there is none.
#[must_use]
pub fn int(value: &Value<'_>, path: &[&str]) -> i64 {
    value.at(path).and_then(Value::as_int).unwrap_or_default()
}

/// The boolean at a path, false when there is none.
#[must_use]
pub fn flag(value: &Value<'_>, path: &[&str]) -> bool {
    value.at(path).and_then(Value::as_bool).unwrap_or_default()
}

/// The list at a path, empty when there is none.
#[must_use]
pub fn list<'v, 'a>(value: &'v Value<'a>, path: &[&str]) -> &'v [Value<'a>] {
    value.at(path).and_then(Value::as_array).unwrap_or_default()
}

/// The texts of the list at a path.
#[must_use]
pub fn texts<'v>(value: &'v Value<'_>, path: &[&str]) -> Vec<&'v str> {
    list(value, path).iter().filter_map(Value::as_str).collect()
}

/// How many members the map at a path has.
#[must_use]
pub fn size(value: &Value<'_>, path: &[&str]) -> usize {
    value
        .at(path)
        .and_then(Value::as_object)
        .map_or(0, Map::len)
}

/// The first condition of a type.
#[must_use]
pub fn condition<'v, 'a>(value: &'v Value<'a>, kind: &str) -> Option<&'v Value<'a>> {
    let mut conditions = list(value, &["status", "conditions"]).iter();
    conditions.find(|c| text(c, &["type"]) == kind)
}

/// `text`, or `absent` when it is empty.
#[must_use]
pub fn or<'t>(text: &'t str, absent: &'t str) -> &'t str {
    if text.is_empty() { absent } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_absent_null_or_of_another_type_is_the_zero_value() {
        let json = br#"{"a":null,"n":3,"s":"x","b":true,"l":["x",1,"y"],"m":{"k":"v"},
            "status":{"conditions":[{"type":"A","n":1},{"type":"B"},{"type":"A","n":2}]}}"#;
        let value = crate::parse::json::parse(json).unwrap();
        assert!(at(&value, &["a"]).is_none() && at(&value, &["m", "k"]).is_some());
        assert_eq!((text(&value, &["s"]), text(&value, &["n"])), ("x", ""));
        assert_eq!((int(&value, &["n"]), int(&value, &["s"])), (3, 0));
        assert!(flag(&value, &["b"]) && !flag(&value, &["s"]) && !flag(&value, &["a"]));
        assert_eq!(
            (list(&value, &["l"]).len(), list(&value, &["m"]).len()),
            (3, 0)
        );
        assert_eq!(texts(&value, &["l"]), ["x", "y"]);
        assert_eq!((size(&value, &["m"]), size(&value, &["l"])), (1, 0));
        assert_eq!(condition(&value, "A").map(|c| int(c, &["n"])), Some(1));
        assert!(condition(&value, "C").is_none());
        assert_eq!((or("", "none"), or("x", "none")), ("none", "x"));
    }
}
