//! Every cap kf puts on what untrusted input can make it do, with the argument that no valid
//! file reaches it. Error messages that stem from a cap name it.

/// Deepest nesting of a decoded value (protobuf, JSON, CBOR).
///
/// Each level of a CRD's schema costs two levels of JSON and the deepest published CRDs stay
/// under 100; the cap keeps recursion inside a 2 MiB thread stack.
pub const MAX_NESTING: usize = 512;

/// Longest text of a quantity, in bytes.
///
/// The server prints at most 20 digits and a suffix for what fits its int64; texts beyond that
/// are nothing but zeros or noise.
pub const MAX_QUANTITY_TEXT: usize = 4096;

/// Deepest bbolt page tree that is followed.
///
/// Branch pages hold at least two children, so a valid tree of this depth would need 2^64 pages.
pub const MAX_PAGE_DEPTH: usize = 64;

/// Most values that a CustomResourceDefinition's schema may come to when each version gets a copy.
///
/// The largest published definitions have some 100,000 values and ten versions.
pub const MAX_CRD_NODES: usize = 1 << 24;

/// Most values that a schema's defaults may add to one custom resource.
///
/// The server sends the object with them in one answer; a gigabyte of it would be refused.
pub const MAX_DEFAULTED_NODES: usize = 1 << 24;

/// Largest single etcd value that is decoded, in bytes.
///
/// etcd refuses requests above 1.5 MiB by default and operators raise that to tens of MiB at
/// most; bbolt itself stops at 2 GiB.
pub const MAX_VALUE_BYTES: usize = 512 << 20;

/// Largest result of decompressing an input, in bytes, unless the caller raises it.
///
/// etcd's own recommended maximum for its database is 8 GiB.
pub const MAX_DECOMPRESSED_BYTES: u64 = 64 << 30;
