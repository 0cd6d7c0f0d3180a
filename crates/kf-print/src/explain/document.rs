//! OpenAPI v3 schemas of what a snapshot's server served, as far as kf knows them.

use kf_base::{Error, Result};
use kf_object::{Map, Value};
use kf_resource::{Origin, api_version, published};
use kf_schema::Minor;
use kf_schema::descriptor::{Field, Kind, Label, Message};
use kf_view::{Mapping, View};

/// What references to other schemas start with.
const PREFIX: &str = "#/components/schemas/";

/// The `ObjectMeta` of all objects.
const OBJECT_META: &str = "k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta";

/// The schema of one kind, and those it refers to.
#[derive(Debug)]
pub(super) struct Document<'s> {
    /// The kind's own.
    pub(super) root: Value<'s>,
    minor: Minor,
}

impl<'s> Document<'s> {
    /// The schema of a kind in the mapping's version.
    pub(super) fn of(view: &View<'s>, mapping: &Mapping) -> Result<Self> {
        let minor = view.kube_version().minor;
        let resource = mapping.resource();
        let root = match resource.origin {
            Origin::Custom => published(view.custom_schema(mapping)?, &object_meta()),
            Origin::BuiltIn | Origin::OpenShift => {
                let api_version = api_version(&resource.group, mapping.version());
                let entry = kf_schema::kind(&api_version, &resource.kind).ok_or_else(|| {
                    Error::unsupported(format!(
                        "kf does not know the fields of {} in {api_version}",
                        resource.kind
                    ))
                })?;
                of_kind(object_schema(kf_schema::message(entry.message), minor))
            }
        };
        Ok(Self { root, minor })
    }

    /// A schema of its own, read as a server of this minor reads it.
    #[cfg(test)]
    pub(super) fn new(root: Value<'s>, minor: Minor) -> Self {
        Self { root, minor }
    }

    /// The schema a reference leads to; `None` when there is none of that name.
    pub(super) fn resolve(&self, reference: &str) -> Option<Value<'s>> {
        let name = reference.strip_prefix(PREFIX)?;
        let index = kf_schema::message_index(name)?;
        let schema = object_schema(kf_schema::message(index), self.minor);
        // What is a kind by itself has its type wherever it stands, as a claim in the templates of a StatefulSet.
        let is_kind = kf_schema::KINDS.iter().any(|entry| entry.message == index);
        Some(if is_kind { of_kind(schema) } else { schema })
    }
}

/// The schema of every object's metadata.
pub(super) fn object_meta() -> Value<'static> {
    Value::object([("allOf", Value::Array(vec![reference(OBJECT_META)]))])
}

fn typed(name: &'static str) -> Value<'static> {
    Value::object([("type", Value::str(name))])
}

fn reference(name: &str) -> Value<'static> {
    Value::object([("$ref", Value::String(format!("{PREFIX}{name}").into()))])
}

fn list(items: Value<'_>) -> Value<'_> {
    Value::object([("type", Value::str("array")), ("items", items)])
}

fn map(values: Value<'_>) -> Value<'_> {
    Value::object([
        ("type", Value::str("object")),
        ("additionalProperties", values),
    ])
}

/// The schema of a kind: the tables are of messages, in which the type is not.
fn of_kind(mut schema: Value<'_>) -> Value<'_> {
    let members = schema.as_object_mut();
    let properties = members.and_then(|members| members.get_mut("properties"));
    if let Some(properties) = properties.and_then(Value::as_object_mut) {
        for name in ["apiVersion", "kind"] {
            properties.insert(name, typed("string"));
        }
    }
    schema
}

/// A message as it was in a minor.
fn object_schema(message: &'static Message, minor: Minor) -> Value<'static> {
    let mut properties = Map::new();
    add_fields(message, minor, &mut properties, 0);
    let mut members = vec![
        ("type", Value::str("object")),
        ("properties", Value::Object(properties)),
    ];
    if message.name == OWNER_REFERENCE.0 {
        let required = OWNER_REFERENCE.1.map(Value::str).to_vec();
        members.push(("required", Value::Array(required)));
    }
    Value::object(members)
}

/// What every version of a struct that custom resources have too must say: the one thing besides
/// descriptions that their `metadata` has and the tables lack.
const OWNER_REFERENCE: (&str, [&str; 4]) = (
    "k8s.io/apimachinery/pkg/apis/meta/v1.OwnerReference",
    ["apiVersion", "kind", "name", "uid"],
);

/// Structs inlined in structs inlined in structs: Go allows it, and the deepest real chain is 2.
const MAX_INLINE: usize = 8;

fn add_fields(
    message: &'static Message,
    minor: Minor,
    properties: &mut Map<'static>,
    inlined: usize,
) {
    for shape in message
        .fields
        .iter()
        .filter_map(|f: &Field| f.shape_at(minor))
    {
        match shape.kind {
            Kind::Message(index) if shape.json.is_empty() => {
                if inlined < MAX_INLINE {
                    add_fields(kf_schema::message(index), minor, properties, inlined + 1);
                }
            }
            kind => {
                let value = value_schema(kind);
                let value = match shape.label {
                    Label::Single => value,
                    Label::List => list(value),
                    Label::Map => map(value),
                };
                properties.insert(shape.json, value);
            }
        }
    }
}

/// The schema of a Go type. What is a type of its own there and is not here is left as a
/// reference to nowhere, which shows by its name.
fn value_schema(kind: Kind) -> Value<'static> {
    match kind {
        Kind::String | Kind::Bytes | Kind::Time | Kind::MicroTime | Kind::Duration => {
            typed("string")
        }
        Kind::Bool => typed("boolean"),
        Kind::Int32 | Kind::Int64 => typed("integer"),
        Kind::Double => typed("number"),
        Kind::Message(index) => reference(kf_schema::message(index).name),
        Kind::Quantity => reference("Quantity"),
        Kind::IntOrString => reference("IntOrString"),
        Kind::RawExtension => reference("RawExtension"),
        Kind::FieldsV1 => reference("FieldsV1"),
        Kind::FieldsMap => reference("Fields"),
        Kind::StringList => list(typed("string")),
        Kind::StringMap => map(typed("string")),
        Kind::MessageList(index) => list(reference(kf_schema::message(index).name)),
        Kind::Json => reference("JSON"),
        Kind::SchemaOrArray(_) => reference("JSONSchemaPropsOrArray"),
        Kind::SchemaOrBool(_) => reference("JSONSchemaPropsOrBool"),
        Kind::SchemaOrStrings(_) => reference("JSONSchemaPropsOrStringArray"),
    }
}
