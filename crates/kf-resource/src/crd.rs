//! CustomResourceDefinitions: what they say about names, scope and versions.
//!
//! Both shapes are read: `apiextensions.k8s.io/v1beta1`, in which every Kubernetes version stores
//! them, and `v1`, in which they are printed. The v1beta1 shape holds blocks that all versions
//! share (`validation`, `subresources`, `additionalPrinterColumns`, `selectableFields`) once, at
//! the top of `spec`; see [`version_block`].

use super::{Origin, Resource, Storage, Text, Verbs, Version, kube_version};
use kf_base::{Error, Result};
use kf_object::Value;

/// A custom resource as its definition describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomResource {
    /// Names, scope and versions. Versions are sorted by preference.
    pub resource: Resource,
    /// Whether the server serves it: condition Established.
    pub established: bool,
    /// Whether the definition is being deleted: condition Terminating.
    pub terminating: bool,
    /// `metadata.name` of the definition.
    pub definition: Text,
    /// How stored versions become served ones.
    pub conversion: Conversion,
    /// Whether fields unknown to the schema are kept.
    pub preserve_unknown_fields: bool,
}

/// How a stored version of a custom resource becomes another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// Only `apiVersion` changes.
    None,
    /// A webhook rewrites the object; nobody can do that offline.
    Webhook,
}

/// A part of a definition that v1beta1 may hold for all versions at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// `schema`, at the top `validation`; its member `openAPIV3Schema` is the schema.
    Schema,
    /// `subresources`
    Subresources,
    /// `additionalPrinterColumns`; their path is `JSONPath` in v1beta1, `jsonPath` in v1.
    PrinterColumns,
    /// `selectableFields`
    SelectableFields,
}

impl Block {
    /// The block's member of a version.
    #[must_use]
    pub const fn in_version(self) -> &'static str {
        match self {
            Block::Schema => "schema",
            Block::Subresources => "subresources",
            Block::PrinterColumns => "additionalPrinterColumns",
            Block::SelectableFields => "selectableFields",
        }
    }

    /// The block's member of `spec`, in v1beta1.
    #[must_use]
    pub const fn at_top(self) -> &'static str {
        match self {
            Block::Schema => "validation",
            _ => self.in_version(),
        }
    }
}

/// Reads a definition.
///
/// # Errors
///
/// [`kf_base::ErrorKind::Corrupt`] when group, kind, plural or every version is missing: no API
/// server stores such a definition.
pub fn from_value(crd: &Value<'_>) -> Result<CustomResource> {
    let missing = |what: &str| {
        let name = crd.str_at(&["metadata", "name"]).unwrap_or_default();
        Error::corrupt(format!(
            "customresourcedefinition {}: {what} is missing",
            kf_base::escape::quoted(name.as_bytes())
        ))
    };
    let non_empty = |s: &&str| !s.is_empty();
    let group = crd
        .str_at(&["spec", "group"])
        .filter(non_empty)
        .ok_or_else(|| missing("spec.group"))?;

    // Accepted names are what the server serves under; they lack until it has seen the definition
    // (apiextensions pkg/controller/status).
    let accepted = crd.at(&["status", "acceptedNames"]);
    let wanted = crd.at(&["spec", "names"]);
    let names = accepted.filter(|n| n.str_at(&["plural"]).is_some_and(|p| !p.is_empty()));
    let names = names.or(wanted).ok_or_else(|| missing("spec.names"))?;
    let plural = names
        .str_at(&["plural"])
        .filter(non_empty)
        .ok_or_else(|| missing("spec.names.plural"))?;
    // A name that is another definition's is never accepted, and may be the kind alone.
    let kind = names.str_at(&["kind"]).filter(non_empty);
    let kind = kind.or_else(|| wanted?.str_at(&["kind"]).filter(non_empty));
    let kind = kind.ok_or_else(|| missing("spec.names.kind"))?;
    let singular = names
        .str_at(&["singular"])
        .filter(non_empty)
        .map_or_else(|| kind.to_lowercase(), str::to_owned);

    let versions = versions(crd);
    if versions.is_empty() {
        return Err(missing("spec.versions"));
    }
    let terminating = has_condition(crd, "Terminating");
    let resource = Resource {
        group: owned(group),
        plural: owned(plural),
        singular: singular.into(),
        kind: owned(kind),
        short_names: texts(names.get("shortNames")),
        categories: texts(names.get("categories")),
        // Missing means Namespaced in v1beta1 and is refused in v1.
        namespaced: crd.str_at(&["spec", "scope"]) != Some("Cluster"),
        verbs: if terminating {
            Verbs::CustomTerminating
        } else {
            Verbs::Custom
        },
        versions,
        storage: Storage::Registry(format!("{group}/{plural}").into()),
        origin: Origin::Custom,
    };
    Ok(CustomResource {
        resource,
        established: has_condition(crd, "Established"),
        terminating,
        definition: owned(crd.str_at(&["metadata", "name"]).unwrap_or_default()),
        conversion: match crd.str_at(&["spec", "conversion", "strategy"]) {
            Some("Webhook") => Conversion::Webhook,
            _ => Conversion::None,
        },
        preserve_unknown_fields: crd
            .at(&["spec", "preserveUnknownFields"])
            .and_then(Value::as_bool)
            .unwrap_or_else(|| is_v1beta1(crd)),
    })
}

