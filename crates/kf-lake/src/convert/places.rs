//! The objects of a snapshot by their type, in the order of the tables.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use kf_file::etcd::Record;
use kf_view::{Mapping, View};

/// A type with its objects.
pub(super) struct Kind<'s> {
    pub(super) mapping: Mapping,
    /// Sorted by namespace and name.
    pub(super) objects: Vec<Placed<'s>>,
}

/// An object's record, and where it stands.
pub(super) struct Placed<'s> {
    pub(super) namespace: Option<&'s str>,
    pub(super) name: &'s str,
    pub(super) record: Record<'s>,
}

impl Kind<'_> {
    pub(super) fn group(&self) -> &str {
        &self.mapping.resource().group
    }

    pub(super) fn resource(&self) -> &str {
        &self.mapping.resource().plural
    }

    /// Whether these are Secrets.
    pub(super) fn is_secrets(&self) -> bool {
        self.group().is_empty() && self.resource() == "secrets"
    }
}

/// Sorts records into types; keys under Kubernetes' prefix that are of none come second.
pub(super) fn sort<'s>(
    view: &View<'s>,
    records: Vec<Record<'s>>,
) -> (Vec<Kind<'s>>, Vec<&'s [u8]>) {
    let mut kinds: BTreeMap<(String, String), Kind<'s>> = BTreeMap::new();
    let mut strangers = Vec::new();
    for record in records {
        let Some(located) = view.locate(record.key) else {
            if view.is_registry_key(record.key) {
                strangers.push(record.key);
            }
            continue;
        };
        let resource = located.resource;
        let id = (resource.plural.to_string(), resource.group.to_string());
        let placed = Placed {
            namespace: located.namespace,
            name: located.name,
            record,
        };
        if let Some(kind) = kinds.get_mut(&id) {
            kind.objects.push(placed);
            continue;
        }
        match mapping(view, &resource.group_resource(), resource) {
            Some(mapping) => {
                let objects = vec![placed];
                kinds.insert(id, Kind { mapping, objects });
            }
            None => strangers.push(record.key),
        }
    }
    let mut kinds: Vec<Kind<'s>> = kinds.into_values().collect();
    for kind in &mut kinds {
        // Not the order of keys, where a slash follows the namespace.
        kind.objects.sort_by_key(|o| (o.namespace, o.name));
    }
    (kinds, strangers)
}

/// The version in which a type's objects are shown: what the server preferred, or for what it did not
/// serve any.
fn mapping(view: &View<'_>, name: &str, resource: &kf_resource::Resource) -> Option<Mapping> {
    let served = resource.preferred().is_some();
    let unserved = || view.lookup(name).ok()?.pop();
    let found = (!served).then(unserved).flatten();
    found.or_else(|| view.preferred(resource))
}

/// Mappings by group and plural, each looked up once.
#[derive(Default)]
pub(super) struct Mappings(HashMap<(String, String), Option<Mapping>>);

impl Mappings {
    /// The mapping of what a key names.
    pub(super) fn of(
        &mut self,
        view: &View<'_>,
        resource: &kf_resource::Resource,
    ) -> Option<&Mapping> {
        let id = (resource.group.to_string(), resource.plural.to_string());
        let found = self.0.entry(id);
        found
            .or_insert_with(|| mapping(view, &resource.group_resource(), resource))
            .as_ref()
    }
}
