//! What pods and pod templates share besides containers and volumes.

use super::claims::class;
use super::common::{annotations, labels, labels_indented, map, quantity};
use super::containers::{Containers, containers};
use super::volumes;
use super::writer::{Writer, put};
use kf_object::Value;
use kf_object::access::{at, int, list, text};
use kf_query::go_text;
use kf_query::labels::Selector;
use kf_query::sort::go_sort;

/// A pod template (`DescribePodTemplate`).
pub(super) fn pod_template(w: &mut Writer, template: Option<&Value<'_>>) {
    put!(w, 0, "Pod Template:\n");
    let Some(template) = template.filter(|t| **t != Value::Null) else {
        put!(w, 1, "<unset>");
        return;
    };
    labels(w, "  Labels", map(template, &["metadata", "labels"]));
    let notes = map(template, &["metadata", "annotations"]);
    if notes.is_some() {
        annotations(w, "  Annotations", notes);
    }
    let none = Value::Null;
    let spec = template.get("spec").unwrap_or(&none);
    match text(spec, &["serviceAccountName"]) {
        "" => {}
        account => put!(w, 1, "Service Account:\t{account}\n"),
    }
    for (title, member) in [
        ("Init Containers", "initContainers"),
        ("Containers", "containers"),
    ] {
        let all = Containers {
            title,
            containers: list(spec, &[member]),
            statuses: &[],
            pod: None,
        };
        if member == "containers" || !all.containers.is_empty() {
            containers(w, &all, "  ");
        }
    }
    volumes::of_pod(w, spec, "  ");
    topology_spread(w, spec, "  ");
    match text(spec, &["priorityClassName"]) {
        "" => {}
        class => put!(w, 1, "Priority Class Name:\t{class}\n"),
    }
    labels(w, "  Node-Selectors", map(spec, &["nodeSelector"]));
    tolerations(w, "  Tolerations", spec);
    scheduling_group(w, spec, "  ");
}

/// `describeTopologySpreadConstraints`
pub(super) fn topology_spread(w: &mut Writer, spec: &Value<'_>, space: &str) {
    let mut all: Vec<&Value<'_>> = list(spec, &["topologySpreadConstraints"]).iter().collect();
    if all.is_empty() {
        return;
    }
    let key = |c: &Value<'_>| text(c, &["topologyKey"]).to_owned();
    go_sort(&mut all, |a, b| key(a) < key(b));
    put!(w, 0, "{space}Topology Spread Constraints:\t");
    for (i, constraint) in all.into_iter().enumerate() {
        if i > 0 {
            put!(w, 0, "{space}\t");
        }
        put!(
            w,
            0,
            "{}:{} when max skew {} is exceeded",
            key(constraint),
            text(constraint, &["whenUnsatisfiable"]),
            int(constraint, &["maxSkew"])
        );
        let selector = at(constraint, &["labelSelector"]);
        if selector.is_some() {
            put!(
                w,
                0,
                " for selector {}",
                Selector::format_label_selector(selector)
            );
        }
        put!(w, 0, "\n");
    }
}

/// `printPodTolerationsMultiline`
pub(super) fn tolerations(w: &mut Writer, title: &str, spec: &Value<'_>) {
    put!(w, 0, "{title}:\t");
    let mut all: Vec<&Value<'_>> = list(spec, &["tolerations"]).iter().collect();
    if all.is_empty() {
        return w.line("<none>");
    }
    go_sort(&mut all, |a, b| text(a, &["key"]) < text(b, &["key"]));
    for (i, toleration) in all.into_iter().enumerate() {
        if i > 0 {
            put!(w, 0, "\t");
        }
        let member = |name: &str| text(toleration, &[name]).to_owned();
        let (key, value, effect) = (member("key"), member("value"), member("effect"));
        put!(w, 0, "{key}");
        if !value.is_empty() {
            put!(w, 0, "={value}");
        }
        if !effect.is_empty() {
            put!(w, 0, ":{effect}");
        }
        if member("operator") == "Exists" && value.is_empty() {
            let alone = key.is_empty() && effect.is_empty();
            put!(w, 0, "{}op=Exists", if alone { "" } else { " " });
        }
        if let Some(seconds) = at(toleration, &["tolerationSeconds"]).and_then(Value::as_int) {
            put!(w, 0, " for {seconds}s");
        }
        put!(w, 0, "\n");
    }
}

/// `describeSchedulingGroup`
pub(super) fn scheduling_group(w: &mut Writer, spec: &Value<'_>, space: &str) {
    if let Some(group) = at(spec, &["schedulingGroup"]) {
        put!(w, 0, "{space}SchedulingGroup:\n");
        put!(w, 1, "PodGroupName:\t{}\n", text(group, &["podGroupName"]));
    }
}

/// `describeVolumeClaimTemplates`
pub(super) fn claim_templates(w: &mut Writer, spec: &Value<'_>) {
    let templates = list(spec, &["volumeClaimTemplates"]);
    if templates.is_empty() {
        put!(w, 0, "Volume Claims:\t<none>\n");
        return;
    }
    put!(w, 0, "Volume Claims:\n");
    for claim in templates {
        put!(w, 1, "Name:\t{}\n", text(claim, &["metadata", "name"]));
        put!(w, 1, "StorageClass:\t{}\n", class(claim));
        for (title, member) in [("Labels", "labels"), ("Annotations", "annotations")] {
            labels_indented(w, "  ", title, "\t", map(claim, &["metadata", member]));
        }
        let storage = ["spec", "resources", "requests", "storage"];
        let capacity = at(claim, &storage).map(|_| quantity(claim, &storage));
        let capacity = capacity.unwrap_or_else(|| "<default>".to_owned());
        put!(w, 1, "Capacity:\t{capacity}\n");
        let modes = at(claim, &["spec", "accessModes"]);
        let modes = modes.map_or_else(|| "[]".to_owned(), go_text::sprint);
        put!(w, 1, "Access Modes:\t{modes}\n");
    }
}
