//! Rows of kine found page by page, without the tree that should lead to them.
//!
//! ```text
//!  leaf page  0x0d, free block u16, cells u16, content u16, fragments u8; u16 per cell: its place
//!  cell       payload size varint, row id varint, payload; the rest of a long one in a chain of
//!             overflow pages, each with the next one's number before it
//!  payload    header size varint, a type for each column, the columns
//! ```
//!
//! SQLite keeps the pages that no tree uses in a list of its own. A leaf page with rows of kine that
//! is not in that list is a page of the table, whether the tree leads to it or not; one in the list
//! holds what was so once, and may hold a row of a key that has been deleted since.

use std::collections::{HashMap, HashSet};

use rusqlite::types::ValueRef;

use super::log::Frames;
use kf_base::limits::MAX_VALUE_BYTES;

/// Columns of the table; the first, the id, is stored as the cell's row id.
const COLUMNS: usize = 9;

const LEAF: u8 = 0x0d;

/// A row found on a page.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) id: i64,
    pub(super) page: u32,
    /// Whether SQLite lists the page as free.
    pub(super) free: bool,
    columns: Vec<Column>,
    /// What is left of the columns' bytes.
    payload: Vec<u8>,
}

/// A column's type and where in the payload it lies.
#[derive(Clone, Copy, Debug)]
struct Column {
    kind: u64,
    start: usize,
    length: usize,
}

impl Found {
    /// Whether all of the row is left.
    pub(super) fn whole(&self) -> bool {
        self.columns
            .iter()
            .all(|c| c.start.saturating_add(c.length) <= self.payload.len())
    }

    /// A column's value.
    pub(super) fn value(&self, column: usize) -> ValueRef<'_> {
        if column == 0 {
            return ValueRef::Integer(self.id);
        }
        let Some(place) = self.columns.get(column) else {
            return ValueRef::Null;
        };
        let end = place.start.saturating_add(place.length);
        let bytes = self.payload.get(place.start..end).unwrap_or_default();
        match place.kind {
            1..=6 => ValueRef::Integer(integer(bytes)),
            8 => ValueRef::Integer(0),
            9 => ValueRef::Integer(1),
            7 => ValueRef::Real(0.0),
            kind if kind >= 12 && kind % 2 == 0 => ValueRef::Blob(bytes),
            kind if kind >= 13 => ValueRef::Text(bytes),
            _ => ValueRef::Null,
        }
    }
}

/// The pages of a database, those of its log over them.
struct Pages<'a> {
    bytes: &'a [u8],
    log: &'a [u8],
    newer: HashMap<u32, usize>,
    size: usize,
    /// Bytes of a page without what is kept for extensions.
    usable: usize,
    count: u32,
}

impl<'a> Pages<'a> {
    fn of(bytes: &'a [u8], log: &'a [u8]) -> Option<Self> {
        let size = match u16_at(bytes, 16)? {
            1 => 65536,
            size => size,
        };
        if !(512..=65536).contains(&size) || !size.is_power_of_two() {
            return None;
        }
        let newer: HashMap<u32, usize> = Frames::of(log).pages.into_iter().collect();
        let held = u32::try_from(bytes.len().div_ceil(size)).unwrap_or(u32::MAX);
        // A log of this size has no more pages.
        let added = u32::try_from(log.len() / size).unwrap_or(u32::MAX);
        let most = held.saturating_add(added);
        Some(Self {
            bytes,
            log,
            size,
            usable: size.checked_sub(usize::from(*bytes.get(20)?))?,
            count: held.max(newer.keys().copied().max().unwrap_or(0).min(most)),
            newer,
        })
    }

    fn get(&self, number: u32) -> Option<&'a [u8]> {
        if let Some(at) = self.newer.get(&number) {
            return self.log.get(*at..at.checked_add(self.size)?);
        }
        let at = usize::try_from(number.checked_sub(1)?)
            .ok()?
            .checked_mul(self.size)?;
        self.bytes.get(at..at.checked_add(self.size)?)
    }

    /// The pages that SQLite lists as free, as far as the list can be followed.
    fn free(&self) -> HashSet<u32> {
        let mut free = HashSet::new();
        let mut trunk = self.get(1).map_or(0, |first| u32_at(first, 32));
        while let Some(page) = self.get(trunk) {
            if !free.insert(trunk) {
                break;
            }
            let count = usize::try_from(u32_at(page, 4)).unwrap_or(usize::MAX);
            let most = self.usable / 4;
            for index in 0..count.min(most) {
                free.insert(u32_at(page, index.saturating_mul(4).saturating_add(8)));
            }
            trunk = u32_at(page, 0);
        }
        free
    }
}

