//! Storage: an etcd value becomes an object, as in the apiserver's storage layer.
//!
//! ```text
//! value -> encryption at rest? -> envelope: protobuf | JSON | CBOR -> value tree
//! ```
//!
//! [`Codec::decode`] does all of it for one value. It knows the Kubernetes minor whose rules
//! decide what an empty field prints as, and nothing of discovery: which resource a key belongs
//! to, and what a CustomResourceDefinition does to its objects, is said further up.

mod conform;
pub mod convert;
pub mod crd_conversion;
mod defaults;
mod document;
pub mod encryption;
pub mod envelope;
mod fields_v1;
mod gone;
mod keep;
mod layout;
mod memory;
mod named;
mod needs;
mod on_read;
mod part;
pub mod peek;
pub mod pod_resources;
mod raw_fields;
mod scalar;
pub mod serializer;
mod struct_json;
mod struct_rules;
pub mod structural;
#[cfg(test)]
mod testing;
pub mod transformer;
pub mod x509_request;

use std::borrow::Cow;
use std::sync::Arc;

pub use conform::UnknownMember;
use conform::{Left, Walk};
pub use document::Order;
use encryption::{Keyring, Plaintext};
use envelope::Envelope;
use gone::Schemas;
pub use gone::{DroppedField, DroppedType};
use keep::{Borrowed, Copied, Keep};
use kf_base::error::{Error, Result};
use kf_base::limits::MAX_VALUE_BYTES;
use kf_object::encode::emit::Emit;
use kf_object::{Map, Value, parse};
use kf_schema::Minor;
use kf_schema::descriptor::KindEntry;
pub use memory::Memory;
pub use named::NamespacedName;
pub use part::Part;
use serializer::cbor;
use serializer::encode::Encoder;
use serializer::parts::Parts;
use serializer::protobuf::Decoder;
pub use serializer::protobuf::UnknownField;
use transformer::Encrypted;

/// How a value lies in etcd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// `k8s\0` and a `runtime.Unknown`.
    Protobuf,
    /// JSON text.
    Json,
    /// CBOR behind its self-described tag.
    Cbor,
}

/// A decoded value.
#[derive(Debug)]
pub struct Decoded<'a> {
    /// The object, `apiVersion` and `kind` included.
    pub object: Value<'a>,
    /// How it was stored.
    pub encoding: Encoding,
    /// Whether a built-in Kubernetes type was found for it. A JSON or CBOR object without one is
    /// a custom resource, a protobuf object without one is of a kind nobody knows.
    pub built_in: bool,
    /// A field that the schema of no Kubernetes minor has: the object was written by a Kubernetes
    /// newer than this kf, and what it said there is not in `object`.
    pub unknown_field: Option<UnknownField>,
    /// Set when the server no longer had the type; `object` is then as the last minor with it has
    /// it.
    pub dropped_type: Option<DroppedType>,
    /// A member of an object stored as JSON or CBOR that no Kubernetes minor has, and that is not in
    /// `object`.
    pub unknown_member: Option<UnknownMember>,
    /// A member that the stored JSON of a built-in type has more than once: servers read the later into
    /// what the earlier left, and so it is in `object`. Whoever goes by either alone sees another object.
    pub repeated_member: Option<String>,
    /// A field with a value that the server no longer had, and that is not in `object`.
    pub dropped_field: Option<DroppedField>,
    /// Whether `object` has only what [`DecodeOptions::part`] asks for.
    pub is_part: bool,
}

impl Decoded<'_> {
    /// A copy that borrows nothing.
    #[must_use]
    pub fn into_owned(self) -> Decoded<'static> {
        Decoded {
            object: self.object.into_owned(),
            encoding: self.encoding,
            built_in: self.built_in,
            unknown_field: self.unknown_field,
            unknown_member: self.unknown_member,
            repeated_member: self.repeated_member,
            dropped_type: self.dropped_type,
            dropped_field: self.dropped_field,
            is_part: self.is_part,
        }
    }

    /// The stored apiVersion.
    #[must_use]
    pub fn api_version(&self) -> &str {
        self.object.str_at(&["apiVersion"]).unwrap_or_default()
    }

    /// The stored kind.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.object.str_at(&["kind"]).unwrap_or_default()
    }

    /// Whether the value had to be shown as numbered fields.
    #[must_use]
    pub fn is_raw(&self) -> bool {
        !self.built_in && self.encoding == Encoding::Protobuf
    }
}

