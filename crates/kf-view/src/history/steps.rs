//! Changes one by one, as they lie in the tree.

use foldhash::fast::RandomState;
use hashbrown::HashMap;

use super::{KeyChange, follows, operation};
use kf_base::error::Result;
use kf_file::bbolt::Direction;
use kf_file::etcd::{Record, Records, Revision, Store};

/// The changes of a file as they come in the tree. Memory grows with the keys and not with the changes.
pub(super) struct Steps<'d, 's> {
    store: &'d Store<'s>,
    records: Records<'d, 's>,
    newest: HashMap<&'s [u8], Newest, RandomState>,
    bound: i64,
}

/// The last record of a key, by its place: there may be millions of keys, and a record is four times as
/// large.
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

impl<'d, 's> Steps<'d, 's> {
    /// The changes up to a revision, of a file whose records all lie in its tree.
    pub(super) fn new(store: &'d Store<'s>, bound: i64) -> Self {
        Self {
            store,
            records: store.records(Direction::Forward),
            newest: HashMap::default(),
            bound,
        }
    }
}

impl<'s> Iterator for Steps<'_, 's> {
    type Item = Result<KeyChange<'s>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let record = match self.records.next()? {
                Ok(record) if record.revision.main > self.bound => continue,
                Ok(record) => record,
                Err(e) => {
                    let key = e.location().key.as_deref();
                    if let Some(newest) = key.and_then(|k| self.newest.get_mut(k)) {
                        newest.lost = true;
                    }
                    return Some(Err(e));
                }
            };
            let earlier = match Newest::new(&record) {
                Some(newest) => self.newest.insert(record.key, newest),
                None => self.newest.remove(record.key),
            };
            let lost = earlier.as_ref().is_some_and(|newest| newest.lost);
            let earlier = earlier.and_then(|newest| newest.record(self.store));
            return Some(Ok(KeyChange {
                operation: operation(&record, earlier.as_ref()),
                record,
                before: earlier.filter(|before| !lost && follows(before, &record)),
            }));
        }
    }
}
