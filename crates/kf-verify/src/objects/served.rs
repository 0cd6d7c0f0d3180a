//! What the server serves of what the snapshot has.

use std::time::{Duration, Instant};

use hashbrown::{HashMap, HashSet};

use super::places::{Place, State};
use crate::apiserver::{ApiResource, Resources, Server};
use crate::report::{Cause, Finding, Group, Kind, Level};
use kf_base::error::{Error, ErrorKind, Result};
use kf_resource::{Origin, Resource, Storage, api_version, split_api_version};
use kf_view::{Mapping, ReadOptions, View};

/// The wait before what is not served yet is looked for again.
const BETWEEN: Duration = Duration::from_millis(250);

/// A list that can be asked for.
#[derive(Debug)]
pub(super) struct Listing {
    /// The resource, and the version that is listed.
    pub(super) mapping: Mapping,
    /// Whether it has namespaces.
    pub(super) namespaced: bool,
}

/// Where the objects of a resource can be had.
#[derive(Debug)]
pub(super) enum Where {
    /// The server lists them.
    Listed(Box<Listing>),
    /// This service would.
    Elsewhere(String),
    /// It could not be found out.
    Failed(Error),
    /// Nobody serves them.
    Nowhere,
}

/// What a server serves.
#[derive(Debug, Default)]
pub(super) struct Served {
    /// Resources by group and plural: versions in the server's order.
    resources: HashMap<(String, String), Vec<(String, ApiResource)>>,
    /// Group versions that could not be asked for.
    failures: HashMap<(String, String), Error>,
    /// Group versions that services serve, by the snapshot's APIServices.
    elsewhere: Vec<((String, String), String)>,
}

impl Served {
    fn new(view: &View<'_>) -> Self {
        let mut served = Self::default();
        for group in view.catalog().groups() {
            for version in &group.versions {
                if let Some(service) = &version.elsewhere {
                    let name = format!("service {}/{}", service.namespace, service.name);
                    let key = (group.name.to_string(), version.name.to_string());
                    served.elsewhere.push((key, name));
                }
            }
        }
        served
    }

    /// Asks for everything. Custom resources of the snapshot that are not served yet are waited
    /// for as long as `settle`: the server takes them up after it says that it is ready.
    pub(super) fn all(server: &Server, view: &View<'_>, settle: Duration) -> Result<Self> {
        let mut served = Self::new(view);
        let started = Instant::now();
        let mut wanted: HashSet<(String, String)> = HashSet::new();
        for resource in view.catalog().resources() {
            if resource.origin == Origin::Custom {
                let versions = resource.served();
                wanted.extend(versions.map(|v| (resource.group.to_string(), v.to_owned())));
            }
        }
        for (group, version) in server.group_versions()? {
            served.ask(server, &group, &version)?;
        }
        loop {
            let missing = |(group, version): &&(String, String)| {
                served.service(group, version).is_none()
                    && view.catalog().resources().iter().any(|r| {
                        r.origin == Origin::Custom
                            && r.group == *group
                            && r.serves(version)
                            && served.find(group, &r.plural, version).is_none()
                    })
            };
            let missing: Vec<(String, String)> = wanted.iter().filter(missing).cloned().collect();
            if missing.is_empty() || started.elapsed() >= settle {
                return Ok(served);
            }
            server.pause_between(BETWEEN)?;
            for (group, version) in missing {
                served.ask(server, &group, &version)?;
            }
        }
    }

    /// Where the objects of one resource in one version are.
    pub(super) fn one(
        server: &Server,
        view: &View<'_>,
        mapping: &Mapping,
        settle: Duration,
    ) -> Result<Where> {
        let mut served = Self::new(view);
        let started = Instant::now();
        let resource = mapping.resource();
        if matches!(resource.storage, Storage::OpenShift(_)) {
            return Ok(Where::Elsewhere("OpenShift's own API server".to_owned()));
        }
        loop {
            served.ask(server, &resource.group, mapping.version())?;
            match served.at(mapping.clone()) {
                Where::Nowhere
                    if resource.origin == Origin::Custom && started.elapsed() < settle =>
                {
                    server.pause_between(BETWEEN)?;
                }
                found => return Ok(found),
            }
        }
    }

