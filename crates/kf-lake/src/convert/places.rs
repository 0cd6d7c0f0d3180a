//! The objects of a snapshot by their type, in the order of the tables.

use std::sync::Arc;

use hashbrown::HashMap;

use kf_file::etcd::Record;
use kf_resource::Resource;
use kf_view::{Mapping, View};

/// A type with its objects.
pub(super) struct Kind<'s> {
    pub(super) mapping: Arc<Mapping>,
    /// Whether most objects can be taken straight from their bytes.
    pub(super) writes_items: bool,
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

/// Where an object's row stands among the others.
pub(super) type Order<'v, 's> = (&'v str, &'v str, Option<&'s str>, &'s str);

/// The order of a key's object; `None` for a key that names none.
pub(super) fn order<'v, 's>(view: &'v View<'_>, key: &'s [u8]) -> Option<Order<'v, 's>> {
    let located = view.locate(key)?;
    let resource = located.resource;
    Some((
        resource.plural.as_ref(),
        resource.group.as_ref(),
        located.namespace,
        located.name,
    ))
}

/// Sorts records into types; keys under Kubernetes' prefix that are of none come second.
pub(super) fn sort<'s>(
    view: &View<'s>,
    records: Vec<Record<'s>>,
) -> (Vec<Kind<'s>>, Vec<&'s [u8]>) {
    let mut mappings = Mappings::default();
    let mut kinds: HashMap<*const Mapping, Kind<'s>> = HashMap::new();
    let mut strangers = Vec::new();
    for record in records {
        let Some(located) = view.locate(record.key) else {
            if view.is_registry_key(record.key) {
                strangers.push(record.key);
            }
            continue;
        };
        let Some(mapping) = mappings.of(view, located.resource) else {
            strangers.push(record.key);
            continue;
        };
        let kind = kinds.entry(Arc::as_ptr(mapping)).or_insert_with(|| Kind {
            writes_items: view.writes_items(mapping),
            mapping: Arc::clone(mapping),
            objects: Vec::new(),
        });
        kind.objects.push(Placed {
            namespace: located.namespace,
            name: located.name,
            record,
        });
    }
    let mut kinds: Vec<Kind<'s>> = kinds.into_values().collect();
    kinds.sort_by(|a, b| (a.resource(), a.group()).cmp(&(b.resource(), b.group())));
    for kind in &mut kinds {
        // Not the order of keys, where a slash follows the namespace.
        kind.objects.sort_by_key(|o| (o.namespace, o.name));
    }
    (kinds, strangers)
}

/// The version in which a type's objects are shown: what the server preferred, or for what it did not
/// serve any.
fn mapping(view: &View<'_>, name: &str, resource: &Resource) -> Option<Mapping> {
    let served = resource.preferred().is_some();
    let unserved = || view.lookup(name).ok()?.pop();
    let found = (!served).then(unserved).flatten();
    found.or_else(|| view.preferred(resource))
}

/// Mappings by group and plural, each looked up once.
#[derive(Default)]
pub(super) struct Mappings {
    /// By where the resource lies, which takes no comparing of texts. A view keeps each at one place.
    met: HashMap<*const Resource, Option<Arc<Mapping>>>,
    /// By what it is: two places may hold the same.
    known: HashMap<(String, String), Option<Arc<Mapping>>>,
}

impl Mappings {
    /// The mapping of what a key names.
    pub(super) fn of(&mut self, view: &View<'_>, resource: &Resource) -> Option<&Arc<Mapping>> {
        let found = self.met.entry(std::ptr::from_ref(resource));
        let known = &mut self.known;
        let found = found.or_insert_with(|| {
            let id = (resource.group.to_string(), resource.plural.to_string());
            let find = || mapping(view, &resource.group_resource(), resource).map(Arc::new);
            known.entry(id).or_insert_with(find).clone()
        });
        found.as_ref()
    }
}
