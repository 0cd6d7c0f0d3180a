//! Zip archives: finds the one snapshot inside.
//!
//! Archives come from RKE (`backup/NAME` and sometimes the cluster's `.rkestate` beside it), from
//! k3s and RKE2 (one entry named like the snapshot, written by a streaming writer, so that its
//! sizes stand in a data descriptor) and from people's hands. Only the central directory is
//! believed about what is inside, and only as far as the file reaches; names say nothing about
//! what an entry is. Where it was cut off and what is left is to be salvaged, the heads before the
//! files take its place.
//!
//! A stored entry is used where it lies, without a copy and without a pass over it for its CRC:
//! the snapshot's own digest covers more.

mod heads;

use std::io::{self, Read};
use std::ops::Range;

use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::budget::Budget;
use super::packing::{Pump, Unpacked};
use super::sniff::{self, Kind};
use super::spool::Spool;
use super::{Method, OpenOptions, Progress, packing};
use kf_base::{Error, Result, escape, limits};

/// One file in an archive.
#[derive(Debug)]
pub(super) struct Entry {
    /// The name, untrusted.
    pub(super) name: String,
    /// How its content is held.
    pub(super) method: Method,
    /// The content's size in bytes, as the directory claims.
    pub(super) size: u64,
    /// Where its data lies in the archive; the reason if that cannot be told.
    data: std::result::Result<Range<usize>, String>,
    /// CRC-32 of the content, if something tells its size and sum.
    crc: Option<u32>,
    encrypted: bool,
}

/// The files in an archive, and what is wrong with it. Those of a damaged directory are an error, or found
/// by their heads if the archive is to be salvaged.
pub(super) fn entries(bytes: &[u8], salvage: bool) -> Result<(Vec<Entry>, Option<String>)> {
    match listed(bytes) {
        Err(lost) if lost.is_corrupt() && salvage => {
            let (entries, more) = heads::entries(bytes);
            if entries.is_empty() {
                return Err(lost);
            }
            let more = match more {
                true => ", and files behind them may be missing",
                false => "",
            };
            let lost = lost.message();
            let damage = format!("{lost}: files are found by the heads before them{more}");
            Ok((entries, Some(damage)))
        }
        listed => Ok((listed?, None)),
    }
}

/// The files in an archive, in the order of its directory.
fn listed(bytes: &[u8]) -> Result<Vec<Entry>> {
    if is_part(bytes) {
        return Err(
            Error::unsupported("this is one part of a split zip archive").hint(sniff::JOIN),
        );
    }
    let config = zip::read::Config {
        archive_offset: zip::read::ArchiveOffset::Known(0),
    };
    let mut archive =
        ZipArchive::with_config(config, Budget::new(bytes, limits::MAX_ZIP_DIRECTORY_BYTES))
            .map_err(|e| explain(&e))?;
    if archive.has_duplicate_names() {
        return Err(Error::corrupt(
            "the zip archive lists the same name more than once",
        ));
    }
    let mut entries = Vec::new();
    for index in 0..archive.len() {
        let named = archive.name_for_index(index);
        let named = named.and_then(|name| Some(name.ok()?.into_owned()));
        let entry = match archive.by_index_data(index) {
            Ok(entry) => entry,
            Err(e) => {
                entries.push(Entry::unreadable(named.as_deref(), explain(&e).message()));
                continue;
            }
        };
        if entry.is_dir() {
            continue;
        }
        let name = entry.name().map_or_else(
            |_| String::from_utf8_lossy(entry.name_raw()).into_owned(),
            std::borrow::Cow::into_owned,
        );
        let encrypted = entry.encrypted();
        let method = match entry.compression() {
            CompressionMethod::Stored => Method::Stored,
            #[expect(deprecated, reason = "the number is what the message needs")]
            other => match other.to_u16() {
                8 => Method::Deflated,
                n => Method::Other(n),
            },
        };
        let (size, crc, packed) = (entry.size(), Some(entry.crc32()), entry.compressed_size());
        let data = match archive.by_index_raw(index) {
            Ok(raw) => locate(bytes, raw.data_start(), packed),
            Err(e) => Err(explain(&e).message().to_owned()),
        };
        entries.push(Entry {
            name,
            method,
            size,
            data,
            crc,
            encrypted,
        });
    }
    Ok(entries)
}

/// Whether these are not all parts of an archive: the first begins with the mark of a split one, the
/// last counts the others (specification, 8.5.3 and 4.3.16).
fn is_part(bytes: &[u8]) -> bool {
    const END: &[u8] = b"PK\x05\x06";
    /// An end without its comment, and the longest comment.
    const LONGEST: usize = 22 + 65535;
    let tail = bytes
        .get(bytes.len().saturating_sub(LONGEST)..)
        .unwrap_or(bytes);
    let end = tail.windows(END.len()).rposition(|window| window == END);
    match end.and_then(|at| tail.get(at..)) {
        // The number of this part, from 0; all ones where a larger field has it.
        Some([_, _, _, _, low, high, ..]) => {
            !matches!(u16::from_le_bytes([*low, *high]), 0 | 0xffff)
        }
        _ => bytes.starts_with(b"PK\x07\x08PK\x03\x04"),
    }
}

/// Where an entry's data lies, if the archive reaches that far.
fn locate(bytes: &[u8], start: Option<u64>, len: u64) -> std::result::Result<Range<usize>, String> {
    let end = start.and_then(|start| start.checked_add(len));
    match (start, end) {
        (Some(start), Some(end)) if end <= bytes.len() as u64 => {
            match (usize::try_from(start), usize::try_from(end)) {
                (Ok(start), Ok(end)) => Ok(start..end),
                _ => Err("its data lies beyond what this machine can address".to_owned()),
            }
        }
        _ => Err(format!(
            "its data ends past the end of the archive at byte {}",
            bytes.len()
        )),
    }
}

