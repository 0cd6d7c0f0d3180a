//! Defaults for what an object leaves out.

use std::borrow::Cow;

use super::object_meta::{OnBadField, coerce_embedded};
use super::prune::prune;
use super::schema::{Additional, Structural};
use kf_base::limits::MAX_DEFAULTED_NODES;
use kf_base::{Error, Result};
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// Sets the schema's defaults where the object has nothing.
///
/// As `Default` in pkg/apiserver/schema/defaulting/algorithm.go; since 1.20 a null counts as
/// nothing unless the schema allows it. `budget` is how many values may be added.
pub(super) fn default<'a>(
    value: &mut Value<'a>,
    schema: &Structural,
    minor: Minor,
    budget: &mut usize,
) -> Result<()> {
    if !schema.has_defaults() {
        return Ok(());
    }
    match value {
        Value::Object(members) => {
            add_missing(members, schema, minor, budget)?;
            for (name, member) in members.iter_mut() {
                match (schema.property(name), &schema.additional) {
                    (Some(property), _) => default(member, property, minor, budget)?,
                    (None, Additional::Schema(other)) => {
                        replace_null(member, other, minor, budget)?;
                        default(member, other, minor, budget)?;
                    }
                    (None, _) => {}
                }
            }
        }
        Value::Array(items) => {
            let Some(schema) = schema.items.as_deref() else {
                return Ok(());
            };
            for item in items {
                replace_null(item, schema, minor, budget)?;
                default(item, schema, minor, budget)?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn is_unwanted_null(value: &Value<'_>, schema: &Structural, minor: Minor) -> bool {
    minor.has(Change::CUSTOM_NULLS) && *value == Value::Null && !schema.nullable
}

fn add_missing(
    members: &mut Map<'_>,
    schema: &Structural,
    minor: Minor,
    budget: &mut usize,
) -> Result<()> {
    let mut missing = Vec::new();
    for (name, property) in &schema.properties {
        let Some(default) = &property.default else {
            continue;
        };
        match members.get_mut(name) {
            None => missing.push((Cow::Owned(name.clone()), copy(default, budget)?)),
            Some(value) if is_unwanted_null(value, property, minor) => {
                *value = copy(default, budget)?;
            }
            Some(_) => {}
        }
    }
    if !missing.is_empty() {
        missing.extend(std::mem::take(members));
        *members = Map::from_unsorted(missing);
    }
    Ok(())
}

fn replace_null(
    value: &mut Value<'_>,
    schema: &Structural,
    minor: Minor,
    budget: &mut usize,
) -> Result<()> {
    if let Some(default) = &schema.default
        && is_unwanted_null(value, schema, minor)
    {
        *value = copy(default, budget)?;
    }
    Ok(())
}

fn copy(default: &Value<'static>, budget: &mut usize) -> Result<Value<'static>> {
    charge(default, budget)?;
    Ok(default.clone())
}

fn charge(value: &Value<'_>, budget: &mut usize) -> Result<()> {
    *budget = budget.checked_sub(1).ok_or_else(|| {
        Error::limit(format!(
            "the schema's defaults add more than {MAX_DEFAULTED_NODES} values"
        ))
    })?;
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| charge(item, budget)),
        Value::Object(members) => members.iter().try_for_each(|(_, v)| charge(v, budget)),
        _ => Ok(()),
    }
}

/// Prunes the defaults by their own schemas and forces the metadata within them into ObjectMeta.
///
/// As `PruneDefaults` in defaulting/prune.go. It does so with a whole object built around each
/// default; since only the schema at its place decides, the default alone does.
pub(super) fn prune_defaults(schema: &mut Structural, minor: Minor) {
    if !schema.has_defaults() {
        return;
    }
    if let Some(mut default) = schema.default.take() {
        // With bad fields dropped this cannot fail.
        let coerced = coerce_embedded(&mut default, schema, minor, OnBadField::Drop);
        debug_assert!(coerced.is_ok());
        prune(&mut default, Some(schema));
        schema.default = Some(default);
    }
    for (_, property) in &mut schema.properties {
        prune_defaults(property, minor);
    }
    if let Additional::Schema(other) = &mut schema.additional {
        prune_defaults(other, minor);
    }
    if let Some(items) = &mut schema.items {
        prune_defaults(items, minor);
    }
}
