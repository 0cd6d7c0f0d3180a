//! The one no-panic cursor over untrusted bytes.
//!
//! Every parser of binary data reads through [`Bytes`]; it has no method that can panic, and each
//! read says its byte order. A read past the end is [`OutOfBytes`]; the caller knows the place
//! and turns it into an [`crate::Error`].

/// The input ended before the value did, or a varint did not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfBytes;

/// A cursor: a slice that shrinks from the front.
#[derive(Clone, Copy, Debug)]
pub struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// A cursor at the start of `bytes`.
    #[must_use]
    #[inline]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// What has not been read yet.
    #[must_use]
    #[inline]
    pub fn rest(self) -> &'a [u8] {
        self.0
    }

    /// Whether everything has been read.
    #[must_use]
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// Bytes left.
    #[must_use]
    #[inline]
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// The next `n` bytes.
    ///
    /// # Errors
    /// [`OutOfBytes`] when fewer are left.
    #[inline]
    pub fn take(&mut self, n: usize) -> Result<&'a [u8], OutOfBytes> {
        let (head, rest) = self.0.split_at_checked(n).ok_or(OutOfBytes)?;
        self.0 = rest;
        Ok(head)
    }

    #[inline]
    fn array<const N: usize>(&mut self) -> Result<[u8; N], OutOfBytes> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(OutOfBytes)?;
        self.0 = rest;
        Ok(*head)
    }

    /// One byte.
    ///
    /// # Errors
    /// [`OutOfBytes`] at the end.
    #[inline]
    pub fn u8(&mut self) -> Result<u8, OutOfBytes> {
        self.array::<1>().map(|[b]| b)
    }

    /// A little-endian u16.
    ///
    /// # Errors
    /// [`OutOfBytes`] when fewer than 2 bytes are left.
    #[inline]
    pub fn u16_le(&mut self) -> Result<u16, OutOfBytes> {
        self.array().map(u16::from_le_bytes)
    }

    /// A little-endian u32.
    ///
    /// # Errors
    /// [`OutOfBytes`] when fewer than 4 bytes are left.
    #[inline]
    pub fn u32_le(&mut self) -> Result<u32, OutOfBytes> {
        self.array().map(u32::from_le_bytes)
    }

    /// A little-endian u64.
    ///
    /// # Errors
    /// [`OutOfBytes`] when fewer than 8 bytes are left.
    #[inline]
    pub fn u64_le(&mut self) -> Result<u64, OutOfBytes> {
        self.array().map(u64::from_le_bytes)
    }

    /// A big-endian u16.
    ///
    /// # Errors
    /// [`OutOfBytes`] when fewer than 2 bytes are left.
    #[inline]
    pub fn u16_be(&mut self) -> Result<u16, OutOfBytes> {
        self.array().map(u16::from_be_bytes)
    }

    /// A big-endian u32.
    ///
    /// # Errors
    /// [`OutOfBytes`] when fewer than 4 bytes are left.
    #[inline]
    pub fn u32_be(&mut self) -> Result<u32, OutOfBytes> {
        self.array().map(u32::from_be_bytes)
    }

    /// A big-endian u64.
    ///
    /// # Errors
    /// [`OutOfBytes`] when fewer than 8 bytes are left.
    #[inline]
    pub fn u64_be(&mut self) -> Result<u64, OutOfBytes> {
        self.array().map(u64::from_be_bytes)
    }

    /// A protobuf base-128 varint of at most 10 bytes; bits above 64 are dropped, as Go's
    /// generated decoders do.
    ///
    /// # Errors
    /// [`OutOfBytes`] when the input ends inside it, or when it is longer than 10 bytes.
    #[inline]
    pub fn varint(&mut self) -> Result<u64, OutOfBytes> {
        if let Some((&b, rest)) = self.0.split_first()
            && b < 0x80
        {
            self.0 = rest;
            return Ok(u64::from(b));
        }
        if let [low, high, rest @ ..] = self.0
            && *high < 0x80
        {
            self.0 = rest;
            return Ok(u64::from(low & 0x7f) | (u64::from(*high) << 7));
        }
        // By value, here and below: a cursor whose address is given away lives in memory.
        let (value, rest) = long_varint(self.0)?;
        self.0 = rest;
        Ok(value)
    }

    /// Passes over the value of a protobuf field whose tag has been read: a field that is not
    /// known, or not looked at. Groups are passed over whole.
    ///
    /// # Errors
    /// [`OutOfBytes`] when the value is cut short, or for a wire type that does not exist.
    #[inline]
    pub fn skip_field(&mut self, tag: u64) -> Result<(), OutOfBytes> {
        *self = behind_field(*self, tag)?;
        Ok(())
    }

    /// A varint length and that many bytes.
    ///
    /// # Errors
    /// [`OutOfBytes`] when the input ends first.
    #[inline]
    pub fn length_delimited(&mut self) -> Result<&'a [u8], OutOfBytes> {
        let n = self.varint()?;
        self.take(usize::try_from(n).map_err(|_| OutOfBytes)?)
    }
}

