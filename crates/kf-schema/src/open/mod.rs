//! Which texts of an object are structural: names, enums, references and what else has a form that
//! no sentence and no credential fits. Everything else is free text.
//!
//! The schema tells numbers, booleans, times and quantities by their types. Of strings it does not
//! know more than that they are strings, so `FIELDS` lists those that are structural, by JSON
//! name, and [`Look`] says what they look like: a value that does not look so is free text after
//! all. What is not listed here is free text, and so is every field that a later Kubernetes adds.

mod look;

pub use look::Look;

use crate::descriptor::Message;
use Look::{
    Address, ApiVersion, Cron, Digits, FieldPath, Image, Label, Name, Qualified, Uid, UrlPath,
    Version, Word,
};

/// Structural strings by the JSON name of their field, ascending. The name means the same in every
/// message that has it, but for [`FREE`].
const FIELDS: &[(&str, Look)] = &[
    ("accessMode", Word),
    ("accessModes", Word),
    ("action", Word),
    ("add", Word),
    ("address", Address),
    ("addressType", Word),
    ("addresses", Address),
    ("admissionReviewVersions", Word),
    ("allocatedResourceStatuses", Word),
    ("allocationMode", Word),
    ("allowedCapabilities", Word),
    ("apiGroup", Name),
    ("apiGroups", Name),
    ("apiVersion", ApiVersion),
    ("apiVersions", Word),
    ("appProtocol", Qualified),
    ("architecture", Word),
    ("attacher", Qualified),
    ("cachingMode", Word),
    ("categories", Word),
    ("cidr", Address),
    ("cidrs", Address),
    ("claimName", Name),
    ("clusterIP", Address),
    ("clusterIPs", Address),
    ("clusterName", Name),
    ("completedIndexes", Digits),
    ("completionMode", Word),
    ("concurrencyPolicy", Word),
    ("conditionType", Qualified),
    ("container", Name),
    ("containerName", Name),
    ("containerNames", Name),
    ("containers", Name),
    ("controller", Qualified),
    ("conversionReviewVersions", Word),
    ("currentRevision", Name),
    ("currentVolumeAttributesClassName", Name),
    ("declaredFeatures", Word),
    ("defaultAddCapabilities", Word),
    ("defaultRuntimeClassName", Name),
    ("deprecatedTopology", Label),
    ("deviceClassName", Name),
    ("disruptionMode", Word),
    ("dnsPolicy", Word),
    ("dockerImageReference", Image),
    ("dockerImageRepository", Image),
    ("driver", Qualified),
    ("driverName", Name),
    ("drop", Word),
    ("effect", Word),
    ("egressCIDRs", Address),
    ("egressIPs", Address),
    ("enum", Word),
    ("except", Address),
    ("extendedResourceName", Qualified),
    ("externalIPs", Address),
    ("externalTrafficPolicy", Word),
    ("failedIndexes", Digits),
    ("failurePolicy", Word),
    ("fieldPath", FieldPath),
    ("fieldsType", Word),
    ("finalizers", Qualified),
    ("format", Word),
    ("fsGroupChangePolicy", Word),
    ("fsGroupPolicy", Word),
    ("fsType", Word),
    ("generateName", Name),
    ("group", Name),
    ("handler", Name),
    ("health", Word),
    ("hostIP", Address),
    ("image", Image),
    ("imageID", Image),
    ("imagePullPolicy", Word),
    ("imageRef", Image),
    ("importMode", Word),
    ("ingressClassName", Name),
    ("insecureEdgeTerminationPolicy", Word),
    ("internalTrafficPolicy", Word),
    ("ip", Address),
    ("ipFamilies", Word),
    ("ipFamily", Word),
    ("ipFamilyPolicy", Word),
    ("ipMode", Word),
    ("ips", Address),
    ("key", Qualified),
    ("kind", Word),
    ("kubeProxyVersion", Version),
    ("kubeletVersion", Version),
    ("labels", Label),
    ("lastTriggeredImage", Image),
    ("leaseName", Name),
    ("listKind", Word),
    ("loadBalancerClass", Qualified),
    ("loadBalancerIP", Address),
    ("loadBalancerSourceRanges", Address),
    ("matchLabelKeys", Qualified),
    ("matchLabels", Label),
    ("matchPolicy", Word),
    ("medium", Word),
    ("mismatchLabelKeys", Qualified),
    ("mode", Word),
    ("mountPropagation", Word),
    ("name", Name),
    ("names", Image),
    ("nameservers", Address),
    ("namespace", Name),
    ("namespaces", Name),
    ("netname", Name),
    ("nodeAffinityPolicy", Word),
    ("nodeName", Name),
    ("nodeSelector", Label),
    ("nodeTaintsPolicy", Word),
    ("nominatedNodeName", Name),
    ("nonResourceURLs", UrlPath),
    ("operatingSystem", Word),
    ("operation", Word),
    ("operations", Word),
    ("operator", Word),
    ("parameterNotFoundAction", Word),
    ("patchType", Word),
    ("pathType", Word),
    ("persistentVolumeName", Name),
    ("persistentVolumeReclaimPolicy", Word),
    ("phase", Word),
    ("plural", Word),
    ("podCIDR", Address),
    ("podCIDRs", Address),
    ("podGroupName", Name),
    ("podIP", Address),
    ("podManagementPolicy", Word),
    ("podName", Name),
    ("podReplacementPolicy", Word),
    ("policyName", Name),
    ("policyTypes", Word),
    ("preemptionPolicy", Word),
    ("priorityClassName", Name),
    ("procMount", Word),
    ("protocol", Word),
    ("provisioner", Qualified),
    ("pullPolicy", Word),
    ("qosClass", Word),
    ("reason", Word),
    ("reclaimPolicy", Word),
    ("recursiveReadOnly", Word),
    ("reference", Image),
    ("reinvocationPolicy", Word),
    ("request", Name),
    ("requests", Name),
    ("required", Name),
    ("requiredDropCapabilities", Word),
    ("resize", Word),
    ("resizeStatus", Word),
    ("resource", Qualified),
    ("resourceClaimName", Name),
    ("resourceClaimTemplateName", Name),
    ("resourceClassName", Name),
    ("resourceName", Qualified),
    ("resourceNames", Name),
    ("resourceVersion", Digits),
    ("resources", Qualified),
    ("restartPolicy", Word),
    ("roleNames", Name),
    ("runPolicy", Word),
    ("runtimeClassName", Name),
    ("schedule", Cron),
    ("schedulerName", Name),
    ("scheme", Word),
    ("scope", Word),
    ("scopeName", Word),
    ("seLinuxChangePolicy", Word),
    ("secretName", Name),
    ("secretNamespace", Name),
    ("selectPolicy", Word),
    ("selector", Label),
    ("selfLink", UrlPath),
    ("serviceAccount", Name),
    ("serviceAccountName", Name),
    ("serviceName", Name),
    ("sessionAffinity", Word),
    ("shortNames", Word),
    ("sideEffects", Word),
    ("signerName", Qualified),
    ("singular", Word),
    ("status", Word),
    ("stopSignal", Word),
    ("storageClassName", Name),
    ("storedVersions", Word),
    ("strategy", Word),
    ("subresource", Name),
    ("succeededIndexes", Digits),
    ("supplementalGroupsPolicy", Word),
    ("targetContainerName", Name),
    ("targetVolumeAttributesClassName", Name),
    ("templateName", Name),
    ("termination", Word),
    ("terminationMessagePolicy", Word),
    ("timeZone", Qualified),
    ("topology", Label),
    ("topologyKey", Qualified),
    ("topologyKeys", Qualified),
    ("trafficDistribution", Word),
    ("type", Qualified),
    ("uid", Uid),
    ("unhealthyPodEvictionPolicy", Word),
    ("updateRevision", Name),
    ("validationActions", Word),
    ("verb", Word),
    ("verbs", Word),
    ("version", Word),
    ("volumeAttributesClassName", Name),
    ("volumeBindingMode", Word),
    ("volumeLifecycleModes", Word),
    ("volumeMode", Word),
    ("volumeName", Name),
    ("whenDeleted", Word),
    ("whenScaled", Word),
    ("whenUnsatisfiable", Word),
    ("wildcardPolicy", Word),
    ("workloadName", Name),
    ("x-kubernetes-list-map-keys", Name),
    ("x-kubernetes-list-type", Word),
    ("x-kubernetes-map-type", Word),
];

