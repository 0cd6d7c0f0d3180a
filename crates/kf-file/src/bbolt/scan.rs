//! Finding leaf pages by looking at every page of the file, whatever its tree says.
//!
//! A page is found by its header, which names the page itself. What lies outside the tree is
//! either a part that the tree has lost, or stale: bbolt never clears a page that it frees, so an
//! old page stays whole until it is written over. An overflow run is written over from within: the
//! lowest of its pages that was written over starts a run of its own and carries its own id. So a
//! run outside the tree ends at the first page that names itself, and what lay behind it is gone.

use kf_base::error::{Error, Result};

use super::bucket::Bucket;
use super::db::Db;
use super::meta::Meta;
use super::page::{Page, PageKind};
use super::page_set::PageSet;
use super::reach::Reach;

/// How a page stands to the tree that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The tree leads to it.
    Reachable,
    /// It is free: on the freelist; above the high-water mark; or not in the tree, where the tree
    /// is whole and no freelist is kept.
    Free,
    /// The tree does not lead to it, and nothing shows that it is free.
    Unknown,
}

/// A leaf page, wherever it lies.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Leaf<'a> {
    /// The page, cut where its overflow pages have been written over.
    pub page: Page<'a>,
    /// How it stands to the tree.
    pub standing: Standing,
    /// Whether all of its overflow pages are still its own.
    pub whole: bool,
}

/// Every page of a file.
#[derive(Clone, Debug)]
pub struct Scan<'a> {
    leaves: Vec<Leaf<'a>>,
    reach: Reach<'a>,
}

impl<'a> Scan<'a> {
    /// Looks at every page of a file.
    #[must_use]
    pub fn of(db: &Db<'a>) -> Self {
        Self::beside(db, Reach::of(db))
    }

    /// Looks at every page of a file whose tree has been walked.
    #[must_use]
    pub fn beside(db: &Db<'a>, reach: Reach<'a>) -> Self {
        let free = Free::of(db, &reach);
        let mut leaves = Vec::new();
        // From the end, so that the next page that belongs to somebody else is known.
        let mut border = db.pages();
        for id in (2..db.pages()).rev() {
            let reached = reach.enters(id);
            let inside = reach.reaches(id) && !reached;
            // A page in the middle of a reachable run is that run's data, even if it looks like a
            // page of its own.
            let Some(header) = db.header(id).filter(|_| !inside) else {
                if inside {
                    border = id;
                }
                continue;
            };
            if PageKind::from_flags(header.flags) == Some(PageKind::Leaf)
                && let Ok((mut page, fault)) = db.page_anywhere(id)
            {
                let mut whole = fault.is_none();
                if !reached {
                    whole &= cut(&mut page, border, db.page_size());
                }
                leaves.push(Leaf {
                    page,
                    standing: if reached {
                        Standing::Reachable
                    } else {
                        free.standing(id)
                    },
                    whole,
                });
            }
            border = id;
        }
        leaves.reverse();
        Self { leaves, reach }
    }

    /// The leaf pages in the order of the file.
    #[must_use]
    pub fn leaves(&self) -> &[Leaf<'a>] {
        &self.leaves
    }

    /// What the tree reaches.
    #[must_use]
    pub fn reach(&self) -> &Reach<'a> {
        &self.reach
    }

    /// The buckets in a leaf page, as the leaf of a root bucket has them.
    #[must_use]
    pub fn buckets(leaf: &Leaf<'a>) -> Vec<Bucket<'a>> {
        let elements = leaf.page.leaf_elements().flatten();
        elements
            .filter(|e| e.is_bucket)
            .filter_map(|e| Bucket::parse(e.key, e.value, leaf.page.id()).ok())
            .collect()
    }
}

/// Cuts a run outside the tree at `border`, the next page that belongs to somebody else; whether
/// nothing was lost.
fn cut(page: &mut Page<'_>, border: u64, page_size: usize) -> bool {
    let own = border.saturating_sub(page.id());
    if own <= u64::from(page.overflow()) {
        let bytes = usize::try_from(own)
            .unwrap_or(usize::MAX)
            .saturating_mul(page_size);
        page.run = page.run.get(..bytes).unwrap_or(page.run);
        return false;
    }
    if page.overflow() == 0 {
        return true;
    }
    // bbolt writes zeros behind the last value. Anything else there is of somebody who wrote over
    // the run while the file was being copied.
    let rest = page.run.get(page.data_end()..).unwrap_or_default();
    let clean = rest.iter().all(|byte| *byte == 0);
    if !clean {
        page.run = page.run.get(..page_size).unwrap_or(page.run);
    }
    clean
}

/// What shows that a page is free.
struct Free {
    listed: Option<PageSet>,
    above: u64,
    intact: bool,
}

impl Free {
    fn of(db: &Db<'_>, reach: &Reach<'_>) -> Self {
        let listed = match db.freelist() {
            Ok(Some(ids)) => {
                let mut set = PageSet::new(db);
                ids.into_iter().for_each(|id| {
                    set.mark(id);
                });
                Some(set)
            }
            _ => None,
        };
        Self {
            listed,
            above: db.high_water_mark(),
            intact: reach.is_intact(),
        }
    }

    fn standing(&self, id: u64) -> Standing {
        let free = id >= self.above
            || match &self.listed {
                Some(listed) => listed.is_marked(id),
                None => self.intact,
            };
        if free {
            Standing::Free
        } else {
            Standing::Unknown
        }
    }
}

