//! Time inside one file: every change that a snapshot still holds of the wanted keys.
//!
//! etcd keeps all revisions until they are compacted. What operation a change was is told by its
//! record and the one before it of the same key; no value is decoded for that.

use foldhash::fast::RandomState;
use hashbrown::HashMap;
use std::path::Path;

mod steps;

use super::view::{Mapping, Object, ReadOptions, View};
use kf_base::error::{Error, ErrorKind, Result};
use kf_file::bbolt::Direction;
use kf_file::etcd::{Kept, Record, Want};
use kf_resource::Resource;
use steps::{Earlier, Met, Parts, Steps};

/// What a change did to a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyOperation {
    /// A key that was not there, as far as the file tells.
    Created,
    /// A key that was there.
    Updated,
    /// The end of a key.
    Deleted,
    /// A key that had been there and was deleted in between.
    Recreated,
}

impl KeyOperation {
    /// `created`, `updated`, `deleted` or `recreated`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
            Self::Recreated => "recreated",
        }
    }

    /// The operation of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Created, Self::Updated, Self::Deleted, Self::Recreated]
            .into_iter()
            .find(|o| o.name() == name)
    }
}

/// One change of one key.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct KeyChange<'s> {
    /// What it did.
    pub operation: KeyOperation,
    /// The put or tombstone.
    pub record: Record<'s>,
    /// The record of the same key right before it. `None` when there was none, or when it is not
    /// in the file any more.
    pub before: Option<Record<'s>>,
}

impl KeyChange<'_> {
    /// Whether there was a state before that the file does not hold: it was compacted away, or
    /// its record is damaged.
    #[must_use]
    pub fn is_cut_off(&self) -> bool {
        self.before.is_none()
            && matches!(
                self.operation,
                KeyOperation::Updated | KeyOperation::Deleted
            )
    }
}

/// How far back a file reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reach {
    /// The revision of the first record in the file, if there is any.
    pub first: Option<i64>,
    /// The compact revision: below it, only the newest record of each key that still existed is
    /// left, and of keys deleted before nothing.
    pub compacted: Option<i64>,
    /// Whether the compaction was going on: then records below the compact revision may be gone in
    /// part only.
    pub interrupted: bool,
    /// The revision looked at, the last one by default.
    pub last: i64,
    /// What of the past there is at all.
    pub kept: Kept,
}

/// The changes of some keys, in the order of their revisions.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct KeyChanges<'s> {
    steps: Vec<Step<'s>>,
    /// What was damaged: changes that are missing here.
    pub problems: Vec<Error>,
    /// How many more damaged records there were.
    pub left_off: u64,
}

#[derive(Clone, Copy, Debug)]
struct Step<'s> {
    record: Record<'s>,
    operation: KeyOperation,
    /// The record before of the same key, retained or not adjacent.
    earlier: Option<usize>,
    /// Whether `earlier` is the very record before.
    adjacent: bool,
}

/// The deletions of keys that start with `prefix`, out of deletions sorted by key.
#[must_use]
pub fn deleted_under<'d, 's>(deletions: &'d [Deletion<'s>], prefix: &str) -> &'d [Deletion<'s>] {
    let prefix = prefix.as_bytes();
    let from = deletions.partition_point(|d| d.tombstone.key < prefix);
    let rest = deletions.get(from..).unwrap_or_default();
    let many = rest.partition_point(|d| d.tombstone.key.starts_with(prefix));
    rest.get(..many).unwrap_or_default()
}

/// A key that is deleted.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Deletion<'s> {
    /// When.
    pub tombstone: Record<'s>,
    /// The last value, unless it was compacted away or is damaged.
    pub last: Option<Record<'s>>,
}

