//! Rows, and how they become Arrow's columns.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Int64Builder, StringBuilder, TimestampMicrosecondBuilder,
};
use arrow_array::{Array as _, ArrayRef, ListArray, MapArray, RecordBatch, StructArray};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, SchemaRef};

use crate::limits;
use crate::schema::{self, Column, Kind, Table, element, members};
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::time::Timestamp;

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Cell<'c> {
    #[default]
    Null,
    Text(String),
    /// A text that lies elsewhere.
    Str(&'c str),
    Int(i64),
    Bool(bool),
    /// Microseconds since 1970.
    Time(i64),
    Texts(Vec<String>),
    Map(Vec<(String, String)>),
    Structs(Vec<Vec<Cell<'c>>>),
}

/// The cells of a row, in the order of the table's own columns.
pub(crate) type Row = Vec<Cell<'static>>;

impl<'c> Cell<'c> {
    /// A text that lies elsewhere, if there is any.
    pub(crate) fn str(text: Option<&'c str>) -> Self {
        text.map_or(Self::Null, Self::Str)
    }

    /// Bytes that are text if all is well.
    pub(crate) fn lossy(bytes: &'c [u8]) -> Self {
        match String::from_utf8_lossy(bytes) {
            Cow::Borrowed(text) => Self::Str(text),
            Cow::Owned(text) => Self::Text(text),
        }
    }

    /// The text in it.
    fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Str(text) => Some(text),
            _ => None,
        }
    }

    /// A text, if there is any.
    pub(crate) fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.into()))
    }

    /// A number of the machine's.
    pub(crate) fn count(n: impl TryInto<i64>) -> Self {
        Self::Int(n.try_into().unwrap_or(i64::MAX))
    }

    /// A number that is 0 where it is not known.
    pub(crate) fn known(n: i64) -> Self {
        if n == 0 { Self::Null } else { Self::Int(n) }
    }

    /// A time, unless it is Go's zero or beyond what Arrow can tell.
    pub(crate) fn time(time: Option<Timestamp>) -> Self {
        let time = time.filter(|t| !t.is_go_zero()).and_then(|t| {
            let micros = t.seconds.checked_mul(1_000_000)?;
            micros.checked_add(i64::from(t.nanos / 1000))
        });
        time.map_or(Self::Null, Self::Time)
    }

    /// The time in a text of RFC 3339.
    pub(crate) fn time_in(text: Option<&str>) -> Self {
        Self::time(text.and_then(Timestamp::parse))
    }

    /// Bytes that the cell takes, about.
    fn bytes(&self) -> usize {
        size_of::<Self>()
            + match self {
                Self::Null | Self::Int(_) | Self::Bool(_) | Self::Time(_) => 0,
                Self::Text(text) => text.len(),
                Self::Str(text) => text.len(),
                Self::Texts(texts) => texts.iter().map(|t| t.len() + size_of::<String>()).sum(),
                Self::Map(map) => map
                    .iter()
                    .map(|(k, v)| k.len() + v.len() + 2 * size_of::<String>())
                    .sum(),
                Self::Structs(rows) => rows.iter().flatten().map(Self::bytes).sum(),
            }
    }

    /// The order of rows, with what is missing first. Only cells that tables are sorted by differ.
    fn order(&self, other: &Self) -> Ordering {
        if let (Some(a), Some(b)) = (self.as_text(), other.as_text()) {
            return a.cmp(b);
        }
        match (self, other) {
            (Self::Int(a), Self::Int(b)) | (Self::Time(a), Self::Time(b)) => a.cmp(b),
            (Self::Null, Self::Null) => Ordering::Equal,
            (Self::Null, _) => Ordering::Less,
            (_, Self::Null) => Ordering::Greater,
            _ => Ordering::Equal,
        }
    }
}

/// Bytes that a row takes, about.
pub(crate) fn row_bytes(row: &[Cell<'_>]) -> usize {
    row.iter().map(Cell::bytes).sum()
}

/// What every row of a snapshot starts with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Name of the cluster.
    pub cluster_name: Option<String>,
    /// Uid of the namespace `kube-system`.
    pub cluster_uid: Option<String>,
    /// When the snapshot was taken.
    pub taken_at: Option<Timestamp>,
    /// SHA-256 of the database inside, in hexadecimal.
    pub snapshot_sha256: String,
    /// Newest revision.
    pub etcd_revision: Option<i64>,
}

