//! What a server offered: groups, versions and resources in the order of its discovery documents.

use std::sync::OnceLock;
#[cfg(test)]
use std::sync::atomic::{AtomicUsize, Ordering};

use hashbrown::{HashMap, HashSet};

use super::aggregation::{self, ApiService, KeptBy, ServiceRef};
use super::builtin::{BUILTINS, groups::GROUP_VERSIONS};
use super::crd::CustomResource;
use super::names::Names;
use super::openshift::{self, OPENSHIFT};
use super::{Origin, Resource, Text, unread};
use kf_schema::{Change, Minor};

/// All resources a snapshot can hold, and how its server presented them.
#[derive(Debug)]
pub struct Catalog {
    minor: Minor,
    groups: Vec<Group>,
    resources: Vec<Resource>,
    by_prefix: HashMap<String, Vec<usize>>,
    /// Made when the first is asked for.
    by_name: OnceLock<Names>,
    /// Resources looked at.
    #[cfg(test)]
    pub(super) looked: AtomicUsize,
}

/// A group in discovery's order.
#[derive(Debug)]
pub struct Group {
    /// Name; empty for the core group.
    pub name: Text,
    /// Versions, preferred first.
    pub versions: Vec<GroupVersion>,
    /// Where it stands in the document that is not aggregated, `/apis`.
    pub place: usize,
}

/// A version of a group.
#[derive(Debug)]
pub struct GroupVersion {
    /// `v1`
    pub name: Text,
    /// The service that served it; its objects are not in the snapshot unless resources are
    /// listed all the same (OpenShift's servers share the etcd).
    pub elsewhere: Option<ServiceRef>,
    /// Whether whoever served it answered.
    pub available: bool,
    /// Positions in [`Catalog::resources`], by plural.
    resources: Vec<usize>,
}

/// A resource in one of its versions.
#[derive(Clone, Copy, Debug)]
pub struct ResourceRef<'c> {
    /// The resource.
    pub resource: &'c Resource,
    /// The version meant.
    pub version: &'c str,
}

/// What a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located<'c, 'k> {
    /// The resource that is stored there. Of several that share the place (deployments in apps
    /// and extensions) it is the one that owns the storage version.
    pub resource: &'c Resource,
    /// The namespace, if the resource has them.
    pub namespace: Option<&'k str>,
    /// The object's name.
    pub name: &'k str,
}

/// A row of `kubectl api-resources`.
#[derive(Clone, Copy, Debug)]
pub struct ApiResource<'c> {
    /// The resource, which has all columns but one.
    pub resource: &'c Resource,
    /// The version it is listed in.
    pub version: &'c str,
}

/// Group and version priority of CRDs' APIServices (kubernetes
/// pkg/controlplane/controller/crdregistration).
pub(super) const CUSTOM_PRIORITY: (i64, i64) = (1000, 100);

/// The aggregator's own group, which has no APIService, and its priority (kube-aggregator
/// pkg/apiserver/handler_discovery.go).
const AGGREGATOR: (&str, (i64, i64)) = ("apiregistration.k8s.io", (20001, 0));

/// Where a (group, version) stands in discovery.
type Places<'g> = HashMap<(&'g str, &'g str), Place>;

struct Place {
    group: usize,
    version: usize,
    local: bool,
}

fn places(groups: &[aggregation::Group]) -> Places<'_> {
    let mut places = Places::new();
    for (group, g) in groups.iter().enumerate() {
        for (version, s) in g.versions.iter().enumerate() {
            let place = Place {
                group,
                version,
                local: s.service.is_none(),
            };
            places.insert((g.name.as_ref(), s.version.as_ref()), place);
        }
    }
    places
}

/// How the rows of `kubectl api-resources` are ordered (kubectl pkg/cmd/apiresources,
/// `sortableResource`). Its sort is stable: rows it does not tell apart stay as they were served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingOrder {
    /// As the server names its groups: the first of two resources of a name is what the name means.
    Served,
    /// By group and name.
    Group,
    /// By name.
    Name,
    /// By kind and name.
    Kind,
}

impl ListingOrder {
    fn key(self, resource: &Resource) -> (&str, &str) {
        let first = match self {
            Self::Served => return ("", ""),
            Self::Group => &resource.group,
            Self::Name => &resource.plural,
            Self::Kind => &resource.kind,
        };
        (first, &resource.plural)
    }
}

