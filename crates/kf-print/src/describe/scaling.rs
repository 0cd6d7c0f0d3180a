//! Autoscalers and disruption budgets.

use super::Kind;
use super::common::{date, labels_and_annotations, name_and_namespace, object_events, quantity};
use super::context::Context;
use super::probes::int_or_string;
use super::writer::{Writer, put};
use kf_base::error::Result;
use kf_object::Value;
use kf_object::access::{at, int, list, text};
use kf_query::go_text;
use kf_query::labels::Selector;

/// The kinds here.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        group: "autoscaling",
        kind: "HorizontalPodAutoscaler",
        versions: &["v2", "v1"],
        related: &[],
        describe: autoscaler,
    },
    Kind {
        group: "policy",
        kind: "PodDisruptionBudget",
        versions: &["v1"],
        related: &[],
        describe: disruption_budget,
    },
];

/// `describeHorizontalPodAutoscalerV2` and `...V1`
fn autoscaler(w: &mut Writer, hpa: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let none = Value::Null;
    let spec = hpa.get("spec").unwrap_or(&none);
    let status = hpa.get("status").unwrap_or(&none);
    name_and_namespace(w, hpa);
    labels_and_annotations(w, hpa);
    let created = text(hpa, &["metadata", "creationTimestamp"]);
    put!(w, 0, "CreationTimestamp:\t{}\n", date(created));
    let kind = text(spec, &["scaleTargetRef", "kind"]);
    let name = text(spec, &["scaleTargetRef", "name"]);
    put!(w, 0, "Reference:\t{kind}/{name}\n");
    let first = text(hpa, &["apiVersion"]) == "autoscaling/v1";
    if first {
        cpu_utilization(w, spec, status);
    } else {
        put!(w, 0, "Metrics:\t( current / target )\n");
        let current = list(status, &["currentMetrics"]);
        for (i, metric) in list(spec, &["metrics"]).iter().enumerate() {
            put_metric(w, metric, current.get(i).unwrap_or(&none));
        }
    }
    let least = at(spec, &["minReplicas"]).and_then(Value::as_int);
    let least = least.map_or_else(|| "<unset>".to_owned(), |n| n.to_string());
    put!(w, 0, "Min replicas:\t{least}\n");
    put!(w, 0, "Max replicas:\t{}\n", int(spec, &["maxReplicas"]));
    if let (false, Some(behavior)) = (first, at(spec, &["behavior"])) {
        put!(w, 0, "Behavior:\n");
        direction(w, "Scale Up", at(behavior, &["scaleUp"]));
        direction(w, "Scale Down", at(behavior, &["scaleDown"]));
    }
    let (now, wanted) = (
        int(status, &["currentReplicas"]),
        int(status, &["desiredReplicas"]),
    );
    put!(w, 0, "{kind} pods:\t{now} current / {wanted} desired\n");
    let conditions = list(status, &["conditions"]);
    if !first && !conditions.is_empty() {
        put!(w, 0, "Conditions:\n");
        put!(w, 1, "Type\tStatus\tReason\tMessage\n");
        put!(w, 1, "----\t------\t------\t-------\n");
        for c in conditions {
            let (kind, status) = (text(c, &["type"]), text(c, &["status"]));
            let (reason, message) = (text(c, &["reason"]), text(c, &["message"]));
            put!(w, 1, "{kind}\t{status}\t{reason}\t{message}\n");
        }
    }
    object_events(w, hpa, context);
    Ok(())
}

fn cpu_utilization(w: &mut Writer, spec: &Value<'_>, status: &Value<'_>) {
    let percentage = |value: &Value<'_>, member: &str| at(value, &[member])?.as_int();
    let Some(target) = percentage(spec, "targetCPUUtilizationPercentage") else {
        return;
    };
    put!(w, 0, "Target CPU utilization:\t{target}%\n");
    let current = percentage(status, "currentCPUUtilizationPercentage");
    let current = current.map_or_else(|| "<unknown>".to_owned(), |n| n.to_string());
    put!(w, 0, "Current CPU utilization:\t{current}%\n");
}

const UNKNOWN: &str = "<unknown>";

/// A quantity as Go prints a pointer to one that may be nil.
fn amount(value: &Value<'_>, path: &[&str]) -> String {
    match at(value, path) {
        Some(_) => quantity(value, path),
        None => "<nil>".to_owned(),
    }
}