impl Head {
    fn cells(&self) -> Row {
        vec![
            Cell::text(self.cluster_name.as_deref()),
            Cell::text(self.cluster_uid.as_deref()),
            Cell::time(self.taken_at),
            Cell::Text(self.snapshot_sha256.clone()),
            self.etcd_revision.map_or(Cell::Null, Cell::Int),
        ]
    }
}

/// Makes batches of rows: always of the same rows, whoever hands them over.
pub(crate) struct Batches {
    schema: SchemaRef,
    /// The columns that have the same in all rows, as long as a batch may be.
    head: Vec<ArrayRef>,
    builders: Vec<Builder>,
    rows: usize,
    bytes: usize,
}

impl Batches {
    /// # Errors
    /// None that a caller could bring about.
    pub(crate) fn new(table: Table, head: &Head) -> Result<Self> {
        let same = |(column, cell): (&Column, Cell<'_>)| {
            let mut builder = Builder::new(column.kind);
            (0..limits::BATCH_ROWS).for_each(|_| builder.push(&cell));
            builder.finish()
        };
        let common = schema::common().iter();
        let head = common.zip(head.cells()).map(same);
        Ok(Self {
            schema: table.schema(),
            head: head.collect::<Result<_, _>>().map_err(|e| internal(&e))?,
            builders: table
                .columns()
                .iter()
                .map(|c| Builder::new(c.kind))
                .collect(),
            rows: 0,
            bytes: 0,
        })
    }

    /// Adds a row; a batch that is full comes out.
    pub(crate) fn push(&mut self, row: &[Cell<'_>]) -> Result<Option<RecordBatch>> {
        debug_assert_eq!(row.len(), self.builders.len());
        for (builder, cell) in self.builders.iter_mut().zip(row) {
            builder.push(cell);
        }
        self.rows += 1;
        self.bytes = self.bytes.saturating_add(row_bytes(row));
        if self.rows < limits::BATCH_ROWS && self.bytes < limits::BATCH_BYTES {
            return Ok(None);
        }
        self.finish()
    }

    /// Takes out what there is.
    pub(crate) fn finish(&mut self) -> Result<Option<RecordBatch>> {
        if self.rows == 0 {
            return Ok(None);
        }
        let rows = std::mem::take(&mut self.rows);
        self.bytes = 0;
        let head = self.head.iter().map(|column| Ok(column.slice(0, rows)));
        let columns = head.chain(self.builders.iter_mut().map(Builder::finish));
        let columns = columns.collect::<Result<Vec<_>, ArrowError>>();
        let batch =
            columns.and_then(|columns| RecordBatch::try_new(Arc::clone(&self.schema), columns));
        batch.map(Some).map_err(|e| internal(&e))
    }
}

#[cold]
pub(crate) fn internal(error: &ArrowError) -> Error {
    Error::new(
        ErrorKind::Internal,
        format!("a batch does not fit its schema: {error}"),
    )
}

/// One column in the making.
enum Builder {
    Text(StringBuilder),
    Int(Int64Builder),
    Bool(BooleanBuilder),
    Time(TimestampMicrosecondBuilder),
    Texts(Lists, StringBuilder),
    Map(Lists, StringBuilder, StringBuilder),
    Structs(Lists, &'static [Column], Vec<Builder>),
}

/// Lengths of lists, and which there are at all.
#[derive(Default)]
struct Lists {
    lengths: Vec<usize>,
    present: Vec<bool>,
}

impl Lists {
    fn push(&mut self, length: Option<usize>) {
        self.lengths.push(length.unwrap_or(0));
        self.present.push(length.is_some());
    }

