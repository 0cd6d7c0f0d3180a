//! A lake: a directory of Parquet files, a file for each table and snapshot.
//!
//! ```text
//! LAKE/v1/TABLE/cluster=NAME/day=YYYY-MM-DD/SHA256.parquet
//! LAKE/catalog/HASH.json    where a snapshot came from, and what the file looked like
//! LAKE/_tmp/                files in the making
//! ```
//!
//! The name is the SHA-256 of the database inside the snapshot, and what is in a file depends on that, the
//! options and the version of kf alone. So several may add to one lake at the same time without
//! knowing of each other: at worst the same bytes are written twice. Files get their names when they
//! are complete, and that of `snapshots` last: a snapshot is there when its row is.

mod catalog;
mod check;
mod compact;
mod names;
mod read;
mod write;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::convert::{self, Options, Sink as _, Summary, TableFile, Unopened};
use crate::row::Head;
use crate::schema::Table;
pub use catalog::Source;
pub use check::{Garbage, Stray, Verified};
pub use compact::Compacted;
use kf_base::error::{Error, Result};
use kf_base::hex;
use kf_base::private;
use kf_base::temporary::TemporaryDirectory;
use kf_view::View;
pub use read::Entry;
use write::Files;

/// Directory of the tables: a later layout would be another one beside it.
const TABLES: &str = "v1";

/// Directory of files in the making.
const MAKING: &str = "_tmp";

/// Where the files without rows are which give each table its columns, whatever is in the lake.
const SCHEMA_PLACE: &str = "cluster=_none/day=1970-01-01";

/// The same in a lake of months.
const SCHEMA_PLACE_OF_MONTHS: &str = "cluster=_none/month=1970-01";

/// Name of such a file.
const SCHEMA_FILE: &str = "schema.parquet";

/// A lake.
#[derive(Clone, Debug)]
pub struct Lake {
    root: PathBuf,
}

/// A snapshot that was added.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Added {
    /// What was found in it.
    pub summary: Summary,
    /// Its tables.
    pub files: Vec<TableFile>,
}

impl Lake {
    /// A lake that is there.
    ///
    /// # Errors
    /// NotFound when the directory has none.
    pub fn open(root: &Path) -> Result<Self> {
        if !root.join(TABLES).is_dir() {
            let error = Error::not_found(format!("{}: there is no lake", root.display()));
            return Err(error.hint("kf lake add makes one"));
        }
        Ok(Self {
            root: root.to_owned(),
        })
    }

    /// A lake, which is made if there is none.
    ///
    /// # Errors
    /// Io when it cannot be made, Invalid when the directory holds something else.
    pub fn create(root: &Path, kf_version: &str) -> Result<Self> {
        let places = [SCHEMA_PLACE, SCHEMA_PLACE_OF_MONTHS];
        Self::create_with(root, places, kf_version)
    }

    /// A lake for what [`Lake::compact`] makes, which is made if there is none.
    ///
    /// # Errors
    /// As [`Lake::create`].
    pub fn create_of_months(root: &Path, kf_version: &str) -> Result<Self> {
        let places = [SCHEMA_PLACE_OF_MONTHS, SCHEMA_PLACE];
        Self::create_with(root, places, kf_version)
    }

    /// Makes a lake whose files without rows are in one place, unless there is one that has them in another:
    /// readers want the same keys in all paths of a table.
    fn create_with(root: &Path, [place, other]: [&str; 2], kf_version: &str) -> Result<Self> {
        let lake = Self {
            root: root.to_owned(),
        };
        if lake.tables(Table::Snapshots).join(other).is_dir() {
            return Err(Error::invalid(format!(
                "{}: days and months have a directory each, and this one is of the others",
                root.display()
            )));
        }
        let tables = root.join(TABLES);
        if !tables.is_dir() && root.is_dir() && !holds_nothing_else(root)? {
            return Err(Error::invalid(format!(
                "{}: the directory is not empty, and holds no lake",
                root.display()
            )));
        }
        private::directories(root).map_err(|e| at(root, &e))?;
        lake.schemas(place, kf_version)?;
        Ok(lake)
    }

