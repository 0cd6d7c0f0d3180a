//! Which Kubernetes wrote the snapshot: its minor decides how empty fields print, whether
//! `selfLink` exists, and which version of a type a bare name means.

use std::fmt;

use kf_object::{Value, parse};
use kf_resource::version_evidence::MinorBounds;
use kf_schema::Minor;

pub use super::assumption::{Assumption, assume, assume_of, matters};

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
    /// Nothing did.
    Assumed(Assumption),
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
            Source::Assumed(assumption) => return assumption.fmt(f),
        })
    }
}

/// A Kubernetes minor and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KubeVersion {
    /// The minor.
    pub minor: Minor,
    /// What told.
    pub source: Source,
}

impl KubeVersion {
    /// Returns why it is assumed, if nothing tells it.
    #[must_use]
    pub const fn assumption(self) -> Option<Assumption> {
        match self.source {
            Source::Assumed(assumption) => Some(assumption),
            _ => None,
        }
    }
}

impl fmt::Display for KubeVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.minor, self.source)
    }
}

/// Where a Node says its kubelet's version.
pub(super) const KUBELET: &[&str] = &["status", "nodeInfo", "kubeletVersion"];

/// Objects that may tell, gathered while the snapshot is read.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    pub(crate) server_pods: Option<Minor>,
    pub(crate) kubeadm: Option<Minor>,
    pub(crate) rke: Option<Minor>,
    pub(crate) nodes: Option<Minor>,
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
        self.kubeadm = version.and_then(|v| Minor::parse(v.trim().trim_matches(['"', '\''])));
    }

    /// ConfigMap kube-system/full-cluster-state.
    pub(crate) fn rke_state(&mut self, config_map: &Value<'_>) {
        let text = config_map
            .str_at(&["data", "full-cluster-state"])
            .unwrap_or_default();
        let Ok(state) = parse::json::parse(text.as_bytes()) else {
            return;
        };
        self.rke = ["currentState", "desiredState"].iter().find_map(|which| {
            Minor::parse(state.str_at(&[which, "rkeConfig", "kubernetesVersion"])?)
        });
    }

    /// A Node.
    pub(crate) fn node(&mut self, node: &Value<'_>) {
        if let Some(text) = node.str_at(KUBELET) {
            self.node_version(text);
        }
    }

    /// The kubelet version of a Node.
    pub(crate) fn node_version(&mut self, text: &str) {
        self.nodes = self.nodes.max(Minor::parse(text));
    }

    /// Weighs everything. What names the server itself counts more than what only bounds it;
    /// the APIServices, which the server keeps up to date on every start, bound all of it. `None`
    /// when nothing tells.
    pub(crate) fn weigh(&self) -> Option<KubeVersion> {
        let named = [
            (self.server_pods, Source::ApiServerPod),
            (self.kubeadm, Source::Kubeadm),
            (self.rke, Source::Rke),
            (self.nodes, Source::Nodes),
        ];
        let named = named
            .into_iter()
            .find_map(|(minor, source)| Some((minor?, source)));
        Some(match (named, self.bounds) {
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
            (None, None) => return None,
        })
    }
}

/// The minor within the bounds that is nearest to `minor`.
fn within(bounds: MinorBounds, minor: Minor) -> Minor {
    minor
        .min(bounds.highest.unwrap_or(Minor::OPEN))
        .max(bounds.lowest)
}

/// `registry.k8s.io/kube-apiserver:v1.31.4` -> 1.31; a digest has no tag.
fn image_minor(image: &str) -> Option<Minor> {
    let name = image.split('@').next()?;
    let (_, tag) = name.rsplit_once(':')?;
    Minor::parse(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_have_the_minor_in_their_tag() {
        assert_eq!(
            image_minor("registry.k8s.io:5000/kube-apiserver:v1.30.1@sha256:ab"),
            Some(Minor::new(30))
        );
        assert_eq!(image_minor("rancher/hyperkube@sha256:ab"), None);
    }
}
