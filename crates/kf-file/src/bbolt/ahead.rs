//! Asking memory for pages before they are needed.
//!
//! A pass over a large file spends its time waiting: every leaf page and the head of every
//! record is a cache miss, and each is found only through the one before it (branch, page
//! header, element, key). Here the same bytes are loaded for a whole group of sibling pages
//! first, one kind after the other; within a kind no load depends on another, so the processor
//! has many of them under way at once, and the parser that follows finds everything in its
//! cache. Measured, that halves the time of a pass.

use super::page::{ELEMENT_BYTES, HEADER_BYTES, Header, Page};

/// Sibling pages in one group. The heads of their records, a few cache lines each, have to fit
/// the first-level cache.
pub(crate) const GROUP: u16 = 32;

/// Elements of a page that are looked at. Where pages have more, records are small and lie so
/// close together that the processor fetches them unasked.
const ELEMENTS: u16 = 6;

/// Bytes of a cache line. The head of a record (revision and user key) spans two or three.
const LINE: usize = 64;

/// Loads the headers and record heads below `branch`, from element `first` on, [`GROUP`] pages
/// in either direction. Nothing is checked and nothing comes of it but warm memory: whatever
/// does not lie in the file is passed over.
pub(crate) fn load(data: &[u8], page_size: usize, branch: &Page<'_>, first: u16, reverse: bool) {
    let mut starts = [(0_usize, 0_u16); GROUP as usize];
    let mut sum = 0_u8;
    for (n, slot) in (0..GROUP).zip(&mut starts) {
        let index = if reverse {
            first.checked_sub(n)
        } else {
            first.checked_add(n)
        };
        let start = index
            .filter(|index| *index < branch.count())
            .and_then(|index| usize::try_from(branch.child(index).ok()?).ok())
            .and_then(|id| id.checked_mul(page_size));
        let Some(start) = start else {
            break;
        };
        let count = data
            .get(start..)
            .and_then(|page| Header::parse(page).ok())
            .map_or(0, |header| header.count);
        *slot = (start, count.min(ELEMENTS));
    }
    for (start, count) in starts {
        for index in 0..count {
            let element = HEADER_BYTES
                .saturating_add(usize::from(index).saturating_mul(ELEMENT_BYTES))
                .saturating_add(start);
            let pos = data
                .get(element.saturating_add(4)..)
                .and_then(|pos| pos.first_chunk::<4>())
                .map_or(0, |pos| u32::from_le_bytes(*pos));
            let key = element.saturating_add(usize::try_from(pos).unwrap_or(0));
            for line in [0, LINE] {
                sum ^= data.get(key.saturating_add(line)).copied().unwrap_or(0);
            }
        }
    }
    std::hint::black_box(sum);
}
