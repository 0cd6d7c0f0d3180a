//! Pods.

use std::collections::HashMap;

use super::Kind;
use super::common::{
    controlled_by, events, labels, labels_and_annotations, map, name_and_namespace, optional_date,
    quantity,
};
use super::containers::{Containers, containers, resources, seccomp};
use super::context::{About, Context};
use super::template::{scheduling_group, tolerations, topology_spread};
use super::volumes;
use super::writer::{Writer, put};
use crate::kubectl::Kubectl;
use kf_base::error::Result;
use kf_object::access::{at, int, list, text};
use kf_object::quantity::Quantity;
use kf_object::{Map, Value};

/// The kinds here.
pub(super) const KINDS: &[Kind] = &[Kind {
    group: "",
    kind: "Pod",
    versions: &["v1"],
    related: &[],
    describe: pod,
}];

/// The pod that a kubelet made of a file has this annotation with the uid its events name.
const MIRROR: &str = "kubernetes.io/config.mirror";

/// `describePod`
fn pod(w: &mut Writer, pod: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let none = Value::Null;
    let spec = pod.get("spec").unwrap_or(&none);
    let status = pod.get("status").unwrap_or(&none);
    name_and_namespace(w, pod);
    if let Some(priority) = at(spec, &["priority"]).and_then(Value::as_int) {
        put!(w, 0, "Priority:\t{priority}\n");
    }
    for (label, member) in [
        ("Priority Class Name", "priorityClassName"),
        ("Runtime Class Name", "runtimeClassName"),
        ("Service Account", "serviceAccountName"),
    ] {
        optional(w, label, text(spec, &[member]));
    }
    match text(spec, &["nodeName"]) {
        "" => put!(w, 0, "Node:\t<none>\n"),
        node => put!(w, 0, "Node:\t{node}/{}\n", text(status, &["hostIP"])),
    }
    optional_date(w, "Start Time", status, &["startTime"]);
    labels_and_annotations(w, pod);
    phase(w, pod, status, context);
    optional(w, "Reason", text(status, &["reason"]));
    optional(w, "Message", text(status, &["message"]));
    seccomp(w, spec, 0, 0);
    put!(w, 0, "IP:\t{}\n", text(status, &["podIP"]));
    let addresses = list(status, &["podIPs"]);
    let none = if addresses.is_empty() { "\t<none>" } else { "" };
    put!(w, 0, "IPs:{none}\n");
    for address in addresses {
        put!(w, 1, "IP:\t{}\n", text(address, &["ip"]));
    }
    controlled_by(w, pod);
    optional(w, "NominatedNodeName", text(status, &["nominatedNodeName"]));
    if let Some(needs) = at(spec, &["resources"]) {
        put!(w, 0, "Resources:\n");
        resources(w, needs, 1);
    }
    for (title, member, statuses) in [
        ("Init Containers", "initContainers", "initContainerStatuses"),
        ("Containers", "containers", "containerStatuses"),
        (
            "Ephemeral Containers",
            "ephemeralContainers",
            "ephemeralContainerStatuses",
        ),
    ] {
        let all = Containers {
            title,
            containers: list(spec, &[member]),
            statuses: list(status, &[statuses]),
            pod: Some(pod),
        };
        if member == "containers" || !all.containers.is_empty() {
            containers(w, &all, "");
        }
    }
    conditions(w, spec, status);
    volumes::of_pod(w, spec, "");
    let class = qos_class(spec, status, w.kubectl());
    put!(w, 0, "QoS Class:\t{class}\n");
    labels(w, "Node-Selectors", map(spec, &["nodeSelector"]));
    tolerations(w, "Tolerations", spec);
    topology_spread(w, spec, "");
    scheduling_group(w, spec, "");
    let mirror = pod.str_at(&["metadata", "annotations", MIRROR]);
    let mut about = About::object(pod);
    about.kind = None;
    if let Some(uid) = mirror {
        about.uid = (!uid.is_empty()).then_some(uid);
    }
    events(w, context.events(&about), context);
    Ok(())
}

fn optional(w: &mut Writer, label: &str, text: &str) {
    if !text.is_empty() {
        put!(w, 0, "{label}:\t{text}\n");
    }
}

fn phase(w: &mut Writer, pod: &Value<'_>, status: &Value<'_>, context: &Context<'_, '_>) {
    let phase = text(status, &["phase"]);
    let deletion = at(pod, &["metadata", "deletionTimestamp"]).and_then(Value::as_str);
    match deletion.filter(|_| !matches!(phase, "Failed" | "Succeeded")) {
        Some(time) => {
            put!(
                w,
                0,
                "Status:\tTerminating (lasts {})\n",
                context.since(time)
            );
            let grace = int(pod, &["metadata", "deletionGracePeriodSeconds"]);
            put!(w, 0, "Termination Grace Period:\t{grace}s\n");
        }
        None => put!(w, 0, "Status:\t{phase}\n"),
    }
}

