//! What the etcd keys of a snapshot start with, told by the keys themselves.
//!
//! `/registry` is kube-apiserver's default and nearly universal; OpenShift has `/kubernetes.io`
//! for kube-apiserver and `/openshift.io` for its own servers. `--etcd-prefix` of the apiserver
//! may be anything, so a prefix is whatever stands before the storage places that every cluster
//! has.

use hashbrown::HashMap;

use super::first_pass::{place_of, under};
use kf_base::error::{Error, Result};
use kf_base::limits::MAX_KEY_PREFIXES;
use kf_file::etcd::{Record, Store, Want};

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
    /// Other prefixes that hold a Kubernetes, where the caller takes all of them.
    pub(crate) others: Vec<String>,
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
            others: Vec::new(),
        }
    }

    /// The prefix that most of the keys have; `None` when no key looks like Kubernetes'.
    pub(crate) fn find<'k>(keys: impl IntoIterator<Item = &'k [u8]>) -> Option<Self> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for prefix in keys.into_iter().filter_map(before_place) {
            *counts.entry(prefix).or_default() += 1;
        }
        // OpenShift's own servers store under a prefix of their own beside the registry.
        counts.remove(OPENSHIFT);
        let all: Vec<&str> = counts.keys().copied().collect();
        let most = counts
            .into_iter()
            .filter(|(prefix, _)| !lies_below(prefix, &all))
            .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)))?;
        Some(Self {
            registry: most.0.to_owned(),
            openshift: OPENSHIFT.to_owned(),
            others: Vec::new(),
        })
    }
}

/// What stands before the first well-known place in a key: a namespace may be called `pods`.
fn before_place(key: &[u8]) -> Option<&str> {
    let key = std::str::from_utf8(key).ok()?;
    let first = PLACES.iter().filter_map(|place| key.find(place)).min();
    first.and_then(|at| key.get(..at))
}

/// Whether `prefix` continues one of `others`: then it is no prefix but the place of a resource, such
/// as `/registry/example.com` of a custom one.
fn lies_below(prefix: &str, others: &[&str]) -> bool {
    let continues = |other: &&str| {
        prefix
            .strip_prefix(*other)
            .is_some_and(|r| r.starts_with('/'))
    };
    others.iter().any(continues)
}

/// Whether a value is an object as a kube-apiserver stores it: protobuf, encrypted, or JSON with its
/// kind.
fn is_object(value: &[u8]) -> bool {
    let has = |word: &[u8]| value.windows(word.len()).any(|found| found == word);
    value.starts_with(b"k8s\0")
        || value.starts_with(b"k8s:enc:")
        || (value.starts_with(b"{") && has(b"\"kind\":") && has(b"\"apiVersion\":"))
}

/// Prefixes that hold objects, beside the one that was expected, of the keys that one thread met.
#[derive(Debug, Default)]
pub(crate) struct Met(Vec<String>);

impl Met {
    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Looks at a key that does not start with the expected prefix.
    pub(crate) fn meet<'s>(&mut self, key: &[u8], record: impl Fn() -> Option<Record<'s>>) {
        let known = |prefix: &String| {
            let rest = key.strip_prefix(prefix.as_bytes());
            rest.is_some_and(|rest| rest.starts_with(b"/"))
        };
        if self.0.len() >= MAX_KEY_PREFIXES || self.0.iter().any(known) {
            return;
        }
        if let Some(prefix) = before_place(key)
            && prefix != OPENSHIFT
            && record().is_some_and(|record| is_object(record.value))
        {
            self.0.push(prefix.to_owned());
        }
    }
}

/// The prefixes that hold objects at a revision: of the expected one and those that were met.
pub(crate) fn living(
    store: &Store<'_>,
    at: Option<i64>,
    expected: &str,
    met: Vec<Met>,
) -> Result<Vec<String>> {
    let mut all: Vec<String> = met.into_iter().flat_map(|met| met.0).collect();
    all.push(expected.to_owned());
    all.sort();
    all.dedup();
    let names: Vec<&str> = all.iter().map(String::as_str).collect();
    let mut own: Vec<&str> = names.clone();
    own.retain(|prefix| !lies_below(prefix, &names));
    let mut want = Want::none();
    for prefix in &own {
        for place in PLACES {
            want = want.prefix(format!("{prefix}{place}"));
        }
    }
    let latest = store.latest(at, &want)?;
    own.retain(|prefix| {
        let records = under(&latest.records, &place_of(prefix, ""));
        records.iter().any(|record| is_object(record.value))
    });
    Ok(own.into_iter().map(str::to_owned).collect())
}

/// The error where a command shows one cluster and there are several.
pub(crate) fn several(prefixes: &[String]) -> Error {
    let names: Vec<String> = prefixes
        .iter()
        .map(|p| format!("{:?}", place_of(p, "")))
        .collect();
    let text = format!(
        "{} clusters share this etcd: their keys start with {}",
        names.len(),
        names.join(", ")
    );
    Error::invalid(text).hint("--etcd-prefix PREFIX takes one of them")
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

    #[test]
    fn a_custom_resource_makes_no_prefix() {
        assert_eq!(
            find(&[
                "/a/example.com/pods/x",
                "/a/example.com/pods/y",
                "/a/pods/n/x"
            ])
            .unwrap(),
            "/a"
        );
        assert!(lies_below("/a/example.com", &["/a", "/b"]));
        assert!(!lies_below("/ab", &["/a", "/ab"]));
    }

    #[test]
    fn a_prefix_counts_by_its_objects() {
        assert!(is_object(b"k8s\0x") && is_object(b"k8s:enc:aescbc:v1:a:"));
        assert!(is_object(br#"{"kind":"Pod","apiVersion":"v1"}"#));
        assert!(!is_object(br#"{"id":1}"#) && !is_object(b""));
    }
}
