//! Where bytes go that do not lie in a file as they are: decompressed ones and piped ones.
//!
//! Up to a cap they stay in memory; beyond it they go to a temporary file that has no name, so
//! that nothing is left behind however the process ends.

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::PathBuf;

use super::mmap::{Access, Map};
use super::{OpenOptions, Progress};
use kf_base::{Error, Result};

/// Bytes read or decompressed at a time.
pub(super) const CHUNK: usize = 256 << 10;

/// The bytes of an input, however they are held.
#[derive(Debug)]
pub(super) enum Backing {
    /// A file.
    Map(Map),
    /// Memory of our own.
    Memory(Vec<u8>),
}

impl Backing {
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Map(map) => map.bytes(),
            Self::Memory(bytes) => bytes,
        }
    }

    pub(super) fn advise(&self, access: Access) {
        if let Self::Map(map) = self {
            map.advise(access);
        }
    }
}

/// Collects bytes in memory, then in an unlinked temporary file.
#[derive(Debug)]
pub(super) struct Spool {
    memory: Vec<u8>,
    file: Option<File>,
    len: u64,
    max_memory: u64,
    max_len: u64,
    directory: Option<PathBuf>,
}

impl Spool {
    /// An empty spool; `expected` is the size that the source claims, in bytes, and is believed
    /// only as far as the memory cap.
    pub(super) fn new(options: &OpenOptions, expected: u64) -> Self {
        let mut memory = Vec::new();
        if expected <= options.max_memory {
            // A refusal shows again, and as an error, when the bytes really come.
            let _ = memory.try_reserve_exact(usize::try_from(expected).unwrap_or(0));
        }
        Self {
            memory,
            file: None,
            len: 0,
            max_memory: options.max_memory,
            max_len: options.max_decompressed,
            directory: options.temp_dir.clone(),
        }
    }

    /// Bytes so far.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Adds `chunk`.
    pub(super) fn push(&mut self, chunk: &[u8]) -> Result<()> {
        let len = self.len.saturating_add(chunk.len() as u64);
        if len > self.max_len {
            return Err(Error::limit(format!(
                "the content is larger than {} bytes (MAX_DECOMPRESSED_BYTES)",
                self.max_len
            ))
            .hint("decompress it by hand and give kf the result"));
        }
        if self.file.is_none() && len > self.max_memory {
            let mut file = match &self.directory {
                Some(directory) => tempfile::tempfile_in(directory),
                None => tempfile::tempfile(),
            }
            .map_err(|e| temporary("cannot make a temporary file", &e))?;
            let memory = std::mem::take(&mut self.memory);
            file.write_all(&memory)
                .map_err(|e| temporary("cannot write the temporary file", &e))?;
            self.file = Some(file);
        }
        if let Some(file) = &mut self.file {
            file.write_all(chunk)
                .map_err(|e| temporary("cannot write the temporary file", &e))?;
        } else {
            self.memory
                .try_reserve(chunk.len())
                .map_err(|_| Error::limit(format!("no memory for {len} bytes")))?;
            self.memory.extend_from_slice(chunk);
        }
        self.len = len;
        Ok(())
    }

    /// The collected bytes.
    pub(super) fn finish(self) -> Result<Backing> {
        let Some(file) = self.file else {
            return Ok(Backing::Memory(self.memory));
        };
        let len = usize::try_from(self.len)
            .map_err(|_| Error::limit("the content is larger than this machine can address"))?;
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
