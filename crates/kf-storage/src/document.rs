//! Documents written from the stored bytes, without a value tree in between.
//!
//! Most of what lies in etcd was written by the server that reads it: nothing is to be converted or
//! filled in, and a list of 100,000 pods would be 100,000 trees that are read once and dropped. Here
//! a message is walked once to find where its members lie, and its members are then written in the order
//! in which they are printed.
//!
//! Whatever is out of the ordinary ends it: damage, fields that no minor knows, members that a server
//! sets on reading ([`crate::needs`]), fields in an order in which no server writes them. The object
//! then takes the way over the tree, which has the last word, and all errors and notes.

use std::borrow::Cow;

use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::limits::MAX_NESTING;
use kf_object::Value;
use kf_object::encode::emit::{Emit, Manager, Word};
use kf_object::text::go_str;
use kf_schema::descriptor::{Kind, KindEntry, Label};

use crate::layout::{FILLS, Layout, Layouts, Route, Routes, Slot, SlotSet, Take, Wire};
use crate::memory::{Memory, Written};
use crate::named::NamespacedName;
use crate::needs::Need;
use crate::serializer::zero;
use crate::{defaults, on_read, scalar, struct_rules};

/// What is printed of an object and does not lie in its message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unstored<'t> {
    pub(crate) entry: &'static KindEntry,
    pub(crate) resource_version: &'t str,
}

/// Whether objects of a kind may be written so at all.
pub(crate) fn may_be_written(entry: &KindEntry) -> bool {
    // CustomResourceDefinitions get their defaults in a conversion.
    !entry.api_version.starts_with("apiextensions.k8s.io/")
        && defaults::are_told_by_needs(entry.api_version, entry.kind)
        && !on_read::changes(entry.kind)
}

/// What an object is written for, which says in which order its members come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// To be printed: sorted, without managed fields.
    Printed,
    /// As an item of a list that a server sends as JSON ([`crate::Codec::write_json`]): as Go declares the
    /// members, managed fields among them, and no type.
    Sent,
}

/// Writes the object in a message, and returns what it is called; `None` when it has to take the other way,
/// for which what was written is to be dropped.
pub(crate) fn write<'i, E: Emit>(
    layouts: &Layouts,
    emit: &mut E,
    memory: &mut Memory<'i>,
    raw: &'i [u8],
    unstored: Unstored<'_>,
    order: Order,
) -> Option<NamespacedName<'i>> {
    memory.begin(unstored.entry, layouts.minor(), order);
    let mut writer = writer(layouts, emit, memory, unstored);
    writer.declared = order == Order::Sent;
    let written = writer.object(raw);
    if written.is_none() {
        memory.forget();
    }
    written
}

fn writer<'i, 's, 'e, E: Emit>(
    layouts: &'s Layouts,
    emit: &'e mut E,
    memory: &'e mut Memory<'i>,
    unstored: Unstored<'e>,
) -> Writer<'i, 's, 'e, E> {
    let entry = unstored.entry;
    Writer {
        layouts,
        emit,
        unstored,
        memory,
        top: 0,
        time: Time::default(),
        in_pod: entry.api_version == "v1" && entry.kind == "Pod",
        sent: false,
        empties: false,
        declared: false,
    }
}

/// What an object is called for which a server sends the very message that is stored, but for the
/// `resourceVersion`: nothing is filled in, and Go's encoder writes the fields that are there. `None`
/// means that it may be so.
///
/// With `empties`, it may be without the empty fields that Go's encoder writes: who reads it does not
/// see whether they are there.
pub(crate) fn named_as_stored<'i>(
    layouts: &Layouts,
    raw: &'i [u8],
    entry: &'static KindEntry,
    empties: bool,
) -> Option<NamespacedName<'i>> {
    let unstored = Unstored {
        entry,
        resource_version: "1",
    };
    let (mut nothing, mut memory) = (Nothing, Memory::default());
    let writer = writer(layouts, &mut nothing, &mut memory, unstored).sent_whole(empties);
    writer.object(raw)
}

