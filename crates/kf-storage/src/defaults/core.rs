//! The core group but for pods, volumes and services.
//!
//! Upstream: pkg/apis/core/v1/defaults.go.

use super::fill::{Fill, copy_missing};
use super::{Defaults, pod, service, volume};
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// The defaults of a kind of the core group, which has one version.
pub(super) fn defaults(kind: &str) -> Option<Defaults> {
    Some(match kind {
        "Pod" => pod::pod,
        "Secret" => secret,
        "Service" => service::service,
        "Endpoints" => endpoints,
        "Node" => node,
        "Namespace" => namespace,
        "PersistentVolumeClaim" => volume::claim,
        "PersistentVolume" => volume::persistent_volume,
        "ReplicationController" => replication_controller,
        "PodTemplate" => pod::template,
        "LimitRange" => limit_range,
        _ => return None,
    })
}

/// `SetDefaults_Secret`.
fn secret(secret: &mut Map<'_>, _: Minor) {
    secret.fill_text("type", "Opaque");
}

/// `SetDefaults_Endpoints`.
fn endpoints(endpoints: &mut Map<'_>, _: Minor) {
    for port in endpoints.each("subsets").flat_map(|s| s.each("ports")) {
        port.fill_text("protocol", "TCP");
    }
}

/// `SetDefaults_NodeStatus`, and `podCIDRs` made of a lone `podCIDR` by the conversion
/// (conversion.go `Convert_v1_NodeSpec_To_core_NodeSpec`).
fn node(node: &mut Map<'_>, minor: Minor) {
    if let Some(status) = node.child("status")
        && status.is_nil("allocatable")
    {
        copy_missing(status, "capacity", "allocatable");
    }
    if minor.has(Change::NODE_POD_CIDRS)
        && let Some(spec) = node.child("spec")
        && spec.has_none("podCIDRs")
        && !spec.is_zero("podCIDR")
        && let Some(range) = spec.get("podCIDR").cloned()
    {
        spec.insert("podCIDRs", Value::Array(vec![range]));
    }
}

/// `SetDefaults_Namespace` and `SetDefaults_NamespaceStatus`.
fn namespace(namespace: &mut Map<'_>, minor: Minor) {
    const LABEL: &str = "kubernetes.io/metadata.name";
    if let Some(status) = namespace.child_or_new("status") {
        status.fill_text("phase", "Active");
    }
    if minor.has(Change::NAMESPACE_NAME_LABEL)
        && let Some(meta) = namespace.child("metadata")
        && !meta.is_zero("name")
        && let Some(name) = meta.get("name").cloned()
        && let Some(labels) = meta.child_or_new("labels")
        && labels.get(LABEL) != Some(&name)
    {
        labels.insert(LABEL, name);
    }
}

/// `SetDefaults_ReplicationController`.
fn replication_controller(controller: &mut Map<'_>, minor: Minor) {
    super::apps::labels_of_template(controller);
    let Some(spec) = controller.child("spec") else {
        return;
    };
    if spec.has_none("selector")
        && let Some(labels) = super::apps::template_labels(spec)
    {
        spec.insert("selector", labels);
    }
    spec.fill_nil("replicas", Value::Int(1));
    pod::template(spec, minor);
}

/// `SetDefaults_LimitRangeItem`.
fn limit_range(range: &mut Map<'_>, _: Minor) {
    let Some(spec) = range.child("spec") else {
        return;
    };
    for item in spec.each("limits") {
        if item.text("type") == "Container" {
            copy_missing(item, "max", "default");
            copy_missing(item, "default", "defaultRequest");
            copy_missing(item, "min", "defaultRequest");
        }
    }
}
