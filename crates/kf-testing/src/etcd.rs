//! Key spaces of etcd made for tests.

use std::collections::HashMap;

use crate::bbolt::{Builder, Elements, inline_bucket, key_file};

/// A definition of `crons.x.io`, which has the version `v1` and any fields.
pub const CRON_DEFINITION: &str = r#"{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
    "metadata":{"name":"crons.x.io"},"spec":{"group":"x.io","scope":"Cluster",
    "names":{"plural":"crons","singular":"cron","kind":"Cron","listKind":"CronList"},
    "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":
    {"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]},
    "status":{"conditions":[{"type":"Established","status":"True"}],
    "acceptedNames":{"plural":"crons","kind":"Cron"},"storedVersions":["v1"]}}"#;

/// A key, the revision that wrote it, and its value.
pub type Put<'t> = (&'t str, u64, &'t str);

/// Most revisions between two changes of a history that are made up.
const MOST_UNTOLD: usize = 1000;

/// Makes the bbolt file of an etcd that these records were written to, each under a new key.
#[must_use]
pub fn key_space(puts: &[Put<'_>]) -> Vec<u8> {
    key_file(16_384, &records(puts), 8)
}

/// A key, the revision that changed it, and the value that was put; `None` deletes it. Those of one
/// revision that follow each other are of one transaction.
pub type Change<'t> = (&'t str, u64, Option<&'t str>);

/// As [`database`], with every change of keys that were written more than once, in the order of their
/// revisions; what lies below the revision `compacted` is up to the caller.
#[must_use]
pub fn history(changes: &[Change<'_>], compacted: Option<u64>) -> Vec<u8> {
    changed(changes, compacted, None)
}

/// A lease by its id, the text with which the keys that have it begin, and whether it still lives.
#[derive(Clone, Copy, Debug)]
pub struct Leased<'t> {
    /// The id.
    pub id: u64,
    /// The beginning of the keys.
    pub keys: &'t str,
    /// Whether it is among the leases of the file.
    pub lives: bool,
}

/// As [`history`], of a store in which some keys have a lease.
#[must_use]
pub fn leased(changes: &[Change<'_>], lease: Leased<'_>) -> Vec<u8> {
    changed(changes, None, Some(lease))
}

fn changed(changes: &[Change<'_>], compacted: Option<u64>, lease: Option<Leased<'_>>) -> Vec<u8> {
    // Of each key that exists, the revision that made it and how often it was written.
    let mut there: HashMap<&str, (u64, u64)> = HashMap::new();
    let mut records = Vec::new();
    let (mut last, mut sub) = (0, 0_u64);
    let mut told = compacted.unwrap_or(1);
    for (key, revision, value) in changes {
        // What `--bump-revision` leaves stands for what a test does not tell of: no revision is missing.
        let untold = told.saturating_add(1)..*revision;
        told = told.max(*revision);
        records.extend(
            untold
                .take(MOST_UNTOLD)
                .map(|at| (identity(at), Vec::new())),
        );
        // What one transaction changed.
        sub = if *revision == last { sub + 1 } else { 0 };
        last = *revision;
        let mut id = identity(*revision);
        id.truncate(9);
        id.extend(sub.to_be_bytes());
        let mut record = Vec::new();
        text(&mut record, 0x0a, key);
        match value {
            Some(value) => {
                let (created, version) = there.entry(key).or_insert((*revision, 0));
                *version += 1;
                numbers(&mut record, [*created, *revision, *version]);
                text(&mut record, 0x2a, value);
                if let Some(lease) = lease.filter(|lease| key.starts_with(lease.keys)) {
                    record.push(0x30);
                    varint(&mut record, lease.id);
                }
            }
            None => {
                there.remove(key);
                id.push(b't');
            }
        }
        records.push((id, record));
    }
    let marks = compacted.map_or_else(Vec::new, |revision| {
        let names = ["finishedCompactRev", "scheduledCompactRev"];
        let mark = |name: &str| (name.as_bytes().to_vec(), identity(revision), false);
        names.map(mark).to_vec()
    });
    let mut leases: Elements = Vec::new();
    if let Some(lease) = lease.filter(|lease| lease.lives) {
        let mut value = vec![0x08];
        varint(&mut value, lease.id);
        value.extend([0x10, 60]);
        leases.push((lease.id.to_be_bytes().to_vec(), value, false));
    }
    finished(&records, &leases, &marks)
}

/// As [`key_space`], with the other buckets that etcd makes, so that nothing is missing.
#[must_use]
pub fn database(puts: &[Put<'_>]) -> Vec<u8> {
    finished(&records(puts), &Vec::new(), &Vec::new())
}

fn finished(records: &[(Vec<u8>, Vec<u8>)], leases: &Elements, meta: &Elements) -> Vec<u8> {
    let mut file = Builder::new(16_384);
    let root = file.tree(records, 8);
    file.finish(vec![
        ("key", Builder::bucket(root)),
        ("lease", inline_bucket(leases)),
        ("meta", inline_bucket(meta)),
    ])
}

/// A revision as the key of a record.
fn identity(revision: u64) -> Vec<u8> {
    let mut id = revision.to_be_bytes().to_vec();
    id.push(b'_');
    id.extend([0; 8]);
    id
}

/// Adds the revisions of a key's creation and change, and how often it was written.
fn numbers(record: &mut Vec<u8>, numbers: [u64; 3]) {
    for (tag, n) in [0x10, 0x18, 0x20].into_iter().zip(numbers) {
        record.push(tag);
        varint(record, n);
    }
}

fn records(puts: &[Put<'_>]) -> Vec<(Vec<u8>, Vec<u8>)> {
    puts.iter()
        .map(|(key, revision, value)| {
            let mut record = Vec::new();
            text(&mut record, 0x0a, key);
            numbers(&mut record, [*revision, *revision, 1]);
            text(&mut record, 0x2a, value);
            (identity(*revision), record)
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
