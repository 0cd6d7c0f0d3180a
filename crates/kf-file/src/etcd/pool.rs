//! Every record in every leaf page of a file, and what each page is to the tree.
//!
//! With a whole tree the pages outside of it are stale, and that is proven. With a broken one some
//! of them are what the tree has lost. What can be said of a record there:
//!
//! - It is no part of the tree unless its key lies in a hole ([`crate::bbolt::Hole`]): proven by the separators
//!   of the branch pages around it.
//! - It is no part of the tree if a leaf page holds an earlier and a later revision and not this
//!   one: leaves hold runs of the tree, so it had been compacted by the time that page was
//!   written, and records do not come back.
//! - Of the records of one key at or below the compact revision, compaction leaves the last one at
//!   most. If that one has been compacted, the key was deleted.
//! - It is a true record of this history all the same: what it says was so at its revision.
//!
//! What is left is taken for part of the tree: an inference, and labelled.

use std::ops::Range;

use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};

use crate::bbolt::{Bucket, Leaf, Page, Reach, Scan, Standing};
use kf_base::error::Error;

use super::key_value::KeyValue;
use super::record::Raw;
use super::revision::Revision;
use super::salvage::Label;
use super::schema;

/// A record, wherever it lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'a> {
    /// Its value is what there is of it.
    pub(crate) raw: Raw<'a>,
    /// Its key in the bucket `key`.
    at: &'a [u8],
    /// Bytes its value had.
    pub(crate) size: usize,
    /// Whether all of it is there and it does not contradict itself.
    pub(crate) whole: bool,
    pub(crate) label: Label,
    /// Whether it is shown to have been compacted.
    removed: bool,
    /// Whether it lies in no hole, so that no lost part of the tree can have held it.
    outside: bool,
}

/// A page with records.
#[derive(Clone, Debug)]
struct PageOf {
    standing: Standing,
    /// Whether every element is a whole record and they ascend.
    sound: bool,
    records: Range<usize>,
}

/// A leaf page that names buckets.
#[derive(Clone, Debug)]
pub(crate) struct RootLeaf<'a> {
    pub(crate) page: u64,
    pub(crate) buckets: Vec<Bucket<'a>>,
}

/// All of them.
#[derive(Debug, Default)]
pub(crate) struct Pool<'a> {
    pages: Vec<PageOf>,
    pub(crate) records: Vec<Found<'a>>,
    pub(crate) roots: Vec<RootLeaf<'a>>,
    /// Leaves with keys of 8 bytes that are not in the tree: those of the bucket `lease`.
    pub(crate) lease_leaves: Vec<Leaf<'a>>,
}

impl<'a> Pool<'a> {
    pub(crate) fn of(scan: &Scan<'a>) -> Self {
        let mut pool = Self::default();
        for leaf in scan.leaves() {
            let Some(first) = leaf.page.leaf_remains(0) else {
                let buckets = Scan::buckets(leaf);
                for bucket in &buckets {
                    if let (schema::KEY, Some(page)) = (bucket.name(), bucket.inline_page()) {
                        pool.page(&page, leaf.standing, leaf.whole);
                    }
                }
                if !buckets.is_empty() {
                    pool.roots.push(RootLeaf {
                        page: leaf.page.id(),
                        buckets,
                    });
                    continue;
                }
                // Its first element may be damaged and the others not.
                pool.page(&leaf.page, leaf.standing, leaf.whole);
                continue;
            };
            if first.0.len() == 8 && leaf.standing != Standing::Reachable {
                pool.lease_leaves.push(*leaf);
            }
            pool.page(&leaf.page, leaf.standing, leaf.whole);
        }
        pool
    }