impl Catalog {
    /// The catalog of a server of this minor with these APIServices and CRDs.
    ///
    /// Without APIServices that a server registered for itself, it is taken to have offered what
    /// was on by default.
    #[must_use]
    pub fn new(minor: Minor, services: Vec<ApiService>, custom: Vec<CustomResource>) -> Self {
        let mut services = services;
        if !unread::is_whole(&services) {
            unread::add(&mut services, Vec::new(), minor, true);
        }
        let aggregator = GROUP_VERSIONS.iter().filter(|g| g.group == AGGREGATOR.0);
        let aggregator = aggregator.filter(|g| g.exists_in(minor));
        services.extend(aggregator.map(|g| local(g.group, g.version, AGGREGATOR.1)));
        // An APIService is made for each served version of a CRD, but not in the same instant.
        let known: HashSet<(Text, Text)> = services
            .iter()
            .map(|s| (s.group.clone(), s.version.clone()))
            .collect();
        for c in custom.iter().filter(|c| c.established) {
            let group = &c.resource.group;
            for version in c.resource.versions.iter().filter(|v| v.served) {
                if !known.contains(&(group.clone(), version.name.clone())) {
                    let kept_by = KeptBy::CustomResources;
                    services.push(ApiService {
                        kept_by,
                        ..local(group, &version.name, CUSTOM_PRIORITY)
                    });
                }
            }
        }
        let groups = aggregation::groups(services, minor);
        let mut catalog = Self::empty(minor, &groups);
        catalog.add_all(&groups, custom);
        catalog
    }

    fn empty(minor: Minor, groups: &[aggregation::Group]) -> Self {
        let version = |s: &ApiService| GroupVersion {
            name: s.version.clone(),
            elsewhere: s.service.clone(),
            available: s.available,
            resources: Vec::new(),
        };
        let group = |g: &aggregation::Group| Group {
            name: g.name.clone(),
            versions: g.versions.iter().map(version).collect(),
            place: g.place,
        };
        Self {
            minor,
            groups: groups.iter().map(group).collect(),
            resources: Vec::new(),
            by_prefix: HashMap::new(),
            by_name: OnceLock::new(),
            #[cfg(test)]
            looked: AtomicUsize::new(0),
        }
    }

    fn add_all(&mut self, groups: &[aggregation::Group], custom: Vec<CustomResource>) {
        let places = places(groups);
        for builtin in BUILTINS {
            let own = |version: &str| {
                places
                    .get(&(builtin.group, version))
                    .filter(|p| p.local)
                    .map(|p| p.version)
            };
            self.add(builtin.resource(self.minor, own), &places);
        }
        for row in OPENSHIFT {
            // Other clusters have none of these groups.
            if places.contains_key(&(row.group, openshift::VERSION)) {
                self.add(row.resource(true), &places);
            }
        }
        for custom in custom {
            let mut resource = custom.resource;
            let group = resource.group.as_ref();
            resource.versions.sort_by_key(|v| {
                places
                    .get(&(group, v.name.as_ref()))
                    .map_or(usize::MAX, |p| p.version)
            });
            for version in &mut resource.versions {
                version.served &= custom.established;
            }
            self.add(resource, &places);
        }
        let resources = &self.resources;
        let plural = |i: &usize| resources.get(*i).map(|r| r.plural.as_ref());
        for version in self.groups.iter_mut().flat_map(|g| &mut g.versions) {
            // A stable sort: a built-in resource stays before a CRD of the same name and hides it.
            version.resources.sort_by(|a, b| plural(a).cmp(&plural(b)));
            version
                .resources
                .dedup_by(|later, earlier| plural(later) == plural(earlier));
        }
        let owns = |i: &usize| {
            resources
                .get(*i)
                .is_some_and(|r| r.versions.iter().any(|v| v.stored))
        };
        for sharing in self.by_prefix.values_mut() {
            sharing.sort_by_key(|i| !owns(i));
        }
    }

    fn add(&mut self, resource: Resource, places: &Places<'_>) {
        let at = self.resources.len();
        for version in resource.served() {
            let Some(place) = places.get(&(resource.group.as_ref(), version)) else {
                continue;
            };
            let group = self.groups.get_mut(place.group);
            if let Some(version) = group.and_then(|g| g.versions.get_mut(place.version)) {
                version.resources.push(at);
            }
        }
        if let Some(prefix) = resource.storage.prefix() {
            self.by_prefix
                .entry(prefix.to_owned())
                .or_default()
                .push(at);
        }
        self.resources.push(resource);
    }

    /// The server's minor.
    #[must_use]
    pub fn minor(&self) -> Minor {
        self.minor
    }