/// Finds the rows of kine on all leaf pages, each as often as it lies there. Their bytes are
/// bounded by those of the file: pages that share a chain are damaged.
pub(super) fn rows(bytes: &[u8], log: &[u8]) -> Vec<Found> {
    let mut found = Vec::new();
    let Some(pages) = Pages::of(bytes, log) else {
        return found;
    };
    let free = pages.free();
    let mut budget = bytes.len().saturating_add(log.len());
    for number in 1..=pages.count {
        let Some(page) = pages.get(number) else {
            continue;
        };
        let head = if number == 1 { 100 } else { 0 };
        if page.get(head) != Some(&LEAF) {
            continue;
        }
        let cells = u16_at(page, head.saturating_add(3)).unwrap_or(0);
        let most = pages.usable / 2;
        let mut seen = HashSet::new();
        for index in 0..cells.min(most) {
            let pointer = index
                .saturating_mul(2)
                .saturating_add(head)
                .saturating_add(8);
            let Some(at) = u16_at(page, pointer).filter(|at| seen.insert(*at)) else {
                continue;
            };
            let Some(row) = cell(&pages, page, at, &mut budget) else {
                continue;
            };
            found.push(Found {
                page: number,
                free: free.contains(&number),
                ..row
            });
        }
    }
    found
}

/// Reads a cell, if it is a row of kine.
fn cell(pages: &Pages<'_>, page: &[u8], at: usize, budget: &mut usize) -> Option<Found> {
    let page = page.get(..pages.usable)?;
    let mut rest = page.get(at..)?;
    let size = usize::try_from(varint(&mut rest)?).ok()?;
    let id = varint(&mut rest)?.cast_signed();
    // The value and the one before it.
    if size > MAX_VALUE_BYTES.saturating_mul(2) {
        return None;
    }
    // How much of a long payload lies in the page itself (sqlite.org/fileformat2.html, 1.6).
    let most = pages.usable.checked_sub(35)?;
    let local = if size <= most {
        size
    } else {
        let least = (pages.usable.checked_sub(12)? * 32 / 255).checked_sub(23)?;
        let fit = least.checked_add(size.checked_sub(least)? % pages.usable.checked_sub(4)?)?;
        if fit <= most { fit } else { least }
    };
    let (inside, after) = rest.split_at_checked(local)?;
    let columns = columns(inside, size)?;
    let mut payload = Vec::new();
    let mut next = if local < size { u32_at(after, 0) } else { 0 };
    *budget = budget.checked_sub(local)?;
    payload.extend_from_slice(inside);
    while payload.len() < size {
        let Some(page) = pages.get(next).filter(|_| next > 1) else {
            break;
        };
        let left = size.saturating_sub(payload.len());
        let part = page.get(4..pages.usable)?;
        let part = part.get(..left.min(part.len()))?;
        let Some(less) = budget.checked_sub(part.len()) else {
            break;
        };
        *budget = less;
        payload.extend_from_slice(part);
        next = u32_at(page, 0);
    }
    Some(Found {
        id,
        page: 0,
        free: false,
        columns,
        payload,
    })
}

/// The columns by the payload's header, if they are those of kine.
fn columns(payload: &[u8], size: usize) -> Option<Vec<Column>> {
    let mut rest = payload;
    let length = usize::try_from(varint(&mut rest)?).ok()?;
    let taken = payload.len().checked_sub(rest.len())?;
    let mut header = rest.get(..length.checked_sub(taken)?)?;
    let mut start = length;
    let mut columns = Vec::with_capacity(COLUMNS);
    while !header.is_empty() {
        let kind = varint(&mut header)?;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            kind => usize::try_from((kind - 12) / 2).ok()?,
        };
        columns.push(Column {
            kind,
            start,
            length,
        });
        start = start.checked_add(length)?;
        if columns.len() > COLUMNS {
            return None;
        }
    }
    // The id is stored as NULL, the name as text.
    let kine = columns.len() == COLUMNS
        && start == size
        && columns.first()?.kind == 0
        && columns
            .get(1)
            .is_some_and(|name| name.kind >= 15 && name.kind % 2 == 1);
    kine.then_some(columns)
}

fn integer(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
    let start = if negative { -1 } else { 0 };
    bytes
        .iter()
        .fold(start, |all, byte| (all << 8) | i64::from(*byte))
}

/// SQLite's: seven bits of each byte, big-endian, the ninth byte whole.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for index in 0..9 {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        if index == 8 {
            return Some((value << 8) | u64::from(*byte));
        }
        value = (value << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(value)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let word = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_be_bytes(word.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let word = bytes.get(at..at.saturating_add(4));
    word.and_then(|word| word.try_into().ok())
        .map_or(0, u32::from_be_bytes)
}
