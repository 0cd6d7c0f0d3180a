//! A snapshot, and its objects as JSON.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use arrow_schema::Schema as ArrowSchema;
use arrow_schema::ffi::FFI_ArrowSchema;
use kf::lake::convert;
use kf::lake::schema::Table as Kind;
use kf::object::encode::json;
use kf::object::redact::Redactor;
use kf::schema::Minor;
use kf::storage::encryption::Keyring;
use kf::storage::encryption::config::Config;
use kf::{Error, ReadOptions, Result, View, ViewOptions};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};

use crate::error::raised;
use crate::stream::Table;

/// Shortest salt that is taken, in bytes.
const SHORTEST_SALT: usize = 16;

/// Shares of objects that are made before anybody has taken them.
const AHEAD: usize = 4;

/// How a snapshot is looked at.
pub(crate) struct Settings {
    revision: Option<i64>,
    kube_minor: Option<Minor>,
    etcd_prefix: Option<String>,
    redactor: Option<Arc<Redactor>>,
    pub(crate) cluster: Option<String>,
    pub(crate) secret_values: bool,
    pub(crate) changes: bool,
    pub(crate) threads: NonZeroUsize,
}

impl Settings {
    /// The view of a snapshot.
    pub(crate) fn view<'s>(&self, snapshot: &'s kf::Snapshot) -> Result<View<'s>> {
        let view = snapshot.view_with(&ViewOptions {
            revision: self.revision,
            kube_minor: self.kube_minor,
            etcd_prefix: self.etcd_prefix.clone(),
            threads: self.threads,
            ..ViewOptions::default()
        })?;
        Ok(match &self.redactor {
            Some(redactor) => view.redacted(Arc::clone(redactor)),
            None => view,
        })
    }
}

/// A snapshot file, open.
#[pyclass(frozen, module = "kf_snapshot._kf")]
pub(crate) struct Snapshot {
    snapshot: Arc<kf::Snapshot>,
    settings: Arc<Settings>,
}

