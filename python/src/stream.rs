//! A table as a stream of Arrow's C interface.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};
use kf::lake::convert::{Identity, Share};
use kf::lake::schema::Table as Kind;
use kf::lake::{Options, Sink, convert};
use kf::{Error, ErrorKind, Result, Snapshot};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::snapshot::{Settings, capsule};

/// Batches that are made before anybody has taken them.
const AHEAD: usize = 2;

/// A table of a snapshot. Each call of `__arrow_c_stream__` reads the snapshot anew.
#[pyclass(frozen, module = "kf_snapshot")]
pub(crate) struct Table {
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) kind: Kind,
    /// Of `objects`, this plural alone.
    pub(crate) resource: Option<String>,
    /// Of `objects`, this namespace alone.
    pub(crate) namespace: Option<String>,
    /// This share of the key space alone.
    pub(crate) share: Option<Share>,
    /// These columns alone, in this order.
    pub(crate) columns: Option<Vec<String>>,
}

#[pymethods]
impl Table {
    /// The table's name.
    #[getter]
    fn name(&self) -> &'static str {
        self.kind.name()
    }

    /// Names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema()
            .fields()
            .iter()
            .map(|f| f.name().clone())
            .collect()
    }

    fn __repr__(&self) -> String {
        format!("<kf_snapshot.Table {}>", self.kind.name())
    }

    /// The schema, by Arrow's C data interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule(py, &self.schema())
    }

    /// The rows, by Arrow's C stream interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A wish that the interface lets a producer pass over.
        drop(requested_schema);
        let reader = self.reader();
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }
}

impl Table {
    /// The schema of the columns that are wanted.
    fn schema(&self) -> SchemaRef {
        let all = self.kind.schema();
        match &self.columns {
            None => all,
            Some(columns) => {
                let field = |name: &String| all.field_with_name(name).cloned().ok();
                Arc::new(Schema::new(
                    columns.iter().filter_map(field).collect::<Vec<_>>(),
                ))
            }
        }
    }

    fn reader(&self) -> Reader {
        let (to, batches) = sync_channel(AHEAD);
        let (snapshot, settings) = (Arc::clone(&self.snapshot), Arc::clone(&self.settings));
        let (kind, resource, namespace) =
            (self.kind, self.resource.clone(), self.namespace.clone());
        let (schema, columns, share) = (self.schema(), self.columns.clone(), self.share);
        let mut sender = Sender {
            to,
            schema: columns.is_some().then(|| Arc::clone(&schema)),
        };
        thread::spawn(move || {
            let names: Option<Vec<&str>> = columns
                .as_ref()
                .map(|c| c.iter().map(String::as_str).collect());
            let only = Only {
                share,
                resource: resource.as_deref(),
                namespace: namespace.as_deref(),
                columns: names.as_deref(),
            };
            if let Err(e) = write(&snapshot, &settings, kind, only, &mut sender) {
                // Nobody hears it who has gone.
                let _ = sender.to.send(Err(ArrowError::ExternalError(Box::new(e))));
            }
        });
        Reader { schema, batches }
    }
}

/// What of a table is wanted.
#[derive(Clone, Copy)]
struct Only<'o> {
    share: Option<Share>,
    resource: Option<&'o str>,
    namespace: Option<&'o str>,
    columns: Option<&'o [&'o str]>,
}

fn write(
    snapshot: &Snapshot,
    settings: &Settings,
    kind: Kind,
    only: Only<'_>,
    sink: &mut Sender,
) -> Result<()> {
    let view = settings.view(snapshot)?;
    // The digest is of the whole file, and so is what speaks against it.
    let wants_digest = matches!(kind, Kind::Snapshots | Kind::Problems)
        || only.columns.is_none_or(|c| c.contains(&"snapshot_sha256"));
    let identity = match wants_digest {
        true => convert::identify(snapshot),
        false => Identity::default(),
    };
    let options = Options {
        identity: &identity,
        cluster: settings.cluster.as_deref(),
        taken: None,
        secret_values: settings.secret_values,
        changes: settings.changes,
        kf_version: env!("CARGO_PKG_VERSION"),
        resource: only.resource,
        namespace: only.namespace,
        columns: only.columns,
        scratch: None,
        share: only.share,
        threads: settings.threads,
        tables: &[kind],
    };
    let summary = convert::convert(&view, &options, sink)?;
    if kind == Kind::Snapshots {
        sink.batch(
            kind,
            &convert::snapshot_row(&view, &options, &summary, &[])?,
        )?;
    }
    Ok(())
}

/// Hands batches to whoever reads the stream.
struct Sender {
    to: SyncSender<Result<RecordBatch, ArrowError>>,
    /// The columns that are wanted, unless all are.
    schema: Option<SchemaRef>,
}

impl Sink for Sender {
    fn batch(&mut self, _: Kind, batch: &RecordBatch) -> Result<()> {
        let gone = |_| Error::new(ErrorKind::Interrupted, "nobody reads the table any more");
        let batch = match &self.schema {
            None => Ok(batch.clone()),
            Some(schema) => {
                let column = |field: &Arc<Field>| batch.column_by_name(field.name()).cloned();
                let columns = schema.fields().iter().filter_map(column).collect();
                RecordBatch::try_new(Arc::clone(schema), columns)
            }
        };
        self.to.send(batch).map_err(gone)
    }
}

struct Reader {
    schema: SchemaRef,
    batches: Receiver<Result<RecordBatch, ArrowError>>,
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.batches.recv().ok()
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
