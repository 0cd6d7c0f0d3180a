//! Answers as protobuf (apimachinery `pkg/runtime/serializer/protobuf`): a message in its envelope,
//! which alone says its type.

use super::maker::{Maker, MakerKind};
use super::status::{Status, StatusDetails};
use kf_base::bytes::{put_field, put_varint};
use kf_base::error::Result;
use kf_file::etcd::Record;
use kf_object::Value;
use kf_storage::envelope;
use kf_view::Object;

/// The metadata of a list (apimachinery `ListMeta`). Members that are no pointers are written also
/// when they are empty.
pub(super) fn list_metadata(
    self_link: &str,
    revision: &str,
    token: &str,
    remaining: Option<usize>,
) -> Vec<u8> {
    let mut out = Vec::new();
    put_field(&mut out, 1, self_link.as_bytes());
    put_field(&mut out, 2, revision.as_bytes());
    put_field(&mut out, 3, token.as_bytes());
    if let Some(remaining) = remaining {
        put_number(&mut out, 4, u64::try_from(remaining).unwrap_or(u64::MAX));
    }
    out
}

fn put_number(out: &mut Vec<u8>, number: u64, value: u64) {
    put_varint(out, number << 3);
    put_varint(out, value);
}

impl Maker<'_, '_> {
    /// The message of an object: itself, or its metadata alone.
    ///
    /// # Errors
    /// Corrupt when the object cannot be said in its type's message.
    pub(super) fn message(&self, object: &Value<'_>) -> Result<Vec<u8>> {
        let mut message = Vec::new();
        match &self.kind {
            MakerKind::Metadata(_) => {
                let mut metadata = Vec::new();
                self.view.write_metadata_protobuf(&mut metadata, object)?;
                put_field(&mut message, 1, &metadata);
            }
            // Nobody gets a table: none is negotiated.
            MakerKind::Whole | MakerKind::Table(_) => {
                self.view
                    .write_protobuf(&mut message, &self.mapping, object)?;
            }
        }
        Ok(message)
    }

    /// Whether a message is the one that is stored but for its revision, so that it can be had
    /// again without reading the object.
    pub(super) fn is_as_stored(&self, object: &Object<'_>, message: &[u8]) -> bool {
        matches!(self.kind, MakerKind::Whole)
            && self
                .view
                .stored_protobuf(&object.record)
                .is_some_and(|stored| stored == message)
    }

    /// The message of a record's object, if surely the one that is stored says what is sent, but for
    /// its revision.
    pub(super) fn stored_message(&self, record: &Record<'_>) -> Option<Vec<u8>> {
        let stored = matches!(self.kind, MakerKind::Whole)
            && self.view.is_read_as_stored(&self.mapping, record);
        stored.then(|| self.view.stored_protobuf(record)).flatten()
    }

    /// An object in its envelope.
    ///
    /// # Errors
    /// As [`Maker::message`].
    pub(super) fn enveloped(&self, object: &Value<'_>) -> Result<Vec<u8>> {
        let message = self.message(object)?;
        let (kind, api_version) = self.object_type();
        let mut out = Vec::with_capacity(message.len() + 64);
        envelope::write(&mut out, &api_version, &kind, &message);
        Ok(out)
    }
}

impl Status {
    /// Appends the object `Status` in its envelope.
    pub(super) fn write_protobuf(&self, out: &mut Vec<u8>) {
        let mut message = Vec::new();
        let token = self.continue_token.as_deref().unwrap_or_default();
        put_field(&mut message, 1, &list_metadata("", "", token, None));
        put_field(&mut message, 2, b"Failure");
        put_field(&mut message, 3, self.message.as_bytes());
        put_field(&mut message, 4, self.reason.name().as_bytes());
        if let Some(details) = &self.details {
            put_field(&mut message, 5, &details_message(details));
        }
        put_number(&mut message, 6, u64::from(self.reason.code()));
        envelope::write(out, "v1", "Status", &message);
    }
}

fn details_message(details: &StatusDetails) -> Vec<u8> {
    let mut out = Vec::new();
    put_field(&mut out, 1, details.name.as_bytes());
    put_field(&mut out, 2, details.group.as_bytes());
    put_field(&mut out, 3, details.kind.as_bytes());
    for cause in &details.causes {
        let mut message = Vec::new();
        put_field(&mut message, 1, cause.reason.as_bytes());
        put_field(&mut message, 2, cause.message.as_bytes());
        put_field(&mut message, 3, cause.field.as_bytes());
        put_field(&mut out, 4, &message);
    }
    put_number(&mut out, 5, u64::from(details.retry_after_seconds));
    put_field(&mut out, 6, b"");
    out
}
