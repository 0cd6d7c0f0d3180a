//! `kf check`

use std::borrow::Cow;
use std::fmt::Write as _;

use super::structured::{lossy, number};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::check::CheckArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::message::Head;
use crate::cli::open;
use crate::cli::report::Outcome;
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::count::counted;
use crate::error::Error;
use crate::escape;
use crate::object::Value;
use crate::snapshot::CheckReport;

/// What is said of values that a server would not read, or not so, when they may not be quoted.
const UNREAD: &str = "stored in a form that the server does not read, or not as it is stored";

/// Runs `kf check`.
pub(crate) fn run(
    args: &CheckArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let format = args.output.format()?;
    let opening = Opening::new(snapshot).file(args.file.as_deref()).checking();
    opening.with_snapshot(streams, |opened, report, out| {
        let name = opened.input().name();
        let mut found = opened.check_as(open::threads(), snapshot.kube_version)?;
        for problem in &mut found.problems {
            *problem = report.tellable(problem).into_owned();
        }
        if report.is_discreet() && !found.unread.is_empty() {
            let count = found.unread.iter().map(|(_, count)| count).sum();
            found.unread = vec![(UNREAD.to_owned(), count)];
        }
        let mut all = Vec::new();
        match format {
            Some(format) => format.write(&mut all, &value(name, &found)),
            None => text(&mut all, name, &found),
        }
        out.write_all(&all)?;
        if format.is_none() {
            for (note, count) in &found.unread {
                let values = counted(*count, "value", "values");
                report.warning(&format!("{note} ({values})"));
            }
            for note in &found.notes {
                report.headed(Head::Note, note);
            }
            let mut hints: Vec<&str> = found.problems.iter().filter_map(Error::hint_text).collect();
            hints.sort_unstable();
            hints.dedup();
            for hint in hints {
                report.headed(Head::Hint, hint);
            }
        }
        Ok(if found.is_sound() {
            ExitStatus::Success
        } else {
            ExitStatus::Failure
        })
    })
}

fn text(out: &mut Vec<u8>, name: &str, found: &CheckReport) {
    let mut text = String::new();
    for problem in &found.problems {
        let _ = writeln!(text, "{problem}");
    }
    let name = escape::text(name);
    let count = u64::try_from(found.problems.len())
        .unwrap_or(u64::MAX)
        .saturating_add(found.left_off);
    if found.left_off > 0 {
        let _ = writeln!(text, "... and {} more", found.left_off);
    }
    let _ = match count {
        0 => write!(text, "{name}: sound"),
        n => write!(text, "{name}: {}", counted(n, "problem", "problems")),
    };
    let census = found.census;
    let pages = census
        .branch
        .saturating_add(census.leaf)
        .saturating_add(census.overflow)
        .saturating_add(census.freelist);
    let _ = write!(
        text,
        "; checked {} in use, {}, {} decoded",
        counted(pages, "page", "pages"),
        counted(found.checked.records, "record", "records"),
        counted(found.decoded, "value", "values")
    );
    if found.foreign > 0 {
        let _ = write!(text, ", {} not of Kubernetes", found.foreign);
    }
    for (provider, count) in &found.encrypted {
        let _ = write!(text, ", {count} encrypted by {provider} and not checked");
    }
    text.push('\n');
    out.extend_from_slice(text.as_bytes());
}

fn value<'a>(name: &'a str, found: &'a CheckReport) -> Value<'a> {
    let census = found.census;
    let encrypted = found
        .encrypted
        .iter()
        .map(|(provider, count)| (Cow::Borrowed(provider.as_str()), number(*count)))
        .collect();
    Value::object([
        ("file", Value::str(name)),
        ("sound", Value::Bool(found.is_sound())),
        (
            "problems",
            Value::Array(found.problems.iter().map(problem).collect()),
        ),
        ("problemsLeftOff", number(found.left_off)),
        (
            "notes",
            Value::Array(found.notes.iter().map(|n| Value::str(n)).collect()),
        ),
        (
            "unread",
            Value::Array(
                found
                    .unread
                    .iter()
                    .map(|(note, count)| {
                        Value::object([("message", Value::str(note)), ("values", number(*count))])
                    })
                    .collect(),
            ),
        ),
        (
            "pages",
            Value::object([
                ("branch", number(census.branch)),
                ("leaf", number(census.leaf)),
                ("overflow", number(census.overflow)),
                ("freelist", number(census.freelist)),
                ("free", number(census.free)),
            ]),
        ),
        ("records", number(found.checked.records)),
        ("tombstones", number(found.checked.tombstones)),
        ("liveKeys", number(found.checked.live_keys)),
        ("valuesDecoded", number(found.decoded)),
        ("valuesNotOfKubernetes", number(found.foreign)),
        ("valuesEncrypted", Value::Object(encrypted)),
    ])
}

/// A problem with its place; the message stands alone.
fn problem(e: &Error) -> Value<'_> {
    let place = e.location();
    let mut members = vec![("message", Value::str(e.message()))];
    members.extend(place.page.map(|page| ("page", number(page))));
    members.extend(place.bucket.as_deref().map(|b| ("bucket", lossy(b))));
    members.extend(place.key.as_deref().map(|k| ("key", lossy(k))));
    if let Some((main, sub)) = place.revision {
        members.push((
            "revision",
            Value::object([("main", Value::Int(main)), ("sub", Value::Int(sub))]),
        ));
    }
    members.extend(e.hint_text().map(|hint| ("hint", Value::str(hint))));
    Value::object(members)
}
