//! Dumps of keys and values become a store: what is left of a cluster when nobody made a snapshot of
//! its etcd.
//!
//! ```text
//!  vcluster snapshot       a tar archive with a file for each key, named by the key
//!  microk8s dbctl backup   files N.key and N.data, each pair a key and its value
//!  etcdctl get -w json     {"header": {"revision": N}, "kvs": [{"key": base64, ...}]}
//!  SQL dump of kine        the rows that `kine` reads out of SQLite, as statements
//! ```
//!
//! The first two say nothing of revisions; the third is the state at one; the last has kine's
//! history, and the rules of [`crate::kine`] hold for it.
//!
//! What a dump holds is put into an [`Overlay`] once. Nothing in it is decoded to more bytes than it
//! takes there, so memory is bounded by its size.

mod etcdctl;
mod json;
mod key_files;
mod keys;
mod sql;
#[cfg(test)]
mod tests;

use crate::etcd::{Overlay, Problems};
use crate::input::{DumpForm, KeyFiles, is_lost};
use kf_base::error::{Error, Result};
use kf_base::limits::MAX_DUMP_BYTES;

/// A dump, read.
#[derive(Debug)]
pub struct Dump {
    overlay: Overlay,
    problems: Problems,
}

/// Where the content of a dump is.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What it is.
    pub form: DumpForm,
    /// The whole of it, or what its files are stretches of.
    pub bytes: &'a [u8],
    /// Its files, where it is made of several.
    pub files: &'a KeyFiles,
}

impl Dump {
    /// Reads all keys.
    ///
    /// # Errors
    /// Unsupported when there are no values, or none of kine's rows in an SQL dump; Invalid when
    /// several tables in one dump could be meant; Limit when it is larger than kf reads; Corrupt when
    /// the disk does not give out all of it. That it is cut short or damaged is no error: see
    /// [`Dump::problems`].
    pub fn read(source: Source<'_>) -> Result<Self> {
        let size = source.bytes.len();
        if u64::try_from(size).is_ok_and(|size| size > MAX_DUMP_BYTES) {
            return Err(Error::limit(format!(
                "a dump of {size} bytes is over {MAX_DUMP_BYTES} (MAX_DUMP_BYTES)"
            )));
        }
        let (overlay, problems) = match source.form {
            DumpForm::Vcluster => key_files::named_by_key(source.bytes, source.files)?,
            DumpForm::Dbctl => key_files::pairs(source.bytes, source.files)?,
            DumpForm::Etcdctl => etcdctl::read(source.bytes)?,
            DumpForm::Sql(dialect) => sql::read(source.bytes, dialect)?,
        };
        // What was copied from there is not what was written.
        if is_lost(source.bytes) {
            return Err(Error::corrupt(
                "part of the dump cannot be read: the disk is broken there, or the file was cut \
                 shorter while it was read",
            )
            .hint(
                "copy what can be read of it, with ddrescue for instance, and give kf the copy",
            ));
        }
        Ok(Self { overlay, problems })
    }

    /// The records.
    #[must_use]
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// What could not be read.
    #[must_use]
    pub fn problems(&self) -> &Problems {
        &self.problems
    }
}
