//! Files that lie beside the one with the records and belong to it.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::spool::Backing;

/// What a companion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CompanionKind {
    /// A segment of etcd's write-ahead log, `member/wal/SEQUENCE-INDEX.wal`, both of 16 hex
    /// digits (`walName` in etcd server/storage/wal/util.go). Segments come in the order of their
    /// names, which is that of their content.
    Wal,
    /// A raft snapshot, `member/snap/TERM-INDEX.snap` (`Snapshotter.save` in etcd
    /// server/etcdserver/api/snap/snapshotter.go), in the order of their names.
    RaftSnapshot,
    /// A database that the leader sent, `member/snap/INDEX.snap.db` (`Snapshotter.SaveDBFrom` in
    /// etcd server/etcdserver/api/snap/db.go): newer than `member/snap/db` when etcd ended before
    /// it was put in place.
    LeaderSnapshot,
    /// SQLite's write-ahead log, `NAME-wal` beside `NAME`.
    SqliteWal,
    /// SQLite's rollback journal, `NAME-journal` beside `NAME`, of a change that was under way.
    SqliteJournal,
    /// The state that RKE keeps of a cluster, a JSON file `NAME.rkestate`.
    RkeState,
    /// OpenShift's `static_kuberesources_TIME.tar.gz`: the control plane's static pods, and their
    /// encryption configuration where there is one (`cluster-backup.sh` of the cluster-etcd
    /// operator).
    KubeResources,
}

impl fmt::Display for CompanionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Wal => "WAL segment",
            Self::RaftSnapshot => "raft snapshot",
            Self::LeaderSnapshot => "database from the leader",
            Self::SqliteWal => "SQLite write-ahead log",
            Self::SqliteJournal => "SQLite rollback journal",
            Self::RkeState => "RKE state",
            Self::KubeResources => "OpenShift static resources",
        })
    }
}

/// A file that belongs to an input: mapped, or in memory if it came out of an archive.
#[derive(Clone, Debug)]
pub struct Companion {
    pub(super) kind: CompanionKind,
    pub(super) name: String,
    pub(super) backing: Arc<Backing>,
    pub(super) range: Range<usize>,
}

impl Companion {
    /// Whether it says something. The rollback journal of a change that ended is empty, or its head is of zeros
    /// (sqlite.org/fileformat2.html, "The Rollback Journal").
    pub(super) fn counts(&self) -> bool {
        const JOURNAL: &[u8] = &[0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
        self.kind != CompanionKind::SqliteJournal || self.bytes().starts_with(JOURNAL)
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> CompanionKind {
        self.kind
    }

    /// Its name in the directory or archive, untrusted: `member/wal/0000000000000000-...wal`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its content as it lies there: a compressed one is still compressed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.backing
            .bytes()
            .get(self.range.clone())
            .unwrap_or_default()
    }
}
