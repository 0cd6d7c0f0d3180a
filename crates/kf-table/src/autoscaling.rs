//! Horizontal pod autoscalers.
//!
//! Four API versions hold the same metrics in three shapes: `v2` and `v2beta2` in `target` and
//! `current`, `v2beta1` in flat members, `v1` in two numbers and, in the flat shape, as JSON in
//! annotations (kubernetes pkg/apis/autoscaling/v1/conversion.go).

use std::borrow::Cow;

use super::object::{Row, cell};
use super::spec::{AGE, Cells, Kind, NAME, col};
use kf_object::access::{at, text};
use kf_object::{Value, parse};
use kf_schema::{Change, Minor};

pub(super) const KINDS: &[Kind] = &[Kind {
    groups: &["autoscaling", "extensions"],
    kind: "HorizontalPodAutoscaler",
    with: None,
    columns: &[
        NAME,
        col("Reference"),
        col("Targets"),
        col("MinPods"),
        col("MaxPods"),
        col("Replicas"),
        AGE,
    ],
    cells: autoscaler,
}];

/// The printer of every `Scale` of a built-in type. Its name is not marked as one.
pub(super) static SCALE: Kind = Kind {
    groups: &["autoscaling"],
    kind: "Scale",
    with: Some(Change::SUBRESOURCE_TABLES),
    columns: &[col("Name"), col("Desired"), col("Available"), AGE],
    cells: scale,
};

/// The columns of a `Scale` of a custom resource, as a definition would have them.
pub(super) fn custom_scale() -> Value<'static> {
    let column = |name, kind, path, description| {
        Value::object([
            ("name", Value::str(name)),
            ("type", Value::str(kind)),
            ("jsonPath", Value::str(path)),
            ("description", Value::str(description)),
        ])
    };
    Value::Array(vec![
        column(
            "Desired",
            "integer",
            ".spec.replicas",
            "Number of desired replicas",
        ),
        column(
            "Available",
            "integer",
            ".status.replicas",
            "Number of actual replicas",
        ),
        column("Age", "date", ".metadata.creationTimestamp", ""),
    ])
}

/// The CPU utilization in percent that an autoscaler of v1 without any metric aims at
/// (`DefaultCPUUtilization`).
const DEFAULT_UTILIZATION: i64 = 80;

/// How many metrics are shown.
const SHOWN: usize = 2;

/// `printHorizontalPodAutoscaler`
fn autoscaler(row: &Row<'_>) -> Cells {
    let scaled = &["spec", "scaleTargetRef"];
    let reference = row.at(scaled).map_or_else(
        || "/".to_owned(),
        |r| format!("{}/{}", text(r, &["kind"]), text(r, &["name"])),
    );
    let least = row.at(&["spec", "minReplicas"]).and_then(Value::as_int);
    vec![
        row.name(),
        cell(reference),
        cell(targets(row)),
        cell(least.map_or("<unset>".to_owned(), |n| n.to_string())),
        row.number(&["spec", "maxReplicas"]),
        row.number(&["status", "currentReplicas"]),
        row.age(),
    ]
}

/// `printScale`
fn scale(row: &Row<'_>) -> Cells {
    vec![
        row.name(),
        row.number(&["spec", "replicas"]),
        row.number(&["status", "replicas"]),
        row.age(),
    ]
}

/// `formatHPAMetrics`
fn targets(row: &Row<'_>) -> String {
    let specs = metrics(
        row,
        &["spec", "metrics"],
        "autoscaling.alpha.kubernetes.io/metrics",
    );
    let states = metrics(
        row,
        &["status", "currentMetrics"],
        "autoscaling.alpha.kubernetes.io/current-metrics",
    );
    let current = match states {
        None => cpu_current(row).into_iter().collect(),
        Some(states) => states,
    };
    let specs = specs.unwrap_or_default();
    // The server converts before it prints: v1's one target comes behind the annotation's metrics.
    let mut specs: Vec<Value<'_>> = specs.iter().cloned().chain(cpu_target(row)).collect();
    if specs.is_empty() {
        if !is_v1(row) {
            return "<none>".to_owned();
        }
        specs.extend(cpu("targetAverageUtilization", DEFAULT_UTILIZATION));
    }
    let shown = specs.iter().take(SHOWN).enumerate();
    let shown = shown.map(|(i, spec)| target(spec, current.get(i), row.minor));
    let shown = shown.collect::<Vec<_>>().join(", ");
    match specs.len() {
        0..=SHOWN => shown,
        n => format!("{shown} + {} more...", n - SHOWN),
    }
}

/// The metrics at a path or, in `v1`, in an annotation, which may be missing.
fn metrics<'r>(row: &Row<'r>, path: &[&str], annotation: &str) -> Option<Cow<'r, [Value<'r>]>> {
    if !is_v1(row) {
        return Some(Cow::Borrowed(row.list(path)));
    }
    let json = row.text(&["metadata", "annotations", annotation]);
    match parse::json::parse(json.as_bytes()) {
        Ok(Value::Array(metrics)) => Some(Cow::Owned(metrics)),
        // The server drops an annotation it cannot read.
        _ => None,
    }
}

