//! Selectors and paths: pure functions over objects.

pub mod fields;
pub mod go_template;
pub mod go_text;
pub mod jsonpath;
pub mod labels;
pub mod prune;
pub mod rbac;
pub mod sort;
