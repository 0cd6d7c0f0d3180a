//! A protobuf object of a kind nobody knows, shown as numbered fields.
//!
//! Field 1 of every Kubernetes object is its metadata, so that much is decoded properly; the
//! rest appears as `field2`, `field3` and so on. A length-delimited field is shown as text when
//! it is printable, as nested fields when it parses as such, as base64 otherwise: a guess, which
//! is why the caller warns.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::keep::Borrowed;
use super::layout::Layouts;
use super::serializer::protobuf::Decoder;
use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::error::{Error, Result};
use kf_object::{Map, Value};

/// Guessed nesting stops here; deeper bytes are shown as base64.
const MAX_GUESS: usize = 16;

const OBJECT_META: &str = "k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta";

/// The members of an object of unknown kind.
///
/// # Errors
/// Corrupt when the bytes are no protobuf message at all.
pub(crate) fn object<'a>(layouts: &Layouts, raw: &'a [u8]) -> Result<Map<'a>> {
    let mut members = message(raw, 0)
        .map_err(|OutOfBytes| Error::corrupt("an unknown kind, and malformed protobuf"))?;
    if let Some(meta) = object_meta(layouts, raw) {
        members.remove("field1");
        members.insert("metadata", Value::Object(meta));
    }
    Ok(members)
}

fn object_meta<'a>(layouts: &Layouts, raw: &'a [u8]) -> Option<Map<'a>> {
    let mut bytes = Bytes::new(raw);
    let first = (bytes.varint().ok()? == 0x0a).then(|| bytes.length_delimited().ok())??;
    let index = kf_schema::message_index(OBJECT_META)?;
    let mut decoder = Decoder::<Borrowed>::new(layouts, true);
    let meta = decoder.message(index, first, 0).ok()?;
    (decoder.unknown.is_none() && meta.contains_key("name")).then_some(meta)
}

fn message(raw: &[u8], depth: usize) -> Result<Map<'_>, OutOfBytes> {
    let mut fields: Vec<(u64, Value<'_>)> = Vec::new();
    let mut bytes = Bytes::new(raw);
    while !bytes.is_empty() {
        let tag = bytes.varint()?;
        let number = tag >> 3;
        if number == 0 {
            return Err(OutOfBytes);
        }
        let value = match tag & 7 {
            0 => Value::Int(bytes.varint()?.cast_signed()),
            2 => guess(bytes.length_delimited()?, depth),
            _ => {
                let before = bytes;
                bytes.skip_field(tag)?;
                let used = before.len().saturating_sub(bytes.len());
                base64(before.rest().get(..used).unwrap_or_default())
            }
        };
        fields.push((number, value));
    }
    // Repeated fields become lists. The sort is stable, so their order stays.
    fields.sort_by_key(|(n, _)| *n);
    let mut members: Vec<(Cow<'_, str>, Value<'_>)> = Vec::new();
    let mut fields = fields.into_iter().peekable();
    while let Some((number, first)) = fields.next() {
        let mut list = vec![first];
        while let Some((_, next)) = fields.next_if(|(n, _)| *n == number) {
            list.push(next);
        }
        let value = match list.pop() {
            Some(only) if list.is_empty() => only,
            Some(last) => {
                list.push(last);
                Value::Array(list)
            }
            None => Value::Null,
        };
        members.push((format!("field{number}").into(), value));
    }
    Ok(Map::from_unsorted(members))
}

fn guess(raw: &[u8], depth: usize) -> Value<'_> {
    let printable = |s: &str| {
        s.chars()
            .all(|c| !c.is_control() || matches!(c, '\n' | '\t'))
    };
    match std::str::from_utf8(raw) {
        Ok(text) if printable(text) => return Value::str(text),
        _ => {}
    }
    if depth < MAX_GUESS
        && let Ok(members) = message(raw, depth + 1)
    {
        return Value::Object(members);
    }
    base64(raw)
}

fn base64(raw: &[u8]) -> Value<'static> {
    Value::String(Cow::Owned(STANDARD.encode(raw)))
}
