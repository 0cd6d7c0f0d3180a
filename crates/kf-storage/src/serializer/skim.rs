//! Looking through a message without building anything of it.
//!
//! What is said of an object by its decoder (damage, fields that no minor knows, fields that the
//! minor dropped) is to be said as well of the members that nobody wants to see. [`Skim`] only finds
//! out whether there is something to say. It may suspect a message that turns out to be fine, and
//! never the other way round: the decoder has the last word, with its own errors in its own order.

use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::limits::MAX_NESTING;
use kf_schema::descriptor::Kind;

use super::zero;
use crate::layout::{ByTag, Layout, Layouts, Route, Routes, Slot, Wire};
use crate::scalar;

/// Every so many bytes of a message one is read: a part of a file that cannot be read is found by
/// touching it, and no page is smaller.
const PAGE: usize = 4096;

/// Looks through messages of one schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Skim<'s> {
    layouts: &'s Layouts,
    /// Whether `metadata.managedFields` would be decoded.
    managed_fields: bool,
}

impl<'s> Skim<'s> {
    /// Makes one that looks at what a decoder with the same parameters would.
    pub(crate) fn new(layouts: &'s Layouts, managed_fields: bool) -> Self {
        Self {
            layouts,
            managed_fields,
        }
    }

    /// Whether a message is sound, and nothing is to be said of it.
    ///
    /// `like` is a message of the same type that was found so, or nothing: what is the same in both is
    /// not looked at again. Most revisions of an object differ from the one before in a line or two.
    pub(crate) fn message(self, index: u16, raw: &[u8], depth: usize, like: &[u8]) -> bool {
        if depth > MAX_NESTING {
            return false;
        }
        let layout = self.layouts.get(index);
        let stop = self.run(
            layout,
            &layout.steps,
            Bytes::new(raw),
            depth,
            &mut Like::new(like),
        );
        matches!(stop, Stop::End)
    }

    /// Passes over the fields of a message, by the steps of its layout or by those of a plan.
    pub(crate) fn run<'b>(
        self,
        layout: &Layout,
        steps: &Steps,
        mut bytes: Bytes<'b>,
        depth: usize,
        like: &mut Like<'_>,
    ) -> Stop<'b> {
        while !bytes.is_empty() {
            let Ok(tag) = bytes.varint() else {
                return Stop::Suspect;
            };
            let sound = match steps.get(tag) {
                Step::Text => bytes.length_delimited().is_ok(),
                Step::Varint => bytes.varint().is_ok(),
                Step::Any => bytes
                    .length_delimited()
                    .is_ok_and(|part| walk(part).is_ok()),
                Step::ManagedFields(_) if !self.managed_fields => bytes.length_delimited().is_ok(),
                Step::Message(index) | Step::ManagedFields(index) => {
                    bytes.length_delimited().is_ok_and(|part| {
                        let like = like.of(tag);
                        is_same(part, like) || self.message(index, part, depth + 1, like)
                    })
                }
                Step::Entry => bytes
                    .length_delimited()
                    .is_ok_and(|part| self.entry(WALKED, part, depth)),
                Step::IntOrString => bytes.length_delimited().is_ok_and(is_int_or_string),
                Step::Json => bytes.length_delimited().is_ok_and(|part| {
                    is_same(part, like.of(tag)) || scalar::embeds_sound_json(part)
                }),
                Step::Wanted(number) => return Stop::Wanted(number, tag, bytes),
                Step::Other => {
                    // A copy, so that the cursor itself stays in registers.
                    let mut rest = bytes;
                    let sound = self.field(layout, &layout.routes, tag, &mut rest, depth);
                    bytes = rest;
                    sound
                }
            };
            if !sound {
                return Stop::Suspect;
            }
        }
        Stop::End
    }

    /// The fields of a struct that is inlined in another.
    fn fields(self, layout: &Layout, routes: &Routes, raw: &[u8], depth: usize) -> bool {
        let mut bytes = Bytes::new(raw);
        while !bytes.is_empty() {
            let sound = (bytes.varint())
                .is_ok_and(|tag| self.field(layout, routes, tag, &mut bytes, depth));
            if !sound {
                return false;
            }
        }
        true
    }

    /// Passes over one field of any kind, its tag read.
    pub(crate) fn field(
        self,
        layout: &Layout,
        routes: &Routes,
        tag: u64,
        bytes: &mut Bytes<'_>,
        depth: usize,
    ) -> bool {
        match routes.get(u32::try_from(tag >> 3).unwrap_or(0)) {
            Some(Route::Slot(at)) => {
                let slot = layout.slots.get(usize::from(*at));
                slot.is_some_and(|slot| self.slot(slot, tag, bytes, depth))
            }
            Some(Route::Inline(inner)) => {
                tag & 7 == 2
                    && (bytes.length_delimited())
                        .is_ok_and(|part| self.fields(layout, inner, part, depth))
            }
            Some(Route::Gone(shape)) => {
                let says = shape.is_some_and(|shape| zero::holds_something(shape, tag, *bytes));
                !says && bytes.skip_field(tag).is_ok()
            }
            None => false,
        }
    }

    /// Passes over one field of a slot, its tag read.
    fn slot(self, slot: &Slot, tag: u64, bytes: &mut Bytes<'_>, depth: usize) -> bool {
        match (slot.wire, tag & 7) {
            (Wire::Varint | Wire::Varints, 0) => bytes.varint().is_ok(),
            (Wire::Double, 1) => bytes.u64_le().is_ok(),
            (Wire::ManagedFields, 2) if !self.managed_fields => bytes.length_delimited().is_ok(),
            (Wire::Bytes | Wire::List | Wire::ManagedFields, 2) => {
                (bytes.length_delimited()).is_ok_and(|part| self.value(slot.kind, part, depth))
            }
            (Wire::Map, 2) => {
                (bytes.length_delimited()).is_ok_and(|part| self.entry(slot.kind, part, depth))
            }
            _ => false,
        }
    }

    fn value(self, kind: Kind, raw: &[u8], depth: usize) -> bool {
        match kind {
            Kind::Message(index) => self.message(index, raw, depth + 1, &[]),
            Kind::String | Kind::Bytes => true,
            kind if is_walked(kind) => walk(raw).is_ok(),
            kind if is_json(kind) => scalar::embeds_sound_json(raw),
            Kind::IntOrString => is_int_or_string(raw),
            _ => false,
        }
    }

    /// An entry of a map {1 key, 2 value}.
    fn entry(self, kind: Kind, raw: &[u8], depth: usize) -> bool {
        let mut bytes = Bytes::new(raw);
        while !bytes.is_empty() {
            let sound = match bytes.varint() {
                Ok(0x12) if !scalar::is_varint(kind) => {
                    (bytes.length_delimited()).is_ok_and(|part| self.value(kind, part, depth))
                }
                Ok(tag) => pass(&mut bytes, tag).is_ok(),
                Err(OutOfBytes) => false,
            };
            if !sound {
                return false;
            }
        }
        true
    }
}

