//! Which fields a kind can be selected by, and what each says of an object.
//!
//! The names and messages come from kube-apiserver's field label conversions
//! (`pkg/apis/*/*/conversion.go`), the values from its strategies (`ToSelectableFields` in
//! `pkg/registry/*/*/strategy.go`), both as of Kubernetes 1.36.

use std::borrow::Cow;

use crate::go_text;
use kf_base::error::{Error, Result};
use kf_object::Value;

const NAME: &str = "metadata.name";
const NAMESPACE: &str = "metadata.namespace";

/// Where a field's text comes from.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// The string there, or nothing.
    Text(&'static [&'static str]),
    /// The string at the first path that has one which is not empty.
    First(&'static [&'static [&'static str]]),
    /// `true` or `false`; absent is false.
    Flag(&'static [&'static str]),
    /// The integer there; absent is 0.
    Count(&'static [&'static str]),
    /// A pod's first address; `status.podIP` wins over the list.
    PodIp,
    /// The name is accepted and stands for nothing.
    Nothing,
}

/// The wording of the refusal of an unknown field.
#[derive(Clone, Copy, Debug)]
enum Refusal {
    /// `field label not supported: F`
    NotSupported,
    /// `"F" is not a known field selector: only "metadata.name", "metadata.namespace"`
    /// (`DefaultMetaV1FieldSelectorConversion`)
    OnlyMetadata,
    /// `field label "F" not supported for KIND`
    QuotedFor(&'static str),
    /// `field label not supported for KIND: F`
    For(&'static str),
}

/// A kind with a field label conversion of its own.
#[derive(Debug)]
struct Kind {
    group: &'static str,
    kind: &'static str,
    /// The only versions this holds for; empty: all of them.
    versions: &'static [&'static str],
    /// Whether `metadata.namespace` is accepted.
    namespace: bool,
    fields: &'static [(&'static str, Source)],
    /// Names that stand for a field of another name.
    aliases: &'static [(&'static str, &'static str)],
    refusal: Refusal,
}

const SIGNER: (&str, Source) = ("spec.signerName", Source::Text(&["spec", "signerName"]));