impl<'s> KeyChanges<'s> {
    /// Tells what each of these records did, which are in the order of their revisions. Where the
    /// places of `problems` name a key, it may have changed in between.
    #[must_use]
    pub fn new(records: Vec<Record<'s>>, mut problems: Vec<Error>, left_off: u64) -> Self {
        // Where a record of a known key could not be read.
        let mut damaged: HashMap<Vec<u8>, Vec<i64>, RandomState> = HashMap::default();
        for location in problems.iter().map(Error::location) {
            if let (Some(key), Some((main, _))) = (&location.key, location.revision) {
                damaged.entry(key.clone()).or_default().push(main);
            }
        }
        let lost = |key: &[u8], after: i64, until: i64| {
            let revisions = damaged.get(key);
            revisions.is_some_and(|r| r.iter().any(|at| *at > after && *at <= until))
        };
        let mut newest: HashMap<&'s [u8], usize, RandomState> = HashMap::default();
        let mut steps: Vec<Step<'s>> = Vec::with_capacity(records.len());
        for record in records {
            let earlier = newest.get(record.key).copied();
            let held = earlier.and_then(|i| steps.get_mut(i));
            if let Some(held) = held
                && (held.record.revision, held.record.tombstone)
                    == (record.revision, record.tombstone)
            {
                problems.push(differs(&record, held.record.page));
                // The one that a view takes too.
                held.record = record;
                continue;
            }
            let before = earlier.and_then(|i| steps.get(i)).map(|s| s.record);
            let adjacent = before.is_some_and(|before| {
                follows(&before, &record)
                    && !lost(record.key, before.revision.main, record.revision.main)
            });
            newest.insert(record.key, steps.len());
            steps.push(Step {
                record,
                operation: operation(&record, before.as_ref()),
                earlier,
                adjacent,
            });
        }
        Self {
            steps,
            problems,
            left_off,
        }
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The records alone, oldest first.
    #[must_use]
    pub fn into_records(self) -> Vec<Record<'s>> {
        self.steps.into_iter().map(|step| step.record).collect()
    }

    /// The changes, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = KeyChange<'s>> + ExactSizeIterator {
        self.steps.iter().map(|step| self.change(step))
    }

    /// The change at a place, counted from the oldest.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<KeyChange<'s>> {
        self.steps.get(at).map(|step| self.change(step))
    }

    /// The place of [`KeyChange::before`] of the change at a place.
    #[must_use]
    pub fn before(&self, at: usize) -> Option<usize> {
        let step = self.steps.get(at)?;
        step.earlier.filter(|_| step.adjacent)
    }

    /// The places of all changes, each key's together: keys in the order of their bytes, the changes
    /// of each from its oldest.
    #[must_use]
    pub fn by_key(&self) -> Vec<usize> {
        let mut later: Vec<Option<usize>> = vec![None; self.steps.len()];
        let mut first: Vec<(&[u8], usize)> = Vec::new();
        for (at, step) in self.steps.iter().enumerate() {
            match step.earlier.and_then(|earlier| later.get_mut(earlier)) {
                Some(place) => *place = Some(at),
                None => first.push((step.record.key, at)),
            }
        }
        // Many changes are of few keys, which are long and begin alike.
        first.sort_unstable();
        let mut places = Vec::with_capacity(self.steps.len());
        for (_, at) in first {
            let mut next = Some(at);
            while let Some(at) = next {
                places.push(at);
                next = later.get(at).copied().flatten();
            }
        }
        places
    }

    /// The place of the first change after a revision.
    #[must_use]
    pub fn after(&self, revision: i64) -> usize {
        self.steps
            .partition_point(|step| step.record.revision.main <= revision)
    }

    fn change(&self, step: &Step<'s>) -> KeyChange<'s> {
        KeyChange {
            operation: step.operation,
            record: step.record,
            before: step
                .earlier
                .filter(|_| step.adjacent)
                .and_then(|i| self.steps.get(i))
                .map(|s| s.record),
        }
    }

    /// The keys whose last record is a tombstone, sorted by their bytes; a key of which a later
    /// record is damaged is among [`KeyChanges::problems`] only, as it may exist again.
    #[must_use]
    pub fn deletions(&self) -> Vec<Deletion<'s>> {
        let mut newest: HashMap<&'s [u8], KeyChange<'s>, RandomState> = HashMap::default();
        for change in self.iter() {
            newest.insert(change.record.key, change);
        }
        let later = |record: &Record<'_>| {
            self.problems.iter().map(Error::location).any(|at| {
                at.key.as_deref() == Some(record.key)
                    && at.revision > Some((record.revision.main, record.revision.sub))
            })
        };
        let gone = newest.into_values().filter(|c| c.record.tombstone);
        let gone = gone.filter(|c| !later(&c.record));
        let mut gone: Vec<Deletion<'s>> = gone
            .map(|change| Deletion {
                tombstone: change.record,
                last: change.before,
            })
            .collect();
        gone.sort_unstable_by_key(|d| d.tombstone.key);
        gone
    }

    /// The keys that were deleted and exist again, sorted by their bytes, with the revision of the last deletion.
    #[must_use]
    pub fn made_again(&self) -> Vec<(&'s [u8], i64)> {
        let mut deleted: HashMap<&'s [u8], (i64, bool), RandomState> = HashMap::default();
        for KeyChange { record, .. } in self.iter() {
            if record.tombstone {
                deleted.insert(record.key, (record.revision.main, false));
            } else if let Some((_, again)) = deleted.get_mut(record.key) {
                *again = true;
            }
        }
        let again = deleted.into_iter().filter(|(_, (_, again))| *again);
        let mut again: Vec<_> = again.map(|(key, (revision, _))| (key, revision)).collect();
        again.sort_unstable();
        again
    }
}

