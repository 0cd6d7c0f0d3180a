//! What the key of a change names.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

use super::Request;
use crate::Result;
use crate::escape;
use crate::resource::Resource;
use crate::snapshot::{Mapping, View};

/// What a key names.
pub(super) struct Place<'m, 'k> {
    /// The type, if it is a known one.
    pub(super) mapping: Option<&'m Mapping>,
    /// `deployments.apps`; `-` where no type is known.
    pub(super) kind: Cow<'m, str>,
    pub(super) namespace: Option<&'k str>,
    /// The object's name, or the whole key.
    pub(super) name: Cow<'k, str>,
    /// Whether the key is none of Kubernetes': nothing is known of its value.
    pub(super) foreign: bool,
}

/// Types by group and plural, each with its name as kubectl says it.
type Known = HashMap<(String, String), (String, Mapping)>;

fn known<'r>(view: &View<'_>, resources: impl IntoIterator<Item = &'r Resource>) -> Known {
    let known = resources.into_iter().filter_map(|resource| {
        let id = (resource.group.to_string(), resource.plural.to_string());
        Some((id, (resource.group_resource(), view.preferred(resource)?)))
    });
    known.collect()
}

/// Finds places.
pub(super) struct Places<'r, 's> {
    view: &'r View<'s>,
    /// The types asked for, with what their keys start with; `None` when all are.
    asked: Option<Vec<(String, String, &'r Mapping)>>,
    /// All types by group and plural.
    known: Known,
    /// Those without a definition, which take a pass over the file to find: looked for when a key
    /// is of none of the others.
    lost: OnceCell<Known>,
    namespace: Option<&'r str>,
}

impl<'r, 's> Places<'r, 's> {
    pub(super) fn new(
        view: &'r View<'s>,
        requests: Option<&'r [Request]>,
        namespace: Option<&'r str>,
    ) -> Result<Self> {
        let asked = match requests {
            None => None,
            Some(requests) => {
                let places = requests.iter().map(|(mapping, _)| {
                    let prefix = view.key_prefix(mapping, None)?;
                    Ok((prefix, mapping.resource().group_resource(), mapping))
                });
                Some(places.collect::<Result<_>>()?)
            }
        };
        Ok(Self {
            view,
            known: match asked {
                None => known(view, view.catalog().resources()),
                Some(_) => Known::new(),
            },
            asked,
            lost: OnceCell::new(),
            namespace,
        })
    }

    /// What a key names; `None` for what was not asked for.
    pub(super) fn of<'k>(&self, key: &'k [u8]) -> Option<Place<'_, 'k>> {
        let Some(asked) = &self.asked else {
            return self.anything(key);
        };
        let (rest, kind, mapping) = asked.iter().find_map(|(prefix, kind, mapping)| {
            Some((key.strip_prefix(prefix.as_bytes())?, kind, *mapping))
        })?;
        let rest = std::str::from_utf8(rest).ok();
        let parts = match rest.and_then(|r| r.split_once('/')) {
            Some((namespace, name)) if mapping.resource().namespaced => {
                (Some(namespace), name.into())
            }
            _ => (None, rest.map_or_else(|| shown(key).into(), Cow::Borrowed)),
        };
        Some(Place {
            mapping: Some(mapping),
            kind: kind.into(),
            namespace: parts.0,
            name: parts.1,
            foreign: false,
        })
    }

    fn anything<'k>(&self, key: &'k [u8]) -> Option<Place<'_, 'k>> {
        if self.view.is_neighbours(key) {
            return None;
        }
        let found = self.view.locate(key);
        let namespace = found.as_ref().and_then(|f| f.namespace);
        if self.namespace.is_some() && self.namespace != namespace {
            return None;
        }
        let place = found.and_then(|found| {
            let id = (
                found.resource.group.to_string(),
                found.resource.plural.to_string(),
            );
            let lost = || {
                let lost = || known(self.view, self.view.lost_resources());
                self.lost.get_or_init(lost).get(&id)
            };
            let (kind, mapping) = self.known.get(&id).or_else(lost)?;
            Some(Place {
                mapping: Some(mapping),
                kind: kind.into(),
                namespace,
                name: found.name.into(),
                foreign: false,
            })
        });
        Some(place.unwrap_or_else(|| Place {
            mapping: None,
            kind: "-".into(),
            namespace: None,
            name: shown(key).into(),
            foreign: !self.view.is_registry_key(key),
        }))
    }
}

fn shown(key: &[u8]) -> String {
    escape::text(&String::from_utf8_lossy(key))
}
