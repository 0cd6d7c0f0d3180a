//! Walking a bucket's tree of pages, whole or by the piece.
//!
//! The walk keeps its own stack, enters every page at most once per [`Visited`] and gives up a
//! branch at [`limits::MAX_PAGE_DEPTH`]; a cycle or a second reference is a problem of the page
//! it leads to, and the siblings follow.

use std::sync::atomic::{AtomicU64, Ordering};

use kf_base::error::{Error, Result};
use kf_base::limits;

use super::ahead;
use super::bucket::{Bucket, Root};
use super::db::Db;
use super::page::{Page, PageKind};

/// Which way through the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the smallest key up.
    Forward,
    /// From the greatest key down.
    Reverse,
}

/// The pages a walk has been to, two bits for each page of the file, shared between threads.
///
/// Pages with a header and overflow pages are told apart: a stale page whose overflow run has been
/// given away must not keep the page that lives there now from being read. As no page is entered
/// twice and no two pages share an overflow page, the work of a walk and all that it hands out
/// are bounded by the size of the file.
#[derive(Debug)]
pub struct Visited {
    entered: Vec<AtomicU64>,
    overflow: Vec<AtomicU64>,
}

impl Visited {
    /// Nothing entered yet.
    #[must_use]
    pub fn new(db: &Db<'_>) -> Self {
        let words = usize::try_from(db.pages().div_ceil(64)).unwrap_or(0);
        let none = || {
            std::iter::repeat_with(AtomicU64::default)
                .take(words)
                .collect()
        };
        Self {
            entered: none(),
            overflow: none(),
        }
    }

    /// Marks a page as entered; false when it was before or lies outside the file.
    fn enter(&self, id: u64) -> bool {
        // Relaxed: only the bit itself is agreed upon, no other memory hangs on it.
        word(&self.entered, id)
            .is_some_and(|word| word.fetch_or(bit(id), Ordering::Relaxed) & bit(id) == 0)
    }

    /// Marks the overflow pages that hold data of a leaf page, and says when one of them is a
    /// page of its own.
    fn overflow(&self, page: &Page<'_>, page_size: usize) -> Result<Option<Error>> {
        let mut fault = None;
        if page.bytes().len() <= page_size {
            return Ok(fault);
        }
        let pages = page.data_end().div_ceil(page_size.max(1));
        for id in (page.id()..).take(pages).skip(1) {
            let free = word(&self.overflow, id)
                .is_some_and(|word| word.fetch_or(bit(id), Ordering::Relaxed) & bit(id) == 0);
            if !free {
                return Err(Error::corrupt(format!(
                    "its overflow page {id} belongs to another page as well"
                ))
                .at_page(page.id()));
            }
            if word(&self.entered, id).is_some_and(|w| w.load(Ordering::Relaxed) & bit(id) != 0) {
                fault = fault.or_else(|| Some(stale(id)));
            }
        }
        Ok(fault)
    }

    /// What is wrong when page `id` is an overflow page of another one.
    fn shared(&self, id: u64) -> Option<Error> {
        let shared =
            word(&self.overflow, id).is_some_and(|w| w.load(Ordering::Relaxed) & bit(id) != 0);
        shared.then(|| stale(id))
    }
}

fn word(words: &[AtomicU64], id: u64) -> Option<&AtomicU64> {
    words.get(usize::try_from(id / 64).ok()?)
}

fn bit(id: u64) -> u64 {
    1_u64.wrapping_shl(u32::try_from(id % 64).unwrap_or(0))
}

