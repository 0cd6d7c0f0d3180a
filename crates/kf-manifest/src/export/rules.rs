//! What holds for every kind.

use super::edit::{Edit, join, members};
use kf_object::Value;
use kf_object::patch::Step;

/// Members of `metadata` that the server sets, whatever a manifest says, or refuses.
const METADATA: &[(&str, &str)] = &[
    ("uid", "given by the server"),
    ("resourceVersion", "given by the server; create refuses one"),
    ("generation", "counted by the server"),
    ("creationTimestamp", "given by the server"),
    ("deletionTimestamp", "tells of a deletion under way"),
    (
        "deletionGracePeriodSeconds",
        "tells of a deletion under way",
    ),
    ("selfLink", "given by the server until 1.19"),
    ("managedFields", "kept by the server"),
    ("clusterName", "never in use; gone in 1.25"),
    (
        "ownerReferences",
        "name owners by uid, and what is made again has another one: the garbage collector would \
         delete the object",
    ),
];

/// Annotations that a controller, an admission plugin or a client keeps its own notes in.
const ANNOTATIONS: &[(&str, &str)] = &[
    (
        "kubectl.kubernetes.io/last-applied-configuration",
        "kubectl apply writes it anew",
    ),
    (
        "deployment.kubernetes.io/revision",
        "counted by the deployment controller",
    ),
    (
        "deployment.kubernetes.io/revision-history",
        "counted by the deployment controller",
    ),
    (
        "deployment.kubernetes.io/desired-replicas",
        "kept by the deployment controller",
    ),
    (
        "deployment.kubernetes.io/max-replicas",
        "kept by the deployment controller",
    ),
    (
        "deprecated.daemonset.template.generation",
        "counted by the server",
    ),
    (
        "control-plane.alpha.kubernetes.io/leader",
        "who leads now is elected again",
    ),
    (
        "endpoints.kubernetes.io/last-change-trigger-time",
        "kept by the endpoints controller",
    ),
    (
        "endpoints.kubernetes.io/over-capacity",
        "kept by the endpoints controller",
    ),
    (
        "autoscaling.alpha.kubernetes.io/conditions",
        "status in the form of autoscaling/v1",
    ),
    (
        "autoscaling.alpha.kubernetes.io/current-metrics",
        "status in the form of autoscaling/v1",
    ),
    ("batch.kubernetes.io/job-tracking", "set by the server"),
    (
        "kubernetes.io/limit-ranger",
        "a note of the admission plugin",
    ),
    ("kubernetes.io/psp", "a note of the admission plugin"),
    (
        "kubernetes.io/config.seen",
        "a note of the kubelet about a static pod",
    ),
    (
        "kubernetes.io/config.source",
        "a note of the kubelet about a static pod",
    ),
    (
        "kubernetes.io/config.hash",
        "a note of the kubelet about a static pod",
    ),
    (
        "kubernetes.io/config.mirror",
        "a note of the kubelet about a static pod",
    ),
];

/// Finalizers that the server or a controller of Kubernetes adds by itself. Those of others stay:
/// they may be part of what the user asked for.
const FINALIZERS: &[&str] = &[
    "foregroundDeletion",
    "orphan",
    "kubernetes.io/pvc-protection",
    "kubernetes.io/pv-protection",
    "kubernetes.io/pv-controller",
    "external-provisioner.volume.kubernetes.io/finalizer",
    "service.kubernetes.io/load-balancer-cleanup",
    "batch.kubernetes.io/job-tracking",
    "resource.kubernetes.io/delete-protection",
    "networking.k8s.io/service-cidr-finalizer",
    "customresourcecleanup.apiextensions.k8s.io",
];

/// Applies the rules.
pub(super) fn apply(edit: &mut Edit<'_, '_>, group: &str, kind: &str) {
    edit.take(
        &members(&["status"]),
        "what was observed; the server ignores it where it is a subresource",
    );
    for (name, why) in METADATA {
        edit.take(&members(&["metadata", name]), why);
    }
    if edit.object().at(&["metadata", "name"]).is_some() {
        edit.take(
            &members(&["metadata", "generateName"]),
            "has done its work: the object has a name",
        );
    }
    for (name, why) in ANNOTATIONS {
        annotation(edit, name, why);
    }
    finalizers(edit);
    // In a definition, `metadata` may be the name of a property.
    if (group, kind) != ("apiextensions.k8s.io", "CustomResourceDefinition") {
        let mut found = Vec::new();
        templates(edit.object(), &mut Vec::new(), &mut found);
        for steps in found {
            let borrowed: Vec<Step<'_>> = steps.iter().map(Owned::borrow).collect();
            edit.take(&borrowed, "a template has no time of creation");
        }
    }
}

/// Takes an annotation away, and the annotations when it was the last.
pub(super) fn annotation(edit: &mut Edit<'_, '_>, name: &str, why: &'static str) {
    edit.take_with(&members(&["metadata", "annotations", name]), 1, why);
}

fn finalizers(edit: &mut Edit<'_, '_>) {
    let list = members(&["metadata", "finalizers"]);
    for i in (0..edit.len(&list)).rev() {
        let steps = join(&list, &[Step::Element(i)]);
        let name = edit.at(&steps).and_then(Value::as_str).unwrap_or_default();
        if FINALIZERS.contains(&name) {
            edit.take_with(&steps, 1, "added by Kubernetes itself");
        }
    }
}

/// A step with its name.
enum Owned {
    Member(String),
    Element(usize),
}

impl Owned {
    fn borrow(&self) -> Step<'_> {
        match self {
            Self::Member(name) => Step::Member(name),
            Self::Element(i) => Step::Element(*i),
        }
    }

    fn copy(&self) -> Self {
        match self {
            Self::Member(name) => Self::Member(name.clone()),
            Self::Element(i) => Self::Element(*i),
        }
    }
}

/// The empty times of creation of objects inside this one: pod, job and claim templates. Values
/// are nested less than [`kf_base::limits::MAX_NESTING`] deep.
fn templates(value: &Value<'_>, path: &mut Vec<Owned>, found: &mut Vec<Vec<Owned>>) {
    match value {
        Value::Object(map) => {
            for (name, inner) in map.iter() {
                path.push(Owned::Member(name.to_owned()));
                if name == "metadata" && inner.get("creationTimestamp") == Some(&Value::Null) {
                    let time = Owned::Member("creationTimestamp".to_owned());
                    found.push(path.iter().map(Owned::copy).chain([time]).collect());
                }
                templates(inner, path, found);
                path.pop();
            }
        }
        Value::Array(list) => {
            for (i, inner) in list.iter().enumerate() {
                path.push(Owned::Element(i));
                templates(inner, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}
