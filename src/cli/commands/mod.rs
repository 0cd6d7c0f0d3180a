//! One file per command.

pub(super) mod api_resources;
pub(super) mod api_versions;
pub(super) mod auth;
pub(super) mod bbolt;
pub(super) mod check;
pub(super) mod completion;
pub(super) mod decode;
pub(super) mod describe;
pub(super) mod diff;
pub(super) mod du;
pub(super) mod events;
pub(super) mod explain;
pub(super) mod get;
pub(super) mod info;
pub(super) mod keys;
pub(super) mod leases;
pub(super) mod man;
pub(super) mod members;
pub(super) mod snapshot;
mod structured;
pub(super) mod version;
