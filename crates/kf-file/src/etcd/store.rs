//! The key space of one file: its revisions, and its state at any of them.

use std::num::NonZeroUsize;
use std::ops::RangeInclusive;

use crate::bbolt::{Bucket, Db, Direction, Entries, Page, Visited};
use kf_base::error::{Error, Result};
use kf_base::escape;

use super::compaction::Compaction;
use super::latest::{Latest, LatestOf, Told};
use super::matcher::{Matcher, Want};
use super::overlay::{Loose, Overlay, SmallEntry};
use super::pass::{self, Pass};
use super::problems::Problems;
use super::record::{Raw, Record};
use super::revision::Revision;
use super::salvage::{Label, Labels};
use super::schema;

/// An etcd key space, with history.
#[derive(Clone, Debug)]
pub struct Store<'a> {
    /// The file and its bucket `key`.
    tree: Option<(Db<'a>, Bucket<'a>)>,
    loose: Loose<'a>,
    threads: NonZeroUsize,
    revision: i64,
    compaction: Compaction,
    meta: Vec<(&'a [u8], &'a [u8])>,
    problems: Vec<Error>,
    labels: Labels,
}

/// All changes of the wanted keys in a range of revisions.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct History<'a> {
    /// The records, tombstones included, in the order of their revisions.
    pub records: Vec<Record<'a>>,
    /// What was damaged.
    pub problems: Problems,
}

impl<'a> Store<'a> {
    /// Takes the key space out of a bbolt file, to be read by one thread.
    ///
    /// # Errors
    /// Unsupported when the file has no bucket `key`; corrupt when the root bucket is so damaged, or
    /// the file cut so short, that it cannot be found.
    pub fn new(db: Db<'a>) -> Result<Self> {
        let found = db.bucket(schema::KEY).map_err(|e| {
            // A file cut short says so before it says which page is missing: the root bucket of
            // a snapshot often lies near its end.
            let there = db.data().len().checked_div(db.page_size()).unwrap_or(0);
            let is_missing = |page: u64| usize::try_from(page).is_ok_and(|page| page >= there);
            let whole = (db.problems().iter()).rfind(|p| p.location().page.is_none_or(is_missing));
            whole.cloned().unwrap_or(e)
        })?;
        let Some(key) = found else {
            return Err(no_key_bucket(&db));
        };
        let problems = db.problems().to_vec();
        Ok(Self::build(Some((db, key)), Loose::default(), problems))
    }

    /// With the records of `overlay` behind those that are there; its buckets stand for theirs.
    #[must_use]
    pub fn overlaid(self, overlay: &'a Overlay) -> Self {
        let mut loose = self.loose;
        loose.extend(overlay.loose());
        let whole = Self::build(self.tree, loose, Vec::new());
        Self {
            threads: self.threads,
            problems: self.problems,
            labels: self.labels,
            ..whole
        }
    }

    /// A key space without a bbolt file.
    #[must_use]
    pub fn from_overlay(overlay: &'a Overlay) -> Self {
        Self::build(None, overlay.loose(), Vec::new())
    }

    /// Makes a store of records without a tree, such as k3s's; `problems` are those of the file as
    /// a whole.
    #[must_use]
    pub fn of_overlay(overlay: &'a Overlay, problems: Vec<Error>) -> Self {
        Self::build(None, overlay.loose(), problems)
    }

    /// A store of a tree and records beside it; `problems` are those of the file as a whole.
    pub(crate) fn build(
        tree: Option<(Db<'a>, Bucket<'a>)>,
        loose: Loose<'a>,
        problems: Vec<Error>,
    ) -> Self {
        let mut store = Self {
            tree,
            loose,
            threads: NonZeroUsize::MIN,
            revision: 1,
            compaction: Compaction::default(),
            meta: Vec::new(),
            problems,
            labels: Labels::default(),
        };
        store.read_meta();
        store.compaction = Compaction {
            scheduled: store.compact_mark(schema::META_SCHEDULED_COMPACT),
            finished: store.compact_mark(schema::META_FINISHED_COMPACT),
        };
        let last = store.last_revision().map_or(0, |revision| revision.main);
        store.revision = last.max(store.compaction.revision().unwrap_or(0)).max(1);
        store
    }

