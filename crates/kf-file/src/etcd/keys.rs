//! User keys by number, each copied once out of the file.
//!
//! What is looked up by key again and again must not be compared where it lies: the record that had
//! the key before may be anywhere in the file, so each look would cost a page, and with a file that
//! does not fit the page cache a read from the disk.

use std::hash::BuildHasher as _;
use std::sync::{Mutex, PoisonError};

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use kf_base::segmented::Segmented;

/// Keys, numbered from 0 in the order in which they were first met.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// Numbers by the hashes of their keys.
    table: HashTable<usize>,
    hashes: RandomState,
    copies: Copies,
}

/// Keys in one segment of their copies.
const SEGMENT: usize = 1024;

/// Copies of keys, in segments for the reason that [`Segmented`] has.
#[derive(Clone, Debug, Default)]
pub(super) struct Copies {
    segments: Vec<Segment>,
}

/// Copies of [`SEGMENT`] keys, one behind the other.
#[derive(Clone, Debug, Default)]
struct Segment {
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Copies {
    /// Copies a key; returns its number.
    fn push(&mut self, key: &[u8]) -> usize {
        let before = self.segments.last();
        if before.is_none_or(|last| last.ends.len() == SEGMENT) {
            // The next keys are about as long as these were.
            let next = before.map_or_else(Segment::default, |last| Segment {
                bytes: Vec::with_capacity(last.bytes.len()),
                ends: Vec::with_capacity(SEGMENT),
            });
            self.segments.push(next);
        }
        let whole = self.segments.len().saturating_sub(1);
        let Some(last) = self.segments.last_mut() else {
            return 0;
        };
        let number = whole * SEGMENT + last.ends.len();
        last.bytes.extend_from_slice(key);
        last.ends.push(last.bytes.len());
        number
    }

    /// The key with a number; an empty one where there is none.
    pub(super) fn get(&self, number: usize) -> &[u8] {
        let segment = self.segments.get(number / SEGMENT);
        segment.map_or(&[], |segment| segment.get(number % SEGMENT))
    }
}

impl Segment {
    fn get(&self, at: usize) -> &[u8] {
        let end = |at: usize| self.ends.get(at).copied().unwrap_or(0);
        let start = at.checked_sub(1).map_or(0, end);
        self.bytes.get(start..end(at)).unwrap_or_default()
    }
}

impl Keys {
    /// The number of a key, and whether it is a new one.
    pub fn number(&mut self, key: &[u8]) -> (usize, bool) {
        self.number_of(self.hashes.hash_one(key), key)
    }

    /// The number of a key that has been hashed.
    fn number_of(&mut self, hash: u64, key: &[u8]) -> (usize, bool) {
        let Self {
            table,
            hashes,
            copies,
        } = self;
        let found = table.entry(
            hash,
            |number| copies.get(*number) == key,
            |number| hashes.hash_one(copies.get(*number)),
        );
        match found {
            hashbrown::hash_table::Entry::Occupied(entry) => (*entry.get(), false),
            hashbrown::hash_table::Entry::Vacant(entry) => {
                let number = copies.push(key);
                entry.insert(number);
                (number, true)
            }
        }
    }

    /// The keys alone, when none is looked up any more.
    pub(super) fn into_copies(self) -> Copies {
        self.copies
    }

    /// The key with a number; an empty one where there is none.
    #[must_use]
    pub fn key(&self, number: usize) -> &[u8] {
        self.copies.get(number)
    }
}

/// Parts that are locked one by one: so many that threads rarely wait for each other.
const SHARDS: usize = 16;

/// Something about each key met so far, by all threads.
#[derive(Debug)]
pub struct ByKey<T> {
    shards: [Mutex<Shard<T>>; SHARDS],
    /// The same that the shards have.
    hashes: RandomState,
}

/// Some of the keys, with what is held of each by the key's number.
pub type Shard<T> = (Keys, Segmented<T>);

impl<T> Default for ByKey<T> {
    fn default() -> Self {
        let hashes = RandomState::default();
        let keys = || Keys {
            hashes: hashes.clone(),
            ..Keys::default()
        };
        Self {
            shards: std::array::from_fn(|_| Mutex::new((keys(), Segmented::default()))),
            hashes,
        }
    }
}

impl<T> ByKey<T> {
    /// Holds `new` of a key that is met for the first time, and else adds to what is held.
    pub fn add(&self, key: &[u8], new: impl FnOnce() -> T, again: impl FnOnce(&mut T)) {
        let hash = self.hashes.hash_one(key);
        // Bits by which a table finds nothing: it goes by the lowest and by the seven highest.
        let shard = usize::try_from(hash >> 48).unwrap_or(0);
        let Some(shard) = self.shards.get(shard % SHARDS) else {
            return;
        };
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        let (keys, held) = &mut *shard;
        let (number, _) = keys.number_of(hash, key);
        match held.get_mut(number) {
            Some(held) => again(held),
            None => held.push(new()),
        }
    }

