//! Rows of `snapshots` read back.

use std::fs::File;
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Int64Type, TimestampMicrosecondType};
use arrow_array::{Array as _, RecordBatch, StructArray};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::convert::TableFile;
use crate::schema::Table;
use kf_base::error::{Error, Result};
use kf_base::time::Timestamp;

/// Longest row of a snapshot that is read, as a file. It holds no text that a cluster chose but its name.
const MOST_BYTES: u64 = 16 << 20;

/// A snapshot as its row in a lake says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The file with the row.
    pub path: PathBuf,
    /// SHA-256 of the database inside.
    pub sha256: String,
    /// Name of the cluster.
    pub cluster: Option<String>,
    /// When the snapshot was taken.
    pub taken: Option<Timestamp>,
    /// Newest revision.
    pub revision: Option<i64>,
    /// Whether nothing in it is damaged.
    pub complete: bool,
    /// Objects.
    pub objects: Option<i64>,
    /// Problems.
    pub problems: i64,
    /// Values that no key opened.
    pub locked: i64,
    /// What was redacted.
    pub redacted: Option<String>,
    /// Tells salts apart.
    pub salt_id: Option<String>,
    /// Whether changes are told with who made them and when; `None` where nothing could be opened.
    pub changes: Option<bool>,
    /// Kubernetes version by whose rules objects are shown.
    pub kube_version: Option<String>,
    /// What the keys of Kubernetes start with.
    pub prefix: Option<String>,
    /// Version of kf that wrote it.
    pub kf_version: String,
    /// The files of its tables.
    pub files: Vec<TableFile>,
}

/// Reads the row in the file of one snapshot.
///
/// # Errors
/// Io when it cannot be read, Corrupt when it is no row of a snapshot, or rows of several.
pub(super) fn entry(path: &Path) -> Result<Entry> {
    let mut all = entries(path)?;
    match (all.pop(), all.len()) {
        (Some(entry), 0) => Ok(entry),
        (_, more) => Err(bad(path, &format!("it has {} rows", more + 1))),
    }
}

/// Reads all rows in a file: that of one snapshot, or those of a month.
///
/// # Errors
/// Io when it cannot be read, Corrupt when it has no row, or one that names no snapshot.
pub(super) fn entries(path: &Path) -> Result<Vec<Entry>> {
    let io = |e: &std::io::Error| Error::io(path.display(), e);
    let file = File::open(path).map_err(|e| io(&e))?;
    if file.metadata().map_err(|e| io(&e))?.len() > MOST_BYTES {
        return Err(bad(path, "it is too long for rows of snapshots"));
    }
    let reader = ParquetRecordBatchReaderBuilder::try_new(file);
    let reader = reader
        .and_then(|b| b.build())
        .map_err(|e| bad(path, &e.to_string()))?;
    let mut all = Vec::new();
    for batch in reader {
        let batch = batch.map_err(|e| bad(path, &e.to_string()))?;
        for at in 0..batch.num_rows() {
            all.push(one(path, &Cells { batch: &batch, at })?);
        }
    }
    if all.is_empty() {
        return Err(bad(path, "it has no row"));
    }
    Ok(all)
}

fn one(path: &Path, row: &Cells<'_>) -> Result<Entry> {
    let text = |name: &str| row.text(name);
    Ok(Entry {
        path: path.to_owned(),
        sha256: text("snapshot_sha256").ok_or_else(|| bad(path, "its row names no snapshot"))?,
        cluster: text("cluster_name"),
        taken: row.time("taken_at"),
        revision: row.int("etcd_revision"),
        complete: row.bool("complete"),
        objects: row.int("objects"),
        problems: row.int("problems").unwrap_or(0),
        locked: row.int("locked").unwrap_or(0),
        redacted: text("redacted"),
        salt_id: text("salt_id"),
        changes: row.known_bool("changes"),
        kube_version: text("kube_version"),
        prefix: text("etcd_prefix"),
        kf_version: text("kf_version").unwrap_or_default(),
        files: row.files(),
    })
}

#[cold]
fn bad(path: &Path, why: &str) -> Error {
    Error::corrupt(format!("not the row of a snapshot: {why}")).in_file(path.to_string_lossy())
}

/// A row of a batch.
struct Cells<'b> {
    batch: &'b RecordBatch,
    at: usize,
}

impl Cells<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let column = self.batch.column_by_name(name)?.as_string_opt::<i32>()?;
        let is_there = column.is_valid(self.at);
        is_there.then(|| column.value(self.at).to_owned())
    }

    fn int(&self, name: &str) -> Option<i64> {
        let column = self.batch.column_by_name(name)?;
        let column = column.as_primitive_opt::<Int64Type>()?;
        column.is_valid(self.at).then(|| column.value(self.at))
    }

    fn known_bool(&self, name: &str) -> Option<bool> {
        let column = self.batch.column_by_name(name)?.as_boolean_opt()?;
        column.is_valid(self.at).then(|| column.value(self.at))
    }

    fn bool(&self, name: &str) -> bool {
        self.known_bool(name).unwrap_or(false)
    }

    fn time(&self, name: &str) -> Option<Timestamp> {
        let column = self.batch.column_by_name(name)?;
        let column = column.as_primitive_opt::<TimestampMicrosecondType>()?;
        let micros = column.is_valid(self.at).then(|| column.value(self.at))?;
        let nanos = micros.rem_euclid(1_000_000).saturating_mul(1000);
        Some(Timestamp::new(micros.div_euclid(1_000_000), nanos))
    }

    fn files(&self) -> Vec<TableFile> {
        let lists = self
            .batch
            .column_by_name("files")
            .and_then(|c| c.as_list_opt::<i32>());
        let Some(list) = lists
            .filter(|l| l.is_valid(self.at))
            .map(|l| l.value(self.at))
        else {
            return Vec::new();
        };
        let Some(rows) = list.as_any().downcast_ref::<StructArray>() else {
            return Vec::new();
        };
        (0..rows.len()).filter_map(|at| file(rows, at)).collect()
    }
}

fn file(rows: &StructArray, at: usize) -> Option<TableFile> {
    let text = |name: &str| {
        let column = rows.column_by_name(name)?.as_string_opt::<i32>()?;
        column.is_valid(at).then(|| column.value(at).to_owned())
    };
    let number = |name: &str| {
        let column = rows.column_by_name(name)?.as_primitive_opt::<Int64Type>()?;
        u64::try_from(column.value(at)).ok()
    };
    Some(TableFile {
        table: Table::from_name(&text("table")?)?,
        rows: number("rows")?,
        bytes: number("bytes")?,
        sha256: text("sha256")?,
    })
}
