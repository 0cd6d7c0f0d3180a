//! What the etcd keys of a snapshot start with, told by the keys themselves.
//!
//! `/registry` is kube-apiserver's default and nearly universal; OpenShift has `/kubernetes.io`
//! for kube-apiserver and `/openshift.io` for its own servers. `--etcd-prefix` of the apiserver
//! may be anything, so a prefix is whatever stands before the storage places that every cluster
//! has.

use hashbrown::HashMap;

/// Default of kube-apiserver's `--etcd-prefix`.
const DEFAULT: &str = "/registry";

/// Prefix of openshift-apiserver and oauth-apiserver.
const OPENSHIFT: &str = "/openshift.io";

/// Places whose name alone is telling; each cluster has some of them.
const PLACES: &[&str] = &[
    "/apiregistration.k8s.io/apiservices/",
    "/clusterroles/",
    "/configmaps/",
    "/events/",
    "/leases/",
    "/masterleases/",
    "/minions/",
    "/namespaces/",
    "/pods/",
    "/secrets/",
    "/serviceaccounts/",
    "/services/endpoints/",
    "/services/specs/",
];

/// The prefixes of a snapshot, without a final slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Prefixes {
    pub(crate) registry: String,
    pub(crate) openshift: String,
}

impl Prefixes {
    /// `given` as on the command line, with or without slashes around it.
    pub(crate) fn given(prefix: &str) -> Self {
        let trimmed = prefix.trim_matches('/');
        let registry = if trimmed.is_empty() {
            String::new()
        } else {
            format!("/{trimmed}")
        };
        Self {
            registry,
            openshift: OPENSHIFT.to_owned(),
        }
    }

    /// The prefix that most of the keys have; `None` when no key looks like Kubernetes'.
    pub(crate) fn find<'k>(keys: impl IntoIterator<Item = &'k [u8]>) -> Option<Self> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for key in keys {
            let Ok(key) = std::str::from_utf8(key) else {
                continue;
            };
            // The first place in the key counts: a namespace may be called `pods`.
            let first = PLACES.iter().filter_map(|place| key.find(place)).min();
            if let Some(prefix) = first.and_then(|at| key.get(..at)) {
                *counts.entry(prefix).or_default() += 1;
            }
        }
        // OpenShift's own servers store under a prefix of their own beside the registry.
        counts.remove(OPENSHIFT);
        let most = counts
            .into_iter()
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))?;
        Some(Self {
            registry: most.0.to_owned(),
            openshift: OPENSHIFT.to_owned(),
        })
    }
}

impl Default for Prefixes {
    fn default() -> Self {
        Self::given(DEFAULT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(keys: &[&str]) -> Option<String> {
        Prefixes::find(keys.iter().map(|k| k.as_bytes())).map(|p| p.registry)
    }

    #[test]
    fn the_prefix_is_what_stands_before_well_known_places() {
        assert_eq!(
            find(&["/registry/pods/a/b", "compact_rev_key"]).unwrap(),
            "/registry"
        );
        assert_eq!(
            find(&[
                "/kubernetes.io/minions/a",
                "/openshift.io/templates/configmaps/x"
            ])
            .unwrap(),
            "/kubernetes.io"
        );
        assert_eq!(
            find(&["/a/b/namespaces/x", "/a/b/events/pods/x"]).unwrap(),
            "/a/b"
        );
        assert_eq!(find(&["/pods/a/b"]).unwrap(), "");
        assert_eq!(find(&["/coreos.com/network/config", "\u{0}"]), None);
        assert_eq!(Prefixes::given("registry/").registry, "/registry");
    }
}
