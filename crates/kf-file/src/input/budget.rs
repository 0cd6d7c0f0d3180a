//! An archive as a library reads it, with an end to its patience: only the directory and the
//! headers are read through this, never content.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

/// A reader that gives up with [`io::ErrorKind::QuotaExceeded`] after so many bytes.
#[derive(Debug)]
pub(super) struct Budget<'a> {
    bytes: Cursor<&'a [u8]>,
    left: u64,
}

impl<'a> Budget<'a> {
    /// Lets at most `most` of `bytes` be read; to seek costs nothing.
    pub(super) fn new(bytes: &'a [u8], most: u64) -> Self {
        Self {
            bytes: Cursor::new(bytes),
            left: most,
        }
    }
}

impl Read for Budget<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.bytes.read(buffer)?;
        self.left = self
            .left
            .checked_sub(n as u64)
            .ok_or(io::ErrorKind::QuotaExceeded)?;
        Ok(n)
    }
}

impl Seek for Budget<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}
