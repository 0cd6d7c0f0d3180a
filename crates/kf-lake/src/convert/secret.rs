//! Secrets without their values.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::places::Placed;
use crate::row::{Cell, Row};
use kf_object::Value;
use kf_object::redact::MARKER;
use kf_storage::transformer::Encrypted;
use kf_view::View;
use kf_view::secrets::Contents;

/// An annotation of a Secret above this many bytes may be a packed copy of it.
const BLOB: usize = 200;

/// Leaves of a Secret the names of its data, and no annotation that may hold a copy of it: kubectl
/// apply's has one.
pub(super) fn without_values(secret: &mut Value<'_>) {
    let Some(members) = secret.as_object_mut() else {
        return;
    };
    for name in ["data", "stringData"] {
        match members.get_mut(name) {
            Some(Value::Object(data)) => {
                data.iter_mut().for_each(|(_, value)| *value = Value::Null)
            }
            Some(other) => *other = Value::Null,
            None => {}
        }
    }
    let meta = members.get_mut("metadata").and_then(Value::as_object_mut);
    let annotations = meta.and_then(|meta| meta.get_mut("annotations"));
    if let Some(annotations) = annotations.and_then(Value::as_object_mut) {
        annotations.retain(|_, value| value.as_str().is_some_and(is_plain));
    }
}

/// Whether an annotation is a word or a few.
fn is_plain(text: &str) -> bool {
    text.len() <= BLOB && !text.contains(['{', '[', '\n'])
}

/// The row of a Secret.
pub(super) fn row(view: &View<'_>, value: &Value<'_>, placed: &Placed<'_>) -> Row {
    let Ok(contents) = view.secret_contents(&placed.record) else {
        return locked(placed);
    };
    let Contents {
        secret_type,
        created,
        immutable,
        keys,
        certificates,
        ..
    } = contents;
    let digest = |name: &str| {
        let text = value.get("data")?.get(name)?.as_str()?;
        let bytes = STANDARD.decode(text).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        text.starts_with(MARKER).then_some(text)
    };
    let keys = keys.into_iter().map(|key| {
        let digest = Cell::text(digest(&key.name));
        vec![Cell::Text(key.name), Cell::count(key.bytes), digest]
    });
    let certificates = certificates.into_iter().map(|c| {
        vec![
            Cell::Text(c.key),
            Cell::Text(c.subject),
            Cell::Text(c.issuer),
            Cell::time(Some(c.not_before)),
            Cell::time(Some(c.not_after)),
            Cell::Bool(c.authority),
        ]
    });
    vec![
        Cell::text(placed.namespace),
        Cell::Text(placed.name.to_owned()),
        Cell::text(value.str_at(&["metadata", "uid"])),
        Cell::Text(secret_type),
        Cell::time(created),
        Cell::known(placed.record.mod_revision),
        Cell::Bool(immutable),
        Cell::Structs(keys.collect()),
        Cell::Structs(certificates.collect()),
        Cell::Bool(Encrypted::recognize(placed.record.value).is_some()),
        Cell::Bool(false),
    ]
}

/// The row of a Secret that cannot be read.
pub(super) fn locked(placed: &Placed<'_>) -> Row {
    let sealed = Encrypted::recognize(placed.record.value).is_some();
    let mut row = vec![
        Cell::text(placed.namespace),
        Cell::Text(placed.name.to_owned()),
    ];
    row.extend([Cell::Null, Cell::Null, Cell::Null]);
    row.push(Cell::known(placed.record.mod_revision));
    row.extend([
        Cell::Null,
        Cell::Null,
        Cell::Null,
        Cell::Bool(sealed),
        Cell::Bool(true),
    ]);
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::encode::json;
    use kf_object::parse::json::parse;

    #[test]
    fn nothing_of_a_secrets_values_is_left() {
        let text = br#"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a","annotations":{
            "kubectl.kubernetes.io/last-applied-configuration":"{\"data\":{\"p\":\"aHVudGVy\"}}",
            "plain":"word"}},"data":{"p":"aHVudGVy"},"stringData":{"q":"hunter"},"type":"Opaque"}"#;
        let mut secret = parse(text).unwrap();
        without_values(&mut secret);
        let mut out = Vec::new();
        json::write_compact(&mut out, &secret);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            r#"{"apiVersion":"v1","data":{"p":null},"kind":"Secret","metadata":{"annotations":{"plain":"word"},"name":"a"},"stringData":{"q":null},"type":"Opaque"}"#
        );
    }
}
