//! EndpointSlices.

use super::Versions;
use super::members::{object_or_new, objects, take, text};
use kf_object::{Map, Value};

const V1: &str = "discovery.k8s.io/v1";
const V1BETA1: &str = "discovery.k8s.io/v1beta1";
const ZONE: &str = "topology.kubernetes.io/zone";
const HOSTNAME: &str = "kubernetes.io/hostname";

/// An endpoint's `topology` in v1beta1 is `zone`, `nodeName` and, for the rest,
/// `deprecatedTopology` in v1 (pkg/apis/discovery/v1beta1/conversion.go).
pub(super) fn endpoint_slice(slice: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let convert: fn(&mut Map<'_>) -> Option<()> = match (versions.stored, versions.wanted) {
        (V1, V1BETA1) => to_v1beta1,
        (V1BETA1, V1) => to_v1,
        _ => return None,
    };
    objects(slice, "endpoints").try_for_each(convert)
}

fn to_v1(endpoint: &mut Map<'_>) -> Option<()> {
    let Some(Value::Object(mut topology)) = take(endpoint, "topology") else {
        return Some(());
    };
    if let Some(zone) = topology.remove(ZONE) {
        endpoint.insert("zone", zone);
    }
    // A host name that is not the node's stays where it is.
    if let Some(host) = topology.get(HOSTNAME)
        && endpoint.get("nodeName") == Some(host)
    {
        topology.remove(HOSTNAME);
    }
    if !topology.is_empty() {
        endpoint.insert("deprecatedTopology", Value::Object(topology));
    }
    Some(())
}

fn to_v1beta1(endpoint: &mut Map<'_>) -> Option<()> {
    let deprecated = take(endpoint, "deprecatedTopology");
    let zone = take(endpoint, "zone");
    let node = endpoint.get("nodeName").cloned();
    if deprecated.is_none() && zone.is_none() && node.is_none() {
        return Some(());
    }
    if let Some(deprecated) = deprecated {
        endpoint.insert("topology", deprecated);
    }
    let topology = object_or_new(endpoint, "topology")?;
    if let Some(zone) = zone {
        topology.insert(ZONE, zone);
    }
    if let Some(node) = node
        && text(topology, HOSTNAME).is_empty()
    {
        topology.insert(HOSTNAME, node);
    }
    Some(())
}
