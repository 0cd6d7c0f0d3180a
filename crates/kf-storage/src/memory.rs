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
const KEPT: usize = 256;

/// What one who writes objects one after the other into one text keeps from one to the next.
#[derive(Debug, Default)]
pub struct Memory<'v> {
    /// What the objects are, and what they are written for: the same message is not written alike in all.
    of: Option<(&'static KindEntry, Minor, Order)>,
    /// By what a message begins and ends with; of two with the same place the later one stays.
    written: Vec<Written<'v>>,
    /// Counts how often all was forgotten.
    age: u32,
    /// Room for the slots of the messages under way.
    pub(crate) fills: Vec<Fill<'v>>,
}

/// A message and where its text stands.
#[derive(Clone, Copy, Debug, Default)]
struct Written<'v> {
    /// The message's index in the tables.
    index: u16,
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
                self.written.clear();
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
            self.forget();
        }
    }

    /// Where the text of a message stands, if it was written in the same setting.
    #[inline]
    pub(crate) fn find(&self, index: u16, setting: Setting, raw: &[u8]) -> Option<(Place, Place)> {
        let written = self.written.get(slot(index, setting, raw))?;
        let same = (written.age, written.index, written.setting) == (self.age, index, setting)
            && written.raw == raw;
        same.then_some((written.from, written.to))
    }

    /// Keeps where the text of a message stands.
    #[inline]
    pub(crate) fn keep(
        &mut self,
        index: u16,
        setting: Setting,
        raw: &'v [u8],
        (from, to): (Place, Place),
    ) {
        if self.written.is_empty() {
            self.written.resize(KEPT, Written::default());
        }
        if let Some(written) = self.written.get_mut(slot(index, setting, raw)) {
            *written = Written {
                index,
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
fn slot(index: u16, setting: Setting, raw: &[u8]) -> usize {
    /// Odd, and its bits are spread.
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (first, last) = match (raw.first_chunk(), raw.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (raw.iter().fold(0, |word, b| word << 8 | u64::from(*b)), 0),
    };
    let what = u64::from(index) << 32 ^ u64::from(setting.number()) << 16;
    let mixed = first.wrapping_mul(SPREAD) ^ last ^ what ^ u64::try_from(raw.len()).unwrap_or(0);
    let hash = mixed.wrapping_mul(SPREAD) >> 56;
    usize::try_from(hash).unwrap_or(0) % KEPT
}