    fn page(&mut self, page: &Page<'a>, standing: Standing, whole: bool) {
        let start = self.records.len();
        let mut sound = whole;
        let mut last = None;
        for (index, element) in (0..page.count()).zip(page.leaf_elements()) {
            let (at, value, size) = match element {
                Ok(element) if !element.is_bucket => {
                    (element.key, element.value, element.value.len())
                }
                // What is left of a value whose overflow pages are gone.
                Err(_) if !whole => match page.leaf_remains(index) {
                    Some(remains) => remains,
                    None => continue,
                },
                _ => {
                    sound = false;
                    continue;
                }
            };
            let Ok((revision, tombstone)) = Revision::parse(at) else {
                sound = false;
                continue;
            };
            sound &= last
                .replace((revision, tombstone))
                .is_none_or(|last| last < (revision, tombstone));
            let Ok(key) = KeyValue::key_of(value) else {
                sound = false;
                continue;
            };
            let raw = Raw {
                revision,
                tombstone,
                key,
                value,
                page: page.id(),
            };
            if key.is_empty() {
                // The mark of `--bump-revision`.
                continue;
            }
            let whole = size == value.len() && raw.check().is_ok();
            sound &= whole;
            self.records.push(Found {
                raw,
                at,
                size,
                whole,
                label: match standing {
                    Standing::Reachable => Label::Reachable,
                    Standing::Free => Label::Stale,
                    Standing::Unknown => Label::Orphaned,
                },
                removed: false,
                outside: false,
            });
        }
        if self.records.len() > start {
            self.pages.push(PageOf {
                standing,
                sound,
                records: start..self.records.len(),
            });
        }
    }

    /// Decides which pages outside a broken tree are taken for a part of it.
    pub(crate) fn judge(&mut self, reach: &Reach<'a>, compact: Option<i64>) {
        let holes = Holes::of(reach);
        let removed = Removed::by(self, compact.unwrap_or(i64::MAX));
        for found in &mut self.records {
            if found.label != Label::Reachable {
                found.removed = removed.has(&found.raw);
                found.outside = !holes.cover(found.at);
            }
        }
        for page in &self.pages {
            let records = self
                .records
                .get_mut(page.records.clone())
                .unwrap_or_default();
            if page.standing == Standing::Unknown
                && records.iter().any(|found| found.removed || found.outside)
            {
                records
                    .iter_mut()
                    .for_each(|found| found.label = Label::Stale);
            }
        }
    }

    /// Takes the records of pages that the tree leads to, and that a walk of it does not give for
    /// all that (two pages claim the same overflow page), for orphaned ones.
    pub(crate) fn orphan(&mut self, walked: &HashSet<u64, RandomState>) {
        for found in &mut self.records {
            if found.label == Label::Reachable && !walked.contains(&found.raw.page) {
                found.label = Label::Orphaned;
            }
        }
    }

    /// What the tree has lost, as far as it was found: after [`Pool::judge`]. Each revision once,
    /// an orphaned copy before a stale one.
    pub(crate) fn lost(
        &self,
        compact: Option<i64>,
        problem: &mut dyn FnMut(Error),
    ) -> Vec<Raw<'a>> {
        // Where the compact revision is lost, what was compacted shows that it was not less.
        let shown = self
            .records
            .iter()
            .filter(|f| f.removed)
            .map(|f| f.raw.revision.main);
        let compact = compact.or_else(|| shown.max()).unwrap_or(0);
        let mut last: HashMap<&[u8], (Revision, bool), RandomState> = HashMap::default();
        for found in &self.records {
            if found.raw.revision.main <= compact {
                let held = last
                    .entry(found.raw.key)
                    .or_insert_with(|| found.raw.rank());
                *held = found.raw.rank().max(*held);
            }
        }
        let wanted = |found: &&Found<'a>| {
            let (raw, rank) = (&found.raw, found.raw.rank());
            found.whole
                && (found.label == Label::Reachable
                    || !found.removed
                        && !found.outside
                        && (raw.revision.main > compact || last.get(raw.key) == Some(&rank)))
        };
        let mut lost: Vec<&Found<'a>> = self.records.iter().filter(wanted).collect();
        lost.sort_by_key(|found| (found.raw.rank(), found.label, found.raw.page));
        lost.dedup_by(|later, kept| {
            let same = later.raw.rank() == kept.raw.rank();
            if same && later.raw.value != kept.raw.value {
                problem(differing(&later.raw, kept.raw.page));
            }
            same
        });
        lost.retain(|found| found.label != Label::Reachable);
        lost.into_iter().map(|found| found.raw).collect()
    }
}

