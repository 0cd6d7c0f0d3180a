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
use crate::layout::{Layout, Layouts, Route, Routes, Slot, Wire};
use crate::scalar;

/// Every so many bytes of a long text one is read: a part of a file that cannot be read is found by
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
    pub(crate) fn message(self, index: u16, raw: &[u8], depth: usize) -> bool {
        if depth > MAX_NESTING {
            return false;
        }
        let layout = self.layouts.get(index);
        self.fields(layout, &layout.routes, raw, depth)
    }

    fn fields(self, layout: &Layout, routes: &Routes, raw: &[u8], depth: usize) -> bool {
        let mut bytes = Bytes::new(raw);
        while !bytes.is_empty() {
            let Ok(tag) = bytes.varint() else {
                return false;
            };
            let sound = match routes.get(u32::try_from(tag >> 3).unwrap_or(0)) {
                Some(Route::Slot(at)) => {
                    let slot = layout.slots.get(usize::from(*at));
                    slot.is_some_and(|slot| self.slot(slot, tag, &mut bytes, depth))
                }
                Some(Route::Inline(inner)) => {
                    tag & 7 == 2
                        && (bytes.length_delimited())
                            .is_ok_and(|part| self.fields(layout, inner, part, depth))
                }
                Some(Route::Gone(shape)) => {
                    let says = shape.is_some_and(|shape| zero::holds_something(shape, tag, bytes));
                    !says && bytes.skip_field(tag).is_ok()
                }
                None => false,
            };
            if !sound {
                return false;
            }
        }
        true
    }

    /// Passes over one field of a slot, its tag read.
    #[inline]
    pub(crate) fn slot(self, slot: &Slot, tag: u64, bytes: &mut Bytes<'_>, depth: usize) -> bool {
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
            Kind::Message(index) => self.message(index, raw, depth + 1),
            Kind::String | Kind::Bytes => {
                touch(raw);
                true
            }
            Kind::Time | Kind::MicroTime | Kind::Duration | Kind::Quantity | Kind::StringList => {
                walk(raw).is_ok()
            }
            Kind::RawExtension | Kind::FieldsV1 | Kind::Json => scalar::embeds_sound_json(raw),
            Kind::IntOrString => scalar::length_delimited(kind, raw, depth).is_ok(),
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

/// Passes over all fields of a message whose types do not matter.
fn walk(raw: &[u8]) -> Result<(), OutOfBytes> {
    let mut bytes = Bytes::new(raw);
    while !bytes.is_empty() {
        let tag = bytes.varint()?;
        pass(&mut bytes, tag)?;
    }
    Ok(())
}

fn pass(bytes: &mut Bytes<'_>, tag: u64) -> Result<(), OutOfBytes> {
    if tag & 7 == 2 {
        bytes.length_delimited().map(touch)
    } else {
        bytes.skip_field(tag)
    }
}

/// Reads a little of a text, from each page that it lies in.
#[inline]
fn touch(raw: &[u8]) {
    std::hint::black_box(raw.last());
    if raw.len() > PAGE {
        touch_pages(raw);
    }
}

#[cold]
fn touch_pages(raw: &[u8]) {
    for part in raw.chunks(PAGE) {
        std::hint::black_box(part.first().copied());
    }
}
