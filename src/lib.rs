//! Reads Kubernetes objects straight out of an etcd snapshot file.
//!
//! Layers, lowest first; a module uses only modules above it in this list
//! (`tests/layering.rs` holds to it):
//!
//! 0. [`error`], [`bytes`], [`limits`], [`escape`], [`percent`], [`time`], [`threads`]: no file
//!    formats, no Kubernetes.
//! 1. [`input`]: a path becomes bytes.
//! 2. [`bbolt`]: bytes become buckets of keys and values.
//! 3. [`etcd`]: buckets become revisions.
//! 4. [`object`]: the value tree and its encoders. [`kine`]: an SQLite database becomes revisions.
//! 5. [`storage`]: an etcd value becomes an object.
//! 6. [`query`]: selectors over objects. [`export`]: what a manifest needs of an object. [`helm`]:
//!    Helm's releases.
//! 7. [`resource`]: what kinds exist.
//! 8. [`snapshot`]: the facade.
//! 9. [`table`]: objects become rows of a table.
//! 10. [`mod@print`]: objects become text.
//! 11. `verify`: the judge, a real etcd and kube-apiserver on a copy of the snapshot.
//! 12. `cli`: the process.

pub mod bbolt;
pub mod bytes;
#[cfg(feature = "cli")]
pub mod cli;
pub mod error;
pub mod escape;
pub mod etcd;
pub mod export;
#[cfg(all(unix, any(feature = "kms", feature = "verify")))]
mod grpc;
pub mod helm;
pub mod input;
pub mod kine;
pub mod limits;
pub mod object;
pub mod percent;
pub mod print;
pub mod query;
pub mod resource;
pub mod snapshot;
pub mod storage;
pub mod table;
pub mod threads;
pub mod time;
#[cfg(all(unix, feature = "verify"))]
pub mod verify;

pub use error::{Error, ErrorKind, Result};

/// The README's example, compiled.
#[cfg(all(doctest, feature = "typed"))]
#[doc = include_str!("../README.md")]
struct Readme;
