//! Files that are read into memory although parts of them cannot be read.
//!
//! A map shows such a part as pages that are remembered (`mmap.rs`). Here it becomes zeros at the
//! same place, which are remembered as well, so that a value that lies on them is known to be lost
//! and the rest of the file is read as it is.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// What is given up at a time: what the kernel reads of a file at least.
const BLOCK: u64 = 4096;

/// Addresses of bytes that stand for what could not be read.
static NOTED: Mutex<Vec<Range<usize>>> = Mutex::new(Vec::new());

/// How many there are, to be asked without a lock.
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// Reads a file of a known size to its end; blocks that the system cannot read come as zeros.
pub(super) struct Patient<R> {
    file: R,
    at: u64,
    size: u64,
    /// Up to here the file is read block by block.
    careful: u64,
    lost: Vec<Range<usize>>,
}

impl<R: Read + Seek> Patient<R> {
    /// A reader from the start of `file`.
    pub(super) fn new(file: R, size: u64) -> Self {
        Self {
            file,
            at: 0,
            size,
            careful: 0,
            lost: Vec::new(),
        }
    }

    /// The parts that could not be read, in their order.
    pub(super) fn into_lost(self) -> Vec<Range<usize>> {
        self.lost
    }

    /// Reads what is left of a block, or gives it up.
    fn block(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = BLOCK.saturating_sub(self.at.checked_rem(BLOCK).unwrap_or(0));
        let rest = rest.min(self.size.saturating_sub(self.at));
        let rest = usize::try_from(rest).unwrap_or(0).min(buffer.len());
        let block = buffer.get_mut(..rest).unwrap_or_default();
        self.file.seek(SeekFrom::Start(self.at))?;
        match self.file.read(block) {
            Err(e) if is_unreadable(&e) => {}
            other => return other,
        }
        block.fill(0);
        self.file
            .seek(SeekFrom::Start(self.at.saturating_add(rest as u64)))?;
        let start = usize::try_from(self.at).unwrap_or(usize::MAX);
        let end = start.saturating_add(rest);
        match self.lost.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => self.lost.push(start..end),
        }
        Ok(rest)
    }
}

impl<R: Read + Seek> Read for Patient<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.careful {
            match self.file.read(buffer) {
                Ok(n) => {
                    self.at = self.at.saturating_add(n as u64);
                    return Ok(n);
                }
                Err(e) if is_unreadable(&e) && self.at < self.size => {
                    self.careful = self.at.saturating_add(buffer.len() as u64);
                }
                Err(e) => return Err(e),
            }
        }
        let n = self.block(buffer)?;
        self.at = self.at.saturating_add(n as u64);
        Ok(n)
    }
}

/// Whether a part of a file cannot be read, so that another part may.
#[cfg(unix)]
fn is_unreadable(e: &io::Error) -> bool {
    e.raw_os_error() == Some(libc::EIO)
}

/// Elsewhere no error says so.
#[cfg(not(unix))]
fn is_unreadable(_e: &io::Error) -> bool {
    false
}

/// Parts of bytes that stand for what could not be read, known as long as this lives.
#[derive(Debug)]
pub(super) struct Noted {
    start: usize,
    ranges: Vec<Range<usize>>,
}

impl Noted {
    /// Notes parts of `bytes`, which stay where they are as long as this lives.
    pub(super) fn new(bytes: &[u8], ranges: Vec<Range<usize>>) -> Self {
        let noted = Self {
            start: bytes.as_ptr().addr(),
            ranges,
        };
        let mut all = NOTED.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend(noted.addresses());
        COUNT.store(all.len(), Ordering::Release);
        noted
    }

    /// The parts, as places in the bytes.
    pub(super) fn ranges(&self) -> &[Range<usize>] {
        &self.ranges
    }

    fn addresses(&self) -> impl Iterator<Item = Range<usize>> {
        let at = |place: usize| self.start.saturating_add(place);
        self.ranges.iter().map(move |r| at(r.start)..at(r.end))
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        let mut all = NOTED.lock().unwrap_or_else(PoisonError::into_inner);
        // Nothing else has these addresses as long as they are noted.
        for range in self.addresses() {
            if let Some(at) = all.iter().position(|noted| *noted == range) {
                all.swap_remove(at);
            }
        }
        COUNT.store(all.len(), Ordering::Release);
    }
}

/// Whether any of the bytes stands for what could not be read.
pub(super) fn is_noted(bytes: &[u8]) -> bool {
    if COUNT.load(Ordering::Acquire) == 0 || bytes.is_empty() {
        return false;
    }
    let range = bytes.as_ptr_range();
    let range = range.start.addr()..range.end.addr();
    let all = NOTED.lock().unwrap_or_else(PoisonError::into_inner);
    all.iter()
        .any(|noted| noted.start < range.end && range.start < noted.end)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// A file with broken sectors: whoever reads across one is told so, as by the kernel.
    struct Disk {
        file: Cursor<Vec<u8>>,
        broken: Vec<Range<u64>>,
    }

    impl Read for Disk {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let (at, end) = (
                self.file.position(),
                self.file.position() + buffer.len() as u64,
            );
            let meets = |r: &Range<u64>| r.start < end && at < r.end;
            if self.broken.iter().any(meets) {
                return Err(io::Error::from_raw_os_error(libc::EIO));
            }
            self.file.read(buffer)
        }
    }

    impl Seek for Disk {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.file.seek(to)
        }
    }

    #[test]
    fn the_rest_of_a_broken_file_is_read() {
        let whole: Vec<u8> = (1..=251).cycle().take(100_000).collect();
        let broken = vec![0..512, 20_000..20_001, 60_000..70_000, 99_990..99_991];
        let disk = Disk {
            file: Cursor::new(whole.clone()),
            broken,
        };
        let mut patient = Patient::new(disk, whole.len() as u64);
        let mut read = Vec::new();
        let mut buffer = vec![7; 30_000];
        loop {
            match patient.read(&mut buffer).unwrap() {
                0 => break,
                n => read.extend_from_slice(&buffer[..n]),
            }
        }
        let lost = patient.into_lost();
        assert_eq!(
            lost,
            [0..4096, 16_384..20_480, 57_344..73_728, 98_304..100_000]
        );
        assert_eq!(read.len(), whole.len());
        for (at, byte) in read.iter().enumerate() {
            let gone = lost.iter().any(|r| r.contains(&at));
            assert_eq!(*byte, if gone { 0 } else { whole[at] }, "{at}");
        }
        let noted = Noted::new(&read, lost);
        assert!(is_noted(&read) && is_noted(&read[20_479..20_481]));
        assert!(!is_noted(&read[4096..16_384]) && !is_noted(&read[20_480..57_344]));
        drop(noted);
        assert!(!is_noted(&read));
    }

    #[test]
    fn other_errors_are_errors() {
        struct Gone;
        impl Read for Gone {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::from_raw_os_error(libc::ESTALE))
            }
        }
        impl Seek for Gone {
            fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
                Ok(0)
            }
        }
        let e = Patient::new(Gone, 10).read(&mut [0; 10]).unwrap_err();
        assert_eq!(e.raw_os_error(), Some(libc::ESTALE));
    }
}
