//! What is added to samples, and properties that hold for every kind in every minor.

mod core;
mod groups;
mod pods;
mod workloads;

use super::super::Codec;
use super::super::layout::Layouts;
use super::super::testing;
use super::*;
use kf_schema::KINDS;
use kf_schema::descriptor::{Kind, KindEntry, Label};

/// What defaulting adds or changes, as `path=value` in the order of the printed object.
fn added(minor: u8, kind: &str, members: &str) -> Vec<String> {
    let minor = Minor::new(minor);
    let mut object = typed(kind, members);
    let before = object.clone();
    apply(&mut object, minor);
    let mut lines = Vec::new();
    differences("", Some(&before), &object, &mut lines);
    // The same server reads it again as it is.
    let once = object.clone();
    apply(&mut object, minor);
    assert_eq!(object, once);
    lines
}

/// An object of `APIVERSION KIND`.
fn typed(kind: &str, members: &str) -> Value<'static> {
    let (api_version, kind) = kind.split_once(' ').unwrap();
    let mut object = testing::parse(&format!("{{{members}}}"));
    let map = object.as_object_mut().unwrap();
    map.insert("apiVersion", Value::String(api_version.to_owned().into()));
    map.insert("kind", Value::String(kind.to_owned().into()));
    object
}

fn differences(path: &str, old: Option<&Value<'_>>, new: &Value<'_>, lines: &mut Vec<String>) {
    let below = |name: &str| match path {
        "" => name.to_owned(),
        _ => format!("{path}.{name}"),
    };
    match (old, new) {
        (Some(old), new) if old == new => {}
        (Some(Value::Object(before)), Value::Object(after)) => {
            for (name, value) in after.iter() {
                differences(&below(name), before.get(name), value, lines);
            }
            for (name, _) in before.iter().filter(|(name, _)| !after.contains_key(name)) {
                lines.push(format!("-{}", below(name)));
            }
        }
        (Some(Value::Array(before)), Value::Array(after)) => {
            for (at, value) in after.iter().enumerate() {
                differences(&below(&at.to_string()), before.get(at), value, lines);
            }
        }
        _ => lines.push(format!("{path}={}", testing::text(new).replace('"', ""))),
    }
}

/// An object with every struct and one element in every list, and nothing in them.
fn hollow(layouts: &Layouts, message: u16, seen: &mut Vec<u16>) -> Value<'static> {
    let mut members = Map::new();
    seen.push(message);
    for slot in layouts.get(message).slots.iter().filter(|s| s.exists) {
        let Kind::Message(of) = slot.kind else {
            continue;
        };
        if seen.contains(&of) || slot.json.is_empty() {
            continue;
        }
        let inner = hollow(layouts, of, seen);
        let value = match slot.label {
            Label::Single => inner,
            Label::List => Value::Array(vec![inner]),
            Label::Map => Value::Object([("key".into(), inner)].into_iter().collect()),
        };
        members.insert(slot.json, value);
    }
    seen.pop();
    Value::Object(members)
}

/// The members that are no fields of their struct in the minor of `layouts`.
fn strangers(
    layouts: &Layouts,
    message: u16,
    value: &Value<'_>,
    path: &str,
    lines: &mut Vec<String>,
) {
    let slots = &layouts.get(message).slots;
    let members = value.as_object().into_iter().flat_map(Map::iter);
    for (name, member) in members {
        let below = format!("{path}.{name}");
        let Some(slot) = slots.iter().find(|s| s.json == name && s.exists) else {
            lines.push(below);
            continue;
        };
        if let Kind::Message(of) = slot.kind {
            match member {
                Value::Array(items) => {
                    for item in items {
                        strangers(layouts, of, item, &below, lines);
                    }
                }
                Value::Object(entries) if slot.label == Label::Map => {
                    for (_, entry) in entries.iter() {
                        strangers(layouts, of, entry, &below, lines);
                    }
                }
                member => strangers(layouts, of, member, &below, lines),
            }
        }
    }
}

fn printed(codec: &Codec, entry: &KindEntry, value: Value<'static>) -> Value<'static> {
    codec.conform(entry, value).unwrap()
}

/// Whatever the struct within, a default is a field of it in that minor, and of the field's type.
#[test]
fn every_default_is_a_field_of_its_minor() {
    for minor in Minor::new(10).up_to(Minor::NEWEST) {
        let (codec, layouts) = (Codec::new(minor), Layouts::new(minor));
        let held = |entry: &&KindEntry| {
            let minors = entry.minors;
            minors.contains(minor)
        };
        for entry in KINDS.iter().filter(held) {
            let empty = hollow(&layouts, entry.message, &mut Vec::new());
            let mut object = printed(&codec, entry, empty);
            apply(&mut object, minor);
            let name = format!("{minor} {} {}", entry.api_version, entry.kind);
            let mut lines = Vec::new();
            strangers(&layouts, entry.message, &object, &name, &mut lines);
            lines.retain(|line| *line != format!("{name}.apiVersion"));
            lines.retain(|line| *line != format!("{name}.kind"));
            assert_eq!(lines, [""; 0]);
            // The struct takes the values, and prints them.
            let again = printed(&codec, entry, object.clone());
            differences("", Some(&again), &object, &mut lines);
            assert_eq!(lines, [""; 0], "{name}");

            let once = object.clone();
            apply(&mut object, minor);
            assert_eq!(object, once, "{name}");
        }
    }
}

/// Hostile objects have anything anywhere.
#[test]
fn members_of_other_types_are_left_alone() {
    let layouts = Layouts::new(Minor::NEWEST);
    for entry in KINDS {
        for odd in ["true", "7", "[[]]", "\"text\"", "null"] {
            let Value::Object(members) = hollow(&layouts, entry.message, &mut Vec::new()) else {
                panic!("no object");
            };
            let mut object: Map<'_> = members
                .iter()
                .map(|(name, _)| (name.to_owned().into(), testing::parse(odd)))
                .collect();
            object.insert("apiVersion", Value::str(entry.api_version));
            object.insert("kind", Value::str(entry.kind));
            apply(&mut Value::Object(object), Minor::NEWEST);
        }
    }
}

#[test]
fn kinds_without_defaults_stay_as_they_are() {
    for kind in [
        "v1 ConfigMap",
        "coordination.k8s.io/v1 Lease",
        "example.com/v1 Pod",
        "apps/v9 Pod",
    ] {
        assert_eq!(
            added(36, kind, r#""spec": {}, "metadata": {"name": "a"}"#),
            [""; 0]
        );
    }
}
