//! What a stored message must have, so that a server that reads it adds nothing to it.
//!
//! [`crate::defaults`] fills in what an object lacks. An object that was written by the same server
//! lacks nothing, and that can be told from its bytes: these are the members that are looked for. A
//! message that does not have them may still come out as it is; then the way over the tree is longer and
//! the text the same. The rules are wider than the defaults, and never narrower: a test compares both
//! ways with each member taken out.

use kf_schema::{Change, Minor};

use crate::layout::Slot;

/// What must hold for a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// A pointer that is not nil, or a list or map that is not empty.
    Present,
    /// A text that is not empty, or a number that is not 0.
    Set,
    /// A number that is not negative.
    NotNegative,
    /// A flag that is not set.
    Unset,
    /// Nothing at all.
    Absent,
    /// If it is there, so must be the member in this slot.
    With(u16),
    /// The member in this slot has each key that this one has.
    CoveredBy(u16),
    /// There is another member beside this one.
    NotAlone,
}

/// A rule by the names of members.
#[derive(Clone, Copy)]
enum Rule {
    Is(&'static str, Need),
    With(&'static str, &'static str),
    CoveredBy(&'static str, &'static str),
}

/// The rules for a message.
#[derive(Debug, Default)]
pub(crate) struct Needs {
    /// Those that hold wherever the message is.
    pub(crate) always: Vec<(u16, Need)>,
    /// Those that hold in a pod, and not in the template of one.
    pub(crate) in_pods: Vec<(u16, Need)>,
}

impl Needs {
    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.always.is_empty() && self.in_pods.is_empty()
    }

    /// Looks up the rules for a message with these slots, sorted by name.
    pub(crate) fn new(message: &str, slots: &[Slot], minor: Minor) -> Self {
        let Some(name) = message.strip_prefix("k8s.io/api/") else {
            return Self::default();
        };
        let place = |json: &str| {
            let at = slots.iter().position(|slot| slot.json == json)?;
            u16::try_from(at).ok()
        };
        let needs = |rules: Vec<Rule>| {
            let needs = rules.into_iter().filter_map(|rule| {
                Some(match rule {
                    Rule::Is(name, need) => (place(name)?, need),
                    Rule::With(name, other) => (place(name)?, Need::With(place(other)?)),
                    Rule::CoveredBy(name, other) => (place(name)?, Need::CoveredBy(place(other)?)),
                })
            });
            needs.collect()
        };
        Self {
            always: needs(match name.strip_prefix("core/v1.") {
                Some(name) => of_core(name, minor),
                None => of_others(name, minor),
            }),
            in_pods: needs(in_pods(name, minor)),
        }
    }
}

