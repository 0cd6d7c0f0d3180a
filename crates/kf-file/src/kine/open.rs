//! Opening a database that nobody vouches for.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::{COLUMNS, failure, journal};
use kf_base::error::{Error, Result};
use kf_base::limits::MAX_VALUE_BYTES;
use kf_base::private;
use kf_base::temporary::TemporaryDirectory;

/// A copy in a directory that only its owner can look into; gone with the value.
pub(super) struct Copy {
    /// Removes the directory when dropped, until it is gone before that.
    dir: Option<TemporaryDirectory>,
    path: PathBuf,
}

impl Copy {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the names away while SQLite has the files open, so that nothing is left behind however
    /// the process ends from here on. To be called when a connection has read something: it has
    /// opened the log by then. No effect where open files cannot lose their names.
    pub(super) fn unlink(&mut self) -> Result<()> {
        if !cfg!(unix) {
            return Ok(());
        }
        let closed = self.dir.take().map_or(Ok(()), TemporaryDirectory::close);
        closed.map_err(|e| {
            Error::io(
                format!("cannot remove the temporary copy {}", self.path.display()),
                &e,
            )
        })
    }
}

/// Copies a database with its log and its journal.
pub(super) fn copy(bytes: &[u8], log: Option<&[u8]>, journal: Option<&[u8]>) -> Result<Copy> {
    let write = || {
        let dir = private::temporary_directory("kf-", None)?;
        let path = dir.path().join("state.db");
        let log = log.map(|log| ("state.db-wal", log));
        let journal = journal.map(|journal| ("state.db-journal", journal::without_path(journal)));
        let files = [Some(("state.db", bytes)), log, journal];
        for (name, bytes) in files.into_iter().flatten() {
            let mut file = private::file(&dir.path().join(name))?;
            private::write_with_holes(&mut file, bytes)?;
            private::end_with_holes(&mut file)?;
        }
        Ok(Copy {
            dir: Some(dir),
            path,
        })
    };
    write().map_err(|e: io::Error| Error::io("a temporary copy of the SQLite database", &e))
}

