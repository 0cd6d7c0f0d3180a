//! Leases: the bucket `lease`.

use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::error::{Error, Result};

use super::schema;
use super::store::Store;

/// A lease as it is stored: when it would have ended is not among it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lease {
    /// Its id, which records name.
    pub id: i64,
    /// Time to live in seconds, as granted.
    pub ttl: i64,
    /// What was left of it in seconds at the last checkpoint, 0 where there was none. Written
    /// since 3.4.20 and 3.5.2, if configured.
    pub remaining_ttl: i64,
}

impl Lease {
    /// Reads an element of the bucket `lease` (etcd `lease/leasepb/lease.proto`).
    ///
    /// # Errors
    /// Corrupt when the key is not 8 bytes, the value is no `leasepb.Lease`, or the two name
    /// different leases.
    pub fn parse(key: &[u8], value: &[u8]) -> Result<Self> {
        let key: [u8; 8] = key.try_into().map_err(|_| {
            Error::corrupt(format!("the key of a lease has 8 bytes, not {}", key.len()))
        })?;
        let mut lease = Self {
            id: 0,
            ttl: 0,
            remaining_ttl: 0,
        };
        lease
            .fields(Bytes::new(value))
            .map_err(|OutOfBytes| Error::corrupt("the value is no leasepb.Lease"))?;
        if lease.id != i64::from_be_bytes(key) {
            return Err(Error::corrupt(format!(
                "lease {:x} is filed under {:x}",
                lease.id,
                i64::from_be_bytes(key)
            )));
        }
        Ok(lease)
    }

    fn fields(&mut self, mut b: Bytes<'_>) -> Result<(), OutOfBytes> {
        while !b.is_empty() {
            match b.varint()? {
                0x08 => self.id = b.varint()?.cast_signed(),
                0x10 => self.ttl = b.varint()?.cast_signed(),
                0x18 => self.remaining_ttl = b.varint()?.cast_signed(),
                tag => b.skip_field(tag)?,
            }
        }
        Ok(())
    }

    /// All leases of a file in the order of their ids, damaged ones as errors in between.
    ///
    /// # Errors
    /// Corrupt when the bucket cannot be found for damage.
    pub fn all(store: &Store<'_>) -> Result<Vec<Result<Self>>> {
        let entries = store.small_with_damage(schema::LEASE)?.into_iter();
        Ok(entries
            .map(|entry| {
                let entry = entry?;
                Self::parse(entry.key, entry.value)
                    .map_err(|e| e.at_page(entry.page).in_bucket(schema::LEASE))
            })
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_lease() {
        let key = 0x1234_u64.to_be_bytes();
        let lease = Lease::parse(&key, b"\x08\xb4\x24\x10\x94\x1c\x18\x05\x22\x01x").unwrap();
        assert_eq!(
            (lease.id, lease.ttl, lease.remaining_ttl),
            (0x1234, 3604, 5)
        );
        assert!(Lease::parse(&key, b"\x08\x01").unwrap_err().is_corrupt());
        assert!(Lease::parse(&key[1..], b"").unwrap_err().is_corrupt());
        assert!(Lease::parse(&key, b"\x08").unwrap_err().is_corrupt());
    }
}
