//! How far history has been compacted away.

use kf_base::error::{Error, ErrorKind, Result};

/// The two compaction marks of the bucket `meta`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compaction {
    /// The compaction asked for last; written before anything is removed.
    pub scheduled: Option<i64>,
    /// The compaction finished last.
    pub finished: Option<i64>,
}

impl Compaction {
    /// The revision below which states cannot be told any more.
    ///
    /// A compaction that was scheduled and not finished counts: low revisions may be thinned
    /// already, and etcd completes it on start (etcd `mvcc/kvstore.go` `restore`).
    #[must_use]
    pub fn revision(&self) -> Option<i64> {
        self.scheduled.max(self.finished)
    }

    /// Whether the snapshot was taken in the middle of a compaction.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.scheduled > self.finished
    }

    /// Whether the state at `revision` can still be told.
    ///
    /// # Errors
    /// [`ErrorKind::Compacted`] in etcd's words, with the compact revision.
    pub fn admits(&self, revision: i64) -> Result<()> {
        match self.revision() {
            Some(compact) if revision < compact => Err(Error::new(
                ErrorKind::Compacted,
                format!(
                    "required revision has been compacted: revision {revision} was asked for, \
                     the compact revision is {compact}"
                ),
            )
            .hint(format!("revisions from {compact} on can be read"))),
            _ => Ok(()),
        }
    }
}
