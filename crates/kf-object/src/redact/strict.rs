//! Strict redaction: what is not known to be structural is replaced.
//!
//! Objects are walked along their schema. Numbers, booleans, times and quantities stay as far as
//! the schema has them; texts stay when [`kf_schema::open`] lists their field and they look as it
//! says; of custom resources, texts stay that their definition lists in an `enum` or calls a time.
//! Members that no schema names are replaced whole, their names included.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kf_schema::descriptor::{Kind, Label, Message, Shape};
use kf_schema::open::{self, Look};

use super::{Redactor, Rule, decode, is_marker, names};
use crate::encode::json;
use crate::{Map, Value};

/// The metadata of every object.
const OBJECT_META: &str = "k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta";

/// The metadata of a list.
const LIST_META: &str = "k8s.io/apimachinery/pkg/apis/meta/v1.ListMeta";

/// A schema in the definition of a custom resource, and a column of its tables.
const SCHEMA: &str = "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaProps";

/// What every custom resource has, besides its type and metadata.
const PARTS: [&str; 2] = ["spec", "status"];

/// How many inlined structs stand in each other at most; the schema has two.
const INLINED: usize = 8;

impl Redactor {
    /// Replaces all that is not structural in an object: of a custom resource by the OpenAPI schema
    /// in its definition, and all but its metadata if there is none.
    pub fn apply_by(&self, object: &mut Value<'_>, schema: Option<&Value<'_>>) {
        if !self.strict {
            return self.apply(object);
        }
        let Value::Object(members) = object else {
            return self.collapse(object);
        };
        match type_of(members) {
            Known::Message(message) => self.known(members, message),
            Known::List => self.list(members),
            Known::Nothing => self.custom(members, schema),
        }
    }

    /// Replaces the free texts of an OpenAPI schema: descriptions, defaults, patterns.
    pub fn apply_to_schema(&self, schema: &mut Value<'_>) {
        match (self.strict, schema, kf_schema::message_by_name(SCHEMA)) {
            (false, ..) => {}
            (true, Value::Object(members), Some(message)) => self.known(members, message),
            (true, other, _) => self.collapse(other),
        }
    }

    /// Replaces the free texts of a column of a custom resource's tables; where it takes its cells
    /// from stays, which is never shown.
    pub fn apply_to_column(&self, column: &mut Value<'_>) {
        let Some(members) = column.as_object_mut().filter(|_| self.strict) else {
            return;
        };
        for (name, value) in members.iter_mut() {
            match name {
                "name" => self.text_value(value, Some(Look::Name)),
                "description" => self.text_value(value, None),
                _ => {}
            }
        }
    }

