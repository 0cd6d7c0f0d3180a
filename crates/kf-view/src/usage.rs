//! What the keys of a snapshot take up, and what they are.

use std::borrow::Cow;
use std::hash::Hash;
use std::num::NonZeroUsize;

use foldhash::fast::RandomState;
use hashbrown::HashMap;

use super::check::provider;
use super::view::View;
use kf_base::error::Error;
use kf_base::threads;
use kf_file::etcd::{ByKey, Problems, Record, Revision, Shard, in_order};
use kf_storage::transformer::Encrypted;

/// One etcd key and its history. Bytes are those of keys and values, without what etcd and bbolt
/// add to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyUsage<'u> {
    /// The key.
    pub key: &'u [u8],
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
}

/// What is held of a key; its records may be met in any order.
#[derive(Clone, Debug)]
struct Held {
    newest: (Revision, bool),
    newest_bytes: u64,
    revisions: u64,
    history_bytes: u64,
    lease: i64,
}

impl Held {
    fn new(record: &Record<'_>) -> Self {
        Self {
            newest: (record.revision, record.tombstone),
            newest_bytes: bytes(record.key.len().saturating_add(record.value.len())),
            revisions: 1,
            history_bytes: 0,
            lease: record.lease,
        }
    }

    /// Adds another record of the key.
    fn add(&mut self, other: Self) {
        let revisions = self.revisions.saturating_add(other.revisions);
        let history_bytes = self.history_bytes.saturating_add(other.history_bytes);
        let older_bytes = match other.newest > self.newest {
            true => std::mem::replace(self, other).newest_bytes,
            false => other.newest_bytes,
        };
        self.revisions = revisions;
        self.history_bytes = history_bytes.saturating_add(older_bytes);
    }

    fn told<'u>(&self, key: &'u [u8]) -> KeyUsage<'u> {
        let (_, deleted) = self.newest;
        let (live_bytes, last_bytes) = match deleted {
            true => (0, self.newest_bytes),
            false => (self.newest_bytes, 0),
        };
        KeyUsage {
            key,
            live: !deleted,
            revisions: self.revisions,
            live_bytes,
            history_bytes: self.history_bytes.saturating_add(last_bytes),
            lease: self.lease,
        }
    }
}

/// What a snapshot's keys take up.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Usage {
    /// Copies of the keys: they lie all over the file, and a second look there costs a cache miss each.
    shards: Vec<Shard<Held>>,
    /// Records in the file.
    pub records: u64,
    /// The lowest revision of a record, if there is any.
    pub first_revision: Option<i64>,
    /// Encrypted values of all revisions, by provider and key.
    pub encrypted: Vec<(String, u64)>,
    /// What could not be read, and is not counted.
    pub problems: Problems,
}

impl Usage {
    /// All keys, in no order that is the same twice: to add them up.
    pub fn keys(&self) -> impl Iterator<Item = KeyUsage<'_>> {
        self.shards.iter().flat_map(keys_of)
    }

    /// The same in shares, for `threads` threads, each of which adds its keys to a state of its own that
    /// starts as `init`.
    pub fn share_out<'u, S: Send>(
        &'u self,
        threads: NonZeroUsize,
        init: impl Fn() -> S + Sync,
        add: impl Fn(&mut S, KeyUsage<'u>) + Sync,
    ) -> Vec<S> {
        threads::share_out(self.shards.len(), threads, init, |state, at| {
            let keys = self.shards.get(at).into_iter().flat_map(keys_of);
            keys.for_each(|key| add(state, key));
        })
    }

    /// All keys, sorted by their bytes.
    #[must_use]
    pub fn sorted(&self) -> Vec<KeyUsage<'_>> {
        let all: Vec<KeyUsage<'_>> = self.keys().collect();
        let keys: Vec<&[u8]> = all.iter().map(|usage| usage.key).collect();
        let order = in_order(&keys);
        order
            .iter()
            .filter_map(|at| all.get(*at).copied())
            .collect()
    }
}

fn keys_of((keys, held): &Shard<Held>) -> impl Iterator<Item = KeyUsage<'_>> {
    let numbered = held.iter().enumerate();
    numbered.map(|(number, held)| held.told(keys.key(number)))
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

/// What a stretch of the file came to.
#[derive(Default)]
struct State<'s> {
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
        if let Some(e) = Encrypted::recognize(record.value) {
            count(&mut self.encrypted, (e.provider, e.version, e.name), 1);
        }
    }
}

impl<'s> View<'s> {
    /// Goes through all records up to the view's revision and adds up what they take.
    #[must_use]
    pub fn usage(&self) -> Usage {
        self.usage_where(|_| true)
    }

    /// As [`View::usage`]; of keys only those are gathered that are chosen, which several threads are asked
    /// about. Memory grows with these alone.
    #[must_use]
    pub fn usage_where(&self, chosen: impl Fn(&[u8]) -> bool + Sync) -> Usage {
        let bound = self.bound();
        let keys = ByKey::default();
        let states = self.store().fold_records(
            State::default,
            |state: &mut State<'s>, record: Result<Record<'s>, Error>| match record {
                Ok(record) if record.revision.main <= bound => {
                    state.add(&record);
                    if chosen(record.key) {
                        keys.add(
                            record.key,
                            || Held::new(&record),
                            |held| held.add(Held::new(&record)),
                        );
                    }
                }
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
        }
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
            shards: keys.into_shards().into(),
            records: all.records,
            first_revision: all.first,
            encrypted,
            problems: all.problems,
        }
    }

    /// What a key names.
    #[must_use]
    pub fn place_of_key(&self, key: &[u8]) -> KeyPlace {
        self.told_of_key(key, |kind, namespace| KeyPlace {
            kind: kind.into_owned(),
            namespace: namespace.to_owned(),
        })
    }

    /// Its [`KeyPlace::kind`] alone, which is mostly at hand.
    #[must_use]
    pub fn kind_of_key(&self, key: &[u8]) -> Cow<'_, str> {
        self.told_of_key(key, |kind, _| kind)
    }

    fn told_of_key<'v, T>(&'v self, key: &[u8], tell: impl FnOnce(Cow<'v, str>, &str) -> T) -> T {
        let Some(rest) = self.in_registry(key) else {
            let kind = if self.is_neighbours(key) {
                "[another cluster]"
            } else {
                "[not Kubernetes]"
            };
            return tell(kind.into(), "");
        };
        let rest = String::from_utf8_lossy(rest);
        if let Some(found) = self.catalog().locate(&rest) {
            let kind = found.resource.group_resource_text();
            return tell(kind, found.namespace.unwrap_or_default());
        }
        // A group's resources lie one level below the group's name.
        let parts = if rest.split('/').next().is_some_and(|p| p.contains('.')) {
            2
        } else {
            1
        };
        let place: Vec<&str> = rest.split('/').take(parts).collect();
        tell(format!("[{}]", place.join("/")).into(), "")
    }
}

fn count<K: Eq + Hash>(counts: &mut Counts<K>, key: K, n: u64) {
    let held = counts.entry(key).or_default();
    *held = held.saturating_add(n);
}

fn bytes(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
