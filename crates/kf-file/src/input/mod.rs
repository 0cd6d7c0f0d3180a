//! A path becomes bytes.
//!
//! An [`Input`] is a bbolt file in memory, whatever it came in: the file itself, a directory that
//! has it, a compressed file, an entry of an archive, one of these in another, a pipe. What a thing
//! is, is told by its content; names only say which files of a set belong together
//! ([`Input::companions`]) and which of several is the newest.
//!
//! ```text
//!   path    -> directory    -> choose a file, and its companions --+
//!           -> regular file -> map (or memory) <-------------------+
//!           -> FIFO  --+         |
//!   reader ------------+-> spool-+-> bbolt, SQLite                -> done
//!                                +-> gzip, zlib, zstd, LZW        -> decompress, go on
//!                                +-> a dump of keys and values      -> done
//!                                +-> zip, tar -> choose an entry, and its companions:
//!                                |              as it is: a range of what is there, go on
//!                                |              deflated or sparse: make it, go on
//!                                +-> anything else                -> "this looks like ..."
//! ```
//!
//! Spooled and inflated bytes are in memory up to [`OpenOptions::max_memory`] and beyond it in an
//! unlinked temporary file, which is mapped.
//!
//! Trust: any bytes. Memory is bounded by [`OpenOptions`] and [`kf_base::limits`], not by what the
//! input claims; time is linear in the input and in what it decompresses to. Files are opened for
//! reading only, never locked, and nothing is written beside them.

mod ahead;
mod allowance;
mod broken;
mod budget;
mod choose;
mod companion;
mod directory;
mod dumped;
mod empty;
mod form;
mod gzip;
mod lzw;
mod memory;
mod mmap;
mod packing;
mod quiet;
mod sniff;
mod source;
mod sparse;
mod spool;
mod tar;
#[cfg(test)]
mod tests;
#[cfg(unix)]
mod watched;
mod zip;
mod zstd;

use std::fs::{self, Metadata};
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use ahead::{Ahead, warm};
pub use companion::{Companion, CompanionKind};
pub use dumped::{DumpForm, KeyFile, KeyFiles, SqlDialect};
pub use form::{Content, Form, Layer, Layout, Method, Packing};
#[cfg(unix)]
pub use mmap::ignores as ignores_signal;
pub use mmap::{Access, guard as guard_maps};
pub use quiet::open_quietly;

use broken::Patient;
use kf_base::{Error, Result, escape, limits};
use mmap::Map;
use source::Source;
use spool::Backing;