/// What is to be done to pass over a field of a message, by its number and wire type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    /// What is not said here: what is rare, wrong or not known.
    #[default]
    Other,
    Varint,
    /// Some bytes.
    Text,
    /// A message whose fields may be anything: an entry of a map of texts, a time, a quantity.
    Any,
    /// An entry of a map of such messages.
    Entry,
    IntOrString,
    /// JSON within a message.
    Json,
    Message(u16),
    ManagedFields(u16),
    /// What is not passed over, by its number among what is wanted.
    Wanted(u8),
}

/// Where a look through a message came to an end.
pub(crate) enum Stop<'b> {
    /// Behind its last field, and nothing is to be said of any.
    End,
    /// At a field that is wanted; its number, its tag, and what is behind that.
    Wanted(u8, u64, Bytes<'b>),
    /// Where something may have to be said.
    Suspect,
}

/// The steps of one message, by the tags of its fields.
#[derive(Debug)]
pub(crate) struct Steps(ByTag<Step>);

impl Steps {
    pub(crate) const NONE: Self = Self(ByTag::NONE);

    pub(crate) fn new(slots: &[Slot], routes: &Routes) -> Self {
        let mut steps = ByTag::NONE;
        for (number, route) in routes.iter() {
            if let Route::Slot(at) = route
                && let Some(slot) = slots.get(usize::from(*at))
            {
                steps.set(*number, slot.wire.wire_type(), Step::of(slot));
            }
        }
        Self(steps)
    }

