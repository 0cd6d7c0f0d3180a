//! Snapshots made for tests.

use super::Snapshot;
use kf_base::bytes::put_varint;
use kf_file::input::{Input, OpenOptions};
use kf_testing::bbolt::key_file;

/// A key, the revision that wrote it, and its value.
pub(super) type Put<'t> = (&'t str, u64, &'t str);

/// A snapshot with these records.
pub(super) fn snapshot(name: &str, puts: &[Put<'_>]) -> Snapshot {
    let records: Vec<(Vec<u8>, Vec<u8>)> = puts
        .iter()
        .map(|(key, revision, value)| {
            let mut id = revision.to_be_bytes().to_vec();
            id.push(b'_');
            id.extend([0; 8]);
            let mut record = Vec::new();
            let bytes = |record: &mut Vec<u8>, tag: u8, text: &str| {
                record.push(tag);
                put_varint(record, text.len() as u64);
                record.extend(text.as_bytes());
            };
            bytes(&mut record, 0x0a, key);
            for (tag, n) in [(0x10, *revision), (0x18, *revision), (0x20, 1)] {
                record.push(tag);
                put_varint(&mut record, n);
            }
            bytes(&mut record, 0x2a, value);
            (id, record)
        })
        .collect();
    let file = key_file(16_384, &records, 8);
    let input = Input::from_reader(name, &mut &*file, &OpenOptions::default());
    Snapshot::new(input.unwrap())
}