/// What a record did, by itself and the last retained record of its key.
///
/// Without versions (k3s's SQLite) a put is the first of its key when it is the one that made it.
fn operation(record: &Record<'_>, before: Option<&Record<'_>>) -> KeyOperation {
    let first = match record.version {
        0 => record.create_revision == record.mod_revision,
        version => version == 1,
    };
    match (record.tombstone, first, before) {
        (true, ..) => KeyOperation::Deleted,
        (false, false, _) => KeyOperation::Updated,
        (false, true, None) => KeyOperation::Created,
        // What was there before must have been deleted, also where that record is lost.
        (false, true, Some(_)) => KeyOperation::Recreated,
    }
}

/// Whether nothing of the key can have happened between two records of it.
fn follows(before: &Record<'_>, record: &Record<'_>) -> bool {
    if record.tombstone {
        return !before.tombstone;
    }
    match record.version {
        0 if before.tombstone => record.create_revision == record.mod_revision,
        0 => record.create_revision == before.create_revision,
        1 => before.tombstone,
        version => {
            !before.tombstone
                && record.create_revision == before.create_revision
                && before.version.checked_add(1) == Some(version)
        }
    }
}

#[cold]
fn differs(record: &Record<'_>, page: u64) -> Error {
    let error = Error::corrupt(format!(
        "another record of this revision, in page {page}, differs"
    ));
    record.place(error.at_page(record.page))
}

/// Which objects: those of a resource, in one namespace or in all, or only some by name.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'m> {
    /// The resource.
    pub mapping: &'m Mapping,
    /// The namespace, `None` for all; counts for namespaced resources only.
    pub namespace: Option<&'m str>,
    /// Names; all objects when it is empty.
    pub names: &'m [String],
}

impl<'s> View<'s> {
    /// How far back the file reaches.
    #[must_use]
    pub fn reach(&self) -> Reach {
        let store = self.store();
        let mut records = store.records(Direction::Forward).filter_map(Result::ok);
        Reach {
            first: records.next().map(|r| r.revision.main),
            compacted: store.compact_revision(),
            interrupted: store.compaction().is_interrupted(),
            last: self.revision(),
            kept: store.kept(),
        }
    }

