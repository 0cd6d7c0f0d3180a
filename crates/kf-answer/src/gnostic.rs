//! OpenAPI v2 in the protobuf form that clients of Kubernetes read: the messages of gnostic's
//! `openapi.v2` (google/gnostic-models openapiv2/OpenAPIv2.proto).
//!
//! Only what kubectl looks at is written: the types of fields, to which kind a schema belongs, and
//! the parameters of a PATCH.

use kf_object::encode::yaml;
use kf_object::{Map, Value};

/// Names the kind of a schema or an operation.
const KIND: &str = "x-kubernetes-group-version-kind";

/// Where schemas are in a document of v3, and where in one of v2.
const SCHEMAS: &str = "#/components/schemas/";
const DEFINITIONS: &str = "#/definitions/";

/// How deep schemas of definitions may nest; what is deeper may be anything.
const MAX_DEPTH: usize = 64;

/// A message that is being written.
#[derive(Debug, Default)]
struct Message(Vec<u8>);

impl Message {
    fn varint(&mut self, mut n: usize) {
        while n >= 0x80 {
            self.0.push((n & 0x7f | 0x80).to_le_bytes()[0]);
            n >>= 7;
        }
        self.0.push(n.to_le_bytes()[0]);
    }

    fn bytes(&mut self, field: usize, bytes: &[u8]) {
        self.varint(field << 3 | 2);
        self.varint(bytes.len());
        self.0.extend(bytes);
    }

    /// Adds a text, unless it is empty.
    fn text(&mut self, field: usize, text: &str) {
        if !text.is_empty() {
            self.bytes(field, text.as_bytes());
        }
    }

    fn message(&mut self, field: usize, message: &Message) {
        self.bytes(field, &message.0);
    }
}

/// A message with a name (1) and a value (2).
fn named(name: &str, value: &Message) -> Message {
    let mut message = Message::default();
    message.text(1, name);
    message.message(2, value);
    message
}

/// The extension that names a kind, whose value is YAML.
fn kind_extension(kind: &Value<'_>) -> Message {
    let mut text = Vec::new();
    yaml::write(&mut text, kind);
    let mut any = Message::default();
    any.bytes(2, &text);
    named(KIND, &any)
}

/// Makes a document of the paths and schemas that one of v3 has.
pub(super) fn document(version: &str, paths: &Map<'_>, schemas: &Map<'_>) -> Vec<u8> {
    let mut info = Message::default();
    info.text(1, "Kubernetes");
    info.text(2, version);
    let mut items = Message::default();
    for (path, item) in paths.iter() {
        items.message(2, &named(path, &path_item(item)));
    }
    let mut definitions = Message::default();
    for (name, value) in schemas.iter() {
        definitions.message(1, &named(name, &schema(value, 0)));
    }
    let mut document = Message::default();
    document.text(1, "2.0");
    document.message(2, &info);
    document.message(8, &items);
    document.message(9, &definitions);
    document.0
}

fn path_item(item: &Value<'_>) -> Message {
    let mut message = Message::default();
    for (name, field) in [("get", 2), ("post", 4), ("patch", 8)] {
        if let Some(found) = item.get(name) {
            message.message(field, &operation(found));
        }
    }
    message
}

fn operation(operation: &Value<'_>) -> Message {
    let mut message = Message::default();
    let parameters = operation.get("parameters").and_then(Value::as_array);
    for parameter in parameters.unwrap_or_default() {
        let mut query = Message::default();
        query.text(2, "query");
        query.text(4, parameter.str_at(&["name"]).unwrap_or_default());
        query.text(6, "string");
        // QueryParameterSubSchema in NonBodyParameter in Parameter in ParametersItem.
        let wrapped = [3, 2, 1].into_iter().fold(query, |inner, field| {
            let mut outer = Message::default();
            outer.message(field, &inner);
            outer
        });
        message.message(8, &wrapped);
    }
    if let Some(kind) = operation.get(KIND) {
        message.message(13, &kind_extension(kind));
    }
    message
}

fn schema(value: &Value<'_>, depth: usize) -> Message {
    let mut message = Message::default();
    if depth > MAX_DEPTH {
        return message;
    }
    let text = |name: &str| value.str_at(&[name]).unwrap_or_default();
    // v3 wraps references, since nothing may stand beside one there.
    let wrapped = value.get("allOf").and_then(Value::as_array);
    let reference = wrapped
        .and_then(|all| all.first()?.str_at(&["$ref"]))
        .unwrap_or_else(|| text("$ref"));
    if let Some(name) = reference.strip_prefix(SCHEMAS) {
        message.text(1, &format!("{DEFINITIONS}{name}"));
        return message;
    }
    message.text(2, text("format"));
    message.text(4, text("description"));
    for name in value
        .get("required")
        .and_then(Value::as_array)
        .unwrap_or_default()
    {
        message.text(19, name.as_str().unwrap_or_default());
    }
    if let Some(inner @ Value::Object(_)) = value.get("additionalProperties") {
        let mut item = Message::default();
        item.message(1, &schema(inner, depth + 1));
        message.message(21, &item);
    }
    if !text("type").is_empty() {
        let mut types = Message::default();
        types.text(1, text("type"));
        message.message(22, &types);
    }
    if let Some(inner @ Value::Object(_)) = value.get("items") {
        let mut item = Message::default();
        item.message(1, &schema(inner, depth + 1));
        message.message(23, &item);
    }
    if let Some(properties) = value.get("properties").and_then(Value::as_object) {
        let mut all = Message::default();
        for (name, inner) in properties.iter() {
            all.message(1, &named(name, &schema(inner, depth + 1)));
        }
        message.message(25, &all);
    }
    if let Some(kind) = value.get(KIND) {
        message.message(31, &kind_extension(kind));
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::json::parse;

    #[test]
    fn references_types_and_kinds() {
        let value = parse(
            br##"{"type":"object","properties":{"a":{"allOf":[{"$ref":"#/components/schemas/x.Y"}]}},
            "x-kubernetes-group-version-kind":[{"group":"","kind":"A","version":"v1"}]}"##,
        );
        let written = schema(&value.unwrap(), 0).0;
        let text = String::from_utf8_lossy(&written);
        assert!(
            text.contains("\u{1}a\u{12}\u{13}\n\u{11}#/definitions/x.Y"),
            "{text:?}"
        );
        assert!(
            text.contains("- group: \"\"\n  kind: A\n  version: v1\n"),
            "{text:?}"
        );
        assert!(written.starts_with(&[0xb2, 1, 8]));
    }

    #[test]
    fn depth_is_bounded() {
        let mut value = Value::Object(Map::new());
        for _ in 0..1_000 {
            let mut outer = Map::new();
            outer.insert("items", value);
            value = Value::Object(outer);
        }
        assert!(schema(&value, 0).0.len() < 1_000);
    }
}
