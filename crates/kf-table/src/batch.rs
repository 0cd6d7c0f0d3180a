//! Jobs and cron jobs.

use super::object::{Row, cell, count};
use super::spec::{AGE, Cells, Kind, NAME, col, wide};
use kf_base::time::{Timestamp, human_duration};
use kf_object::Value;
use kf_object::access::{at, condition, text};
use kf_schema::Change;

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: &["batch", "extensions"],
        kind: "Job",
        with: None,
        columns: &[
            NAME,
            col("Desired").without(Change::JOB_COMPLETIONS_OF_WANTED),
            col("Successful").without(Change::JOB_COMPLETIONS_OF_WANTED),
            col("Status").with(Change::JOB_STATUS_COLUMN),
            col("Completions").with(Change::JOB_COMPLETIONS_OF_WANTED),
            col("Duration").with(Change::JOB_COMPLETIONS_OF_WANTED),
            AGE,
            wide("Containers"),
            wide("Images"),
            wide("Selector"),
        ],
        cells: job,
    },
    Kind {
        groups: &["batch"],
        kind: "CronJob",
        with: None,
        columns: &[
            NAME,
            col("Schedule"),
            col("Timezone").with(Change::CRON_JOB_TIMEZONE_COLUMN),
            col("Suspend"),
            col("Active"),
            col("Last Schedule"),
            AGE,
            wide("Containers"),
            wide("Images"),
            wide("Selector"),
        ],
        cells: cron_job,
    },
];

/// `printJob`
fn job(row: &Row<'_>) -> Cells {
    let succeeded = row.int(&["status", "succeeded"]);
    let number = |member: &str| row.at(&["spec", member]).and_then(Value::as_int);
    let completions = match (number("completions"), number("parallelism")) {
        (Some(wanted), _) => format!("{succeeded}/{wanted}"),
        (None, Some(parallel @ 2..)) => format!("{succeeded}/1 of {parallel}"),
        (None, _) => format!("{succeeded}/1"),
    };
    let wanted = number("completions").map_or(cell("<none>"), Value::Int);
    let [names, images] = row.containers(&["spec", "template", "spec"]);
    vec![
        row.name(),
        wanted,
        Value::Int(succeeded),
        cell(status(row)),
        cell(completions),
        cell(duration(row)),
        row.age(),
        names,
        images,
        row.selector(&["spec", "selector"]),
    ]
}

fn status(row: &Row<'_>) -> &'static str {
    // Of several conditions of a type the first one counts.
    let has =
        |kind: &&str| condition(row.object, kind).is_some_and(|c| text(c, &["status"]) == "True");
    if let Some(end) = ["Complete", "Failed"].into_iter().find(has) {
        return end;
    }
    if row.deleting() {
        return "Terminating";
    }
    let mut states = ["Suspended", "FailureTarget"].into_iter();
    if let Some(state) = states.find(has) {
        return state;
    }
    match row.has(Change::JOB_SUCCESS_CRITERIA) && has(&"SuccessCriteriaMet") {
        true => "SuccessCriteriaMet",
        false => "Running",
    }
}

fn duration(row: &Row<'_>) -> String {
    let time = |member: &str| Timestamp::parse(row.text(&["status", member]));
    let Some(start) = time("startTime") else {
        return String::new();
    };
    match time("completionTime").or(row.now) {
        Some(end) => human_duration(end.nanos_since(start)),
        None => "<unknown>".to_owned(),
    }
}

/// `printCronJob`
fn cron_job(row: &Row<'_>) -> Cells {
    let zone = row.at(&["spec", "timeZone"]).and_then(Value::as_str);
    let suspend = match row.at(&["spec", "suspend"]).and_then(Value::as_bool) {
        Some(true) => "True",
        Some(false) => "False",
        None => "<unset>",
    };
    let last = match at(row.object, &["status", "lastScheduleTime"]) {
        Some(_) => row.since(&["status", "lastScheduleTime"]),
        None => "<none>".to_owned(),
    };
    let [names, images] = row.containers(&["spec", "jobTemplate", "spec", "template", "spec"]);
    vec![
        row.name(),
        row.cell(&["spec", "schedule"]),
        cell(zone.unwrap_or("<none>")),
        cell(suspend),
        count(row.list(&["status", "active"]).len()),
        cell(last),
        row.age(),
        names,
        images,
        row.selector(&["spec", "jobTemplate", "spec", "selector"]),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::{cells, printed};

    fn job(spec: &str, status: &str, minor: u8) -> String {
        let object =
            format!(r#"{{"metadata":{{"name":"j"}},"spec":{{{spec}}},"status":{{{status}}}}}"#);
        let all = cells("batch", "Job", minor, &object);
        all.split(" | ")
            .skip(1)
            .take(3)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn jobs_tell_how_far_they_are() {
        let done = r#""succeeded":2,"startTime":"2026-11-22T11:00:00Z",
            "completionTime":"2026-11-22T11:00:42Z","conditions":[
            {"type":"Failed","status":"False"},{"type":"Complete","status":"True"}]"#;
        let running = r#""startTime":"2026-11-22T11:55:00Z""#;
        for (spec, status, minor, expected) in [
            (r#""completions":3"#, done, 36, "Complete 2/3 42s"),
            (r#""completions":3"#, done, 15, "2/3 42s <unknown>"),
            (r#""completions":3"#, done, 10, "3 2 <unknown>"),
            (r#""parallelism":4"#, running, 36, "Running 0/1 of 4 5m"),
            (r#""parallelism":1"#, "", 36, "Running 0/1 "),
            (
                "",
                r#""conditions":[{"type":"Suspended","status":"True"}]"#,
                36,
                "Suspended 0/1 ",
            ),
        ] {
            assert_eq!(job(spec, status, minor), expected);
        }
    }

    #[test]
    fn cron_jobs_show_schedule_and_zone() {
        let cron = r#"{"metadata":{"name":"c"},"spec":{"schedule":"* * * * *","timeZone":"Etc/UTC",
            "suspend":false,"jobTemplate":{"spec":{"template":{"spec":{"containers":
            [{"name":"c","image":"i"}]}}}}},
            "status":{"active":[{}],"lastScheduleTime":"2026-11-22T11:59:50Z"}}"#;
        assert_eq!(
            cells("batch", "CronJob", 36, cron),
            "c | * * * * * | Etc/UTC | False | 1 | 10s | <unknown> | c | i | <none>"
        );
        assert_eq!(
            printed("batch", "CronJob", 20, r#"{"metadata":{"name":"c"}}"#),
            [
                "Name | Schedule | Suspend | Active | Last Schedule | Age | Containers* | Images* \
                 | Selector*",
                "c |  | <unset> | 0 | <none> | <unknown> |  |  | <none>"
            ]
        );
    }
}
