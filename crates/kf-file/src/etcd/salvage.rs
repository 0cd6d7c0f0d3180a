//! A key space out of a broken file.
//!
//! With a whole tree nothing is salvaged: what lies outside of it is stale. With a broken one the
//! tree is read as far as it goes, and the records found outside of it fill its holes, by the rules
//! of [`super::pool`]. If the root bucket itself is lost, another leaf page that names etcd's
//! buckets is taken for it.

use std::cmp::Reverse;
use std::fmt;

use foldhash::fast::RandomState;
use hashbrown::HashMap;

use crate::bbolt::{Bucket, Db, Direction, Reach, Scan, Visited};
use kf_base::error::{Error, Result};
use kf_base::limits;

use super::lease::Lease;
use super::overlay::{Loose, SmallEntry};
use super::pool::{Pool, RootLeaf};
use super::schema;
use super::store::Store;

/// What the page that holds a record is to the tree. Ordered by how far it is to be believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// The tree leads to it.
    #[default]
    Reachable,
    /// It is not in the tree and nothing shows that it is free: taken for a part of the tree that
    /// was lost. Certain where a freelist is stored and does not name the page, an inference else.
    Orphaned,
    /// It is free, or an old version of a page: what it says was so once.
    Stale,
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reachable => "reachable",
            Self::Orphaned => "orphaned",
            Self::Stale => "stale",
        })
    }
}

/// The pages that records outside the tree came from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels(HashMap<u64, Label, RandomState>);

impl Labels {
    pub(crate) fn get(&self, page: u64) -> Label {
        self.0.get(&page).copied().unwrap_or_default()
    }
}

impl<'a> Store<'a> {
    /// Takes the key space out of a bbolt file that may be broken in any way, page by page. A file
    /// whose tree is whole is read as [`Store::new`] reads it; what was lost and what was done
    /// about it is in [`Store::problems`], and [`Store::label`] tells where a record came from.
    ///
    /// # Errors
    /// As [`Store::new`], when no record at all can be found.
    pub fn salvage(bytes: &'a [u8]) -> Result<Self> {
        let db = Db::open_damaged(bytes)?;
        let reach = Reach::of(&db);
        if reach.is_intact() {
            return Self::new(db);
        }
        let mut scan = Scan::beside(&db, reach);
        let mut pool = Pool::of(&scan);
        let mut db = db;
        let rootless = !matches!(db.bucket(schema::KEY), Ok(Some(_)));
        if rootless && let Some((rooted, reach)) = another_root(&db, &pool) {
            if reach.is_intact() {
                return Self::new(rooted);
            }
            scan = Scan::beside(&rooted, reach);
            pool = Pool::of(&scan);
            db = rooted;
        }
        let key = db.bucket(schema::KEY).ok().flatten();
        if key.is_none() && pool.records.is_empty() {
            // The error that tells what is there instead.
            return Self::new(db);
        }
        let small = small_buckets(&db, &scan, &pool);
        let mut problems = db.problems().to_vec();
        let tree = key.map(|key| (db, key));
        let bare = Self::build(
            tree.clone(),
            Loose::new(Vec::new(), small.clone()),
            Vec::new(),
        );
        let compact = bare.compact_revision();
        pool.judge(scan.reach(), compact);
        if let Some((db, key)) = &tree {
            let visited = Visited::new(db);
            let leaves = db.leaves(*key, Direction::Forward, &visited).flatten();
            pool.orphan(&leaves.map(|page| page.id()).collect());
        }
        let lost = pool.lost(compact, &mut |e| problems.push(e));
        let labels = pool
            .records
            .iter()
            .map(|found| (found.raw.page, found.label));
        let labels = labels
            .filter(|(_, label)| *label != Label::Reachable)
            .collect();
        if tree.is_none() {
            problems.push(
                Error::corrupt("no tree leads to the key space: it was put together page by page")
                    .in_bucket(schema::KEY),
            );
        }
        let more = problems.len().saturating_sub(limits::MAX_PROBLEMS);
        if more > 0 {
            problems.truncate(limits::MAX_PROBLEMS);
            problems.push(Error::limit(format!(
                "{more} more problems are not named (MAX_PROBLEMS)"
            )));
        }
        let mut store = Self::build(tree, Loose::new(lost, small), problems);
        store.set_labels(Labels(labels));
        Ok(store)
    }
}

