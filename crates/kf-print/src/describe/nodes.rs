//! Nodes.

use std::collections::{BTreeMap, BTreeSet};

use super::Kind;
use super::common::{conditions, date, events, labels_and_annotations, map, name, quantity};
use super::context::{About, Context, Index};
use super::writer::{Writer, put};
use kf_base::error::Result;
use kf_object::access::{at, flag, list, text, texts};
use kf_object::quantity::Quantity;
use kf_object::{Map, Value};
use kf_query::sort::go_sort;
use kf_storage::pod_resources::{Amounts, Which, add, of_pod};

/// The kinds here.
pub(super) const KINDS: &[Kind] = &[Kind {
    group: "",
    kind: "Node",
    versions: &["v1"],
    related: &["pods", "leases", "resourceslices"],
    describe: node,
}];

/// Most pools of devices that are shown.
const POOLS: usize = 10;

/// `describeNode`
fn node(w: &mut Writer, node: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let none = Value::Null;
    let spec = node.get("spec").unwrap_or(&none);
    let status = node.get("status").unwrap_or(&none);
    put!(w, 0, "Name:\t{}\n", name(node));
    put!(w, 0, "Roles:\t{}\n", roles(node));
    labels_and_annotations(w, node);
    let created = text(node, &["metadata", "creationTimestamp"]);
    put!(w, 0, "CreationTimestamp:\t{}\n", date(created));
    taints(w, spec);
    put!(w, 0, "Unschedulable:\t{}\n", flag(spec, &["unschedulable"]));
    lease(w, node, context);
    conditions(w, node, ("LastHeartbeatTime", "lastHeartbeatTime"));
    put!(w, 0, "Addresses:\n");
    for address in list(status, &["addresses"]) {
        put!(
            w,
            1,
            "{}:\t{}\n",
            text(address, &["type"]),
            text(address, &["address"])
        );
    }
    for (title, member) in [("Capacity", "capacity"), ("Allocatable", "allocatable")] {
        let Some(amounts) = map(status, &[member]) else {
            continue;
        };
        put!(w, 0, "{title}:\n");
        for (resource, _) in amounts.iter() {
            put!(
                w,
                1,
                "{resource}:\t{}\n",
                quantity(status, &[member, resource])
            );
        }
    }
    resource_slices(w, node, context);
    system_info(w, spec, status);
    pods(w, node, status, context);
    let mut found = context.events(&About::object(node));
    // Kubelets take the name for the uid.
    let by_name = About {
        uid: Some(name(node)),
        ..About::object(node)
    };
    if let (Some(found), Some(more)) = (&mut found, context.events(&by_name)) {
        found.extend(more);
    }
    events(w, found, context);
    Ok(())
}

/// `findNodeRoles`
fn roles(node: &Value<'_>) -> String {
    let labels = map(node, &["metadata", "labels"])
        .into_iter()
        .flat_map(Map::iter);
    let roles = labels.filter_map(|(key, value)| {
        let role = match key.strip_prefix("node-role.kubernetes.io/") {
            Some(role) => role,
            None if key == "kubernetes.io/role" => value.as_str()?,
            None => "",
        };
        (!role.is_empty()).then_some(role)
    });
    let roles: BTreeSet<&str> = roles.collect();
    if roles.is_empty() {
        return "<none>".to_owned();
    }
    roles.into_iter().collect::<Vec<_>>().join(",")
}

/// `printNodeTaintsMultiline`
fn taints(w: &mut Writer, spec: &Value<'_>) {
    put!(w, 0, "Taints:\t");
    let mut taints: Vec<&Value<'_>> = list(spec, &["taints"]).iter().collect();
    if taints.is_empty() {
        return w.line("<none>");
    }
    let key = |t: &Value<'_>| format!("{},{}", text(t, &["effect"]), text(t, &["key"]));
    go_sort(&mut taints, |a, b| key(a) < key(b));
    for (i, taint) in taints.into_iter().enumerate() {
        if i > 0 {
            put!(w, 0, "\t");
        }
        let part = |member: &str| text(taint, &[member]).to_owned();
        let (key, value, effect) = (part("key"), part("value"), part("effect"));
        match (value.as_str(), effect.as_str()) {
            ("", "") => put!(w, 0, "{key}\n"),
            ("", effect) => put!(w, 0, "{key}:{effect}\n"),
            (value, "") => put!(w, 0, "{key}={value}:\n"),
            (value, effect) => put!(w, 0, "{key}={value}:{effect}\n"),
        }
    }
}

