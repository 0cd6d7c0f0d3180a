//! What a snapshot is, and its own row.

use std::sync::Arc;

use arrow_array::RecordBatch;
use sha2::{Digest as _, Sha256};

use super::problems;
use super::{Options, Summary};
use crate::Head;
use crate::row::{Batches, Cell, Row};
use crate::schema::{SCHEMA_VERSION, Table};
use kf_base::error::{Error, Result};
use kf_base::hex;
use kf_base::time::Timestamp;
use kf_file::bbolt::Db;
use kf_file::input::{CompanionKind, Content};
use kf_object::redact::Redactor;
use kf_view::{Snapshot, View};

/// What is digested to tell salts apart.
const SALT_ID: &[u8] = b"kf lake: which salt is this?";

/// Which database a snapshot is of, whatever it came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// SHA-256 of the database, in hexadecimal: of a saved snapshot without the digest at its end.
    /// Where a write-ahead log adds to it, of both.
    pub sha256: String,
    /// Length of the database.
    pub bytes: u64,
    /// `snapshot`, `database`, `sqlite`, or the program whose dump it is.
    pub form: String,
    /// What speaks against the file as a whole.
    pub doubts: Vec<Error>,
}

/// Tells which database a snapshot is of, and whether the digest at its end is right. Reads all of it.
#[must_use]
pub fn identify(snapshot: &Snapshot) -> Identity {
    let input = snapshot.input();
    let content = input.form().content;
    let mut doubts: Vec<Error> = snapshot.doubts().into_iter().map(Error::corrupt).collect();
    doubts.extend(input.damage().iter().map(Error::corrupt));
    let db = matches!(content, Content::Snapshot | Content::Database).then(|| snapshot.db());
    let db: Option<Db<'_>> = db.and_then(Result::ok);
    let data = db.as_ref().map_or(input.bytes(), Db::data);
    let mut sum: [u8; 32] = Sha256::digest(data).into();
    if db
        .as_ref()
        .and_then(Db::trailer)
        .is_some_and(|found| *found != sum)
    {
        doubts.push(Error::corrupt(
            "the SHA-256 at the end is not that of the file: at least one bit has changed",
        ));
    }
    let logs = input.companions().iter().filter(|c| {
        matches!(
            c.kind(),
            CompanionKind::Wal | CompanionKind::SqliteWal | CompanionKind::SqliteJournal
        )
    });
    for (at, log) in logs.enumerate() {
        let mut both = Sha256::new();
        both.update(b"kf lake: a database and its log\n");
        both.update(sum);
        both.update(at.to_be_bytes());
        both.update(Sha256::digest(log.bytes()));
        sum = both.finalize().into();
    }
    Identity {
        sha256: hex::text(&sum),
        bytes: data.len() as u64,
        form: match content {
            Content::Snapshot => "snapshot".to_owned(),
            Content::Database => "database".to_owned(),
            Content::Sqlite => "sqlite".to_owned(),
            Content::Dump(form) => form.to_string(),
        },
        doubts,
    }
}

/// What the keys of a snapshot came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KeyFacts {
    pub(super) live: u64,
    pub(super) first_revision: Option<i64>,
    pub(super) encrypted: Vec<String>,
}

/// The columns that all tables of a snapshot start with.
pub(super) fn head(view: &View<'_>, options: &Options<'_>) -> Head {
    let uid = view.cluster_uid();
    Head {
        cluster_name: options.cluster.map(str::to_owned).or_else(|| uid.clone()),
        cluster_uid: uid,
        taken_at: options.taken.or_else(|| view.time()),
        snapshot_sha256: options.identity.sha256.clone(),
        etcd_revision: view.known_revision(),
    }
}

/// What of the objects is redacted, as the column `redacted` has it, and what tells salts apart.
#[must_use]
pub fn redacted(
    secret_values: bool,
    redactor: Option<&Redactor>,
) -> (&'static str, Option<String>) {
    let word = match redactor {
        None if secret_values => "nothing",
        None => "secret-values",
        Some(redactor) if redactor.is_strict() => "strict",
        Some(_) => "secrets",
    };
    (word, redactor.map(|r| r.digest(SALT_ID)))
}

/// A table of a snapshot as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFile {
    /// Which.
    pub table: Table,
    /// Rows.
    pub rows: u64,
    /// Length.
    pub bytes: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

