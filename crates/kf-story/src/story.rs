//! Changes of one cluster out of several files, each once and in the order of revisions.

use std::cmp::Ordering;
use std::sync::OnceLock;

use kf_base::error::Error;
use kf_file::etcd::{Carved, Fate, Record, Revision, Want};
use kf_view::{KeyChange, KeyChanges, Mapping, View};

use crate::kinds::{Kinds, Place};

/// A snapshot that tells a part of the story.
#[derive(Debug)]
pub struct Part<'v, 's> {
    /// The file's name.
    pub name: String,
    /// Its newest state that counts.
    pub view: &'v View<'s>,
    /// What lies outside its tree.
    pub carved: Vec<Carved<'s>>,
}

/// Where a record comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The tree, or what stands for it.
    Reachable,
    /// A page that the tree does not lead to, and why the record is not in the tree.
    Carved(Fate),
}

impl Origin {
    /// `reachable`, or `carved` with why: `carved, compacted`.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Reachable => "reachable".to_owned(),
            Self::Carved(fate) => format!("carved, {}", fate.as_str()),
        }
    }
}

/// Revisions that no file holds all changes of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The newest revision of the file before, and its name.
    pub after: (i64, String),
    /// The compact revision of the file after, and its name.
    pub until: (i64, String),
}

/// A file that tells of another history than those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Its name.
    pub name: String,
    /// The first revision of which it holds another record; `None` where it is of another cluster.
    pub revision: Option<i64>,
}

/// The part and the origin of a record.
#[derive(Clone, Copy, Debug)]
struct From {
    part: u32,
    origin: Origin,
}

/// Every change that the parts hold.
#[derive(Debug)]
pub struct Story<'v, 's> {
    parts: Vec<Part<'v, 's>>,
    kinds: Vec<Kinds<'v, 's>>,
    changes: KeyChanges<'s>,
    /// Places of the changes, each key's together.
    order: OnceLock<Vec<usize>>,
    /// As many as there are changes; empty where all are in the tree of the only part.
    from: Vec<From>,
    aside: Vec<(usize, Carved<'s>)>,
    gaps: Vec<Gap>,
    foreign: Vec<Foreign>,
}

type Told<'s> = (Record<'s>, From);

impl<'v, 's> Story<'v, 's> {
    /// Puts the parts together. Of a part that contradicts those before it nothing is taken.
    #[must_use]
    pub fn tell(mut parts: Vec<Part<'v, 's>>) -> Self {
        let nothing_lost = |part: &Part<'_, '_>| !part.carved.iter().any(is_of_this_history);
        if parts.len() == 1 && parts.iter().all(nothing_lost) {
            return Self::of_tree(parts);
        }
        let mut told: Vec<Told<'s>> = Vec::new();
        let mut problems: Vec<Error> = Vec::new();
        let mut left_off = 0_u64;
        let mut foreign = Vec::new();
        let mut aside = Vec::new();
        let mut taken: Vec<Part<'v, 's>> = Vec::new();
        for mut part in parts.drain(..) {
            let held = part.view.changes_of(&Want::all());
            let (found, more) = (held.problems.clone(), held.left_off);
            let at = taken.len();
            let outside = std::mem::take(&mut part.carved);
            let (chained, other): (Vec<_>, Vec<_>) =
                outside.into_iter().partition(is_of_this_history);
            let own = records(held.into_records(), &chained, at);
            // The newer state has the newer definitions, by which both can be read.
            let newest = taken.iter().map(|part| part.view.revision()).max();
            let newer = newest.is_none_or(|newest| part.view.revision() > newest);
            match merged(told, own, newer) {
                Ok((merged, agreed)) => {
                    let strange = !agreed && is_of_other_cluster(&taken, &part);
                    if strange {
                        foreign.push(Foreign {
                            name: part.name,
                            revision: None,
                        });
                        told = merged;
                        told.retain(|(_, from)| usize::try_from(from.part) != Ok(at));
                        continue;
                    }
                    told = merged;
                }
                Err((before, revision)) => {
                    told = before;
                    foreign.push(Foreign {
                        name: part.name,
                        revision: Some(revision),
                    });
                    continue;
                }
            }
            problems.extend(found);
            left_off = left_off.saturating_add(more);
            aside.extend(other.into_iter().map(|carved| (at, carved)));
            taken.push(part);
        }
        let (records, from): (Vec<_>, Vec<_>) = told.into_iter().unzip();
        let kinds = taken.iter().map(|part| Kinds::new(part.view)).collect();
        Self {
            gaps: gaps(&taken),
            kinds,
            parts: taken,
            changes: KeyChanges::new(records, problems, left_off),
            order: OnceLock::new(),
            from,
            aside,
            foreign,
        }
    }

