//! The part of an object that somebody wants, so that nothing else is built of it.
//!
//! A printer of tables reads a dozen members of a pod that has hundreds. What else the message has is
//! looked through for what must be told of it (`serializer/skim.rs`), and left where it is. An
//! object of which something is to be told, or to be done to on reading, is decoded as a whole.

use std::sync::OnceLock;

use kf_schema::Minor;
use kf_schema::descriptor::{Kind, KindEntry, Label};

use crate::layout::Layouts;
use crate::serializer::skim::Steps;

/// Members that stand in every part of an object: what tells which one it is.
const IDENTITY: [&[&str]; 2] = [&["metadata", "name"], &["metadata", "namespace"]];

/// Some members of the objects of one built-in type, in the version in which they are stored; or
/// what tells which object it is, of any type.
#[derive(Debug)]
pub struct Part(Wanted);

#[derive(Debug)]
enum Wanted {
    Identity,
    Members {
        entry: &'static KindEntry,
        wanted: Node,
        /// Made for the first minor that is asked for, which in a snapshot is the only one.
        plan: OnceLock<(Minor, Option<Plan>)>,
    },
}

/// A member and which of its own members are wanted.
#[derive(Debug, Default)]
struct Node {
    /// All of them.
    whole: bool,
    members: Vec<(String, Node)>,
}

/// The same, by the slots of a message's layout.
#[derive(Debug)]
pub(crate) struct Plan {
    /// What is done with the fields of the message.
    pub(crate) steps: Steps,
    /// In the order in which they are printed.
    pub(crate) wants: Vec<Want>,
}

/// A slot that is wanted.
#[derive(Debug)]
pub(crate) struct Want {
    pub(crate) slot: u16,
    /// Of which a part is wanted; `None` for all of it.
    pub(crate) below: Option<Plan>,
}

impl Part {
    /// The type, the name and the namespace, of objects of every type: what remains of an object
    /// that is only read to see whether it is whole.
    pub const fn identity() -> Self {
        Self(Wanted::Identity)
    }

    /// Whether it is that.
    pub(crate) fn is_identity(&self) -> bool {
        matches!(self.0, Wanted::Identity)
    }

    /// Makes the set of these members, each a path of names from the object, and of its name and
    /// namespace. A path stands for all that lies below it, lists included; one that ends in an empty name
    /// for nothing but that the member before it is there.
    ///
    /// `None` when a server sets one of them on reading, or may: then the whole object is needed.
    #[must_use]
    pub fn new<'p>(
        api_version: &str,
        kind: &str,
        paths: impl IntoIterator<Item = &'p [&'p str]>,
    ) -> Option<Self> {
        let entry = kf_schema::kind(api_version, kind)?;
        let mut wanted = Node::default();
        for path in paths {
            if !is_as_stored(entry, path) {
                return None;
            }
            wanted.add(path);
            if (entry.kind, path) == ("Secret", &["data"]) {
                // Which goes over it: `crate::on_read`.
                wanted.add(&["stringData"]);
            }
            if path.starts_with(&["status", "podIPs"]) {
                // Made of it where there is none: `crate::defaults::part_of_pod`.
                wanted.add(&["status", "podIP"]);
            }
        }
        wanted.add_identity();
        (!wanted.whole).then_some(Self(Wanted::Members {
            entry,
            wanted,
            plan: OnceLock::new(),
        }))
    }

    /// Whether it is of objects of a kind in a version of its group.
    #[must_use]
    pub fn is_of(&self, group: &str, version: &str, kind: &str) -> bool {
        match self.0 {
            Wanted::Identity => true,
            Wanted::Members { entry, .. } => {
                group_version(entry) == (group, version) && entry.kind == kind
            }
        }
    }

    /// The plan to decode a message by; `None` when it is not one of these.
    pub(crate) fn plan<'l>(
        &'l self,
        entry: &'static KindEntry,
        layouts: &'l Layouts,
    ) -> Option<&'l Plan> {
        let (of, wanted, plan) = match &self.0 {
            Wanted::Identity => return layouts.identity(entry.message),
            Wanted::Members {
                entry,
                wanted,
                plan,
            } => (entry, wanted, plan),
        };
        if !std::ptr::eq(*of, entry) {
            return None;
        }
        let (minor, plan) = plan.get_or_init(|| {
            let plan = wanted.plan(layouts, entry.message);
            (layouts.minor(), plan)
        });
        plan.as_ref().filter(|_| *minor == layouts.minor())
    }
}

