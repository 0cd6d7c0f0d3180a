//! One change of one user key, checked.

use kf_base::error::{Error, NO_PAGE, Result};

use super::key_value::KeyValue;
use super::revision::Revision;
use super::schema;

/// A put or a tombstone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record<'a> {
    /// When; `main` is 0 where revisions are not known, and `sub` then the place in a dump.
    pub revision: Revision,
    /// Whether the change deleted the key; the numbers below are then zero, but for
    /// `mod_revision`, and the value is empty.
    pub tombstone: bool,
    /// The user's key.
    pub key: &'a [u8],
    /// Revision of the put that created the key, or created it again after a deletion; 0 where
    /// revisions are not known.
    pub create_revision: i64,
    /// Always `revision.main`, but 0 where revisions are not known ([`Kept::StateWithoutRevision`]).
    ///
    /// [`Kept::StateWithoutRevision`]: super::Kept::StateWithoutRevision
    pub mod_revision: i64,
    /// Number of puts since the creation, from 1; 0 where it is not kept, as in k3s's SQLite.
    pub version: i64,
    /// Id of the lease attached, 0 for none.
    pub lease: i64,
    /// The user's value, out of the mapped file.
    pub value: &'a [u8],
    /// The bbolt page that holds the record, or [`kf_base::error::NO_PAGE`].
    pub page: u64,
}

impl Record<'_> {
    /// Adds the record's key and revision to an error about its value.
    #[must_use]
    pub fn place(&self, error: Error) -> Error {
        at(self.revision, error.at_key(self.key))
    }
}

/// Adds a revision, unless it is one that stands for none.
fn at(revision: Revision, error: Error) -> Error {
    match revision.main {
        0 => error,
        main => error.at_revision(main, revision.sub),
    }
}

/// A record of which only the revision and the user key have been read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw<'a> {
    pub(crate) revision: Revision,
    pub(crate) tombstone: bool,
    pub(crate) key: &'a [u8],
    /// The `mvccpb.KeyValue`.
    pub(crate) value: &'a [u8],
    pub(crate) page: u64,
}

impl<'a> Raw<'a> {
    /// Reads an element of the bucket `key`; `None` for the marker that `etcdutl snapshot restore
    /// --bump-revision` leaves, a record without a value that stands for a revision alone.
    ///
    /// # Errors
    /// Corrupt, without a place, when the key is no revision or the value does not start with a
    /// user key.
    #[inline]
    pub(crate) fn parse(
        key: &'a [u8],
        value: &'a [u8],
        page: u64,
    ) -> Result<(Revision, Option<Self>)> {
        let (revision, tombstone) = Revision::parse(key)?;
        if value.is_empty() {
            return Ok((revision, None));
        }
        let key =
            KeyValue::key_of(value).map_err(|e| e.at_revision(revision.main, revision.sub))?;
        let raw = Self {
            revision,
            tombstone,
            key,
            value,
            page,
        };
        Ok((revision, Some(raw)))
    }

    /// What decides which of two records of one key is the later one. A tombstone's key sorts
    /// behind the put of the same revision.
    pub(crate) fn rank(&self) -> (Revision, bool) {
        (self.revision, self.tombstone)
    }

    /// The whole record.
    ///
    /// # Errors
    /// Corrupt, with page, key and revision, when the record cannot be decoded or contradicts
    /// itself: a put has `mod_revision` equal to its revision, 0 < `create_revision` <=
    /// `mod_revision`, and a version of at least 1.
    pub(crate) fn check(&self) -> Result<Record<'a>> {
        self.decode().map_err(|e| self.place(e))
    }

    pub(crate) fn place(&self, e: Error) -> Error {
        let e = at(self.revision, e).at_key(self.key).at_page(self.page);
        // A dump has no buckets either.
        match self.revision.main {
            0 => e,
            _ => e.in_bucket(schema::KEY),
        }
    }

    fn decode(&self) -> Result<Record<'a>> {
        let kv = KeyValue::decode(self.value)?;
        if kv.key.is_empty() || kv.key != self.key {
            return Err(Error::corrupt(if kv.key.is_empty() {
                "the record has no user key"
            } else {
                "the record has two user keys"
            }));
        }
        let mut record = Record {
            revision: self.revision,
            tombstone: self.tombstone,
            key: kv.key,
            create_revision: 0,
            mod_revision: self.revision.main,
            version: 0,
            lease: 0,
            value: b"",
            page: self.page,
        };
        if self.tombstone {
            return Ok(record);
        }
        // A dump that tells no revisions: its records lie in no page.
        if self.page == NO_PAGE
            && (self.revision.main, kv.create_revision, kv.mod_revision) == (0, 0, 0)
        {
            record.value = kv.value;
            return Ok(record);
        }
        if kv.mod_revision != self.revision.main {
            return Err(Error::corrupt(format!(
                "the record says mod_revision {} and is filed under revision {}",
                kv.mod_revision, self.revision
            )));
        }
        // kine keeps no versions and says 0; its records lie in no page.
        let least = i64::from(self.page != NO_PAGE);
        if kv.create_revision <= 0 || kv.create_revision > kv.mod_revision || kv.version < least {
            return Err(Error::corrupt(format!(
                "the record says create_revision {}, mod_revision {} and version {}",
                kv.create_revision, kv.mod_revision, kv.version
            )));
        }
        record.create_revision = kv.create_revision;
        record.version = kv.version;
        record.lease = kv.lease;
        record.value = kv.value;
        Ok(record)
    }
}
