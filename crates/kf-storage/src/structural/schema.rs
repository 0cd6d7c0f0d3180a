//! A CustomResourceDefinition's schema, as far as it decides how objects are read.

use kf_base::limits::MAX_NESTING;
use kf_base::{Error, Result};
use kf_object::{Map, Value};

/// A structural schema without what only validates.
///
/// As `Structural` and `NewStructural` in pkg/apiserver/schema/{structural,convert}.go.
#[derive(Debug, Default)]
pub struct Structural {
    /// Sorted by name.
    pub(super) properties: Vec<(String, Structural)>,
    pub(super) additional: Additional,
    pub(super) items: Option<Box<Structural>>,
    pub(super) nullable: bool,
    /// `x-kubernetes-preserve-unknown-fields`
    pub(super) preserve_unknown_fields: bool,
    /// `x-kubernetes-embedded-resource`
    pub(super) embedded_resource: bool,
    /// Never null; upstream drops a default of null.
    pub(super) default: Option<Value<'static>>,
    /// Whether there is a default here or below.
    defaults_within: bool,
    /// Whether there is an embedded resource here or below.
    embedded_within: bool,
}

/// `additionalProperties`
#[derive(Debug, Default)]
pub(super) enum Additional {
    /// Absent: other members are unknown fields.
    #[default]
    Unknown,
    /// A boolean, of either value: other members stay, without a schema of their own.
    Unspecified,
    /// A schema for the other members.
    Schema(Box<Structural>),
}

/// What makes a schema not structural; `validateUnsupportedFields` in convert.go.
const UNSUPPORTED: [&str; 7] = [
    "id",
    "$schema",
    "$ref",
    "patternProperties",
    "dependencies",
    "additionalItems",
    "definitions",
];

impl Structural {
    /// Parses an openAPIV3Schema.
    ///
    /// # Errors
    /// [`kf_base::ErrorKind::Unsupported`] when it is not structural, [`kf_base::ErrorKind::Corrupt`]
    /// when a field has the wrong type, [`kf_base::ErrorKind::Limit`] when it nests deeper than
    /// [`MAX_NESTING`].
    pub fn parse(schema: &Value<'_>) -> Result<Self> {
        parse(schema, 0)
    }

    /// Whether reading an object with this schema may add defaults.
    #[must_use]
    pub fn has_defaults(&self) -> bool {
        self.defaults_within
    }

    /// Whether objects of this schema may hold embedded resources.
    #[must_use]
    pub fn has_embedded(&self) -> bool {
        self.embedded_within
    }

    pub(super) fn property(&self, name: &str) -> Option<&Self> {
        let i = self
            .properties
            .binary_search_by(|(n, _)| n.as_str().cmp(name))
            .ok()?;
        self.properties.get(i).map(|(_, schema)| schema)
    }

    /// The schema of a member, by its own name or as one of the others.
    pub(super) fn member(&self, name: &str) -> Option<&Self> {
        match (self.property(name), &self.additional) {
            (Some(schema), _) => Some(schema),
            (None, Additional::Schema(schema)) => Some(schema),
            (None, _) => None,
        }
    }

    fn children(&self) -> impl Iterator<Item = &Self> {
        let additional = match &self.additional {
            Additional::Schema(schema) => Some(schema.as_ref()),
            _ => None,
        };
        let properties = self.properties.iter().map(|(_, schema)| schema);
        properties.chain(additional).chain(self.items.as_deref())
    }
}

fn wrong_type(name: &str) -> Error {
    Error::corrupt(format!("schema: {name} is of the wrong type"))
}

/// A member of a schema; null is the same as absent.
fn field<'v, 'a>(members: &'v Map<'a>, name: &str) -> Option<&'v Value<'a>> {
    members.get(name).filter(|v| **v != Value::Null)
}

