//! A month of a cluster in one file.
//!
//! Rows of the same object on the days of a month come to stand side by side, where compression makes
//! nothing of what has not changed. The lake of days stays as it is, and whoever asks takes one or the
//! other.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Int64Type, TimestampMicrosecondType};
use arrow_array::{Array as _, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow_schema::DataType;
use arrow_select::interleave::interleave_record_batch;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};

use super::write::Files;
use super::{Lake, at, digest, gone, publish, snapshot_of};
use crate::convert::Sink as _;
use crate::limits::{BATCH_BYTES, BATCH_ROWS, MERGED_ROWS};
use crate::row::internal;
use crate::schema::Table;
use kf_base::error::{Error, Result};

/// Columns that order the rows of one object.
const THEN: [&str; 2] = ["taken_at", "snapshot_sha256"];

/// What was made of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Compacted {
    /// Months of clusters that were written.
    pub written: u64,
    /// Those that were there already.
    pub known: u64,
    /// Bytes of all files of days.
    pub before: u64,
    /// Bytes of all files of months.
    pub after: u64,
}

/// The files of a cluster in a month: table and paths, sorted.
type Month = BTreeMap<Table, Vec<PathBuf>>;

impl Lake {
    /// Writes a lake of months: `TABLE/cluster=NAME/month=YYYY-MM/SHA256.parquet`, named by the snapshots
    /// in it. Of a month that has got more snapshots, the file of before goes.
    ///
    /// # Errors
    /// Io when files cannot be read or written, Corrupt when one is not what kf wrote.
    pub fn compact(&self, to: &Self, kf_version: &str) -> Result<Compacted> {
        let mut done = Compacted::default();
        for ((cluster, month), tables) in self.months()? {
            let place = Path::new(&cluster).join(format!("month={month}"));
            let names = tables.get(&Table::Snapshots).into_iter().flatten();
            let names: Vec<String> = names.filter_map(|path| snapshot_of(path)).collect();
            let name = format!("{}.parquet", digest(names.join("\n").as_bytes()));
            let row = to.tables(Table::Snapshots).join(&place).join(&name);
            for path in tables.values().flatten() {
                done.before = done.before.saturating_add(length(path)?);
            }
            if row.exists() {
                done.known += 1;
            } else {
                to.write_month(&tables, &place, &name, kf_version)?;
                done.written += 1;
            }
            for table in Table::ALL {
                let file = to.tables(table).join(&place).join(&name);
                done.after = done.after.saturating_add(length(&file).unwrap_or(0));
            }
        }
        Ok(done)
    }

    /// The files of all snapshots by cluster and month.
    fn months(&self) -> Result<BTreeMap<(String, String), Month>> {
        let mut months: BTreeMap<(String, String), Month> = BTreeMap::new();
        for row in self.snapshots()?.into_values().flatten() {
            let Ok(below) = row.strip_prefix(self.tables(Table::Snapshots)) else {
                continue;
            };
            let part = |at: usize| {
                below
                    .iter()
                    .nth(at)
                    .map(|p| p.to_string_lossy().into_owned())
            };
            let (Some(cluster), Some(day)) = (part(0), part(1)) else {
                continue;
            };
            // `day=2026-03-01`
            let Some(month) = day.strip_prefix("day=").and_then(|d| d.get(..7)) else {
                continue;
            };
            let month = months.entry((cluster, month.to_owned())).or_default();
            for table in Table::ALL {
                let file = self.tables(table).join(below);
                if file.exists() {
                    month.entry(table).or_default().push(file);
                }
            }
        }
        for files in months.values_mut().flat_map(BTreeMap::values_mut) {
            files.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
        }
        Ok(months)
    }

    fn write_month(
        &self,
        tables: &Month,
        place: &Path,
        name: &str,
        kf_version: &str,
    ) -> Result<()> {
        let making = self.making()?;
        let mut files = Files::new(making.path(), kf_version);
        for (table, paths) in tables {
            merge(*table, paths, &mut files)?;
        }
        files.finish()?;
        // That of snapshots last, as everywhere.
        for table in Table::ALL
            .into_iter()
            .filter(|table| tables.contains_key(table))
        {
            publish(
                &self.root,
                &files.path(table),
                &self.tables(table).join(place).join(name),
            )?;
        }
        for table in [Table::Snapshots].into_iter().chain(Table::ALL) {
            let dir = self.tables(table).join(place);
            for old in fs::read_dir(&dir).into_iter().flatten().flatten() {
                if old.file_name().to_str() != Some(name) {
                    gone(&old.path())?;
                }
            }
        }
        Ok(())
    }
}

fn length(path: &Path) -> Result<u64> {
    fs::metadata(path)
        .map(|m| m.len())
        .map_err(|e| at(path, &e))
}

/// Merges the rows of sorted files.
fn merge(table: Table, paths: &[PathBuf], files: &mut Files<'_>) -> Result<()> {
    let mut held: Vec<RecordBatch> = Vec::new();
    let mut cursors = Vec::new();
    for path in paths {
        if let Some(cursor) = Cursor::open(table, path, &mut held)? {
            cursors.push(cursor);
        }
    }
    // The next row is the last one's: it is taken off and put back without moving the others.
    cursors.sort_by(|a, b| b.order(a));
    let mut rows: Vec<(usize, usize)> = Vec::new();
    while let Some(mut first) = cursors.pop() {
        rows.push((first.held, first.row));
        let more = first.advance(&mut held)?;
        if more {
            let place = cursors.partition_point(|other| other.order(&first).is_gt());
            cursors.insert(place, first);
        }
        if rows.len() >= BATCH_ROWS || held.len() > 2 * paths.len() + 2 {
            write(table, &held, &mut rows, files)?;
            // Nobody looks at the batches of before any more.
            held = cursors.iter_mut().map(Cursor::keep).collect();
            for (at, cursor) in cursors.iter_mut().enumerate() {
                cursor.held = at;
            }
        }
    }
    write(table, &held, &mut rows, files)
}

