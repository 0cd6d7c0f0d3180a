//! Which maps are watched, and which of their pages could not be read.
//!
//! The handler of SIGBUS (`mmap.rs`) asks and tells here. It runs in place of whatever a thread was doing,
//! so what it calls only looks at atomics, and all it needs stands ready before the first fault: each map
//! has a bit for every page. Places of maps are a list that only grows, by as many as were mapped at a
//! time; who comes later takes one that is free and has bits enough.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

/// Most bits of a map: 128 KiB of them. Of a file of more than 4 GiB each stands for several pages, which
/// are lost together.
const MOST_BITS: usize = 1 << 20;

/// The places.
static FIRST: OnceLock<Box<Place>> = OnceLock::new();

/// Whether any page was ever lost: most processes never ask further.
static ANY: AtomicBool = AtomicBool::new(false);

/// Pages that are lost one by one. From the next ones on two are lost with each, then four, and so on: each
/// can make two parts of one of a map, of which Linux gives a process 65,530. Of a file that was cut shorter
/// what follows is lost anyway.
const ALONE: usize = 2048;

/// How often a page of what is mapped now could not be read.
static FAULTS: AtomicUsize = AtomicUsize::new(0);

static PAGE_SIZE: AtomicUsize = AtomicUsize::new(4096);

/// Sets the size of a page, before anything is mapped.
pub(super) fn set_page_size(size: usize) {
    PAGE_SIZE.store(size.max(1), Ordering::Relaxed);
}

/// Bytes of a page.
pub(super) fn page_size() -> usize {
    PAGE_SIZE.load(Ordering::Relaxed)
}

/// Where a map lies, or nothing; and what of it is lost.
#[derive(Debug)]
pub(super) struct Place {
    /// Zero when the place is free.
    start: AtomicUsize,
    /// Zero when no address is in it.
    end: AtomicUsize,
    /// A bit for each page, or for each run of pages.
    lost: Box<[AtomicU64]>,
    /// How often a page could not be read.
    faults: AtomicUsize,
    next: OnceLock<Box<Place>>,
}

impl Place {
    fn of(map: &Range<usize>) -> Self {
        let zeros = std::iter::repeat_with(|| AtomicU64::new(0));
        Self {
            start: AtomicUsize::new(map.start),
            end: AtomicUsize::new(map.end),
            lost: zeros.take(words(map.len())).collect(),
            faults: AtomicUsize::new(0),
            next: OnceLock::new(),
        }
    }

    /// The addresses of the map, while one is here.
    pub(super) fn range(&self) -> Option<Range<usize>> {
        let start = self.start.load(Ordering::Acquire);
        let end = self.end.load(Ordering::Acquire);
        // Between the two, the place may have become another map's.
        let same = self.start.load(Ordering::Acquire) == start;
        (start != 0 && end != 0 && same).then_some(start..end)
    }

    /// Bytes that are lost with a page that cannot be read, from it on. Counts it.
    pub(super) fn next_run(&self) -> usize {
        self.faults.fetch_add(1, Ordering::Relaxed);
        let faults = FAULTS.fetch_add(1, Ordering::Relaxed);
        let doublings = u32::try_from(faults / ALONE).unwrap_or(u32::MAX);
        let pages = 1_usize.checked_shl(doublings).unwrap_or(usize::MAX);
        pages.saturating_mul(page_size())
    }

    /// The bits that stand for addresses of the map.
    fn bits(&self, map: &Range<usize>, addresses: &Range<usize>) -> Range<usize> {
        let size = run(map.len());
        let inside = |address: usize| address.saturating_sub(map.start).min(map.len());
        let first = inside(addresses.start).checked_div(size).unwrap_or(0);
        first..inside(addresses.end).div_ceil(size)
    }

    fn is_set(&self, bit: usize) -> bool {
        let word = self.lost.get(bit / 64);
        word.is_some_and(|word| word.load(Ordering::Acquire) >> (bit % 64) & 1 == 1)
    }

