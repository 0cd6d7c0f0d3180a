//! Built-in resources of every Kubernetes minor from 1.8 on.
//!
//! The table says what existed when; which of it a given server offered is decided by its
//! APIServices, and without them by what was on by default ([`groups`]).

pub mod groups;
mod table;

use super::{Origin, Resource, Storage, Verbs, Version};
use kf_schema::{Change, Minor, Minors};
pub use table::BUILTINS;

/// "Still so": the last minor of what has not ended, in the tables' notation.
const NOW: u8 = Minor::OPEN.number();

/// A built-in resource of one group, over all minors.
#[derive(Debug)]
pub struct Builtin {
    /// API group; empty for the core group.
    pub group: &'static str,
    /// Lower-case plural.
    pub plural: &'static str,
    /// Kind.
    pub kind: &'static str,
    /// Whether objects live in namespaces.
    pub namespaced: bool,
    /// Key part after the registry prefix; empty if nothing is stored.
    pub prefix: &'static str,
    /// Short names.
    pub short_names: &'static [&'static str],
    category: Category,
    verbs: TableVerbs,
    /// Versions with their minors, preferred first.
    pub versions: &'static [(&'static str, Minors)],
    /// Storage version (`group/version`) by first minor, ascending; empty if it is always the
    /// preferred version. Approximate by a minor or so: objects say themselves what they are
    /// stored as.
    pub stored: &'static [(Minor, &'static str)],
}

#[derive(Clone, Copy, Debug)]
enum Category {
    None,
    All,
    ApiExtensions,
}

#[derive(Clone, Copy, Debug)]
enum TableVerbs {
    All,
    NoCollection,
    Services,
    Create,
    Read,
}

impl Builtin {
    /// The versions that existed in this minor, preferred first.
    pub fn versions_in(&self, minor: Minor) -> impl Iterator<Item = &'static str> {
        self.versions
            .iter()
            .filter(move |(_, minors)| minors.contains(minor))
            .map(|(version, _)| *version)
    }

    /// Group and version in which a server of this minor writes objects.
    #[must_use]
    pub fn stored_in(&self, minor: Minor) -> Option<(&'static str, &'static str)> {
        if self.prefix.is_empty() {
            return None;
        }
        if let Some((_, api_version)) = self.stored.iter().rev().find(|(since, _)| *since <= minor)
        {
            return Some(super::split_api_version(api_version));
        }
        Some((self.group, self.versions_in(minor).next()?))
    }

    /// The resource as a server of this minor described it. `served` tells for a version of the
    /// group its place in discovery (lower is preferred), or `None` if it was not served.
    #[must_use]
    pub fn resource(
        &self,
        minor: Minor,
        mut served: impl FnMut(&str) -> Option<usize>,
    ) -> Resource {
        let stored = self.stored_in(minor);
        let mut versions: Vec<(usize, Version)> = self
            .versions
            .iter()
            .map(|(name, minors)| {
                let place = if minors.contains(minor) {
                    served(name)
                } else {
                    None
                };
                let version = Version {
                    name: (*name).into(),
                    served: place.is_some(),
                    stored: stored == Some((self.group, *name)),
                };
                (place.unwrap_or(usize::MAX), version)
            })
            .collect();
        versions.sort_by_key(|(place, _)| *place);
        Resource {
            group: self.group.into(),
            plural: self.plural.into(),
            singular: self.kind.to_ascii_lowercase().into(),
            kind: self.kind.into(),
            short_names: self.short_names.iter().map(|s| (*s).into()).collect(),
            categories: match self.category {
                Category::All => vec!["all".into()],
                Category::ApiExtensions if minor.has(Change::API_EXTENSIONS_CATEGORY) => {
                    vec!["api-extensions".into()]
                }
                Category::ApiExtensions | Category::None => Vec::new(),
            },
            namespaced: self.namespaced,
            verbs: match self.verbs {
                TableVerbs::All => Verbs::All,
                TableVerbs::NoCollection => Verbs::NoCollection,
                TableVerbs::Services if minor.has(Change::SERVICES_COLLECTION) => Verbs::All,
                TableVerbs::Services => Verbs::NoCollection,
                TableVerbs::Create => Verbs::Create,
                TableVerbs::Read => Verbs::Read,
            },
            versions: versions.into_iter().map(|(_, v)| v).collect(),
            storage: if self.prefix.is_empty() {
                Storage::Virtual
            } else {
                Storage::Registry(self.prefix.into())
            },
            origin: Origin::BuiltIn,
        }
    }
}

/// Returns the last minor whose servers had a built-in resource in this version; `None` for one that
/// the newest still have, and for what is no built-in resource.
#[must_use]
pub fn served_until(group: &str, plural: &str, version: &str) -> Option<Minor> {
    let rows = BUILTINS
        .iter()
        .filter(|b| b.group == group && b.plural == plural);
    let versions = rows.flat_map(|b| b.versions);
    let last = versions
        .filter(|(name, _)| *name == version)
        .map(|(_, minors)| minors.last)
        .max()?;
    (last < Minor::NEWEST).then_some(last)
}

