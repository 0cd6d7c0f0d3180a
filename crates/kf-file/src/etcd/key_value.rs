//! The value of a record: `mvccpb.KeyValue`.

use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::error::{Error, Result};

/// A decoded `mvccpb.KeyValue` (etcd `api/mvccpb/kv.proto`); absent fields are zero or empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyValue<'a> {
    /// The user's key.
    pub key: &'a [u8],
    /// Revision of the put that created the key, or created it again after a deletion.
    pub create_revision: i64,
    /// Revision of this put; a tombstone's stored record has none.
    pub mod_revision: i64,
    /// Number of puts since the creation, from 1.
    pub version: i64,
    /// The user's value.
    pub value: &'a [u8],
    /// Id of the lease attached, 0 for none.
    pub lease: i64,
}

/// Tag of field 1, length-delimited: what every record of etcd starts with.
const KEY_TAG: u8 = 0x0a;

impl<'a> KeyValue<'a> {
    /// Decodes `bytes`; unknown fields are skipped, the last of a repeated field counts.
    ///
    /// # Errors
    /// Corrupt when the bytes are not a protobuf message or a known field has another wire type.
    pub fn decode(bytes: &'a [u8]) -> Result<Self> {
        let mut b = Bytes::new(bytes);
        let mut kv = Self::default();
        while !b.is_empty() {
            let at = bytes.len().saturating_sub(b.len());
            kv.field(&mut b)
                .map_err(|OutOfBytes| malformed(bytes, at))?;
        }
        Ok(kv)
    }

    fn field(&mut self, b: &mut Bytes<'a>) -> Result<(), OutOfBytes> {
        let tag = b.varint()?;
        match (tag >> 3, tag & 7) {
            (1, 2) => self.key = b.length_delimited()?,
            (2, 0) => self.create_revision = b.varint()?.cast_signed(),
            (3, 0) => self.mod_revision = b.varint()?.cast_signed(),
            (4, 0) => self.version = b.varint()?.cast_signed(),
            (5, 2) => self.value = b.length_delimited()?,
            (6, 0) => self.lease = b.varint()?.cast_signed(),
            (0..=6, _) => return Err(OutOfBytes),
            (_, 0) => {
                b.varint()?;
            }
            (_, 1) => {
                b.take(8)?;
            }
            (_, 2) => {
                b.length_delimited()?;
            }
            (_, 5) => {
                b.take(4)?;
            }
            // Groups (3, 4) have never been in this message; 6 and 7 do not exist.
            _ => return Err(OutOfBytes),
        }
        Ok(())
    }

    /// The user's key alone, touching no byte behind it: what a pass over all records looks at.
    ///
    /// # Errors
    /// Corrupt, as for [`KeyValue::decode`].
    #[inline]
    pub fn key_of(bytes: &'a [u8]) -> Result<&'a [u8]> {
        if let Some((&KEY_TAG, rest)) = bytes.split_first()
            && let Ok(key) = Bytes::new(rest).length_delimited()
        {
            return Ok(key);
        }
        Self::decode(bytes).map(|kv| kv.key)
    }
}

#[cold]
fn malformed(bytes: &[u8], at: usize) -> Error {
    Error::corrupt(format!(
        "the record of {} bytes is not an mvccpb.KeyValue: field at byte {at} is malformed or \
         reaches past the end",
        bytes.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_a_real_store() {
        let kv = KeyValue::decode(b"\x0a\x03foo\x10\x02\x18\x03\x20\x02\x2a\x03baz").unwrap();
        let expected = KeyValue {
            key: b"foo",
            create_revision: 2,
            mod_revision: 3,
            version: 2,
            value: b"baz",
            lease: 0,
        };
        assert_eq!(kv, expected);
        let empty_value = KeyValue::decode(b"\x0a\x01a\x10\x06\x18\x06\x20\x01").unwrap();
        assert_eq!((empty_value.key, empty_value.value), (&b"a"[..], &b""[..]));
        assert_eq!(KeyValue::decode(b"").unwrap(), KeyValue::default());
    }

    #[test]
    fn unknown_fields_are_skipped_and_nonsense_is_not() {
        let odd = b"\x38\x01\x41abcdefgh\x4a\x01x\x55abcd\x0a\x01k\x30\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01";
        let kv = KeyValue::decode(odd).unwrap();
        assert_eq!((kv.key, kv.lease), (&b"k"[..], -1));
        assert_eq!(KeyValue::key_of(odd).unwrap(), b"k");
        for bad in [
            &b"\x0a"[..],
            b"\x0a\x05foo",
            b"\x08\x01",
            b"\x12\x01a",
            b"\x0b",
            b"\x0f",
        ] {
            assert!(KeyValue::decode(bad).unwrap_err().is_corrupt());
            assert!(KeyValue::key_of(bad).is_err());
        }
    }
}