/// What lies in the message for a member.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Fill<'i> {
    #[default]
    Absent,
    Raw(&'i [u8]),
    Varint(u64),
    /// All elements or entries with their tags, which lie one behind the other.
    Many(&'i [u8]),
    /// The revision stands there instead.
    Revision,
}

/// What was found in a message.
#[derive(Clone, Copy)]
struct Found {
    /// Where its slots begin among the fills.
    base: usize,
    filled: SlotSet,
}

/// What came of a field that is not as nearly all of them are.
enum Other<'i> {
    /// Nothing that is printed.
    Passed,
    /// The members of a struct that is inlined.
    Inlined,
    /// What lies there for a slot.
    Filled(u16, Fill<'i>),
}

/// A time and its text.
#[derive(Default)]
struct Time<'i> {
    raw: &'i [u8],
    text: String,
}

struct Writer<'i, 's, 'e, E> {
    layouts: &'s Layouts,
    emit: &'e mut E,
    unstored: Unstored<'e>,
    /// What was written before. Its slots are those of the messages under way, the outermost first; those that
    /// were not filled hold what an earlier message left.
    memory: &'e mut Memory<'i>,
    /// Where the slots of the next message begin.
    top: usize,
    /// The time that was written last.
    time: Time<'i>,
    in_pod: bool,
    /// Whether the message is to be as it is sent, fields in their order and empty ones included.
    sent: bool,
    /// Whether empty fields may be missing all the same.
    empties: bool,
    /// Whether members come in the order in which Go declares them, as a server sends them.
    declared: bool,
}

impl<'i, E: Emit> Writer<'i, '_, '_, E> {
    /// The same, of what is sent: with managed fields, and only as Go's encoder writes it.
    fn sent_whole(mut self, empties: bool) -> Self {
        self.sent = true;
        self.empties = empties;
        self
    }

