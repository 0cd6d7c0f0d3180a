//! The keys of a snapshot, by the places that resources have in etcd.

use std::borrow::Cow;
use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::Selection;
use crate::report::Note;
use kf_base::error::{Error, Result};
use kf_file::etcd::{Record, Want};
use kf_resource::Resource;
use kf_view::View;

/// Everything that is stored under one prefix.
#[derive(Debug)]
pub(super) struct Place<'s> {
    /// What its keys start with, such as `/registry/pods/`.
    pub(super) prefix: String,
    /// The resource that owns the place.
    pub(super) resource: Resource,
    /// In the order of their keys.
    pub(super) entries: Vec<Entry<'s>>,
    /// What its objects are stored as; never empty.
    pub(super) kinds: Vec<Stored>,
}

/// A version that objects are stored in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) api_version: String,
    pub(super) kind: String,
}

/// A key.
#[derive(Debug)]
pub(super) struct Entry<'s> {
    pub(super) key: Cow<'s, [u8]>,
    pub(super) state: State<'s>,
}

#[derive(Debug)]
pub(super) enum State<'s> {
    /// Its record, and which of the place's kinds it is.
    Object(Record<'s>, usize),
    /// Nothing can be told of what it holds.
    Unreadable(Error),
}

impl Entry<'_> {
    /// What follows the place's prefix.
    pub(super) fn rest(&self, prefix: usize) -> &[u8] {
        self.key.get(prefix..).unwrap_or_default()
    }

    /// NAMESPACE/NAME, or NAME.
    pub(super) fn subject(&self, prefix: usize) -> String {
        String::from_utf8_lossy(self.rest(prefix)).into_owned()
    }

    /// Whether it is stored as this kind; what cannot be read counts to the first one.
    pub(super) fn is_of(&self, kind: Option<usize>) -> bool {
        match (&self.state, kind) {
            (_, None) => true,
            (State::Object(_, stored), Some(kind)) => *stored == kind,
            (State::Unreadable(_), Some(kind)) => kind == 0,
        }
    }
}

impl<'s> Place<'s> {
    fn new(prefix: String, resource: Resource) -> Self {
        Self {
            prefix,
            resource,
            entries: Vec::new(),
            kinds: Vec::new(),
        }
    }

    fn add(&mut self, view: &View<'s>, record: Record<'s>) {
        let state = match view.stored_type(&record) {
            Ok((api_version, kind)) => {
                let stored = Stored { api_version, kind };
                let known = self.kinds.iter().position(|k| *k == stored);
                let number = known.unwrap_or_else(|| {
                    self.kinds.push(stored);
                    self.kinds.len().saturating_sub(1)
                });
                State::Object(record, number)
            }
            Err(e) => State::Unreadable(e),
        };
        self.entries.push(Entry {
            key: Cow::Borrowed(record.key),
            state,
        });
    }

    fn add_damaged(&mut self, key: &[u8], error: &Error) {
        self.entries.push(Entry {
            key: Cow::Owned(key.to_vec()),
            state: State::Unreadable(error.clone()),
        });
    }

    fn finish(&mut self) {
        self.entries.sort_by(|a, b| a.key.cmp(&b.key));
        self.entries
            .dedup_by(|later, earlier| later.key == earlier.key);
        if self.kinds.is_empty() {
            let versions = &self.resource.versions;
            let stored = versions.iter().find(|v| v.stored).or(versions.first());
            let version = stored.map_or("", |v| v.name.as_ref());
            self.kinds.push(Stored {
                api_version: self.resource.api_version(version),
                kind: self.resource.kind.to_string(),
            });
        }
    }