    fn ask(&mut self, server: &Server, group: &str, version: &str) -> Result<()> {
        if self.service(group, version).is_some() {
            return Ok(());
        }
        let key = (group.to_owned(), version.to_owned());
        self.failures.remove(&key);
        let found = match server.resources(group, version) {
            Ok(Resources::Served(found)) => found,
            Ok(Resources::NotServed) => Vec::new(),
            Ok(Resources::Unavailable(refusal)) => {
                self.failures.insert(key, refusal.into_error());
                return Ok(());
            }
            Err(e) if e.kind() == ErrorKind::Interrupted => return Err(e),
            Err(e) => {
                server.still_answers()?;
                self.failures.insert(key, e);
                return Ok(());
            }
        };
        for resource in found.into_iter().filter(|r| r.lists) {
            let plural = (group.to_owned(), resource.name.clone());
            let versions = self.resources.entry(plural).or_default();
            if !versions.iter().any(|(v, _)| v == version) {
                versions.push((version.to_owned(), resource));
            }
        }
        Ok(())
    }

    fn service(&self, group: &str, version: &str) -> Option<&str> {
        let mut all = self.elsewhere.iter();
        let found = all.find(|((g, v), _)| g == group && v == version);
        found.map(|(_, service)| service.as_str())
    }

    fn versions(&self, group: &str, plural: &str) -> &[(String, ApiResource)] {
        let key = (group.to_owned(), plural.to_owned());
        self.resources.get(&key).map_or(&[], Vec::as_slice)
    }

    fn find(&self, group: &str, plural: &str, version: &str) -> Option<&ApiResource> {
        let mut versions = self.versions(group, plural).iter();
        versions.find(|(v, _)| v == version).map(|(_, r)| r)
    }

    /// Where just this version is.
    fn at(&self, mapping: Mapping) -> Where {
        let (group, version) = (&mapping.resource().group, mapping.version());
        if let Some(service) = self.service(group, version) {
            return Where::Elsewhere(service.to_owned());
        }
        let key = (group.to_string(), version.to_owned());
        if let Some(error) = self.failures.get(&key) {
            return Where::Failed(error.clone());
        }
        match self.find(group, &mapping.resource().plural, version) {
            Some(found) => Where::Listed(Box::new(Listing {
                namespaced: found.namespaced,
                mapping,
            })),
            None => Where::Nowhere,
        }
    }

