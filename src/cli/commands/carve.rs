//! `kf carve`

use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::structured::{number, text};
use crate::Error;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::carve::{CarveArgs, CarveOutput};
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::cli::target;
use crate::count::counted;
use crate::escape;
use crate::etcd::{Carved, Fate};
use crate::object::Value;
use crate::object::encode::{Format, json};
use crate::snapshot::{ReadOptions, View};
use crate::text::tabwriter::TabWriter;

/// Output is handed on in pieces of about this size.
const PIECE: usize = 1 << 18;

/// Runs `kf carve`.
pub(crate) fn run(
    args: &CarveArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let opening = Opening::new(snapshot).hinting_at_salvage();
    opening.with_view(streams, |session, report, out| {
        let view = &session.view;
        if let Some(form) = session.snapshot.dump_form() {
            return Err(Error::unsupported(format!(
                "this is a dump of keys and values ({form}): nothing lies in it beside them"
            ))
            .into());
        }
        let mut carved = session.snapshot.carve(view.store(), args.copies);
        let filter = Filter::new(args, view, &carved)?;
        carved.retain(|carved| filter.wants(view, carved));
        print(args, &carved, view, out)?;
        if carved.is_empty() {
            report.note("Nothing found: no page outside the tree holds such a record");
        }
        warn(&carved, view.store().revision(), report);
        session.say_problems(report);
        Ok(report.status())
    })
}

/// Writes the records in the form that was asked for.
fn print<'s>(
    args: &CarveArgs,
    carved: &[Carved<'s>],
    view: &View<'s>,
    to: &mut dyn Write,
) -> Outcome {
    let mut table = TabWriter::new();
    if args.output == CarveOutput::Table && args.headers.shown() && !carved.is_empty() {
        table.write("REVISION\tKEY\tVERSION\tEXISTS\tFATE\tWHOLE\tPAGE\tLABEL\tSIZE\n");
    }
    let mut out = Vec::new();
    if args.output == CarveOutput::Json {
        out.extend_from_slice(b"{\n    \"items\": [");
    }
    for (index, record) in carved.iter().enumerate() {
        match args.output {
            CarveOutput::Table => table.write(&row(record)),
            CarveOutput::Jsonl => {
                json::write_compact(&mut out, &value(record, args.values, None));
                out.push(b'\n');
            }
            CarveOutput::Yaml => {
                out.extend_from_slice(if index > 0 { b"---\n" } else { b"" });
                let value = value(record, args.values, Some(view));
                Format::Yaml.write(&mut out, &value);
            }
            CarveOutput::Json => {
                let comma: &[u8] = if index > 0 { b"," } else { b"" };
                out.extend_from_slice(comma);
                out.extend_from_slice(b"\n        ");
                json::write(&mut out, &value(record, args.values, Some(view)), 2);
            }
        }
        if out.len() >= PIECE {
            to.write_all(&out)?;
            out.clear();
        }
    }
    if args.output == CarveOutput::Json {
        let end: &[u8] = if carved.is_empty() {
            b"]\n}\n"
        } else {
            b"\n    ]\n}\n"
        };
        out.extend_from_slice(end);
    }
    table.flush(&mut out);
    to.write_all(&out)?;
    Ok(())
}

/// Says what does not belong to the history of this file.
fn warn(carved: &[Carved<'_>], revision: i64, report: &mut Report<'_>) {
    let count = |fate| carved.iter().filter(|carved| carved.fate == fate).count();
    match count(Fate::Ahead) {
        0 => {}
        n => report.warning(&format!(
            "{} of revisions above {revision}, the store's: of a commit that was not finished, \
             written while the snapshot was being sent, or of another history",
            counted(n, "record is", "records are")
        )),
    }
    match count(Fate::Foreign) {
        0 => {}
        n => report.warning(&format!(
            "{} of revisions of which the tree holds none or another one: the file has pages of \
             different histories, or they are damaged",
            counted(n, "record is", "records are")
        )),
    }
}

/// Which records are asked for.
struct Filter<'a> {
    args: &'a CarveArgs,
    /// What keys start with, and the names after it; all names if there are none.
    places: Vec<(String, Vec<String>)>,
}

