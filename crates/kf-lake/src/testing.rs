//! What tests share.

use std::num::NonZeroUsize;

use crate::convert::{Identity, Options};
use crate::schema::Table;

/// Everything of a snapshot that goes into a lake by itself, by one thread.
pub(crate) fn options(identity: &Identity) -> Options<'_> {
    Options {
        identity,
        cluster: None,
        taken: None,
        secret_values: false,
        changes: false,
        kf_version: "0",
        resource: None,
        namespace: None,
        columns: None,
        scratch: None,
        share: None,
        threads: NonZeroUsize::MIN,
        tables: &Table::ALL,
    }
}