    fn take(&mut self) -> (OffsetBuffer<i32>, Option<NullBuffer>) {
        let offsets = OffsetBuffer::from_lengths(std::mem::take(&mut self.lengths));
        let nulls = NullBuffer::from(std::mem::take(&mut self.present));
        (offsets, Some(nulls).filter(|n| n.null_count() > 0))
    }
}

impl Builder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Int => Self::Int(Int64Builder::new()),
            Kind::Bool => Self::Bool(BooleanBuilder::new()),
            Kind::Time => Self::Time(TimestampMicrosecondBuilder::new().with_timezone("UTC")),
            Kind::Texts => Self::Texts(Lists::default(), StringBuilder::new()),
            Kind::Map => Self::Map(Lists::default(), StringBuilder::new(), StringBuilder::new()),
            Kind::Structs(columns) => {
                let builders = columns.iter().map(|c| Self::new(c.kind)).collect();
                Self::Structs(Lists::default(), columns, builders)
            }
        }
    }

    /// Adds a cell; one of another type than the column's is missing.
    fn push(&mut self, cell: &Cell<'_>) {
        match self {
            Self::Text(to) => to.append_option(cell.as_text()),
            Self::Int(to) => to.append_option(match cell {
                Cell::Int(n) => Some(*n),
                _ => None,
            }),
            Self::Bool(to) => to.append_option(match cell {
                Cell::Bool(b) => Some(*b),
                _ => None,
            }),
            Self::Time(to) => to.append_option(match cell {
                Cell::Time(micros) => Some(*micros),
                _ => None,
            }),
            Self::Texts(lists, to) => {
                let texts = match cell {
                    Cell::Texts(texts) => Some(texts),
                    _ => None,
                };
                lists.push(texts.map(Vec::len));
                texts
                    .into_iter()
                    .flatten()
                    .for_each(|text| to.append_value(text));
            }
            Self::Map(lists, keys, values) => {
                let map = match cell {
                    Cell::Map(map) => Some(map),
                    _ => None,
                };
                lists.push(map.map(Vec::len));
                for (key, value) in map.into_iter().flatten() {
                    keys.append_value(key);
                    values.append_value(value);
                }
            }
            Self::Structs(lists, _, builders) => {
                let rows = match cell {
                    Cell::Structs(rows) => Some(rows),
                    _ => None,
                };
                lists.push(rows.map(Vec::len));
                for row in rows.into_iter().flatten() {
                    for (builder, cell) in builders.iter_mut().zip(row) {
                        builder.push(cell);
                    }
                }
            }
        }
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Self::Text(of) => {
                // The next batch is likely as large: it begins with the room for it.
                let next =
                    StringBuilder::with_capacity(of.offsets_slice().len(), of.values_slice().len());
                Arc::new(std::mem::replace(of, next).finish())
            }
            Self::Int(of) => Arc::new(of.finish()),
            Self::Bool(of) => Arc::new(of.finish()),
            Self::Time(of) => Arc::new(of.finish()),
            Self::Texts(lists, of) => {
                let (offsets, nulls) = lists.take();
                let field = Arc::new(element(DataType::Utf8));
                Arc::new(ListArray::try_new(
                    field,
                    offsets,
                    Arc::new(of.finish()),
                    nulls,
                )?)
            }
            Self::Map(lists, keys, values) => {
                let (offsets, nulls) = lists.take();
                let field = schema::entries();
                let DataType::Struct(fields) = field.data_type() else {
                    return Err(ArrowError::SchemaError("a map without entries".to_owned()));
                };
                let columns: Vec<ArrayRef> =
                    vec![Arc::new(keys.finish()), Arc::new(values.finish())];
                let entries = StructArray::try_new(fields.clone(), columns, None)?;
                Arc::new(MapArray::try_new(
                    Arc::new(field),
                    offsets,
                    entries,
                    nulls,
                    false,
                )?)
            }
            Self::Structs(lists, columns, builders) => {
                let (offsets, nulls) = lists.take();
                let fields = members(columns);
                let arrays = builders
                    .iter_mut()
                    .map(Self::finish)
                    .collect::<Result<Vec<_>, _>>()?;
                let field = Arc::new(element(DataType::Struct(fields.clone())));
                let values = StructArray::try_new(fields, arrays, None)?;
                Arc::new(ListArray::try_new(field, offsets, Arc::new(values), nulls)?)
            }
        })
    }
}

/// Rows that are held until they can be sorted.
pub(crate) struct Sorted {
    /// Places of the columns to sort by.
    by: Vec<usize>,
    rows: Vec<Row>,
    bytes: usize,
}

impl Sorted {
    pub(crate) fn new(table: Table) -> Self {
        let place = |name: &&str| table.columns().iter().position(|c| c.name == *name);
        Self {
            by: table.sorted_by().iter().filter_map(place).collect(),
            rows: Vec::new(),
            bytes: 0,
        }
    }

    /// Adds a row; says whether the rows are to be taken out.
    pub(crate) fn push(&mut self, row: Row) -> bool {
        self.bytes = self.bytes.saturating_add(row_bytes(&row));
        self.rows.push(row);
        self.bytes >= limits::SORT_BYTES
    }

    /// Takes out all rows in their order.
    pub(crate) fn take(&mut self) -> Vec<Row> {
        self.bytes = 0;
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_by(|a, b| {
            let cells = self.by.iter().filter_map(|at| a.get(*at).zip(b.get(*at)));
            cells
                .map(|(a, b)| a.order(b))
                .find(|o| o.is_ne())
                .unwrap_or(Ordering::Equal)
        });
        rows
    }
}
