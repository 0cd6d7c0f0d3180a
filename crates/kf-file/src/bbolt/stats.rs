//! How full the pages of a bucket are: the figures of `bbolt stats`.

use kf_base::error::{Error, Result};
use kf_base::limits;

use super::bucket::{Bucket, Root};
use super::db::Db;
use super::page::{Page, PageKind};
use super::page_set::PageSet;

/// What bbolt counts of a bucket and of those inside it (bbolt `bucket.go` `BucketStats`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BucketStats {
    /// Branch pages, overflow pages excepted.
    pub branch_pages: u64,
    /// Overflow pages of branch pages.
    pub branch_overflow: u64,
    /// Leaf pages, overflow pages and the pages of inline buckets excepted.
    pub leaf_pages: u64,
    /// Overflow pages of leaf pages.
    pub leaf_overflow: u64,
    /// Keys, those that name buckets included.
    pub keys: u64,
    /// Pages from the bucket's root down to a leaf, trees of nested buckets added to those they
    /// hang on.
    pub depth: u64,
    /// Bytes of branch pages.
    pub branch_alloc: u64,
    /// Bytes of branch pages that hold data.
    pub branch_in_use: u64,
    /// Bytes of leaf pages.
    pub leaf_alloc: u64,
    /// Bytes of leaf pages that hold data.
    pub leaf_in_use: u64,
    /// Buckets, the outermost included.
    pub buckets: u64,
    /// Inline buckets.
    pub inline_buckets: u64,
    /// Bytes of inline buckets, their headers of 16 bytes excepted.
    pub inline_in_use: u64,
}

impl BucketStats {
    /// Adds the figures of another bucket beside this one; depth is that of the deeper one.
    pub fn add(&mut self, other: &Self) {
        let Self {
            branch_pages,
            branch_overflow,
            leaf_pages,
            leaf_overflow,
            keys,
            depth,
            branch_alloc,
            branch_in_use,
            leaf_alloc,
            leaf_in_use,
            buckets,
            inline_buckets,
            inline_in_use,
        } = *other;
        self.depth = self.depth.max(depth);
        for (sum, more) in [
            (&mut self.branch_pages, branch_pages),
            (&mut self.branch_overflow, branch_overflow),
            (&mut self.leaf_pages, leaf_pages),
            (&mut self.leaf_overflow, leaf_overflow),
            (&mut self.keys, keys),
            (&mut self.branch_alloc, branch_alloc),
            (&mut self.branch_in_use, branch_in_use),
            (&mut self.leaf_alloc, leaf_alloc),
            (&mut self.leaf_in_use, leaf_in_use),
            (&mut self.buckets, buckets),
            (&mut self.inline_buckets, inline_buckets),
            (&mut self.inline_in_use, inline_in_use),
        ] {
            *sum = sum.saturating_add(more);
        }
    }

    fn page(&mut self, page: &Page<'_>, page_size: usize) {
        let bytes = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let overflow = u64::from(page.overflow());
        let alloc = bytes(page_size).saturating_mul(overflow.saturating_add(1));
        let mut this = Self::default();
        if page.kind() == PageKind::Branch {
            (this.branch_pages, this.branch_overflow) = (1, overflow);
            (this.branch_alloc, this.branch_in_use) = (alloc, bytes(page.used()));
        } else {
            (this.leaf_pages, this.leaf_overflow) = (1, overflow);
            (this.leaf_alloc, this.leaf_in_use) = (alloc, bytes(page.used()));
            this.keys = page.count().into();
        }
        self.add(&this);
    }
}

impl<'a> Db<'a> {
    /// Counts the pages of `bucket` and of the buckets inside it. What cannot be read is told to
    /// `report` and not counted.
    pub fn bucket_stats(&self, bucket: Bucket<'a>, report: &mut dyn FnMut(Error)) -> BucketStats {
        let mut stats = BucketStats::default();
        let mut reached = PageSet::new(self);
        // Buckets still to be counted, with the depth of what they hang on.
        let mut buckets = vec![(bucket, 0_u64)];
        while let Some((bucket, above)) = buckets.pop() {
            stats.buckets = stats.buckets.saturating_add(1);
            let mut tell = |e: Error| report(e.in_bucket(bucket.name()));
            let mut nested = Vec::new();
            let depth = match bucket.root {
                Root::Inline(page) => {
                    // bbolt writes no bucket into an inline one, and looks for none there.
                    stats.inline_buckets = stats.inline_buckets.saturating_add(1);
                    stats.keys = stats.keys.saturating_add(page.count().into());
                    let used = u64::try_from(page.used()).unwrap_or(u64::MAX);
                    stats.inline_in_use = stats.inline_in_use.saturating_add(used);
                    1
                }
                Root::Tree(id) => {
                    let mut walk = Walk {
                        db: self,
                        reached: &mut reached,
                        stats: &mut stats,
                        nested: &mut nested,
                    };
                    walk.tree(id, &mut tell)
                }
            };
            let depth = above.saturating_add(depth);
            stats.depth = stats.depth.max(depth);
            buckets.extend(nested.into_iter().map(|bucket| (bucket, depth)));
        }
        stats
    }
}