#[pymethods]
impl Snapshot {
    /// Opens a file or directory.
    #[new]
    #[pyo3(signature = (path, *, encryption_configs, revision, kube_version, etcd_prefix, redact_salt, strict,
        cluster, secret_values, changes, threads))]
    #[expect(
        clippy::too_many_arguments,
        reason = "keywords of Python, which its side documents"
    )]
    fn new(
        py: Python<'_>,
        path: PathBuf,
        encryption_configs: Vec<PathBuf>,
        revision: Option<i64>,
        kube_version: Option<String>,
        etcd_prefix: Option<String>,
        redact_salt: Option<Vec<u8>>,
        strict: bool,
        cluster: Option<String>,
        secret_values: bool,
        changes: bool,
        threads: Option<usize>,
    ) -> PyResult<Self> {
        let open = || -> Result<Self> {
            let mut snapshot = match kf::cli::remote::is_remote(&path) {
                true => kf::cli::remote::snapshot(&path)?,
                false => kf::Snapshot::open(&path)?,
            };
            if !encryption_configs.is_empty() {
                snapshot = snapshot.with_keys(keyring(&encryption_configs)?);
            }
            let wrong = |text: &String| {
                Error::invalid(format!(
                    "expected a Kubernetes version such as 1.31, not {text:?}"
                ))
            };
            let kube_minor = kube_version.as_ref();
            let kube_minor = kube_minor.map(|text| Minor::parse(text).ok_or_else(|| wrong(text)));
            let redactor = redact_salt
                .map(|salt| redactor(&salt, strict))
                .transpose()?;
            let all = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
            let settings = Settings {
                revision,
                kube_minor: kube_minor.transpose()?,
                etcd_prefix,
                redactor,
                cluster,
                secret_values,
                changes,
                threads: threads.and_then(NonZeroUsize::new).unwrap_or(all),
            };
            // What cannot be viewed is said now, and not by the first table.
            settings.view(&snapshot)?;
            Ok(Self {
                snapshot: Arc::new(snapshot),
                settings: Arc::new(settings),
            })
        };
        py.detach(open).map_err(|e| raised(&e))
    }

    /// Etcd's revision, uid of the cluster, Kubernetes version, time as RFC 3339, SHA-256 of the
    /// database; each None where it is not known.
    fn facts(
        &self,
        py: Python<'_>,
    ) -> PyResult<(Option<i64>, Option<String>, String, Option<String>, String)> {
        let facts = || -> Result<_> {
            let view = self.settings.view(&self.snapshot)?;
            let time = view.time().map(|t| kf::time::rfc3339_nano_text(t, 0));
            let minor = view.kube_version().minor.to_string();
            let sha256 = convert::identify(&self.snapshot).sha256;
            Ok((
                view.known_revision(),
                view.cluster_uid(),
                minor,
                time,
                sha256,
            ))
        };
        py.detach(facts).map_err(|e| raised(&e))
    }

    /// A table; of objects, those of a plural or of a namespace alone where these are given, and of columns
    /// those; of objects and what comes of one each, one of so many shares.
    #[pyo3(signature = (name, resource, namespace, columns, share))]
    fn table(
        &self,
        name: &str,
        resource: Option<String>,
        namespace: Option<String>,
        columns: Option<Vec<String>>,
        share: Option<(u32, u32)>,
    ) -> PyResult<Table> {
        let kind = known(name)?;
        if share.is_some_and(|(number, of)| !kind.can_be_shared() || number >= of) {
            let error = Error::invalid("there is no such share, or the table has none");
            return Err(raised(&error));
        }
        if kind != Kind::Objects && (resource.is_some() || namespace.is_some()) {
            let error =
                Error::invalid("resource and namespace choose rows of the table objects alone");
            return Err(raised(&error));
        }
        let schema = kind.schema();
        for column in columns.iter().flatten() {
            if schema.field_with_name(column).is_err() {
                let names: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
                let error = Error::not_found(format!("{name} has no column {column:?}"));
                return Err(raised(&error.hint(names.join(", "))));
            }
        }
        Ok(Table {
            snapshot: Arc::clone(&self.snapshot),
            settings: Arc::clone(&self.settings),
            kind,
            resource,
            namespace,
            share: share.map(|(number, of)| convert::Share { number, of }),
            columns,
        })
    }

    /// The newest time that the newest records tell, in microseconds since 1970: without reading more.
    fn taken(&self, py: Python<'_>) -> PyResult<Option<i64>> {
        let taken = || -> Result<_> {
            let time = self.settings.view(&self.snapshot)?.time();
            Ok(time.map(|t| t.seconds * 1_000_000 + i64::from(t.nanos / 1000)))
        };
        py.detach(taken).map_err(|e| raised(&e))
    }

    /// One object as JSON.
    #[pyo3(signature = (word, name, namespace))]
    fn get(
        &self,
        py: Python<'_>,
        word: &str,
        name: &str,
        namespace: Option<&str>,
    ) -> PyResult<Py<PyBytes>> {
        let get = || -> Result<Vec<u8>> {
            let view = self.settings.view(&self.snapshot)?;
            let mut error = Error::not_found(format!("there is no type {word:?}"));
            for mapping in view.lookup(word)? {
                let namespace = namespace.unwrap_or("default");
                match view.get(&mapping, namespace, name, ReadOptions::default()) {
                    Ok(object) => {
                        let mut text = Vec::new();
                        json::write_compact(&mut text, &object.value);
                        return Ok(text);
                    }
                    Err(e) => error = e,
                }
            }
            Err(error)
        };
        let text = py.detach(get).map_err(|e| raised(&e))?;
        Ok(PyBytes::new(py, &text).unbind())
    }

    /// All objects of a type as JSON, one after the other.
    #[pyo3(signature = (word, namespace, managed_fields))]
    fn documents(
        &self,
        py: Python<'_>,
        word: String,
        namespace: Option<String>,
        managed_fields: bool,
    ) -> PyResult<Documents> {
        let known = || -> Result<()> {
            let view = self.settings.view(&self.snapshot)?;
            view.lookup(&word).map(|_| ())
        };
        py.detach(known).map_err(|e| raised(&e))?;
        let (to, shares) = sync_channel(AHEAD);
        let (snapshot, settings) = (Arc::clone(&self.snapshot), Arc::clone(&self.settings));
        thread::spawn(move || {
            let read = ReadOptions {
                managed_fields,
                ..ReadOptions::default()
            };
            let gather = |share: &mut Vec<Result<Vec<u8>>>, object: Result<kf::Object<'_>>| {
                share.push(object.map(|object| {
                    let mut text = Vec::new();
                    json::write_compact(&mut text, &object.value);
                    text
                }));
            };
            let list = || -> Result<()> {
                let view = settings.view(&snapshot)?;
                for mapping in view.lookup(&word)? {
                    let take = |share: &mut Vec<Result<Vec<u8>>>| {
                        let gone = |_| Error::invalid("nobody reads the objects any more");
                        to.send(std::mem::take(share)).map_err(gone)
                    };
                    view.list_with(&mapping, namespace.as_deref(), read, gather, take)?;
                }
                Ok(())
            };
            if let Err(e) = list() {
                // Nobody hears it who has gone.
                let _ = to.send(vec![Err(e)]);
            }
        });
        Ok(Documents(Mutex::new((shares, Vec::new().into_iter()))))
    }
}

