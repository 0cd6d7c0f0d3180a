//! What printers ask of an object, and the texts that several of them make.

use kf_base::time::{Timestamp, human_duration};
use kf_object::access::{at, int, list, text};
use kf_object::{Map, Value};
use kf_query::labels::Selector;
use kf_schema::{Change, Minor};

/// An object to be printed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'r> {
    pub(super) object: &'r Value<'r>,
    /// What ages count to.
    pub(super) now: Option<Timestamp>,
    /// The server's minor.
    pub(super) minor: Minor,
}

/// An age in one unit (`ShortHumanDuration` in apimachinery's util/duration/duration.go).
fn short_duration(nanos: i64) -> String {
    let seconds = nanos / 1_000_000_000;
    match seconds {
        i64::MIN..-1 => "<invalid>".to_owned(),
        -1 => "0s".to_owned(),
        0..60 => format!("{seconds}s"),
        60..3_600 => format!("{}m", seconds / 60),
        3_600..86_400 => format!("{}h", seconds / 3_600),
        86_400..31_536_000 => format!("{}d", seconds / 86_400),
        _ => format!("{}y", seconds / 31_536_000),
    }
}

/// A cell of text.
pub(super) fn cell(text: impl Into<String>) -> Value<'static> {
    Value::String(text.into().into())
}

/// A cell with the object's name, marked when it is the default of its kind.
pub(super) fn default_name(row: &Row<'_>, is_default: bool) -> Value<'static> {
    let name = row.text(&["metadata", "name"]);
    cell(if is_default {
        format!("{name} (default)")
    } else {
        name.to_owned()
    })
}

/// A cell with the length of something.
pub(super) fn count(n: usize) -> Value<'static> {
    Value::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

impl<'r> Row<'r> {
    /// Whether a fact holds in the server's minor.
    pub(super) fn has(&self, change: Change) -> bool {
        self.minor.has(change)
    }

    /// `metadata.name`
    pub(super) fn name(&self) -> Value<'static> {
        cell(self.text(&["metadata", "name"]))
    }

    /// Time since the creation.
    pub(super) fn age(&self) -> Value<'static> {
        cell(self.since(&["metadata", "creationTimestamp"]))
    }

    /// Time since the time at a path, `<unknown>` without one (`translateTimestampSince`).
    pub(super) fn since(&self, path: &[&str]) -> String {
        self.since_text(self.text(path))
    }

    /// As [`since`](Self::since), of a text.
    pub(super) fn since_text(&self, time: &str) -> String {
        match (self.now, Timestamp::parse(time).filter(|t| !t.is_go_zero())) {
            (Some(now), Some(time)) if !self.has(Change::AGES_OF_TWO_UNITS) => {
                short_duration(now.nanos_since(time))
            }
            (Some(now), Some(time)) => human_duration(now.nanos_since(time)),
            _ => "<unknown>".to_owned(),
        }
    }

    pub(super) fn text(&self, path: &[&str]) -> &'r str {
        text(self.object, path)
    }

    pub(super) fn int(&self, path: &[&str]) -> i64 {
        int(self.object, path)
    }

    pub(super) fn list(&self, path: &[&str]) -> &'r [Value<'r>] {
        list(self.object, path)
    }

    pub(super) fn at(&self, path: &[&str]) -> Option<&'r Value<'r>> {
        at(self.object, path)
    }

    /// A cell with the text at a path.
    pub(super) fn cell(&self, path: &[&str]) -> Value<'static> {
        cell(self.text(path))
    }

    /// A cell with the number at a path, 0 when there is none.
    pub(super) fn number(&self, path: &[&str]) -> Value<'static> {
        Value::Int(self.int(path))
    }

    /// Whether the object is being deleted.
    pub(super) fn deleting(&self) -> bool {
        self.at(&["metadata", "deletionTimestamp"]).is_some()
    }

    /// Names and images of a pod template's containers, joined by `,`
    /// (`layoutContainerCells`).
    pub(super) fn containers(&self, spec: &[&str]) -> [Value<'static>; 2] {
        let containers = self.at(spec).map_or(&[][..], |s| list(s, &["containers"]));
        let join = |member: &str| {
            let texts: Vec<&str> = containers.iter().map(|c| text(c, &[member])).collect();
            cell(texts.join(","))
        };
        [join("name"), join("image")]
    }

    /// `k=v` pairs of the map at a path, `<none>` when it is empty.
    pub(super) fn labels(&self, path: &[&str]) -> Value<'static> {
        cell(format_labels(self.at(path).and_then(Value::as_object)))
    }

    /// The text of the label selector at a path, `<none>` when it is empty.
    pub(super) fn selector(&self, path: &[&str]) -> Value<'static> {
        cell(Selector::format_label_selector(self.object.at(path)))
    }
}

/// `k=v` pairs joined by `,`, or `<none>` (apimachinery `labels.FormatLabels`).
///
/// The pairs are sorted as whole texts, so that `app.x=1` comes before `app=2`.
#[must_use]
pub fn format_labels(labels: Option<&Map<'_>>) -> String {
    let Some(labels) = labels.filter(|l| !l.is_empty()) else {
        return "<none>".to_owned();
    };
    let pairs = labels.iter();
    let pairs = pairs.map(|(k, v)| format!("{k}={}", v.as_str().unwrap_or_default()));
    let mut pairs: Vec<String> = pairs.collect();
    pairs.sort_unstable();
    pairs.join(",")
}

/// The first three of some texts joined by `,`, and how many more there are.
pub(super) fn first_three(texts: &[String]) -> String {
    let shown: Vec<&str> = texts.iter().take(3).map(String::as_str).collect();
    let shown = shown.join(",");
    match texts.len() {
        0..=3 => shown,
        n => format!("{shown} + {} more...", n - 3),
    }
}
