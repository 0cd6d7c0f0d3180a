//! kf as a Python extension: tables as Arrow streams, objects as JSON, and the whole program.
//!
//! Python's side of it is `kf_snapshot/__init__.py`, which makes dicts of JSON and has the documentation.

mod error;
mod program;
mod snapshot;
mod stream;

use pyo3::prelude::*;

/// The extension.
#[pymodule]
mod _kf {
    #[pymodule_export]
    use super::program::{main, run};
    #[pymodule_export]
    use super::snapshot::{Documents, Schema, Snapshot, listed, looked, schema, tables};
    #[pymodule_export]
    use super::stream::Table;
}
