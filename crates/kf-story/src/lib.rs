//! The story of an incident, out of what etcd keeps.
//!
//! A [`Story`] is every change that one or more snapshots of a cluster hold, each once and in the
//! order of revisions, with bounds for when it was made. [`timeline`] makes rows of it, [`suspects`]
//! lets rules look at it. [`report`] makes a page of it all, and [`custody`] is the record
//! of what was done with the files.
//!
//! A part of `kf-snapshot`, which re-exports it; its interface changes as kf needs.

mod clock;
pub mod custody;
mod filter;
mod kinds;
pub mod report;
mod story;
pub mod suspects;
#[cfg(test)]
mod testing;
pub mod timeline;
mod walk;

pub use clock::{Bracket, Clock, Contradiction};
pub use filter::Filter;
pub use kinds::Place;
pub use story::{Foreign, Gap, Origin, Part, Story};
pub use walk::Seen;
