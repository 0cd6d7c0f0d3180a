//! The protobuf envelope of a stored value: `k8s\0` and a `runtime.Unknown`
//! (apimachinery `pkg/runtime/serializer/protobuf`, `pkg/runtime/types.go`).
//!
//! ```text
//! 6b 38 73 00 | 1 typeMeta {1 apiVersion, 2 kind} | 2 raw | 3 contentEncoding | 4 contentType
//! ```

use std::borrow::Cow;

use kf_base::bytes::{Bytes, OutOfBytes, put_field, put_varint};
use kf_base::error::{Error, Result};
use kf_object::text::go_str;

/// What every protobuf value starts with.
pub const MAGIC: &[u8; 4] = b"k8s\0";

/// An opened envelope.
#[derive(Debug)]
pub struct Envelope<'a> {
    /// `apps/v1`, or `v1` for the core group.
    pub api_version: Cow<'a, str>,
    /// `Deployment`
    pub kind: Cow<'a, str>,
    /// The object's message.
    pub raw: &'a [u8],
    /// Media type of `raw` when it is not protobuf; empty otherwise.
    pub content_type: Cow<'a, str>,
    /// Encoding of `raw`, such as `gzip`; empty in everything an apiserver writes.
    pub content_encoding: Cow<'a, str>,
}

impl<'a> Envelope<'a> {
    /// Opens a value that starts with [`MAGIC`]; `None` when it does not.
    ///
    /// # Errors
    /// Corrupt when the envelope does not parse.
    pub fn open(value: &'a [u8]) -> Option<Result<Self>> {
        let body = value.strip_prefix(MAGIC)?;
        Some(Self::parse(body).map_err(|fault| match fault {
            Fault::End => {
                Error::corrupt("the protobuf envelope (runtime.Unknown) is cut short or malformed")
            }
            Fault::Second(at) => Error::corrupt(format!(
                "a second value begins at byte {}",
                at.saturating_add(MAGIC.len())
            )),
        }))
    }

    fn parse(body: &'a [u8]) -> Result<Self, Fault> {
        let mut envelope = Envelope {
            api_version: Cow::Borrowed(""),
            kind: Cow::Borrowed(""),
            raw: &[],
            content_type: Cow::Borrowed(""),
            content_encoding: Cow::Borrowed(""),
        };
        let mut bytes = Bytes::new(body);
        let mut raw = false;
        while !bytes.is_empty() {
            // Read on, a field of the first value that stands in the second as well would be taken from there.
            if let Some(at) = second(bytes.rest()).filter(|_| raw) {
                let behind = body.len().saturating_sub(bytes.len());
                return Err(Fault::Second(behind.saturating_add(at)));
            }
            match bytes.varint()? {
                0x0a => envelope.type_meta(bytes.length_delimited()?)?,
                0x12 => {
                    envelope.raw = bytes.length_delimited()?;
                    raw = true;
                }
                0x1a => envelope.content_encoding = go_str(bytes.length_delimited()?),
                0x22 => envelope.content_type = go_str(bytes.length_delimited()?),
                tag => bytes.skip_field(tag)?,
            }
        }
        Ok(envelope)
    }

    fn type_meta(&mut self, body: &'a [u8]) -> Result<(), OutOfBytes> {
        let mut bytes = Bytes::new(body);
        while !bytes.is_empty() {
            match bytes.varint()? {
                0x0a => self.api_version = go_str(bytes.length_delimited()?),
                0x12 => self.kind = go_str(bytes.length_delimited()?),
                tag => bytes.skip_field(tag)?,
            }
        }
        Ok(())
    }
}

/// Why an envelope does not parse.
enum Fault {
    End,
    /// Another value begins at a byte of the body.
    Second(usize),
}

impl From<OutOfBytes> for Fault {
    fn from(_: OutOfBytes) -> Self {
        Self::End
    }
}

/// Where another value begins in what follows a field, at once or behind a line break of etcdctl's. No field of an
/// envelope begins so: these would be a group, or a type whose first field is none.
fn second(rest: &[u8]) -> Option<usize> {
    let begins = |bytes: &[u8]| bytes.starts_with(MAGIC);
    match rest {
        _ if begins(rest) => Some(0),
        [b'\n', after @ ..] if begins(after) || after.starts_with(b"{\"") => Some(1),
        _ => None,
    }
}

/// What stands behind the message: that it has no content encoding and no content type.
const TAIL: &[u8] = b"\x1a\x00\x22\x00";