/// A tree page below a branch, entered for the first time.
fn enter<'a>(db: &Db<'a>, id: u64, visited: &Visited) -> Result<(Page<'a>, Option<Error>)> {
    let (page, fault) = db.page_or_part(id)?;
    if !matches!(page.kind(), PageKind::Branch | PageKind::Leaf) {
        return Err(Error::corrupt(format!(
            "a {} page where a branch or leaf page should be",
            match page.kind() {
                PageKind::Meta => "meta",
                _ => "freelist",
            }
        ))
        .at_page(id));
    }
    if !visited.enter(id) {
        return Err(Error::corrupt("two branch elements lead to this page").at_page(id));
    }
    let overlap = match page.kind() {
        PageKind::Leaf => visited.overflow(&page, db.page_size())?,
        _ => None,
    };
    let fault = fault.or(overlap).or_else(|| visited.shared(id));
    Ok((page, fault))
}

/// A page id to enter, with the branch page and element that lead to it.
type Step = (Result<u64>, Option<(u64, u16)>);

/// A branch page on the stack, and how many of its children have been taken.
#[derive(Debug)]
struct Frame<'a> {
    page: Page<'a>,
    taken: u16,
}

/// The marks of one walk, or those it shares with the walks of the other pieces.
#[derive(Debug)]
enum Marks<'d> {
    Own(Visited),
    Shared(&'d Visited),
}

impl Marks<'_> {
    fn get(&self) -> &Visited {
        match self {
            Self::Own(visited) => visited,
            Self::Shared(visited) => visited,
        }
    }
}

/// The leaf pages under a page, in tree order. A page that cannot be read is an error, a page
/// that can be read in part is an error followed by the page.
#[derive(Debug)]
pub struct Leaves<'d, 'a> {
    db: &'d Db<'a>,
    bucket: &'a [u8],
    direction: Direction,
    visited: Marks<'d>,
    /// The page to enter first.
    start: Option<Root<'a>>,
    stack: Vec<Frame<'a>>,
    /// A page read in part, whose problem went out before it.
    held: Option<Page<'a>>,
    /// Whether the walk will go through everything, so that loading ahead pays.
    ahead: bool,
}

impl<'d, 'a> Leaves<'d, 'a> {
    pub(crate) fn new(
        db: &'d Db<'a>,
        bucket: Bucket<'a>,
        direction: Direction,
        visited: Option<&'d Visited>,
    ) -> Self {
        Self {
            db,
            bucket: bucket.name,
            direction,
            visited: visited.map_or_else(|| Marks::Own(Visited::new(db)), Marks::Shared),
            start: Some(bucket.root),
            stack: Vec::new(),
            held: None,
            ahead: false,
        }
    }

    /// Loads pages before they are asked for: for walks that look at every record.
    #[must_use]
    pub fn read_ahead(mut self) -> Self {
        self.ahead = true;
        self
    }

    /// The next page to enter.
    fn step(&mut self) -> Option<Step> {
        loop {
            let frame = self.stack.last_mut()?;
            if frame.taken < frame.page.count() {
                let index = match self.direction {
                    Direction::Forward => frame.taken,
                    Direction::Reverse => frame
                        .page
                        .count()
                        .saturating_sub(frame.taken)
                        .saturating_sub(1),
                };
                if self.ahead && frame.taken % ahead::GROUP == 0 {
                    let reverse = self.direction == Direction::Reverse;
                    ahead::load(
                        self.db.data(),
                        self.db.page_size(),
                        &frame.page,
                        index,
                        reverse,
                    );
                }
                frame.taken = frame.taken.saturating_add(1);
                return Some((frame.page.child(index), Some((frame.page.id(), index))));
            }
            self.stack.pop();
        }
    }

    /// Enters page `id`; a branch goes onto the stack and gives nothing.
    fn take(&mut self, id: u64, from: Option<(u64, u16)>) -> Option<Result<Page<'a>>> {
        let entered = enter(self.db, id, self.visited.get()).and_then(|(page, fault)| {
            if page.kind() == PageKind::Branch && self.stack.len() >= limits::MAX_PAGE_DEPTH {
                return Err(too_deep(id));
            }
            Ok((page, fault))
        });
        match entered {
            Ok((page, None)) if page.kind() == PageKind::Leaf => Some(Ok(page)),
            Ok((page, fault)) => {
                if page.kind() == PageKind::Leaf {
                    self.held = Some(page);
                } else {
                    self.stack.push(Frame { page, taken: 0 });
                }
                fault.map(|fault| Err(self.place(fault, from)))
            }
            Err(fault) => Some(Err(self.place(fault, from))),
        }
    }

    #[cold]
    fn place(&self, fault: Error, from: Option<(u64, u16)>) -> Error {
        place(fault, self.bucket, from)
    }
}

