//! Read-only maps of files: the one unsafe file of the crate.
//!
//! A map shows the file as it is now, not as it was at opening. Two things follow:
//!
//! * bytes that someone changes meanwhile are seen as they change. Parsers treat all bytes as hostile
//!   and check each length where it is used, so that gives errors or nonsense, not memory unsafety in
//!   practice;
//! * a page that cannot be had raises SIGBUS when it is touched: a sector of the disk is broken, a
//!   network file system is gone, or somebody cut the file shorter. Left alone, that ends the process
//!   without a word. After [`guard()`] such a page reads as zeros and is remembered: [`is_lost`] tells
//!   whether a value lies on one, and [`Map::lost`] which parts of a file do. A library must not take a
//!   signal from its program unasked, so the program calls it.

use std::fs::File;
use std::io;
use std::ops::Range;

#[cfg(unix)]
use memmap2::Advice;
use memmap2::{Mmap, MmapOptions};

#[cfg(unix)]
pub use guard::guard;
#[cfg(unix)]
pub(super) use guard::is_lost;

#[cfg(target_os = "linux")]
pub(super) use pages::{faults, is_loaded, load, read_around};

/// What the caller is about to do with a map; a hint to the kernel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Access {
    /// No hint.
    #[default]
    Normal,
    /// Pages here and there: no read-ahead.
    Random,
    /// From front to back: more read-ahead.
    Sequential,
    /// Everything soon: the kernel starts to read now and the call does not wait.
    Soon,
    /// Everything now: the call returns when all pages are mapped (Linux 5.14 and later; elsewhere
    /// as [`Access::Soon`]).
    Populate,
}

/// A read-only map of the first bytes of a file.
#[derive(Debug)]
pub(super) struct Map {
    map: Mmap,
    #[cfg(unix)]
    _watched: guard::Watched,
}

impl Map {
    /// Maps the first `len` bytes of `file`.
    pub(super) fn new(file: &File, len: usize) -> io::Result<Self> {
        // SAFETY: the map is read-only and nothing in this process writes the file. Other
        // processes may; the module's documentation says what happens then.
        #[expect(unsafe_code, reason = "a map of a file cannot be made in safe code")]
        let map = unsafe { MmapOptions::new().len(len).map(file) }?;
        Ok(Self {
            #[cfg(unix)]
            _watched: guard::Watched::new(&map),
            map,
        })
    }

    /// The mapped bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.map
    }

    /// The parts that could not be read when they were touched, in the order of the file.
    #[cfg(unix)]
    pub(super) fn lost(&self) -> Vec<Range<usize>> {
        guard::lost_of(&self.map)
    }

    /// Only Unix has signals.
    #[cfg(not(unix))]
    pub(super) fn lost(&self) -> Vec<Range<usize>> {
        Vec::new()
    }

    /// Only Unix takes hints for maps.
    #[cfg(not(unix))]
    pub(super) fn advise(&self, _access: Access) {}

    /// Passes a hint on; a kernel that does not know it changes nothing but speed.
    #[cfg(unix)]
    pub(super) fn advise(&self, access: Access) {
        let advice = match access {
            Access::Normal => Advice::Normal,
            Access::Random => Advice::Random,
            Access::Sequential => Advice::Sequential,
            Access::Soon => Advice::WillNeed,
            #[cfg(target_os = "linux")]
            Access::Populate => Advice::PopulateRead,
            #[cfg(not(target_os = "linux"))]
            Access::Populate => Advice::WillNeed,
        };
        if self.map.advise(advice).is_err() && access == Access::Populate {
            let _ = self.map.advise(Advice::WillNeed);
        }
    }
}

/// Without signals, nothing is taken from a program.
#[cfg(not(unix))]
pub fn guard() -> io::Result<()> {
    Ok(())
}

/// Without signals, nothing is remembered.
#[cfg(not(unix))]
#[must_use]
pub(super) fn is_lost(_bytes: &[u8]) -> bool {
    false
}

/// Elsewhere nothing is known of pages.
#[cfg(not(target_os = "linux"))]
pub(super) fn faults() -> i64 {
    0
}

/// Elsewhere nothing is known of pages.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_loaded(_range: &Range<usize>) -> bool {
    true
}

/// Elsewhere nothing is known of pages.
#[cfg(not(target_os = "linux"))]
pub(super) fn load(_range: &Range<usize>) {}

/// Elsewhere nothing is known of pages.
#[cfg(not(target_os = "linux"))]
pub(super) fn read_around(_address: usize, _wanted: bool) -> bool {
    false
}

#[cfg(target_os = "linux")]
mod pages {
    //! Which pages of a map are in memory, and having them brought there. Ranges are of addresses.

    use std::ffi::{c_int, c_void};
    use std::mem::MaybeUninit;
    use std::ops::Range;
    use std::ptr;

