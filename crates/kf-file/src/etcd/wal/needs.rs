//! Which keys of the database requests look at or change.

use std::collections::BTreeSet;

use super::request::{Body, Keys, Op, Put, Request, Txn};
use crate::etcd::Want;

/// Keys, ranges of keys, and leases whose keys are needed.
#[derive(Debug, Default)]
pub(super) struct Needs<'a> {
    keys: BTreeSet<&'a [u8]>,
    ranges: BTreeSet<(&'a [u8], &'a [u8])>,
    pub(super) leases: BTreeSet<i64>,
}

impl<'a> Needs<'a> {
    /// And what a request needs.
    pub(super) fn request(&mut self, request: &Request<'a>) {
        match &request.body {
            Body::Put(put) => self.put(put),
            Body::DeleteRange(range) => self.keys(range.keys),
            Body::Txn(txn) => self.txn(txn),
            Body::LeaseRevoke(id) => {
                self.leases.insert(*id);
            }
            _ => {}
        }
    }

    fn keys(&mut self, keys: Keys<'a>) {
        if keys.is_single() {
            self.keys.insert(keys.key);
        } else {
            self.ranges.insert((keys.key, keys.end));
        }
    }

    fn put(&mut self, put: &Put<'a>) {
        self.keys.insert(put.key);
    }

    fn txn(&mut self, txn: &Txn<'a>) {
        for compare in &txn.compares {
            self.keys(compare.keys);
        }
        for op in txn.success.iter().chain(&txn.failure) {
            match op {
                Op::Put(put) => self.put(put),
                Op::DeleteRange(range) => self.keys(range.keys),
                Op::Txn(txn) => self.txn(txn),
                Op::Range(_) | Op::Nothing => {}
            }
        }
    }

    /// Whether a key is among them, leases aside.
    pub(super) fn has(&self, key: &[u8]) -> bool {
        let in_range = |(from, end): &(&[u8], &[u8])| key >= *from && (*end == [0] || key < *end);
        self.keys.contains(key) || self.ranges.iter().any(in_range)
    }

    /// What to ask the store for; `more` are keys beside. Of a range, its two ends' common
    /// beginning is asked for.
    pub(super) fn want(&self, more: &BTreeSet<&[u8]>) -> Want {
        let mut want = Want::none();
        // In their order: adding to the end is cheap.
        for key in self.keys.union(more) {
            want = want.key(*key);
        }
        for (from, end) in &self.ranges {
            let alike = from.iter().zip(*end).take_while(|(a, b)| a == b).count();
            want = want.prefix(from.get(..alike).unwrap_or_default());
        }
        want
    }
}
