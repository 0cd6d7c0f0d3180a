//! What the keys of a snapshot take up, and what they are.

use std::hash::Hash;

use foldhash::fast::RandomState;
use hashbrown::HashMap;

use super::check::provider;
use super::view::View;
use kf_base::error::Error;
use kf_file::etcd::{Problems, Record, Revision};
use kf_storage::transformer::Encrypted;

/// One etcd key and its history. Bytes are those of keys and values, without what etcd and bbolt
/// add to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyUsage<'s> {
    /// The key.
    pub key: &'s [u8],
    /// Whether it exists; else its history is all that is left of it.
    pub live: bool,
    /// Records of it in the file, tombstones included.
    pub revisions: u64,
    /// Bytes of the record that is its state; 0 for a deleted key.
    pub live_bytes: u64,
    /// Bytes of all other records.
    pub history_bytes: u64,
    /// The lease it is attached to, 0 for none.
    pub lease: i64,
    newest: (Revision, bool),
    newest_bytes: u64,
}

impl<'s> KeyUsage<'s> {
    fn new(record: &Record<'s>) -> Self {
        Self {
            key: record.key,
            live: !record.tombstone,
            revisions: 1,
            live_bytes: 0,
            history_bytes: 0,
            lease: record.lease,
            newest: (record.revision, record.tombstone),
            newest_bytes: bytes(record.key.len().saturating_add(record.value.len())),
        }
    }

    /// Adds what was found elsewhere in the file.
    fn merge(&mut self, other: &Self) {
        let (newer, older) = if other.newest > self.newest {
            (other, &*self)
        } else {
            (&*self, other)
        };
        *self = Self {
            revisions: newer.revisions.saturating_add(older.revisions),
            history_bytes: newer
                .history_bytes
                .saturating_add(older.history_bytes)
                .saturating_add(older.newest_bytes),
            ..*newer
        };
    }

    fn close(mut self) -> Self {
        if self.live {
            self.live_bytes = self.newest_bytes;
        } else {
            self.history_bytes = self.history_bytes.saturating_add(self.newest_bytes);
        }
        self
    }
}

/// What a snapshot's keys take up.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Usage<'s> {
    /// All keys, sorted by their bytes.
    pub keys: Vec<KeyUsage<'s>>,
    /// Records in the file.
    pub records: u64,
    /// The lowest revision of a record, if there is any.
    pub first_revision: Option<i64>,
    /// Encrypted values of all revisions, by provider and key.
    pub encrypted: Vec<(String, u64)>,
    /// What could not be read, and is not counted.
    pub problems: Problems,
}

/// What a key names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyPlace {
    /// `deployments.apps`; for keys under Kubernetes' prefix that belong to no known type the
    /// first part of the rest, in brackets; `[another cluster]` for keys of one that shares the etcd,
    /// `[not Kubernetes]` for others.
    pub kind: String,
    /// The namespace; empty for what has none.
    pub namespace: String,
}

type Counts<K> = HashMap<K, u64, RandomState>;

#[derive(Default)]
struct State<'s> {
    keys: HashMap<&'s [u8], KeyUsage<'s>, RandomState>,
    records: u64,
    first: Option<i64>,
    encrypted: Counts<(&'s [u8], &'s [u8], &'s [u8])>,
    problems: Problems,
}

impl<'s> State<'s> {
    fn add(&mut self, record: &Record<'s>) {
        self.records = self.records.saturating_add(1);
        let main = record.revision.main;
        self.first = Some(self.first.map_or(main, |first| first.min(main)));
        let this = KeyUsage::new(record);
        self.keys
            .entry(record.key)
            .and_modify(|held| held.merge(&this))
            .or_insert(this);
        if let Some(e) = Encrypted::recognize(record.value) {
            count(&mut self.encrypted, (e.provider, e.version, e.name), 1);
        }
    }
}

impl<'s> View<'s> {
    /// Goes through all records up to the view's revision and adds up what they take.
    #[must_use]
    pub fn usage(&self) -> Usage<'s> {
        let bound = self.bound();
        let states = self.store().fold_records(
            State::default,
            |state: &mut State<'s>, record: Result<Record<'s>, Error>| match record {
                Ok(record) if record.revision.main <= bound => state.add(&record),
                Ok(_) => {}
                Err(e) => state.problems.push(|| e),
            },
        );
        let mut all = State::default();
        for state in states {
            all.records = all.records.saturating_add(state.records);
            all.first = match (all.first, state.first) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            all.problems.append(state.problems);
            for (provider, n) in state.encrypted {
                count(&mut all.encrypted, provider, n);
            }
            if all.keys.is_empty() {
                all.keys = state.keys;
                continue;
            }
            for (key, usage) in state.keys {
                all.keys
                    .entry(key)
                    .and_modify(|held| held.merge(&usage))
                    .or_insert(usage);
            }
        }
        let mut keys: Vec<KeyUsage<'s>> = all.keys.into_values().map(KeyUsage::close).collect();
        keys.sort_unstable_by(|a, b| a.key.cmp(b.key));
        let mut encrypted: Vec<(String, u64)> = all
            .encrypted
            .into_iter()
            .map(|((name, version, key), n)| {
                let encrypted = Encrypted {
                    provider: name,
                    version,
                    name: key,
                };
                (provider(&encrypted), n)
            })
            .collect();
        encrypted.sort_unstable();
        Usage {
            keys,
            records: all.records,
            first_revision: all.first,
            encrypted,
            problems: all.problems,
        }
    }

    /// What a key names.
    #[must_use]
    pub fn place_of_key(&self, key: &[u8]) -> KeyPlace {
        let Some(rest) = self.in_registry(key) else {
            let kind = if self.is_neighbours(key) {
                "[another cluster]"
            } else {
                "[not Kubernetes]"
            };
            return KeyPlace {
                kind: kind.to_owned(),
                namespace: String::new(),
            };
        };
        let rest = String::from_utf8_lossy(rest);
        if let Some(found) = self.catalog().locate(&rest) {
            return KeyPlace {
                kind: found.resource.group_resource(),
                namespace: found.namespace.unwrap_or_default().to_owned(),
            };
        }
        // A group's resources lie one level below the group's name.
        let parts = if rest.split('/').next().is_some_and(|p| p.contains('.')) {
            2
        } else {
            1
        };
        let place: Vec<&str> = rest.split('/').take(parts).collect();
        KeyPlace {
            kind: format!("[{}]", place.join("/")),
            namespace: String::new(),
        }
    }
}

fn count<K: Eq + Hash>(counts: &mut Counts<K>, key: K, n: u64) {
    let held = counts.entry(key).or_default();
    *held = held.saturating_add(n);
}

fn bytes(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
