//! Tar archives: which files are in them, and where.
//!
//! A file is used where it lies, without a copy. Only sparse ones are put together: in GNU's old
//! form (type `S`) and in version 1.0 of the form for pax headers, which GNU tar and bsdtar write
//! today (<https://www.gnu.org/software/tar/manual/html_node/PAX-1.html>). Names are words to
//! choose by and never paths; links are not followed.

use std::io::{self, Read};
use std::ops::Range;

use ::tar::{Archive, EntryType};
use hashbrown::HashMap;

use super::budget::Budget;
use super::packing::{self, Unpacked};
use super::sniff::{self, Kind};
use super::sparse;
use super::spool::{Piece, Spool};
use super::{KeyFile, OpenOptions, Progress};
use kf_base::{Error, Result, escape, limits};

/// Headers and content are padded to this many bytes.
pub(super) const BLOCK: usize = 512;

/// One file in an archive.
#[derive(Debug)]
pub(super) struct Entry {
    /// The name without `./` at its start, untrusted.
    pub(super) name: String,
    /// Where its header is.
    header: usize,
    /// Where its data is, as far as the archive reaches.
    data: Range<usize>,
    /// Bytes of data that the archive does not have.
    missing: u64,
    /// Whether an earlier entry has the same name; tar would overwrite that file with this one.
    pub(super) replaces: bool,
    /// Whether a later entry has the same name.
    replaced: bool,
    storage: Storage,
}

/// What stands behind the name of an entry that a later one replaces.
const REPLACED: &str = " (replaced)";

/// What was found of an archive.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Its files, in its order.
    pub(super) entries: Vec<Entry>,
    /// Whether its end is there.
    pub(super) ended: bool,
    /// Why there may be more files than these.
    pub(super) fault: Option<Error>,
}

/// How an entry's content is held.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Storage {
    Plain,
    /// GNU's type `S`.
    OldSparse,
    /// A map of the parts, then the parts; the whole size in bytes.
    PaxSparse(u64),
    /// An older form for pax headers.
    UnknownSparse,
    /// A link to this name.
    Link(String),
}

/// Where an entry's content is.
#[derive(Debug)]
pub(super) enum Content {
    /// In the archive itself.
    Plain(Range<usize>),
    /// Put together.
    Made(Unpacked),
}

/// The files in an archive, as far as it goes.
pub(super) fn entries(bytes: &[u8]) -> Listing {
    let mut listing = Listing::default();
    listing.fault = list(bytes, &mut listing).err();
    listing
}

fn list(bytes: &[u8], listing: &mut Listing) -> Result<()> {
    let mut archive = Archive::new(Budget::new(bytes, limits::MAX_TAR_HEADER_BYTES));
    let entries = &mut listing.entries;
    let mut known = HashMap::new();
    let mut end = 0;
    let whole = archive.entries_with_seek();
    for entry in whole.map_err(|e| explain(&e, end))? {
        let mut entry = entry.map_err(|e| explain(&e, end))?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let mut storage = match entry.header().entry_type() {
            EntryType::Regular | EntryType::Continuous => Storage::Plain,
            EntryType::GNUSparse => Storage::OldSparse,
            EntryType::Link | EntryType::Symlink => {
                let to = entry.link_name_bytes().unwrap_or_default();
                Storage::Link(String::from_utf8_lossy(&to).into_owned())
            }
            _ => continue,
        };
        let mut name = name;
        if let Some((real_name, real_storage)) = pax_sparse(&mut entry) {
            name = real_name.unwrap_or(name);
            storage = real_storage;
        }
        if storage == Storage::Plain && name.ends_with('/') {
            // A directory, as tar wrote them before there was a type for them.
            continue;
        }
        let size = entry.header().entry_size().unwrap_or(0);
        let size = match storage {
            // A pax header may override the size.
            Storage::Plain | Storage::PaxSparse(_) => entry.size(),
            Storage::Link(_) => 0,
            Storage::OldSparse | Storage::UnknownSparse => size,
        };
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
        let start = place(entry.raw_file_position());
        let stop = entry.raw_file_position().saturating_add(size);
        end = place(stop);
        let name = name.trim_start_matches("./").to_owned();
        let replaced = known.insert(name.clone(), entries.len());
        if let Some(replaced) = replaced.and_then(|index| entries.get_mut(index)) {
            replaced.name.push_str(REPLACED);
            replaced.replaced = true;
        }
        entries.push(Entry {
            name,
            header: place(entry.raw_header_position()),
            data: start..end,
            missing: stop.saturating_sub(end as u64),
            replaces: replaced.is_some(),
            replaced: false,
            storage,
        });
    }
    // One block of zeros is enough for GNU tar, which writes two and pads them.
    let end = end.next_multiple_of(BLOCK);
    let marker = bytes.get(end..end.saturating_add(BLOCK));
    // Where an old sparse file ends depends on how many headers it has.
    listing.ended = entries
        .last()
        .is_none_or(|e| e.storage == Storage::OldSparse)
        || marker.is_some_and(|block| block.iter().all(|b| *b == 0));
    Ok(())
}

