//! Timestamps, RFC 3339 and the ages kubectl prints; the clock is always an argument.
