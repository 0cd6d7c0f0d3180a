//! A small bucket while it is changed.

use std::collections::BTreeMap;

use crate::etcd::{Overlay, Store};
use kf_base::error::Result;

/// All of a bucket.
#[derive(Debug)]
pub(super) struct Small {
    name: &'static [u8],
    entries: BTreeMap<Vec<u8>, Vec<u8>>,
    changed: bool,
}

impl Small {
    /// Reads it; empty when there is none.
    ///
    /// # Errors
    /// Corrupt when it cannot be read.
    pub(super) fn load(store: &Store<'_>, name: &'static [u8]) -> Result<Self> {
        let entries = store.small(name)?.into_iter();
        let entries = entries.map(|entry| (entry.key.to_vec(), entry.value.to_vec()));
        Ok(Self {
            name,
            entries: entries.collect(),
            changed: false,
        })
    }

    pub(super) fn get(&self, key: &[u8]) -> Option<&[u8]> {
        self.entries.get(key).map(Vec::as_slice)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        let pairs = self.entries.iter();
        pairs.map(|(key, value)| (key.as_slice(), value.as_slice()))
    }

    pub(super) fn put(&mut self, key: &[u8], value: Vec<u8>) {
        self.changed = true;
        self.entries.insert(key.to_vec(), value);
    }

    /// Whether it was there.
    pub(super) fn remove(&mut self, key: &[u8]) -> bool {
        let there = self.entries.remove(key).is_some();
        self.changed |= there;
        there
    }

    /// Puts it into the overlay, if it was changed.
    pub(super) fn finish(self, overlay: &mut Overlay) {
        if self.changed {
            overlay.set_bucket(self.name, self.entries.into_iter().collect());
        }
    }
}
