//! The schema as it was in one Kubernetes minor, laid out for decoding.
//!
//! A [`Layout`] is a message with its inlined structs flattened in and its members sorted by JSON
//! name, so that a decoder fills slots by field number and reads an object off in print order.
//! Layouts are made on first use and kept, since most snapshots touch a few dozen messages.

use std::sync::OnceLock;

use super::needs::Needs;
use super::part::Plan;
use super::serializer::skim::Steps;
use super::struct_rules::{can_be_written_empty, prints_empty};
use crate::scalar::is_varint;
use kf_object::encode::emit::{Emit as _, Word, Yaml};
use kf_schema::Minor;
use kf_schema::descriptor::{Empty, Field, Kind, Label, Message, Shape};

/// A member of the printed object.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    /// JSON name.
    pub(crate) json: &'static str,
    pub(crate) label: Label,
    pub(crate) kind: Kind,
    pub(crate) pointer: bool,
    pub(crate) empty: Empty,
    /// Whether the field exists in this minor. A field that came later is printed when the value
    /// carries it (the minor is then an underestimate), but never as an empty member.
    pub(crate) exists: bool,
    /// The name ready to be written, if no text format needs quotes for it.
    pub(crate) word: Option<Word>,
    /// How its fields lie on the wire.
    pub(crate) wire: Wire,
    /// Part of a struct inlined by pointer: nothing is printed when the wire lacks the struct.
    pub(crate) guarded: bool,
}

impl Slot {
    /// Whether Go holds a struct here, which is never nil.
    pub(crate) fn is_struct(&self) -> bool {
        let scalar = matches!(
            self.kind,
            Kind::String
                | Kind::Bool
                | Kind::Int32
                | Kind::Int64
                | Kind::Double
                | Kind::Bytes
                | Kind::StringList
                | Kind::StringMap
                | Kind::MessageList(_)
        );
        self.label == Label::Single && !self.pointer && !scalar
    }
}

/// How the fields of a slot lie on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wire {
    Varint,
    /// Eight bytes.
    Double,
    /// A length and so many bytes.
    Bytes,
    /// Varints, one by one or packed.
    Varints,
    /// One field of bytes for each element.
    List,
    /// The list `managedFields`, which is left out where nobody asked for it.
    ManagedFields,
    /// One field of bytes for each entry.
    Map,
}

impl Wire {
    fn of(shape: &Shape) -> Self {
        match (shape.label, is_varint(shape.kind)) {
            (Label::Single, true) => Self::Varint,
            (Label::Single, false) if shape.kind == Kind::Double => Self::Double,
            (Label::Single, false) => Self::Bytes,
            (Label::List, true) => Self::Varints,
            (Label::List, false) if shape.json == "managedFields" => Self::ManagedFields,
            (Label::List, false) => Self::List,
            (Label::Map, _) => Self::Map,
        }
    }

    /// The wire type that the fields of a slot nearly always have.
    pub(crate) fn wire_type(self) -> u32 {
        match self {
            Self::Varint | Self::Varints => 0,
            Self::Double => 1,
            Self::Bytes | Self::List | Self::ManagedFields | Self::Map => 2,
        }
    }
}

/// What is said of the fields of a message by their tags: numbers with their wire types.
#[derive(Clone, Debug, Default)]
pub(crate) struct ByTag<T>(Vec<T>);

impl<T: Copy + Default> ByTag<T> {
    pub(crate) const NONE: Self = Self(Vec::new());

    /// Tags of two bytes and more fields than any struct has.
    const MAX: usize = 1 << 10;

    /// Says something of a field. Of numbers that no struct has, nothing is said.
    pub(crate) fn set(&mut self, number: u32, wire_type: u32, what: T) {
        let tag = u64::from(number) << 3 | u64::from(wire_type);
        let tag = usize::try_from(tag).unwrap_or(Self::MAX);
        if tag < Self::MAX {
            self.0.resize(self.0.len().max(tag + 1), T::default());
            if let Some(held) = self.0.get_mut(tag) {
                *held = what;
            }
        }
    }

