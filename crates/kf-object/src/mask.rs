//! What a diff shows of a Secret: that a value changed, and not the value (kubectl
//! `pkg/cmd/diff/diff.go`, `Masker`).
//!
//! kubectl masks `data` alone. The annotation that `kubectl apply` leaves holds a copy of it, in
//! `stringData` as plain text, so it is masked here as well.

use crate::{Map, Value};

/// Stands for a value that is the same on both sides, or is on one side only.
pub const MASK: &str = "***";
/// Stands for a value that is another one afterwards.
pub const MASK_BEFORE: &str = "*** (before)";
/// Stands for a value that was another one before.
pub const MASK_AFTER: &str = "*** (after)";

/// The members of a Secret that hold what is secret; no server stores `stringData`.
const SECRET: [&str; 2] = ["data", "stringData"];

/// The annotation with a copy of what was applied.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// Whether an object is a Secret.
#[must_use]
pub fn is_secret(object: &Value<'_>) -> bool {
    object.str_at(&["apiVersion"]) == Some("v1") && object.str_at(&["kind"]) == Some("Secret")
}

/// Masks the two sides of a diff, each of which may be missing, if either is a Secret.
pub fn secrets(mut before: Option<&mut Value<'_>>, mut after: Option<&mut Value<'_>>) {
    let secret = |side: &Option<&mut Value<'_>>| side.as_deref().is_some_and(is_secret);
    if !secret(&before) && !secret(&after) {
        return;
    }
    for name in SECRET {
        members(
            before.as_deref_mut().and_then(|v| member(v, name)),
            after.as_deref_mut().and_then(|v| member(v, name)),
        );
    }
    both(before.and_then(last_applied), after.and_then(last_applied));
}

fn member<'v, 'a>(value: &'v mut Value<'a>, name: &str) -> Option<&'v mut Value<'a>> {
    value.as_object_mut()?.get_mut(name)
}

fn last_applied<'v, 'a>(object: &'v mut Value<'a>) -> Option<&'v mut Value<'a>> {
    let annotations = member(member(object, "metadata")?, "annotations")?;
    member(annotations, LAST_APPLIED)
}

/// Masks the members of two maps by their names.
fn members(mut before: Option<&mut Value<'_>>, mut after: Option<&mut Value<'_>>) {
    let is_map =
        |side: &Option<&mut Value<'_>>| side.as_deref().is_none_or(|v| v.as_object().is_some());
    if !is_map(&before) || !is_map(&after) {
        return both(before, after);
    }
    let names = |side: &Option<&mut Value<'_>>| -> Vec<String> {
        let map = side.as_deref().and_then(Value::as_object);
        map.into_iter()
            .flat_map(Map::iter)
            .map(|(name, _)| name.to_owned())
            .collect()
    };
    for name in names(&before) {
        both(
            before.as_deref_mut().and_then(|v| member(v, &name)),
            after.as_deref_mut().and_then(|v| member(v, &name)),
        );
    }
    let old = before.as_deref().and_then(Value::as_object);
    for name in names(&after) {
        if !old.is_some_and(|map| map.contains_key(&name)) {
            both(None, after.as_deref_mut().and_then(|v| member(v, &name)));
        }
    }
}

/// Masks one value.
fn both(before: Option<&mut Value<'_>>, after: Option<&mut Value<'_>>) {
    match (before, after) {
        (Some(before), Some(after)) => {
            let same = same(before, after);
            *before = Value::str(if same { MASK } else { MASK_BEFORE });
            *after = Value::str(if same { MASK } else { MASK_AFTER });
        }
        (Some(only), None) => *only = Value::str(MASK),
        (None, Some(only)) => *only = Value::str(MASK),
        (None, None) => {}
    }
}

/// The sides borrow from different places, so they are no values of one type.
fn same(a: &Value<'_>, b: &Value<'_>) -> bool {
    a == b
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encode::json;
    use crate::parse::json::parse;

    fn masked(before: Option<&str>, after: Option<&str>) -> (String, String) {
        let value = |text: Option<&str>| text.map(|t| parse(t.as_bytes()).unwrap().into_owned());
        let (mut before, mut after) = (value(before), value(after));
        secrets(before.as_mut(), after.as_mut());
        let text = |value: Option<Value<'_>>| {
            let mut out = Vec::new();
            if let Some(value) = value {
                json::write_compact(&mut out, &value);
            }
            String::from_utf8(out).unwrap()
        };
        (text(before), text(after))
    }

    #[test]
    fn values_are_masked_by_how_they_differ() {
        let head = r#"{"apiVersion":"v1","data":"#;
        let tail = r#","kind":"Secret"}"#;
        let with = |data: &str| format!("{head}{data}{tail}");
        let (before, after) = masked(
            Some(&with(r#"{"a":"eA==","b":"eQ==","gone":"eg=="}"#)),
            Some(&with(r#"{"a":"eA==","b":"bmV3","new":"eg=="}"#)),
        );
        assert_eq!(
            before,
            with(r#"{"a":"***","b":"*** (before)","gone":"***"}"#)
        );
        assert_eq!(after, with(r#"{"a":"***","b":"*** (after)","new":"***"}"#));
        let (before, after) = masked(None, Some(&with(r#"{"a":"eA=="}"#)));
        assert_eq!((before.as_str(), after), ("", with(r#"{"a":"***"}"#)));
        // No Secret of the server has such data; nothing of it is shown all the same.
        assert_eq!(masked(Some(&with(r#""x""#)), None).0, with(r#""***""#));
        assert_eq!(masked(None, None), (String::new(), String::new()));
    }

    #[test]
    fn the_applied_copy_is_masked_and_other_kinds_are_not() {
        let with = |kind: &str, copy: &str| {
            format!(
                r#"{{"apiVersion":"v1","data":{{"a":"{copy}"}},"kind":"{kind}","metadata":{{"annotations":{{"{LAST_APPLIED}":"{copy}"}}}}}}"#
            )
        };
        let (before, after) = masked(Some(&with("Secret", "1")), Some(&with("Secret", "2")));
        assert_eq!(before, with("Secret", MASK_BEFORE));
        assert_eq!(after, with("Secret", MASK_AFTER));
        let same = with("ConfigMap", "1");
        assert_eq!(masked(Some(&same), Some(&same)), (same.clone(), same));
    }
}
