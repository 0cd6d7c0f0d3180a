//! What tests of several crates of kf share: small bbolt files made by hand ([`bbolt`]), with
//! keys of etcd in them ([`etcd`]), a web server that misbehaves ([`http`]), and the way to the fixtures
//! ([`fixture`]). Never a part of the program.

#![expect(
    clippy::cast_possible_truncation,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "test data is small, and a test may panic"
)]

use std::path::PathBuf;

pub mod bbolt;
pub mod etcd;
pub mod http;

/// Returns the path of a file below `fixtures/`, such as `snapshots/c136-A.zip`.
#[must_use]
pub fn fixture(name: &str) -> PathBuf {
    let crates = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures");
    PathBuf::from(crates).join(name)
}