fn set(names: &[&'static str]) -> Vec<Rule> {
    names.iter().map(|n| Rule::Is(n, Need::Set)).collect()
}

fn present(names: &[&'static str]) -> Vec<Rule> {
    names.iter().map(|n| Rule::Is(n, Need::Present)).collect()
}

/// The members that `crate::defaults::pod`, `crate::defaults::volume` and `crate::defaults::core` fill
/// in.
fn of_core(message: &str, minor: Minor) -> Vec<Rule> {
    let since = |change, rules: Vec<Rule>| if minor.has(change) { rules } else { Vec::new() };
    match message {
        "PodSpec" => {
            let mut rules = set(&["dnsPolicy", "restartPolicy", "schedulerName"]);
            rules.extend(present(&[
                "securityContext",
                "terminationGracePeriodSeconds",
            ]));
            rules.push(Rule::Is("hostNetwork", Need::Unset));
            rules
        }
        "Container" | "EphemeralContainer" | "EphemeralContainerCommon" => set(&[
            "imagePullPolicy",
            "terminationMessagePath",
            "terminationMessagePolicy",
        ]),
        "ContainerPort" | "EndpointPort" => set(&["protocol"]),
        "ObjectFieldSelector" => set(&["apiVersion"]),
        "FileKeySelector" => present(&["optional"]),
        "Probe" => set(&[
            "timeoutSeconds",
            "periodSeconds",
            "successThreshold",
            "failureThreshold",
        ]),
        "HTTPGetAction" => set(&["path", "scheme"]),
        "GRPCAction" => present(&["service"]),
        "SecurityContext" => since(Change::PROC_MOUNT, present(&["procMount"])),
        "ResourceRequirements" => vec![Rule::CoveredBy("limits", "requests")],
        "Volume" => vec![Rule::Is("name", Need::NotAlone)],
        "SecretVolumeSource"
        | "ConfigMapVolumeSource"
        | "DownwardAPIVolumeSource"
        | "ProjectedVolumeSource" => present(&["defaultMode"]),
        "ServiceAccountTokenProjection" => present(&["expirationSeconds"]),
        "HostPathVolumeSource" => present(&["type"]),
        "ISCSIVolumeSource" => set(&["iscsiInterface"]),
        "RBDVolumeSource" => set(&["pool", "user", "keyring"]),
        "AzureDiskVolumeSource" => present(&["cachingMode", "kind", "fsType", "readOnly"]),
        "ScaleIOVolumeSource" => set(&["storageMode", "fsType"]),
        "PersistentVolumeClaimSpec" => since(Change::VOLUME_MODE, present(&["volumeMode"])),
        "ImageVolumeSource" => since(Change::IMAGE_VOLUMES, set(&["pullPolicy"])),
        "PodStatus" => since(Change::POD_IPS, vec![Rule::With("podIP", "podIPs")]),
        "Secret" => {
            let mut rules = set(&["type"]);
            // Of `crate::on_read`.
            rules.push(Rule::Is("stringData", Need::Absent));
            rules
        }
        "NodeStatus" => vec![Rule::With("capacity", "allocatable")],
        "NodeSpec" => since(
            Change::NODE_POD_CIDRS,
            vec![Rule::With("podCIDR", "podCIDRs")],
        ),
        _ => Vec::new(),
    }
}

/// Those of `crate::defaults::apps` and `crate::defaults::single_kind`.
fn of_others(message: &str, minor: Minor) -> Vec<Rule> {
    match message {
        "apps/v1.ReplicaSetSpec" => present(&["replicas"]),
        "apps/v1.DeploymentSpec" => {
            let mut rules = present(&["replicas", "strategy"]);
            rules.extend(present(&[
                "revisionHistoryLimit",
                "progressDeadlineSeconds",
            ]));
            rules
        }
        "apps/v1.DaemonSetSpec" => present(&["updateStrategy", "revisionHistoryLimit"]),
        // Other strategies than RollingUpdate have no parameters.
        "apps/v1.DeploymentStrategy" | "apps/v1.DaemonSetUpdateStrategy" => {
            let mut rules = set(&["type"]);
            rules.extend(present(&["rollingUpdate"]));
            rules
        }
        "apps/v1.RollingUpdateDeployment" => present(&["maxUnavailable", "maxSurge"]),
        "apps/v1.RollingUpdateDaemonSet" => {
            let mut rules = present(&["maxUnavailable"]);
            if minor.has(Change::DAEMON_SET_MAX_SURGE) {
                rules.extend(present(&["maxSurge"]));
            }
            rules
        }
        "discovery/v1.EndpointPort" => present(&["name", "protocol"]),
        _ => Vec::new(),
    }
}

/// `crate::defaults::pod::pod_only`
fn in_pods(message: &str, minor: Minor) -> Vec<Rule> {
    if message != "core/v1.PodSpec" {
        return Vec::new();
    }
    let mut rules = vec![
        Rule::Is("terminationGracePeriodSeconds", Need::NotNegative),
        Rule::Is("resources", Need::Absent),
    ];
    if minor.has(Change::ENABLE_SERVICE_LINKS) {
        rules.extend(present(&["enableServiceLinks"]));
    }
    rules
}
