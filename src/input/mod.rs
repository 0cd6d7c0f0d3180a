//! A path becomes bytes.
//!
//! An [`Input`] is a bbolt file in memory, whatever it came in: the file itself, a gzip file, an
//! entry of a zip archive, one of these in another, a pipe. What a thing is, is told by its
//! content and never by its name.
//!
//! ```text
//!   path    -> regular file -> map (or memory) --+-> bbolt                      -> done
//!           -> FIFO  --+                         +-> gzip  -> inflate, go on
//!   reader ------------+---> spool --------------+-> zip   -> stored: a range of what is there
//!                                                |            deflated: inflate, go on
//!                                                +-> anything else -> "this looks like ..."
//! ```
//!
//! Spooled and inflated bytes are in memory up to [`OpenOptions::max_memory`] and beyond it in an
//! unlinked temporary file, which is mapped.
//!
//! Trust: any bytes. Memory is bounded by [`OpenOptions`] and [`crate::limits`], not by what the
//! input claims; time is linear in the input and in what it decompresses to. Files are opened for
//! reading only, never locked, and nothing is written beside them.

mod gzip;
mod mmap;
mod sniff;
mod spool;
#[cfg(test)]
mod tests;
mod zip;

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};

pub use mmap::Access;

use crate::{Error, Result, escape, limits};
use mmap::Map;
use sniff::Kind;
use spool::Backing;

/// How an input is opened.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OpenOptions {
    /// Map regular files instead of reading them into memory. A mapped file must not be cut
    /// shorter while it is read: the process would end with SIGBUS. Default: true.
    pub mmap: bool,
    /// What is about to be done with a mapped file; [`Input::advise`] changes it later.
    pub access: Access,
    /// Decompressed and piped bytes up to this many are held in memory, more go to an unlinked
    /// temporary file. Default: [`limits::MAX_MEMORY_BYTES`].
    pub max_memory: u64,
    /// Most decompressed or piped bytes. Default: [`limits::MAX_DECOMPRESSED_BYTES`].
    pub max_decompressed: u64,
    /// The file to take from a zip archive: its name there, or the last segment of that if no
    /// other file has the same. Default: the only one that is a snapshot.
    pub zip_entry: Option<String>,
    /// Where temporary files go. Default: the system's directory for them.
    pub temp_dir: Option<PathBuf>,
    /// Take what a damaged archive yields; [`Input::damage`] then says what is wrong with it.
    /// Default: false, damage is an error.
    pub salvage: bool,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self {
            mmap: true,
            access: Access::default(),
            max_memory: limits::MAX_MEMORY_BYTES,
            max_decompressed: limits::MAX_DECOMPRESSED_BYTES,
            zip_entry: None,
            temp_dir: None,
            salvage: false,
        }
    }
}

/// How far reading or decompressing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the source that are done.
    pub done: u64,
    /// Bytes of the source, where that is known.
    pub total: Option<u64>,
}

/// How the content of a zip entry is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// As it is (method 0).
    Stored,
    /// Deflated (method 8).
    Deflated,
    /// By a method that kf does not read; its number in the zip specification, section 4.4.5.
    Other(u16),
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stored => f.write_str("stored"),
            Self::Deflated => f.write_str("deflate"),
            Self::Other(9) => f.write_str("deflate64"),
            Self::Other(12) => f.write_str("bzip2"),
            Self::Other(14) => f.write_str("LZMA"),
            Self::Other(93) => f.write_str("zstd"),
            Self::Other(95) => f.write_str("xz"),
            Self::Other(n) => write!(f, "method {n}"),
        }
    }
}

/// One thing that the bytes came in. Sizes are in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layer {
    /// A regular file.
    File {
        /// Its size.
        size: u64,
        /// Whether it is mapped and not read into memory.
        mapped: bool,
    },
    /// Standard input, a FIFO or another reader.
    Stream {
        /// What came through it.
        size: u64,
    },
    /// A gzip file.
    Gzip {
        /// Its size.
        packed: u64,
        /// The size of its content.
        size: u64,
    },
    /// A file in a zip archive.
    Zip {
        /// Its name there, untrusted.
        entry: String,
        /// The names of the archive's other files, untrusted: RKE puts the cluster's `.rkestate`
        /// there.
        others: Vec<String>,
        /// How its content is held.
        method: Method,
        /// The size of its data in the archive.
        packed: u64,
        /// The size of its content.
        size: u64,
    },
}

/// What an input is in the end, from its size alone: parsers judge the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// A snapshot with its SHA-256 at the end: 32 bytes more than whole sectors (`hasChecksum` in
    /// client/v3/snapshot/v3_snapshot.go).
    Snapshot,
    /// A bbolt file without a digest: `member/snap/db` or a copy of it.
    Database,
}