/// How an input is opened.
#[derive(Clone, Debug)]
pub struct OpenOptions {
    /// Map regular files instead of reading them into memory. A mapped file must not be cut
    /// shorter while it is read: the process would end with SIGBUS, unless [`guard_maps`] was called.
    /// Default: true.
    pub mmap: bool,
    /// What is about to be done with a mapped file; [`Input::advise`] changes it later.
    pub access: Access,
    /// Decompressed and piped bytes up to this many are held in memory, more go to an unlinked
    /// temporary file. Default: [`limits::MAX_MEMORY_BYTES`].
    pub max_memory: u64,
    /// Most decompressed or piped bytes. Default: [`limits::MAX_DECOMPRESSED_BYTES`].
    pub max_decompressed: u64,
    /// Most memory and disk that decompressed or piped bytes may take, zeros beyond
    /// [`OpenOptions::max_memory`] not counted. Default: none given; it grows with the input then,
    /// by [`limits::MAX_UNPACKED_RATIO`], and for a pipe it is [`limits::MAX_PIPED_BYTES`].
    pub max_taken: Option<u64>,
    /// Read decompressed or piped content to its end even where it goes on far behind the pages that
    /// its meta pages speak of. Default: false.
    pub any_length: bool,
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
            max_taken: None,
            any_length: false,
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
    key_files: KeyFiles,
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
                source::folder(path, options, progress)?
            } else {
                let (backing, layer) = file(path, options, progress)?;
                let mut source = Source::new(&name, backing, layer, options);
                source.path = Some(path.to_owned());
                source
            };
            let mut input = source.unwrap(options, progress)?;
            input.add_sqlite_log(options, progress)?;
            input.note_log_beside();
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
            let backing = spool::spool_stream(reader, options, progress)?;
            let layer = Layer::Stream {
                size: backing.bytes().len() as u64,
            };
            Source::new(name, backing, layer, options).unwrap(options, progress)
        };
        open().map_err(|e| e.in_file(name))
    }

    /// SQLite keeps what was written last in a file of its own beside the database, or what it takes back when it
    /// opens the file next, since a change had begun and not ended.
    fn add_sqlite_log(
        &mut self,
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let Some(path) = (self.path.as_ref()).filter(|_| self.form.content == Content::Sqlite)
        else {
            return Ok(());
        };
        // SQLite follows a link before it looks for them.
        let file_itself = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let places = [path.clone(), file_itself];
        for (kind, suffix) in [
            (CompanionKind::SqliteWal, "-wal"),
            (CompanionKind::SqliteJournal, "-journal"),
        ] {
            if self.companions.iter().any(|c| c.kind == kind) {
                continue;
            }
            let beside = |place: &PathBuf| {
                let mut beside = place.clone().into_os_string();
                beside.push(suffix);
                Some(PathBuf::from(beside)).filter(|beside| beside.is_file())
            };
            let Some(beside) = places.iter().find_map(beside) else {
                continue;
            };
            let (backing, _) = file(&beside, options, progress)?;
            let name = beside.file_name().unwrap_or_default();
            let companion = Companion {
                kind,
                name: name.to_string_lossy().into_owned(),
                range: 0..backing.bytes().len(),
                backing: Arc::new(backing),
            };
            self.companions
                .extend(Some(companion).filter(Companion::counts));
        }
        Ok(())
    }

    /// Says that the database of a member was named alone, without the log that may hold newer
    /// state.
    fn note_log_beside(&mut self) {
        let known = |c: &Companion| c.kind == CompanionKind::Wal;
        let folder = self.path.as_deref().and_then(Path::parent);
        let Some(folder) = folder.filter(|_| !self.companions.iter().any(known)) else {
            return;
        };
        let database = self.path.as_deref().and_then(Path::file_name) == Some("db".as_ref());
        let entries = fs::read_dir(folder.join("../wal"));
        let is_segment = |name: std::ffi::OsString| choose::is_segment(&name.to_string_lossy());
        let mut files = entries.into_iter().flatten().flatten();
        if database && files.any(|entry| is_segment(entry.file_name())) {
            self.notes.push(
                "the log of this database lies in ../wal, may hold newer state, and is not read: \
                 name the data directory to read both"
                    .to_owned(),
            );
        }
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

    /// Whether the file has the name that `etcdctl snapshot save` gives it until it is complete:
    /// `NAME.part` (client/v3/snapshot/v3_snapshot.go).
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.inner_name().ends_with(".part")
    }

    /// Whether the file has the name of one that a leader sent (`SaveDBFrom` in etcd
    /// server/etcdserver/api/snap/db.go), which has no digest.
    #[must_use]
    pub fn is_from_leader(&self) -> bool {
        let file = self.inner_name().rsplit(['/', '\\']).next();
        let stem = file.and_then(|file| file.strip_suffix(".snap.db"));
        stem.is_some_and(|stem| stem.len() == 16 && stem.bytes().all(|b| b.is_ascii_hexdigit()))
    }

    /// Whether the file has the name of a member's own database, `db`, which has no digest.
    #[must_use]
    pub fn is_member_database(&self) -> bool {
        self.inner_name().rsplit(['/', '\\']).next() == Some("db")
    }

    /// Whether the file is `snap/db` of a data directory, beside which a log belongs; not where the
    /// database was named alone.
    #[must_use]
    pub fn is_data_directory(&self) -> bool {
        let name = self.inner_name();
        self.form.layout == Some(Layout::EtcdData)
            && (name == "snap/db" || name.ends_with("/snap/db"))
    }

    /// Whether etcd once cut off the end of a segment of the log: it leaves a copy of it as it was,
    /// `NAME.wal.broken` (`Repair` in etcd server/storage/wal/repair.go).
    #[must_use]
    pub fn is_log_repaired(&self) -> bool {
        let is_copy = |name: &String| {
            let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
            file.strip_suffix(".broken").is_some_and(choose::is_segment)
        };
        self.innermost()
            .is_some_and(|(_, others)| others.iter().any(is_copy))
    }

    /// Whether a file of this name lies beside the one with the records: in its directory, or in the archive it came
    /// out of. The name may be any: one that is a path to another directory has nothing beside.
    #[must_use]
    pub fn has_beside(&self, file: &str) -> bool {
        if matches!(file, "" | "." | "..") || file.contains(['/', '\\', '\0']) {
            return false;
        }
        if let Some(path) = &self.path {
            let itself = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
            let is_there = |place: &Path| place.with_file_name(file).is_file();
            return is_there(path) || is_there(&itself);
        }
        self.innermost().is_some_and(|(entry, others)| {
            let folder = entry.rsplit_once('/').map_or("", |(folder, _)| folder);
            let wanted = |name: &String| {
                let (its, name) = name.rsplit_once('/').unwrap_or(("", name));
                (its, name) == (folder, file)
            };
            others.iter().any(wanted)
        })
    }

    /// The name in the innermost archive or directory, or that of the file.
    fn inner_name(&self) -> &str {
        self.innermost().map_or(&*self.name, |(entry, _)| entry)
    }

    /// The innermost archive or directory: the name in it, and those of the others in it.
    fn innermost(&self) -> Option<(&str, &[String])> {
        self.form.layers.iter().rev().find_map(|layer| match layer {
            Layer::Directory { entry, others }
            | Layer::Tar { entry, others, .. }
            | Layer::Zip { entry, others, .. } => Some((entry.as_str(), others.as_slice())),
            _ => None,
        })
    }

    /// The bbolt file, with the digest at its end if there is one; or the SQLite file; or what a
    /// dump of keys and values is made of.
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

    /// The files of a dump of keys and values, where it is made of files; none for anything else.
    #[must_use]
    pub fn key_files(&self) -> &KeyFiles {
        &self.key_files
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

    /// Describes what could not be read of the file and those beside it, of what was touched by now:
    /// sectors of a disk that are broken, or the end of a file that was cut shorter meanwhile. Only
    /// after [`guard_maps`].
    #[must_use]
    pub fn lost(&self) -> Option<Error> {
        let own = std::iter::once((None, &self.backing));
        let beside = self.companions.iter();
        let all = own.chain(beside.map(|c| (Some(c.name.as_str()), &c.backing)));
        let mut parts = Vec::new();
        for (name, backing) in all {
            for range in backing.lost() {
                let bytes = format!("bytes {} to {}", range.start, range.end);
                parts.push(match name {
                    Some(name) => format!("{bytes} of {}", escape::quoted(name.as_bytes())),
                    None => bytes,
                });
            }
        }
        if parts.is_empty() {
            return None;
        }
        let (shown, more) = parts.split_at_checked(8).unwrap_or((&parts, &[]));
        let more = match more.len() {
            0 => String::new(),
            n => format!(" and {n} more parts"),
        };
        Some(
            Error::corrupt(format!(
                "{}{more} cannot be read: the disk is broken there, or the file was cut shorter \
                 while it was read",
                shown.join(", ")
            ))
            .hint(
                "copy the file to another disk, as far as that can be done, and give kf the copy",
            ),
        )
    }

    /// Tells the kernel what is about to be done with the bytes; no effect on what is in memory.
    pub fn advise(&self, access: Access) {
        self.backing.advise(access);
    }
}

/// Whether any of the bytes of an input could not be read, of what was touched by now: they lie on a
/// page of a mapped file that is lost (after [`guard_maps`]), or were read into memory as zeros.
#[must_use]
pub fn is_lost(bytes: &[u8]) -> bool {
    mmap::is_lost(bytes) || broken::is_noted(bytes)
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
    let (mut file, _) = open_quietly(path).map_err(open_error)?;
    let metadata = file.metadata().map_err(open_error)?;
    refuse_special(&metadata)?;
    if !metadata.is_file() {
        let backing = spool::spool_stream(&mut file, options, progress)?;
        let size = backing.bytes().len() as u64;
        return Ok((backing, Layer::Stream { size }));
    }
    let size = metadata.len();
    if !options.mmap || size == 0 {
        let all = OpenOptions {
            max_memory: u64::MAX,
            max_taken: Some(u64::MAX),
            any_length: true,
            ..options.clone()
        };
        let mut patient = Patient::new(file, size);
        let backing = spool::spool(&mut patient, Some(size), &all, progress)?;
        let backing = backing.patched(patient.into_lost());
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
