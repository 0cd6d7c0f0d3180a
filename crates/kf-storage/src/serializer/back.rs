//! A buffer that is written from its end to its beginning, as Go's generated encoders write: the
//! length of a message, which stands before it, is known when it comes to be written.

/// The bytes that are written so far, at the end of a larger buffer.
#[derive(Debug, Default)]
pub(crate) struct Back {
    buffer: Vec<u8>,
    start: usize,
}

impl Back {
    /// How many bytes are written.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.buffer.len().saturating_sub(self.start)
    }

    /// What is written.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..).unwrap_or_default()
    }

    /// Writes a part in front of what is there.
    #[inline]
    pub(crate) fn put(&mut self, part: &[u8]) {
        if self.start < part.len() {
            self.grow(part.len());
        }
        let start = self.start.saturating_sub(part.len());
        if let Some(place) = self.buffer.get_mut(start..self.start) {
            place.copy_from_slice(part);
            self.start = start;
        }
    }

    #[cold]
    fn grow(&mut self, more: usize) {
        let written = self.len();
        let size = self.buffer.len().saturating_mul(2).max(1 << 10);
        let mut larger = vec![0; size.saturating_add(more)];
        let start = larger.len().saturating_sub(written);
        if let Some(end) = larger.get_mut(start..) {
            end.copy_from_slice(self.bytes());
        }
        self.buffer = larger;
        self.start = start;
    }

    /// Writes a base-128 varint.
    #[inline]
    pub(crate) fn varint(&mut self, value: u64) {
        if let Some(byte) = u8::try_from(value).ok().filter(|byte| *byte < 0x80) {
            return self.put(&[byte]);
        }
        let mut bytes = [0; 10];
        let mut length = 0;
        let mut rest = value;
        for byte in &mut bytes {
            *byte = rest.to_le_bytes()[0] | 0x80;
            rest >>= 7;
            length += 1;
            if rest == 0 {
                *byte &= 0x7f;
                break;
            }
        }
        self.put(bytes.get(..length).unwrap_or_default());
    }

    /// Writes a field's tag.
    #[inline]
    pub(crate) fn tag(&mut self, number: u32, wire_type: u32) {
        self.varint(u64::from(number << 3 | wire_type));
    }

    /// Writes tag and length of what was written since there were `before` bytes.
    #[inline]
    pub(crate) fn close(&mut self, number: u32, before: usize) {
        let length = self.len().saturating_sub(before);
        self.varint(u64::try_from(length).unwrap_or(u64::MAX));
        self.tag(number, 2);
    }

    /// Writes a length-delimited field.
    #[inline]
    pub(crate) fn field(&mut self, number: u32, part: &[u8]) {
        let before = self.len();
        self.put(part);
        self.close(number, before);
    }

    /// Writes a number's field.
    #[inline]
    pub(crate) fn number(&mut self, number: u32, value: u64) {
        self.varint(value);
        self.tag(number, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_base::bytes::{put_field, put_varint};

    #[test]
    fn what_is_written_backwards_reads_forwards() {
        let values = [0, 1, 127, 128, 300, 1 << 35, u64::MAX];
        let (mut back, mut forth) = (Back::default(), Vec::new());
        for value in values {
            put_varint(&mut forth, value << 3 >> 3);
        }
        for value in values.iter().rev() {
            back.varint(value << 3 >> 3);
        }
        assert_eq!(back.bytes(), forth);
        let long = vec![7; 5_000];
        let (mut back, mut forth) = (Back::default(), Vec::new());
        put_field(&mut forth, 1, b"a");
        put_field(&mut forth, 300, &long);
        back.field(300, &long);
        back.field(1, b"a");
        assert_eq!(back.bytes(), forth);
    }
}
