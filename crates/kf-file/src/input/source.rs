//! The layers around a bbolt file, taken off one by one.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hashbrown::HashSet;

use super::choose::{self, Place};
use super::memory::Memory;
use super::packing::{self, Unpacked};
use super::sniff::{self, Kind};
use super::spool::{Backing, Spool};
use super::{
    Companion, CompanionKind, Content, DumpForm, Form, Input, KeyFile, KeyFiles, Layer, Layout,
    Method, OpenOptions, Packing, Progress, directory, dumped, empty, file, is_lost, tar, zip,
};
use kf_base::{Error, Result, escape, limits};

/// An input while its layers are taken off.
pub(super) struct Source {
    name: String,
    /// The file with the layers that were taken off, for messages.
    place: String,
    pub(super) path: Option<PathBuf>,
    backing: Arc<Backing>,
    range: Range<usize>,
    layers: Vec<Layer>,
    /// Layers that were taken off.
    depth: usize,
    layout: Option<Layout>,
    companions: Vec<Companion>,
    /// The dump that the files are, once they are found to be one.
    dump: Option<DumpForm>,
    key_files: KeyFiles,
    damage: Vec<String>,
    notes: Vec<String>,
    /// Whether the bytes came out of a compression that tells its end, and told it.
    sealed: bool,
    /// The name of the file to take from an archive, until one was found that has it.
    wanted: Option<String>,
    /// Bytes that all layers together may come to.
    budget: u64,
}

impl Source {
    pub(super) fn new(name: &str, backing: Backing, layer: Layer, options: &OpenOptions) -> Self {
        let size = backing.bytes().len() as u64;
        let budget = options.max_taken.unwrap_or_else(|| {
            size.saturating_mul(limits::MAX_UNPACKED_RATIO)
                .saturating_add(limits::MAX_UNPACKED_BYTES)
        });
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
            dump: None,
            key_files: KeyFiles::default(),
            damage: Vec::new(),
            notes: Vec::new(),
            sealed: false,
            wanted: options.entry.clone(),
            budget,
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
    pub(super) fn unwrap(
        mut self,
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Input> {
        let content = loop {
            if let Some(form) = self.dump {
                break Content::Dump(form);
            }
            self.begin_anew();
            let start = self.bytes();
            let start = start.get(..sniff::PEEK).unwrap_or(start);
            let kind = match sniff::kind(start) {
                Kind::Other(foreign) if self.depth == 0 => Kind::Other(foreign.named(&self.name)),
                kind => kind,
            };
            match kind {
                Kind::Sqlite => break Content::Sqlite,
                Kind::Dump(form) => break Content::Dump(form),
                Kind::Bbolt if self.range.len() % 512 == 32 => break Content::Snapshot,
                Kind::Bbolt => break Content::Database,
                // Pages further on may be whole; the reader of pages will say if there are none.
                Kind::Other(foreign) if options.salvage && !foreign.is_known() => {
                    break match self.range.len() % 512 {
                        32 => Content::Snapshot,
                        _ => Content::Database,
                    };
                }
                Kind::Other(foreign) => return Err(foreign.error(start).in_file(self.place)),
                Kind::Packed(_) | Kind::Tar | Kind::Zip => {}
            }
            if self.depth >= limits::MAX_ARCHIVE_DEPTH {
                return Err(Error::limit(format!(
                    "the archives are nested deeper than {} (MAX_ARCHIVE_DEPTH)",
                    limits::MAX_ARCHIVE_DEPTH
                )));
            }
            self.depth = self.depth.saturating_add(1);
            self.path = None;
            let options = &OpenOptions {
                max_taken: Some(self.budget),
                ..options.clone()
            };
            let place = self.place.clone();
            match kind {
                Kind::Packed(packing) => self.decompress(packing, options, progress),
                Kind::Tar => self.take_from_tar(options, progress),
                _ => self.take_from_zip(options, progress),
            }
            .map_err(|e| e.in_file(place))?;
        };
        if let Some(wanted) = self.wanted {
            return Err(Error::invalid(format!(
                "there is no archive or directory to take {} from",
                escape::quoted(wanted.as_bytes())
            )));
        }
        let size = match self.dump {
            Some(DumpForm::Dbctl) => {
                let files = self.key_files.files.iter();
                files.fold(0, |all: u64, file| {
                    all.saturating_add(file.range.len() as u64)
                })
            }
            _ => self.range.len() as u64,
        };
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
            companions: (self.companions.into_iter())
                .filter(Companion::counts)
                .collect(),
            key_files: self.key_files,
            damage: self.damage,
            notes: self.notes,
        })
    }

