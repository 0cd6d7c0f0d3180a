//! What the etcd keys of a snapshot start with, told by the keys themselves.
//!
//! `/registry` is kube-apiserver's default and nearly universal; OpenShift has `/kubernetes.io`
//! for kube-apiserver and `/openshift.io` for its own servers. `--etcd-prefix` of the apiserver
//! may be anything, so a prefix is whatever stands before the storage places that every cluster
//! has.

use hashbrown::HashMap;

use super::first_pass::{inside, place_of, under};
use kf_base::error::{Error, Result};
use kf_base::escape;
use kf_base::limits::MAX_KEY_PREFIXES;
use kf_file::etcd::{Record, Store, Want};
use kf_storage::peek;

/// Most keys that are told to begin nearly as those of the cluster.
const MAX_STRAYS: usize = 64;

/// Most prefixes listed in a message.
const LISTED: usize = 20;

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

/// Places of the core group, and what is kept in them.
const CORE: &[(&[u8], &str)] = &[
    (b"/configmaps/", "ConfigMap"),
    (b"/minions/", "Node"),
    (b"/namespaces/", "Namespace"),
    (b"/pods/", "Pod"),
    (b"/secrets/", "Secret"),
    (b"/serviceaccounts/", "ServiceAccount"),
    (b"/services/endpoints/", "Endpoints"),
    (b"/services/specs/", "Service"),
];

/// The prefixes of a snapshot, without a final slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Prefixes {
    pub(crate) registry: String,
    pub(crate) openshift: String,
    /// Other prefixes that hold a Kubernetes, where the caller takes all of them.
    pub(crate) others: Vec<String>,
    /// Other prefixes that hold a Kubernetes, where the caller named one: what lies there belongs to
    /// other clusters.
    pub(crate) neighbours: Vec<String>,
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
            neighbours: Vec::new(),
        }
    }

    /// The prefix that most of the keys have; `None` when no key looks like Kubernetes'.
    pub(crate) fn find<'k>(keys: impl IntoIterator<Item = &'k [u8]>) -> Option<Self> {
        let found = found(keys).into_iter().next()?;
        Some(Self {
            registry: found,
            openshift: OPENSHIFT.to_owned(),
            others: Vec::new(),
            neighbours: Vec::new(),
        })
    }
}

/// All prefixes that keys have, the one that most of them have first.
pub(crate) fn found<'k>(keys: impl IntoIterator<Item = &'k [u8]>) -> Vec<String> {
    let counts = counted(keys);
    let all: Vec<&str> = counts.iter().map(|(prefix, _)| *prefix).collect();
    let own = counts
        .iter()
        .filter(|(prefix, _)| !lies_below(prefix, &all));
    own.map(|(prefix, _)| (*prefix).to_owned()).collect()
}

/// The prefix before a well-known place of a key below `expected`, if that is one of a Kubernetes of
/// its own: what lies there is of the kind that a server keeps in it.
fn nested<'k>(
    key: &'k [u8],
    expected: &str,
    record: impl FnOnce() -> Option<Record<'k>>,
) -> Option<&'k str> {
    // Nearly every key has no such word further in, which is quickly seen.
    let rest = key.get(expected.len()..)?.strip_prefix(b"/")?;
    let mut segments = rest.split(|byte| *byte == b'/');
    segments.next().filter(|first| !is_usual(first))?;
    segments.find(|word| is_core(word))?;
    let found = before_place(key).filter(|found| lies_below(found, &[expected]))?;
    let rest = key.get(found.len()..)?;
    let (_, kind) = CORE.iter().find(|(place, _)| rest.starts_with(place))?;
    let (version, is) = peek::type_meta(record()?.value).ok()?;
    (version == "v1" && is == *kind).then_some(found)
}

/// Whether a segment of a key begins one of the places of the core group.
fn is_core(segment: &[u8]) -> bool {
    matches!(
        segment,
        b"configmaps"
            | b"minions"
            | b"namespaces"
            | b"pods"
            | b"secrets"
            | b"serviceaccounts"
            | b"services"
    )
}

/// Whether a key of this first segment is one of the cluster itself. Most are.
fn is_usual(segment: &[u8]) -> bool {
    is_core(segment)
        || matches!(
            segment,
            b"events" | b"leases" | b"clusterroles" | b"masterleases"
        )
}

/// What stands before well-known places in keys, the most frequent first.
fn counted<'k>(keys: impl IntoIterator<Item = &'k [u8]>) -> Vec<(&'k str, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for prefix in keys.into_iter().filter_map(before_place) {
        *counts.entry(prefix).or_default() += 1;
    }
    // OpenShift's own servers store under a prefix of their own beside the registry.
    counts.retain(|prefix, _| !is_openshift(prefix));
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts
}

