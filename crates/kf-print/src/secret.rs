//! Secrets with their values decoded: what `kf get secret --decode` prints.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use kf_base::hex;
use kf_object::{Map, Value};

/// Whether an object is a Secret of the core group.
#[must_use]
pub fn is_secret(object: &Value<'_>) -> bool {
    object.str_at(&["kind"]) == Some("Secret") && object.str_at(&["apiVersion"]) == Some("v1")
}

/// Takes `data` apart: values that are text go into `stringData`, as a Secret is written by hand;
/// of others `binary` has the length in bytes and the SHA-256.
pub fn decode(secret: &mut Value<'_>) {
    let Some(members) = secret.as_object_mut() else {
        return;
    };
    let Some(Value::Object(data)) = members.remove("data") else {
        return;
    };
    let (mut text, mut binary) = (Map::new(), Map::new());
    for (name, value) in data {
        let bytes = STANDARD.decode(value.as_str().unwrap_or_default());
        match String::from_utf8(bytes.unwrap_or_default()) {
            Ok(value) if is_text(&value) => {
                text.insert(name, Value::String(value.into()));
            }
            Ok(value) => {
                binary.insert(name, summary(value.as_bytes()));
            }
            Err(e) => {
                binary.insert(name, summary(e.as_bytes()));
            }
        }
    }
    for (name, map) in [("stringData", text), ("binary", binary)] {
        if !map.is_empty() {
            members.insert(name, Value::Object(map));
        }
    }
}

fn is_text(text: &str) -> bool {
    !text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

fn summary(bytes: &[u8]) -> Value<'static> {
    let hash = hex::text(&Sha256::digest(bytes));
    let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let members: [(Cow<'static, str>, Value<'static>); 2] = [
        ("bytes".into(), Value::Int(length)),
        ("sha256".into(), Value::String(hash.into())),
    ];
    Value::Object(members.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::encode::json::write_compact;
    use kf_object::parse::json::parse;

    #[test]
    fn text_as_text_and_bytes_as_their_hash() {
        let json =
            br#"{"apiVersion":"v1","data":{"a":"aGk=","b":"/w==","c":"AA=="},"kind":"Secret"}"#;
        let mut secret = parse(json).unwrap();
        assert!(is_secret(&secret));
        decode(&mut secret);
        let mut out = Vec::new();
        write_compact(&mut out, &secret);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            r#"{"apiVersion":"v1","binary":{"b":{"bytes":1,"sha256":"a8100ae6aa1940d0b663bb31cd466142ebbdbd5187131b92d93818987832eb89"},"c":{"bytes":1,"sha256":"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}},"kind":"Secret","stringData":{"a":"hi"}}"#
        );
    }
}
