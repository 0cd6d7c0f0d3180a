//! Which Kubernetes wrote the snapshot: its minor decides how empty fields print, whether
//! `selfLink` exists, and which version of a type a bare name means.

use std::fmt;

use kf_object::{Value, parse};
use kf_resource::version_evidence::MinorBounds;

/// What told the version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// The caller said so.
    Given,
    /// The image tag of a kube-apiserver pod in kube-system.
    ApiServerPod,
    /// `kubernetesVersion` in kubeadm's ClusterConfiguration (ConfigMap kubeadm-config).
    Kubeadm,
    /// `kubernetesVersion` in RKE's state (ConfigMap full-cluster-state).
    Rke,
    /// The newest kubelet among the nodes; a server is never older than its kubelets.
    Nodes,
    /// The API group versions that the server registered as APIServices.
    ApiServices,
    /// Nothing did: the newest version kf knows is assumed.
    Assumed,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Source::Given => "given on the command line",
            Source::ApiServerPod => "image of the kube-apiserver pod",
            Source::Kubeadm => "kubeadm's ClusterConfiguration",
            Source::Rke => "RKE's cluster state",
            Source::Nodes => "newest kubelet version of the nodes",
            Source::ApiServices => "API versions registered by the server",
            Source::Assumed => "nothing in the snapshot tells; the newest known is assumed",
        })
    }
}

/// A Kubernetes minor and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KubeVersion {
    /// The 31 of 1.31.
    pub minor: u8,
    /// What told.
    pub source: Source,
}

impl fmt::Display for KubeVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{} ({})", self.minor, self.source)
    }
}

/// The minor in a version text: `1.31`, `v1.31.4`, `v1.31.4+rke2r1` give 31.
#[must_use]
pub fn minor(text: &str) -> Option<u8> {
    let text = text.trim();
    let rest = text.strip_prefix('v').unwrap_or(text).strip_prefix("1.")?;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    // `1.31` or something after a separator, but not `1.31x`.
    let after = rest.get(digits.len()..)?;
    (after.is_empty() || after.starts_with(['.', '+', '-'])).then(|| digits.parse().ok())?
}

/// Where a Node says its kubelet's version.
pub(super) const KUBELET: &[&str] = &["status", "nodeInfo", "kubeletVersion"];

/// Objects that may tell, gathered while the snapshot is read.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    pub(crate) server_pods: Option<u8>,
    pub(crate) kubeadm: Option<u8>,
    pub(crate) rke: Option<u8>,
    pub(crate) nodes: Option<u8>,
    pub(crate) bounds: Option<MinorBounds>,
}

impl Evidence {
    /// A pod whose name starts with `kube-apiserver-`.
    pub(crate) fn server_pod(&mut self, pod: &Value<'_>) {
        let containers = pod.at(&["spec", "containers"]).and_then(Value::as_array);
        for container in containers.unwrap_or_default() {
            if container.str_at(&["name"]) == Some("kube-apiserver")
                && let Some(image) = container.str_at(&["image"])
                && let Some(found) = image_minor(image)
            {
                self.server_pods = self.server_pods.max(Some(found));
            }
        }
    }

    /// ConfigMap kube-system/kubeadm-config.
    pub(crate) fn kubeadm_config(&mut self, config_map: &Value<'_>) {
        let text = config_map
            .str_at(&["data", "ClusterConfiguration"])
            .unwrap_or_default();
        // One scalar at the top level of a YAML text that kubeadm wrote.
        let version = text
            .lines()
            .find_map(|l| l.strip_prefix("kubernetesVersion:"));
        self.kubeadm = version.and_then(|v| minor(v.trim().trim_matches(['"', '\''])));
    }

    /// ConfigMap kube-system/full-cluster-state.
    pub(crate) fn rke_state(&mut self, config_map: &Value<'_>) {
        let text = config_map
            .str_at(&["data", "full-cluster-state"])
            .unwrap_or_default();
        let Ok(state) = parse::json::parse(text.as_bytes()) else {
            return;
        };
        self.rke = ["currentState", "desiredState"]
            .iter()
            .find_map(|which| minor(state.str_at(&[which, "rkeConfig", "kubernetesVersion"])?));
    }

    /// A Node.
    pub(crate) fn node(&mut self, node: &Value<'_>) {
        if let Some(text) = node.str_at(KUBELET) {
            self.node_version(text);
        }
    }

    /// The kubelet version of a Node.
    pub(crate) fn node_version(&mut self, text: &str) {
        self.nodes = self.nodes.max(minor(text));
    }

    /// Weighs everything. What names the server itself counts more than what only bounds it;
    /// the APIServices, which the server keeps up to date on every start, bound all of it.
    pub(crate) fn weigh(&self) -> KubeVersion {
        let named = [
            (self.server_pods, Source::ApiServerPod),
            (self.kubeadm, Source::Kubeadm),
            (self.rke, Source::Rke),
            (self.nodes, Source::Nodes),
        ];
        let named = named
            .into_iter()
            .find_map(|(minor, source)| Some((minor?, source)));
        let newest = kf_schema::NEWEST;
        match (named, self.bounds) {
            // What some group version's absence says may be an administrator's choice.
            (Some((minor, source)), Some(b)) if b.by_absence && minor >= b.lowest => {
                KubeVersion { minor, source }
            }
            (Some((minor, source)), Some(b)) => match within(b, minor) {
                same if same == minor => KubeVersion { minor, source },
                other => KubeVersion {
                    minor: other,
                    source: Source::ApiServices,
                },
            },
            (Some((minor, source)), None) => KubeVersion { minor, source },
            (None, Some(b)) => KubeVersion {
                minor: b.highest.unwrap_or(b.lowest),
                source: Source::ApiServices,
            },
            (None, None) => KubeVersion {
                minor: newest,
                source: Source::Assumed,
            },
        }
    }
}

/// The minor within the bounds that is nearest to `minor`.
fn within(bounds: MinorBounds, minor: u8) -> u8 {
    minor
        .min(bounds.highest.unwrap_or(u8::MAX))
        .max(bounds.lowest)
}

/// `registry.k8s.io/kube-apiserver:v1.31.4` -> 31; a digest has no tag.
fn image_minor(image: &str) -> Option<u8> {
    let name = image.split('@').next()?;
    let (_, tag) = name.rsplit_once(':')?;
    minor(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minors() {
        for (text, want) in [
            ("1.31", Some(31)),
            ("v1.31.4", Some(31)),
            ("v1.15.3-k3s.3", Some(15)),
            ("1.8+", Some(8)),
            (" v1.36.0-alpha.1", Some(36)),
            ("31", None),
            ("2.1", None),
            ("1.", None),
            ("1.31x", None),
            ("1.300", None),
        ] {
            assert_eq!(minor(text), want, "{text}");
        }
        assert_eq!(
            image_minor("registry.k8s.io:5000/kube-apiserver:v1.30.1@sha256:ab"),
            Some(30)
        );
        assert_eq!(image_minor("rancher/hyperkube@sha256:ab"), None);
    }
}
