//! What keeps pods running: replication controllers and sets, deployments, daemon and stateful
//! sets.

use super::Kind;
use super::common::{
    controlled_by, date, labels_and_annotations, map, name_and_namespace, object_events,
    short_conditions, some_or,
};
use super::context::{Context, Index};
use super::probes::int_or_string;
use super::template::{claim_templates, pod_template};
use super::writer::{Writer, put};
use crate::kubectl::Kubectl;
use kf_base::error::Result;
use kf_base::time::Timestamp;
use kf_object::access::{at, int, text};
use kf_object::{Map, Value};
use kf_query::labels::{Operator, Requirement, Selector};
use kf_table::format_labels;

/// The kinds here.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        group: "",
        kind: "ReplicationController",
        versions: &["v1"],
        related: &["pods"],
        describe: replication_controller,
    },
    Kind {
        group: "apps",
        kind: "ReplicaSet",
        versions: &["v1"],
        related: &["pods"],
        describe: replica_set,
    },
    Kind {
        group: "apps",
        kind: "Deployment",
        versions: &["v1"],
        related: &["replicasets"],
        describe: deployment,
    },
    Kind {
        group: "apps",
        kind: "DaemonSet",
        versions: &["v1"],
        related: &["pods"],
        describe: daemon_set,
    },
    Kind {
        group: "apps",
        kind: "StatefulSet",
        versions: &["v1"],
        related: &["pods"],
        describe: stateful_set,
    },
];

/// The selector of a workload. `None` selects nothing, and kubectl's empty text of that one
/// then selects everything where it asks the server for pods.
fn selector(object: &Value<'_>) -> Result<Option<Selector>> {
    Selector::from_label_selector(object.at(&["spec", "selector"]))
}

/// How many pods of a workload are in which phase, as text (`getPodStatusForController`).
fn pod_phases(object: &Value<'_>, selector: &Selector, context: &Context<'_, '_>) -> String {
    let uid = text(object, &["metadata", "uid"]);
    let namespace = text(object, &["metadata", "namespace"]);
    let pods = context.related("pods.v1.", Some(namespace), Index::Controller, uid);
    let mine: Vec<&Value<'_>> = pods.iter().filter(|pod| selector.matches(pod)).collect();
    let count = |phase: &str| {
        let pods = mine.iter();
        pods.filter(|p| text(p, &["status", "phase"]) == phase)
            .count()
    };
    format!(
        "{} Running / {} Waiting / {} Succeeded / {} Failed",
        count("Running"),
        count("Pending"),
        count("Succeeded"),
        count("Failed")
    )
}

fn replicas(w: &mut Writer, object: &Value<'_>) {
    let current = int(object, &["status", "replicas"]);
    let desired = int(object, &["spec", "replicas"]);
    put!(w, 0, "Replicas:\t{current} current / {desired} desired\n");
}

fn replication_controller(
    w: &mut Writer,
    controller: &Value<'_>,
    context: &Context<'_, '_>,
) -> Result<()> {
    name_and_namespace(w, controller);
    let labels = map(controller, &["spec", "selector"]);
    put!(w, 0, "Selector:\t{}\n", format_labels(labels));
    labels_and_annotations(w, controller);
    replicas(w, controller);
    let pairs = labels.into_iter().flat_map(Map::iter);
    let requirements = pairs.map(|(key, value)| {
        let values = vec![value.as_str().unwrap_or_default().to_owned()];
        Requirement::new(key, Operator::Equals, values)
    });
    let selector = Selector::new(requirements.collect::<Result<_>>()?);
    let phases = pod_phases(controller, &selector, context);
    put!(w, 0, "Pods Status:\t{phases}\n");
    pod_template(w, controller.at(&["spec", "template"]));
    short_conditions(w, controller);
    object_events(w, controller, context);
    Ok(())
}

fn replica_set(w: &mut Writer, set: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let selector = selector(set)?.unwrap_or_default();
    name_and_namespace(w, set);
    let shown = Selector::format_label_selector(set.at(&["spec", "selector"]));
    put!(w, 0, "Selector:\t{shown}\n");
    labels_and_annotations(w, set);
    controlled_by(w, set);
    replicas(w, set);
    put!(
        w,
        0,
        "Pods Status:\t{}\n",
        pod_phases(set, &selector, context)
    );
    pod_template(w, set.at(&["spec", "template"]));
    short_conditions(w, set);
    object_events(w, set, context);
    Ok(())
}

