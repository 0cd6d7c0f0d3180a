//! `kf diff --keys`: etcd's own view of two files.

use std::fmt::Write as _;
use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::Ends;
use crate::cli::args::diff::{DiffArgs, DiffOutput};
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::report::{Failure, Outcome, Report};
use crate::count::counted;
use crate::escape;
use crate::etcd::Record;
use crate::etcd::compare::{self, Comparison};
use crate::hex;
use crate::object::encode::json;
use crate::snapshot::Snapshot;
use crate::text::tabwriter::TabWriter;

pub(super) fn run(
    args: &DiffArgs,
    ends: &Ends<'_>,
    files: [&Snapshot; 2],
    report: &mut Report<'_>,
    to: &mut dyn Write,
) -> Outcome<ExitStatus> {
    if ends.after.is_none() {
        return Err(Failure::usage(
            "--keys compares two files: give two, and --rev once at most",
        ));
    }
    if !ends.target.is_empty() {
        return Err(Failure::usage(
            "--keys compares all keys: it cannot be combined with a type",
        ));
    }
    if !matches!(args.output, DiffOutput::Text | DiffOutput::Jsonl) {
        return Err(Failure::usage(
            "--keys has the output formats text and jsonl",
        ));
    }
    let [at, _] = ends.revisions;
    let names = files.map(|file| file.input().name());
    let first = files[0].store()?.threads(open::threads());
    let second = files[1].store()?.threads(open::threads());
    let revision = at.or_else(|| compare::newest_common(&first, &second));
    for (store, name) in [(&first, names[0]), (&second, names[1])] {
        store.resolve(revision).map_err(|e| {
            Failure::Error(match (at, revision) {
                (None, Some(revision)) => crate::Error::invalid(format!(
                    "the files have no state in common: {revision} is the newest revision of one, and the other \
                     was compacted at {}",
                    store.compact_revision().unwrap_or(revision)
                )),
                _ => e,
            }.in_file(name))
        })?;
    }
    let found = compare::compare(&first, &second, revision)?;
    let mut out = Vec::new();
    if args.output == DiffOutput::Jsonl {
        for (a, b) in &found.different {
            line(&mut out, a.as_ref(), b.as_ref());
        }
    } else {
        text(&mut out, &found);
    }
    super::unless_unread(to.write_all(&out).map_err(Failure::from))?;
    let stores = [&first, &second]
        .into_iter()
        .zip(names)
        .zip(&found.problems);
    for ((store, name), more) in stores {
        report.about(name);
        report.all(store.problems());
        report.all(more.list());
        report.close();
    }
    Ok(match (report.problems(), found.is_equal()) {
        (0, true) => ExitStatus::Success,
        (0, false) => ExitStatus::Failure,
        _ => ExitStatus::Trouble,
    })
}

fn text(out: &mut Vec<u8>, found: &Comparison<'_>) {
    let mut head = String::new();
    let range = if found.retained_above < found.revision {
        format!(
            "revisions {} to {}",
            found.retained_above.saturating_add(1),
            found.revision
        )
    } else {
        format!("no revision before {}", found.revision)
    };
    if found.different.is_empty() {
        let _ = writeln!(
            head,
            "equal at revision {}: {}",
            found.revision,
            counted(found.equal, "key", "keys")
        );
    } else {
        let only = |which: fn(&(Option<Record<'_>>, Option<Record<'_>>)) -> bool| {
            found.different.iter().filter(|pair| which(pair)).count()
        };
        let _ = writeln!(
            head,
            "different at revision {}: {} only in the first file, {} only in the second, {} \
             different, {} equal",
            found.revision,
            counted(only(|(_, b)| b.is_none()), "key", "keys"),
            only(|(a, _)| a.is_none()),
            only(|(a, b)| a.is_some() && b.is_some()),
            found.equal,
        );
    }
    let _ = match found.parts_at {
        Some(revision) => writeln!(head, "the files part at revision {revision}"),
        None if found.different.is_empty() => {
            writeln!(head, "both hold the same changes: {range}")
        }
        None => writeln!(
            head,
            "both hold the same changes: {range}; they parted at or before revision {}",
            found.retained_above
        ),
    };
    out.extend_from_slice(head.as_bytes());
    if found.different.is_empty() {
        return;
    }
    let mut table = TabWriter::new();
    table.write("KEY\tREVISION\tSHA-256\tREVISION\tSHA-256\n");
    for (a, b) in &found.different {
        let cells = |r: Option<&Record<'_>>| match r {
            Some(r) => format!("{}\t{}", r.mod_revision, short(&sum(r))),
            None => "-\t-".to_owned(),
        };
        let key = a.or(*b).map_or(&[][..], |r| r.key);
        table.write(&format!(
            "{}\t{}\t{}\n",
            escape::text(&String::from_utf8_lossy(key)),
            cells(a.as_ref()),
            cells(b.as_ref()),
        ));
    }
    table.flush(out);
}

/// SHA-256 of the value, in hex.
fn sum(record: &Record<'_>) -> String {
    hex::text(&Sha256::digest(record.value))
}

/// Enough of it to tell two values apart by eye.
fn short(sum: &str) -> &str {
    sum.get(..16).unwrap_or(sum)
}

/// A key as a line of JSON; base64 for one that is no UTF-8.
fn line(out: &mut Vec<u8>, a: Option<&Record<'_>>, b: Option<&Record<'_>>) {
    let key = a.or(b).map_or(&[][..], |r| r.key);
    match std::str::from_utf8(key) {
        Ok(key) => {
            out.extend_from_slice(b"{\"key\":");
            json::write_string(out, key);
        }
        Err(_) => {
            out.extend_from_slice(b"{\"key_base64\":");
            json::write_string(out, &STANDARD.encode(key));
        }
    }
    let mut rest = String::new();
    for (name, record) in [("before", a), ("after", b)] {
        let _ = match record {
            Some(r) => write!(
                rest,
                ",\"{name}\":{{\"create_revision\":{},\"mod_revision\":{},\"version\":{},\
                 \"lease\":{},\"sha256\":\"{}\"}}",
                r.create_revision,
                r.mod_revision,
                r.version,
                r.lease,
                sum(r),
            ),
            None => write!(rest, ",\"{name}\":null"),
        };
    }
    rest.push_str("}\n");
    out.extend_from_slice(rest.as_bytes());
}
