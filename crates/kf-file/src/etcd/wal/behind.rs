//! What stands behind the place at which a segment ends. A crash leaves zeros there: etcd syncs what
//! it writes, in order, into space that it has set aside as zeros.

use std::fmt;

use super::decoder::{Decoder, LENGTH, SECTOR};
use super::record::{self, Entry};
use kf_base::bytes::Bytes;

/// What stands where nothing but zeros should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Behind {
    /// The first byte that is not zero, and how many there are.
    bytes: Option<(usize, usize)>,
    whole: Option<Whole>,
}

/// A record whose sum is right, and those that follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Whole {
    at: usize,
    /// Index of the last entry among them.
    entry: Option<u64>,
}

impl fmt::Display for Behind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.whole, self.bytes) {
            (Some(whole), _) => {
                write!(f, "whole records stand there from byte {} on", whole.at)?;
                match whole.entry {
                    Some(index) => write!(f, ", up to entry {index}"),
                    None => Ok(()),
                }
            }
            (None, Some((first, 1))) => write!(f, "byte {first} behind it is not zero"),
            (None, Some((first, count))) => {
                write!(f, "{count} bytes from byte {first} on are not zero")
            }
            (None, None) => Ok(()),
        }
    }
}

/// Looks behind the end of the log at `at`, up to which the sum is `crc`: a length of 0.
pub(super) fn behind_end(bytes: &[u8], at: usize, crc: u32) -> Option<Behind> {
    let end = end_of_bytes(bytes, at)?;
    Some(Behind {
        bytes: not_zero(bytes, at, end),
        whole: whole(bytes, at, end, crc),
    })
}

/// Looks behind a record at `at` that was not written whole.
pub(super) fn behind_torn(bytes: &[u8], at: usize, crc: u32) -> Option<Behind> {
    let end = end_of_bytes(bytes, at)?;
    let framed = ends(bytes, at).map(|(_, end)| end);
    let framed = framed.filter(|end| *end <= bytes.len());
    // A length that a part of the record contradicts is not what was written. Of a message that goes
    // over the edge of a sector, a part may be missing.
    let own = Head::read(bytes, at).filter(|head| {
        let message = at.saturating_add(LENGTH);
        message / SECTOR == head.data_at.saturating_sub(1) / SECTOR
    });
    let own = own.map(|head| head.end.next_multiple_of(LENGTH));
    let stop = [framed, own].into_iter().flatten().min();
    let found = Behind {
        bytes: not_zero(bytes, stop.unwrap_or(end), end),
        whole: whole(bytes, at, end, crc),
    };
    (found.bytes.is_some() || found.whole.is_some()).then_some(found)
}

/// Where the last byte that is not zero ends, of those from `from` on.
fn end_of_bytes(bytes: &[u8], from: usize) -> Option<usize> {
    // Pieces are compared as a whole: there may be 64 MB of zeros.
    const PIECE: usize = 4096;
    let mut rest = bytes.get(from..)?;
    while let Some((before, piece)) = rest.split_last_chunk::<PIECE>() {
        if piece != &[0; PIECE] {
            break;
        }
        rest = before;
    }
    let last = rest.iter().rposition(|byte| *byte != 0)?;
    Some(from.saturating_add(last).saturating_add(1))
}

/// The first byte that is not zero, and how many there are.
fn not_zero(bytes: &[u8], from: usize, end: usize) -> Option<(usize, usize)> {
    let rest = bytes.get(from..end)?;
    let first = rest.iter().position(|byte| *byte != 0)?;
    let count = rest.iter().filter(|byte| **byte != 0).count();
    Some((from.saturating_add(first), count))
}

/// Where the record at `at` and its padding end by the length before it.
fn ends(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let length = Bytes::new(bytes.get(at..)?).u64_le().ok()?;
    let (size, padding) = super::decoder::sizes(length);
    let end = at.checked_add(LENGTH)?.checked_add(size)?;
    Some((end, end.checked_add(padding)?)).filter(|_| size > 0)
}

