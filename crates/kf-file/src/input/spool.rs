//! Where bytes go that do not lie in a file as they are: decompressed ones and piped ones.
//!
//! Up to a cap they stay in memory; beyond it they go to a temporary file that has no name, so
//! that nothing is left behind however the process ends. Zeros take no room there.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::PathBuf;

use super::broken::Noted;
use super::memory::Memory;
use super::mmap::{Access, Map};
use super::{OpenOptions, Progress, allowance, sniff};
use kf_base::{Error, Result, limits, private};

/// Bytes read or decompressed at a time.
pub(super) const CHUNK: usize = 256 << 10;

/// A piece of content.
pub(super) enum Piece<'a> {
    /// As it is.
    Data(&'a [u8]),
    /// So many zeros.
    Hole(u64),
}

/// The bytes of an input, however they are held.
#[derive(Debug)]
pub(super) enum Backing {
    /// A file.
    Map(Map),
    /// Memory of our own.
    Memory(Memory),
    /// Bytes of a file with zeros for what could not be read of it.
    Patched(Noted, Box<Backing>),
}

impl Backing {
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Map(map) => map.bytes(),
            Self::Memory(memory) => memory.bytes(),
            Self::Patched(_, backing) => backing.bytes(),
        }
    }

    /// Notes the parts that stand for what could not be read, if there are any.
    pub(super) fn patched(self, lost: Vec<Range<usize>>) -> Self {
        if lost.is_empty() {
            return self;
        }
        let noted = Noted::new(self.bytes(), lost);
        Self::Patched(noted, Box::new(self))
    }

    /// The parts that could not be read.
    pub(super) fn lost(&self) -> Vec<Range<usize>> {
        match self {
            Self::Map(map) => map.lost(),
            Self::Memory(_) => Vec::new(),
            Self::Patched(noted, backing) => {
                let mut all = backing.lost();
                all.extend_from_slice(noted.ranges());
                all
            }
        }
    }

    pub(super) fn advise(&self, access: Access) {
        match self {
            Self::Map(map) => map.advise(access),
            Self::Memory(_) => {}
            Self::Patched(_, backing) => backing.advise(access),
        }
    }
}

/// Collects bytes in memory, then in an unlinked temporary file.
#[derive(Debug)]
pub(super) struct Spool {
    memory: Memory,
    file: Option<File>,
    len: u64,
    /// Bytes that are no hole in the file.
    taken: u64,
    max_memory: u64,
    max_len: u64,
    max_taken: u64,
    /// The greatest length that the beginning of the content allows, when it was looked at.
    allowance: Option<u64>,
    /// Whether content may be as long as it comes, whatever it says of itself.
    any_length: bool,
    directory: Option<PathBuf>,
}

impl Spool {
    /// An empty spool; `expected` is the size that the source claims, in bytes, and is believed
    /// only as far as the memory cap.
    pub(super) fn new(options: &OpenOptions, expected: u64) -> Self {
        let believed = expected <= options.max_memory;
        Self {
            memory: Memory::for_length(if believed { expected } else { 0 }),
            file: None,
            len: 0,
            taken: 0,
            max_memory: options.max_memory,
            max_len: options.max_decompressed,
            max_taken: options.max_taken.unwrap_or(limits::MAX_PIPED_BYTES),
            allowance: None,
            any_length: options.any_length || options.salvage,
            directory: options.temp_dir.clone(),
        }
    }

    /// Bytes so far.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Adds `chunk`.
    pub(super) fn push(&mut self, chunk: &[u8]) -> Result<()> {
        let grown = self.grow(chunk.len() as u64)?;
        if let Some(file) = &mut self.file {
            let written = private::write_with_holes(file, chunk)
                .map_err(|e| temporary("cannot write the temporary file", &e))?;
            self.taken = self.taken.saturating_add(written);
        } else {
            self.taken = grown;
            self.memory.push(chunk)?;
        }
        self.len = grown;
        if self.taken > self.max_taken {
            return Err(Error::limit(format!(
                "the content takes more than the {} bytes that an input of this size may come to \
                 (MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO, MAX_PIPED_BYTES)",
                self.max_taken
            ))
            .hint("--max-unpacked BYTES lets it take more"));
        }
        Ok(())
    }

    /// Adds a piece.
    pub(super) fn add(&mut self, piece: &Piece<'_>) -> Result<()> {
        match piece {
            Piece::Data(chunk) => self.push(chunk),
            Piece::Hole(count) => {
                let grown = self.grow(*count)?;
                if self.file.is_some() {
                    self.skip(*count)?;
                } else {
                    // Up to the cap of memory, or it would be a file by now.
                    self.memory
                        .push_zeros(usize::try_from(*count).unwrap_or(0))?;
                }
                self.len = grown;
                Ok(())
            }
        }
    }