    /// Remembers that what lies at these addresses of the map cannot be read.
    pub(super) fn remember(&self, addresses: &Range<usize>) {
        let Some(map) = self.range() else { return };
        for bit in self.bits(&map, addresses) {
            if let Some(word) = self.lost.get(bit / 64) {
                word.fetch_or(1 << (bit % 64), Ordering::AcqRel);
            }
        }
        ANY.store(true, Ordering::Release);
    }

    /// Takes the place for a map, if it is free and has bits enough.
    fn take(&self, map: &Range<usize>) -> bool {
        let enough = self.lost.len() >= words(map.len());
        let mine = enough
            && self
                .start
                .compare_exchange(0, map.start, Ordering::AcqRel, Ordering::Relaxed)
                .is_ok();
        if mine {
            self.end.store(map.end, Ordering::Release);
        }
        mine
    }

    /// Gives the place back. What is mapped at these addresses next is not lost.
    fn give_back(&self) {
        // The end first: a place without one holds no address.
        self.end.store(0, Ordering::Release);
        let faults = self.faults.swap(0, Ordering::AcqRel);
        if faults > 0 {
            FAULTS.fetch_sub(faults, Ordering::AcqRel);
            for word in &self.lost {
                word.store(0, Ordering::Release);
            }
        }
        self.start.store(0, Ordering::Release);
    }
}

/// Bytes of a map for which one bit stands.
fn run(len: usize) -> usize {
    let size = page_size();
    let pages = len.div_ceil(size);
    size.saturating_mul(pages.div_ceil(MOST_BITS).max(1))
}

/// Words of the bits of a map, rounded up so that many another map has room in them.
fn words(len: usize) -> usize {
    len.div_ceil(run(len)).div_ceil(64).next_power_of_two()
}

fn places() -> impl Iterator<Item = &'static Place> {
    std::iter::successors(FIRST.get(), |place| place.next.get()).map(AsRef::as_ref)
}

/// The place of the map that has an address.
pub(super) fn place_of(address: usize) -> Option<&'static Place> {
    // The last page of a file that ends within it is mapped as a whole.
    let size = page_size();
    places().find(|place| {
        place.range().is_some_and(|map| {
            let end = map.end.checked_next_multiple_of(size);
            map.start <= address && end.is_some_and(|end| address < end)
        })
    })
}

/// A map's place, for as long as it is mapped.
#[derive(Debug)]
pub(super) struct Watched(&'static Place);

impl Watched {
    /// Watches a map that is not empty.
    pub(super) fn new(map: &[u8]) -> Self {
        let range = map.as_ptr_range();
        let map = range.start.addr()..range.end.addr();
        if let Some(free) = places().find(|place| place.take(&map)) {
            return Self(free);
        }
        let mut link = &FIRST;
        loop {
            let mut mine = false;
            let place = link.get_or_init(|| {
                mine = true;
                Box::new(Place::of(&map))
            });
            if mine {
                return Self(place);
            }
            link = &place.next;
        }
    }

    /// The lost parts of the map, as places in it, in their order.
    pub(super) fn lost(&self) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        if !ANY.load(Ordering::Acquire) {
            return ranges;
        }
        let Some(map) = self.0.range() else {
            return ranges;
        };
        let size = run(map.len());
        for bit in self.0.bits(&map, &map) {
            if !self.0.is_set(bit) {
                continue;
            }
            let start = bit.saturating_mul(size);
            let end = start.saturating_add(size).min(map.len());
            match ranges.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => ranges.push(start..end),
            }
        }
        ranges
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.0.give_back();
    }
}

/// Whether any of the bytes is on a page that could not be read. Tells what was touched by now.
#[must_use]
pub(crate) fn is_lost(bytes: &[u8]) -> bool {
    if !ANY.load(Ordering::Acquire) || bytes.is_empty() {
        return false;
    }
    let range = bytes.as_ptr_range();
    let range = range.start.addr()..range.end.addr();
    let Some(place) = place_of(range.start) else {
        return false;
    };
    let map = place.range();
    map.is_some_and(|map| place.bits(&map, &range).any(|bit| place.is_set(bit)))
}
