//! The meta page: which tree is the newest, and how large a page is.

use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::error::{Error, Result};

use super::page::HEADER_BYTES;

/// First four bytes of a meta, as the integer bbolt writes in its host's byte order.
const MAGIC: u32 = 0xED0C_DAED;

/// The file format's version; it never changed (bbolt `internal/common/types.go`).
const VERSION: u32 = 2;

/// Bytes of the meta structure that its checksum covers.
const SUMMED_BYTES: usize = 56;

/// Smallest and largest page size taken, in bytes: what bbolt's own search for meta 1 covers
/// (`getPageSizeFromSecondMeta`).
const PAGE_SIZES: std::ops::RangeInclusive<u32> = 1024..=16 << 20;

/// What one meta page says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Meta {
    /// Page size in bytes, a power of two.
    pub page_size: u32,
    /// Zero in normal files; `bbolt surgery meta update` sets 4. Without meaning for a reader.
    pub flags: u32,
    /// Page id of the root bucket's tree.
    pub root: u64,
    /// Page id of the freelist; `None` where it is not stored, as etcd on Linux has it.
    pub freelist: Option<u64>,
    /// The first page id never allocated; the file's pages end here.
    pub high_water_mark: u64,
    /// The transaction that wrote this meta.
    pub txid: u64,
    /// Whether the checksum is there and right. bbolt up to 1.3.6 takes a checksum of zero
    /// unread, as very old files have none (`meta.validate`); so does kf, but a meta with a right
    /// checksum goes before one without.
    pub checksummed: bool,
}

impl Meta {
    /// Reads the meta structure of the page that starts at byte `offset`.
    ///
    /// # Errors
    /// Unsupported for a big-endian file; corrupt for a wrong magic, version, checksum or page
    /// size, or when the bytes end first. The page is not named: the caller knows which.
    pub(crate) fn parse(bytes: &[u8], offset: usize) -> Result<Self> {
        let start = offset.saturating_add(HEADER_BYTES);
        let body = bytes.get(start..).unwrap_or_default();
        let fields = RawMeta::parse(body).map_err(|OutOfBytes| {
            Error::corrupt(format!(
                "the meta page needs {} bytes from byte {start} on, the file has {}",
                SUMMED_BYTES + 8,
                body.len()
            ))
            .hint("the file is cut short or is not an etcd database: copy it again")
        })?;
        if fields.magic == MAGIC.swap_bytes() {
            return Err(Error::unsupported(
                "this bbolt file was written on a big-endian machine (s390x)",
            )
            .hint("etcd on a little-endian machine cannot read it either: read it where it was made, or restore it there and copy the keys"));
        }
        if fields.magic != MAGIC {
            return Err(Error::corrupt(format!(
                "the magic number of the meta page is {:#010x}, a bbolt file has {MAGIC:#010x}",
                fields.magic
            )));
        }
        if fields.version != VERSION {
            return Err(Error::unsupported(format!(
                "bbolt file format version {}, only version {VERSION} is known",
                fields.version
            )));
        }
        let sum = fnv1a(body.get(..SUMMED_BYTES).unwrap_or_default());
        if fields.checksum != 0 && fields.checksum != sum {
            return Err(Error::corrupt(format!(
                "the checksum of the meta page is {:#018x}, its bytes give {sum:#018x}",
                fields.checksum
            )));
        }
        if !PAGE_SIZES.contains(&fields.page_size) || !fields.page_size.is_power_of_two() {
            return Err(Error::corrupt(format!(
                "page size {} in the meta page is not a power of two from {} to {}",
                fields.page_size,
                PAGE_SIZES.start(),
                PAGE_SIZES.end()
            )));
        }
        Ok(Self {
            page_size: fields.page_size,
            flags: fields.flags,
            root: fields.root,
            freelist: (fields.freelist != u64::MAX).then_some(fields.freelist),
            high_water_mark: fields.high_water_mark,
            txid: fields.txid,
            checksummed: fields.checksum == sum,
        })
    }

