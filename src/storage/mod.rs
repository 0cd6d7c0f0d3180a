//! Storage: an etcd value becomes an object, as in the apiserver's storage layer.

pub mod descriptor;
pub mod schema;
