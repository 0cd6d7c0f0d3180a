//! What an apiserver fills in when it decodes a stored built-in object.
//!
//! The server runs the defaulting functions of the *stored* version over every object it reads
//! (pkg/apis/GROUP/VERSION/defaults.go, called by zz_generated.defaults.go). An object that the
//! same server wrote has been through them already; one that an older server wrote, or that was
//! created through another version, lacks what has been added since. A cluster upgraded in place
//! is full of such objects.
//!
//! Every rule names its upstream function; where it does not hold in all minors since 1.10, a
//! [`Change`](kf_schema::Change) says in which. Left out are a DeviceTaint's
//! `timeAdded` (the server's clock), and the CustomResourceDefinition, whose defaults belong to
//! its conversion.

mod admissionregistration;
mod apps;
mod autoscaling;
mod batch;
mod core;
mod fill;
mod flowcontrol;
mod networking;
mod pod;
mod pod_level;
mod rbac;
mod resource;
mod service;
mod signing_request;
mod single_kind;
mod storage;
#[cfg(test)]
mod tests;
mod volume;

use kf_object::{Map, Value};
use kf_schema::Minor;

/// The defaults of a kind: fills in what the object lacks, as a server of a minor does.
type Defaults = fn(&mut Map<'_>, Minor);

/// Returns the defaults of a kind in the version in which it is stored.
fn of(api_version: &str, kind: &str) -> Option<Defaults> {
    let (group, version) = api_version.split_once('/').unwrap_or(("", api_version));
    match group {
        "" => core::defaults(kind),
        "apps" | "extensions" => apps::defaults(group, version, kind),
        "batch" => batch::defaults(version, kind),
        "admissionregistration.k8s.io" => admissionregistration::defaults(version, kind),
        "autoscaling" => autoscaling::defaults(version, kind),
        "flowcontrol.apiserver.k8s.io" => flowcontrol::defaults(version, kind),
        "networking.k8s.io" => networking::defaults(version, kind),
        "rbac.authorization.k8s.io" => rbac::defaults(version, kind),
        "resource.k8s.io" => resource::defaults(version, kind),
        "storage.k8s.io" => storage::defaults(kind),
        _ => single_kind::defaults(group, version, kind),
    }
}

/// Whether nothing is filled in of objects of a kind that have what [`crate::needs`] asks for.
pub(crate) fn are_told_by_needs(api_version: &str, kind: &str) -> bool {
    let told: &[&str] = match api_version {
        "v1" => &["Endpoints", "Node", "Pod", "Secret"],
        "apps/v1" => &["DaemonSet", "Deployment", "ReplicaSet"],
        "discovery.k8s.io/v1" => &["EndpointSlice"],
        _ => &[],
    };
    told.contains(&kind) || of(api_version, kind).is_none()
}

/// Applies the defaults of the object's kind in its stored version.
pub(crate) fn apply(object: &mut Value<'_>, minor: Minor) {
    let api_version = object.str_at(&["apiVersion"]).unwrap_or_default();
    let kind = object.str_at(&["kind"]).unwrap_or_default();
    let defaults = of(api_version, kind);
    if let (Some(defaults), Some(members)) = (defaults, object.as_object_mut()) {
        defaults(members, minor);
    }
}

/// Applies what of [`apply`] concerns members of a pod that a [`Part`](crate::Part) may have.
pub(crate) fn part_of_pod(object: &mut Value<'_>, minor: Minor) {
    if let Some(members) = object.as_object_mut() {
        pod::part(members, minor);
    }
}
