//! Whether everything in a lake is as it was written, and what nothing leads to.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sha2::{Digest as _, Sha256};

use super::{Entry, Lake, MAKING, SCHEMA_FILE, at, files_below, read, snapshot_of};
use crate::convert::TableFile;
use crate::schema::Table;
use kf_base::error::{Error, Result};
use kf_base::hex;

/// What a look at all files came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// Snapshots whose files are all there and as they were written.
    pub sound: u64,
    /// Files that were read.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// What is wrong.
    pub problems: Vec<Error>,
}

/// What nothing leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Garbage {
    /// Tables of snapshots that are not there, and what was being made.
    pub paths: Vec<PathBuf>,
    /// Their bytes.
    pub bytes: u64,
    /// How many there are that are too new to be taken away: somebody may be adding them.
    pub too_new: u64,
}

impl Lake {
    /// Reads every file and compares it with what its snapshot's row says. `progress` is called for
    /// each snapshot.
    ///
    /// # Errors
    /// Io when the directories cannot be read.
    pub fn verify(&self, progress: &mut dyn FnMut(u64)) -> Result<Verified> {
        let mut verified = Verified::default();
        for (sha256, rows) in self.snapshots()? {
            progress(verified.sound);
            let before = verified.problems.len();
            if let [first, second, ..] = rows.as_slice() {
                verified.problems.push(Error::corrupt(format!(
                    "snapshot {sha256} is there twice: {} and {}",
                    first.display(),
                    second.display()
                )));
            }
            for row in &rows {
                match read::entry(row) {
                    Ok(entry) => self.verify_one(row, &entry, &mut verified),
                    Err(e) => verified.problems.push(e),
                }
            }
            if verified.problems.len() == before {
                verified.sound += 1;
            }
        }
        Ok(verified)
    }

    fn verify_one(&self, row: &Path, entry: &Entry, verified: &mut Verified) {
        if snapshot_of(row).as_deref() != Some(entry.sha256.as_str()) {
            let error = Error::corrupt("the row is of another snapshot than its name says");
            verified.problems.push(error.in_file(row.to_string_lossy()));
            return;
        }
        for file in &entry.files {
            let Some(path) = self.beside(row, file.table) else {
                continue;
            };
            match hash(&path) {
                Ok((sha256, bytes)) => {
                    verified.files += 1;
                    verified.bytes = verified.bytes.saturating_add(bytes);
                    if sha256 != file.sha256 {
                        let error = Error::corrupt(format!(
                            "the file is not the one that was written: SHA-256 {sha256}, not {}",
                            file.sha256
                        ));
                        verified
                            .problems
                            .push(error.in_file(path.to_string_lossy()));
                    }
                }
                Err(e) => verified.problems.push(e),
            }
        }
        for table in Table::ALL {
            let known = |f: &TableFile| f.table == table;
            let stray = self
                .beside(row, table)
                .filter(|p| table != Table::Snapshots && p.exists());
            if let Some(path) = stray.filter(|_| !entry.files.iter().any(known)) {
                let error = Error::corrupt("the snapshot's row knows nothing of this file");
                verified
                    .problems
                    .push(error.in_file(path.to_string_lossy()));
            }
        }
    }

    /// Where the file of another table is, beside a snapshot's row.
    fn beside(&self, row: &Path, table: Table) -> Option<PathBuf> {
        let below = row.strip_prefix(self.tables(Table::Snapshots)).ok()?;
        Some(self.tables(table).join(below))
    }

    /// Finds what nothing leads to: files of tables whose snapshot's row is not there, and files in the
    /// making. Those changed after `before` may be somebody's work that is going on, and are left.
    ///
    /// # Errors
    /// Io when the directories cannot be read.
    pub fn garbage(&self, before: SystemTime) -> Result<Garbage> {
        let rows = self.snapshots()?;
        let there: HashSet<PathBuf> = rows.into_values().flatten().collect();
        let mut garbage = Garbage::default();
        for table in Table::ALL.into_iter().filter(|t| *t != Table::Snapshots) {
            for path in files_below(&self.tables(table))? {
                let below = path.strip_prefix(self.tables(table)).ok();
                let row = below.map(|below| self.tables(Table::Snapshots).join(below));
                let schema = path.file_name().is_some_and(|name| name == SCHEMA_FILE);
                if !schema && row.is_none_or(|row| !there.contains(&row)) {
                    garbage.add(path, before);
                }
            }
        }
        let making = self.root().join(MAKING);
        for entry in fs::read_dir(&making).into_iter().flatten().flatten() {
            garbage.add(entry.path(), before);
        }
        garbage.paths.sort();
        Ok(garbage)
    }

    /// Takes away what [`Lake::garbage`] found.
    ///
    /// # Errors
    /// Io when something cannot be removed.
    pub fn collect(&self, garbage: &Garbage) -> Result<()> {
        for path in &garbage.paths {
            let removed = if path.is_dir() {
                fs::remove_dir_all(path)
            } else {
                fs::remove_file(path)
            };
            match removed {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(at(path, &e)),
                _ => {}
            }
        }
        Ok(())
    }
}

impl Garbage {
    fn add(&mut self, path: PathBuf, before: SystemTime) {
        let newest = newest(&path);
        if newest.is_none_or(|changed| changed > before) {
            self.too_new += 1;
            return;
        }
        self.bytes = self.bytes.saturating_add(length(&path));
        self.paths.push(path);
    }
}

/// When a file, or any in a directory of files, was last changed.
fn newest(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).ok()?.modified().ok()?;
    let inside = fs::read_dir(path).into_iter().flatten().flatten();
    let inside = inside.filter_map(|e| e.metadata().ok()?.modified().ok());
    inside.chain([own]).max()
}

fn length(path: &Path) -> u64 {
    let inside = fs::read_dir(path).into_iter().flatten().flatten();
    let inside: u64 = inside.filter_map(|e| Some(e.metadata().ok()?.len())).sum();
    let own = fs::metadata(path).map_or(0, |m| if m.is_file() { m.len() } else { 0 });
    inside.saturating_add(own)
}

fn hash(path: &Path) -> Result<(String, u64)> {
    let mut file = File::open(path).map_err(|e| at(path, &e))?;
    let mut sum = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    let mut bytes = 0_u64;
    loop {
        let read = file.read(&mut buffer).map_err(|e| at(path, &e))?;
        if read == 0 {
            return Ok((hex::text(&sum.finalize()), bytes));
        }
        sum.update(buffer.get(..read).unwrap_or_default());
        bytes = bytes.saturating_add(read as u64);
    }
}
