//! One file per command.

pub(super) mod api_resources;
pub(super) mod check;
pub(super) mod decode;
pub(super) mod get;
pub(super) mod keys;
pub(super) mod snapshot;
pub(super) mod version;