fn flag(members: &Map<'_>, name: &str) -> Result<Option<bool>> {
    field(members, name)
        .map(|v| v.as_bool().ok_or_else(|| wrong_type(name)))
        .transpose()
}

fn object<'v, 'a>(members: &'v Map<'a>, name: &str) -> Result<Option<&'v Map<'a>>> {
    field(members, name)
        .map(|v| v.as_object().ok_or_else(|| wrong_type(name)))
        .transpose()
}

/// The members of a schema, which must not make it unstructural.
fn supported<'v, 'a>(schema: &'v Value<'a>, depth: usize) -> Result<&'v Map<'a>> {
    if depth > MAX_NESTING {
        return Err(Error::limit(format!(
            "schema nested deeper than {MAX_NESTING}"
        )));
    }
    let members = schema.as_object().ok_or_else(|| wrong_type("schema"))?;
    for name in UNSUPPORTED {
        let set = match field(members, name) {
            None => false,
            Some(Value::String(s)) => !s.is_empty(),
            Some(Value::Object(m)) => !m.is_empty() || name == "additionalItems",
            Some(_) => true,
        };
        if set {
            return Err(Error::unsupported(format!("schema with {name}")));
        }
    }
    if field(members, "items").is_some_and(|items| items.as_array().is_some()) {
        return Err(Error::unsupported("schema with a list of schemas as items"));
    }
    if flag(members, "x-kubernetes-preserve-unknown-fields")? == Some(false) {
        return Err(Error::unsupported(
            "schema with x-kubernetes-preserve-unknown-fields: false",
        ));
    }
    // What only validates must be structural too.
    if let Some(not) = field(members, "not") {
        validation(not, depth + 1)?;
    }
    for name in ["allOf", "anyOf", "oneOf"] {
        for clause in field(members, name)
            .and_then(Value::as_array)
            .unwrap_or_default()
        {
            validation(clause, depth + 1)?;
        }
    }
    Ok(members)
}

/// A schema below `not`, `allOf` and so on: checked, not kept.
fn validation(schema: &Value<'_>, depth: usize) -> Result<()> {
    let members = supported(schema, depth)?;
    if let Some(items) = field(members, "items") {
        validation(items, depth + 1)?;
    }
    if let Some(properties) = object(members, "properties")? {
        for (_, property) in properties.iter() {
            validation(property, depth + 1)?;
        }
    }
    match field(members, "additionalProperties") {
        None | Some(Value::Bool(_)) => Ok(()),
        Some(schema) => validation(schema, depth + 1),
    }
}

fn parse(schema: &Value<'_>, depth: usize) -> Result<Structural> {
    let members = supported(schema, depth)?;
    let mut s = Structural {
        nullable: flag(members, "nullable")? == Some(true),
        preserve_unknown_fields: flag(members, "x-kubernetes-preserve-unknown-fields")?
            == Some(true),
        embedded_resource: flag(members, "x-kubernetes-embedded-resource")? == Some(true),
        default: field(members, "default").map(|v| v.clone().into_owned()),
        ..Structural::default()
    };
    if let Some(items) = field(members, "items") {
        s.items = Some(Box::new(parse(items, depth + 1)?));
    }
    if let Some(properties) = object(members, "properties")? {
        for (name, property) in properties.iter() {
            let property = match property {
                // Go leaves the zero schema where the map holds null.
                Value::Null => Structural::default(),
                property => parse(property, depth + 1)?,
            };
            s.properties.push((name.to_owned(), property));
        }
    }
    s.additional = match field(members, "additionalProperties") {
        None => Additional::Unknown,
        Some(Value::Bool(_)) => Additional::Unspecified,
        Some(schema) => Additional::Schema(Box::new(parse(schema, depth + 1)?)),
    };
    s.defaults_within = s.default.is_some() || s.children().any(|c| c.defaults_within);
    s.embedded_within = s.embedded_resource || s.children().any(|c| c.embedded_within);
    Ok(s)
}