impl<'a> Filter<'a> {
    fn new<'s>(args: &'a CarveArgs, view: &View<'s>, carved: &[Carved<'s>]) -> Outcome<Self> {
        let mut places = Vec::new();
        if !args.target.is_empty() {
            let records: Vec<_> = carved.iter().filter_map(|found| found.record).collect();
            for request in target::parse(&args.target)?.requests {
                let mappings = view.lookup_among(&request.kind, &records);
                let mappings = mappings.map_err(Failure::lookup)?;
                // Nothing without a namespace is in one.
                let outside = args.namespace.given().is_some();
                for mapping in mappings {
                    if outside && !mapping.resource().namespaced {
                        continue;
                    }
                    let prefix = view.key_prefix(&mapping, args.namespace.given())?;
                    places.push((prefix, request.names.clone()));
                }
            }
        }
        Ok(Self { args, places })
    }

    fn wants(&self, view: &View<'_>, carved: &Carved<'_>) -> bool {
        let placed = || {
            self.places.iter().any(|(prefix, names)| {
                let Some(rest) = carved.key.strip_prefix(prefix.as_bytes()) else {
                    return false;
                };
                let name = rest.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
                names.is_empty() || names.iter().any(|n| n.as_bytes() == name)
            })
        };
        let in_namespace = || match self.args.namespace.given() {
            Some(namespace) => view.place_of_key(carved.key).namespace == *namespace,
            None => true,
        };
        carved.key.starts_with(self.args.keys.prefix.as_bytes())
            && !(self.args.deleted && carved.live)
            && match self.args.target.is_empty() {
                true => in_namespace(),
                // Where the type lies in the namespace.
                false => placed(),
            }
    }
}

fn row(carved: &Carved<'_>) -> String {
    let yes = |yes| if yes { "yes" } else { "no" };
    let version = match carved.record {
        _ if carved.tombstone => "deleted".to_owned(),
        Some(record) => record.version.to_string(),
        None => String::new(),
    };
    format!(
        "{}\t{}\t{version}\t{}\t{}\t{}\t{}\t{}\t{}\n",
        carved.revision,
        escape::text(&String::from_utf8_lossy(carved.key)),
        yes(carved.live),
        carved.fate.as_str(),
        yes(carved.record.is_some()),
        carved.page,
        carved.label,
        carved.size,
    )
}

/// A record with all that is known of it; with a view, the object in it.
fn value<'s>(carved: &Carved<'s>, values: bool, view: Option<&View<'s>>) -> Value<'s> {
    let base64 = |bytes: &[u8]| text(STANDARD.encode(bytes));
    let count = |n: usize| number(u64::try_from(n).unwrap_or(u64::MAX));
    let mut members = vec![
        match std::str::from_utf8(carved.key) {
            Ok(key) => ("key", text(key)),
            Err(_) => ("key_base64", base64(carved.key)),
        },
        ("mod_revision", Value::Int(carved.revision.main)),
        ("sub", Value::Int(carved.revision.sub)),
        ("tombstone", Value::Bool(carved.tombstone)),
        ("whole", Value::Bool(carved.record.is_some())),
        ("page", number(carved.page)),
        ("label", text(carved.label.to_string())),
        ("fate", text(carved.fate.as_str())),
        ("exists", Value::Bool(carved.live)),
        ("copies", count(carved.copies)),
        ("size", count(carved.size)),
    ];
    match carved.record {
        None => {
            members.push(("left", count(carved.bytes.len())));
            if values {
                members.push(("record_part", base64(carved.bytes)));
            }
        }
        Some(record) if !record.tombstone => {
            members.push(("create_revision", Value::Int(record.create_revision)));
            members.push(("version", Value::Int(record.version)));
            members.push(("lease", Value::Int(record.lease)));
            if values {
                members.push(("value", base64(record.value)));
            }
            let options = ReadOptions {
                managed_fields: true,
                ..ReadOptions::default()
            };
            match view.map(|view| view.object_of(record, options)) {
                None => {}
                Some(Ok(found)) => members.push(("object", found.value)),
                Some(Err(e)) => members.push(("problem", text(e.message()))),
            }
        }
        Some(_) => {}
    }
    Value::object(members)
}
