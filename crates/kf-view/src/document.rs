//! Items of lists written straight from their records.

use super::note;
use super::view::{Mapping, View};
use kf_base::error::{Error, Result};
use kf_base::threads::in_order_announced;
use kf_file::etcd::{Label, Record};
use kf_file::input::{Ahead, is_lost, warm};
use kf_object::encode::emit::{Compact, Emit, Json, Yaml};
use kf_object::encode::{Format, json};
use kf_resource::Origin;
use kf_schema::Change;
use kf_storage::structural::CustomResources;
use kf_storage::{Memory, NamespacedName, Order};

/// Texts of items of one list, one behind the other, and what of them may come again.
#[derive(Debug, Default)]
pub struct Items<'s> {
    text: Vec<u8>,
    memory: Memory<'s>,
}

impl Items<'_> {
    /// The texts.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// The same to write something behind it, and for nothing else: the rest is to stay what it is.
    pub fn more(&mut self) -> &mut Vec<u8> {
        &mut self.text
    }

    /// Takes away what stands behind so many bytes.
    pub fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        self.memory.forget();
    }

    /// Takes all text away.
    pub fn clear(&mut self) {
        self.truncate(0);
    }

    /// Gives room back but for so many bytes, or what the text takes.
    pub fn shrink_to(&mut self, room: usize) {
        self.text.shrink_to(room);
    }
}

impl<'s> View<'s> {
    /// Says whether [`View::write_item`] may write objects of a resource.
    #[must_use]
    pub fn writes_items(&self, mapping: &Mapping) -> bool {
        let as_stored = mapping.resource.preferred().is_some() || mapping.version_named;
        as_stored
            && (mapping.resource.origin != Origin::Custom || self.custom(mapping).is_some())
            && self.redactor.is_none()
            && self.version.assumption().is_none()
            && self.version.minor.has(Change::NO_SELF_LINK)
    }

    /// How custom resources are read of whose definition nothing is to be said.
    fn custom(&self, mapping: &Mapping) -> Option<&CustomResources> {
        let definition = self.definition(mapping)?;
        let plain = definition.lists(&mapping.version) && self.lost_note(mapping).is_none();
        definition.reader(self.version.minor).ok().filter(|_| plain)
    }

    /// Appends an object as an item of a list, as [`Format::write_next_item`] writes what
    /// [`View::object`] reads of its record, without reading it.
    ///
    /// Returns `false`, with nothing appended, for every object of which there is something to be
    /// said, or that is not printed as it is stored, and for all of the resources that
    /// [`View::writes_items`] does not name: these are to be read.
    pub fn write_item(
        &self,
        items: &mut Items<'s>,
        format: Format,
        mapping: &Mapping,
        record: &Record<'s>,
    ) -> bool {
        let start = items.text.len();
        let written = self.written(items, format, mapping, record);
        if !written {
            items.truncate(start);
        }
        written
    }

    /// Hands the parts of an object to `emit`, of a resource that [`View::writes_items`] names, without
    /// reading it. `false` where [`View::write_item`] is: then what was handed over is to be dropped.
    #[must_use]
    pub fn emit(&self, emit: &mut impl Emit, mapping: &Mapping, record: &Record<'_>) -> bool {
        self.emit_as(
            Order::Printed,
            emit,
            &mut Memory::default(),
            mapping,
            record,
        )
    }

