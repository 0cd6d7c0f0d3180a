//! Integration tests: one binary, one module a topic.

mod cli_errors;
mod cli_get;
mod cli_process;
mod cli_reference;
mod corruption;
mod golden;
mod inspect;
mod layering;
mod objects;
mod readme;
mod support;
