//! The state of the wanted keys: the latest record of each counts.

use foldhash::fast::RandomState;
use hashbrown::HashMap;
use hashbrown::hash_map;

use kf_base::error::Error;

use super::matcher::Want;
use super::problems::Problems;
use super::record::{Raw, Record};

/// The state of the wanted keys at one revision.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Latest<'a> {
    /// The revision of the state.
    pub revision: i64,
    /// The records, sorted by the bytes of their keys; tombstones only where they were wanted.
    pub records: Vec<Record<'a>>,
    /// Tombstones of the keys that were wanted one by one ([`Want::key`]) and do not exist, sorted by
    /// key, where tombstones themselves were not wanted.
    pub ended: Vec<Record<'a>>,
    /// What was damaged. A wanted key whose latest record is damaged is missing above and named
    /// here; it is not answered with an older record.
    pub problems: Problems,
    /// Records of all keys in the file, whatever was wanted.
    pub scanned: u64,
}

/// Sorts by the bytes of the keys.
///
/// The keys lie all over the file and comparing two of them costs two cache misses, so 32 bytes
/// of each, from where they begin to differ, are brought together first.
fn sort_by_key(records: &mut [Record<'_>]) {
    let first = records.first().map_or(&[][..], |record| record.key);
    let common = records.iter().fold(first.len(), |common, record| {
        let alike = first.iter().zip(record.key).take(common);
        alike.take_while(|(a, b)| a == b).count()
    });
    records.sort_by_cached_key(|record| {
        let mut part = [0; 32];
        let rest = record.key.get(common..).unwrap_or_default();
        for (to, from) in part.iter_mut().zip(rest) {
            *to = *from;
        }
        (part, record.key)
    });
}

/// The latest record of each wanted key met so far.
#[derive(Default)]
pub(super) struct LatestOf<'a>(HashMap<&'a [u8], Raw<'a>, RandomState>);

impl<'a> LatestOf<'a> {
    /// Takes a record in, unless a newer one of its key is there.
    pub(super) fn add(&mut self, raw: Raw<'a>, problems: &mut Problems) {
        match self.0.entry(raw.key) {
            hash_map::Entry::Vacant(entry) => {
                entry.insert(raw);
            }
            hash_map::Entry::Occupied(mut entry) => {
                let held = entry.get_mut();
                if raw.rank() > held.rank() {
                    *held = raw;
                } else if raw.rank() == held.rank() && raw.value != held.value {
                    // A copy from elsewhere in the file mends a damaged record.
                    match (held.check().is_ok(), raw.check().is_ok()) {
                        (false, true) => return *held = raw,
                        (true, false) => return,
                        _ => {}
                    }
                    problems.push(|| {
                        raw.place(Error::corrupt(format!(
                            "another record of this revision, in page {}, differs",
                            held.page
                        )))
                    });
                    // Whichever is right: the choice must not hang on which thread came first.
                    if (raw.page, raw.value) > (held.page, held.value) {
                        *held = raw;
                    }
                }
            }
        }
    }

    /// Takes in what another thread met.
    pub(super) fn merge(&mut self, other: Self, problems: &mut Problems) {
        if self.0.is_empty() {
            *self = other;
            return;
        }
        for raw in other.0.into_values() {
            self.add(raw, problems);
        }
    }

    /// Tells what became of each key.
    pub(super) fn told(self, want: &Want) -> Told<'a> {
        let mut told = Told {
            records: Vec::with_capacity(self.0.len()),
            ended: Vec::new(),
            damaged: Vec::new(),
        };
        for raw in self.0.into_values() {
            if raw.tombstone && !want.wants_deleted() {
                if want.names(raw.key) {
                    told.ended.extend(raw.check());
                }
                continue;
            }
            match raw.check() {
                Ok(record) => told.records.push(record),
                Err(_) => told.damaged.push(raw),
            }
        }
        sort_by_key(&mut told.records);
        sort_by_key(&mut told.ended);
        // The map's own order is another one in each run.
        told.damaged.sort_by_key(|raw| raw.key);
        told
    }
}

/// What became of the wanted keys, each sorted by key.
pub(super) struct Told<'a> {
    /// Records of keys that exist, and tombstones if they were wanted.
    pub(super) records: Vec<Record<'a>>,
    /// Tombstones that were not wanted, of keys that were wanted one by one.
    pub(super) ended: Vec<Record<'a>>,
    /// What cannot be read.
    pub(super) damaged: Vec<Raw<'a>>,
}
