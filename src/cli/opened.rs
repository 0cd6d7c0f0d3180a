//! Snapshots that a command has open, for commands that it runs on them.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::snapshot::Snapshot;

/// Open snapshots by their paths. To open one anew could take hours of unpacking, and a pipe is read
/// once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared(Vec<(PathBuf, Arc<Snapshot>)>);

impl Shared {
    /// Adds one.
    #[cfg(all(unix, feature = "browse"))]
    pub(crate) fn push(&mut self, path: PathBuf, snapshot: Snapshot) {
        self.0.push((path, Arc::new(snapshot)));
    }

    /// Returns how many there are.
    #[cfg(all(unix, feature = "browse"))]
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the one at a place.
    #[cfg(all(unix, feature = "browse"))]
    pub(crate) fn get(&self, at: usize) -> Option<&Snapshot> {
        self.0.get(at).map(|(_, snapshot)| &**snapshot)
    }

    /// Returns the path of the one at a place; an empty one where there is none.
    #[cfg(all(unix, feature = "browse"))]
    pub(crate) fn path(&self, at: usize) -> &Path {
        self.0.get(at).map_or(Path::new(""), |(path, _)| path)
    }

    /// Returns the one of a path.
    pub(crate) fn find(&self, path: Option<&Path>) -> Option<Held> {
        let found = self.0.iter().find(|(known, _)| Some(&**known) == path);
        found.map(|(_, snapshot)| Held::Shared(Arc::clone(snapshot)))
    }
}

/// A snapshot that a command works on.
#[derive(Debug)]
pub(crate) enum Held {
    /// Opened for it.
    Own(Box<Snapshot>),
    /// Open before it, and after.
    Shared(Arc<Snapshot>),
}

impl Deref for Held {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        match self {
            Self::Own(snapshot) => snapshot,
            Self::Shared(snapshot) => snapshot,
        }
    }
}
