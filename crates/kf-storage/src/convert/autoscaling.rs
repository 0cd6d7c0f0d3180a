//! HorizontalPodAutoscalers from autoscaling/v1 to v2.
//!
//! v2 is what the others are converted from and to, in place of the server's internal type. What
//! v1 and v2beta1 have no fields for is JSON in annotations
//! (pkg/apis/autoscaling/v1/conversion.go, v2beta1/conversion.go): metrics and conditions as
//! v1's structs print them, the behavior as the internal struct does, whose fields have no JSON
//! names.

use super::Versions;
use super::members::{
    annotate, annotation, object, object_or_new, objects, strip_annotation, take, text,
};
use super::metrics::{Fields, SPEC, STATUS, flatten, nest, write_flat};
use kf_object::encode::json::write_compact;
use kf_object::parse::json;
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

const METRICS: &str = "autoscaling.alpha.kubernetes.io/metrics";
const CURRENT_METRICS: &str = "autoscaling.alpha.kubernetes.io/current-metrics";
const CONDITIONS: &str = "autoscaling.alpha.kubernetes.io/conditions";
const BEHAVIOR: &str = "autoscaling.alpha.kubernetes.io/behavior";

/// The CPU utilization in percent that an autoscaler of v1 without any metric aims at.
const DEFAULT_UTILIZATION: i64 = 80;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    V1,
    V2Beta1,
    V2Beta2,
    V2,
}

fn version(version: &str) -> Option<Version> {
    match version {
        "autoscaling/v1" => Some(Version::V1),
        "autoscaling/v2beta1" => Some(Version::V2Beta1),
        "autoscaling/v2beta2" => Some(Version::V2Beta2),
        "autoscaling/v2" => Some(Version::V2),
        _ => None,
    }
}

/// Whether a version keeps something in annotations.
pub(super) fn has_annotations(version: &str) -> bool {
    matches!(self::version(version), Some(Version::V1 | Version::V2Beta1))
}

/// From any version to any other.
pub(super) fn autoscaler(autoscaler: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let (stored, wanted) = (version(versions.stored)?, version(versions.wanted)?);
    match stored {
        Version::V1 => from_v1(autoscaler, versions.minor)?,
        Version::V2Beta1 => {
            each_metric(autoscaler, nest)?;
            behavior_from_annotation(autoscaler, versions.minor)?;
        }
        Version::V2Beta2 | Version::V2 => {}
    }
    for name in [METRICS, CURRENT_METRICS, CONDITIONS] {
        strip_annotation(autoscaler, name);
    }
    if versions.minor.has(Change::AUTOSCALER_BEHAVIOR) {
        strip_annotation(autoscaler, BEHAVIOR);
    }
    match wanted {
        Version::V1 => {
            behavior_to_annotation(autoscaler, versions.minor)?;
            to_v1(autoscaler)
        }
        Version::V2Beta1 => {
            behavior_to_annotation(autoscaler, versions.minor)?;
            each_metric(autoscaler, |metric, sources| {
                flatten(metric, sources);
                Some(())
            })
        }
        // No server ever had both v2beta2 and tolerances.
        Version::V2Beta2 => (!has_tolerance(autoscaler)).then_some(()),
        Version::V2 => Some(()),
    }
}

