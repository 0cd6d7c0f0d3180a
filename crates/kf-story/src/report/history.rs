//! `history.html`: the changes of the objects that the page speaks of, with what they changed.
//!
//! Objects of findings come first, then what was deleted, then the others, as far as limits go; what
//! finds no room is counted, and the command that shows it is named.

use std::collections::{BTreeMap, HashSet};
use std::convert::Infallible;
use std::fmt::Write as _;

use kf_base::count::counted;
use kf_base::escape::html as text;
use kf_base::limits::{MAX_REPORT_CHANGES, MAX_REPORT_DIFF_BYTES, MAX_REPORT_OBJECT_CHANGES};
use kf_base::time::Timestamp;
use kf_object::encode::Format;
use kf_object::{Value, mask};
use kf_text::line_diff::LineDiff;
use kf_text::page::{Sheet, tools};
use kf_view::KeyOperation;
use kf_view::author::changed;

use super::{Page, stamp};
use crate::clock::Clock;
use crate::walk::Seen;

/// The name of the page's file, by which the other page leads to it.
pub const HISTORY: &str = "history.html";

/// What this page has beside the look of all.
pub(super) const SHEET: Sheet = Sheet {
    style: include_str!("history.css"),
    script: "",
};

/// Paths that are named before the rest is counted.
const PATHS: usize = 3;

/// Longest text of what one change did, in bytes.
const LONGEST: usize = 6_000;

/// What the other page can lead to.
#[derive(Debug, Default)]
pub(super) struct Links {
    revisions: HashSet<i64>,
    kinds: BTreeMap<String, usize>,
}

impl Links {
    /// Where a change is shown.
    pub(super) fn change(&self, revision: i64) -> Option<String> {
        let is_there = self.revisions.contains(&revision);
        is_there.then(|| format!("{HISTORY}#r{revision}"))
    }

    /// Where the objects of a kind are shown.
    pub(super) fn kind(&self, kind: &str) -> Option<String> {
        let place = self.kinds.get(kind)?;
        Some(format!("{HISTORY}#k{place}"))
    }

    /// The page with what holds these words alone.
    pub(super) fn search(words: &str) -> String {
        let words = kf_base::percent::encoded(words.as_bytes(), b"-._~/");
        format!("{HISTORY}#search={words}")
    }
}

/// An object whose changes are shown.
struct Object<'p> {
    kind: &'p str,
    name: String,
    /// Places of its changes, of which the first ones may be left out.
    places: Vec<usize>,
    left_out: usize,
}

/// What is shown of a change.
struct Shown {
    at: usize,
    row: String,
    /// What it changed, to be had as far as there is room.
    diff: String,
}

/// Writes the page, and tells what it can be asked for.
pub(super) fn write(page: &Page<'_, '_, '_>) -> (String, Links) {
    let (objects, left_out) = chosen(page);
    let places: Vec<usize> = objects.iter().flat_map(|o| o.places.clone()).collect();
    let mut rows: BTreeMap<usize, (String, String)> = BTreeMap::new();
    let mut room = MAX_REPORT_DIFF_BYTES;
    let clock = &page.suspects.clock;
    let gather = |share: &mut Vec<Shown>, seen: &Seen<'_, '_>| share.push(shown(seen, clock));
    let taken: Result<(), Infallible> = page.story.walk(&places, gather, |share| {
        for mut shown in share.drain(..) {
            if shown.diff.len() > room {
                shown.diff = "<i>no room</i>".to_owned();
            }
            room = room.saturating_sub(shown.diff.len());
            rows.insert(shown.at, (shown.row, shown.diff));
        }
        Ok(())
    });
    let Ok(()) = taken;
    let mut links = Links::default();
    let out = printed(page, objects, left_out, &rows, &mut links);
    (out, links)
}

