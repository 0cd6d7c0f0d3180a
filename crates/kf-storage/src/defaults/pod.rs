//! Pods, and the pod templates of everything that makes pods.
//!
//! Upstream: pkg/apis/core/v1/defaults.go, and the walk of zz_generated.defaults.go
//! (`SetObjectDefaults_Pod`), which is the same for every template.

use super::fill::{Fill, copy_missing};
use super::{pod_level, volume};
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// `SetObjectDefaults_Pod`.
pub(super) fn pod(pod: &mut Map<'_>, minor: Minor) {
    if let Some(spec) = pod.child("spec") {
        pod_only(spec, minor);
        self::spec(spec, minor);
        grace_period(spec, minor);
    }
    part(pod, minor);
}

/// What of it concerns a pod of which little was built.
pub(super) fn part(pod: &mut Map<'_>, minor: Minor) {
    if minor.has(Change::POD_IPS)
        && let Some(status) = pod.child("status")
    {
        addresses(status);
    }
}

/// A `PodTemplateSpec` at `template`.
pub(super) fn template(owner: &mut Map<'_>, minor: Minor) {
    if let Some(spec) = owner.child("template").and_then(|t| t.child("spec")) {
        if minor.has(Change::TEMPLATE_HOST_PORTS)
            && spec.get("hostNetwork") == Some(&Value::Bool(true))
        {
            host_ports(spec);
        }
        self::spec(spec, minor);
    }
}

/// `SetDefaults_Pod`: what pods get and templates do not.
fn pod_only(spec: &mut Map<'_>, minor: Minor) {
    for list in ["containers", "initContainers"] {
        for container in spec.each(list) {
            if let Some(resources) = container.child("resources") {
                copy_missing(resources, "limits", "requests");
            }
        }
    }
    if minor.has(Change::POD_LEVEL_RESOURCES) {
        pod_level::resources(spec);
    }
    if minor.has(Change::ENABLE_SERVICE_LINKS) {
        spec.fill_nil("enableServiceLinks", Value::Bool(true));
    }
    if spec.get("hostNetwork") == Some(&Value::Bool(true)) {
        host_ports(spec);
    }
}

/// `defaultHostNetworkPorts`.
fn host_ports(spec: &mut Map<'_>) {
    for list in ["containers", "initContainers"] {
        for port in spec.each(list).flat_map(|c| c.each("ports")) {
            if port.is_zero("hostPort")
                && let Some(number) = port.get("containerPort").and_then(Value::as_int)
                && number != 0
            {
                port.insert("hostPort", Value::Int(number));
            }
        }
    }
}

/// The conversion to the internal type makes `podIPs` of a lone `podIP`
/// (pkg/apis/core/v1/conversion.go `Convert_v1_PodStatus_To_core_PodStatus`).
fn addresses(status: &mut Map<'_>) {
    if status.has_none("podIPs")
        && !status.is_zero("podIP")
        && let Some(address) = status.get("podIP").cloned()
    {
        let mut entry = Map::new();
        entry.insert("ip", address);
        status.insert("podIPs", Value::Array(vec![Value::Object(entry)]));
    }
}

/// The conversion from the internal type takes a second for what is negative, in pods and not in
/// their templates (pkg/apis/core/v1/conversion.go `Convert_core_Pod_To_v1_Pod`).
fn grace_period(spec: &mut Map<'_>, minor: Minor) {
    const NAME: &str = "terminationGracePeriodSeconds";
    let negative = spec
        .get(NAME)
        .and_then(Value::as_int)
        .is_some_and(|n| n < 0);
    if negative && minor.has(Change::NEGATIVE_GRACE_PERIOD) {
        spec.insert(NAME, Value::Int(1));
    }
}

/// `SetDefaults_PodSpec` and everything below a pod's spec.
fn spec(spec: &mut Map<'_>, minor: Minor) {
    spec.fill_text("dnsPolicy", "ClusterFirst");
    spec.fill_text("restartPolicy", "Always");
    spec.fill_nil("securityContext", Value::Object(Map::new()));
    spec.fill_nil("terminationGracePeriodSeconds", Value::Int(30));
    spec.fill_text("schedulerName", "default-scheduler");
    for volume in spec.each("volumes") {
        volume::volume(volume, minor);
    }
    for list in ["initContainers", "containers", "ephemeralContainers"] {
        for container in spec.each(list) {
            self::container(container, minor);
        }
    }
}

/// `SetDefaults_Container`, `SetDefaults_EphemeralContainer` and what lies below.
fn container(container: &mut Map<'_>, minor: Minor) {
    if container.is_zero("imagePullPolicy") {
        let policy = pull_policy(container.text("image"));
        container.insert("imagePullPolicy", Value::str(policy));
    }
    if minor.has(Change::PROC_MOUNT)
        && let Some(context) = container.child("securityContext")
    {
        context.fill_nil("procMount", Value::str("Default"));
    }
    container.fill_text("terminationMessagePath", "/dev/termination-log");
    container.fill_text("terminationMessagePolicy", "File");
    for port in container.each("ports") {
        port.fill_text("protocol", "TCP");
    }
    for variable in container.each("env") {
        if let Some(source) = variable.child("valueFrom") {
            if let Some(reference) = source.child("fieldRef") {
                // SetDefaults_ObjectFieldSelector
                reference.fill_text("apiVersion", "v1");
            }
            // FileKeySelector is born with +default=false on `optional`, in 1.34.
            if let Some(key) = source.child("fileKeyRef") {
                key.fill_nil("optional", Value::Bool(false));
            }
        }
    }
    for name in ["livenessProbe", "readinessProbe", "startupProbe"] {
        if let Some(probe) = container.child(name) {
            self::probe(probe);
        }
    }
    if let Some(lifecycle) = container.child("lifecycle") {
        for name in ["postStart", "preStop"] {
            if let Some(handler) = lifecycle.child(name) {
                http_get(handler);
            }
        }
    }
}

/// `SetDefaults_Probe`; `grpc.service` is declared +default="" since gRPC probes exist (1.23).
fn probe(probe: &mut Map<'_>) {
    probe.fill_zero("timeoutSeconds", Value::Int(1));
    probe.fill_zero("periodSeconds", Value::Int(10));
    probe.fill_zero("successThreshold", Value::Int(1));
    probe.fill_zero("failureThreshold", Value::Int(3));
    http_get(probe);
    if let Some(grpc) = probe.child("grpc") {
        grpc.fill_nil("service", Value::str(""));
    }
}

/// `SetDefaults_HTTPGetAction`.
fn http_get(handler: &mut Map<'_>) {
    if let Some(action) = handler.child("httpGet") {
        action.fill_text("path", "/");
        action.fill_text("scheme", "HTTP");
    }
}

/// Always for an image without tag and digest or with the tag `latest`, as `SetDefaults_Container`
/// with `ParseImageName` (pkg/util/parsers). A name no registry takes, such as an empty one, has
/// no tag there.
pub(super) fn pull_policy(image: &str) -> &'static str {
    let (name, digest) = match image.split_once('@') {
        Some((name, digest)) => (name, Some(digest)),
        None => (image, None),
    };
    // A colon before the last slash belongs to a registry's port.
    let last = name.rsplit('/').next().unwrap_or_default();
    let latest = match last.split_once(':') {
        Some((_, tag)) => tag == "latest",
        None => digest.is_none() && !last.is_empty(),
    };
    if latest { "Always" } else { "IfNotPresent" }
}
