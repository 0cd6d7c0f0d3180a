//! What was written of the objects before, to be written once more.
//!
//! The pods of one workload have their tolerations, volumes, probes and half of their conditions in common, and
//! stand beside each other in a list: up to half of the text of a list of pods is that of messages which were
//! written shortly before. Such a message is found by its bytes, all of which are compared, and its
//! text is copied.

use kf_object::encode::emit::{Place, Setting};
use kf_schema::Minor;
use kf_schema::descriptor::KindEntry;

use crate::document::{Fill, Order};

/// Messages that are kept, a power of two: with their texts they stay in the processor's caches.
const KEPT: usize = 1024;

/// Kinds of messages of which it is counted whether they come again. With more of them two may be counted as one.
const KINDS: usize = 64;

/// So many messages of a kind one after the other that did not come again are a sign that the next ones will not,
/// and for so many no place is kept: what is not found costs as much as a short message itself.
const MISSES: u8 = 64;
const PAUSE: u8 = u8::MAX;

/// What one who writes objects one after the other into one text keeps from one to the next.
#[derive(Debug, Default)]
pub struct Memory<'v> {
    /// What the objects are, and what they are written for: the same message is not written alike in all.
    of: Option<(&'static KindEntry, Minor, Order)>,
    /// By what a message begins and ends with; of two with the same place the later one stays.
    kept: Vec<Kept<'v>>,
    /// Counts how often all was forgotten.
    age: u32,
    luck: Vec<Luck>,
    /// Room for the slots of the messages under way.
    pub(crate) fills: Vec<Fill<'v>>,
}

/// How messages of a kind have fared.
#[derive(Clone, Copy, Debug, Default)]
struct Luck {
    /// Since one was found.
    misses: u8,
    /// How many more are not looked for.
    pause: u8,
}

/// What the bytes of a part of an object are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Written {
    /// The message with this index in the tables.
    Message(u16),
    /// The entries of a map of texts.
    #[default]
    Texts,
}

impl Written {
    /// A number for what it is.
    #[inline]
    fn number(self) -> u16 {
        match self {
            Self::Message(index) => index,
            Self::Texts => u16::MAX,
        }
    }

    /// Where it is counted.
    #[inline]
    fn kind(self) -> usize {
        usize::from(self.number()) % KINDS
    }
}

/// Part of an object and where its text stands.
#[derive(Clone, Copy, Debug, Default)]
struct Kept<'v> {
    what: Written,
    /// Of what is not forgotten, that of the memory, and never zero.
    age: u32,
    setting: Setting,
    raw: &'v [u8],
    from: Place,
    to: Place,
}

impl<'v> Memory<'v> {
    /// Forgets what was written. To be done when anything but what comes behind it changes in the text.
    pub fn forget(&mut self) {
        self.age = match self.age.checked_add(1) {
            Some(age) => age,
            None => {
                self.kept.clear();
                1
            }
        };
    }

    /// Begins an object.
    pub(crate) fn begin(&mut self, entry: &'static KindEntry, minor: Minor, order: Order) {
        let same = self.of.is_some_and(|(of, in_minor, so)| {
            std::ptr::eq(of, entry) && (in_minor, so) == (minor, order)
        });
        if !same {
            self.of = Some((entry, minor, order));
            self.luck.clear();
            self.luck.resize(KINDS, Luck::default());
            self.forget();
        }
    }

    /// Whether it is worth while to look for a message of this kind.
    #[inline]
    pub(crate) fn looks_for(&mut self, what: Written) -> bool {
        let luck = self.luck.get_mut(what.kind());
        luck.is_none_or(|luck| match luck.pause.checked_sub(1) {
            Some(pause) => {
                luck.pause = pause;
                false
            }
            None => true,
        })
    }

    /// Where the text of a message stands, if it was written in the same setting.
    #[inline]
    pub(crate) fn find(
        &mut self,
        what: Written,
        setting: Setting,
        raw: &[u8],
    ) -> Option<(Place, Place)> {
        let kept = self.kept.get(slot(what, setting, raw)).filter(|kept| {
            (kept.age, kept.what, kept.setting) == (self.age, what, setting) && kept.raw == raw
        });
        if let Some(luck) = self.luck.get_mut(what.kind()) {
            luck.misses = if kept.is_some() { 0 } else { luck.misses + 1 };
            if luck.misses == MISSES {
                *luck = Luck {
                    misses: MISSES - MISSES / 4,
                    pause: PAUSE,
                };
            }
        }
        kept.map(|kept| (kept.from, kept.to))
    }

    /// Keeps where the text of a message stands.
    #[inline]
    pub(crate) fn keep(
        &mut self,
        what: Written,
        setting: Setting,
        raw: &'v [u8],
        (from, to): (Place, Place),
    ) {
        if self.kept.is_empty() {
            self.kept.resize(KEPT, Kept::default());
        }
        if let Some(kept) = self.kept.get_mut(slot(what, setting, raw)) {
            *kept = Kept {
                what,
                age: self.age,
                setting,
                raw,
                from,
                to,
            };
        }
    }
}

/// The place of a message among those that are kept.
#[inline]
fn slot(what: Written, setting: Setting, raw: &[u8]) -> usize {
    /// Odd, and its bits are spread.
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (first, last) = match (raw.first_chunk(), raw.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (raw.iter().fold(0, |word, b| word << 8 | u64::from(*b)), 0),
    };
    let what = u64::from(what.number()) << 32 ^ u64::from(setting.number()) << 16;
    let mixed = first.wrapping_mul(SPREAD) ^ last ^ what ^ u64::try_from(raw.len()).unwrap_or(0);
    let hash = mixed.wrapping_mul(SPREAD) >> 48;
    usize::try_from(hash).unwrap_or(0) % KEPT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_comes_again_is_rarely_looked_for() {
        let mut memory = Memory::default();
        let entry = kf_schema::kind("v1", "Pod").unwrap();
        memory.begin(entry, Minor::NEWEST, Order::Printed);
        let (new, old) = (Written::Message(1), Written::Message(2));
        let place = Place::default();
        let messages: Vec<[u8; 8]> = (0..1000_u64).map(u64::to_le_bytes).collect();
        let (mut looked, mut found) = (0, 0);
        for raw in &messages {
            assert!(memory.looks_for(old));
            match memory.find(old, Setting::default(), b"the same") {
                Some(_) => found += 1,
                None => memory.keep(old, Setting::default(), b"the same", (place, place)),
            }
            if memory.looks_for(new) {
                looked += 1;
                assert_eq!(memory.find(new, Setting::default(), raw), None);
                memory.keep(new, Setting::default(), raw, (place, place));
            }
        }
        // 64 of the first, then 16 of each 271.
        assert_eq!(looked, 64 + 3 * 16);
        assert!(found > 900, "{found}");
    }
}