/// What stands before the first well-known place in a key: a namespace may be called `pods`.
fn before_place(key: &[u8]) -> Option<&str> {
    let key = std::str::from_utf8(key).ok()?;
    let is_place = |rest: &str| PLACES.iter().any(|place| rest.starts_with(place));
    let mut places = key.match_indices('/').map(|(at, _)| key.split_at(at));
    places.find_map(|(before, rest)| is_place(rest).then_some(before))
}

/// Whether `prefix` continues one of `others`: then it is no prefix but the place of a resource, such
/// as `/registry/example.com` of a custom one.
fn lies_below(prefix: &str, others: &[&str]) -> bool {
    let mut others = others.iter();
    others.any(|other| inside(prefix.as_bytes(), other).is_some())
}

/// Whether a value is an object as a kube-apiserver stores it: protobuf, encrypted, or JSON with its
/// kind.
fn is_object(value: &[u8]) -> bool {
    let has = |word: &[u8]| value.windows(word.len()).any(|found| found == word);
    value.starts_with(b"k8s\0")
        || value.starts_with(b"k8s:enc:")
        || (value.starts_with(b"{") && has(b"\"kind\":") && has(b"\"apiVersion\":"))
}

/// Prefixes that hold objects, beside the one that was expected.
#[derive(Debug, Default)]
pub(crate) struct Met {
    prefixes: Vec<String>,
    /// Those that continue the one that was expected.
    nested: Vec<String>,
    /// Keys of objects that begin nearly as expected: one byte is another.
    strays: Vec<Vec<u8>>,
    /// Whether there were more than are told apart.
    more: bool,
}

impl Met {
    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.prefixes.is_empty() && self.nested.is_empty()
    }

    /// Looks at a key that does not start with the expected prefix.
    pub(crate) fn meet<'s>(&mut self, key: &[u8], record: impl Fn() -> Option<Record<'s>>) {
        let known = |prefix: &String| inside(key, prefix).is_some();
        if self.more || self.prefixes.iter().any(known) {
            return;
        }
        if let Some(prefix) = before_place(key)
            && !is_openshift(prefix)
            && record().is_some_and(|record| is_object(record.value))
        {
            self.more = self.prefixes.len() >= MAX_KEY_PREFIXES;
            if !self.more {
                self.prefixes.push(prefix.to_owned());
            }
        }
    }

    /// Looks at a key that does not start with the expected prefix, and may have done so before a byte of
    /// it was damaged.
    pub(crate) fn meet_stray<'s>(
        &mut self,
        key: &[u8],
        expected: &str,
        record: impl Fn() -> Option<Record<'s>>,
    ) {
        let expected = expected.as_bytes().iter().chain(b"/");
        let (mut same, mut other) = (0_usize, 0_usize);
        for (byte, wanted) in key.iter().zip(expected) {
            *if byte == wanted {
                &mut same
            } else {
                &mut other
            } += 1;
        }
        let is_near = other == 1 && same > 2 && key.len() > same.saturating_add(other);
        if is_near
            && self.strays.len() < MAX_STRAYS
            && record().is_some_and(|record| is_object(record.value))
        {
            self.strays.push(key.to_owned());
        }
    }

    /// What is wrong with keys that are there at a revision, begin nearly as those of the cluster and are
    /// of none of these others.
    pub(crate) fn strays(
        &self,
        store: &Store<'_>,
        at: Option<i64>,
        expected: &str,
        others: &[String],
    ) -> Result<Vec<Error>> {
        let of_others = |key: &[u8]| others.iter().any(|other| inside(key, other).is_some());
        let mut want = Want::none();
        let mut strays = self.strays.iter().filter(|key| !of_others(key)).peekable();
        if strays.peek().is_none() {
            return Ok(Vec::new());
        }
        for key in strays {
            want = want.key(key.clone());
        }
        let what = format!(
            "the key is none of the cluster's, and nearly begins as they all do ({}): it may be damaged",
            escape::quoted(place_of(expected, "").as_bytes())
        );
        let latest = store.latest(at, &want)?;
        let stray = |record: &Record<'_>| record.place(Error::corrupt(what.clone()));
        Ok(latest.records.iter().map(stray).collect())
    }

    /// Looks at a key that starts with the expected prefix.
    pub(crate) fn meet_below<'s>(
        &mut self,
        key: &'s [u8],
        expected: &str,
        record: impl FnOnce() -> Option<Record<'s>>,
    ) {
        if let Some(prefix) = nested(key, expected, record)
            && !self.nested.iter().any(|known| known == prefix)
        {
            self.more |= self.nested.len() >= MAX_KEY_PREFIXES;
            if !self.more {
                self.nested.push(prefix.to_owned());
            }
        }
    }

    /// Sees whether the expected prefix, which a sample told, is that of a Kubernetes where it continues
    /// one that was met later.
    pub(crate) fn meet_around(&mut self, sample: &[Record<'_>], expected: &str) {
        let outer = self
            .prefixes
            .iter()
            .find(|met| lies_below(expected, &[met]));
        if let Some(outer) = outer.cloned() {
            for record in sample {
                if inside(record.key, &outer).is_some() {
                    self.meet_below(record.key, &outer, || Some(*record));
                }
            }
        }
    }

    /// What several threads met.
    pub(crate) fn together(all: Vec<Self>) -> Self {
        let mut together = Self::default();
        for met in all {
            together.more |= met.more;
            together.prefixes.extend(met.prefixes);
            together.nested.extend(met.nested);
            together.strays.extend(met.strays);
        }
        together.strays.sort();
        together.strays.dedup();
        together.strays.truncate(MAX_STRAYS);
        for list in [&mut together.prefixes, &mut together.nested] {
            list.sort();
            list.dedup();
        }
        together
    }

    /// Those that are no part of another one's, of the expected one and these.
    pub(crate) fn own(&self, expected: &str) -> Vec<String> {
        let met = self.prefixes.iter().chain(&self.nested);
        let mut all: Vec<&str> = met.map(String::as_str).collect();
        all.push(expected);
        all.sort_unstable();
        all.dedup();
        let is_nested = |prefix: &str| self.nested.iter().any(|one| one == prefix);
        let own = all
            .iter()
            .filter(|prefix| is_nested(prefix) || !lies_below(prefix, &all));
        own.map(|prefix| (*prefix).to_owned()).collect()
    }

    /// Whether there were more than [`MAX_KEY_PREFIXES`].
    pub(crate) fn is_cut(&self) -> bool {
        self.more
    }
}

