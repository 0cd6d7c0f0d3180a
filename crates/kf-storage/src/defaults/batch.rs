//! Jobs and CronJobs.
//!
//! Upstream: pkg/apis/batch/{v1,v1beta1,v2alpha1}/defaults.go.

use super::fill::Fill;
use super::{Defaults, apps, pod};
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// The defaults of a kind.
pub(super) fn defaults(version: &str, kind: &str) -> Option<Defaults> {
    Some(match (version, kind) {
        ("v1", "Job") => job,
        ("v1" | "v1beta1", "CronJob") => |o, m| cron_job(o, m, true),
        ("v2alpha1", "CronJob") => |o, m| cron_job(o, m, false),
        _ => return None,
    })
}

/// `SetDefaults_Job`.
fn job(object: &mut Map<'_>, minor: Minor) {
    apps::labels_of_template(object);
    let Some(spec) = object.child("spec") else {
        return;
    };
    if minor.has(Change::JOB_MANUAL_SELECTOR) {
        spec.fill_nil("manualSelector", Value::Bool(false));
    }
    // A job without either runs one pod once; with only one of them the other stays open.
    if spec.is_nil("parallelism") {
        spec.fill_nil("completions", Value::Int(1));
        spec.insert("parallelism", Value::Int(1));
    }
    if spec.is_nil("backoffLimit") {
        let unlimited =
            minor.has(Change::JOB_BACKOFF_PER_INDEX) && !spec.is_nil("backoffLimitPerIndex");
        let limit = if unlimited { 0x7fff_ffff } else { 6 };
        spec.insert("backoffLimit", Value::Int(limit));
    }
    if minor.has(Change::JOB_COMPLETION_MODE) {
        spec.fill_nil("completionMode", Value::str("NonIndexed"));
        spec.fill_nil("suspend", Value::Bool(false));
    }
    if minor.has(Change::JOB_POD_REPLACEMENT) && spec.is_nil("podReplacementPolicy") {
        let policy = if spec.is_nil("podFailurePolicy") {
            "TerminatingOrFailed"
        } else {
            "Failed"
        };
        spec.insert("podReplacementPolicy", Value::str(policy));
    }
    pods(spec, minor);
}

/// `SetDefaults_CronJob`. v2alpha1 never got defaults for the history limits.
fn cron_job(object: &mut Map<'_>, minor: Minor, limits: bool) {
    let Some(spec) = object.child("spec") else {
        return;
    };
    spec.fill_text("concurrencyPolicy", "Allow");
    spec.fill_nil("suspend", Value::Bool(false));
    if limits {
        spec.fill_nil("successfulJobsHistoryLimit", Value::Int(3));
        spec.fill_nil("failedJobsHistoryLimit", Value::Int(1));
    }
    // The job of the template is defaulted when it is created.
    if let Some(job) = spec.child("jobTemplate").and_then(|t| t.child("spec")) {
        pods(job, minor);
    }
}

/// The pod template, and `SetDefaults_PodFailurePolicyOnPodConditionsPattern` (1.25+).
fn pods(spec: &mut Map<'_>, minor: Minor) {
    if let Some(policy) = spec.child("podFailurePolicy") {
        for pattern in policy
            .each("rules")
            .flat_map(|rule| rule.each("onPodConditions"))
        {
            pattern.fill_text("status", "True");
        }
    }
    pod::template(spec, minor);
}