    /// What is said of a field, or else nothing in particular.
    #[inline]
    pub(crate) fn get(&self, tag: u64) -> T {
        let held = usize::try_from(tag).ok().and_then(|at| self.0.get(at));
        held.copied().unwrap_or_default()
    }
}

/// Where a field number leads.
#[derive(Debug)]
pub(crate) enum Route {
    /// To a slot of the layout.
    Slot(u16),
    /// Into an inlined struct, whose own numbers are routed to the same slots.
    Inline(Routes),
    /// A field that was gone before this minor: the server drops it, and so do we. The shape is the
    /// last that it had.
    Gone(Option<&'static Shape>),
}

impl Route {
    /// Whether it leads to a slot of which this holds.
    pub(crate) fn leads_to(&self, is_wanted: impl Fn(u16) -> bool + Copy) -> bool {
        match self {
            Self::Slot(at) => is_wanted(*at),
            Self::Inline(inner) => inner.iter().any(|(_, route)| route.leads_to(is_wanted)),
            Self::Gone(_) => false,
        }
    }
}

/// What nearly all fields of a slot are, by their tag, and which slot it is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Take {
    /// What is not said here: what is rare, wrong or not known, and what this minor does not have.
    #[default]
    Other,
    Varint(u16),
    Bytes(u16),
    /// An element of a list or an entry of a map.
    Many(u16),
}

impl Take {
    /// What the usual fields of a slot are.
    fn of(slot: &Slot, at: u16) -> Self {
        match slot.wire {
            _ if !slot.exists => Self::Other,
            Wire::Varint => Self::Varint(at),
            Wire::Bytes => Self::Bytes(at),
            Wire::List | Wire::Map => Self::Many(at),
            Wire::Double | Wire::Varints | Wire::ManagedFields => Self::Other,
        }
    }
}

/// Field numbers of one message, ascending.
#[derive(Debug, Default)]
pub(crate) struct Routes {
    by_number: Vec<(u32, Route)>,
    takes: ByTag<Take>,
}

impl Routes {
    const NONE: Self = Self {
        by_number: Vec::new(),
        takes: ByTag::NONE,
    };

    /// Says of the usual fields what they are, when the slots have their places.
    fn prepare(&mut self, slots: &[Slot]) {
        for (number, route) in &mut self.by_number {
            let at = match route {
                Route::Slot(at) => *at,
                Route::Inline(inner) => {
                    inner.prepare(slots);
                    continue;
                }
                Route::Gone(_) => continue,
            };
            let Some(slot) = slots.get(usize::from(at)) else {
                continue;
            };
            let take = Take::of(slot, at);
            self.takes.set(*number, slot.wire.wire_type(), take);
        }
    }

    /// What a field is, if it is what nearly all of its slot are.
    #[inline]
    pub(crate) fn take(&self, tag: u64) -> Take {
        self.takes.get(tag)
    }

    /// The route of a field number; `None` when no minor knows it.
    #[inline]
    pub(crate) fn get(&self, number: u32) -> Option<&Route> {
        // Numbers are dense from 1 in nearly every message: look there first.
        let guess = usize::try_from(number).ok()?.checked_sub(1)?;
        if let Some((n, route)) = self.by_number.get(guess)
            && *n == number
        {
            return Some(route);
        }
        let i = (self.by_number.binary_search_by_key(&number, |(n, _)| *n)).ok()?;
        self.by_number.get(i).map(|(_, route)| route)
    }

    /// All of them, by their numbers.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &(u32, Route)> {
        self.by_number.iter()
    }
}

/// Some slots of a layout, by their places: no struct has more members than bits are here, which a
/// test of the tables holds to. Two words, since only one of them matters for nearly all structs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SlotSet([u64; 2]);

impl SlotSet {
    const NONE: Self = Self([0; 2]);

    /// The word that a slot's bit is in, and the bit.
    #[inline]
    fn bit(slot: u16) -> (usize, u64) {
        (usize::from(slot >> 6), 1 << (slot & 63))
    }