    /// What a name from a definition becomes that anybody may have written, such as that of a
    /// column.
    #[must_use]
    pub fn name<'t>(&self, name: &'t str) -> Cow<'t, str> {
        self.by_look(name, Look::Name)
    }

    /// What a group and version becomes.
    #[must_use]
    pub fn api_version<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.by_look(text, Look::ApiVersion)
    }

    /// What a name with a prefix becomes.
    #[must_use]
    pub fn qualified<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.by_look(text, Look::Qualified)
    }

    /// What a text becomes of which nothing is known.
    #[must_use]
    pub fn free<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !self.strict || is_marker(text.as_bytes()) {
            return Cow::Borrowed(text);
        }
        Cow::Owned(self.replace(Rule::FreeText, text.as_bytes()))
    }

    /// What the value of a label becomes.
    #[must_use]
    pub fn label<'t>(&self, key: &str, value: &'t str) -> Cow<'t, str> {
        self.by_look(value, open::label(key).unwrap_or(Look::Label))
    }

    /// What may stand for a text in objects that were redacted, if it was replaced there.
    #[must_use]
    pub fn stand_ins(&self, text: &str) -> Vec<String> {
        if !self.strict {
            return Vec::new();
        }
        let digest = self.digest(text.as_bytes());
        vec![digest.replace(':', "."), digest]
    }

    fn by_look<'t>(&self, text: &'t str, look: Look) -> Cow<'t, str> {
        if !self.strict {
            return Cow::Borrowed(text);
        }
        let mut text = Cow::Borrowed(text);
        self.text_of(&mut text, Some(look));
        text
    }

    fn text_of(&self, text: &mut Cow<'_, str>, look: Option<Look>) {
        let stays = look.is_some_and(|look| look.fits(text));
        if stays || is_marker(text.as_bytes()) {
            return;
        }
        let marker = self.replace(Rule::FreeText, text.as_bytes());
        *text = Cow::Owned(if look == Some(Look::Label) || look == Some(Look::Name) {
            // Neither a label's value nor a name may have a colon in every place.
            marker.replace(':', ".")
        } else {
            marker
        });
    }

    fn text_value(&self, value: &mut Value<'_>, look: Option<Look>) {
        match value {
            Value::Null => {}
            Value::String(text) => self.text_of(text, look),
            other => self.collapse(other),
        }
    }

    /// Replaces a value of whatever type by one digest.
    fn collapse(&self, value: &mut Value<'_>) {
        match value {
            Value::Null => {}
            Value::String(text) => self.text_of(text, None),
            other => {
                let mut out = Vec::new();
                json::write_compact(&mut out, other);
                *other = Value::String(self.replace(Rule::FreeText, &out).into());
            }
        }
    }

    /// Replaces a member that no schema knows, and its name.
    fn unknown<'a>(&self, name: &mut Cow<'a, str>, value: &mut Value<'a>) {
        self.text_of(name, None);
        self.collapse(value);
    }

    fn each_member<'a>(
        members: &mut Map<'a>,
        mut change: impl FnMut(&mut Cow<'a, str>, &mut Value<'a>),
    ) {
        let mut all: Vec<_> = std::mem::take(members).into_iter().collect();
        for (name, value) in &mut all {
            change(name, value);
        }
        *members = Map::from_unsorted(all);
    }

    /// A struct of Kubernetes'.
    fn known(&self, members: &mut Map<'_>, message: &'static Message) {
        Self::each_member(members, |name, value| {
            match (field_of(message, name, 0), name.as_ref()) {
                (Some((message, shape)), _) => self.field(value, message, shape),
                (None, "apiVersion") => self.text_value(value, Some(Look::ApiVersion)),
                (None, "kind") => self.text_value(value, Some(Look::Word)),
                _ => self.unknown(name, value),
            }
        });
    }

    fn field(&self, value: &mut Value<'_>, message: &Message, shape: &Shape) {
        let look = open::look(message, shape.json);
        match (shape.label, value) {
            (_, Value::Null) => {}
            (Label::Single, value) => self.one(value, shape, look),
            (Label::List, Value::Array(items)) => {
                for item in items {
                    self.one(item, shape, look);
                }
            }
            (Label::Map, Value::Object(members)) => self.map(members, shape, look),
            (_, value) => self.collapse(value),
        }
    }

    fn map(&self, members: &mut Map<'_>, shape: &Shape, look: Option<Look>) {
        let texts = matches!(
            shape.kind,
            Kind::String | Kind::Bytes | Kind::StringList | Kind::StringMap
        );
        let open_keys = open::has_open_keys(shape.json, texts);
        Self::each_member(members, |name, value| {
            if !open_keys || !Look::Qualified.fits(name) {
                return self.unknown(name, value);
            }
            let look = match (look, shape.json) {
                (Some(Look::Label), _) => open::label(name).or(look),
                (_, "annotations") => open::annotation(name),
                _ => look,
            };
            self.one(value, shape, look);
        });
    }

    /// One value, list element or map value.
    fn one(&self, value: &mut Value<'_>, shape: &Shape, look: Option<Look>) {
        match (shape.kind, value) {
            (_, Value::Null)
            | (Kind::Bool | Kind::SchemaOrBool(_), Value::Bool(_))
            | (Kind::Int32 | Kind::Int64 | Kind::IntOrString | Kind::Quantity, Value::Int(_))
            | (Kind::Double, Value::Int(_) | Value::Float(_)) => {}
            (
                Kind::Message(at)
                | Kind::SchemaOrArray(at)
                | Kind::SchemaOrBool(at)
                | Kind::SchemaOrStrings(at),
                Value::Object(members),
            ) => self.known(members, kf_schema::message(at)),
            (Kind::SchemaOrArray(at) | Kind::MessageList(at), Value::Array(items)) => {
                self.messages(items, kf_schema::message(at));
            }
            (Kind::Time | Kind::MicroTime, value) => self.text_value(value, Some(Look::Time)),
            (Kind::Duration, value) => self.text_value(value, Some(Look::Duration)),
            (Kind::Quantity, value) => self.text_value(value, Some(Look::Quantity)),
            (Kind::IntOrString, value) => self.text_value(value, Some(Look::Port)),
            (Kind::String, value) => self.text_value(value, look),
            (Kind::Bytes, Value::String(text)) => self.bytes(text),
            (Kind::RawExtension, Value::Object(members)) => match type_of(members) {
                Known::Message(message) => self.known(members, message),
                Known::List => self.list(members),
                Known::Nothing => self.one_digest(members),
            },
            (Kind::FieldsV1 | Kind::FieldsMap, Value::Object(members)) => self.one_digest(members),
            (Kind::StringList, Value::Array(items)) => {
                items
                    .iter_mut()
                    .for_each(|item| self.text_value(item, look));
            }
            (Kind::SchemaOrStrings(_), Value::Array(items)) => {
                let name = Some(Look::Name);
                items
                    .iter_mut()
                    .for_each(|item| self.text_value(item, name));
            }
            (Kind::StringMap, Value::Object(members)) => self.map(
                members,
                &Shape {
                    kind: Kind::String,
                    ..*shape
                },
                look,
            ),
            (Kind::Json, Value::Bool(_) | Value::Int(_) | Value::Float(_)) if look.is_some() => {}
            (Kind::Json, value @ Value::String(_)) => self.text_value(value, look),
            (_, value) => self.collapse(value),
        }
    }

    fn messages(&self, items: &mut [Value<'_>], message: &'static Message) {
        for item in items {
            match item {
                Value::Object(members) => self.known(members, message),
                other => self.collapse(other),
            }
        }
    }

    /// Base64, in which the digest is put as well.
    fn bytes(&self, text: &mut Cow<'_, str>) {
        let bytes = decode(text);
        let bytes = bytes.as_deref().unwrap_or(text.as_bytes());
        if !is_marker(bytes) {
            *text = STANDARD.encode(self.replace(Rule::FreeText, bytes)).into();
        }
    }

    /// Replaces all members by one that has their digest for a name: where Kubernetes wants a map
    /// and the schema does not say of what.
    fn one_digest(&self, members: &mut Map<'_>) {
        let marked = |name: &str| is_marker(name.as_bytes());
        if members.len() == 1 && members.iter().all(|(name, _)| marked(name)) {
            return;
        }
        let mut whole = Value::Object(std::mem::take(members));
        self.collapse(&mut whole);
        if let Value::String(marker) = whole {
            members.insert(marker.into_owned(), Value::Object(Map::new()));
        }
    }

    fn list(&self, members: &mut Map<'_>) {
        Self::each_member(members, |name, value| match (name.as_ref(), value) {
            ("apiVersion", value) => self.text_value(value, Some(Look::ApiVersion)),
            ("kind", value) => self.text_value(value, Some(Look::Word)),
            ("metadata", value) => self.metadata(value, LIST_META),
            ("items", Value::Array(items)) => {
                for item in items {
                    self.apply_by(item, None);
                }
            }
            (_, value) => self.unknown(name, value),
        });
    }

    fn metadata(&self, value: &mut Value<'_>, message: &str) {
        match (value, kf_schema::message_by_name(message)) {
            (Value::Object(members), Some(message)) => self.known(members, message),
            (value, _) => self.collapse(value),
        }
    }

    /// A custom resource, and what is embedded in one.
    fn custom(&self, members: &mut Map<'_>, schema: Option<&Value<'_>>) {
        Self::each_member(members, |name, value| match name.as_ref() {
            "apiVersion" => self.text_value(value, Some(Look::ApiVersion)),
            "kind" => self.text_value(value, Some(Look::Word)),
            "metadata" => self.metadata(value, OBJECT_META),
            _ => match schema.and_then(|s| property(s, name)) {
                Some(schema) => self.by_schema(value, name, schema),
                None if PARTS.contains(&name.as_ref()) => self.collapse(value),
                None => self.unknown(name, value),
            },
        });
    }

    /// A value of a custom resource under the schema of its definition.
    fn by_schema(&self, value: &mut Value<'_>, name: &str, schema: &Value<'_>) {
        match value {
            Value::Null | Value::Bool(_) => {}
            Value::Int(_) | Value::Float(_) => {
                if names::is_credential(name) {
                    self.collapse(value);
                }
            }
            Value::String(text) => {
                let look = if is_listed(text, schema) {
                    Some(Look::Word)
                } else {
                    let format = schema.str_at(&["format"]);
                    format
                        .filter(|f| matches!(*f, "date-time" | "date"))
                        .map(|_| Look::Time)
                };
                self.text_of(text, look);
            }
            Value::Array(items) => match schema.get("items") {
                Some(schema @ Value::Object(_)) => {
                    for item in items {
                        self.by_schema(item, name, schema);
                    }
                }
                _ => items.iter_mut().for_each(|item| self.collapse(item)),
            },
            Value::Object(members) if is_embedded(schema) => self.custom(members, Some(schema)),
            Value::Object(members) => {
                Self::each_member(members, |name, value| match property(schema, name) {
                    Some(schema) => self.by_schema(value, name, schema),
                    None => self.unknown(name, value),
                })
            }
        }
    }
}