impl<'a> Iterator for Leaves<'_, 'a> {
    type Item = Result<Page<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(page) = self.held.take() {
            return Some(Ok(page));
        }
        match self.start.take() {
            Some(Root::Inline(page)) => return Some(Ok(page)),
            Some(Root::Tree(id)) => {
                if let Some(item) = self.take(id, None) {
                    return Some(item);
                }
            }
            None => {}
        }
        loop {
            let (child, from) = self.step()?;
            match child {
                Ok(id) => {
                    if let Some(item) = self.take(id, from) {
                        return Some(item);
                    }
                }
                Err(fault) => return Some(Err(self.place(fault, None))),
            }
        }
    }
}

/// A bucket's tree cut into pieces that can be walked one by one, in tree order.
#[derive(Debug)]
pub struct Split<'a> {
    /// Walk each with [`Db::leaves`] and the [`Visited`] the split was made with.
    pub pieces: Vec<Bucket<'a>>,
    /// What was wrong with the branch pages above the pieces.
    pub problems: Vec<Error>,
}

impl<'a> Split<'a> {
    pub(crate) fn new(db: &Db<'a>, bucket: Bucket<'a>, pieces: usize, visited: &Visited) -> Self {
        let mut split = Self {
            pieces: vec![bucket],
            problems: Vec::new(),
        };
        // Level by level: all leaves of a tree lie equally deep, so pieces stay alike in size.
        for _ in 0..limits::MAX_PAGE_DEPTH {
            if split.pieces.len() >= pieces || !split.descend(db, visited) {
                break;
            }
        }
        split
    }

    /// Replaces each branch page by its children; false when there was none.
    fn descend(&mut self, db: &Db<'a>, visited: &Visited) -> bool {
        let mut descended = false;
        let mut below = Vec::with_capacity(self.pieces.len());
        for piece in std::mem::take(&mut self.pieces) {
            let branch = match piece.root {
                Root::Tree(id) => db
                    .page_or_part(id)
                    .ok()
                    .filter(|(page, _)| page.kind() == PageKind::Branch && visited.enter(id)),
                Root::Inline(_) => None,
            };
            let Some((page, fault)) = branch else {
                // A leaf, or a page whose walk will say what is wrong with it.
                below.push(piece);
                continue;
            };
            descended = true;
            self.problems
                .extend(fault.map(|fault| place(fault, piece.name, None)));
            below.extend((0..page.count()).filter_map(|index| {
                Some(Bucket {
                    name: piece.name,
                    root: Root::Tree(page.child(index).ok()?),
                })
            }));
        }
        self.pieces = below;
        descended
    }
}

/// Says which bucket a page belongs to and which branch element led to it.
#[cold]
fn place(fault: Error, bucket: &[u8], from: Option<(u64, u16)>) -> Error {
    let fault = match from {
        Some((page, index)) => fault.hint(format!(
            "element {index} of branch page {page} leads there; records below it may be missing"
        )),
        None => fault,
    };
    if bucket.is_empty() {
        fault
    } else {
        fault.in_bucket(bucket)
    }
}

#[cold]
fn stale(id: u64) -> Error {
    Error::corrupt("the page is an overflow page of another one as well: one of them is stale")
        .at_page(id)
}

#[cold]
fn too_deep(id: u64) -> Error {
    Error::limit(format!(
        "the page lies deeper than {} levels (limit MAX_PAGE_DEPTH)",
        limits::MAX_PAGE_DEPTH
    ))
    .at_page(id)
}
