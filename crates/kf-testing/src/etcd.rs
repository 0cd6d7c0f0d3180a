//! Key spaces of etcd made for tests.

use crate::bbolt::{Builder, inline_bucket, key_file};

/// A key, the revision that wrote it, and its value.
pub type Put<'t> = (&'t str, u64, &'t str);

/// Makes the bbolt file of an etcd that these records were written to, each under a new key.
#[must_use]
pub fn key_space(puts: &[Put<'_>]) -> Vec<u8> {
    key_file(16_384, &records(puts), 8)
}

/// As [`key_space`], with the other buckets that etcd makes, so that nothing is missing.
#[must_use]
pub fn database(puts: &[Put<'_>]) -> Vec<u8> {
    let mut file = Builder::new(16_384);
    let root = file.tree(&records(puts), 8);
    let nothing = inline_bucket(&Vec::new());
    file.finish(vec![
        ("key", Builder::bucket(root)),
        ("lease", nothing.clone()),
        ("meta", nothing),
    ])
}

fn records(puts: &[Put<'_>]) -> Vec<(Vec<u8>, Vec<u8>)> {
    puts.iter()
        .map(|(key, revision, value)| {
            let mut id = revision.to_be_bytes().to_vec();
            id.push(b'_');
            id.extend([0; 8]);
            let mut record = Vec::new();
            text(&mut record, 0x0a, key);
            for (tag, n) in [(0x10, *revision), (0x18, *revision), (0x20, 1)] {
                record.push(tag);
                varint(&mut record, n);
            }
            text(&mut record, 0x2a, value);
            (id, record)
        })
        .collect()
}

fn text(record: &mut Vec<u8>, tag: u8, text: &str) {
    record.push(tag);
    varint(record, text.len() as u64);
    record.extend(text.as_bytes());
}

fn varint(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}