/// Appends everything that stands before a message of `length` bytes, as a server writes it.
pub fn write_head(out: &mut Vec<u8>, api_version: &str, kind: &str, length: usize) {
    out.extend_from_slice(MAGIC);
    let mut types = Vec::with_capacity(api_version.len() + kind.len() + 4);
    put_field(&mut types, 1, api_version.as_bytes());
    put_field(&mut types, 2, kind.as_bytes());
    put_field(out, 1, &types);
    put_varint(out, 0x12);
    put_varint(out, u64::try_from(length).unwrap_or(u64::MAX));
}

/// Appends everything that stands behind a message.
pub fn write_tail(out: &mut Vec<u8>) {
    out.extend_from_slice(TAIL);
}

/// Appends a message in its envelope.
pub fn write(out: &mut Vec<u8>, api_version: &str, kind: &str, message: &[u8]) {
    write_head(out, api_version, kind, message.len());
    out.extend_from_slice(message);
    write_tail(out);
}

/// Puts a resourceVersion into a stored message, in which a server leaves it empty: the parts of
/// the message that results. `None` when the metadata are not as a server writes them.
#[must_use]
pub fn with_revision(message: &[u8], revision: &str) -> Option<Vec<u8>> {
    let mut bytes = Bytes::new(message);
    let metadata = match bytes.varint() {
        Ok(0x0a) => bytes.length_delimited().ok()?,
        _ => return None,
    };
    let mut fields = Bytes::new(metadata);
    loop {
        let at = metadata.len() - fields.len();
        let tag = fields.varint().ok()?;
        if tag != 0x32 {
            fields.skip_field(tag).ok()?;
            continue;
        }
        fields.length_delimited().ok()?;
        let mut field = Vec::with_capacity(revision.len() + 2);
        put_field(&mut field, 6, revision.as_bytes());
        let before = metadata.get(..at)?;
        let length = before.len() + field.len() + fields.len();
        let mut out = Vec::with_capacity(message.len() + field.len() + 4);
        put_varint(&mut out, 0x0a);
        put_varint(&mut out, u64::try_from(length).ok()?);
        for part in [before, &field, fields.rest(), bytes.rest()] {
            out.extend_from_slice(part);
        }
        return Some(out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_is_put_in() {
        let stored = b"\x0a\x07\x0a\x01a\x32\x00\x38\x01\x12\x00";
        let with = with_revision(stored, "42").unwrap();
        assert_eq!(with, b"\x0a\x09\x0a\x01a\x32\x0242\x38\x01\x12\x00");
        assert_eq!(with_revision(b"", "42"), None);
        assert_eq!(with_revision(b"\x0a\x03\x0a\x01a", "42"), None);
        assert_eq!(with_revision(b"\x0a\x09\x0a\x01a\x32", "42"), None);
    }

    #[test]
    fn two_values_are_not_one() {
        let one = b"k8s\0\x0a\x0f\x0a\x02v1\x12\x09ConfigMap\x12\x03abc\x1a\x00\x22\x00";
        let two = [&b""[..], b"\n"].map(|between| [one, between, one].concat());
        let json = [&one[..], b"\n{\"kind\":1}"].concat();
        for (bytes, at) in two.iter().zip([30, 31]).chain([(&json, 31)]) {
            let error = Envelope::open(bytes).unwrap().unwrap_err();
            let text = format!("a second value begins at byte {at}");
            assert!(error.is_corrupt() && error.message() == text, "{error}");
        }
        // In the message of an object it is what somebody wrote.
        let mut inside = Vec::new();
        write(&mut inside, "v1", "ConfigMap", one);
        let opened = Envelope::open(&inside).unwrap().unwrap();
        assert_eq!(opened.raw, one);
    }

    #[test]
    fn opens_what_an_apiserver_writes() {
        let value = b"k8s\0\x0a\x0f\x0a\x02v1\x12\x09ConfigMap\x12\x03abc\x1a\x00\x22\x00";
        let e = Envelope::open(value).unwrap().unwrap();
        assert_eq!(
            (&*e.api_version, &*e.kind, e.raw),
            ("v1", "ConfigMap", &b"abc"[..])
        );
        assert!(
            Envelope::open(&value[..12])
                .unwrap()
                .unwrap_err()
                .is_corrupt()
        );
        assert!(Envelope::open(b"{}").is_none());
    }
}
