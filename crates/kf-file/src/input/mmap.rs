//! Read-only maps of files: the one unsafe file of the crate.
//!
//! A map shows the file as it is now, not as it was at opening. Two things follow:
//!
//! * bytes that someone changes meanwhile are seen as they change. Parsers treat all bytes as hostile
//!   and check each length where it is used, so that gives errors or nonsense, not memory unsafety in
//!   practice;
//! * a page that cannot be had raises SIGBUS when it is touched: a sector of the disk is broken, a
//!   network file system is gone, or somebody cut the file shorter. Left alone, that ends the process
//!   without a word. After [`guard()`] such a page reads as zeros and is remembered (`watched.rs`):
//!   `is_lost` tells whether a value lies on one, and [`Map::lost`] which parts of a file do. A library
//!   must not take a signal from its program unasked, so the program calls it.

use std::fs::File;
use std::io;
use std::ops::Range;

#[cfg(unix)]
use memmap2::Advice;
use memmap2::{Mmap, MmapOptions};

#[cfg(unix)]
pub use guard::{guard, ignores};

#[cfg(unix)]
use super::watched::Watched;
#[cfg(unix)]
pub(super) use super::watched::is_lost;

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
    // Before the map, since its place is given back first: another may be mapped at its addresses next.
    #[cfg(unix)]
    watched: Watched,
    map: Mmap,
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
            watched: {
                guard::ask_page_size();
                Watched::new(&map)
            },
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
        self.watched.lost()
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

    use super::super::watched::{page_size, place_of};

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
        let map = place_of(range.start)?.range()?;
        let size = page_size();
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
        let size = page_size();
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
        let map = place_of(address).and_then(|place| place.range());
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
    //! The handler of pages that cannot be read.

    use std::ffi::{c_int, c_void};
    use std::io;
    use std::mem::MaybeUninit;
    use std::ops::Range;
    use std::ptr;
    use std::sync::OnceLock;

    use super::super::watched::{page_size, place_of, set_page_size};

    /// Who handled the signal before.
    static BEFORE: OnceLock<libc::sigaction> = OnceLock::new();

    /// Whether the process was started so that a signal passes it by, as `nohup` does with SIGHUP.
    #[must_use]
    pub fn ignores(signal: c_int) -> bool {
        let mut now = MaybeUninit::<libc::sigaction>::zeroed();
        // SAFETY: a null action only asks; all zeros are a valid `sigaction`.
        #[expect(unsafe_code, reason = "signals cannot be asked for in safe code")]
        unsafe {
            libc::sigaction(signal, ptr::null(), now.as_mut_ptr()) == 0
                && now.assume_init().sa_sigaction == libc::SIG_IGN
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

    pub(super) fn ask_page_size() {
        // SAFETY: asks for a number.
        #[expect(unsafe_code, reason = "the size of a page is asked of the system")]
        let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
        set_page_size(usize::try_from(size).unwrap_or(4096));
    }

    extern "C" fn on_fault(signal: c_int, info: *mut libc::siginfo_t, _context: *mut c_void) {
        // SAFETY: the kernel gives a handler with SA_SIGINFO a valid `siginfo_t`.
        #[expect(unsafe_code, reason = "the address is in what the kernel passed")]
        let address = unsafe { (*info).si_addr() }.addr();
        if lose(address).is_some() {
            return;
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

    /// Puts zeros in the place of the page of a watched map that has an address. Returns nothing if there is
    /// no such map, or the system refuses.
    fn lose(address: usize) -> Option<()> {
        let place = place_of(address)?;
        let map = place.range()?;
        let size = page_size();
        let page = address.checked_sub(address.checked_rem(size)?)?;
        let end = map.end.checked_next_multiple_of(size)?;
        let lost = page..page.saturating_add(place.next_run()).min(end);
        // Before the page is there, so that whoever reads its zeros finds it remembered.
        place.remember(&lost);
        are_zeros(&lost).then_some(())
    }

    /// Puts pages of zeros in the place of pages of a watched map.
    fn are_zeros(range: &Range<usize>) -> bool {
        // SAFETY: the pages are of a read-only private map of ours, whose owner is alive: it is being read.
        // They are replaced by others of the same size that can be read.
        #[expect(unsafe_code, reason = "a page is put in the place of one that is lost")]
        let made = unsafe {
            libc::mmap(
                ptr::with_exposed_provenance_mut(range.start),
                range.len(),
                libc::PROT_READ,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_FIXED,
                -1,
                0,
            )
        };
        made != libc::MAP_FAILED
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::super::watched::page_size;
    use super::*;

    /// A map of a file of so many pages, of which the first is left.
    fn cut(pages: usize) -> (std::fs::File, Map) {
        let size = page_size();
        let file = tempfile::tempfile().unwrap();
        file.set_len((pages * size) as u64).unwrap();
        let map = Map::new(&file, pages * size).unwrap();
        file.set_len(size as u64).unwrap();
        (file, map)
    }

    #[test]
    fn any_number_of_maps_is_watched() {
        guard().unwrap();
        let maps: Vec<_> = (0..400).map(|_| cut(2)).collect();
        for (_, map) in maps.iter().rev() {
            assert!(map.lost().is_empty());
            assert!(map.bytes().iter().all(|b| *b == 0));
            assert!(is_lost(map.bytes()) && !is_lost(&map.bytes()[..page_size()]));
            let lost = map.lost();
            assert_eq!(lost.len(), 1);
            assert_eq!(lost[0], page_size()..2 * page_size());
        }
        // Whoever takes their places begins anew.
        drop(maps);
        for (_, map) in (0..20).map(|_| cut(2)) {
            assert!(map.lost().is_empty() && !is_lost(map.bytes()));
        }
    }

    #[test]
    fn what_one_file_loses_no_other_does() {
        guard().unwrap();
        let mut maps: Vec<_> = (0..3).map(|_| cut(300)).collect();
        let mut whole = tempfile::tempfile().unwrap();
        whole.write_all(&[7; 400_000]).unwrap();
        let whole = Map::new(&whole, 400_000).unwrap();
        maps.extend((0..3).map(|_| cut(300)));
        for (_, map) in &maps {
            // The first is there.
            for page in map.bytes().chunks(page_size()).step_by(2) {
                assert_eq!(page[9], 0);
            }
            let lost = map.lost();
            assert_eq!(lost.len(), 149);
            assert!(lost.iter().all(|range| range.len() == page_size()));
        }
        assert!(whole.bytes().iter().all(|b| *b == 7));
        assert!(!is_lost(whole.bytes()) && whole.lost().is_empty());
    }

    /// A process of its own, since no map can be made meanwhile.
    #[test]
    fn a_file_with_more_lost_pages_than_the_system_has_maps_for() {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args(["--ignored", "--exact"]);
        let name = "input::mmap::tests::every_other_page_is_lost";
        let output = command.arg(name).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{}: {said}", output.status);
        assert!(said.contains("1 passed"), "{said}");
    }

    #[test]
    #[ignore = "the one before runs it"]
    fn every_other_page_is_lost() {
        guard().unwrap();
        // Linux allows 65,530 parts of maps.
        let (_file, map) = cut(140_000);
        let (mut sum, mut lost) = (0, true);
        for page in map.bytes().chunks(page_size()).skip(1).step_by(2) {
            sum += u32::from(page[9]);
            lost &= is_lost(&page[9..10]);
        }
        assert!(sum == 0 && lost);
        assert!(!is_lost(&map.bytes()[..page_size()]));
    }

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
