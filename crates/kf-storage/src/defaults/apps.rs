//! Deployments, DaemonSets, ReplicaSets and StatefulSets of `apps` and `extensions`; the other
//! kinds of `extensions` share the functions of the group they moved to.
//!
//! Upstream: pkg/apis/apps/{v1,v1beta2,v1beta1}/defaults.go, pkg/apis/extensions/v1beta1/defaults.go.

use std::borrow::Cow;

use super::fill::Fill;
use super::{Defaults, networking, pod, single_kind, volume};
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// The defaults of a kind.
pub(super) fn defaults(group: &str, version: &str, kind: &str) -> Option<Defaults> {
    Some(match (group, version, kind) {
        ("apps", "v1" | "v1beta2", "Deployment") => |o, m| deployment(o, m, &APPS_V1),
        ("apps", "v1beta1", "Deployment") => |o, m| deployment(o, m, &APPS_V1BETA1),
        ("extensions", _, "Deployment") => |o, m| deployment(o, m, &EXTENSIONS),
        ("apps", _, "ReplicaSet") => |o, m| replica_set(o, m, false),
        ("extensions", _, "ReplicaSet") => |o, m| replica_set(o, m, true),
        ("apps", _, "DaemonSet") => |o, m| daemon_set(o, m, false),
        ("extensions", _, "DaemonSet") => |o, m| daemon_set(o, m, true),
        ("apps", "v1" | "v1beta2", "StatefulSet") => |o, m| stateful_set(o, m, false),
        ("apps", "v1beta1", "StatefulSet") => |o, m| stateful_set(o, m, true),
        ("extensions", _, "Ingress") => networking::ingress_v1beta1,
        ("extensions", _, "NetworkPolicy") => networking::network_policy,
        ("extensions", _, "PodSecurityPolicy") => single_kind::pod_security_policy,
        _ => return None,
    })
}

/// How the versions of Deployment differ.
struct Deployment {
    from_labels: bool,
    surge: Value<'static>,
    history: i64,
    deadline: i64,
}

const APPS_V1: Deployment = Deployment {
    from_labels: false,
    surge: Value::String(Cow::Borrowed("25%")),
    history: 10,
    deadline: 600,
};

const APPS_V1BETA1: Deployment = Deployment {
    from_labels: true,
    surge: Value::String(Cow::Borrowed("25%")),
    history: 2,
    deadline: 600,
};

/// The limits mean "none": 2^31-1 is what the server writes for them.
const EXTENSIONS: Deployment = Deployment {
    from_labels: true,
    surge: Value::Int(1),
    history: 0x7fff_ffff,
    deadline: 0x7fff_ffff,
};

/// `SetDefaults_Deployment`.
fn deployment(object: &mut Map<'_>, minor: Minor, rules: &Deployment) {
    if rules.from_labels {
        labels_and_selector(object);
    }
    let Some(spec) = object.child("spec") else {
        return;
    };
    spec.fill_nil("replicas", Value::Int(1));
    if let Some(strategy) = spec.child_or_new("strategy") {
        strategy.fill_text("type", "RollingUpdate");
        if strategy.text("type") == "RollingUpdate"
            && let Some(update) = strategy.child_or_new("rollingUpdate")
        {
            update.fill_nil("maxUnavailable", rules.surge.clone());
            update.fill_nil("maxSurge", rules.surge.clone());
        }
        unused_update(strategy, &["maxUnavailable", "maxSurge"]);
    }
    spec.fill_nil("revisionHistoryLimit", Value::Int(rules.history));
    spec.fill_nil("progressDeadlineSeconds", Value::Int(rules.deadline));
    pod::template(spec, minor);
}

/// The parameters of a strategy that is not in use have no default, but none of them is a pointer in
/// the server's internal type, so what was left out comes back as 0
/// (pkg/apis/apps/v1/conversion.go and zz_generated.conversion.go, `RollingUpdate*`).
fn unused_update(strategy: &mut Map<'_>, members: &[&'static str]) {
    if let Some(update) = strategy.child("rollingUpdate") {
        for member in members {
            update.fill_nil(member, Value::Int(0));
        }
    }
}

