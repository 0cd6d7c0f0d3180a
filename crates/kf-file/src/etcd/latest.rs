//! The state of the wanted keys: the latest record of each counts.

use std::hash::BuildHasher as _;
use std::sync::{Mutex, PoisonError};

use foldhash::fast::RandomState;

use kf_base::error::{Error, Result};

use super::keys::Keys;
use super::matcher::Want;
use super::problems::Problems;
use super::record::{Raw, Record};
use super::revision::Revision;

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

/// Sorts by the bytes of the keys, of which `keys` has copies in the order of the records: they lie all
/// over the file, and to compare two of them there costs two cache misses or two reads from the disk.
fn sort(records: &mut [Record<'_>], keys: Vec<&[u8]>) {
    /// Bytes of each key, from where they begin to differ, that lie beside each other.
    const PART: usize = 16;
    let first = keys.first().copied().unwrap_or_default();
    let common = keys.iter().fold(first.len(), |common, key| {
        let alike = first.iter().zip(*key).take(common);
        alike.take_while(|(a, b)| a == b).count()
    });
    let mut sorted: Vec<([u8; PART], &[u8], usize)> = keys
        .into_iter()
        .enumerate()
        .map(|(at, key)| {
            let mut part = [0; PART];
            let rest = key.get(common..).unwrap_or_default();
            for (to, from) in part.iter_mut().zip(rest) {
                *to = *from;
            }
            (part, key, at)
        })
        .collect();
    sorted.sort_unstable();
    // Each record is put in its place by following its cycle, so that there is no second list of them.
    for start in 0..sorted.len() {
        let mut to = start;
        while let Some((_, _, at)) = sorted.get_mut(to) {
            let from = std::mem::replace(at, to);
            if from == to || from == start {
                break;
            }
            records.swap(to, from);
            to = from;
        }
    }
}

/// A record as it was met, and what is known of it.
struct Slot<'a> {
    revision: Revision,
    key: &'a [u8],
    /// The `mvccpb.KeyValue`.
    value: &'a [u8],
    page: u64,
    create_revision: i64,
    version: i64,
    lease: i64,
    /// Where the user's value lies in `value`.
    start: u32,
    len: u32,
    tombstone: bool,
    /// Whether the numbers above hold; otherwise the record is damaged, or larger than they can say.
    checked: bool,
}

impl<'a> Slot<'a> {
    /// Checks the record while it lies in the processor's cache.
    fn new(raw: &Raw<'a>) -> Self {
        let mut slot = Self {
            revision: raw.revision,
            key: raw.key,
            value: raw.value,
            page: raw.page,
            create_revision: 0,
            version: 0,
            lease: 0,
            start: 0,
            len: 0,
            tombstone: raw.tombstone,
            checked: false,
        };
        let Ok(record) = raw.check() else {
            return slot;
        };
        let start = match record.value {
            [] => Some(0),
            value => {
                let [inner, outer] = [value, raw.value].map(|bytes| bytes.as_ptr().addr());
                inner.checked_sub(outer).and_then(|at| at.try_into().ok())
            }
        };
        if let (Some(start), Ok(len)) = (start, record.value.len().try_into()) {
            slot = Self {
                create_revision: record.create_revision,
                version: record.version,
                lease: record.lease,
                start,
                len,
                checked: record.mod_revision == record.revision.main,
                ..slot
            };
        }
        slot
    }

    fn raw(&self) -> Raw<'a> {
        Raw {
            revision: self.revision,
            tombstone: self.tombstone,
            key: self.key,
            value: self.value,
            page: self.page,
        }
    }

    fn rank(&self) -> (Revision, bool) {
        (self.revision, self.tombstone)
    }

    fn is_sound(&self) -> bool {
        self.checked || self.raw().check().is_ok()
    }

    /// As [`Raw::check`], without another look at the file.
    fn record(&self) -> Result<Record<'a>> {
        let [start, len] = [self.start, self.len].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
        let value = self.value.get(start..start.saturating_add(len));
        let (true, Some(value)) = (self.checked, value) else {
            return self.raw().check();
        };
        Ok(Record {
            revision: self.revision,
            tombstone: self.tombstone,
            key: self.key,
            create_revision: self.create_revision,
            mod_revision: self.revision.main,
            version: self.version,
            lease: self.lease,
            value,
            page: self.page,
        })
    }
}

