//! Leases while they are granted and revoked (etcd `lease/lessor.go`).

use super::proto::put_number;
use super::small::Small;
use crate::etcd::{Lease, Overlay, Store, schema};
use kf_base::error::Result;

/// Shortest time that a lease is given, in seconds: one and a half election timeouts. The
/// timeout is a setting of the server and not in any file; this follows from its default.
const SHORTEST: i64 = 2;

/// Longest time that a lease is given, in seconds (`MaxLeaseTTL`).
const LONGEST: i64 = 9_000_000_000;

#[derive(Debug)]
pub(super) struct Leases {
    bucket: Small,
    /// Whether what is left of a lease is stored.
    checkpoints: bool,
}

impl Leases {
    /// Reads the bucket. What is left of leases is stored from cluster version 3.6 on, or when so
    /// configured, which shows in leases that have it.
    ///
    /// # Errors
    /// Corrupt when a lease cannot be read.
    pub(super) fn load(store: &Store<'_>, always: bool) -> Result<Self> {
        let bucket = Small::load(store, schema::LEASE)?;
        let mut checkpoints = always;
        for (key, value) in bucket.iter() {
            let lease = Lease::parse(key, value).map_err(|e| e.in_bucket(schema::LEASE))?;
            checkpoints |= lease.remaining_ttl > 0;
        }
        Ok(Self {
            bucket,
            checkpoints,
        })
    }

    pub(super) fn has(&self, id: i64) -> bool {
        self.bucket.get(&id.to_be_bytes()).is_some()
    }

    pub(super) fn grant(&mut self, id: i64, ttl: i64) {
        if id != 0 && ttl <= LONGEST && !self.has(id) {
            self.store(id, ttl.max(SHORTEST), 0);
        }
    }

    /// Whether it was there.
    pub(super) fn revoke(&mut self, id: i64) -> bool {
        self.bucket.remove(&id.to_be_bytes())
    }

    pub(super) fn checkpoint(&mut self, id: i64, remaining: i64) {
        let held = self.bucket.get(&id.to_be_bytes());
        if let Some(value) = held.filter(|_| self.checkpoints)
            && let Ok(lease) = Lease::parse(&id.to_be_bytes(), value)
        {
            self.store(id, lease.ttl, remaining);
        }
    }

    fn store(&mut self, id: i64, ttl: i64, remaining: i64) {
        let mut value = Vec::new();
        put_number(&mut value, 1, id.cast_unsigned());
        put_number(&mut value, 2, ttl.cast_unsigned());
        put_number(&mut value, 3, remaining.cast_unsigned());
        self.bucket.put(&id.to_be_bytes(), value);
    }

    pub(super) fn finish(self, overlay: &mut Overlay) {
        self.bucket.finish(overlay);
    }
}
