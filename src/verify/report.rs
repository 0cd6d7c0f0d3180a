//! What a verification found.

use crate::error::Error;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Keys, revisions, leases and values, with what etcd answers.
    Etcd,
    /// Objects, with what a kube-apiserver answers.
    Objects,
}

/// A whole verification.
#[derive(Debug, Default)]
pub struct Report {
    /// The snapshot's name.
    pub snapshot: String,
    /// The etcd revision at which everything was compared.
    pub revision: i64,
    /// What etcd calls its version, such as `3.5.30`.
    pub etcd_version: Option<String>,
    /// What the kube-apiserver calls its version, such as `v1.36.3`.
    pub kube_version: Option<String>,
    /// What was compared, in the order in which it was.
    pub groups: Vec<Group>,
}

/// Things that are compared alike: etcd's keys, its leases, the objects of one resource in one
/// version.
#[derive(Debug)]
pub struct Group {
    /// What it belongs to.
    pub level: Level,
    /// `keys`, `leases`, or a resource such as `deployments.v1.apps`.
    pub name: String,
    /// How many were compared.
    pub compared: u64,
    /// How many of them are equal.
    pub equal: u64,
    /// Differences that the stack itself makes, each with its cause.
    pub apart: Vec<Finding>,
    /// All other differences.
    pub mismatches: Vec<Finding>,
    /// Why it could not be compared, or not in full.
    pub failure: Option<Error>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What differs: an etcd key, or NAMESPACE/NAME of an object.
    pub subject: String,
    /// How it differs.
    pub kind: Kind,
    /// Which of the stack's own doings made the difference; `None` for a mismatch.
    pub cause: Option<Cause>,
    /// Where it differs: lines of a diff, kf's with `-` and the server's with `+`, or a sentence.
    pub detail: String,
}

/// How two sides differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Both have it, and it differs.
    Changed,
    /// kf reads it from the snapshot, and the server does not have it.
    Missing,
    /// The server has it, and kf does not read it from the snapshot.
    Extra,
    /// kf cannot read what the server has.
    Unreadable,
}

/// What the stack itself does to a restored state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A newer server fills in fields that the snapshot's own version did not have.
    Defaulted,
    /// The object's lease ended after the restored etcd started to count it.
    LeaseExpired,
    /// The kube-apiserver wrote the object when it started.
    WrittenAtStart,
    /// The API is served by another server, which is not part of the snapshot.
    Aggregated,
    /// One of the two does not convert the object to a version that the other can show.
    Conversion,
}
