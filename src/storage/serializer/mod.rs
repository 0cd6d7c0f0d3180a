//! Serializers: the bytes of a stored value become a value tree.

pub mod cbor;
