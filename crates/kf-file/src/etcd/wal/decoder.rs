//! The frames of one segment, and the sum that runs through all of them.

use super::behind::{self, Behind};
use super::record::{self, Record};
use kf_base::bytes::Bytes;

/// What a disk writes at once at the least; a record of which one such piece is all zero was
/// not written to its end (etcd `wal/decoder.go` `isTornEntry`).
pub(super) const SECTOR: usize = 512;

/// Bytes of the length before each record.
pub(super) const LENGTH: usize = 8;

/// A segment being read.
#[derive(Debug)]
pub(super) struct Decoder<'a> {
    bytes: &'a [u8],
    at: usize,
    crc: u32,
    last: bool,
}

/// Why no more can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where the record begins that cannot be read.
    pub(super) offset: usize,
    /// Whether etcd takes it for a write that a crash cut off, drops it and goes on (etcd
    /// `wal/repair.go` `Repair`).
    pub(super) torn: bool,
    pub(super) what: String,
}

impl<'a> Decoder<'a> {
    /// Starts a segment; `crc` is the sum at the end of the segment before it, 0 for none, and
    /// `last` says that no segment follows.
    pub(super) fn new(bytes: &'a [u8], crc: u32, last: bool) -> Self {
        Self {
            bytes,
            at: 0,
            crc,
            last,
        }
    }

    /// Goes on in the midst of a segment, behind a record whose sum is `crc`.
    pub(super) fn resume(bytes: &'a [u8], at: usize, crc: u32) -> Self {
        let last = true;
        Self {
            bytes,
            at,
            crc,
            last,
        }
    }

    /// Where the next record begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What stands behind the end.
    pub(super) fn behind_end(&self) -> Option<Behind> {
        behind::behind_end(self.bytes, self.at, self.crc)
    }

    /// What stands behind a record that was not written whole.
    pub(super) fn behind_torn(&self) -> Option<Behind> {
        behind::behind_torn(self.bytes, self.at, self.crc)
    }

    /// Whether the file ends where the next record begins, or in the midst of it.
    pub(super) fn is_cut(&self) -> bool {
        let mut rest = Bytes::new(self.bytes.get(self.at..).unwrap_or_default());
        rest.u64_le().map_or(true, |length| {
            let (size, padding) = sizes(length);
            size.saturating_add(padding) > rest.len()
        })
    }

    /// The sum so far.
    pub(super) fn crc(&self) -> u32 {
        self.crc
    }

    /// The next record and where it begins, `None` at the end: the end of the file, or a length
    /// of 0, which is what the space holds that etcd sets aside.
    pub(super) fn next(&mut self) -> Result<Option<(usize, Record<'a>)>, Fault> {
        let offset = self.at;
        let mut b = Bytes::new(self.bytes.get(self.at..).unwrap_or_default());
        if b.is_empty() {
            return Ok(None);
        }
        let Ok(length) = b.u64_le() else {
            return Err(self.fault(self.last, "the length of a record is cut off"));
        };
        if length == 0 {
            return Ok(None);
        }
        let (size, padding) = sizes(length);
        let Ok(frame) = b.take(size.saturating_add(padding)) else {
            let what = format!("a record of {size} bytes does not fit into the segment");
            return Err(self.fault(self.last, &what));
        };
        let torn = || self.last && is_torn(frame, offset.saturating_add(LENGTH));
        let Ok(record) = Record::parse(frame.get(..size).unwrap_or_default()) else {
            return Err(self.fault(torn(), "the record is no walpb.Record"));
        };
        if record.kind == record::CRC {
            // A sum of 0 is that of a decoder that has just begun.
            if self.crc != 0 && record.crc != self.crc {
                let what = format!(
                    "the segment continues one that ends with the CRC {:08x}, the one before it \
                     ends with {:08x}",
                    record.crc, self.crc
                );
                return Err(self.fault(false, &what));
            }
            self.crc = record.crc;
        } else {
            let crc = crc32c::crc32c_append(self.crc, record.data);
            if crc != record.crc {
                let what = format!(
                    "the record's CRC is {:08x}, that of its bytes {crc:08x}",
                    record.crc
                );
                return Err(self.fault(torn(), &what));
            }
            self.crc = crc;
        }
        self.at = offset.saturating_add(LENGTH).saturating_add(frame.len());
        Ok(Some((offset, record)))
    }

