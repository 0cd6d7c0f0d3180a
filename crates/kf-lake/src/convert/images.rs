//! Rows of the containers of an object.

use super::places::Placed;
use crate::image_name::ImageName;
use crate::row::{Cell, Row};
use kf_object::Value;
use kf_resource::split_api_version;

/// Lists of containers in the spec of a pod, the word for what is in them, and their statuses.
const LISTS: [(&str, &str, &str); 3] = [
    ("containers", "container", "containerStatuses"),
    ("initContainers", "init", "initContainerStatuses"),
    (
        "ephemeralContainers",
        "ephemeral",
        "ephemeralContainerStatuses",
    ),
];

/// Where objects keep the spec of pods that are made from them: custom ones do as built-in ones.
const TEMPLATES: [&[&str]; 3] = [
    &["spec", "template", "spec"],
    &["spec", "jobTemplate", "spec", "template", "spec"],
    &["template", "spec"],
];

/// The rows of an object, none for one without containers.
pub(super) fn rows(value: &Value<'_>, placed: &Placed<'_>) -> Vec<Row> {
    let is_pod =
        value.str_at(&["kind"]) == Some("Pod") && value.str_at(&["apiVersion"]) == Some("v1");
    let spec = if is_pod {
        value.get("spec")
    } else {
        let has_containers = |spec: &&Value<'_>| {
            spec.get("containers")
                .is_some_and(|c| c.as_array().is_some())
        };
        TEMPLATES
            .iter()
            .find_map(|path| value.at(path).filter(has_containers))
    };
    let Some(spec) = spec else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    for (list, word, statuses) in LISTS {
        let containers = spec.get(list).and_then(Value::as_array).unwrap_or_default();
        let statuses = value.at(&["status", statuses]).and_then(Value::as_array);
        for container in containers {
            let name = container.str_at(&["name"]);
            let of = |status: &&Value<'_>| status.str_at(&["name"]) == name;
            let status = statuses.filter(|_| is_pod).and_then(|s| s.iter().find(of));
            rows.push(row(value, placed, container, (word, status, is_pod)));
        }
    }
    rows
}

fn row(
    value: &Value<'_>,
    placed: &Placed<'_>,
    container: &Value<'_>,
    (word, status, is_pod): (&str, Option<&Value<'_>>, bool),
) -> Row {
    let image = container.str_at(&["image"]).unwrap_or_default();
    let name = ImageName::parse(image);
    let (group, _) = split_api_version(value.str_at(&["apiVersion"]).unwrap_or_default());
    let runs = status.is_some_and(|s| s.at(&["state", "running"]).is_some());
    let id = status
        .and_then(|s| s.str_at(&["imageID"]))
        .filter(|id| !id.is_empty());
    vec![
        Cell::Text(group.to_owned()),
        Cell::text(value.str_at(&["kind"])),
        Cell::text(placed.namespace),
        Cell::Text(placed.name.to_owned()),
        Cell::text(value.str_at(&["metadata", "uid"])),
        Cell::text(container.str_at(&["name"])),
        Cell::Text(word.to_owned()),
        Cell::Text(image.to_owned()),
        Cell::Text(name.registry.to_owned()),
        Cell::Text(name.repository),
        Cell::text(name.tag),
        Cell::text(name.digest),
        Cell::text(id),
        if is_pod { Cell::Bool(runs) } else { Cell::Null },
    ]
}
