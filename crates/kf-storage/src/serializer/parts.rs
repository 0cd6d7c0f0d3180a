//! The part of a message that a plan wants, as a tree.
//!
//! The fields that are wanted are found in one walk, in which the others are looked through
//! ([`super::skim`]), and put in the order in which they are printed. Whatever is out of the ordinary ends
//! it, without a word: the message is then decoded as a whole, which has the last one.

use super::protobuf::{Decoder, push, push_object, push_text};
use super::skim::{Like, Skim, Stop, touch};
use crate::keep::Keep;
use crate::layout::{Layout, Layouts, Route, Slot, Wire};
use crate::part::{Plan, Want};
use crate::{scalar, struct_rules};
use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::limits::MAX_NESTING;
use kf_object::text::go_str;
use kf_object::{Map, Value};
use kf_schema::descriptor::{Kind, Label};

/// What lies in a message for a wanted member.
#[derive(Clone, Copy, Debug, Default)]
enum Found<'i> {
    #[default]
    Absent,
    Raw(&'i [u8]),
    Varint(u64),
    /// Elements or entries that lie one behind the other, from behind the tag of the first, and how many.
    Many(&'i [u8], usize),
}

/// Decodes parts of messages; what is wanted whole is for the decoder that it has.
#[derive(Debug)]
pub(crate) struct Parts<'i, 'a, 's, K> {
    layouts: &'s Layouts,
    skim: Skim<'s>,
    whole: Decoder<'i, 'a, 's, K>,
    /// What was found in the messages under way, the outermost first.
    found: Vec<Found<'i>>,
}

impl<'i, 'a, 's, K: Keep<'i, 'a>> Parts<'i, 'a, 's, K> {
    pub(crate) fn new(layouts: &'s Layouts, whole: Decoder<'i, 'a, 's, K>) -> Self {
        Self {
            layouts,
            skim: whole.skim(),
            whole,
            // For the messages of a pod, one within the other.
            found: Vec::with_capacity(32),
        }
    }