/// The real name and storage of a sparse file that pax headers describe.
fn pax_sparse<R: Read>(entry: &mut ::tar::Entry<'_, R>) -> Option<(Option<String>, Storage)> {
    let extensions = entry.pax_extensions().ok()??;
    let (mut name, mut size, mut version, mut sparse) = (None, None, (None, None), false);
    for extension in extensions.flatten() {
        let value = String::from_utf8_lossy(extension.value_bytes()).into_owned();
        match extension.key_bytes() {
            b"GNU.sparse.name" => name = Some(value),
            b"GNU.sparse.realsize" => size = value.parse().ok(),
            b"GNU.sparse.major" => version.0 = Some(value),
            b"GNU.sparse.minor" => version.1 = Some(value),
            key if key.starts_with(b"GNU.sparse.") => {}
            _ => continue,
        }
        sparse = true;
    }
    let storage = match (version.0.as_deref(), version.1.as_deref(), size) {
        (Some("1"), Some("0"), Some(size)) => Storage::PaxSparse(size),
        _ => Storage::UnknownSparse,
    };
    sparse.then_some((name, storage))
}

impl Entry {
    /// The entry as a file of a dump: where its content lies, if it does so as it is.
    pub(super) fn key_file(&self) -> KeyFile {
        let name = match self.replaced {
            true => self.name.strip_suffix(REPLACED),
            false => None,
        };
        let name = name.unwrap_or(&self.name).to_owned();
        let fault = match &self.storage {
            _ if self.missing > 0 => Some(format!(
                "{} bytes of it lie past the end of the archive: it was cut short",
                self.missing
            )),
            // A name that was no text is another one now.
            _ if name.contains('\u{fffd}') => Some("its name is not UTF-8".to_owned()),
            Storage::Plain => None,
            _ => Some("it is no plain file in the archive".to_owned()),
        };
        KeyFile {
            name,
            range: self.data.clone(),
            fault,
        }
    }