type Share = Vec<Result<Vec<u8>>>;

/// Objects as JSON. One that cannot be read is raised in its place, and the next call goes on behind it.
#[pyclass(frozen, module = "kf_snapshot._kf")]
pub(crate) struct Documents(Mutex<(Receiver<Share>, std::vec::IntoIter<Result<Vec<u8>>>)>);

#[pymethods]
impl Documents {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<PyBytes>>> {
        let next = || {
            let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            loop {
                if let Some(document) = held.1.next() {
                    return Some(document);
                }
                held.1 = held.0.recv().ok()?.into_iter();
            }
        };
        match py.detach(next) {
            None => Ok(None),
            Some(Ok(text)) => Ok(Some(PyBytes::new(py, &text).unbind())),
            Some(Err(e)) => Err(raised(&e)),
        }
    }
}

fn keyring(configs: &[PathBuf]) -> Result<Keyring> {
    let mut keyring = Keyring::new();
    for path in configs {
        let named = |e: Error| e.in_file(path.to_string_lossy());
        let text = std::fs::read(path).map_err(|e| Error::io(path.display(), &e))?;
        keyring.extend(Config::parse(&text).map_err(named)?.keyring);
    }
    Ok(keyring)
}

fn redactor(salt: &[u8], strict: bool) -> Result<Arc<Redactor>> {
    if salt.len() < SHORTEST_SALT {
        return Err(Error::invalid(format!(
            "the salt has {} bytes: with fewer than {SHORTEST_SALT} it can be guessed",
            salt.len()
        )));
    }
    let redactor = Redactor::new(salt);
    Ok(Arc::new(if strict {
        redactor.strictly()
    } else {
        redactor
    }))
}

/// The objects of a store whose URLs begin as this one, which ends with a slash: URL, length, and what
/// tells one version from another, where the store does.
#[pyfunction]
pub(crate) fn listed(py: Python<'_>, url: PathBuf) -> PyResult<Vec<(String, u64, Option<String>)>> {
    py.detach(|| kf::cli::remote::listed(&url))
        .map_err(|e| raised(&e))
}

/// Length of the object of a URL as it is now, and what tells one version from another, where the store does;
/// None when it does not tell.
#[pyfunction]
pub(crate) fn looked(py: Python<'_>, url: PathBuf) -> Option<(u64, Option<String>)> {
    py.detach(|| kf::cli::remote::looked(&url))
}

/// Names of all tables, what a row is, and their own columns as name, type and meaning.
#[pyfunction]
pub(crate) fn tables() -> Vec<(
    &'static str,
    &'static str,
    Vec<(&'static str, String, &'static str)>,
)> {
    let columns = |table: Kind| {
        let own = table.columns().iter();
        own.map(|c| (c.name, c.kind.name(), c.about)).collect()
    };
    let all = Kind::ALL.into_iter();
    all.map(|t| (t.name(), t.about(), columns(t))).collect()
}

/// The schema of a table, by Arrow's C data interface.
#[pyclass(frozen, module = "kf_snapshot._kf")]
pub(crate) struct Schema(Kind);

#[pymethods]
impl Schema {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule(py, &self.0.schema())
    }
}

/// A schema as a capsule.
pub(crate) fn capsule<'py>(
    py: Python<'py>,
    schema: &ArrowSchema,
) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema);
    let schema = schema.map_err(|e| PyRuntimeError::new_err(e.to_string()))?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}

/// The schema of the table of a name.
#[pyfunction]
pub(crate) fn schema(table: &str) -> PyResult<Schema> {
    known(table).map(Schema)
}

/// Finds the table of a name.
fn known(name: &str) -> PyResult<Kind> {
    Kind::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Kind::ALL.iter().map(|t| t.name()).collect();
        raised(&Error::not_found(format!("there is no table {name:?}")).hint(names.join(", ")))
    })
}
