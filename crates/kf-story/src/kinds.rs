//! What keys name, remembered for each type.

use foldhash::fast::RandomState;
use hashbrown::HashMap;

use kf_view::{Mapping, View};

/// What an etcd key names.
#[derive(Clone, Copy, Debug)]
pub struct Place<'m, 'k> {
    /// The type in the version that the server prefers, if it is a known one.
    pub mapping: Option<&'m Mapping>,
    /// `deployments.apps`; `-` where no type is known.
    pub resource: &'m str,
    /// The namespace.
    pub namespace: Option<&'k str>,
    /// The object's name; empty where no type is known.
    pub name: &'k str,
    /// Whether the key is none of Kubernetes', so that nothing is known of its value.
    pub foreign: bool,
}

/// The types of a view.
#[derive(Debug)]
pub(crate) struct Kinds<'v, 's> {
    view: &'v View<'s>,
    /// By plural and then group.
    known: HashMap<String, Vec<(String, String, Mapping)>, RandomState>,
}

impl<'v, 's> Kinds<'v, 's> {
    pub(crate) fn new(view: &'v View<'s>) -> Self {
        let mut known: HashMap<String, Vec<_>, RandomState> = HashMap::default();
        let lost = view.lost_resources();
        for resource in view.catalog().resources().iter().chain(lost) {
            if let Some(mapping) = view.preferred(resource) {
                let entry = (
                    resource.group.to_string(),
                    resource.group_resource(),
                    mapping,
                );
                known
                    .entry(resource.plural.to_string())
                    .or_default()
                    .push(entry);
            }
        }
        Self { view, known }
    }

    /// The type of a kind.
    pub(crate) fn named(&self, group: &str, kind: &str) -> Option<&Mapping> {
        let all = self.known.values().flatten();
        let mut of_kind =
            all.filter(|(own, _, mapping)| own == group && mapping.resource().kind == kind);
        of_kind.next().map(|(.., mapping)| mapping)
    }

    /// What a key names.
    pub(crate) fn of<'k>(&self, key: &'k [u8]) -> Place<'_, 'k> {
        let unknown = || Place {
            mapping: None,
            resource: "-",
            namespace: None,
            name: "",
            foreign: !self.view.is_registry_key(key),
        };
        let Some(found) = self.view.locate(key) else {
            return unknown();
        };
        let of_plural = self.known.get(found.resource.plural.as_ref());
        let mut of_plural = of_plural.into_iter().flatten();
        let group = found.resource.group.as_ref();
        of_plural
            .find(|(own, ..)| own == group)
            .map_or_else(unknown, |(_, resource, mapping)| Place {
                mapping: Some(mapping),
                resource,
                namespace: found.namespace,
                name: found.name,
                foreign: false,
            })
    }
}