/// Those of the prefixes that hold objects at a revision, and what is wrong with those of them that hold
/// no namespace while others do: no cluster goes without one, so they are no clusters.
pub(crate) fn living(
    store: &Store<'_>,
    at: Option<i64>,
    mut prefixes: Vec<String>,
) -> Result<(Vec<String>, Vec<Error>)> {
    let mut want = Want::none();
    for prefix in &prefixes {
        for place in PLACES {
            want = want.prefix(format!("{prefix}{place}"));
        }
    }
    let latest = store.latest(at, &want)?;
    let object = |prefix: &str, place: &str| {
        let records = under(&latest.records, &format!("{prefix}{place}"));
        records.iter().find(|record| is_object(record.value))
    };
    let first = |prefix: &str| PLACES.iter().find_map(|place| object(prefix, place));
    prefixes.retain(|prefix| first(prefix).is_some());
    let is_cluster = |prefix: &String| object(prefix, "/namespaces/").is_some();
    let mut problems = Vec::new();
    if prefixes.iter().any(is_cluster) {
        let (clusters, strays) = prefixes.into_iter().partition(is_cluster);
        prefixes = clusters;
        for prefix in strays {
            let prefix: String = prefix;
            let what = format!(
                "keys that start with {} are of no cluster, as there is no namespace among them: left out",
                escape::quoted(place_of(&prefix, "").as_bytes())
            );
            let problem = Error::corrupt(what).hint("--etcd-prefix PREFIX reads them");
            problems.extend(first(&prefix).map(|record| record.place(problem)));
        }
    }
    Ok((prefixes, problems))
}

/// The error where a command shows one cluster and there are several.
pub(crate) fn several(prefixes: &[String], cut: bool) -> Error {
    let text = format!(
        "{}{} clusters share this etcd: their keys start with {}",
        if cut { "more than " } else { "" },
        prefixes.len(),
        listed(prefixes)
    );
    Error::invalid(text).hint("--etcd-prefix PREFIX takes one of them")
}

/// Prefixes for people, with their final slash, not all of very many.
pub(crate) fn listed(prefixes: &[String]) -> String {
    let mut names: Vec<String> = prefixes
        .iter()
        .take(LISTED)
        .map(|prefix| escape::quoted(place_of(prefix, "").as_bytes()))
        .collect();
    let more = prefixes.len().saturating_sub(LISTED);
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    names.join(", ")
}

fn is_openshift(prefix: &str) -> bool {
    prefix == OPENSHIFT || inside(prefix.as_bytes(), OPENSHIFT).is_some()
}

