//! The few messages of etcd's API that are sent and read here (etcd `api/etcdserverpb/rpc.proto`),
//! field by field.

use kf_base::bytes::{Bytes, OutOfBytes, put_field, put_varint};
use kf_base::error::{Error, Result};

/// A key as etcd gives it out (`mvccpb.KeyValue`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct KeyValue<'a> {
    pub(super) key: &'a [u8],
    pub(super) create_revision: i64,
    pub(super) mod_revision: i64,
    pub(super) version: i64,
    pub(super) value: &'a [u8],
    pub(super) lease: i64,
}

/// `RangeResponse`.
#[derive(Debug, Default)]
pub(super) struct Page<'a> {
    pub(super) keys: Vec<KeyValue<'a>>,
    pub(super) more: bool,
}

/// `LeaseTimeToLiveResponse`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TimeToLive<'a> {
    /// What is left in seconds; -1 when the lease is gone.
    pub(super) ttl: i64,
    /// Seconds as granted.
    pub(super) granted: i64,
    /// In no order that means anything.
    pub(super) keys: Vec<&'a [u8]>,
}

/// The tag of `LeaseStatus.ID`.
const LEASE_ID: u64 = 0x08;

/// The tag of `ResponseHeader.revision`.
const REVISION: u64 = 0x18;

/// Says that a message could not be read.
fn whole<T>(what: &str, read: Result<T, OutOfBytes>) -> Result<T> {
    read.map_err(|OutOfBytes| Error::corrupt(format!("the answer is no {what}")))
}

fn number(out: &mut Vec<u8>, field: u64, value: i64) {
    if value != 0 {
        put_varint(out, field << 3);
        put_varint(out, value.cast_unsigned());
    }
}

/// `RangeRequest`: up to `limit` keys from `start` on to the end of the key space, as they were at
/// `revision`. A range end of one zero byte means no end.
pub(super) fn range(start: &[u8], limit: i64, revision: i64) -> Vec<u8> {
    let mut out = Vec::new();
    put_field(&mut out, 1, start);
    put_field(&mut out, 2, b"\0");
    number(&mut out, 3, limit);
    number(&mut out, 4, revision);
    out
}

/// `LeaseTimeToLiveRequest`, with the keys.
pub(super) fn time_to_live(id: i64) -> Vec<u8> {
    let mut out = Vec::new();
    number(&mut out, 1, id);
    number(&mut out, 2, 1);
    out
}

/// `HashKVRequest`.
pub(super) fn hash_kv(revision: i64) -> Vec<u8> {
    let mut out = Vec::new();
    number(&mut out, 1, revision);
    out
}

/// Reads a `RangeResponse`.
pub(super) fn page(message: &[u8]) -> Result<Page<'_>> {
    let read = || {
        let (mut b, mut page) = (Bytes::new(message), Page::default());
        while !b.is_empty() {
            match b.varint()? {
                0x12 => page.keys.push(key_value(b.length_delimited()?)?),
                0x18 => page.more = b.varint()? != 0,
                tag => b.skip_field(tag)?,
            }
        }
        Ok(page)
    };
    whole("RangeResponse", read())
}

fn key_value(message: &[u8]) -> Result<KeyValue<'_>, OutOfBytes> {
    let (mut b, mut kv) = (Bytes::new(message), KeyValue::default());
    while !b.is_empty() {
        match b.varint()? {
            0x0a => kv.key = b.length_delimited()?,
            0x10 => kv.create_revision = b.varint()?.cast_signed(),
            0x18 => kv.mod_revision = b.varint()?.cast_signed(),
            0x20 => kv.version = b.varint()?.cast_signed(),
            0x2a => kv.value = b.length_delimited()?,
            0x30 => kv.lease = b.varint()?.cast_signed(),
            tag => b.skip_field(tag)?,
        }
    }
    Ok(kv)
}

/// The ids in a `LeaseLeasesResponse`.
pub(super) fn lease_ids(message: &[u8]) -> Result<Vec<i64>> {
    let read = || {
        let (mut b, mut ids) = (Bytes::new(message), Vec::new());
        while !b.is_empty() {
            match b.varint()? {
                0x12 => ids.push(number_behind(LEASE_ID, b.length_delimited()?)?),
                tag => b.skip_field(tag)?,
            }
        }
        Ok(ids)
    };
    whole("LeaseLeasesResponse", read())
}

