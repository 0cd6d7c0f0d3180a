//! Every cap kf puts on what untrusted input can make it do, with the argument that no valid
//! file reaches it. Error messages that stem from a cap name it.

/// Deepest nesting of a decoded value (protobuf, JSON, CBOR).
///
/// Each level of a CRD's schema costs two levels of JSON and the deepest published CRDs stay
/// under 100; the cap keeps recursion inside a 2 MiB thread stack.
pub const MAX_NESTING: usize = 512;

/// Deepest bbolt page tree that is followed.
///
/// Branch pages hold at least two children, so a valid tree of this depth would need 2^64 pages.
pub const MAX_PAGE_DEPTH: usize = 64;

/// Largest single etcd value that is decoded, in bytes.
///
/// etcd refuses requests above 1.5 MiB by default and operators raise that to tens of MiB at
/// most; bbolt itself stops at 2 GiB.
pub const MAX_VALUE_BYTES: usize = 512 << 20;

/// Largest result of decompressing an input, in bytes, unless the caller raises it.
///
/// etcd's own recommended maximum for its database is 8 GiB.
pub const MAX_DECOMPRESSED_BYTES: u64 = 64 << 30;

/// Most results a JSONPath template may produce on one object or list, intermediate ones
/// included.
///
/// A path over a list of a million objects that visits ten members of each stays below it.
pub const MAX_QUERY_RESULTS: usize = 1 << 25;
