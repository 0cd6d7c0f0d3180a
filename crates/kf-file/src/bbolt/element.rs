//! Branch and leaf page elements.
//!
//! A writer packs the data of a page without gaps (bbolt `WriteInodeToPage`): the data of element
//! i ends where that of element i+1 starts. The reader holds elements to it, which tells a
//! damaged size from a short value, and keeps hostile pages from naming the same bytes twice.

use kf_base::bytes::Bytes;
use kf_base::error::{Error, Result};

use super::page::{ELEMENT_BYTES, HEADER_BYTES, Page, PageKind};

/// The one flag of a leaf element: its value is a bucket.
const BUCKET_FLAG: u32 = 1;

/// A key and the page below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BranchElement<'a> {
    /// At most the first key of the child.
    pub key: &'a [u8],
    /// The child's page id.
    pub child: u64,
}

/// A key and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeafElement<'a> {
    /// Never empty.
    pub key: &'a [u8],
    /// May be empty; a bucket header when `is_bucket`.
    pub value: &'a [u8],
    /// Whether the value is a nested bucket.
    pub is_bucket: bool,
    /// Position in its page, from 0.
    pub index: u16,
}

/// Where an element's key and value lie, from the start of the page.
#[derive(Clone, Copy, Debug)]
struct Extent {
    flags: u32,
    start: usize,
    key_size: usize,
    value_size: usize,
    end: usize,
}

impl<'a> Page<'a> {
    /// Holds the number of elements, of which `room` would fit, to the data of the first one, which a
    /// writer puts right behind them (bbolt `WriteInodeToPage`): a header that counts fewer would take
    /// records out of sight. Where more elements are there than it counts, all of them count.
    pub(super) fn recount(&mut self, room: usize) -> Option<Error> {
        let counted = self.count;
        // Also of a page without elements, if it was one that had some.
        self.count = counted.max(1);
        let start = self.data_of(0).map(|data| data.start);
        self.count = counted;
        let start = start.filter(|start| *start > HEADER_BYTES.max(self.data_start()))?;
        let behind = start.saturating_sub(HEADER_BYTES);
        let there = Some(behind / ELEMENT_BYTES)
            .filter(|many| behind.is_multiple_of(ELEMENT_BYTES) && *many <= room);
        self.count = there
            .and_then(|many| u16::try_from(many).ok())
            .unwrap_or(counted);
        if self.count > counted && !self.is_packed_from(start) {
            self.count = counted;
        }
        let what = if self.count > counted {
            let more = self.count;
            format!("the header counts {counted} elements and the page has {more}")
        } else if counted > 0 && self.is_packed_from(start) {
            format!(
                "the data of the first element starts at byte {start} of the page, the header counts \
                 {counted} elements, which end at byte {}",
                self.data_start()
            )
        } else {
            // An empty page may hold anything, and of two elements that do not fit each other
            // [`Page::leaf_element`] tells.
            return None;
        };
        let hint = "records of the page may be missing";
        Some(Error::corrupt(what).at_page(self.id).hint(hint))
    }

    /// Where the data of element `index` of a branch or leaf lies.
    fn data_of(&self, index: u16) -> Option<std::ops::Range<usize>> {
        match self.kind {
            PageKind::Leaf => self.extent(index).map(|extent| extent.start..extent.end),
            PageKind::Branch => {
                let (at, raw) = self.raw(index)?;
                let mut b = Bytes::new(raw);
                let start = at.checked_add(size(b.u32_le().ok()?))?;
                Some(start..start.checked_add(size(b.u32_le().ok()?))?)
            }
            PageKind::Meta | PageKind::Freelist => None,
        }
    }

    /// Whether the data of the first element begins here, that of each other one where the one before ends,
    /// and all of it in the page.
    fn is_packed_from(&self, start: usize) -> bool {
        let mut end = start;
        let mut all = (0..self.count).map(|index| self.data_of(index));
        let packed = all.all(|data| {
            data.is_some_and(|data| std::mem::replace(&mut end, data.end) == data.start)
        });
        packed && end <= self.run.len()
    }

    /// The 16 bytes of element `index`, and their offset in the page.
    #[inline]
    fn raw(&self, index: u16) -> Option<(usize, &'a [u8; ELEMENT_BYTES])> {
        if index >= self.count {
            return None;
        }
        let at = HEADER_BYTES.checked_add(usize::from(index).checked_mul(ELEMENT_BYTES)?)?;
        Some((at, self.run.get(at..)?.first_chunk()?))
    }