/// A connection that changes nothing and runs nothing that the file brings along: no views, no
/// triggers, no functions with side effects (sqlite.org/security.html).
pub(super) fn connection(path: &Path, immutable: bool, broken: bool) -> Result<Connection> {
    let open = || {
        let connection = if immutable {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
                | OpenFlags::SQLITE_OPEN_URI
                | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            Connection::open_with_flags(uri(path), flags)?
        } else {
            // A log is read through an index that SQLite makes beside the file.
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            Connection::open_with_flags(path, flags)?
        };
        for (config, on) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, !broken),
            (DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, broken),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
            (DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true),
        ] {
            connection.set_db_config(config, on)?;
        }
        let longest = i32::try_from(MAX_VALUE_BYTES).unwrap_or(i32::MAX);
        for (limit, most) in [
            (Limit::SQLITE_LIMIT_LENGTH, longest),
            (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
            (Limit::SQLITE_LIMIT_COLUMN, 100),
            (Limit::SQLITE_LIMIT_EXPR_DEPTH, 50),
            (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 3),
            (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
            (Limit::SQLITE_LIMIT_FUNCTION_ARG, 8),
            (Limit::SQLITE_LIMIT_ATTACHED, 0),
            (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 10),
            (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
            (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
        ] {
            connection.set_limit(limit, most)?;
        }
        connection.execute_batch(
            "PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; \
             PRAGMA temp_store = MEMORY;",
        )?;
        Ok(connection)
    };
    open().map_err(|e| failure("SQLite cannot open the database", &e))
}

/// `file:` with everything escaped that could mean something in a URI.
fn uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    let bytes = path.as_os_str().as_encoded_bytes();
    if cfg!(windows) && path.is_absolute() {
        uri.push('/');
    }
    for byte in bytes {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                uri.push(char::from(*byte));
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// Whether `kine` is the table that kine makes: a plain one with its columns, rows by id.
///
/// # Errors
/// Corrupt when SQLite cannot read the schema, Unsupported when it is another one.
pub(super) fn table(connection: &Connection) -> Result<()> {
    let unread = |e| failure("the SQLite database cannot be read", &e);
    let mut statement = connection
        .prepare(
            "SELECT type, rootpage, sql FROM main.sqlite_schema WHERE name = 'kine' COLLATE NOCASE \
             LIMIT 2",
        )
        .map_err(unread)?;
    let found: Vec<(String, i64, String)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .and_then(Iterator::collect)
        .map_err(unread)?;
    match found.as_slice() {
        [] => {
            return Err(Error::unsupported(
                "the SQLite database has no table kine: it does not hold the state of k3s",
            )
            .hint("k3s keeps it in server/db/state.db below its data directory"));
        }
        // A virtual table has no page of its own.
        [(kind, page, _)] if kind == "table" && *page > 0 => {}
        [(kind, _, _), ..] => {
            return Err(Error::unsupported(format!(
                "kine is a {} in this SQLite database, not the table that k3s makes",
                if kind == "table" {
                    "virtual table"
                } else {
                    kind
                }
            )));
        }
    }
    let mut statement = connection
        .prepare("PRAGMA main.table_xinfo(kine)")
        .map_err(unread)?;
    let columns: Vec<(String, String, i64, i64)> = statement
        .query_map([], |row| {
            Ok((row.get(1)?, row.get(2)?, row.get(5)?, row.get(6)?))
        })
        .and_then(Iterator::collect)
        .map_err(unread)?;
    for name in COLUMNS {
        let Some((_, kind, key, hidden)) =
            columns.iter().find(|(n, ..)| n.eq_ignore_ascii_case(name))
        else {
            return Err(Error::unsupported(format!(
                "the table kine has no column {name}"
            )));
        };
        // A generated column is computed on reading, by whatever the file says.
        if *hidden != 0 {
            return Err(Error::unsupported(format!(
                "column {name} of the table kine is generated, kine makes none"
            )));
        }
        if name == "id" && (!kind.eq_ignore_ascii_case("INTEGER") || *key != 1) {
            return Err(Error::unsupported(
                "the table kine has no id that is an INTEGER PRIMARY KEY",
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_copy_is_private_and_loses_its_name_early() {
        use std::fs;
        use std::os::unix::fs::PermissionsExt as _;

        // A database that was never checkpointed: all that is in it is in its log.
        let there = tempfile::tempdir().unwrap();
        let original = there.path().join("o.db");
        let writer = Connection::open(&original).unwrap();
        writer
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE kine (id \
                 INTEGER PRIMARY KEY, name, created, deleted, create_revision, prev_revision, \
                 lease, value, old_value); INSERT INTO kine (id, name) VALUES (7, 'x');",
            )
            .unwrap();
        let bytes = fs::read(&original).unwrap();
        let log = fs::read(there.path().join("o.db-wal")).unwrap();
        let mut copy = copy(&bytes, Some(&log), None).unwrap();
        let dir = copy.path().parent().unwrap().to_owned();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let connection = connection(copy.path(), false, false).unwrap();
        table(&connection).unwrap();
        // The index of the log is SQLite's own file.
        let names: Vec<PathBuf> = fs::read_dir(&dir)
            .unwrap()
            .map(|e| e.unwrap().path())
            .collect();
        assert_eq!((mode(&dir), names.len()), (0o700, 3));
        for path in &names {
            assert_eq!(mode(path), 0o600, "{}", path.display());
        }
        copy.unlink().unwrap();
        assert!(!dir.exists());
        let read = |sql| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        assert_eq!(read("SELECT id FROM main.kine"), Ok(7));
        assert_eq!(read("SELECT count(*) FROM main.kine"), Ok(1));
        drop(connection);
        assert!(!dir.exists());
    }

    #[test]
    #[cfg(unix)]
    fn paths_mean_nothing_but_themselves() {
        assert_eq!(
            uri(Path::new("/a b/50%?x#y.db")),
            "file:/a%20b/50%25%3Fx%23y.db?immutable=1"
        );
    }
}
