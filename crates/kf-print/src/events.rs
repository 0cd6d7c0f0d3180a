//! What `kubectl events` prints (kubectl `pkg/cmd/events`): a table and an order of its own, and
//! objects that went through the Go types, unlike those of `kubectl get`.

use std::fmt::Write as _;

use super::human::push_escaped;
use kf_base::time::{Timestamp, human_duration};
use kf_object::encode::json::write_string;
use kf_object::encode::{Format, json};
use kf_object::{Map, Value};
use kf_query::sort;
use kf_text::tabwriter::TabWriter;

/// Whether an event's type is one of `types`, which no types at all stand for
/// (`filteredEventType`).
#[must_use]
pub fn has_type(event: &Value<'_>, types: &[String]) -> bool {
    let own = event.str_at(&["type"]).unwrap_or_default();
    types.is_empty() || types.iter().any(|t| t.eq_ignore_ascii_case(own))
}

/// Puts events into the order of their last times, equal ones where Go's `sort.Sort` puts them
/// (`SortableEvents`, `eventTime`).
pub fn sort(events: &mut [Value<'_>]) {
    sort::sort_go(events, |a, b| last_time(a) < last_time(b));
}

/// Returns the time an event is sorted by, when it was seen last; Go's zero time, which none stands for,
/// is the least one.
#[must_use]
pub fn last_time(event: &Value<'_>) -> Option<Timestamp> {
    if let Some(series) = series(event) {
        return time(series, "lastObservedTime");
    }
    time(event, "lastTimestamp").or_else(|| time(event, "eventTime"))
}

/// Returns the time when an event was seen first.
#[must_use]
pub fn first_time(event: &Value<'_>) -> Option<Timestamp> {
    time(event, "firstTimestamp").or_else(|| time(event, "eventTime"))
}

fn series<'v, 'a>(event: &'v Value<'a>) -> Option<&'v Value<'a>> {
    event.get("series").filter(|s| s.as_object().is_some())
}

fn time(of: &Value<'_>, member: &str) -> Option<Timestamp> {
    let text = of.get(member)?.as_str()?;
    Timestamp::parse(text).filter(|t| !t.is_go_zero())
}

fn count(of: &Value<'_>) -> i64 {
    of.get("count").and_then(Value::as_int).unwrap_or_default()
}

/// Appends the table of `events`, in the order they have; `now` is what ages count to.
pub fn write_table(
    out: &mut Vec<u8>,
    events: &[Value<'_>],
    now: Timestamp,
    headers: bool,
    namespaces: bool,
) {
    let mut writer = TabWriter::new();
    if headers {
        if namespaces {
            writer.write("NAMESPACE\t");
        }
        writer.write("LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE\n");
    }
    let mut line = String::new();
    for event in events {
        line.clear();
        push_line(&mut line, event, now, namespaces);
        writer.write(&line);
    }
    writer.flush(out);
}

/// `printOneEvent`. A line break inside a message breaks the line, as it does there.
fn push_line(line: &mut String, event: &Value<'_>, now: Timestamp, namespaces: bool) {
    let text = |path: &[&str]| event.str_at(path).unwrap_or_default();
    if namespaces {
        line.push_str(text(&["metadata", "namespace"]));
        line.push('\t');
    }
    line.push_str(&interval(event, now));
    for cell in [text(&["type"]), text(&["reason"])] {
        line.push('\t');
        push_escaped(line, cell);
    }
    line.push('\t');
    push_escaped(line, text(&["involvedObject", "kind"]));
    line.push('/');
    push_escaped(line, text(&["involvedObject", "name"]));
    line.push('\t');
    push_escaped(line, text(&["message"]).trim());
    line.push('\n');
}

/// `getInterval`: how long ago, how often and since when.
fn interval(event: &Value<'_>, now: Timestamp) -> String {
    let since = |of: &Value<'_>, member: &str| match time(of, member) {
        Some(time) => human_duration(now.nanos_since(time)),
        None => "<unknown>".to_owned(),
    };
    let mut first = since(event, "eventTime");
    if time(event, "eventTime").is_none() {
        first = since(event, "firstTimestamp");
    }
    let (last, count) = match series(event) {
        Some(series) => (since(series, "lastObservedTime"), count(series)),
        None if count(event) > 1 => (since(event, "lastTimestamp"), count(event)),
        None => return first,
    };
    let mut text = last;
    let _ = write!(text, " (x{count} over {first})");
    text
}

/// Appends `events` as an `EventList` of kubectl's own making: only what the types of kubectl's
/// version know, in JSON in the order in which they declare it, and passed through the writer
/// that aligns tables, as kubectl does with whatever it prints here.
pub fn write_list(out: &mut Vec<u8>, format: Format, events: Vec<Value<'_>>) {
    let events = events.into_iter().map(|e| known(e, EVENT)).collect();
    let list = Value::Object(
        [
            ("apiVersion".into(), Value::str("v1")),
            ("items".into(), Value::Array(events)),
            ("kind".into(), Value::str("EventList")),
            ("metadata".into(), Value::Object(Map::new())),
        ]
        .into_iter()
        .collect(),
    );
    let mut text = Vec::new();
    match format {
        Format::Json => {
            write_struct(&mut text, &list, Some(LIST), 0);
            text.push(b'\n');
        }
        Format::Yaml | Format::Kyaml => format.write(&mut text, &list),
    }
    let mut writer = TabWriter::new();
    writer.write(&String::from_utf8_lossy(&text));
    writer.flush(out);
}

/// Members of a Go type in the order of its declaration, with the types of those whose own order
/// is not the alphabet's.
type Struct = &'static [(&'static str, Option<&'static Type>)];

/// A type with the order of its members.
struct Type(Struct);

const LIST: Struct = &[
    ("kind", None),
    ("apiVersion", None),
    ("metadata", None),
    ("items", Some(&Type(EVENT))),
];

/// `Event` of k8s.io/api core/v1 1.36.
const EVENT: Struct = &[
    ("kind", None),
    ("apiVersion", None),
    ("metadata", Some(&Type(OBJECT_META))),
    ("involvedObject", Some(&Type(REFERENCE))),
    ("reason", None),
    ("message", None),
    (
        "source",
        Some(&Type(&[("component", None), ("host", None)])),
    ),
    ("firstTimestamp", None),
    ("lastTimestamp", None),
    ("count", None),
    ("type", None),
    ("eventTime", None),
    (
        "series",
        Some(&Type(&[("count", None), ("lastObservedTime", None)])),
    ),
    ("action", None),
    ("related", Some(&Type(REFERENCE))),
    ("reportingComponent", None),
    ("reportingInstance", None),
];

const REFERENCE: Struct = &[
    ("kind", None),
    ("namespace", None),
    ("name", None),
    ("uid", None),
    ("apiVersion", None),
    ("resourceVersion", None),
    ("fieldPath", None),
];

const OBJECT_META: Struct = &[
    ("name", None),
    ("generateName", None),
    ("namespace", None),
    ("selfLink", None),
    ("uid", None),
    ("resourceVersion", None),
    ("generation", None),
    ("creationTimestamp", None),
    ("deletionTimestamp", None),
    ("deletionGracePeriodSeconds", None),
    ("labels", None),
    ("annotations", None),
    (
        "ownerReferences",
        Some(&Type(&[
            ("apiVersion", None),
            ("kind", None),
            ("name", None),
            ("uid", None),
            ("controller", None),
            ("blockOwnerDeletion", None),
        ])),
    ),
    ("finalizers", None),
    (
        "managedFields",
        Some(&Type(&[
            ("manager", None),
            ("operation", None),
            ("apiVersion", None),
            ("time", None),
            ("fieldsType", None),
            ("fieldsV1", None),
            ("subresource", None),
        ])),
    ),
];

/// Drops what the type does not know, and the null that older servers print for no creation time
/// (`omitzero` since 1.34's types).
fn known<'a>(value: Value<'a>, of: Struct) -> Value<'a> {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(|i| known(i, of)).collect()),
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .filter_map(|(name, value)| {
                    let (_, below) = of.iter().find(|(known, _)| *known == name)?;
                    if name == "creationTimestamp" && value == Value::Null {
                        return None;
                    }
                    Some(match below {
                        Some(below) => (name, known(value, below.0)),
                        None => (name, value),
                    })
                })
                .collect(),
        ),
        scalar => scalar,
    }
}