    pub(super) fn set_labels(&mut self, labels: Labels) {
        self.labels = labels;
    }

    /// What the page of a record is to the tree: [`Label::Reachable`] unless the store was
    /// salvaged ([`Store::salvage`]).
    #[must_use]
    pub fn label(&self, record: &Record<'_>) -> Label {
        self.labels.get(record.page)
    }

    /// Lets up to `threads` threads share each pass over the file.
    #[must_use]
    pub fn threads(mut self, threads: NonZeroUsize) -> Self {
        self.threads = threads;
        self
    }

    /// Adds problems of what the store was made from to its own.
    #[must_use]
    pub fn with_problems(mut self, problems: &[Error]) -> Self {
        self.problems.extend_from_slice(problems);
        self
    }

    /// Reads the bucket `meta`: a handful of keys in an inline bucket.
    fn read_meta(&mut self) {
        /// More keys than etcd has ever had there.
        const MOST: usize = 64;
        let missing = match self.tree() {
            Some((db, _)) => matches!(db.bucket(schema::META), Ok(None)),
            None => false,
        };
        if missing && self.loose.bucket(schema::META).is_none() {
            self.problems.push(
                Error::corrupt("there is no bucket \"meta\": the compact revision is unknown")
                    .in_bucket(schema::META),
            );
        }
        let entries = self
            .small_with_damage(schema::META)
            .unwrap_or_else(|e| vec![Err(e)]);
        for entry in entries.into_iter().take(MOST) {
            match entry {
                Ok(entry) => self.meta.push((entry.key, entry.value)),
                Err(e) => self.problems.push(e),
            }
        }
    }

