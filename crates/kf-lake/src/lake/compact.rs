//! A month of a cluster in one file.
//!
//! Rows of the same object on the days of a month come to stand side by side, where compression makes
//! nothing of what has not changed. The lake of days stays as it is, and whoever asks takes one or the
//! other.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Int64Type, TimestampMicrosecondType};
use arrow_array::{Array as _, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow_schema::DataType;
use arrow_select::interleave::interleave_record_batch;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};

use super::write::Files;
use super::{Lake, at, digest, digest_of, gone, publish, read, snapshot_of};
use crate::convert::Sink as _;
use crate::limits::{BATCH_BYTES, BATCH_ROWS, MERGED_ROWS};
use crate::row::internal;
use crate::schema::Table;
use kf_base::error::{Error, Result};

/// Columns that order the rows of one object.
const THEN: [&str; 2] = ["taken_at", "snapshot_sha256"];

/// What to do about a month that the lake of days has nothing of any more.
const BY_HAND: &str = "kf lake compact takes away only what the lake of days has elsewhere: remove the month by \
                       hand, or compact into another directory";

/// What to do about a table that cannot be read.
const AGAIN: &str = "kf lake verify names all files that are not as they were written, and kf lake add --replace \
                     writes those of a snapshot again";

/// What was made of a lake.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Compacted {
    /// Months of clusters that were written.
    pub written: u64,
    /// Those that were there already.
    pub known: u64,
    /// Those that were taken away: the days have their snapshots under other clusters or in other months now.
    pub removed: u64,
    /// Bytes of all files of days.
    pub before: u64,
    /// Bytes of all files of months.
    pub after: u64,
    /// Why months were not written, or not taken away.
    pub problems: Vec<Error>,
}

/// The files of a cluster in a month: table and paths, sorted.
type Month = BTreeMap<Table, Vec<PathBuf>>;

/// Why a month was not written.
enum Trouble {
    /// A table of a snapshot cannot be read: other months can be written.
    Reading(Error),
    /// A file cannot be written: no other could be either.
    Writing(Error),
}

impl From<Error> for Trouble {
    fn from(e: Error) -> Self {
        Self::Writing(e)
    }
}

impl Lake {
    /// Writes a lake of months: `TABLE/cluster=NAME/month=YYYY-MM/SHA256.parquet`, named by the snapshots
    /// in it and what was written of them. A month of other snapshots is written anew, and the file of before
    /// goes; so do months whose snapshots lie in others now. What the lake of days does not have any more is
    /// left, and a problem.
    ///
    /// # Errors
    /// Io when directories cannot be read or files not be written, Invalid when this is a lake of months itself.
    /// A month of which something cannot be read is a problem, and the others are written.
    pub fn compact(&self, to: &Self, kf_version: &str) -> Result<Compacted> {
        if self.is_of_months() {
            let error = Error::invalid("this is a lake of months already");
            return Err(error.in_file(self.root().to_string_lossy()));
        }
        let mut done = Compacted::default();
        let there: HashSet<String> = self.snapshots()?.into_keys().collect();
        let mut old = to.rows_of_months()?;
        // Snapshots whose months are as they should be.
        let mut sound: HashSet<String> = HashSet::new();
        for ((cluster, month), tables) in self.months()? {
            let place = Path::new(&cluster).join(format!("month={month}"));
            let old = old.remove(&place).unwrap_or_default();
            match self.month(&tables, to, &place, &old, &there, &mut done, kf_version) {
                Ok(()) => sound.extend(names(&tables)),
                Err(Trouble::Reading(e)) => done.problems.push(e.hint(AGAIN)),
                Err(Trouble::Writing(e)) => return Err(e),
            }
        }
        for row in old.into_values().flatten() {
            match only_of(&row, &there) {
                Err(e) => done.problems.push(e),
                Ok(all) if all.iter().all(|sha256| sound.contains(sha256)) => {
                    to.remove(&row)?;
                    done.removed += 1;
                }
                // Why the month in which they are now was not written, is said.
                Ok(_) => {}
            }
        }
        Ok(done)
    }

