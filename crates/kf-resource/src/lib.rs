//! What kinds exist: built-in resources of every Kubernetes minor, custom resources, and how a
//! typed word such as `po` or `deployments.v1.apps` finds one of them.
//!
//! Everything here is a pure function of values: the snapshot's own APIServices and
//! CustomResourceDefinitions go in, a [`Catalog`] comes out.
//!
//! ```text
//!  APIServices --> aggregation: which group versions, in which order, served by whom --+
//!  minor --------> builtin: resources, short names, storage prefixes ------------------+--> Catalog
//!  CRDs ---------> crd: names, scope, versions ----------------------------------------+
//! ```

pub mod aggregation;
pub mod builtin;
pub mod crd;
pub mod discovery;
pub mod kube_version;
pub mod mapper;
mod names;
pub mod openshift;
mod published;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod unread;
pub mod version_evidence;

use std::borrow::Cow;

pub use discovery::Catalog;
pub use published::published;

/// Static for built-in resources, owned for custom ones.
pub type Text = Cow<'static, str>;

/// A resource of one API group, in all its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// API group; empty for the core group.
    pub group: Text,
    /// Lower-case plural, the resource's name in URLs.
    pub plural: Text,
    /// Lower-case singular; never empty, also where discovery left it empty (built-in resources
    /// before 1.27), since kubectl then falls back on the lower-cased kind.
    pub singular: Text,
    /// `Deployment`
    pub kind: Text,
    /// Short names in the server's order.
    pub short_names: Vec<Text>,
    /// Categories in the server's order.
    pub categories: Vec<Text>,
    /// Whether objects live in namespaces.
    pub namespaced: bool,
    /// What clients may do with it.
    pub verbs: Verbs,
    /// Versions, preferred first.
    pub versions: Vec<Version>,
    /// Where objects are stored.
    pub storage: Storage,
    /// Who defines it.
    pub origin: Origin,
}

/// One version of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// `v1`
    pub name: Text,
    /// Whether the snapshot's server served it.
    pub served: bool,
    /// Whether new objects are written in it. Objects written earlier may be stored in another.
    pub stored: bool,
}

/// Where objects of a resource are stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Storage {
    /// Nowhere: the server makes them up per request (`componentstatuses`, `tokenreviews`).
    Virtual,
    /// Under kube-apiserver's registry prefix, usually `/registry`; the text is what follows it,
    /// such as `pods`, `services/specs` or `apiregistration.k8s.io/apiservices`.
    Registry(Text),
    /// Under openshift-apiserver's prefix, usually `/openshift.io`.
    OpenShift(Text),
}

impl Storage {
    /// The part of the key between the registry prefix and the namespace or name.
    #[must_use]
    pub fn prefix(&self) -> Option<&str> {
        match self {
            Storage::Virtual => None,
            Storage::Registry(p) | Storage::OpenShift(p) => Some(p),
        }
    }
}

/// Who defines a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Kubernetes itself.
    BuiltIn,
    /// OpenShift's own API servers.
    OpenShift,
    /// A CustomResourceDefinition of the snapshot.
    Custom,
}

/// The verbs discovery lists, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verbs {
    /// Everything.
    All,
    /// Everything but `deletecollection`: namespaces, and services before 1.23.
    NoCollection,
    /// `create`: reviews and bindings.
    Create,
    /// `get` and `list`: componentstatuses.
    Read,
    /// Everything but `deletecollection` and `watch`: what OpenShift's servers make of other objects.
    NoWatch,
    /// Single objects, and no list of them: OpenShift's useridentitymappings.
    Single,
    /// `get` and nothing else: OpenShift's imagestreamimages.
    Get,
    /// `create` and `list`: OpenShift's projectrequests.
    CreateAndList,
    /// Everything that changes no object: OpenShift's useroauthaccesstokens.
    ReadAndDelete,
    /// Everything, in the order of apiextensions' discovery.
    Custom,
    /// A custom resource whose definition is being deleted.
    CustomTerminating,
}

impl Verbs {
    /// The verbs in discovery's order: alphabetical for built-in resources, the order of
    /// apiextensions' DiscoveryController for custom ones.
    #[must_use]
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Verbs::All => &[
                "create",
                "delete",
                "deletecollection",
                "get",
                "list",
                "patch",
                "update",
                "watch",
            ],
            Verbs::NoCollection => &[
                "create", "delete", "get", "list", "patch", "update", "watch",
            ],
            Verbs::Create => &["create"],
            Verbs::Read => &["get", "list"],
            Verbs::NoWatch => &["create", "delete", "get", "list", "patch", "update"],
            Verbs::Single => &["create", "delete", "get", "patch", "update"],
            Verbs::Get => &["get"],
            Verbs::CreateAndList => &["create", "list"],
            Verbs::ReadAndDelete => &["delete", "get", "list", "watch"],
            Verbs::Custom => &[
                "delete",
                "deletecollection",
                "get",
                "list",
                "patch",
                "create",
                "update",
                "watch",
            ],
            Verbs::CustomTerminating => &["delete", "deletecollection", "get", "list", "watch"],
        }
    }
}

impl Resource {
    /// `deployments.apps`, or `pods` for the core group: how error messages and `-o name` call it.
    #[must_use]
    pub fn group_resource(&self) -> String {
        self.group_resource_text().into_owned()
    }

    /// As [`Resource::group_resource`], which most resources of a cluster have as it is.
    #[must_use]
    pub fn group_resource_text(&self) -> Cow<'_, str> {
        if self.group.is_empty() {
            Cow::Borrowed(&self.plural)
        } else {
            Cow::Owned(format!("{}.{}", self.plural, self.group))
        }
    }

    /// Whether one of its names is this one, in lower case.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.plural == name || self.singular == name || self.short_names.iter().any(|s| s == name)
    }

    /// `apps/v1`, or `v1` for the core group.
    #[must_use]
    pub fn api_version(&self, version: &str) -> String {
        api_version(&self.group, version)
    }

    /// The versions that were served, preferred first.
    pub fn served(&self) -> impl Iterator<Item = &str> {
        self.versions
            .iter()
            .filter(|v| v.served)
            .map(|v| v.name.as_ref())
    }

    /// The first served version.
    #[must_use]
    pub fn preferred(&self) -> Option<&str> {
        self.served().next()
    }

    /// Whether this version was served.
    #[must_use]
    pub fn serves(&self, version: &str) -> bool {
        self.versions.iter().any(|v| v.served && v.name == version)
    }
}

/// `apps/v1`, or `v1` for the core group.
#[must_use]
pub fn api_version(group: &str, version: &str) -> String {
    if group.is_empty() {
        version.to_owned()
    } else {
        format!("{group}/{version}")
    }
}

/// Splits `apps/v1` into group and version; `v1` has the empty group.
#[must_use]
pub fn split_api_version(api_version: &str) -> (&str, &str) {
    api_version.split_once('/').unwrap_or(("", api_version))
}
