//! Dumps that are made of files: one for each key, or two.
//!
//! vcluster writes a tar archive (loft-sh/vcluster `pkg/snapshot/client.go`): the name of each file
//! is a key, its content the value. k8s-dqlite's migrator, which `microk8s dbctl backup` runs, writes
//! `N.key` and `N.data`, counted from 0 (canonical/k8s-dqlite `pkg/migrator/migrator.go`).

use std::collections::BTreeMap;

use super::keys::{Entries, Keys};
use crate::etcd::{KeyValue, Overlay, Problems};
use crate::input::{KeyFile, KeyFiles};
use kf_base::error::{Error, Result};

/// What the migrator calls a file of a key and of a value.
#[derive(Default)]
struct Pair<'f> {
    key: Option<&'f KeyFile>,
    value: Option<&'f KeyFile>,
}

/// Adds what is wrong with the files as a whole.
fn begin(entries: Entries, files: &KeyFiles) -> Keys {
    let mut keys = Keys::new(entries);
    for fault in &files.faults {
        keys.problems.push(|| {
            Error::corrupt(fault.clone())
                .hint("keys are missing: compare the file's size with the original")
        });
    }
    keys
}

fn content<'a>(bytes: &'a [u8], file: &KeyFile) -> &'a [u8] {
    bytes.get(file.range.clone()).unwrap_or_default()
}

/// Reads files whose names are keys.
pub(super) fn named_by_key(bytes: &[u8], files: &KeyFiles) -> Result<(Overlay, Problems)> {
    let mut keys = begin(Entries::Numbered, files);
    for (number, file) in (1..).zip(&files.files) {
        let key = file.name.as_bytes();
        match &file.fault {
            Some(fault) => keys.wrong(number, key, fault),
            None => keys.take(number, &unrevised(key, content(bytes, file)))?,
        }
    }
    Ok(keys.finish(0))
}

/// Reads pairs of files.
pub(super) fn pairs(bytes: &[u8], files: &KeyFiles) -> Result<(Overlay, Problems)> {
    let mut keys = begin(Entries::KeyFiles, files);
    let mut pairs: BTreeMap<u64, Pair<'_>> = BTreeMap::new();
    for file in &files.files {
        let Some((number, is_key)) = KeyFile::number(&file.name) else {
            continue;
        };
        let pair = pairs.entry(number).or_default();
        let half = if is_key {
            &mut pair.key
        } else {
            &mut pair.value
        };
        if half.replace(file).is_some() {
            keys.wrong(number, b"", "it is there more than once: the last is read");
        }
    }
    let mut due = 0;
    for (number, pair) in pairs {
        if number > due {
            let last = number.saturating_sub(1);
            keys.problems.push(|| {
                Error::corrupt(if due == last {
                    format!("there is no file {due}.key")
                } else {
                    format!("there are no files {due}.key to {last}.key")
                })
                .hint("the backup counts its keys from 0 without a gap: some are missing, and a restore would stop there")
            });
        }
        due = number.saturating_add(1);
        pair_of(bytes, number, &pair, &mut keys)?;
    }
    Ok(keys.finish(0))
}

fn pair_of(bytes: &[u8], number: u64, pair: &Pair<'_>, keys: &mut Keys) -> Result<()> {
    let Some(key) = pair.key else {
        keys.wrong(
            number,
            b"",
            format!("it is missing beside {number}.data, so nothing says whose value that is"),
        );
        return Ok(());
    };
    if let Some(fault) = &key.fault {
        keys.wrong(number, b"", fault);
        return Ok(());
    }
    let name = content(bytes, key);
    match pair.value {
        None => keys.wrong(
            number,
            name,
            format!("there is no {number}.data beside it: the value is missing"),
        ),
        Some(KeyFile {
            fault: Some(fault), ..
        }) => keys.wrong(number, name, fault),
        Some(value) => keys.take(number, &unrevised(name, content(bytes, value)))?,
    }
    Ok(())
}

/// A key and its value, of which no revision is known.
fn unrevised<'a>(key: &'a [u8], value: &'a [u8]) -> KeyValue<'a> {
    KeyValue {
        key,
        value,
        ..KeyValue::default()
    }
}
