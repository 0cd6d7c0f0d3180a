//! Definitions of custom resources that were made before apiextensions.k8s.io/v1.
//!
//! v1beta1 needed no schema, took any, and kept fields that the schema does not name
//! (`preserveUnknownFields`). v1 shows such a definition as it is and refuses to make one like it: each
//! version must have a structural schema, and what keeps unknown fields must say so in it
//! (apiextensions-apiserver pkg/apis/apiextensions/validation, pkg/apiserver/schema/validation.go).

use super::edit::{Edit, join, members};
use kf_base::limits::MAX_NESTING;
use kf_object::patch::Step;
use kf_object::{Map, Value};

/// What the rules here are for.
pub(super) const KIND: (&str, &str) = ("apiextensions.k8s.io/v1", "CustomResourceDefinition");

/// The word of a schema that keeps what it does not name.
const KEEP: &str = "x-kubernetes-preserve-unknown-fields";

const SCHEMA: &str = "openAPIV3Schema";

/// Gives each version a schema that v1 takes, under which no object loses anything.
pub(super) fn apply(edit: &mut Edit<'_, '_>) {
    let keeps = ["spec", "preserveUnknownFields"];
    let keeps_all = edit.object().at(&keeps).and_then(Value::as_bool) == Some(true);
    let unstructural = is_unstructural(edit.object());
    if keeps_all {
        let why = "v1 refuses it; the schemas say so instead";
        edit.take(&members(&keeps), why);
    }
    let versions = members(&["spec", "versions"]);
    for i in 0..edit.len(&versions) {
        let version = join(&versions, &[Step::Element(i)]);
        let holder = join(&version, &[Step::Member("schema")]);
        let at = join(&holder, &[Step::Member(SCHEMA)]);
        match edit.at(&at) {
            None | Some(Value::Null) => {
                const WHY: &str = "v1 wants a schema of each version: this one takes any object";
                edit.take(&holder, "a schema that says nothing");
                let schema = Map::from_iter([(SCHEMA.into(), free())]);
                edit.put(&version, "schema", Value::Object(schema), WHY);
            }
            Some(schema) if keeps_all && (unstructural || !is_structural(schema, true, 0)) => {
                const WHY: &str = "the schema is not structural, and v1 takes no other: this one \
                                   takes any object";
                edit.take(&at, WHY);
                edit.put(&holder, SCHEMA, free(), WHY);
            }
            Some(schema) if keeps_all => {
                let mut found = Vec::new();
                objects(schema, &mut Vec::new(), 0, &mut found);
                for path in found {
                    const WHY: &str = "spec.preserveUnknownFields said so of the whole object";
                    let steps: Vec<Step<'_>> = path.iter().map(|n| Step::Member(n)).collect();
                    edit.put(&join(&at, &steps), KEEP, Value::Bool(true), WHY);
                }
            }
            Some(_) => {}
        }
    }
}

/// A schema of any object.
fn free() -> Value<'static> {
    Value::Object(Map::from_iter([
        ("type".into(), Value::str("object")),
        (KEEP.into(), Value::Bool(true)),
    ]))
}

/// Whether the server has found a schema of the definition not to be structural.
fn is_unstructural(definition: &Value<'_>) -> bool {
    let conditions = definition.at(&["status", "conditions"]);
    let conditions = conditions.and_then(Value::as_array).unwrap_or_default();
    conditions.iter().any(|c| {
        c.str_at(&["type"]) == Some("NonStructuralSchema") && c.str_at(&["status"]) == Some("True")
    })
}

/// Whether each field has a type. That is what schemas of v1beta1 lack; of all else that is not
/// structural the server has told in the definition's status.
fn is_structural(schema: &Value<'_>, root: bool, depth: usize) -> bool {
    let says = |name: &str| schema.get(name).and_then(Value::as_bool) == Some(true);
    let kind = schema.str_at(&["type"]).unwrap_or_default();
    let typed = match root {
        true => kind == "object",
        false => !kind.is_empty() || says("x-kubernetes-int-or-string") || says(KEEP),
    };
    typed
        && depth < MAX_NESTING
        && below(schema).all(|(_, inner)| is_structural(inner, false, depth.saturating_add(1)))
}

/// The schemas right below one, each with the path to it.
fn below<'v, 'a>(schema: &'v Value<'a>) -> impl Iterator<Item = (Vec<String>, &'v Value<'a>)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let properties = properties.into_iter().flat_map(|all| all.iter());
    let properties =
        properties.map(|(name, inner)| (vec!["properties".to_owned(), name.to_owned()], inner));
    let others = ["items", "additionalProperties"]
        .into_iter()
        .filter_map(|name| {
            let inner = schema.get(name)?;
            // `additionalProperties` may be a boolean.
            let is_schema = !matches!(inner, Value::Bool(_));
            is_schema.then(|| (vec![name.to_owned()], inner))
        });
    properties.chain(others)
}

/// The paths of the schemas of objects whose fields are named: others lose nothing. `metadata` at the
/// root is the server's.
fn objects(schema: &Value<'_>, path: &mut Vec<String>, depth: usize, found: &mut Vec<Vec<String>>) {
    let keeps = schema.get(KEEP).and_then(Value::as_bool) == Some(true);
    let maps = schema.get("additionalProperties").is_some();
    if schema.str_at(&["type"]) == Some("object") && !keeps && !maps {
        found.push(path.clone());
    }
    if depth >= MAX_NESTING {
        return;
    }
    for (steps, inner) in below(schema) {
        if path.is_empty() && steps.last().is_some_and(|name| name == "metadata") {
            continue;
        }
        let length = path.len();
        path.extend(steps);
        objects(inner, path, depth.saturating_add(1), found);
        path.truncate(length);
    }
}
