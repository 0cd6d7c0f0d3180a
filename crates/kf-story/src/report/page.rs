//! `report.html`

use std::fmt::Write as _;

use kf_base::count::counted;
use kf_base::escape::{self, html as text};
use kf_text::page::{Sheet, tools};

use super::history::{self, HISTORY, Links};
use super::plot::Lane;
use super::{Axis, Cell, Mark, Page, Pages, Section, Sum, plot, stamp};
use crate::suspects::{ATTACK_NOTICE, ATTACK_VERSION, Severity};

/// What this page has beside the look of all.
pub(super) const SHEET: Sheet = Sheet {
    style: include_str!("page.css"),
    script: include_str!("page.js"),
};

/// Kinds with a lane of their own in the timeline; the rest share one.
const LANES: usize = 16;

/// Bars that are drawn; the rest is counted.
const BARS: usize = 20;
/// Kinds in the picture of space.
const KINDS: usize = 40;
/// Rows of a table that are shown at once; the rest stands folded below.
const PAGE: usize = 200;

/// Where a name leads to.
type Link<'l> = &'l dyn Fn(&str) -> Option<String>;

/// Writes the pages.
#[must_use]
pub fn write(mut page: Page<'_, '_, '_>) -> Pages {
    page.tally.sort();
    let (history, links) = history::write(&page);
    let mut out = String::new();
    head(&mut out);
    files(&mut out, &page);
    limits(&mut out, &page);
    findings(&mut out, &page, &links);
    changes(&mut out, &page, &links);
    gone(&mut out, &page, &links);
    out.push_str("<a id=\"secrets\"></a>\n");
    for section in &page.sections {
        table(&mut out, section, &links);
    }
    let _ = writeln!(
        out,
        "<p class=\"dim\">Made by kf {}. Techniques: ATT&amp;CK {ATTACK_VERSION}. {}</p>\n</main>",
        text(page.version),
        text(ATTACK_NOTICE)
    );
    SHEET.end(&mut out);
    Pages {
        report: out,
        history,
    }
}

/// A number that leads to the change of that revision, if it is shown.
fn revision(revision: i64, links: &Links) -> String {
    links.change(revision).map_or_else(
        || revision.to_string(),
        |link| format!("<a href=\"{link}\">{revision}</a>"),
    )
}

fn head(out: &mut String) {
    SHEET.begin(out, "What etcd tells");
    let _ = writeln!(
        out,
        "<header>\n<h1>What etcd tells</h1>\n<nav><a href=\"#files\">Evidence</a>\
         <a href=\"#findings\">Findings</a><a href=\"#changes\">Changes</a>\
         <a href=\"#gone\">Deleted</a><a href=\"#secrets\">Secrets</a>\
         <a href=\"{HISTORY}\">History of objects</a></nav>"
    );
    out.push_str(&tools("", ""));
    out.push_str("</header>\n<main>\n");
}

fn files(out: &mut String, page: &Page<'_, '_, '_>) {
    out.push_str("<h2 id=\"files\">Evidence</h2>\n");
    for file in &page.files {
        let _ = writeln!(
            out,
            "<table>\n<tr><th>file</th><td>{}</td></tr>",
            text(&file.name)
        );
        let _ = writeln!(
            out,
            "<tr><th>SHA-256</th><td><code>{}</code></td></tr>\n<tr><th>size</th><td>{} bytes</td></tr>",
            text(&file.sha256),
            file.size
        );
        for (name, value) in &file.told {
            let _ = writeln!(
                out,
                "<tr><th>{}</th><td>{}</td></tr>",
                text(name),
                text(value)
            );
        }
        out.push_str("</table>\n");
    }
}

fn limits(out: &mut String, page: &Page<'_, '_, '_>) {
    out.push_str("<h2 id=\"limits\">What this does not tell</h2>\n<ul>\n");
    let clock = &page.suspects.clock;
    let mut limits = page.limits.clone();
    for gap in page.story.gaps() {
        limits.push(format!(
            "Of the revisions between {} ({}) and {} ({}) no file holds all changes.",
            gap.after.0, gap.after.1, gap.until.0, gap.until.1
        ));
    }
    for foreign in page.story.foreign() {
        limits.push(format!(
            "{} is left out: it is of another history.",
            foreign.name
        ));
    }
    if clock.skew() > 0 {
        limits.push(format!(
            "Times of servers go back by up to {} s; bounds of times are widened by it.",
            clock.skew()
        ));
    }
    let unread = page.suspects.unread;
    if unread > 0 {
        limits.push(format!(
            "{} could not be read, and no rule looked there.",
            counted(unread, "value", "values")
        ));
    }
    let blind = page.suspects.blind;
    let ownerless = page.suspects.ownerless;
    if ownerless > 0 {
        limits.push(format!(
            "Of {} it cannot be judged whether the named owners exist: a part of the file is damaged.",
            counted(ownerless, "object", "objects")
        ));
    }
    if blind > 0 {
        limits.push(format!(
            "Of {} nothing but the deletion is in the files.",
            counted(blind, "deleted object", "deleted objects")
        ));
    }
    limits.extend([
        "Reads (get, list, watch, exec, logs) leave nothing in etcd.".to_owned(),
        "A field manager is a name that the client chose, and no user.".to_owned(),
        "etcd has no wall clock: times are those that API servers noted in objects, and bounds out of them."
            .to_owned(),
        "A finding is where to look, and no proof.".to_owned(),
    ]);
    for limit in limits {
        let _ = writeln!(out, "<li>{}</li>", text(&limit));
    }
    out.push_str("</ul>\n");
}

