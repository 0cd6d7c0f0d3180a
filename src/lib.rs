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
//! Values that are encrypted at rest are errors of their own objects until their keys are given:
//!
//! ```
//! use kf::{EncryptionConfig, ReadOptions, Snapshot};
//!
//! # fn main() -> kf::Result<()> {
//! let configured = include_bytes!("../fixtures/encryption/enc-aescbc.yaml");
//! let keys = EncryptionConfig::parse(configured)?.keyring;
//! let snapshot = Snapshot::open("fixtures/snapshots/enc-aescbc-A.db.gz")?.with_keys(keys);
//! let view = snapshot.view()?;
//! // At least one: a word that names no type is an error.
//! let mapping = view.lookup("secrets")?.remove(0);
//! let secret = view.get(&mapping, "default", "s-00", ReadOptions::default())?;
//! assert_eq!(secret.value.str_at(&["kind"]), Some("Secret"));
//! # Ok(())
//! # }
//! ```
//!
//! What most programs need is in six modules:
//!
//! - [`snapshot`]: the file, and views of it at a revision;
//! - [`object`]: the value tree and its encoders, JSON, YAML and KYAML;
//! - [`table`] and [`mod@print`]: the server's columns, and text;
//! - [`etcd`]: revisions, leases and members, below Kubernetes;
//! - [`export`]: objects as `kubectl apply` takes them.
//!
//! The others are rooms that these stand on (`ARCHITECTURE.md`); they change more often.

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;

#[doc(hidden)]
pub use kf_answer as answer;
#[doc(hidden)]
pub use kf_base::{
    bytes, count, error, escape, fill, hex, limits, percent, private, temporary, threads, time,
};
#[cfg(all(unix, feature = "browse"))]
#[doc(hidden)]
pub use kf_browse as browse;
pub use kf_file::etcd;
#[doc(hidden)]
pub use kf_file::{bbolt, dump, input, kine};
#[cfg(all(unix, feature = "kms"))]
use kf_grpc as grpc;
#[cfg(feature = "lake")]
pub use kf_lake as lake;
pub use kf_manifest::export;
#[doc(hidden)]
pub use kf_manifest::helm;
pub use kf_object as object;
pub use kf_print as print;
#[doc(hidden)]
pub use kf_query as query;
#[doc(hidden)]
pub use kf_resource as resource;
#[doc(hidden)]
pub use kf_schema as schema;
#[cfg(feature = "serve")]
#[doc(hidden)]
pub use kf_serve as serve;
#[doc(hidden)]
pub use kf_storage as storage;
#[doc(hidden)]
pub use kf_story as story;
pub use kf_table as table;
#[doc(hidden)]
pub use kf_text as text;
#[cfg(all(unix, feature = "verify"))]
#[doc(hidden)]
pub use kf_verify as verify;
pub use kf_view as snapshot;

pub use kf_base::{Error, ErrorKind, Result};
pub use kf_storage::encryption::{Keyring, config::Config as EncryptionConfig};
pub use kf_view::{Expect, Items, Mapping, Object, ReadOptions, Snapshot, View, ViewOptions};

/// The example of the book, compiled.
#[cfg(all(doctest, feature = "typed"))]
#[doc = include_str!("../docs/src/library.md")]
struct Library;
