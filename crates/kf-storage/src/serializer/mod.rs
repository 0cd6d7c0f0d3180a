//! Stored bytes to value trees: protobuf, JSON and CBOR.

pub mod cbor;
pub mod protobuf;
mod zero;