    /// Sees that there may be `more` bytes, and where they go. Returns how many there are with them.
    fn grow(&mut self, more: u64) -> Result<u64> {
        let len = self.len.saturating_add(more);
        if len > self.max_len {
            return Err(Error::limit(format!(
                "the content is larger than {} bytes (MAX_DECOMPRESSED_BYTES, MAX_PIPED_BYTES)",
                self.max_len
            ))
            .hint(
                "decompress it by hand and give kf the result, or let it take more with \
                 --max-unpacked BYTES",
            ));
        }
        let start = allowance::START as u64;
        if self.allowance.is_none() && len > start && !self.any_length {
            let allowance = allowance::of(&self.start()?);
            let certain = self.len >= start;
            self.allowance = allowance.or_else(|| certain.then_some(u64::MAX));
        }
        if self.allowance.is_some_and(|most| len > most) {
            return Err(Error::limit(format!(
                "the database goes on after {} bytes, and its first pages say that it is shorter",
                self.len
            ))
            .hint(
                "it was put together wrongly, or to fill a disk; --salvage reads on, up to what \
                 --max-unpacked allows",
            ));
        }
        if self.file.is_none() && len > self.max_memory {
            let mut file = private::unnamed_file(self.directory.as_deref())
                .map_err(|e| temporary("cannot make a temporary file", &e))?;
            let memory = std::mem::take(&mut self.memory);
            file.write_all(memory.bytes())
                .map_err(|e| temporary("cannot write the temporary file", &e))?;
            self.file = Some(file);
        }
        Ok(len)
    }

    /// The beginning of the content.
    fn start(&mut self) -> Result<Vec<u8>> {
        let Some(file) = &mut self.file else {
            let whole = self.memory.bytes();
            return Ok(whole.get(..allowance::START).unwrap_or(whole).to_vec());
        };
        let mut start = Vec::new();
        let mut read = || {
            file.seek(SeekFrom::Start(0))?;
            file.take(allowance::START as u64).read_to_end(&mut start)?;
            file.seek(SeekFrom::Start(self.len))
        };
        read().map_err(|e| temporary("cannot read the temporary file", &e))?;
        Ok(start)
    }

    /// Leaves a hole in the file.
    fn skip(&mut self, count: u64) -> Result<()> {
        if let Some(file) = &mut self.file {
            let by = i64::try_from(count)
                .map_err(|_| Error::limit("the content is larger than a file can be"))?;
            file.seek(SeekFrom::Current(by))
                .map_err(|e| temporary("cannot write the temporary file", &e))?;
        }
        Ok(())
    }

    /// The collected bytes.
    pub(super) fn finish(self) -> Result<Backing> {
        let Some(file) = self.file else {
            return Ok(Backing::Memory(self.memory));
        };
        let len = usize::try_from(self.len)
            .map_err(|_| Error::limit("the content is larger than this machine can address"))?;
        // It may end with a hole.
        file.set_len(self.len)
            .map_err(|e| temporary("cannot write the temporary file", &e))?;
        // No other process can reach an unlinked file, so the map of it never changes.
        Map::new(&file, len)
            .map(Backing::Map)
            .map_err(|e| temporary("cannot map the temporary file", &e))
    }
}

fn temporary(what: &str, error: &io::Error) -> Error {
    Error::io(what, error).hint(
        "TMPDIR chooses another place for temporary files; they hold the decompressed snapshot",
    )
}

/// Reads a stream to its end, unless it does not begin like anything that kf reads.
pub(super) fn spool_stream(
    reader: &mut dyn Read,
    options: &OpenOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<Backing> {
    let mut start = Vec::new();
    let peek = sniff::PEEK as u64;
    let read = Read::take(&mut *reader, peek).read_to_end(&mut start);
    read.map_err(|e| Error::io("cannot read", &e))?;
    if let Some(error) = sniff::refusal(&start, options.salvage) {
        return Err(error);
    }
    let mut whole = start.as_slice().chain(reader);
    // Here zeros count: they take no room, but time without end.
    let most = options.max_taken.unwrap_or(limits::MAX_PIPED_BYTES);
    let options = OpenOptions {
        max_decompressed: options.max_decompressed.min(most),
        ..options.clone()
    };
    spool(&mut whole, None, &options, progress)
}

/// Reads `reader` to its end. `total` is its size in bytes where that is known.
pub(super) fn spool(
    reader: &mut dyn Read,
    total: Option<u64>,
    options: &OpenOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<Backing> {
    let mut spool = Spool::new(options, total.unwrap_or(0));
    let mut buffer = vec![0; CHUNK];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return spool.finish(),
            Ok(n) => spool.push(buffer.get(..n).unwrap_or(&buffer))?,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(Error::io("cannot read", &e)),
        }
        progress(Progress {
            done: spool.len(),
            total,
        });
    }
}