/// The bytes of an object as they were before encryption.
#[derive(Debug)]
pub enum Plain<'a> {
    /// They were never encrypted.
    Stored(&'a [u8]),
    /// They were, and are wiped from memory when this is dropped.
    Opened(Plaintext),
}

impl AsRef<[u8]> for Plain<'_> {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Stored(bytes) => bytes,
            Self::Opened(bytes) => bytes,
        }
    }
}

/// What the caller wants of a decoded object; by default, the stored value and nothing more.
#[derive(Clone, Copy, Debug, Default)]
pub struct DecodeOptions<'f> {
    /// Decode `metadata.managedFields`; kubectl leaves it out by default, and leaving it out
    /// early saves its decoding.
    pub managed_fields: bool,
    /// Apply what an apiserver does to every object it reads: the defaults of the stored version,
    /// and the few decorators and conversions that change what is printed. Off for a value looked
    /// at on its own.
    pub on_read: bool,
    /// Leave JSON within an object (`RawExtension`, and the fields of managed fields) as the text it
    /// is stored as, which is what a server sends; [`Codec::write_json`] and
    /// [`Codec::write_protobuf`] take it. Such an object is for nothing else.
    pub json_as_stored: bool,
    /// Build no more of an object than this, if it is of that type and nothing is to be said of
    /// the rest.
    pub part: Option<&'f Part>,
    /// A value of the same object in another revision, of which the same part was read as a part: what
    /// is the same in both is not looked at again. Not encrypted.
    pub like: Option<&'f [u8]>,
}

/// Decodes values by the rules of one Kubernetes minor.
#[derive(Debug)]
pub struct Codec {
    schemas: Schemas,
    keys: Option<Arc<Keyring>>,
}

impl Codec {
    /// Makes a codec with the rules of a minor; minors newer than the schema use its newest.
    #[must_use]
    pub fn new(minor: Minor) -> Self {
        Self {
            schemas: Schemas::new(minor),
            keys: None,
        }
    }

    /// Lets [`Codec::read`] and [`Codec::plain`] open encrypted values.
    #[must_use]
    pub fn with_keys(mut self, keys: Option<Arc<Keyring>>) -> Self {
        self.keys = keys;
        self
    }

    /// Returns a codec with the same keys and the rules of another minor.
    #[must_use]
    pub fn for_minor(&self, minor: Minor) -> Self {
        Self::new(minor).with_keys(self.keys.clone())
    }

    /// The minor.
    #[must_use]
    pub fn minor(&self) -> Minor {
        self.schemas.server().minor()
    }

    /// Whether there are keys for encrypted values, the right ones or not.
    #[must_use]
    pub fn has_keys(&self) -> bool {
        self.keys.is_some()
    }

