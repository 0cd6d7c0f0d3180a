//! The facade that commands share.
