//! How much changed, and how much is not shown.

use std::collections::BTreeMap;

use crate::count::counted;
use crate::snapshot::changes::{LeftOut, ObjectOperation, Place};

/// The operations in the order of the summary's columns.
pub(super) const COLUMNS: [(ObjectOperation, &str); 4] = [
    (ObjectOperation::Added, "ADDED"),
    (ObjectOperation::Removed, "REMOVED"),
    (ObjectOperation::Changed, "CHANGED"),
    (ObjectOperation::Recreated, "RE-CREATED"),
];

/// Counts of objects.
#[derive(Debug, Default)]
pub(super) struct Summary {
    kinds: BTreeMap<String, BTreeMap<ObjectOperation, u64>>,
    left_out: BTreeMap<LeftOut, u64>,
}

impl Summary {
    pub(super) fn add(&mut self, place: &Place, operation: ObjectOperation) {
        let kind = self.kinds.entry(place.group_resource()).or_default();
        let count = kind.entry(operation).or_default();
        *count = count.saturating_add(1);
    }

    pub(super) fn leave_out(&mut self, why: LeftOut) {
        let count = self.left_out.entry(why).or_default();
        *count = count.saturating_add(1);
    }

    /// Whether nothing changed.
    pub(super) fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The counts of each type, in the order of [`COLUMNS`].
    pub(super) fn rows(&self) -> impl Iterator<Item = (&str, [u64; 4])> {
        self.kinds.iter().map(|(kind, counts)| {
            let count = |(operation, _)| counts.get(&operation).copied().unwrap_or(0);
            (kind.as_str(), COLUMNS.map(count))
        })
    }

    /// The sums of [`Summary::rows`].
    pub(super) fn totals(&self) -> [u64; 4] {
        self.rows().fold([0; 4], |sums, (_, row)| {
            let mut sums = sums;
            for (sum, n) in sums.iter_mut().zip(row) {
                *sum = sum.saturating_add(n);
            }
            sums
        })
    }

    /// What is not shown, as a line; `None` if that is nothing.
    pub(super) fn left_out(&self) -> Option<String> {
        let mut parts = Vec::new();
        let mut flags: Vec<&str> = Vec::new();
        for (why, count) in &self.left_out {
            let (one, many, flag) = match why {
                LeftOut::Event => ("event", "events", "--show-noise"),
                LeftOut::Renewal => ("renewed lease", "renewed leases", "--show-noise"),
                LeftOut::Bookkeeping => (
                    "object with other bookkeeping only",
                    "objects with other bookkeeping only",
                    "--show-noise",
                ),
                LeftOut::Status => (
                    "object with another status only",
                    "objects with another status only",
                    "--status",
                ),
                LeftOut::Ignored => (
                    "object that differs in what --ignore names only",
                    "objects that differ in what --ignore names only",
                    "",
                ),
            };
            parts.push(counted(*count, one, many));
            if !flag.is_empty() && !flags.contains(&flag) {
                flags.push(flag);
            }
        }
        if parts.is_empty() {
            return None;
        }
        let hint = match flags.as_slice() {
            [] => String::new(),
            [one] => format!(" ({one} shows them)"),
            [..] => format!(" ({} show them)", flags.join(" and ")),
        };
        Some(format!("left out: {}{hint}", parts.join(", ")))
    }
}