/// Fields that are free text in spite of their names: message without its package, field.
const FREE: &[(&str, &str)] = &[
    // The private key of a Route, in PEM.
    ("TLSConfig", "key"),
    // A CEL expression or JSON path that somebody wrote.
    ("ValidationRule", "fieldPath"),
    ("NamedResourcesFilter", "selector"),
    ("NamedResourcesRequest", "selector"),
    // What a group of a storage system is called there.
    ("QuobyteVolumeSource", "group"),
    // What a review says in words.
    ("PodSecurityPolicySubjectReviewStatus", "reason"),
    ("SubjectAccessReviewResponse", "reason"),
    ("SubjectAccessReviewStatus", "reason"),
    ("ImageReviewStatus", "reason"),
];

/// Fields that are structural in these messages alone: message without its package, field.
const ONLY: &[(&str, &str, Look)] = &[
    ("DeviceTaint", "value", Label),
    ("DeviceToleration", "value", Label),
    ("LabelSelectorRequirement", "values", Label),
    ("NodeSelectorRequirement", "values", Label),
    ("ResourceQuotaSpec", "scopes", Word),
    ("ScopedResourceSelectorRequirement", "values", Name),
    ("Taint", "value", Label),
    ("Toleration", "value", Label),
    ("TopologySelectorLabelRequirement", "values", Label),
];