fn each_metric(
    autoscaler: &mut Map<'_>,
    change: impl Fn(&mut Map<'_>, &super::metrics::Sources) -> Option<()>,
) -> Option<()> {
    for (part, list, sources) in [
        ("spec", "metrics", SPEC),
        ("status", "currentMetrics", STATUS),
    ] {
        if let Some(part) = object(autoscaler, &[part]) {
            objects(part, list).try_for_each(|metric| change(metric, sources))?;
        }
    }
    Some(())
}

/// What an annotation holds; `Some(None)` when there is none that counts, `None` to give up.
fn read(autoscaler: &Map<'_>, name: &str, minor: Minor) -> Option<Option<Value<'static>>> {
    let Some(text) = annotation(autoscaler, name) else {
        return Some(None);
    };
    match json::parse(text.as_bytes()) {
        Ok(value) => Some(Some(value.into_owned())),
        Err(_) => minor
            .has(Change::AUTOSCALER_BROKEN_ANNOTATIONS)
            .then_some(None),
    }
}

/// A list in an annotation; of anything else the server would read no list either.
fn read_list(
    autoscaler: &Map<'_>,
    name: &str,
    minor: Minor,
) -> Option<Option<Vec<Value<'static>>>> {
    match read(autoscaler, name, minor)? {
        None => Some(None),
        Some(Value::Array(list)) if list.iter().all(|v| v.as_object().is_some()) => {
            Some(Some(list))
        }
        Some(Value::Null) => Some(Some(Vec::new())),
        Some(_) => None,
    }
}

fn from_v1(autoscaler: &mut Map<'_>, minor: Minor) -> Option<()> {
    let metrics = read_list(autoscaler, METRICS, minor)?;
    let current = read_list(autoscaler, CURRENT_METRICS, minor)?;
    let conditions = read_list(autoscaler, CONDITIONS, minor)?;

    let spec = object_or_new(autoscaler, "spec")?;
    let utilization = take(spec, "targetCPUUtilizationPercentage");
    let mut metrics = metrics.unwrap_or_default();
    for metric in metrics.iter_mut().filter_map(Value::as_object_mut) {
        nest(metric, SPEC)?;
    }
    if utilization.is_some() || metrics.is_empty() {
        let percent = utilization
            .as_ref()
            .and_then(Value::as_int)
            .unwrap_or(DEFAULT_UTILIZATION);
        let mut target = Map::new();
        target.insert("type", Value::str("Utilization"));
        target.insert("averageUtilization", Value::Int(percent));
        metrics.push(cpu("target", target));
    }
    spec.insert("metrics", Value::Array(metrics));

    let status = object_or_new(autoscaler, "status")?;
    let utilization = take(status, "currentCPUUtilizationPercentage");
    let current = match (current, utilization) {
        (Some(mut list), _) => {
            for metric in list.iter_mut().filter_map(Value::as_object_mut) {
                nest(metric, STATUS)?;
            }
            Some(list)
        }
        (None, Some(percent)) => {
            let mut current = Map::new();
            current.insert("averageUtilization", Value::Int(percent.as_int()?));
            Some(vec![cpu("current", current)])
        }
        (None, None) => None,
    };
    if let Some(current) = current {
        status.insert("currentMetrics", Value::Array(current));
    }
    if let Some(conditions) = conditions {
        status.insert("conditions", Value::Array(conditions));
    }
    behavior_from_annotation(autoscaler, minor)
}

/// A metric of the resource cpu.
fn cpu(member: &'static str, value: Map<'static>) -> Value<'static> {
    let mut resource = Map::new();
    resource.insert("name", Value::str("cpu"));
    resource.insert(member, Value::Object(value));
    let mut metric = Map::new();
    metric.insert("type", Value::str("Resource"));
    metric.insert("resource", Value::Object(resource));
    Value::Object(metric)
}

/// The utilization in a metric of the resource cpu; the outer `None` for other metrics.
fn cpu_utilization(metric: &Value<'_>, member: &str) -> Option<Option<i64>> {
    let resource = metric.get("resource")?;
    let is_cpu =
        metric.str_at(&["type"]) == Some("Resource") && resource.str_at(&["name"]) == Some("cpu");
    is_cpu.then(|| resource.at(&[member, "averageUtilization"])?.as_int())
}

