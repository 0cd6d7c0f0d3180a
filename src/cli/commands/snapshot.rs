//! `kf snapshot status` and `kf snapshot hashkv`: the printers are etcd's own
//! (etcdutl `printer*.go`), byte for byte.

use std::fmt::Write as _;

use crate::bbolt::Db;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::snapshot::{Etcdutl, HashKvArgs, SnapshotCommand, StatusArgs, Writer};
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::report::Outcome;
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::error::Error;
use crate::etcd::{HashKv, Status, schema};
use crate::object::encode::json;
use crate::text::boxed::{self, Lines};

/// Runs `kf snapshot status`.
pub(crate) fn run(
    command: &SnapshotCommand,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    match command {
        SnapshotCommand::Status(args) => status(args, snapshot, streams),
        SnapshotCommand::Hashkv(args) => hash_kv(args, snapshot, streams),
    }
}

fn status(
    args: &StatusArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let opening = Opening::new(snapshot).file(args.file.as_deref()).checking();
    opening.with_snapshot(streams, |opened, report, out| {
        let name = opened.input().name();
        let db = opened.db()?;
        let status = Status::read(&db, open::threads())?;
        let how = (args.like.write_out, args.like.lines());
        let text = match args.like.etcdutl {
            Etcdutl::V3_5 => status_text(how, &status, status.elements, None),
            Etcdutl::V3_6 | Etcdutl::V3_7 => {
                let keys = Status::live_keys(&db, open::threads())?;
                let version = storage_version(&db)?;
                status_text(how, &status, keys, Some(&version))
            }
        };
        out.write_all(text.as_bytes())?;
        // As in etcdutl the digest is not compared: that reads the whole file once more, on one core.
        if db.trailer().is_none() {
            report.warning(&format!(
            "{name}: no SHA-256 at the end: the file is a copy of a database, or it was cut short"
        ));
        }
        if opened
            .wal(open::threads())
            .is_some_and(|wal| wal.replayed > 0)
        {
            report.warning(&format!(
                "{name}: as etcdutl's, this status is that of the database alone; kf info and \
             kf snapshot hashkv include what the write-ahead log adds"
            ));
        }
        for problem in db.problems() {
            report.warning(&problem.clone().in_file(name).to_string());
        }
        Ok(ExitStatus::Success)
    })
}

/// The text of `storageVersion`, empty when there is none.
fn storage_version(db: &Db<'_>) -> Result<String, Error> {
    let Some(meta) = db.bucket(schema::META)? else {
        return Ok(String::new());
    };
    for entry in db.entries(meta, crate::bbolt::Direction::Forward) {
        let entry = entry?;
        if entry.key == schema::META_STORAGE_VERSION {
            return Ok(String::from_utf8_lossy(entry.value).into_owned());
        }
    }
    Ok(String::new())
}

fn status_text(
    (writer, lines): (Writer, Lines),
    status: &Status,
    keys: u64,
    version: Option<&str>,
) -> String {
    let Status {
        hash,
        revision,
        size,
        ..
    } = *status;
    let mut text = String::new();
    match writer {
        Writer::Simple => {
            let _ = write!(text, "{hash:x}, {revision}, {keys}, {}", boxed::size(size));
            if let Some(version) = version {
                let _ = write!(text, ", {version}");
            }
            text.push('\n');
        }
        Writer::Table => {
            let mut columns = vec![
                ("hash", format!("{hash:x}")),
                ("revision", revision.to_string()),
                ("total keys", keys.to_string()),
                ("total size", boxed::size(size)),
            ];
            columns.extend(version.map(|version| ("version", version.to_owned())));
            text = boxed::table(&columns, lines);
        }
        Writer::Json => {
            let _ = write!(
                text,
                "{{\"hash\":{hash},\"revision\":{revision},\"totalKey\":{keys},\"totalSize\":{size}"
            );
            if let Some(version) = version {
                let _ = write!(text, ",\"version\":{}", quoted(version));
            }
            text.push_str("}\n");
        }
        Writer::Fields => {
            let _ = write!(
                text,
                "\"Hash\" : {hash}\n\"Revision\" : {revision}\n\"Keys\" : {keys}\n\"Size\" : \
                 {size}\n"
            );
            if let Some(version) = version {
                let _ = writeln!(text, "\"Version\" : {version}");
            }
        }
    }
    text
}

fn quoted(text: &str) -> String {
    let mut out = Vec::new();
    json::write_string(&mut out, text);
    String::from_utf8_lossy(&out).into_owned()
}

fn hash_kv(
    args: &HashKvArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let opening = Opening::new(snapshot).file(args.file.as_deref());
    opening.with_snapshot(streams, |opened, report, out| {
        let store = opened.store()?;
        let hash = HashKv::read(&store, snapshot.rev, open::threads())
            .map_err(|e| e.in_file(opened.input().name()))?;
        let text = hash_kv_text(args.like.write_out, args.like.lines(), &hash);
        out.write_all(text.as_bytes())?;
        report.all(store.problems());
        Ok(report.status())
    })
}

fn hash_kv_text(writer: Writer, lines: Lines, found: &HashKv) -> String {
    let HashKv {
        hash,
        revision,
        compact_revision,
        ..
    } = *found;
    match writer {
        Writer::Simple => format!("{hash}, {revision}, {compact_revision}\n"),
        Writer::Table => {
            let columns = [
                ("hash", hash.to_string()),
                ("hash revision", revision.to_string()),
                ("compact revision", compact_revision.to_string()),
            ];
            boxed::table(&columns, lines)
        }
        Writer::Json => format!(
            "{{\"hash\":{hash},\"hashRevision\":{revision},\"compactRevision\":{compact_revision}}}\n"
        ),
        Writer::Fields => format!(
            "\"Hash\" : {hash}\n\"Hash revision\" : {revision}\n\"Compact revision\" : \
             {compact_revision}\n"
        ),
    }
}
