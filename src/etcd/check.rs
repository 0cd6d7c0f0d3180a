//! What an etcd backend must look like beyond its pages: records that agree with each other, and
//! small buckets that can be read.
//!
//! Two rules hold above the compact revision, where nothing has been removed yet, and find lost
//! pages that leave no other trace: revisions follow each other without gaps, since each
//! transaction that changes a key takes the next one; and each change of a key follows the one
//! before it (a put counts the version on, a delete needs a key that exists).

use foldhash::fast::RandomState;
use hashbrown::HashMap;

use crate::bbolt::Direction;
use crate::error::{Error, Result};

use super::alarm::Alarm;
use super::lease::Lease;
use super::record::{Raw, Record};
use super::revision::Revision;
use super::schema;
use super::store::Store;

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checked {
    /// Records that could be read, tombstones included.
    pub records: u64,
    /// Tombstones among them.
    pub tombstones: u64,
    /// User keys that exist.
    pub live_keys: u64,
}

/// The last change of a key.
#[derive(Clone, Copy)]
struct Change {
    create_revision: i64,
    version: i64,
    tombstone: bool,
    lease: i64,
    revision: Revision,
}

impl Store<'_> {
    /// Checks all records, and the other buckets; `report` gets every problem except what
    /// [`crate::bbolt::Db::check`] says of pages and elements. Reads every record in the order of
    /// the file; memory grows with the number of user keys.
    pub fn check(&self, report: &mut dyn FnMut(Error)) -> Checked {
        // The first of these are the file's own, which `Db::check` tells.
        let known = self.db().map_or(0, |db| db.problems().len());
        for problem in self.problems().iter().skip(known) {
            report(problem.clone());
        }
        let mut records = Records {
            compact: self.compact_revision().unwrap_or(1),
            keys: HashMap::default(),
            last: None,
            checked: Checked::default(),
            report,
        };
        records.all(self);
        let (mut checked, keys) = (records.checked, records.keys);
        let live = keys.values().filter(|change| !change.tombstone).count();
        checked.live_keys = u64::try_from(live).unwrap_or(u64::MAX);
        self.small_buckets(&keys, report);
        checked
    }

    /// Leases, alarms and the numbers in `meta`.
    fn small_buckets(
        &self,
        keys: &HashMap<&[u8], Change, RandomState>,
        report: &mut dyn FnMut(Error),
    ) {
        for name in [schema::META_CONSISTENT_INDEX, schema::META_TERM] {
            if let Some(value) = self.meta_value(name)
                && value.len() != 8
            {
                let what = format!("a number of 8 bytes is expected, not {}", value.len());
                report(Error::corrupt(what).at_key(name).in_bucket(schema::META));
            }
        }
        let mut leases = Vec::new();
        for lease in Lease::all(self).unwrap_or_default() {
            match lease {
                Ok(lease) => leases.push(lease.id),
                // Told by `Db::check` unless the element itself is sound.
                Err(e) => report(e),
            }
        }
        leases.sort_unstable();
        let mut lost: Vec<(&[u8], &Change)> = keys
            .iter()
            .filter(|(_, c)| c.lease != 0 && leases.binary_search(&c.lease).is_err())
            .map(|(key, change)| (*key, change))
            .collect();
        lost.sort_unstable_by_key(|(_, change)| change.revision);
        for (key, change) in lost {
            report(
                Error::corrupt(format!(
                    "the key is attached to lease {:x}, which does not exist",
                    change.lease
                ))
                .at_key(key)
                .at_revision(change.revision.main, change.revision.sub),
            );
        }
        let alarms = self.small_with_damage(schema::ALARM).unwrap_or_default();
        for entry in alarms.into_iter().flatten() {
            if let Err(e) = Alarm::parse(entry.key) {
                report(e.at_page(entry.page).in_bucket(schema::ALARM));
            }
        }
    }
}

struct Records<'a, 'r> {
    /// Above this revision nothing has been removed.
    compact: i64,
    keys: HashMap<&'a [u8], Change, RandomState>,
    last: Option<(Revision, bool)>,
    checked: Checked,
    report: &'r mut dyn FnMut(Error),
}