    /// Adds a slot.
    #[inline]
    pub(crate) fn insert(&mut self, slot: u16) {
        let (word, bit) = Self::bit(slot);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    /// The slots that are in either.
    #[inline]
    pub(crate) fn union(self, other: Self) -> Self {
        let ([a, b], [c, d]) = (self.0, other.0);
        Self([a | c, b | d])
    }

    /// The slots that are in both.
    #[inline]
    pub(crate) fn intersection(self, other: Self) -> Self {
        let ([a, b], [c, d]) = (self.0, other.0);
        Self([a & c, b & d])
    }

    /// Whether a slot is among them.
    #[inline]
    pub(crate) fn contains(&self, slot: u16) -> bool {
        let (word, bit) = Self::bit(slot);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Whether all slots of another set are in this one.
    #[inline]
    pub(crate) fn covers(self, other: Self) -> bool {
        self.union(other).0 == self.0
    }

    /// How many.
    #[inline]
    pub(crate) fn len(self) -> usize {
        let [low, high] = self.0.map(u64::count_ones);
        usize::try_from(low + high).unwrap_or(0)
    }
}

impl Iterator for SlotSet {
    type Item = usize;

    /// Takes the lowest slot out.
    #[inline]
    fn next(&mut self) -> Option<usize> {
        let (word, before) = match &mut self.0 {
            [0, 0] => return None,
            [0, high] => (high, u64::BITS),
            [low, _] => (low, 0),
        };
        let lowest = word.trailing_zeros();
        *word &= *word - 1;
        usize::try_from(before + lowest).ok()
    }
}

/// Slots that reading an object begins with: enough for the messages of a pod, one within the other.
pub(crate) const FILLS: usize = 96;

/// One message in one minor.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Members, sorted by JSON name.
    pub(crate) slots: Vec<Slot>,
    /// Whether no two of them have the same name, as it should be.
    pub(crate) unique: bool,
    /// The slots' places in the order in which Go declares them.
    pub(crate) declared: Vec<u16>,
    /// The slots that Go prints when they are empty.
    pub(crate) printed_empty: SlotSet,
    /// The slots that Go's protobuf encoder writes when they are empty.
    pub(crate) written_empty: SlotSet,
    /// The slots of structs that are inlined by pointer.
    pub(crate) guarded: SlotSet,
    pub(crate) routes: Routes,
    /// What somebody does with its fields who only looks through them.
    pub(crate) steps: Steps,
    /// Whether the slots' order, types among them, is that of YAML as well.
    pub(crate) in_yaml_order: bool,
    /// What a message must have for a server to add nothing to it.
    pub(crate) needs: Needs,
    /// Of objects' metadata, the slots of the namespace, of the name and of the `resourceVersion`.
    pub(crate) identity: Option<[u16; 3]>,
}

impl Layout {
    fn new(message: &'static Message, minor: Minor) -> Self {
        let mut slots: Vec<Slot> = Vec::new();
        let mut routes = Routes::default();
        flatten(message, minor, false, &mut slots, &mut routes, 0);
        // Sort the slots by name and renumber the routes accordingly.
        let mut order: Vec<usize> = (0..slots.len()).collect();
        order.sort_by_key(|&i| slots.get(i).map_or("", |s| s.json));
        let mut place = vec![0u16; slots.len()];
        for (to, &from) in order.iter().enumerate() {
            if let Some(p) = place.get_mut(from) {
                *p = u16::try_from(to).unwrap_or(u16::MAX);
            }
        }
        renumber(&mut routes, &place);
        let mut sorted: Vec<(u16, Slot)> = place.iter().copied().zip(slots).collect();
        sorted.sort_by_key(|(to, _)| *to);
        let slots: Vec<Slot> = sorted.into_iter().map(|(_, s)| s).collect();
        let mut printed_empty = SlotSet::default();
        for (at, _) in (0..).zip(&slots).filter(|(_, slot)| prints_empty(slot)) {
            printed_empty.insert(at);
        }
        let (mut written_empty, mut guarded) = (SlotSet::default(), SlotSet::default());
        for (at, slot) in (0..).zip(&slots) {
            if slot.guarded {
                guarded.insert(at);
            } else if can_be_written_empty(slot) {
                written_empty.insert(at);
            }
        }
        // Of two slots with one name, one is enough.
        let mut declared = place;
        declared.retain(|&at| {
            let name = |at: u16| slots.get(usize::from(at)).map(|slot| slot.json);
            at.checked_sub(1)
                .is_none_or(|before| name(before) != name(at))
        });
        routes.prepare(&slots);
        let mut names: Vec<&str> = slots.iter().map(|slot| slot.json).collect();
        names.extend(["apiVersion", "kind"]);
        names.sort_unstable();
        let place = |name: &str| {
            let at = slots.iter().position(|slot| slot.json == name);
            at.and_then(|at| u16::try_from(at).ok())
        };
        Self {
            identity: (|| {
                Some([
                    place("namespace")?,
                    place("name")?,
                    place("resourceVersion")?,
                ])
            })(),
            in_yaml_order: Yaml::are_in_order(names.into_iter()),
            needs: Needs::new(message.name, &slots, minor),
            declared,
            printed_empty,
            written_empty,
            guarded,
            unique: slots.is_sorted_by(|a, b| a.json < b.json),
            steps: Steps::new(&slots, &routes),
            slots,
            routes,
        }
    }
}

fn renumber(routes: &mut Routes, place: &[u16]) {
    for (_, route) in &mut routes.by_number {
        match route {
            Route::Slot(i) => *i = place.get(usize::from(*i)).copied().unwrap_or(u16::MAX),
            Route::Inline(inner) => renumber(inner, place),
            Route::Gone(_) => {}
        }
    }
}

/// Structs inlined in structs inlined in structs: Go allows it, and the deepest real chain is 2.
pub(crate) const MAX_INLINE: usize = 8;

fn flatten(
    message: &'static Message,
    minor: Minor,
    guarded: bool,
    slots: &mut Vec<Slot>,
    routes: &mut Routes,
    depth: usize,
) {
    for field in message.fields {
        let Some((shape, exists)) = shape(field, minor) else {
            routes
                .by_number
                .push((field.number, Route::Gone(field.shapes.last())));
            continue;
        };
        let route = match shape.kind {
            Kind::Message(index) if shape.json.is_empty() && depth < MAX_INLINE => {
                let mut inner = Routes::default();
                let guarded = guarded || shape.pointer || !exists;
                let first = slots.len();
                flatten(
                    kf_schema::message(index),
                    minor,
                    guarded,
                    slots,
                    &mut inner,
                    depth + 1,
                );
                if !exists {
                    slots.iter_mut().skip(first).for_each(|s| s.exists = false);
                }
                Route::Inline(inner)
            }
            _ => {
                slots.push(Slot {
                    json: shape.json,
                    word: Word::new(shape.json),
                    wire: Wire::of(shape),
                    label: shape.label,
                    kind: shape.kind,
                    pointer: shape.pointer,
                    empty: shape.empty,
                    exists,
                    guarded,
                });
                Route::Slot(u16::try_from(slots.len() - 1).unwrap_or(u16::MAX))
            }
        };
        routes.by_number.push((field.number, route));
    }
    routes.by_number.sort_unstable_by_key(|(number, _)| *number);
}

/// The shape to use in `minor`, and whether the field exists there.
fn shape(field: &'static Field, minor: Minor) -> Option<(&'static Shape, bool)> {
    let in_range = |s: &&Shape| s.minors.contains(minor);
    if let Some(s) = field.shapes.iter().find(in_range) {
        return Some((s, true));
    }
    field
        .shapes
        .iter()
        .find(|s| s.minors.first > minor)
        .map(|s| (s, false))
}

/// All messages as they were in one minor.
#[derive(Debug)]
pub(crate) struct Layouts {
    minor: Minor,
    /// Boxed, as of well over a thousand a few dozen are made: what is not would be pages of nothing to clear.
    made: Vec<OnceLock<Box<Layout>>>,
    /// By the same indices: what is read of an object to tell which one it is.
    identities: Vec<OnceLock<Option<Box<Plan>>>>,
}

impl Layouts {
    /// Makes the layouts of a minor.
    pub(crate) fn new(minor: Minor) -> Self {
        Self {
            minor,
            made: each_message(),
            identities: each_message(),
        }
    }

