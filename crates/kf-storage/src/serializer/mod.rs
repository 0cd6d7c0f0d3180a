//! Stored bytes to value trees: protobuf, JSON and CBOR; and value trees to protobuf.

mod back;
pub mod cbor;
pub(crate) mod encode;
pub(crate) mod parts;
pub mod protobuf;
pub(crate) mod skim;
pub(crate) mod zero;
