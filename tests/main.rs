//! Integration tests: one binary, one module a topic.

mod golden;
mod layering;
mod objects;
mod support;