/// What an input is and what it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Form {
    /// Outermost first; at least one.
    pub layers: Vec<Layer>,
    /// What is inside.
    pub content: Content,
    /// Its size in bytes, with the digest.
    pub size: u64,
}

impl fmt::Display for Form {
    /// `snapshot, 4128 bytes, from gzip (210 bytes)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.content {
            Content::Snapshot => "snapshot",
            Content::Database => "bbolt file",
        })?;
        write!(f, ", {} bytes", self.size)?;
        for layer in self.layers.iter().rev() {
            match layer {
                Layer::File { .. } => {}
                Layer::Stream { .. } => f.write_str(", read from a stream")?,
                Layer::Gzip { packed, .. } => write!(f, ", from gzip ({packed} bytes)")?,
                Layer::Zip {
                    entry,
                    method,
                    packed,
                    ..
                } => write!(
                    f,
                    ", from zip entry {} ({method}, {packed} bytes)",
                    escape::quoted(entry.as_bytes())
                )?,
            }
        }
        Ok(())
    }
}

/// A bbolt file in memory or mapped, and what it came in.
#[derive(Debug)]
pub struct Input {
    name: String,
    backing: Backing,
    range: Range<usize>,
    form: Form,
    damage: Vec<String>,
}

impl Input {
    /// Opens the file at `path`.
    ///
    /// # Errors
    /// `Io` when the system refuses, `Unsupported` for anything that is no bbolt file in a form
    /// that is read, `Invalid` for a zip archive with no snapshot or several, `Corrupt` for a
    /// damaged archive, `Limit` for too much content.
    pub fn open(path: &Path, options: &OpenOptions) -> Result<Self> {
        Self::open_with_progress(path, options, &mut |_| {})
    }

