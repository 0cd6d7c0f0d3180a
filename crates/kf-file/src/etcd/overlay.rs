//! Records and small buckets that do not lie in the tree of a bbolt file.
//!
//! What a write-ahead log adds to its database, or what another kind of database holds in place
//! of one, is put into the form that etcd would have stored, so that everything above reads it in
//! the one way. What a scan finds in a broken file borrows from the file and needs no copy.

use crate::bbolt::Entry;
use kf_base::bytes;
use kf_base::error::NO_PAGE;

use super::kept::Kept;
use super::key_value::KeyValue;
use super::record::Raw;
use super::revision::Revision;

/// Records and whole small buckets, owned.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    /// `mvccpb.KeyValue`s one behind the other.
    arena: Vec<u8>,
    records: Vec<Place>,
    buckets: Vec<(&'static [u8], Vec<OwnedEntry>)>,
    gaps: Vec<Revision>,
    kept: Kept,
}

/// A key and its value in a small bucket.
type OwnedEntry = (Vec<u8>, Vec<u8>);

#[derive(Clone, Copy, Debug)]
struct Place {
    revision: Revision,
    tombstone: bool,
    start: usize,
    end: usize,
}

impl Overlay {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Says how much of the past the records are.
    pub fn keep(&mut self, kept: Kept) {
        self.kept = kept;
    }

    /// Adds a put; `kv.mod_revision` should be the revision's.
    pub fn put(&mut self, revision: Revision, kv: &KeyValue<'_>) {
        self.add(revision, false, kv);
    }

    /// Adds a deletion.
    pub fn tombstone(&mut self, revision: Revision, key: &[u8]) {
        let kv = KeyValue {
            key,
            ..KeyValue::default()
        };
        self.add(revision, true, &kv);
    }

    /// Adds a revision at which nothing changed.
    pub fn gap(&mut self, revision: Revision) {
        self.gaps.push(revision);
    }

    fn add(&mut self, revision: Revision, tombstone: bool, kv: &KeyValue<'_>) {
        let start = self.arena.len();
        kv.encode(&mut self.arena);
        self.records.push(Place {
            revision,
            tombstone,
            start,
            end: self.arena.len(),
        });
    }

    /// Puts `entries` in the place of the whole bucket, one of the names of
    /// [`super::schema::BUCKETS`] but `key`.
    pub fn set_bucket(&mut self, name: &'static [u8], entries: Vec<(Vec<u8>, Vec<u8>)>) {
        self.buckets.retain(|(known, _)| *known != name);
        self.buckets.push((name, entries));
    }

    /// Number of records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Bytes that the records take.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.arena.len()
    }

    /// As a store reads it.
    pub(crate) fn loose(&self) -> Loose<'_> {
        let records = self.records.iter().filter_map(|place| {
            let value = self.arena.get(place.start..place.end)?;
            let key = KeyValue::key_of(value).ok()?;
            Some(Raw {
                revision: place.revision,
                tombstone: place.tombstone,
                key,
                value,
                page: NO_PAGE,
            })
        });
        let buckets = self.buckets.iter().map(|(name, entries)| {
            let entries = entries.iter().map(|(key, value)| SmallEntry {
                key,
                value,
                page: NO_PAGE,
            });
            (*name, entries.collect())
        });
        let mut loose = Loose::new(records.collect(), buckets.collect());
        loose.gaps.clone_from(&self.gaps);
        loose.gaps.sort_unstable();
        loose.kept = self.kept;
        loose
    }
}

/// A key and its value in a small bucket, wherever that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SmallEntry<'a> {
    pub(crate) key: &'a [u8],
    pub(crate) value: &'a [u8],
    /// [`NO_PAGE`] when it is in none.
    pub(crate) page: u64,
}

impl<'a> From<Entry<'a>> for SmallEntry<'a> {
    fn from(entry: Entry<'a>) -> Self {
        Self {
            key: entry.key,
            value: entry.value,
            page: entry.page,
        }
    }
}

/// A store's records beside those of the tree, and the buckets that stand for those of the tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loose<'a> {
    records: Vec<Raw<'a>>,
    buckets: Vec<(&'static [u8], Vec<SmallEntry<'a>>)>,
    gaps: Vec<Revision>,
    kept: Kept,
}

impl<'a> Loose<'a> {
    /// Of records that are not damaged, in any order.
    pub(crate) fn new(
        mut records: Vec<Raw<'a>>,
        buckets: Vec<(&'static [u8], Vec<SmallEntry<'a>>)>,
    ) -> Self {
        records.sort_by_key(Raw::rank);
        Self {
            records,
            buckets,
            gaps: Vec::new(),
            kept: Kept::History,
        }
    }

    /// Adds all of `other`, whose buckets stand for those that are here.
    pub(crate) fn extend(&mut self, other: Self) {
        self.records.extend(other.records);
        self.records.sort_by_key(Raw::rank);
        for (name, _) in &other.buckets {
            self.buckets.retain(|(known, _)| known != name);
        }
        self.buckets.extend(other.buckets);
    }

    /// In the order of revisions, each once unless two of a revision differ.
    pub(crate) fn records(&self) -> &[Raw<'a>] {
        &self.records
    }

    /// Revisions at which nothing changed, in their order.
    pub(crate) fn gaps(&self) -> &[Revision] {
        &self.gaps
    }

    /// How much of the past there is.
    pub(crate) fn kept(&self) -> Kept {
        self.kept
    }

    pub(crate) fn bucket(&self, name: &[u8]) -> Option<&[SmallEntry<'a>]> {
        let found = self.buckets.iter().find(|(known, _)| *known == name)?;
        Some(&found.1)
    }
}

impl KeyValue<'_> {
    /// Writes the message as etcd does: fields in the order of their numbers, empty ones left out.
    pub(crate) fn encode(&self, out: &mut Vec<u8>) {
        let bytes = |out: &mut Vec<u8>, tag, value: &[u8]| {
            if !value.is_empty() {
                out.push(tag);
                bytes::put_varint(out, u64::try_from(value.len()).unwrap_or(u64::MAX));
                out.extend_from_slice(value);
            }
        };
        let number = |out: &mut Vec<u8>, tag, value: i64| {
            if value != 0 {
                out.push(tag);
                bytes::put_varint(out, value.cast_unsigned());
            }
        };
        bytes(out, 0x0a, self.key);
        number(out, 0x10, self.create_revision);
        number(out, 0x18, self.mod_revision);
        number(out, 0x20, self.version);
        bytes(out, 0x2a, self.value);
        number(out, 0x30, self.lease);
    }
}
