//! Schemas of custom resources as a server publishes them (apiextensions-apiserver
//! pkg/controller/openapi/builder/builder.go `buildKubeNative`).

use super::openapi::of_type;
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
pub(super) fn published(schema: Option<Value<'static>>, metadata: &Value<'static>) -> Map<'static> {
    let Some(Value::Object(mut schema)) = schema else {
        return Map::from_iter([("type".into(), Value::str("object"))]);
    };
    embed(&mut schema, metadata);
    schema.insert("type", Value::str("object"));
    set(&mut schema, "apiVersion", typed(API_VERSION));
    set(&mut schema, "kind", typed(KIND));
    set(
        &mut schema,
        "metadata",
        described(metadata.clone(), METADATA),
    );
    schema
}

/// Adds to resources in resources what every object has.
fn embed(schema: &mut Map<'static>, metadata: &Value<'static>) {
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for (_, property) in properties.iter_mut() {
            if let Some(property) = property.as_object_mut() {
                embed(property, metadata);
            }
        }
    }
    for below in ["items", "additionalProperties"] {
        if let Some(below) = schema.get_mut(below).and_then(Value::as_object_mut) {
            embed(below, metadata);
        }
    }
    let embedded = schema.get("x-kubernetes-embedded-resource");
    if embedded.and_then(Value::as_bool) != Some(true) {
        return;
    }
    let required = schema.get("required").and_then(Value::as_array);
    let mut required = required.unwrap_or_default().to_vec();
    for name in ["kind", "apiVersion"] {
        if !required.iter().any(|r| r.as_str() == Some(name)) {
            required.push(Value::str(name));
        }
    }
    schema.insert("required", Value::Array(required));
    set(schema, "apiVersion", typed(EMBEDDED_API_VERSION));
    set(schema, "kind", typed(EMBEDDED_KIND));
    set(schema, "metadata", described(metadata.clone(), METADATA));
}

fn set(schema: &mut Map<'static>, name: &'static str, property: Value<'static>) {
    let mut properties = match schema.remove("properties") {
        Some(Value::Object(properties)) => properties,
        _ => Map::new(),
    };
    properties.insert(name, property);
    schema.insert("properties", Value::Object(properties));
}

fn typed(description: &'static str) -> Value<'static> {
    described(of_type("string", ""), description)
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

    #[test]
    fn what_is_not_published_is_an_object_of_unknown_members() {
        let schema = published(None, &of_type("object", ""));
        assert_eq!(schema.len(), 1);
    }

    #[test]
    fn resources_in_resources_have_what_every_object_has() {
        let schema = parse(
            br#"{"properties":{"spec":{"type":"array","items":{"type":"object",
            "x-kubernetes-embedded-resource":true,"required":["kind"]}}}}"#,
        );
        let schema = published(Some(schema.unwrap().into_owned()), &of_type("object", ""));
        let schema = Value::Object(schema);
        let inner = schema.at(&["properties", "spec", "items"]).unwrap();
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
