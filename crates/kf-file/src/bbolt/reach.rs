//! Which pages the tree reaches, and which ranges of keys it has lost.

use kf_base::limits;

use super::bucket::{Bucket, Root};
use super::db::Db;
use super::page::{Page, PageKind};
use super::page_set::PageSet;

/// A part of a bucket that the tree leads to and that cannot be read: records with keys from
/// `low` up to, and without, `high` may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hole<'a> {
    /// The bucket's name; empty for the root bucket, in which all buckets lie.
    pub bucket: &'a [u8],
    /// The lowest key that may be missing; `None` from the bucket's first one on.
    pub low: Option<&'a [u8]>,
    /// The first key that is not missing; `None` up to the bucket's end.
    pub high: Option<&'a [u8]>,
}

impl Hole<'_> {
    /// Whether a key of the hole's bucket may be missing.
    #[must_use]
    pub fn covers(&self, key: &[u8]) -> bool {
        self.low.is_none_or(|low| low <= key) && self.high.is_none_or(|high| key < high)
    }
}

/// A place in the tree: a page, how deep it lies, and which keys it may hold.
#[derive(Clone, Copy, Debug)]
struct Step<'a> {
    id: u64,
    depth: usize,
    low: Option<&'a [u8]>,
    high: Option<&'a [u8]>,
}

/// The pages that a tree reaches. Time and memory grow with the size of the file only: no page is
/// entered twice.
#[derive(Clone, Debug)]
pub struct Reach<'a> {
    /// Pages that were entered.
    entered: PageSet,
    /// Those and their overflow pages.
    pages: PageSet,
    holes: Vec<Hole<'a>>,
}

impl<'a> Reach<'a> {
    /// Walks all buckets of a file.
    #[must_use]
    pub fn of(db: &Db<'a>) -> Self {
        let mut reach = Self {
            entered: PageSet::new(db),
            pages: PageSet::new(db),
            holes: Vec::new(),
        };
        let mut buckets = Vec::new();
        reach.tree(db, db.root(), &mut buckets);
        for bucket in buckets {
            // etcd has no buckets inside buckets; elements that claim to be some are a hole.
            reach.tree(db, bucket, &mut Vec::new());
        }
        reach
    }

    /// What the tree has lost.
    #[must_use]
    pub fn holes(&self) -> &[Hole<'a>] {
        &self.holes
    }

    /// Whether every page that the tree leads to could be read, so that what it does not reach is
    /// no part of it.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.holes.is_empty()
    }

    /// Whether the tree reaches a page, overflow pages included.
    #[must_use]
    pub fn reaches(&self, page: u64) -> bool {
        self.pages.is_marked(page)
    }

    /// Whether the tree leads to a page itself, which is no overflow page then.
    #[must_use]
    pub fn enters(&self, page: u64) -> bool {
        self.entered.is_marked(page)
    }

    /// Takes a bucket for incomplete, whatever its tree looks like: an old one may lead to pages
    /// that have been given to others since.
    pub(crate) fn distrust(&mut self, bucket: &'a [u8]) {
        self.holes.push(Hole {
            bucket,
            low: None,
            high: None,
        });
    }

    fn tree(&mut self, db: &Db<'a>, bucket: Bucket<'a>, buckets: &mut Vec<Bucket<'a>>) {
        let id = match bucket.root {
            Root::Tree(id) => id,
            Root::Inline(page) => {
                let hole = Hole {
                    bucket: bucket.name,
                    low: None,
                    high: None,
                };
                if !is_sound(&page, &hole) {
                    self.holes.push(hole);
                }
                return;
            }
        };
        let mut steps = vec![Step {
            id,
            depth: 0,
            low: None,
            high: None,
        }];
        while let Some(step) = steps.pop() {
            let hole = Hole {
                bucket: bucket.name,
                low: step.low,
                high: step.high,
            };
            let page = match db.page_or_part(step.id) {
                Ok((page, fault)) if step.depth < limits::MAX_PAGE_DEPTH => {
                    if fault.is_some() {
                        self.holes.push(hole);
                    }
                    page
                }
                _ => {
                    self.holes.push(hole);
                    continue;
                }
            };
            if !matches!(page.kind(), PageKind::Branch | PageKind::Leaf) || !self.mark(db, &page) {
                self.holes.push(hole);
                continue;
            }
            if page.kind() == PageKind::Branch {
                self.branch(&page, step, hole, &mut steps);
                continue;
            }
            if !is_sound(&page, &hole) {
                self.holes.push(hole);
            }
            if bucket.name.is_empty() {
                for element in page.leaf_elements().flatten().filter(|e| e.is_bucket) {
                    match Bucket::parse(element.key, element.value, page.id()) {
                        Ok(bucket) => buckets.push(bucket),
                        Err(_) => self.holes.push(Hole {
                            bucket: element.key,
                            low: None,
                            high: None,
                        }),
                    }
                }
            }
        }
    }

    /// Marks a page with its overflow pages; false when one of them was reached before.
    ///
    /// A damaged page may claim overflow pages that are pages of their own: only what a sound leaf
    /// holds data in is believed to be part of it without a look.
    fn mark(&mut self, db: &Db<'a>, page: &Page<'a>) -> bool {
        if !self.pages.mark(page.id()) {
            return false;
        }
        self.entered.mark(page.id());
        if page.overflow() == 0 {
            return true;
        }
        let claimed = u64::from(page.overflow()).saturating_add(1);
        let needed = page.data_end().div_ceil(db.page_size().max(1));
        let needed = u64::try_from(needed).unwrap_or(u64::MAX);
        let fits = page.kind() == PageKind::Leaf && needed.abs_diff(claimed) <= 1;
        let end = page.id().saturating_add(claimed).min(db.pages());
        let mut rest = (page.id()..end)
            .skip(1)
            .take_while(|id| fits || db.header(*id).is_none());
        rest.all(|id| self.pages.mark(id))
    }

    fn branch(
        &mut self,
        page: &Page<'a>,
        step: Step<'a>,
        hole: Hole<'a>,
        steps: &mut Vec<Step<'a>>,
    ) {
        let elements: Vec<_> = (0..page.count())
            .map(|index| page.branch_element(index).ok())
            .collect();
        let keys = elements.iter().map(|e| e.map(|e| e.key));
        // Separators that are not in order say nothing about what lies between them.
        let ordered = elements.iter().all(Option::is_some) && keys.clone().is_sorted();
        if elements.is_empty() {
            self.holes.push(hole);
        }
        let mut high = step.high;
        for (index, element) in (0..page.count()).zip(&elements).rev() {
            let Ok(id) = page.child(index) else {
                self.holes.push(hole);
                continue;
            };
            // What lies left of the first separator belongs to the first child all the same.
            let low = element.map(|e| e.key).filter(|_| index > 0).or(step.low);
            steps.push(Step {
                id,
                depth: step.depth.saturating_add(1),
                low: if ordered { low } else { step.low },
                high: if ordered { high } else { step.high },
            });
            high = element.map(|e| e.key);
        }
    }
}

/// Whether a leaf page holds what its place in the tree asks for: whole elements, in order,
/// within the range.
fn is_sound(page: &Page<'_>, range: &Hole<'_>) -> bool {
    let mut last: Option<&[u8]> = None;
    page.leaf_elements().all(|element| {
        element.is_ok_and(|element| {
            let ascends = last
                .replace(element.key)
                .is_none_or(|last| last < element.key);
            // Nothing but the root bucket has buckets in it.
            ascends && range.covers(element.key) && (!element.is_bucket || range.bucket.is_empty())
        })
    })
}
