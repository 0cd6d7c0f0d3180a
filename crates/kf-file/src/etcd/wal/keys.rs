//! The state of the keys that the log touches, and the changes made to it (etcd
//! `mvcc/kvstore_txn.go`).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::needs::Needs;
use super::request::{Compare, Keys, Op, Operand, Put, Txn};
use crate::etcd::{KeyValue, Overlay, Revision, Store};
use kf_base::error::{Error, Result};

/// A key that is there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Live<'a> {
    create: i64,
    modified: i64,
    version: i64,
    lease: i64,
    value: &'a [u8],
}

/// The key space, as far as it is touched.
#[derive(Debug)]
pub(super) struct KeySpace<'a> {
    live: BTreeMap<&'a [u8], Live<'a>>,
    attached: BTreeMap<i64, BTreeSet<&'a [u8]>>,
    /// Keys of which the database has a record that cannot be read.
    unreadable: BTreeSet<Vec<u8>>,
    pub(super) revision: i64,
    /// Compact revision, -1 for none.
    pub(super) compact: i64,
    pub(super) overlay: Overlay,
}

/// The changes of one request: they share a revision, and take none if there are none.
#[derive(Debug)]
pub(super) struct Write {
    main: i64,
    changes: i64,
}

impl<'a> KeySpace<'a> {
    /// Reads the state of what is needed out of the database, going through it once, and once
    /// more if leases are revoked whose keys must be found.
    ///
    /// # Errors
    /// Corrupt when records are damaged of which nobody knows the key.
    pub(super) fn load(store: &Store<'a>, needs: &Needs<'a>) -> Result<Self> {
        let mut leased = BTreeSet::new();
        if !needs.leases.is_empty() {
            let found =
                store.fold_records(BTreeSet::new, |keys: &mut BTreeSet<&'a [u8]>, record| {
                    // What is damaged is met again below.
                    if let Ok(record) = record
                        && needs.leases.contains(&record.lease)
                    {
                        keys.insert(record.key);
                    }
                });
            leased = found.into_iter().flatten().collect();
        }
        let mut keys = Self {
            live: BTreeMap::new(),
            attached: BTreeMap::new(),
            unreadable: BTreeSet::new(),
            revision: store.revision(),
            compact: store.compact_revision().unwrap_or(-1),
            overlay: Overlay::new(),
        };
        let latest = store.latest(None, &needs.want(&leased))?;
        if let Some(problem) = latest
            .problems
            .list()
            .iter()
            .find(|p| p.location().key.is_none())
        {
            return Err(problem.clone());
        }
        if latest.problems.left_off() > 0 {
            return Err(Error::corrupt(
                "too many records of the database are damaged",
            ));
        }
        for problem in latest.problems {
            keys.unreadable.extend(problem.location().key.clone());
        }
        for record in latest.records {
            let live = Live {
                create: record.create_revision,
                modified: record.mod_revision,
                version: record.version,
                lease: record.lease,
                value: record.value,
            };
            keys.attach(record.key, record.lease);
            keys.live.insert(record.key, live);
        }
        Ok(keys)
    }

    /// A key that is needed and of which nobody knows the state.
    pub(super) fn unknown(&self, needs: &Needs<'_>) -> Option<&[u8]> {
        let key = self.unreadable.iter().find(|key| {
            // A lease may have been attached to any of them.
            !needs.leases.is_empty() || needs.has(key)
        });
        key.map(Vec::as_slice)
    }

    fn attach(&mut self, key: &'a [u8], lease: i64) {
        if lease != 0 {
            self.attached.entry(lease).or_default().insert(key);
        }
    }

    fn detach(&mut self, key: &[u8], lease: i64) {
        if let Some(keys) = self.attached.get_mut(&lease) {
            keys.remove(key);
        }
    }

    /// The keys of a lease, in their order.
    pub(super) fn attached(&self, lease: i64) -> Vec<&'a [u8]> {
        let keys = self.attached.get(&lease).into_iter().flatten();
        keys.copied().collect()
    }

    pub(super) fn has(&self, key: &[u8]) -> bool {
        self.live.contains_key(key)
    }

    fn range(&self, keys: Keys<'_>) -> impl Iterator<Item = (&'a [u8], &Live<'a>)> {
        let end = match keys.end {
            [] => Bound::Included(keys.key),
            [0] => Bound::Unbounded,
            end => Bound::Excluded(end),
        };
        // A map panics at a range that ends before it begins.
        let sound = keys.end.len() <= 1 && keys.end <= [0].as_slice() || keys.end > keys.key;
        let bounds = (Bound::Included(keys.key), end);
        sound
            .then(|| self.live.range::<[u8], _>(bounds))
            .into_iter()
            .flatten()
            .map(|(key, live)| (*key, live))
    }

    pub(super) fn begin(&self) -> Write {
        Write {
            main: self.revision.saturating_add(1),
            changes: 0,
        }
    }

    pub(super) fn end(&mut self, write: &Write) {
        if write.changes > 0 {
            self.revision = write.main;
        }
    }

    pub(super) fn put(&mut self, write: &mut Write, put: &Put<'a>) {
        let held = self.live.get(put.key).copied();
        let kept = held.unwrap_or_default();
        let live = Live {
            create: held.map_or(write.main, |held| held.create),
            modified: write.main,
            version: kept.version.saturating_add(1),
            lease: if put.ignore_lease {
                kept.lease
            } else {
                put.lease
            },
            value: if put.ignore_value {
                kept.value
            } else {
                put.value
            },
        };
        self.overlay.put(
            write.next(),
            &KeyValue {
                key: put.key,
                create_revision: live.create,
                mod_revision: live.modified,
                version: live.version,
                value: live.value,
                lease: live.lease,
            },
        );
        self.detach(put.key, kept.lease);
        self.attach(put.key, live.lease);
        self.live.insert(put.key, live);
    }

    pub(super) fn delete(&mut self, write: &mut Write, keys: Keys<'_>) {
        let found: Vec<(&[u8], i64)> = self
            .range(keys)
            .map(|(key, live)| (key, live.lease))
            .collect();
        for (key, lease) in found {
            self.overlay.tombstone(write.next(), key);
            self.live.remove(key);
            self.detach(key, lease);
        }
    }

    /// How the compares come out, of a transaction and, in order, of those inside the branches
    /// taken; all on the state before it (etcd `apply.go` `compareToPath`).
    pub(super) fn path(&self, txn: &Txn<'_>, path: &mut Vec<bool>) {
        let success = txn.compares.iter().all(|compare| self.compare(compare));
        path.push(success);
        for op in txn.branch(success) {
            if let Op::Txn(inner) = op {
                self.path(inner, path);
            }
        }
    }

    /// etcd `apply.go` `applyCompare`.
    fn compare(&self, compare: &Compare<'_>) -> bool {
        let mut found = self.range(compare.keys).map(|(_, live)| live).peekable();
        if found.peek().is_none() {
            // A value is never compared with that of a missing key, numbers are with 0.
            return compare.target != 3 && compare.admits(&Live::default());
        }
        found.all(|live| compare.admits(live))
    }

    /// Makes the changes of the branches that `path` says.
    pub(super) fn apply(
        &mut self,
        write: &mut Write,
        txn: &Txn<'a>,
        path: &mut std::slice::Iter<'_, bool>,
    ) {
        let success = path.next().copied().unwrap_or_default();
        for op in txn.branch(success) {
            match op {
                Op::Put(put) => self.put(write, put),
                Op::DeleteRange(range) => self.delete(write, range.keys),
                Op::Txn(inner) => self.apply(write, inner, path),
                Op::Range(_) | Op::Nothing => {}
            }
        }
    }
}

impl Write {
    fn next(&mut self) -> Revision {
        let revision = Revision {
            main: self.main,
            sub: self.changes,
        };
        self.changes = self.changes.saturating_add(1);
        revision
    }
}

impl Compare<'_> {
    /// etcd `apply.go` `compareKV`.
    fn admits(&self, live: &Live<'_>) -> bool {
        let number = match self.operand {
            Operand::Number { target, value } if target == self.target => value,
            _ => 0,
        };
        let order = match self.target {
            0 => live.version.cmp(&number),
            1 => live.create.cmp(&number),
            2 => live.modified.cmp(&number),
            3 => live.value.cmp(match self.operand {
                Operand::Value(value) => value,
                _ => &[],
            }),
            4 => live.lease.cmp(&number),
            _ => std::cmp::Ordering::Equal,
        };
        match self.result {
            0 => order.is_eq(),
            1 => order.is_gt(),
            2 => order.is_lt(),
            3 => order.is_ne(),
            _ => true,
        }
    }
}