    /// Puts an empty database in the place of an empty file that has a log beside it.
    fn begin_anew(&mut self) {
        let logged = self.companions.iter().any(|c| c.kind == CompanionKind::Wal);
        if !self.range.is_empty() || !logged {
            return;
        }
        let read = "everything is read from the log, as etcd would";
        if self.notes.is_empty() {
            self.notes.push(format!("the database is empty: {read}"));
        }
        self.path = None;
        self.replace(Backing::Memory(Memory::Grown(empty::database())));
    }

    fn decompress(
        &mut self,
        packing: Packing,
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        self.place.push_str(&format!(" (inside {packing})"));
        let bytes = self.bytes();
        // Refused before all of it is decompressed. An empty peek means damage.
        let peek = packing::peek(packing, bytes, sniff::PEEK);
        if let Kind::Other(foreign) = sniff::kind(&peek)
            && !peek.is_empty()
            && (!options.salvage || foreign.is_known())
        {
            return Err(foreign.error(&peek).in_file(self.place.clone()));
        }
        let unpacked = match packing::unpack(packing, bytes, options, progress) {
            // A dump that is cut short is read as far as it goes; what reads it says that it is.
            Err(e) if e.is_corrupt() && !options.salvage && dumped::begins(&peek) => {
                let salvaging = OpenOptions {
                    salvage: true,
                    ..options.clone()
                };
                packing::unpack(packing, bytes, &salvaging, progress)
            }
            other => other,
        };
        // Whatever came of it, or is wrong with it: it is not what was packed.
        if is_lost(bytes) && !options.salvage {
            return Err(Error::corrupt(
                "part of the file cannot be read: the disk is broken there, or the file was cut \
                 shorter while it was read",
            ));
        }
        let unpacked = unpacked?;
        self.layers.push(Layer::Packed {
            packing,
            packed: bytes.len() as u64,
            size: unpacked.backing.bytes().len() as u64,
        });
        self.sealed = unpacked.damage.is_none()
            && matches!(packing, Packing::Gzip | Packing::Zlib | Packing::Zstd);
        self.damage.extend(unpacked.damage);
        self.replace(unpacked.backing);
        Ok(())
    }

    fn take_from_zip(
        &mut self,
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let outer = self.outer();
        let (entries, lost) = zip::entries(outer.bytes(), options.salvage)?;
        self.damage.extend(lost);
        let names: Vec<&str> = entries.iter().map(|e| e.name.as_str()).collect();
        let entry = |i: usize| entries.get(i).ok_or_else(vanished);
        let mut content = |i: usize, options: &OpenOptions| {
            Ok(match entry(i)?.content(outer.bytes(), options, progress)? {
                zip::Content::Stored(inner) => outer.part(inner),
                zip::Content::Inflated(made) => Part::made(made),
            })
        };
        let chosen = choose::choose(Place::Zip, &names, self.wanted.as_deref(), &mut |i| {
            entry(i)?.kind(outer.bytes())
        })?;
        if !chosen.key_files.is_empty() {
            let (backing, files) = pairs(&chosen.key_files, &names, options, &mut |i, options| {
                content(i, options)
            })?;
            self.replace(backing);
            let layer = |entry, others| Layer::Zip {
                entry,
                others,
                method: Method::Deflated,
                packed: outer.range.len() as u64,
                size: outer.range.len() as u64,
            };
            self.take_pairs(&chosen, &names, files, layer);
            return Ok(());
        }
        self.take(&chosen, &names, options, &mut content)?;
        let entry = entry(chosen.index)?;
        self.layers.push(Layer::Zip {
            entry: entry.name.clone(),
            others: others(&names, chosen.index),
            method: entry.method,
            packed: entry.packed_size(),
            size: self.range.len() as u64,
        });
        Ok(())
    }

