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
    /// Version of kf that wrote it.
    pub kf_version: String,
    /// The files of its tables.
    pub files: Vec<TableFile>,
}

/// Reads the row in a file.
///
/// # Errors
/// Io when it cannot be read, Corrupt when it is no row of a snapshot.
pub(super) fn entry(path: &Path) -> Result<Entry> {
    let io = |e: &std::io::Error| Error::io(path.display(), e);
    let file = File::open(path).map_err(|e| io(&e))?;
    if file.metadata().map_err(|e| io(&e))?.len() > MOST_BYTES {
        return Err(bad(path, "it is too long for the row of one snapshot"));
    }
    let reader = ParquetRecordBatchReaderBuilder::try_new(file);
    let mut reader = reader
        .and_then(|b| b.build())
        .map_err(|e| bad(path, &e.to_string()))?;
    let batch = reader.next().ok_or_else(|| bad(path, "it has no row"))?;
    let batch = batch.map_err(|e| bad(path, &e.to_string()))?;
    if batch.num_rows() == 0 {
        return Err(bad(path, "it has no row"));
    }
    let row = Cells(&batch);
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
        kf_version: text("kf_version").unwrap_or_default(),
        files: row.files(),
    })
}

#[cold]
fn bad(path: &Path, why: &str) -> Error {
    Error::corrupt(format!("not the row of a snapshot: {why}")).in_file(path.to_string_lossy())
}

/// The first row of a batch.
struct Cells<'b>(&'b RecordBatch);

impl Cells<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let column = self.0.column_by_name(name)?.as_string_opt::<i32>()?;
        column.is_valid(0).then(|| column.value(0).to_owned())
    }

    fn int(&self, name: &str) -> Option<i64> {
        let column = self
            .0
            .column_by_name(name)?
            .as_primitive_opt::<Int64Type>()?;
        column.is_valid(0).then(|| column.value(0))
    }

    fn bool(&self, name: &str) -> bool {
        let column = self.0.column_by_name(name).and_then(|c| c.as_boolean_opt());
        column.is_some_and(|c| c.is_valid(0) && c.value(0))
    }

    fn time(&self, name: &str) -> Option<Timestamp> {
        let column = self.0.column_by_name(name)?;
        let column = column.as_primitive_opt::<TimestampMicrosecondType>()?;
        let micros = column.is_valid(0).then(|| column.value(0))?;
        let nanos = micros.rem_euclid(1_000_000).saturating_mul(1000);
        Some(Timestamp::new(micros.div_euclid(1_000_000), nanos))
    }

    fn files(&self) -> Vec<TableFile> {
        let lists = self
            .0
            .column_by_name("files")
            .and_then(|c| c.as_list_opt::<i32>());
        let Some(list) = lists.filter(|l| l.is_valid(0)).map(|l| l.value(0)) else {
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