/// A record as etcd writes it: type, sum and data, in this order and without anything else.
#[derive(Clone, Copy)]
struct Head<'a> {
    kind: u64,
    crc: u32,
    data: &'a [u8],
    data_at: usize,
    /// Where the record ends by the length of its data.
    end: usize,
}

impl<'a> Head<'a> {
    /// Reads one without regard to the length before it.
    fn read(bytes: &'a [u8], at: usize) -> Option<Self> {
        const TYPE: u64 = 0x08;
        const SUM: u64 = 0x10;
        const DATA: u64 = 0x1a;
        let mut b = Bytes::new(bytes.get(at.checked_add(LENGTH)?..)?);
        let mut tagged = |tag: u64| (b.varint().ok()? == tag).then(|| b.varint().ok())?;
        let kind = tagged(TYPE).filter(|kind| (1..=5).contains(kind))?;
        let crc = u32::try_from(tagged(SUM)?).ok()?;
        let length = usize::try_from(tagged(DATA)?).ok()?;
        let data = b.take(length).ok()?;
        let end = bytes.len().checked_sub(b.len())?;
        let data_at = end.checked_sub(length)?;
        Some(Self {
            kind,
            crc,
            data,
            data_at,
            end,
        })
    }

    /// Reads one whose length before it says the same, and where its padding ends.
    fn framed(bytes: &'a [u8], at: usize) -> Option<(Self, usize)> {
        let (record, end) = ends(bytes, at)?;
        let head = Self::read(bytes, at)?;
        let fits = end <= bytes.len() && end % LENGTH == 0;
        (fits && head.end == record).then_some((head, end))
    }

    fn follows(&self, crc: u32, work: &mut usize) -> bool {
        let Some(rest) = work.checked_sub(self.data.len()) else {
            return false;
        };
        *work = rest;
        crc32c::crc32c_append(crc, self.data) == self.crc
    }
}

/// The first record from `at` on whose sum goes on from one that is known: the sum before `at`, or
/// that in another record.
fn whole(bytes: &[u8], at: usize, end: usize, crc: u32) -> Option<Whole> {
    // Any eight bytes may begin something that looks like a record as long as the file.
    let mut work = bytes.len().saturating_mul(4);
    let own = Head::read(bytes, at);
    // Of one whose length is right, no more than the padding is missing.
    let right = ends(bytes, at).map(|(record, _)| record);
    if let Some(head) = own
        && right != Some(head.end)
        && head.follows(crc, &mut work)
    {
        let next = head.end.next_multiple_of(LENGTH);
        let of_it = Some(head.data).filter(|_| head.kind == record::ENTRY.cast_unsigned());
        let of_it = of_it.and_then(|data| Entry::parse(data).ok());
        return Some(Whole {
            at,
            entry: last_entry(bytes, next, head.crc).or(of_it.map(|entry| entry.index)),
        });
    }
    let known = [Some(crc), own.map(|head| head.crc)];
    let mut from = at.saturating_add(1).next_multiple_of(LENGTH);
    while from < end {
        if let Some((head, next)) = Head::framed(bytes, from) {
            let mut known = known.into_iter().flatten();
            if let Some(crc) = known.find(|crc| head.follows(*crc, &mut work)) {
                let entry = last_entry(bytes, from, crc);
                return Some(Whole { at: from, entry });
            }
            if let Some((after, _)) = Head::framed(bytes, next)
                && after.follows(head.crc, &mut work)
            {
                let entry = last_entry(bytes, next, head.crc);
                return Some(Whole { at: next, entry });
            }
        }
        from = from.saturating_add(LENGTH);
    }
    None
}

