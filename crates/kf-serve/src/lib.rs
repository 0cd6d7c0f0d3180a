//! A read-only Kubernetes API server over a snapshot.
//!
//! What is answered, [`kf_answer`] says. Here are the connections: TLS with certificates of one run,
//! a token, bounded queues, watches that are held open, and files and their revisions as paths of
//! their own. A replay has a clock, which whoever runs the server moves on.
//!
//! ```text
//!  client -- tls --> connection --> gate --> job --> thread --> kf_answer
//!                        ^                             |
//!                        +------ pipe (bounded) <------+
//! ```
//!
//! Objects are decoded on threads that borrow the file; connections belong to a runtime that
//! borrows nothing. A pipe of a few pieces is between them, so that a slow reader holds up its own
//! thread and takes no memory.

mod certs;
mod clock;
mod connection;
mod gate;
mod hold;
mod job;
mod kubeconfig;
pub mod limits;
mod line;
mod other_name;
mod pipe;
mod player;
mod route;
mod server;
mod sites;
mod stop;
mod websocket;

pub use certs::Certificates;
pub use clock::{Clock, Moment};
pub use kubeconfig::{Context, kubeconfig};
pub use server::{Note, Settings, serve, url_of};
pub use sites::{File, Replay, Source};
pub use stop::Stop;
