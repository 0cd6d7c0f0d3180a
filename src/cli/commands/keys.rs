//! `kf keys`

use std::fmt::Write as _;
use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::cli::args::SnapshotArgs;
use crate::cli::args::keys::{KeysArgs, KeysOutput};
use crate::cli::args::redaction::Redact;
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome, keys_left_out};
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::cli::{open, redaction};
use crate::escape;
use crate::etcd::{Label, Record, Store, Want};
use crate::object::encode::json;
use crate::snapshot::note;
use crate::text::tabwriter::TabWriter;

/// KeysOutput is handed on in pieces of about this size.
const PIECE: usize = 1 << 18;

/// Runs `kf keys`.
pub(crate) fn run(
    args: &KeysArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let output = args.output.format()?;
    if args.values && output != KeysOutput::JsonLines {
        return Err(Failure::usage(
            "--values needs -o jsonl: the other forms have no room for values",
        ));
    }
    let opening = Opening::new(snapshot).file(args.file.as_deref());
    opening
        .hinting_at_salvage()
        .with_snapshot(streams, |opened, report, out| {
            let store = opened.store()?.threads(open::threads());
            let want = Want::none().prefix(args.keys.prefix.as_str());
            let mut latest = store
                .latest(snapshot.rev, &want)
                .map_err(|e| e.in_file(opened.input().name()))?;
            let redacted = snapshot.redaction.redact != Redact::No && args.values;
            let view = match snapshot.etcd_prefix.is_some() || redacted {
                true => Some(open::view(opened, snapshot, snapshot.rev, Vec::new())?),
                false => None,
            };
            if let Some(view) = view.as_ref().filter(|_| snapshot.etcd_prefix.is_some()) {
                let all = latest.records.len();
                latest
                    .records
                    .retain(|record| !view.is_neighbours(record.key));
                let others = all.saturating_sub(latest.records.len());
                if others > 0 {
                    report.note(&keys_left_out(others, view.neighbours()));
                }
            }
            let redactor = if redacted {
                let made = redaction::redactor(
                    &snapshot.redaction,
                    snapshot.redaction.redact,
                    view.as_ref(),
                )?;
                report.remember_salt(made.origin);
                Some(made.redactor)
            } else {
                None
            };
            let value = |record: &Record<'_>| {
                let shown = args.values.then_some(record.value)?;
                Some(match &redactor {
                    Some(redactor) => STANDARD.encode(redactor.stored_value(shown)),
                    None => STANDARD.encode(shown),
                })
            };
            let printer = Printer {
                output,
                headers: args.headers.shown(),
                label: snapshot.salvage.then_some(&store),
            };
            printer.print(&latest.records, value, out)?;
            if output != KeysOutput::JsonLines {
                for record in &latest.records {
                    if let Some(note) = note::label(record, store.label(record)) {
                        report.warning(&note);
                    }
                }
            }
            report.all(store.problems());
            report.all(latest.problems.list());
            Ok(report.status())
        })
}

/// How records are written.
struct Printer<'p, 's> {
    output: KeysOutput,
    headers: bool,
    /// Tells where records are from, if that is to be written.
    label: Option<&'p Store<'s>>,
}

impl Printer<'_, '_> {
    /// Writes the records in their order, each with its value if there is one to show.
    fn print(
        &self,
        records: &[Record<'_>],
        value: impl Fn(&Record<'_>) -> Option<String>,
        to: &mut dyn Write,
    ) -> Outcome {
        let mut table = TabWriter::new();
        if self.output == KeysOutput::Table && self.headers && !records.is_empty() {
            table.write("KEY\tCREATE REVISION\tMOD REVISION\tVERSION\tLEASE\tSIZE\n");
        }
        let mut out = Vec::new();
        for record in records {
            match self.output {
                KeysOutput::Table => table.write(&row(record)),
                KeysOutput::Name => {
                    // A key is bytes; a line break in one must not make two lines.
                    out.extend_from_slice(escape::bytes(record.key).as_bytes());
                    out.push(b'\n');
                }
                KeysOutput::JsonLines => {
                    let label = self.label.map(|store| store.label(record));
                    line(&mut out, record, value(record).as_deref(), label);
                }
            }
            if out.len() >= PIECE {
                to.write_all(&out)?;
                out.clear();
            }
        }
        table.flush(&mut out);
        to.write_all(&out)?;
        Ok(())
    }
}

fn row(record: &Record<'_>) -> String {
    let lease = match record.lease {
        0 => String::new(),
        id => format!("{id:x}"),
    };
    // What a dump does not tell is left empty.
    let number = |n: i64| match record.revision.main {
        0 => String::new(),
        _ => n.to_string(),
    };
    format!(
        "{}\t{}\t{}\t{}\t{lease}\t{}\n",
        escape::bytes(record.key),
        number(record.create_revision),
        number(record.mod_revision),
        number(record.version),
        record.value.len(),
    )
}

/// One record as a line of JSON, with `value` if it is given, and with page and label where records
/// are salvaged. A key that is no UTF-8 is given in base64 instead.
fn line(out: &mut Vec<u8>, record: &Record<'_>, value: Option<&str>, label: Option<Label>) {
    match std::str::from_utf8(record.key) {
        Ok(key) => {
            out.extend_from_slice(b"{\"key\":");
            json::write_string(out, key);
        }
        Err(_) => {
            out.extend_from_slice(b"{\"key_base64\":");
            json::write_string(out, &STANDARD.encode(record.key));
        }
    }
    let mut rest = String::new();
    // A dump may tell none of them.
    if record.revision.main > 0 {
        let _ = write!(
            rest,
            ",\"create_revision\":{},\"mod_revision\":{},\"version\":{},\"lease\":{}",
            record.create_revision, record.mod_revision, record.version, record.lease,
        );
    }
    let _ = match value {
        Some(value) => write!(rest, ",\"value\":\"{value}\""),
        None => write!(rest, ",\"size\":{}", record.value.len()),
    };
    if let Some(label) = label {
        let _ = write!(rest, ",\"page\":{},\"label\":\"{label}\"", record.page);
    }
    out.extend_from_slice(rest.as_bytes());
    out.extend_from_slice(b"}\n");
}
