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

mod choose;
mod companion;
mod directory;
mod form;
mod gzip;
mod mmap;
mod sniff;
mod spool;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_directory;
mod zip;

use std::fs::{self, File, Metadata};
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use companion::{Companion, CompanionKind};
pub use form::{Content, Form, Layer, Layout, Method};
pub use mmap::Access;

use crate::{Error, Result, escape, limits};
use choose::Place;
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
    /// The file to take from an archive or a directory: its name there, or the last segment of
    /// that if no other file has the same. Default: the only one that is a snapshot.
    pub entry: Option<String>,
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
            entry: None,
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

/// A bbolt file in memory or mapped, what it came in, and the files that belong to it.
#[derive(Debug)]
pub struct Input {
    name: String,
    path: Option<PathBuf>,
    backing: Arc<Backing>,
    range: Range<usize>,
    form: Form,
    companions: Vec<Companion>,
    damage: Vec<String>,
    notes: Vec<String>,
}

impl Input {
    /// Opens the file or directory at `path`.
    ///
    /// A directory is recognised by what is in it: an etcd data directory (or the directories
    /// `member` or `snap` of one), or any other with exactly one snapshot.
    ///
    /// # Errors
    /// `Io` when the system refuses, `Unsupported` for anything that is no bbolt file in a form
    /// that is read, `Invalid` for an archive or a directory with no snapshot or several,
    /// `Corrupt` for a damaged archive, `Limit` for too much content.
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
        let mut open = || {
            let source = if path.is_dir() {
                folder(path, options, progress)?
            } else {
                let (backing, layer) = file(path, options, progress)?;
                let mut source = Source::new(&name, backing, layer, options);
                source.path = Some(path.to_owned());
                source
            };
            let mut input = source.unwrap(options, progress)?;
            input.add_sqlite_wal(options, progress)?;
            Ok(input)
        };
        open().map_err(|e: Error| e.in_file(name.as_ref()))
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
        let mut open = || {
            let backing = spool::spool(reader, None, options, progress)?;
            let layer = Layer::Stream {
                size: backing.bytes().len() as u64,
            };
            Source::new(name, backing, layer, options).unwrap(options, progress)
        };
        open().map_err(|e| e.in_file(name))
    }

    /// SQLite keeps what was written last in a file of its own beside the database.
    fn add_sqlite_wal(
        &mut self,
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let known = |c: &Companion| c.kind == CompanionKind::SqliteWal;
        if self.form.content != Content::Sqlite || self.companions.iter().any(known) {
            return Ok(());
        }
        let mut beside = path.clone().into_os_string();
        beside.push("-wal");
        let beside = PathBuf::from(beside);
        if !beside.is_file() {
            return Ok(());
        }
        let (backing, _) = file(&beside, options, progress)?;
        let name = beside.file_name().unwrap_or_default();
        self.companions.push(Companion {
            kind: CompanionKind::SqliteWal,
            name: name.to_string_lossy().into_owned(),
            range: 0..backing.bytes().len(),
            backing: Arc::new(backing),
        });
        Ok(())
    }

    /// The path or name as the caller gave it; not safe to print as it is.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The path of the regular file that holds exactly [`Input::bytes`], if there is one: not for
    /// what was decompressed or came out of an archive or a pipe.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The bbolt file, with the digest at its end if there is one; or the SQLite file.
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

    /// The files beside it that belong to it, by kind and then in the order of their names.
    #[must_use]
    pub fn companions(&self) -> &[Companion] {
        &self.companions
    }

    /// What is wrong with the archive around the bytes although they could be read: garbage after
    /// gzip data and, with [`OpenOptions::salvage`], all other damage.
    #[must_use]
    pub fn damage(&self) -> &[String] {
        &self.damage
    }

    /// What the reader should know about the input that is no damage: that newer state lies beside
    /// it and is not read, for instance.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Tells the kernel what is about to be done with the bytes; no effect on what is in memory.
    pub fn advise(&self, access: Access) {
        self.backing.advise(access);
    }
}

/// An input while its layers are taken off.
struct Source {
    name: String,
    /// The file with the layers that were taken off, for messages.
    place: String,
    path: Option<PathBuf>,
    backing: Arc<Backing>,
    range: Range<usize>,
    layers: Vec<Layer>,
    /// Layers that were taken off.
    depth: usize,
    layout: Option<Layout>,
    companions: Vec<Companion>,
    damage: Vec<String>,
    notes: Vec<String>,
    /// The name of the file to take from an archive, until one was found that has it.
    wanted: Option<String>,
}