fn conditions(w: &mut Writer, spec: &Value<'_>, status: &Value<'_>) {
    let conditions = list(status, &["conditions"]);
    let gates = list(spec, &["readinessGates"]);
    if !gates.is_empty() {
        put!(w, 0, "Readiness Gates:\n  Type\tStatus\n");
    }
    // The first of each type.
    let states = conditions.iter().rev();
    let states = states.map(|c| (text(c, &["type"]), text(c, &["status"])));
    let states: HashMap<&str, &str> = states.collect();
    for gate in gates {
        let kind = text(gate, &["conditionType"]);
        let status = states.get(kind).copied().unwrap_or("<none>");
        put!(w, 1, "{kind} \t{status} \n");
    }
    if !conditions.is_empty() {
        put!(w, 0, "Conditions:\n  Type\tStatus\n");
    }
    for c in conditions {
        put!(w, 1, "{} \t{} \n", text(c, &["type"]), text(c, &["status"]));
    }
}

/// The quality of service: as stored, else as it follows from the resources
/// (kubectl `pkg/util/qos`, `ComputePodQOS`).
fn qos_class<'v>(spec: &Value<'_>, status: &'v Value<'_>, kubectl: Kubectl) -> &'v str {
    match (text(status, &["qosClass"]), kubectl) {
        ("", Kubectl::V1_36) => qos_of_sums(spec),
        ("", Kubectl::V1_37) => qos_of_parts(spec),
        (class, _) => class,
    }
}

/// As kubectl 1.37 has it: what the pod asks for, else what all of its containers ask for alike.
fn qos_of_parts(spec: &Value<'_>) -> &'static str {
    if let Some(resources) = at(spec, &["resources"]).filter(|r| asks_as_a_pod(r)) {
        return qos_of_one(resources);
    }
    let containers = list(spec, &["initContainers"]).iter();
    let all = containers.chain(list(spec, &["containers"]));
    let mut classes = all.map(|c| qos_of_one(c.get("resources").unwrap_or(&Value::Null)));
    let first = classes.next().unwrap_or(BEST_EFFORT);
    if classes.all(|class| class == first) {
        first
    } else {
        BURSTABLE
    }
}

/// Whether a pod's own resources have one that pods can have
/// (component-helpers `resource/helpers.go`, `IsPodLevelResourcesSet`).
fn asks_as_a_pod(resources: &Value<'_>) -> bool {
    let names = ["requests", "limits"].map(|member| map(resources, &[member]));
    let mut names = names.into_iter().flatten().flat_map(Map::iter);
    names.any(|(name, _)| matches!(name, "cpu" | "memory") || name.starts_with("hugepages-"))
}

/// What one set of requests and limits makes (`requirementsQOS`).
fn qos_of_one(resources: &Value<'_>) -> &'static str {
    let amount = |member: &str, name: &str| {
        let amount = Quantity::parse(&quantity(resources, &[member, name])).ok();
        amount.map_or(0, |amount| amount.nanos())
    };
    let classes =
        ["cpu", "memory"].map(
            |name| match (amount("requests", name), amount("limits", name)) {
                (request, limit) if request != limit => BURSTABLE,
                (0, _) => BEST_EFFORT,
                _ => GUARANTEED,
            },
        );
    match classes {
        [cpu, memory] if cpu == memory => cpu,
        _ => BURSTABLE,
    }
}

const BEST_EFFORT: &str = "BestEffort";
const BURSTABLE: &str = "Burstable";
const GUARANTEED: &str = "Guaranteed";

/// As kubectl 1.36 has it: sums over the containers, and a pod's own resources also where they are
/// empty.
fn qos_of_sums(spec: &Value<'_>) -> &'static str {
    let holders: Vec<&Value<'_>> = match at(spec, &["resources"]) {
        Some(resources) => vec![resources],
        None => {
            let containers = list(spec, &["containers"]).iter();
            let all = containers.chain(list(spec, &["initContainers"]));
            all.map(|c| c.get("resources").unwrap_or(&Value::Null))
                .collect()
        }
    };
    // Sums of what is positive, for cpu and memory.
    let sum = |member: &str, name: &str| {
        let amounts = holders.iter().filter_map(|h| {
            let amount = Quantity::parse(&quantity(h, &[member, name])).ok()?;
            (amount.nanos() > 0).then_some(amount.nanos())
        });
        let amounts: Vec<i128> = amounts.collect();
        (
            amounts.len(),
            amounts.iter().fold(0i128, |a, b| a.saturating_add(*b)),
        )
    };
    let names = ["cpu", "memory"];
    let (requests, limits) = (
        names.map(|n| sum("requests", n)),
        names.map(|n| sum("limits", n)),
    );
    if requests.iter().chain(&limits).all(|(count, _)| *count == 0) {
        return BEST_EFFORT;
    }
    // With pod-level requests alone upstream compares with limits that are not there.
    let has_limits = match at(spec, &["resources"]) {
        Some(resources) if at(resources, &["limits"]).is_none() => true,
        _ => limits.iter().all(|(count, _)| *count == holders.len()),
    };
    let kinds = |all: &[(usize, i128)]| all.iter().filter(|(count, _)| *count > 0).count();
    let equal = requests
        .iter()
        .zip(&limits)
        .all(|((count, request), (limited, limit))| {
            *count == 0 || (*limited > 0 && request == limit)
        });
    if has_limits && equal && kinds(&requests) == kinds(&limits) {
        GUARANTEED
    } else {
        BURSTABLE
    }
}