    /// Whether this is a lake of months, as [`Lake::compact`] makes them.
    #[must_use]
    pub fn is_of_months(&self) -> bool {
        let place = self.tables(Table::Snapshots).join(SCHEMA_PLACE_OF_MONTHS);
        place.is_dir()
    }

    /// Gives each table a file without rows, so that queries find columns where nothing has rows.
    fn schemas(&self, place: &str, kf_version: &str) -> Result<()> {
        let place = |table: Table| self.tables(table).join(place).join(SCHEMA_FILE);
        if Table::ALL.into_iter().all(|table| place(table).exists()) {
            return Ok(());
        }
        let making = self.making()?;
        let mut files = Files::new(making.path(), kf_version);
        for table in Table::ALL {
            files.open(table)?;
        }
        files.finish()?;
        for table in Table::ALL {
            publish(&self.root, &files.path(table), &place(table))?;
        }
        Ok(())
    }

    /// The directory.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn tables(&self, table: Table) -> PathBuf {
        self.root.join(TABLES).join(table.name())
    }

    fn making(&self) -> Result<TemporaryDirectory> {
        let parent = self.root.join(MAKING);
        private::directories_below(&self.root, &parent).map_err(|e| at(&parent, &e))?;
        private::temporary_directory("", Some(&parent)).map_err(|e| at(&parent, &e))
    }

    /// Where the file of a table goes.
    fn place(&self, table: Table, head: &Head) -> PathBuf {
        let cluster = names::cluster(head.cluster_name.as_deref());
        let day = names::day(head.taken_at);
        self.tables(table)
            .join(format!("cluster={cluster}"))
            .join(format!("day={day}"))
            .join(format!("{}.parquet", head.snapshot_sha256))
    }

    /// Where the row of a snapshot is.
    #[must_use]
    pub fn row_of(&self, head: &Head) -> PathBuf {
        self.place(Table::Snapshots, head)
    }

    /// The snapshots that are there: the files with their rows, by SHA-256. One that was added under two
    /// names of a cluster has two. In a lake of months these are the files with the rows of a month, by what
    /// names them.
    ///
    /// # Errors
    /// Io when the directory cannot be read.
    pub fn snapshots(&self) -> Result<BTreeMap<String, Vec<PathBuf>>> {
        let mut found: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for path in files_below(&self.tables(Table::Snapshots))? {
            if let Some(sha256) = snapshot_of(&path) {
                found.entry(sha256).or_default().push(path);
            }
        }
        Ok(found)
    }

    /// Reads the row of a snapshot.
    ///
    /// # Errors
    /// Io or Corrupt when it cannot be read, or the file is that of a month.
    pub fn entry(&self, path: &Path) -> Result<Entry> {
        read::entry(path)
    }

    /// Reads all rows of a file: that of one snapshot, or those of a month.
    ///
    /// # Errors
    /// Io or Corrupt when they cannot be read.
    pub fn entries(&self, path: &Path) -> Result<Vec<Entry>> {
        read::entries(path)
    }

    /// Writes the tables of a snapshot, over those of before if there are any.
    ///
    /// # Errors
    /// Io when they cannot be written; then the snapshot is not there, and what was written of it is
    /// overwritten the next time. Those of [`convert::convert`].
    pub fn add(&self, view: &View<'_>, options: &Options<'_>) -> Result<Added> {
        let making = self.making()?;
        let mut files = Files::new(making.path(), options.kf_version);
        let all = Options {
            tables: &Table::ALL,
            scratch: Some(making.path()),
            ..options.clone()
        };
        let summary = convert::convert(view, &all, &mut files)?;
        let written = files.finish()?;
        let row = convert::snapshot_row(view, &all, &summary, &written)?;
        files.batch(Table::Snapshots, &row)?;
        self.publish(&mut files, &summary.head, &written)?;
        Ok(Added {
            summary,
            files: written,
        })
    }

    /// Writes down a snapshot that could not be opened.
    ///
    /// # Errors
    /// As [`Lake::add`].
    pub fn add_unopened(&self, of: &Unopened<'_>) -> Result<()> {
        let making = self.making()?;
        let mut files = Files::new(making.path(), of.kf_version);
        files.batch(Table::Problems, &convert::unopened(of)?)?;
        let written = files.finish()?;
        files.batch(Table::Snapshots, &of.snapshot_row(&written)?)?;
        self.publish(&mut files, &of.head(), &written)
    }

    /// Gives files their names, that of the snapshot's row last; what is there of the same snapshot under
    /// other names goes.
    fn publish(&self, files: &mut Files<'_>, head: &Head, written: &[TableFile]) -> Result<()> {
        files.finish()?;
        let before = self.snapshots()?.remove(&head.snapshot_sha256);
        for file in written {
            publish(
                &self.root,
                &files.path(file.table),
                &self.place(file.table, head),
            )?;
        }
        let place = self.place(Table::Snapshots, head);
        publish(&self.root, &files.path(Table::Snapshots), &place)?;
        for old in before.unwrap_or_default() {
            if old != place {
                self.remove(&old)?;
            }
        }
        for table in Table::ALL {
            let has = table == Table::Snapshots || written.iter().any(|f| f.table == table);
            if !has {
                gone(&self.place(table, head))?;
            }
        }
        Ok(())
    }

    /// Takes a snapshot away: its row first.
    fn remove(&self, row: &Path) -> Result<()> {
        let below = row.strip_prefix(self.tables(Table::Snapshots)).ok();
        gone(row)?;
        for table in Table::ALL {
            if let Some(below) = below {
                gone(&self.tables(table).join(below))?;
            }
        }
        Ok(())
    }
}

