//! A line for each change: as a table, or as JSON for machines.

use super::Printer;
use super::place::Place;
use super::states::States;
use crate::cli::commands::structured::{lossy, text};
use crate::cli::report::Report;
use crate::escape;
use crate::object::Value;
use crate::object::encode::json;
use crate::snapshot::author::Manager;
use crate::snapshot::{KeyChange, KeyOperation};
use crate::text::tabwriter::TabWriter;

/// Paths shown before the rest is counted.
const PATHS: usize = 3;

/// Stands where there is nothing to say.
const NONE: &str = "-";

/// Stands for what the file does not tell.
const UNKNOWN: &str = "unknown";

/// The table.
pub(super) struct Rows {
    table: TabWriter,
    /// Whether the rows are of several objects.
    several: bool,
    wide: bool,
    header: bool,
}

impl Rows {
    pub(super) fn new(several: bool, wide: bool, header: bool) -> Self {
        Self {
            table: TabWriter::new(),
            several,
            wide,
            header,
        }
    }

    fn row(&mut self, cells: &[String]) {
        self.table.write(&cells.join("\t"));
        self.table.write("\n");
    }
}

impl<'s> Printer<'s> for Rows {
    fn change(
        &mut self,
        _: &mut Vec<u8>,
        change: &KeyChange<'s>,
        place: &Place<'_, '_>,
        states: &mut States<'_, 's>,
        report: &mut Report<'_>,
    ) {
        let several = self.several;
        if std::mem::take(&mut self.header) {
            self.table.write("REVISION\t");
            if several {
                self.table.write("TYPE\tNAMESPACE\tNAME\t");
            }
            self.table
                .write("VERSION\tOPERATION\tTIME\tMANAGER\tCHANGED\n");
        }
        let detail = states.detail(change, place, |path| path.to_string(), report);
        let mut cells = vec![change.record.revision.to_string()];
        if several {
            cells.push(escape::text(&place.kind));
            cells.push(escape::text(place.namespace.unwrap_or(NONE)));
            cells.push(escape::text(&place.name));
        }
        cells.push(match change.record.version {
            _ if change.record.tombstone => NONE.to_owned(),
            0 => UNKNOWN.to_owned(),
            version => version.to_string(),
        });
        cells.push(change.operation.name().to_owned());
        let author = &detail.author;
        cells.push(escape::text(author.time.as_deref().unwrap_or(UNKNOWN)));
        cells.push(
            author
                .manager
                .as_ref()
                .map_or_else(|| UNKNOWN.to_owned(), manager),
        );
        cells.push(match &detail.changed {
            None => UNKNOWN.to_owned(),
            Some(paths) => summary(paths, if self.wide { usize::MAX } else { PATHS }),
        });
        self.row(&cells);
    }

    fn end(mut self: Box<Self>, out: &mut Vec<u8>) {
        self.table.flush(out);
    }
}

/// `kubelet (Update status)`
fn manager(manager: &Manager) -> String {
    let mut words = manager.operation.clone();
    if !manager.subresource.is_empty() {
        words.push(' ');
        words.push_str(&manager.subresource);
    }
    escape::text(&format!("{} ({words})", manager.name))
}

/// The first paths, and how many more.
fn summary(paths: &[String], most: usize) -> String {
    if paths.is_empty() {
        return NONE.to_owned();
    }
    let mut shown: Vec<String> = paths.iter().take(most).map(|p| escape::text(p)).collect();
    let more = paths.len().saturating_sub(most);
    if more > 0 {
        shown.push(format!("+{more}"));
    }
    shown.join(", ")
}

/// One JSON object a line.
pub(super) struct Lines;

impl<'s> Printer<'s> for Lines {
    fn change(
        &mut self,
        out: &mut Vec<u8>,
        change: &KeyChange<'s>,
        place: &Place<'_, '_>,
        states: &mut States<'_, 's>,
        report: &mut Report<'_>,
    ) {
        let detail = states.detail(change, place, |path| path.pointer(), report);
        let or_null = |t: Option<Value<'static>>| t.unwrap_or(Value::Null);
        let record = &change.record;
        let api = |f: fn(&crate::snapshot::Mapping) -> String| place.mapping.map(f);
        let put = |n: i64| {
            if record.tombstone {
                Value::Null
            } else {
                Value::Int(n)
            }
        };
        let manager = detail.author.manager.map(|m| {
            Value::object([
                ("name", text(m.name)),
                ("operation", text(m.operation)),
                ("subresource", text(m.subresource)),
            ])
        });
        let changed = detail
            .changed
            .filter(|_| change.operation == KeyOperation::Updated);
        let line = Value::object([
            ("apiVersion", or_null(api(|m| m.api_version()).map(text))),
            (
                "changed",
                or_null(changed.map(|c| Value::Array(c.into_iter().map(text).collect()))),
            ),
            ("createRevision", put(record.create_revision)),
            ("key", lossy(record.key)),
            (
                "kind",
                or_null(api(|m| m.resource().kind.to_string()).map(text)),
            ),
            ("manager", or_null(manager)),
            ("name", text(place.name.as_ref())),
            ("namespace", or_null(place.namespace.map(text))),
            ("operation", text(change.operation.name())),
            (
                "previousRevision",
                or_null(change.before.map(|b| Value::Int(b.revision.main))),
            ),
            ("revision", Value::Int(record.revision.main)),
            ("subRevision", Value::Int(record.revision.sub)),
            ("time", or_null(detail.author.time.map(text))),
            ("version", put(record.version)),
        ]);
        json::write_compact(out, &line);
        out.push(b'\n');
    }

    fn end(self: Box<Self>, _: &mut Vec<u8>) {}
}