/// As [`json::write`], with the members of a struct in its own order.
fn write_struct(out: &mut Vec<u8>, value: &Value<'_>, of: Option<Struct>, level: usize) {
    let Some(of) = of else {
        return json::write(out, value, level);
    };
    let mut first = true;
    let mut separate = |out: &mut Vec<u8>| {
        if !std::mem::replace(&mut first, false) {
            out.push(b',');
        }
        json::new_line(out, level + 1);
    };
    let brackets = match value {
        Value::Array(items) if !items.is_empty() => {
            out.push(b'[');
            for item in items {
                separate(out);
                write_struct(out, item, Some(of), level + 1);
            }
            b']'
        }
        Value::Object(members) if !members.is_empty() => {
            out.push(b'{');
            for (name, below) in of {
                if let Some(value) = members.get(name) {
                    separate(out);
                    write_string(out, name);
                    out.extend_from_slice(b": ");
                    write_struct(out, value, below.map(|b| b.0), level + 1);
                }
            }
            b'}'
        }
        other => return json::write(out, other, level),
    };
    json::new_line(out, level);
    out.push(brackets);
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::json as parse;

    fn events(text: &str) -> Vec<Value<'_>> {
        match parse::parse(text.as_bytes()).unwrap() {
            Value::Array(items) => items,
            other => vec![other],
        }
    }

    fn table(text: &str, namespaces: bool) -> String {
        let mut events = events(text);
        sort(&mut events);
        let now = Timestamp::parse("2026-11-22T12:00:00Z").unwrap();
        let mut out = Vec::new();
        write_table(&mut out, &events, now, true, namespaces);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn intervals_and_order() {
        let text = r#"[
            {"metadata":{"namespace":"a"},"type":"Normal","reason":"S","count":3,
             "involvedObject":{"kind":"Pod","name":"p"},"message":" m \u001b[31m\n",
             "firstTimestamp":"2026-11-22T11:00:00Z","lastTimestamp":"2026-11-22T11:59:00Z","eventTime":null},
            {"metadata":{"namespace":"b"},"type":"Warning","reason":"T","message":"once",
             "involvedObject":{"kind":"Node","name":"n"},"count":1,
             "firstTimestamp":"2026-11-22T11:30:00Z","lastTimestamp":"2026-11-22T11:50:00Z","eventTime":null},
            {"metadata":{"namespace":"c"},"message":"new","involvedObject":{},
             "eventTime":"2026-11-22T11:00:00.000000Z","firstTimestamp":null,"lastTimestamp":null,
             "series":{"count":7,"lastObservedTime":"2026-11-22T11:40:00.000000Z"}},
            {"metadata":{},"message":"none","involvedObject":{},"eventTime":null}]"#;
        assert_eq!(
            table(text, true),
            "NAMESPACE   LAST SEEN           TYPE      REASON   OBJECT   MESSAGE\n\
             \x20           <unknown>                              /        none\n\
             c           20m (x7 over 60m)                      /        new\n\
             b           30m                 Warning   T        Node/n   once\n\
             a           60s (x3 over 60m)   Normal    S        Pod/p    m ^[[31m\n"
        );
    }

    #[test]
    fn types_are_told_without_regard_to_case() {
        let event = &events(r#"{"type":"Warning"}"#)[0];
        assert!(has_type(event, &[]));
        assert!(has_type(event, &["warning".to_owned()]));
        assert!(!has_type(event, &["Normal".to_owned()]));
    }

    #[test]
    fn json_has_the_order_of_the_types() {
        let text = r#"{"apiVersion":"v1","kind":"Event","count":1,"unknown":1,"reason":"r",
            "metadata":{"uid":"u","name":"n","creationTimestamp":null,"labels":{"b":"1","a":"2"}},
            "source":{},"involvedObject":{"apiVersion":"v1","kind":"Pod"},"eventTime":null}"#;
        let mut out = Vec::new();
        write_list(&mut out, Format::Json, events(text));
        let compact: String = String::from_utf8(out).unwrap().split_whitespace().collect();
        assert_eq!(
            compact,
            r#"{"kind":"EventList","apiVersion":"v1","metadata":{},"items":[{"kind":"Event","apiVersion":"v1","metadata":{"name":"n","uid":"u","labels":{"a":"2","b":"1"}},"involvedObject":{"kind":"Pod","apiVersion":"v1"},"reason":"r","source":{},"count":1,"eventTime":null}]}"#
        );
    }
}