/// `SetDefaults_ReplicaSet`.
fn replica_set(object: &mut Map<'_>, minor: Minor, from_labels: bool) {
    if from_labels {
        labels_and_selector(object);
    }
    if let Some(spec) = object.child("spec") {
        spec.fill_nil("replicas", Value::Int(1));
        pod::template(spec, minor);
    }
}

/// `SetDefaults_DaemonSet`; in `extensions` nothing was updated unless asked for.
fn daemon_set(object: &mut Map<'_>, minor: Minor, extensions: bool) {
    if extensions {
        labels_and_selector(object);
    }
    let Some(spec) = object.child("spec") else {
        return;
    };
    if let Some(strategy) = spec.child_or_new("updateStrategy") {
        let usual = if extensions {
            "OnDelete"
        } else {
            "RollingUpdate"
        };
        strategy.fill_text("type", usual);
        if strategy.text("type") == "RollingUpdate"
            && let Some(update) = strategy.child_or_new("rollingUpdate")
        {
            update.fill_nil("maxUnavailable", Value::Int(1));
            if minor.has(Change::DAEMON_SET_MAX_SURGE) {
                update.fill_nil("maxSurge", Value::Int(0));
            }
        }
        let surge = minor.has(Change::DAEMON_SET_MAX_SURGE);
        let members: &[&str] = match surge {
            true => &["maxUnavailable", "maxSurge"],
            false => &["maxUnavailable"],
        };
        unused_update(strategy, members);
    }
    spec.fill_nil("revisionHistoryLimit", Value::Int(10));
    pod::template(spec, minor);
}

/// `SetDefaults_StatefulSet`.
fn stateful_set(object: &mut Map<'_>, minor: Minor, v1beta1: bool) {
    if v1beta1 {
        labels_and_selector(object);
    }
    let Some(spec) = object.child("spec") else {
        return;
    };
    spec.fill_text("podManagementPolicy", "OrderedReady");
    if let Some(strategy) = spec.child_or_new("updateStrategy") {
        if strategy.is_zero("type") {
            let usual = if v1beta1 { "OnDelete" } else { "RollingUpdate" };
            strategy.insert("type", Value::str(usual));
            if !v1beta1 {
                strategy.fill_nil("rollingUpdate", Value::Object(Map::new()));
            }
        }
        if strategy.text("type") == "RollingUpdate"
            && let Some(update) = strategy.child("rollingUpdate")
        {
            update.fill_nil("partition", Value::Int(0));
            if minor.has(Change::STATEFUL_SET_MAX_UNAVAILABLE) {
                update.fill_nil("maxUnavailable", Value::Int(1));
            }
        }
    }
    if minor.has(Change::CLAIM_RETENTION_POLICY)
        && let Some(policy) = spec.child_or_new("persistentVolumeClaimRetentionPolicy")
    {
        policy.fill_text("whenDeleted", "Retain");
        policy.fill_text("whenScaled", "Retain");
    }
    spec.fill_nil("replicas", Value::Int(1));
    spec.fill_nil("revisionHistoryLimit", Value::Int(10));
    for claim in spec.each("volumeClaimTemplates") {
        volume::claim(claim, minor);
    }
    pod::template(spec, minor);
}

/// What versions before v1 took from the labels of the pod template.
fn labels_and_selector(object: &mut Map<'_>) {
    labels_of_template(object);
    if let Some(spec) = object.child("spec")
        && spec.is_nil("selector")
        && let Some(labels) = template_labels(spec)
    {
        let mut selector = Map::new();
        selector.insert("matchLabels", labels);
        spec.insert("selector", Value::Object(selector));
    }
}

/// An object without labels gets those of its pod template.
pub(super) fn labels_of_template(object: &mut Map<'_>) {
    let unlabelled = object
        .child("metadata")
        .is_some_and(|meta| meta.has_none("labels"));
    if unlabelled
        && let Some(labels) = object.child("spec").and_then(|spec| template_labels(spec))
        && let Some(meta) = object.child("metadata")
    {
        meta.insert("labels", labels);
    }
}

/// The labels of the pod template, if it has any.
pub(super) fn template_labels<'a>(spec: &Map<'a>) -> Option<Value<'a>> {
    let labels = spec.get("template")?.get("metadata")?.get("labels")?;
    labels
        .as_object()
        .is_some_and(|l| !l.is_empty())
        .then(|| labels.clone())
}
