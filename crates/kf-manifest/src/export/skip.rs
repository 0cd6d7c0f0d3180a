//! Objects that do not go into an export, since the cluster makes them by itself.

use kf_object::Value;

/// Why an object is left out; each class can be asked for by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A controller made it for another object, which makes it again: pods of a ReplicaSet,
    /// ReplicaSets of a Deployment, EndpointSlices of a Service.
    Owned,
    /// It was being deleted.
    Deleting,
    /// It has done its work: a pod or job that has ended would run once more.
    Finished,
    /// A token that the token controller makes for a service account.
    Tokens,
    /// Kubernetes makes it in every cluster or namespace: `kube-root-ca.crt`, default roles.
    Defaults,
    /// It tells what was going on: events, leases, nodes, attachments, requests.
    State,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Owned,
        Self::Deleting,
        Self::Finished,
        Self::Tokens,
        Self::Defaults,
        Self::State,
    ];

    /// The name it is asked for by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Owned => "owned",
            Self::Deleting => "deleting",
            Self::Finished => "finished",
            Self::Tokens => "tokens",
            Self::Defaults => "defaults",
            Self::State => "state",
        }
    }
}

/// That an object is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    /// Of which sort the reason is.
    pub class: Class,
    /// The reason in words.
    pub why: String,
}

fn because(class: Class, why: impl Into<String>) -> Option<Skip> {
    Some(Skip {
        class,
        why: why.into(),
    })
}

/// Whether all objects of a resource (group, plural) are left out.
#[must_use]
pub fn skip_type(group: &str, plural: &str) -> Option<Skip> {
    let why = match (group, plural) {
        ("" | "events.k8s.io", "events") => "tells what happened",
        ("coordination.k8s.io", "leases" | "leasecandidates") => "held by who is alive",
        ("", "nodes") => "registered by its kubelet",
        ("storage.k8s.io", "csinodes") => "registered by the kubelet",
        ("storage.k8s.io", "volumeattachments") => "made by the attach controller",
        ("storage.k8s.io", "csistoragecapacities") => "published by the provisioner",
        ("resource.k8s.io", "resourceslices") => "published by the driver",
        ("resource.k8s.io", "resourcepoolstatusrequests") => "a request of its time",
        ("internal.apiserver.k8s.io", "storageversions") => "kept by the API servers",
        ("storagemigration.k8s.io", "storageversionmigrations") => "a request of its time",
        ("certificates.k8s.io", "certificatesigningrequests" | "podcertificaterequests") => {
            "a request of its time"
        }
        ("apps", "controllerrevisions") => {
            return because(Class::Owned, "history kept by the controller of its owner");
        }
        _ => return None,
    };
    because(Class::State, why)
}

/// Whether an object was being deleted.
#[must_use]
pub fn is_being_deleted(object: &Value<'_>) -> bool {
    let time = object.at(&["metadata", "deletionTimestamp"]);
    time.is_some_and(|time| *time != Value::Null)
}

/// Whether an object is left out. `selects` tells whether the Service of this namespace and name
/// has a selector, so that its Endpoints are made by the controller.
pub fn skip(object: &Value<'_>, selects: impl Fn(&str, &str) -> bool) -> Option<Skip> {
    let text = |path: &[&str]| object.str_at(path).unwrap_or_default();
    let api_version = text(&["apiVersion"]);
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    let kind = text(&["kind"]);
    if is_being_deleted(object) {
        return because(Class::Deleting, "was being deleted");
    }
    owned(object, group, kind, &selects)
        .or_else(|| token(object, group, kind))
        .or_else(|| default(object, group, kind))
        .or_else(|| finished(object, group, kind))
}

/// Why an object is left out whose namespace was being deleted: all that is in it was to be deleted
/// too, and without the namespace it could not be made.
#[must_use]
pub fn in_deleted_namespace(namespace: &str) -> Skip {
    Skip {
        class: Class::Deleting,
        why: format!("its namespace {namespace} was being deleted"),
    }
}

