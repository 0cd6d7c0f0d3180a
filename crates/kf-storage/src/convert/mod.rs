//! Built-in objects in another version than the stored one.
//!
//! The apiserver converts through an internal type. Where two versions have the same members,
//! that comes down to another apiVersion and the target struct's rules for what is empty
//! ([`Codec::conform`]); `same_shape` lists those. The other modules move the members that
//! differ, one module for an API group, after the conversion functions of
//! pkg/apis/GROUP/VERSION/conversion.go; [`Codec::conform`] then does the rest. Everything else is
//! left to the caller to refuse: an object under a wrong apiVersion is worse than none.

mod apps;
mod autoscaling;
mod certificates;
mod coordination;
mod discovery;
mod events;
mod flowcontrol;
mod members;
mod metrics;
mod networking;
mod node;
mod policy;
mod rbac;
mod resource;
mod same_shape;
#[cfg(test)]
mod tests;

use super::{Codec, crd_conversion, on_read};
use kf_object::{Map, Value};
use kf_schema::Minor;

/// From which version to which, by the rules of which Kubernetes minor.
#[derive(Clone, Copy, Debug)]
struct Versions<'v> {
    /// apiVersion of the stored object.
    stored: &'v str,
    /// apiVersion asked for.
    wanted: &'v str,
    /// The minor of the server that converts.
    minor: Minor,
}

/// Moves the members of an object that differ between two versions of its kind.
///
/// `None` when there is no such conversion or it would fail; the object may be changed by then.
type Reshape = fn(&mut Map<'_>, Versions<'_>) -> Option<()>;

/// The kinds with versions of different members.
const RESHAPES: &[(&[&str], Reshape)] = &[
    (&["DaemonSet"], apps::daemon_set),
    (&["Deployment"], apps::deployment),
    (&["StatefulSet"], apps::stateful_set),
    (&["HorizontalPodAutoscaler"], autoscaling::autoscaler),
    (
        &["CertificateSigningRequest"],
        certificates::signing_request,
    ),
    (&["LeaseCandidate"], coordination::lease_candidate),
    (&["EndpointSlice"], discovery::endpoint_slice),
    (&["Event"], events::event),
    (&["PriorityLevelConfiguration"], flowcontrol::priority_level),
    (&["Ingress"], networking::ingress),
    (&["RuntimeClass"], node::runtime_class),
    (&["PodDisruptionBudget"], policy::disruption_budget),
    (&["RoleBinding", "ClusterRoleBinding"], rbac::binding),
    (&["DeviceTaintRule"], resource::taint_rule),
    (&["ResourceClaim"], resource::claim),
    (&["ResourceClaimTemplate"], resource::claim_template),
    (&["ResourceSlice"], resource::slice),
];

/// `value` in the version `wanted`, or `value` as it came when kf does not convert it.
///
/// # Errors
/// The value itself.
pub fn convert<'a>(codec: &Codec, value: Value<'a>, wanted: &str) -> Result<Value<'a>, Value<'a>> {
    let kind = value.str_at(&["kind"]).unwrap_or_default().to_owned();
    let stored = value.str_at(&["apiVersion"]).unwrap_or_default().to_owned();
    let versions = Versions {
        stored: &stored,
        wanted,
        minor: codec.minor(),
    };
    let Some(target) = kf_schema::kind(wanted, &kind) else {
        return Err(value);
    };
    let original = value.clone();
    let minor = versions.minor;
    let converted = reshape(&kind, versions, value).and_then(|v| codec.conform(target, v).ok());
    let Some(mut converted) = converted else {
        return Err(original);
    };
    on_read::encoded(&mut converted, minor);
    Ok(converted)
}

/// Sends an autoscaler through the server's internal type and back: what its version keeps in
/// annotations is written anew then, as the server's own structs print it.
///
/// An autoscaler that does not get through is left as it is.
pub(crate) fn through_internal(object: &mut Value<'_>, minor: Minor) {
    let version = object.str_at(&["apiVersion"]).unwrap_or_default();
    if !autoscaling::has_annotations(version) {
        return;
    }
    let version = version.to_owned();
    let versions = Versions {
        stored: &version,
        wanted: &version,
        minor,
    };
    let mut copy = object.clone();
    let done = copy
        .as_object_mut()
        .and_then(|members| autoscaling::autoscaler(members, versions));
    if done.is_some() {
        *object = copy;
    }
}

/// `value` with its members where the wanted version has them.
fn reshape<'a>(kind: &str, versions: Versions<'_>, mut value: Value<'a>) -> Option<Value<'a>> {
    if kind == "CustomResourceDefinition" {
        return match versions.wanted {
            "apiextensions.k8s.io/v1" => crd_conversion::to_v1(value, versions.minor),
            _ => crd_conversion::to_v1beta1(value, versions.minor),
        }
        .ok();
    }
    let listed =
        |group: &[&str]| group.contains(&versions.stored) && group.contains(&versions.wanted);
    let same = same_shape::SAME_SHAPE
        .iter()
        .any(|(kinds, group)| kinds.contains(&kind) && listed(group));
    if !same {
        let (_, reshape) = RESHAPES.iter().find(|(kinds, _)| kinds.contains(&kind))?;
        reshape(value.as_object_mut()?, versions)?;
    }
    Some(value)
}
