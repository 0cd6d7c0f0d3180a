//! Keys as they come out of a dump: each once, within limits, at a revision of its own.

use std::fmt;

use foldhash::fast::RandomState;
use hashbrown::HashMap;
use hashbrown::hash_map::Entry;

use crate::etcd::{Kept, KeyValue, Overlay, Problems, Revision};
use kf_base::error::{Error, Result};
use kf_base::limits::{MAX_DUMP_KEY_BYTES, MAX_DUMP_KEYS, MAX_VALUE_BYTES};

/// The entry that a dump has for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entries {
    /// By their numbers, from 1.
    Numbered,
    /// By their numbers in the names of files.
    KeyFiles,
}

/// One entry of a dump, in messages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place(pub(super) Entries, pub(super) u64);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Entries::Numbered => write!(f, "entry {}", self.1),
            Entries::KeyFiles => write!(f, "file {}.key", self.1),
        }
    }
}

/// Keys as they come in.
pub(super) struct Keys {
    entries: Entries,
    overlay: Overlay,
    pub(super) problems: Problems,
    /// Where each key came from last.
    seen: HashMap<Box<[u8]>, u64, RandomState>,
    /// Records at each revision.
    taken: HashMap<i64, i64, RandomState>,
    /// The greatest revision of a change.
    newest: i64,
}

impl Keys {
    pub(super) fn new(entries: Entries) -> Self {
        Self {
            entries,
            overlay: Overlay::new(),
            problems: Problems::default(),
            seen: HashMap::default(),
            taken: HashMap::default(),
            newest: 0,
        }
    }

    /// Says what is wrong with an entry, whose key is left out then.
    pub(super) fn wrong(&mut self, number: u64, key: &[u8], what: impl fmt::Display) {
        let place = Place(self.entries, number);
        self.problems.push(|| {
            let e = Error::corrupt(format!("{place}: {what}"));
            if key.is_empty() { e } else { e.at_key(key) }
        });
    }

    /// Takes an entry; without `mod_revision` it is one of which no revision is known.
    ///
    /// # Errors
    /// Limit when there are more keys than kf takes.
    pub(super) fn take(&mut self, number: u64, kv: &KeyValue<'_>) -> Result<()> {
        if kv.key.is_empty() {
            self.wrong(number, b"", "it has no key");
            return Ok(());
        }
        if kv.key.len() > MAX_DUMP_KEY_BYTES {
            let length = kv.key.len();
            let what = format!(
                "its key has {length} bytes, over {MAX_DUMP_KEY_BYTES} (MAX_DUMP_KEY_BYTES)"
            );
            self.wrong(number, b"", what);
            return Ok(());
        }
        if kv.value.len() > MAX_VALUE_BYTES {
            let length = kv.value.len();
            let what =
                format!("its value has {length} bytes, over {MAX_VALUE_BYTES} (MAX_VALUE_BYTES)");
            self.wrong(number, kv.key, what);
            return Ok(());
        }
        let seen = self.seen.len();
        match self.seen.entry(kv.key.into()) {
            Entry::Vacant(_) if seen >= MAX_DUMP_KEYS => {
                return Err(Error::limit(format!(
                    "the dump has more than {MAX_DUMP_KEYS} keys (MAX_DUMP_KEYS)"
                )));
            }
            Entry::Vacant(new) => {
                new.insert(number);
            }
            Entry::Occupied(mut known) => {
                let before = Place(self.entries, known.insert(number));
                let place = Place(self.entries, number);
                self.problems.push(|| {
                    Error::corrupt(format!(
                        "the key stands in {before} and again in {place}: the later change counts, \
                         or the later entry where none is the later change"
                    ))
                    .at_key(kv.key)
                });
            }
        }
        let main = kv.mod_revision.max(0);
        self.newest = self.newest.max(kv.mod_revision);
        let taken = self.taken.entry(main).or_default();
        let revision = Revision { main, sub: *taken };
        *taken = taken.saturating_add(1);
        self.overlay.put(revision, kv);
        Ok(())
    }

    /// Returns the keys as a state: at `revision` where the dump says which, else at the newest of a
    /// change, if any is known.
    pub(super) fn finish(mut self, revision: i64) -> (Overlay, Problems) {
        let main = self.newest.max(revision);
        if main > 0 {
            self.overlay.gap(Revision { main, sub: 0 });
            self.overlay.keep(Kept::State);
        } else {
            self.overlay.keep(Kept::StateWithoutRevision);
        }
        (self.overlay, self.problems)
    }
}