impl TableFile {
    fn row(&self) -> Row {
        vec![
            Cell::Text(self.table.name().to_owned()),
            Cell::count(self.rows),
            Cell::count(self.bytes),
            Cell::Text(self.sha256.clone()),
        ]
    }
}

/// Makes the row of a snapshot in `snapshots`.
///
/// # Errors
/// None that a caller could bring about.
pub fn snapshot_row(
    view: &View<'_>,
    options: &Options<'_>,
    summary: &Summary,
    files: &[TableFile],
) -> Result<RecordBatch> {
    let version = view.kube_version();
    let etcd = view.store().cluster_version().ok().flatten();
    let redactor = view.redactor();
    let (redacted, salt_id) = redacted(options.secret_values, redactor);
    let keys = &summary.keys;
    let taken = match options.taken {
        Some(_) => Some("option"),
        None => summary.head.taken_at.map(|_| "records"),
    };
    let row = vec![
        Cell::Bool(summary.complete),
        Cell::Text(options.identity.form.clone()),
        Cell::count(options.identity.bytes),
        Cell::text(taken),
        Cell::Text(version.minor.to_string()),
        Cell::Text(version.source.to_string()),
        Cell::text(etcd.map(String::from_utf8_lossy)),
        Cell::Text(view.etcd_prefix().to_owned()),
        keys.first_revision.map_or(Cell::Null, Cell::Int),
        view.store()
            .compact_revision()
            .map_or(Cell::Null, Cell::Int),
        Cell::count(keys.live),
        Cell::count(summary.objects),
        Cell::count(summary.problems),
        Cell::count(summary.locked),
        Cell::Texts(keys.encrypted.clone()),
        Cell::Text(redacted.to_owned()),
        Cell::text(salt_id),
        Cell::Bool(options.changes),
        Cell::Text(options.kf_version.to_owned()),
        Cell::count(SCHEMA_VERSION),
        Cell::Structs(files.iter().map(TableFile::row).collect()),
    ];
    one(Table::Snapshots, &summary.head, &row)
}

/// A snapshot that could not be opened at all.
#[derive(Clone, Debug)]
pub struct Unopened<'o> {
    /// Which file: where the database inside cannot be had, the file itself.
    pub identity: &'o Identity,
    /// Name of the cluster.
    pub cluster: Option<&'o str>,
    /// When it was taken.
    pub taken: Option<Timestamp>,
    /// Why.
    pub error: &'o Error,
    /// Version of the program.
    pub kf_version: &'o str,
}

impl Unopened<'_> {
    /// What its rows start with.
    #[must_use]
    pub fn head(&self) -> Head {
        Head {
            cluster_name: self.cluster.map(str::to_owned),
            cluster_uid: None,
            taken_at: self.taken,
            snapshot_sha256: self.identity.sha256.clone(),
            etcd_revision: None,
        }
    }

    /// Its row in `snapshots`.
    ///
    /// # Errors
    /// None that a caller could bring about.
    pub fn snapshot_row(&self, files: &[TableFile]) -> Result<RecordBatch> {
        let mut row = vec![
            Cell::Bool(false),
            Cell::Text(self.identity.form.clone()),
            Cell::count(self.identity.bytes),
        ];
        row.resize(12, Cell::Null);
        row.push(Cell::Int(1));
        row.resize(18, Cell::Null);
        row.push(Cell::Text(self.kf_version.to_owned()));
        row.push(Cell::count(SCHEMA_VERSION));
        row.push(Cell::Structs(files.iter().map(TableFile::row).collect()));
        one(Table::Snapshots, &self.head(), &row)
    }
}

/// The row of a snapshot that could not be opened in `problems`.
///
/// # Errors
/// None that a caller could bring about.
pub fn unopened(of: &Unopened<'_>) -> Result<RecordBatch> {
    one(Table::Problems, &of.head(), &problems::row(None, of.error))
}

fn one(table: Table, head: &Head, row: &Row) -> Result<RecordBatch> {
    let mut batches = Batches::new(table, head)?;
    let full = batches.push(row)?;
    let batch = full.map_or_else(|| batches.finish(), |full| Ok(Some(full)))?;
    Ok(batch.unwrap_or_else(|| RecordBatch::new_empty(Arc::clone(&table.schema()))))
}
