//! Objects as protobuf messages.

use super::view::{Mapping, View};
use kf_base::error::Result;
use kf_file::etcd::Record;
use kf_object::Value;
use kf_resource::Origin;
use kf_schema::descriptor::KindEntry;
use kf_storage::envelope::{Envelope, with_revision};

impl View<'_> {
    /// Whether there is a protobuf message for the objects of a mapping: servers have none for
    /// custom resources.
    #[must_use]
    pub fn has_protobuf(&self, mapping: &Mapping) -> bool {
        entry(mapping).is_some()
    }

    /// Appends the protobuf message of an object, as the server sends it. The object may be read
    /// with [`ReadOptions::json_as_stored`](super::ReadOptions::json_as_stored).
    ///
    /// # Errors
    /// Corrupt when a member is none of its type, Unsupported when the type has no message.
    pub fn write_protobuf(
        &self,
        out: &mut Vec<u8>,
        mapping: &Mapping,
        object: &Value<'_>,
    ) -> Result<()> {
        match entry(mapping) {
            Some(entry) => self.codec.write_protobuf(out, entry, object),
            None => Err(kf_base::error::Error::unsupported(format!(
                "{} have no form in protobuf",
                mapping.resource.group_resource()
            ))),
        }
    }

    /// Appends the protobuf message of the metadata of any object.
    ///
    /// # Errors
    /// As [`View::write_protobuf`].
    pub fn write_metadata_protobuf(&self, out: &mut Vec<u8>, object: &Value<'_>) -> Result<()> {
        match object.get("metadata") {
            Some(metadata) => self.codec.write_metadata_protobuf(out, metadata),
            None => Ok(()),
        }
    }

    /// Returns the message that lies under a record with the revision put in, which is all that a
    /// server adds to an object of its own; `None` when the value is no such message, or encrypted.
    ///
    /// Whether it is what [`View::write_protobuf`] makes of the object, comparing them tells.
    #[must_use]
    pub fn stored_protobuf(&self, record: &Record<'_>) -> Option<Vec<u8>> {
        if record.mod_revision <= 0 {
            return None;
        }
        let envelope = Envelope::open(record.value)?.ok()?;
        with_revision(envelope.raw, &record.mod_revision.to_string())
    }
}

fn entry(mapping: &Mapping) -> Option<&'static KindEntry> {
    let built_in = mapping.resource.origin != Origin::Custom;
    let entry = kf_schema::kind(&mapping.api_version(), &mapping.resource.kind);
    entry.filter(|_| built_in)
}
