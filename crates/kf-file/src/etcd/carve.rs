//! What only the pages outside the tree still hold: compacted revisions, deleted keys.
//!
//! bbolt clears no page that it frees, and etcd writes each record once, so a record in a free page
//! is either a copy of one in the tree, or it was compacted, or it belongs to writes that never
//! became part of this state: those of a commit that was not finished, those that a server went
//! on with while the snapshot was being sent, those of another history.

use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};

use crate::bbolt::Scan;

use super::pool::{Found, Pool};
use super::record::Record;
use super::revision::Revision;
use super::salvage::Label;
use super::store::Store;

/// Why a record is not in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Fate {
    /// It is in the tree; listed only if copies were asked for.
    Copy,
    /// Its revision lies at or below the compact revision.
    Compacted,
    /// The tree is broken, and this may be of the part that it has lost.
    Lost,
    /// Its revision lies above the store's: a commit that was not finished, what a server wrote
    /// while the snapshot was being sent, or another history.
    Ahead,
    /// The tree ought to hold its revision and holds none, or another record of it: it is of
    /// another history, such as that before a restore, or one of the two is damaged.
    Foreign,
}

impl Fate {
    /// One word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Compacted => "compacted",
            Self::Lost => "lost",
            Self::Ahead => "ahead",
            Self::Foreign => "foreign",
        }
    }
}

/// A record found outside the tree.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Carved<'a> {
    /// Its revision.
    pub revision: Revision,
    /// Whether it deletes its key.
    pub tombstone: bool,
    /// The user's key.
    pub key: &'a [u8],
    /// The record, if all of it is left. Pages that are freed while a snapshot is being sent can be
    /// torn: whole means that its pages are its own and that it does not contradict itself.
    pub record: Option<Record<'a>>,
    /// The bytes that are left of its `mvccpb.KeyValue`.
    pub bytes: &'a [u8],
    /// How many bytes that had.
    pub size: usize,
    /// The page it starts in.
    pub page: u64,
    /// What the page is to the tree.
    pub label: Label,
    /// Why it is not in the tree.
    pub fate: Fate,
    /// Whether the key exists in the newest state.
    pub live: bool,
    /// Further copies of it in other pages outside the tree.
    pub copies: usize,
}

impl<'a> Store<'a> {
    /// The records that lie outside the tree, in the order of their revisions; with `all`, those
    /// that the tree holds too. Each record once, a whole copy before one that has lost its end.
    /// None where there is no bbolt file below.
    ///
    /// Reads every page of the file; memory grows with the number of records in it.
    #[must_use]
    pub fn carve(&self, all: bool) -> Vec<Carved<'a>> {
        let Some(db) = self.db() else {
            return Vec::new();
        };
        let scan = Scan::of(db);
        let intact = scan.reach().is_intact();
        let mut pool = Pool::of(&scan);
        if !intact {
            pool.judge(scan.reach(), self.compact_revision());
        }
        // A record without end may be a copy of a whole one.
        let kept = Kept::of(&pool);
        let mut outside: Vec<&Found<'a>> = pool
            .records
            .iter()
            .filter(|found| found.label != Label::Reachable)
            .collect();
        outside.sort_by_key(|f| (f.raw.rank(), !f.whole, f.label, f.raw.value, f.raw.page));
        let mut carved: Vec<Carved<'a>> = Vec::new();
        for found in outside {
            if let Some(last) = carved.last_mut()
                && (last.revision, last.tombstone) == found.raw.rank()
                && same(last.bytes, found)
            {
                last.copies = last.copies.saturating_add(1);
                continue;
            }
            let fate = self.fate(&kept, found, intact);
            carved.push(Carved {
                revision: found.raw.revision,
                tombstone: found.raw.tombstone,
                key: found.raw.key,
                record: found.raw.check().ok().filter(|_| found.whole),
                bytes: found.raw.value,
                size: found.size,
                page: found.raw.page,
                label: found.label,
                fate,
                live: kept.live.contains(found.raw.key),
                copies: 0,
            });
        }
        if !all {
            carved.retain(|carved| carved.fate != Fate::Copy);
        }
        carved
    }

    fn fate(&self, kept: &Kept<'a>, found: &Found<'a>, intact: bool) -> Fate {
        let main = found.raw.revision.main;
        match kept.records.get(&found.raw.rank()) {
            Some(held) if same(held, found) => Fate::Copy,
            Some(_) => Fate::Foreign,
            None if self
                .compact_revision()
                .is_some_and(|compact| main <= compact) =>
            {
                Fate::Compacted
            }
            None if main > self.revision() => Fate::Ahead,
            None if intact => Fate::Foreign,
            None => Fate::Lost,
        }
    }
}

/// Whether a record is a copy of one with these bytes, as far as it goes.
fn same(held: &[u8], found: &Found<'_>) -> bool {
    if found.size == found.raw.value.len() {
        held == found.raw.value
    } else {
        held.starts_with(found.raw.value)
    }
}

/// What the tree holds.
struct Kept<'a> {
    records: HashMap<(Revision, bool), &'a [u8], RandomState>,
    /// Keys that exist.
    live: HashSet<&'a [u8], RandomState>,
}

impl<'a> Kept<'a> {
    fn of(pool: &Pool<'a>) -> Self {
        let in_tree = || pool.records.iter().filter(|f| f.label == Label::Reachable);
        let mut newest: HashMap<&[u8], (Revision, bool), RandomState> = HashMap::default();
        for found in in_tree() {
            let rank = found.raw.rank();
            let held = newest.entry(found.raw.key).or_insert(rank);
            *held = rank.max(*held);
        }
        let live = newest.into_iter().filter(|(_, (_, tombstone))| !tombstone);
        Self {
            records: in_tree().map(|f| (f.raw.rank(), f.raw.value)).collect(),
            live: live.map(|(key, _)| key).collect(),
        }
    }
}
