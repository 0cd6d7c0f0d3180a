//! How far a run has come.

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage<'s> {
    /// The engine is asked, images are looked for.
    Preparing,
    /// The snapshot is copied into the scratch directory: bytes done, and all bytes.
    Copying {
        /// Bytes done.
        done: u64,
        /// All bytes.
        total: u64,
    },
    /// etcd's own tool restores it.
    Restoring,
    /// etcd starts.
    StartingEtcd,
    /// The kube-apiserver starts.
    StartingApiServer,
    /// Keys or objects are compared.
    Comparing {
        /// What: `keys`, or a resource.
        what: &'s str,
        /// How many are done.
        done: u64,
        /// How many there are.
        total: u64,
    },
    /// Everything is stopped and removed.
    Removing,
}
