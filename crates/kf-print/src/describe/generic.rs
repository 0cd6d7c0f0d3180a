//! Objects of kinds that kubectl has no description for: all members, with labels made from
//! their names (kubectl `pkg/describe/describe.go`, `genericDescriber`).

use super::common::{labels_and_annotations, name_and_namespace, object_events};
use super::context::Context;
use super::smart_label::smart_label;
use super::writer::{Writer, put};
use kf_base::error::Result;
use kf_object::{Map, Value};
use kf_query::go_text;

/// Members that are not printed, or were already.
const SKIPPED: [&str; 5] = [
    ".metadata.managedFields",
    ".metadata.name",
    ".metadata.namespace",
    ".metadata.labels",
    ".metadata.annotations",
];

/// Describes an object of any kind.
///
/// # Errors
/// None.
pub(super) fn describe(
    w: &mut Writer,
    object: &Value<'_>,
    context: &Context<'_, '_>,
) -> Result<()> {
    name_and_namespace(w, object);
    labels_and_annotations(w, object);
    if let Some(members) = object.as_object() {
        content(w, 0, members, &mut String::new());
    }
    object_events(w, object, context);
    Ok(())
}

/// The members of an object at `path` (`printUnstructuredContent`).
fn content(w: &mut Writer, level: usize, members: &Map<'_>, path: &mut String) {
    let here = path.len();
    for (field, value) in members.iter() {
        path.truncate(here);
        path.push('.');
        path.push_str(field);
        if SKIPPED.contains(&path.as_str()) {
            continue;
        }
        match value {
            Value::Object(inner) => {
                put!(w, level, "{}:\n", smart_label(field));
                content(w, level + 1, inner, path);
            }
            Value::Array(items) => {
                put!(w, level, "{}:\n", smart_label(field));
                for item in items {
                    match item {
                        Value::Object(inner) => content(w, level + 1, inner, path),
                        other => put!(w, level + 1, "{}\n", go_text::sprint(other)),
                    }
                }
            }
            other => put!(
                w,
                level,
                "{}:\t{}\n",
                smart_label(field),
                go_text::sprint(other)
            ),
        }
    }
    path.truncate(here);
}
