//! Workloads: apps/v1 and v1beta2 against the older apps/v1beta1 and extensions/v1beta1.
//!
//! The older versions have fields that the newer ones keep in annotations
//! (pkg/apis/apps/v1/conversion.go and its siblings).

use super::Versions;
use super::members::{
    annotate, annotation, object, object_or_new, parse_int, strip_annotation, take,
};
use kf_object::{Map, Value};

const ROLLBACK_TO: &str = "deprecated.deployment.rollback.to";
const TEMPLATE_GENERATION: &str = "deprecated.daemonset.template.generation";

fn is_new(version: &str) -> bool {
    matches!(version, "apps/v1" | "apps/v1beta2")
}

fn is_old(version: &str) -> bool {
    matches!(version, "apps/v1beta1" | "extensions/v1beta1")
}

/// `spec.rollbackTo` of the old versions is an annotation in the new ones.
pub(super) fn deployment(deployment: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let Versions { stored, wanted, .. } = versions;
    if is_new(stored) {
        let revision = match annotation(deployment, ROLLBACK_TO) {
            None | Some("") => None,
            Some(text) => Some(parse_int(text)?),
        };
        match (is_new(wanted), revision) {
            (true, Some(revision)) => {
                annotate(deployment, ROLLBACK_TO, revision.to_string())?;
            }
            (true, None) => strip_annotation(deployment, ROLLBACK_TO),
            (false, Some(revision)) if is_old(wanted) => {
                strip_annotation(deployment, ROLLBACK_TO);
                let mut rollback = Map::new();
                rollback.insert("revision", Value::Int(revision));
                object_or_new(deployment, "spec")?.insert("rollbackTo", Value::Object(rollback));
            }
            // An empty annotation stays where it is.
            (false, None) if is_old(wanted) => {}
            (false, _) => return None,
        }
        return Some(());
    }
    if !is_old(stored) || is_old(wanted) {
        return (is_old(stored) && is_old(wanted)).then_some(());
    }
    let rollback = object(deployment, &["spec"]).and_then(|spec| take(spec, "rollbackTo"));
    match rollback {
        Some(rollback) => {
            let revision = rollback.get("revision").and_then(Value::as_int);
            annotate(
                deployment,
                ROLLBACK_TO,
                revision.unwrap_or_default().to_string(),
            )
        }
        None => {
            strip_annotation(deployment, ROLLBACK_TO);
            Some(())
        }
    }
}

/// `spec.templateGeneration` of extensions/v1beta1 is an annotation in apps.
pub(super) fn daemon_set(set: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let generation = match versions.stored {
        stored if is_new(stored) => match annotation(set, TEMPLATE_GENERATION) {
            Some(text) => parse_int(text)?,
            None => 0,
        },
        "extensions/v1beta1" => object(set, &["spec"])
            .and_then(|spec| take(spec, "templateGeneration"))
            .and_then(|generation| generation.as_int())
            .unwrap_or_default(),
        _ => return None,
    };
    match versions.wanted {
        wanted if is_new(wanted) => annotate(set, TEMPLATE_GENERATION, generation.to_string()),
        "extensions/v1beta1" => {
            strip_annotation(set, TEMPLATE_GENERATION);
            let spec = object_or_new(set, "spec")?;
            spec.insert("templateGeneration", Value::Int(generation));
            Some(())
        }
        _ => None,
    }
}

/// `status.observedGeneration` is a pointer in apps/v1beta1 and in the internal type alone:
/// coming from the others it is never nil.
pub(super) fn stateful_set(set: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let known = |version| is_new(version) || version == "apps/v1beta1";
    if !known(versions.stored) || !known(versions.wanted) {
        return None;
    }
    if versions.wanted == "apps/v1beta1" {
        let status = object_or_new(set, "status")?;
        if !status.contains_key("observedGeneration") {
            status.insert("observedGeneration", Value::Int(0));
        }
    }
    Some(())
}
