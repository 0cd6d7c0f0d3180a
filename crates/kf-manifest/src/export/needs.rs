//! What an object of a namespace needs that has no namespace itself.

use kf_base::limits::MAX_NESTING;
use kf_object::Value;

/// An object without a namespace that another one names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Need {
    /// Its resource, such as `priorityclasses.scheduling.k8s.io`.
    pub resource: &'static str,
    /// Its name.
    pub name: String,
}

/// Members whose text is the name of an object of a resource, wherever they stand.
const NAMES: &[(&str, &str)] = &[
    ("priorityClassName", "priorityclasses.scheduling.k8s.io"),
    ("runtimeClassName", "runtimeclasses.node.k8s.io"),
    ("storageClassName", "storageclasses.storage.k8s.io"),
    (
        "volumeAttributesClassName",
        "volumeattributesclasses.storage.k8s.io",
    ),
    ("ingressClassName", "ingressclasses.networking.k8s.io"),
    ("deviceClassName", "deviceclasses.resource.k8s.io"),
];

/// Members at the top of an object that name nothing of the kind.
const PASSED_OVER: &[&str] = &["metadata", "status", "data", "binaryData", "stringData"];

/// Tells what an object names, each once, in the order of resources and names: classes of pods,
/// volumes, devices and ingresses, and the role of a binding. In custom resources, which often have
/// whole pods in them, the same names are taken to mean the same.
#[must_use]
pub fn needs(object: &Value<'_>) -> Vec<Need> {
    let mut found = Vec::new();
    let members = object.as_object().into_iter().flat_map(|o| o.iter());
    for (name, value) in members {
        if !PASSED_OVER.contains(&name) {
            named(name, value, &mut found);
            within(value, 0, &mut found);
        }
    }
    let class = [
        "metadata",
        "annotations",
        "volume.beta.kubernetes.io/storage-class",
    ];
    if let Some(name) = object.str_at(&class) {
        named("storageClassName", &Value::str(name), &mut found);
    }
    let role = |name| object.str_at(&["roleRef", name]);
    if (role("apiGroup"), role("kind")) == (Some("rbac.authorization.k8s.io"), Some("ClusterRole"))
        && let Some(name) = role("name")
    {
        found.push(Need {
            resource: "clusterroles.rbac.authorization.k8s.io",
            name: name.to_owned(),
        });
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn named(member: &str, value: &Value<'_>, found: &mut Vec<Need>) {
    let resource = NAMES.iter().find(|(name, _)| *name == member);
    // An empty name says that there is none.
    let name = value.as_str().filter(|name| !name.is_empty());
    if let (Some((_, resource)), Some(name)) = (resource, name) {
        found.push(Need {
            resource,
            name: name.to_owned(),
        });
    }
}

fn within(value: &Value<'_>, depth: usize, found: &mut Vec<Need>) {
    if depth >= MAX_NESTING {
        return;
    }
    let deeper = depth.saturating_add(1);
    match value {
        Value::Object(map) => {
            for (name, inner) in map.iter() {
                named(name, inner, found);
                within(inner, deeper, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| within(inner, deeper, found)),
        _ => {}
    }
}