fn write(
    table: Table,
    held: &[RecordBatch],
    rows: &mut Vec<(usize, usize)>,
    files: &mut Files<'_>,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let batches: Vec<&RecordBatch> = held.iter().collect();
    let batch = interleave_record_batch(&batches, rows).map_err(|e| internal(&e))?;
    rows.clear();
    files.batch(table, &batch)
}

/// A place in a sorted file.
struct Cursor {
    path: PathBuf,
    reader: ParquetRecordBatchReader,
    columns: Vec<&'static str>,
    batch: RecordBatch,
    keys: Vec<Key>,
    row: usize,
    /// Where the batch is among those that are held.
    held: usize,
}

enum Key {
    Text(StringArray),
    Int(Int64Array),
    Time(TimestampMicrosecondArray),
}

impl Cursor {
    fn open(table: Table, path: &Path, held: &mut Vec<RecordBatch>) -> Result<Option<Self>> {
        let file = File::open(path).map_err(|e| at(path, &e))?;
        let builder = ParquetRecordBatchReaderBuilder::try_new(file);
        let builder = builder.map_err(|e| bad(path, &e.to_string()))?;
        let groups = builder.metadata().row_groups().iter();
        let (rows, bytes) = groups.fold((0, 0), |(rows, bytes): (i64, i64), group| {
            (
                rows.saturating_add(group.num_rows()),
                bytes.saturating_add(group.total_byte_size()),
            )
        });
        // What all files hold at the same time grows with their number.
        let row = usize::try_from(bytes / rows.max(1))
            .unwrap_or(usize::MAX)
            .max(1);
        let size = (BATCH_BYTES / 4 / row).clamp(1, MERGED_ROWS);
        let mut reader = builder
            .with_batch_size(size)
            .build()
            .map_err(|e| bad(path, &e.to_string()))?;
        let batch = match reader.next() {
            None => return Ok(None),
            Some(batch) => batch.map_err(|e| bad(path, &e.to_string()))?,
        };
        if batch.schema().fields() != table.schema().fields() {
            return Err(bad(
                path,
                "it has other columns than this version of kf writes",
            ));
        }
        let own = table.sorted_by().iter().copied();
        let columns: Vec<&str> = own.chain(THEN).collect();
        let mut cursor = Self {
            path: path.to_owned(),
            reader,
            keys: Vec::new(),
            columns,
            batch,
            row: 0,
            held: 0,
        };
        cursor.settle(held);
        Ok(Some(cursor))
    }

    /// Takes out the columns that order rows, and holds the batch.
    fn settle(&mut self, held: &mut Vec<RecordBatch>) {
        let column = |name: &&str| {
            let column = self.batch.column_by_name(name)?;
            Some(match column.data_type() {
                DataType::Utf8 => Key::Text(column.as_string::<i32>().clone()),
                DataType::Int64 => Key::Int(column.as_primitive::<Int64Type>().clone()),
                DataType::Timestamp(..) => {
                    Key::Time(column.as_primitive::<TimestampMicrosecondType>().clone())
                }
                _ => return None,
            })
        };
        self.keys = self.columns.iter().filter_map(column).collect();
        self.row = 0;
        self.held = held.len();
        held.push(self.batch.clone());
    }

    /// Goes to the next row; whether there is one.
    fn advance(&mut self, held: &mut Vec<RecordBatch>) -> Result<bool> {
        self.row += 1;
        if self.row < self.batch.num_rows() {
            return Ok(true);
        }
        match self.reader.next() {
            None => Ok(false),
            Some(batch) => {
                self.batch = batch.map_err(|e| bad(&self.path, &e.to_string()))?;
                self.settle(held);
                Ok(true)
            }
        }
    }

    /// The batch, to be held on.
    fn keep(&mut self) -> RecordBatch {
        self.batch.clone()
    }

    fn order(&self, other: &Self) -> Ordering {
        let keys = self.keys.iter().zip(&other.keys);
        let mut orders = keys.map(|(a, b)| a.order(self.row, b, other.row));
        let first = orders.find(|o| o.is_ne());
        first.unwrap_or_else(|| self.path.cmp(&other.path))
    }
}

impl Key {
    /// The order of two rows, with what is missing first.
    fn order(&self, row: usize, other: &Self, at: usize) -> Ordering {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => {
                let a = a.is_valid(row).then(|| a.value(row));
                a.cmp(&b.is_valid(at).then(|| b.value(at)))
            }
            (Self::Int(a), Self::Int(b)) => {
                let a = a.is_valid(row).then(|| a.value(row));
                a.cmp(&b.is_valid(at).then(|| b.value(at)))
            }
            (Self::Time(a), Self::Time(b)) => {
                let a = a.is_valid(row).then(|| a.value(row));
                a.cmp(&b.is_valid(at).then(|| b.value(at)))
            }
            _ => Ordering::Equal,
        }
    }
}

#[cold]
fn bad(path: &Path, why: &str) -> Error {
    Error::corrupt(format!("not a table of a lake: {why}")).in_file(path.to_string_lossy())
}
