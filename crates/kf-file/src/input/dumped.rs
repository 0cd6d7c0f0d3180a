//! Dumps of keys and values, told by their content: a text by how it begins, an archive or a directory
//! by its files.

use std::fmt;
use std::ops::Range;

/// Which program's dump an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DumpForm {
    /// What `vcluster snapshot` writes: a tar archive with a file for each key.
    Vcluster,
    /// What `microk8s dbctl backup` writes: files `N.key` and `N.data`.
    Dbctl,
    /// What `etcdctl get --prefix "" -w json` prints.
    Etcdctl,
    /// Statements that make the table of kine anew.
    Sql(SqlDialect),
}

impl fmt::Display for DumpForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vcluster => f.write_str("vcluster snapshot"),
            Self::Dbctl => f.write_str("microk8s dbctl backup"),
            Self::Etcdctl => f.write_str("output of etcdctl get -w json"),
            Self::Sql(dialect) => write!(f, "SQL dump of {dialect}"),
        }
    }
}

/// Which database an SQL dump is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SqlDialect {
    /// SQLite: `.dump`, or Python's `iterdump`.
    Sqlite,
    /// PostgreSQL: `pg_dump`.
    Postgres,
    /// MySQL or MariaDB: `mysqldump`, `mariadb-dump`.
    Mysql,
}

impl fmt::Display for SqlDialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
            Self::Mysql => "MySQL",
        })
    }
}

/// The files of a dump that is made of several.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct KeyFiles {
    /// In the order of the archive or of their names.
    pub files: Vec<KeyFile>,
    /// What is wrong with them as a whole.
    pub faults: Vec<String>,
}

/// A file of a dump.
#[derive(Clone, Debug)]
pub struct KeyFile {
    /// Its name, untrusted.
    pub name: String,
    /// Where its content lies in the input's bytes.
    pub range: Range<usize>,
    /// Why it cannot be read whole.
    pub fault: Option<String>,
}

impl KeyFile {
    /// Returns what the name `N.key` or `N.data` says: the number, and whether it is the key's. A
    /// number is written as the migrator does, so that no two names have the same.
    #[must_use]
    pub fn number(name: &str) -> Option<(u64, bool)> {
        let base = name.rsplit('/').next()?;
        let (digits, key) = match base.strip_suffix(".key") {
            Some(digits) => (digits, true),
            None => (base.strip_suffix(".data")?, false),
        };
        let number: u64 = digits.parse().ok()?;
        (number.to_string() == digits).then_some((number, key))
    }
}

/// Bytes at the start of a text that are looked at.
const HEAD: usize = 4096;

/// How lines begin by which a dump is known. Those that several write stand for none.
const SQL: &[(&str, SqlDialect)] = &[
    ("-- MySQL dump", SqlDialect::Mysql),
    ("-- MariaDB dump", SqlDialect::Mysql),
    ("/*M!", SqlDialect::Mysql),
    ("/*!4", SqlDialect::Mysql),
    ("INSERT INTO `", SqlDialect::Mysql),
    ("CREATE TABLE `", SqlDialect::Mysql),
    ("-- PostgreSQL database", SqlDialect::Postgres),
    ("SET statement_timeout", SqlDialect::Postgres),
    ("SELECT pg_catalog.", SqlDialect::Postgres),
    ("\\restrict ", SqlDialect::Postgres),
    ("COPY ", SqlDialect::Postgres),
    ("INSERT INTO public.", SqlDialect::Postgres),
    ("PRAGMA foreign_keys", SqlDialect::Sqlite),
    ("PRAGMA writable_schema", SqlDialect::Sqlite),
    (".dbconfig ", SqlDialect::Sqlite),
    ("BEGIN TRANSACTION;", SqlDialect::Sqlite),
    ("INSERT INTO kine VALUES(", SqlDialect::Sqlite),
    ("INSERT INTO \"kine\" VALUES(", SqlDialect::Sqlite),
    // With the columns' names, as after `.headers on`.
    ("INSERT INTO kine(", SqlDialect::Sqlite),
    ("INSERT INTO \"kine\"(", SqlDialect::Sqlite),
];