fn daemon_set(w: &mut Writer, set: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let selector = selector(set)?.unwrap_or_default();
    name_and_namespace(w, set);
    put!(w, 0, "Selector:\t{selector}\n");
    let nodes = map(set, &["spec", "template", "spec", "nodeSelector"]);
    put!(w, 0, "Node-Selector:\t{}\n", format_labels(nodes));
    labels_and_annotations(w, set);
    for (what, member) in [
        (
            "Desired Number of Nodes Scheduled",
            "desiredNumberScheduled",
        ),
        (
            "Current Number of Nodes Scheduled",
            "currentNumberScheduled",
        ),
        (
            "Number of Nodes Scheduled with Up-to-date Pods",
            "updatedNumberScheduled",
        ),
        (
            "Number of Nodes Scheduled with Available Pods",
            "numberAvailable",
        ),
        ("Number of Nodes Misscheduled", "numberMisscheduled"),
    ] {
        put!(w, 0, "{what}: {}\n", int(set, &["status", member]));
    }
    put!(
        w,
        0,
        "Pods Status:\t{}\n",
        pod_phases(set, &selector, context)
    );
    pod_template(w, set.at(&["spec", "template"]));
    object_events(w, set, context);
    Ok(())
}

fn stateful_set(w: &mut Writer, set: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let selector = selector(set)?.unwrap_or_default();
    name_and_namespace(w, set);
    created(w, set);
    put!(w, 0, "Selector:\t{selector}\n");
    labels_and_annotations(w, set);
    let tells_more = w.kubectl() >= Kubectl::V1_37;
    if tells_more {
        for (title, member) in [
            ("Service Name", "serviceName"),
            ("Pod Management Policy", "podManagementPolicy"),
        ] {
            let value = text(set, &["spec", member]);
            if !value.is_empty() {
                put!(w, 0, "{title}:\t{value}\n");
            }
        }
    }
    let (desired, total) = (
        int(set, &["spec", "replicas"]),
        int(set, &["status", "replicas"]),
    );
    put!(w, 0, "Replicas:\t{desired} desired | {total} total\n");
    let strategy = text(set, &["spec", "updateStrategy", "type"]);
    put!(w, 0, "Update Strategy:\t{strategy}\n");
    if let Some(rolling) = at(set, &["spec", "updateStrategy", "rollingUpdate"])
        && let Some(partition) = at(rolling, &["partition"]).and_then(Value::as_int)
    {
        put!(w, 1, "Partition:\t{partition}\n");
        if at(rolling, &["maxUnavailable"]).is_some() {
            let most = int_or_string(rolling, "maxUnavailable");
            put!(w, 1, "MaxUnavailable:\t{most}\n");
        }
    }
    let retention = at(set, &["spec", "persistentVolumeClaimRetentionPolicy"]);
    if let Some(retention) = retention.filter(|_| tells_more) {
        put!(w, 0, "Persistent Volume Claim Retention Policy:\n");
        put!(
            w,
            1,
            "WhenDeleted:\t{}\n",
            text(retention, &["whenDeleted"])
        );
        put!(w, 1, "WhenScaled:\t{}\n", text(retention, &["whenScaled"]));
    }
    put!(
        w,
        0,
        "Pods Status:\t{}\n",
        pod_phases(set, &selector, context)
    );
    pod_template(w, set.at(&["spec", "template"]));
    claim_templates(w, set.get("spec").unwrap_or(&Value::Null));
    object_events(w, set, context);
    Ok(())
}

fn created(w: &mut Writer, object: &Value<'_>) {
    let time = text(object, &["metadata", "creationTimestamp"]);
    put!(w, 0, "CreationTimestamp:\t{}\n", date(time));
}