fn to_v1(autoscaler: &mut Map<'_>) -> Option<()> {
    let list = |value| match value {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    let spec = object_or_new(autoscaler, "spec")?;
    let mut metrics = list(take(spec, "metrics"));
    let first = metrics.iter().find_map(|m| cpu_utilization(m, "target"));
    if let Some(Some(percent)) = first {
        spec.insert("targetCPUUtilizationPercentage", Value::Int(percent));
    }
    metrics.retain(|m| cpu_utilization(m, "target").flatten().is_none());
    for metric in metrics.iter_mut().filter_map(Value::as_object_mut) {
        flatten(metric, SPEC);
    }

    let status = object_or_new(autoscaler, "status")?;
    let mut current = list(take(status, "currentMetrics"));
    let conditions = list(take(status, "conditions"));
    let percents = current.iter().map(|m| cpu_utilization(m, "current"));
    if let Some(percent) = percents.flatten().flatten().last() {
        status.insert("currentCPUUtilizationPercentage", Value::Int(percent));
    }
    for metric in current.iter_mut().filter_map(Value::as_object_mut) {
        flatten(metric, STATUS);
    }

    if !metrics.is_empty() {
        annotate(autoscaler, METRICS, write_flat(&metrics, SPEC)?)?;
    }
    if !current.is_empty() {
        annotate(autoscaler, CURRENT_METRICS, write_flat(&current, STATUS)?)?;
    }
    if !conditions.is_empty() {
        annotate(autoscaler, CONDITIONS, write_conditions(&conditions)?)?;
    }
    Some(())
}

fn write_conditions(conditions: &[Value<'_>]) -> Option<String> {
    let mut out = vec![b'['];
    for (i, condition) in conditions.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        let condition = condition.as_object()?;
        let mut fields = Fields::begin(&mut out);
        for name in ["type", "status", "lastTransitionTime", "reason", "message"] {
            match (name, condition.get(name)) {
                (_, Some(value)) => write_compact(fields.field(name), value),
                ("type" | "status", None) => write_compact(fields.field(name), &Value::str("")),
                ("lastTransitionTime", None) => write_compact(fields.field(name), &Value::Null),
                _ => {}
            }
        }
        fields.end();
    }
    out.push(b']');
    String::from_utf8(out).ok()
}

fn has_tolerance(autoscaler: &mut Map<'_>) -> bool {
    object(autoscaler, &["spec", "behavior"]).is_some_and(|behavior| {
        behavior
            .iter()
            .any(|(_, rules)| rules.get("tolerance").is_some())
    })
}

/// Fields of the behavior's structs in their order: the name in v2 and that of the internal field.
pub(super) const DIRECTIONS: [(&str, &str); 2] =
    [("scaleUp", "ScaleUp"), ("scaleDown", "ScaleDown")];
pub(super) const RULES: [(&str, &str); 4] = [
    ("stabilizationWindowSeconds", "StabilizationWindowSeconds"),
    ("selectPolicy", "SelectPolicy"),
    ("policies", "Policies"),
    ("tolerance", "Tolerance"),
];
pub(super) const POLICY: [(&str, &str); 3] = [
    ("type", "Type"),
    ("value", "Value"),
    ("periodSeconds", "PeriodSeconds"),
];

fn behavior_to_annotation(autoscaler: &mut Map<'_>, minor: Minor) -> Option<()> {
    let spec = object_or_new(autoscaler, "spec")?;
    let Some(Value::Object(behavior)) = take(spec, "behavior") else {
        return Some(());
    };
    let mut out = Vec::new();
    let mut fields = Fields::begin(&mut out);
    for (name, internal) in DIRECTIONS {
        let out = fields.field(internal);
        match behavior.get(name) {
            Some(Value::Object(rules)) => write_rules(out, rules, minor)?,
            _ => write_compact(out, &Value::Null),
        }
    }
    fields.end();
    annotate(autoscaler, BEHAVIOR, String::from_utf8(out).ok()?)
}

fn write_rules(out: &mut Vec<u8>, rules: &Map<'_>, minor: Minor) -> Option<()> {
    let mut fields = Fields::begin(out);
    for (name, internal) in RULES {
        match rules.get(name) {
            Some(Value::Array(policies)) => {
                let out = fields.field(internal);
                out.push(b'[');
                for (i, policy) in policies.iter().enumerate() {
                    if i > 0 {
                        out.push(b',');
                    }
                    let policy = policy.as_object()?;
                    let mut fields = Fields::begin(out);
                    let kind = Value::str(text(policy, "type"));
                    write_compact(fields.field("Type"), &kind);
                    for (name, internal) in POLICY.into_iter().skip(1) {
                        let value = policy.get(name).unwrap_or(&Value::Int(0));
                        write_compact(fields.field(internal), value);
                    }
                    fields.end();
                }
                out.push(b']');
            }
            None if name == "tolerance" && !minor.has(Change::AUTOSCALER_TOLERANCE) => {}
            value => write_compact(fields.field(internal), value.unwrap_or(&Value::Null)),
        }
    }
    fields.end();
    Some(())
}

fn behavior_from_annotation(autoscaler: &mut Map<'_>, minor: Minor) -> Option<()> {
    if !minor.has(Change::AUTOSCALER_BEHAVIOR) {
        return Some(());
    }
    let behavior = match read(autoscaler, BEHAVIOR, minor)? {
        Some(Value::Object(mut behavior)) => {
            rename_fields(&mut behavior, &DIRECTIONS);
            behavior
        }
        None | Some(Value::Null) => return Some(()),
        Some(_) => return None,
    };
    let mut kept = Map::new();
    for (name, rules) in behavior {
        let Value::Object(mut rules) = rules else {
            if rules == Value::Null {
                continue;
            }
            return None;
        };
        rename_fields(&mut rules, &RULES);
        for policy in objects(&mut rules, "policies") {
            rename_fields(policy, &POLICY);
        }
        kept.insert(name, Value::Object(rules));
    }
    // A behavior that says nothing is none.
    if !kept.is_empty() {
        object_or_new(autoscaler, "spec")?.insert("behavior", Value::Object(kept));
    }
    Some(())
}

/// Gives members their names in v2, and drops those that are no fields; Go's decoder does not mind
/// the case of names.
fn rename_fields(map: &mut Map<'static>, names: &[(&'static str, &str)]) {
    let members = std::mem::take(map);
    for (name, value) in members {
        let known = names
            .iter()
            .find(|(_, internal)| internal.eq_ignore_ascii_case(&name));
        if let Some((name, _)) = known {
            map.insert(*name, value);
        }
    }
}