/// One line of a metric with what it is now; `current` is at the same place of the status.
fn put_metric(w: &mut Writer, metric: &Value<'_>, current: &Value<'_>) {
    let none = Value::Null;
    let member = match text(metric, &["type"]) {
        "External" => "external",
        "Pods" => "pods",
        "Object" => "object",
        "Resource" => "resource",
        "ContainerResource" => "containerResource",
        other => {
            put!(w, 1, "<unknown metric type {}>\n", go_text::quote(other));
            return;
        }
    };
    let source = metric.get(member).unwrap_or(&none);
    let now = at(current, &[member]);
    let name = text(source, &["metric", "name"]);
    let by = |what: &str| {
        let target = amount(source, &["target", what]);
        let now = now.map_or_else(|| UNKNOWN.to_owned(), |n| amount(n, &["current", what]));
        (now, target)
    };
    let averages = at(source, &["target", "averageValue"]).is_some();
    match member {
        "external" => {
            let name = go_text::quote(name);
            if averages {
                let (mut now, target) = by("averageValue");
                if now == "<nil>" {
                    UNKNOWN.clone_into(&mut now);
                }
                put!(w, 1, "{name} (target average value):\t{now} / {target}\n");
            } else {
                let (now, target) = by("value");
                put!(w, 1, "{name} (target value):\t{now} / {target}\n");
            }
        }
        "pods" => {
            let (now, target) = by("averageValue");
            put!(
                w,
                1,
                "{} on pods:\t{now} / {target}\n",
                go_text::quote(name)
            );
        }
        "object" => {
            let kind = text(source, &["describedObject", "kind"]);
            let object = text(source, &["describedObject", "name"]);
            put!(w, 1, "\"{name}\" on {kind}/{object} ");
            if text(source, &["target", "type"]) == "AverageValue" {
                let (now, target) = by("averageValue");
                put!(w, 0, "(target average value):\t{now} / {target}\n");
            } else {
                let (now, target) = by("value");
                put!(w, 0, "(target value):\t{now} / {target}\n");
            }
        }
        _ => {
            put!(w, 1, "resource {}", text(source, &["name"]));
            if member == "containerResource" {
                put!(w, 0, " of container \"{}\"", text(source, &["container"]));
            }
            put!(w, 0, " on pods");
            if averages {
                let (now, target) = by("averageValue");
                put!(w, 0, ":\t{now} / {target}\n");
            } else {
                utilization(w, source, now);
            }
        }
    }
}

/// A resource measured by what is requested. The level within the line is upstream's.
fn utilization(w: &mut Writer, source: &Value<'_>, now: Option<&Value<'_>>) {
    let now = now.and_then(|n| {
        let used = at(n, &["current", "averageUtilization"])?.as_int()?;
        Some(format!(
            "{used}% ({})",
            amount(n, &["current", "averageValue"])
        ))
    });
    let now = now.as_deref().unwrap_or(UNKNOWN);
    let target = at(source, &["target", "averageUtilization"]).and_then(Value::as_int);
    let target = target.map_or_else(|| "<auto>".to_owned(), |n| format!("{n}%"));
    put!(w, 1, "(as a percentage of request):\t{now} / {target}\n");
}

/// `printDirectionBehavior`
fn direction(w: &mut Writer, title: &str, rules: Option<&Value<'_>>) {
    let Some(rules) = rules else { return };
    put!(w, 1, "{title}:\n");
    if let Some(n) = at(rules, &["stabilizationWindowSeconds"]).and_then(Value::as_int) {
        put!(w, 2, "Stabilization Window: {n} seconds\n");
    }
    let policies = list(rules, &["policies"]);
    if policies.is_empty() {
        return;
    }
    let select = at(rules, &["selectPolicy"]).and_then(Value::as_str);
    put!(w, 2, "Select Policy: {}\n", select.unwrap_or("Max"));
    put!(w, 2, "Policies:\n");
    for policy in policies {
        let (kind, value) = (text(policy, &["type"]), int(policy, &["value"]));
        let period = int(policy, &["periodSeconds"]);
        put!(
            w,
            3,
            "- Type: {kind}\tValue: {value}\tPeriod: {period} seconds\n"
        );
    }
}

/// `describePodDisruptionBudgetV1`, which shows neither labels nor annotations.
fn disruption_budget(w: &mut Writer, budget: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let none = Value::Null;
    let spec = budget.get("spec").unwrap_or(&none);
    name_and_namespace(w, budget);
    if at(spec, &["minAvailable"]).is_some() {
        put!(
            w,
            0,
            "Min available:\t{}\n",
            int_or_string(spec, "minAvailable")
        );
    } else if at(spec, &["maxUnavailable"]).is_some() {
        put!(
            w,
            0,
            "Max unavailable:\t{}\n",
            int_or_string(spec, "maxUnavailable")
        );
    }
    let selector = at(spec, &["selector"]);
    let selector = selector.map(|s| Selector::format_label_selector(Some(s)));
    put!(
        w,
        0,
        "Selector:\t{}\n",
        selector.as_deref().unwrap_or("<unset>")
    );
    put!(w, 0, "Status:\n");
    for (label, member) in [
        ("Allowed disruptions", "disruptionsAllowed"),
        ("Current", "currentHealthy"),
        ("Desired", "desiredHealthy"),
        ("Total", "expectedPods"),
    ] {
        put!(w, 2, "{label}:\t{}\n", int(budget, &["status", member]));
    }
    object_events(w, budget, context);
    Ok(())
}