    /// The first bytes of its data.
    pub(super) fn start<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        let data = bytes.get(self.data.clone()).unwrap_or_default();
        data.get(..BLOCK).unwrap_or(data)
    }

    /// What the entry's content is, from its first bytes. Compression is looked through.
    pub(super) fn kind(&self, bytes: &[u8]) -> Result<Kind> {
        let data = bytes.get(self.data.clone()).unwrap_or_default();
        Ok(match &self.storage {
            Storage::Plain => sniff::inner_kind(data.get(..sniff::PEEK).unwrap_or(data)),
            Storage::OldSparse => {
                let start = sparse::start(|push| sparse::old(bytes, self.header, push));
                sniff::inner_kind(&start)
            }
            Storage::PaxSparse(size) => {
                let start = sparse::start(|push| sparse::pax(data, *size, push));
                sniff::inner_kind(&start)
            }
            Storage::UnknownSparse => return Err(self.refuse_sparse()),
            // Not a candidate; asked for by name, it says why.
            Storage::Link(_) => sniff::kind(b"?"),
        })
    }

    /// Finds or makes the entry's content.
    pub(super) fn content(
        &self,
        bytes: &[u8],
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Content> {
        let name = escape::quoted(self.name.as_bytes());
        let data = bytes.get(self.data.clone()).unwrap_or_default();
        let mut fault = (self.missing > 0).then(|| {
            Error::corrupt(format!(
                "the file {name} in the tar archive ends {} bytes past the end of the archive",
                self.missing
            ))
            .hint("the file was cut short: compare its size with the original")
        });
        let mut spool = Spool::new(options, 0);
        let mut push = |piece: &Piece<'_>| {
            spool.add(piece)?;
            progress(Progress {
                done: spool.len(),
                total: None,
            });
            Ok(true)
        };
        let made = match &self.storage {
            Storage::Plain => {
                return match fault {
                    Some(error) if !options.salvage || data.is_empty() => Err(error),
                    Some(error) => Ok(Content::Made(Unpacked {
                        backing: {
                            spool.push(data)?;
                            spool.finish()?
                        },
                        damage: Some(error.message().to_owned()),
                    })),
                    None => Ok(Content::Plain(self.data.clone())),
                };
            }
            Storage::OldSparse => sparse::old(bytes, self.header, &mut push),
            Storage::PaxSparse(size) => sparse::pax(data, *size, &mut push),
            Storage::UnknownSparse => return Err(self.refuse_sparse()),
            Storage::Link(to) => {
                return Err(Error::unsupported(format!(
                    "the file {name} in the tar archive is a link to {}, which is not followed",
                    escape::quoted(to.as_bytes())
                ))
                .hint("name the file that it leads to with --entry NAME"));
            }
        };
        match made {
            Err(e) if e.is_corrupt() => {
                fault.get_or_insert(e);
            }
            other => other?,
        }
        packing::finish(spool, fault, options).map(Content::Made)
    }

    fn refuse_sparse(&self) -> Error {
        Error::unsupported(format!(
            "the file {} in the tar archive is sparse in an old form of pax headers",
            escape::quoted(self.name.as_bytes())
        ))
        .hint("extract the archive with tar and give kf the result")
    }
}

/// A tar library's error as ours. Its texts quote names of the archive, so they are escaped.
fn explain(error: &io::Error, at: usize) -> Error {
    if error.kind() == io::ErrorKind::QuotaExceeded {
        return Error::limit(format!(
            "the tar archive's headers are larger than {} bytes (MAX_TAR_HEADER_BYTES)",
            limits::MAX_TAR_HEADER_BYTES
        ));
    }
    Error::corrupt(format!(
        "the tar archive is damaged after byte {at}: {}",
        escape::text(&error.to_string())
    ))
    .hint("the file was cut short or changed: compare its size and checksum with the original")
}

/// Whether `start` begins with a tar header: its checksum holds, which is the sum of its bytes with
/// the checksum itself taken as blanks (POSIX pax, "ustar Interchange Format").
pub(super) fn is_header(start: &[u8]) -> bool {
    let Some(block) = start.first_chunk::<BLOCK>() else {
        return false;
    };
    let sum = |bytes: Option<&[u8]>| -> u64 {
        bytes
            .unwrap_or_default()
            .iter()
            .map(|b| u64::from(*b))
            .sum()
    };
    let computed = sum(block.get(..148)) + 8 * u64::from(b' ') + sum(block.get(156..));
    let said = block
        .get(148..156)
        .map(|field| field.trim_ascii_start())
        .and_then(|field| field.split(|b| matches!(b, b' ' | 0)).next())
        .and_then(|digits| str::from_utf8(digits).ok())
        .and_then(|digits| u64::from_str_radix(digits, 8).ok());
    block.first() != Some(&0) && said == Some(computed)
}
