//! Kubernetes data with no knowledge of storage: the value tree, its parser and its encoders.

pub mod access;
pub mod chars;
pub mod de;
pub mod encode;
pub mod mask;
pub mod parse;
pub mod patch;
pub mod quantity;
pub mod redact;
pub mod text;
pub mod value;

pub use value::{Map, Value};