    /// The steps of somebody who wants some slots of a message, and has numbers for them. `None` when one of
    /// them lies in a struct that is inlined, or is of a kind of which only decoders know.
    pub(crate) fn wanting(
        &self,
        slots: &[Slot],
        routes: &Routes,
        number: impl Fn(u16) -> Option<u8>,
    ) -> Option<Self> {
        let mut steps = self.0.clone();
        for (field, route) in routes.iter() {
            match route {
                Route::Slot(at) => {
                    let slot = slots.get(usize::from(*at));
                    let Some((slot, number)) = slot.zip(number(*at)) else {
                        continue;
                    };
                    if matches!(
                        slot.wire,
                        Wire::Double | Wire::Varints | Wire::ManagedFields
                    ) {
                        return None;
                    }
                    steps.set(*field, slot.wire.wire_type(), Step::Wanted(number));
                }
                Route::Inline(_) if route.leads_to(|at| number(at).is_some()) => return None,
                Route::Inline(_) | Route::Gone(_) => {}
            }
        }
        Some(Self(steps))
    }

    #[inline]
    fn get(&self, tag: u64) -> Step {
        self.0.get(tag)
    }
}

impl Step {
    /// The step for the usual fields of a slot.
    fn of(slot: &Slot) -> Self {
        match (slot.wire, slot.kind) {
            (Wire::Varint | Wire::Varints, _) => Self::Varint,
            (Wire::Double, _) => Self::Other,
            (Wire::ManagedFields, Kind::Message(index)) => Self::ManagedFields(index),
            (Wire::Bytes | Wire::List, Kind::Message(index)) => Self::Message(index),
            (Wire::Bytes | Wire::List, Kind::String | Kind::Bytes) => Self::Text,
            (Wire::Bytes | Wire::List, kind) if is_walked(kind) => Self::Any,
            (Wire::Bytes | Wire::List, kind) if is_json(kind) => Self::Json,
            (Wire::Bytes | Wire::List, Kind::IntOrString) => Self::IntOrString,
            (Wire::Map, Kind::String | Kind::Bytes) => Self::Any,
            (Wire::Map, kind) if is_walked(kind) => Self::Entry,
            _ => Self::Other,
        }
    }
}

/// One of the kinds of [`is_walked`], which are all passed over alike.
const WALKED: Kind = Kind::Quantity;

/// Whether values of a kind are messages of which any bytes that are fields will do.
fn is_walked(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Time | Kind::MicroTime | Kind::Duration | Kind::Quantity | Kind::StringList
    )
}

/// Whether values of a kind are messages with JSON in them.
fn is_json(kind: Kind) -> bool {
    matches!(kind, Kind::RawExtension | Kind::FieldsV1 | Kind::Json)
}

/// Whether a part is the same as one that was found sound. Nothing was never looked at.
#[inline]
fn is_same(part: &[u8], like: &[u8]) -> bool {
    !like.is_empty() && part == like
}

/// The parts of a message beside which another is read, in the order in which both are written.
pub(crate) struct Like<'l>(Bytes<'l>);

impl<'l> Like<'l> {
    pub(crate) fn new(raw: &'l [u8]) -> Self {
        Self(Bytes::new(raw))
    }

    /// The next field of this tag, of those that carry a length, or nothing.
    #[inline]
    pub(crate) fn of(&mut self, tag: u64) -> &'l [u8] {
        if self.0.is_empty() {
            return &[];
        }
        self.find(tag).unwrap_or_default()
    }

    fn find(&mut self, wanted: u64) -> Result<&'l [u8], OutOfBytes> {
        while !self.0.is_empty() {
            let here = self.0;
            let tag = self.0.varint()?;
            if tag == wanted {
                return self.0.length_delimited();
            }
            if tag > wanted {
                self.0 = here;
                break;
            }
            self.0.skip_field(tag)?;
        }
        Ok(&[])
    }
}

/// Passes over all fields of a message whose types do not matter.
fn walk(raw: &[u8]) -> Result<(), OutOfBytes> {
    let mut bytes = Bytes::new(raw);
    while !bytes.is_empty() {
        let tag = bytes.varint()?;
        pass(&mut bytes, tag)?;
    }
    Ok(())
}

fn is_int_or_string(raw: &[u8]) -> bool {
    scalar::length_delimited(Kind::IntOrString, raw, 0).is_ok()
}

/// Passes over a field; what nearly all of them are goes the shortest way.
#[inline]
fn pass(bytes: &mut Bytes<'_>, tag: u64) -> Result<(), OutOfBytes> {
    match tag & 7 {
        2 => bytes.length_delimited().map(drop),
        0 => bytes.varint().map(drop),
        _ => bytes.skip_field(tag),
    }
}

/// Reads a little of each page that a message lies in.
#[inline]
pub(crate) fn touch(raw: &[u8]) {
    for part in raw.chunks(PAGE) {
        std::hint::black_box(part.first().copied());
    }
    std::hint::black_box(raw.last().copied());
}
