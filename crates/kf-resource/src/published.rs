//! Schemas of custom resources as a server publishes them (apiextensions-apiserver
//! pkg/controller/openapi/builder/builder.go `buildKubeNative`).

use kf_object::{Map, Value};

/// Texts that a server itself adds to every custom resource (`addTypeMetaProperties`).
const API_VERSION: &str = "APIVersion defines the versioned schema of this representation of an \
    object. Servers should convert recognized schemas to the latest internal value, and may \
    reject unrecognized values. More info: \
    https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources";
const KIND: &str = "Kind is a string value representing the REST resource this object represents. \
    Servers may infer this from the endpoint the client submits requests to. Cannot be updated. \
    In CamelCase. More info: \
    https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds";
const METADATA: &str = "Standard object's metadata. More info: \
    https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata";
/// The same for resources embedded in others (`addEmbeddedProperties`).
const EMBEDDED_API_VERSION: &str = "apiVersion defines the versioned schema of this \
    representation of an object. More info: \
    https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#resources";
const EMBEDDED_KIND: &str = "kind is a string value representing the type of this object. In \
    CamelCase. More info: \
    https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#types-kinds";

/// What a server makes of a definition's schema; one that it does not publish leaves an object of
/// unknown members. `metadata` refers to the schema of every object's metadata.
#[must_use]
pub fn published<'a>(schema: Option<Value<'a>>, metadata: &Value<'static>) -> Value<'a> {
    let Some(mut schema) = schema else {
        return Value::object([("type", Value::str("object"))]);
    };
    embed(&mut schema, metadata);
    add(&mut schema, [API_VERSION, KIND], metadata);
    schema
}

/// `addEmbeddedProperties`. Example and external documentation are lost on the way through
/// structural schemas.
fn embed(schema: &mut Value<'_>, metadata: &Value<'static>) {
    let Some(members) = schema.as_object_mut() else {
        return;
    };
    members.remove("externalDocs");
    if let Some(Value::Object(properties)) = members.get_mut("properties") {
        properties
            .iter_mut()
            .for_each(|(_, property)| embed(property, metadata));
    }
    for below in ["items", "additionalProperties"] {
        if let Some(below) = members.get_mut(below) {
            embed(below, metadata);
        }
    }
    let embedded = members.get("x-kubernetes-embedded-resource");
    if embedded.and_then(Value::as_bool) != Some(true) {
        return;
    }
    let required = members.get("required").and_then(Value::as_array);
    let mut required = required.unwrap_or_default().to_vec();
    for name in ["kind", "apiVersion"] {
        if !required.iter().any(|r| r.as_str() == Some(name)) {
            required.push(Value::str(name));
        }
    }
    members.insert("required", Value::Array(required));
    add(schema, [EMBEDDED_API_VERSION, EMBEDDED_KIND], metadata);
}

/// Adds what every object has.
fn add(schema: &mut Value<'_>, [version, kind]: [&'static str; 2], metadata: &Value<'static>) {
    let Some(members) = schema.as_object_mut() else {
        return;
    };
    if !matches!(members.get("properties"), Some(Value::Object(_))) {
        members.insert("properties", Value::Object(Map::new()));
    }
    if let Some(Value::Object(properties)) = members.get_mut("properties") {
        let text = || Value::object([("type", Value::str("string"))]);
        properties.insert("apiVersion", described(text(), version));
        properties.insert("kind", described(text(), kind));
        properties.insert("metadata", described(metadata.clone(), METADATA));
    }
}

fn described(mut schema: Value<'static>, text: &'static str) -> Value<'static> {
    if let Some(members) = schema.as_object_mut() {
        members.insert("description", Value::str(text));
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::json::parse;

    fn object() -> Value<'static> {
        Value::object([("type", Value::str("object"))])
    }

    #[test]
    fn what_is_not_published_is_an_object_of_unknown_members() {
        assert_eq!(published(None, &object()), object());
    }

    #[test]
    fn resources_in_resources_have_what_every_object_has() {
        let schema = parse(
            br#"{"properties":{"spec":{"type":"array","externalDocs":{},"items":{"type":"object",
            "x-kubernetes-embedded-resource":true,"required":["kind"]}}}}"#,
        );
        let schema = published(Some(schema.unwrap()), &object());
        let spec = schema.at(&["properties", "spec"]).unwrap();
        assert_eq!(spec.get("externalDocs"), None);
        let inner = spec.get("items").unwrap();
        for object in [&schema, inner] {
            for name in ["apiVersion", "kind", "metadata"] {
                assert!(object.at(&["properties", name, "description"]).is_some());
            }
        }
        let required = inner.get("required").unwrap().as_array().unwrap();
        let required: Vec<_> = required.iter().map(|r| r.as_str().unwrap()).collect();
        assert_eq!(required, ["kind", "apiVersion"]);
    }
}