/// The number behind a tag of a message; 0 where it has none.
fn number_behind(wanted: u64, message: &[u8]) -> Result<i64, OutOfBytes> {
    let (mut b, mut found) = (Bytes::new(message), 0);
    while !b.is_empty() {
        match b.varint()? {
            tag if tag == wanted => found = b.varint()?.cast_signed(),
            tag => b.skip_field(tag)?,
        }
    }
    Ok(found)
}

/// Reads a `LeaseTimeToLiveResponse`.
pub(super) fn time_left(message: &[u8]) -> Result<TimeToLive<'_>> {
    let read = || {
        let (mut b, mut found) = (Bytes::new(message), TimeToLive::default());
        while !b.is_empty() {
            match b.varint()? {
                0x18 => found.ttl = b.varint()?.cast_signed(),
                0x20 => found.granted = b.varint()?.cast_signed(),
                0x2a => found.keys.push(b.length_delimited()?),
                tag => b.skip_field(tag)?,
            }
        }
        Ok(found)
    };
    whole("LeaseTimeToLiveResponse", read())
}

/// `StatusResponse`: the version, and the revision in its header.
pub(super) fn status(message: &[u8]) -> Result<(String, i64)> {
    let read = || {
        let (mut b, mut version, mut revision) = (Bytes::new(message), &[][..], 0);
        while !b.is_empty() {
            match b.varint()? {
                0x0a => revision = number_behind(REVISION, b.length_delimited()?)?,
                0x12 => version = b.length_delimited()?,
                tag => b.skip_field(tag)?,
            }
        }
        Ok((String::from_utf8_lossy(version).into_owned(), revision))
    };
    whole("StatusResponse", read())
}

/// `HashKVResponse.hash`.
pub(super) fn hash(message: &[u8]) -> Result<u32> {
    let read = || {
        let found = number_behind(0x10, message)?;
        u32::try_from(found).map_err(|_| OutOfBytes)
    };
    whole("HashKVResponse", read())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests() {
        assert_eq!(
            range(b"/a", 500, 7),
            b"\x0a\x02/a\x12\x01\0\x18\xf4\x03\x20\x07"
        );
        assert_eq!(time_to_live(-1).len(), 13);
        assert_eq!(hash_kv(300), b"\x08\xac\x02");
    }

    #[test]
    fn answers() {
        let message = b"\x0a\x02\x18\x09\x12\x0e\x0a\x01k\x10\x02\x18\x03\x20\x04\x2a\x01v\x30\x05\x18\x01\x20\x09";
        let page = page(message).unwrap();
        let want = KeyValue {
            key: b"k",
            create_revision: 2,
            mod_revision: 3,
            version: 4,
            value: b"v",
            lease: 5,
        };
        assert_eq!((page.keys, page.more), (vec![want], true));
        assert_eq!(
            lease_ids(b"\x12\x02\x08\x07\x12\x02\x08\x09").unwrap(),
            [7, 9]
        );
        let left = time_left(b"\x10\x07\x18\x05\x20\x3c\x2a\x01a\x2a\x01b").unwrap();
        let keys: Vec<&[u8]> = vec![b"a", b"b"];
        assert_eq!(
            left,
            TimeToLive {
                ttl: 5,
                granted: 60,
                keys
            }
        );
        assert_eq!(
            status(b"\x0a\x02\x18\x07\x12\x063.5.30").unwrap(),
            ("3.5.30".to_owned(), 7)
        );
        assert_eq!(hash(b"\x10\xff\xff\xff\xff\x0f").unwrap(), u32::MAX);
    }

    #[test]
    fn broken_answers() {
        for broken in [&b"\x12"[..], b"\x12\x05\x0a", b"\xff", b"\x12\x02\x0a\x09"] {
            assert!(page(broken).is_err(), "{broken:?}");
        }
        assert!(hash(b"\x10\xff\xff\xff\xff\xff\x0f").is_err());
        assert!(lease_ids(b"\x12\x01\x08").is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_an_answer_or_an_error(bytes: Vec<u8>) {
            let _ = page(&bytes);
            let _ = lease_ids(&bytes);
            let _ = time_left(&bytes);
            let _ = status(&bytes);
            let _ = hash(&bytes);
        }

        #[test]
        fn keys_are_read_as_they_were_written(key: Vec<u8>, value: Vec<u8>, version: i64) {
            let mut kv = Vec::new();
            put_field(&mut kv, 1, &key);
            super::number(&mut kv, 4, version);
            put_field(&mut kv, 5, &value);
            let mut message = Vec::new();
            put_field(&mut message, 2, &kv);
            let page = page(&message).unwrap();
            let found = page.keys.first().unwrap();
            assert_eq!((found.key, found.value, found.version), (&key[..], &value[..], version));
        }
    }
}
