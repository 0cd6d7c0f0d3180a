//! What a kube-apiserver's flags are about.

/// Why an argument is left out.
pub type Reason = &'static str;

/// Flags that decide where and how objects are stored, or which versions are served.
/// Which versions have them: [`knows`](crate::arguments::apiserver::knows).
const KEPT: &[&str] = &[
    "default-watch-cache-size",
    "emulated-version",
    "emulation-forward-compatible",
    "etcd-prefix",
    "feature-gates",
    "min-compatibility-version",
    "runtime-config",
    "runtime-config-emulation-forward-compatible",
    "service-cluster-ip-range",
    "service-node-port-range",
    "storage-media-type",
    "storage-versions",
    "watch-cache",
    "watch-cache-sizes",
];

const OTHER_ETCD: Reason = "these resources are in another etcd: they are not in this snapshot, and reading them fails or \
     finds what this etcd has";
const OLD_ETCD: Reason = "the stack stores as etcd's third API does; no snapshot has another";
const ETCD: Reason = "the stack has an etcd of its own";
const COMPACTION: Reason = "the stack does not compact: the snapshot's revision stays readable";
const ADDRESS: Reason = "an address or a port of the original server";
const CERTIFICATES: Reason = "certificates and keys of the original; the stack makes its own";
const CALLS_OUT: Reason = "the stack calls no kubelets, no webhooks and no other servers";
const ADMISSION: Reason = "no admission plugin runs: nothing of the original writes to the stack";
const USERS: Reason = "the stack knows its own user alone";
const RIGHTS: Reason = "the stack's own user may do everything";
const AUDIT: Reason = "nothing is audited";
const CLOUD: Reason = "no cloud is called";
const LOGGING: Reason = "only about logs, metrics and traces";
const LIMITS: Reason = "only about load, limits and timing";
const FILE: Reason = "a configuration in a file that is not here";
const KEY_RELOAD: Reason = "the stack reads the keys once";
const NO_LINE: Reason = "its value has characters that no command line of a file can have";
const OTHER: Reason = "not known to matter to what is stored";

/// Whole names, and beginnings of names that end with `*`, in order.
const DROPPED: &[(&str, Reason)] = &[
    ("etcd-servers-overrides", OTHER_ETCD),
    ("storage-backend", OLD_ETCD),
    ("etcd-quorum-read", OLD_ETCD),
    ("deserialization-cache-size", LIMITS),
    ("etcd-compaction-interval", COMPACTION),
    ("etcd-servers", ETCD),
    ("etcd-cafile", ETCD),
    ("etcd-certfile", ETCD),
    ("etcd-keyfile", ETCD),
    ("etcd-*", LIMITS),
    ("encryption-provider-config-automatic-reload", KEY_RELOAD),
    ("bind-address", ADDRESS),
    ("insecure-*", ADDRESS),
    ("address", ADDRESS),
    ("port", ADDRESS),
    ("secure-port", ADDRESS),
    ("advertise-address", ADDRESS),
    ("public-address-override", ADDRESS),
    ("external-hostname", ADDRESS),
    ("apiserver-count", ADDRESS),
    ("endpoint-reconciler-type", ADDRESS),
    ("kubernetes-service-node-port", ADDRESS),
    ("peer-*", ADDRESS),
    ("cors-allowed-origins", ADDRESS),
    ("permit-*", ADDRESS),
    ("tls-*", CERTIFICATES),
    ("cert-dir", CERTIFICATES),
    ("client-ca-file", CERTIFICATES),
    ("requestheader-*", CERTIFICATES),
    ("proxy-client-*", CERTIFICATES),
    ("kubelet-*", CALLS_OUT),
    ("egress-selector-config-file", CALLS_OUT),
    ("enable-aggregator-routing", CALLS_OUT),
    ("aggregator-*", CALLS_OUT),
    ("ssh-*", CALLS_OUT),
    ("admission-*", ADMISSION),
    ("enable-admission-plugins", ADMISSION),
    ("disable-admission-plugins", ADMISSION),
    ("default-not-ready-toleration-seconds", ADMISSION),
    ("default-unreachable-toleration-seconds", ADMISSION),
    ("allow-privileged", ADMISSION),
    ("repair-malformed-updates", ADMISSION),
    ("authentication-*", USERS),
    ("oidc-*", USERS),
    ("token-auth-file", USERS),
    ("basic-auth-file", USERS),
    ("anonymous-auth", USERS),
    ("api-audiences", USERS),
    ("service-account-*", USERS),
    ("enable-bootstrap-token-auth", USERS),
    ("experimental-bootstrap-token-auth", USERS),
    ("experimental-keystone-*", USERS),
    ("authorization-*", RIGHTS),
    ("audit-*", AUDIT),
    ("cloud-*", CLOUD),
    ("azure-*", CLOUD),
    ("log*", LOGGING),
    ("v", LOGGING),
    ("vmodule", LOGGING),
    ("alsologtostderr", LOGGING),
    ("stderrthreshold", LOGGING),
    ("add-dir-header", LOGGING),
    ("skip-headers", LOGGING),
    ("skip-log-headers", LOGGING),
    ("one-output", LOGGING),
    ("profiling", LOGGING),
    ("contention-profiling", LOGGING),
    ("debug-socket-path", LOGGING),
    ("enable-logs-handler", LOGGING),
    ("enable-swagger-ui", LOGGING),
    ("tracing-config-file", LOGGING),
    ("allow-metric-labels*", LOGGING),
    ("disabled-metrics", LOGGING),
    ("show-hidden-metrics-for-version", LOGGING),
    ("max-*", LIMITS),
    ("min-request-timeout", LIMITS),
    ("request-timeout", LIMITS),
    ("goaway-chance", LIMITS),
    ("http2-max-streams-per-connection", LIMITS),
    ("disable-http2-serving", LIMITS),
    ("livez-grace-period", LIMITS),
    ("shutdown-*", LIMITS),
    ("storage-initialization-timeout", LIMITS),
    ("delete-collection-workers", LIMITS),
    ("enable-garbage-collector", LIMITS),
    ("enable-priority-and-fairness", LIMITS),
    ("event-ttl", LIMITS),
    ("lease-reuse-duration-seconds", LIMITS),
    ("target-ram-mb", LIMITS),
    ("config", FILE),
    ("openshift-config", FILE),
    ("flagz-*", LOGGING),
];

/// Whether the flag names an EncryptionConfiguration.
pub(super) fn is_encryption(name: &str) -> bool {
    name == "encryption-provider-config" || name == "experimental-encryption-provider-config"
}

/// Whether several of the flag add up (`MapStringBool` and `ConfigurationMap` of
/// k8s.io/component-base/cli/flag).
pub(super) fn is_map(name: &str) -> bool {
    matches!(
        name,
        "feature-gates" | "runtime-config" | "emulated-version"
    )
}

/// Why a flag is left out; `None` keeps it.
pub(super) fn reason(name: &str, value: &str) -> Option<Reason> {
    if KEPT.contains(&name) {
        return value.chars().any(char::is_control).then_some(NO_LINE);
    }
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    };
    let found = DROPPED.iter().find(|(pattern, _)| fits(pattern));
    Some(found.map_or(OTHER, |(_, reason)| reason))
}
