//! Removal of unknown fields and of nulls.

use super::schema::{Additional, Structural};
use kf_object::Value;

/// Whether a member of a resource is not its schema's business.
pub(super) fn is_meta(name: &str) -> bool {
    matches!(name, "apiVersion" | "kind" | "metadata")
}

/// Removes members that the schema does not know; the object itself is a resource.
///
/// As `Prune` in pkg/apiserver/schema/pruning/algorithm.go.
pub(super) fn prune_root(object: &mut Value<'_>, schema: Option<&Structural>) {
    match schema {
        Some(schema) => prune_as(object, schema, true),
        None => {
            if let Some(members) = object.as_object_mut() {
                members.retain(|name, _| is_meta(name));
            }
        }
    }
}

/// Removes members that the schema does not know.
pub(super) fn prune(value: &mut Value<'_>, schema: Option<&Structural>) {
    match (value, schema) {
        (value, Some(schema)) => prune_as(value, schema, schema.embedded_resource),
        (Value::Object(members), None) => members.retain(|_, _| false),
        (Value::Array(items), None) => items.iter_mut().for_each(|item| prune(item, None)),
        _ => {}
    }
}

fn prune_as(value: &mut Value<'_>, schema: &Structural, resource: bool) {
    match value {
        Value::Object(members) => members.retain(|name, member| {
            if resource && is_meta(name) {
                return true;
            }
            match (schema.property(name), &schema.additional) {
                (Some(property), _) => prune(member, Some(property)),
                (None, Additional::Schema(other)) => prune(member, Some(other)),
                (None, Additional::Unspecified) => prune(member, None),
                (None, Additional::Unknown) => return schema.preserve_unknown_fields,
            }
            true
        }),
        Value::Array(items) if schema.preserve_unknown_fields => {
            for item in items {
                keep_unknown(item, schema.items.as_deref());
            }
        }
        Value::Array(items) => {
            for item in items {
                prune(item, schema.items.as_deref());
            }
        }
        _ => {}
    }
}

/// `skipPrune`: the value keeps members its schema does not know, those it knows are pruned.
fn keep_unknown(value: &mut Value<'_>, schema: Option<&Structural>) {
    let Some(schema) = schema else { return };
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                if schema.embedded_resource && is_meta(name) {
                    continue;
                }
                match (schema.property(name), &schema.additional) {
                    (Some(property), _) => prune(member, Some(property)),
                    (None, Additional::Schema(other)) => prune(member, Some(other)),
                    (None, Additional::Unspecified) => prune(member, None),
                    (None, Additional::Unknown) => {}
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                keep_unknown(item, schema.items.as_deref());
            }
        }
        _ => {}
    }
}

/// Removes members that are null though their schema neither allows that nor has a default.
///
/// As `PruneNonNullableNullsWithoutDefaults` in defaulting/prunenulls.go.
pub(super) fn prune_nulls(value: &mut Value<'_>, schema: Option<&Structural>) {
    // Below a value without schema there is none either.
    let Some(schema) = schema else { return };
    match value {
        Value::Object(members) => members.retain(|name, member| {
            let schema = schema.member(name);
            if *member == Value::Null {
                return schema.is_none_or(|s| s.nullable || s.default.is_some());
            }
            prune_nulls(member, schema);
            true
        }),
        Value::Array(items) => {
            for item in items {
                prune_nulls(item, schema.items.as_deref());
            }
        }
        _ => {}
    }
}
