//! The SHA-256 at the end of a saved snapshot.

use sha2::{Digest as _, Sha256};

use super::db::{Db, TRAILER_BYTES};

/// Length of what etcd takes for a multiple (`hasChecksum` in client/v3/snapshot/v3_snapshot.go).
const SECTOR_BYTES: usize = 512;

/// What the end of the file says about the rest of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trailer {
    /// There is none: the file is a copy of `member/snap/db`, or its end was cut off.
    Absent,
    /// It is there and right: the bytes are those that etcd sent.
    Right([u8; TRAILER_BYTES]),
    /// It is there and wrong: at least one bit of the file has changed.
    Wrong {
        /// What the file ends with.
        found: [u8; TRAILER_BYTES],
        /// What its bytes give.
        computed: [u8; TRAILER_BYTES],
    },
}

impl Db<'_> {
    /// Compares the trailer with the SHA-256 of the bytes before it (etcd
    /// `clientv3/snapshot` `saveSnapshot` writes it, `copyAndVerifyDB` compares). Reads the whole
    /// file.
    #[must_use]
    pub fn check_trailer(&self) -> Trailer {
        let Some(found) = self.trailer().copied() else {
            return Trailer::Absent;
        };
        let computed: [u8; TRAILER_BYTES] = Sha256::digest(self.data()).into();
        if found == computed {
            Trailer::Right(found)
        } else {
            Trailer::Wrong { found, computed }
        }
    }

    /// What the file's length alone says against its trailer: nothing is read but the metas.
    ///
    /// To compare the SHA-256 itself costs more than to read an object, so only
    /// [`Db::check_trailer`] does.
    #[must_use]
    pub fn doubt(&self) -> Option<&'static str> {
        if self.trailer().is_some() {
            None
        } else if !self.data().len().is_multiple_of(SECTOR_BYTES) {
            Some(
                "the file's length is no whole number of sectors, with or without a SHA-256 at the \
                 end: bytes were cut off or added",
            )
        } else if !self.data().len().is_multiple_of(self.page_size()) {
            Some(
                "the file's length is no whole number of pages, as that of every database is: bytes \
                 were cut off or added",
            )
        } else if self.is_streamed() {
            Some(
                "there is no SHA-256 at the end: it was cut off, or this is the database of an etcd \
                 that was stopped",
            )
        } else {
            None
        }
    }

    /// Whether the file reads as one that etcd streamed out (bbolt `Tx.WriteTo`): both metas name
    /// the same tree, one txid apart, and nothing lies above the high-water mark. Such a file
    /// once had a trailer, or is the database of an etcd that was stopped: on its way down it commits
    /// without a change, which leaves the same behind every other time.
    #[must_use]
    pub fn is_streamed(&self) -> bool {
        let [Ok(first), Ok(second)] = self.metas() else {
            return false;
        };
        let page_size = u64::try_from(self.page_size()).unwrap_or(u64::MAX);
        let length = u64::try_from(self.data().len()).unwrap_or(u64::MAX);
        (first.root, first.high_water_mark) == (second.root, second.high_water_mark)
            && first.txid == second.txid.wrapping_add(1)
            && first.high_water_mark.checked_mul(page_size) == Some(length)
    }
}
