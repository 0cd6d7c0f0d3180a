//! Feature gates: those that a snapshot shows to have been on, and those that keep a server quiet.
//!
//! Versions and dependencies as in pkg/features/kube_features.go of k8s.io/kubernetes; what is
//! served only with a gate as in pkg/registry/*/rest/storage_*.go.

use kf_schema::{Change, Minor};

/// Kinds that a server serves only with a gate that is off by default: where their objects are
/// stored below the prefix, the gate, and what the minors have that have it.
const GATED: &[(&str, &str, Change)] = &[
    (
        "clustertrustbundles/",
        "ClusterTrustBundle",
        Change::TRUST_BUNDLE_GATE,
    ),
    (
        "storageversionmigrations/",
        "StorageVersionMigrator",
        Change::MIGRATOR_GATE,
    ),
    (
        "podcertificaterequests/",
        "PodCertificateRequest",
        Change::POD_CERTIFICATE_GATE,
    ),
    ("workloads/", "GenericWorkload", Change::WORKLOAD_GATE),
    ("podgroups/", "GenericWorkload", Change::POD_GROUP_GATE),
];

/// The gate that makes a server keep a Lease of its own.
const IDENTITY: &str = "APIServerIdentity";

/// Gates that depend on [`IDENTITY`] and that are off by default. Since 1.35 a server does not start
/// when a gate is on and one that it depends on is off.
const ON_IDENTITY: &[&str] = &["StorageVersionAPI"];

/// Returns the places below the prefix that [`shown`] wants to know of.
pub fn places() -> impl Iterator<Item = &'static str> {
    GATED.iter().map(|(place, ..)| *place)
}

/// Returns the gates that must be on in a minor to serve what is stored in `stored`, places of
/// [`places`].
#[must_use]
pub fn shown(minor: Minor, stored: &[&str]) -> Vec<(&'static str, &'static str)> {
    let mut gates = Vec::new();
    for (place, gate, change) in GATED {
        let on = (*gate, "true");
        if minor.has(*change) && stored.contains(place) && !gates.contains(&on) {
            gates.push(on);
        }
    }
    gates
}

/// Returns the gates that keep a server from calling others and from keeping their books, beside
/// those that were given. One that a given gate depends on is left as it is: the server writes a
/// Lease then, above the revision that is read.
pub(super) fn quiet(minor: Minor, given: &str) -> Vec<(&'static str, &'static str)> {
    let mut gates = Vec::new();
    if minor.has(Change::IDENTITY_LEASE) && !needs_identity(given) {
        gates.push((IDENTITY, "false"));
    }
    if minor.has(Change::PEER_PROXY_GATE) {
        gates.push(("UnknownVersionInteroperabilityProxy", "false"));
    }
    gates
}

/// Whether gates such as `A=true,B=false` turn on what depends on [`IDENTITY`]. `AllAlpha` does, for
/// those that are not named.
fn needs_identity(given: &str) -> bool {
    let value = |wanted: &str| {
        let entries = given.split(',').filter_map(|entry| entry.split_once('='));
        // Of a gate that is named twice, the last word counts.
        let found = entries.rev().find(|(name, _)| name.trim() == wanted);
        found.map(|(_, value)| is_true(value.trim()))
    };
    ON_IDENTITY
        .iter()
        .any(|gate| value(gate).or_else(|| value("AllAlpha")) == Some(true))
}

/// What Go's `strconv.ParseBool` takes for true.
fn is_true(text: &str) -> bool {
    matches!(text, "1" | "t" | "T" | "true" | "TRUE" | "True")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_turns_its_gate_on() {
        let all: Vec<&str> = places().collect();
        assert_eq!(shown(Minor::new(26), &all), []);
        assert_eq!(shown(Minor::new(30), &all).len(), 2);
        assert_eq!(
            shown(Minor::new(36), &["workloads/"]),
            [("GenericWorkload", "true")]
        );
        assert_eq!(shown(Minor::new(36), &all).len(), 4);
        assert_eq!(shown(Minor::new(36), &[]), []);
    }

    #[test]
    fn a_gate_that_another_depends_on_stays() {
        let names = |given| {
            quiet(Minor::new(36), given)
                .iter()
                .map(|g| g.0)
                .collect::<Vec<_>>()
        };
        let rest = ["UnknownVersionInteroperabilityProxy"];
        assert_eq!(names(""), [IDENTITY, rest[0]]);
        assert_eq!(names("StorageVersionAPI=true"), rest);
        assert_eq!(names("AllAlpha=true"), rest);
        assert_eq!(
            names("AllAlpha=1,StorageVersionAPI=false"),
            [IDENTITY, rest[0]]
        );
        assert_eq!(
            names("StorageVersionAPI=true, StorageVersionAPI=false"),
            [IDENTITY, rest[0]]
        );
        assert_eq!(quiet(Minor::new(25), ""), []);
    }
}