/// Where an entry's content is.
#[derive(Debug)]
pub(super) enum Content {
    /// In the archive itself.
    Stored(Range<usize>),
    /// Decompressed.
    Inflated(Unpacked),
}

impl Entry {
    /// What is in the directory and cannot be found in the archive.
    fn unreadable(name: Option<&str>, why: &str) -> Self {
        Self {
            name: name.unwrap_or_default().to_owned(),
            method: Method::Stored,
            size: 0,
            data: Err(why.to_owned()),
            crc: None,
            encrypted: false,
        }
    }

    /// Bytes of the entry's data in the archive.
    pub(super) fn packed_size(&self) -> u64 {
        self.data.as_ref().map_or(0, |range| range.len() as u64)
    }

    /// The entry's data, still compressed.
    fn data<'a>(&self, bytes: &'a [u8]) -> Result<(Range<usize>, &'a [u8])> {
        let unreadable = |why: &str| {
            Error::corrupt(format!(
                "the file {} in the zip archive cannot be read: {why}",
                escape::quoted(self.name.as_bytes())
            ))
        };
        let range = self.data.clone().map_err(|why| unreadable(&why))?;
        let data = bytes
            .get(range.clone())
            .ok_or_else(|| unreadable("its data ends past the end of the archive"))?;
        Ok((range, data))
    }

    /// What the entry's content is, from its first bytes. Compression is looked through.
    pub(super) fn kind(&self, bytes: &[u8]) -> Result<Kind> {
        if self.encrypted {
            return Err(self.refuse_encrypted());
        }
        let (_, data) = self.data(bytes)?;
        let start = match self.method {
            Method::Stored => data.get(..sniff::PEEK).unwrap_or(data).to_vec(),
            Method::Deflated => sniff::read_start(DeflateDecoder::new(data), sniff::PEEK),
            Method::Other(_) => return Err(self.refuse_method()),
        };
        if start.is_empty() && self.size > 0 {
            return Err(Error::corrupt(format!(
                "the file {} in the zip archive cannot be read: its data is damaged at its start",
                escape::quoted(self.name.as_bytes())
            )));
        }
        Ok(sniff::inner_kind(&start))
    }

    /// Finds or makes the entry's content.
    pub(super) fn content(
        &self,
        bytes: &[u8],
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Content> {
        if self.encrypted {
            return Err(self.refuse_encrypted());
        }
        let (range, data) = self.data(bytes)?;
        match self.method {
            Method::Stored => Ok(Content::Stored(range)),
            Method::Deflated => self.inflate(data, options, progress),
            Method::Other(_) => Err(self.refuse_method()),
        }
    }

    fn inflate(
        &self,
        data: &[u8],
        options: &OpenOptions,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Content> {
        let mut spool = Spool::new(options, self.size);
        let pump = Pump {
            form: "deflate",
            total: data.len(),
        };
        let mut reader = Summed {
            decoder: DeflateDecoder::new(data),
            crc: Crc::new(),
        };
        let position = |r: &Summed<'_>| usize::try_from(r.decoder.total_in()).unwrap_or(usize::MAX);
        let fault = pump.run(&mut reader, position, &mut spool, progress)?;
        let fault = fault.or_else(|| self.mismatch(spool.len(), reader.crc.sum()));
        packing::finish(spool, fault, options).map(Content::Inflated)
    }

    /// What the directory says against the decompressed content.
    fn mismatch(&self, size: u64, crc: u32) -> Option<Error> {
        let told = self.crc?;
        let what = if size != self.size {
            format!(
                "the file in the zip archive has {size} bytes where the directory says {}",
                self.size
            )
        } else if crc != told {
            format!(
                "the file in the zip archive has the CRC-32 {crc:08x} where the directory says \
                 {told:08x}"
            )
        } else {
            return None;
        };
        Some(Error::corrupt(what).hint("compare the archive's checksum with the original"))
    }

    fn refuse_encrypted(&self) -> Error {
        Error::unsupported(format!(
            "the file {} in the zip archive is encrypted with a password",
            escape::quoted(self.name.as_bytes())
        ))
        .hint("unpack it by hand and give kf the result")
    }

    fn refuse_method(&self) -> Error {
        Error::unsupported(format!(
            "the file {} in the zip archive is compressed with {}; kf reads stored and deflate",
            escape::quoted(self.name.as_bytes()),
            self.method
        ))
        .hint("unpack it by hand and give kf the result")
    }
}

/// Deflated data with the sum of its content.
struct Summed<'a> {
    decoder: DeflateDecoder<&'a [u8]>,
    crc: Crc,
}

impl Read for Summed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.decoder.read(buffer)?;
        self.crc.update(buffer.get(..n).unwrap_or_default());
        Ok(n)
    }
}

/// A zip library's error as ours.
fn explain(error: &ZipError) -> Error {
    match error {
        ZipError::Io(e) if e.kind() == io::ErrorKind::QuotaExceeded => Error::limit(format!(
            "the zip archive's directory is larger than {} bytes (MAX_ZIP_DIRECTORY_BYTES)",
            limits::MAX_ZIP_DIRECTORY_BYTES
        )),
        // The library's texts quote no bytes of the archive.
        ZipError::UnsupportedArchive(why) => {
            Error::unsupported(format!("the zip archive cannot be read: {why}"))
        }
        other => Error::corrupt(format!("the zip archive's directory is damaged: {other}")).hint(
            "a zip archive's directory is at its end: the file may have been cut short; --salvage \
                 reads what comes before",
        ),
    }
}
