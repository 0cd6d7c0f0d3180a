//! Memory for content whose length is told beforehand.
//!
//! A decompressed snapshot is written once and read once: what that costs beside the decompression is
//! the page faults, of which huge pages save nearly all. An allocator has no huge pages for the many
//! small things of a program; this asks the system for them where they pay.

use kf_base::{Error, Result};
#[cfg(target_os = "linux")]
use memmap2::Advice;
use memmap2::MmapMut;

/// A huge page of the usual size, which is the shortest content that gets a map of its own.
const HUGE: usize = 2 << 20;

/// Bytes that grow at their end.
#[derive(Debug)]
pub(super) enum Memory {
    /// Of a length that nobody knew, or of a short one.
    Grown(Vec<u8>),
    /// `len` bytes from `start` of an anonymous map, all behind which are zero.
    Mapped {
        map: MmapMut,
        start: usize,
        len: usize,
    },
}

impl Default for Memory {
    fn default() -> Self {
        Self::Grown(Vec::new())
    }
}

impl Memory {
    /// Room for as many bytes as are expected, which is no promise: a page is taken when something is
    /// written to it.
    pub(super) fn for_length(expected: u64) -> Self {
        let expected = usize::try_from(expected).unwrap_or(0);
        // A huge page lies where one may begin, and a map begins anywhere: content begins there, and the
        // last page has room to be a whole one.
        let room = expected
            .checked_next_multiple_of(HUGE)
            .and_then(|len| len.checked_add(HUGE));
        if expected >= HUGE
            && let Some(room) = room
            && let Ok(map) = MmapMut::map_anon(room)
        {
            #[cfg(target_os = "linux")]
            let _ = map.advise(Advice::HugePage);
            let start = map.as_ptr().addr().wrapping_neg() % HUGE;
            return Self::Mapped { map, start, len: 0 };
        }
        let mut bytes = Vec::new();
        // A refusal shows again, and as an error, when the bytes really come.
        let _ = bytes.try_reserve_exact(expected);
        Self::Grown(bytes)
    }

    /// The bytes so far.
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Grown(bytes) => bytes,
            Self::Mapped { map, start, len } => written(map, *start, *len),
        }
    }

    /// Appends a chunk.
    pub(super) fn push(&mut self, chunk: &[u8]) -> Result<()> {
        if let Self::Mapped { map, start, len } = self
            && let Some(room) = map.get_mut(*start + *len..)
            && let Some(room) = room.get_mut(..chunk.len())
        {
            room.copy_from_slice(chunk);
            *len += chunk.len();
            return Ok(());
        }
        self.grow(chunk.len())?.extend_from_slice(chunk);
        Ok(())
    }

    /// Appends zeros.
    pub(super) fn push_zeros(&mut self, count: usize) -> Result<()> {
        if let Self::Mapped { map, start, len } = self
            && count <= map.len() - *start - *len
        {
            *len += count;
            return Ok(());
        }
        let bytes = self.grow(count)?;
        bytes.resize(bytes.len() + count, 0);
        Ok(())
    }

    /// The bytes as a vector with room for `more`.
    fn grow(&mut self, more: usize) -> Result<&mut Vec<u8>> {
        let no_memory =
            |len: usize| Error::limit(format!("no memory for {} bytes", len.saturating_add(more)));
        if let Self::Mapped { map, start, len } = self {
            let mut bytes = Vec::new();
            let told = written(map, *start, *len);
            bytes
                .try_reserve(told.len().saturating_add(more))
                .map_err(|_| no_memory(told.len()))?;
            bytes.extend_from_slice(told);
            *self = Self::Grown(bytes);
        }
        match self {
            Self::Grown(bytes) => {
                let len = bytes.len();
                bytes.try_reserve(more).map_err(|_| no_memory(len))?;
                Ok(bytes)
            }
            Self::Mapped { len, .. } => Err(no_memory(*len)),
        }
    }
}

/// What was written of a map.
fn written(map: &MmapMut, start: usize, len: usize) -> &[u8] {
    map.get(start..start + len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_what_was_pushed_whatever_was_expected() {
        for expected in [0, 10, HUGE as u64, 2 * HUGE as u64 + 5, 1 << 62, u64::MAX] {
            let mut memory = Memory::for_length(expected);
            let mut whole = Vec::new();
            for round in 0..5_u8 {
                let chunk = vec![round + 1; HUGE / 2 + 1];
                memory.push(&chunk).unwrap();
                memory.push_zeros(1000).unwrap();
                whole.extend_from_slice(&chunk);
                whole.resize(whole.len() + 1000, 0);
            }
            assert!(memory.bytes() == whole, "{expected}");
        }
    }
}
