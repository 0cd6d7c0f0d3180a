//! A terminal in which one looks around in a snapshot: tables, objects, time.
//!
//! ```text
//!  keys -----> App --> questions --> Worker (threads) --> View, kf's commands
//!               ^                       |
//!               +------- answers -------+
//!  App ------> draw --> cells --> terminal
//! ```
//!
//! The state ([`app`](self)) knows neither terminal nor file: what it shows is a function of the keys
//! and answers that came, so all of it runs without a terminal ([`Headless`]). What only a process
//! can do (run a command of kf, write a file, tell the time) it asks of a [`Source`].

mod app;
mod ask;
mod document;
mod draw;
mod headless;
mod key;
mod notes;
mod run;
mod source;
mod table;
mod terminal;
mod text;
mod work;

pub use headless::Headless;
pub use run::{Failure, Process, Settings, run};
pub use source::{Command, File, Printed, Source};