/// Index of the last entry that can be read from `at` on.
fn last_entry(bytes: &[u8], at: usize, crc: u32) -> Option<u64> {
    let mut decoder = Decoder::resume(bytes, at, crc);
    let mut last = None;
    while let Ok(Some((_, record))) = decoder.next() {
        if record.kind == record::ENTRY
            && let Ok(entry) = Entry::parse(record.data)
        {
            last = Some(entry.index);
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::super::testing::Segment;
    use super::*;

    /// Where each of five records begins, and all of them with zeros behind.
    fn five() -> (Vec<usize>, Vec<u8>) {
        let mut segment = Segment::new(0);
        let mut starts = Vec::new();
        for index in 1..=5 {
            starts.push(segment.bytes().len());
            segment.entry(1, index, &[7; 700]);
        }
        let mut bytes = segment.bytes();
        bytes.resize(8192, 0);
        (starts, bytes)
    }

    /// Reads to the end, and says what stands behind.
    fn told(bytes: &[u8]) -> Option<String> {
        let mut decoder = Decoder::new(bytes, 0, true);
        loop {
            match decoder.next() {
                Ok(Some(_)) => {}
                Ok(None) => return decoder.behind_end().map(|b| b.to_string()),
                Err(fault) if fault.torn => {
                    return decoder.behind_torn().map(|b| b.to_string());
                }
                Err(fault) => return Some(fault.what),
            }
        }
    }

    #[test]
    fn what_a_crash_leaves_is_nothing() {
        let (starts, bytes) = five();
        assert_eq!(told(&bytes), None);
        // The last record, of which a sector is missing, or all from one on.
        for from in [3072, 3584] {
            let mut torn = bytes.clone();
            torn[from..].fill(0);
            assert_eq!(told(&torn), None, "{from}");
        }
        let mut hole = bytes.clone();
        let sector = starts[4].next_multiple_of(512);
        hole[sector..sector + 512].fill(0);
        assert_eq!(told(&hole), None);
        // And what a copy leaves that ended early.
        let end = starts[4];
        assert!((2560..3072).contains(&end), "{end}");
        for cut in [end, end + 1, end + 8, end + 30, end + 600] {
            assert_eq!(told(&bytes[..cut]), None, "{cut}");
        }
    }

    #[test]
    fn whole_records_behind() {
        let (starts, bytes) = five();
        let from = |at: usize| {
            Some(format!(
                "whole records stand there from byte {at} on, up to entry 5"
            ))
        };
        // A length that was changed, of the third and of the last record.
        for record in [2, 4] {
            for bit in [13, 20, 31, 40, 55] {
                let mut flipped = bytes.clone();
                flipped[starts[record] + bit / 8] ^= 1 << (bit % 8);
                assert_eq!(told(&flipped), from(starts[record]), "{record} {bit}");
            }
        }
        // Nothing where a record began.
        let mut hole = bytes.clone();
        hole[starts[2]..starts[2] + 16].fill(0);
        assert_eq!(told(&hole), from(starts[4]));
        // A sector of a record is gone, and others follow it.
        let mut hole = bytes.clone();
        let sector = starts[2].next_multiple_of(512);
        hole[sector..sector + 512].fill(0);
        assert_eq!(told(&hole), from(starts[3]));
        // The last but one is gone, and nothing is known to go on from.
        let mut hole = bytes.clone();
        hole[starts[3]..starts[3] + 64].fill(0);
        let told = told(&hole).unwrap();
        assert!(told.ends_with("are not zero"), "{told}");
    }

    #[test]
    fn what_looks_like_records_is_not_summed_for_ever() {
        // Heads as long as the rest of the file, each in the data of the one before it.
        let length = 1 << 20;
        let mut bytes = vec![0; length];
        bytes[..8].copy_from_slice(&(1_u64 << 40).to_le_bytes());
        for at in (8..length - 64).step_by(24) {
            let data = (length - at - 24) as u64;
            let mut head = Vec::new();
            head.extend(&[0x08, 2, 0x10, 0x81, 0x80, 0x80, 0x80, 0x01, 0x1a]);
            kf_base::bytes::put_varint(&mut head, data);
            let size = head.len() as u64 + data;
            let padding = (8 - size % 8) % 8;
            let size = size - padding;
            bytes[at..at + 8].copy_from_slice(&size.to_le_bytes());
            bytes[at + 8..at + 8 + head.len()].copy_from_slice(&head);
        }
        assert!(behind_torn(&bytes, 0, 1).is_none());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes(bytes in proptest::collection::vec(0_u8..32, 0..300), at in 0_usize..300) {
            for found in [behind_end(&bytes, at, 1), behind_torn(&bytes, at, 1)].into_iter().flatten() {
                proptest::prop_assert!(!found.to_string().is_empty());
            }
        }
    }
}
