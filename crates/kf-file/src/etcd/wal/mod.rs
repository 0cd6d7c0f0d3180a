//! The write-ahead log of an etcd member: what its database does not hold yet.
//!
//! A member writes each raft entry into its log, makes the change once the cluster has agreed on
//! it, and commits its database (`snap/db`) ten times a second. So the database of a member that
//! was killed, or copied while it ran, lags behind its log; on start etcd applies the entries
//! behind the database's `consistent_index` again, and so does [`replay()`], into an [`Overlay`].
//!
//! ```text
//!  segment  %016x-%016x.wal   sequence, index of the first entry that may be in it
//!  frame    length u64 LE (56 bits; bit 63: bits 56 to 58 are the padding), record, padding
//!  record   walpb.Record {1 type, 2 crc, 3 data}; the CRC-32C runs on from record to record, and
//!           from segment to segment through a record of type 4
//! ```
//!
//! | file | what it does |
//! | --- | --- |
//! | `decoder` | frames and sums of one segment; what etcd takes for a torn write |
//! | `behind` | what stands behind the end, where a crash leaves zeros |
//! | `record` | what records hold: entries, commit index, snapshots |
//! | `log` | segments in order; entries that replace others; gaps |
//! | `request` | what an entry asks for |
//! | `needs`, `keys` | the state of the keys that requests touch; puts, deletions, transactions |
//! | `leases`, `members`, `auth`, `small` | the small buckets |
//! | `replay` | which entries count, and one after the other |
//!
//! **Which entries count.** Entries up to the commit index are agreed on. The commit index on disk
//! lags, because etcd does not sync it alone; but the only voter of a cluster agrees with itself,
//! so all of its entries count. Of other members, those behind the commit index are counted and
//! left out, since another member may have won.
//!
//! **Revisions** come out as etcd's: each request that changes at least one key takes one. Whether
//! it does may hang on state (compares, leases, alarms, permissions), so all of that is
//! replayed too. Not in any file, and taken from etcd's defaults, is the shortest time of a lease.
//! Passwords of entries older than 3.5 are not hashed again: each member made a salt of its own.

mod auth;
mod behind;
mod decoder;
mod keys;
mod leases;
mod log;
mod members;
mod needs;
mod proto;
mod record;
mod replay;
mod request;
mod small;
#[cfg(test)]
#[expect(clippy::cast_possible_truncation, reason = "test data is small")]
pub(in crate::etcd) mod testing;
#[cfg(test)]
mod tests;

pub use log::{Cut, Torn};
pub use replay::{Replayed, Report, replay};

#[cfg(doc)]
use super::Overlay;
