//! Snapshots made for tests.

use super::Snapshot;
use kf_file::input::{Input, OpenOptions};
use kf_testing::etcd::{Put, key_space};

/// A snapshot with these records.
pub(super) fn snapshot(name: &str, puts: &[Put<'_>]) -> Snapshot {
    let file = key_space(puts);
    let input = Input::from_reader(name, &mut &*file, &OpenOptions::default());
    Snapshot::new(input.unwrap())
}