    use super::guard;

    /// Pages of a range that are looked at.
    const MOST: usize = 16;

    /// How often this process has waited for a page from a disk.
    pub(crate) fn faults() -> i64 {
        let mut usage = MaybeUninit::<libc::rusage>::zeroed();
        // SAFETY: the kernel fills in what it is given; all zeros are a valid `rusage`.
        #[expect(unsafe_code, reason = "asked of the system")]
        let usage = unsafe {
            libc::getrusage(libc::RUSAGE_SELF, usage.as_mut_ptr());
            usage.assume_init()
        };
        usage.ru_majflt
    }

    /// The part of a range that is inside a map of ours, in whole pages.
    fn inside(range: &Range<usize>) -> Option<Range<usize>> {
        let map = guard::watched_map(range.start)?;
        let size = guard::page_size();
        let start = range.start.checked_sub(range.start.checked_rem(size)?)?;
        let end = range.end.min(map.end).checked_next_multiple_of(size)?;
        (start >= map.start && start < end).then_some(start..end)
    }

    /// Whether the first pages of a range are in memory, as far as the kernel tells: of files that the
    /// user could not write it tells nothing but yes.
    pub(crate) fn is_loaded(range: &Range<usize>) -> bool {
        let Some(range) = inside(range) else {
            return true;
        };
        let size = guard::page_size();
        let count = (range.len() / size).min(MOST);
        let mut loaded = [1_u8; MOST];
        // SAFETY: the pages are a map's of ours, and there is a byte for each of them.
        #[expect(unsafe_code, reason = "asked of the system")]
        let done = unsafe {
            libc::mincore(
                ptr::with_exposed_provenance_mut::<c_void>(range.start),
                count.saturating_mul(size),
                loaded.as_mut_ptr(),
            )
        };
        done != 0 || loaded.iter().take(count).all(|page| page & 1 == 1)
    }

    /// Has the kernel begin to read a range; does not wait for it.
    pub(crate) fn load(range: &Range<usize>) {
        if let Some(range) = inside(range) {
            advise(&range, libc::MADV_WILLNEED);
        }
    }

    /// Says whether the kernel is to read what lies around a page of the map that has an address, when
    /// it has to read that page. Without, it also gives back first what was used of that map. Returns
    /// whether there is such a map.
    pub(crate) fn read_around(address: usize, wanted: bool) -> bool {
        let map = guard::watched_map(address);
        if let Some(map) = &map {
            let advice = match wanted {
                true => libc::MADV_NORMAL,
                false => libc::MADV_RANDOM,
            };
            advise(map, advice);
        }
        map.is_some()
    }

    /// Advice that is not taken changes nothing.
    fn advise(range: &Range<usize>, advice: c_int) {
        // SAFETY: these kinds of advice on pages of a map of ours change nothing but when they are
        // read and given back.
        #[expect(
            unsafe_code,
            reason = "advice on a part of a map that is known by its address"
        )]
        unsafe {
            libc::madvise(
                ptr::with_exposed_provenance_mut::<c_void>(range.start),
                range.len(),
                advice,
            );
        }
    }
}

#[cfg(unix)]
mod guard {
    //! The handler and what it knows. It runs in place of whatever a thread was doing, so it only looks
    //! at atomics and makes one system call; all it needs stands ready before the first fault.

    use std::ffi::{c_int, c_void};
    use std::io;
    use std::mem::MaybeUninit;
    use std::ops::Range;
    use std::ptr;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Maps that are watched at a time; one more is not. A snapshot and the segments of its log are
    /// fewer.
    const MAPS: usize = 256;

    /// Lost pages that are remembered one by one. Beyond it, all from the first to the last count as
    /// lost: a file that was cut shorter has lost a row of them.
    const PAGES: usize = 1024;

    /// Starts and ends of watched maps; two zeros in a place that is free.
    static STARTS: [AtomicUsize; MAPS] = [const { AtomicUsize::new(0) }; MAPS];
    static ENDS: [AtomicUsize; MAPS] = [const { AtomicUsize::new(0) }; MAPS];

    /// Addresses of lost pages, and how many there were.
    static LOST: [AtomicUsize; PAGES] = [const { AtomicUsize::new(0) }; PAGES];
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    static FIRST: AtomicUsize = AtomicUsize::new(usize::MAX);
    static LAST: AtomicUsize = AtomicUsize::new(0);

    static PAGE_SIZE: AtomicUsize = AtomicUsize::new(4096);

    /// Who handled the signal before.
    static BEFORE: OnceLock<libc::sigaction> = OnceLock::new();

    /// A map's place among the watched ones.
    #[derive(Debug)]
    pub(super) struct Watched(Option<usize>);

