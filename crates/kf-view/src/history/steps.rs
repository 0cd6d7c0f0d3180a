//! Changes one by one, as they lie in the tree.

mod parts;

use foldhash::fast::RandomState;
use hashbrown::HashMap;

use super::{KeyChange, follows, operation};
use kf_base::error::Result;
use kf_file::bbolt::Direction;
use kf_file::etcd::{Record, Records, Revision, Store};
pub(super) use parts::Parts;

/// The changes of a file as they come in the tree.
pub(super) struct Steps<'d, 's> {
    store: &'d Store<'s>,
    records: Records<'d, 's>,
    earlier: Earlier<'s>,
    bound: i64,
}

/// Who knows the record of a key before the one at hand.
pub(super) enum Earlier<'s> {
    /// Memory, which grows with the keys and not with the changes.
    Met(Met<'s>),
    /// Files, of a pass over the records for each part of the keys.
    Parts(Parts),
}

/// The last record of a key, by its place: there may be millions of keys, and a record is four times as
/// large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Newest {
    main: i64,
    page: u64,
    sub: u32,
    tombstone: bool,
    /// Whether a record after it was lost.
    lost: bool,
}

impl Newest {
    /// `None` for a place that no etcd makes.
    fn new(record: &Record<'_>) -> Option<Self> {
        Some(Self {
            main: record.revision.main,
            page: record.page,
            sub: u32::try_from(record.revision.sub).ok()?,
            tombstone: record.tombstone,
            lost: false,
        })
    }

    fn record<'s>(&self, store: &Store<'s>) -> Option<Record<'s>> {
        let revision = Revision {
            main: self.main,
            sub: self.sub.into(),
        };
        store.record_in(self.page, revision, self.tombstone)
    }
}

/// The newest records of keys so far.
#[derive(Default)]
pub(super) struct Met<'s> {
    newest: HashMap<&'s [u8], Newest, RandomState>,
}

impl<'s> Met<'s> {
    /// Takes in a record; returns the one of its key before it.
    fn put(&mut self, record: &Record<'s>) -> Option<Newest> {
        match Newest::new(record) {
            Some(newest) => self.newest.insert(record.key, newest),
            None => self.newest.remove(record.key),
        }
    }

    /// Hears that a record of a key cannot be read.
    fn lose(&mut self, key: &[u8]) {
        if let Some(newest) = self.newest.get_mut(key) {
            newest.lost = true;
        }
    }
}

impl<'d, 's> Steps<'d, 's> {
    /// The changes up to a revision, of a file whose records all lie in its tree.
    pub(super) fn new(store: &'d Store<'s>, bound: i64, earlier: Earlier<'s>) -> Self {
        Self {
            store,
            records: store.records(Direction::Forward),
            earlier,
            bound,
        }
    }
}

impl<'s> Steps<'_, 's> {
    /// The next change, or what is damaged in its place.
    ///
    /// # Errors
    /// Io when a file of parts cannot be read.
    pub(super) fn next(&mut self) -> Result<Option<Result<KeyChange<'s>>>> {
        loop {
            let record = match self.records.next() {
                None => return Ok(None),
                Some(Ok(record)) if record.revision.main > self.bound => continue,
                Some(Ok(record)) => record,
                Some(Err(e)) => {
                    if let (Earlier::Met(met), Some(key)) = (&mut self.earlier, &e.location().key) {
                        met.lose(key);
                    }
                    return Ok(Some(Err(e)));
                }
            };
            let earlier = match &mut self.earlier {
                Earlier::Met(met) => met.put(&record),
                Earlier::Parts(parts) => parts.next_of(record.key)?,
            };
            let lost = earlier.as_ref().is_some_and(|newest| newest.lost);
            let earlier = earlier.and_then(|newest| newest.record(self.store));
            return Ok(Some(Ok(KeyChange {
                operation: operation(&record, earlier.as_ref()),
                record,
                before: earlier.filter(|before| !lost && follows(before, &record)),
            })));
        }
    }
}