    /// Takes the changes of the only part as its tree has them.
    fn of_tree(mut parts: Vec<Part<'v, 's>>) -> Self {
        let mut aside = Vec::new();
        let mut changes = KeyChanges::new(Vec::new(), Vec::new(), 0);
        for part in &mut parts {
            changes = part.view.changes_of(&Want::all());
            aside.extend(part.carved.drain(..).map(|carved| (0, carved)));
        }
        Self {
            gaps: Vec::new(),
            kinds: parts.iter().map(|part| Kinds::new(part.view)).collect(),
            parts,
            from: Vec::new(),
            order: OnceLock::new(),
            changes,
            aside,
            foreign: Vec::new(),
        }
    }

    /// The files that the story is told by.
    #[must_use]
    pub fn parts(&self) -> &[Part<'v, 's>] {
        &self.parts
    }

    /// All changes, in the order of their revisions.
    #[must_use]
    pub fn changes(&self) -> &KeyChanges<'s> {
        &self.changes
    }

    /// The places of all changes, each key's together and in the order of its revisions.
    pub(crate) fn order(&self) -> &[usize] {
        self.order.get_or_init(|| self.changes.by_key())
    }

    /// The places of the changes of a key, from the oldest.
    pub(crate) fn of_key(&self, key: &[u8]) -> &[usize] {
        let order = self.order();
        let own = |at: &usize| self.changes.get(*at).map_or(&[][..], |c| c.record.key);
        let from = order.partition_point(|at| own(at) < key);
        let rest = order.get(from..).unwrap_or_default();
        let many = rest.partition_point(|at| own(at) <= key);
        rest.get(..many).unwrap_or_default()
    }

    /// The type of a kind in a part.
    pub(crate) fn kind(&self, part: usize, group: &str, kind: &str) -> Option<&Mapping> {
        self.kinds.get(part)?.named(group, kind)
    }

    /// Records outside the trees that do not belong to this history, with the place of their file
    /// among [`Story::parts`].
    #[must_use]
    pub fn aside(&self) -> &[(usize, Carved<'s>)] {
        &self.aside
    }

    /// Revisions between two files that neither holds all changes of.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Files that were left out.
    #[must_use]
    pub fn foreign(&self) -> &[Foreign] {
        &self.foreign
    }

    /// Where the record of a change comes from.
    #[must_use]
    pub fn origin(&self, at: usize) -> Origin {
        self.from.get(at).map_or(Origin::Reachable, |f| f.origin)
    }

    /// The place of a change's file among [`Story::parts`].
    #[must_use]
    pub fn part_of(&self, at: usize) -> usize {
        let from = self.from.get(at);
        from.and_then(|f| usize::try_from(f.part).ok()).unwrap_or(0)
    }

    /// What the key of a change names.
    #[must_use]
    pub fn place(&self, at: usize, change: &KeyChange<'s>) -> Option<Place<'_, 's>> {
        self.place_of(self.part_of(at), change.record.key)
    }

    /// What a key names in a part; `None` where it is another cluster's that shares the etcd.
    #[must_use]
    pub fn place_of<'k>(&self, part: usize, key: &'k [u8]) -> Option<Place<'_, 'k>> {
        let view = self.parts.get(part)?.view;
        if view.is_neighbours(key) {
            return None;
        }
        Some(self.kinds.get(part)?.of(key))
    }
}

