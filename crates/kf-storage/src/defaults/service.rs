//! Services.
//!
//! Upstream: pkg/apis/core/v1/defaults.go `SetDefaults_Service`.

use super::fill::Fill;
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// `SetDefaults_Service`.
pub(super) fn service(service: &mut Map<'_>, minor: Minor) {
    let Some(spec) = service.child("spec") else {
        return;
    };
    affinity(spec);
    spec.fill_text("type", "ClusterIP");
    for port in spec.each("ports") {
        port.fill_text("protocol", "TCP");
        if port.is_zero("targetPort")
            && let Some(number) = port.get("port").cloned()
        {
            port.insert("targetPort", number);
        }
    }
    let balanced = spec.text("type") == "LoadBalancer";
    let on_nodes = balanced || spec.text("type") == "NodePort";
    let in_cluster = spec.text("type") == "ClusterIP";
    // pkg/api/v1/service `ExternallyAccessible`.
    let by_address = minor.has(Change::EXTERNAL_IPS_TRAFFIC_POLICY)
        && in_cluster
        && !spec.has_none("externalIPs");
    if on_nodes || by_address {
        spec.fill_text("externalTrafficPolicy", "Cluster");
    }
    if minor.has(Change::INTERNAL_TRAFFIC_POLICY) && (on_nodes || in_cluster) {
        spec.fill_nil("internalTrafficPolicy", Value::str("Cluster"));
    }
    if minor.has(Change::LOAD_BALANCER_NODE_PORTS) && balanced {
        spec.fill_nil("allocateLoadBalancerNodePorts", Value::Bool(true));
    }
    if minor.has(Change::LOAD_BALANCER_IP_MODE)
        && balanced
        && let Some(status) = service
            .child("status")
            .and_then(|s| s.child("loadBalancer"))
    {
        for ingress in status.each("ingress").filter(|i| !i.is_zero("ip")) {
            ingress.fill_nil("ipMode", Value::str("VIP"));
        }
    }
}

/// Three hours (`DefaultClientIPServiceAffinitySeconds`) with client affinity, nothing without.
fn affinity(spec: &mut Map<'_>) {
    spec.fill_text("sessionAffinity", "None");
    match spec.text("sessionAffinity") {
        "None" => {
            spec.remove("sessionAffinityConfig");
        }
        "ClientIP" => {
            if let Some(client) = spec
                .child_or_new("sessionAffinityConfig")
                .and_then(|config| config.child_or_new("clientIP"))
            {
                client.fill_nil("timeoutSeconds", Value::Int(10_800));
            }
        }
        _ => {}
    }
}
