//! What a segment holds: `walpb.Record` and the messages inside (etcd `walpb/record.proto`, raft
//! `raftpb/raft.proto`). Fields that are missing are 0: etcd up to 3.6 writes zeros, 3.7 does not.

use super::proto::{Parse, fields};

/// Record types (etcd `wal/wal.go`).
pub(super) const METADATA: i64 = 1;
/// See [`METADATA`].
pub(super) const ENTRY: i64 = 2;
/// See [`METADATA`].
pub(super) const STATE: i64 = 3;
/// See [`METADATA`].
pub(super) const CRC: i64 = 4;
/// See [`METADATA`].
pub(super) const SNAPSHOT: i64 = 5;

/// One record.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Record<'a> {
    pub(super) kind: i64,
    pub(super) crc: u32,
    pub(super) data: &'a [u8],
}

impl<'a> Record<'a> {
    pub(super) fn parse(message: &'a [u8]) -> Parse<Self> {
        let mut record = Self::default();
        for field in fields(message) {
            match field? {
                (1, v) => record.kind = v.signed()?,
                // Go keeps the low 32 bits.
                (2, v) => record.crc = u32::try_from(v.number()? & 0xffff_ffff).unwrap_or(0),
                (3, v) => record.data = v.bytes()?,
                _ => {}
            }
        }
        Ok(record)
    }
}

/// `raftpb.EntryType`: a request.
pub(super) const NORMAL: u64 = 0;
/// `raftpb.EntryType`: a change of the cluster's members.
pub(super) const CONF_CHANGE: u64 = 1;

/// `raftpb.Entry`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry<'a> {
    pub(super) kind: u64,
    pub(super) term: u64,
    pub(super) index: u64,
    pub(super) data: &'a [u8],
}

impl<'a> Entry<'a> {
    pub(super) fn parse(message: &'a [u8]) -> Parse<Self> {
        let mut entry = Self::default();
        for field in fields(message) {
            match field? {
                (1, v) => entry.kind = v.number()?,
                (2, v) => entry.term = v.number()?,
                (3, v) => entry.index = v.number()?,
                (4, v) => entry.data = v.bytes()?,
                _ => {}
            }
        }
        Ok(entry)
    }
}

/// The commit index of a `raftpb.HardState`.
pub(super) fn commit_of(message: &[u8]) -> Parse<u64> {
    let mut commit = 0;
    for field in fields(message) {
        match field? {
            (1 | 2, v) => drop(v.number()?),
            (3, v) => commit = v.number()?,
            _ => {}
        }
    }
    Ok(commit)
}

/// The node id of an `etcdserverpb.Metadata`.
pub(super) fn node_of(message: &[u8]) -> Parse<u64> {
    let mut node = 0;
    for field in fields(message) {
        match field? {
            (1, v) => node = v.number()?,
            (2, v) => drop(v.number()?),
            _ => {}
        }
    }
    Ok(node)
}

/// `walpb.Snapshot`: that state up to an index was saved elsewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapshot {
    pub(super) index: u64,
    /// Since 3.5.
    pub(super) conf_state: Option<ConfState>,
}

impl Snapshot {
    pub(super) fn parse(message: &[u8]) -> Parse<Self> {
        let mut snapshot = Self::default();
        for field in fields(message) {
            match field? {
                (1, v) => snapshot.index = v.number()?,
                (2, v) => drop(v.number()?),
                (3, v) => snapshot.conf_state = Some(ConfState::parse(v.bytes()?)?),
                _ => {}
            }
        }
        Ok(snapshot)
    }
}

/// Who votes and who listens: the part of `raftpb.ConfState` that etcd uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ConfState {
    pub(super) voters: Vec<u64>,
    pub(super) learners: Vec<u64>,
}

impl ConfState {
    fn parse(message: &[u8]) -> Parse<Self> {
        let mut state = Self::default();
        for field in fields(message) {
            match field? {
                (1, v) => v.numbers(&mut state.voters)?,
                (2, v) => v.numbers(&mut state.learners)?,
                _ => {}
            }
        }
        state.voters.sort_unstable();
        state.learners.sort_unstable();
        Ok(state)
    }

    /// What a change makes of it (raft `confchange.Changer.Simple`).
    pub(super) fn apply(&mut self, change: &ConfChange<'_>) {
        let node = change.node;
        if node == 0 || change.kind == ConfChange::UPDATE {
            return;
        }
        for list in [&mut self.voters, &mut self.learners] {
            list.retain(|id| *id != node);
        }
        let list = match change.kind {
            ConfChange::ADD => &mut self.voters,
            ConfChange::ADD_LEARNER => &mut self.learners,
            _ => return,
        };
        list.push(node);
        list.sort_unstable();
    }
}

/// `raftpb.ConfChange`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ConfChange<'a> {
    pub(super) kind: u64,
    pub(super) node: u64,
    /// JSON of a member, see [`super::members`].
    pub(super) context: &'a [u8],
}

impl<'a> ConfChange<'a> {
    pub(super) const ADD: u64 = 0;
    pub(super) const REMOVE: u64 = 1;
    pub(super) const UPDATE: u64 = 2;
    pub(super) const ADD_LEARNER: u64 = 3;

    pub(super) fn parse(message: &'a [u8]) -> Parse<Self> {
        let mut change = Self::default();
        for field in fields(message) {
            match field? {
                (1, v) => drop(v.number()?),
                (2, v) => change.kind = v.number()?,
                (3, v) => change.node = v.number()?,
                (4, v) => change.context = v.bytes()?,
                _ => {}
            }
        }
        Ok(change)
    }
}