fn deployment(w: &mut Writer, deployment: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let selector = selector(deployment)?;
    name_and_namespace(w, deployment);
    created(w, deployment);
    labels_and_annotations(w, deployment);
    let selector = selector.unwrap_or_default();
    put!(w, 0, "Selector:\t{selector}\n");
    let status = |member: &str| int(deployment, &["status", member]);
    put!(
        w,
        0,
        "Replicas:\t{} desired | {} updated | {} total | {} available | {} unavailable\n",
        int(deployment, &["spec", "replicas"]),
        status("updatedReplicas"),
        status("replicas"),
        status("availableReplicas"),
        status("unavailableReplicas")
    );
    let strategy = text(deployment, &["spec", "strategy", "type"]);
    put!(w, 0, "StrategyType:\t{strategy}\n");
    let ready = int(deployment, &["spec", "minReadySeconds"]);
    put!(w, 0, "MinReadySeconds:\t{ready}\n");
    if let Some(rolling) = at(deployment, &["spec", "strategy", "rollingUpdate"]) {
        put!(
            w,
            0,
            "RollingUpdateStrategy:\t{} max unavailable, {} max surge\n",
            nil_or(rolling, "maxUnavailable"),
            nil_or(rolling, "maxSurge")
        );
    }
    pod_template(w, deployment.at(&["spec", "template"]));
    short_conditions(w, deployment);
    replica_sets(w, deployment, &selector, context);
    object_events(w, deployment, context);
    Ok(())
}

/// `<nil>` for a number or percentage that is not there (`IntOrString.String` of a nil pointer).
fn nil_or(value: &Value<'_>, member: &str) -> String {
    match at(value, &[member]) {
        Some(_) => int_or_string(value, member),
        None => "<nil>".to_owned(),
    }
}

/// The replica sets of a deployment: the oldest with its very template is the new one
/// (kubectl `pkg/util/deployment`, `GetAllReplicaSetsInChunks`).
fn replica_sets(
    w: &mut Writer,
    deployment: &Value<'_>,
    selector: &Selector,
    context: &Context<'_, '_>,
) {
    let uid = text(deployment, &["metadata", "uid"]);
    let namespace = text(deployment, &["metadata", "namespace"]);
    let word = "replicasets.v1.apps";
    let all = context.related(word, Some(namespace), Index::Controller, uid);
    let mut sets: Vec<&Value<'_>> = all.iter().filter(|set| selector.matches(set)).collect();
    let age = |set: &Value<'_>| {
        let created = Timestamp::parse(text(set, &["metadata", "creationTimestamp"]));
        (created, text(set, &["metadata", "name"]).to_owned())
    };
    sets.sort_by_cached_key(|set| age(set));
    if sets.is_empty() {
        return;
    }
    let template = deployment.at(&["spec", "template"]);
    let new = sets
        .iter()
        .position(|set| same_template(set.at(&["spec", "template"]), template));
    let shown = |set: &Value<'_>| {
        format!(
            "{} ({}/{} replicas created)",
            text(set, &["metadata", "name"]),
            int(set, &["status", "replicas"]),
            int(set, &["spec", "replicas"])
        )
    };
    let new = new.map(|i| sets.remove(i));
    let old: Vec<String> = sets.into_iter().map(shown).collect();
    put!(
        w,
        0,
        "OldReplicaSets:\t{}\n",
        some_or(old.join(", "), "<none>")
    );
    let new = new.map(shown).unwrap_or_default();
    put!(w, 0, "NewReplicaSet:\t{}\n", some_or(new, "<none>"));
}

/// The label that tells the replica sets of a deployment apart.
const HASH: &str = "pod-template-hash";

/// Whether two templates are equal but for the hash among their labels (`equalIgnoreHash`).
fn same_template(a: Option<&Value<'_>>, b: Option<&Value<'_>>) -> bool {
    let without_hash = |template: Option<&Value<'_>>| {
        let mut template = template.cloned().unwrap_or(Value::Null).into_owned();
        let metadata = template.as_object_mut().and_then(|t| t.get_mut("metadata"));
        let labels = metadata.and_then(|m| m.as_object_mut()?.get_mut("labels"));
        if let Some(labels) = labels {
            if let Some(members) = labels.as_object_mut() {
                members.remove(HASH);
            }
            if labels.as_object().is_some_and(Map::is_empty) {
                *labels = Value::Null;
            }
        }
        template
    };
    same(Some(&without_hash(a)), Some(&without_hash(b)))
}

/// Whether two values are equal, what is empty being the same as what is absent
/// (apimachinery `equality.Semantic`).
fn same(a: Option<&Value<'_>>, b: Option<&Value<'_>>) -> bool {
    // An empty map may be a struct that is there, such as `emptyDir`: only lists count.
    let full = |v: &&Value<'_>| match v {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    match (a.filter(full), b.filter(full)) {
        (None, None) => true,
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            a.iter().all(|(key, value)| same(Some(value), b.get(key)))
                && b.iter()
                    .all(|(key, value)| a.contains_key(key) || same(None, Some(value)))
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(Some(a), Some(b)))
        }
        (a, b) => a == b,
    }
}
