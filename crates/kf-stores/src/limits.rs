//! What reading from a store takes at most.

use std::time::Duration;

/// Bytes that are asked for at a time.
pub const PART_BYTES: u64 = 8 << 20;

/// Parts that are asked for at the same time.
pub const PARTS_AT_ONCE: usize = 6;

/// Times that a request is made again after the first: the server is busy, the connection broke, the
/// body was short.
pub const RETRIES: usize = 6;

/// Pause before the first of them; each is about twice the one before it, up to [`MAX_PAUSE`].
pub const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// Longest pause between two requests.
pub const MAX_PAUSE: Duration = Duration::from_secs(15);

/// Time after which a request is not made again.
pub const MAX_RETRYING: Duration = Duration::from_secs(180);

/// Longest wait for a connection.
pub const CONNECTING: Duration = Duration::from_secs(10);

/// Longest wait for the next bytes of an answer.
pub const SILENCE: Duration = Duration::from_secs(60);

/// Longest wait for the address at which a machine of a cloud asks who it is.
pub const METADATA: Duration = Duration::from_secs(1);

/// Most objects of a listing.
pub const MAX_LISTED: usize = 1_000_000;

/// Longest text of a server in a message, in characters.
pub const MAX_WORDS: usize = 400;

/// Longest file of credentials, in bytes.
pub const MAX_PROFILE_BYTES: u64 = 4 << 20;