    impl Watched {
        pub(super) fn new(map: &[u8]) -> Self {
            ask_page_size();
            let range = map.as_ptr_range();
            let (start, end) = (range.start.addr(), range.end.addr());
            let free = STARTS.iter().position(|place| {
                place
                    .compare_exchange(0, start, Ordering::AcqRel, Ordering::Relaxed)
                    .is_ok()
            });
            if let Some(place) = free.and_then(|at| ENDS.get(at)) {
                place.store(end, Ordering::Release);
            }
            Self(free)
        }
    }

    impl Drop for Watched {
        fn drop(&mut self) {
            let Some(at) = self.0 else { return };
            let of = |all: &[AtomicUsize]| all.get(at).map_or(0, |a| a.load(Ordering::Acquire));
            let range = of(&STARTS)..of(&ENDS);
            // What is mapped at these addresses next is not lost.
            for page in &LOST {
                if range.contains(&page.load(Ordering::Acquire)) {
                    page.store(0, Ordering::Release);
                }
            }
            // The end first: a place without one holds no address.
            for ends in [ENDS.get(at), STARTS.get(at)].into_iter().flatten() {
                ends.store(0, Ordering::Release);
            }
        }
    }

    /// Makes pages of mapped files that cannot be read into pages of zeros that are remembered, for the
    /// rest of the process. To be called by a program, once; again does nothing.
    ///
    /// Other uses of SIGBUS stay as they were.
    ///
    /// # Errors
    /// When the system does not let the signal be handled.
    pub fn guard() -> io::Result<()> {
        if BEFORE.get().is_some() {
            return Ok(());
        }
        ask_page_size();
        let mut before = MaybeUninit::<libc::sigaction>::zeroed();
        // SAFETY: a null action only asks; all zeros are a valid `sigaction`.
        #[expect(unsafe_code, reason = "signals cannot be handled in safe code")]
        let before = unsafe {
            if libc::sigaction(libc::SIGBUS, ptr::null(), before.as_mut_ptr()) != 0 {
                return Err(io::Error::last_os_error());
            }
            before.assume_init()
        };
        if BEFORE.set(before).is_err() {
            return Ok(());
        }
        // SAFETY: `on_fault` has the form that SA_SIGINFO asks for, and does only what a handler may.
        #[expect(unsafe_code, reason = "signals cannot be handled in safe code")]
        let done = unsafe {
            let mut action = MaybeUninit::<libc::sigaction>::zeroed().assume_init();
            let handler: extern "C" fn(c_int, *mut libc::siginfo_t, *mut c_void) = on_fault;
            action.sa_sigaction = handler as libc::sighandler_t;
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
            libc::sigemptyset(&raw mut action.sa_mask);
            libc::sigaction(libc::SIGBUS, &raw const action, ptr::null_mut())
        };
        if done != 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(())
    }

    fn ask_page_size() {
        // SAFETY: asks for a number.
        #[expect(unsafe_code, reason = "the size of a page is asked of the system")]
        let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
        let size = usize::try_from(size).unwrap_or(4096);
        PAGE_SIZE.store(size.max(1), Ordering::Relaxed);
    }

    extern "C" fn on_fault(signal: c_int, info: *mut libc::siginfo_t, _context: *mut c_void) {
        // SAFETY: the kernel gives a handler with SA_SIGINFO a valid `siginfo_t`.
        #[expect(unsafe_code, reason = "the address is in what the kernel passed")]
        let address = unsafe { (*info).si_addr() }.addr();
        if let Some(page) = watched_page(address) {
            let size = PAGE_SIZE.load(Ordering::Relaxed);
            // Before the page is there, so that whoever reads its zeros finds it remembered.
            remember(page);
            // SAFETY: the page is one of a read-only private map of ours, whose owner is alive: it is
            // being read. It is replaced by another of the same size that can be read.
            #[expect(unsafe_code, reason = "a page is put in the place of one that is lost")]
            let made = unsafe {
                libc::mmap(
                    ptr::with_exposed_provenance_mut(page),
                    size,
                    libc::PROT_READ,
                    libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_FIXED,
                    -1,
                    0,
                )
            };
            if made != libc::MAP_FAILED {
                return;
            }
        }
        // Not ours: the instruction runs again, into the hands of who was there before.
        if let Some(before) = BEFORE.get() {
            // SAFETY: it is the action that was in force before.
            #[expect(unsafe_code, reason = "signals cannot be handled in safe code")]
            unsafe {
                libc::sigaction(signal, before, ptr::null_mut());
            }
        }
    }

    /// Bytes of a page.
    #[cfg(target_os = "linux")]
    pub(super) fn page_size() -> usize {
        PAGE_SIZE.load(Ordering::Relaxed)
    }

