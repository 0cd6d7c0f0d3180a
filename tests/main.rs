//! Integration tests: one binary, one module a topic.

mod corruption;
mod golden;
mod layering;
mod objects;
mod support;
