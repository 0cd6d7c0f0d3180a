//! The summary, and unified diffs below it.

use std::fmt::Write as _;
use std::io::Write;

use super::summary::{COLUMNS, Summary};
use super::{PIECE, Run, title, yaml};
use crate::cli::report::{Outcome, Report};
use crate::cli::ui;
use crate::escape;
use crate::snapshot::changes::{End, ObjectChange};
use crate::text::line_diff::LineDiff;
use crate::text::tabwriter::TabWriter;

pub(super) fn print(
    run: &mut Run<'_, '_, '_>,
    report: &mut Report<'_>,
    to: &mut dyn Write,
) -> Outcome {
    let changed = run.count();
    let mut out = Vec::new();
    if !changed.is_empty() {
        table(&mut out, &run.summary);
    }
    let paged = run.screen.out && run.screen.pager.is_some();
    for pair in changed.iter().filter(|_| !run.args.stat) {
        if let Some(change) = run.again(pair) {
            out.push(b'\n');
            object(&mut out, run, &change);
        }
        if !paged && out.len() >= PIECE {
            to.write_all(&out)?;
            out.clear();
        }
    }
    if paged {
        return ui::page(run.screen, &out, report, to);
    }
    to.write_all(&out)?;
    Ok(())
}

/// Counts by type.
fn table(out: &mut Vec<u8>, summary: &Summary) {
    let mut table = TabWriter::new();
    let mut row = |name: &str, cells: [String; 4]| {
        let mut line = escape::text(name);
        for cell in cells {
            let _ = write!(line, "\t{cell}");
        }
        line.push('\n');
        table.write(&line);
    };
    row("TYPE", COLUMNS.map(|(_, title)| title.to_owned()));
    for (kind, counts) in summary.rows() {
        row(kind, counts.map(|n| n.to_string()));
    }
    row("total", summary.totals().map(|n| n.to_string()));
    table.flush(out);
}

/// One object.
fn object(out: &mut Vec<u8>, run: &Run<'_, '_, '_>, change: &ObjectChange<'_>) {
    let (begin, end) = if run.color {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    let side = |end: Option<&End<'_>>, name: &str| match end {
        // A dump may tell none.
        Some(end) if end.revision == 0 => escape::text(name),
        Some(end) => format!("{}\trevision {}", escape::text(name), end.revision),
        None => "/dev/null".to_owned(),
    };
    let head = format!(
        "{begin}{}\n--- {}\n+++ {}{end}\n",
        title(change),
        side(change.before.as_ref(), run.names[0]),
        side(change.after.as_ref(), run.names[1]),
    );
    out.extend_from_slice(head.as_bytes());
    let before = yaml(change.before.as_ref().map(|end| &end.value));
    let after = yaml(change.after.as_ref().map(|end| &end.value));
    LineDiff::new(&before, &after).unified(out, run.color);
}
