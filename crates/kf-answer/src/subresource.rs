//! The parts of an object that have paths of their own: `status` and `scale`.

use super::status::{Reason, Status};
use super::{ResourcePath, read};
use kf_object::access::{int, text};
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

/// What of a pod is about its running containers, which no snapshot holds.
const RUNNING: &[&str] = &["attach", "exec", "log", "portforward", "proxy"];

/// Whether a subresource is about what runs in the cluster (kubernetes pkg/registry/core/rest/storage_core.go); all
/// others that nobody can read are not there.
fn is_about_running(group: &str, plural: &str, sub: &str) -> bool {
    let name = sub.split('/').next().unwrap_or(sub);
    match (group, plural) {
        ("", "pods") => RUNNING.contains(&name),
        ("", "nodes" | "services") => name == "proxy",
        _ => false,
    }
}

/// The type of every `Scale` but the oldest.
const SCALE: &str = "autoscaling/v1";

const EXTENSIONS: &str = "extensions";
pub(super) const CONTROLLERS: &str = "replicationcontrollers";

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
    if let Some(none) = sub.and_then(|sub| no_part(view, mapping, sub)) {
        return Err(none);
    }
    let object = read(view, mapping, namespace, name)?;
    Ok(match sub {
        None => Subresource::Object(Box::new(object)),
        Some(sub) => part_at(view, mapping, path, sub, object),
    })
}

/// Returns the refusal where a resource has no subresource of this name, or none that a snapshot tells.
#[must_use]
pub fn no_part(view: &View<'_>, mapping: &Mapping, sub: &str) -> Option<Status> {
    let is_scale = sub == "scale" && scale_paths(view, mapping).is_some();
    let resource = mapping.resource();
    (!is_scale && !is_whole(view, mapping, sub)).then(|| {
        match is_about_running(&resource.group, &resource.plural, sub) {
            true => not_running(sub),
            false => Status::no_such_resource(),
        }
    })
}

/// Makes what a subresource gives of an object in the resource's own version: `scale` of a Deployment is its `Scale`,
/// `status` of it is the Deployment.
#[must_use]
pub fn part<'s>(view: &View<'_>, mapping: &Mapping, sub: &str, object: Object<'s>) -> Object<'s> {
    let path = ResourcePath {
        group: mapping.resource().group.to_string(),
        version: mapping.version().to_owned(),
        ..ResourcePath::default()
    };
    match part_at(view, mapping, &path, sub, object) {
        Subresource::Object(object) | Subresource::Scale(object) => *object,
    }
}

/// As [`part`], under a path.
fn part_at<'s>(
    view: &View<'_>,
    mapping: &Mapping,
    path: &ResourcePath,
    sub: &str,
    mut object: Object<'s>,
) -> Subresource<'s> {
    link_to(&mut object.value, path, sub);
    match scale_paths(view, mapping).filter(|_| sub == "scale") {
        None => Subresource::Object(Box::new(object)),
        Some(paths) => {
            object.value = scale(&object.value, &paths, scale_type(mapping, path));
            Subresource::Scale(Box::new(object))
        }
    }
}

/// Makes an object's link one to its subresource; servers that send no links have none.
fn link_to(object: &mut Value<'_>, path: &ResourcePath, sub: &str) {
    let metadata = object.as_object_mut().and_then(|o| o.get_mut("metadata"));
    let metadata = metadata.and_then(Value::as_object_mut);
    let link = metadata.and_then(|m| m.get_mut("selfLink"));
    let Some(Value::String(link)) = link else {
        return;
    };
    let mut text = link.to_string();
    if path.group == EXTENSIONS
        && let Some(rest) = text.strip_prefix("/api/v1/")
    {
        // That of a ReplicationController whose scale is in this group.
        text = format!("/apis/{}/{}/{rest}", path.group, path.version);
    }
    *link = format!("{text}/{sub}").into();
}

/// Group and version of the `Scale` of a resource in a version of its own: older ones have a type of
/// theirs (kubernetes pkg/registry/apps/deployment/storage `ScaleREST.GroupVersionKind`).
pub(super) fn own_scale(group: &str, version: &str) -> Option<(&'static str, &'static str)> {
    match (group, version) {
        ("apps", "v1beta1") => Some(("apps", "v1beta1")),
        ("apps", "v1beta2") => Some(("apps", "v1beta2")),
        ("extensions", "v1beta1") => Some(("extensions", "v1beta1")),
        _ => None,
    }
}

/// The `apiVersion` of the `Scale` that a path names.
fn scale_type(mapping: &Mapping, path: &ResourcePath) -> String {
    let own = own_scale(&path.group, &path.version);
    match own.filter(|_| mapping.resource().origin != Origin::Custom) {
        Some((group, version)) => format!("{group}/{version}"),
        None => SCALE.to_owned(),
    }
}

