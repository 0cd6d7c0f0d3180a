//! The CustomResourceDefinitions of a snapshot: which resources they make, and how their objects
//! are read.

use std::sync::OnceLock;

use kf_base::error::Result;
use kf_base::limits::MAX_PRINTER_COLUMNS;
use kf_file::etcd::Record;
use kf_object::{Map, Value, parse};
use kf_resource::crd::{self, Block, CustomResource};
use kf_schema::Minor;
use kf_storage::crd_conversion;
use kf_storage::serializer::cbor;
use kf_storage::structural::{CustomResources, Structural};
use kf_storage::{Codec, Plain};

/// One definition.
#[derive(Debug)]
pub(super) struct Definition<'s> {
    pub(super) resource: CustomResource,
    stored: Plain<'s>,
    /// The definition without its schemas, which are nearly all of it.
    outline: Value<'static>,
    reader: OnceLock<Result<CustomResources>>,
    /// By version, for strict redaction.
    schemas: OnceLock<Vec<(String, Value<'static>)>>,
}

impl<'s> Definition<'s> {
    /// Reads names, scope and versions; the schemas are left until an object needs them.
    pub(super) fn read(codec: &Codec, record: &Record<'s>) -> Result<Self> {
        let read = || {
            let stored = codec.plain(record.key, record.value)?;
            let value = tree(stored.as_ref())?;
            let resource = crd::from_value(&value)?;
            let outline = outline(value);
            Ok(Self {
                resource,
                stored,
                outline,
                reader: OnceLock::new(),
                schemas: OnceLock::new(),
            })
        };
        read().map_err(|e| record.place(e))
    }

    /// Whether the definition lists a version, served or not.
    pub(super) fn lists(&self, version: &str) -> bool {
        let mut versions = self.resource.resource.versions.iter();
        versions.any(|listed| listed.name == version)
    }

    /// How objects of this definition are read by a server of this minor.
    pub(super) fn reader(&self, minor: Minor) -> Result<&CustomResources> {
        let make = || {
            let v1 = crd_conversion::to_v1(tree(self.stored.as_ref())?, minor)?;
            CustomResources::new(&v1, minor)
        };
        self.reader.get_or_init(make).as_ref().map_err(Clone::clone)
    }

    /// The schema that the server publishes for a version: none when there is none, or when it is
    /// not structural (apiextensions-apiserver `pkg/controller/openapi/builder`,
    /// `generateBuilder`).
    pub(super) fn schema(&self, version: &str) -> Result<Option<Value<'static>>> {
        let value = tree(self.stored.as_ref())?;
        if crd::is_unstructural(&value) {
            return Ok(None);
        }
        let schema = crd::version_schema(&value, version);
        let schema = schema.filter(|s| Structural::parse(s).is_ok());
        Ok(schema.map(|s| s.clone().into_owned()))
    }

    /// The schema of a version as the definition has it, structural or not: it tells which of the
    /// values that are there are enums and times.
    pub(super) fn strict_schema(&self, version: &str) -> Option<&Value<'static>> {
        let schemas = self.schemas.get_or_init(|| {
            let Ok(value) = tree(self.stored.as_ref()) else {
                return Vec::new();
            };
            let versions = self.resource.resource.versions.iter();
            let schema = |name: &str| Some(crd::version_schema(&value, name)?.clone().into_owned());
            versions
                .filter_map(|v| Some((v.name.to_string(), schema(&v.name)?)))
                .collect()
        });
        let found = schemas.iter().find(|(name, _)| name == version);
        found.map(|(_, schema)| schema)
    }

    /// The columns that the tables of a version have besides the name. Of more than can be meant, the
    /// last one says how many are left out.
    pub(super) fn printer_columns(&self, version: &str) -> Option<Value<'static>> {
        let block = crd::version_block(&self.outline, version, Block::PrinterColumns)?;
        let Some(columns) = block.as_array().filter(|c| c.len() > MAX_PRINTER_COLUMNS) else {
            return Some(block.clone());
        };
        let left_out = columns.len().saturating_sub(MAX_PRINTER_COLUMNS);
        let name = format!("{left_out} columns are left out (MAX_PRINTER_COLUMNS)");
        let last = Value::object([
            ("name", Value::String(name.into())),
            ("type", Value::str("string")),
            ("jsonPath", Value::str(".none")),
        ]);
        let shown = columns.iter().take(MAX_PRINTER_COLUMNS).cloned();
        Some(Value::Array(shown.chain([last]).collect()))
    }

    /// The subresources of a version.
    pub(super) fn subresources(&self, version: &str) -> Option<Value<'static>> {
        crd::version_block(&self.outline, version, Block::Subresources).cloned()
    }

    /// The JSON paths of the fields that a version lets be selected by.
    pub(super) fn selectable_fields(&self, version: &str) -> Vec<String> {
        let fields = crd::version_block(&self.outline, version, Block::SelectableFields);
        let fields = fields.and_then(Value::as_array).unwrap_or_default();
        fields
            .iter()
            .filter_map(|f| f.str_at(&["jsonPath"]).map(str::to_owned))
            .collect()
    }
}

/// What [`crd::version_block`] reads of a definition, schemas excepted.
fn outline(mut definition: Value<'_>) -> Value<'static> {
    let mut outline = Map::new();
    let Some(members) = definition.as_object_mut() else {
        return Value::Object(Map::new());
    };
    for member in ["apiVersion", "spec"] {
        if let Some(value) = members.remove(member) {
            outline.insert(member, value);
        }
    }
    if let Some(spec) = outline.get_mut("spec").and_then(Value::as_object_mut) {
        spec.remove(Block::Schema.at_top());
        if let Some(Value::Array(versions)) = spec.get_mut("versions") {
            for version in versions.iter_mut().filter_map(Value::as_object_mut) {
                version.remove(Block::Schema.in_version());
            }
        }
    }
    Value::Object(outline).into_owned()
}

fn tree(value: &[u8]) -> Result<Value<'_>> {
    if value.starts_with(cbor::MAGIC) {
        cbor::decode(value)
    } else {
        parse::json::parse(value)
    }
}