    /// All entries of a bucket that is small in every cluster; none when there is no such bucket.
    ///
    /// # Errors
    /// Corrupt when any of it cannot be read.
    pub(crate) fn small(&self, name: &[u8]) -> Result<Vec<SmallEntry<'a>>> {
        self.small_with_damage(name)?.into_iter().collect()
    }

    /// As [`Store::small`], damaged entries as errors in between.
    pub(crate) fn small_with_damage(&self, name: &[u8]) -> Result<Vec<Result<SmallEntry<'a>>>> {
        if let Some(entries) = self.loose.bucket(name) {
            return Ok(entries.iter().map(|entry| Ok(*entry)).collect());
        }
        let Some((db, _)) = self.tree() else {
            return Ok(Vec::new());
        };
        let Some(bucket) = db.bucket(name)? else {
            return Ok(Vec::new());
        };
        let entries = db.entries(bucket, Direction::Forward);
        Ok(entries.map(|entry| entry.map(SmallEntry::from)).collect())
    }

    /// The file and its bucket `key`.
    pub(crate) fn tree(&self) -> Option<(&Db<'a>, Bucket<'a>)> {
        self.tree.as_ref().map(|(db, key)| (db, *key))
    }

    /// What there is beside the tree.
    pub(crate) fn loose(&self) -> &Loose<'a> {
        &self.loose
    }

    /// The elements of the bucket `key`.
    pub(crate) fn tree_entries(&self, direction: Direction) -> Option<Entries<'_, 'a>> {
        let (db, key) = self.tree()?;
        Some(db.entries(key, direction))
    }

    fn compact_mark(&mut self, name: &[u8]) -> Option<i64> {
        match Revision::parse(self.meta_value(name)?) {
            Ok((revision, _)) => Some(revision.main),
            Err(e) => {
                self.problems.push(e.at_key(name).in_bucket(schema::META));
                None
            }
        }
    }

    /// Revision of the last record in tree order.
    pub(super) fn last_revision(&self) -> Option<Revision> {
        let gap = self.loose.gaps().last().copied();
        let loose = self.loose.records().last().map(|last| last.revision);
        let in_tree = self.tree_entries(Direction::Reverse).and_then(|entries| {
            entries
                .filter_map(Result::ok)
                .find_map(|entry| Revision::parse(entry.key).ok())
                .map(|(revision, _)| revision)
        });
        gap.max(loose).max(in_tree)
    }

    /// The bbolt file below, if there is one.
    #[must_use]
    pub fn db(&self) -> Option<&Db<'a>> {
        self.tree().map(|(db, _)| db)
    }

    /// The store's revision: that of the last record, or of a later compaction (etcd
    /// `mvcc/kvstore.go` `restore`); 1 for an empty store.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision
    }

    /// The revision below which states cannot be told any more, if there was a compaction.
    #[must_use]
    pub fn compact_revision(&self) -> Option<i64> {
        self.compaction.revision()
    }

    /// The revision above which each one has a record: that of the compaction, and 1 of a store that was never
    /// compacted, or at 0, as its first change takes 2 (`NewStore` in etcd server/storage/mvcc/kvstore.go).
    pub(super) fn whole_from(&self) -> i64 {
        self.compact_revision().unwrap_or(1).max(1)
    }

    /// Both compaction marks.
    #[must_use]
    pub fn compaction(&self) -> Compaction {
        self.compaction
    }

    /// The value of a key of the bucket `meta`, one of the `META_*` names of [`schema`].
    #[must_use]
    pub fn meta_value(&self, name: &[u8]) -> Option<&'a [u8]> {
        self.meta
            .iter()
            .find_map(|(key, value)| (*key == name).then_some(*value))
    }

    /// A number of the bucket `meta`: [`schema::META_CONSISTENT_INDEX`] or
    /// [`schema::META_TERM`].
    #[must_use]
    pub fn meta_number(&self, name: &[u8]) -> Option<u64> {
        let value = self.meta_value(name)?;
        Some(u64::from_be_bytes(value.try_into().ok()?))
    }

    /// What is wrong with the file as a whole; each pass has problems of its own beside it.
    #[must_use]
    pub fn problems(&self) -> &[Error] {
        &self.problems
    }

    /// The state of the wanted keys at revision `at`, or the newest.
    ///
    /// The record with the greatest revision counts, wherever it stands in the file, and a
    /// tombstone ends its key. The whole file is gone through once; time grows with the number of
    /// records, memory with the number of wanted keys.
    ///
    /// # Errors
    /// As [`Store::resolve`]. Damage is no error: see [`Latest::problems`].
    pub fn latest(&self, at: Option<i64>, want: &Want) -> Result<Latest<'a>> {
        let (latest, _) = self.latest_meeting(at, want, |(): &mut (), _, _| ())?;
        Ok(latest)
    }

    /// As [`Store::latest`], and shows every key that was put up to that revision to `meet`, with a
    /// way to the record. `meet` is called for each record of the file, by several threads: what
    /// they kept is returned, one value for each.
    ///
    /// # Errors
    /// As [`Store::latest`].
    pub fn latest_meeting<T: Default + Send>(
        &self,
        at: Option<i64>,
        want: &Want,
        meet: impl Fn(&mut T, &'a [u8], &dyn Fn() -> Option<Record<'a>>) + Sync,
    ) -> Result<(Latest<'a>, Vec<T>)> {
        let matcher = Matcher::new(want);
        self.latest_of(at, want, |key| matcher.matches(key), meet)
    }

    /// As [`Store::latest`], of the keys that are chosen, which several threads are asked about, and no
    /// tombstones.
    ///
    /// # Errors
    /// As [`Store::latest`].
    pub fn latest_where(
        &self,
        at: Option<i64>,
        chosen: impl Fn(&[u8]) -> bool + Sync,
    ) -> Result<Latest<'a>> {
        let (latest, _) = self.latest_of(at, &Want::none(), chosen, |(): &mut (), _, _| ())?;
        Ok(latest)
    }

    fn latest_of<T: Default + Send>(
        &self,
        at: Option<i64>,
        want: &Want,
        matches: impl Fn(&[u8]) -> bool + Sync,
        meet: impl Fn(&mut T, &'a [u8], &dyn Fn() -> Option<Record<'a>>) + Sync,
    ) -> Result<(Latest<'a>, Vec<T>)> {
        let revision = self.resolve(at)?;
        let bound = at.unwrap_or(i64::MAX);
        let pass = self.pass(
            LatestOf::default,
            T::default,
            |found, met, problems, raw| {
                if raw.revision.main > bound {
                    return;
                }
                if matches(raw.key) {
                    found.add(raw, problems);
                }
                if !raw.tombstone {
                    meet(met, raw.key, &|| raw.check().ok());
                }
            },
        );
        let mut problems = pass.problems;
        if at.is_none() && pass.newest.main > revision {
            problems.push(|| hidden_newest(pass.newest, revision));
        }
        let Told {
            records,
            ended,
            damaged,
        } = pass.shared.told(want);
        for e in damaged.iter().filter_map(|raw| raw.check().err()) {
            problems
                .push(|| e.hint("the key is left out; its older revisions may still be readable"));
        }
        let latest = Latest {
            revision: revision.max(if at.is_none() { pass.newest.main } else { 0 }),
            records,
            ended,
            problems,
            scanned: pass.records,
        };
        Ok((latest, pass.states))
    }

    /// Every change of the wanted keys with a revision in `range`, in the order of revisions.
    ///
    /// Nothing says that a change below the compact revision is still there.
    #[must_use]
    pub fn history(&self, range: RangeInclusive<i64>, want: &Want) -> History<'a> {
        let matcher = Matcher::new(want);
        let Pass {
            states, problems, ..
        } = self.pass(
            || (),
            Vec::new,
            |(), found: &mut Vec<Record<'a>>, problems, raw| {
                if range.contains(&raw.revision.main) && matcher.matches(raw.key) {
                    match raw.check() {
                        Ok(record) => found.push(record),
                        Err(e) => problems.push(|| e),
                    }
                }
            },
        );
        let mut records = states.concat();
        records.sort_by_key(|record| (record.revision, record.tombstone, record.page));
        // A record referenced twice is one change.
        records.dedup_by(|a, b| {
            (a.revision, a.tombstone, a.key, a.value) == (b.revision, b.tombstone, b.key, b.value)
        });
        History { records, problems }
    }

    fn pass<C: Sync, S: Send>(
        &self,
        share: impl Fn() -> C,
        init: impl Fn() -> S + Sync,
        visit: impl Fn(&C, &mut S, &mut Problems, &Raw<'a>) + Sync,
    ) -> Pass<C, S> {
        let loose = self.loose.records();
        let whole_from = match self.kept().has_history() {
            true => Some(self.whole_from()),
            false => None,
        };
        let source = pass::Source {
            tree: self.tree(),
            loose,
            gaps: self.loose.gaps(),
            whole_from,
        };
        pass::run(source, self.threads, share, init, visit)
    }

    /// Shows every record of the file, damaged ones as errors, to `visit`, by the threads set with
    /// [`Store::threads`], in no particular order; returns what each stretch of the file came to,
    /// in the order of the file.
    pub fn fold_records<S: Send>(
        &self,
        init: impl Fn() -> S + Sync,
        visit: impl Fn(&mut S, Result<Record<'a>>) + Sync,
    ) -> Vec<S> {
        let page = |state: &mut S, page: Page<'a>| {
            for element in page.leaf_elements() {
                let record = element
                    .map_err(|e| e.in_bucket(schema::KEY))
                    .and_then(|element| {
                        Raw::parse(element.key, element.value, page.id())
                            .map_err(|e| e.at_page(page.id()).in_bucket(schema::KEY))
                    });
                match record {
                    Ok((_, Some(raw))) => visit(state, raw.check()),
                    Ok((_, None)) => {}
                    Err(e) => visit(state, Err(e)),
                }
            }
        };
        let mut states = match self.tree() {
            None => Vec::new(),
            Some((db, key)) => {
                let visited = Visited::new(db);
                let leaf = |state: &mut S, leaf: Result<Page<'a>>| match leaf {
                    Ok(leaf) => page(state, leaf),
                    Err(e) => visit(state, Err(e.in_bucket(schema::KEY))),
                };
                db.fold_leaves(key, self.threads, &visited, &init, leaf)
            }
        };
        if !self.loose.records().is_empty() {
            let mut state = init();
            for raw in self.loose.records() {
                visit(&mut state, raw.check());
            }
            states.push(state);
        }
        states
    }

    /// All records one by one in the order of the file, which in a sound file is the order of
    /// revisions; what is damaged comes as an error in between.
    #[must_use]
    pub fn records(&self, direction: Direction) -> Records<'_, 'a> {
        Records {
            direction,
            tree: self.tree_entries(direction),
            loose: self.loose.records().iter(),
        }
    }

    /// The record of a revision that was met in a page of the tree, for whoever keeps the places of many
    /// and not what is there.
    #[must_use]
    pub fn record_in(&self, page: u64, revision: Revision, tombstone: bool) -> Option<Record<'a>> {
        let (page, _) = self.db()?.page_or_part(page).ok()?;
        page.leaf_elements().find_map(|element| {
            let element = element.ok()?;
            let (_, raw) = Raw::parse(element.key, element.value, page.id()).ok()?;
            let raw = raw.filter(|raw| raw.rank() == (revision, tombstone))?;
            raw.check().ok()
        })
    }

    /// Whether nothing lies beside the tree, whose records come in the order of revisions.
    #[must_use]
    pub fn is_tree_alone(&self) -> bool {
        self.loose.records().is_empty()
    }

    /// The first and the last `n` records: a cheap look at how keys are built.
    #[must_use]
    pub fn sample(&self, n: usize) -> Vec<Record<'a>> {
        [Direction::Forward, Direction::Reverse]
            .into_iter()
            .flat_map(|direction| self.records(direction).filter_map(Result::ok).take(n))
            .collect()
    }
}