/// The path at which a ReplicationController lies whose scale is asked for in the group `extensions`,
/// where nothing else of it is (kubernetes pkg/registry/extensions/rest/storage_extensions.go).
pub(super) fn scaled_elsewhere(view: &View<'_>, path: &ResourcePath) -> Option<ResourcePath> {
    let is_scale = path.subresource.as_deref() == Some("scale");
    let names = (path.group.as_str(), path.plural.as_str());
    let there = names == (EXTENSIONS, CONTROLLERS) && path.version == "v1beta1";
    (is_scale && there && has_dummy(view, &path.group, &path.version)).then(|| ResourcePath {
        group: String::new(),
        version: "v1".to_owned(),
        ..path.clone()
    })
}

/// Whether a group version has a resource that is there to be scaled only: it went with Deployments.
pub(super) fn has_dummy(view: &View<'_>, group: &str, version: &str) -> bool {
    let catalog = view.catalog();
    let mut groups = catalog.groups().iter().filter(|g| g.name == group);
    let versions = groups.find_map(|g| g.versions.iter().find(|v| v.name == version));
    group == EXTENSIONS
        && versions.is_some_and(|v| catalog.served_in(v).any(|r| r.plural == "deployments"))
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
        ("approval", _) => {
            name == ("certificates.k8s.io", "certificatesigningrequests")
                && minor.has(Change::APPROVAL_READ)
        }
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
    if path.name.is_some() && is_about_running(&path.group, &path.plural, sub) {
        return Err(not_running(sub));
    }
    Ok(())
}

fn not_running(sub: &str) -> Status {
    let name = sub.split('/').next().unwrap_or(sub);
    Status::new(
        Reason::BadRequest,
        format!("a snapshot of etcd holds objects and no running containers: there is no {name:?}"),
    )
}

/// Makes the `Scale` of an object (kubernetes pkg/registry/apps/deployment/storage
/// `scaleFromDeployment`, apiextensions-apiserver pkg/registry/customresource/etcd.go
/// `scaleFromCustomResource`). What is empty is left out, as Go does.
fn scale(object: &Value<'_>, paths: &ScalePaths, api_version: String) -> Value<'static> {
    let number = |path: &[String]| {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        int(object, &path)
    };
    let mut metadata = Map::new();
    for name in [
        "creationTimestamp",
        "name",
        "namespace",
        "resourceVersion",
        "selfLink",
        "uid",
    ] {
        if let Some(value) = object.at(&["metadata", name]) {
            metadata.insert(name, value.clone().into_owned());
        }
    }
    let mut spec = Map::new();
    let replicas = number(&paths.spec);
    if replicas != 0 {
        spec.insert("replicas", Value::Int(replicas));
    }
    let mut status = Map::new();
    status.insert("replicas", Value::Int(number(&paths.status)));
    let path = paths.selector.as_deref().unwrap_or_default();
    let text = selector(object, path);
    if !path.is_empty() && !text.is_empty() {
        if api_version == SCALE {
            status.insert("selector", Value::String(text.into()));
        } else {
            if let Some(labels) = equal_labels(object, path) {
                status.insert("selector", labels);
            }
            status.insert("targetSelector", Value::String(text.into()));
        }
    }
    let mut scale = Map::new();
    scale.insert("apiVersion", Value::String(api_version.into()));
    scale.insert("kind", Value::str("Scale"));
    scale.insert("metadata", Value::Object(metadata));
    scale.insert("spec", Value::Object(spec));
    scale.insert("status", Value::Object(status));
    Value::Object(scale)
}

/// The labels of a selector that asks for nothing else, as older versions have it beside the text
/// (kubernetes pkg/apis/extensions/v1beta1/conversion.go
/// `Convert_autoscaling_ScaleStatus_To_v1beta1_ScaleStatus`).
fn equal_labels(object: &Value<'_>, path: &[String]) -> Option<Value<'static>> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let found = object.at(&path)?;
    let given = |name: &str| found.get(name);
    let expressions = given("matchExpressions").and_then(Value::as_array);
    if !expressions.unwrap_or_default().is_empty() {
        return None;
    }
    let labels = match given("matchLabels") {
        None if given("matchExpressions").is_none() => found,
        labels => labels?,
    };
    let labels = labels.as_object().filter(|labels| !labels.is_empty())?;
    Some(Value::Object(labels.clone()).into_owned())
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
    // No resource is of this kind, so the view knows no mapping of it.
    let kind = kf_schema::kind(text(scale, &["apiVersion"]), "Scale");
    view.write_json_of(out, kind, scale);
}