    /// Every retained change, up to the view's revision, of the objects in these scopes.
    ///
    /// One pass over the file; memory grows with the number of the records wanted, not with their
    /// values.
    ///
    /// # Errors
    /// Unsupported when objects of a resource are not stored. Damage is no error: see
    /// [`KeyChanges::problems`].
    pub fn changes(&self, scopes: &[Scope<'_>]) -> Result<KeyChanges<'s>> {
        let mut want = Want::none();
        for scope in scopes {
            let place = self.key_prefix(scope.mapping, scope.namespace)?;
            want = match scope.names {
                [] => want.prefix(place),
                names => names
                    .iter()
                    .fold(want, |w, name| w.key(place.clone() + name)),
            };
        }
        Ok(self.changes_of(&want))
    }

    /// Every retained change of these keys, up to the view's revision.
    #[must_use]
    pub fn changes_of(&self, want: &Want) -> KeyChanges<'s> {
        let found = self.store().history(0..=self.bound(), want);
        let left_off = found.problems.left_off();
        KeyChanges::new(found.records, found.problems.list().to_vec(), left_off)
    }

    /// Shows every retained change of every key up to the view's revision to `visit`, oldest first, without
    /// gathering them; what is damaged comes as an error in between.
    ///
    /// Memory grows with the keys. Where that is too much they are taken in so many parts, each with a pass over
    /// the file and a file without a name in `scratch`, by default the system's directory for temporary files.
    ///
    /// # Errors
    /// Those of `visit`, which end the walk, and Io when such a file cannot be written.
    pub fn each_change(
        &self,
        parts: usize,
        scratch: Option<&Path>,
        mut visit: impl FnMut(Result<KeyChange<'s>>) -> Result<()>,
    ) -> Result<()> {
        let store = self.store();
        if store.is_tree_alone() {
            let bound = self.bound();
            let earlier = match parts {
                0 | 1 => Earlier::Met(Met::default()),
                parts => Earlier::Parts(Parts::new(store, bound, parts, scratch)?),
            };
            let mut steps = Steps::new(store, bound, earlier);
            while let Some(change) = steps.next()? {
                visit(change)?;
            }
            return Ok(());
        }
        let mut changes = self.changes_of(&Want::all());
        for damage in std::mem::take(&mut changes.problems) {
            visit(Err(damage))?;
        }
        let mut all = (0..changes.len()).filter_map(|at| changes.get(at));
        all.try_for_each(|change| visit(Ok(change)))
    }

    /// The state that a put left, as the server would have given it out: as [`View::get`] at its
    /// revision, but in this view's version of the resource and by its definitions.
    ///
    /// # Errors
    /// As [`View::get`]; not found for a tombstone, which has no state.
    pub fn state(
        &self,
        mapping: Option<&Mapping>,
        record: &Record<'s>,
        options: ReadOptions<'_>,
    ) -> Result<Object<'s>> {
        let mut object = self.plain_state(mapping, record, options)?;
        self.redact(&mut object.value, mapping);
        Ok(object)
    }

    /// As [`View::state`], with nothing replaced, whatever the view redacts: for what looks at objects
    /// to decide, and shows of them only what [`View::redact`] leaves.
    ///
    /// # Errors
    /// As [`View::state`].
    pub fn plain_state(
        &self,
        mapping: Option<&Mapping>,
        record: &Record<'s>,
        options: ReadOptions<'_>,
    ) -> Result<Object<'s>> {
        if record.tombstone {
            let error = Error::not_found("the object is deleted at this revision");
            return Err(record.place(error));
        }
        self.read_plain(mapping, *record, options)
    }

    /// A resource in the version that the server prefers, as a bare word for it means.
    #[must_use]
    pub fn preferred(&self, resource: &Resource) -> Option<Mapping> {
        let first = resource.versions.first().map(|v| v.name.as_ref());
        Some(Mapping {
            resource: resource.clone(),
            version: resource.preferred().or(first)?.to_owned(),
            version_named: false,
        })
    }