/// Whether a record outside the tree is one that the tree once had.
fn is_of_this_history(carved: &Carved<'_>) -> bool {
    carved.record.is_some() && matches!(carved.fate, Fate::Compacted | Fate::Lost)
}

fn rank(record: &Record<'_>) -> (Revision, bool) {
    (record.revision, record.tombstone)
}

/// The records of a part in their order.
fn records<'s>(held: Vec<Record<'s>>, carved: &[Carved<'s>], part: usize) -> Vec<Told<'s>> {
    let part = u32::try_from(part).unwrap_or(u32::MAX);
    let from = |origin| From { part, origin };
    let mut told: Vec<Told<'s>> = Vec::with_capacity(held.len().saturating_add(carved.len()));
    told.extend(held.into_iter().map(|r| (r, from(Origin::Reachable))));
    if carved.is_empty() {
        return told;
    }
    let lost = carved
        .iter()
        .filter_map(|c| Some((c.record?, from(Origin::Carved(c.fate)))));
    told.extend(lost);
    told.sort_by_key(|(record, _)| rank(record));
    // Of a record in the tree and one outside it, the first is kept.
    told.dedup_by(|later, earlier| rank(&later.0) == rank(&earlier.0));
    told
}

/// Both lists as one, and whether they share a record; the first list and a revision of which they
/// tell different things. Of a record in both, the one in a tree is taken, and else that of the list
/// with the newer state.
fn merged<'s>(
    before: Vec<Told<'s>>,
    after: Vec<Told<'s>>,
    newer: bool,
) -> Result<(Vec<Told<'s>>, bool), (Vec<Told<'s>>, i64)> {
    if before.is_empty() {
        return Ok((after, true));
    }
    let same = |a: &Record<'_>, b: &Record<'_>| (a.key, a.value) == (b.key, b.value);
    let (mut left, mut right) = (before.iter().peekable(), after.iter().peekable());
    let mut all = Vec::with_capacity(before.len().saturating_add(after.len()));
    let mut agreed = false;
    loop {
        let (a, b) = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) => (**a, **b),
            (Some(_), None) => {
                all.extend(left.copied());
                break;
            }
            (None, _) => {
                all.extend(right.copied());
                break;
            }
        };
        match rank(&a.0).cmp(&rank(&b.0)) {
            Ordering::Less => all.extend(left.next().copied()),
            Ordering::Greater => all.extend(right.next().copied()),
            Ordering::Equal if same(&a.0, &b.0) => {
                agreed = true;
                let in_tree = |told: &Told<'_>| told.1.origin == Origin::Reachable;
                let later = (in_tree(&b), newer) > (in_tree(&a), !newer);
                all.push(if later { b } else { a });
                left.next();
                right.next();
            }
            Ordering::Equal => return Err((before, a.0.revision.main)),
        }
    }
    Ok((all, agreed))
}

/// Whether a file is of another cluster than the first one, as far as both say of which they are.
fn is_of_other_cluster(taken: &[Part<'_, '_>], part: &Part<'_, '_>) -> bool {
    let own = taken.first().and_then(|first| first.view.cluster_uid());
    match (own, part.view.cluster_uid()) {
        (Some(own), Some(other)) => own != other,
        _ => false,
    }
}

/// What lies between the files.
fn gaps(parts: &[Part<'_, '_>]) -> Vec<Gap> {
    let mut spans: Vec<(i64, i64, &str)> = parts
        .iter()
        .map(|part| {
            let reach = part.view.reach();
            let from = reach.compacted.unwrap_or(0);
            (from, reach.last, part.name.as_str())
        })
        .collect();
    spans.sort_unstable();
    let mut gaps = Vec::new();
    let mut newest: Option<(i64, &str)> = None;
    for (from, last, name) in spans {
        if let Some((end, before)) = newest
            && from > end.saturating_add(1)
        {
            gaps.push(Gap {
                after: (end, before.to_owned()),
                until: (from, name.to_owned()),
            });
        }
        if newest.is_none_or(|(end, _)| last > end) {
            newest = Some((last, name));
        }
    }
    gaps
}