impl<'a> Records<'a, '_> {
    fn all(&mut self, store: &Store<'a>) {
        // Errors are those of pages and elements, which `Db::check` tells.
        for entry in store.tree_entries(Direction::Forward).into_iter().flatten() {
            let Ok(entry) = entry else { continue };
            let place = |e: Error| e.at_page(entry.page).in_bucket(schema::KEY);
            if entry.is_bucket {
                let what = format!("element {} is a bucket, etcd has none here", entry.index);
                (self.report)(place(Error::corrupt(what)));
                continue;
            }
            match Raw::parse(entry.key, entry.value, entry.page) {
                Ok((revision, raw)) => self.raw(revision, raw, entry.page),
                Err(e) => (self.report)(place(e)),
            }
        }
        for raw in store.loose().records() {
            self.raw(raw.revision, Some(*raw), raw.page);
        }
    }

    /// The next record, or the revision alone that `--bump-revision` leaves.
    fn raw(&mut self, revision: Revision, raw: Option<Raw<'a>>, page: u64) {
        let tombstone = raw.is_some_and(|raw| raw.tombstone);
        if let Err(e) = self.order(revision, tombstone) {
            let e = e.at_revision(revision.main, revision.sub);
            (self.report)(e.at_page(page).in_bucket(schema::KEY));
        }
        self.last = self.last.max(Some((revision, tombstone)));
        let Some(raw) = raw else {
            return;
        };
        match raw.check() {
            Ok(record) => {
                if let Err(e) = self.record(&record) {
                    (self.report)(raw.place(e));
                }
            }
            Err(e) => (self.report)(e),
        }
    }

    /// Whether the revision is the one that follows.
    fn order(&self, this: Revision, tombstone: bool) -> Result<()> {
        let Some((last, last_tombstone)) = self.last else {
            return if this.main > self.compact.saturating_add(1) {
                Err(missing(self.compact.saturating_add(1), this.main))
            } else {
                Ok(())
            };
        };
        if (this, tombstone) <= (last, last_tombstone) {
            return Err(Error::corrupt(format!(
                "the record lies behind that of revision {last}"
            )));
        }
        if this.main > last.main {
            let due = last.main.max(self.compact).saturating_add(1);
            if this.main > due {
                return Err(missing(due, this.main));
            }
        }
        let due = if this.main == last.main {
            last.sub.saturating_add(1)
        } else {
            0
        };
        if this.main > self.compact && this.sub != due {
            return Err(Error::corrupt(format!(
                "the record is change {} of its transaction, change {due} is missing",
                this.sub
            )));
        }
        Ok(())
    }

    /// Whether the record follows the one before it of the same key.
    fn record(&mut self, record: &Record<'a>) -> Result<()> {
        self.checked.records = self.checked.records.saturating_add(1);
        if record.tombstone {
            self.checked.tombstones = self.checked.tombstones.saturating_add(1);
        }
        let change = Change {
            create_revision: record.create_revision,
            version: record.version,
            tombstone: record.tombstone,
            lease: record.lease,
            revision: record.revision,
        };
        let before = self.keys.insert(record.key, change);
        if !record.tombstone
            && (record.version == 1) != (record.create_revision == record.mod_revision)
        {
            return Err(Error::corrupt(format!(
                "the record says create_revision {}, mod_revision {} and version {}",
                record.create_revision, record.mod_revision, record.version
            )));
        }
        if record.revision.main <= self.compact {
            return Ok(());
        }
        match before.filter(|before| !before.tombstone) {
            None if record.tombstone => Err(Error::corrupt(
                "the key is deleted and did not exist before",
            )),
            None if record.version != 1 => Err(Error::corrupt(format!(
                "the record has version {} and the one before it is missing",
                record.version
            ))),
            Some(before)
                if !record.tombstone
                    && (record.version != before.version.saturating_add(1)
                        || record.create_revision != before.create_revision) =>
            {
                Err(Error::corrupt(format!(
                    "the record has version {} and create_revision {}, the one before it, of \
                     revision {}, has version {} and create_revision {}",
                    record.version,
                    record.create_revision,
                    before.revision,
                    before.version,
                    before.create_revision
                )))
            }
            _ => Ok(()),
        }
    }
}

#[cold]
fn missing(from: i64, next: i64) -> Error {
    let last = next.saturating_sub(1);
    Error::corrupt(if from == last {
        format!("revision {from} is missing before this one")
    } else {
        format!("revisions {from} to {last} are missing before this one")
    })
    .hint("above the compact revision every revision has a record: part of the tree is lost")
}