/// See [`Store::records`].
#[derive(Debug)]
pub struct Records<'d, 'a> {
    direction: Direction,
    tree: Option<Entries<'d, 'a>>,
    loose: std::slice::Iter<'d, Raw<'a>>,
}

impl<'a> Iterator for Records<'_, 'a> {
    type Item = Result<Record<'a>>;

    /// What is loose follows the tree.
    fn next(&mut self) -> Option<Self::Item> {
        match self.direction {
            Direction::Forward => self
                .next_in_tree()
                .or_else(|| self.loose.next().map(Raw::check)),
            Direction::Reverse => match self.loose.next_back() {
                Some(raw) => Some(raw.check()),
                None => self.next_in_tree(),
            },
        }
    }
}

impl<'a> Records<'_, 'a> {
    fn next_in_tree(&mut self) -> Option<Result<Record<'a>>> {
        let tree = self.tree.as_mut()?;
        loop {
            let entry = match tree.next()? {
                Ok(entry) => entry,
                Err(e) => return Some(Err(e)),
            };
            match Raw::parse(entry.key, entry.value, entry.page) {
                Ok((_, Some(raw))) => return Some(raw.check()),
                Ok((_, None)) => {}
                Err(e) => return Some(Err(e.at_page(entry.page).in_bucket(schema::KEY))),
            }
        }
    }
}

#[cold]
fn hidden_newest(newest: Revision, revision: i64) -> Error {
    Error::corrupt(format!(
        "the revision is above that of the last record, {revision}: the records are not in order"
    ))
    .at_revision(newest.main, newest.sub)
    .in_bucket(schema::KEY)
}

#[cold]
fn no_key_bucket(db: &Db<'_>) -> Error {
    let names: Vec<String> = db
        .buckets()
        .filter_map(Result::ok)
        .take(schema::BUCKETS.len())
        .map(|bucket| escape::quoted(bucket.name()))
        .collect();
    Error::unsupported(format!(
        "the bbolt file has no bucket \"key\", so it is not an etcd backend; its buckets: {}",
        if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(", ")
        }
    ))
}
