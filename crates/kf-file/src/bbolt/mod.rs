//! Bytes become buckets of keys and values.
//!
//! A bbolt file is an array of pages of one size, a power of two (4096 on most machines, 16384 or
//! 65536 on some arm64 and ppc64le ones). Pages 0 and 1 are the two meta pages; a commit writes
//! one of them last, so the valid one with the higher txid names the newest complete tree.
//!
//! ```text
//!  file      | meta 0 | meta 1 | page 2 | page 3 ...            | SHA-256 (32 bytes) |
//!              the trailer is there only in files that `etcdctl snapshot save` wrote
//!
//!  page      0        8       10      12         16
//!            | id u64 | flags | count | overflow | elements ... data ...             |
//!              flags: 1 branch, 2 leaf, 4 meta, 16 freelist
//!              overflow: so many pages follow without a header; all of them are one buffer
//!
//!  meta      16     20        24         28      32     40         48         56    64     72
//!            | magic | version | pageSize | flags | root | sequence | freelist | hwm | txid | sum |
//!
//!  branch    16 bytes each: | pos u32 | ksize u32 | child id u64       |  key = element + pos
//!  leaf      16 bytes each: | flags u32 | pos u32 | ksize u32 | vsize u32 |
//!              key = element + pos, value right behind it
//!              flags 1: the value is a bucket: | root u64 | sequence u64 |
//!              root 0: an inline bucket, one leaf page follows inside the value (unaligned)
//! ```
//!
//! All integers are little-endian here; a file from a big-endian machine is recognised and
//! refused. No page but the two metas carries a checksum, so nothing in a page is trusted: every
//! offset is checked against the page's run, every page id against the file, every page is walked
//! at most once, and the order of keys is never relied on.
//!
//! Start with [`Db::open`]; [`Db::bucket`] finds a bucket, [`Db::entries`] reads it in order and
//! [`Db::leaves`] walks its leaf pages, by the piece ([`Db::split`]) if several threads share
//! the work. Damage is reported page by page and never hides what is healthy. [`Scan`] finds pages
//! without a tree.

mod ahead;
mod any_page;
mod bucket;
mod check;
mod cursor;
mod db;
mod element;
mod free_pages;
mod freelist;
mod meta;
mod page;
mod page_set;
mod reach;
mod scan;
mod share;
mod stats;
mod trailer;
mod walk;

pub use any_page::AnyPage;
pub use bucket::Bucket;
pub use check::Census;
pub use cursor::{Entries, Entry};
pub use db::{Db, TRAILER_BYTES};
pub use element::{BranchElement, LeafElement, LeafElements};
pub use free_pages::FreePages;
pub use meta::{Meta, RawMeta};
pub use page::{Page, PageKind};
pub use reach::{Hole, Reach};
pub use scan::{Leaf, Scan, Standing};
pub use stats::BucketStats;
pub use trailer::Trailer;
pub use walk::{Direction, Leaves, Split, Visited};

#[cfg(test)]
#[expect(clippy::cast_possible_truncation, reason = "test data is small")]
mod tests;
