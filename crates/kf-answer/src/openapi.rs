//! OpenAPI v3: the schema of each group version, made from the tables that decode objects and from
//! the snapshot's own CustomResourceDefinitions.
//!
//! `kubectl explain` walks it, and `kubectl apply` looks in it for the parameters of a PATCH. What
//! the tables do not know is not in it: descriptions of built-in fields, and which are required but
//! for those of owner references.

use hashbrown::HashSet;
use kf_object::encode::json;
use kf_object::{Map, Value};
use kf_resource::discovery::GroupVersion;
use kf_resource::{Origin, Resource, Storage, Verbs, published};
use kf_schema::descriptor::{Kind, Label, Message, Shape};
use kf_schema::{KINDS, Minor};
use kf_view::View;
use sha2::{Digest, Sha256};

use super::gnostic;
use super::review;
use super::status::Status;

/// The media types in which a server takes a PATCH.
const PATCHES: &[&str] = &[
    "application/apply-patch+yaml",
    "application/json-patch+json",
    "application/merge-patch+json",
    "application/strategic-merge-patch+json",
];

/// The end of the path of an object.
const NAME: &str = "/{name}";

/// Names the kind of a schema or an operation.
const KIND: &str = "x-kubernetes-group-version-kind";

const OBJECT_META: &str = "k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta";
const QUANTITY: &str = "io.k8s.apimachinery.pkg.api.resource.Quantity";
const INT_OR_STRING: &str = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
const RAW_EXTENSION: &str = "io.k8s.apimachinery.pkg.runtime.RawExtension";
const FIELDS_V1: &str = "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1";
const FIELDS: &str = "io.k8s.apimachinery.pkg.apis.meta.v1.Fields";

/// What every version of a struct that custom resources have too must say: the one thing besides
/// descriptions that their `metadata` has and the tables lack.
const OWNER_REFERENCE: (&str, [&str; 4]) = (
    "k8s.io/apimachinery/pkg/apis/meta/v1.OwnerReference",
    ["apiVersion", "kind", "name", "uid"],
);

const ANY: &str = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON";

fn string(text: impl Into<String>) -> Value<'static> {
    Value::String(text.into().into())
}

/// The path of a group version, such as `api/v1` and `apis/apps/v1`.
fn path_of(group: &str, version: &str) -> String {
    match group {
        "" => format!("api/{version}"),
        group => format!("apis/{group}/{version}"),
    }
}

/// Makes the index: where the document of each group version is.
pub(super) fn index(view: &View<'_>) -> Vec<u8> {
    let catalog = view.catalog();
    let mut paths = Map::new();
    for group in catalog.groups() {
        for version in &group.versions {
            if resources(view, version).next().is_none() {
                continue;
            }
            let path = path_of(&group.name, &version.name);
            // The hash stands for the document, which clients keep by it.
            let state = format!(
                "{} {} {} {path}",
                env!("CARGO_PKG_VERSION"),
                view.kube_version().minor,
                view.revision()
            );
            let hash: String = Sha256::digest(state.as_bytes())
                .iter()
                .map(|b| format!("{b:02X}"))
                .collect();
            let url = format!("/openapi/v3/{path}?hash={hash}");
            paths.insert(path, Value::object([("serverRelativeURL", string(url))]));
        }
    }
    let mut out = Vec::new();
    json::write_compact(&mut out, &Value::object([("paths", Value::Object(paths))]));
    out.push(b'\n');
    out
}

fn resources<'c>(
    view: &'c View<'_>,
    version: &'c GroupVersion,
) -> impl Iterator<Item = &'c Resource> {
    let served = view.catalog().served_in(version);
    served.filter(|r| {
        let there = r.storage != Storage::Virtual || review::is_answered(&r.group, &r.plural);
        there && r.origin != Origin::OpenShift
    })
}