    /// The last retained state of a deleted object.
    ///
    /// # Errors
    /// As [`View::get`]; [`ErrorKind::Compacted`] when no value is left, with the revision of the
    /// deletion.
    pub fn before_deletion(
        &self,
        mapping: &Mapping,
        deletion: &Deletion<'s>,
        options: ReadOptions<'_>,
    ) -> Result<Object<'s>> {
        match &deletion.last {
            Some(last) => self.object(mapping, *last, options),
            None => Err(self.no_last_value(mapping, deletion)),
        }
    }

    #[cold]
    fn no_last_value(&self, mapping: &Mapping, deletion: &Deletion<'s>) -> Error {
        let key = deletion.tombstone.key;
        let name = key.rsplit(|b| *b == b'/').next().unwrap_or(key);
        let what = format!(
            "{} {} was deleted at revision {}, and its last value is not in the file",
            mapping.resource.group_resource(),
            kf_base::escape::quoted(name),
            deletion.tombstone.revision,
        );
        match self.store().compact_revision() {
            Some(compact) if deletion.tombstone.revision.main <= compact => Error::new(
                ErrorKind::NotFound,
                format!("{what}: it was compacted away (the compact revision is {compact})"),
            )
            .hint("a snapshot from before the deletion has it"),
            _ => Error::corrupt(format!("{what}: its record is damaged")).at_key(key),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_base::error::NO_PAGE;
    use kf_file::etcd::{KeyValue, Overlay, Revision, Store};

    /// Changes of records `main create version`, version 0 for kine's; `-` is a tombstone.
    fn shown(records: &[&str], lost: &[i64]) -> Vec<String> {
        let mut overlay = Overlay::default();
        for record in records {
            let words: Vec<i64> = record.split(' ').filter_map(|w| w.parse().ok()).collect();
            let revision = Revision {
                main: words[0],
                sub: 0,
            };
            let [main, create_revision, version] = words[..] else {
                overlay.tombstone(revision, b"/k");
                continue;
            };
            let kv = KeyValue {
                key: b"/k",
                create_revision,
                mod_revision: main,
                version,
                value: b"v",
                lease: 0,
            };
            overlay.put(revision, &kv);
        }
        let found = Store::from_overlay(&overlay).history(0..=i64::MAX, &Want::all());
        // Records of other keys are left out here.
        let mut problems = found.problems.list().iter();
        assert!(problems.all(|e| e.message().contains("missing")));
        let lost = lost.iter().map(|at| {
            Error::corrupt("x")
                .at_page(NO_PAGE)
                .at_key(b"/k")
                .at_revision(*at, 0)
        });
        let changes = KeyChanges::new(found.records, lost.collect(), 0);
        changes
            .iter()
            .map(|c| {
                let before = c.before.map_or("-".to_owned(), |b| b.revision.to_string());
                let cut = if c.is_cut_off() { " cut" } else { "" };
                format!("{} {} {before}{cut}", c.record.revision, c.operation.name())
            })
            .collect()
    }

    #[test]
    fn operations_and_what_was_before() {
        assert_eq!(
            shown(&["2 2 1", "3 2 2", "4 -", "5 5 1", "6 5 2"], &[]),
            [
                "2 created -",
                "3 updated 2",
                "4 deleted 3",
                "5 recreated 4",
                "6 updated 5"
            ]
        );
        // As kine keeps them.
        assert_eq!(
            shown(&["2 2 0", "3 2 0", "4 -", "5 5 0"], &[]),
            ["2 created -", "3 updated 2", "4 deleted 3", "5 recreated 4"]
        );
    }

    #[test]
    fn changes_one_by_one_are_those_that_are_gathered() {
        let path = kf_testing::fixture("snapshots/c136-B-flat.zip");
        let snapshot = crate::Snapshot::open(path).unwrap();
        let view = snapshot.view().unwrap();
        let gathered = view.changes_of(&Want::all());
        fn told<'s>(c: KeyChange<'s>) -> (KeyOperation, Record<'s>, Option<Record<'s>>) {
            (c.operation, c.record, c.before)
        }
        for parts in [1, 2, 5] {
            let mut one_by_one = Vec::new();
            let visited = view.each_change(parts, None, |change| {
                one_by_one.push(told(change?));
                Ok(())
            });
            visited.unwrap();
            assert!(one_by_one.len() > 2000);
            assert!(gathered.iter().map(told).eq(one_by_one));
        }
        let nowhere = Path::new("/nonexistent/kf");
        let error = view.each_change(2, Some(nowhere), |_| Ok(())).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Io);
    }

    #[test]
    fn nothing_stands_in_for_a_record_that_is_gone() {
        assert_eq!(
            shown(&["7 2 5", "8 2 6"], &[]),
            ["7 updated - cut", "8 updated 7"]
        );
        assert_eq!(shown(&["9 -"], &[]), ["9 deleted - cut"]);
        // A put, a tombstone, and a whole life are missing.
        assert_eq!(shown(&["2 2 1", "4 2 3"], &[])[1], "4 updated - cut");
        assert_eq!(shown(&["2 2 1", "4 4 1"], &[])[1], "4 recreated -");
        assert_eq!(shown(&["2 -", "4 3 2"], &[])[1], "4 updated - cut");
        // What was lost right before a tombstone shows in the damage alone.
        assert_eq!(shown(&["2 2 1", "4 -"], &[3])[1], "4 deleted - cut");
        assert_eq!(shown(&["2 2 1", "4 -"], &[5])[1], "4 deleted 2");
    }
}
