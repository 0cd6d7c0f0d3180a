//! The names of all buckets and of the keys in `meta`, with the etcd version that added each.
//!
//! etcd `server/storage/schema/bucket.go` and `meta.go`; nothing was added after 3.6.

/// Every top-level bucket of a member's backend, in byte order; all there since 3.0.
pub const BUCKETS: [&[u8]; 10] = [
    ALARM,
    AUTH,
    AUTH_ROLES,
    AUTH_USERS,
    CLUSTER,
    KEY,
    LEASE,
    MEMBERS,
    MEMBERS_REMOVED,
    META,
];

/// Active alarms: keys are marshalled `AlarmMember`s.
pub const ALARM: &[u8] = b"alarm";
/// Whether authentication is on, and its revision.
pub const AUTH: &[u8] = b"auth";
/// Roles by name.
pub const AUTH_ROLES: &[u8] = b"authRoles";
/// Users by name.
pub const AUTH_USERS: &[u8] = b"authUsers";
/// Cluster version and downgrade state.
pub const CLUSTER: &[u8] = b"cluster";
/// The key space and its history.
pub const KEY: &[u8] = b"key";
/// Leases by id (u64, big-endian).
pub const LEASE: &[u8] = b"lease";
/// Members by id (lower-case hexadecimal); not read back by etcd up to 3.4.
pub const MEMBERS: &[u8] = b"members";
/// Ids of removed members.
pub const MEMBERS_REMOVED: &[u8] = b"members_removed";
/// The backend's own bookkeeping: the `META_*` keys.
pub const META: &[u8] = b"meta";

/// u64, big-endian: raft index of the last entry applied to this file. Since 3.0.
pub const META_CONSISTENT_INDEX: &[u8] = b"consistent_index";
/// u64, big-endian: raft term of that entry. Since 3.5.0.
pub const META_TERM: &[u8] = b"term";
/// A revision (17 bytes): the compaction asked for last. Since 3.0.
pub const META_SCHEDULED_COMPACT: &[u8] = b"scheduledCompactRev";
/// A revision (17 bytes): the compaction finished last. Since 3.0.
pub const META_FINISHED_COMPACT: &[u8] = b"finishedCompactRev";
/// JSON of raft's `ConfState`. Since 3.5.0.
pub const META_CONF_STATE: &[u8] = b"confState";
/// `major.minor.0` as text. Since 3.6.0.
pub const META_STORAGE_VERSION: &[u8] = b"storageVersion";