/// Whether a directory has nothing but what kf makes before a lake is one.
fn holds_nothing_else(root: &Path) -> Result<bool> {
    let entries = fs::read_dir(root).map_err(|e| at(root, &e))?;
    let known =
        |name: &std::ffi::OsStr| name == MAKING || name == TABLES || name == catalog::DIRECTORY;
    Ok(entries.flatten().all(|entry| known(&entry.file_name())))
}

/// Removes a file if it is there.
fn gone(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(at(path, &e)),
        _ => Ok(()),
    }
}

/// Gives a complete file its name, in a directory of the lake.
fn publish(root: &Path, from: &Path, to: &Path) -> Result<()> {
    let dir = to.parent().unwrap_or(to);
    private::directories_below(root, dir).map_err(|e| at(dir, &e))?;
    fs::rename(from, to).map_err(|e| at(to, &e))?;
    // The name is on the disk as well before the next one is given.
    let synced = File::open(dir).and_then(|dir| dir.sync_all());
    synced.map_err(|e| at(dir, &e))
}

/// Which snapshot a file is of.
fn snapshot_of(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.strip_suffix(".parquet")?;
    let digits = name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit());
    digits.then(|| name.to_owned())
}

/// The files two directories below one, sorted.
fn files_below(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = vec![dir.to_owned()];
    for _ in 0..3 {
        let mut below = Vec::new();
        for dir in found.iter().filter(|d| d.is_dir()) {
            let entries = match fs::read_dir(dir) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                entries => entries.map_err(|e| at(dir, &e))?,
            };
            for entry in entries {
                below.push(entry.map_err(|e| at(dir, &e))?.path());
            }
        }
        found = below;
    }
    found.sort();
    Ok(found)
}

fn at(path: &Path, error: &io::Error) -> Error {
    Error::io(path.display(), error)
}

/// SHA-256 of a file in hexadecimal, and its length.
fn digest_of(path: &Path) -> Result<(String, u64)> {
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

/// SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex::text(&Sha256::digest(bytes))
}
