//! What changes all the time without anybody changing anything.

use std::sync::LazyLock;

use super::Place;
use crate::{Mapping, View};
use kf_object::Value;
use kf_query::prune::Pattern;

/// The group of Leases and LeaseCandidates.
const COORDINATION: &str = "coordination.k8s.io";

/// Why a difference is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LeftOut {
    /// An event came, went, or was counted up.
    Event,
    /// A lease was renewed: of a node, of a leader, of an apiserver.
    Renewal,
    /// Nothing but what servers and kubelets keep for themselves.
    Bookkeeping,
    /// Nothing but the status.
    Status,
    /// Nothing but what the caller ignores.
    Ignored,
}

/// What every object has: written with each change, whatever it was.
static ALWAYS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    patterns(&[
        "metadata.generation",
        "metadata.managedFields",
        "metadata.resourceVersion",
    ])
});

/// Of nodes: the kubelet writes it every five minutes, changed or not (kubelet
/// `nodeStatusReportFrequency`).
static HEARTBEATS: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| patterns(&["status.conditions[*].lastHeartbeatTime"]));

/// Of Leases and LeaseCandidates: who holds them, and since when, stays.
static RENEWALS: LazyLock<Vec<Pattern>> =
    LazyLock::new(|| patterns(&["spec.renewTime", "spec.pingTime"]));

/// Of Endpoints, EndpointSlices and ConfigMaps: a leader's lock as it was before Leases (client-go
/// `resourcelock.LeaderElectionRecordAnnotationKey`), and when the pods behind a service last
/// changed (`v1.EndpointsLastChangeTriggerTime`), whether or not that changed the addresses.
static LOCKS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    patterns(&[
        "metadata.annotations['control-plane.alpha.kubernetes.io/leader']",
        "metadata.annotations['endpoints.kubernetes.io/last-change-trigger-time']",
    ])
});

static STATUS: LazyLock<Vec<Pattern>> = LazyLock::new(|| patterns(&["status"]));

fn patterns(paths: &[&str]) -> Vec<Pattern> {
    // A path that cannot be read would take nothing out; the test below reads them all.
    paths
        .iter()
        .filter_map(|p| Pattern::parse(p).ok())
        .collect()
}

fn remove(patterns: &[Pattern], value: &mut Value<'_>) {
    for pattern in patterns {
        pattern.remove(value);
    }
}

/// Takes bookkeeping out of an object of a resource, by group and plural.
pub(super) fn bookkeeping((group, plural): (&str, &str), value: &mut Value<'_>) {
    remove(&ALWAYS, value);
    match (group, plural) {
        ("", "nodes") => remove(&HEARTBEATS, value),
        ("", "endpoints" | "configmaps") | ("discovery.k8s.io", "endpointslices") => {
            remove(&LOCKS, value);
        }
        (COORDINATION, _) => remove(&RENEWALS, value),
        _ => {}
    }
}

/// Whether an update of an object is noise: nothing differs but what changes all the time without
/// anybody changing anything.
pub fn is_noise(
    view: &View<'_>,
    key: &[u8],
    mapping: Option<&Mapping>,
    states: Option<(&Value<'_>, &Value<'_>)>,
) -> bool {
    if of_key(view.in_registry(key), key).is_some() {
        return true;
    }
    let (Some(resource), Some((before, after))) = (mapping.map(Mapping::resource), states) else {
        return false;
    };
    let (mut before, mut after) = (before.clone(), after.clone());
    let place = (&*resource.group, &*resource.plural);
    bookkeeping(place, &mut before);
    bookkeeping(place, &mut after);
    before == after
}

/// Takes the status out of an object.
pub(super) fn status(value: &mut Value<'_>) {
    remove(&STATUS, value);
}

/// Whether these are Leases or their like.
pub(super) fn is_lease(place: &Place) -> bool {
    place.group == COORDINATION
}

/// Whether these are events, of either group: both are stored in one place.
pub(super) fn is_event(place: &Place) -> bool {
    place.plural == "events" && matches!(place.group.as_str(), "" | "events.k8s.io") && place.known
}

/// Whether a change of this key is noise whatever its value is; `rest` is what follows the
/// registry prefix, `None` outside of it.
///
/// Each apiserver renews its masterlease and its peerserverlease every few seconds
/// (kubernetes `pkg/controlplane/reconcilers`), and all of them together write
/// `compact_rev_key` every five minutes (apiserver `storage/etcd3/compact.go`).
pub(super) fn of_key(rest: Option<&[u8]>, key: &[u8]) -> Option<LeftOut> {
    match rest {
        None if key == b"compact_rev_key" => Some(LeftOut::Bookkeeping),
        Some(rest)
            if rest.starts_with(b"masterleases/") || rest.starts_with(b"peerserverleases/") =>
        {
            Some(LeftOut::Renewal)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_paths_can_be_read() {
        let all = [&*ALWAYS, &*HEARTBEATS, &*RENEWALS, &*LOCKS, &*STATUS];
        assert_eq!(all.map(Vec::len), [3, 1, 2, 2, 1]);
    }
}