/// Makes the document of a group version.
///
/// # Errors
/// 404 when there is no such group version.
pub(super) fn document(view: &View<'_>, path: &str) -> Result<Vec<u8>, Status> {
    let mut groups = view.catalog().groups().iter().flat_map(|group| {
        let versions = group.versions.iter();
        versions.map(move |version| (group, version))
    });
    let (group, version) = groups
        .find(|(group, version)| path_of(&group.name, &version.name) == path)
        .ok_or_else(Status::no_such_path)?;
    let mut schemas = Schemas::new(view);
    let mut paths = Map::new();
    add_version(view, &group.name, version, &mut schemas, &mut paths);
    let info = Value::object([
        ("title", string("Kubernetes")),
        (
            "version",
            string(format!("v{}.0", view.kube_version().minor)),
        ),
    ]);
    let components = Value::object([("schemas", Value::Object(schemas.made))]);
    let document = Value::object([
        ("components", components),
        ("info", info),
        ("openapi", string("3.0.0")),
        ("paths", Value::Object(paths)),
    ]);
    let mut out = Vec::new();
    json::write_compact(&mut out, &document);
    out.push(b'\n');
    Ok(out)
}

/// Adds the resources of a group version: their schemas, and the paths of their objects.
fn add_version(
    view: &View<'_>,
    group: &str,
    version: &GroupVersion,
    schemas: &mut Schemas,
    paths: &mut Map<'static>,
) {
    let path = path_of(group, &version.name);
    for resource in resources(view, version) {
        let [g, v, k] = [group, &version.name, &resource.kind].map(string);
        let kind = Value::object([("group", g), ("kind", k), ("version", v)]);
        let at = item_path(&path, resource);
        let list = at.strip_suffix(NAME).map(str::to_owned);
        match list.filter(|_| resource.verbs == Verbs::Create) {
            // What can be created only has no name.
            Some(list) => paths.insert(list, list_item(&kind)),
            None => paths.insert(at, item(&kind)),
        };
        match resource.origin {
            Origin::Custom => schemas.add_custom(view, resource, &version.name, kind),
            _ => schemas.add_built_in(resource, &version.name, kind),
        }
    }
}

/// Makes the older document, OpenAPI v2, of all group versions, in protobuf: kubectl before 1.29
/// reads no other.
pub(super) fn version_2(view: &View<'_>) -> Vec<u8> {
    let mut schemas = Schemas::new(view);
    let mut paths = Map::new();
    for group in view.catalog().groups() {
        for version in &group.versions {
            add_version(view, &group.name, version, &mut schemas, &mut paths);
        }
    }
    let version = format!("v{}.0", view.kube_version().minor);
    gnostic::document(&version, &paths, &schemas.made)
}

fn item_path(root: &str, resource: &Resource) -> String {
    let namespace = if resource.namespaced {
        "namespaces/{namespace}/"
    } else {
        ""
    };
    format!("/{root}/{namespace}{}{NAME}", resource.plural)
}

/// The operation on a list: to create.
fn list_item(kind: &Value<'static>) -> Value<'static> {
    let operation = Value::object([
        ("x-kubernetes-action", string("post")),
        (KIND, kind.clone()),
    ]);
    Value::object([("post", operation)])
}

/// The operations on one object. What a server would take is said, so that clients leave checking
/// to it: this one refuses every change.
fn item(kind: &Value<'static>) -> Value<'static> {
    let parameter = |name: &str| {
        Value::object([
            ("in", string("query")),
            ("name", string(name)),
            ("schema", of_type("string", "")),
        ])
    };
    let operation = |action: &str| {
        let mut operation = Map::new();
        operation.insert("x-kubernetes-action", string(action));
        operation.insert(KIND, kind.clone());
        operation
    };
    let mut patch = operation("patch");
    let parameters = ["dryRun", "fieldManager", "fieldValidation", "force"].map(parameter);
    patch.insert("parameters", Value::Array(parameters.into()));
    let contents = PATCHES
        .iter()
        .map(|media| ((*media).into(), Value::Object(Map::new())));
    let content = Value::Object(Map::from_unsorted(contents.collect()));
    patch.insert("requestBody", Value::object([("content", content)]));
    Value::object([
        ("get", Value::Object(operation("get"))),
        ("patch", Value::Object(patch)),
    ])
}

fn of_type(type_name: &str, format: &str) -> Value<'static> {
    let mut schema = Map::new();
    if !format.is_empty() {
        schema.insert("format", string(format));
    }
    schema.insert("type", string(type_name));
    Value::Object(schema)
}

fn reference(name: &str) -> Value<'static> {
    let reference = Value::object([("$ref", string(format!("#/components/schemas/{name}")))]);
    Value::object([("allOf", Value::Array(vec![reference]))])
}