    /// The id of the page below branch element `index`; the key is not looked at, as the walk
    /// needs none.
    ///
    /// # Errors
    /// Corrupt, with the page, when there is no such element.
    #[inline]
    pub fn child(&self, index: u16) -> Result<u64> {
        self.raw(index)
            .and_then(|(_, raw)| {
                let mut b = Bytes::new(raw);
                b.take(8).ok()?;
                b.u64_le().ok()
            })
            .ok_or_else(|| self.no_such_element(index))
    }

    /// Branch element `index`.
    ///
    /// # Errors
    /// Corrupt, with the page, when there is no such element or its key lies outside the page.
    pub fn branch_element(&self, index: u16) -> Result<BranchElement<'a>> {
        let child = self.child(index)?;
        let (at, raw) = self.raw(index).ok_or_else(|| self.no_such_element(index))?;
        let mut b = Bytes::new(raw);
        let (pos, key_size) = (b.u32_le().unwrap_or(0), b.u32_le().unwrap_or(0));
        let start = at.saturating_add(size(pos));
        let end = start.saturating_add(size(key_size));
        match self.run.get(start..end) {
            Some(key) if start >= self.data_start() => Ok(BranchElement { key, child }),
            _ => Err(self.outside(index, start, end)),
        }
    }

    #[inline]
    fn extent(&self, index: u16) -> Option<Extent> {
        let (at, raw) = self.raw(index)?;
        let mut b = Bytes::new(raw);
        let flags = b.u32_le().ok()?;
        let start = at.checked_add(size(b.u32_le().ok()?))?;
        let key_size = size(b.u32_le().ok()?);
        let value_size = size(b.u32_le().ok()?);
        let end = start.checked_add(key_size)?.checked_add(value_size)?;
        Some(Extent {
            flags,
            start,
            key_size,
            value_size,
            end,
        })
    }

    /// Where the data of the leaf elements ends, from the start of the page, wherever in the run
    /// each of them lies.
    pub(crate) fn data_end(&self) -> usize {
        (0..self.count)
            .filter_map(|index| Some(self.extent(index)?.end))
            .filter(|end| *end <= self.run.len())
            .max()
            .unwrap_or(0)
    }

    /// Bytes from the start of the page to the end of its last element's data (bbolt
    /// `Bucket.Stats`: what is in use).
    pub(crate) fn used(&self) -> usize {
        let end = self.count.checked_sub(1).and_then(|last| match self.kind {
            PageKind::Branch => {
                let (at, raw) = self.raw(last)?;
                let mut b = Bytes::new(raw);
                let (pos, key_size) = (size(b.u32_le().ok()?), size(b.u32_le().ok()?));
                at.checked_add(pos)?.checked_add(key_size)
            }
            _ => Some(self.extent(last)?.end),
        });
        end.unwrap_or(HEADER_BYTES).min(self.run.len())
    }

    /// Leaf element `index`.
    ///
    /// # Errors
    /// Corrupt, with the page and the numbers that disagree, when there is no such element, its
    /// data lies outside the page, its key is empty, its flags are unknown, or its data does not
    /// end where that of the next element starts.
    pub fn leaf_element(&self, index: u16) -> Result<LeafElement<'a>> {
        let this = self
            .extent(index)
            .ok_or_else(|| self.no_such_element(index))?;
        self.resolve(index, this, self.extent(index.saturating_add(1)))
    }

    /// The key of leaf element `index`, what there is of its value, and how many bytes the value
    /// had: for a page that has lost its overflow pages. `None` when the key is gone as well.
    #[must_use]
    pub fn leaf_remains(&self, index: u16) -> Option<(&'a [u8], &'a [u8], usize)> {
        let this = self.extent(index)?;
        let key_end = this.start.checked_add(this.key_size)?;
        let key = self.run.get(this.start..key_end)?;
        let rest = self.run.get(key_end..)?;
        let sound = this.start >= self.data_start() && !key.is_empty() && this.flags == 0;
        let value = rest.get(..this.value_size).unwrap_or(rest);
        sound.then_some((key, value, this.value_size))
    }

    /// All keys and values of a leaf page as they lie there, one behind the other; `None` when
    /// they do not lie so, or when a value is a bucket. A page that gives this has no damaged
    /// element.
    pub(crate) fn packed(&self) -> Option<&'a [u8]> {
        let Some(first) = self.extent(0) else {
            return self.run.get(..0).filter(|_| self.count == 0);
        };
        let mut end = first.start;
        for index in 0..self.count {
            let this = self.extent(index)?;
            if this.start != end || this.flags != 0 || this.key_size == 0 {
                return None;
            }
            end = this.end;
        }
        self.run
            .get(first.start..end)
            .filter(|_| first.start == self.data_start())
    }

    /// The leaf elements in their order in the page.
    #[must_use]
    pub fn leaf_elements(&self) -> LeafElements<'a> {
        LeafElements {
            page: *self,
            index: 0,
            next: self.extent(0),
            room: self.run.len(),
        }
    }

    #[inline]
    fn resolve(&self, index: u16, this: Extent, next: Option<Extent>) -> Result<LeafElement<'a>> {
        let key_end = this.start.saturating_add(this.key_size);
        let (Some(key), Some(value)) = (
            self.run.get(this.start..key_end),
            self.run.get(key_end..this.end),
        ) else {
            return Err(self.outside(index, this.start, this.end));
        };
        if let Some(next) = next
            && this.end != next.start
        {
            self.judge_gap(index, this, next)?;
        }
        if key.is_empty() || this.flags > BUCKET_FLAG || this.start < self.data_start() {
            return Err(self.unlawful(index, this));
        }
        Ok(LeafElement {
            key,
            value,
            is_bucket: this.flags == BUCKET_FLAG,
            index,
        })
    }

    /// The data of element `index` does not end where that of the next one starts: one of the two
    /// is damaged. It is the next one when its end disagrees with its own successor as well.
    #[cold]
    fn judge_gap(&self, index: u16, this: Extent, next: Extent) -> Result<()> {
        if let Some(after) = self.extent(index.saturating_add(2))
            && next.end != after.start
        {
            return Ok(());
        }
        Err(Error::corrupt(format!(
            "element {index}: its data ends at byte {} of the page, that of element {} starts at \
             byte {}",
            this.end,
            index.saturating_add(1),
            next.start
        ))
        .at_page(self.id))
    }

    #[cold]
    fn unlawful(&self, index: u16, this: Extent) -> Error {
        let what = if this.key_size == 0 {
            "its key is empty".to_owned()
        } else if this.flags > BUCKET_FLAG {
            format!("its flags are {:#x}, known are 0 and 1", this.flags)
        } else {
            format!(
                "its data starts at byte {} of the page, inside the element array that ends at \
                 byte {}",
                this.start,
                self.data_start()
            )
        };
        Error::corrupt(format!("element {index}: {what}")).at_page(self.id)
    }

    #[cold]
    fn outside(&self, index: u16, start: usize, end: usize) -> Error {
        Error::corrupt(format!(
            "element {index}: its data lies at bytes {start} to {end} of the page, which has \
             bytes {} to {}",
            self.data_start(),
            self.run.len()
        ))
        .at_page(self.id)
    }

    #[cold]
    fn no_such_element(&self, index: u16) -> Error {
        Error::corrupt(format!(
            "element {index} was asked for, the page has {}",
            self.count
        ))
        .at_page(self.id)
    }
}

/// The leaf elements of one page; a damaged element is an error and the next one follows.
#[derive(Clone, Debug)]
pub struct LeafElements<'a> {
    page: Page<'a>,
    index: u16,
    next: Option<Extent>,
    /// Bytes of the page that have not been handed out yet: elements of a valid page never share
    /// bytes, so what a page hands out in total is bounded by its size.
    room: usize,
}

impl<'a> Iterator for LeafElements<'a> {
    type Item = Result<LeafElement<'a>>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.index >= self.page.count {
            return None;
        }
        let index = self.index;
        self.index = index.saturating_add(1);
        let this = self.next;
        self.next = self.page.extent(self.index);
        let Some(this) = this else {
            return Some(Err(self.page.no_such_element(index)));
        };
        let found = self.page.resolve(index, this, self.next);
        if found.is_ok() {
            match self
                .room
                .checked_sub(this.key_size.saturating_add(this.value_size))
            {
                Some(room) => self.room = room,
                None => return Some(Err(self.page.outside(index, this.start, this.end))),
            }
        }
        Some(found)
    }
}

/// A u32 of the file as a length in memory.
#[inline]
fn size(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