    /// Where meta 1 may lie when meta 0 is lost: the page sizes bbolt tries.
    pub(crate) fn probes() -> impl Iterator<Item = u32> {
        std::iter::successors(Some(*PAGE_SIZES.start()), |size| size.checked_mul(2))
            .take_while(|size| PAGE_SIZES.contains(size))
    }
}

/// The fields of a meta page as they stand there, nothing checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RawMeta {
    /// What tells a bbolt file.
    pub magic: u32,
    /// Version of the file format.
    pub version: u32,
    /// Page size in bytes.
    pub page_size: u32,
    /// See [`Meta::flags`].
    pub flags: u32,
    /// Page id of the root bucket's tree.
    pub root: u64,
    /// Page id of the freelist; all ones for none.
    pub freelist: u64,
    /// See [`Meta::high_water_mark`].
    pub high_water_mark: u64,
    /// See [`Meta::txid`].
    pub txid: u64,
    /// FNV-1a over the bytes before it.
    pub checksum: u64,
}

impl RawMeta {
    /// Reads the bytes behind a meta page's header.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, OutOfBytes> {
        let mut b = Bytes::new(body);
        let (magic, version, page_size) = (b.u32_le()?, b.u32_le()?, b.u32_le()?);
        let (flags, root) = (b.u32_le()?, b.u64_le()?);
        let _sequence = b.u64_le()?;
        Ok(Self {
            magic,
            version,
            page_size,
            flags,
            root,
            freelist: b.u64_le()?,
            high_water_mark: b.u64_le()?,
            txid: b.u64_le()?,
            checksum: b.u64_le()?,
        })
    }
}

/// FNV-1a, 64 bits.
pub(crate) fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, &b| {
        (sum ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_base::ErrorKind;
    use kf_testing::bbolt::meta_page;

    #[test]
    fn the_pair_that_a_snapshot_writes() {
        let page = meta_page(4096, 0, 17, 25, 584);
        assert_eq!(page[72..80], 0xEB82_1119_CD84_8099_u64.to_le_bytes());
        let meta = Meta::parse(&page, 0).unwrap();
        assert_eq!((meta.root, meta.freelist), (17, None));
        assert_eq!((meta.high_water_mark, meta.txid), (25, 584));
        assert!(meta.checksummed);
        let older = meta_page(4096, 1, 17, 25, 583);
        assert_eq!(older[72..80], 0x0253_106B_2FEE_1BC2_u64.to_le_bytes());
    }

    #[test]
    fn each_field_is_judged() {
        let good = meta_page(4096, 0, 3, 4, 1);
        let with = |at: usize, bytes: &[u8]| {
            let mut page = good.clone();
            page[at..at + bytes.len()].copy_from_slice(bytes);
            Meta::parse(&page, 0).map_err(|e| (e.kind(), e.to_string()))
        };
        let big_endian = with(16, &[0xED, 0x0C, 0xDA, 0xED]).unwrap_err();
        assert_eq!(big_endian.0, ErrorKind::Unsupported);
        assert!(big_endian.1.contains("big-endian"));
        assert_eq!(with(20, &[3]).unwrap_err().0, ErrorKind::Unsupported);
        assert!(with(32, &[9]).unwrap_err().1.contains("checksum"));
        assert!(!with(72, &[0; 8]).unwrap().checksummed);
        assert!(Meta::parse(&good[..79], 0).unwrap_err().is_corrupt());
        assert!(Meta::parse(&good, usize::MAX).unwrap_err().is_corrupt());
        let odd = meta_page(5000, 0, 3, 4, 1);
        assert!(
            Meta::parse(&odd, 0)
                .unwrap_err()
                .to_string()
                .contains("5000")
        );
    }

    #[test]
    fn probes_cover_every_page_size() {
        let all: Vec<u32> = Meta::probes().collect();
        assert_eq!((all.len(), all[0], all[14]), (15, 1024, 16 << 20));
    }
}
