//! The parts of an object that have paths of their own: `status` and `scale`.

use super::status::{Reason, Status};
use super::{ResourcePath, read};
use kf_object::access::{int, text};
use kf_object::encode::json;
use kf_object::{Map, Value};
use kf_query::labels::Selector;
use kf_resource::{Origin, Verbs};
use kf_schema::{Change, Minor};
use kf_view::{Mapping, Object, View};

/// What a path below a resource gives.
#[derive(Debug)]
pub(super) enum Subresource<'s> {
    /// The object itself.
    Object(Box<Object<'s>>),
    /// Its `Scale`.
    Scale(Box<Object<'s>>),
}

/// The subresources that give the whole object to a GET.
const WHOLE: &[&str] = &["approval", "ephemeralcontainers", "resize", "status"];

/// What of an object is about running containers, which no snapshot holds.
const RUNNING: &[&str] = &["attach", "exec", "log", "portforward", "proxy"];

/// Where the parts of a `Scale` lie in an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ScalePaths {
    spec: Vec<String>,
    status: Vec<String>,
    selector: Option<Vec<String>>,
}

/// Reads the object that a path names, for its subresource if it names one.
pub(super) fn get<'s>(
    view: &View<'s>,
    mapping: &Mapping,
    path: &ResourcePath,
    name: &str,
) -> Result<Subresource<'s>, Status> {
    let namespace = path.namespace.as_deref();
    let sub = path.subresource.as_deref();
    match sub {
        None => {}
        Some("scale") if scale_paths(view, mapping).is_some() => {}
        Some(sub) if is_whole(view, mapping, sub) => {}
        Some(sub) => return Err(refusal(sub)),
    }
    let object = read(view, mapping, namespace, name)?;
    match scale_paths(view, mapping).filter(|_| sub == Some("scale")) {
        None => Ok(Subresource::Object(Box::new(object))),
        Some(paths) => Ok(Subresource::Scale(Box::new(Object {
            value: scale(&object.value, &paths),
            record: object.record,
            notes: object.notes,
        }))),
    }
}

/// The names of the subresources that can be read, in discovery's order.
pub(super) fn names(view: &View<'_>, mapping: &Mapping) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = WHOLE
        .iter()
        .copied()
        .filter(|sub| is_whole(view, mapping, sub))
        .collect();
    if scale_paths(view, mapping).is_some() {
        names.push("scale");
    }
    names.sort_unstable();
    names
}

fn is_whole(view: &View<'_>, mapping: &Mapping, sub: &str) -> bool {
    let resource = mapping.resource();
    let name = (resource.group.as_ref(), resource.plural.as_ref());
    let minor = view.kube_version().minor;
    match (sub, resource.origin) {
        ("status", Origin::Custom) => custom(view, mapping, "status").is_some(),
        // What can only be created is not there to have a status later on.
        ("status", _) if resource.verbs == Verbs::Create => false,
        ("status", _) if name == ("storage.k8s.io", "volumeattachments") => {
            mapping.version() == "v1"
        }
        ("status", _) => has_status(mapping, minor),
        ("approval", _) => name == ("certificates.k8s.io", "certificatesigningrequests"),
        ("ephemeralcontainers", _) => {
            name == ("", "pods") && minor.has(Change::EPHEMERAL_CONTAINERS_ARE_POD)
        }
        ("resize", _) => name == ("", "pods") && minor.has(Change::POD_RESIZE),
        _ => false,
    }
}

/// Whether the type of a built-in resource has a status, which is then a subresource as well.
fn has_status(mapping: &Mapping, minor: Minor) -> bool {
    let entry = kf_schema::kind(&mapping.api_version(), &mapping.resource().kind);
    let message = entry.and_then(|e| kf_schema::MESSAGES.get(usize::from(e.message)));
    message.is_some_and(|message| {
        let shapes = message.fields.iter().flat_map(|field| field.shapes);
        shapes
            .filter(|shape| shape.minors.contains(minor))
            .any(|shape| shape.json == "status")
    })
}

