//! Segments made for tests.

use super::proto::{put_bytes, put_number};
use super::record;

/// A segment under construction.
pub(in crate::etcd) struct Segment {
    bytes: Vec<u8>,
    crc: u32,
}

impl Segment {
    /// Begins with the record that carries the sum of the segment before.
    pub(in crate::etcd) fn new(crc: u32) -> Self {
        let mut segment = Self {
            bytes: Vec::new(),
            crc,
        };
        segment.frame(record::CRC, crc, None);
        segment
    }

    pub(in crate::etcd) fn record(&mut self, kind: i64, data: &[u8]) {
        self.crc = crc32c::crc32c_append(self.crc, data);
        self.frame(kind, self.crc, Some(data));
    }

    fn frame(&mut self, kind: i64, crc: u32, data: Option<&[u8]>) {
        let mut message = Vec::new();
        put_number(&mut message, 1, kind.cast_unsigned());
        message.push(0x10);
        let mut rest = crc;
        while rest >= 0x80 {
            message.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        message.push(rest as u8);
        if let Some(data) = data {
            put_bytes(&mut message, 3, data);
        }
        let padding = (8 - message.len() % 8) % 8;
        let mut length = message.len() as u64;
        if padding != 0 {
            length |= (0x80 | padding as u64) << 56;
        }
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(&message);
        self.bytes.extend(std::iter::repeat_n(0, padding));
    }

    pub(in crate::etcd) fn entry(&mut self, term: u64, index: u64, data: &[u8]) {
        self.entry_of(record::NORMAL, term, index, data);
    }

    pub(in crate::etcd) fn entry_of(&mut self, kind: u64, term: u64, index: u64, data: &[u8]) {
        let mut message = Vec::new();
        put_number(&mut message, 1, kind);
        put_number(&mut message, 2, term);
        put_number(&mut message, 3, index);
        put_bytes(&mut message, 4, data);
        self.record(record::ENTRY, &message);
    }

    pub(in crate::etcd) fn state(&mut self, term: u64, commit: u64) {
        let mut message = Vec::new();
        put_number(&mut message, 1, term);
        put_number(&mut message, 3, commit);
        self.record(record::STATE, &message);
    }

    pub(in crate::etcd) fn bytes(&self) -> Vec<u8> {
        self.bytes.clone()
    }

    pub(in crate::etcd) fn crc(&self) -> u32 {
        self.crc
    }
}
