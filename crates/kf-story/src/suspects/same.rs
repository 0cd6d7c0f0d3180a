//! Changes in which controllers note something, as most are: rules that do not look at that need not be
//! asked about them.

use kf_object::{Map, Value};

/// Members of metadata that writes change which change nothing else.
pub(super) const MOVING: [&str; 3] = ["managedFields", "resourceVersion", "generation"];

/// Whether two states of an object differ in nothing but what is written with every change, and in what
/// its controllers note.
pub(super) fn is_same(before: &Value<'_>, after: &Value<'_>) -> bool {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else {
        return false;
    };
    let same = |a: &Map<'_>, b: &Map<'_>, but: &[&str]| {
        let held = |name: &str| !but.contains(&name);
        a.iter()
            .all(|(name, value)| !held(name) || b.get(name) == Some(value))
            && b.iter()
                .all(|(name, _)| !held(name) || a.contains_key(name))
    };
    match (before.get("metadata"), after.get("metadata")) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            same(a, b, &MOVING) && same(before, after, &["metadata", "status"])
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::yaml::documents;

    #[test]
    fn what_controllers_note_is_no_difference() {
        let of = |yaml: &str| documents(yaml.as_bytes()).unwrap().remove(0);
        let first = of("{metadata: {name: a, generation: 1}, spec: {a: 1}, status: {b: 1}}");
        for (other, same) in [
            (
                "{metadata: {name: a, generation: 2, managedFields: []}, spec: {a: 1}}",
                true,
            ),
            (
                "{metadata: {name: a, generation: 1}, spec: {a: 2}, status: {b: 1}}",
                false,
            ),
            ("{metadata: {name: a, labels: {c: d}}, spec: {a: 1}}", false),
            ("{metadata: {name: a}, spec: {a: 1}, data: {}}", false),
            ("{metadata: {name: a}}", false),
            ("{spec: {a: 1}}", false),
        ] {
            let other = of(other);
            assert_eq!(is_same(&first, &other), same, "{other:?}");
            assert_eq!(is_same(&other, &first), same, "{other:?}");
        }
    }
}
