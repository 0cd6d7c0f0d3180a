//! The state of the wanted keys: the latest record of each counts.

use kf_base::error::{Error, Result};

use super::keys::{self, ByKey, Copies};
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
fn sort(records: &mut [Record<'_>], keys: &[&[u8]]) {
    let mut order = keys::in_order(keys);
    // Each record is put in its place by following its cycle, so that there is no second list of them.
    for start in 0..order.len() {
        let mut to = start;
        while let Some(at) = order.get_mut(to) {
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

    /// Takes another record of the key for this one if it counts more.
    fn meet(&mut self, raw: &Raw<'a>, problems: &mut Problems) {
        if raw.rank() > self.rank() {
            *self = Self::new(raw);
        } else if raw.rank() == self.rank() && raw.value != self.value {
            // A copy from elsewhere in the file mends a damaged record.
            match (self.is_sound(), raw.check().is_ok()) {
                (false, true) => return *self = Self::new(raw),
                (true, false) => return,
                _ => {}
            }
            problems.push(|| {
                raw.place(Error::corrupt(format!(
                    "another record of this revision, in page {}, differs",
                    self.page
                )))
            });
            // Whichever is right: the choice must not hang on which thread came first.
            if (raw.page, raw.value) > (self.page, self.value) {
                *self = Self::new(raw);
            }
        }
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

/// The latest record of each wanted key met so far, by all threads.
#[derive(Default)]
pub(super) struct LatestOf<'a>(ByKey<Slot<'a>>);

impl<'a> LatestOf<'a> {
    /// Takes a record in, unless a newer one of its key is there.
    pub(super) fn add(&self, raw: &Raw<'a>, problems: &mut Problems) {
        self.0
            .add(raw.key, || Slot::new(raw), |held| held.meet(raw, problems));
    }

    /// Tells what became of each key.
    pub(super) fn told(self, want: &Want) -> Told<'a> {
        let shards = self.0.into_shards();
        let count = shards.iter().map(|(_, slots)| slots.len()).sum();
        let mut told = Told {
            records: Vec::with_capacity(count),
            ended: Vec::new(),
            damaged: Vec::new(),
        };
        let parted = shards
            .into_iter()
            .map(|(keys, slots)| (keys.into_copies(), slots));
        let (all_keys, all_slots): (Vec<Copies>, Vec<_>) = parted.unzip();
        let mut copies: Vec<&[u8]> = Vec::with_capacity(count);
        for (keys, slots) in all_keys.iter().zip(all_slots) {
            for (number, slot) in slots.into_iter().enumerate() {
                if slot.tombstone && !want.wants_deleted() {
                    if want.names(keys.get(number)) {
                        told.ended.extend(slot.record());
                    }
                    continue;
                }
                match slot.record() {
                    Ok(record) => {
                        told.records.push(record);
                        copies.push(keys.get(number));
                    }
                    Err(_) => told.damaged.push(slot.raw()),
                }
            }
        }
        sort(&mut told.records, &copies);
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
