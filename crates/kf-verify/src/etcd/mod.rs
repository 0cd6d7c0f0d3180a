//! etcd's side of the judge: its gRPC API, and what kf reads compared with it.

mod client;
mod compare;
mod message;

pub use client::Client;
pub use compare::compare;