    fn object(mut self, raw: &'i [u8]) -> Option<NamespacedName<'i>> {
        let (layouts, unstored) = (self.layouts, self.unstored);
        let layout = layouts.get(unstored.entry.message);
        let found = self.find(layout, raw)?;
        self.emit.open();
        let types = [
            ("apiVersion", unstored.entry.api_version),
            ("kind", unstored.entry.kind),
        ];
        // The list says it for all of its items.
        let types: &[(&str, &str)] = if self.declared { &[] } else { &types };
        let mut types = types.iter().copied().peekable();
        let mut called = NamespacedName::default();
        for at in self.shown(layout, found) {
            let slot = layout.slots.get(at)?;
            while let Some((key, text)) = types.next_if(|(key, _)| *key < slot.json) {
                self.emit.key(key);
                self.emit.text(text);
            }
            match (slot.json, self.fill(found, at)) {
                ("metadata", Fill::Raw(raw)) => {
                    self.key(slot);
                    called = self.metadata(slot, raw)?;
                }
                ("metadata", _) => return None,
                (_, fill) => self.member(slot, fill, 0)?,
            }
        }
        for (key, text) in types {
            self.emit.key(key);
            self.emit.text(text);
        }
        self.emit.close();
        (!called.name.is_empty()).then_some(called)
    }

    fn message(&mut self, index: u16, raw: &'i [u8], depth: usize) -> Option<()> {
        if depth > MAX_NESTING {
            return None;
        }
        self.once(Written::Message(index), raw, |writer| {
            let layout = writer.layouts.get(index);
            let found = writer.find(layout, raw)?;
            writer.members(layout, found, depth)
        })
    }

    /// Writes what was written before once more, and by `write` what was not.
    #[inline]
    fn once(
        &mut self,
        what: Written,
        raw: &'i [u8],
        write: impl FnOnce(&mut Self) -> Option<()>,
    ) -> Option<()> {
        let setting = self.emit.setting();
        let Some(setting) = setting.filter(|_| self.memory.looks_for(what)) else {
            return write(self);
        };
        if let Some((from, to)) = self.memory.find(what, setting, raw) {
            self.emit.again(from, to);
            return Some(());
        }
        let from = self.emit.place();
        write(self)?;
        let to = self.emit.place();
        self.memory.keep(what, setting, raw, (from, to));
        Some(())
    }

    /// Writes what was found in a message.
    fn members(&mut self, layout: &Layout, found: Found, depth: usize) -> Option<()> {
        self.emit.open();
        if self.declared {
            for at in self.shown(layout, found) {
                let slot = layout.slots.get(at)?;
                self.member(slot, self.fill(found, at), depth)?;
            }
        } else {
            // The same, where a set alone is gone through in half the steps.
            for at in found.filled.union(layout.printed_empty) {
                let slot = layout.slots.get(at)?;
                self.member(slot, self.fill(found, at), depth)?;
            }
        }
        self.emit.close();
        self.top = found.base;
        Some(())
    }

    /// The slots of a message that may have something to print, in their order.
    #[inline]
    fn shown<'l>(
        &self,
        layout: &'l Layout,
        found: Found,
    ) -> impl Iterator<Item = usize> + use<'l, E> {
        let shown = found.filled.union(layout.printed_empty);
        let (sorted, declared): (SlotSet, &[u16]) = if self.declared {
            (SlotSet::default(), layout.declared.as_slice())
        } else {
            (shown, <&[u16]>::default())
        };
        let declared = declared.iter().filter(move |at| shown.contains(**at));
        sorted.chain(declared.map(|at| usize::from(*at)))
    }

    /// Writes an object's metadata.
    fn metadata(&mut self, slot: &Slot, raw: &'i [u8]) -> Option<NamespacedName<'i>> {
        let Kind::Message(index) = slot.kind else {
            return None;
        };
        let layout = self.layouts.get(index);
        let mut found = self.find(layout, raw)?;
        let [namespace, name, version] = layout.identity?;
        *self
            .memory
            .fills
            .get_mut(found.base + usize::from(version))? = Fill::Revision;
        found.filled.insert(version);
        let text = |at: u16| match self.fill(found, at.into()) {
            Fill::Raw(text) => text,
            _ => <&[u8]>::default(),
        };
        let called = NamespacedName {
            namespace: text(namespace),
            name: text(name),
        };
        self.members(layout, found, 1)?;
        Some(called)
    }

    /// Hands on who writes to the object.
    fn manager(&mut self, slot: &Slot, raw: &'i [u8]) -> Option<()> {
        let Kind::Message(index) = slot.kind else {
            return None;
        };
        let layout = self.layouts.get(index);
        let found = self.find(layout, raw)?;
        let fill = |name: &str| {
            let at = layout.slots.iter().position(|slot| slot.json == name)?;
            Some(self.fill(found, at))
        };
        let text = |name: &str| match fill(name) {
            Some(Fill::Raw(raw)) => go_str(raw),
            _ => Cow::Borrowed(""),
        };
        let time = match fill("time") {
            Some(Fill::Raw(raw)) => self.leaf(Kind::Time, raw, 2)?,
            _ => Value::Null,
        };
        self.emit.manager(&Manager {
            name: &text("manager"),
            operation: &text("operation"),
            subresource: &text("subresource"),
            time: time.as_str().unwrap_or_default(),
        });
        self.top = found.base;
        Some(())
    }

    #[inline]
    fn fill(&self, found: Found, slot: usize) -> Fill<'i> {
        let filled = u16::try_from(slot).is_ok_and(|slot| found.filled.contains(slot));
        let fill = self.memory.fills.get(found.base + slot).filter(|_| filled);
        fill.copied().unwrap_or_default()
    }

    /// Finds the members of a message, and sees that it has what it needs.
    fn find(&mut self, layout: &Layout, raw: &'i [u8]) -> Option<Found> {
        let base = self.top;
        self.top += layout.slots.len();
        if self.memory.fills.len() < self.top {
            self.memory
                .fills
                .resize(FILLS.max(2 * self.top), Fill::Absent);
        }
        let mut found = Found {
            base,
            filled: SlotSet::default(),
        };
        self.fields(layout, &layout.routes, raw, &mut found)?;
        // Whether a struct that is inlined by pointer is nil, its members do not tell.
        let whole = !self.sent
            || (self.empties || found.filled.covers(layout.written_empty))
                && found.filled.intersection(layout.guarded).len() == 0;
        let sound = whole && layout.unique && (layout.in_yaml_order || !E::NATURAL_ORDER);
        let needs = &layout.needs;
        let mut of_pods = needs.in_pods.iter().filter(|_| self.in_pod);
        let holds = |(slot, need): &(u16, Need)| self.holds(found, *slot, *need);
        (sound && needs.always.iter().all(holds) && of_pods.all(holds)).then_some(found)
    }

    fn fields(
        &mut self,
        layout: &Layout,
        routes: &Routes,
        raw: &'i [u8],
        found: &mut Found,
    ) -> Option<()> {
        let mut bytes = Bytes::new(raw);
        let (mut highest, mut inlined) = (0, 0);
        while !bytes.is_empty() {
            let from = bytes.rest();
            let tag = bytes.varint().ok()?;
            if self.sent && std::mem::replace(&mut highest, tag >> 3) > tag >> 3 {
                return None;
            }
            let (at, fill) = match routes.take(tag) {
                Take::Varint(at) => (at, Fill::Varint(bytes.varint().ok()?)),
                Take::Bytes(at) => (at, Fill::Raw(bytes.length_delimited().ok()?)),
                Take::Many(at) => {
                    let (fields, rest) =
                        run(tag, from, bytes, |field| field.length_delimited().map(drop))?;
                    bytes = rest;
                    (at, Fill::Many(fields))
                }
                Take::Other => {
                    // A copy, so that the cursor itself stays in registers.
                    let mut rest = bytes;
                    let other = self.other(layout, routes, (tag, from), &mut rest, found)?;
                    bytes = rest;
                    match other {
                        Other::Passed => continue,
                        Other::Inlined => {
                            inlined += 1;
                            continue;
                        }
                        Other::Filled(at, fill) => (at, fill),
                    }
                }
            };
            // What comes twice, or in two places, is put together by the other way.
            (!found.filled.contains(at)).then_some(())?;
            found.filled.insert(at);
            *self.memory.fills.get_mut(found.base + usize::from(at))? = fill;
        }
        // A struct that is inlined is written when it is empty.
        let is_inline = |(_, route): &&(u32, Route)| matches!(route, Route::Inline(_));
        let whole = !self.sent || self.empties;
        (whole || routes.iter().filter(is_inline).count() == inlined).then_some(())
    }

    /// Takes in a field that is not as nearly all of them are, its tag read, and those of the same behind it.
    fn other(
        &mut self,
        layout: &Layout,
        routes: &Routes,
        (tag, from): (u64, &'i [u8]),
        bytes: &mut Bytes<'i>,
        found: &mut Found,
    ) -> Option<Other<'i>> {
        match routes.get(u32::try_from(tag >> 3).unwrap_or(0))? {
            Route::Slot(at) => {
                let slot = layout.slots.get(usize::from(*at))?;
                // What came later, a server does not know and does not send.
                if self.sent && !slot.exists {
                    return None;
                }
                let fill = match (slot.wire, tag & 7) {
                    (Wire::Varint, 0) => Fill::Varint(bytes.varint().ok()?),
                    (Wire::Double, 1) => Fill::Varint(bytes.u64_le().ok()?),
                    (Wire::Bytes, 2) => Fill::Raw(bytes.length_delimited().ok()?),
                    (Wire::ManagedFields, 2) if !self.sent && !self.declared => {
                        let entry = bytes.length_delimited().ok()?;
                        if E::MANAGERS {
                            self.manager(slot, entry)?;
                        }
                        return Some(Other::Passed);
                    }
                    (Wire::Varints, 0) | (Wire::List | Wire::ManagedFields | Wire::Map, 2) => {
                        let (fields, rest) = run(tag, from, *bytes, |field| field.skip_field(tag))?;
                        *bytes = rest;
                        Fill::Many(fields)
                    }
                    _ => return None,
                };
                Some(Other::Filled(*at, fill))
            }
            Route::Inline(inner) if tag & 7 == 2 => {
                let part = bytes.length_delimited().ok()?;
                // Once: what comes twice is merged by the other way.
                (bytes.clone().varint() != Ok(tag)).then_some(())?;
                self.fields(layout, inner, part, found)?;
                Some(Other::Inlined)
            }
            Route::Inline(_) => None,
            Route::Gone(_) if self.sent => None,
            Route::Gone(shape) => {
                if shape.is_some_and(|shape| zero::holds_something(shape, tag, *bytes)) {
                    return None;
                }
                bytes.skip_field(tag).ok()?;
                Some(Other::Passed)
            }
        }
    }

    fn holds(&self, found: Found, slot: u16, need: Need) -> bool {
        let fill = |slot: u16| self.fill(found, usize::from(slot));
        let is_set = |fill| match fill {
            Fill::Absent => false,
            Fill::Varint(n) => n != 0,
            Fill::Raw(raw) => !raw.is_empty(),
            Fill::Many(_) | Fill::Revision => true,
        };
        match need {
            Need::Present => found.filled.contains(slot),
            Need::Set => is_set(fill(slot)),
            Need::Unset => !is_set(fill(slot)),
            Need::Absent => !found.filled.contains(slot),
            Need::NotNegative => !matches!(fill(slot), Fill::Varint(n) if n.cast_signed() < 0),
            Need::With(other) => !is_set(fill(slot)) || found.filled.contains(other),
            Need::CoveredBy(other) => covers(fill(other), fill(slot)),
            Need::NotAlone => {
                let others = found.filled.len() - usize::from(found.filled.contains(slot));
                others > 0
            }
        }
    }

    /// Writes a member, unless Go would leave it out.
    fn member(&mut self, slot: &Slot, fill: Fill<'i>, depth: usize) -> Option<()> {
        match fill {
            Fill::Absent => {
                if self.is_filled_in(slot, depth) {
                    return None;
                }
                if let Some(value) = struct_rules::absent(self.layouts, slot, depth) {
                    // The members of a value are sorted.
                    if self.declared && value.as_object().is_some_and(|members| !members.is_empty())
                    {
                        return None;
                    }
                    self.key(slot);
                    self.emit.value(&value);
                }
            }
            Fill::Revision => {
                self.key(slot);
                self.emit.text(self.unstored.resource_version);
            }
            Fill::Raw(raw) => match slot.kind {
                Kind::Message(index) => {
                    self.key(slot);
                    self.message(index, raw, depth + 1)?;
                }
                Kind::String => {
                    if !raw.is_empty() || !struct_rules::omits_zero(slot) {
                        self.key(slot);
                        self.emit.raw_text(raw);
                    }
                }
                // Empty and not nil: a tree does not tell the two apart.
                Kind::Time | Kind::MicroTime | Kind::RawExtension | Kind::FieldsV1 | Kind::Json
                    if self.sent && slot.pointer && raw.is_empty() =>
                {
                    return None;
                }
                Kind::RawExtension | Kind::FieldsV1 | Kind::Json if self.sent => {
                    let object = raw.ends_with(b"}") && is_written_so(slot.kind, raw);
                    (object && scalar::embeds_sound_json(raw)).then_some(())?;
                }
                Kind::RawExtension | Kind::FieldsV1 if self.declared => {
                    let value = scalar::stored_json(raw).ok()?;
                    match &value {
                        Value::String(text) if struct_rules::prints(slot, &value) => {
                            self.key(slot);
                            self.emit.stored(text);
                        }
                        value => self.unless_left_out(slot, value),
                    }
                }
                Kind::Time if !self.sent && self.time(raw).is_some() => {
                    self.key(slot);
                    self.emit.text(&self.time.text);
                }
                kind => {
                    let value = self.leaf(kind, raw, depth)?;
                    self.unless_left_out(slot, &value);
                }
            },
            Fill::Varint(n) => {
                let value = scalar::varint(slot.kind, n);
                self.unless_left_out(slot, &value);
            }
            Fill::Many(rest) => {
                self.key(slot);
                match slot.label {
                    Label::Map => self.map(slot, rest, depth)?,
                    _ => self.list(slot, rest, depth)?,
                }
            }
        }
        Some(())
    }

    /// Reads the text of a time, of most of them.
    #[inline]
    fn time(&mut self, raw: &'i [u8]) -> Option<()> {
        // An object was made, scheduled and started at once.
        if self.time.raw == raw && !raw.is_empty() {
            return Some(());
        }
        self.time.raw = &[];
        self.time.text.clear();
        scalar::push_time(&mut self.time.text, raw)?;
        self.time.raw = raw;
        Some(())
    }

    /// Whether a server may fill in something of a struct that the message lacks.
    fn is_filled_in(&self, slot: &Slot, depth: usize) -> bool {
        let Kind::Message(index) = slot.kind else {
            return false;
        };
        let layout = self.layouts.get(index);
        depth > MAX_NESTING
            || struct_rules::prints_empty(slot)
                && (!layout.needs.is_empty()
                    || (layout.printed_empty.filter_map(|at| layout.slots.get(at)))
                        .any(|slot| self.is_filled_in(slot, depth + 1)))
    }

    /// A value that is no message of the tables.
    fn leaf(&self, kind: Kind, raw: &'i [u8], depth: usize) -> Option<Value<'i>> {
        if self.sent && !is_written_so(kind, raw) {
            return None;
        }
        match kind {
            Kind::SchemaOrArray(_)
            | Kind::SchemaOrBool(_)
            | Kind::SchemaOrStrings(_)
            | Kind::MessageList(_)
            | Kind::FieldsMap
            | Kind::FieldsV1 => None,
            _ => scalar::length_delimited(kind, raw, depth).ok(),
        }
    }

    fn unless_left_out(&mut self, slot: &Slot, value: &Value<'_>) {
        if struct_rules::prints(slot, value) {
            self.key(slot);
            self.emit.value(value);
        }
    }

    #[inline]
    fn key(&mut self, slot: &Slot) {
        match &slot.word {
            Some(word) => self.emit.word(word),
            None => self.emit.key(slot.json),
        }
    }

    fn list(&mut self, slot: &Slot, elements: &'i [u8], depth: usize) -> Option<()> {
        self.emit.open_list();
        let mut bytes = Bytes::new(elements);
        while !bytes.is_empty() {
            bytes.varint().ok()?;
            self.emit.item();
            if scalar::is_varint(slot.kind) {
                let n = bytes.varint().ok()?;
                self.emit.value(&scalar::varint(slot.kind, n));
            } else {
                let part = bytes.length_delimited().ok()?;
                self.element(slot.kind, part, depth)?;
            }
        }
        self.emit.close_list();
        Some(())
    }

    fn element(&mut self, kind: Kind, raw: &'i [u8], depth: usize) -> Option<()> {
        match kind {
            Kind::Message(index) => self.message(index, raw, depth + 1)?,
            Kind::String => self.emit.raw_text(raw),
            Kind::RawExtension | Kind::FieldsV1 if self.declared => return None,
            kind => self.emit.value(&self.leaf(kind, raw, depth)?),
        }
        Some(())
    }

    /// Writes a map whose entries lie in the order of their keys, as every server writes them.
    fn map(&mut self, slot: &Slot, entries: &'i [u8], depth: usize) -> Option<()> {
        if slot.kind != Kind::String {
            return self.entries(slot, entries, depth);
        }
        // Labels, annotations and selectors.
        self.once(Written::Texts, entries, |writer| {
            writer.entries(slot, entries, depth)
        })
    }

    fn entries(&mut self, slot: &Slot, entries: &'i [u8], depth: usize) -> Option<()> {
        self.emit.open();
        let mut before: Option<&[u8]> = None;
        for entry in Entries::new(entries) {
            let (key, part) = entry?;
            // Keys of which one is not before the next one by its bytes, or that are no text, are for the tree
            // to sort out.
            let text = std::str::from_utf8(key).ok()?;
            if let Some(before) = before.replace(key) {
                (before < key).then_some(())?;
                if E::NATURAL_ORDER {
                    let pair = [std::str::from_utf8(before).ok()?, text];
                    E::are_in_order(pair.into_iter()).then_some(())?;
                }
            }
            self.emit.key(text);
            match (slot.kind, part) {
                (Kind::Quantity, &[]) if !self.sent => self.emit.text("0"),
                (kind, part) => self.element(kind, part, depth)?,
            }
        }
        self.emit.close();
        Some(())
    }
}