/// Tells whether servers of a minor have a group version and serve it only where they are told to:
/// alpha versions, and beta versions born since 1.24.
#[must_use]
pub fn off_by_default(group: &str, version: &str, minor: Minor) -> bool {
    let rows = groups::GROUP_VERSIONS.iter();
    let mut rows = rows.filter(|g| g.group == group && g.version == version);
    rows.find(|g| g.exists_in(minor))
        .is_some_and(|g| !g.default_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_and_late_beta_versions_are_off_by_default() {
        for (group, version, minor, off) in [
            ("scheduling.k8s.io", "v1alpha2", 36, true),
            ("scheduling.k8s.io", "v1", 36, false),
            // On in its first life and off in its second.
            ("coordination.k8s.io", "v1beta1", 20, false),
            ("coordination.k8s.io", "v1beta1", 36, true),
            ("resource.k8s.io", "v1beta1", 36, true),
            // Not there at all.
            ("scheduling.k8s.io", "v1alpha2", 30, false),
            ("store.example", "v1alpha1", 36, false),
        ] {
            let found = off_by_default(group, version, Minor::new(minor));
            assert_eq!(found, off, "{group}/{version} in {minor}");
        }
    }

    fn find(group: &str, plural: &str) -> &'static Builtin {
        BUILTINS
            .iter()
            .find(|b| b.group == group && b.plural == plural)
            .unwrap()
    }

    #[test]
    fn a_version_is_served_until_it_is_dropped() {
        for (group, plural, version, last) in [
            ("policy", "podsecuritypolicies", "v1beta1", Some(24)),
            ("policy", "poddisruptionbudgets", "v1beta1", Some(24)),
            ("policy", "poddisruptionbudgets", "v1", None),
            ("batch", "cronjobs", "v1beta1", Some(24)),
            (
                "certificates.k8s.io",
                "certificatesigningrequests",
                "v1beta1",
                Some(21),
            ),
            ("", "pods", "v1", None),
            ("store.example", "pools", "v1", None),
        ] {
            let found = served_until(group, plural, version).map(Minor::number);
            assert_eq!(found, last, "{version} {plural}");
        }
    }

    #[test]
    fn every_group_version_of_the_table_is_a_known_group_version() {
        for b in BUILTINS {
            for (version, minors) in b.versions {
                let known = groups::GROUP_VERSIONS
                    .iter()
                    .filter(|g| g.group == b.group && g.version == *version)
                    .any(|g| g.minors.first <= minors.first && minors.last <= g.minors.last);
                assert!(known, "{}/{version} {} {minors}", b.group, b.plural);
            }
            assert!(b.stored.is_sorted(), "{}", b.plural);
        }
    }

    #[test]
    fn group_and_plural_are_unique() {
        let mut names: Vec<_> = BUILTINS.iter().map(|b| (b.group, b.plural)).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn storage_versions_over_time() {
        let hpa = find("autoscaling", "horizontalpodautoscalers");
        assert_eq!(hpa.stored_in(Minor::new(15)), Some(("autoscaling", "v1")));
        assert_eq!(hpa.stored_in(Minor::new(36)), Some(("autoscaling", "v2")));
        let old = find("extensions", "deployments");
        assert_eq!(old.stored_in(Minor::new(15)), Some(("apps", "v1")));
        assert_eq!(old.versions_in(Minor::new(16)).next(), None);
        let crd = find("apiextensions.k8s.io", "customresourcedefinitions");
        assert_eq!(
            crd.stored_in(Minor::new(36)),
            Some(("apiextensions.k8s.io", "v1beta1"))
        );
        assert_eq!(
            find("", "componentstatuses").stored_in(Minor::new(20)),
            None
        );
        assert_eq!(find("", "pods").stored_in(Minor::new(8)), Some(("", "v1")));
        let capacity = |minor| {
            let found = find("storage.k8s.io", "csistoragecapacities");
            found
                .stored_in(Minor::new(minor))
                .map(|(_, version)| version)
        };
        for (minor, version) in [
            (20, "v1alpha1"),
            (21, "v1beta1"),
            (24, "v1beta1"),
            (25, "v1"),
        ] {
            assert_eq!(capacity(minor), Some(version), "{minor}");
        }
    }

    #[test]
    fn a_resource_lists_its_served_versions_first() {
        let order = |v: &str| match v {
            "v2" => Some(0),
            "v1" => Some(1),
            _ => None,
        };
        let r = find("autoscaling", "horizontalpodautoscalers").resource(Minor::new(36), order);
        assert_eq!(r.served().collect::<Vec<_>>(), ["v2", "v1"]);
        assert!(r.versions.len() == 4 && r.categories == ["all"]);
    }
}
