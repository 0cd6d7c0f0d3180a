//! JSON for the tests of this layer, by way of serde_json.

use kf_object::{Map, Value};

/// Parses JSON text.
pub(crate) fn parse(text: &str) -> Value<'static> {
    from(serde_json::from_str(text).unwrap())
}

/// The value tree of a parsed JSON value.
pub(crate) fn from(json: serde_json::Value) -> Value<'static> {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(b) => Value::Bool(b),
        serde_json::Value::Number(n) => match n.as_i64() {
            Some(n) => Value::Int(n),
            // serde_json makes a float of `-0`; to Go it is the integer 0.
            None if n.as_f64() == Some(0.0) => Value::Int(0),
            None => Value::Float(n.as_f64().unwrap()),
        },
        serde_json::Value::String(s) => Value::String(s.into()),
        serde_json::Value::Array(a) => Value::Array(a.into_iter().map(from).collect()),
        serde_json::Value::Object(m) => Value::Object(object(m)),
    }
}

fn object(members: serde_json::Map<String, serde_json::Value>) -> Map<'static> {
    members
        .into_iter()
        .map(|(k, v)| (k.into(), from(v)))
        .collect()
}

/// Compact JSON text.
pub(crate) fn text(value: &Value<'_>) -> String {
    json(value).to_string()
}

/// The same as serde_json has it.
pub(crate) fn json(value: &Value<'_>) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(b) => (*b).into(),
        Value::Int(n) => (*n).into(),
        Value::Float(f) => (*f).into(),
        Value::String(s) => s.as_ref().into(),
        Value::Array(a) => a.iter().map(json).collect(),
        Value::Object(m) => m.iter().map(|(k, v)| (k, json(v))).collect(),
    }
}