    /// The bytes that the apiserver had encrypted, or the value itself when it is not encrypted.
    ///
    /// # Errors
    /// Encrypted, with provider and key name, when no key at hand opens it.
    pub fn plain<'a>(&self, etcd_key: &[u8], value: &'a [u8]) -> Result<Plain<'a>> {
        let Some(encrypted) = Encrypted::recognize(value) else {
            return Ok(Plain::Stored(value));
        };
        match &self.keys {
            Some(keys) => keys.open(etcd_key, value).map(Plain::Opened),
            None => Err(encryption::locked(&encrypted, value)),
        }
    }

    /// Decodes the value under an etcd key, encrypted or not.
    ///
    /// # Errors
    /// As [`Codec::plain`] and [`Codec::decode`]; Corrupt when the object comes out without the name
    /// that every object under such a key has.
    pub fn read<'a>(
        &self,
        etcd_key: &[u8],
        value: &'a [u8],
        options: DecodeOptions<'_>,
    ) -> Result<Decoded<'a>> {
        let decoded = match self.plain(etcd_key, value)? {
            Plain::Stored(value) => self.decode(value, options)?,
            Plain::Opened(plain) => self.decode_as::<Copied>(&plain, options)?,
        };
        named::check(etcd_key, &decoded.object)?;
        Ok(decoded)
    }

    /// Decodes one stored value that is not encrypted.
    ///
    /// # Errors
    /// Encrypted with provider and key name; Corrupt when the bytes contradict their format;
    /// Limit past the caps on size and nesting.
    pub fn decode<'a>(&self, value: &'a [u8], options: DecodeOptions<'_>) -> Result<Decoded<'a>> {
        self.decode_as::<Borrowed>(value, options)
    }

    fn decode_as<'i, 'a, K: Keep<'i, 'a>>(
        &self,
        value: &'i [u8],
        options: DecodeOptions<'_>,
    ) -> Result<Decoded<'a>> {
        if value.len() > MAX_VALUE_BYTES {
            return Err(Error::limit(format!(
                "a value of {} bytes is over {MAX_VALUE_BYTES} (MAX_VALUE_BYTES)",
                value.len()
            )));
        }
        if let Some(encrypted) = Encrypted::recognize(value) {
            return Err(encryption::locked(&encrypted, value));
        }
        let mut decoded = match Envelope::open(value) {
            Some(envelope) => self.protobuf::<K>(envelope?, options)?,
            None if value.starts_with(cbor::MAGIC) => {
                self.unstructured::<K>(cbor::decode(value)?, Encoding::Cbor)?
            }
            None if value.trim_ascii_start().starts_with(b"{") => self.json::<K>(value, options)?,
            None if value.is_empty() => return Err(Error::corrupt("the value is empty")),
            None => {
                return Err(Error::corrupt(
                    "the value is neither protobuf (k8s\\0), JSON nor CBOR",
                )
                .hint("kf keys -o jsonl --values shows the bytes; not every tenant of etcd is Kubernetes"));
            }
        };
        if decoded.is_part {
            // What is done to members that a part may have.
            match decoded.kind() {
                _ if !options.on_read || !decoded.built_in => {}
                "Pod" => defaults::part_of_pod(&mut decoded.object, self.minor()),
                "Secret" => on_read::secret(&mut decoded.object),
                _ => {}
            }
            return Ok(decoded);
        }
        if !options.managed_fields
            && let Some(meta) = decoded
                .object
                .as_object_mut()
                .and_then(|o| o.get_mut("metadata"))
            && let Some(meta) = meta.as_object_mut()
        {
            meta.remove("managedFields");
        }
        if options.on_read && decoded.built_in {
            let minor = decoded.dropped_type.map_or(self.minor(), |t| t.last);
            defaults::apply(&mut decoded.object, minor);
            on_read::apply(&mut decoded.object, minor);
        }
        Ok(decoded)
    }

    fn protobuf<'i, 'a, K: Keep<'i, 'a>>(
        &self,
        envelope: Envelope<'i>,
        options: DecodeOptions<'_>,
    ) -> Result<Decoded<'a>> {
        if envelope.api_version.is_empty() || envelope.kind.is_empty() {
            return Err(Error::corrupt(
                "the protobuf envelope names no apiVersion or kind",
            ));
        }
        if !envelope.content_encoding.is_empty() {
            return Err(Error::unsupported(format!(
                "the envelope says content encoding {:?}",
                envelope.content_encoding
            )));
        }
        match &*envelope.content_type {
            "" | "application/vnd.kubernetes.protobuf" => {}
            "application/json" => {
                return self.json::<K>(envelope.raw, options);
            }
            other => {
                return Err(Error::unsupported(format!(
                    "the envelope says content type {other:?}"
                )));
            }
        }
        let entry = kf_schema::kind(&envelope.api_version, &envelope.kind);
        let (mut unknown_field, mut dropped_field, mut is_part) = (None, None, false);
        let object = if let Some(entry) = entry {
            let layouts = self.schemas.of(entry);
            let decoder = || {
                Decoder::<K>::new(layouts, options.managed_fields)
                    .with_json_as_stored(options.json_as_stored)
            };
            let wanted = options
                .part
                .filter(|_| self.schemas.dropped(entry).is_none());
            let part = wanted
                .and_then(|part| part.plan(entry, layouts))
                .and_then(|plan| {
                    let like = options.like.and_then(|like| alike(like, &envelope));
                    let parts = Parts::new(layouts, decoder());
                    parts.object(entry.message, envelope.raw, plan, like.unwrap_or_default())
                });
            let members = if let Some(part) = part {
                is_part = true;
                part
            } else {
                let mut decoder = decoder();
                let members = decoder.message(entry.message, envelope.raw, 0)?;
                unknown_field = decoder.unknown;
                dropped_field = decoder.dropped;
                members
            };
            // Mostly the very text that the schema has.
            let text = |known, text: Cow<'i, str>| {
                if text == known {
                    Cow::Borrowed(known)
                } else {
                    K::text(text)
                }
            };
            with_type(
                members,
                text(entry.api_version, envelope.api_version),
                text(entry.kind, envelope.kind),
            )
        } else {
            let members = raw_fields::object(self.schemas.server(), envelope.raw)?;
            K::value(with_type(members, envelope.api_version, envelope.kind))
        };
        Ok(Decoded {
            object,
            encoding: Encoding::Protobuf,
            built_in: entry.is_some(),
            unknown_field,
            unknown_member: None,
            repeated_member: None,
            dropped_type: entry.and_then(|entry| self.schemas.dropped(entry)),
            dropped_field,
            is_part,
        })
    }

    /// JSON. Equal keys are no matter of what came last for a kind that has a struct.
    fn json<'i, 'a, K: Keep<'i, 'a>>(
        &self,
        json: &'i [u8],
        options: DecodeOptions<'_>,
    ) -> Result<Decoded<'a>> {
        if options.part.is_some_and(Part::is_identity) {
            let identity = peek::json_identity(json)?;
            if !is_built_in(&identity) {
                return Ok(Decoded {
                    is_part: true,
                    ..self.unstructured::<K>(identity, Encoding::Json)?
                });
            }
        }
        let read = parse::json::parse_telling(json)?;
        if read.repeated.is_none() || !is_built_in(&read.value) {
            return self.unstructured::<K>(read.value, Encoding::Json);
        }
        let read = parse::json::parse_into_struct(json)?;
        Ok(Decoded {
            repeated_member: read.repeated,
            ..self.unstructured::<K>(read.value, Encoding::Json)?
        })
    }

    /// JSON and CBOR: a built-in kind goes through its struct, everything else stays as it is.
    fn unstructured<'i, 'a, K: Keep<'i, 'a>>(
        &self,
        value: Value<'i>,
        encoding: Encoding,
    ) -> Result<Decoded<'a>> {
        let text = |name| value.str_at(&[name]).unwrap_or_default().to_owned();
        let (api_version, kind) = (text("apiVersion"), text("kind"));
        if api_version.is_empty() || kind.is_empty() {
            return Err(Error::corrupt(
                "the value is no Kubernetes object: no apiVersion or kind",
            ));
        }
        let entry = kf_schema::kind(&api_version, &kind);
        let mut left = Left::default();
        let object = match entry {
            Some(entry) => {
                let walk = Walk::new(self.schemas.of(entry));
                let object = conformed(&walk, entry, value)?;
                left = walk.left();
                object
            }
            None => value,
        };
        Ok(Decoded {
            object: K::value(object),
            encoding,
            built_in: entry.is_some(),
            unknown_field: None,
            unknown_member: left.unknown,
            repeated_member: None,
            dropped_type: entry.and_then(|entry| self.schemas.dropped(entry)),
            dropped_field: left.dropped,
            is_part: false,
        })
    }

    /// Writes the object under an etcd key straight from its bytes: with the defaults, and with this
    /// `resourceVersion`. It is printed without managed fields; as an item that is sent it is what
    /// [`Codec::write_json`] writes, without the type.
    ///
    /// Returns what the object is called. `None` when that cannot be done, and must not be, for anything that is
    /// to be said of the object or done to it: for such a one [`Codec::read`] is the way, and what was
    /// written is to be dropped. It is done only for objects stored as this kind in this version.
    ///
    /// `memory` is of objects that were written before into the text of `emit`, which is still there.
    pub fn write_document<'v>(
        &self,
        emit: &mut impl Emit,
        memory: &mut Memory<'v>,
        value: &'v [u8],
        (api_version, kind): (&str, &str),
        resource_version: &str,
        order: Order,
    ) -> Option<NamespacedName<'v>> {
        let (entry, raw) = self.own_message(value, api_version, kind)?;
        let unstored = document::Unstored {
            entry,
            resource_version,
        };
        let layouts = self.schemas.of(entry);
        document::write(layouts, emit, memory, raw, unstored, order)
    }

    /// Whether a server that sends the object in a value as this kind in this version sends the very
    /// message that is stored, but for the `resourceVersion`. `false` means that it may be so.
    #[must_use]
    pub fn is_sent_as_stored(&self, value: &[u8], api_version: &str, kind: &str) -> bool {
        let empties = false;
        (self.named_as_stored(value, api_version, kind, empties)).is_some()
    }

    /// What an object is called of which [`Codec::is_sent_as_stored`] holds, or for which a message is sent that
    /// says the same: the empty fields that a server's encoder writes may be missing in it. `None` of
    /// all others.
    #[must_use]
    pub fn read_as_stored<'v>(
        &self,
        value: &'v [u8],
        api_version: &str,
        kind: &str,
    ) -> Option<NamespacedName<'v>> {
        let empties = true;
        self.named_as_stored(value, api_version, kind, empties)
    }

    fn named_as_stored<'v>(
        &self,
        value: &'v [u8],
        api_version: &str,
        kind: &str,
        empties: bool,
    ) -> Option<NamespacedName<'v>> {
        let (entry, raw) = self.own_message(value, api_version, kind)?;
        document::named_as_stored(self.schemas.of(entry), raw, entry, empties)
    }

    /// The message of an object that is stored as this kind in this version, if nothing is ever done
    /// to such objects on reading but what their bytes tell.
    fn own_message<'v>(
        &self,
        value: &'v [u8],
        api_version: &str,
        kind: &str,
    ) -> Option<(&'static KindEntry, &'v [u8])> {
        let envelope = Envelope::open(value)?.ok()?;
        let entry = kf_schema::kind(api_version, kind)?;
        let own = (&*envelope.api_version, &*envelope.kind) == (entry.api_version, entry.kind)
            && envelope.content_encoding.is_empty()
            && envelope.content_type.is_empty()
            && value.len() <= MAX_VALUE_BYTES
            && self.schemas.dropped(entry).is_none()
            && document::may_be_written(entry);
        own.then_some((entry, envelope.raw))
    }

    /// Appends an object of a built-in kind as the server sends it, on one line: members of structs
    /// in the order in which Go declares them. `json_as_stored` is what the object was decoded with
    /// ([`DecodeOptions::json_as_stored`]).
    pub fn write_json(
        &self,
        out: &mut Vec<u8>,
        entry: &KindEntry,
        object: &Value<'_>,
        json_as_stored: bool,
    ) {
        let form = struct_json::Form {
            layouts: self.schemas.of(entry),
            json_as_stored,
        };
        struct_json::write(form, out, entry.message, object);
    }

    /// Appends the protobuf message of an object of a built-in kind, as the server sends it;
    /// `object` may have been decoded with [`DecodeOptions::json_as_stored`].
    ///
    /// # Errors
    /// Corrupt when a member is none of its type.
    pub fn write_protobuf(
        &self,
        out: &mut Vec<u8>,
        entry: &KindEntry,
        object: &Value<'_>,
    ) -> Result<()> {
        let mut encoder = Encoder::new(self.schemas.of(entry));
        encoder.message(entry.message, object.as_object(), 0)?;
        out.extend_from_slice(encoder.bytes());
        Ok(())
    }

    /// Appends the protobuf message of the metadata of any object.
    ///
    /// # Errors
    /// As [`Codec::write_protobuf`].
    pub fn write_metadata_protobuf(&self, out: &mut Vec<u8>, metadata: &Value<'_>) -> Result<()> {
        const NAME: &str = "k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta";
        let mut encoder = Encoder::new(self.schemas.server());
        let message = kf_schema::message_index(NAME).unwrap_or(u16::MAX);
        encoder.message(message, metadata.as_object(), 0)?;
        out.extend_from_slice(encoder.bytes());
        Ok(())
    }

    /// `value` as the Go struct of a built-in kind prints it, with that kind's own apiVersion.
    ///
    /// # Errors
    /// Corrupt when a member is of a type that Go would refuse.
    pub fn conform<'a>(&self, entry: &KindEntry, value: Value<'a>) -> Result<Value<'a>> {
        conformed(&Walk::new(self.schemas.of(entry)), entry, value)
    }
}