    /// Writes a month, unless it is there.
    #[expect(
        clippy::too_many_arguments,
        reason = "what a month is, and where it goes"
    )]
    fn month(
        &self,
        tables: &Month,
        to: &Self,
        place: &Path,
        old: &[PathBuf],
        there: &HashSet<String>,
        done: &mut Compacted,
        kf_version: &str,
    ) -> Result<(), Trouble> {
        let name = format!("{}.parquet", named(tables)?);
        let row = to.tables(Table::Snapshots).join(place).join(&name);
        let mut before = 0_u64;
        for path in tables.values().flatten() {
            before = before.saturating_add(length(path).map_err(Trouble::Reading)?);
        }
        // What goes must be there in another place.
        for old in old.iter().filter(|old| **old != row) {
            only_of(old, there).map_err(Trouble::Reading)?;
        }
        if row.exists() {
            done.known += 1;
        } else {
            to.write_month(tables, place, &name, kf_version)?;
            done.written += 1;
        }
        to.keep_only(place, &name)?;
        done.before = done.before.saturating_add(before);
        for table in Table::ALL {
            let file = to.tables(table).join(place).join(&name);
            done.after = done.after.saturating_add(length(&file).unwrap_or(0));
        }
        Ok(())
    }

    /// The files with the rows of months, by where they lie below a table.
    fn rows_of_months(&self) -> Result<BTreeMap<PathBuf, Vec<PathBuf>>> {
        let mut months: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
        let dir = self.tables(Table::Snapshots);
        for row in self.snapshots()?.into_values().flatten() {
            let place = row.strip_prefix(&dir).ok().and_then(Path::parent);
            if let Some(place) = place.map(Path::to_owned) {
                months.entry(place).or_default().push(row);
            }
        }
        Ok(months)
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
    ) -> Result<(), Trouble> {
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
        Ok(())
    }

    /// Takes away the files of a month of before, rows of snapshots first.
    fn keep_only(&self, place: &Path, name: &str) -> Result<()> {
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

/// The snapshots of a month.
fn names(tables: &Month) -> impl Iterator<Item = String> {
    let rows = tables.get(&Table::Snapshots).into_iter().flatten();
    rows.filter_map(|path| snapshot_of(path))
}

/// What names a month: its snapshots and the bytes of their rows, which have the digests of all their tables. One
/// that was converted again with other flags is another.
fn named(tables: &Month) -> Result<String, Trouble> {
    let mut text = String::new();
    for row in tables.get(&Table::Snapshots).into_iter().flatten() {
        let (sha256, _) = digest_of(row).map_err(Trouble::Reading)?;
        text += &format!("{} {sha256}\n", snapshot_of(row).unwrap_or_default());
    }
    Ok(digest(text.as_bytes()))
}

/// The snapshots in a file with the rows of a month, all of which have to be among these.
fn only_of(row: &Path, there: &HashSet<String>) -> Result<Vec<String>> {
    let entries = read::entries(row).map_err(|e| e.hint(BY_HAND))?;
    let all: Vec<String> = entries.into_iter().map(|entry| entry.sha256).collect();
    if let Some(lost) = all.iter().find(|sha256| !there.contains(*sha256)) {
        let error = Error::invalid(format!(
            "left as it is: the lake of days has no snapshot {lost} any more, which is in this month"
        ));
        return Err(error.in_file(row.to_string_lossy()).hint(BY_HAND));
    }
    Ok(all)
}

fn length(path: &Path) -> Result<u64> {
    fs::metadata(path)
        .map(|m| m.len())
        .map_err(|e| at(path, &e))
}

/// Merges the rows of sorted files.
fn merge(table: Table, paths: &[PathBuf], files: &mut Files<'_>) -> Result<(), Trouble> {
    let mut held: Vec<RecordBatch> = Vec::new();
    let mut cursors = Vec::new();
    for path in paths {
        let cursor = Cursor::open(table, path, &mut held).map_err(Trouble::Reading)?;
        if let Some(cursor) = cursor {
            cursors.push(cursor);
        }
    }
    // The next row is the last one's: it is taken off and put back without moving the others.
    cursors.sort_by(|a, b| b.order(a));
    let mut rows: Vec<(usize, usize)> = Vec::new();
    while let Some(mut first) = cursors.pop() {
        rows.push((first.held, first.row));
        let more = first.advance(&mut held).map_err(Trouble::Reading)?;
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
    Ok(write(table, &held, &mut rows, files)?)
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