/// The name of a Go type in a schema: `k8s.io/api/core/v1.Pod` is `io.k8s.api.core.v1.Pod`
/// (kube-openapi pkg/util `ToRESTFriendlyName`).
fn schema_name(go: &str) -> String {
    let (host, rest) = go.split_once('/').unwrap_or(("", go));
    let host: Vec<&str> = host
        .split('.')
        .rev()
        .filter(|part| !part.is_empty())
        .collect();
    let mut parts = host;
    parts.extend(rest.split('/'));
    parts.join(".")
}

/// The schemas that a document refers to.
struct Schemas {
    minor: Minor,
    made: Map<'static>,
    seen: HashSet<&'static str>,
    /// The messages that are kinds.
    kinds: HashSet<&'static str>,
}

impl Schemas {
    fn new(view: &View<'_>) -> Self {
        Self {
            minor: view.kube_version().minor,
            made: Map::new(),
            seen: HashSet::new(),
            kinds: KINDS
                .iter()
                .map(|entry| kf_schema::message(entry.message))
                .filter(|message| has_metadata(message))
                .map(|message| message.name)
                .collect(),
        }
    }

    fn add_built_in(&mut self, resource: &Resource, version: &str, kind: Value<'static>) {
        let entry = kf_schema::kind(&resource.api_version(version), &resource.kind);
        let Some(entry) = entry else {
            return;
        };
        let message = kf_schema::message(entry.message);
        self.add(message);
        let made = self.made.get_mut(&schema_name(message.name));
        if let Some(schema) = made.and_then(Value::as_object_mut) {
            schema.insert(KIND, Value::Array(vec![kind]));
        }
    }

    /// Adds the schema of a custom resource.
    fn add_custom(
        &mut self,
        view: &View<'_>,
        resource: &Resource,
        version: &str,
        kind: Value<'static>,
    ) {
        let mapping = view.mapping_of_kind(&resource.group, version, &resource.kind);
        let schema = mapping.and_then(|mapping| view.custom_schema(&mapping).ok().flatten());
        let schema = schema.map(Value::into_owned);
        if let Some(meta) = kf_schema::message_by_name(OBJECT_META).filter(|_| schema.is_some()) {
            self.add(meta);
        }
        let mut schema = published(schema, &reference(&schema_name(OBJECT_META)));
        if let Some(members) = schema.as_object_mut() {
            members.insert("type", Value::str("object"));
            members.insert(KIND, Value::Array(vec![kind]));
        }
        let mut parts: Vec<&str> = resource.group.split('.').rev().collect();
        parts.extend([version, resource.kind.as_ref()]);
        self.made.insert(parts.join("."), schema);
    }

    /// Adds a message, and all that it refers to.
    fn add(&mut self, message: &'static Message) {
        let mut ahead = vec![message];
        while let Some(message) = ahead.pop() {
            if !self.seen.insert(message.name) {
                continue;
            }
            let mut properties = Map::new();
            if self.kinds.contains(message.name) {
                // Every kind has them, and the tables are of messages, in which they are not.
                properties.insert("apiVersion", of_type("string", ""));
                properties.insert("kind", of_type("string", ""));
            }
            self.add_fields(message, &mut properties, &mut ahead);
            let mut schema = Map::new();
            schema.insert("properties", Value::Object(properties));
            if message.name == OWNER_REFERENCE.0 {
                let required = OWNER_REFERENCE.1.map(string).to_vec();
                schema.insert("required", Value::Array(required));
            }
            schema.insert("type", string("object"));
            self.made
                .insert(schema_name(message.name), Value::Object(schema));
        }
    }

