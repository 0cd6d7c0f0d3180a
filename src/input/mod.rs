//! A path becomes bytes.
