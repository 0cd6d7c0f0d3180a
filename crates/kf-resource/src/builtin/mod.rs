//! Built-in resources of every Kubernetes minor from 1.8 on.
//!
//! The table says what existed when; which of it a given server offered is decided by its
//! APIServices, and without them by what was on by default ([`groups`]).

pub mod groups;
mod table;

use super::{Origin, Resource, Storage, Verbs, Version};
pub use table::BUILTINS;

/// The newest minor in the tables (1.37 as of its first beta); what holds in it is taken to hold in
/// later ones until someone looks.
pub const NEWEST: u8 = 37;

/// "Still so": the last minor of what has not ended.
pub const NOW: u8 = u8::MAX;

/// From this minor on discovery names the singular of built-in resources
/// (`singularName`, kubernetes 1.27).
pub const SINGULAR_NAMES: u8 = 27;

/// First minor with the category `api-extensions`.
const API_EXTENSIONS: u8 = 20;

/// First minor in which services can be deleted as a collection.
const SERVICES_COLLECTION: u8 = 23;

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
    /// Versions with their first and last minor, preferred first.
    pub versions: &'static [(&'static str, u8, u8)],
    /// Storage version (`group/version`) by first minor, ascending; empty if it is always the
    /// preferred version. Approximate by a minor or so: objects say themselves what they are
    /// stored as.
    pub stored: &'static [(u8, &'static str)],
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
    pub fn versions_in(&self, minor: u8) -> impl Iterator<Item = &'static str> {
        self.versions
            .iter()
            .filter(move |(_, a, b)| (*a..=*b).contains(&minor))
            .map(|(v, ..)| *v)
    }

    /// Minors in which any version existed, as (first, last).
    #[must_use]
    pub fn minors(&self) -> (u8, u8) {
        let first = self
            .versions
            .iter()
            .map(|(_, a, _)| *a)
            .min()
            .unwrap_or(NOW);
        let last = self.versions.iter().map(|(.., b)| *b).max().unwrap_or(0);
        (first, last)
    }

    /// Group and version in which a server of this minor writes objects.
    #[must_use]
    pub fn stored_in(&self, minor: u8) -> Option<(&'static str, &'static str)> {
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
    pub fn resource(&self, minor: u8, mut served: impl FnMut(&str) -> Option<usize>) -> Resource {
        let stored = self.stored_in(minor);
        let mut versions: Vec<(usize, Version)> = self
            .versions
            .iter()
            .map(|(name, first, last)| {
                let place = if (*first..=*last).contains(&minor) {
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
                Category::ApiExtensions if minor >= API_EXTENSIONS => vec!["api-extensions".into()],
                Category::ApiExtensions | Category::None => Vec::new(),
            },
            namespaced: self.namespaced,
            verbs: match self.verbs {
                TableVerbs::All => Verbs::All,
                TableVerbs::NoCollection => Verbs::NoCollection,
                TableVerbs::Services if minor < SERVICES_COLLECTION => Verbs::NoCollection,
                TableVerbs::Services => Verbs::All,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn find(group: &str, plural: &str) -> &'static Builtin {
        BUILTINS
            .iter()
            .find(|b| b.group == group && b.plural == plural)
            .unwrap()
    }

    #[test]
    fn every_group_version_of_the_table_is_a_known_group_version() {
        for b in BUILTINS {
            for (version, first, last) in b.versions {
                let known = groups::GROUP_VERSIONS
                    .iter()
                    .filter(|g| g.group == b.group && g.version == *version)
                    .any(|g| g.first <= *first && *last <= g.last);
                assert!(known, "{}/{version} {} {first}-{last}", b.group, b.plural);
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
        assert_eq!(hpa.stored_in(15), Some(("autoscaling", "v1")));
        assert_eq!(hpa.stored_in(36), Some(("autoscaling", "v2")));
        let old = find("extensions", "deployments");
        assert_eq!(old.stored_in(15), Some(("apps", "v1")));
        assert_eq!(old.minors().1, 15);
        let crd = find("apiextensions.k8s.io", "customresourcedefinitions");
        assert_eq!(crd.stored_in(36), Some(("apiextensions.k8s.io", "v1beta1")));
        assert_eq!(find("", "componentstatuses").stored_in(20), None);
        assert_eq!(find("", "pods").stored_in(8), Some(("", "v1")));
    }

    #[test]
    fn a_resource_lists_its_served_versions_first() {
        let order = |v: &str| match v {
            "v2" => Some(0),
            "v1" => Some(1),
            _ => None,
        };
        let r = find("autoscaling", "horizontalpodautoscalers").resource(36, order);
        assert_eq!(r.served().collect::<Vec<_>>(), ["v2", "v1"]);
        assert!(r.versions.len() == 4 && r.categories == ["all"]);
    }
}
