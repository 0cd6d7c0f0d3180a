//! Compressed files: one stream with nothing but the content in it.

use std::io::{self, Read};

use flate2::bufread::{GzDecoder, ZlibDecoder};

use super::spool::{Backing, CHUNK, Spool};
use super::{OpenOptions, Packing, Progress, gzip, lzw, sniff, zstd};
use kf_base::{Error, Result};

/// What came out of a compressed file.
#[derive(Debug)]
pub(super) struct Unpacked {
    /// The decompressed bytes.
    pub(super) backing: Backing,
    /// What is wrong with the file although its content could be read.
    pub(super) damage: Option<String>,
}

/// Decompresses all of `bytes`.
pub(super) fn unpack(
    packing: Packing,
    bytes: &[u8],
    options: &OpenOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<Unpacked> {
    let mut spool = Spool::new(options, bytes.len() as u64);
    let pump = Pump {
        form: packing.name(),
        total: bytes.len(),
    };
    let fault = match packing {
        Packing::Gzip => return gzip::unpack(bytes, options, progress),
        Packing::Zstd => {
            let mut reader = zstd::Reader::new(bytes);
            let fault = pump.run(&mut reader, zstd::Reader::position, &mut spool, progress)?;
            if fault.is_none() {
                return Ok(Unpacked {
                    backing: spool.finish()?,
                    damage: reader.ignored().map(|len| ignored("zstd", len)),
                });
            }
            fault
        }
        Packing::Zlib => {
            let mut reader = ZlibDecoder::new(bytes);
            let position = |r: &ZlibDecoder<&[u8]>| bytes.len().saturating_sub(r.get_ref().len());
            let fault = pump.run(&mut reader, position, &mut spool, progress)?;
            let rest = reader.into_inner();
            if fault.is_none() && rest.iter().any(|b| *b != 0) {
                return Ok(Unpacked {
                    backing: spool.finish()?,
                    damage: Some(ignored("zlib", rest.len())),
                });
            }
            fault
        }
        Packing::Compress => match lzw::Decoder::compress(bytes) {
            Ok(mut reader) => {
                pump.run(&mut reader, lzw::Decoder::position, &mut spool, progress)?
            }
            Err(e) => Some(explain(packing.name(), &e, 0)),
        },
        Packing::GoLzw => {
            let mut reader = lzw::Decoder::go(bytes);
            pump.run(&mut reader, lzw::Decoder::position, &mut spool, progress)?
        }
    };
    finish(spool, fault, options)
}

/// What to say of bytes after the end of the data.
pub(super) fn ignored(form: &str, len: usize) -> String {
    format!("{len} bytes after the end of the {form} data are ignored")
}

/// The content as far as it goes: a fault is an error, unless the content is to be salvaged and
/// there is some.
pub(super) fn finish(
    spool: Spool,
    fault: Option<Error>,
    options: &OpenOptions,
) -> Result<Unpacked> {
    match fault {
        Some(error) if spool.len() == 0 => Err(error),
        Some(error) if !options.salvage => {
            let hint = error.hint_text().unwrap_or_default();
            let hint = format!("{hint}; --salvage reads what comes before");
            Err(error.hint(hint))
        }
        fault => Ok(Unpacked {
            backing: spool.finish()?,
            damage: fault.map(|e| e.message().to_owned()),
        }),
    }
}

/// Moves what a decoder yields into a spool.
pub(super) struct Pump {
    /// The compression's name, for messages.
    pub(super) form: &'static str,
    /// Bytes of compressed data.
    pub(super) total: usize,
}

impl Pump {
    /// Reads to the end; `Some` is what is wrong with the data, `Err` what is wrong with the spool.
    pub(super) fn run<R: Read>(
        &self,
        reader: &mut R,
        position: impl Fn(&R) -> usize,
        spool: &mut Spool,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Option<Error>> {
        let mut buffer = vec![0; CHUNK];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return Ok(None),
                Ok(n) => spool.push(buffer.get(..n).unwrap_or(&buffer))?,
                Err(e) => return Ok(Some(explain(self.form, &e, spool.len()))),
            }
            progress(Progress {
                done: position(reader) as u64,
                total: Some(self.total as u64),
            });
        }
    }
}

/// The first `len` decompressed bytes, fewer if the content is shorter or damaged.
pub(super) fn peek(packing: Packing, bytes: &[u8], len: usize) -> Vec<u8> {
    match packing {
        Packing::Gzip => sniff::read_start(GzDecoder::new(bytes), len),
        Packing::Zlib => sniff::read_start(ZlibDecoder::new(bytes), len),
        Packing::Zstd => sniff::read_start(zstd::Reader::new(bytes), len),
        Packing::Compress => match lzw::Decoder::compress(bytes) {
            Ok(reader) => sniff::read_start(reader, len),
            Err(_) => Vec::new(),
        },
        Packing::GoLzw => sniff::read_start(lzw::Decoder::go(bytes), len),
    }
}

/// The error for compressed data that does not decode after `done` bytes of output.
pub(super) fn explain(form: &str, error: &io::Error, done: u64) -> Error {
    if error.kind() == io::ErrorKind::Unsupported {
        return Error::unsupported(format!("the {form} data cannot be read: {error}"))
            .hint("decompress it by hand and give kf the result");
    }
    let (what, hint) = if error.kind() == io::ErrorKind::UnexpectedEof {
        (
            format!("the {form} data ends too early, after {done} bytes of content"),
            "the file was cut short: compare its size with the original",
        )
    } else {
        (
            format!("the {form} data is damaged after {done} bytes of content: {error}"),
            "compare the file's checksum with the original",
        )
    };
    Error::corrupt(what).hint(hint)
}