/// The latest records of some of the wanted keys.
#[derive(Default)]
struct Shard<'a> {
    keys: Keys,
    /// By the numbers of the keys.
    slots: Vec<Slot<'a>>,
}

impl<'a> Shard<'a> {
    fn add(&mut self, raw: &Raw<'a>, problems: &mut Problems) {
        let (number, _) = self.keys.number(raw.key);
        let Some(held) = self.slots.get_mut(number) else {
            return self.slots.push(Slot::new(raw));
        };
        if raw.rank() > held.rank() {
            *held = Slot::new(raw);
        } else if raw.rank() == held.rank() && raw.value != held.value {
            // A copy from elsewhere in the file mends a damaged record.
            match (held.is_sound(), raw.check().is_ok()) {
                (false, true) => return *held = Slot::new(raw),
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
                *held = Slot::new(raw);
            }
        }
    }
}

/// Parts that are locked one by one: so many that threads rarely wait for each other.
const SHARDS: usize = 16;

/// The latest record of each wanted key met so far, by all threads.
pub(super) struct LatestOf<'a> {
    shards: [Mutex<Shard<'a>>; SHARDS],
    /// Of which keys go where: not of the tables in the shards, whose keys would be alike.
    hashes: RandomState,
}

impl Default for LatestOf<'_> {
    fn default() -> Self {
        Self {
            shards: std::array::from_fn(|_| Mutex::default()),
            hashes: RandomState::default(),
        }
    }
}

impl<'a> LatestOf<'a> {
    /// Takes a record in, unless a newer one of its key is there.
    pub(super) fn add(&self, raw: &Raw<'a>, problems: &mut Problems) {
        let shard = usize::try_from(self.hashes.hash_one(raw.key) >> 32).unwrap_or(0);
        if let Some(shard) = self.shards.get(shard % SHARDS) {
            let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            shard.add(raw, problems);
        }
    }

    /// Tells what became of each key.
    pub(super) fn told(self, want: &Want) -> Told<'a> {
        let shards = self.shards.map(|shard| {
            let Shard { keys, slots } = shard.into_inner().unwrap_or_else(PoisonError::into_inner);
            (keys, slots)
        });
        let count = shards.iter().map(|(_, slots)| slots.len()).sum();
        let mut told = Told {
            records: Vec::with_capacity(count),
            ended: Vec::new(),
            damaged: Vec::new(),
        };
        // Which key of which shard each record has.
        let mut numbers = Vec::with_capacity(count);
        let mut all_keys = Vec::with_capacity(SHARDS);
        for (shard, (keys, slots)) in shards.into_iter().enumerate() {
            for (number, slot) in slots.into_iter().enumerate() {
                if slot.tombstone && !want.wants_deleted() {
                    if want.names(keys.key(number)) {
                        told.ended.extend(slot.record());
                    }
                    continue;
                }
                match slot.record() {
                    Ok(record) => {
                        told.records.push(record);
                        numbers.push((shard, number));
                    }
                    Err(_) => told.damaged.push(slot.raw()),
                }
            }
            all_keys.push(keys);
        }
        let copy = |(shard, number): (usize, usize)| {
            let keys = all_keys.get(shard).map(|keys: &Keys| keys.key(number));
            keys.unwrap_or_default()
        };
        sort(&mut told.records, numbers.into_iter().map(copy).collect());
        told.ended.sort_by_key(|record| record.key);
        // The shards' own order is another one in each run.
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