/// Two records of one revision that are not the same.
#[cold]
pub(crate) fn differing(raw: &Raw<'_>, other: u64) -> Error {
    raw.place(Error::corrupt(format!(
        "another record of this revision, in page {other}, differs: one is damaged, or they are \
         of different histories"
    )))
}

/// The holes of the bucket `key`, merged and in order.
struct Holes<'a>(Vec<Missing<'a>>);

/// The first key that is missing and the first one behind it that is not.
type Missing<'a> = (Option<&'a [u8]>, Option<&'a [u8]>);

impl<'a> Holes<'a> {
    fn of(reach: &Reach<'a>) -> Self {
        let mut all: Vec<_> = reach
            .holes()
            .iter()
            .filter(|hole| hole.bucket.is_empty() || hole.bucket == schema::KEY)
            .map(|hole| match hole.bucket {
                // Without its root bucket, anything of it may be lost.
                b"" => (None, None),
                _ => (hole.low, hole.high),
            })
            .collect();
        all.sort_unstable();
        all.dedup_by(|next, held| {
            let apart = matches!((held.1, next.0), (Some(end), Some(start)) if end < start);
            if !apart {
                // No end is the last one of all.
                let ends = held.1.zip(next.1);
                held.1 = ends.map(|(held, next)| held.max(next));
            }
            !apart
        });
        Self(all)
    }

    fn cover(&self, key: &[u8]) -> bool {
        let after = self
            .0
            .partition_point(|hole| hole.0.is_none_or(|low| low <= key));
        let hole = after.checked_sub(1).and_then(|at| self.0.get(at));
        hole.is_some_and(|hole| hole.1.is_none_or(|high| key < high))
    }
}

/// The revisions that a leaf page spans and does not hold.
struct Removed(Vec<(Revision, bool)>);

impl Removed {
    /// Only what lies at or below the compact revision can have been removed.
    fn by(pool: &Pool<'_>, compact: i64) -> Self {
        let compacted = |rank: &(Revision, bool)| rank.0.main <= compact;
        let mut all: Vec<_> = pool
            .records
            .iter()
            .map(|f| f.raw.rank())
            .filter(compacted)
            .collect();
        all.sort_unstable();
        all.dedup();
        // For each revision: pages that span it, less pages that hold it in between.
        let mut spans = vec![0_i64; all.len().saturating_add(1)];
        let mut add = |at: usize, n: i64| {
            if let Some(count) = spans.get_mut(at) {
                *count = count.saturating_add(n);
            }
        };
        for page in pool.pages.iter().filter(|page| page.sound) {
            let records = pool.records.get(page.records.clone()).unwrap_or_default();
            let (Some(first), Some(last)) = (records.first(), records.last()) else {
                continue;
            };
            let from = all.partition_point(|rank| *rank <= first.raw.rank());
            let to = all.partition_point(|rank| *rank < last.raw.rank());
            if from < to {
                add(from, 1);
                add(to, -1);
            }
        }
        let mut held = vec![0_i64; all.len()];
        for page in pool.pages.iter().filter(|page| page.sound) {
            let records = pool.records.get(page.records.clone()).unwrap_or_default();
            let inner = records
                .get(1..records.len().saturating_sub(1))
                .unwrap_or_default();
            for found in inner {
                if let Ok(at) = all.binary_search(&found.raw.rank())
                    && let Some(count) = held.get_mut(at)
                {
                    *count = count.saturating_add(1);
                }
            }
        }
        let mut spanning = 0_i64;
        let removed = all
            .into_iter()
            .zip(spans)
            .zip(held)
            .filter_map(|((rank, step), held)| {
                spanning = spanning.saturating_add(step);
                (spanning > held).then_some(rank)
            });
        Self(removed.collect())
    }

    fn has(&self, raw: &Raw<'_>) -> bool {
        self.0.binary_search(&raw.rank()).is_ok()
    }
}
