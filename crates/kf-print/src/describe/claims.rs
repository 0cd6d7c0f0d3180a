//! Persistent volumes and claims.

use std::collections::HashSet;

use super::Kind;
use super::common::{
    annotations, conditions, labels, labels_and_annotations, map, name, object_events, quantity,
};
use super::context::{Context, Index};
use super::volumes;
use super::writer::{Writer, put};
use kf_base::error::Result;
use kf_object::Value;
use kf_object::access::{at, list, text, texts};
use kf_query::go_text;

/// The kinds here.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        group: "",
        kind: "PersistentVolume",
        versions: &["v1"],
        related: &[],
        describe: persistent_volume,
    },
    Kind {
        group: "",
        kind: "PersistentVolumeClaim",
        versions: &["v1"],
        related: &["pods"],
        describe: persistent_volume_claim,
    },
];

/// The storage class: an annotation of old before the field
/// (kubectl `pkg/util/storage`, `GetPersistentVolumeClaimClass`).
pub(super) fn class<'v>(object: &'v Value<'_>) -> &'v str {
    let old = [
        "metadata",
        "annotations",
        "volume.beta.kubernetes.io/storage-class",
    ];
    let class = object.str_at(&old);
    class.unwrap_or_else(|| text(object, &["spec", "storageClassName"]))
}

/// Access modes in short, in an order of their own (`GetAccessModesAsString`).
fn access_modes(modes: &[&str]) -> String {
    let known = [
        ("ReadWriteOnce", "RWO"),
        ("ReadOnlyMany", "ROX"),
        ("ReadWriteMany", "RWX"),
        ("ReadWriteOncePod", "RWOP"),
    ];
    let shown = known.iter().filter(|(mode, _)| modes.contains(mode));
    shown.map(|(_, short)| *short).collect::<Vec<_>>().join(",")
}

fn finalizers(w: &mut Writer, object: &Value<'_>) {
    let finalizers = at(object, &["metadata", "finalizers"]);
    let shown = finalizers.map_or_else(|| "[]".to_owned(), go_text::sprint);
    put!(w, 0, "Finalizers:\t{shown}\n");
}

fn status(w: &mut Writer, object: &Value<'_>, context: &Context<'_, '_>) {
    match at(object, &["metadata", "deletionTimestamp"]).and_then(Value::as_str) {
        Some(time) => put!(
            w,
            0,
            "Status:\tTerminating (lasts {})\n",
            context.since(time)
        ),
        None => put!(w, 0, "Status:\t{}\n", text(object, &["status", "phase"])),
    }
}

/// `describePersistentVolume`
fn persistent_volume(w: &mut Writer, pv: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    put!(w, 0, "Name:\t{}\n", name(pv));
    labels_and_annotations(w, pv);
    finalizers(w, pv);
    put!(w, 0, "StorageClass:\t{}\n", class(pv));
    status(w, pv, context);
    let claim = at(pv, &["spec", "claimRef"])
        .map(|claim| format!("{}/{}", text(claim, &["namespace"]), text(claim, &["name"])));
    put!(w, 0, "Claim:\t{}\n", claim.unwrap_or_default());
    let policy = text(pv, &["spec", "persistentVolumeReclaimPolicy"]);
    put!(w, 0, "Reclaim Policy:\t{policy}\n");
    let modes = access_modes(&texts(pv, &["spec", "accessModes"]));
    put!(w, 0, "Access Modes:\t{modes}\n");
    volume_mode(w, pv);
    put!(
        w,
        0,
        "Capacity:\t{}\n",
        quantity(pv, &["spec", "capacity", "storage"])
    );
    node_affinity(w, pv);
    put!(w, 0, "Message:\t{}\n", text(pv, &["status", "message"]));
    put!(w, 0, "Source:\n");
    volumes::persistent(w, pv.get("spec").unwrap_or(&Value::Null));
    object_events(w, pv, context);
    Ok(())
}

fn volume_mode(w: &mut Writer, object: &Value<'_>) {
    if let Some(mode) = at(object, &["spec", "volumeMode"]).and_then(Value::as_str) {
        put!(w, 0, "VolumeMode:\t{mode}\n");
    }
}