fn findings(out: &mut String, page: &Page<'_, '_, '_>, links: &Links) {
    let found = &page.suspects.findings;
    out.push_str("<h2 id=\"findings\">Findings</h2>\n<p>");
    for severity in Severity::ALL.into_iter().rev() {
        let all = found
            .iter()
            .filter(|f| page.suspects.severity(f) == severity);
        let name = severity.name();
        let _ = write!(out, "<span class=\"{name}\">{} {name}</span> ", all.count());
    }
    out.push_str("</p>\n");
    for (at, finding) in found.iter().enumerate() {
        let Some(rule) = page.suspects.rule(finding) else {
            continue;
        };
        if at == PAGE {
            let _ = writeln!(
                out,
                "<details><summary>{} more</summary>",
                found.len().saturating_sub(PAGE)
            );
        }
        let name = rule.severity.name();
        let _ = write!(
            out,
            "<details class=\"finding\"><summary><span class=\"{name}\">{name}</span> {}: <b>{}</b> \
             <span class=\"dim\">revision {}</span></summary>\n<p>{}, {}, {}{}.</p>\n<pre>",
            text(&rule.title),
            text(&finding.subject()),
            revision(finding.at.revision, links),
            text(finding.operation.name()),
            text(&finding.when()),
            text(&rule.id),
            text(
                &finding
                    .manager
                    .as_ref()
                    .map_or_else(String::new, |m| format!(", by {m}"))
            ),
        );
        for evidence in &finding.evidence {
            let _ = writeln!(out, "{} = {}", text(&evidence.path), text(&evidence.value));
        }
        for more in finding.more.iter().take(BARS) {
            let _ = writeln!(
                out,
                "also {} at revision {}",
                text(&more.key),
                revision(more.revision, links)
            );
        }
        let _ = write!(
            out,
            "</pre>\n<p class=\"dim\">ATT&amp;CK {}. May be innocent: {}</p>\n<p><code>{}</code></p></details>\n",
            text(&rule.attack.join(", ")),
            text(&rule.innocent),
            text(&command(finding)),
        );
    }
    if found.len() > PAGE {
        out.push_str("</details>\n");
    }
}

/// The command line that shows the history of a finding's object.
fn command(finding: &crate::suspects::Finding) -> String {
    let word = escape::shell_word;
    let namespace = finding.namespace.as_ref();
    let namespace = namespace.map_or_else(String::new, |n| format!(" -n {}", word(n)));
    format!(
        "kf history {} {}{namespace} -o diff",
        word(&finding.resource),
        word(&finding.name)
    )
}

fn greatest(
    sums: &std::collections::BTreeMap<String, Sum>,
    by: fn(&Sum) -> u64,
) -> Vec<(&str, Sum)> {
    let mut list: Vec<(&str, Sum)> = sums.iter().map(|(n, s)| (n.as_str(), *s)).collect();
    list.sort_by_key(|(name, sum)| (std::cmp::Reverse(by(sum)), *name));
    list
}