impl Source {
    fn new(name: &str, backing: Backing, layer: Layer, options: &OpenOptions) -> Self {
        Self {
            name: name.to_owned(),
            place: name.to_owned(),
            path: None,
            range: 0..backing.bytes().len(),
            backing: Arc::new(backing),
            layers: vec![layer],
            depth: 0,
            layout: None,
            companions: Vec::new(),
            damage: Vec::new(),
            notes: Vec::new(),
            wanted: options.entry.clone(),
        }
    }

    fn bytes(&self) -> &[u8] {
        self.backing
            .bytes()
            .get(self.range.clone())
            .unwrap_or_default()
    }

    /// Goes on with bytes that were made out of the present ones.
    fn replace(&mut self, backing: Backing) {
        self.range = 0..backing.bytes().len();
        self.backing = Arc::new(backing);
    }

    /// Takes off one layer after the other until a bbolt file is bare.
    fn unwrap(
        mut self,
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Input> {
        let content = loop {
            let start = self.bytes();
            let start = start.get(..sniff::PEEK).unwrap_or(start);
            let kind = sniff::kind(start);
            match kind {
                Kind::Sqlite => break Content::Sqlite,
                Kind::Bbolt if self.range.len() % 512 == 32 => break Content::Snapshot,
                Kind::Bbolt => break Content::Database,
                Kind::Other(foreign) => return Err(foreign.error(start).in_file(self.place)),
                Kind::Gzip | Kind::Zip => {}
            }
            if self.depth >= limits::MAX_ARCHIVE_DEPTH {
                return Err(Error::limit(format!(
                    "the archives are nested deeper than {} (MAX_ARCHIVE_DEPTH)",
                    limits::MAX_ARCHIVE_DEPTH
                )));
            }
            self.depth = self.depth.saturating_add(1);
            self.path = None;
            match kind {
                Kind::Zip => self.take_from_zip(options, progress)?,
                _ => self.decompress(options, progress)?,
            }
        };
        if let Some(wanted) = self.wanted {
            return Err(Error::invalid(format!(
                "there is no archive or directory to take {} from",
                escape::quoted(wanted.as_bytes())
            )));
        }
        let size = self.range.len() as u64;
        self.backing.advise(options.access);
        Ok(Input {
            name: self.name,
            path: self.path,
            backing: self.backing,
            range: self.range,
            form: Form {
                layers: self.layers,
                content,
                size,
                layout: self.layout,
            },
            companions: self.companions,
            damage: self.damage,
            notes: self.notes,
        })
    }

    fn decompress(
        &mut self,
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        self.place.push_str(" (inside gzip)");
        let bytes = self.bytes();
        // Refused before all of it is decompressed. An empty peek means damage.
        let peek = gzip::peek(bytes, sniff::PEEK);
        if let Kind::Other(foreign) = sniff::kind(&peek)
            && !peek.is_empty()
        {
            return Err(foreign.error(&peek).in_file(self.place.clone()));
        }
        let unpacked = gzip::unpack(bytes, options, progress)?;
        self.layers.push(Layer::Gzip {
            packed: bytes.len() as u64,
            size: unpacked.backing.bytes().len() as u64,
        });
        self.damage.extend(unpacked.damage);
        self.replace(unpacked.backing);
        Ok(())
    }

    fn take_from_zip(
        &mut self,
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let whole = Arc::clone(&self.backing);
        let outer = self.range.clone();
        let bytes = whole.bytes().get(outer.clone()).unwrap_or_default();
        let entries = zip::entries(bytes)?;
        let names: Vec<&str> = entries.iter().map(|e| e.name.as_str()).collect();
        let chosen = choose::choose(Place::Zip, &names, self.wanted.as_deref(), &mut |i| {
            entries.get(i).map_or(Err(vanished()), |e| e.kind(bytes))
        })?;
        let entry = entries.get(chosen.index).ok_or_else(vanished)?;
        let shift = |inner: Range<usize>| {
            outer.start.saturating_add(inner.start)..outer.start.saturating_add(inner.end)
        };
        self.place.push_str(" (zip entry ");
        self.place.push_str(&escape::quoted(entry.name.as_bytes()));
        self.place.push(')');
        match entry.content(bytes, options, progress)? {
            zip::Content::Stored(inner) => self.range = shift(inner),
            zip::Content::Inflated { backing, damage } => {
                self.damage.extend(damage);
                self.replace(backing);
            }
        }
        let mut rest = options.clone();
        for (kind, index) in &chosen.companions {
            let Some(entry) = entries.get(*index) else {
                continue;
            };
            let (backing, range) = match entry.content(bytes, &rest, progress) {
                Ok(zip::Content::Stored(inner)) => (Arc::clone(&whole), shift(inner)),
                Ok(zip::Content::Inflated { backing, damage }) => {
                    self.damage.extend(damage);
                    rest.spend(backing.bytes().len());
                    let len = backing.bytes().len();
                    (Arc::new(backing), 0..len)
                }
                Err(e) => {
                    self.damage.push(e.to_string());
                    continue;
                }
            };
            self.companions.push(Companion {
                kind: *kind,
                name: entry.name.clone(),
                backing,
                range,
            });
        }
        self.layers.push(Layer::Zip {
            entry: entry.name.clone(),
            others: others(&names, chosen.index),
            method: entry.method,
            packed: entry.packed_size(),
            size: self.range.len() as u64,
        });
        self.adopt(&chosen);
        Ok(())
    }

    /// Takes over what a choice says beside the file.
    fn adopt(&mut self, chosen: &choose::Chosen) {
        if chosen.named {
            self.wanted = None;
        }
        self.layout = chosen.layout.or(self.layout);
        self.notes.extend_from_slice(&chosen.notes);
    }
}

/// The names of the files that were not chosen.
fn others(names: &[&str], chosen: usize) -> Vec<String> {
    names
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != chosen)
        .map(|(_, name)| (*name).to_owned())
        .collect()
}

