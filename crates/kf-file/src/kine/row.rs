//! One row of the table, each column held to its type.

use rusqlite::types::{Type, ValueRef};

use crate::etcd::KeyValue;
use kf_base::bytes::put_varint;
use kf_base::error::{Error, Result};

/// The names that kine has kept the apiserver's compact revision under: of before 0.13.17 and since
/// (kine `pkg/server/compact.go`).
const APISERVER_COMPACT: [&[u8]; 2] = [b"compact_rev_apiserver", b"compact_rev_key_apiserver"];

/// The key that clients know it by. kine's own row has that name, so it stores another.
const APISERVER_COMPACT_KEY: &[u8] = b"compact_rev_key";

/// The key under which clients see what a row of this name holds.
pub(super) fn key_of(name: &[u8]) -> &[u8] {
    if APISERVER_COMPACT.contains(&name) {
        APISERVER_COMPACT_KEY
    } else {
        name
    }
}

/// A row, its columns read or found wanting.
pub(super) struct Row<'a> {
    pub(super) id: Option<i64>,
    pub(super) id_type: Type,
    pub(super) name: Result<&'a [u8]>,
    created: Result<bool>,
    deleted: Result<bool>,
    create_revision: Result<i64>,
    pub(super) prev_revision: Result<i64>,
    lease: Result<i64>,
    value: Result<&'a [u8]>,
}

impl<'a> Row<'a> {
    /// Takes a row in the order of the columns that are asked for.
    pub(super) fn new(row: &'a rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Self::of(|column| row.get_ref(column))
    }

    /// Takes the columns from a function, in the order in which the table has them.
    pub(super) fn of<E>(mut get: impl FnMut(usize) -> Result<ValueRef<'a>, E>) -> Result<Self, E> {
        let id = get(0)?;
        Ok(Self {
            id: id.as_i64().ok(),
            id_type: id.data_type(),
            name: match get(1)? {
                ValueRef::Text(name) => Ok(name),
                other => Err(wrong("name", "text", other)),
            },
            created: number("created", get(2)?).map(|n| n != 0),
            deleted: number("deleted", get(3)?).map(|n| n != 0),
            create_revision: number("create_revision", get(4)?),
            prev_revision: number("prev_revision", get(5)?),
            lease: number("lease", get(6)?),
            value: match get(7)? {
                // kine takes text for what it is as well, and nothing for no bytes.
                ValueRef::Blob(value) | ValueRef::Text(value) => Ok(value),
                ValueRef::Null => Ok(b""),
                other => Err(wrong("value", "a blob", other)),
            },
        })
    }

    /// Bytes that the row has in the file at the least.
    pub(super) fn bytes(&self) -> usize {
        /// The record's header: a byte for each column, and the row's size and id.
        const HEADER: usize = 10;
        let length = |column: &Result<&[u8]>| column.as_ref().map_or(0, |bytes| bytes.len());
        HEADER
            .saturating_add(length(&self.name))
            .saturating_add(length(&self.value))
    }

    /// The put that the row is, `None` for a deletion (kine `sqllog.scan`).
    ///
    /// # Errors
    /// Corrupt when a column that matters is of the wrong type.
    pub(super) fn record(&self, id: i64, name: &'a [u8]) -> Result<Option<KeyValue<'a>>> {
        let take = |column: &Result<i64>| column.as_ref().copied().map_err(Clone::clone);
        if self.deleted.clone()? {
            return Ok(None);
        }
        let mut kv = KeyValue {
            key: name,
            create_revision: if self.created.clone()? {
                id
            } else {
                take(&self.create_revision)?
            },
            mod_revision: id,
            version: 0,
            value: self.value.clone()?,
            lease: take(&self.lease)?,
        };
        if APISERVER_COMPACT.contains(&name) {
            kv.key = key_of(name);
            (kv.version, kv.value) = versioned(kv.value);
        }
        Ok(Some(kv))
    }
}

/// A record that no reading lets pass, in the place of a row that is damaged.
pub(super) fn unreadable(id: i64, name: &[u8]) -> KeyValue<'_> {
    KeyValue {
        key: name,
        create_revision: -1,
        mod_revision: id,
        ..KeyValue::default()
    }
}

/// The version before the bar and the value behind it (kine `DecodeVersion`); older releases kept
/// the version alone.
fn versioned(value: &[u8]) -> (i64, &[u8]) {
    let bar = value.iter().position(|b| *b == b'|');
    let (version, rest) = match bar.and_then(|at| value.split_at_checked(at)) {
        Some((version, rest)) => (version, rest.get(1..).unwrap_or_default()),
        None => (value, &b"0"[..]),
    };
    let version = std::str::from_utf8(version)
        .ok()
        .and_then(|v| v.parse().ok());
    (version.unwrap_or(0), rest)
}

/// A lease as etcd files it: kine's have their time to live as id (kine `pkg/server/lease.go`).
pub(super) fn lease(ttl: i64) -> (Vec<u8>, Vec<u8>) {
    let mut value = Vec::new();
    for tag in [0x08, 0x10] {
        value.push(tag);
        put_varint(&mut value, ttl.cast_unsigned());
    }
    (ttl.to_be_bytes().to_vec(), value)
}

fn number(column: &'static str, value: ValueRef<'_>) -> Result<i64> {
    match value {
        ValueRef::Integer(n) => Ok(n),
        other => Err(wrong(column, "an integer of 64 bits", other)),
    }
}

#[cold]
fn wrong(column: &str, wanted: &str, found: ValueRef<'_>) -> Error {
    Error::corrupt(format!(
        "the column {column} of the row is {}, it should be {wanted}",
        found.data_type()
    ))
}
