//! What of an object its printer looks at, for the kinds of which a cluster has very many and of which
//! a table shows little.

/// Paths of names of members.
pub(super) type Paths = &'static [&'static [&'static str]];

/// What every row has: beside the name, whether and since when the object is there.
pub(super) const META: Paths = &[
    &["metadata", "creationTimestamp"],
    &["metadata", "deletionTimestamp"],
];

/// `printPod` (`super::pods`). Containers are only counted, so of each a member is read that hardly any has.
const POD: Paths = &[
    &["metadata", "creationTimestamp"],
    &["metadata", "deletionTimestamp"],
    &["spec", "containers", "restartPolicy"],
    &["spec", "initContainers", "name"],
    &["spec", "initContainers", "restartPolicy"],
    &["spec", "nodeName"],
    &["spec", "readinessGates"],
    &["status", "phase"],
    &["status", "reason"],
    &["status", "conditions", "type"],
    &["status", "conditions", "status"],
    &["status", "conditions", "reason"],
    &["status", "podIP"],
    &["status", "podIPs"],
    &["status", "nominatedNodeName"],
    &["status", "containerStatuses", "name"],
    &["status", "containerStatuses", "ready"],
    &["status", "containerStatuses", "restartCount"],
    &["status", "containerStatuses", "state"],
    &["status", "containerStatuses", "lastState"],
    &["status", "initContainerStatuses", "name"],
    &["status", "initContainerStatuses", "ready"],
    &["status", "initContainerStatuses", "started"],
    &["status", "initContainerStatuses", "restartCount"],
    &["status", "initContainerStatuses", "state"],
    &["status", "initContainerStatuses", "lastState"],
];

/// What the printer of a kind looks at; `None` where that is not written down.
pub(super) fn of(group: &str, kind: &str) -> Option<Paths> {
    match (group, kind) {
        ("", "Pod") => Some(POD),
        _ => None,
    }
}
