//! What an etcd backend must look like beyond its pages: records that agree with each other, and
//! small buckets that can be read.
//!
//! Two rules hold above the compact revision, where nothing has been removed yet, and find lost
//! pages that leave no other trace: revisions follow each other without gaps, since each
//! transaction that changes a key takes the next one; and each change of a key follows the one
//! before it (a put counts the version on, a delete needs a key that exists).

use crate::bbolt::Direction;
use kf_base::error::{Error, NO_PAGE, Result};

use super::alarm::Alarm;
use super::keys::Keys;
use super::lease::Lease;
use super::record::{Raw, Record};
use super::revision::Revision;
use super::schema;
use super::store::Store;

/// What to be told of a revision without a record.
pub(super) const EACH_HAS_A_RECORD: &str =
    "above the compact revision every revision has a record: part of the tree is lost";

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
            compact: match self.kept().has_history() {
                true => self.whole_from(),
                // Of what was before nothing has to be there.
                false => i64::MAX,
            },
            versions: self.tree().is_some(),
            keys: Keys::default(),
            changes: Vec::new(),
            last: None,
            checked: Checked::default(),
            report,
        };
        records.all(self);
        let (mut checked, keys, changes) = (records.checked, records.keys, records.changes);
        let live = changes.iter().filter(|change| !change.tombstone).count();
        checked.live_keys = u64::try_from(live).unwrap_or(u64::MAX);
        self.small_buckets(&keys, &changes, report);
        checked
    }

    /// Leases, alarms and the numbers in `meta`.
    fn small_buckets(&self, keys: &Keys, changes: &[Change], report: &mut dyn FnMut(Error)) {
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
        let mut lost: Vec<(&[u8], &Change)> = changes
            .iter()
            .enumerate()
            // A dump of keys and values has no leases beside them.
            .filter(|_| self.kept().has_history())
            .filter(|(_, c)| c.lease != 0 && leases.binary_search(&c.lease).is_err())
            .map(|(number, change)| (keys.key(number), change))
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

struct Records<'r> {
    /// Whether there are versions: kine, which keeps its rows in no tree, has none.
    versions: bool,
    /// Above this revision nothing has been removed.
    compact: i64,
    keys: Keys,
    /// The last change of each key.
    changes: Vec<Change>,
    last: Option<(Revision, bool)>,
    checked: Checked,
    report: &'r mut dyn FnMut(Error),
}

