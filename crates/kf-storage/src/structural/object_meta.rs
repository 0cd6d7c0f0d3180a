//! Metadata forced into the Go struct ObjectMeta.
//!
//! As `GetObjectMeta`, `SetObjectMeta` and `Coerce` in apiextensions'
//! pkg/apiserver/schema/objectmeta/{coerce,algorithm}.go: through JSON into the struct and back.
//! Here the values are changed in place, and only where the way through the struct would.

use super::prune::is_meta;
use super::schema::Structural;
use kf_base::time::{Timestamp, time_text};
use kf_base::{Error, Result};
use kf_object::{Map, Value};
use kf_schema::{Change, Minor, Minors};

/// What to do about a field that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnBadField {
    /// Leave it out: when reading from etcd.
    Drop,
    /// Fail: after conversion.
    Refuse,
}

/// Types of the fields of ObjectMeta and of the structs in it.
#[derive(Clone, Copy)]
enum Type {
    /// `string,omitempty`
    String,
    /// `string`
    StringKept,
    /// `int64,omitempty`
    Int,
    /// `*int64,omitempty`
    IntPointer,
    /// `*bool,omitempty`
    BoolPointer,
    /// `metav1.Time`: creationTimestamp.
    Time,
    /// `*metav1.Time,omitempty`
    TimePointer,
    /// `map[string]string,omitempty`
    StringMap,
    /// `[]string,omitempty`
    Strings,
    /// A slice of structs, `omitempty`.
    Structs(&'static [Field]),
    /// Raw JSON behind a pointer, `omitempty`.
    Raw,
}

/// JSON name, type, and the minors that have it.
type Field = (&'static str, Type, Minors);

/// apimachinery pkg/apis/meta/v1/types.go, `ObjectMeta`.
const OBJECT_META: &[Field] = &[
    ("annotations", Type::StringMap, Minors::ALL),
    ("clusterName", Type::String, Minors::until(24)),
    ("creationTimestamp", Type::Time, Minors::ALL),
    ("deletionGracePeriodSeconds", Type::IntPointer, Minors::ALL),
    ("deletionTimestamp", Type::TimePointer, Minors::ALL),
    ("finalizers", Type::Strings, Minors::ALL),
    ("generateName", Type::String, Minors::ALL),
    ("generation", Type::Int, Minors::ALL),
    ("initializers", Type::Raw, Minors::until(15)),
    ("labels", Type::StringMap, Minors::ALL),
    (
        "managedFields",
        Type::Structs(MANAGED_FIELDS),
        Minors::since(14),
    ),
    ("name", Type::String, Minors::ALL),
    ("namespace", Type::String, Minors::ALL),
    (
        "ownerReferences",
        Type::Structs(OWNER_REFERENCE),
        Minors::ALL,
    ),
    ("resourceVersion", Type::String, Minors::ALL),
    ("selfLink", Type::String, Minors::ALL),
    ("uid", Type::String, Minors::ALL),
];

/// `OwnerReference`
const OWNER_REFERENCE: &[Field] = &[
    ("apiVersion", Type::StringKept, Minors::ALL),
    ("blockOwnerDeletion", Type::BoolPointer, Minors::ALL),
    ("controller", Type::BoolPointer, Minors::ALL),
    ("kind", Type::StringKept, Minors::ALL),
    ("name", Type::StringKept, Minors::ALL),
    ("uid", Type::StringKept, Minors::ALL),
];

/// `ManagedFieldsEntry`
const MANAGED_FIELDS: &[Field] = &[
    ("apiVersion", Type::String, Minors::ALL),
    ("fields", Type::Raw, Minors::new(14, 15)),
    ("fieldsType", Type::String, Minors::since(16)),
    ("fieldsV1", Type::Raw, Minors::since(16)),
    ("manager", Type::String, Minors::ALL),
    ("operation", Type::String, Minors::ALL),
    ("subresource", Type::String, Minors::since(22)),
    ("time", Type::TimePointer, Minors::ALL),
];

/// A field does not fit its type.
struct Misfit;

/// What becomes of a field.
#[derive(PartialEq)]
enum Fate {
    Stay,
    /// Empty and `omitempty`.
    Leave,
}

/// Forces the metadata of a custom resource into ObjectMeta.
///
/// Without [`Change::NO_NULL_TIMES`] a creationTimestamp that is missing comes out as null.
///
/// # Errors
/// [`kf_base::ErrorKind::Corrupt`] when it is no object, and, with [`OnBadField::Refuse`], when a
/// field has the wrong type.
pub(super) fn coerce(metadata: &mut Value<'_>, minor: Minor, on_bad: OnBadField) -> Result<()> {
    if *metadata == Value::Null {
        *metadata = Value::Object(Map::new());
    }
    let Some(members) = metadata.as_object_mut() else {
        return Err(Error::corrupt("metadata is no object"));
    };
    let mut bad = None;
    members.retain(|name, value| {
        let Some(kind) = type_of(OBJECT_META, name, minor) else {
            return false;
        };
        match conform(value, kind, minor) {
            Ok(fate) => fate == Fate::Stay,
            Err(Misfit) => {
                bad.get_or_insert_with(|| name.to_owned());
                false
            }
        }
    });
    if let Some(name) = bad.filter(|_| on_bad == OnBadField::Refuse) {
        return Err(Error::corrupt(format!(
            "metadata.{name} is of the wrong type"
        )));
    }
    if !minor.has(Change::NO_NULL_TIMES) && !members.contains_key("creationTimestamp") {
        members.insert("creationTimestamp", Value::Null);
    }
    Ok(())
}

/// Forces the metadata of embedded resources (`x-kubernetes-embedded-resource`) into ObjectMeta,
/// and their apiVersion and kind into strings.
///
/// # Errors
/// With [`OnBadField::Refuse`], [`kf_base::ErrorKind::Corrupt`] when one of them does not fit.
pub(super) fn coerce_embedded(
    value: &mut Value<'_>,
    schema: &Structural,
    minor: Minor,
    on_bad: OnBadField,
) -> Result<()> {
    if !schema.has_embedded() {
        return Ok(());
    }
    match value {
        Value::Object(members) => {
            if schema.embedded_resource {
                coerce_resource(members, minor, on_bad)?;
            }
            for (name, member) in members.iter_mut() {
                if schema.embedded_resource && is_meta(name) {
                    continue;
                }
                if let Some(schema) = schema.member(name) {
                    coerce_embedded(member, schema, minor, on_bad)?;
                }
            }
            Ok(())
        }
        Value::Array(items) => match &schema.items {
            Some(schema) => items
                .iter_mut()
                .try_for_each(|item| coerce_embedded(item, schema, minor, on_bad)),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn coerce_resource(members: &mut Map<'_>, minor: Minor, on_bad: OnBadField) -> Result<()> {
    for name in ["apiVersion", "kind"] {
        if members.get(name).is_some_and(|v| v.as_str().is_none()) {
            if on_bad == OnBadField::Refuse {
                return Err(Error::corrupt(format!(
                    "{name} of an embedded resource is no string"
                )));
            }
            members.remove(name);
        }
    }
    if let Some(metadata) = members.get_mut("metadata") {
        match coerce(metadata, minor, on_bad) {
            // What is no object at all stays.
            Err(_) if on_bad == OnBadField::Drop => {}
            other => other?,
        }
        if let Some(metadata) = metadata.as_object_mut()
            && metadata.get("creationTimestamp") == Some(&Value::Null)
        {
            metadata.remove("creationTimestamp");
        }
    }
    Ok(())
}

fn type_of(fields: &[Field], name: &str, minor: Minor) -> Option<Type> {
    fields
        .iter()
        .find(|(n, _, minors)| *n == name && minors.contains(minor))
        .map(|(_, kind, _)| *kind)
}

/// Makes a value what it is after a way through a Go field of this type.
fn conform(value: &mut Value<'_>, kind: Type, minor: Minor) -> Result<Fate, Misfit> {
    // Null leaves a Go field as it is: zero.
    if *value == Value::Null {
        return Ok(match kind {
            Type::StringKept => {
                *value = Value::str("");
                Fate::Stay
            }
            Type::Time if !minor.has(Change::NO_NULL_TIMES) => Fate::Stay,
            _ => Fate::Leave,
        });
    }
    let empty = match (kind, &mut *value) {
        (Type::String, Value::String(s)) => s.is_empty(),
        (Type::StringKept, Value::String(_)) | (Type::BoolPointer, Value::Bool(_)) => false,
        (Type::Raw, _) => false,
        (Type::Int | Type::IntPointer, _) => {
            let n = integer(value)?;
            n == 0 && matches!(kind, Type::Int)
        }
        (Type::Time | Type::TimePointer, Value::String(_)) => {
            normalize_time(value)?;
            *value == Value::Null && matches!(kind, Type::Time) && minor.has(Change::NO_NULL_TIMES)
        }
        (Type::StringMap, Value::Object(members)) => {
            for (_, member) in members.iter_mut() {
                conform(member, Type::StringKept, minor)?;
            }
            members.is_empty()
        }
        (Type::Strings, Value::Array(items)) => {
            for item in items.iter_mut() {
                conform(item, Type::StringKept, minor)?;
            }
            items.is_empty()
        }
        (Type::Structs(fields), Value::Array(items)) => {
            for item in items.iter_mut() {
                conform_struct(item, fields, minor)?;
            }
            items.is_empty()
        }
        _ => return Err(Misfit),
    };
    Ok(if empty { Fate::Leave } else { Fate::Stay })
}

fn conform_struct(value: &mut Value<'_>, fields: &[Field], minor: Minor) -> Result<(), Misfit> {
    if *value == Value::Null {
        *value = Value::Object(Map::new());
    }
    let members = value.as_object_mut().ok_or(Misfit)?;
    let mut fits = true;
    members.retain(|name, value| match type_of(fields, name, minor) {
        None => false,
        Some(kind) => match conform(value, kind, minor) {
            Ok(fate) => fate == Fate::Stay,
            Err(Misfit) => {
                fits = false;
                false
            }
        },
    });
    for (name, kind, _) in fields {
        if matches!(kind, Type::StringKept) && !members.contains_key(name) {
            members.insert(*name, Value::str(""));
        }
    }
    if fits { Ok(()) } else { Err(Misfit) }
}

/// An int64; a float without fraction is one in JSON text.
fn integer(value: &mut Value<'_>) -> Result<i64, Misfit> {
    match value {
        Value::Int(n) => Ok(*n),
        Value::Float(f) if f.fract() == 0.0 && f.abs() < 9e18 => {
            #[expect(clippy::cast_possible_truncation, reason = "in range and integral")]
            let n = *f as i64;
            *value = Value::Int(n);
            Ok(n)
        }
        _ => Err(Misfit),
    }
}

/// Text of a time as metav1.Time prints it again: UTC, whole seconds; null for Go's zero time.
fn normalize_time(value: &mut Value<'_>) -> Result<(), Misfit> {
    let Value::String(text) = &*value else {
        return Err(Misfit);
    };
    let time = Timestamp::parse(text).ok_or(Misfit)?;
    if time.is_go_zero() {
        *value = Value::Null;
    } else if text.len() != "2006-01-02T15:04:05Z".len() || !text.ends_with('Z') {
        *value = time_text(time.seconds).map_or(Value::Null, |t| Value::String(t.into()));
    }
    Ok(())
}
