//! Reads Kubernetes objects straight out of an etcd snapshot file, offline.
//!
//! This is the crate `kf` of the package `kf-snapshot`: one door to the crates it is made of. Start
//! with [`Snapshot::open`]; a [`View`] of it answers as the API server of that cluster would have
//! at that revision.
//!
//! ```
//! use kf::{Snapshot, ReadOptions};
//!
//! # fn main() -> kf::Result<()> {
//! let snapshot = Snapshot::open("fixtures/snapshots/c136-A.zip")?;
//! let view = snapshot.view()?;
//! let mapping = view.lookup("configmaps")?.remove(0);
//! let object = view.get(&mapping, "prod", "my-config", ReadOptions::default())?;
//! assert_eq!(object.value.str_at(&["metadata", "name"]), Some("my-config"));
//! # Ok(())
//! # }
//! ```
//!
//! Layers, lowest first; each is a crate of its own, so that the compiler holds them apart:
//!
//! 0. `kf-base` ([`error`], [`bytes`], [`limits`], [`escape`], [`fill`], [`percent`], [`private`],
//!    [`threads`], [`time`]): no file formats, no Kubernetes. [`schema`]: the messages of every Kubernetes minor, as tables.
//! 1. `kf-file`: [`input`], [`bbolt`], [`etcd`], [`kine`], [`dump`]: a path becomes revisions.
//!    [`object`]: the value tree and its encoders. [`text`]: columns and line differences.
//! 2. [`storage`]: an etcd value becomes an object. [`query`]: selectors over objects.
//!    [`resource`]: what kinds exist. `kf-manifest` ([`export`], [`helm`]): objects as manifests.
//! 3. [`snapshot`]: the file, and views of it.
//! 4. [`story`]: what happened in a cluster. [`table`]: objects become rows. [`mod@print`]: objects become text. [`answer`]: a request to
//!    an API server becomes its answer.
//! 5. `verify`: the judge, a real etcd and kube-apiserver on a copy of the snapshot.
//! 6. `cli`: the process.

#[cfg(feature = "cli")]
pub mod cli;

pub use kf_answer as answer;
pub use kf_base::{bytes, error, escape, fill, limits, percent, private, threads, time};
#[cfg(feature = "browse")]
pub use kf_browse as browse;
pub use kf_file::{bbolt, dump, etcd, input, kine};
#[cfg(all(unix, feature = "kms"))]
use kf_grpc as grpc;
pub use kf_manifest::{export, helm};
pub use kf_object as object;
pub use kf_print as print;
pub use kf_query as query;
pub use kf_resource as resource;
pub use kf_schema as schema;
#[cfg(feature = "serve")]
pub use kf_serve as serve;
pub use kf_storage as storage;
pub use kf_story as story;
pub use kf_table as table;
pub use kf_text as text;
#[cfg(all(unix, feature = "verify"))]
pub use kf_verify as verify;
pub use kf_view as snapshot;

pub use kf_base::{Error, ErrorKind, Result};
pub use kf_view::{Expect, Mapping, Object, ReadOptions, Snapshot, View, ViewOptions};

/// The example of the book, compiled.
#[cfg(all(doctest, feature = "typed"))]
#[doc = include_str!("../docs/src/library.md")]
struct Library;