/// What holds data that no controller can make again: kept, whoever owns it, unless a pod does
/// (generic ephemeral volumes, which the controller refuses if they are not its own).
const DATA: &[&str] = &["Secret", "ConfigMap", "PersistentVolumeClaim"];

fn owned(
    object: &Value<'_>,
    group: &str,
    kind: &str,
    selects: &impl Fn(&str, &str) -> bool,
) -> Option<Skip> {
    let owners = object.at(&["metadata", "ownerReferences"]);
    let owners = owners.and_then(Value::as_array).unwrap_or_default();
    let controller = |o: &&Value<'_>| o.get("controller").and_then(Value::as_bool) == Some(true);
    if let Some(owner) = owners.iter().find(controller) {
        let of = owner.str_at(&["kind"]).unwrap_or_default();
        if of == "Pod" || !(group.is_empty() && DATA.contains(&kind)) {
            let name = owner.str_at(&["name"]).unwrap_or_default();
            return because(Class::Owned, format!("made again by {of} {name}"));
        }
    }
    let annotation = |name| object.str_at(&["metadata", "annotations", name]);
    let label = |name| {
        object
            .str_at(&["metadata", "labels", name])
            .unwrap_or_default()
    };
    let name = object.str_at(&["metadata", "name"]).unwrap_or_default();
    let namespace = object
        .str_at(&["metadata", "namespace"])
        .unwrap_or_default();
    match (group, kind) {
        ("", "Pod")
            if annotation("kubernetes.io/config.mirror").is_some()
                || annotation("kubernetes.io/config.source").is_some_and(|s| s != "api") =>
        {
            because(Class::Owned, "the mirror of a static pod of its node")
        }
        ("", "Endpoints") if selects(namespace, name) => {
            because(Class::Owned, format!("made again by Service {name}"))
        }
        ("discovery.k8s.io", "EndpointSlice")
            if matches!(
                label("endpointslice.kubernetes.io/managed-by"),
                "endpointslice-controller.k8s.io" | "endpointslicemirroring-controller.k8s.io"
            ) =>
        {
            because(Class::Owned, "made again by its Service")
        }
        ("networking.k8s.io", "IPAddress")
            if label("ipaddress.kubernetes.io/managed-by") == "ipallocator.k8s.io" =>
        {
            because(Class::Owned, "allocated again for its Service")
        }
        ("", "ConfigMap" | "Endpoints")
            if annotation("control-plane.alpha.kubernetes.io/leader").is_some() =>
        {
            because(Class::State, "held by who leads")
        }
        _ => None,
    }
}

fn token(object: &Value<'_>, group: &str, kind: &str) -> Option<Skip> {
    if (group, kind) != ("", "Secret") {
        return None;
    }
    let annotation = |name| object.at(&["metadata", "annotations", name]).is_some();
    match object.str_at(&["type"]).unwrap_or_default() {
        "kubernetes.io/service-account-token" => because(
            Class::Tokens,
            "a token, which the new cluster's key does not sign",
        ),
        "kubernetes.io/dockercfg"
            if annotation("openshift.io/token-secret.name")
                || annotation("openshift.io/internal-registry-auth-token.service-account") =>
        {
            because(Class::Tokens, "made again for its service account")
        }
        _ => None,
    }
}

/// Whether nobody added anything to an object that is made for each namespace.
fn is_plain(object: &Value<'_>, known_label: &str) -> bool {
    let members = |path: &[&str]| {
        let found = object.at(path).and_then(Value::as_object);
        found
            .into_iter()
            .flat_map(|o| o.iter().map(|(name, _)| name.to_owned()))
    };
    members(&["metadata", "labels"]).all(|l| l == known_label)
        && members(&["metadata", "annotations"]).next().is_none()
}