    /// Where the objects of a place are that are stored as one of its kinds: in that version if it
    /// is served, else in one that kf converts them to.
    pub(super) fn listing<'s>(&self, view: &View<'s>, place: &Place<'s>, kind: usize) -> Where {
        if matches!(place.resource.storage, Storage::OpenShift(_)) {
            return Where::Elsewhere("OpenShift's own API server".to_owned());
        }
        let Some(stored) = place.kinds.get(kind) else {
            return Where::Nowhere;
        };
        let (group, version) = split_api_version(&stored.api_version);
        let exact = view.mapping_of_kind(group, version, &stored.kind);
        let resource = exact.as_ref().map_or(&place.resource, Mapping::resource);
        let resource = resource.clone();
        if let Some(exact) = exact {
            match self.at(exact) {
                Where::Nowhere => {}
                found => return found,
            }
        }
        let sharing = view
            .catalog()
            .resources()
            .iter()
            .filter(|r| r.storage == place.resource.storage && **r != resource);
        let mut others: Vec<Mapping> = Vec::new();
        for candidate in std::iter::once(&resource).chain(sharing) {
            let versions = self.versions(&candidate.group, &candidate.plural).iter();
            others.extend(versions.filter_map(|(version, _)| {
                view.mapping_of_kind(&candidate.group, version, &candidate.kind)
            }));
        }
        let sample = place.entries.iter().find_map(|entry| match &entry.state {
            State::Object(record, number) if *number == kind => Some(*record),
            _ => None,
        });
        let converts = |mapping: &&Mapping| {
            sample.is_none_or(|record| {
                let read = view.object(mapping, record, ReadOptions::default());
                !matches!(read, Err(e) if e.kind() == ErrorKind::Unsupported)
            })
        };
        // The server's list may tell of more objects all the same.
        let best = others.iter().find(converts).or(others.first());
        best.map_or(Where::Nowhere, |mapping| self.at(mapping.clone()))
    }

    /// Resources that have a place in which the snapshot has no key, with the length of its
    /// prefix.
    pub(super) fn unseen(&self, view: &View<'_>, seen: &HashSet<&str>) -> Vec<(Listing, usize)> {
        let mut found = Vec::new();
        let mut listed: HashSet<String> = HashSet::new();
        for resource in view.catalog().resources() {
            if !matches!(resource.storage, Storage::Registry(_)) {
                continue;
            }
            let versions = self.versions(&resource.group, &resource.plural);
            let mappings = versions.iter().filter_map(|(version, _)| {
                view.mapping_of_kind(&resource.group, version, &resource.kind)
            });
            let listing = mappings.map(|mapping| self.at(mapping));
            let listing = listing.into_iter().find_map(|found| match found {
                Where::Listed(listing) => Some(*listing),
                _ => None,
            });
            let Some(listing) = listing else {
                continue;
            };
            let Ok(prefix) = view.key_prefix(&listing.mapping, None) else {
                continue;
            };
            let length = prefix.len();
            if !seen.contains(prefix.as_str()) && listed.insert(prefix) {
                found.push((listing, length));
            }
        }
        found
    }

    /// Resources that the server lists and kf does not know.
    pub(super) fn unknown<'t>(&'t self, view: &'t View<'_>) -> impl Iterator<Item = String> + 't {
        let mut unknown: Vec<&(String, String)> = self
            .resources
            .keys()
            .filter(|(group, plural)| view.catalog().find(group, plural).is_none())
            .collect();
        unknown.sort_unstable();
        unknown.into_iter().map(|(group, plural)| {
            if group.is_empty() {
                plural.clone()
            } else {
                format!("{plural}.{group}")
            }
        })
    }

    /// A group for each version of an API that is served elsewhere, or could not be asked for.
    pub(super) fn groups(&self) -> Vec<Group> {
        let name = |group: &str, version: &str| super::group_name("*", group, version);
        let elsewhere = self.elsewhere.iter().map(|((group, version), service)| {
            let mut out = Group::new(Level::Objects, name(group, version));
            out.found(Finding {
                subject: api_version(group, version),
                kind: Kind::Missing,
                cause: Some(Cause::Aggregated),
                detail: format!("served by {service}"),
            });
            out
        });
        let mut failed: Vec<(&(String, String), &Error)> = self.failures.iter().collect();
        failed.sort_by_key(|(key, _)| *key);
        let failed = failed.into_iter().map(|((group, version), error)| {
            let mut out = Group::new(Level::Objects, name(group, version));
            out.failure = Some(error.clone());
            out
        });
        elsewhere.chain(failed).collect()
    }
}

impl Listing {
    /// Where the list is, in one namespace or in all.
    pub(super) fn path(&self, namespace: Option<&str>) -> String {
        use crate::apiserver::root;
        use crate::http::escaped;
        let resource: &Resource = self.mapping.resource();
        let root = root(&resource.group, self.mapping.version());
        match namespace.filter(|_| self.namespaced) {
            Some(namespace) => {
                let namespace = escaped(namespace);
                format!("{root}/namespaces/{namespace}/{}", resource.plural)
            }
            None => format!("{root}/{}", resource.plural),
        }
    }
}