/// The part of a definition that holds for one version, whichever shape it is in.
///
/// As in the conversion from v1beta1 (apiextensions v1beta1/conversion.go and v1/conversion.go): a
/// block at the top of `spec` holds for every version.
#[must_use]
pub fn version_block<'v, 'a>(
    crd: &'v Value<'a>,
    version: &str,
    block: Block,
) -> Option<&'v Value<'a>> {
    let spec = crd.get("spec")?;
    if is_v1beta1(crd)
        && let Some(top) = spec.get(block.at_top()).filter(|v| **v != Value::Null)
    {
        return Some(top);
    }
    let versions = spec.get("versions")?.as_array()?;
    let found = versions
        .iter()
        .find(|v| v.str_at(&["name"]) == Some(version))?;
    found.get(block.in_version()).filter(|v| **v != Value::Null)
}

/// The OpenAPI schema of one version, raw.
#[must_use]
pub fn version_schema<'v, 'a>(crd: &'v Value<'a>, version: &str) -> Option<&'v Value<'a>> {
    version_block(crd, version, Block::Schema)?.get("openAPIV3Schema")
}

/// Missing `apiVersion` counts as v1beta1: that is what is stored.
fn is_v1beta1(crd: &Value<'_>) -> bool {
    crd.str_at(&["apiVersion"]) != Some("apiextensions.k8s.io/v1")
}

/// Whether the server found a schema of the definition not to be structural.
#[must_use]
pub fn is_unstructural(crd: &Value<'_>) -> bool {
    has_condition(crd, "NonStructuralSchema")
}

fn has_condition(crd: &Value<'_>, kind: &str) -> bool {
    let conditions = crd
        .at(&["status", "conditions"])
        .and_then(Value::as_array)
        .unwrap_or(&[]);
    conditions
        .iter()
        .any(|c| c.str_at(&["type"]) == Some(kind) && c.str_at(&["status"]) == Some("True"))
}

/// `spec.versions`, or the single `spec.version` of old definitions, sorted by preference.
fn versions(crd: &Value<'_>) -> Vec<Version> {
    let list = crd
        .at(&["spec", "versions"])
        .and_then(Value::as_array)
        .unwrap_or(&[]);
    let flag = |v: &Value<'_>, k| v.get(k).and_then(Value::as_bool).unwrap_or_default();
    let mut versions: Vec<Version> = list
        .iter()
        .filter_map(|v| {
            let name = v.str_at(&["name"]).filter(|n| !n.is_empty())?;
            Some(Version {
                name: owned(name),
                served: flag(v, "served"),
                stored: flag(v, "storage"),
            })
        })
        .collect();
    if versions.is_empty()
        && let Some(name) = crd.str_at(&["spec", "version"]).filter(|n| !n.is_empty())
    {
        versions.push(Version {
            name: owned(name),
            served: true,
            stored: true,
        });
    }
    versions.sort_by(|a, b| kube_version::by_preference(&a.name, &b.name));
    versions.dedup_by(|a, b| a.name == b.name);
    versions
}

