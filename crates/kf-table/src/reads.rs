//! What of an object its printer looks at, for the kinds of which a cluster has very many and of which
//! a table shows little.

/// Paths of names of members; an empty name stands for nothing but that the member before it is there.
pub(super) type Paths = &'static [&'static [&'static str]];

/// What every row has: beside the name, whether and since when the object is there.
pub(super) const META: Paths = &[
    &["metadata", "creationTimestamp"],
    &["metadata", "deletionTimestamp"],
];

/// `printPod` (`super::pods`). Containers are only counted, and of what runs only that it does.
const POD: Paths = &[
    &["metadata", "creationTimestamp"],
    &["metadata", "deletionTimestamp"],
    &["spec", "containers", ""],
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
    &["status", "containerStatuses", "state", "waiting", "reason"],
    &["status", "containerStatuses", "state", "running", ""],
    &[
        "status",
        "containerStatuses",
        "state",
        "terminated",
        "reason",
    ],
    &[
        "status",
        "containerStatuses",
        "state",
        "terminated",
        "exitCode",
    ],
    &[
        "status",
        "containerStatuses",
        "state",
        "terminated",
        "signal",
    ],
    &[
        "status",
        "containerStatuses",
        "lastState",
        "terminated",
        "finishedAt",
    ],
    &["status", "initContainerStatuses", "name"],
    &["status", "initContainerStatuses", "ready"],
    &["status", "initContainerStatuses", "started"],
    &["status", "initContainerStatuses", "restartCount"],
    &[
        "status",
        "initContainerStatuses",
        "state",
        "waiting",
        "reason",
    ],
    &["status", "initContainerStatuses", "state", "running", ""],
    &[
        "status",
        "initContainerStatuses",
        "state",
        "terminated",
        "reason",
    ],
    &[
        "status",
        "initContainerStatuses",
        "state",
        "terminated",
        "exitCode",
    ],
    &[
        "status",
        "initContainerStatuses",
        "state",
        "terminated",
        "signal",
    ],
    &[
        "status",
        "initContainerStatuses",
        "lastState",
        "terminated",
        "finishedAt",
    ],
];

/// What the printer of a kind looks at; `None` where that is not written down.
pub(super) fn of(group: &str, kind: &str) -> Option<Paths> {
    match (group, kind) {
        ("", "Pod") => Some(POD),
        _ => None,
    }
}
