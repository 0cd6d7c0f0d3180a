//! JSON text to [`Value`], for the tests of this module.

use kf_object::Value;

/// Parses `text`; panics on anything that is not JSON.
pub(crate) fn value(text: &str) -> Value<'static> {
    from_json(serde_json::from_str(text).unwrap())
}

fn from_json(json: serde_json::Value) -> Value<'static> {
    use serde_json::Value as J;
    match json {
        J::Null => Value::Null,
        J::Bool(b) => Value::Bool(b),
        J::Number(n) => n
            .as_i64()
            .map_or_else(|| Value::Float(n.as_f64().unwrap()), Value::Int),
        J::String(s) => Value::String(s.into()),
        J::Array(a) => Value::Array(a.into_iter().map(from_json).collect()),
        J::Object(o) => Value::Object(
            o.into_iter()
                .map(|(k, v)| (k.into(), from_json(v)))
                .collect(),
        ),
    }
}