    /// The watched map that has an address.
    #[cfg(target_os = "linux")]
    pub(super) fn watched_map(address: usize) -> Option<Range<usize>> {
        STARTS.iter().zip(&ENDS).find_map(|(start, end)| {
            let range = start.load(Ordering::Acquire)..end.load(Ordering::Acquire);
            (range.start != 0 && range.contains(&address)).then_some(range)
        })
    }

    /// The page of a watched map that an address is on.
    fn watched_page(address: usize) -> Option<usize> {
        let size = PAGE_SIZE.load(Ordering::Relaxed);
        STARTS.iter().zip(&ENDS).find_map(|(start, end)| {
            let (start, end) = (start.load(Ordering::Acquire), end.load(Ordering::Acquire));
            let end = end.checked_next_multiple_of(size)?;
            let page = address.checked_sub(address.checked_rem(size)?)?;
            (start != 0 && start <= address && address < end).then_some(page)
        })
    }

    fn remember(page: usize) {
        FIRST.fetch_min(page, Ordering::AcqRel);
        LAST.fetch_max(page, Ordering::AcqRel);
        let at = COUNT.load(Ordering::Acquire);
        if let Some(place) = LOST.get(at) {
            // Two threads may take one place; the page that goes missing so lies between the first
            // and the last, and both count from here on.
            if place
                .compare_exchange(0, page, Ordering::AcqRel, Ordering::Relaxed)
                .is_err()
            {
                COUNT.store(PAGES.saturating_add(1), Ordering::Release);
                return;
            }
        }
        COUNT.fetch_add(1, Ordering::AcqRel);
    }

    /// Whether any of the bytes is on a page that could not be read. Tells what was touched by now.
    #[must_use]
    pub(crate) fn is_lost(bytes: &[u8]) -> bool {
        if COUNT.load(Ordering::Acquire) == 0 || bytes.is_empty() {
            return false;
        }
        let range = bytes.as_ptr_range();
        let range = range.start.addr()..range.end.addr();
        pages()
            .iter()
            .any(|page| page.start < range.end && range.start < page.end)
    }

    /// Ranges of addresses that are lost, in order.
    fn pages() -> Vec<Range<usize>> {
        let size = PAGE_SIZE.load(Ordering::Relaxed);
        let count = COUNT.load(Ordering::Acquire);
        if count > PAGES {
            let (first, last) = (FIRST.load(Ordering::Acquire), LAST.load(Ordering::Acquire));
            let all = first..last.saturating_add(size);
            return vec![all];
        }
        let pages = LOST
            .iter()
            .take(count)
            .map(|page| page.load(Ordering::Acquire));
        let mut pages: Vec<usize> = pages.filter(|page| *page != 0).collect();
        pages.sort_unstable();
        pages.dedup();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for page in pages {
            let end = page.saturating_add(size);
            match ranges.last_mut() {
                Some(last) if last.end == page => last.end = end,
                _ => ranges.push(page..end),
            }
        }
        ranges
    }

    /// The lost parts of a map, as places in it.
    pub(super) fn lost_of(map: &[u8]) -> Vec<Range<usize>> {
        if COUNT.load(Ordering::Acquire) == 0 {
            return Vec::new();
        }
        let start = map.as_ptr().addr();
        let inside = |at: usize| at.saturating_sub(start).min(map.len());
        let ranges = pages()
            .into_iter()
            .map(|page| inside(page.start)..inside(page.end));
        ranges.filter(|range| !range.is_empty()).collect()
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_file_that_shrinks_reads_as_zeros_that_are_known() {
        guard().unwrap();
        guard().unwrap();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&[7; 5 * 65_536 + 10]).unwrap();
        let map = Map::new(&file, 5 * 65_536 + 10).unwrap();
        assert!(!is_lost(map.bytes()) && map.lost().is_empty());
        file.set_len(2 * 65_536).unwrap();
        let bytes = map.bytes();
        assert_eq!(bytes[2 * 65_536 - 1], 7);
        assert!(!is_lost(&bytes[..2 * 65_536]));
        assert_eq!(bytes[3 * 65_536], 0);
        assert!(is_lost(&bytes[3 * 65_536..3 * 65_536 + 1]) && is_lost(bytes));
        assert!(!is_lost(&bytes[..2 * 65_536]));
        let lost = map.lost();
        assert_eq!(lost.len(), 1);
        assert_eq!((lost[0].start, lost[0].end % 4096), (3 * 65_536, 0));
        // The end of the last page was never in the file.
        assert_eq!(bytes.last(), Some(&0));
        assert_eq!(map.lost().last().unwrap().end, bytes.len());
        // All threads at once.
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert!(bytes[2 * 65_536..].iter().all(|b| *b == 0)));
            }
        });
        assert!(is_lost(&bytes[2 * 65_536..]));
        assert_eq!(map.lost().iter().map(|r| r.start).min(), Some(2 * 65_536));
    }
}
