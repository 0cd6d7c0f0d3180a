//! k3s without etcd: an SQLite database that kine keeps becomes revisions.
//!
//! kine answers the apiserver as etcd would and files each change as a row of the table `kine`
//! (k3s-io/kine `pkg/drivers/generic/generic.go`, `pkg/drivers/sqlite/sqlite.go`).
//!
//! ```text
//!  id               the revision; an INTEGER PRIMARY KEY, so that rows lie in its order
//!  name             the user's key
//!  created          1 for a put that created the key: its create_revision is the id then
//!  deleted          1 for a deletion
//!  create_revision  of the other puts
//!  prev_revision    of the change before; in the row compact_rev_key the compact revision
//!  lease            seconds to live: kine's leases have their time as their id
//!  value            the user's value
//!  old_value        that of the change before, never read here
//! ```
//!
//! Rows named `gap-N` stand for revisions that no transaction took. Versions are not kept, and kine
//! says 0 for all of them; so does kf.
//!
//! The rows are read once, in one pass, into an [`Overlay`]: what an etcd database would have
//! held. SQLite runs read-only on a file it is told not to change (`immutable`), which takes no
//! lock and writes nothing; see [`Kine::read`].

mod carve;
mod journal;
mod log;
mod open;
mod row;
mod rows;
mod scan;

use std::path::Path;
use std::sync::OnceLock;

use rusqlite::{Connection, ErrorCode, ffi};

use crate::etcd::{Overlay, Problems, Revision, schema};
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::limits::MAX_SQLITE_BYTES;

pub use journal::super_journal;
use row::Row;
pub(crate) use rows::{COLUMNS, Rows};

/// The name of the row that holds the compact revision.
const COMPACT: &[u8] = b"compact_rev_key";

/// A kine database, read.
#[derive(Debug)]
pub struct Kine {
    overlay: Overlay,
    problems: Problems,
    compact: i64,
    notes: Vec<String>,
    /// Whether rows are, or may be, missing.
    damaged: bool,
    /// Whether the log counts.
    with_log: bool,
    /// Rows found on pages, for [`Kine::carve`].
    outside: OnceLock<Vec<carve::Outside>>,
}

/// Where the bytes of a database are.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Source<'a> {
    /// The database.
    pub bytes: &'a [u8],
    /// The regular file that holds exactly these bytes, if there is one.
    pub path: Option<&'a Path>,
    /// Its write-ahead log (`state.db-wal`), if there is one.
    pub log: Option<&'a [u8]>,
    /// Its rollback journal (`state.db-journal`), if a change was under way: what that had written is taken back. Whether
    /// the super-journal that it may name is there ([`super_journal`]) is the caller's to know: it is never looked for.
    pub journal: Option<&'a [u8]>,
    /// Whether rows that a broken tree has lost are looked for page by page.
    pub salvage: bool,
}

impl<'a> Source<'a> {
    /// A database of these bytes, without a log.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            path: None,
            log: None,
            journal: None,
            salvage: false,
        }
    }
}

