//! Parts that descriptions of many kinds share.

use std::borrow::Cow;

use super::context::{About, Context};
use super::writer::{Writer, put};
use kf_base::time::{Timestamp, rfc1123z_text};
use kf_object::access::{at, int, list, text};
use kf_object::{Map, Value, quantity};
use kf_query::go_text;
use kf_query::sort::go_sort;

/// The longest line of an annotation, in bytes (`maxAnnotationLen`).
pub(super) const LONGEST: usize = 140;

/// What `kubectl apply` remembers in an annotation: never shown.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// The map at a path, `None` when it is absent or empty.
pub(super) fn map<'v, 'a>(value: &'v Value<'a>, path: &[&str]) -> Option<&'v Map<'a>> {
    let map = value.at(path).and_then(Value::as_object)?;
    (!map.is_empty()).then_some(map)
}

/// The name of an object.
pub(super) fn name<'v>(object: &'v Value<'_>) -> &'v str {
    text(object, &["metadata", "name"])
}

/// The namespace of an object, empty when it has none.
pub(super) fn namespace<'v>(object: &'v Value<'_>) -> &'v str {
    text(object, &["metadata", "namespace"])
}

/// The first lines of most descriptions: name and, with a namespaced kind, namespace.
pub(super) fn name_and_namespace(w: &mut Writer, object: &Value<'_>) {
    put!(w, 0, "Name:\t{}\n", name(object));
    put!(w, 0, "Namespace:\t{}\n", namespace(object));
}

/// The conditions in the status of a node or a claim; `seen` has the title and the member of the
/// time at which a condition was last looked at.
pub(super) fn conditions(w: &mut Writer, object: &Value<'_>, seen: (&str, &str)) {
    let conditions = list(object, &["status", "conditions"]);
    if conditions.is_empty() {
        return;
    }
    let (title, member) = seen;
    put!(w, 0, "Conditions:\n");
    put!(
        w,
        1,
        "Type\tStatus\t{title}\tLastTransitionTime\tReason\tMessage\n"
    );
    put!(
        w,
        1,
        "----\t------\t-----------------\t------------------\t------\t-------\n"
    );
    for c in conditions {
        put!(
            w,
            1,
            "{} \t{} \t{} \t{} \t{} \t{}\n",
            text(c, &["type"]),
            text(c, &["status"]),
            date(text(c, &[member])),
            date(text(c, &["lastTransitionTime"])),
            text(c, &["reason"]),
            text(c, &["message"])
        );
    }
}

/// Labels and annotations of an object.
pub(super) fn labels_and_annotations(w: &mut Writer, object: &Value<'_>) {
    labels(w, "Labels", map(object, &["metadata", "labels"]));
    annotations(w, "Annotations", map(object, &["metadata", "annotations"]));
}

/// A map as `key=value` lines (`printLabelsMultiline`).
pub(super) fn labels(w: &mut Writer, title: &str, labels: Option<&Map<'_>>) {
    labels_indented(w, "", title, "\t", labels);
}

/// As [`labels`], with an indentation of its own (`printLabelsMultilineWithIndent`).
pub(super) fn labels_indented(
    w: &mut Writer,
    indent: &str,
    title: &str,
    inner: &str,
    labels: Option<&Map<'_>>,
) {
    put!(w, 0, "{indent}{title}:{inner}");
    let Some(labels) = labels.filter(|l| !l.is_empty()) else {
        return w.line("<none>");
    };
    for (i, (key, value)) in labels.iter().enumerate() {
        if i > 0 {
            put!(w, 0, "{indent}{inner}");
        }
        put!(w, 0, "{key}={}\n", value.as_str().unwrap_or_default());
    }
}

/// Annotations, long ones in lines below their key (`printAnnotationsMultiline`).
pub(super) fn annotations(w: &mut Writer, title: &str, annotations: Option<&Map<'_>>) {
    put!(w, 0, "{title}:\t");
    let mut shown = annotations.into_iter().flat_map(Map::iter);
    let mut shown = shown
        .by_ref()
        .filter(|(k, _)| *k != LAST_APPLIED)
        .peekable();
    if shown.peek().is_none() {
        return w.line("<none>");
    }
    for (i, (key, value)) in shown.enumerate() {
        if i > 0 {
            put!(w, 0, "\t");
        }
        let value = value.as_str().unwrap_or_default();
        let value = value.strip_suffix('\n').unwrap_or(value);
        if value.len() + key.len() + 2 > LONGEST || value.contains('\n') {
            put!(w, 0, "{key}:\n");
            for line in value.split('\n') {
                put!(w, 0, "\t  ");
                w.put_bytes(0, &shorten(line, LONGEST - 2));
                put!(w, 0, "\n");
            }
        } else {
            put!(w, 0, "{key}: {value}\n");
        }
    }
}

/// The first bytes of a text and an ellipsis, if it is longer than that; the cut may go through
/// a character (`shorten`).
pub(super) fn shorten(text: &str, longest: usize) -> Vec<u8> {
    match text.as_bytes().get(..longest) {
        Some(start) if text.len() > longest => [start, b"..."].concat(),
        _ => text.as_bytes().to_vec(),
    }
}