    /// All keys, in no order that is the same twice.
    pub fn into_shards(self) -> [Shard<T>; SHARDS] {
        let unlock = |shard: Mutex<_>| shard.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.shards.map(unlock)
    }
}

/// The places in a list of keys in the order of their bytes. Of each key a part lies beside that of the
/// others, from where they begin to differ, as a number, so that few are looked at where they lie.
#[must_use]
pub fn in_order(keys: &[&[u8]]) -> Vec<usize> {
    let first = keys.first().copied().unwrap_or_default();
    let common = keys.iter().fold(first.len(), |common, key| {
        let alike = first.iter().zip(*key).take(common);
        alike.take_while(|(a, b)| a == b).count()
    });
    let parted = keys.iter().enumerate().map(|(at, key)| {
        let mut part = [[0; 8]; 2];
        let rest = key.get(common..).unwrap_or_default();
        for (to, from) in part.as_flattened_mut().iter_mut().zip(rest) {
            *to = *from;
        }
        (part.map(u64::from_be_bytes), at)
    });
    // Two words are no larger than they are, where one of 16 bytes would make room for another eight.
    let mut sorted: Vec<([u64; 2], usize)> = parted.collect();
    let whole = |at: usize| (keys.get(at), at);
    sorted.sort_unstable_by(|(a, at), (b, bt)| a.cmp(b).then_with(|| whole(*at).cmp(&whole(*bt))));
    sorted.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_one_number() {
        let mut keys = Keys::default();
        assert_eq!(keys.key(0), b"");
        for round in 0..2 {
            for n in 0..3000 {
                let key = format!("/registry/pods/{n}");
                assert_eq!(keys.number(key.as_bytes()), (n, round == 0));
            }
        }
        assert_eq!(keys.number(b""), (3000, true));
        assert_eq!(keys.number(b""), (3000, false));
        for n in [1023, 1024, 2999] {
            assert_eq!(keys.key(n), format!("/registry/pods/{n}").as_bytes());
        }
        assert_eq!((keys.key(3000), keys.key(3001)), (&b""[..], &b""[..]));
        assert_eq!(keys.key(0), b"/registry/pods/0");
    }

    #[test]
    fn keys_are_put_in_the_order_of_their_bytes() {
        let keys: [&[u8]; 7] = [
            b"/a/b",
            b"/a",
            b"/a/\0",
            b"/a/bcdefghijklmnopqrstuvw",
            b"/a/",
            b"/a/b",
            b"/a/bcdefghijklmnopqrstuv",
        ];
        let order = in_order(&keys);
        assert_eq!(order, [1, 4, 2, 0, 5, 6, 3]);
        assert!(in_order(&[]).is_empty());
    }

    #[test]
    fn something_is_held_of_each_key() {
        let counts = ByKey::default();
        for n in 0..1000 {
            counts.add(format!("{}", n % 100).as_bytes(), || 1, |held| *held += 1);
        }
        let shards = counts.into_shards();
        let mut all: Vec<(&[u8], i32)> = shards
            .iter()
            .flat_map(|(keys, held)| {
                held.iter()
                    .enumerate()
                    .map(|(n, count)| (keys.key(n), *count))
            })
            .collect();
        all.sort_unstable();
        assert_eq!(all.len(), 100);
        assert_eq!(all.first(), Some(&(&b"0"[..], 10)));
        assert!(all.iter().all(|(_, count)| *count == 10));
    }
}
