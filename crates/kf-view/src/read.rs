//! From a record to the object that the server would have given out.

use std::borrow::Cow;
use std::sync::atomic::Ordering;

use super::assumption::matters;
use super::document::is_partly_lost;
use super::note;
use super::self_link::self_link;
use super::view::{Mapping, Object, ReadOptions, View};
use kf_base::error::{Error, Result};
use kf_base::escape;
use kf_base::limits::{FREE_DEFAULTED_NODES, MAX_DEFAULTED_NODES_IN_ALL};
use kf_file::etcd::Record;
use kf_object::Value;
use kf_object::encode::json;
use kf_resource::{Origin, Resource, split_api_version};
use kf_schema::Change;
use kf_schema::descriptor::KindEntry;
use kf_storage::{DecodeOptions, Decoded, NamespacedName, convert, peek};

impl<'s> View<'s> {
    /// Decodes a record as an object of `mapping`, in its version.
    ///
    /// # Errors
    /// Encrypted, Corrupt or Limit when it cannot be read; Unsupported when it is stored in
    /// another version, which the mapping names, and kf does not convert it.
    pub fn object(
        &self,
        mapping: &Mapping,
        record: Record<'s>,
        options: ReadOptions<'_>,
    ) -> Result<Object<'s>> {
        self.read(Some(mapping), record, options)
    }

    /// Decodes a record of which only the key is known, in the version it was stored in.
    pub(super) fn stored_object(
        &self,
        record: Record<'s>,
        options: ReadOptions<'_>,
    ) -> Result<Object<'s>> {
        self.read(None, record, options)
    }

    fn read(
        &self,
        mapping: Option<&Mapping>,
        record: Record<'s>,
        options: ReadOptions<'_>,
    ) -> Result<Object<'s>> {
        let mut object = self.read_plain(mapping, record, options)?;
        self.redact(&mut object.value, mapping);
        Ok(object)
    }

    /// Decodes a record and replaces nothing in its object; an error has no words that a strict
    /// redactor would not let out.
    pub(super) fn read_plain(
        &self,
        mapping: Option<&Mapping>,
        record: Record<'s>,
        options: ReadOptions<'_>,
    ) -> Result<Object<'s>> {
        let read = self.read_in_words(mapping, record, options);
        match self.strict() {
            Some(_) => read.map_err(Error::without_words),
            None => read,
        }
    }

    /// Decodes the object of a record, all of which lies where the file can be read.
    pub(super) fn decode(
        &self,
        record: &Record<'s>,
        options: DecodeOptions<'_>,
    ) -> Result<Decoded<'s>> {
        let decoded = self.codec.read(record.key, record.value, options);
        // Known only now that all of it was looked at, and worse than whatever else is wrong with it.
        if is_partly_lost(record) {
            let error = Error::corrupt("part of the object lies where the file cannot be read");
            return Err(record.place(error));
        }
        decoded.map_err(|e| record.place(e))
    }

    fn read_in_words(
        &self,
        mapping: Option<&Mapping>,
        record: Record<'s>,
        options: ReadOptions<'_>,
    ) -> Result<Object<'s>> {
        let place = |e| record.place(e);
        let on_read = DecodeOptions {
            managed_fields: options.managed_fields,
            on_read: true,
            json_as_stored: options.json_as_stored && self.redactor.is_none(),
            // A redactor and a conversion look at more than is asked for.
            part: options.part.filter(|part| {
                let is_of =
                    |m: &Mapping| part.is_of(&m.resource.group, &m.version, &m.resource.kind);
                self.redactor.is_none() && mapping.is_some_and(is_of)
            }),
            like: None,
        };
        let decoded = self.decode(&record, on_read)?;
        if self.version.assumption().is_some() {
            let matters = || matters(&self.codec, record.key, record.value, on_read);
            self.doubt.look(matters);
        }
        let mut notes = self.notes(&decoded, &record);
        if let Some(what) = mapping.and_then(|m| of_another_kind(&m.resource, &decoded)) {
            return Err(place(what));
        }
        let dropped = decoded.dropped_type.is_some();
        let mut value = decoded.object;
        if let Some(mapping) = mapping {
            let called = NamespacedName::of(&value);
            notes.extend(note::misplaced(&mapping.resource, record.key, called));
            if mapping.resource.origin == Origin::Custom {
                let added = self.read_custom(mapping, &mut value, &mut notes);
                added
                    .and_then(|added| self.charge_defaults(added, record.value.len()))
                    .map_err(place)?;
            } else if decoded.built_in && (mapping.version_named || !dropped) {
                value = self.convert(mapping, value, &mut notes).map_err(place)?;
            }
        }
        self.set_unstored(&mut value, &record, mapping);
        Ok(Object {
            value,
            record,
            notes,
        })
    }

    fn notes(&self, decoded: &Decoded<'_>, record: &Record<'s>) -> Vec<String> {
        let label = note::label(record, self.store().label(record));
        let redactor = self.strict();
        note::about(decoded, redactor)
            .into_iter()
            .chain(label)
            .collect()
    }

    /// What of a decoded value its server would not read, or not so.
    ///
    /// # Errors
    /// Corrupt when the server fails to read it under its key, or it says that it is another object.
    pub(super) fn unread(&self, key: &[u8], decoded: &Decoded<'_>) -> Result<Vec<String>> {
        let mut notes = note::about(decoded, None);
        let Some(located) = self.locate(key) else {
            return Ok(notes);
        };
        let resource = located.resource;
        if let Some(e) = of_another_kind(resource, decoded) {
            return Err(e);
        }
        if let Some(what) = note::misplaced(resource, key, NamespacedName::of(&decoded.object)) {
            return Err(Error::corrupt(what));
        }
        let name = || resource.group_resource();
        let stored = decoded.api_version();
        if resource.origin != Origin::Custom {
            let unserved = resource.preferred().is_none() && decoded.dropped_type.is_none();
            if unserved && decoded.built_in {
                notes.push(note::not_served(stored, decoded.kind()));
            }
        } else if let Some(lost) = self.lost.get().filter(|lost| lost.has(resource)) {
            if lost.definition(resource).is_none() {
                notes.push(self.no_definition(resource));
            }
        } else if let Some(definition) = self.definition_of(resource) {
            if let Some(what) = note::of_no_kind(resource, decoded.kind()) {
                return Err(Error::corrupt(what));
            }
            let (group, version) = split_api_version(stored);
            if group == resource.group && !definition.lists(version) {
                notes.push(note::not_listed(stored, &name()));
            }
        }
        Ok(notes)
    }

    /// Sees that defaults do not make much of little, over all objects that are read.
    fn charge_defaults(&self, added: usize, stored: usize) -> Result<()> {
        let free = FREE_DEFAULTED_NODES.saturating_add(stored / 4);
        let more = added.saturating_sub(free);
        if more == 0 {
            return Ok(());
        }
        let before = self.defaulted.fetch_add(more, Ordering::Relaxed);
        if before.saturating_add(more) <= MAX_DEFAULTED_NODES_IN_ALL {
            return Ok(());
        }
        Err(Error::limit(format!(
            "defaults of the definition's schema add more to the objects than these have themselves, \
             and over {MAX_DEFAULTED_NODES_IN_ALL} values in all (MAX_DEFAULTED_NODES_IN_ALL)"
        ))
        .hint("name fewer objects"))
    }

    /// What the apiserver makes of a custom resource by its definition. Returns how many values
    /// defaults added.
    fn read_custom(
        &self,
        mapping: &Mapping,
        value: &mut Value<'s>,
        notes: &mut Vec<String>,
    ) -> Result<usize> {
        notes.extend(self.lost_note(mapping));
        let Some(definition) = self.definition(mapping) else {
            return Ok(0);
        };
        let reader = definition.reader(self.version.minor)?;
        let kind = value.str_at(&["kind"]).unwrap_or_default();
        notes.extend(note::of_no_kind(&mapping.resource, kind));
        let stored = value.str_at(&["apiVersion"]).unwrap_or_default();
        let from = stored.rsplit('/').next().unwrap_or_default().to_owned();
        if stored == mapping.resource.api_version(&from) && !definition.lists(&from) {
            if mapping.version_named && stored != mapping.api_version() {
                return Err(not_converted(stored, &mapping.api_version())
                    .hint("its definition no longer lists that version; ask for the stored one"));
            }
            let name = mapping.resource.group_resource();
            notes.push(note::not_listed(&self.version_to_show(stored), &name));
            return Ok(0);
        }
        if !definition.lists(&mapping.version) {
            return Err(not_converted(stored, &mapping.api_version())
                .hint("its definition does not list the version asked for"));
        }
        if reader.can_convert(&from, &mapping.version) {
            return reader.read(value, &mapping.version);
        }
        if mapping.version_named {
            return Err(not_converted(stored, &mapping.api_version()).hint(
                "its definition converts by a webhook, which cannot be asked offline; \
                 ask for the stored version",
            ));
        }
        let stored = self.version_to_show(stored);
        notes.push(format!(
            "shown as stored, in {stored}: the definition of {} converts by a webhook, which cannot \
             be asked offline",
            mapping.resource.group_resource()
        ));
        reader.read(value, &from)
    }

    /// The apiVersion of a stored object as a note may have it.
    fn version_to_show<'t>(&self, stored: &'t str) -> Cow<'t, str> {
        self.strict()
            .map_or(Cow::Borrowed(stored), |r| r.api_version(stored))
    }

    /// Appends an object, or a list's item, as the server sends it to its clients: on one line,
    /// and for built-in types with members in the order of Go's structs. kubectl prints that under
    /// `--raw`, and sorts everywhere else. The object is to be read with
    /// [`ReadOptions::json_as_stored`].
    pub fn write_json(&self, out: &mut Vec<u8>, mapping: &Mapping, object: &Value<'_>) {
        let built_in = mapping.resource.origin != Origin::Custom;
        let entry = kf_schema::kind(&mapping.api_version(), &mapping.resource.kind);
        self.write_json_of(out, entry.filter(|_| built_in), object);
    }

    /// As [`View::write_json`], of a built-in kind, or of none.
    pub fn write_json_of(
        &self,
        out: &mut Vec<u8>,
        kind: Option<&'static KindEntry>,
        object: &Value<'_>,
    ) {
        let start = out.len();
        match kind {
            Some(entry) => {
                // As `Self::read` decides for `ReadOptions::json_as_stored`.
                let as_stored = self.redactor.is_none();
                self.codec.write_json(out, entry, object, as_stored);
            }
            None => json::write_compact(out, object),
        }
        if !self.version.minor.has(Change::SHORT_CONTROL_ESCAPES) {
            json::long_escapes(out, start);
        }
    }

    /// A built-in object in the version asked for.
    fn convert(
        &self,
        mapping: &Mapping,
        value: Value<'s>,
        notes: &mut Vec<String>,
    ) -> Result<Value<'s>> {
        let wanted = mapping.api_version();
        let stored = value.str_at(&["apiVersion"]).unwrap_or_default().to_owned();
        if mapping.resource.preferred().is_none() && !mapping.version_named {
            notes.push(note::not_served(
                &self.version_to_show(&stored),
                &mapping.resource.kind,
            ));
            return Ok(value);
        }
        if stored == wanted {
            return Ok(value);
        }
        match convert::convert(&self.codec, value, &wanted) {
            Ok(value) => Ok(value),
            Err(value) if mapping.version_named => {
                let stored = value.str_at(&["apiVersion"]).unwrap_or_default();
                Err(not_converted(stored, &wanted).hint("ask for the stored version"))
            }
            Err(value) => {
                notes.push(format!(
                    "shown as stored, in {stored}: kf does not convert {} to {wanted}",
                    mapping.resource.group_resource()
                ));
                Ok(value)
            }
        }
    }

    /// The `apiVersion` and `kind` under which a record is stored.
    ///
    /// # Errors
    /// Encrypted when no key at hand opens it, Corrupt when it is no object of Kubernetes.
    pub fn stored_type(&self, record: &Record<'s>) -> Result<(String, String)> {
        let plain = self.codec.plain(record.key, record.value);
        plain
            .and_then(|plain| peek::type_meta(plain.as_ref()))
            .map_err(|e| record.place(e))
    }

    /// Sets what is not stored: `resourceVersion` (etcd3 `APIObjectVersioner.UpdateObject`) and,
    /// before 1.20, `selfLink`.
    fn set_unstored(&self, value: &mut Value<'s>, record: &Record<'_>, mapping: Option<&Mapping>) {
        let Some(meta) = value.as_object_mut().and_then(|o| o.get_mut("metadata")) else {
            return;
        };
        let minor = self.version.minor;
        let link = mapping
            .filter(|_| !minor.has(Change::NO_SELF_LINK))
            .map(|m| {
                let name = meta.str_at(&["name"]).unwrap_or_default();
                let namespace = meta
                    .str_at(&["namespace"])
                    .filter(|_| m.resource.namespaced);
                self_link(minor, &m.api_version(), &m.resource.plural, namespace, name)
            });
        let Some(meta) = meta.as_object_mut() else {
            return;
        };
        // A dump may tell none: then there is none to print.
        if record.mod_revision > 0 {
            let revision = record.mod_revision.to_string();
            meta.insert("resourceVersion", Value::String(revision.into()));
        }
        if let Some(link) = link {
            meta.insert("selfLink", Value::String(link.into()));
        }
    }
}

#[cold]
fn not_converted(stored: &str, wanted: &str) -> Error {
    Error::unsupported(format!(
        "stored as {stored}, and kf does not convert it to {wanted}"
    ))
}

/// What is wrong with a value that is not of the kind whose key it has, or of a group that has no such kind. A server
/// decodes into the type of the key, which fails (apimachinery `runtime/serializer/versioning`, `Decode` with `into`); of
/// custom resources it looks at no kind.
fn of_another_kind(resource: &Resource, decoded: &Decoded<'_>) -> Option<Error> {
    let (version, kind) = (decoded.api_version(), decoded.kind());
    // A version that is not known may be a newer one; a group has moved where both are known.
    let same_group = decoded.built_in || split_api_version(version).0 == resource.group;
    if resource.origin == Origin::Custom || kind == resource.kind && same_group {
        return None;
    }
    let [kind, version] = [kind, version].map(|text| escape::quoted(text.as_bytes()));
    let what = format!(
        "the value is of kind {kind}, version {version}, and no {}: a server fails to read it",
        resource.kind
    );
    Some(Error::corrupt(what).hint("kf keys -o jsonl --values shows the bytes"))
}
