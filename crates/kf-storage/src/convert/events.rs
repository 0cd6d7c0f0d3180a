//! Events of the core group and of events.k8s.io: one thing under two sets of names.

use super::Versions;
use super::members::rename;
use kf_object::Map;

/// Names in the core group, and in events.k8s.io (pkg/apis/events/v1/conversion.go).
const NAMES: [(&str, &str); 7] = [
    ("involvedObject", "regarding"),
    ("message", "note"),
    ("source", "deprecatedSource"),
    ("firstTimestamp", "deprecatedFirstTimestamp"),
    ("lastTimestamp", "deprecatedLastTimestamp"),
    ("count", "deprecatedCount"),
    ("reportingComponent", "reportingController"),
];

/// Renames members.
pub(super) fn event(event: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let own_group = |version: &str| matches!(version, "events.k8s.io/v1" | "events.k8s.io/v1beta1");
    match (versions.stored, versions.wanted) {
        ("v1", wanted) if own_group(wanted) => {
            for (core, own) in NAMES {
                rename(event, core, own);
            }
        }
        (stored, "v1") if own_group(stored) => {
            for (core, own) in NAMES {
                rename(event, own, core);
            }
        }
        (stored, wanted) if own_group(stored) && own_group(wanted) => {}
        _ => return None,
    }
    Some(())
}