    /// As [`Input::open`]; `progress` is called for every few hundred KiB that had to be read or
    /// decompressed, so never for a mapped file.
    ///
    /// # Errors
    /// As [`Input::open`].
    pub fn open_with_progress(
        path: &Path,
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self> {
        let name = path.to_string_lossy();
        file(path, options, progress)
            .and_then(|(backing, layer)| Self::unwrap(&name, backing, layer, options, progress))
            .map_err(|e| e.in_file(name.as_ref()))
    }

    /// Reads `reader`, standard input for instance, to its end; `name` stands for it in messages.
    ///
    /// # Errors
    /// As [`Input::open`].
    pub fn from_reader(name: &str, reader: &mut dyn Read, options: &OpenOptions) -> Result<Self> {
        Self::from_reader_with_progress(name, reader, options, &mut |_| {})
    }

    /// As [`Input::from_reader`], with progress as in [`Input::open_with_progress`].
    ///
    /// # Errors
    /// As [`Input::open`].
    pub fn from_reader_with_progress(
        name: &str,
        reader: &mut dyn Read,
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self> {
        spool::spool(reader, None, options, progress)
            .and_then(|backing| {
                let layer = Layer::Stream {
                    size: backing.bytes().len() as u64,
                };
                Self::unwrap(name, backing, layer, options, progress)
            })
            .map_err(|e| e.in_file(name))
    }

    /// Takes off one layer after the other until a bbolt file is bare.
    fn unwrap(
        name: &str,
        mut backing: Backing,
        layer: Layer,
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self> {
        let mut range = 0..backing.bytes().len();
        let mut layers = vec![layer];
        let mut damage = Vec::new();
        let mut wanted = options.zip_entry.as_deref();
        // The file with the layers that were taken off, for messages.
        let mut place = name.to_owned();
        loop {
            let bytes = backing.bytes().get(range.clone()).unwrap_or_default();
            let start = bytes.get(..sniff::PEEK).unwrap_or(bytes);
            match sniff::kind(start) {
                Kind::Bbolt => break,
                // Pages further on may be whole; the reader of pages will say if there are none.
                Kind::Other(foreign) if options.salvage && !foreign.is_known() => break,
                Kind::Other(foreign) => return Err(foreign.error(start).in_file(place)),
                Kind::Gzip | Kind::Zip if layers.len() > limits::MAX_ARCHIVE_DEPTH => {
                    return Err(Error::limit(format!(
                        "the archives are nested deeper than {} (MAX_ARCHIVE_DEPTH)",
                        limits::MAX_ARCHIVE_DEPTH
                    )));
                }
                Kind::Gzip => {
                    place.push_str(" (inside gzip)");
                    // Refused before all of it is decompressed. An empty peek means damage.
                    let peek = gzip::peek(bytes, sniff::PEEK);
                    if let Kind::Other(foreign) = sniff::kind(&peek)
                        && !peek.is_empty()
                        && !(options.salvage && !foreign.is_known())
                    {
                        return Err(foreign.error(&peek).in_file(place));
                    }
                    let unpacked = gzip::unpack(bytes, options, progress)?;
                    let size = unpacked.backing.bytes().len();
                    layers.push(Layer::Gzip {
                        packed: bytes.len() as u64,
                        size: size as u64,
                    });
                    damage.extend(unpacked.damage);
                    (backing, range) = (unpacked.backing, 0..size);
                }
                Kind::Zip => {
                    let entries = zip::entries(bytes)?;
                    let entry = zip::choose(bytes, &entries, wanted.take())?;
                    let content = entry.content(bytes, options, progress)?;
                    place.push_str(" (zip entry ");
                    place.push_str(&escape::quoted(entry.name.as_bytes()));
                    place.push(')');
                    let (packed, outer) = (entry.packed_size(), range.start);
                    match content {
                        zip::Content::Stored(inner) => {
                            range =
                                outer.saturating_add(inner.start)..outer.saturating_add(inner.end);
                        }
                        zip::Content::Inflated {
                            backing: inflated,
                            damage: found,
                        } => {
                            damage.extend(found);
                            range = 0..inflated.bytes().len();
                            backing = inflated;
                        }
                    }
                    layers.push(Layer::Zip {
                        entry: entry.name.clone(),
                        others: entries
                            .iter()
                            .filter(|e| e.name != entry.name)
                            .map(|e| e.name.clone())
                            .collect(),
                        method: entry.method,
                        packed,
                        size: range.len() as u64,
                    });
                }
            }
        }
        if let Some(wanted) = wanted {
            return Err(Error::invalid(format!(
                "there is no zip archive to take {} from",
                escape::quoted(wanted.as_bytes())
            )));
        }
        let content = if range.len() % 512 == 32 {
            Content::Snapshot
        } else {
            Content::Database
        };
        let size = range.len() as u64;
        backing.advise(options.access);
        Ok(Self {
            name: name.to_owned(),
            backing,
            range,
            form: Form {
                layers,
                content,
                size,
            },
            damage,
        })
    }

    /// The path or name as the caller gave it; not safe to print as it is.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bbolt file, with the digest at its end if there is one.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.backing
            .bytes()
            .get(self.range.clone())
            .unwrap_or_default()
    }

    /// What the input is and what it came in.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// What is wrong with the archive around the bytes although they could be read: garbage after
    /// gzip data and, with [`OpenOptions::salvage`], all other damage.
    #[must_use]
    pub fn damage(&self) -> &[String] {
        &self.damage
    }

    /// Tells the kernel what is about to be done with the bytes; no effect on what is in memory.
    pub fn advise(&self, access: Access) {
        self.backing.advise(access);
    }
}

/// Maps or reads the file at `path`.
fn file(
    path: &Path,
    options: &OpenOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Backing, Layer)> {
    let open_error = |e| Error::io("cannot open", &e);
    // Asked first as well, since to open a device can do something to it.
    refuse_special(path, &fs::metadata(path).map_err(open_error)?)?;
    let mut file = File::open(path).map_err(open_error)?;
    let metadata = file.metadata().map_err(open_error)?;
    refuse_special(path, &metadata)?;
    if !metadata.is_file() {
        let backing = spool::spool(&mut file, None, options, progress)?;
        let size = backing.bytes().len() as u64;
        return Ok((backing, Layer::Stream { size }));
    }
    let size = metadata.len();
    if !options.mmap || size == 0 {
        let all = OpenOptions {
            max_memory: u64::MAX,
            ..options.clone()
        };
        let backing = spool::spool(&mut file, Some(size), &all, progress)?;
        let layer = Layer::File {
            size,
            mapped: false,
        };
        return Ok((backing, layer));
    }
    let len = usize::try_from(size.min(limits::MAX_MAPPED_BYTES))
        .map_err(|_| Error::limit("the file is larger than this machine can address"))?;
    let map = Map::new(&file, len).map_err(|e| {
        Error::io("cannot map the file", &e).hint("--no-mmap reads it into memory instead")
    })?;
    Ok((Backing::Map(map), Layer::File { size, mapped: true }))
}

/// Refuses what has no content to read, or none that ends.
fn refuse_special(path: &Path, metadata: &Metadata) -> Result<()> {
    if metadata.is_dir() {
        let error = Error::unsupported("this is a directory, not an etcd snapshot");
        // etcd's data directory, its member directory, and a backup of etcd-manager (kOps).
        let inside = ["member/snap/db", "snap/db", "etcd.backup.gz"];
        return Err(match inside.iter().find(|p| path.join(p).is_file()) {
            Some(found) => error.hint(format!("it holds {found}: give kf that")),
            None => error.hint("give kf the snapshot file in it"),
        });
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let kind = metadata.file_type();
        if kind.is_char_device() || kind.is_block_device() || kind.is_socket() {
            return Err(
                Error::unsupported("this is a device or a socket, not an etcd snapshot")
                    .hint("give kf a file, or pipe the snapshot to it and name it `-`"),
            );
        }
    }
    Ok(())
}
