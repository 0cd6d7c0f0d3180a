//! Classes of volumes, and the drivers of nodes.

use super::Kind;
use super::common::{any, date, labels_and_annotations, map, name, object_events};
use super::context::Context;
use super::writer::{Writer, put};
use kf_base::Result;
use kf_object::Value;
use kf_object::access::{at, list, text, texts};
use kf_query::go_text;
use kf_table::format_labels;

const fn kind(kind: &'static str, describe: super::Describe) -> Kind {
    Kind {
        group: "storage.k8s.io",
        kind,
        versions: &["v1"],
        related: &[],
        describe,
    }
}

pub(super) const KINDS: &[Kind] = &[
    kind("StorageClass", storage_class),
    kind("VolumeAttributesClass", volume_attributes_class),
    kind("CSINode", csi_node),
];

/// `describeStorageClass`
fn storage_class(w: &mut Writer, object: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let is_default = ["storageclass", "storageclass.beta"].iter().any(|prefix| {
        let annotation = format!("{prefix}.kubernetes.io/is-default-class");
        text(object, &["metadata", "annotations", &annotation]) == "true"
    });
    put!(w, 0, "Name:\t{}\n", name(object));
    put!(
        w,
        0,
        "IsDefaultClass:\t{}\n",
        if is_default { "Yes" } else { "No" }
    );
    let annotations = map(object, &["metadata", "annotations"]);
    put!(w, 0, "Annotations:\t{}\n", format_labels(annotations));
    put!(w, 0, "Provisioner:\t{}\n", text(object, &["provisioner"]));
    put!(
        w,
        0,
        "Parameters:\t{}\n",
        format_labels(map(object, &["parameters"]))
    );
    let expansion = match at(object, &["allowVolumeExpansion"]).and_then(Value::as_bool) {
        None => "<unset>",
        Some(true) => "True",
        Some(false) => "False",
    };
    put!(w, 0, "AllowVolumeExpansion:\t{expansion}\n");
    match texts(object, &["mountOptions"]).as_slice() {
        [] => put!(w, 0, "MountOptions:\t<none>\n"),
        options => {
            put!(w, 0, "MountOptions:\n");
            for option in options {
                put!(w, 1, "{option}\n");
            }
        }
    }
    for (title, member) in [
        ("ReclaimPolicy", "reclaimPolicy"),
        ("VolumeBindingMode", "volumeBindingMode"),
    ] {
        if at(object, &[member]).is_some() {
            put!(w, 0, "{title}:\t{}\n", text(object, &[member]));
        }
    }
    if let Some(topologies) = at(object, &["allowedTopologies"]).and_then(Value::as_array) {
        allowed_topologies(w, topologies);
    }
    object_events(w, object, context);
    Ok(())
}

/// `printAllowedTopologies`, `printTopologySelectorTermsMultilineWithIndent`
fn allowed_topologies(w: &mut Writer, topologies: &[Value<'_>]) {
    put!(w, 0, "AllowedTopologies:\t");
    if topologies.is_empty() {
        return w.line("<none>");
    }
    w.line("");
    for (i, term) in topologies.iter().enumerate() {
        put!(w, 1, "Term {i}:\t");
        let requirements = list(term, &["matchLabelExpressions"]);
        if requirements.is_empty() {
            w.line("<none>");
        }
        for (i, requirement) in requirements.iter().enumerate() {
            if i > 0 {
                put!(w, 1, "\t");
            }
            put!(w, 0, "{} in", text(requirement, &["key"]));
            let values = texts(requirement, &["values"]);
            if !values.is_empty() {
                put!(w, 0, " [{}]", values.join(", "));
            }
            put!(w, 0, "\n");
        }
    }
}

/// `describeVolumeAttributesClass`
fn volume_attributes_class(
    w: &mut Writer,
    object: &Value<'_>,
    context: &Context<'_, '_>,
) -> Result<()> {
    put!(w, 0, "Name:\t{}\n", name(object));
    let annotations = map(object, &["metadata", "annotations"]);
    put!(w, 0, "Annotations:\t{}\n", format_labels(annotations));
    put!(w, 0, "DriverName:\t{}\n", text(object, &["driverName"]));
    put!(
        w,
        0,
        "Parameters:\t{}\n",
        format_labels(map(object, &["parameters"]))
    );
    object_events(w, object, context);
    Ok(())
}

/// `describeCSINode`
fn csi_node(w: &mut Writer, object: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    put!(w, 0, "Name:\t{}\n", name(object));
    labels_and_annotations(w, object);
    let created = date(text(object, &["metadata", "creationTimestamp"]));
    put!(w, 0, "CreationTimestamp:\t{created}\n");
    put!(w, 0, "Spec:\n");
    if at(object, &["spec", "drivers"]).is_some() {
        put!(w, 1, "Drivers:\n");
    }
    for driver in list(object, &["spec", "drivers"]) {
        put!(w, 2, "{}:\n", text(driver, &["name"]));
        put!(w, 3, "Node ID:\t{}\n", text(driver, &["nodeID"]));
        if at(driver, &["allocatable", "count"]).is_some() {
            put!(w, 3, "Allocatables:\n");
            put!(w, 4, "Count:\t{}\n", any(driver, &["allocatable", "count"]));
        }
        if let Some(keys) = at(driver, &["topologyKeys"]) {
            put!(w, 3, "Topology Keys:\t{}\n", go_text::sprint(keys));
        }
    }
    object_events(w, object, context);
    Ok(())
}
