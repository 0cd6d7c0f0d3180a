//! Text for people: columns that align as Go's tabwriter aligns them ([`tabwriter`]), as helm's
//! and etcdctl's tables do ([`padded`], [`boxed`]), the lines in which two texts differ
//! ([`line_diff`]), and the frame of pages for a browser ([`page`]).
//!
//! A part of `kf-snapshot`, which re-exports it; its interface changes as kf needs.

pub mod boxed;
pub mod line_diff;
pub mod padded;
pub mod page;
pub mod tabwriter;