fn changes(out: &mut String, page: &Page<'_, '_, '_>, links: &Links) {
    let tally = &page.tally;
    let _ = write!(
        out,
        "<h2 id=\"changes\">Changes</h2>\n<p>{}. <span class=\"key\"><span class=\"c\"></span>created\
         <span class=\"u\"></span>updated<span class=\"d\"></span>deleted</span></p>\n",
        counted(
            tally
                .kinds
                .values()
                .map(|kind| kind.marks.len())
                .sum::<usize>(),
            "change",
            "changes"
        )
    );
    timeline(out, page, links);
    let kinds: std::collections::BTreeMap<String, Sum> = tally
        .kinds
        .iter()
        .map(|(name, kind)| (name.clone(), kind.sum))
        .collect();
    let of_kind = |name: &str| links.kind(name);
    let of_namespace = |name: &str| Some(Links::search(&format!("{name}/")));
    let by: [(&str, _, Link<'_>); 2] = [
        ("by kind", &kinds, &of_kind),
        ("by namespace", &tally.namespaces, &of_namespace),
    ];
    for (title, sums, link) in by {
        let list = greatest(sums, |sum| sum.changes);
        let shown = list.get(..BARS).unwrap_or(&list);
        let _ = writeln!(out, "<h3>{title}</h3>");
        plot::bars(out, title, shown, link);
        if list.len() > shown.len() {
            let rest = list.len().saturating_sub(shown.len());
            let _ = writeln!(out, "<p class=\"dim\">and {rest} more</p>");
        }
    }
    let list = greatest(&kinds, |sum| sum.bytes);
    out.push_str("<h3>space by kind, of all revisions</h3>\n");
    plot::treemap(out, list.get(..KINDS).unwrap_or(&list), of_kind);
    let mut managers: Vec<(&String, &u64)> = tally.managers.iter().collect();
    managers.sort_by_key(|(name, count)| (**count, *name));
    let rows = managers.into_iter().map(|(name, count)| {
        vec![
            Cell::leading(name.clone(), name),
            Cell::from(count.to_string()),
        ]
    });
    table(
        out,
        &Section {
            title: "Field managers, the rarest first".to_owned(),
            note: "Names that clients gave; one that few changes have is worth a look.".to_owned(),
            columns: vec!["manager".to_owned(), "changes".to_owned()],
            rows: rows.collect(),
        },
        links,
    );
}

/// The picture of all changes over time, with a lane for each of the kinds that changed most.
fn timeline(out: &mut String, page: &Page<'_, '_, '_>, links: &Links) {
    let clock = &page.suspects.clock;
    let kinds = &page.tally.kinds;
    let all = || kinds.values().flat_map(|kind| kind.marks.iter());
    let Some(axis) = Axis::new(all(), clock) else {
        return;
    };
    let mut order: Vec<(&String, &Vec<Mark>)> = kinds.iter().map(|(n, k)| (n, &k.marks)).collect();
    order.sort_by_key(|(name, marks)| (std::cmp::Reverse(marks.len()), *name));
    let (own, rest) = order.split_at(order.len().min(LANES));
    let mut lanes: Vec<Lane<'_>> = own
        .iter()
        .map(|(name, marks)| Lane {
            name,
            link: links.kind(name),
            buckets: axis.buckets(marks.iter(), clock),
        })
        .collect();
    if !rest.is_empty() {
        let marks = rest.iter().flat_map(|(_, marks)| marks.iter());
        lanes.push(Lane {
            name: "all others",
            link: None,
            buckets: axis.buckets(marks, clock),
        });
    }
    let buckets = axis.buckets(all(), clock);
    plot::timeline(out, axis, &buckets, &lanes, |r| links.change(r));
}

fn gone(out: &mut String, page: &Page<'_, '_, '_>, links: &Links) {
    let clock = &page.suspects.clock;
    let rows = page.tally.gone.iter().map(|gone| {
        let bracket = clock.bracket(gone.revision);
        let created = gone
            .created
            .map_or_else(|| Cell::from("?".to_owned()), Cell::from);
        vec![
            Cell::from(gone.revision),
            Cell::from(gone.what.clone()),
            Cell::from(stamp(bracket.not_before)),
            Cell::from(stamp(bracket.not_after)),
            created,
        ]
    });
    let left_out = page
        .tally
        .deleted
        .saturating_sub(u64::try_from(page.tally.gone.len()).unwrap_or(u64::MAX));
    let deletions = counted(page.tally.deleted, "deletion", "deletions");
    let note = match left_out {
        0 => format!("{deletions}, without those of Events."),
        n => format!("{deletions}, without those of Events; {n} of them left out here."),
    };
    let columns = [
        "revision",
        "object",
        "not before",
        "not after",
        "made at revision",
    ];
    out.push_str("<a id=\"gone\"></a>\n");
    table(
        out,
        &Section {
            title: "Deleted".to_owned(),
            note,
            columns: columns.map(str::to_owned).to_vec(),
            rows: rows.collect(),
        },
        links,
    );
}

/// A table whose rows beyond the first page are folded.
fn table(out: &mut String, section: &Section, links: &Links) {
    let _ = writeln!(
        out,
        "<h2>{}</h2>\n<p>{}</p>",
        text(&section.title),
        text(&section.note)
    );
    for (at, rows) in section.rows.chunks(PAGE).enumerate() {
        let from = at.saturating_mul(PAGE).saturating_add(1);
        let until = from.saturating_add(rows.len()).saturating_sub(1);
        if at > 0 {
            let _ = writeln!(out, "<details><summary>{from} to {until}</summary>");
        }
        out.push_str("<table>\n<tr>");
        for column in &section.columns {
            let _ = write!(out, "<th>{}</th>", text(column));
        }
        out.push_str("</tr>\n");
        for row in rows {
            out.push_str("<tr class=\"row\">");
            for cell in row {
                let link = match (&cell.search, cell.revision) {
                    (_, Some(revision)) => links.change(revision),
                    (Some(words), None) => Some(Links::search(words)),
                    (None, None) => None,
                };
                let shown = text(&cell.text);
                let _ = match link {
                    Some(link) => write!(out, "<td><a href=\"{link}\">{shown}</a></td>"),
                    None => write!(out, "<td>{shown}</td>"),
                };
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table>\n");
        if at > 0 {
            out.push_str("</details>\n");
        }
    }
}