/// What is known of an object by its type.
enum Known {
    /// Built-in, of this message.
    Message(&'static Message),
    /// Made up of objects that say what they are.
    List,
    /// Nothing.
    Nothing,
}

fn type_of(members: &Map<'_>) -> Known {
    let text = |name| {
        members
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let (api_version, kind) = (text("apiVersion"), text("kind"));
    match kf_schema::kind(api_version, kind) {
        Some(entry) => Known::Message(kf_schema::message(entry.message)),
        None if kind.ends_with("List") && matches!(members.get("items"), Some(Value::Array(_))) => {
            Known::List
        }
        None => Known::Nothing,
    }
}

/// The field of a JSON name, in a message or in one that is inlined there.
fn field_of(
    message: &'static Message,
    name: &str,
    depth: usize,
) -> Option<(&'static Message, &'static Shape)> {
    let shapes = || message.fields.iter().flat_map(|field| field.shapes);
    if let Some(shape) = shapes().find(|shape| !name.is_empty() && shape.json == name) {
        return Some((message, shape));
    }
    let inlined = shapes().filter(|shape| shape.json.is_empty() && depth < INLINED);
    inlined
        .filter_map(|shape| match shape.kind {
            Kind::Message(at) => field_of(kf_schema::message(at), name, depth + 1),
            _ => None,
        })
        .next()
}

fn property<'v, 'a>(schema: &'v Value<'a>, name: &str) -> Option<&'v Value<'a>> {
    schema.get("properties")?.get(name)
}

fn is_listed(text: &str, schema: &Value<'_>) -> bool {
    let listed = schema.get("enum").and_then(Value::as_array);
    listed.is_some_and(|l| l.iter().any(|v| v.as_str() == Some(text)))
}

fn is_embedded(schema: &Value<'_>) -> bool {
    let flag = schema.get("x-kubernetes-embedded-resource");
    flag.and_then(Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests;