/// The definition's entry for a subresource of a custom resource.
fn custom(view: &View<'_>, mapping: &Mapping, name: &str) -> Option<Value<'static>> {
    let subresources = view.subresources(mapping)?;
    subresources.get(name).cloned()
}

fn scale_paths(view: &View<'_>, mapping: &Mapping) -> Option<ScalePaths> {
    let resource = mapping.resource();
    let split = |path: &str| -> Vec<String> {
        let names = path.split('.').filter(|name| !name.is_empty());
        names.map(str::to_owned).collect()
    };
    if resource.origin == Origin::Custom {
        let scale = custom(view, mapping, "scale")?;
        let selector = text(&scale, &["labelSelectorPath"]);
        return Some(ScalePaths {
            spec: split(text(&scale, &["specReplicasPath"])),
            status: split(text(&scale, &["statusReplicasPath"])),
            selector: (!selector.is_empty()).then(|| split(selector)),
        });
    }
    let scales = matches!(
        (resource.group.as_ref(), resource.plural.as_ref()),
        (
            "apps" | "extensions",
            "deployments" | "replicasets" | "statefulsets"
        ) | ("", "replicationcontrollers")
    );
    scales.then(|| ScalePaths {
        spec: split("spec.replicas"),
        status: split("status.replicas"),
        selector: Some(split("spec.selector")),
    })
}

/// Refuses a POST to what needs a running container, as a GET of it is refused.
pub(super) fn check_post(path: &ResourcePath) -> Result<(), Status> {
    let sub = path.subresource.as_deref().unwrap_or_default();
    let name = sub.split('/').next().unwrap_or_default();
    if path.name.is_some() && RUNNING.contains(&name) {
        return Err(refusal(sub));
    }
    Ok(())
}

fn refusal(sub: &str) -> Status {
    let name = sub.split('/').next().unwrap_or(sub);
    if RUNNING.contains(&name) {
        return Status::new(
            Reason::BadRequest,
            format!(
                "a snapshot of etcd holds objects and no running containers: there is no {name:?}"
            ),
        );
    }
    Status::no_such_resource()
}

/// Makes the `Scale` of an object (kubernetes pkg/registry/apps/deployment/storage
/// `scaleFromDeployment`, apiextensions-apiserver pkg/registry/customresource/etcd.go
/// `scaleFromCustomResource`).
fn scale(object: &Value<'_>, paths: &ScalePaths) -> Value<'static> {
    let number = |path: &[String]| {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        Value::Int(int(object, &path))
    };
    let member = |name: &'static str, value| {
        let mut map = Map::new();
        map.insert(name, value);
        map
    };
    let mut metadata = Map::new();
    for name in [
        "creationTimestamp",
        "name",
        "namespace",
        "resourceVersion",
        "uid",
    ] {
        if let Some(value) = object.at(&["metadata", name]) {
            metadata.insert(name, value.clone().into_owned());
        }
    }
    let mut status = member("replicas", number(&paths.status));
    if let Some(selector) = paths.selector.as_deref().map(|p| selector(object, p)) {
        status.insert("selector", Value::String(selector.into()));
    }
    let mut scale = Map::new();
    scale.insert("apiVersion", Value::str("autoscaling/v1"));
    scale.insert("kind", Value::str("Scale"));
    scale.insert("metadata", Value::Object(metadata));
    scale.insert(
        "spec",
        Value::Object(member("replicas", number(&paths.spec))),
    );
    scale.insert("status", Value::Object(status));
    Value::Object(scale)
}

/// The text of the selector at a path: itself, a map of labels, or a label selector.
fn selector(object: &Value<'_>, path: &[String]) -> String {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let Some(found) = object.at(&path) else {
        return String::new();
    };
    if let Some(text) = found.as_str() {
        return text.to_owned();
    }
    let is_map = found.get("matchLabels").is_none() && found.get("matchExpressions").is_none();
    if let (true, Some(labels)) = (is_map, found.as_object()) {
        return kf_table::format_labels(Some(labels));
    }
    Selector::format_label_selector(Some(found))
}

/// Appends a `Scale` in the order of its struct.
pub(super) fn write_scale(out: &mut Vec<u8>, view: &View<'_>, scale: &Value<'_>) {
    match view.mapping_of_kind("autoscaling", "v1", "Scale") {
        Some(mapping) => view.write_json(out, &mapping, scale),
        None => json::write_compact(out, scale),
    }
}