/// Takes the parts of a value for nothing.
struct Nothing;

impl Emit for Nothing {
    const NATURAL_ORDER: bool = false;

    fn value(&mut self, _: &Value<'_>) {}

    fn text(&mut self, _: &str) {}

    fn open(&mut self) {}

    fn key(&mut self, _: &str) {}

    fn word(&mut self, _: &Word) {}

    fn close(&mut self) {}

    fn open_list(&mut self) {}

    fn item(&mut self) {}

    fn close_list(&mut self) {}

    fn are_in_order<'k>(_: impl Iterator<Item = &'k str>) -> bool {
        true
    }
}

/// Whether a value that is no message of the tables lies as Go's encoder writes it.
fn is_written_so(kind: Kind, raw: &[u8]) -> bool {
    let tags: &[u64] = match kind {
        Kind::String | Kind::Bytes => return true,
        Kind::Time | Kind::MicroTime if raw.is_empty() => return true,
        Kind::Time | Kind::MicroTime => &[0x08, 0x10],
        Kind::Duration => &[0x08],
        Kind::Quantity | Kind::RawExtension | Kind::FieldsV1 | Kind::Json => &[0x0a],
        // A text, or a number without one.
        Kind::IntOrString if !raw.starts_with(&[8, 1, 0x10, 0]) && !raw.ends_with(&[0x1a, 0]) => {
            return false;
        }
        Kind::IntOrString => &[0x08, 0x10, 0x1a],
        _ => return false,
    };
    let mut bytes = Bytes::new(raw);
    let in_order = tags.iter().all(|tag| {
        // Seconds alone are stored of a time that is no MicroTime.
        let zero = (kind, *tag) == (Kind::Time, 0x10);
        bytes.varint() == Ok(*tag)
            && if zero {
                bytes.varint() == Ok(0)
            } else {
                bytes.skip_field(*tag).is_ok()
            }
    });
    in_order && bytes.is_empty()
}