    /// Groups in discovery's order, core first.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Every resource, also built-in ones that this server did not serve (any more): objects of
    /// theirs may still lie in etcd.
    #[must_use]
    pub fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// Resources that are served in this group version, by plural.
    pub fn served_in<'c>(
        &'c self,
        version: &'c GroupVersion,
    ) -> impl Iterator<Item = &'c Resource> {
        version
            .resources
            .iter()
            .filter_map(|i| self.resources.get(*i))
    }

    /// Every (group version, resource) pair in discovery's order.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Group, &GroupVersion, &Resource)> {
        self.groups.iter().flat_map(move |g| {
            g.versions
                .iter()
                .flat_map(move |v| self.served_in(v).map(move |r| (g, v, r)))
                .inspect(|_| self.looks_at(1))
        })
    }

    /// Notes that resources are looked at.
    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "counted in tests"))]
    fn looks_at(&self, resources: usize) {
        #[cfg(test)]
        self.looked.fetch_add(resources, Ordering::Relaxed);
        #[cfg(not(test))]
        let _ = resources;
    }

    fn names(&self) -> &Names {
        self.by_name.get_or_init(|| {
            self.looks_at(self.resources.len());
            Names::of(&self.resources)
        })
    }

    /// The resource of a group and plural, served or not.
    #[must_use]
    pub fn find(&self, group: &str, plural: &str) -> Option<&Resource> {
        self.resources.get(self.names().plural(group, plural)?)
    }

    /// The resource of a stored object's `apiVersion` and `kind`.
    #[must_use]
    pub fn find_kind(&self, api_version: &str, kind: &str) -> Option<&Resource> {
        let (group, version) = super::split_api_version(api_version);
        let versioned = |r: &&Resource| r.versions.iter().any(|v| v.name == version);
        let named = self.names().kind(group, kind).iter();
        let mut candidates = named
            .filter_map(|i| self.resources.get(*i))
            .inspect(|_| self.looks_at(1));
        candidates
            .clone()
            .find(versioned)
            .or_else(|| candidates.next())
    }

    /// The resources that are stored under this prefix, the owner of the storage version first.
    pub fn stored_under(&self, prefix: &str) -> impl Iterator<Item = &Resource> {
        let at = self.by_prefix.get(prefix).map_or(&[][..], Vec::as_slice);
        at.iter().filter_map(|i| self.resources.get(*i))
    }

    /// What a key names; `key` is what follows the registry prefix and its slash.
    ///
    /// `None` for places of no known resource and for keys that do not have the resource's form.
    #[must_use]
    pub fn locate<'k>(&self, key: &'k str) -> Option<Located<'_, 'k>> {
        // Prefixes have one segment or two; the longer one is the more special.
        let mut slashes = key.match_indices('/').map(|(i, _)| i);
        let (one, two) = (slashes.next(), slashes.next());
        for end in two.into_iter().chain(one) {
            let (prefix, rest) = (key.get(..end)?, key.get(end + 1..)?);
            let Some(resource) = self.stored_under(prefix).next() else {
                continue;
            };
            let (namespace, name) = match (resource.namespaced, rest.split_once('/')) {
                (true, Some((namespace, name))) => (Some(namespace), name),
                (false, None) => (None, rest),
                _ => continue,
            };
            if name.is_empty() || name.contains('/') || namespace == Some("") {
                continue;
            }
            return Some(Located {
                resource,
                namespace,
                name,
            });
        }
        None
    }

    /// The rows of `kubectl api-resources`: each resource in its group's first version that has
    /// it (client-go `ServerPreferredResources`).
    #[must_use]
    pub fn api_resources(&self, order: ListingOrder) -> Vec<ApiResource<'_>> {
        let mut rows: Vec<ApiResource<'_>> = Vec::new();
        let mut seen = HashSet::new();
        for (group, version, resource) in self.entries() {
            if seen.insert((group.name.as_ref(), resource.plural.as_ref())) {
                rows.push(ApiResource {
                    resource,
                    version: &version.name,
                });
            }
        }
        if order != ListingOrder::Served {
            rows.sort_by(|a, b| order.key(a.resource).cmp(&order.key(b.resource)));
        }
        rows
    }

    /// Group versions, such as `metrics.k8s.io/v1beta1`, of which a client that asks for the resources of
    /// each was told that their server does not answer; sorted. With aggregated discovery no client asks.
    #[must_use]
    pub fn unanswered(&self) -> Vec<String> {
        if self.minor.has(Change::AGGREGATED_DISCOVERY) {
            return Vec::new();
        }
        let versions = self.groups.iter().flat_map(|group| {
            let silent = group.versions.iter().filter(|v| !v.available);
            silent.map(|v| super::api_version(&group.name, &v.name))
        });
        let mut versions: Vec<String> = versions.collect();
        versions.sort_unstable();
        versions
    }

    /// The lines of `kubectl api-versions`, those served elsewhere included.
    ///
    /// Aggregated discovery calls a group version stale when its server does not answer, and
    /// clients then leave it out (client-go discovery/aggregated_discovery.go); before, it was
    /// listed all the same.
    #[must_use]
    pub fn api_versions(&self) -> Vec<String> {
        let aggregated = self.minor.has(Change::AGGREGATED_DISCOVERY);
        let listed = |v: &&GroupVersion| v.available || !aggregated;
        let versions = self.groups.iter().flat_map(|g| {
            g.versions
                .iter()
                .filter(listed)
                .map(|v| super::api_version(&g.name, &v.name))
        });
        let mut versions: Vec<String> = versions.collect();
        versions.sort_unstable();
        versions
    }

    /// Whether discovery named this resource's singular, as it does for custom resources always.
    #[must_use]
    pub fn names_singular(&self, resource: &Resource) -> bool {
        resource.origin == Origin::Custom || self.minor.has(Change::SINGULAR_NAMES)
    }
}

/// An APIService of kube-apiserver itself.
pub(super) fn local(
    group: &str,
    version: &str,
    (group_priority, version_priority): (i64, i64),
) -> ApiService {
    ApiService {
        name: format!("{version}.{group}").into(),
        group: group.to_owned().into(),
        version: version.to_owned().into(),
        group_priority,
        version_priority,
        service: None,
        kept_by: KeptBy::Server,
        available: true,
    }
}
