//! Storage: an etcd value becomes an object, as in the apiserver's storage layer.

pub mod crd_conversion;
pub mod descriptor;
pub mod serializer;
pub mod structural;

#[cfg(test)]
mod test_json;