    fn take_from_tar(
        &mut self,
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<()> {
        let outer = self.outer();
        let tar::Listing {
            entries,
            ended,
            fault,
        } = tar::entries(outer.bytes());
        let mut faults: Vec<String> = fault.iter().map(|e| e.message().to_owned()).collect();
        // Some programs write no end. Nothing was cut off where the compression is whole.
        if !ended && !self.sealed && fault.is_none() {
            faults.push(
                "the tar archive has no end: it may have been cut short, and files may be missing"
                    .to_owned(),
            );
        }
        self.sealed = false;
        if self.wanted.is_none() && is_vcluster(&entries, outer.bytes()) {
            self.dump = Some(DumpForm::Vcluster);
            let files = entries.iter().map(tar::Entry::key_file).collect();
            self.key_files = KeyFiles { files, faults };
            return Ok(());
        }
        let names: Vec<&str> = entries.iter().map(|e| e.name.as_str()).collect();
        let entry = |i: usize| entries.get(i).ok_or_else(vanished);
        let mut content = |i: usize, options: &OpenOptions| {
            Ok(match entry(i)?.content(outer.bytes(), options, progress)? {
                tar::Content::Plain(inner) => outer.part(inner),
                tar::Content::Made(made) => Part::made(made),
            })
        };
        // The files of a dump count without the rest.
        if let Some(fault) = &fault
            && !names.iter().any(|name| KeyFile::number(name).is_some())
        {
            return Err(fault.clone());
        }
        let chosen = choose::choose(Place::Tar, &names, self.wanted.as_deref(), &mut |i| {
            entry(i)?.kind(outer.bytes())
        })?;
        if !chosen.key_files.is_empty() {
            let files = chosen.key_files.iter().filter_map(|i| entries.get(*i));
            let files = files.map(tar::Entry::key_file).collect();
            let layer = |entry, others| Layer::Tar {
                entry,
                others,
                size: outer.range.len() as u64,
            };
            self.take_pairs(&chosen, &names, KeyFiles { files, faults }, layer);
            return Ok(());
        }
        if let Some(fault) = fault {
            return Err(fault);
        }
        self.damage.append(&mut faults);
        self.take(&chosen, &names, options, &mut content)?;
        let entry = entry(chosen.index)?;
        if entry.replaces {
            self.notes.push(format!(
                "the tar archive holds {} more than once; the last is read, as tar extracts it",
                escape::quoted(entry.name.as_bytes())
            ));
        }
        self.layers.push(Layer::Tar {
            entry: entry.name.clone(),
            others: others(&names, chosen.index),
            size: self.range.len() as u64,
        });
        Ok(())
    }

    /// The bytes as they are now, to take parts from.
    fn outer(&self) -> Part {
        Part {
            backing: Arc::clone(&self.backing),
            range: self.range.clone(),
            damage: None,
        }
    }

    /// Goes on with the chosen file of an archive and keeps those that belong to it.
    fn take(
        &mut self,
        chosen: &choose::Chosen,
        names: &[&str],
        options: &OpenOptions,
        content: &mut dyn FnMut(usize, &OpenOptions) -> Result<Part>,
    ) -> Result<()> {
        let name = |i: usize| names.get(i).copied().unwrap_or_default();
        let main = match chosen.lost {
            Some(_) => Part::made(Unpacked {
                backing: Backing::Memory(Memory::default()),
                damage: None,
            }),
            None => content(chosen.index, options)?,
        };
        self.place.push_str(&format!(
            " (file {})",
            escape::quoted(name(chosen.index).as_bytes())
        ));
        self.damage.extend(main.damage);
        // Together they stay below the limits.
        let mut rest = options.clone();
        for (kind, index) in &chosen.companions {
            match content(*index, &rest) {
                Ok(part) => {
                    if !Arc::ptr_eq(&part.backing, &self.backing) {
                        let spent = part.range.len() as u64;
                        rest.max_decompressed = rest.max_decompressed.saturating_sub(spent);
                        rest.max_memory = rest.max_memory.saturating_sub(spent);
                    }
                    self.damage.extend(part.damage);
                    self.companions.push(Companion {
                        kind: *kind,
                        name: name(*index).to_owned(),
                        backing: part.backing,
                        range: part.range,
                    });
                }
                Err(e) => self.damage.push(e.to_string()),
            }
        }
        (self.backing, self.range) = (main.backing, main.range);
        self.adopt(chosen);
        Ok(())
    }

    /// Goes on with the files of a dump, and is done; `layer` is what they came in, given the folder
    /// and the names of the other files.
    fn take_pairs(
        &mut self,
        chosen: &choose::Chosen,
        names: &[&str],
        files: KeyFiles,
        layer: impl FnOnce(String, Vec<String>) -> Layer,
    ) {
        let first = names.get(chosen.index).copied().unwrap_or_default();
        let folder = first.rsplit_once('/').map_or(".", |(folder, _)| folder);
        let paired: HashSet<usize> = chosen.key_files.iter().copied().collect();
        let others = names.iter().enumerate();
        let others = others.filter(|(index, _)| !paired.contains(index));
        let others = others.map(|(_, name)| (*name).to_owned()).collect();
        self.layers.push(layer(format!("{folder}/"), others));
        self.dump = Some(DumpForm::Dbctl);
        self.key_files = files;
        self.adopt(chosen);
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

/// A stretch of bytes, and what is wrong with it.
struct Part {
    backing: Arc<Backing>,
    range: Range<usize>,
    damage: Option<String>,
}

impl Part {
    /// What was made out of a file in an archive.
    fn made(made: Unpacked) -> Self {
        Self {
            range: 0..made.backing.bytes().len(),
            backing: Arc::new(made.backing),
            damage: made.damage,
        }
    }

    fn bytes(&self) -> &[u8] {
        self.backing
            .bytes()
            .get(self.range.clone())
            .unwrap_or_default()
    }

    /// A stretch of this one.
    fn part(&self, inner: Range<usize>) -> Self {
        let shift = |at: usize| self.range.start.saturating_add(at);
        Self {
            backing: Arc::clone(&self.backing),
            range: shift(inner.start)..shift(inner.end),
            damage: None,
        }
    }
}

/// Whether an archive of these files is a vcluster snapshot: nothing but keys, none of them a
/// database.
fn is_vcluster(entries: &[tar::Entry], bytes: &[u8]) -> bool {
    let foreign = |entry: &tar::Entry| {
        !entry.name.starts_with('/')
            || matches!(sniff::kind(entry.start(bytes)), Kind::Bbolt | Kind::Sqlite)
    };
    let key = |entry: &tar::Entry| dumped::is_key(&entry.name, entry.start(bytes));
    entries.iter().any(key) && !entries.iter().any(foreign)
}

/// Brings the files of a dump together, one behind the other; those that cannot be read say why.
fn pairs(
    indices: &[usize],
    names: &[&str],
    options: &OpenOptions,
    content: &mut dyn FnMut(usize, &OpenOptions) -> Result<Part>,
) -> Result<(Backing, KeyFiles)> {
    let mut spool = Spool::new(options, 0);
    let mut found = KeyFiles::default();
    for index in indices {
        let mut rest = options.clone();
        rest.max_decompressed = rest.max_decompressed.saturating_sub(spool.len());
        let start = usize::try_from(spool.len()).unwrap_or(usize::MAX);
        let fault = match content(*index, &rest) {
            Ok(part) => {
                spool.push(part.bytes())?;
                let lost = || "part of it cannot be read: the disk is broken there".to_owned();
                let lost = is_lost(part.bytes()).then(lost);
                part.damage.or(lost)
            }
            Err(e) if e.kind() == kf_base::ErrorKind::Limit => return Err(e),
            Err(e) => Some(e.message().to_owned()),
        };
        found.files.push(KeyFile {
            name: names.get(*index).copied().unwrap_or_default().to_owned(),
            range: start..usize::try_from(spool.len()).unwrap_or(usize::MAX),
            fault,
        });
    }
    Ok((spool.finish()?, found))
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
    Error::new(kf_base::ErrorKind::Internal, "a chosen file is not there")
}

/// Opens the file in the directory at `path` that holds the records, and those that belong to it.
pub(super) fn folder(
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
    if !chosen.key_files.is_empty() {
        let (backing, files) = pairs(&chosen.key_files, &names, options, &mut |i, options| {
            let item = items.get(i).ok_or_else(vanished)?;
            let (backing, _) = file(&item.path, options, &mut |_| {})?;
            Ok(Part {
                range: 0..backing.bytes().len(),
                backing: Arc::new(backing),
                damage: None,
            })
        })?;
        let layer = Layer::File {
            size: backing.bytes().len() as u64,
            mapped: false,
        };
        let mut source = Source::new(&path.to_string_lossy(), backing, layer, options);
        source.notes.extend(notes);
        let directory = |entry, others| Layer::Directory { entry, others };
        source.take_pairs(&chosen, &names, files, directory);
        source.layers.rotate_right(1);
        return Ok(source);
    }
    let item = items.get(chosen.index).ok_or_else(vanished)?;
    let source = match &chosen.lost {
        Some(_) => {
            let layer = Layer::File {
                size: 0,
                mapped: false,
            };
            let nothing = Backing::Memory(Memory::default());
            Source::new(&path.to_string_lossy(), nothing, layer, options)
        }
        None => {
            let (backing, layer) = file(&item.path, options, progress)
                .map_err(|e| e.in_file(item.path.to_string_lossy().into_owned()))?;
            let mut source = Source::new(&path.to_string_lossy(), backing, layer, options);
            source.place = item.path.to_string_lossy().into_owned();
            source.path = Some(item.path.clone());
            source
        }
    };
    let mut source = source;
    source.layers.insert(
        0,
        Layer::Directory {
            entry: chosen.lost.clone().unwrap_or_else(|| item.name.clone()),
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
    if !chosen.named {
        source.notes.extend(notes);
    }
    source.adopt(&chosen);
    Ok(source)
}
