//! What takes up the space, as a tree of keys to walk into.

use std::collections::BTreeMap;

use kf_view::KeyUsage;

use super::{Stop, Worker, told};
use crate::ask::{Id, Reading};
use crate::notes::Notes;
use crate::table::{Heading, Name, RowFacts, Rows};

/// What some keys take up, in bytes of keys and values.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    objects: u64,
    deleted: u64,
    revisions: u64,
    live: u64,
    history: u64,
    /// Whether there is more to walk into.
    deep: bool,
}

impl Sum {
    fn add(&mut self, key: &KeyUsage<'_>, deep: bool) {
        let (objects, deleted) = if key.live { (1, 0) } else { (0, 1) };
        self.objects = self.objects.saturating_add(objects);
        self.deleted = self.deleted.saturating_add(deleted);
        self.revisions = self.revisions.saturating_add(key.revisions);
        self.live = self.live.saturating_add(key.live_bytes);
        self.history = self.history.saturating_add(key.history_bytes);
        self.deep |= deep;
    }

    fn total(&self) -> u64 {
        self.live.saturating_add(self.history)
    }
}

/// What the parts of keys below a prefix take up.
fn parts<'u>(keys: impl Iterator<Item = KeyUsage<'u>>, prefix: &[u8]) -> BTreeMap<Vec<u8>, Sum> {
    let mut sums: BTreeMap<Vec<u8>, Sum> = BTreeMap::new();
    for key in keys {
        let Some(rest) = key.key.strip_prefix(prefix) else {
            continue;
        };
        // A slash in front belongs to the first part.
        let from = usize::from(rest.first() == Some(&b'/'));
        let after = rest.get(from..).unwrap_or_default();
        let end = after.iter().position(|b| *b == b'/');
        let end = end.map(|end| end.saturating_add(from).saturating_add(1));
        let part = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        sums.entry(part.to_vec())
            .or_default()
            .add(&key, end.is_some());
    }
    sums
}

impl Worker<'_, '_> {
    /// The parts of keys below a prefix, the largest first.
    pub(super) fn space(&self, id: Id, prefix: &str, reading: Reading) -> Result<(), Stop> {
        let view = self.view(reading.side, reading.revision())?;
        let titles = [
            "KEY",
            "OBJECTS",
            "DELETED",
            "REVISIONS",
            "LIVE",
            "HISTORY",
            "TOTAL",
        ];
        self.headings(id, titles.map(Heading::new).to_vec(), true)?;
        let usage = view.usage();
        let mut skipped: Vec<u8> = Vec::new();
        let sums = loop {
            let from = [prefix.as_bytes(), &skipped].concat();
            let sums = parts(usage.keys(), &from);
            // A prefix that all keys share is no choice.
            let first = sums.first_key_value().filter(|(_, sum)| sum.deep);
            match first.map(|(part, _)| part.clone()) {
                Some(only) if sums.len() == 1 => skipped.extend(only),
                _ => break sums,
            }
        };
        let mut sums: Vec<(Vec<u8>, Sum)> = sums.into_iter().collect();
        sums.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.total()));
        let mut rows = Rows::default();
        for (part, sum) in sums {
            let part = [skipped.as_slice(), &part].concat();
            let part = String::from_utf8_lossy(&part).into_owned();
            let name = Name {
                word: if sum.deep { "PREFIX" } else { "KEY" }.to_owned(),
                namespace: String::new(),
                name: format!("{prefix}{part}"),
            };
            let cells = [
                part,
                sum.objects.to_string(),
                sum.deleted.to_string(),
                sum.revisions.to_string(),
                kf_text::boxed::size(sum.live),
                kf_text::boxed::size(sum.history),
                kf_text::boxed::size(sum.total()),
            ];
            rows.push(&name, &cells, RowFacts::default());
        }
        self.rows(id, rows)?;
        let mut notes = Notes::default();
        notes.extend(usage.problems.list().iter().map(|e| told(&view, e)));
        self.done(id, &view, reading.side, notes.into_lines())
    }
}
