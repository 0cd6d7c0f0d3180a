//! What kinds exist.
