//! The CustomResourceDefinitions of a snapshot: which resources they make, and how their objects
//! are read.

use std::sync::OnceLock;

use crate::error::{Error, Result};
use crate::etcd::Record;
use crate::object::{Value, parse};
use crate::resource::crd::{self, Block, CustomResource};
use crate::storage::crd_conversion;
use crate::storage::serializer::cbor;
use crate::storage::structural::{CustomResources, Structural};
use crate::storage::{Codec, Plain};

/// One definition.
#[derive(Debug)]
pub(super) struct Definition<'s> {
    pub(super) resource: CustomResource,
    stored: Plain<'s>,
    reader: OnceLock<Result<CustomResources>>,
}

impl<'s> Definition<'s> {
    /// Reads names, scope and versions; the schemas are left until an object needs them.
    pub(super) fn read(codec: &Codec, record: &Record<'s>) -> Result<Self> {
        let place = |e: Error| {
            e.at_key(record.key)
                .at_revision(record.revision.main, record.revision.sub)
        };
        let stored = codec.plain(record.key, record.value).map_err(place)?;
        let resource = tree(stored.as_ref())
            .and_then(|value| crd::from_value(&value))
            .map_err(place)?;
        Ok(Self {
            resource,
            stored,
            reader: OnceLock::new(),
        })
    }

    /// How objects of this definition are read by a server of this minor.
    pub(super) fn reader(&self, minor: u8) -> Result<&CustomResources> {
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

    /// The columns that the tables of a version have besides the name.
    pub(super) fn printer_columns(&self, version: &str) -> Option<Value<'static>> {
        let value = tree(self.stored.as_ref()).ok()?;
        let columns = crd::version_block(&value, version, Block::PrinterColumns)?;
        Some(columns.clone().into_owned())
    }

    /// The JSON paths of the fields that a version lets be selected by.
    pub(super) fn selectable_fields(&self, version: &str) -> Vec<String> {
        let Ok(value) = tree(self.stored.as_ref()) else {
            return Vec::new();
        };
        let fields = crd::version_block(&value, version, Block::SelectableFields);
        let fields = fields.and_then(Value::as_array).unwrap_or_default();
        fields
            .iter()
            .filter_map(|f| f.str_at(&["jsonPath"]).map(str::to_owned))
            .collect()
    }
}

fn tree(value: &[u8]) -> Result<Value<'_>> {
    if value.starts_with(cbor::MAGIC) {
        cbor::decode(value)
    } else {
        parse::json::parse(value)
    }
}