/// The objects whose changes find room, the most telling ones first, and how many changes do not.
fn chosen<'p>(page: &'p Page<'_, '_, '_>) -> (Vec<Object<'p>>, usize) {
    let changes = page.story.changes();
    let mut found: HashSet<&[u8]> = HashSet::new();
    let told = &page.suspects.findings;
    let revisions: HashSet<i64> = told.iter().map(|f| f.at.revision).collect();
    for change in changes.iter() {
        if revisions.contains(&change.record.revision.main) {
            found.insert(change.record.key);
        }
    }
    let key_of = |at: &usize| changes.get(*at).map_or(&[][..], |change| change.record.key);
    let mut ranked: Vec<(u8, &[usize])> = page
        .story
        .order()
        .chunk_by(|a, b| key_of(a) == key_of(b))
        .map(|one| {
            let key = one.first().map_or(&[][..], key_of);
            let last = one.last().and_then(|at| changes.get(*at));
            let gone = last.is_some_and(|c| c.operation == KeyOperation::Deleted);
            let holds = |part: &[u8]| key.windows(part.len()).any(|w| w == part);
            let passing = holds(b"/events/") || holds(b"/leases/");
            let rank = match (found.contains(key), gone, passing) {
                (true, ..) => 0,
                (_, true, false) => 1,
                (_, _, false) => 2,
                _ => 3,
            };
            (rank, one)
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut room = MAX_REPORT_CHANGES;
    // Where there is room for all changes, no object takes that of others.
    let most = match changes.len() <= MAX_REPORT_CHANGES {
        true => MAX_REPORT_CHANGES,
        false => MAX_REPORT_OBJECT_CHANGES,
    };
    let mut left_out = 0_usize;
    let mut objects = Vec::new();
    for (_, one) in ranked {
        let kept = one.len().min(most);
        let last = one.last().and_then(|at| Some((*at, changes.get(*at)?)));
        let place = last.and_then(|(at, change)| {
            let place = page.story.place(at, &change)?;
            Some((place.resource, name(&place, change.record.key)))
        });
        let Some((kind, name)) = place.filter(|_| kept <= room) else {
            left_out = left_out.saturating_add(one.len());
            continue;
        };
        room = room.saturating_sub(kept);
        let from = one.len().saturating_sub(kept);
        left_out = left_out.saturating_add(from);
        objects.push(Object {
            kind,
            name,
            places: one.iter().skip(from).copied().collect(),
            left_out: from,
        });
    }
    (objects, left_out)
}

fn name(place: &crate::kinds::Place<'_, '_>, key: &[u8]) -> String {
    match (place.namespace, place.name) {
        (_, "") => String::from_utf8_lossy(key).into_owned(),
        (Some(namespace), name) => format!("{namespace}/{name}"),
        (None, name) => name.to_owned(),
    }
}

/// A change as cells, and what it changed.
fn shown(seen: &Seen<'_, '_>, clock: &Clock) -> Shown {
    let record = &seen.change.record;
    let author = seen.author();
    let bracket = clock.bracket(record.revision.main);
    let told = author.time.as_deref().and_then(Timestamp::parse);
    let denied = told.is_some_and(|time| clock.contradicts(record.revision.main, time));
    let bounds = || {
        let (from, to) = (stamp(bracket.not_before), stamp(bracket.not_after));
        format!("{from} to {to}")
    };
    let time = match &author.time {
        Some(time) if denied => {
            format!("{}; its own time contradicts the order: {time}", bounds())
        }
        Some(time) => time.clone(),
        None => bounds(),
    };
    let manager = author.manager.as_ref().map_or("", |m| &m.name);
    let paths = match (seen.before(), seen.after()) {
        (Some(before), Some(after)) => changed(before, after),
        _ => Vec::new(),
    };
    let mut named: Vec<String> = paths.iter().take(PATHS).map(ToString::to_string).collect();
    if paths.len() > PATHS {
        named.push(format!("+{}", paths.len().saturating_sub(PATHS)));
    }
    let id = match record.revision.sub {
        0 => record.revision.main.to_string(),
        _ => record.revision.to_string(),
    };
    let row = format!(
        "<tr id=\"r{id}\"><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        record.revision,
        text(&time),
        seen.change.operation.name(),
        text(manager),
        text(&named.join(", ")),
    );
    Shown {
        at: seen.at,
        row,
        diff: diff(seen),
    }
}

/// What a change did, line by line; of a creation and a deletion the object itself.
fn diff(seen: &Seen<'_, '_>) -> String {
    let own = |value: Option<&Value<'_>>| value.map(|value| bare(value.clone().into_owned()));
    let (mut before, mut after) = (own(seen.before()), own(seen.after()));
    mask::secrets(before.as_mut(), after.as_mut());
    let yaml = |value: Option<&Value<'_>>| {
        let mut out = Vec::new();
        value
            .iter()
            .for_each(|value| Format::Yaml.write(&mut out, value));
        String::from_utf8_lossy(&out).into_owned()
    };
    let (old, new) = (yaml(before.as_ref()), yaml(after.as_ref()));
    let mut lines = Vec::new();
    match (old.is_empty(), new.is_empty()) {
        (true, true) => return String::new(),
        (false, false) => LineDiff::new(&old, &new).unified(&mut lines, false),
        _ => lines.extend_from_slice(format!("{old}{new}").as_bytes()),
    }
    marked(
        &String::from_utf8_lossy(&lines),
        !old.is_empty() && !new.is_empty(),
    )
}

/// An object without what changes with every write.
fn bare(mut object: Value<'static>) -> Value<'static> {
    let meta = object
        .as_object_mut()
        .and_then(|o| o.get_mut("metadata"))
        .and_then(Value::as_object_mut);
    if let Some(meta) = meta {
        meta.remove("managedFields");
    }
    object
}

/// Lines as HTML, of a diff with what came and went.
fn marked(lines: &str, diff: bool) -> String {
    let mut out = String::from("<pre>");
    let mut rest = lines.lines().count();
    for line in lines.lines() {
        if out.len() > LONGEST {
            let _ = writeln!(
                out,
                "<i>... {}</i>",
                counted(rest, "more line", "more lines")
            );
            break;
        }
        rest = rest.saturating_sub(1);
        let tag = match line.as_bytes().first() {
            Some(b'+') if diff => "ins",
            Some(b'-') if diff => "del",
            Some(b'@') if diff => "i",
            _ => "",
        };
        let _ = match tag {
            "" => writeln!(out, "{}", text(line)),
            tag => writeln!(out, "<{tag}>{}</{tag}>", text(line)),
        };
    }
    out.push_str("</pre>");
    out
}

fn printed(
    page: &Page<'_, '_, '_>,
    objects: Vec<Object<'_>>,
    left_out: usize,
    rows: &BTreeMap<usize, (String, String)>,
    links: &mut Links,
) -> String {
    let mut out = String::new();
    SHEET.begin(&mut out, "History of objects");
    out.push_str(
        "<header>\n<h1>History of objects</h1>\n<nav><a href=\"report.html\">Report</a></nav>\n",
    );
    out.push_str(&tools("", ""));
    out.push_str("</header>\n<main>\n");
    if left_out > 0 {
        let _ = writeln!(
            out,
            "<p>{left_out} changes find no room here (MAX_REPORT_CHANGES, MAX_REPORT_OBJECT_CHANGES): first come objects of \
             findings, then what was deleted. <code>kf history TYPE NAME -n NAMESPACE -o diff</code> \
             shows each.</p>"
        );
    }
    out.push_str("<p class=\"dim\">Of Secrets no values are shown. What else may be a credential is shown, also where a \
         Secret has the same value, unless the report was made with --redact: that goes by names and forms, \
         and a credential under a harmless name stays.</p>\n");
    let mut kinds: BTreeMap<&str, Vec<Object<'_>>> = BTreeMap::new();
    for object in objects {
        kinds.entry(object.kind).or_default().push(object);
    }
    let mut number = 0_usize;
    for (kind, mut objects) in kinds {
        objects.sort_by(|a, b| a.name.cmp(&b.name));
        let place = links.kinds.len();
        links.kinds.insert(kind.to_owned(), place);
        let name = text(kind);
        let _ = writeln!(out, "<section>\n<h2 id=\"k{place}\">{name}</h2>");
        for object in objects {
            number = number.saturating_add(1);
            self::object(&mut out, page, &object, number, rows, links);
        }
        out.push_str("</section>\n");
    }
    let _ = writeln!(
        out,
        "<p class=\"dim\">Made by kf {}.</p>\n</main>",
        text(page.version)
    );
    SHEET.end(&mut out);
    out
}

fn object(
    out: &mut String,
    page: &Page<'_, '_, '_>,
    object: &Object<'_>,
    number: usize,
    rows: &BTreeMap<usize, (String, String)>,
    links: &mut Links,
) {
    let changes = page.story.changes();
    let last = object.places.last().and_then(|at| changes.get(*at));
    let last = last.map_or("", |change| change.operation.name());
    let many = object.places.len().saturating_add(object.left_out);
    let many = counted(many, "change", "changes");
    let _ = writeln!(
        out,
        "<details class=\"change\" id=\"o{number}\"><summary>{} {} <span class=\"dim\">{many}, \
         {last} last</span></summary>",
        text(object.kind),
        text(&object.name),
    );
    if object.left_out > 0 {
        let _ = writeln!(
            out,
            "<p class=\"dim\">{} earlier ones are left out.</p>",
            object.left_out
        );
    }
    for at in &object.places {
        if let Some(change) = changes.get(*at) {
            links.revisions.insert(change.record.revision.main);
        }
        let Some((row, diff)) = rows.get(at) else {
            continue;
        };
        let _ = write!(out, "<table>{row}</table>\n{diff}\n");
    }
    out.push_str("</details>\n");
}
