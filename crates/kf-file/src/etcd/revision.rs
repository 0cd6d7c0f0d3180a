//! A revision, and the key it has in the bucket `key`.

use std::fmt;

use kf_base::error::{Error, Result};
use kf_base::escape;

/// One change of the key space: all changes of one transaction share `main`, `sub` counts them
/// from 0. Ordered as etcd orders them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Revision {
    /// The store's revision after the transaction; the first write to an empty store makes 2.
    pub main: i64,
    /// Position in the transaction, from 0.
    pub sub: i64,
}

impl Revision {
    /// Reads a key of the bucket `key`; true for a tombstone (etcd `mvcc/revision.go`
    /// `BytesToBucketKey`).
    ///
    /// # Errors
    /// Corrupt when the key is neither 17 bytes nor 18 with the mark `t`, when byte 8 is not
    /// `_`, or when a number is negative.
    #[inline]
    pub fn parse(key: &[u8]) -> Result<(Self, bool)> {
        Self::parse_key(key).ok_or_else(|| malformed(key))
    }

    #[inline]
    fn parse_key(key: &[u8]) -> Option<(Self, bool)> {
        let (main, rest) = key.split_first_chunk::<8>()?;
        let (mark, rest) = rest.split_first()?;
        let (sub, rest) = rest.split_first_chunk::<8>()?;
        let tombstone = match rest {
            [] => false,
            [b't'] => true,
            _ => return None,
        };
        let revision = Self {
            main: i64::from_be_bytes(*main),
            sub: i64::from_be_bytes(*sub),
        };
        (*mark == b'_' && revision.main >= 0 && revision.sub >= 0).then_some((revision, tombstone))
    }

    /// The key of the bucket `key` that a record of this revision is filed under.
    #[must_use]
    pub fn to_key(self, tombstone: bool) -> Vec<u8> {
        let mut key = Vec::with_capacity(18);
        key.extend_from_slice(&self.main.to_be_bytes());
        key.push(b'_');
        key.extend_from_slice(&self.sub.to_be_bytes());
        if tombstone {
            key.push(b't');
        }
        key
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.sub {
            0 => write!(f, "{}", self.main),
            sub => write!(f, "{}.{sub}", self.main),
        }
    }
}

#[cold]
fn malformed(key: &[u8]) -> Error {
    Error::corrupt(format!(
        "{} ({} bytes) is not a revision: 8 bytes, `_`, 8 bytes, and `t` for a tombstone",
        escape::quoted(key),
        key.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lengths_and_nothing_else() {
        let key = b"\0\0\0\0\0\0\0\x04_\0\0\0\0\0\0\0\x01t";
        let revision = Revision { main: 4, sub: 1 };
        assert_eq!(Revision::parse(key).unwrap(), (revision, true));
        assert_eq!(Revision::parse(&key[..17]).unwrap(), (revision, false));
        assert_eq!(revision.to_string(), "4.1");
        let with = |at: usize, byte: u8| {
            let mut key = *key;
            key[at] = byte;
            Revision::parse(&key).map_err(|e| e.is_corrupt())
        };
        assert_eq!(with(8, b'-'), Err(true));
        assert_eq!(with(17, b'u'), Err(true));
        assert_eq!(with(0, 0x80), Err(true));
        assert_eq!(with(9, 0xff), Err(true));
        for n in 0..17 {
            assert!(Revision::parse(&key[..n]).is_err());
        }
        assert!(Revision::parse(&[*key, *key].concat()).is_err());
    }
}