    #[cold]
    fn fault(&self, torn: bool, what: &str) -> Fault {
        Fault {
            offset: self.at,
            torn,
            what: what.to_owned(),
        }
    }
}

/// The bytes of a record and of its padding: 56 bits of length, and bit 63 says that bits 56 to 58 count
/// the padding.
pub(super) fn sizes(length: u64) -> (usize, usize) {
    let size = usize::try_from(length & (u64::MAX >> 8)).unwrap_or(usize::MAX);
    let padding = match length >> 63 {
        0 => 0,
        _ => usize::try_from(length >> 56 & 7).unwrap_or(0),
    };
    (size, padding)
}

/// Whether a sector's part of the frame, which begins at `offset` of the file, is all zero.
fn is_torn(mut frame: &[u8], offset: usize) -> bool {
    let mut room = SECTOR - offset % SECTOR;
    while !frame.is_empty() {
        let (piece, rest) = frame.split_at_checked(room).unwrap_or((frame, &[]));
        if piece.iter().all(|byte| *byte == 0) {
            return true;
        }
        frame = rest;
        room = SECTOR;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::testing::Segment;
    use super::*;

    /// etcd's own `wal/testdata/TestNew.wal`, written out.
    const TEST_NEW: [u8; 72] = [
        4, 0, 0, 0, 0, 0, 0, 0x84, 8, 4, 16, 0, 0, 0, 0, 0, //
        18, 0, 0, 0, 0, 0, 0, 0x86, 8, 1, 16, 0x85, 0xd4, 0xfd, 0xa0, 7, 0x1a, 8, b's', b'o', b'm',
        b'e', b'd', b'a', b't', b'a', 0, 0, 0, 0, 0, 0, //
        14, 0, 0, 0, 0, 0, 0, 0x82, 8, 5, 16, 0x80, 0xdb, 0x81, 0xc1, 1, 0x1a, 4, 8, 0, 16, 0, 0,
        0,
    ];

    #[test]
    fn a_segment_that_etcd_wrote() {
        let mut decoder = Decoder::new(&TEST_NEW, 0, true);
        let mut read = Vec::new();
        while let Some((offset, record)) = decoder.next().unwrap() {
            read.push((offset, record.kind, record.crc, record.data));
        }
        assert_eq!(
            read,
            [
                (0, record::CRC, 0, &b""[..]),
                (16, record::METADATA, 0x741F_6A05, b"somedata"),
                (48, record::SNAPSHOT, 0x1820_6D80, b"\x08\0\x10\0"),
            ]
        );
    }

    #[test]
    fn torn_and_broken() {
        let mut segment = Segment::new(0);
        segment.record(record::METADATA, &[7; 2000]);
        let whole = segment.bytes();
        let read = |bytes: &[u8], last| {
            let mut decoder = Decoder::new(bytes, 0, last);
            loop {
                match decoder.next() {
                    Ok(Some(_)) => {}
                    Ok(None) => return None,
                    Err(fault) => return Some((fault.offset, fault.torn)),
                }
            }
        };
        assert_eq!(read(&whole, true), None);
        assert_eq!(read(&[&whole[..], &[0; 100]].concat(), true), None);
        for cut in [17, 23, 24, 500, whole.len() - 1] {
            assert_eq!(read(&whole[..cut], true), Some((16, true)), "{cut}");
            assert_eq!(read(&whole[..cut], false), Some((16, false)), "{cut}");
        }
        let mut sector = whole.clone();
        sector[1024..1536].fill(0);
        assert_eq!(read(&sector, true), Some((16, true)));
        assert_eq!(read(&sector, false), Some((16, false)));
        let mut flipped = whole.clone();
        flipped[700] ^= 1;
        assert_eq!(read(&flipped, true), Some((16, false)));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes(bytes in proptest::collection::vec(0_u8.., 0..200), last: bool) {
            let mut decoder = Decoder::new(&bytes, 0, last);
            let mut at = None;
            while let Ok(Some((offset, _))) = decoder.next() {
                proptest::prop_assert!(at < Some(offset));
                at = Some(offset);
            }
        }
    }
}
