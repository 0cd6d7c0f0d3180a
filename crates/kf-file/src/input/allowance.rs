//! How long a database may be by what it says of itself.
//!
//! A file on a disk is as long as it is. A stream ends when its writer says so, and a few bytes of an
//! archive can stand for any number of zeros. Both begin with a page that tells how many pages are in
//! use; what lies far behind them is not of the database.

use super::empty::fnv1a;
use kf_base::bytes::{Bytes, OutOfBytes};

/// Bytes that must be there before the question makes sense: both meta pages of any page size that is
/// in use. bbolt takes the machine's, of which the largest is 64 KiB.
pub(super) const START: usize = 256 << 10;

/// bbolt lets a file grow by so much at a time (`DefaultAllocSize` in db.go).
const GROWTH: u64 = 16 << 20;

/// bbolt's map doubles up to this size and then grows by it, and the file goes along
/// (`DB.mmapSize`, `DB.grow`).
const STEP: u64 = 1 << 30;

/// The greatest length that a database beginning like this has; `None` where that cannot be told.
pub(super) fn of(start: &[u8]) -> Option<u64> {
    let used = sqlite(start).or_else(|| {
        let second = bbolt(start, 0).map_or(4096, |meta| meta.page_size);
        let metas = [bbolt(start, 0), bbolt(start, second)];
        metas.into_iter().flatten().map(|meta| meta.used).max()
    })?;
    let tail = used.clamp(GROWTH, STEP).saturating_add(GROWTH);
    Some(used.saturating_add(tail))
}

struct Meta {
    page_size: usize,
    /// Bytes up to the first page that was never in use.
    used: u64,
}

/// The meta page at a place, if it is whole.
fn bbolt(start: &[u8], at: usize) -> Option<Meta> {
    let body = start.get(at.checked_add(16)?..)?;
    let (page_size, pages) = fields(body).ok()??;
    let valid = (1024..=1 << 24).contains(&page_size) && page_size.is_power_of_two();
    valid.then(|| Meta {
        page_size: usize::try_from(page_size).unwrap_or(usize::MAX),
        used: pages.saturating_mul(u64::from(page_size)),
    })
}

fn fields(body: &[u8]) -> Result<Option<(u32, u64)>, OutOfBytes> {
    let mut b = Bytes::new(body);
    let (magic, _version, page_size, _flags) = (b.u32_le()?, b.u32_le()?, b.u32_le()?, b.u32_le()?);
    let (_root, _sequence, _freelist) = (b.u64_le()?, b.u64_le()?, b.u64_le()?);
    let (pages, _txid, sum) = (b.u64_le()?, b.u64_le()?, b.u64_le()?);
    let summed = body.get(..56).unwrap_or_default();
    Ok((magic == 0xed0c_daed && sum == fnv1a(summed)).then_some((page_size, pages)))
}

/// A database of SQLite's, whose size counts where two numbers agree (sqlite.org/fileformat.html, 1.3.8).
fn sqlite(start: &[u8]) -> Option<u64> {
    if !start.starts_with(b"SQLite format 3\0") {
        return None;
    }
    let word = |at: usize| {
        start
            .get(at..)?
            .first_chunk()
            .map(|b| u32::from_be_bytes(*b))
    };
    let page_size = match u16::from_be_bytes(*start.get(16..)?.first_chunk()?) {
        1 => 65_536,
        size => u64::from(size),
    };
    let pages = word(28).filter(|pages| *pages > 0 && word(24) == word(92))?;
    Some(u64::from(pages).saturating_mul(page_size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_testing::bbolt::meta_page;

    fn database(first: u64, second: u64) -> Vec<u8> {
        [
            meta_page(4096, 0, 2, first, 8),
            meta_page(4096, 1, 2, second, 9),
        ]
        .concat()
    }

    #[test]
    fn a_database_has_as_many_pages_as_its_newest_meta_says_and_room_to_grow() {
        let tail = |used: u64| match used {
            0..=0x0100_0000 => used + (32 << 20),
            _ => used + used.min(1 << 30) + (16 << 20),
        };
        for pages in [6, 5000, 100_000, 10_000_000] {
            let used = pages * 4096;
            assert_eq!(of(&database(6, pages)), Some(tail(used)));
            assert_eq!(of(&database(pages, 6)), Some(tail(used)));
        }
    }

    #[test]
    fn a_meta_page_that_is_not_whole_says_nothing() {
        let mut bytes = database(6, 7);
        bytes[16 + 48] ^= 1;
        assert_eq!(of(&bytes), Some(7 * 4096 + (32 << 20)));
        bytes[4096 + 16 + 48] ^= 1;
        assert_eq!(of(&bytes), None);
        for bytes in [&b""[..], b"SQLite format 3\0", &[0; 9000]] {
            assert_eq!(of(bytes), None);
        }
    }

    #[test]
    fn sqlite_says_so_when_it_is_sure() {
        let mut bytes = b"SQLite format 3\0".to_vec();
        bytes.resize(100, 0);
        bytes[16..18].copy_from_slice(&4096_u16.to_be_bytes());
        bytes[31] = 9;
        assert_eq!(of(&bytes), Some(9 * 4096 + (32 << 20)));
        bytes[95] = 1;
        assert_eq!(of(&bytes), None);
    }
}