impl Kine {
    /// Reads all rows.
    ///
    /// A database in a file of its own and without a log or a journal is read where it lies, immutable: without
    /// locks, and with nothing written beside it. Any other is copied into a private directory for
    /// temporary files first, with what lies beside it. The copy loses its names as soon as SQLite has opened it,
    /// and is gone before this returns.
    ///
    /// # Errors
    /// Corrupt when SQLite cannot read the database at all or it has no usable table `kine`;
    /// Unsupported when `kine` is no plain table; Limit when rows share bytes, so that they come
    /// to more than the file holds. Rows that cannot be read are no error: see
    /// [`Kine::problems`].
    pub fn read(source: Source<'_>) -> Result<Self> {
        let log = source.log.filter(|log| !log.is_empty());
        let beside = [log, source.journal].into_iter().flatten();
        let size = beside.fold(source.bytes.len(), |size, bytes| {
            size.saturating_add(bytes.len())
        });
        if u64::try_from(size).is_ok_and(|size| size > MAX_SQLITE_BYTES) {
            return Err(Error::limit(format!(
                "an SQLite database of {size} bytes is over {MAX_SQLITE_BYTES} (MAX_SQLITE_BYTES)"
            )));
        }
        let read = |source: Source<'_>| match log {
            None => Self::read_one(source, None, size),
            // Both are read: the log may be that of another database.
            Some(bytes) => log::choose(
                Self::read_one(source, log, size),
                Self::read_one(source, None, size),
                bytes,
            ),
        };
        match source.journal {
            None => read(source),
            Some(journal) => journal::read(source, journal, read),
        }
    }

    /// Reads a database with a log, or without any.
    fn read_one(source: Source<'_>, log: Option<&[u8]>, size: usize) -> Result<Self> {
        let mut copy = match (source.path, log, source.journal) {
            (Some(_), None, None) => None,
            (_, log, journal) => Some(open::copy(source.bytes, log, journal)?),
        };
        let immutable = copy.is_none();
        let path = match (&copy, source.path) {
            (Some(copy), _) => copy.path().to_owned(),
            (None, path) => path.unwrap_or_else(|| Path::new("")).to_owned(),
        };
        let mut reader = Reader {
            left: size,
            salvaging: source.salvage,
            ..Reader::default()
        };
        let mut all = |connection: &Connection, reader: &mut Reader| {
            copy.as_mut().map_or(Ok(()), open::Copy::unlink)?;
            reader.all(connection)
        };
        let connection = open::connection(&path, immutable, false)?;
        match open::table(&connection) {
            Ok(()) => all(&connection, &mut reader)?,
            // SQLite refuses a file that is shorter than its header says, unless it is told that
            // what it reads may be broken.
            Err(e) if e.is_corrupt() => {
                drop(connection);
                reader.problems.push(|| {
                    e.hint("the file is cut short or damaged: copy it again, with its -wal file")
                });
                let connection = open::connection(&path, immutable, true)?;
                match open::table(&connection) {
                    Ok(()) => all(&connection, &mut reader)?,
                    // Pages are found without a schema.
                    Err(_) if source.salvage => {}
                    Err(e) => return Err(e),
                }
            }
            Err(e) => return Err(e),
        }
        if source.salvage && !reader.problems.is_empty() {
            reader.salvage(source, log.unwrap_or_default());
        }
        Ok(Self {
            with_log: log.is_some(),
            ..reader.finish()
        })
    }

    /// The records, with the buckets `meta` and `lease` as etcd would have them.
    #[must_use]
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// What was left out of the files, and why, where that is no damage to the rows that are read.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What could not be read.
    #[must_use]
    pub fn problems(&self) -> &Problems {
        &self.problems
    }
}

/// Rows as they come in.
#[derive(Default)]
struct Reader {
    overlay: Overlay,
    problems: Problems,
    compact: i64,
    /// Distinct leases.
    leases: std::collections::BTreeSet<i64>,
    /// The greatest id met in rising order.
    last: Option<i64>,
    /// Bytes that rows may still come to.
    left: usize,
    /// Whether lost rows will be looked for.
    salvaging: bool,
}

const FORWARD: &str = "SELECT id, name, created, deleted, create_revision, prev_revision, lease, \
                       value FROM main.kine NOT INDEXED ORDER BY id";
const BACKWARD: &str = "SELECT id, name, created, deleted, create_revision, prev_revision, lease, \
                        value FROM main.kine NOT INDEXED ORDER BY id DESC";

impl Reader {
    /// Reads forward to the end or to a damaged page, then from the other end to the damage.
    fn all(&mut self, connection: &Connection) -> Result<()> {
        let Some(fault) = self.scan(connection, FORWARD, None)? else {
            return Ok(());
        };
        let reached = self.last;
        let mut first = None;
        let again = self.scan(connection, BACKWARD, Some(&mut first))?;
        // Backwards the rows met before end the scan; a fault ends it earlier.
        let from = reached.map_or_else(|| "the first one".to_owned(), |id| format!("id {id}"));
        let to = first.map_or_else(|| "the last one".to_owned(), |id: i64| format!("id {id}"));
        let fault = again.unwrap_or(fault);
        self.problems.push(|| {
            Error::corrupt(format!(
                "rows of the table kine between {from} and {to} cannot be read: {}",
                fault.message()
            ))
            .hint(if self.salvaging {
                "objects that changed in them are missing or shown as they were before"
            } else {
                "objects that changed in them are missing or shown as they were before; --salvage \
                 looks for their rows page by page"
            })
        });
        Ok(())
    }

