//! Events, of the core group and of events.k8s.io.

use super::object::{Row, cell};
use super::spec::{Cells, Kind, Spec, col, named, wide};
use kf_object::Value;
use kf_object::access::{at, int, or, text};
use kf_schema::Change;

pub(super) const KINDS: &[Kind] = &[Kind {
    groups: &["", "events.k8s.io"],
    kind: "Event",
    with: None,
    columns: &[
        col("Last Seen"),
        col("First Seen").without(Change::EVENT_WIDE_COLUMNS),
        col("Count").without(Change::EVENT_WIDE_COLUMNS),
        named("Name").without(Change::EVENT_WIDE_COLUMNS),
        col("Kind").without(Change::EVENT_WIDE_COLUMNS),
        col("Subobject").without(Change::EVENT_WIDE_COLUMNS),
        col("Type"),
        col("Reason"),
        col("Source").without(Change::EVENT_WIDE_COLUMNS),
        col("Kind").with(Change::EVENT_KIND_COLUMN),
        col("Object").with(Change::EVENT_OBJECT_COLUMN),
        wide("Subobject").with(Change::EVENT_WIDE_COLUMNS),
        wide("Source").with(Change::EVENT_WIDE_COLUMNS),
        col("Message"),
        wide("First Seen").with(Change::EVENT_WIDE_COLUMNS),
        wide("Count").with(Change::EVENT_WIDE_COLUMNS),
        WIDE_NAME.with(Change::EVENT_WIDE_COLUMNS),
    ],
    cells: event,
}];

const WIDE_NAME: Spec = {
    let mut name = named("Name");
    name.priority = 1;
    name
};

/// `printEvent`
fn event(row: &Row<'_>) -> Cells {
    let either = |core: &'static [&'static str], new: &'static [&'static str]| {
        or(row.text(core), row.text(new))
    };
    let about = at(row.object, &["involvedObject"]).or_else(|| at(row.object, &["regarding"]));
    let about = |member: &str| about.map_or("", |a| text(a, &[member]));
    let kind = about("kind").to_lowercase();
    let object = match about("name") {
        "" => kind,
        name => format!("{kind}/{name}"),
    };

    let first_time = either(&["firstTimestamp"], &["deprecatedFirstTimestamp"]);
    let last_time = either(&["lastTimestamp"], &["deprecatedLastTimestamp"]);
    let mut count = int(row.object, &["count"]) + int(row.object, &["deprecatedCount"]);
    let (mut first, mut last) = (row.since_text(first_time), row.since_text(last_time));
    if row.has(Change::EVENT_TIME) {
        if first_time.is_empty() {
            first = row.since(&["eventTime"]);
        }
        if last_time.is_empty() {
            last.clone_from(&first);
        }
    }
    if row.has(Change::EVENT_SERIES) {
        match row.at(&["series"]) {
            Some(series) => {
                last = row.since_text(text(series, &["lastObservedTime"]));
                // Some minors counted the first event besides its series.
                let first = i64::from(!row.has(Change::EVENT_SERIES_COUNT));
                count = int(series, &["count"]).saturating_add(first);
            }
            None if count == 0 => count = 1,
            None => {}
        }
    }

    let message = either(&["message"], &["note"]).trim();
    let count = Value::Int(count);
    vec![
        cell(last),
        cell(first.as_str()),
        count.clone(),
        row.name(),
        cell(about("kind")),
        cell(about("fieldPath")),
        row.cell(&["type"]),
        row.cell(&["reason"]),
        cell(source(row)),
        cell(about("kind")),
        cell(object),
        cell(about("fieldPath")),
        cell(source(row)),
        cell(message),
        cell(first),
        count,
        row.name(),
    ]
}

/// `formatEventSourceComponentInstance`
fn source(row: &Row<'_>) -> String {
    let source = at(row.object, &["source"]).or_else(|| at(row.object, &["deprecatedSource"]));
    let source = |member: &str| source.map_or("", |s| text(s, &[member]));
    let reporter = |member: &'static str| match row.has(Change::EVENT_SERIES) {
        false => "",
        true => row.text(&[member]),
    };
    // The core group calls the reporting controller the reporting component.
    let controller = or(
        reporter("reportingComponent"),
        reporter("reportingController"),
    );
    let component = or(source("component"), controller);
    match or(source("host"), reporter("reportingInstance")) {
        "" => component.to_owned(),
        host => format!("{component}, {host}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{cells, printed};

    #[test]
    fn events_of_both_groups_print_alike() {
        let core = r#"{"metadata":{"name":"e"},"involvedObject":{"kind":"Pod","name":"p","fieldPath":"f"},
            "firstTimestamp":"2026-11-22T11:00:00Z","lastTimestamp":"2026-11-22T11:59:00Z","count":7,
            "type":"Warning","reason":"BackOff","source":{"component":"kubelet","host":"n1"},
            "message":" again\n"}"#;
        let new = r#"{"metadata":{"name":"e"},"regarding":{"kind":"Pod","name":"p","fieldPath":"f"},
            "deprecatedFirstTimestamp":"2026-11-22T11:00:00Z",
            "deprecatedLastTimestamp":"2026-11-22T11:59:00Z","deprecatedCount":7,"type":"Warning",
            "reason":"BackOff","deprecatedSource":{"component":"kubelet","host":"n1"},"note":" again\n"}"#;
        let expected = "60s | Warning | BackOff | pod/p | f | kubelet, n1 | again | 60m | 7 | e";
        assert_eq!(cells("", "Event", 36, core), expected);
        assert_eq!(cells("events.k8s.io", "Event", 36, new), expected);
        assert_eq!(
            printed("", "Event", 36, core)[0],
            "Last Seen | Type | Reason | Object | Subobject* | Source* | Message | First Seen* \
             | Count* | Name*"
        );
    }

    #[test]
    fn the_oldest_servers_showed_everything() {
        let event = r#"{"metadata":{"name":"e"},"involvedObject":{"kind":"Pod","name":"p"},
            "lastTimestamp":"2026-11-22T11:55:30Z","count":2,"message":"m"}"#;
        assert_eq!(
            printed("", "Event", 12, event),
            [
                "Last Seen | First Seen | Count | Name | Kind | Subobject | Type | Reason | Source \
                 | Message",
                "4m | <unknown> | 2 | e | Pod |  |  |  |  | m",
            ]
        );
        assert!(printed("", "Event", 13, event)[1].starts_with("4m30s |  |  | Pod |"));
    }

    #[test]
    fn series_and_event_times_count_on_newer_servers() {
        let event = r#"{"metadata":{"name":"e"},"regarding":{"kind":"Node"},"note":"m",
            "eventTime":"2026-11-22T11:00:00.000000Z","reportingController":"c","reportingInstance":"i",
            "series":{"count":3,"lastObservedTime":"2026-11-22T11:59:30.000000Z"}}"#;
        let shown = |minor| cells("events.k8s.io", "Event", minor, event);
        assert_eq!(shown(36), "30s |  |  | node |  | c, i | m | 60m | 3 | e");
        assert_eq!(shown(20), "30s |  |  | node |  | c, i | m | 60m | 4 | e");
        assert_eq!(
            shown(15),
            "<unknown> |  |  | node |  |  | m | <unknown> | 0 | e"
        );
    }
}
