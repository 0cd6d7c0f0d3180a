//! The floor that every layer of [kf](https://docs.rs/kf-snapshot) stands on. It knows neither
//! file formats nor Kubernetes: errors with a place, checked reading of bytes, limits with their
//! reasons, counted nouns, escaping for terminals, padding, hexadecimal digits, private files, and times.
//!
//! A part of `kf-snapshot`, which re-exports it; its interface changes as kf needs.

pub mod bytes;
pub mod count;
pub mod error;
pub mod escape;
pub mod fill;
pub mod hex;
pub mod limits;
pub mod percent;
pub mod private;
pub mod segmented;
pub mod temporary;
pub mod threads;
pub mod time;

pub use error::{Error, ErrorKind, Result};