/// The lease by which the kubelet says that it is alive (`describeNodeLease`).
fn lease(w: &mut Writer, node: &Value<'_>, context: &Context<'_, '_>) {
    let word = "leases.v1.coordination.k8s.io";
    let lease = match context.object(word, "kube-node-lease", name(node)) {
        Ok(lease) => lease,
        Err(e) => {
            put!(w, 0, "Lease:\tFailed to get lease: {}\n", e.message());
            return;
        }
    };
    put!(w, 0, "Lease:\n");
    let member = |member: &str| at(&lease, &["spec", member]).and_then(Value::as_str);
    let holder = member("holderIdentity").unwrap_or("<unset>");
    put!(w, 1, "HolderIdentity:\t{holder}\n");
    for (label, time) in [("AcquireTime", "acquireTime"), ("RenewTime", "renewTime")] {
        let time = member(time).map_or_else(|| "<unset>".to_owned(), date);
        put!(w, 1, "{label}:\t{time}\n");
    }
}

/// Devices of this node alone, by driver and pool (`describeNodeResourceSlices`).
fn resource_slices(w: &mut Writer, node: &Value<'_>, context: &Context<'_, '_>) {
    let word = "resourceslices.v1.resource.k8s.io";
    let slices = context.related(word, None, Index::Node, name(node));
    let mut pools: BTreeMap<String, (&str, &str, usize, usize)> = BTreeMap::new();
    for slice in slices.iter() {
        let driver = text(slice, &["spec", "driver"]);
        let pool = text(slice, &["spec", "pool", "name"]);
        let key = format!("{driver}/{pool}");
        let entry = pools.entry(key).or_insert((driver, pool, 0, 0));
        entry.2 += 1;
        entry.3 += list(slice, &["spec", "devices"]).len();
    }
    if pools.is_empty() {
        return;
    }
    put!(w, 0, "Node-Local ResourceSlices:\n");
    put!(w, 1, "Driver\tPool\tSlices\tDevices\n");
    put!(w, 1, "------\t----\t------\t-------\n");
    for (driver, pool, slices, devices) in pools.values().take(POOLS) {
        put!(w, 1, "{driver}\t{pool}\t{slices}\t{devices}\n");
    }
    if pools.len() > POOLS {
        put!(w, 1, "...and {} more pools\n", pools.len() - POOLS);
    }
}

fn system_info(w: &mut Writer, spec: &Value<'_>, status: &Value<'_>) {
    put!(w, 0, "System Info:\n");
    for (label, member) in [
        ("Machine ID", "machineID"),
        ("System UUID", "systemUUID"),
        ("Boot ID", "bootID"),
        ("Kernel Version", "kernelVersion"),
        ("OS Image", "osImage"),
        ("Operating System", "operatingSystem"),
        ("Architecture", "architecture"),
        ("Container Runtime Version", "containerRuntimeVersion"),
        ("Kubelet Version", "kubeletVersion"),
    ] {
        put!(w, 1, "{label}:\t{}\n", text(status, &["nodeInfo", member]));
    }
    let ranges = texts(spec, &["podCIDRs"]).join(",");
    for (label, text) in [
        ("PodCIDR", text(spec, &["podCIDR"])),
        ("PodCIDRs", ranges.as_str()),
        ("ProviderID", text(spec, &["providerID"])),
    ] {
        if !text.is_empty() {
            put!(w, 0, "{label}:\t{text}\n");
        }
    }
}

