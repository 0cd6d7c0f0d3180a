//! `kf lake list`

use std::collections::BTreeMap;

use super::super::structured::text;
use crate::cli::args::lake::ListArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::streams::Streams;
use crate::escape;
use crate::lake::lake::{Entry, Lake};
use crate::object::Value;
use crate::text::tabwriter::TabWriter;
use crate::time::time_text;

/// Stands for what is not known.
const UNKNOWN: &str = "unknown";

/// Runs `kf lake list`.
pub(super) fn run(args: &ListArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let format = args.output.format()?;
    let lake = Lake::open(&args.lake.lake).map_err(|e| Failure::from(e).elsewhere())?;
    let mut report = Report::new(streams.voice(), "");
    let mut entries = Vec::new();
    let rows = lake.snapshots();
    let rows = rows.map_err(|e| Failure::from(e).elsewhere())?;
    for row in rows.into_values().flatten() {
        // Of a month, a file has the rows of all its snapshots.
        match lake.entries(&row) {
            Ok(of) => entries.extend(of),
            Err(e) => report.problem(&e),
        }
    }
    let status = report.status();
    entries.sort_by(|a, b| (&a.cluster, a.taken, &a.sha256).cmp(&(&b.cluster, b.taken, &b.sha256)));
    let mut sources: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in lake.sources() {
        sources.entry(source.sha256).or_default().push(source.name);
    }
    let mut screen = Vec::new();
    if let Some(format) = format {
        let all = entries.iter().map(|entry| value(entry, &sources)).collect();
        format.write(
            &mut screen,
            &Value::object([("snapshots", Value::Array(all))]),
        );
    } else {
        let mut table = TabWriter::new();
        if args.headers.shown() && !entries.is_empty() {
            table.write("CLUSTER\tTAKEN\tOBJECTS\tPROBLEMS\tCOMPLETE\tSNAPSHOT\tSOURCE\n");
        }
        for entry in &entries {
            let from = sources.get(&entry.sha256).and_then(|all| all.first());
            table.write(&format!(
                "{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
                escape::text(entry.cluster.as_deref().unwrap_or(UNKNOWN)),
                taken(entry).unwrap_or_else(|| UNKNOWN.to_owned()),
                entry
                    .objects
                    .map_or_else(|| UNKNOWN.to_owned(), |n| n.to_string()),
                entry.problems,
                if entry.complete { "yes" } else { "no" },
                entry.sha256.get(..12).unwrap_or_default(),
                escape::text(from.map_or("", String::as_str)),
            ));
        }
        table.flush(&mut screen);
    }
    streams.out.write_all(&screen)?;
    Ok(status)
}

fn taken(entry: &Entry) -> Option<String> {
    time_text(entry.taken?.seconds)
}

fn value(entry: &Entry, sources: &BTreeMap<String, Vec<String>>) -> Value<'static> {
    let number = |n: Option<i64>| n.map_or(Value::Null, Value::Int);
    let or_null = |t: Option<String>| t.map_or(Value::Null, text);
    let from = sources.get(&entry.sha256).into_iter().flatten();
    Value::object([
        ("cluster", or_null(entry.cluster.clone())),
        ("taken", or_null(taken(entry))),
        ("snapshotSHA256", text(entry.sha256.clone())),
        ("revision", number(entry.revision)),
        ("complete", Value::Bool(entry.complete)),
        ("objects", number(entry.objects)),
        ("problems", Value::Int(entry.problems)),
        ("locked", Value::Int(entry.locked)),
        ("redacted", or_null(entry.redacted.clone())),
        ("kfVersion", text(entry.kf_version.clone())),
        (
            "sources",
            Value::Array(from.map(|s| text(s.clone())).collect()),
        ),
    ])
}
