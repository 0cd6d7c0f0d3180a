//! Having parts of a mapped file read before they are needed.
//!
//! The objects of a list come in the order of their names and lie all over the file. Where the file does
//! not fit the page cache, each of them waits for the disk, one after the other, and the kernel reads
//! megabytes around it for nothing. Told of some hundred of them at a time, the disk has them all under
//! way at once, and reads what is needed and no more.
//!
//! The kernel may forget what it was told, where a control group has all the memory that it may have: it
//! does not try hard to make room for what nobody waits for yet. So it is also told not to read around
//! what it is made to wait for after all.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use super::mmap;

/// Parts of each lot that are looked at to tell whether it is in memory.
const SAMPLES: usize = 4;

/// Parts that are so close to each other are read as one.
const GAP: usize = 16 << 10;

/// Waits for the disk beyond which all is told to the kernel: it does not tell everybody what is in
/// memory.
const FAULTS: i64 = 32;

/// Bytes of a cache line.
const LINE: usize = 64;

/// Bytes of a value that are loaded before it is read: what comes after them the processor will have seen
/// coming, and the first-level cache has other things to hold as well.
const WARM: usize = 8 << 10;

/// Loads the beginning of a value into the processor's cache. Whoever decodes one jumps over its parts, and
/// waits for memory at each; here no load depends on another, and they are all under way at once.
pub fn warm(value: &[u8]) {
    let lines = value.iter().take(WARM).step_by(LINE);
    std::hint::black_box(lines.fold(0, |sum, byte| sum ^ byte));
}

/// Reads ahead through one list.
#[derive(Debug)]
pub struct Ahead {
    /// Waits for the disk before it began.
    before: i64,
    /// Whether the file was seen not to be in memory.
    always: AtomicBool,
    /// An address in the map around whose pages nothing is to be read for now.
    map: OnceLock<usize>,
}

impl Drop for Ahead {
    fn drop(&mut self) {
        if let Some(address) = self.map.get() {
            mmap::read_around(*address, true);
        }
    }
}

impl Default for Ahead {
    fn default() -> Self {
        Self {
            before: mmap::faults(),
            always: AtomicBool::new(false),
            map: OnceLock::new(),
        }
    }
}

impl Ahead {
    /// Has the kernel begin to read parts of mapped files, unless they are in memory; does not wait for
    /// them, and passes over what lies in no mapped file.
    pub fn load<'b>(&self, parts: impl Iterator<Item = &'b [u8]>) {
        let address = |part: &[u8]| {
            let range = part.as_ptr_range();
            range.start.addr()..range.end.addr()
        };
        let mut parts: Vec<Range<usize>> = parts.map(address).filter(|p| !p.is_empty()).collect();
        if !self.is_needed(&parts) {
            return;
        }
        if self.map.get().is_none() {
            let address = parts.iter().map(|part| part.start);
            let found = address.into_iter().find(|a| mmap::read_around(*a, false));
            found.map(|address| self.map.set(address));
        }
        parts.sort_unstable_by_key(|part| part.start);
        let mut whole: Option<Range<usize>> = None;
        for part in parts {
            match &mut whole {
                Some(whole) if part.start <= whole.end.saturating_add(GAP) => {
                    whole.end = whole.end.max(part.end);
                }
                _ => {
                    if let Some(done) = whole.replace(part) {
                        mmap::load(&done);
                    }
                }
            }
        }
        if let Some(last) = whole {
            mmap::load(&last);
        }
    }

    fn is_needed(&self, parts: &[Range<usize>]) -> bool {
        if self.always.load(Ordering::Relaxed) {
            return true;
        }
        if mmap::faults().saturating_sub(self.before) > FAULTS {
            self.always.store(true, Ordering::Relaxed);
            return true;
        }
        let step = (parts.len() / SAMPLES).max(1);
        !parts.iter().step_by(step).all(mmap::is_loaded)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::super::mmap::Map;
    use super::*;

    #[test]
    fn parts_in_any_order_and_of_no_map_are_as_they_were() {
        let mut file = tempfile::tempfile().unwrap();
        let bytes: Vec<u8> = (0..20_u8).cycle().take(5 * 65_536 + 10).collect();
        file.write_all(&bytes).unwrap();
        let map = Map::new(&file, bytes.len()).unwrap();
        let mapped = map.bytes();
        for always in [false, true] {
            let ahead = Ahead::default();
            ahead.always.store(always, Ordering::Relaxed);
            let parts = [
                &mapped[5 * 65_536..],
                &mapped[..10],
                &mapped[70_000..],
                &mapped[9_000..9_000],
                &bytes[5..70_000],
                b"elsewhere",
            ];
            ahead.load(parts.into_iter());
            ahead.load(std::iter::empty());
            parts.into_iter().for_each(warm);
            assert!(mapped == bytes);
        }
        let range = mapped.as_ptr_range();
        assert!(mmap::is_loaded(&(range.start.addr()..range.end.addr())));
    }
}
