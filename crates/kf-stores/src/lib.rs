//! Objects of stores as streams of bytes: `s3://`, `gs://`, `az://`, `abfss://`, `https://`, `http://`.
//!
//! [`open`] asks for the first part of an object, which tells how long it is and which version of it
//! there is, and then for the others, several at a time and each with `If-Match`, so that an object that is
//! replaced meanwhile is an error and never a mixture. Where a server tells no version, or knows no
//! ranges, the object is read in one answer, and not gone on with where that broke off. What is cut short is
//! asked for again, a bounded number of times.
//!
//! ```text
//!   place -> store, with credentials -> first part: size, ETag
//!                                         +-> the others, in order ------------> Read
//!                                         +-> no ETag, no ranges: one answer --/
//! ```
//!
//! Credentials are found where the stores' own tools find them ([`Environment`]); for `https://` there are
//! none: a signed URL has its own.
//!
//! Trust: any server. Memory is [`Options::part_bytes`] times [`Options::parts_at_once`], whatever
//! is sent. How much is taken in all is the reader's to say.

mod aws;
mod azure;
mod error;
mod exact;
mod gcp;
pub mod limits;
mod list;
mod object;
mod place;
mod store;
#[cfg(test)]
mod tests;

pub use list::{Listed, list, look};
pub use object::{Object, open};
pub use place::Place;
pub use store::{Environment, Options};
