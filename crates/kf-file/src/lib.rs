//! From a path to etcd's revisions: what kf knows of files. Nothing here knows Kubernetes.
//!
//! - [`input`]: a path becomes bytes (a map, a directory, an archive, a compressed file).
//! - [`bbolt`]: bytes become buckets of keys and values.
//! - [`etcd`]: the bucket `key` becomes revisions, and the state at any of them.
//! - [`kine`]: k3s's SQLite database becomes revisions, in the place of `bbolt`.
//! - [`dump`]: a dump of keys and values becomes a state, or kine's revisions.
//!
//! A part of `kf-snapshot`, which re-exports it; its interface changes as kf needs.

pub mod bbolt;
pub mod dump;
pub mod etcd;
pub mod input;
pub mod kine;