fn default(object: &Value<'_>, group: &str, kind: &str) -> Option<Skip> {
    let label = |name| object.str_at(&["metadata", "labels", name]);
    let annotation = |name| object.str_at(&["metadata", "annotations", name]);
    let name = object.str_at(&["metadata", "name"]).unwrap_or_default();
    let namespace = object
        .str_at(&["metadata", "namespace"])
        .unwrap_or_default();
    let why = match (group, kind) {
        ("", "ConfigMap") if matches!(name, "kube-root-ca.crt" | "openshift-service-ca.crt") => {
            "published into every namespace"
        }
        ("", "ConfigMap")
            if (namespace, name) == ("kube-system", "extension-apiserver-authentication") =>
        {
            "written by the API server"
        }
        ("", "Service" | "Endpoints") | ("discovery.k8s.io", "EndpointSlice")
            if (namespace, name) == ("default", "kubernetes") =>
        {
            "written by the API server"
        }
        ("", "Namespace")
            if matches!(
                name,
                "default" | "kube-system" | "kube-public" | "kube-node-lease"
            ) && is_plain(object, "kubernetes.io/metadata.name") =>
        {
            "in every cluster"
        }
        ("", "ServiceAccount") if name == "default" && is_plain_account(object) => {
            "made in every namespace"
        }
        ("rbac.authorization.k8s.io", _)
            if label("kubernetes.io/bootstrapping") == Some("rbac-defaults")
                && annotation("rbac.authorization.kubernetes.io/autoupdate") != Some("false") =>
        {
            "made and kept up by the API server"
        }
        ("flowcontrol.apiserver.k8s.io", _)
            if annotation("apf.kubernetes.io/autoupdate-spec") == Some("true") =>
        {
            "made and kept up by the API server"
        }
        ("apiregistration.k8s.io", "APIService")
            if label("kube-aggregator.kubernetes.io/automanaged").is_some() =>
        {
            "registered by the API server"
        }
        ("scheduling.k8s.io", "PriorityClass")
            if matches!(name, "system-node-critical" | "system-cluster-critical") =>
        {
            "in every cluster"
        }
        ("networking.k8s.io", "ServiceCIDR") if name == "kubernetes" => {
            "made by the API server out of its flags"
        }
        ("certificates.k8s.io", "ClusterTrustBundle")
            if object.str_at(&["spec", "signerName"])
                == Some("kubernetes.io/kube-apiserver-serving") =>
        {
            "published by the controller manager"
        }
        _ => return None,
    };
    because(Class::Defaults, why)
}

fn is_plain_account(object: &Value<'_>) -> bool {
    let named = |list: &str| {
        let list = object
            .get(list)
            .and_then(Value::as_array)
            .unwrap_or_default();
        list.iter().all(|s| {
            let name = s.str_at(&["name"]).unwrap_or_default();
            name.starts_with("default-token-") || name.starts_with("default-dockercfg-")
        })
    };
    is_plain(object, "")
        && named("secrets")
        && named("imagePullSecrets")
        && object.get("automountServiceAccountToken").is_none()
}

fn finished(object: &Value<'_>, group: &str, kind: &str) -> Option<Skip> {
    match (group, kind) {
        ("", "Pod") => {
            let phase = object.str_at(&["status", "phase"]).unwrap_or_default();
            if matches!(phase, "Succeeded" | "Failed") {
                return because(
                    Class::Finished,
                    format!("has ended ({phase}) and would run again"),
                );
            }
        }
        ("batch", "Job") => {
            let conditions = object.at(&["status", "conditions"]);
            let conditions = conditions.and_then(Value::as_array).unwrap_or_default();
            let ended = conditions.iter().find(|c| {
                matches!(c.str_at(&["type"]), Some("Complete" | "Failed"))
                    && c.str_at(&["status"]) == Some("True")
            });
            if let Some(ended) = ended {
                let how = ended.str_at(&["type"]).unwrap_or_default();
                return because(
                    Class::Finished,
                    format!("has ended ({how}) and would run again"),
                );
            }
        }
        _ => {}
    }
    None
}
