//! Tables as Parquet files.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_schema::DataType;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::arrow::{ArrowSchemaConverter, ArrowWriter};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;
use sha2::{Digest as _, Sha256};

use crate::convert::{Sink, TableFile};
use crate::limits;
use crate::schema::{SCHEMA_VERSION, Table};
use kf_base::error::{Error, Result};
use kf_base::hex;
use kf_base::private;

/// Level of compression: at 3, zstd is still as fast as objects are decoded.
const LEVEL: i32 = 3;

/// Columns that are looked up by one value: readers with Bloom filters pass over the rest.
const LOOKED_UP: [&str; 4] = ["uid", "name", "image", "owner_uid"];

/// Columns of short texts, of which no value, or hardly one, is like another: a dictionary of them is work for nothing.
const UNLIKE: [&str; 4] = ["key", "name", "spec_sha256", "uid"];

/// Columns whose least and greatest value say nothing about the rest.
const RANDOM: [&str; 3] = ["owner_uid", "spec_sha256", "uid"];

/// Columns of large texts, of which no value is like another.
const LARGE: [&str; 1] = ["object"];

/// The files of a snapshot's tables in the making.
pub(super) struct Files<'d> {
    dir: &'d Path,
    kf_version: &'d str,
    writers: BTreeMap<Table, Open>,
    /// Files that are complete, in the order of the tables.
    complete: BTreeMap<Table, TableFile>,
}

struct Open {
    writer: ArrowWriter<Hashing>,
    rows: u64,
}

impl<'d> Files<'d> {
    /// Files that will be made in a directory, `TABLE.parquet`.
    pub(super) fn new(dir: &'d Path, kf_version: &'d str) -> Self {
        Self {
            dir,
            kf_version,
            writers: BTreeMap::new(),
            complete: BTreeMap::new(),
        }
    }

    /// Where the file of a table is.
    pub(super) fn path(&self, table: Table) -> PathBuf {
        self.dir.join(format!("{}.parquet", table.name()))
    }

    /// Opens the file of a table, which may stay empty.
    pub(super) fn open(&mut self, table: Table) -> Result<()> {
        let path = self.path(table);
        let file = private::file(&path).map_err(|e| Error::io(path.display(), &e))?;
        let options = ArrowWriterOptions::new()
            .with_properties(properties(table, self.kf_version))
            // The types are said by Parquet's own.
            .with_skip_arrow_metadata(true);
        let hashing = Hashing {
            file,
            sum: Sha256::new(),
            bytes: 0,
        };
        let writer = ArrowWriter::try_new_with_options(hashing, table.schema(), options);
        let writer = writer.map_err(|e| failed(&path, &e))?;
        self.writers.insert(table, Open { writer, rows: 0 });
        Ok(())
    }

    /// Ends the file of a table, so that it is on the disk.
    fn close(&mut self, table: Table) -> Result<()> {
        let Some(open) = self.writers.remove(&table) else {
            return Ok(());
        };
        let path = self.path(table);
        let hashing = open.writer.into_inner().map_err(|e| failed(&path, &e))?;
        let synced = hashing.file.sync_all();
        synced.map_err(|e| Error::io(path.display(), &e))?;
        let file = TableFile {
            table,
            rows: open.rows,
            bytes: hashing.bytes,
            sha256: hex::text(&hashing.sum.finalize()),
        };
        self.complete.insert(table, file);
        Ok(())
    }

    /// Ends all files, and tells those that were not told yet.
    pub(super) fn finish(&mut self) -> Result<Vec<TableFile>> {
        while let Some((table, _)) = self.writers.first_key_value() {
            self.close(*table)?;
        }
        Ok(std::mem::take(&mut self.complete).into_values().collect())
    }
}

impl Sink for Files<'_> {
    fn batch(&mut self, table: Table, batch: &RecordBatch) -> Result<()> {
        if !self.writers.contains_key(&table) {
            self.open(table)?;
        }
        let path = self.path(table);
        if let Some(open) = self.writers.get_mut(&table) {
            open.rows = open.rows.saturating_add(batch.num_rows() as u64);
            open.writer.write(batch).map_err(|e| failed(&path, &e))?;
        }
        Ok(())
    }

    fn done(&mut self, table: Table) -> Result<()> {
        self.close(table)
    }
}

/// Takes the system's words out of an error of the Parquet writer.
#[cold]
fn failed(path: &Path, error: &ParquetError) -> Error {
    match error {
        ParquetError::External(source) => match source.downcast_ref::<io::Error>() {
            Some(e) => Error::io(path.display(), e),
            None => Error::io(path.display(), &io::Error::other(error.to_string())),
        },
        _ => Error::io(path.display(), &io::Error::other(error.to_string())),
    }
}

/// How a table is written.
fn properties(table: Table, kf_version: &str) -> WriterProperties {
    let level = ZstdLevel::try_new(LEVEL).unwrap_or_default();
    let pair = |key: &str, value: String| KeyValue::new(key.to_owned(), value);
    let mut builder = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_data_page_size_limit(limits::PAGE_BYTES)
        .set_max_row_group_row_count(Some(limits::ROW_GROUP_ROWS))
        .set_max_row_group_bytes(Some(limits::ROW_GROUP_BYTES))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_key_value_metadata(Some(vec![
            pair("kf.version", kf_version.to_owned()),
            pair("kf.schema", SCHEMA_VERSION.to_string()),
            pair("kf.table", table.name().to_owned()),
        ]));
    let schema = table.schema();
    for field in schema.fields() {
        let path = ColumnPath::new(vec![field.name().clone()]);
        let name = field.name().as_str();
        let is_large = LARGE.contains(&name);
        if is_large || UNLIKE.contains(&name) {
            builder = builder.set_column_dictionary_enabled(path.clone(), false);
        }
        let is_looked_up = LOOKED_UP.contains(&name) && *field.data_type() == DataType::Utf8;
        if is_looked_up {
            builder = builder.set_column_bloom_filter_enabled(path.clone(), true);
        }
        if is_large || RANDOM.contains(&name) {
            builder = builder.set_column_statistics_enabled(path, EnabledStatistics::None);
        } else if is_looked_up || table.sorted_by().contains(&name) {
            builder = builder.set_column_statistics_enabled(path, EnabledStatistics::Page);
        }
    }
    // No reader asks for the least text in lists and maps.
    let leaves = ArrowSchemaConverter::new().convert(&schema).ok();
    for leaf in leaves.iter().flat_map(|leaves| leaves.columns()) {
        if leaf.path().parts().len() > 1 {
            let path = leaf.path().clone();
            builder = builder.set_column_statistics_enabled(path, EnabledStatistics::None);
        }
    }
    builder.build()
}

/// A file and the SHA-256 of what was written to it.
struct Hashing {
    file: File,
    sum: Sha256,
    bytes: u64,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sum.update(bytes.get(..written).unwrap_or_default());
        self.bytes = self.bytes.saturating_add(written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
