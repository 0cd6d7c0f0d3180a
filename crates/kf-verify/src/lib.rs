//! The judge: a real etcd, and a real kube-apiserver on it, started on a copy of a snapshot, asked
//! for everything, and compared with what kf reads.
//!
//! ```text
//!  snapshot --copy--> scratch directory --etcdutl snapshot restore--> etcd --> kube-apiserver
//!      |                                                               |            |
//!      +--- kf: records at the snapshot's revision ------ compared ----+            |
//!      +--- kf: objects at their stored versions --------- compared ----------------+
//! ```
//!
//! This is the one layer below the command line that starts processes, speaks over a network and
//! waits: nothing of it runs unless it is asked for, it listens and speaks on loopback alone, with
//! certificates that are made for the run and thrown away after it. Nothing of the original file
//! is written to, and what was started is stopped and removed however the run ends.

mod advice;
pub mod apiserver;
pub mod arguments;
pub mod certs;
pub mod compose;
mod endpoint;
pub mod etcd;
pub mod http;
pub mod images;
pub mod inspect;
mod interrupt;
mod keys;
pub mod objects;
pub mod report;
mod restore;
mod run;
pub mod runtime;
mod scratch;
mod service;
mod stack;
mod stage;
mod watch;

pub use certs::Certificates;
pub use endpoint::Endpoint;
pub use interrupt::Interrupt;
pub use report::{Cause, Finding, Group, Kind, Level, Note, ReadAs, Report, Status};
pub use run::{Compare, run};
pub use stack::{ApiServer, Choice, Kept, Settings, Stack};
pub use stage::Stage;
pub use watch::Watch;