/// How much of `all` a part is, in whole percent. Go's conversion of what is no number is this
/// one on the machines kubectl runs on.
#[expect(
    clippy::cast_precision_loss,
    reason = "upstream's own arithmetic on float64"
)]
fn percent(part: i64, all: i64) -> String {
    let percent = part as f64 / all as f64 * 100.0;
    if percent.is_finite() {
        format!("{:.0}", percent.trunc())
    } else {
        i64::MIN.to_string()
    }
}

/// One amount and its percentage of what can be allocated.
fn share(amounts: &Amounts, resource: &str, allocatable: &Value<'_>, zero_if_none: bool) -> String {
    let units = |q: &Quantity| {
        if resource == "cpu" {
            q.milli()
        } else {
            q.whole()
        }
    };
    let all = Quantity::parse(&quantity(allocatable, &[resource]));
    let all = all.as_ref().map_or(0, units);
    let amount = amounts.get(resource);
    let percent = match amount.map_or(0, units) {
        _ if zero_if_none && all == 0 => "0".to_owned(),
        part => percent(part, all),
    };
    format!("{} ({percent}%)", shown(amount))
}

fn shown(amount: Option<&Quantity>) -> String {
    amount.map_or_else(|| "0".to_owned(), ToString::to_string)
}

/// The pods that run on the node and what they take up (`describeNodeResource`).
fn pods(w: &mut Writer, node: &Value<'_>, status: &Value<'_>, context: &Context<'_, '_>) {
    let all = context.related("pods.v1.", None, Index::Node, name(node));
    let here = all
        .iter()
        .filter(|pod| !matches!(text(pod, &["status", "phase"]), "Succeeded" | "Failed"));
    let here: Vec<&Value<'_>> = here.collect();
    put!(w, 0, "Non-terminated Pods:\t({} in total)\n", here.len());
    put!(
        w,
        1,
        "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge\n"
    );
    put!(
        w,
        1,
        "---------\t----\t\t------------\t----------\t---------------\t-------------\t---\n"
    );
    let none = Value::Null;
    let member = match map(status, &["allocatable"]) {
        Some(_) => "allocatable",
        None => "capacity",
    };
    let allocatable = status.get(member).unwrap_or(&none);
    let (mut requests, mut limits) = (Amounts::new(), Amounts::new());
    for pod in here {
        let (asked, most) = (
            of_pod(pod, Which::Requests, true),
            of_pod(pod, Which::Limits, true),
        );
        let share = |amounts, resource| share(amounts, resource, allocatable, false);
        put!(
            w,
            1,
            "{}\t{}\t\t{}\t{}\t{}\t{}\t{}\n",
            text(pod, &["metadata", "namespace"]),
            name(pod),
            share(&asked, "cpu"),
            share(&most, "cpu"),
            share(&asked, "memory"),
            share(&most, "memory"),
            context.since(text(pod, &["metadata", "creationTimestamp"]))
        );
        add(&mut requests, &of_pod(pod, Which::Requests, false));
        add(&mut limits, &of_pod(pod, Which::Limits, false));
    }
    put!(
        w,
        0,
        "Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n"
    );
    put!(w, 1, "Resource\tRequests\tLimits\n");
    put!(w, 1, "--------\t--------\t------\n");
    let resources = map(allocatable, &[]).into_iter().flat_map(Map::iter);
    let resources: Vec<&str> = resources.map(|(name, _)| name).collect();
    let pages = resources.iter().filter(|r| r.starts_with("hugepages-"));
    let standard = ["cpu", "memory", "ephemeral-storage"];
    for resource in standard.iter().chain(pages) {
        let share = |amounts| share(amounts, resource, allocatable, true);
        put!(
            w,
            1,
            "{resource}\t{}\t{}\n",
            share(&requests),
            share(&limits)
        );
    }
    for resource in resources {
        let known = standard.contains(&resource) || resource.starts_with("hugepages-");
        if !known && resource != "pods" {
            let (asked, most) = (requests.get(resource), limits.get(resource));
            put!(w, 1, "{resource}\t{}\t{}\n", shown(asked), shown(most));
        }
    }
}