fn owned(s: &str) -> Text {
    s.to_owned().into()
}

fn texts(list: Option<&Value<'_>>) -> Vec<Text> {
    let list = list.and_then(Value::as_array).unwrap_or(&[]);
    list.iter().filter_map(Value::as_str).map(owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::value;

    #[test]
    fn the_stored_shape() {
        let crd = value(
            r#"{"apiVersion":"apiextensions.k8s.io/v1beta1","metadata":{"name":"as.x.y"},
            "spec":{"group":"x.y","scope":"Cluster","version":"v1alpha1",
              "names":{"plural":"as","kind":"A","singular":"a","shortNames":["q"]},
              "validation":{"openAPIV3Schema":{"type":"object"}},
              "versions":[{"name":"v1alpha1","served":true,"storage":false,
                           "additionalPrinterColumns":[{"JSONPath":".x"}]},
                          {"name":"v2","served":false,"storage":true},
                          {"name":"v1","served":true}],
              "conversion":{"strategy":"Webhook"}},
            "status":{"acceptedNames":{"plural":"as","kind":"A"},
              "conditions":[{"type":"Established","status":"True"}]}}"#,
        );
        let c = from_value(&crd).unwrap();
        assert!(c.established && !c.terminating && c.preserve_unknown_fields);
        assert_eq!(c.conversion, Conversion::Webhook);
        let names: Vec<_> = c
            .resource
            .versions
            .iter()
            .map(|v| v.name.as_ref())
            .collect();
        assert_eq!(names, ["v2", "v1", "v1alpha1"]);
        assert_eq!(c.resource.preferred(), Some("v1"));
        assert_eq!(c.resource.storage.prefix(), Some("x.y/as"));
        assert_eq!(c.resource.singular, "a");
        assert!(
            c.resource.short_names.is_empty(),
            "only accepted names count"
        );
        assert!(!c.resource.namespaced);
        // The block at the top holds for every version, also where a version has none.
        assert_eq!(
            version_schema(&crd, "v2").and_then(|s| s.str_at(&["type"])),
            Some("object")
        );
        assert!(version_block(&crd, "v1alpha1", Block::PrinterColumns).is_some());
        assert!(version_block(&crd, "v1", Block::PrinterColumns).is_none());
    }

    #[test]
    fn the_oldest_shape_has_one_version() {
        let crd = value(
            r#"{"spec":{"group":"x.y","version":"v1","names":{"plural":"as","kind":"Abc"}}}"#,
        );
        let c = from_value(&crd).unwrap();
        let v = &c.resource.versions;
        assert!(v.len() == 1 && v[0].served && v[0].stored && c.resource.namespaced);
        assert_eq!(c.resource.singular, "abc");
        assert!(!c.established);
    }

    #[test]
    fn the_printed_shape_does_not_keep_unknown_fields() {
        let crd = value(
            r#"{"apiVersion":"apiextensions.k8s.io/v1","spec":{"group":"x.y",
              "names":{"plural":"as","kind":"A"},
              "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{}}}]}}"#,
        );
        assert!(!from_value(&crd).unwrap().preserve_unknown_fields);
        assert!(version_schema(&crd, "v1").is_some());
        assert!(version_schema(&crd, "v3").is_none());
    }

    #[test]
    fn nonsense_is_corrupt() {
        for text in [
            "{}",
            "[]",
            r#"{"spec":{"group":"x.y","names":{"plural":"a","kind":"A"}}}"#,
        ] {
            assert!(from_value(&value(text)).unwrap_err().is_corrupt(), "{text}");
        }
    }
}
