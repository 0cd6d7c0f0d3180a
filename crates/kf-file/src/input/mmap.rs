//! Read-only maps of files: the one unsafe file of the crate.
//!
//! A map shows the file as it is now, not as it was at opening. Two things follow for a file that
//! someone else changes while it is read:
//!
//! * changed bytes are seen as they change. Parsers treat all bytes as hostile and check each
//!   length where it is used, so that gives errors or nonsense, not memory unsafety in practice;
//! * a file that is cut shorter takes its pages away: touching one then ends the process with
//!   SIGBUS. A snapshot is a finished file, so this is left to the caller: `--no-mmap`
//!   ([`super::OpenOptions::mmap`]) reads the file into memory instead.

use std::fs::File;
use std::io;

#[cfg(unix)]
use memmap2::Advice;
use memmap2::{Mmap, MmapOptions};

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
pub(super) struct Map(Mmap);

impl Map {
    /// Maps the first `len` bytes of `file`.
    pub(super) fn new(file: &File, len: usize) -> io::Result<Self> {
        // SAFETY: the map is read-only and nothing in this process writes the file. Other
        // processes may; the module's documentation says what happens then and how to avoid it.
        #[expect(unsafe_code, reason = "a map of a file cannot be made in safe code")]
        let map = unsafe { MmapOptions::new().len(len).map(file) }?;
        Ok(Self(map))
    }

    /// The mapped bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
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
        if self.0.advise(advice).is_err() && access == Access::Populate {
            let _ = self.0.advise(Advice::WillNeed);
        }
    }
}
