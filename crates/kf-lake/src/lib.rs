//! Many snapshots as tables: what is in one as Arrow batches, and a lake of Parquet files of many.
//!
//! [`convert`](convert::convert) reads a [`View`](kf_view::View) once and hands out the rows of the
//! [tables](schema::Table) in batches. They are a function of the snapshot and the options alone, whatever
//! the number of threads. [`lake`] keeps them in a directory: content-addressed, each file complete
//! or not there, and a snapshot there when its own row is.

pub mod convert;
mod image_name;
pub mod lake;
pub mod limits;
mod row;
pub mod schema;

pub use convert::{Options, Sink, Summary};
pub use row::Head;
pub use schema::Table;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