    /// The objects that were asked for; of which version they are does not matter, since one is
    /// asked for.
    pub(super) fn selected(
        view: &View<'s>,
        selection: &Selection,
        namespace: Option<&str>,
    ) -> Result<Self> {
        let mapping = &selection.mapping;
        let place = view.key_prefix(mapping, None)?;
        let under = view.key_prefix(mapping, namespace)?;
        let wanted = |key: &[u8]| {
            let name = key.rsplit(|b| *b == b'/').next().unwrap_or_default();
            selection.names.is_empty() || selection.names.iter().any(|n| n.as_bytes() == name)
        };
        let latest = view.latest(&Want::none().prefix(under.as_bytes()))?;
        let mut found = Self::new(place, mapping.resource().clone());
        for record in latest.records.into_iter().filter(|r| wanted(r.key)) {
            found.entries.push(Entry {
                key: Cow::Borrowed(record.key),
                state: State::Object(record, 0),
            });
        }
        for error in latest.problems.list() {
            if let Some(key) = error.location().key.as_deref()
                && key.starts_with(under.as_bytes())
                && wanted(key)
            {
                found.add_damaged(key, error);
            }
        }
        found.finish();
        Ok(found)
    }
}

/// All places that have keys, in the order of their prefixes.
#[derive(Debug)]
pub(super) struct Places<'s> {
    pub(super) places: Vec<Place<'s>>,
    /// Keys that are no objects of the API.
    pub(super) notes: Vec<Note>,
}

impl<'s> Places<'s> {
    /// Goes through all keys of the view.
    pub(super) fn walk(view: &View<'s>) -> Result<Self> {
        let latest = view.latest(&Want::all())?;
        let mut walk = Walk {
            view,
            places: BTreeMap::new(),
            last: None,
            others: HashMap::new(),
            damage: BTreeMap::new(),
        };
        for record in latest.records {
            if let Some(place) = walk.place(record.key) {
                place.add(view, record);
            }
        }
        for error in latest.problems.list() {
            walk.damaged(error);
        }
        Ok(walk.finish())
    }
}

struct Walk<'w, 's> {
    view: &'w View<'s>,
    places: BTreeMap<String, Place<'s>>,
    /// The place of the key before: most keys are of the same.
    last: Option<String>,
    others: HashMap<String, u64>,
    /// What is wrong with the file beyond its keys.
    damage: BTreeMap<String, u64>,
}

impl<'s> Walk<'_, 's> {
    fn place(&mut self, key: &[u8]) -> Option<&mut Place<'s>> {
        let Some(found) = self.view.locate(key) else {
            let kind = self.view.kind_of_key(key);
            let count = self.others.entry(kind.into_owned()).or_default();
            *count = count.saturating_add(1);
            return None;
        };
        // The key ends with what was found in it.
        let rest = found.namespace.map_or(0, |ns| ns.len().saturating_add(1));
        let rest = rest.saturating_add(found.name.len());
        let prefix = key.get(..key.len().saturating_sub(rest))?;
        let prefix = String::from_utf8_lossy(prefix);
        if self.last.as_deref() != Some(prefix.as_ref()) {
            self.last = Some(prefix.to_string());
        }
        let resource = found.resource;
        let prefix = self.last.clone()?;
        let place = self.places.entry(prefix);
        Some(place.or_insert_with_key(|prefix| Place::new(prefix.clone(), resource.clone())))
    }

    fn damaged(&mut self, error: &Error) {
        let key = error.location().key.clone();
        match key.as_deref().and_then(|key| Some((key, self.place(key)?))) {
            Some((key, place)) => place.add_damaged(key, error),
            None if key.is_none() => {
                let count = self.damage.entry(error.to_string()).or_default();
                *count = count.saturating_add(1);
            }
            None => {}
        }
    }

    fn finish(self) -> Places<'s> {
        let mut places: Vec<Place<'s>> = self.places.into_values().collect();
        places.iter_mut().for_each(Place::finish);
        let mut others: Vec<(String, u64)> = self.others.into_iter().collect();
        others.sort_unstable();
        let note = |reason: &'static str| {
            move |(what, count): (String, u64)| Note {
                reason: reason.to_owned(),
                what,
                count,
            }
        };
        let others = others.into_iter().map(note("no objects of the API"));
        let damage = self.damage.into_iter();
        let damage = damage.map(note("damage of the file that names no key"));
        let notes = others.chain(damage).collect();
        Places { places, notes }
    }
}
