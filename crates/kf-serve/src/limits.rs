//! What a client can make the server take.

use std::time::Duration;

/// Connections that are open at once; more wait to be accepted.
pub const MAX_CONNECTIONS: usize = 1_024;

/// Requests that are worked on at once; more wait. Watches without events are none of them.
pub const MAX_JOBS: usize = 32;

/// Streams of one HTTP/2 connection, as many as graphical clients open watches.
pub const MAX_STREAMS: u32 = 250;

/// Bytes of a request's line and headers.
pub const MAX_HEADERS: usize = 64 << 10;

/// Bytes of a request's body: only reviews have one.
pub const MAX_BODY: usize = 64 << 10;

/// Bytes of a piece of an answer.
pub const PIECE: usize = 64 << 10;

/// Pieces of an answer that wait for a slow reader.
pub const MAX_PIECES: usize = 4;

/// Time for a TLS handshake, and for the headers of a request.
pub const HANDSHAKE: Duration = Duration::from_secs(10);

/// Time for a client to take a piece of an answer.
pub const STALL: Duration = Duration::from_secs(60);

/// Time between bookmarks of a watch on which nothing happens.
pub const BOOKMARK: Duration = Duration::from_secs(60);

/// How long a watch is held open, in seconds, when the client does not say (apiserver
/// `--min-request-timeout`).
pub const WATCH_SECONDS: u64 = 1_800;

/// Time for connections to end when the server stops.
pub const GRACE: Duration = Duration::from_secs(2);

/// States of a file whose discovery and OpenAPI documents are kept: some ten megabytes each, if a
/// client asks for all of them.
pub const MAX_DOCUMENTED: usize = 2;

/// Bytes from which on an answer is compressed for a client that takes it so (apiserver
/// pkg/endpoints/handlers/responsewriters/writers.go `defaultGzipThresholdBytes`).
pub const MIN_COMPRESSED: usize = 128 << 10;

/// States at other revisions that are kept at hand.
pub const MAX_VIEWS: usize = 8;

/// How often memory is given back that is free.
pub const GIVEN_BACK: Duration = Duration::from_secs(2);

/// Bytes that are large enough to be a page of their own for the allocator.
pub const A_PAGE: usize = 4 << 20;
