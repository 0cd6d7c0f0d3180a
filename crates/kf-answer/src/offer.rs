//! What discovery offers: what can be read, or all that the cluster's own server had.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::review;
use super::subresource;
use kf_resource::discovery::{Catalog, Group, GroupVersion};
use kf_resource::{Origin, Resource, Storage, Verbs};
use kf_schema::Change;
use kf_view::View;

/// What discovery offers beside what can be read. Nothing of it works: clients that look before they
/// ask see what they saw of the cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// All verbs, subresources and resources that the cluster's server had.
    pub all_verbs: bool,
    /// The groups that another server answered for, without resources.
    pub stale_groups: bool,
}

/// What may be done with stored objects.
const READ: &[&str] = &["get", "list", "watch"];
const CREATE: &[&str] = &["create"];
const GET: &[&str] = &["get"];
const UPDATE: &[&str] = &["update"];
const CHANGE: &[&str] = &["get", "patch", "update"];
const CONNECT: &[&str] = &["create", "get"];
const PROXY: &[&str] = &["create", "delete", "get", "patch", "update"];

/// A subresource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) verbs: &'static [&'static str],
    /// Group and version of its type; empty where they are those of the resource.
    pub(super) group: &'static str,
    pub(super) version: &'static str,
    pub(super) kind: Cow<'static, str>,
}

impl Part {
    fn of_kind(name: &'static str, verbs: &'static [&'static str], kind: &'static str) -> Self {
        Self {
            name,
            verbs,
            group: "",
            version: "",
            kind: kind.into(),
        }
    }

    fn elsewhere(self, group: &'static str, version: &'static str) -> Self {
        Self {
            group,
            version,
            ..self
        }
    }
}

impl Offer {
    /// Whether a resource is offered.
    fn has(self, resource: &Resource) -> bool {
        self.all_verbs
            || match resource.verbs {
                Verbs::Create => review::is_answered(&resource.group, &resource.plural),
                _ => resource.storage != Storage::Virtual,
            }
    }

    /// The verbs of a resource.
    pub(super) fn verbs(self, resource: &Resource) -> &'static [&'static str] {
        match resource.verbs {
            verbs if self.all_verbs => verbs.names(),
            Verbs::Create => CREATE,
            _ => READ,
        }
    }

    /// The resources of a group's version.
    pub(super) fn resources<'c>(
        self,
        catalog: &'c Catalog,
        version: &'c GroupVersion,
    ) -> impl Iterator<Item = &'c Resource> {
        let resources = catalog.served_in(version);
        resources.filter(move |resource| self.has(resource))
    }

    /// Whether a version of a group is there without its resources: another server had them.
    pub(super) fn is_stale(self, catalog: &Catalog, version: &GroupVersion) -> bool {
        self.stale_groups
            && version.elsewhere.is_some()
            && self.resources(catalog, version).next().is_none()
    }

    /// The versions of a group of which anything is offered.
    pub(super) fn versions<'c>(
        self,
        catalog: &'c Catalog,
        group: &'c Group,
    ) -> impl Iterator<Item = &'c GroupVersion> {
        group.versions.iter().filter(move |version| {
            self.is_stale(catalog, version) || self.resources(catalog, version).next().is_some()
        })
    }

    /// The groups of which anything is offered.
    pub(super) fn groups(self, catalog: &Catalog) -> impl Iterator<Item = &Group> {
        let groups = catalog.groups().iter();
        groups.filter(move |group| self.versions(catalog, group).next().is_some())
    }

    /// The parts of a resource that is there to be scaled only, and otherwise in the core group.
    pub(super) fn dummy(self, view: &View<'_>, group: &str, version: &str) -> Option<[Part; 2]> {
        let there = self.all_verbs && subresource::has_dummy(view, group, version);
        there.then(|| {
            [
                Part::of_kind("", &[], "ReplicationControllerDummy"),
                Part::of_kind("scale", CHANGE, "Scale"),
            ]
        })
    }

    /// The subresources of a resource in a version: sorted by name, and of a custom one the status
    /// first.
    pub(super) fn parts(self, view: &View<'_>, resource: &Resource, version: &str) -> Vec<Part> {
        let verbs = if self.all_verbs { CHANGE } else { GET };
        let mapping = view.mapping_of_kind(&resource.group, version, &resource.kind);
        let names = mapping.map_or_else(Vec::new, |mapping| subresource::names(view, &mapping));
        let part = |name| match name {
            "scale" => {
                let own = subresource::own_scale(&resource.group, version);
                let own = own.filter(|_| resource.origin != Origin::Custom);
                let (group, version) = own.unwrap_or(("autoscaling", "v1"));
                Part::of_kind(name, verbs, "Scale").elsewhere(group, version)
            }
            _ => Part {
                kind: resource.kind.to_string().into(),
                ..Part::of_kind(name, verbs, "")
            },
        };
        let mut parts: Vec<Part> = names.into_iter().map(part).collect();
        if self.all_verbs {
            parts.extend(unreadable(view, resource, version));
        }
        if resource.origin == Origin::Custom {
            // apiextensions-apiserver pkg/apiserver/customresource_discovery_controller.go
            parts.sort_by_key(|part| Reverse(part.name));
        } else {
            parts.sort_by_key(|part| part.name);
        }
        parts
    }
}

/// The subresources that no snapshot can answer for: actions, and what needs a running container
/// (kubernetes pkg/registry/core/rest/storage_core.go); and what servers let nobody read.
fn unreadable(view: &View<'_>, resource: &Resource, version: &str) -> Vec<Part> {
    let minor = view.kube_version().minor;
    match (resource.group.as_ref(), resource.plural.as_ref()) {
        ("apps" | "extensions", "deployments") if version == "v1beta1" => {
            vec![Part::of_kind("rollback", CREATE, "DeploymentRollback")]
        }
        ("certificates.k8s.io", "certificatesigningrequests")
            if !minor.has(Change::APPROVAL_READ) =>
        {
            vec![Part::of_kind(
                "approval",
                UPDATE,
                "CertificateSigningRequest",
            )]
        }
        ("", "namespaces") => vec![Part::of_kind("finalize", UPDATE, "Namespace")],
        ("", "nodes") => vec![Part::of_kind("proxy", PROXY, "NodeProxyOptions")],
        ("", "services") => vec![Part::of_kind("proxy", PROXY, "ServiceProxyOptions")],
        ("", "serviceaccounts") if minor.has(Change::SERVICE_ACCOUNT_TOKENS) => {
            let token = Part::of_kind("token", CREATE, "TokenRequest");
            vec![token.elsewhere("authentication.k8s.io", "v1")]
        }
        ("", "pods") => {
            let version = if minor.has(Change::EVICTION_V1) {
                "v1"
            } else {
                "v1beta1"
            };
            vec![
                Part::of_kind("attach", CONNECT, "PodAttachOptions"),
                Part::of_kind("binding", CREATE, "Binding"),
                Part::of_kind("eviction", CREATE, "Eviction").elsewhere("policy", version),
                Part::of_kind("exec", CONNECT, "PodExecOptions"),
                Part::of_kind("log", GET, "Pod"),
                Part::of_kind("portforward", CONNECT, "PodPortForwardOptions"),
                Part::of_kind("proxy", PROXY, "PodProxyOptions"),
            ]
        }
        _ => Vec::new(),
    }
}