/// Maps of texts whose keys are structural, ascending: of all others the keys are free text, as are
/// those of [`FREE_KEYS`].
const KEYED: &[&str] = &[
    "allocatedResourceStatuses",
    "annotations",
    "binaryData",
    "data",
    "deprecatedTopology",
    "labels",
    "matchLabels",
    "nodeSelector",
    "selector",
    "stringData",
    "topology",
];

/// Maps of messages whose keys are free text: regular expressions.
const FREE_KEYS: &[&str] = &["patternProperties"];

/// Labels whose values Kubernetes itself sets or reads, ascending.
const LABELS: &[(&str, Look)] = &[
    ("beta.kubernetes.io/arch", Word),
    ("beta.kubernetes.io/os", Word),
    ("controller-revision-hash", Name),
    ("endpointslice.kubernetes.io/managed-by", Name),
    ("kubernetes.io/arch", Word),
    ("kubernetes.io/bootstrapping", Word),
    ("kubernetes.io/hostname", Name),
    ("kubernetes.io/metadata.name", Name),
    ("kubernetes.io/os", Word),
    ("kubernetes.io/service-name", Name),
    ("pod-template-generation", Digits),
    ("pod-template-hash", Name),
    ("statefulset.kubernetes.io/pod-name", Name),
];

/// Annotations of which the same holds, ascending.
const ANNOTATIONS: &[(&str, Look)] = &[
    ("deployment.kubernetes.io/desired-replicas", Digits),
    ("deployment.kubernetes.io/max-replicas", Digits),
    ("deployment.kubernetes.io/revision", Digits),
    ("ingressclass.kubernetes.io/is-default-class", Look::Flag),
    ("kubernetes.io/config.hash", Uid),
    ("kubernetes.io/config.mirror", Uid),
    ("kubernetes.io/config.seen", Look::Time),
    ("kubernetes.io/service-account.name", Name),
    ("kubernetes.io/service-account.uid", Uid),
    ("rbac.authorization.kubernetes.io/autoupdate", Look::Flag),
    ("storageclass.kubernetes.io/is-default-class", Look::Flag),
];

/// What a string field looks like whose values are structural; `None` when it is free text.
#[must_use]
pub fn look(message: &Message, field: &str) -> Option<Look> {
    let message = message.name.rsplit('.').next().unwrap_or_default();
    if FREE.contains(&(message, field)) {
        return None;
    }
    let only = ONLY.iter().find(|o| (o.0, o.1) == (message, field));
    only.map(|o| o.2).or_else(|| find(FIELDS, field))
}

/// Whether the keys of a map are structural; `texts` says that its values are strings or bytes.
#[must_use]
pub fn has_open_keys(field: &str, texts: bool) -> bool {
    if texts {
        KEYED.binary_search(&field).is_ok()
    } else {
        !FREE_KEYS.contains(&field)
    }
}

/// What the value of a label looks like that is structural.
#[must_use]
pub fn label(key: &str) -> Option<Look> {
    find(LABELS, key)
}

/// What the value of an annotation looks like that is structural.
#[must_use]
pub fn annotation(key: &str) -> Option<Look> {
    find(ANNOTATIONS, key)
}

fn find(table: &[(&str, Look)], key: &str) -> Option<Look> {
    let at = table.binary_search_by(|entry| entry.0.cmp(key)).ok()?;
    table.get(at).map(|entry| entry.1)
}

#[cfg(test)]
mod tests;
