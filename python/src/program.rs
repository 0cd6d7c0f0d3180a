//! The program, in the interpreter's process.

use std::io;

use kf::cli::exit::ExitStatus;
use kf::cli::{Screen, Streams};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

fn code(status: ExitStatus) -> u8 {
    match status {
        ExitStatus::Success => 0,
        ExitStatus::Failure => 1,
        ExitStatus::Trouble => 2,
        ExitStatus::Command(code) => code,
    }
}

/// Runs kf with these arguments, of which the first is its name, and the streams of the process.
#[pyfunction]
pub(crate) fn main(py: Python<'_>, args: Vec<String>) -> u8 {
    py.detach(|| code(kf::cli::main_with(args)))
}

/// Runs kf with these arguments, without its name; returns its exit code, what it printed and what
/// it said.
#[pyfunction]
pub(crate) fn run(py: Python<'_>, args: Vec<String>) -> (u8, Py<PyBytes>, String) {
    let (status, out, err) = py.detach(|| {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = Streams {
            input: &mut io::empty(),
            out: &mut out,
            progress: false,
            err: &mut err,
            screen: Screen::default(),
        };
        let args = std::iter::once("kf".to_owned()).chain(args);
        let status = kf::cli::run(args, &mut streams);
        (code(status), out, err)
    });
    let err = String::from_utf8_lossy(&err).into_owned();
    (status, PyBytes::new(py, &out).unbind(), err)
}
