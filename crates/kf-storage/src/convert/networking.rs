//! Ingresses.

use super::Versions;
use super::members::{object, objects, rename, take, text};
use kf_object::{Map, Value};

const V1: &str = "networking.k8s.io/v1";

/// A backend names its service flat up to v1beta1 and in a `service` in v1, and the backend for
/// all else is `backend` there and `defaultBackend` here
/// (pkg/apis/networking/v1beta1/conversion.go; extensions/v1beta1 does the same).
pub(super) fn ingress(ingress: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let beta = |version| matches!(version, "networking.k8s.io/v1beta1" | "extensions/v1beta1");
    let to_v1 = match (versions.stored, versions.wanted) {
        (stored, V1) if beta(stored) => true,
        (V1, wanted) if beta(wanted) => false,
        (stored, wanted) => return (beta(stored) && beta(wanted)).then_some(()),
    };
    let Some(spec) = object(ingress, &["spec"]) else {
        return Some(());
    };
    let (from, to) = if to_v1 {
        ("backend", "defaultBackend")
    } else {
        ("defaultBackend", "backend")
    };
    rename(spec, from, to);
    let convert = if to_v1 {
        backend_to_v1
    } else {
        backend_to_beta
    };
    if let Some(backend) = object(spec, &[to]) {
        convert(backend);
    }
    for rule in objects(spec, "rules") {
        let Some(http) = object(rule, &["http"]) else {
            continue;
        };
        for path in objects(http, "paths") {
            if to_v1 && text(path, "pathType").is_empty() {
                // The default of v1beta1 since 1.18; v1 has none.
                path.insert("pathType", Value::str("ImplementationSpecific"));
            }
            if let Some(backend) = object(path, &["backend"]) {
                convert(backend);
            }
        }
    }
    Some(())
}

fn backend_to_v1(backend: &mut Map<'_>) {
    let name = take(backend, "serviceName").unwrap_or(Value::str(""));
    let port = take(backend, "servicePort").unwrap_or(Value::Int(0));
    if name.as_str() == Some("") && port == Value::Int(0) {
        return;
    }
    let mut ports = Map::new();
    let member = match port {
        Value::Int(_) => "number",
        _ => "name",
    };
    ports.insert(member, port);
    let mut service = Map::new();
    service.insert("name", name);
    service.insert("port", Value::Object(ports));
    backend.insert("service", Value::Object(service));
}

fn backend_to_beta(backend: &mut Map<'_>) {
    let Some(Value::Object(mut service)) = take(backend, "service") else {
        return;
    };
    if let Some(name) = service.remove("name") {
        backend.insert("serviceName", name);
    }
    let Some(Value::Object(mut port)) = service.remove("port") else {
        return;
    };
    let port = match take(&mut port, "name") {
        Some(Value::String(name)) if !name.is_empty() => Value::String(name),
        _ => take(&mut port, "number").unwrap_or(Value::Int(0)),
    };
    backend.insert("servicePort", port);
}
