//! How much of the past a store holds.

use super::store::Store;
use kf_base::error::{Error, ErrorKind, Result};

/// What a store holds of the past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// Every change since the last compaction, as etcd and kine keep them.
    #[default]
    History,
    /// The state at one revision: each key with the revisions of its creation and of its last
    /// change.
    State,
    /// One state, of which nothing says at which revision it was.
    StateWithoutRevision,
}

impl Kept {
    /// Returns whether earlier states can be told from it.
    #[must_use]
    pub fn has_history(self) -> bool {
        self == Self::History
    }

    /// Returns whether revisions are known.
    #[must_use]
    pub fn has_revisions(self) -> bool {
        self != Self::StateWithoutRevision
    }
}

impl Store<'_> {
    /// How much of the past the store holds.
    #[must_use]
    pub fn kept(&self) -> Kept {
        self.loose().kept()
    }

    /// The revision a request is for.
    ///
    /// # Errors
    /// Invalid when `at` is not positive or above the store's revision, or the store knows no
    /// revisions; [`kf_base::ErrorKind::Compacted`] when it lies below the compact revision, or the
    /// store holds one state alone and not this one.
    pub fn resolve(&self, at: Option<i64>) -> Result<i64> {
        let Some(at) = at else {
            return Ok(self.revision());
        };
        if !self.kept().has_revisions() {
            return Err(Error::invalid(format!(
                "revision {at} was asked for, and the dump tells no revisions: it holds one state"
            ))
            .hint("leave out --rev"));
        }
        if at <= 0 {
            return Err(Error::invalid(format!("revision {at} is not positive")));
        }
        if at > self.revision() {
            return Err(Error::invalid(format!(
                "required revision is a future revision: revision {at} was asked for, the newest \
                 is {}",
                self.revision()
            )));
        }
        if at < self.revision() && !self.kept().has_history() {
            let newest = self.revision();
            let what = format!(
                "revision {at} was asked for, and the dump holds the state at revision {newest} alone"
            );
            return Err(Error::new(ErrorKind::Compacted, what)
                .hint("leave out --rev; a snapshot of etcd holds earlier states"));
        }
        self.compaction().admits(at)?;
        Ok(at)
    }
}
