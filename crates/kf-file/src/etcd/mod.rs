//! Buckets become revisions.
//!
//! An etcd member keeps its state in ten buckets ([`schema`]). The bucket `key` is the key space
//! with its history: one element for each change, filed under its [`Revision`], not under the
//! user's key.
//!
//! ```text
//!  key    main i64 BE  '_'  sub i64 BE  ['t']       17 bytes, 18 with the mark of a tombstone
//!  value  mvccpb.KeyValue {1 key, 2 create_revision, 3 mod_revision, 4 version, 5 value, 6 lease}
//!         a tombstone's has the key alone
//! ```
//!
//! So the state of a key is found only by going through all revisions: [`Store::latest`] does
//! that in one pass over the leaf pages, shared between threads, and looks at no more of a record
//! than its revision and its key unless the key is wanted.
//!
//! ```text
//!  revision   2 put /a v1   3 put /b v1   4 put /a v2   5 delete /b   6 put /b v1 (created at 6)
//!  state at 3     /a created 2 modified 2 version 1, /b created 3 modified 3 version 1
//!  state at 5     /a created 2 modified 4 version 2
//!  state at 6     /a as before,                      /b created 6 modified 6 version 1
//! ```

mod alarm;
mod backend;
mod carve;
mod check;
mod compaction;
pub mod compare;
mod hash;
mod kept;
mod key_value;
mod keys;
mod latest;
mod lease;
mod matcher;
mod overlay;
mod pass;
mod pool;
mod problems;
mod record;
mod revision;
mod salvage;
pub mod schema;
mod store;
pub mod wal;

pub use alarm::{Alarm, AlarmKind};
pub use backend::{Auth, MemberRecord, StorageVersion};
pub use carve::{Carved, Fate};
pub use check::Checked;
pub use compaction::Compaction;
pub use hash::{HashKv, Status};
pub use kept::Kept;
pub use key_value::KeyValue;
pub use keys::{ByKey, Keys, Shard, in_order};
pub use latest::Latest;
pub use lease::Lease;
pub use matcher::Want;
pub use overlay::Overlay;
pub use problems::Problems;
pub(crate) use record::Raw;
pub use record::Record;
pub use revision::Revision;
pub use salvage::Label;
pub use store::{History, Records, Store};

#[cfg(test)]
#[expect(clippy::cast_possible_truncation, reason = "test data is small")]
mod tests;