/// `printVolumeNodeAffinity`
fn node_affinity(w: &mut Writer, pv: &Value<'_>) {
    put!(w, 0, "Node Affinity:\t");
    let Some(required) = at(pv, &["spec", "nodeAffinity", "required"]) else {
        return w.line("<none>");
    };
    w.line("");
    put!(w, 1, "Required Terms:\t");
    let terms = list(required, &["nodeSelectorTerms"]);
    w.line(if terms.is_empty() { "<none>" } else { "" });
    for (i, term) in terms.iter().enumerate() {
        put!(w, 2, "Term {i}:\t");
        let requirements = list(term, &["matchExpressions"]);
        if requirements.is_empty() {
            w.line("<none>");
        }
        for (i, requirement) in requirements.iter().enumerate() {
            if i > 0 {
                put!(w, 2, "\t");
            }
            let operator = text(requirement, &["operator"]).to_lowercase();
            put!(w, 0, "{} {operator}", text(requirement, &["key"]));
            let values = texts(requirement, &["values"]);
            if !values.is_empty() {
                put!(w, 0, " [{}]", values.join(", "));
            }
            put!(w, 0, "\n");
        }
    }
}

/// `describePersistentVolumeClaim`
fn persistent_volume_claim(
    w: &mut Writer,
    claim: &Value<'_>,
    context: &Context<'_, '_>,
) -> Result<()> {
    put!(w, 0, "Name:\t{}\n", name(claim));
    put!(
        w,
        0,
        "Namespace:\t{}\n",
        text(claim, &["metadata", "namespace"])
    );
    put!(w, 0, "StorageClass:\t{}\n", class(claim));
    status(w, claim, context);
    claim_body(w, claim, true);
    used_by(w, claim, context);
    conditions(w, claim, ("LastProbeTime", "lastProbeTime"));
    object_events(w, claim, context);
    Ok(())
}

/// A claim yet to be made from a template: what has a meaning there.
pub(super) fn claim_template(w: &mut Writer, template: &Value<'_>) {
    put!(w, 0, "StorageClass:\t{}\n", class(template));
    claim_body(w, template, false);
}

/// The rest of `printPersistentVolumeClaim`.
fn claim_body(w: &mut Writer, claim: &Value<'_>, full: bool) {
    let volume = text(claim, &["spec", "volumeName"]);
    put!(w, 0, "Volume:\t{volume}\n");
    labels(w, "Labels", map(claim, &["metadata", "labels"]));
    annotations(w, "Annotations", map(claim, &["metadata", "annotations"]));
    if full {
        finalizers(w, claim);
    }
    let (mut capacity, mut modes) = (String::new(), String::new());
    if !volume.is_empty() {
        modes = access_modes(&texts(claim, &["status", "accessModes"]));
        capacity = quantity(claim, &["status", "capacity", "storage"]);
    }
    put!(w, 0, "Capacity:\t{capacity}\n");
    put!(w, 0, "Access Modes:\t{modes}\n");
    volume_mode(w, claim);
    if let Some(source) = at(claim, &["spec", "dataSource"]) {
        put!(w, 0, "DataSource:\n");
        if let Some(group) = at(source, &["apiGroup"]).and_then(Value::as_str) {
            put!(w, 1, "APIGroup:\t{group}\n");
        }
        put!(w, 1, "Kind:\t{}\n", text(source, &["kind"]));
        put!(w, 1, "Name:\t{}\n", text(source, &["name"]));
    }
}

/// The pods that mount a claim, once for each volume, and those that own it
/// (`getPodsForPVC`, `printPodsMultiline`).
fn used_by(w: &mut Writer, claim: &Value<'_>, context: &Context<'_, '_>) {
    const PODS: &str = "pods.v1.";
    let namespace = Some(text(claim, &["metadata", "namespace"]));
    let pods = context.objects(PODS, namespace);
    let uid = |pod: usize| pods.get(pod).map_or("", |p| text(p, &["metadata", "uid"]));
    let mounting = context.related(PODS, namespace, Index::Claim, name(claim));
    let mut users = mounting.positions().to_vec();
    let mut known: HashSet<&str> = users.iter().map(|user| uid(*user)).collect();
    let owners = list(claim, &["metadata", "ownerReferences"]).iter();
    let owners = owners.filter(|o| text(o, &["kind"]) == "Pod");
    for owner in owners.map(|o| text(o, &["uid"])) {
        // The first pod of a uid.
        let owning = context.related(PODS, namespace, Index::Uid, owner);
        if let Some(pod) = owning.positions().first()
            && known.insert(uid(*pod))
        {
            users.push(*pod);
        }
    }
    put!(w, 0, "Used By:\t");
    if users.is_empty() {
        return w.line("<none>");
    }
    let users = users.into_iter().filter_map(|user| pods.get(user));
    let mut names: Vec<&str> = users.map(name).collect();
    names.sort_unstable();
    for (i, name) in names.iter().enumerate() {
        if i > 0 {
            put!(w, 0, "\t");
        }
        put!(w, 0, "{name}\n");
    }
}