    /// The members of an object that a plan wants. `None` when there may be something to say of the
    /// object, for which it is to be decoded as a whole. Of `like`, an object of the same type, that has
    /// been found out already.
    pub(crate) fn object(
        mut self,
        index: u16,
        raw: &'i [u8],
        plan: &'s Plan,
        like: &[u8],
    ) -> Option<Map<'a>> {
        touch(raw);
        let members = self.message(index, raw, plan, 0, like)?;
        let silent = self.whole.unknown.is_none() && self.whole.dropped.is_none();
        silent.then_some(members)
    }

    fn message(
        &mut self,
        index: u16,
        raw: &'i [u8],
        plan: &'s Plan,
        depth: usize,
        like: &[u8],
    ) -> Option<Map<'a>> {
        if depth > MAX_NESTING {
            return None;
        }
        let layout = self.layouts.get(index);
        let base = self.found.len();
        let end = base + plan.wants.len();
        self.found.resize(end, Found::Absent);
        self.find(layout, raw, plan, (base, depth), like)?;
        // An object gets its type as well.
        let types = if depth == 0 { 2 } else { 0 };
        let mut members = Vec::with_capacity(plan.wants.len() + types);
        for (want, at) in plan.wants.iter().zip(base..) {
            let slot = layout.slots.get(usize::from(want.slot))?;
            match self.found.get(at).copied().unwrap_or_default() {
                Found::Absent => {
                    if layout.printed_empty.contains(want.slot)
                        && let Some(value) = struct_rules::absent(self.layouts, slot, depth)
                    {
                        push(&mut members, slot, value);
                    }
                }
                Found::Varint(n) => {
                    let value = scalar::varint(slot.kind, n);
                    if struct_rules::prints(slot, &value) {
                        push(&mut members, slot, value);
                    }
                }
                Found::Raw(raw) => match (slot.kind, &want.below) {
                    (Kind::Message(inner), Some(plan)) => {
                        let like = part_in(like, layout, want.slot);
                        let value = self.message(inner, raw, plan, depth + 1, like)?;
                        push_object(&mut members, slot, value);
                    }
                    (Kind::String, _) => match std::str::from_utf8(raw) {
                        Ok("") if struct_rules::omits_zero(slot) => {}
                        Ok(text) => push_text::<K>(&mut members, slot, text),
                        Err(_) => push(&mut members, slot, K::value(Value::String(go_str(raw)))),
                    },
                    (kind, _) => {
                        let value = self.whole.value(kind, raw, depth).ok()?;
                        if struct_rules::prints(slot, &value) {
                            push(&mut members, slot, value);
                        }
                    }
                },
                Found::Many(fields, count) => {
                    let value = self.many((index, slot), want, fields, count, depth)?;
                    push(&mut members, slot, value);
                }
            }
        }
        self.found.truncate(base);
        Some(if layout.unique {
            Map::from_sorted(members)
        } else {
            Map::from_unsorted(members)
        })
    }

    /// Finds what is wanted of a message, which has its places from `base` on.
    fn find(
        &mut self,
        layout: &'s Layout,
        raw: &'i [u8],
        plan: &'s Plan,
        (base, depth): (usize, usize),
        like: &[u8],
    ) -> Option<()> {
        let mut like = Like::new(like);
        let mut bytes = Bytes::new(raw);
        loop {
            let (number, tag) = match self.skim.run(layout, &plan.steps, bytes, depth, &mut like) {
                Stop::End => return Some(()),
                Stop::Suspect => return None,
                Stop::Wanted(number, tag, rest) => {
                    bytes = rest;
                    (usize::from(number), tag)
                }
            };
            let slot = layout
                .slots
                .get(usize::from(plan.wants.get(number)?.slot))?;
            let found = self.found.get_mut(base + number)?;
            // What comes twice is put together by the other way.
            if !matches!(found, Found::Absent) {
                return None;
            }
            *found = match slot.wire {
                Wire::Varint => Found::Varint(bytes.varint().ok()?),
                Wire::Bytes => Found::Raw(bytes.length_delimited().ok()?),
                Wire::List | Wire::Map => {
                    let (fields, count) = many(tag, &mut bytes).ok()?;
                    Found::Many(fields, count)
                }
                Wire::Double | Wire::Varints | Wire::ManagedFields => return None,
            };
        }
    }

    /// A list or a map.
    fn many(
        &mut self,
        (index, slot): (u16, &Slot),
        want: &'s Want,
        fields: &'i [u8],
        count: usize,
        depth: usize,
    ) -> Option<Value<'a>> {
        let mut fields = Bytes::new(fields);
        if slot.label == Label::Map {
            let mut entries = Vec::with_capacity(count);
            for _ in 0..count {
                let part = next(&mut fields)?;
                entries.push(self.whole.entry(index, 0, slot, part, depth).ok()?);
            }
            return Some(Value::Object(Map::from_unsorted(entries)));
        }
        let mut list = Vec::with_capacity(count);
        for _ in 0..count {
            let part = next(&mut fields)?;
            list.push(match (slot.kind, &want.below) {
                (Kind::Message(inner), Some(plan)) => {
                    Value::Object(self.message(inner, part, plan, depth + 1, &[])?)
                }
                (kind, _) => self.whole.value(kind, part, depth).ok()?,
            });
        }
        Some(Value::Array(list))
    }
}

/// All fields of a tag that lie one behind the other, from behind the tag of the first, and how many.
#[inline]
fn many<'i>(tag: u64, bytes: &mut Bytes<'i>) -> Result<(&'i [u8], usize), OutOfBytes> {
    let from = *bytes;
    bytes.length_delimited()?;
    let (mut count, mut next) = (1, *bytes);
    while next.varint() == Ok(tag) {
        next.length_delimited()?;
        *bytes = next;
        count += 1;
    }
    let length = from.len() - bytes.len();
    Ok((from.rest().get(..length).ok_or(OutOfBytes)?, count))
}

/// The next of many, and the tag of the one behind it passed over.
#[inline]
fn next<'i>(fields: &mut Bytes<'i>) -> Option<&'i [u8]> {
    let part = fields.length_delimited().ok()?;
    if !fields.is_empty() {
        fields.varint().ok()?;
    }
    Some(part)
}

/// What a message that this one is like has in a slot.
#[inline]
fn part_in<'l>(like: &'l [u8], layout: &Layout, at: u16) -> &'l [u8] {
    if like.is_empty() {
        return &[];
    }
    let leads = |route: &Route| matches!(route, Route::Slot(slot) if *slot == at);
    let field = layout.routes.iter().find(|(_, route)| leads(route));
    field.map_or(&[], |(number, _)| {
        Like::new(like).of(u64::from(*number) << 3 | 2)
    })
}
