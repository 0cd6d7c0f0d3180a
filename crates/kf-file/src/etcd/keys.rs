//! User keys by number, each copied once out of the file.
//!
//! What is looked up by key again and again must not be compared where it lies: the record that had
//! the key before may be anywhere in the file, so each look would cost a page, and with a file that
//! does not fit the page cache a read from the disk.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

/// Keys, numbered from 0 in the order in which they were first met.
#[derive(Default)]
pub(super) struct Keys {
    /// Numbers by the hashes of their keys.
    table: HashTable<usize>,
    hashes: RandomState,
    copies: Copies,
}

/// Copies of keys, one behind the other.
#[derive(Default)]
struct Copies {
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Copies {
    fn get(&self, number: usize) -> &[u8] {
        let end = |number: usize| self.ends.get(number).copied().unwrap_or(0);
        let start = number.checked_sub(1).map_or(0, end);
        self.bytes.get(start..end(number)).unwrap_or_default()
    }
}

impl Keys {
    /// The number of a key, and whether it is a new one.
    pub(super) fn number(&mut self, key: &[u8]) -> (usize, bool) {
        let Self {
            table,
            hashes,
            copies,
        } = self;
        let found = table.entry(
            hashes.hash_one(key),
            |number| copies.get(*number) == key,
            |number| hashes.hash_one(copies.get(*number)),
        );
        match found {
            hashbrown::hash_table::Entry::Occupied(entry) => (*entry.get(), false),
            hashbrown::hash_table::Entry::Vacant(entry) => {
                let number = copies.ends.len();
                entry.insert(number);
                copies.bytes.extend_from_slice(key);
                copies.ends.push(copies.bytes.len());
                (number, true)
            }
        }
    }

    /// The key with a number; an empty one where there is none.
    pub(super) fn key(&self, number: usize) -> &[u8] {
        self.copies.get(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_one_number() {
        let mut keys = Keys::default();
        assert_eq!(keys.key(0), b"");
        for round in 0..2 {
            for n in 0..1000 {
                let key = format!("/registry/pods/{n}");
                assert_eq!(keys.number(key.as_bytes()), (n, round == 0));
            }
        }
        assert_eq!(keys.number(b""), (1000, true));
        assert_eq!(keys.number(b""), (1000, false));
        assert_eq!(keys.key(999), b"/registry/pods/999");
        assert_eq!(keys.key(1000), b"");
        assert_eq!(keys.key(0), b"/registry/pods/0");
    }
}
