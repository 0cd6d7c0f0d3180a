//! What the apiserver does to a custom resource between etcd and the client.
//!
//! In this order, as `unstructuredSchemaCoercer.apply`, `unstructuredDefaulter` and the codec of
//! `crdConversionRESTOptionsGetter` in apiextensions' pkg/apiserver/customresource_handler.go:
//!
//! 1. With the schema of the version the object is stored in: metadata is forced into ObjectMeta,
//!    unknown fields are pruned, nulls removed, embedded resources' metadata forced likewise.
//! 2. Missing fields get that schema's defaults.
//! 3. The object becomes one of the version asked for, and goes through step 1 once more with
//!    that version's schema; its defaults are not applied.
//!
//! Pruning and what follows from it exist since 1.15, defaults since 1.16, the treatment of nulls
//! since 1.20; before 1.11 objects were handed out as stored.

mod default;
mod document;
mod object_meta;
mod prune;
mod schema;

use std::borrow::Cow;

use kf_base::limits::MAX_DEFAULTED_NODES;
use kf_base::{Error, Result};
use kf_object::Value;

use kf_schema::{Change, Minor};
use object_meta::OnBadField;
pub use schema::Structural;

/// How the objects of one CustomResourceDefinition are read: its schemas, parsed once.
#[derive(Debug)]
pub struct CustomResources {
    group: String,
    kind: String,
    webhook: bool,
    /// Whether unknown fields stay, and with them everything the schema would change.
    preserve_unknown_fields: bool,
    versions: Vec<Version>,
    minor: Minor,
}

#[derive(Debug)]
struct Version {
    name: String,
    schema: Option<Structural>,
}

impl CustomResources {
    /// From a definition in the shape of apiextensions.k8s.io/v1 (see
    /// [`super::crd_conversion::to_v1`]) and the minor of the server that reads.
    ///
    /// # Errors
    /// [`kf_base::ErrorKind::Corrupt`] or [`kf_base::ErrorKind::Unsupported`] when the server could
    /// not serve this definition either: fields of wrong types, a schema that is not structural,
    /// an unknown conversion strategy; [`kf_base::ErrorKind::Limit`] when a schema nests too deep.
    pub fn new(crd: &Value<'_>, minor: Minor) -> Result<Self> {
        let text = |path: &[&str]| crd.str_at(path).filter(|s| !s.is_empty());
        let missing = |what| Error::corrupt(format!("CustomResourceDefinition without {what}"));
        let kind = text(&["status", "acceptedNames", "kind"])
            .or_else(|| text(&["spec", "names", "kind"]))
            .ok_or_else(|| missing("kind"))?;
        let group = text(&["spec", "group"]).ok_or_else(|| missing("spec.group"))?;
        let webhook = match text(&["spec", "conversion", "strategy"]) {
            None | Some("None") => false,
            Some("Webhook") => true,
            Some(other) => {
                let other = kf_base::escape::quoted(other.as_bytes());
                return Err(Error::unsupported(format!(
                    "conversion strategy {other} of a CustomResourceDefinition"
                )));
            }
        };
        let flag = crd.at(&["spec", "preserveUnknownFields"]);
        let prunes = minor.has(Change::CUSTOM_PRUNING);
        let preserve_unknown_fields = !prunes || flag == Some(&Value::Bool(true));
        let mut versions = Vec::new();
        let list = crd.at(&["spec", "versions"]).and_then(Value::as_array);
        for version in list.unwrap_or_default() {
            let name = version.str_at(&["name"]).unwrap_or_default();
            let schema = version.at(&["schema", "openAPIV3Schema"]);
            let schema = match schema.filter(|s| prunes && **s != Value::Null) {
                None => None,
                Some(schema) if preserve_unknown_fields => {
                    // As the server: a schema that is not structural then counts as none.
                    Structural::parse(schema).ok()
                }
                Some(schema) => {
                    let mut schema = Structural::parse(schema)?;
                    default::prune_defaults(&mut schema, minor);
                    Some(schema)
                }
            };
            versions.push(Version {
                name: name.to_owned(),
                schema,
            });
        }
        Ok(Self {
            group: group.to_owned(),
            kind: kind.to_owned(),
            webhook,
            preserve_unknown_fields,
            versions,
            minor,
        })
    }

    /// Whether an object stored in version `from` can be read as version `to` offline.
    #[must_use]
    pub fn can_convert(&self, from: &str, to: &str) -> bool {
        from == to || !self.webhook
    }