struct Walk<'d, 'a> {
    db: &'d Db<'a>,
    reached: &'d mut PageSet,
    stats: &'d mut BucketStats,
    nested: &'d mut Vec<Bucket<'a>>,
}

impl<'a> Walk<'_, 'a> {
    /// Counts the pages under `root`; returns how deep they lie.
    fn tree(&mut self, root: u64, report: &mut dyn FnMut(Error)) -> u64 {
        let mut depth = 0;
        let mut steps = vec![(root, 1_usize)];
        while let Some((id, level)) = steps.pop() {
            let page = match self.enter(id, level) {
                Ok((page, fault)) => {
                    fault.into_iter().for_each(&mut *report);
                    page
                }
                Err(e) => {
                    report(e);
                    continue;
                }
            };
            depth = depth.max(u64::try_from(level).unwrap_or(u64::MAX));
            self.stats.page(&page, self.db.page_size());
            if page.kind() == PageKind::Branch {
                let children = (0..page.count()).filter_map(|index| page.child(index).ok());
                steps.extend(children.map(|child| (child, level.saturating_add(1))));
                continue;
            }
            for element in page.leaf_elements() {
                match element {
                    Ok(element) if element.is_bucket => {
                        match Bucket::parse(element.key, element.value, page.id()) {
                            Ok(bucket) => self.nested.push(bucket),
                            Err(e) => report(e),
                        }
                    }
                    Ok(_) => {}
                    Err(e) => report(e),
                }
            }
        }
        depth
    }

    fn enter(&mut self, id: u64, level: usize) -> Result<(Page<'a>, Option<Error>)> {
        if level > limits::MAX_PAGE_DEPTH {
            return Err(Error::limit(format!(
                "the page lies deeper than {} levels (limit MAX_PAGE_DEPTH)",
                limits::MAX_PAGE_DEPTH
            ))
            .at_page(id));
        }
        let (page, fault) = self.db.page_or_part(id)?;
        if !matches!(page.kind(), PageKind::Branch | PageKind::Leaf) {
            return Err(Error::corrupt("not a branch or leaf page").at_page(id));
        }
        if !self.reached.mark(id) {
            return Err(Error::corrupt("the page is referenced more than once").at_page(id));
        }
        Ok((page, fault))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_testing::bbolt::key_file;

    const PAGE: usize = 1024;

    #[test]
    fn a_tree_of_two_levels() {
        let elements: Vec<_> = (0..9_u8).map(|i| (vec![b'k', i], vec![i; 30])).collect();
        let file = key_file(PAGE, &elements, 3);
        let db = Db::open(&file).unwrap();
        let key = db.bucket(b"key").unwrap().unwrap();
        let stats = db.bucket_stats(key, &mut |e| panic!("{e}"));
        let expected = BucketStats {
            branch_pages: 1,
            leaf_pages: 3,
            keys: 9,
            depth: 2,
            branch_alloc: 1024,
            branch_in_use: 16 + 3 * (16 + 2),
            leaf_alloc: 3 * 1024,
            leaf_in_use: 3 * (16 + 3 * (16 + 32)),
            buckets: 1,
            ..BucketStats::default()
        };
        assert_eq!(stats, expected);
    }

    #[test]
    fn what_is_damaged_is_told_and_the_rest_counted() {
        let elements: Vec<_> = (0..9_u8).map(|i| (vec![b'k', i], vec![i; 30])).collect();
        let mut file = key_file(PAGE, &elements, 3);
        // The first branch element leads back to its own page.
        let branch = 5 * PAGE + 16;
        file[branch + 8..branch + 16].copy_from_slice(&5_u64.to_le_bytes());
        let db = Db::open(&file).unwrap();
        let key = db.bucket(b"key").unwrap().unwrap();
        let mut told = Vec::new();
        let stats = db.bucket_stats(key, &mut |e| told.push(e.to_string()));
        assert_eq!((stats.leaf_pages, stats.keys), (2, 6));
        assert_eq!(
            told,
            ["page 5: bucket \"key\": the page is referenced more than once"]
        );
    }
}