    /// Takes rows until there are no more or SQLite finds damage, which it returns. Backwards,
    /// `lowest` is the id last taken, and rows taken forward end the scan.
    fn scan(
        &mut self,
        connection: &Connection,
        sql: &str,
        mut lowest: Option<&mut Option<i64>>,
    ) -> Result<Option<Error>> {
        let mut statement = connection
            .prepare(sql)
            .map_err(|e| failure("the table kine cannot be read", &e))?;
        let reached = self.last;
        let mut rows = match statement.query([]) {
            Ok(rows) => rows,
            Err(e) => return damage(e).map(Some),
        };
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => return Ok(None),
                Err(e) => return damage(e).map(Some),
            };
            let row = Row::new(row).map_err(|e| failure("a row cannot be read", &e))?;
            let Some(id) = row.id else {
                self.problems.push(|| {
                    Error::corrupt(format!(
                        "a row's id is {}, it should be a number",
                        row.id_type
                    ))
                });
                continue;
            };
            let in_order = match &mut lowest {
                None => self.last.replace(id).is_none_or(|last| last < id),
                Some(lowest) => {
                    if reached.is_some_and(|reached| id <= reached) {
                        return Ok(None);
                    }
                    lowest.replace(id).is_none_or(|last| last > id)
                }
            };
            if !in_order {
                return Ok(Some(Error::corrupt(format!("row {id} is out of order"))));
            }
            self.left = self.left.checked_sub(row.bytes()).ok_or_else(|| {
                Error::limit("the rows of the table kine come to more bytes than the file has")
                    .hint("rows share pages: the database is damaged")
            })?;
            self.take(id, &row);
        }
    }

    fn take(&mut self, id: i64, row: &Row<'_>) {
        let place = |e: Error| e.at_revision(id, 0);
        let key = match &row.name {
            Ok(name) if !name.is_empty() => *name,
            Ok(_) => {
                return self
                    .problems
                    .push(|| place(Error::corrupt("the row has no name")));
            }
            Err(e) => return self.problems.push(|| place(e.clone())),
        };
        if id <= 0 {
            let e = Error::corrupt(format!("the row has the id {id}, revisions are positive"));
            return self.problems.push(|| e.at_key(key));
        }
        let revision = Revision { main: id, sub: 0 };
        if key == COMPACT {
            match &row.prev_revision {
                // kine takes the greatest of them, as there once were two such rows.
                Ok(revision) => self.compact = self.compact.max(*revision),
                Err(e) => self.problems.push(|| place(e.clone()).at_key(key)),
            }
            // The row is kine's own; nothing that a client may see changed at its revision.
            return self.overlay.gap(revision);
        }
        match row.record(id, key) {
            Ok(Some(kv)) => {
                if kv.lease != 0 {
                    self.leases.insert(kv.lease);
                }
                self.overlay.put(revision, &kv);
            }
            // kine's stand-in for a revision that no transaction took (`Generic.Fill`).
            Ok(None) if key.starts_with(b"gap-") => self.overlay.gap(revision),
            Ok(None) => self.overlay.tombstone(revision, row::key_of(key)),
            Err(e) => {
                self.problems.push(|| place(e).at_key(key));
                // The key must not be answered with an older row.
                self.overlay
                    .put(revision, &row::unreadable(id, row::key_of(key)));
            }
        }
    }

    fn finish(mut self) -> Kine {
        let mark = Revision {
            main: self.compact,
            sub: 0,
        }
        .to_key(false);
        let mut meta = Vec::new();
        if self.compact > 0 {
            for name in [
                schema::META_FINISHED_COMPACT,
                schema::META_SCHEDULED_COMPACT,
            ] {
                meta.push((name.to_vec(), mark.clone()));
            }
        }
        self.overlay.set_bucket(schema::META, meta);
        let leases = self.leases.iter().map(|ttl| row::lease(*ttl)).collect();
        self.overlay.set_bucket(schema::LEASE, leases);
        Kine {
            overlay: self.overlay,
            damaged: !self.problems.is_empty(),
            problems: self.problems,
            compact: self.compact,
            notes: Vec::new(),
            with_log: false,
            outside: OnceLock::new(),
        }
    }
}

/// An error of SQLite's as kf's.
fn failure(what: &str, e: &rusqlite::Error) -> Error {
    let unreadable = [ffi::SQLITE_IOERR_READ, ffi::SQLITE_IOERR_CORRUPTFS];
    let extended = e.sqlite_error().map(|e| e.extended_code);
    let kind = match e.sqlite_error_code() {
        // A sector of the disk: damage like any other, with what is whole on both sides.
        Some(ErrorCode::SystemIoFailure) if extended.is_some_and(|c| unreadable.contains(&c)) => {
            ErrorKind::Corrupt
        }
        Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure | ErrorCode::PermissionDenied) => {
            ErrorKind::Io
        }
        Some(ErrorCode::OutOfMemory | ErrorCode::TooBig) => ErrorKind::Limit,
        _ => ErrorKind::Corrupt,
    };
    Error::new(kind, format!("{what}: {e}"))
}

/// Damage is told; anything else ends the reading.
fn damage(e: rusqlite::Error) -> Result<Error> {
    let e = failure("SQLite", &e);
    if e.is_corrupt() || e.kind() == ErrorKind::Limit {
        return Ok(e);
    }
    Err(e)
}

#[cfg(test)]
#[expect(clippy::cast_possible_truncation, reason = "test data is small")]
mod tests;
