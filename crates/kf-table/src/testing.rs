//! What the printers' tests share.

use super::Printer;
use kf_base::time::Timestamp;
use kf_object::parse;
use kf_query::go_text;
use kf_schema::Minor;

/// What ages count to in the tests.
pub(super) const NOW: &str = "2026-11-22T12:00:00Z";

/// The headers and the cells of an object given as JSON, each joined by ` | `.
pub(super) fn printed(group: &str, kind: &str, minor: u8, object: &str) -> [String; 2] {
    shown(&Printer::built_in(group, kind, Minor::new(minor)), object)
}

/// The cells alone.
pub(super) fn cells(group: &str, kind: &str, minor: u8, object: &str) -> String {
    let [_, cells] = printed(group, kind, minor, object);
    cells
}

/// As [`printed`], with any printer.
pub(super) fn shown(printer: &Printer, object: &str) -> [String; 2] {
    let object = parse::json::parse(object.as_bytes()).unwrap();
    let columns = printer.columns().into_iter();
    let columns: Vec<String> = columns
        .map(|c| format!("{}{}", c.name, if c.priority == 0 { "" } else { "*" }))
        .collect();
    let cells = printer.cells(&object, Timestamp::parse(NOW));
    let cells: Vec<String> = cells.iter().map(go_text::sprint).collect();
    [columns.join(" | "), cells.join(" | ")]
}
