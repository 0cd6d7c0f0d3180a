//! kf's errors as Python's.

use kf::Error;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

/// Makes a `kf_snapshot.Error`.
pub(crate) fn raised(error: &Error) -> PyErr {
    let text = error.to_string();
    Python::attach(|py| {
        let made = py
            .import("kf_snapshot._errors")
            .and_then(|module| module.getattr("Error"))
            .and_then(|class| class.call1((text.clone(), error.kind().name(), error.hint_text())));
        match made {
            Ok(value) => PyErr::from_value(value),
            Err(_) => PyRuntimeError::new_err(text),
        }
    })
}
