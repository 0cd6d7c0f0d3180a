//! kf's errors as Python's.

use kf::{Error, ErrorKind};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// The name of a kind, by which callers branch.
fn kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Io => "io",
        ErrorKind::Corrupt => "corrupt",
        ErrorKind::Unsupported => "unsupported",
        ErrorKind::Encrypted => "encrypted",
        ErrorKind::Compacted => "compacted",
        ErrorKind::NotFound => "not-found",
        ErrorKind::Limit => "limit",
        ErrorKind::Invalid => "invalid",
        _ => "internal",
    }
}

/// Makes a `kf_snapshot.Error`.
pub(crate) fn raised(error: &Error) -> PyErr {
    let text = error.to_string();
    Python::attach(|py| {
        let made = py
            .import("kf_snapshot._errors")
            .and_then(|module| module.getattr("Error"))
            .and_then(|class| class.call1((text.clone(), kind(error.kind()), error.hint_text())));
        match made {
            Ok(value) => PyErr::from_value(value),
            Err(_) => PyRuntimeError::new_err(text),
        }
    })
}
