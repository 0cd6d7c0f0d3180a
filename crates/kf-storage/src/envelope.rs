//! The protobuf envelope of a stored value: `k8s\0` and a `runtime.Unknown`
//! (apimachinery `pkg/runtime/serializer/protobuf`, `pkg/runtime/types.go`).
//!
//! ```text
//! 6b 38 73 00 | 1 typeMeta {1 apiVersion, 2 kind} | 2 raw | 3 contentEncoding | 4 contentType
//! ```

use std::borrow::Cow;

use kf_base::bytes::{Bytes, OutOfBytes};
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
        Some(Self::parse(body).map_err(|OutOfBytes| {
            Error::corrupt("the protobuf envelope (runtime.Unknown) is cut short or malformed")
        }))
    }

    fn parse(body: &'a [u8]) -> Result<Self, OutOfBytes> {
        let mut envelope = Envelope {
            api_version: Cow::Borrowed(""),
            kind: Cow::Borrowed(""),
            raw: &[],
            content_type: Cow::Borrowed(""),
            content_encoding: Cow::Borrowed(""),
        };
        let mut bytes = Bytes::new(body);
        while !bytes.is_empty() {
            match bytes.varint()? {
                0x0a => envelope.type_meta(bytes.length_delimited()?)?,
                0x12 => envelope.raw = bytes.length_delimited()?,
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

#[cfg(test)]
mod tests {
    use super::*;

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