/// The page size in bytes of a file whose metas are both lost: the one by which most pages name
/// themselves.
///
/// # Errors
/// Corrupt when no page names itself at any page size that bbolt has.
pub(crate) fn probe_page_size(data: &[u8]) -> Result<usize> {
    let score = |size: usize| {
        let pages = data.len() / size.max(1);
        let named = (2..pages).filter(|page| {
            let at = page.saturating_mul(size);
            let header = data.get(at..).map(super::page::Header::parse);
            matches!(header, Some(Ok(header)) if usize::try_from(header.id) == Ok(*page)
                && PageKind::from_flags(header.flags).is_some())
        });
        named.count()
    };
    let sizes = Meta::probes().filter_map(|size| usize::try_from(size).ok());
    let best = sizes
        .map(|size| (score(size), size))
        .max_by_key(|(score, _)| *score);
    match best {
        Some((score, size)) if score > 0 => Ok(size),
        _ => Err(Error::corrupt(
            "no page names itself at any page size: this is no bbolt file, or none of it is left",
        )),
    }
}

impl<'a> Db<'a> {
    /// Opens a file as [`Db::open`] does, or, when both metas are lost, by the page size at which
    /// its pages name themselves: then it has no tree, and [`Scan`] finds what there is.
    ///
    /// # Errors
    /// As [`Db::open`], when no page size can be told either.
    pub fn open_damaged(bytes: &'a [u8]) -> Result<Self> {
        let fault = match Self::open(bytes) {
            Ok(db) => return Ok(db),
            Err(e) => e,
        };
        match probe_page_size(bytes) {
            Ok(size) => Ok(Self::without_meta(bytes, size, fault)),
            Err(_) => Err(fault),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_testing::bbolt::{Builder, header, key_file};

    const PAGE: usize = 1024;

    fn elements(n: u32) -> Vec<(Vec<u8>, Vec<u8>)> {
        (0..n)
            .map(|i| (format!("key{i:05}").into_bytes(), vec![b'v'; 40]))
            .collect()
    }

    fn standings(file: &[u8]) -> Vec<(u64, Standing)> {
        let db = Db::open_damaged(file).unwrap();
        let scan = Scan::of(&db);
        let leaves = scan.leaves().iter();
        leaves.map(|leaf| (leaf.page.id(), leaf.standing)).collect()
    }

    #[test]
    fn a_sound_file_is_reachable_but_for_its_free_pages() {
        let mut builder = Builder::new(PAGE);
        builder.leaf(&vec![(b"old".to_vec(), b"1".to_vec(), false)]);
        let root = builder.tree(&elements(10), 5);
        let file = builder.finish(vec![("key", Builder::bucket(root))]);
        let found = standings(&file);
        assert_eq!(found[0], (2, Standing::Free));
        assert!(found[1..].iter().all(|(_, s)| *s == Standing::Reachable));
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn a_lost_branch_leaves_a_hole_and_its_pages_unknown() {
        let mut file = key_file(PAGE, &elements(10), 5);
        // Pages 2 and 3 are leaves, page 4 their branch.
        file[4 * PAGE..5 * PAGE].fill(0);
        let db = Db::open(&file).unwrap();
        let scan = Scan::of(&db);
        let hole = scan.reach().holes()[0];
        assert_eq!(
            (hole.bucket, hole.low, hole.high),
            (&b"key"[..], None, None)
        );
        assert_eq!(
            standings(&file),
            [
                (2, Standing::Unknown),
                (3, Standing::Unknown),
                (5, Standing::Reachable)
            ]
        );
    }

    #[test]
    fn a_lost_leaf_is_a_hole_between_its_separators() {
        let mut file = key_file(PAGE, &elements(20), 5);
        file[3 * PAGE] = 77;
        let reach = Reach::of(&Db::open(&file).unwrap());
        let [hole] = reach.holes() else {
            panic!("{:?}", reach.holes());
        };
        assert_eq!(hole.low, Some(&b"key00005"[..]));
        assert_eq!(hole.high, Some(&b"key00010"[..]));
        assert!(hole.covers(b"key00009") && !hole.covers(b"key00010"));
    }

    #[test]
    fn without_metas_the_page_size_is_told_by_the_pages() {
        for size in [1024, 4096, 16384] {
            let mut file = key_file(size, &elements(30), 5);
            file[..2 * size].fill(0);
            assert_eq!(Db::open_damaged(&file).unwrap().page_size(), size);
            assert!(standings(&file).len() >= 6);
        }
        assert!(Db::open_damaged(&[0; 65536]).is_err());
    }

    #[test]
    fn an_overflow_run_ends_where_another_page_begins() {
        let mut builder = Builder::new(PAGE);
        let large = vec![
            (b"a".to_vec(), vec![1; 100], false),
            (b"b".to_vec(), vec![2; 3 * PAGE], false),
        ];
        builder.leaf(&large);
        let root = builder.tree(&elements(3), 5);
        let mut file = builder.finish(vec![("key", Builder::bucket(root))]);
        let first = |file: &[u8]| {
            let db = Db::open(file).unwrap();
            let leaf = Scan::of(&db).leaves()[0];
            (
                leaf.whole,
                leaf.page.bytes().len(),
                leaf.page.leaf_remains(1).map(|r| r.1.len()),
            )
        };
        assert_eq!(first(&file), (true, 4 * PAGE, Some(3 * PAGE)));
        file[4 * PAGE..4 * PAGE + 16].copy_from_slice(&header(4, 2, 0, 0));
        let (whole, length, left) = first(&file);
        assert!(!whole && length == 2 * PAGE && left.unwrap() < 2 * PAGE);
        file[4 * PAGE..4 * PAGE + 16].fill(2);
        file[6 * PAGE - 1] = 9;
        assert_eq!(first(&file).1, PAGE);
    }
}