/// A kind that is not here has metadata fields only, even where its strategy computes more:
/// ReplicaSet's `status.replicas` is documented and refused
/// (<https://github.com/kubernetes/kubernetes/issues/135136>), PersistentVolume's `name` likewise.
const KINDS: &[Kind] = &[
    Kind {
        group: "",
        kind: "Pod",
        versions: &[],
        namespace: true,
        fields: &[
            ("spec.nodeName", Source::Text(&["spec", "nodeName"])),
            (
                "spec.restartPolicy",
                Source::Text(&["spec", "restartPolicy"]),
            ),
            (
                "spec.schedulerName",
                Source::Text(&["spec", "schedulerName"]),
            ),
            (
                "spec.serviceAccountName",
                Source::First(&[&["spec", "serviceAccountName"], &["spec", "serviceAccount"]]),
            ),
            ("spec.hostNetwork", Source::Flag(&["spec", "hostNetwork"])),
            ("status.phase", Source::Text(&["status", "phase"])),
            ("status.podIP", Source::PodIp),
            ("status.podIPs", Source::Nothing),
            (
                "status.nominatedNodeName",
                Source::Text(&["status", "nominatedNodeName"]),
            ),
        ],
        aliases: &[("spec.host", "spec.nodeName")],
        refusal: Refusal::NotSupported,
    },
    Kind {
        group: "",
        kind: "Node",
        versions: &[],
        namespace: false,
        fields: &[(
            "spec.unschedulable",
            Source::Flag(&["spec", "unschedulable"]),
        )],
        aliases: &[],
        refusal: Refusal::NotSupported,
    },
    Kind {
        group: "",
        kind: "ReplicationController",
        versions: &[],
        namespace: true,
        fields: &[("status.replicas", Source::Count(&["status", "replicas"]))],
        aliases: &[],
        refusal: Refusal::NotSupported,
    },
    Kind {
        group: "",
        kind: "Event",
        versions: &[],
        namespace: true,
        fields: &[
            (
                "involvedObject.kind",
                Source::Text(&["involvedObject", "kind"]),
            ),
            (
                "involvedObject.namespace",
                Source::Text(&["involvedObject", "namespace"]),
            ),
            (
                "involvedObject.name",
                Source::Text(&["involvedObject", "name"]),
            ),
            (
                "involvedObject.uid",
                Source::Text(&["involvedObject", "uid"]),
            ),
            (
                "involvedObject.apiVersion",
                Source::Text(&["involvedObject", "apiVersion"]),
            ),
            (
                "involvedObject.resourceVersion",
                Source::Text(&["involvedObject", "resourceVersion"]),
            ),
            (
                "involvedObject.fieldPath",
                Source::Text(&["involvedObject", "fieldPath"]),
            ),
            ("reason", Source::Text(&["reason"])),
            ("reportingComponent", Source::Text(&["reportingComponent"])),
            (
                "source",
                Source::First(&[&["source", "component"], &["reportingComponent"]]),
            ),
            ("type", Source::Text(&["type"])),
        ],
        aliases: &[],
        refusal: Refusal::NotSupported,
    },
    Kind {
        group: "events.k8s.io",
        kind: "Event",
        versions: &[],
        namespace: true,
        fields: &[
            ("regarding.kind", Source::Text(&["regarding", "kind"])),
            (
                "regarding.namespace",
                Source::Text(&["regarding", "namespace"]),
            ),
            ("regarding.name", Source::Text(&["regarding", "name"])),
            ("regarding.uid", Source::Text(&["regarding", "uid"])),
            (
                "regarding.apiVersion",
                Source::Text(&["regarding", "apiVersion"]),
            ),
            (
                "regarding.resourceVersion",
                Source::Text(&["regarding", "resourceVersion"]),
            ),
            (
                "regarding.fieldPath",
                Source::Text(&["regarding", "fieldPath"]),
            ),
            ("reason", Source::Text(&["reason"])),
            (
                "reportingController",
                Source::Text(&["reportingController"]),
            ),
            ("type", Source::Text(&["type"])),
        ],
        aliases: &[],
        refusal: Refusal::NotSupported,
    },
    Kind {
        group: "",
        kind: "Namespace",
        versions: &[],
        namespace: false,
        fields: &[("status.phase", Source::Text(&["status", "phase"]))],
        aliases: &[],
        refusal: Refusal::NotSupported,
    },
    Kind {
        group: "",
        kind: "Secret",
        versions: &[],
        namespace: true,
        fields: &[("type", Source::Text(&["type"]))],
        aliases: &[],
        refusal: Refusal::NotSupported,
    },
    Kind {
        group: "",
        kind: "Service",
        versions: &[],
        namespace: true,
        fields: &[
            ("spec.clusterIP", Source::Text(&["spec", "clusterIP"])),
            ("spec.type", Source::Text(&["spec", "type"])),
        ],
        aliases: &[],
        refusal: Refusal::NotSupported,
    },
    Kind {
        group: "batch",
        kind: "Job",
        versions: &["v1"],
        namespace: true,
        fields: &[("status.successful", Source::Count(&["status", "succeeded"]))],
        aliases: &[],
        refusal: Refusal::QuotedFor("Job"),
    },
    Kind {
        group: "batch",
        kind: "CronJob",
        versions: &["v1beta1", "v2alpha1"],
        namespace: true,
        fields: &[("status.successful", Source::Nothing)],
        aliases: &[],
        refusal: Refusal::QuotedFor("\"CronJob\""),
    },
    Kind {
        group: "apps",
        kind: "StatefulSet",
        versions: &["v1beta2"],
        namespace: true,
        fields: &[("status.successful", Source::Nothing)],
        aliases: &[],
        refusal: Refusal::For("appsv1beta2.StatefulSet"),
    },
    Kind {
        group: "apps",
        kind: "StatefulSet",
        versions: &["v1beta1"],
        namespace: true,
        fields: &[("status.successful", Source::Nothing)],
        aliases: &[],
        refusal: Refusal::For("appsv1beta1.StatefulSet"),
    },
    Kind {
        group: "certificates.k8s.io",
        kind: "CertificateSigningRequest",
        versions: &[],
        namespace: false,
        fields: &[SIGNER],
        aliases: &[],
        refusal: Refusal::NotSupported,
    },
    Kind {
        group: "certificates.k8s.io",
        kind: "ClusterTrustBundle",
        versions: &[],
        namespace: false,
        fields: &[SIGNER],
        aliases: &[],
        refusal: Refusal::NotSupported,
    },
    // Namespaced, and upstream still does not accept metadata.namespace.
    Kind {
        group: "certificates.k8s.io",
        kind: "PodCertificateRequest",
        versions: &[],
        namespace: false,
        fields: &[
            SIGNER,
            ("spec.podName", Source::Text(&["spec", "podName"])),
            ("spec.nodeName", Source::Text(&["spec", "nodeName"])),
        ],
        aliases: &[],
        refusal: Refusal::NotSupported,
    },
    Kind {
        group: "resource.k8s.io",
        kind: "ResourceSlice",
        versions: &[],
        namespace: false,
        fields: &[
            ("spec.nodeName", Source::Text(&["spec", "nodeName"])),
            ("spec.driver", Source::Text(&["spec", "driver"])),
        ],
        aliases: &[],
        refusal: Refusal::For("resource.k8s.io/{version}, Kind=ResourceSlice"),
    },
];

/// The fields of a kind.
#[derive(Clone, Debug)]
pub struct Fields(Repr);

#[derive(Clone, Debug)]
enum Repr {
    /// A built-in kind; `None`: one with metadata fields only.
    BuiltIn {
        kind: Option<&'static Kind>,
        version: String,
    },
    /// A custom resource: the `jsonPath`s of its version's `selectableFields`, without the
    /// leading dot, and whether it is namespaced.
    Custom {
        names: Vec<String>,
        namespaced: bool,
    },
}

