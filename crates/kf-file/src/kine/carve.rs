//! Rows outside the tree: put in the place of lost ones, or listed.

use std::collections::{HashMap, HashSet};

use super::row::{self, Row};
use super::scan::{self, Found};
use super::{COMPACT, Kine, Reader, Source};
use crate::etcd::{Carved, Fate, KeyValue, Label, Raw, Revision};
use kf_base::count::counted;
use kf_base::error::{Error, NO_PAGE};

/// A row found outside the tree, as etcd would have stored it.
#[derive(Debug)]
pub(super) struct Outside {
    revision: Revision,
    tombstone: bool,
    key: Vec<u8>,
    /// The `mvccpb.KeyValue`; empty when the row's end is lost.
    value: Vec<u8>,
    page: u32,
    free: bool,
}

impl Outside {
    /// Returns `None` for rows that clients do not see.
    fn of(found: &Found) -> Option<Self> {
        let row = columns(found);
        let name = row.name.clone().ok().filter(|name| !name.is_empty())?;
        if name == COMPACT || found.id <= 0 {
            return None;
        }
        let mut value = Vec::new();
        let record = found.whole().then(|| row.record(found.id, name));
        let tombstone = matches!(record, Some(Ok(None)));
        if tombstone && name.starts_with(b"gap-") {
            return None;
        }
        match record {
            Some(Ok(Some(kv))) => kv.encode(&mut value),
            Some(Ok(None)) => KeyValue {
                key: name,
                ..KeyValue::default()
            }
            .encode(&mut value),
            Some(Err(_)) | None => {}
        }
        Some(Self {
            revision: Revision {
                main: found.id,
                sub: 0,
            },
            tombstone,
            key: row::key_of(name).to_vec(),
            value,
            page: found.page,
            free: found.free,
        })
    }

    fn rank(&self) -> (Revision, bool) {
        (self.revision, self.tombstone)
    }
}

fn columns(found: &Found) -> Row<'_> {
    let row: Result<Row<'_>, std::convert::Infallible> = Row::of(|column| Ok(found.value(column)));
    match row {
        Ok(row) => row,
        Err(never) => match never {},
    }
}

impl Reader {
    /// Takes the rows that a broken tree has lost from the pages that hold them. Rows of pages that
    /// SQLite lists as free are left where they are: their keys may have been deleted since.
    pub(super) fn salvage(&mut self, source: Source<'_>, log: &[u8]) {
        let loose = self.overlay.loose();
        let rows = loose.records().iter().map(|row| row.revision.main);
        let mut taken: HashSet<i64> = rows
            .chain(loose.gaps().iter().map(|gap| gap.main))
            .collect();
        drop(loose);
        let mut count = 0_usize;
        for found in scan::rows(source.bytes, log) {
            if found.free || !taken.insert(found.id) {
                continue;
            }
            let row = columns(&found);
            if found.whole() {
                self.take(found.id, &row);
            } else if let Ok(name) = row.name {
                // The key must not be answered with an older row.
                let kv = row::unreadable(found.id, row::key_of(name));
                let main = found.id;
                self.overlay.put(Revision { main, sub: 0 }, &kv);
            }
            count = count.saturating_add(1);
        }
        if count > 0 {
            self.problems.push(|| {
                Error::corrupt(format!(
                    "{} on pages of their own, to which the tree no longer leads",
                    counted(count, "row was found", "rows were found")
                ))
            });
        }
    }
}

impl Kine {
    /// Lists the rows on pages outside the tree, in the order of their revisions, each once; with
    /// `all`, those that the tree holds too. `source` is what the database was read from.
    pub fn carve(&self, source: Source<'_>, all: bool) -> Vec<Carved<'_>> {
        let log = source.log.filter(|_| self.with_log).unwrap_or_default();
        let find = || {
            let found = scan::rows(source.bytes, log);
            let mut outside: Vec<_> = found.iter().filter_map(Outside::of).collect();
            outside.sort_by(|a, b| {
                let order = |o: &Outside| (o.rank(), o.value.is_empty(), o.free);
                order(a).cmp(&order(b)).then_with(|| a.value.cmp(&b.value))
            });
            outside
        };
        let loose = self.overlay.loose();
        let kept: HashMap<_, _> = loose
            .records()
            .iter()
            .map(|row| (row.rank(), (row.key, row.value)))
            .collect();
        let mut live: HashMap<&[u8], bool> = HashMap::new();
        for row in loose.records() {
            live.insert(row.key, !row.tombstone);
        }
        let newest = loose.records().last().map_or(0, |row| row.revision.main);
        let mut carved: Vec<Carved<'_>> = Vec::new();
        for row in self.outside.get_or_init(find) {
            let fate = match kept.get(&row.rank()) {
                Some((key, value)) if *key == row.key && *value == row.value => Fate::Copy,
                Some(_) if row.value.is_empty() => Fate::Copy,
                Some(_) => Fate::Foreign,
                None if row.revision.main <= self.compact => Fate::Compacted,
                None if self.damaged => Fate::Lost,
                None if row.revision.main > newest => Fate::Ahead,
                None => Fate::Foreign,
            };
            let in_tree = fate == Fate::Copy && !row.free;
            if in_tree || (fate == Fate::Copy && !all) {
                continue;
            }
            if let Some(last) = carved.last_mut()
                && (last.revision, last.tombstone) == row.rank()
                && last.bytes == row.value
            {
                last.copies = last.copies.saturating_add(1);
                continue;
            }
            let raw = Raw {
                revision: row.revision,
                tombstone: row.tombstone,
                key: &row.key,
                value: &row.value,
                page: NO_PAGE,
            };
            carved.push(Carved {
                revision: row.revision,
                tombstone: row.tombstone,
                key: &row.key,
                record: raw.check().ok(),
                bytes: &row.value,
                size: row.value.len(),
                page: u64::from(row.page),
                label: if row.free {
                    Label::Stale
                } else {
                    Label::Orphaned
                },
                fate,
                live: live.get(row.key.as_slice()).copied().unwrap_or(false),
                copies: 0,
            });
        }
        carved
    }
}