    /// The plan that reads of an object what tells which one it is.
    pub(crate) fn identity(&self, index: u16) -> Option<&Plan> {
        let cell = self.identities.get(usize::from(index))?;
        let plan = cell.get_or_init(|| Plan::identity(self, index).map(Box::new));
        plan.as_deref()
    }

    /// The minor these layouts are of.
    pub(crate) fn minor(&self) -> Minor {
        self.minor
    }

    /// The layout of the message with this index.
    pub(crate) fn get(&self, index: u16) -> &Layout {
        static EMPTY: Layout = Layout {
            slots: Vec::new(),
            unique: true,
            declared: Vec::new(),
            printed_empty: SlotSet::NONE,
            written_empty: SlotSet::NONE,
            guarded: SlotSet::NONE,
            routes: Routes::NONE,
            steps: Steps::NONE,
            in_yaml_order: true,
            needs: Needs {
                always: Vec::new(),
                in_pods: Vec::new(),
            },
            identity: None,
        };
        self.made.get(usize::from(index)).map_or(&EMPTY, |cell| {
            cell.get_or_init(|| Box::new(Layout::new(kf_schema::message(index), self.minor)))
        })
    }
}

/// A cell for each message of the tables.
fn each_message<T>() -> Vec<OnceLock<T>> {
    std::iter::repeat_with(OnceLock::new)
        .take(kf_schema::MESSAGES.len())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_fits_a_slot_set() {
        for minor in Minor::OLDEST.up_to(Minor::NEWEST) {
            let layouts = Layouts::new(minor);
            for index in 0..kf_schema::MESSAGES.len() {
                let slots = layouts.get(u16::try_from(index).unwrap()).slots.len();
                assert!(slots <= 128, "{}: {slots}", kf_schema::MESSAGES[index].name);
            }
        }
    }

    /// Of a field that is wanted and of which nothing can be said, nothing would be read.
    #[test]
    fn of_every_field_something_can_be_said() {
        for message in kf_schema::MESSAGES {
            for field in message.fields {
                let mut steps = ByTag::NONE;
                steps.set(field.number, 7, true);
                let tag = u64::from(field.number) << 3 | 7;
                assert!(steps.get(tag), "{} {}", message.name, field.number);
            }
        }
    }

    /// Whoever writes a struct counts the members that it has written.
    #[test]
    fn no_name_is_declared_twice() {
        for minor in Minor::OLDEST.up_to(Minor::NEWEST) {
            let layouts = Layouts::new(minor);
            for index in 0..kf_schema::MESSAGES.len() {
                let layout = layouts.get(u16::try_from(index).unwrap());
                let declared = layout.declared.iter();
                let slots = declared.map(|at| &layout.slots[usize::from(*at)]);
                let mut names: Vec<&str> = slots.map(|slot| slot.json).collect();
                let all = names.len();
                names.sort_unstable();
                names.dedup();
                let name = kf_schema::MESSAGES[index].name;
                assert_eq!(names.len(), all, "{name} in {minor}");
            }
        }
    }

    #[test]
    fn a_slot_set_gives_its_slots_in_order() {
        let mut set = SlotSet::default();
        for slot in [127, 3, 64, 0, 3] {
            set.insert(slot);
        }
        assert_eq!(set.len(), 4);
        let mut other = SlotSet::default();
        other.insert(1);
        assert_eq!(set.union(other).collect::<Vec<_>>(), [0, 1, 3, 64, 127]);
    }
}