impl Records<'_> {
    fn all(&mut self, store: &Store<'_>) {
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
        let mut gaps = store.loose().gaps().iter().copied().peekable();
        for raw in store.loose().records() {
            while let Some(gap) = gaps.next_if(|gap| *gap < raw.revision) {
                self.raw(gap, None, NO_PAGE);
            }
            self.raw(raw.revision, Some(*raw), raw.page);
        }
    }

    /// The next record, or the revision alone that `--bump-revision` leaves.
    fn raw(&mut self, revision: Revision, raw: Option<Raw<'_>>, page: u64) {
        let tombstone = raw.is_some_and(|raw| raw.tombstone);
        if let Err(e) = self.order(revision, tombstone, raw.is_some()) {
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

    /// Whether the revision is the one that follows. One without a record may stand far behind the last.
    fn order(&self, this: Revision, tombstone: bool, has_record: bool) -> Result<()> {
        let Some((last, last_tombstone)) = self.last else {
            return if has_record && this.main > self.compact.saturating_add(1) {
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
            if has_record && this.main > due {
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
    fn record(&mut self, record: &Record<'_>) -> Result<()> {
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
        let (number, _) = self.keys.number(record.key);
        let before = match self.changes.get_mut(number) {
            Some(last) => Some(std::mem::replace(last, change)),
            None => {
                self.changes.push(change);
                None
            }
        };
        if self.versions
            && !record.tombstone
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
        let before = before.filter(|before| !before.tombstone);
        if !self.versions {
            return follows_without_version(before, record);
        }
        match before {
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

/// As [`Records::record`] for what kine keeps.
fn follows_without_version(before: Option<Change>, record: &Record<'_>) -> Result<()> {
    let created = record.create_revision == record.mod_revision;
    Err(Error::corrupt(match before {
        None if record.tombstone => "the key is deleted and did not exist before".to_owned(),
        None if !record.tombstone && !created => format!(
            "the record has create_revision {} and the one before it is missing",
            record.create_revision
        ),
        Some(before) if !record.tombstone && record.create_revision != before.create_revision => {
            format!(
                "the record has create_revision {}, the one before it, of revision {}, has {}",
                record.create_revision, before.revision, before.create_revision
            )
        }
        _ => return Ok(()),
    }))
}

#[cold]
fn missing(from: i64, next: i64) -> Error {
    let last = next.saturating_sub(1);
    Error::corrupt(if from == last {
        format!("revision {from} is missing before this one")
    } else {
        format!("revisions {from} to {last} are missing before this one")
    })
    .hint(EACH_HAS_A_RECORD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bbolt::Db;
    use crate::etcd::KeyValue;
    use kf_testing::bbolt::{Builder, inline_bucket};

    type Pair = (Vec<u8>, Vec<u8>);

    fn put(main: i64, sub: i64, key: &[u8], create: i64, version: i64, lease: i64) -> Pair {
        let mut value = Vec::new();
        let kv = KeyValue {
            key,
            create_revision: create,
            mod_revision: main,
            version,
            value: b"v",
            lease,
        };
        kv.encode(&mut value);
        (Revision { main, sub }.to_key(false), value)
    }

    fn delete(main: i64, key: &[u8]) -> Pair {
        let mut value = Vec::new();
        let kv = KeyValue {
            key,
            ..KeyValue::default()
        };
        kv.encode(&mut value);
        (Revision { main, sub: 0 }.to_key(true), value)
    }

    /// What a store of these records, with these marks in `meta`, is blamed for.
    fn problems(records: &[Pair], meta: &[(&[u8], &[u8])]) -> Vec<String> {
        let mut builder = Builder::new(1024);
        let root = builder.tree(records, 4);
        let meta: Vec<_> = meta
            .iter()
            .map(|(key, value)| (key.to_vec(), value.to_vec(), false))
            .collect();
        let file = builder.finish(vec![
            ("key", Builder::bucket(root)),
            ("meta", inline_bucket(&meta)),
        ]);
        let store = Store::new(Db::open(&file).unwrap()).unwrap();
        let mut found = Vec::new();
        store.check(&mut |e| found.push(e.to_string()));
        found
    }

    #[track_caller]
    fn one(records: &[Pair], wanted: &str) {
        let found = problems(records, &[]);
        assert!(
            matches!(found.as_slice(), [one] if one.contains(wanted)),
            "{found:?}"
        );
    }

    #[test]
    fn records_that_follow_each_other() {
        let sound = [
            put(2, 0, b"a", 2, 1, 0),
            put(3, 0, b"a", 2, 2, 0),
            put(3, 1, b"b", 3, 1, 0),
            delete(4, b"a"),
            put(5, 0, b"a", 5, 1, 0),
        ];
        assert_eq!(problems(&sound, &[]), [""; 0]);
        // A compaction at 0 takes nothing away, and no store has a revision 1.
        let mark = Revision { main: 0, sub: 0 }.to_key(false);
        let marks = [(schema::META_FINISHED_COMPACT, mark.as_slice())];
        assert_eq!(problems(&sound, &marks), [""; 0]);
        // Below the compact revision much is missing by right.
        let mark = Revision { main: 9, sub: 0 }.to_key(false);
        let rest = [
            put(3, 0, b"a", 2, 2, 0),
            put(8, 0, b"b", 2, 7, 0),
            delete(9, b"c"),
        ];
        let marks = [(schema::META_FINISHED_COMPACT, mark.as_slice())];
        assert_eq!(problems(&rest, &marks), [""; 0]);
    }

    #[test]
    fn each_rule_is_held_to() {
        let a = put(2, 0, b"a", 2, 1, 0);
        one(
            &[put(3, 0, b"a", 3, 1, 0)],
            "revision 2 is missing before this one",
        );
        one(
            &[a.clone(), put(6, 0, b"b", 6, 1, 0)],
            "revisions 3 to 5 are missing",
        );
        one(
            &[a.clone(), put(3, 1, b"b", 3, 1, 0)],
            "change 1 of its transaction, change 0",
        );
        let swapped = problems(&[put(3, 0, b"b", 3, 1, 0), a.clone()], &[]);
        assert!(swapped[1].contains("revision 2: the record lies behind that of revision 3"));
        one(
            &[a.clone(), delete(3, b"b")],
            "is deleted and did not exist before",
        );
        one(
            &[a.clone(), put(3, 0, b"b", 2, 4, 0)],
            "version 4 and the one before it is missing",
        );
        one(
            &[a.clone(), put(3, 0, b"a", 2, 3, 0)],
            "version 3 and create_revision 2, the one",
        );
        one(
            &[a.clone(), put(3, 0, b"a", 3, 2, 0)],
            "create_revision 3, mod_revision 3 and ver",
        );
        one(
            &[put(2, 0, b"a", 2, 1, 0x7b)],
            "attached to lease 7b, which does not exist",
        );
        // The key says another revision than the value; the value is no record; the key no revision.
        let (key, _) = put(3, 0, b"a", 2, 2, 0);
        one(
            &[(a.0.clone(), put(9, 0, b"a", 2, 2, 0).1)],
            "mod_revision 9 and is filed under",
        );
        one(
            &[a.clone(), (key, b"\xff".to_vec())],
            "is not an mvccpb.KeyValue",
        );
        one(&[a.clone(), (b"x".to_vec(), a.1.clone())], "bucket \"key\"");
        let marks: [(&[u8], &[u8]); 2] = [(b"consistent_index", b"123"), (b"term", b"")];
        let found = problems(&[a], &marks);
        assert!(
            found
                .iter()
                .all(|p| p.contains("a number of 8 bytes is expected"))
        );
        assert_eq!(found.len(), 2);
    }
}
