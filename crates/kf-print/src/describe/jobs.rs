//! Jobs and cron jobs.

use super::Kind;
use super::common::{
    controlled_by, date, labels_and_annotations, name_and_namespace, object_events, optional_date,
};
use super::context::Context;
use super::template::pod_template;
use super::writer::{Writer, put};
use kf_base::error::Result;
use kf_base::time::{Timestamp, human_duration};
use kf_object::Value;
use kf_object::access::{at, flag, int, list, text};
use kf_query::labels::Selector;

/// The kinds here.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        group: "batch",
        kind: "Job",
        versions: &["v1"],
        related: &[],
        describe: job,
    },
    Kind {
        group: "batch",
        kind: "CronJob",
        versions: &["v1"],
        related: &[],
        describe: cron_job,
    },
];

/// The most of a list of indexes that is shown before its next comma, in bytes.
const INDEXES: usize = 50;

fn selector(w: &mut Writer, selector: Option<&Value<'_>>) {
    match Selector::from_label_selector(selector) {
        Ok(found) => put!(w, 0, "Selector:\t{}\n", found.unwrap_or_default()),
        Err(e) => put!(w, 0, "Selector:\tFailed to get selector: {}\n", e.message()),
    }
}

/// A line with a number, if there is one; `unit` stands behind it.
fn number(w: &mut Writer, label: &str, spec: &Value<'_>, member: &str, unit: &str) -> bool {
    let number = at(spec, &[member]).and_then(Value::as_int);
    if let Some(n) = number {
        put!(w, 0, "{label}:\t{n}{unit}\n");
    }
    number.is_some()
}

/// As [`number`], `<unset>` without one.
fn number_or_unset(w: &mut Writer, label: &str, spec: &Value<'_>, member: &str, unit: &str) {
    if !number(w, label, spec, member, unit) {
        put!(w, 0, "{label}:\t<unset>\n");
    }
}

/// `describeJob`
fn job(w: &mut Writer, job: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let none = Value::Null;
    let spec = job.get("spec").unwrap_or(&none);
    let status = job.get("status").unwrap_or(&none);
    name_and_namespace(w, job);
    selector(w, spec.get("selector"));
    labels_and_annotations(w, job);
    controlled_by(w, job);
    number(w, "Parallelism", spec, "parallelism", "");
    number_or_unset(w, "Completions", spec, "completions", "");
    let mode = at(spec, &["completionMode"]).and_then(Value::as_str);
    if let Some(mode) = mode {
        put!(w, 0, "Completion Mode:\t{mode}\n");
    }
    if at(spec, &["suspend"]).is_some() {
        put!(w, 0, "Suspend:\t{}\n", flag(spec, &["suspend"]));
    }
    number(w, "Backoff Limit", spec, "backoffLimit", "");
    number(
        w,
        "TTL Seconds After Finished",
        spec,
        "ttlSecondsAfterFinished",
        "",
    );
    optional_date(w, "Start Time", status, &["startTime"]);
    optional_date(w, "Completed At", status, &["completionTime"]);
    let time = |member: &str| Timestamp::parse(text(status, &[member]));
    if let (Some(start), Some(end)) = (time("startTime"), time("completionTime")) {
        put!(
            w,
            0,
            "Duration:\t{}\n",
            human_duration(end.nanos_since(start))
        );
    }
    number(
        w,
        "Active Deadline Seconds",
        spec,
        "activeDeadlineSeconds",
        "s",
    );
    let ready = at(status, &["ready"]).and_then(Value::as_int);
    let ready = ready.map(|n| format!(" ({n} Ready)")).unwrap_or_default();
    put!(
        w,
        0,
        "Pods Statuses:\t{} Active{ready} / {} Succeeded / {} Failed\n",
        int(status, &["active"]),
        int(status, &["succeeded"]),
        int(status, &["failed"])
    );
    if mode == Some("Indexed") {
        let indexes = indexes(text(status, &["completedIndexes"]));
        put!(w, 0, "Completed Indexes:\t{indexes}\n");
    }
    pod_template(w, spec.get("template"));
    object_events(w, job, context);
    Ok(())
}

/// The start of a long list of indexes, up to a comma (`capIndexesListOrNone`).
fn indexes(all: &str) -> String {
    if all.is_empty() {
        return "<none>".to_owned();
    }
    let from = all.bytes().enumerate().skip(INDEXES);
    let comma = from.into_iter().find(|(_, b)| *b == b',').map(|(i, _)| i);
    match comma.and_then(|i| all.get(..=i)) {
        Some(start) => format!("{start}..."),
        None => all.to_owned(),
    }
}

/// `describeCronJob`
fn cron_job(w: &mut Writer, job: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let none = Value::Null;
    let spec = job.get("spec").unwrap_or(&none);
    let status = job.get("status").unwrap_or(&none);
    name_and_namespace(w, job);
    labels_and_annotations(w, job);
    put!(w, 0, "Schedule:\t{}\n", text(spec, &["schedule"]));
    put!(
        w,
        0,
        "Concurrency Policy:\t{}\n",
        text(spec, &["concurrencyPolicy"])
    );
    let suspend = match at(spec, &["suspend"]).and_then(Value::as_bool) {
        Some(true) => "True",
        Some(false) => "False",
        None => "<unset>",
    };
    put!(w, 0, "Suspend:\t{suspend}\n");
    let zone = at(spec, &["timeZone"]).and_then(Value::as_str);
    put!(w, 0, "Time Zone:\t{}\n", zone.unwrap_or("<unset>"));
    for (label, member, unit) in [
        (
            "Successful Job History Limit",
            "successfulJobsHistoryLimit",
            "",
        ),
        ("Failed Job History Limit", "failedJobsHistoryLimit", ""),
        ("Starting Deadline Seconds", "startingDeadlineSeconds", "s"),
    ] {
        number_or_unset(w, label, spec, member, unit);
    }
    let template = spec.at(&["jobTemplate", "spec"]).unwrap_or(&none);
    match at(template, &["selector"]) {
        Some(found) => selector(w, Some(found)),
        None => put!(w, 0, "Selector:\t<unset>\n"),
    }
    number_or_unset(w, "Parallelism", template, "parallelism", "");
    number_or_unset(w, "Completions", template, "completions", "");
    number(
        w,
        "Active Deadline Seconds",
        template,
        "activeDeadlineSeconds",
        "s",
    );
    // The template is no pointer: there is always one.
    let empty = Value::Object(kf_object::Map::new());
    pod_template(w, Some(template.get("template").unwrap_or(&empty)));
    let last = at(status, &["lastScheduleTime"]).and_then(Value::as_str);
    let last = last.map_or_else(|| "<unset>".to_owned(), date);
    put!(w, 0, "Last Schedule Time:\t{last}\n");
    let active = list(status, &["active"]).iter();
    let active: Vec<&str> = active.map(|job| text(job, &["name"])).collect();
    let active = if active.is_empty() {
        "<none>".to_owned()
    } else {
        active.join(", ")
    };
    put!(w, 0, "Active Jobs:\t{active}\n");
    object_events(w, job, context);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_of_indexes_end_at_a_comma() {
        assert_eq!(indexes(""), "<none>");
        assert_eq!(indexes("1,2"), "1,2");
        let long = "11,".repeat(30);
        assert_eq!(indexes(&long), format!("{}...", "11,".repeat(17)));
    }
}
