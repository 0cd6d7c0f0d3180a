//! One text out of a stored value without decoding the rest.
//!
//! Finding the server's version takes one string of every Node, and nodes are large: their lists
//! of images alone are many times what is wanted.

use std::borrow::Cow;

use super::descriptor::Kind;
use super::envelope::Envelope;
use super::schema;
use crate::bytes::{Bytes, OutOfBytes};
use crate::object::text::go_str;

/// The text at a path of JSON names through single structs, such as
/// `["status", "nodeInfo", "kubeletVersion"]`.
///
/// `None` when the value is not protobuf of a known kind, or has no such text: decode it whole to
/// find out which.
#[must_use]
pub fn text<'a>(value: &'a [u8], path: &[&str]) -> Option<Cow<'a, str>> {
    let envelope = Envelope::open(value)?.ok()?;
    let mut message = schema::kind(&envelope.api_version, &envelope.kind)?.message;
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

/// Number and kind of the field with a JSON name.
fn field(message: u16, name: &str) -> Option<(u32, Kind)> {
    schema::message(message).fields.iter().find_map(|f| {
        f.shapes
            .iter()
            .find(|s| s.json == name)
            .map(|s| (f.number, s.kind))
    })
}

/// The last length-delimited field with a number.
fn part(raw: &[u8], number: u32) -> Result<Option<&[u8]>, OutOfBytes> {
    let wanted = u64::from(number) << 3 | 2;
    let mut found = None;
    let mut bytes = Bytes::new(raw);
    while !bytes.is_empty() {
        let tag = bytes.varint()?;
        if tag == wanted {
            found = Some(bytes.length_delimited()?);
        } else {
            bytes.skip_field(tag)?;
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