/// A varint of any length, and what is behind it.
fn long_varint(bytes: &[u8]) -> Result<(u64, &[u8]), OutOfBytes> {
    let mut value = 0u64;
    for (i, &b) in bytes.iter().enumerate().take(10) {
        value |= u64::from(b & 0x7f).wrapping_shl(7 * u32::try_from(i).unwrap_or(0));
        if b < 0x80 {
            return Ok((value, bytes.get(i + 1..).unwrap_or_default()));
        }
    }
    Err(OutOfBytes)
}

/// What is behind the value of a field whose tag has been read.
fn behind_field(mut bytes: Bytes<'_>, mut tag: u64) -> Result<Bytes<'_>, OutOfBytes> {
    let mut depth = 0usize;
    loop {
        match tag & 7 {
            0 => drop(bytes.varint()?),
            1 => drop(bytes.take(8)?),
            2 => drop(bytes.length_delimited()?),
            3 => depth = depth.saturating_add(1),
            4 => depth = depth.checked_sub(1).ok_or(OutOfBytes)?,
            5 => drop(bytes.take(4)?),
            _ => return Err(OutOfBytes),
        }
        if depth == 0 {
            return Ok(bytes);
        }
        tag = bytes.varint()?;
    }
}

/// Writes a protobuf base-128 varint.
pub fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    loop {
        let low = value.to_le_bytes()[0] & 0x7f;
        value >>= 7;
        if value == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

/// Appends a length-delimited field of a protobuf message.
pub fn put_field(out: &mut Vec<u8>, number: u64, bytes: &[u8]) {
    put_varint(out, number << 3 | 2);
    put_varint(out, u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varints() {
        let mut b = Bytes::new(&[0x01, 0xac, 0x02, 0xff]);
        assert_eq!(b.varint(), Ok(1));
        assert_eq!(b.varint(), Ok(300));
        assert_eq!(b.varint(), Err(OutOfBytes));
        let minus_one = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        assert_eq!(Bytes::new(&minus_one).varint(), Ok(u64::MAX));
        assert_eq!(Bytes::new(&[0x80; 11]).varint(), Err(OutOfBytes));
    }

    #[test]
    fn integers_and_slices() {
        let mut b = Bytes::new(&[1, 0, 0, 0, 0, 2, 2, b'h', b'i', 9]);
        assert_eq!(b.u32_le(), Ok(1));
        assert_eq!(b.u16_be(), Ok(2));
        assert_eq!(b.length_delimited(), Ok(&b"hi"[..]));
        assert_eq!(b.take(2), Err(OutOfBytes));
        assert_eq!(b.rest(), [9]);
        assert_eq!(b.u64_le(), Err(OutOfBytes));
    }
}
