//! Whether everything in a lake is as it was written, and what nothing leads to.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::{
    Entry, Lake, MAKING, SCHEMA_FILE, SCHEMA_PLACE, at, digest_of, files_below, read, snapshot_of,
};
use crate::convert::TableFile;
use crate::schema::Table;
use kf_base::error::{Error, Result};

/// Directories in a table that are looked into, one in another. Two are kf's.
const DEEPEST: usize = 8;

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
    /// Tables without the row of their snapshot.
    pub strays: Vec<Stray>,
    /// Snapshots that were added and of which nothing is there any more, and a file that they came from.
    pub absent: BTreeMap<String, String>,
}

/// Tables of a snapshot whose row is not there: whoever added it was stopped, or is not ready yet. Who reads all
/// files of a table sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stray {
    /// Where they lie below the directory of a table.
    pub below: PathBuf,
    /// How many there are.
    pub files: u64,
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
    /// Reads every file and compares it with what its snapshot's row says, and looks for files that belong to
    /// no snapshot. `progress` is called for each snapshot.
    ///
    /// # Errors
    /// Io when the directories cannot be read, Invalid for a lake of months, in which nothing says how a file was
    /// written.
    pub fn verify(&self, progress: &mut dyn FnMut(u64)) -> Result<Verified> {
        if self.is_of_months() {
            let error = Error::invalid("a lake of months has nothing to compare its files with");
            let error = error.in_file(self.root().to_string_lossy());
            return Err(error.hint(
                "kf lake verify reads the lake that it was made of, and kf lake compact makes it anew",
            ));
        }
        let mut verified = Verified::default();
        let snapshots = self.snapshots()?;
        for (sha256, rows) in &snapshots {
            progress(verified.sound);
            let before = verified.problems.len();
            if let [first, second, ..] = rows.as_slice() {
                verified.problems.push(Error::corrupt(format!(
                    "snapshot {sha256} is there twice: {} and {}",
                    first.display(),
                    second.display()
                )));
            }
            for row in rows {
                match read::entry(row) {
                    Ok(entry) => self.verify_one(row, &entry, &mut verified),
                    Err(e) => verified.problems.push(e),
                }
            }
            if verified.problems.len() == before {
                verified.sound += 1;
            }
        }
        self.look_for_strays(&snapshots, &mut verified)?;
        Ok(verified)
    }

    /// Finds the files that readers of all of a table see and that belong to no snapshot.
    fn look_for_strays(
        &self,
        snapshots: &BTreeMap<String, Vec<PathBuf>>,
        verified: &mut Verified,
    ) -> Result<()> {
        let rows: HashSet<&Path> = snapshots.values().flatten().map(PathBuf::as_path).collect();
        let mut strays: BTreeMap<PathBuf, u64> = BTreeMap::new();
        for table in Table::ALL {
            let dir = self.tables(table);
            for path in parquet_below(&dir)? {
                let Ok(below) = path.strip_prefix(&dir) else {
                    continue;
                };
                if below == Path::new(SCHEMA_PLACE).join(SCHEMA_FILE) {
                    verified.problems.extend(schema_problem(&path));
                } else if rows.contains(self.tables(Table::Snapshots).join(below).as_path()) {
                    // Looked at with its snapshot.
                } else if snapshot_of(&path).is_some() && is_a_place(below) {
                    *strays.entry(below.to_owned()).or_default() += 1;
                } else {
                    let error = Error::corrupt(
                        "kf wrote no file of this name, and who reads all of a table counts its rows",
                    );
                    let error = error.in_file(path.to_string_lossy());
                    verified
                        .problems
                        .push(error.hint("remove what does not belong to the lake"));
                }
            }
        }
        let sources = self.sources();
        let mut added: HashMap<&str, &str> = HashMap::new();
        for source in sources
            .iter()
            .filter(|s| !snapshots.contains_key(&s.sha256))
        {
            added.entry(&source.sha256).or_insert(&source.name);
        }
        for (below, files) in strays {
            let sha256 = snapshot_of(&below).unwrap_or_default();
            match added.remove(sha256.as_str()) {
                // Its row was there once: a file is remembered after that.
                Some(source) => {
                    let row = self.tables(Table::Snapshots).join(&below);
                    let error = Error::corrupt(format!(
                        "the row of the snapshot is gone, of which {files} other files are there; it was added \
                         from {source}"
                    ));
                    let error = error.in_file(row.to_string_lossy());
                    verified
                        .problems
                        .push(error.hint("kf lake add writes it again"));
                }
                None => verified.strays.push(Stray { below, files }),
            }
        }
        let absent = added.into_iter();
        verified.absent = absent
            .map(|(sha, name)| (sha.to_owned(), name.to_owned()))
            .collect();
        Ok(())
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
            match digest_of(&path) {
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

/// Whether this is where a snapshot's tables lie: `cluster=NAME/day=YYYY-MM-DD/FILE`.
fn is_a_place(below: &Path) -> bool {
    let parts: Vec<_> = below.iter().map(|p| p.to_string_lossy()).collect();
    match parts.as_slice() {
        [cluster, day, _] => cluster.starts_with("cluster=") && day.starts_with("day="),
        _ => false,
    }
}

/// What is wrong with a file that gives a table its columns.
fn schema_problem(path: &Path) -> Option<Error> {
    let read = || {
        let file = File::open(path).map_err(|e| at(path, &e))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(file);
        let rows = builder.map(|b| b.metadata().file_metadata().num_rows());
        match rows.map_err(|e| e.to_string()) {
            Ok(0) => Ok(()),
            Ok(rows) => Err(format!("it has {rows} rows")),
            Err(e) => Err(e),
        }
        .map_err(|why| {
            let error = Error::corrupt(format!("not the columns of a table: {why}"));
            error
                .in_file(path.to_string_lossy())
                .hint("kf lake add makes the file anew once it is removed")
        })
    };
    read().err()
}

/// The files that readers of `**/*.parquet` take for parts of a table, sorted.
fn parquet_below(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut ahead = vec![(dir.to_owned(), 0)];
    while let Some((dir, depth)) = ahead.pop() {
        let entries = match fs::read_dir(&dir) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => continue,
            entries => entries.map_err(|e| at(&dir, &e))?,
        };
        for entry in entries {
            let path = entry.map_err(|e| at(&dir, &e))?.path();
            if path.is_dir() {
                if depth >= DEEPEST {
                    let error =
                        Error::limit(format!("directories are nested deeper than {DEEPEST}"));
                    return Err(error.in_file(path.to_string_lossy()));
                }
                ahead.push((path, depth + 1));
            } else if path.extension().is_some_and(|e| e == "parquet") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
