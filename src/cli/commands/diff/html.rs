//! `-o html`: one page that needs nothing else. All text out of the snapshots is escaped.

use std::fmt::Write as _;
use std::io::Write;

use super::summary::COLUMNS;
use super::{PIECE, Run, title, yaml};
use crate::cli::report::Outcome;
use crate::count::counted;
use crate::escape::html as text;
use crate::snapshot::changes::{ObjectChange, Pair};
use crate::text::line_diff::{LineDiff, Row};
use crate::text::page::{Sheet, tools};

/// What this page has beside the look of all.
const SHEET: Sheet = Sheet {
    style: include_str!("html/page.css"),
    script: "",
};

/// The button that shows a diff in one column.
const UNIFY: &str =
    "<button id=\"unify\" title=\"side by side or unified (u)\" hidden>unified</button> ";

pub(super) fn print(run: &mut Run<'_, '_, '_>, to: &mut dyn Write) -> Outcome {
    let mut changed = run.count();
    let mut out = String::new();
    head(&mut out, run, changed.len());
    out.push_str("<main>\n");
    summary(&mut out, run);
    // By type, as the summary has them; keys sort by their place in etcd.
    changed.sort_by_cached_key(|pair| run.changes.place(pair).group_resource());
    let mut last = None;
    for pair in &changed {
        section(&mut out, run, pair, &mut last);
        if out.len() >= PIECE {
            to.write_all(out.as_bytes())?;
            out.clear();
        }
    }
    if last.is_some() {
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n");
    SHEET.end(&mut out);
    to.write_all(out.as_bytes())?;
    Ok(())
}

/// The head of the page, which stays on the screen.
fn head(out: &mut String, run: &Run<'_, '_, '_>, changed: usize) {
    let [before, after] = run.names.map(text);
    let title = format!("{before} and {after}");
    SHEET.begin(out, &title);
    let _ = writeln!(out, "<header>\n<h1>{title}</h1>");
    out.push_str(&tools(UNIFY, &format!("{changed} of {changed}")));
    out.push_str("</header>\n");
}

fn summary(out: &mut String, run: &Run<'_, '_, '_>) {
    let [before, after] = run.names.map(text);
    let at = |revision: Option<i64>| {
        revision.map_or_else(
            || "no revision".to_owned(),
            |revision| format!("revision {revision}"),
        )
    };
    let [from, to] = run.revisions.map(at);
    let _ = writeln!(
        out,
        "<p>before: {before}, {from}<br>after: {after}, {to}</p>"
    );
    out.push_str("<table class=\"summary\">\n<tr><th>type</th>");
    for (_, name) in COLUMNS {
        let _ = write!(out, "<th>{}</th>", name.to_lowercase());
    }
    out.push_str("</tr>\n");
    for (kind, counts) in run.summary.rows() {
        let kind = text(kind);
        let anchor = anchor(&kind);
        let _ = write!(out, "<tr><td><a href=\"#{anchor}\">{kind}</a></td>");
        numbers(out, counts);
    }
    out.push_str("<tr class=\"total\"><td>total</td>");
    numbers(out, run.summary.totals());
    out.push_str("</table>\n");
    if let Some(left_out) = run.summary.left_out() {
        let _ = writeln!(out, "<p>{}</p>", text(&left_out));
    }
    if !run.failed.is_empty() {
        let _ = writeln!(
            out,
            "<p class=\"bad\">{} could not be compared</p>",
            counted(run.failed.len(), "object", "objects")
        );
    }
}

/// The rest of a row; what is nothing does not catch the eye.
fn numbers(out: &mut String, counts: [u64; 4]) {
    for n in counts {
        let class = if n == 0 { " class=\"zero\"" } else { "" };
        let _ = write!(out, "<td{class}>{n}</td>");
    }
    out.push_str("</tr>\n");
}

/// An object, below the head of its type if it is the first of it.
fn section<'s>(
    out: &mut String,
    run: &Run<'_, '_, 's>,
    pair: &Pair<'s>,
    last: &mut Option<String>,
) {
    let Some(change) = run.again(pair) else {
        return;
    };
    let kind = text(&change.place.group_resource());
    if last.as_ref() != Some(&kind) {
        if last.is_some() {
            out.push_str("</section>\n");
        }
        let _ = write!(out, "<section>\n<h2 id=\"{}\">{kind}</h2>\n", anchor(&kind));
        *last = Some(kind);
    }
    object(out, &change);
}

fn object(out: &mut String, change: &ObjectChange<'_>) {
    let before = yaml(change.before.as_ref().map(|end| &end.value));
    let after = yaml(change.after.as_ref().map(|end| &end.value));
    let diff = LineDiff::new(&before, &after);
    let (came, went) = diff.counts();
    let _ = write!(
        out,
        "<details class=\"change {}\">\n<summary>{} <span class=\"came\">+{came}</span> \
         <span class=\"went\">-{went}</span></summary>\n<table class=\"lines\">\n",
        change.operation.name(),
        text(&title(change)),
    );
    let side = |out: &mut String, class: &str, line: Option<(usize, &str)>| {
        let _ = match line {
            Some((n, line)) => write!(
                out,
                "<td class=\"n\">{n}</td><td class=\"{class}\">{}</td>",
                text(line)
            ),
            None => write!(out, "<td class=\"n\"></td><td></td>"),
        };
    };
    for row in diff.rows() {
        match row {
            Row::Gap => out.push_str("<tr class=\"gap\"><td colspan=\"4\">...</td>"),
            Row::Same(a, b, line) => {
                out.push_str("<tr>");
                side(out, "", Some((a, line)));
                side(out, "", Some((b, line)));
            }
            Row::Other(a, b) => {
                out.push_str("<tr class=\"o\">");
                side(out, "went", a);
                side(out, "came", b);
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n</details>\n");
}

/// A fragment that is no search.
fn anchor(kind: &str) -> String {
    format!("type-{}", kind.replace(' ', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_and_style_end_where_they_should() {
        assert!(SHEET.is_closed());
    }
}