impl Default for Prefixes {
    fn default() -> Self {
        Self::given(DEFAULT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_file::etcd::{KeyValue, Overlay, Revision};

    fn overlay(records: &[(&str, &str)]) -> Overlay {
        let mut overlay = Overlay::default();
        for (main, (key, value)) in (2..).zip(records) {
            let kv = KeyValue {
                key: key.as_bytes(),
                create_revision: main,
                mod_revision: main,
                version: 1,
                value: value.as_bytes(),
                lease: 0,
            };
            overlay.put(Revision { main, sub: 0 }, &kv);
        }
        overlay
    }

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
    fn a_prefix_below_another_counts_by_what_lies_there() {
        let pod = r#"{"kind":"Pod","apiVersion":"v1"}"#;
        let overlay = overlay(&[
            ("/a/pods/n/x", pod),
            ("/a/tenant/pods/n/x", pod),
            // A Deployment in the namespace pods, and a custom resource of that name.
            (
                "/a/deployments/pods/x",
                r#"{"kind":"Deployment","apiVersion":"apps/v1"}"#,
            ),
            (
                "/a/example.com/pods/x",
                r#"{"kind":"Pod","apiVersion":"example.com/v1"}"#,
            ),
        ]);
        let sample = Store::from_overlay(&overlay).sample(9);
        let mut met = Met::default();
        for record in &sample {
            met.meet_below(record.key, "/a", || Some(*record));
        }
        assert_eq!(met.nested, ["/a/tenant"]);
        assert_eq!(met.own("/a"), ["/a", "/a/tenant"]);
        assert_eq!(Met::default().own("/a"), ["/a"]);
        // The sample may hold nothing of the outer one.
        let mut met = Met::default();
        met.meet(b"/a/pods/n/x", || Some(sample[0]));
        assert_eq!(met.own("/a/tenant"), ["/a"]);
        met.meet_around(&sample, "/a/tenant");
        assert_eq!(met.own("/a/tenant"), ["/a", "/a/tenant"]);
    }

    #[test]
    fn more_prefixes_than_are_told_apart_are_said_to_be_more() {
        let overlay = overlay(&[("/a/pods/n/x", r#"{"kind":"Pod","apiVersion":"v1"}"#)]);
        let pod = Store::from_overlay(&overlay).sample(1).remove(0);
        let mut met = Met::default();
        for i in 0..=MAX_KEY_PREFIXES {
            met.meet(format!("/{i}/pods/n/x").as_bytes(), || Some(pod));
        }
        let met = Met::together(vec![met]);
        assert!(met.is_cut());
        let error = several(&met.own("/registry"), met.is_cut());
        let text = error.message();
        assert!(
            text.starts_with("more than 257 clusters share this etcd"),
            "{text}"
        );
        assert!(text.ends_with("and 237 more"), "{text}");
    }

    #[test]
    fn keys_of_no_cluster_are_told_and_stop_nothing() {
        let object = |kind: &str| {
            format!(r#"{{"kind":"{kind}","apiVersion":"v1","metadata":{{"name":"x"}}}}"#)
        };
        let [namespace, map, volume] = ["Namespace", "ConfigMap", "PersistentVolume"].map(object);
        let keys = [
            ("/registry/namespaces/default", &namespace),
            ("/registry/configmaps/n/a", &map),
            // One byte of each of these is another.
            (".registry/configmaps/n/b", &map),
            ("/registry'persistentvolumes/p", &volume),
            ("/backup/configmaps/n/c", &map),
        ];
        let changes: Vec<_> = (2..)
            .zip(&keys)
            .map(|(revision, (key, value))| (*key, revision, Some(value.as_str())))
            .collect();
        let told = |keys: &[kf_testing::etcd::Change<'_>]| {
            let file = kf_testing::etcd::history(keys, None);
            let input = kf_file::input::OpenOptions::default();
            let input = kf_file::input::Input::from_reader("made", &mut &*file, &input).unwrap();
            let made = crate::Snapshot::new(input);
            let view = made.view_with(&crate::ViewOptions::default())?;
            let maps = view.lookup("configmaps")?.remove(0);
            assert_eq!(view.records_of(&maps, None)?.0.len(), 1);
            let key =
                |e: &Error| String::from_utf8(e.location().key.clone().unwrap().to_vec()).unwrap();
            Ok::<_, Error>(view.problems().iter().map(key).collect::<Vec<_>>())
        };
        assert_eq!(told(&changes).unwrap(), [keys[3].0, keys[2].0, keys[4].0]);
        // What has namespaces is a cluster.
        let other = ("/backup/namespaces/n", 7, Some(namespace.as_str()));
        let several = told(&[&changes[..], &[other]].concat()).unwrap_err();
        assert!(several.message().starts_with("2 clusters share this etcd"));
        // A key that is gone again is no matter.
        let gone = |at: usize, revision| (keys[at].0, revision, None);
        let gone = [gone(2, 7), gone(3, 8), gone(4, 9)];
        assert!(told(&[&changes[..], &gone].concat()).unwrap().is_empty());
    }

    #[test]
    fn a_prefix_counts_by_its_objects() {
        assert!(is_object(b"k8s\0x") && is_object(b"k8s:enc:aescbc:v1:a:"));
        assert!(is_object(br#"{"kind":"Pod","apiVersion":"v1"}"#));
        assert!(!is_object(br#"{"id":1}"#) && !is_object(b""));
    }
}