fn vanished() -> Error {
    Error::new(crate::ErrorKind::Internal, "a chosen file is not there")
}

impl OpenOptions {
    /// Lowers the limits by what a companion took, so that all of them together stay below.
    fn spend(&mut self, bytes: usize) {
        self.max_decompressed = self.max_decompressed.saturating_sub(bytes as u64);
        self.max_memory = self.max_memory.saturating_sub(bytes as u64);
    }
}

/// Opens the file in the directory at `path` that holds the records, and those that belong to it.
fn folder(
    path: &Path,
    options: &OpenOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<Source> {
    let (items, notes) = directory::list(path)?;
    let names: Vec<&str> = items.iter().map(|item| item.name.as_str()).collect();
    let chosen = choose::choose(
        Place::Directory,
        &names,
        options.entry.as_deref(),
        &mut |i| items.get(i).map_or(Err(vanished()), directory::look),
    )
    .map_err(|e| match notes.first() {
        Some(note) => e.hint(note.clone()),
        None => e,
    })?;
    let item = items.get(chosen.index).ok_or_else(vanished)?;
    let (backing, layer) = file(&item.path, options, progress)
        .map_err(|e| e.in_file(item.path.to_string_lossy().into_owned()))?;
    let mut source = Source::new(&path.to_string_lossy(), backing, layer, options);
    source.place = item.path.to_string_lossy().into_owned();
    source.path = Some(item.path.clone());
    source.layers.insert(
        0,
        Layer::Directory {
            entry: item.name.clone(),
            others: others(&names, chosen.index),
        },
    );
    for (kind, index) in &chosen.companions {
        let Some(item) = items.get(*index) else {
            continue;
        };
        match file(&item.path, options, progress) {
            Ok((backing, _)) => source.companions.push(Companion {
                kind: *kind,
                name: item.name.clone(),
                range: 0..backing.bytes().len(),
                backing: Arc::new(backing),
            }),
            Err(e) => source.damage.push(format!(
                "{} cannot be read: {e}",
                escape::quoted(item.name.as_bytes())
            )),
        }
    }
    source.notes.extend(notes);
    source.adopt(&chosen);
    Ok(source)
}

/// Maps or reads the file at `path`.
fn file(
    path: &Path,
    options: &OpenOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Backing, Layer)> {
    let open_error = |e| Error::io("cannot open", &e);
    // Asked first as well, since to open a device can do something to it.
    refuse_special(&fs::metadata(path).map_err(open_error)?)?;
    let mut file = File::open(path).map_err(open_error)?;
    let metadata = file.metadata().map_err(open_error)?;
    refuse_special(&metadata)?;
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
fn refuse_special(metadata: &Metadata) -> Result<()> {
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