/// Whether an object is of a built-in kind, and goes through its struct.
fn is_built_in(object: &Value<'_>) -> bool {
    let text = |name| object.str_at(&[name]).unwrap_or_default();
    kf_schema::kind(text("apiVersion"), text("kind")).is_some()
}

fn conformed<'a>(walk: &Walk<'_>, entry: &KindEntry, value: Value<'a>) -> Result<Value<'a>> {
    let members = conform::message(walk, entry.message, value, 0)?;
    Ok(with_type(
        members,
        Cow::Borrowed(entry.api_version),
        Cow::Borrowed(entry.kind),
    ))
}

/// The message of a value of the type that is in an envelope.
fn alike<'l>(value: &'l [u8], envelope: &Envelope<'_>) -> Option<&'l [u8]> {
    let like = Envelope::open(value)?.ok()?;
    let same = like.api_version == envelope.api_version
        && like.kind == envelope.kind
        && like.content_type == envelope.content_type
        && like.content_encoding == envelope.content_encoding;
    same.then_some(like.raw)
}

fn with_type<'a>(mut members: Map<'a>, api_version: Cow<'a, str>, kind: Cow<'a, str>) -> Value<'a> {
    members.insert("apiVersion", Value::String(api_version));
    members.insert("kind", Value::String(kind));
    Value::Object(members)
}