impl Node {
    fn add_identity(&mut self) {
        for path in IDENTITY {
            self.add(path);
        }
    }

    fn add(&mut self, path: &[&str]) {
        let Some((first, rest)) = path.split_first() else {
            self.whole = true;
            return;
        };
        match self.members.iter_mut().find(|(name, _)| name == first) {
            Some((_, node)) => node.add(rest),
            None => {
                let mut node = Node::default();
                node.add(rest);
                self.members.push(((*first).to_owned(), node));
            }
        }
    }

    /// `None` where [`Steps::wanting`] has none: then the whole object is needed.
    fn plan(&self, layouts: &Layouts, message: u16) -> Option<Plan> {
        let layout = layouts.get(message);
        let mut wants = Vec::new();
        for (at, slot) in (0..).zip(&layout.slots) {
            let Some((_, node)) = self.members.iter().find(|(name, _)| name == slot.json) else {
                continue;
            };
            let below = match (slot.kind, slot.label) {
                (Kind::Message(inner), Label::Single | Label::List) if !node.whole => {
                    Some(node.plan(layouts, inner)?)
                }
                _ => None,
            };
            wants.push(Want { slot: at, below });
        }
        let number = |at: u16| {
            let number = wants.iter().position(|want| want.slot == at)?;
            u8::try_from(number).ok()
        };
        let steps = layout
            .steps
            .wanting(&layout.slots, &layout.routes, number)?;
        Some(Plan { steps, wants })
    }
}

impl Plan {
    /// What tells which object a message is.
    pub(crate) fn identity(layouts: &Layouts, message: u16) -> Option<Self> {
        let mut wanted = Node::default();
        wanted.add_identity();
        wanted.plan(layouts, message)
    }
}

fn group_version(entry: &KindEntry) -> (&'static str, &'static str) {
    let version = entry.api_version;
    version.split_once('/').unwrap_or(("", version))
}

/// Whether a member is on reading what it is in etcd, whatever else the object has: neither defaults
/// (`crate::defaults`) nor decorators and conversions (`crate::on_read`) set it.
fn is_as_stored(entry: &KindEntry, path: &[&str]) -> bool {
    let (group, _) = group_version(entry);
    match path {
        // Namespaces and what has a template of pods get labels, autoscalers lose annotations.
        ["metadata", "labels" | "annotations", ..] | ["metadata"] => {
            let kinds = [
                "Namespace",
                "ReplicationController",
                "HorizontalPodAutoscaler",
            ];
            !kinds.contains(&entry.kind) && !matches!(group, "apps" | "extensions" | "batch")
        }
        ["metadata", ..] => true,
        ["spec", rest @ ..] if (group, entry.kind) == ("", "Pod") => pod_spec(rest),
        ["status", rest @ ..] => (group, entry.kind) == ("", "Pod") && pod_status(rest),
        ["data" | "binaryData" | "immutable", ..] => {
            group.is_empty() && matches!(entry.kind, "ConfigMap" | "Secret")
        }
        _ => false,
    }
}

/// `SetDefaults_PodSpec` and what is called with it, in pkg/apis/core/v1/defaults.go.
fn pod_spec(path: &[&str]) -> bool {
    matches!(
        path,
        ["nodeName"
            | "hostname"
            | "subdomain"
            | "priority"
            | "priorityClassName"
            | "automountServiceAccountToken"]
            | [
                "serviceAccountName" | "runtimeClassName" | "nodeSelector" | "readinessGates",
                ..
            ]
            | [
                "containers" | "initContainers",
                "" | "name" | "image" | "restartPolicy" | "args" | "command"
            ]
    )
}

/// Nothing of a status is a default, but for `podIPs`, which are seen to.
fn pod_status(path: &[&str]) -> bool {
    matches!(
        path,
        [
            "phase"
                | "reason"
                | "message"
                | "conditions"
                | "podIP"
                | "podIPs"
                | "hostIP"
                | "nominatedNodeName"
                | "qosClass"
                | "startTime"
                | "containerStatuses"
                | "initContainerStatuses",
            ..
        ]
    )
}