fn is_v1(row: &Row<'_>) -> bool {
    !row.text(&["apiVersion"]).starts_with("autoscaling/v2")
}

/// `v1`'s one target.
fn cpu_target(row: &Row<'_>) -> Option<Value<'static>> {
    let percent = row.at(&["spec", "targetCPUUtilizationPercentage"])?;
    cpu("targetAverageUtilization", percent.as_int()?)
}

fn cpu_current(row: &Row<'_>) -> Option<Value<'static>> {
    let percent = row.at(&["status", "currentCPUUtilizationPercentage"])?;
    cpu("currentAverageUtilization", percent.as_int()?)
}

fn cpu(member: &'static str, percent: i64) -> Option<Value<'static>> {
    let resource = [
        ("name".into(), Value::str("cpu")),
        (member.into(), Value::Int(percent)),
    ];
    let resource = Value::Object(resource.into_iter().collect());
    let metric = [
        ("type".into(), Value::str("Resource")),
        ("resource".into(), resource),
    ];
    Some(Value::Object(metric.into_iter().collect()))
}

/// One metric: what there is and what there should be.
fn target(spec: &Value<'_>, state: Option<&Value<'_>>, minor: Minor) -> String {
    let kind = text(spec, &["type"]);
    let member = match kind {
        "External" => "external",
        "Pods" => "pods",
        "Object" => "object",
        "Resource" => "resource",
        "ContainerResource" if minor.has(Change::AUTOSCALER_CONTAINER_METRICS) => {
            "containerResource"
        }
        _ => return "<unknown type>".to_owned(),
    };
    let Some(spec) = at(spec, &[member]) else {
        return "<unknown type>".to_owned();
    };
    let state = state.and_then(|s| at(s, &[member]));
    let wanted = |name: &str| quantity(spec, "target", name);
    let current = |name: &str| state.and_then(|s| quantity(s, "current", name));
    let known = |value: Option<String>| value.unwrap_or_else(|| "<unknown>".to_owned());
    let nil = |value: Option<String>| value.unwrap_or_else(|| "<nil>".to_owned());
    let averages = kind != "Object" || minor.has(Change::AUTOSCALER_OBJECT_AVERAGE);
    match kind {
        "External" | "Object" => match wanted("averageValue").filter(|_| averages) {
            Some(target) => format!("{}/{target} (avg)", known(current("averageValue"))),
            None => format!("{}/{}", known(current("value")), nil(wanted("value"))),
        },
        "Pods" => format!(
            "{}/{}",
            known(current("averageValue")),
            nil(wanted("averageValue"))
        ),
        _ => {
            let name = match minor.has(Change::AUTOSCALER_RESOURCE_NAMES) {
                true => format!("{}: ", text(spec, &["name"])),
                false => String::new(),
            };
            if let Some(target) = wanted("averageValue") {
                return format!("{name}{}/{target}", known(current("averageValue")));
            }
            let percent = |value: Option<String>, absent: &str| {
                value.map_or(absent.to_owned(), |n| format!("{n}%"))
            };
            format!(
                "{name}{}/{}",
                percent(current("averageUtilization"), "<unknown>"),
                percent(wanted("averageUtilization"), "<auto>")
            )
        }
    }
}

/// `target.averageValue`, or in the flat shape `targetAverageValue`.
fn quantity(metric: &Value<'_>, part: &str, name: &str) -> Option<String> {
    let flat = |name: &str| {
        let mut letters = name.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        format!("{part}{}{}", first.unwrap_or_default(), letters.as_str())
    };
    let found = at(metric, &[part, name]);
    let found = found.or_else(|| at(metric, &[&flat(name)]));
    // An object's average is called so in the flat shape, wanted and current alike.
    Some(match found.or_else(|| at(metric, &[name]))? {
        Value::String(text) => text.to_string(),
        Value::Int(n) => n.to_string(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::Printer;
    use crate::testing::cells;
    use kf_object::Value;
    use kf_object::parse::json::parse;

    /// As apiextensions-apiserver makes them (pkg/apiserver/helpers.go `getScaleColumnsForVersion`).
    #[test]
    fn scales_of_custom_resources() {
        let printer = Printer::custom(Some(&super::custom_scale()));
        let columns = printer.columns();
        let columns: Vec<[&str; 3]> = columns
            .iter()
            .map(|c| [&*c.name, &*c.type_name, &*c.format])
            .collect();
        let wanted = [
            ["Name", "string", "name"],
            ["Desired", "integer", ""],
            ["Available", "integer", ""],
            ["Age", "date", ""],
        ];
        assert_eq!(columns, wanted);
        let scale = r#"{"metadata":{"name":"x"},"spec":{"replicas":3},"status":{"replicas":0}}"#;
        let cells = printer.cells(&parse(scale.as_bytes()).unwrap(), None);
        let wanted = [Value::str("x"), Value::Int(3), Value::Int(0)];
        assert_eq!(cells.get(..3), Some(&wanted[..]));
    }

    fn targets(minor: u8, object: &str) -> String {
        let all = cells("autoscaling", "HorizontalPodAutoscaler", minor, object);
        all.split(" | ").nth(2).unwrap().to_owned()
    }

    #[test]
    fn metrics_show_current_and_target() {
        let resource = |target: &str, current: &str| {
            format!(
                r#"{{"apiVersion":"autoscaling/v2","spec":{{"metrics":[{{"type":"Resource",
                "resource":{{"name":"cpu","target":{{{target}}}}}}}]}},"status":{{"currentMetrics":
                [{{"type":"Resource","resource":{{"name":"cpu","current":{{{current}}}}}}}]}}}}"#
            )
        };
        let percent = resource(r#""averageUtilization":70"#, r#""averageUtilization":83"#);
        assert_eq!(targets(36, &percent), "cpu: 83%/70%");
        assert_eq!(targets(20, &percent), "83%/70%");
        assert_eq!(targets(36, &resource("", "")), "cpu: <unknown>/<auto>");
        let value = resource(r#""averageValue":"1Gi""#, r#""averageValue":"500Mi""#);
        assert_eq!(targets(36, &value), "cpu: 500Mi/1Gi");
        assert_eq!(targets(36, r#"{"apiVersion":"autoscaling/v2"}"#), "<none>");

        let many = r#"{"apiVersion":"autoscaling/v2","spec":{"metrics":[
            {"type":"External","external":{"target":{"averageValue":"30"}}},
            {"type":"Object","object":{"target":{"value":"2k"}}},{"type":"Pods","pods":{}}]},
            "status":{"currentMetrics":[{"type":"External","external":{"current":{"value":"0"}}},
            {"type":"Object","object":{"current":{"value":"1k"}}}]}}"#;
        assert_eq!(targets(36, many), "<unknown>/30 (avg), 1k/2k + 1 more...");
    }

    #[test]
    fn the_older_shapes_say_the_same() {
        let v1 = r#"{"apiVersion":"autoscaling/v1","metadata":{"annotations":{
            "autoscaling.alpha.kubernetes.io/metrics":
              "[{\"type\":\"Pods\",\"pods\":{\"targetAverageValue\":\"1500\"}}]",
            "autoscaling.alpha.kubernetes.io/current-metrics":
              "[{\"type\":\"Resource\",\"resource\":{\"currentAverageUtilization\":83}}]"}},
            "spec":{"targetCPUUtilizationPercentage":70}}"#;
        let average = r#"{"apiVersion":"autoscaling/v1","metadata":{"annotations":{
            "autoscaling.alpha.kubernetes.io/metrics":
              "[{\"type\":\"Object\",\"object\":{\"averageValue\":\"10\",\"targetValue\":\"0\"}}]"}}}"#;
        assert_eq!(targets(21, average), "<unknown>/10 (avg)");
        // By place: what there is of the processor stands at that of the pods' metric.
        assert_eq!(targets(36, v1), "<unknown>/1500, cpu: <unknown>/70%");
        let plain = r#"{"apiVersion":"autoscaling/v1","spec":{"targetCPUUtilizationPercentage":70},
            "status":{"currentCPUUtilizationPercentage":5}}"#;
        assert_eq!(targets(15, plain), "5%/70%");
        let nothing = r#"{"apiVersion":"autoscaling/v1"}"#;
        assert_eq!(targets(36, nothing), "cpu: <unknown>/80%");
        let beta = r#"{"apiVersion":"autoscaling/v2beta1","spec":{"metrics":[
            {"type":"External","external":{"targetAverageValue":"30"}}]},"status":{"currentMetrics":
            [{"type":"External","external":{"currentValue":"0","currentAverageValue":"1500m"}}]}}"#;
        assert_eq!(targets(15, beta), "1500m/30 (avg)");
    }

    #[test]
    fn older_servers_know_fewer_metrics() {
        let metrics = r#"{"apiVersion":"autoscaling/v2","spec":{"metrics":[
            {"type":"Object","object":{"target":{"averageValue":"3","value":"0"}}},
            {"type":"ContainerResource","containerResource":{"name":"cpu",
            "target":{"averageUtilization":5}}}]}}"#;
        for (minor, expected) in [
            (18, "<unknown>/0, <unknown type>"),
            (19, "<unknown>/3 (avg), <unknown type>"),
            (20, "<unknown>/3 (avg), <unknown>/5%"),
            (30, "<unknown>/3 (avg), cpu: <unknown>/5%"),
        ] {
            assert_eq!(targets(minor, metrics), expected, "{minor}");
        }
    }

    #[test]
    fn the_scaled_object_is_named() {
        let object = r#"{"metadata":{"name":"h"},"apiVersion":"autoscaling/v2",
            "spec":{"scaleTargetRef":{"kind":"Deployment","name":"d"},"maxReplicas":5}}"#;
        assert_eq!(
            cells("autoscaling", "HorizontalPodAutoscaler", 36, object),
            "h | Deployment/d | <none> | <unset> | 5 | 0 | <unknown>"
        );
    }
}