/// What a text that begins with `start` is a dump of, if it is one.
pub(super) fn text(start: &[u8]) -> Option<DumpForm> {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let start = start.get(..HEAD).unwrap_or(start).trim_ascii_start();
    if start.first() == Some(&b'{') {
        return is_range_response(start).then_some(DumpForm::Etcdctl);
    }
    // SQL begins with a word, a comment or a command.
    let first = start.first()?;
    if !first.is_ascii_alphabetic() && !b"-/\\.".contains(first) {
        return None;
    }
    let dialect = start.split(|b| *b == b'\n').find_map(|line| {
        let known = |(mark, _): &&(&str, SqlDialect)| line.starts_with(mark.as_bytes());
        SQL.iter().find(known).map(|(_, dialect)| *dialect)
    });
    dialect.map(DumpForm::Sql)
}

/// Whether an object's first member is one of an answer of etcd's to a range request.
fn is_range_response(start: &[u8]) -> bool {
    let behind = start.get(1..).unwrap_or_default().trim_ascii_start();
    let Some(name) = behind.strip_prefix(b"\"") else {
        return false;
    };
    let member = |wanted: &[u8]| {
        let rest = name.strip_prefix(wanted)?.strip_prefix(b"\"")?;
        rest.trim_ascii_start().strip_prefix(b":")
    };
    match (member(b"header"), member(b"kvs"), member(b"count")) {
        // Other things have headers.
        (Some(header), ..) => {
            let header = header.trim_ascii_start();
            let first = header.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
            first.is_some_and(|first| {
                [
                    "\"cluster_id\"",
                    "\"member_id\"",
                    "\"revision\"",
                    "\"raft_term\"",
                ]
                .iter()
                .any(|name| first.starts_with(name.as_bytes()))
            })
        }
        (_, Some(list), _) => list.trim_ascii_start().starts_with(b"["),
        // jq sorts names.
        (_, _, Some(_)) => contains(start, b"\"header\"") || contains(start, b"\"kvs\""),
        _ => false,
    }
}

fn contains(text: &[u8], wanted: &[u8]) -> bool {
    text.windows(wanted.len()).any(|part| part == wanted)
}

/// What vcluster files of its own in a snapshot begin with.
const VCLUSTER: &str = "/vcluster/snapshot/";

/// Whether a file of this name and start is a key with the value that an apiserver stores, so that
/// an archive of such files is a vcluster snapshot.
pub(super) fn is_key(name: &str, start: &[u8]) -> bool {
    let stored = [&b"k8s\0"[..], b"k8s:enc:"];
    let text = [&b"{\""[..], b"\xd9\xd9\xf7"];
    name.starts_with(VCLUSTER)
        || (name.starts_with('/') && stored.iter().any(|mark| start.starts_with(mark)))
        || (name.starts_with("/registry/") && text.iter().any(|mark| start.starts_with(mark)))
}

/// The folders with a dbctl backup in them, each with the files of the backup by their index in
/// `names`: those in which a key has its value beside it.
pub(super) fn folders(names: &[&str]) -> Vec<Vec<usize>> {
    let mut folders: Vec<(&str, Vec<usize>)> = Vec::new();
    let mut known = hashbrown::HashMap::new();
    for (index, name) in names.iter().enumerate() {
        if KeyFile::number(name).is_none() {
            continue;
        }
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let at = *known.entry(folder).or_insert(folders.len());
        if at == folders.len() {
            folders.push((folder, Vec::new()));
        }
        if let Some((_, files)) = folders.get_mut(at) {
            files.push(index);
        }
    }
    let mut found: Vec<Vec<usize>> = folders.into_iter().map(|(_, files)| files).collect();
    found.retain(|files| {
        let mut halves: Vec<(u64, bool)> = files
            .iter()
            .filter_map(|index| KeyFile::number(names.get(*index)?))
            .collect();
        halves.sort_unstable();
        halves
            .windows(2)
            .any(|pair| matches!(pair, [(a, _), (b, _)] if a == b))
    });
    found
}

/// Whether what begins with `start` is a dump, as far as that tells.
pub(super) fn begins(start: &[u8]) -> bool {
    if text(start).is_some() {
        return true;
    }
    let name = start.get(..100).unwrap_or_default();
    let name = name.split(|b| *b == 0).next().unwrap_or_default();
    let name = String::from_utf8_lossy(name);
    let content = start.get(512..).unwrap_or_default();
    is_key(&name, content) || KeyFile::number(&name).is_some() || second_is_pair(start)
}

/// Whether a directory comes first and a file of a dbctl backup second, as `tar` has it.
fn second_is_pair(start: &[u8]) -> bool {
    let second = start.get(512..612).unwrap_or_default();
    let second = second.split(|b| *b == 0).next().unwrap_or_default();
    start.get(156) == Some(&b'5') && KeyFile::number(&String::from_utf8_lossy(second)).is_some()
}