    /// As [`View::emit`], for what the order says, with what was emitted before.
    fn emit_as<'r>(
        &self,
        order: Order,
        emit: &mut impl Emit,
        memory: &mut Memory<'r>,
        mapping: &Mapping,
        record: &Record<'r>,
    ) -> bool {
        let revision = record.mod_revision.to_string();
        let (value, version) = (record.value, mapping.version.as_str());
        self.writes_in_silence(mapping, record, || match self.custom(mapping) {
            Some(custom) => custom.write_document(emit, value, version, &revision, order),
            None => {
                let api_version = mapping.api_version();
                let types = (api_version.as_str(), &*mapping.resource.kind);
                (self.codec).write_document(emit, memory, value, types, &revision, order)
            }
        })
    }

    /// Appends an object as an item of a list that the server sends as JSON, of a resource that
    /// [`View::writes_items`] names, without reading it. `false`, with nothing appended, where
    /// [`View::write_item`] is.
    #[must_use]
    pub fn write_sent_item(
        &self,
        items: &mut Items<'s>,
        mapping: &Mapping,
        record: &Record<'s>,
    ) -> bool {
        let start = items.text.len();
        let mut emit = Compact::behind(std::mem::take(&mut items.text));
        let written = self.emit_as(Order::Sent, &mut emit, &mut items.memory, mapping, record);
        items.text = emit.into_text();
        if !written {
            items.truncate(start);
        } else if !self.version.minor.has(Change::SHORT_CONTROL_ESCAPES) {
            // What stands behind an escape moves.
            items.memory.forget();
            json::long_escapes(&mut items.text, start);
        }
        written
    }

    /// Says whether the server sends what the protobuf message says that is stored under a record, but
    /// for the revision ([`View::stored_protobuf`]): the message itself, if the server wrote it; one
    /// that another encoder wrote may lack empty fields. `false`, of resources that
    /// [`View::writes_items`] names and of all others, means that it may.
    #[must_use]
    pub fn is_read_as_stored(&self, mapping: &Mapping, record: &Record<'_>) -> bool {
        let api_version = mapping.api_version();
        self.writes_items(mapping)
            && self.writes_in_silence(mapping, record, || {
                (self.codec).read_as_stored(record.value, &api_version, &mapping.resource.kind)
            })
    }

    /// Whether an object was written by `write`, which says what it is called, and there is nothing to say of
    /// it: what was found outside the trees has a note, and what lies under another's key; what a dump
    /// does not tell has no revision to print.
    fn writes_in_silence<'r>(
        &self,
        mapping: &Mapping,
        record: &Record<'r>,
        write: impl FnOnce() -> Option<NamespacedName<'r>>,
    ) -> bool {
        let placed = |called| note::misplaced(&mapping.resource, record.key, called).is_none();
        record.mod_revision > 0
            && self.store().label(record) == Label::Reachable
            && write().is_some_and(placed)
            && !is_partly_lost(record)
    }

    fn written(
        &self,
        items: &mut Items<'s>,
        format: Format,
        mapping: &Mapping,
        record: &Record<'s>,
    ) -> bool {
        let Items { text, memory } = items;
        format.separate(text);
        match format {
            Format::Json => {
                let mut emit = Json::new(text, Format::ITEM_LEVEL);
                self.emit_as(Order::Printed, &mut emit, memory, mapping, record)
            }
            Format::Yaml => {
                let mut emit = Yaml::list_item(text);
                let written = self.emit_as(Order::Printed, &mut emit, memory, mapping, record);
                emit.end();
                written
            }
            Format::Kyaml => false,
        }
    }

    /// As [`View::list_with`], with the records of the objects.
    ///
    /// # Errors
    /// As [`View::list_with`].
    pub fn records_with<A: Default + Send, E: From<Error>>(
        &self,
        mapping: &Mapping,
        namespace: Option<&str>,
        gather: impl Fn(&mut A, Result<Record<'s>>) + Sync,
        mut take: impl FnMut(&mut A) -> Result<(), E>,
    ) -> Result<(), E> {
        let (records, problems) = self.records_of(mapping, namespace)?;
        if !problems.is_empty() {
            let mut first = A::default();
            for problem in problems {
                gather(&mut first, Err(problem));
            }
            take(&mut first)?;
        }
        self.share_out(&records, |share, record| gather(share, Ok(*record)), take)
    }

    /// Shares what is done to records between the threads of the view, as [`View::list_with`] does.
    ///
    /// # Errors
    /// The first error of `take`, after which nothing is taken.
    pub fn share_out<A: Default + Send, E>(
        &self,
        records: &[Record<'s>],
        gather: impl Fn(&mut A, &Record<'s>) + Sync,
        take: impl FnMut(&mut A) -> Result<(), E>,
    ) -> Result<(), E> {
        let ahead = Ahead::default();
        in_order_announced(
            records,
            self.threads,
            |record| record.value.len(),
            |share| ahead.load(share.iter().flat_map(|record| [record.key, record.value])),
            |record| warm(record.value),
            gather,
            take,
        )
    }
}

/// Whether part of a record lies where the file cannot be read, which is known only once all of it
/// was looked at.
pub(super) fn is_partly_lost(record: &Record<'_>) -> bool {
    is_lost(record.value) || is_lost(record.key)
}
