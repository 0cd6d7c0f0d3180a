//! What conversion holds in memory at most, and what untrusted input can make it write.

/// Rows of a batch. Batches have the same rows whatever the machine, so that files are the same.
pub const BATCH_ROWS: usize = 1024;

/// Bytes of a batch, about: it ends with the row that reaches them.
pub const BATCH_BYTES: usize = 4 << 20;

/// Bytes of rows that are held to be sorted, in each table that is not found in its order. Larger
/// tables are sorted in stretches.
pub const SORT_BYTES: usize = 8 << 20;

/// Bytes of records that are held before they are put in a file without a name, of each kind. What waits for the
/// last object grows with their number.
pub const PILE_BYTES: usize = 8 << 20;

/// Rows of a row group of a Parquet file.
pub const ROW_GROUP_ROWS: usize = 64 << 10;

/// Bytes of a row group of a Parquet file, encoded, about. The writer holds it in memory.
pub const ROW_GROUP_BYTES: usize = 8 << 20;

/// Bytes of a page of a column, before compression: it ends with the value that reaches them. A little less
/// than a power of two, or the buffer would be copied to one of twice the length for the last value.
pub const PAGE_BYTES: usize = (1 << 20) - (64 << 10);

/// Longest text in a cell, in bytes. etcd takes requests of 1.5 MiB unless it was told otherwise, and
/// JSON of an object is a few times its stored form.
pub const MAX_TEXT_BYTES: usize = 64 << 20;

/// Most notes in the table `problems`: the others are counted.
pub const MAX_NOTES: usize = 64 << 10;

/// Most rows of the table `rbac`: subjects times rules. Large clusters have some hundred thousand.
pub const MAX_RBAC_ROWS: u64 = 10_000_000;

/// Changes whose states are decoded together.
pub const CHANGES_AT_A_TIME: usize = 4096;

/// Longest walk from an object to the owner at the top.
pub const MAX_OWNERS_UP: usize = 64;

/// Rows that are held of each file when a month is merged; fewer where they are long.
pub const MERGED_ROWS: usize = 256;

/// Records of which the newest of each key are gathered at once: those of a larger file are gathered in
/// parts, with a pass over the file for each.
pub const RECORDS_AT_ONCE: u64 = 128 << 10;

/// Records of whose keys a few numbers are held at once: those of a larger file in parts, as well.
pub const KEYS_AT_ONCE: u64 = 512 << 10;

/// Most such parts, each of which has a file open.
pub const MAX_PARTS: usize = 256;

/// Most threads that decode objects: one writes what they make, which is more work, and each has a few
/// shares of it under way.
pub const MAX_THREADS: usize = 8;