/// The file read from the best of the leaf pages that name etcd's buckets: the one with the
/// highest raft index whose tree is whole and leads to the newest record that there is, or else
/// the one with the highest, which is not believed to lead to everything.
fn another_root<'a>(db: &Db<'a>, pool: &Pool<'a>) -> Option<(Db<'a>, Reach<'a>)> {
    let mut roots: Vec<_> = pool
        .roots
        .iter()
        .filter(|root| root.has(schema::KEY))
        .map(|root| (Reverse(root.index()), root.page))
        .collect();
    roots.sort_unstable();
    let records = pool.records.iter().filter(|found| found.whole);
    let newest = records.map(|found| found.raw.revision).max();
    let mut best = None;
    for (Reverse(index), page) in roots.into_iter().take(limits::MAX_ROOTS_TRIED) {
        let mut rooted = db.with_root(page);
        let index = index.map_or_else(|| "unknown".to_owned(), |index| index.to_string());
        rooted.add_problem(Error::corrupt(format!(
            "the root bucket is lost: page {page}, a leaf that names etcd's buckets (raft index \
             {index}), is taken for it"
        )));
        let mut reach = Reach::of(&rooted);
        let last = || Store::new(rooted.clone()).map(|store| store.last_revision());
        if reach.is_intact() && last().is_ok_and(|last| last >= newest) {
            return Some((rooted, reach));
        }
        if best.is_none() {
            reach.distrust(schema::KEY);
            best = Some((rooted, reach));
        }
    }
    best
}

impl<'a> RootLeaf<'a> {
    fn bucket(&self, name: &[u8]) -> Option<Bucket<'a>> {
        self.buckets.iter().find(|b| b.name() == name).copied()
    }

    fn has(&self, name: &[u8]) -> bool {
        self.bucket(name).is_some()
    }

    /// The raft index it was written at, if its bucket `meta` says so.
    fn index(&self) -> Option<u64> {
        let meta = self.bucket(schema::META)?.inline_page()?;
        let mut entries = meta.leaf_elements().flatten();
        let found = entries.find(|entry| entry.key == schema::META_CONSISTENT_INDEX)?;
        Some(u64::from_be_bytes(found.value.try_into().ok()?))
    }
}

type Small<'a> = Vec<(&'static [u8], Vec<SmallEntry<'a>>)>;

/// Stand-ins for the small buckets that the tree has lost.
fn small_buckets<'a>(db: &Db<'a>, scan: &Scan<'a>, pool: &Pool<'a>) -> Small<'a> {
    let mut roots: Vec<&RootLeaf<'a>> = pool.roots.iter().collect();
    roots.sort_by_cached_key(|root| (Reverse(root.index()), root.page));
    let holes = scan.reach().holes();
    let names = schema::BUCKETS
        .into_iter()
        .filter(|name| *name != schema::KEY);
    names
        .filter_map(|name| {
            let in_tree = db.bucket(name);
            let holed = holes.iter().any(|hole| hole.bucket == name);
            if matches!(in_tree, Ok(Some(_))) && !holed {
                return None;
            }
            let root_lost = holes.iter().any(|hole| hole.bucket.is_empty());
            if matches!(in_tree, Ok(None)) && !root_lost {
                return None;
            }
            let mut found: Vec<SmallEntry<'a>> = match in_tree {
                Ok(Some(bucket)) => entries(db, bucket),
                _ => Vec::new(),
            };
            if found.is_empty() {
                let inline = roots.iter().filter_map(|root| root.bucket(name));
                let mut best = inline
                    .filter(Bucket::is_inline)
                    .map(|bucket| entries(db, bucket));
                found = best.next().unwrap_or_default();
            }
            if name == schema::LEASE {
                leases(pool, &mut found);
            }
            (!found.is_empty()).then_some((name, found))
        })
        .collect()
}

fn entries<'a>(db: &Db<'a>, bucket: Bucket<'a>) -> Vec<SmallEntry<'a>> {
    let found = db.entries(bucket, Direction::Forward).flatten();
    found.map(SmallEntry::from).collect()
}

/// Adds the leases of leaf pages outside the tree. One that was revoked since cannot be told from
/// one that was lost.
fn leases<'a>(pool: &Pool<'a>, entries: &mut Vec<SmallEntry<'a>>) {
    for leaf in &pool.lease_leaves {
        for element in leaf.page.leaf_elements().flatten() {
            if !element.is_bucket && Lease::parse(element.key, element.value).is_ok() {
                entries.push(SmallEntry {
                    key: element.key,
                    value: element.value,
                    page: leaf.page.id(),
                });
            }
        }
    }
    // The tree's own come first and stay.
    entries.sort_by_key(|entry| entry.key);
    entries.dedup_by_key(|entry| entry.key);
}