    /// Makes of an object as stored the object the server gives out in `version`, all but
    /// `metadata.resourceVersion` and `metadata.selfLink`. Returns how many values the defaults
    /// added.
    ///
    /// # Errors
    /// [`kf_base::ErrorKind::Corrupt`] when the server could not read the object either;
    /// [`kf_base::ErrorKind::Unsupported`] when only the definition's webhook can convert it, naming
    /// the version it is stored in; [`kf_base::ErrorKind::Invalid`] when the definition has no such
    /// `version`; [`kf_base::ErrorKind::Limit`] when the defaults add too much. The object is then
    /// in no particular state.
    pub fn read(&self, object: &mut Value<'_>, version: &str) -> Result<usize> {
        if !self.minor.has(Change::CUSTOM_METADATA) {
            return self.convert(object, version).map(|_| 0);
        }
        let mut budget = MAX_DEFAULTED_NODES;
        self.apply(object, OnBadField::Drop)?;
        let stored = self.schema_of(object);
        if let Some(schema) = stored.filter(|_| self.minor.has(Change::CUSTOM_DEFAULTS)) {
            default::default(object, schema, self.minor, &mut budget)?;
        }
        let converted = self.convert(object, version)?;
        // Of the second pass only this can differ when the version is the same.
        if converted || stored.is_some_and(|s| s.has_defaults() || s.has_embedded()) {
            self.apply(object, OnBadField::Refuse)?;
        }
        Ok(MAX_DEFAULTED_NODES.saturating_sub(budget))
    }

    /// The schema for an object of this definition's group and kind.
    fn schema_of(&self, object: &Value<'_>) -> Option<&Structural> {
        let (group, version) = self.own_version(object)?;
        let version = self.versions.iter().find(|v| v.name == version);
        version.filter(|_| group == self.group)?.schema.as_ref()
    }

    /// Group and version of an object, if it is of this definition.
    fn own_version<'o>(&self, object: &'o Value<'_>) -> Option<(&'o str, &'o str)> {
        let (group, version) = object.str_at(&["apiVersion"])?.split_once('/')?;
        let own = group == self.group && object.str_at(&["kind"]) == Some(self.kind.as_str());
        own.then_some((group, version))
    }

    /// Changes apiVersion; says whether it was another one.
    fn convert(&self, object: &mut Value<'_>, version: &str) -> Result<bool> {
        let known = |name: &str| self.versions.iter().any(|v| v.name == name);
        let quoted = |s: &str| kf_base::escape::quoted(s.as_bytes());
        let stored = object.str_at(&["apiVersion"]).unwrap_or_default();
        let from = stored
            .split_once('/')
            .filter(|(group, name)| *group == self.group && known(name));
        let Some((_, from)) = from else {
            return Err(Error::corrupt(format!(
                "stored as {}, which its CustomResourceDefinition does not have",
                quoted(stored)
            )));
        };
        if !known(version) {
            return Err(Error::invalid(format!(
                "the CustomResourceDefinition has no version {}",
                quoted(version)
            )));
        }
        if from == version {
            return Ok(false);
        }
        if self.webhook {
            let message = format!(
                "stored as {}; only the conversion webhook of its CustomResourceDefinition makes \
                 {version} of it",
                kf_base::escape::text(stored)
            );
            let hint = format!("ask for version {}", kf_base::escape::text(from));
            return Err(Error::unsupported(message).hint(hint));
        }
        let api_version = format!("{}/{version}", self.group);
        if let Some(members) = object.as_object_mut() {
            members.insert("apiVersion", Value::String(api_version.into()));
        }
        Ok(true)
    }

    /// `unstructuredSchemaCoercer.apply`.
    fn apply(&self, object: &mut Value<'_>, on_bad: OnBadField) -> Result<()> {
        let own = self.own_version(object).is_some();
        let schema = self.schema_of(object);
        let Some(members) = object.as_object_mut() else {
            return Err(Error::corrupt("custom resource that is no object"));
        };
        for key in ["apiVersion", "kind"] {
            if members.get(key).is_none_or(|v| v.as_str().is_none()) {
                return Err(Error::corrupt(format!("custom resource without {key}")));
            }
        }
        // It is put back at the end, so that no schema has a say in it.
        let mut metadata = members.remove("metadata");
        if let Some(metadata) = &mut metadata {
            self.coerce_metadata(metadata, own, on_bad)?;
        }
        if own && !self.preserve_unknown_fields {
            prune::prune_root(object, schema);
            if self.minor.has(Change::CUSTOM_NULLS) {
                prune::prune_nulls(object, schema);
            }
        }
        if let Some(schema) = schema {
            object_meta::coerce_embedded(object, schema, self.minor, on_bad)?;
        }
        if let (Some(metadata), Some(members)) = (metadata, object.as_object_mut()) {
            members.insert(Cow::Borrowed("metadata"), metadata);
        }
        Ok(())
    }

    /// The metadata of an object, which may be of this definition.
    fn coerce_metadata(
        &self,
        metadata: &mut Value<'_>,
        own: bool,
        on_bad: OnBadField,
    ) -> Result<()> {
        object_meta::coerce(metadata, self.minor, on_bad)?;
        if own
            && on_bad == OnBadField::Drop
            && self.minor.has(Change::CUSTOM_GENERATION)
            && let Some(members) = metadata.as_object_mut()
            && !members.contains_key("generation")
        {
            members.insert("generation", Value::Int(1));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
