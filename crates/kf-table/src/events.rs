//! Events, of the core group and of events.k8s.io.

use super::object::{Row, cell};
use super::spec::{Cells, Kind, Spec, col, named, wide};
use kf_object::Value;
use kf_object::access::{at, int, or, text};

pub(super) const KINDS: &[Kind] = &[Kind {
    groups: &["", "events.k8s.io"],
    kind: "Event",
    since: 0,
    columns: &[
        col("Last Seen"),
        col("First Seen").until(WHOLE),
        col("Count").until(WHOLE),
        named("Name").until(WHOLE),
        col("Kind").until(WHOLE),
        col("Subobject").until(WHOLE),
        col("Type"),
        col("Reason"),
        col("Source").until(WHOLE),
        col("Kind").since(WHOLE + 1).until(WHOLE + 1),
        col("Object").since(WHOLE + 2),
        wide("Subobject").since(WHOLE + 1),
        wide("Source").since(WHOLE + 1),
        col("Message"),
        wide("First Seen").since(WHOLE + 1),
        wide("Count").since(WHOLE + 1),
        WIDE_NAME.since(WHOLE + 1),
    ],
    cells: event,
}];

/// The last minor that showed everything without `-o wide`.
const WHOLE: u8 = 12;

const WIDE_NAME: Spec = {
    let mut name = named("Name");
    name.priority = 1;
    name
};

/// The minor since which `eventTime` and `series` count.
const SERIES: u8 = 19;

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
    if row.minor >= SERIES {
        if first_time.is_empty() {
            first = row.since(&["eventTime"]);
        }
        if last_time.is_empty() {
            last.clone_from(&first);
        }
        match row.at(&["series"]) {
            Some(series) => {
                last = row.since_text(text(series, &["lastObservedTime"]));
                // Some minors in between counted the first event besides its series.
                count = int(series, &["count"]) + i64::from(row.minor < SERIES_ALONE);
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

/// The minor since which a series' count stands for itself.
const SERIES_ALONE: u8 = 21;

/// `formatEventSourceComponentInstance`
fn source(row: &Row<'_>) -> String {
    let source = at(row.object, &["source"]).or_else(|| at(row.object, &["deprecatedSource"]));
    let source = |member: &str| source.map_or("", |s| text(s, &[member]));
    let reporter = |member: &'static str| match row.minor {
        ..SERIES => "",
        _ => row.text(&[member]),
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