impl Fields {
    /// The fields of a built-in kind (group `""` is the core group).
    #[must_use]
    pub fn built_in(group: &str, version: &str, kind: &str) -> Self {
        let found = KINDS.iter().find(|k| {
            k.group == group
                && k.kind == kind
                && (k.versions.is_empty() || k.versions.contains(&version))
        });
        Self(Repr::BuiltIn {
            kind: found,
            version: version.to_owned(),
        })
    }

    /// The fields of a custom resource: `json_paths` are those of `selectableFields` of the
    /// served version, such as `.spec.color` (apiextensions `conversion/converter.go`).
    #[must_use]
    pub fn custom<'p>(namespaced: bool, json_paths: impl IntoIterator<Item = &'p str>) -> Self {
        let names = json_paths.into_iter();
        let names = names.map(|p| p.strip_prefix('.').unwrap_or(p).to_owned());
        Self(Repr::Custom {
            names: names.collect(),
            namespaced,
        })
    }

    /// The name under which a field is known here.
    ///
    /// # Errors
    /// `Invalid`, in the kind's own wording, when there is no such field.
    pub fn canonical_name<'n>(&self, name: &'n str) -> Result<&'n str> {
        let plain = || Error::invalid(format!("field label not supported: {name}"));
        match &self.0 {
            Repr::Custom { names, namespaced } => {
                let known = name == NAME
                    || (*namespaced && name == NAMESPACE)
                    || names.iter().any(|n| n == name);
                if known { Ok(name) } else { Err(plain()) }
            }
            Repr::BuiltIn { kind: None, .. } => {
                if name == NAME || name == NAMESPACE {
                    Ok(name)
                } else {
                    Err(refuse(Refusal::OnlyMetadata, "", name))
                }
            }
            Repr::BuiltIn {
                kind: Some(kind),
                version,
            } => {
                if let Some((_, real)) = kind.aliases.iter().find(|(alias, _)| *alias == name) {
                    return Ok(real);
                }
                let known = name == NAME
                    || (kind.namespace && name == NAMESPACE)
                    || kind.fields.iter().any(|(n, _)| *n == name);
                if known {
                    Ok(name)
                } else {
                    Err(refuse(kind.refusal, version, name))
                }
            }
        }
    }

    /// What an object's field says; empty when the object has no such field.
    #[must_use]
    pub fn value<'o>(&self, object: &'o Value<'_>, name: &str) -> Cow<'o, str> {
        if name == NAME || name == NAMESPACE {
            let key = name.strip_prefix("metadata.").unwrap_or(name);
            return object.str_at(&["metadata", key]).unwrap_or_default().into();
        }
        match &self.0 {
            Repr::BuiltIn { kind, .. } => {
                let fields = kind.map(|k| k.fields).unwrap_or_default();
                let source = fields.iter().find(|(n, _)| *n == name);
                source.map_or(Cow::Borrowed(""), |(_, source)| source.read(object))
            }
            Repr::Custom { .. } => {
                let path: Vec<&str> = name.split('.').collect();
                object.at(&path).map_or(Cow::Borrowed(""), scalar)
            }
        }
    }
}

/// A selectable field of a custom resource, which its schema makes a string, an integer or a
/// boolean.
fn scalar<'o>(value: &'o Value<'_>) -> Cow<'o, str> {
    match value {
        Value::String(s) => s.as_ref().into(),
        Value::Int(n) => n.to_string().into(),
        Value::Bool(b) => b.to_string().into(),
        Value::Float(f) => go_text::float(*f).into(),
        Value::Null | Value::Array(_) | Value::Object(_) => "".into(),
    }
}

fn refuse(refusal: Refusal, version: &str, field: &str) -> Error {
    Error::invalid(match refusal {
        Refusal::NotSupported => format!("field label not supported: {field}"),
        Refusal::OnlyMetadata => format!(
            "{} is not a known field selector: only \"{NAME}\", \"{NAMESPACE}\"",
            go_text::quote(field)
        ),
        Refusal::QuotedFor(kind) => {
            format!(
                "field label {} not supported for {kind}",
                go_text::quote(field)
            )
        }
        Refusal::For(kind) => {
            let kind = kind.replace("{version}", version);
            format!("field label not supported for {kind}: {field}")
        }
    })
}

impl Source {
    fn read<'o>(self, object: &'o Value<'_>) -> Cow<'o, str> {
        let text = |path: &[&str]| object.str_at(path).filter(|s| !s.is_empty());
        match self {
            Source::Text(path) => text(path).unwrap_or_default().into(),
            Source::First(paths) => {
                let found = paths.iter().find_map(|path| text(path));
                found.unwrap_or_default().into()
            }
            Source::Flag(path) => {
                let set = object.at(path).and_then(Value::as_bool) == Some(true);
                if set { "true".into() } else { "false".into() }
            }
            Source::Count(path) => {
                let n = object.at(path).and_then(Value::as_int).unwrap_or(0);
                n.to_string().into()
            }
            Source::PodIp => text(&["status", "podIP"])
                .or_else(|| {
                    let list = object.at(&["status", "podIPs"])?.as_array()?;
                    list.first()?.str_at(&["ip"])
                })
                .unwrap_or_default()
                .into(),
            Source::Nothing => "".into(),
        }
    }
}