/// Whether a map has all keys of another one.
fn covers(map: Fill<'_>, of: Fill<'_>) -> bool {
    let Fill::Many(of) = of else {
        // An empty map has no entries on the wire.
        return true;
    };
    let Fill::Many(map) = map else {
        return false;
    };
    let mut keys = Entries::new(map).flatten().map(|(key, _)| key);
    // Both are sorted; where they are not, this says no.
    Entries::new(of).all(|entry| entry.is_some_and(|(key, _)| keys.any(|other| other == key)))
}

/// All fields of a tag that lie one behind the other, the first one's tag being read, and what is behind them.
#[inline]
fn run<'i>(
    tag: u64,
    from: &'i [u8],
    mut bytes: Bytes<'i>,
    pass: impl Fn(&mut Bytes<'i>) -> Result<(), OutOfBytes>,
) -> Option<(&'i [u8], Bytes<'i>)> {
    pass(&mut bytes).ok()?;
    let mut next = bytes;
    while next.varint() == Ok(tag) {
        pass(&mut next).ok()?;
        bytes = next;
    }
    let length = from.len().checked_sub(bytes.len())?;
    Some((from.get(..length)?, bytes))
}

/// The entries of a map {1 key, 2 value}, each with its tag; `None` for one that is not written as servers
/// write them.
struct Entries<'i> {
    bytes: Bytes<'i>,
}

impl<'i> Entries<'i> {
    fn new(entries: &'i [u8]) -> Self {
        Self {
            bytes: Bytes::new(entries),
        }
    }

    fn entry(&mut self) -> Option<(&'i [u8], &'i [u8])> {
        let mut entry = Bytes::new(self.bytes.length_delimited().ok()?);
        let mut part = |tag| match entry.varint() {
            Ok(found) if found == tag => entry.length_delimited().ok(),
            _ => None,
        };
        let (key, value) = (part(0x0a)?, part(0x12)?);
        entry.is_empty().then_some((key, value))
    }
}

impl<'i> Iterator for Entries<'i> {
    type Item = Option<(&'i [u8], &'i [u8])>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.bytes.is_empty() {
            return None;
        }
        let entry = (self.bytes.varint().ok()).and_then(|_| self.entry());
        if entry.is_none() {
            self.bytes = Bytes::new(&[]);
        }
        Some(entry)
    }
}
