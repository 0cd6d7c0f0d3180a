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
use crate::storage::transformer::Encrypted;

/// One definition.
#[derive(Debug)]
pub(super) struct Definition<'s> {
    pub(super) resource: CustomResource,
    value: &'s [u8],
    reader: OnceLock<Result<CustomResources>>,
}

impl<'s> Definition<'s> {
    /// Reads names, scope and versions; the schemas are left until an object needs them.
    pub(super) fn read(record: &Record<'s>) -> Result<Self> {
        let place = |e: Error| {
            e.at_key(record.key)
                .at_revision(record.revision.main, record.revision.sub)
        };
        let value = tree(record.value).map_err(place)?;
        let resource = crd::from_value(&value).map_err(place)?;
        Ok(Self {
            resource,
            value: record.value,
            reader: OnceLock::new(),
        })
    }

    /// How objects of this definition are read by a server of this minor.
    pub(super) fn reader(&self, minor: u8) -> Result<&CustomResources> {
        let make = || {
            let v1 = crd_conversion::to_v1(tree(self.value)?, minor)?;
            CustomResources::new(&v1, minor)
        };
        self.reader.get_or_init(make).as_ref().map_err(Clone::clone)
    }

    /// The schema that the server publishes for a version: none when there is none, or when it is
    /// not structural (apiextensions-apiserver `pkg/controller/openapi/builder`,
    /// `generateBuilder`).
    pub(super) fn schema(&self, version: &str) -> Result<Option<Value<'s>>> {
        let value = tree(self.value)?;
        if crd::is_unstructural(&value) {
            return Ok(None);
        }
        let schema = crd::version_schema(&value, version);
        Ok(schema.filter(|s| Structural::parse(s).is_ok()).cloned())
    }

    /// The columns that the tables of a version have besides the name.
    pub(super) fn printer_columns(&self, version: &str) -> Option<Value<'s>> {
        let value = tree(self.value).ok()?;
        crd::version_block(&value, version, Block::PrinterColumns).cloned()
    }

    /// The JSON paths of the fields that a version lets be selected by.
    pub(super) fn selectable_fields(&self, version: &str) -> Vec<String> {
        let Ok(value) = tree(self.value) else {
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
    if let Some(encrypted) = Encrypted::recognize(value) {
        return Err(encrypted.error());
    }
    if value.starts_with(cbor::MAGIC) {
        cbor::decode(value)
    } else {
        parse::json::parse(value)
    }
}
