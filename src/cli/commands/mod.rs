//! One file per command.

pub(super) mod api_resources;
pub(super) mod api_versions;
pub(super) mod auth;
pub(super) mod bbolt;
pub(super) mod bootstrap;
#[cfg(all(unix, feature = "browse"))]
pub(super) mod browse;
pub(super) mod carve;
pub(super) mod check;
pub(super) mod completion;
pub(super) mod custody;
pub(super) mod decode;
pub(super) mod describe;
pub(super) mod diff;
pub(super) mod du;
pub(super) mod events;
pub(super) mod explain;
pub(super) mod export;
pub(super) mod get;
pub(super) mod helm;
pub(super) mod history;
pub(super) mod info;
pub(super) mod keys;
#[cfg(feature = "lake")]
pub(super) mod lake;
pub(super) mod leases;
pub(super) mod man;
pub(super) mod members;
pub(super) mod options;
mod reach;
pub(super) mod redact;
pub(super) mod report;
pub(super) mod secrets;
#[cfg(all(unix, feature = "serve"))]
pub(super) mod serve;
pub(super) mod snapshot;
mod story;
mod structured;
pub(super) mod suspects;
pub(super) mod timeline;
pub(super) mod unpack;
#[cfg(all(unix, feature = "verify"))]
pub(super) mod verify;
pub(super) mod version;
