//! Kubernetes data with no knowledge of storage: the value tree and its encoders.

pub mod encode;
pub mod quantity;
pub mod value;

pub use value::{Map, Value};