/// A time as `Mon, 02 Jan 2006 15:04:05 -0700`, in UTC; absent ones are Go's zero time.
pub(super) fn date(time: &str) -> String {
    rfc1123z_text(Timestamp::parse(time))
}

/// A line `TITLE: date`, if there is a time at the path.
pub(super) fn optional_date(w: &mut Writer, title: &str, object: &Value<'_>, path: &[&str]) {
    if let Some(time) = at(object, path).and_then(Value::as_str) {
        put!(w, 0, "{title}:\t{}\n", date(time));
    }
}

/// The text at a path as Go's `%v` prints the field: texts, numbers and booleans alike.
pub(super) fn any(value: &Value<'_>, path: &[&str]) -> String {
    at(value, path).map(go_text::sprint).unwrap_or_default()
}

/// `Kind/name` of the owner that controls an object (`printController`).
pub(super) fn controller(object: &Value<'_>) -> Option<String> {
    let mut owners = list(object, &["metadata", "ownerReferences"]).iter();
    let owner = owners.find(|o| o.get("controller").and_then(Value::as_bool) == Some(true))?;
    Some(format!(
        "{}/{}",
        text(owner, &["kind"]),
        text(owner, &["name"])
    ))
}

/// A line with the controller, if there is one.
pub(super) fn controlled_by(w: &mut Writer, object: &Value<'_>) {
    if let Some(controller) = controller(object) {
        put!(w, 0, "Controlled By:\t{controller}\n");
    }
}

/// The events about an object, if they are to be shown.
pub(super) fn object_events(w: &mut Writer, object: &Value<'_>, context: &Context<'_, '_>) {
    events(w, context.events(&About::object(object)), context);
}

/// The table of events (`DescribeEvents`).
pub(super) fn events(w: &mut Writer, events: Option<Vec<Value<'_>>>, context: &Context<'_, '_>) {
    let Some(mut events) = events else { return };
    if events.is_empty() {
        put!(w, 0, "Events:\t<none>\n");
        return;
    }
    let last = |e: &Value<'_>| Timestamp::parse(text(e, &["lastTimestamp"]));
    // `None` is Go's zero time, before any other.
    go_sort(&mut events, |a, b| last(a) < last(b));
    put!(w, 0, "Events:\n  Type\tReason\tAge\tFrom\tMessage\n");
    put!(w, 1, "----\t------\t----\t----\t-------\n");
    for e in &events {
        let since = |path: &[&str]| context.since(text(e, path));
        let first = match at(e, &["eventTime"]) {
            Some(_) => since(&["eventTime"]),
            None => since(&["firstTimestamp"]),
        };
        let interval = if at(e, &["series"]).is_some() {
            let count = int(e, &["series", "count"]);
            let last = since(&["series", "lastObservedTime"]);
            format!("{last} (x{count} over {first})")
        } else if int(e, &["count"]) > 1 {
            let last = since(&["lastTimestamp"]);
            format!("{last} (x{} over {first})", int(e, &["count"]))
        } else {
            first
        };
        let source = match text(e, &["source", "component"]) {
            "" => text(e, &["reportingComponent"]),
            component => component,
        };
        let field = match text(e, &["involvedObject", "fieldPath"]) {
            "" => String::new(),
            path => format!("{path}: "),
        };
        put!(
            w,
            1,
            "{}\t{}\t{interval}\t{source}\t{field}{}\n",
            text(e, &["type"]),
            text(e, &["reason"]),
            go_trim(text(e, &["message"]))
        );
    }
}

/// Text without white space around it (Go's `strings.TrimSpace`, which knows U+0085 and U+00A0
/// and whatever else Unicode calls white space, as Rust does).
fn go_trim(text: &str) -> &str {
    text.trim()
}

/// The quantity at a path, `0` when there is none.
pub(super) fn quantity(value: &Value<'_>, path: &[&str]) -> String {
    match text(value, path) {
        "" => "0".to_owned(),
        // The server sends canonical texts already; what it could not read stays as it is.
        given => quantity::canonical(given).map_or_else(|_| given.to_owned(), Cow::into_owned),
    }
}

/// `absent` in place of an empty text.
pub(super) fn some_or(text: String, absent: &str) -> String {
    if text.is_empty() {
        absent.to_owned()
    } else {
        text
    }
}

/// Conditions of workloads: type, status, reason.
pub(super) fn short_conditions(w: &mut Writer, object: &Value<'_>) {
    let conditions = list(object, &["status", "conditions"]);
    if conditions.is_empty() {
        return;
    }
    put!(w, 0, "Conditions:\n  Type\tStatus\tReason\n");
    put!(w, 1, "----\t------\t------\n");
    for c in conditions {
        let (kind, status) = (text(c, &["type"]), text(c, &["status"]));
        put!(w, 1, "{kind} \t{status}\t{}\n", text(c, &["reason"]));
    }
}
