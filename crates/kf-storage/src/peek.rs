//! One text out of a stored value without decoding the rest.
//!
//! Finding the server's version takes one string of every Node, and nodes are large: their lists
//! of images alone are many times what is wanted.

use std::borrow::Cow;

use super::envelope::Envelope;
use super::serializer::cbor;
use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::error::{Error, Result as KfResult};
use kf_object::parse::json::{Begun, Reader};
use kf_object::text::go_str;
use kf_object::{Map, Value};
use kf_schema::descriptor::Kind;

/// The text at a path of JSON names through single structs, such as
/// `["status", "nodeInfo", "kubeletVersion"]`.
///
/// `None` when the value is not protobuf of a known kind, or has no such text: decode it whole to
/// find out which.
#[must_use]
pub fn text<'a>(value: &'a [u8], path: &[&str]) -> Option<Cow<'a, str>> {
    let envelope = Envelope::open(value)?.ok()?;
    let mut message = kf_schema::kind(&envelope.api_version, &envelope.kind)?.message;
    let mut raw = envelope.raw;
    let (last, parents) = path.split_last()?;
    for name in parents {
        let (number, kind) = field(message, name)?;
        let Kind::Message(next) = kind else {
            return None;
        };
        raw = part(raw, number).ok()??;
        message = next;
    }
    match field(message, last)? {
        (number, Kind::String) => part(raw, number).ok()?.map(go_str),
        _ => None,
    }
}

/// The `apiVersion` and `kind` of a stored value that is not encrypted.
///
/// # Errors
/// Corrupt when the value is no object of Kubernetes.
pub fn type_meta(value: &[u8]) -> KfResult<(String, String)> {
    if let Some(envelope) = Envelope::open(value) {
        let envelope = envelope?;
        return named(&envelope.api_version, &envelope.kind);
    }
    let tree = if value.starts_with(cbor::MAGIC) {
        cbor::decode(value)?
    } else {
        json_identity(value)?
    };
    let text = |name| tree.str_at(&[name]).unwrap_or_default();
    named(text("apiVersion"), text("kind"))
}

/// Of an object in JSON the members that tell which one it is: its type, its name and its namespace. The rest is only
/// seen to be well formed.
///
/// # Errors
/// As of [`kf_object::parse::json::parse`].
pub(crate) fn json_identity(json: &[u8]) -> KfResult<Value<'_>> {
    let mut reader = Reader::new(json);
    let value = members(&mut reader, |reader, key| match key {
        "apiVersion" | "kind" => reader.value().map(Some),
        "metadata" => members(reader, |reader, key| match key {
            "name" | "namespace" => reader.value().map(Some),
            _ => reader.skip().map(|()| None),
        })
        .map(Some),
        _ => reader.skip().map(|()| None),
    })?;
    reader.end()?;
    Ok(value)
}

/// The members of the next value that `read` does not pass over; the value itself where it is no object.
fn members<'a>(
    reader: &mut Reader<'a>,
    read: impl Fn(&mut Reader<'a>, &str) -> KfResult<Option<Value<'a>>>,
) -> KfResult<Value<'a>> {
    match reader.begin()? {
        Begun::Leaf(value) => Ok(value),
        Begun::List => {
            while reader.item()? {
                reader.skip()?;
            }
            Ok(Value::Array(Vec::new()))
        }
        Begun::Object => {
            let mut members = Vec::new();
            while let Some(key) = reader.key()? {
                if let Some(value) = read(reader, &key)? {
                    members.push((key, value));
                }
            }
            Ok(Value::Object(Map::from_unsorted(members)))
        }
    }
}

fn named(api_version: &str, kind: &str) -> KfResult<(String, String)> {
    if api_version.is_empty() || kind.is_empty() {
        return Err(Error::corrupt(
            "the value is no Kubernetes object: no apiVersion or kind",
        ));
    }
    Ok((api_version.to_owned(), kind.to_owned()))
}

/// Number and kind of the field with a JSON name.
fn field(message: u16, name: &str) -> Option<(u32, Kind)> {
    kf_schema::message(message).fields.iter().find_map(|f| {
        f.shapes
            .iter()
            .find(|s| s.json == name)
            .map(|s| (f.number, s.kind))
    })
}

/// The last length-delimited field with a number.
fn part(raw: &[u8], number: u32) -> Result<Option<&[u8]>, OutOfBytes> {
    parts(raw, [number]).map(|[part]| part)
}

/// The same for several numbers.
fn parts<const N: usize>(raw: &[u8], numbers: [u32; N]) -> Result<[Option<&[u8]>; N], OutOfBytes> {
    let mut found = [None; N];
    let mut bytes = Bytes::new(raw);
    while !bytes.is_empty() {
        let tag = bytes.varint()?;
        let mut wanted = numbers.iter().zip(&mut found);
        match wanted.find(|(number, _)| u64::from(**number) << 3 | 2 == tag) {
            Some((_, part)) => *part = Some(bytes.length_delimited()?),
            None => bytes.skip_field(tag)?,
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse;
    use proptest::prelude::*;

    proptest! {
        /// What is wrong with the rest is told as if all of it were read.
        #[test]
        fn of_json_the_identity_alone(
            key in "(metadata|name|kind|a)", inner in "(name|namespace|b)",
            text in "[\\[\\]{}:,\"a0-9.eE+\\- \n]{0,12}", depth in 0..3_usize,
        ) {
            let json = format!(
                r#"{{"kind":"A","{key}":{}{{"{inner}":{text},"name":1}}{},"apiVersion":"b/v1"}}"#,
                "[".repeat(depth), "]".repeat(depth),
            );
            let whole = parse::json::parse(json.as_bytes());
            let some = json_identity(json.as_bytes());
            match (some, whole) {
                (Ok(some), Ok(whole)) => {
                    for path in [&["kind"][..], &["apiVersion"], &["metadata", "name"], &["metadata", "namespace"]] {
                        prop_assert_eq!(some.at(path), whole.at(path));
                    }
                }
                (Err(some), Err(whole)) => prop_assert_eq!(some.to_string(), whole.to_string()),
                (some, whole) => prop_assert!(false, "{whole:?}, but {some:?}"),
            }
        }
    }

    #[test]
    fn a_kubelet_version() {
        // Node {status {nodeInfo {kubeletVersion}}}
        let version = b"\x3a\x07v1.31.4";
        let info = [b"\x3a\x09", &version[..]].concat();
        let status = [&[0x1a, 11][..], &info].concat();
        let mut value = b"k8s\0\x0a\x0a\x0a\x02v1\x12\x04Node\x12\x0d".to_vec();
        value.extend_from_slice(&status);
        let path = ["status", "nodeInfo", "kubeletVersion"];
        assert_eq!(text(&value, &path).as_deref(), Some("v1.31.4"));
        assert_eq!(text(&value, &["status", "phase"]), None);
        assert_eq!(text(&value[..value.len() - 1], &path), None);
        assert_eq!(text(b"{}", &path), None);
        let node = ("v1".to_owned(), "Node".to_owned());
        assert_eq!(type_meta(&value).unwrap(), node);
        let json = br#"{"spec":{"kind":"x"},"kind":"Node","apiVersion":"v1"}"#;
        assert_eq!(type_meta(json).unwrap(), node);
        assert!(type_meta(br#"{"kind":"Node"}"#).unwrap_err().is_corrupt());
        assert!(type_meta(b"").unwrap_err().is_corrupt());
    }
}