    fn add_fields(
        &mut self,
        message: &'static Message,
        properties: &mut Map<'static>,
        ahead: &mut Vec<&'static Message>,
    ) {
        let minor = self.minor;
        let shapes = message.fields.iter().filter_map(|field| {
            let mut shapes = field.shapes.iter();
            shapes.find(|shape| shape.minors.contains(minor))
        });
        for shape in shapes {
            match (shape.json, shape.kind) {
                // An inlined struct.
                ("", Kind::Message(index)) => {
                    self.add_fields(kf_schema::message(index), properties, ahead);
                }
                ("", _) => {}
                (name, _) => {
                    let schema = self.of_shape(shape, ahead);
                    properties.insert(name, schema);
                }
            }
        }
    }

    fn of_shape(&mut self, shape: &Shape, ahead: &mut Vec<&'static Message>) -> Value<'static> {
        let one = self.of_kind(shape.kind, ahead);
        match shape.label {
            Label::Single => one,
            Label::List => list_of(one),
            Label::Map => {
                Value::object([("additionalProperties", one), ("type", string("object"))])
            }
        }
    }

    fn of_kind(&mut self, kind: Kind, ahead: &mut Vec<&'static Message>) -> Value<'static> {
        let mut refer = |index: u16| {
            let message = kf_schema::message(index);
            ahead.push(message);
            reference(&schema_name(message.name))
        };
        let anything = || Value::Object(Map::new());
        match kind {
            Kind::String | Kind::Duration => of_type("string", ""),
            Kind::Bytes => of_type("string", "byte"),
            Kind::Bool => of_type("boolean", ""),
            Kind::Int32 => of_type("integer", "int32"),
            Kind::Int64 => of_type("integer", "int64"),
            Kind::Double => of_type("number", "double"),
            Kind::Time | Kind::MicroTime => of_type("string", "date-time"),
            Kind::Message(index) => refer(index),
            Kind::MessageList(index) => list_of(refer(index)),
            // Clients show the names of these.
            Kind::RawExtension => self.named(RAW_EXTENSION, of_type("object", "")),
            Kind::FieldsV1 => self.named(FIELDS_V1, of_type("object", "")),
            Kind::FieldsMap => self.named(FIELDS, of_type("object", "")),
            Kind::StringList => list_of(of_type("string", "")),
            Kind::StringMap => Value::object([
                ("additionalProperties", of_type("string", "")),
                ("type", string("object")),
            ]),
            Kind::Quantity => {
                let forms = vec![of_type("string", ""), of_type("number", "")];
                let schema = Value::object([("oneOf", Value::Array(forms))]);
                self.named(QUANTITY, schema)
            }
            Kind::IntOrString => {
                let forms = vec![of_type("integer", ""), of_type("string", "")];
                let schema = Value::object([
                    ("format", string("int-or-string")),
                    ("oneOf", Value::Array(forms)),
                ]);
                self.named(INT_OR_STRING, schema)
            }
            Kind::Json => self.named(ANY, anything()),
            Kind::SchemaOrArray(index) => self.named(&either(index, "OrArray"), anything()),
            Kind::SchemaOrBool(index) => self.named(&either(index, "OrBool"), anything()),
            Kind::SchemaOrStrings(index) => self.named(&either(index, "OrStringArray"), anything()),
        }
    }

    fn named(&mut self, name: &str, schema: Value<'static>) -> Value<'static> {
        self.made.insert(name.to_owned(), schema);
        reference(name)
    }
}

/// The name of what is a schema or something else.
fn either(index: u16, other: &str) -> String {
    schema_name(kf_schema::message(index).name) + other
}

/// Whether a kind is one of objects: others are parts of them that were registered once.
fn has_metadata(message: &Message) -> bool {
    let mut shapes = message.fields.iter().flat_map(|field| field.shapes);
    shapes.any(|shape| shape.json == "metadata")
}

fn list_of(one: Value<'static>) -> Value<'static> {
    Value::object([("items", one), ("type", string("array"))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(
            schema_name("k8s.io/api/core/v1.Pod"),
            "io.k8s.api.core.v1.Pod"
        );
        assert_eq!(
            schema_name(OBJECT_META),
            "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
        );
    }
}
