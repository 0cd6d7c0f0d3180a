//! gzip (RFC 1952): one member after the other, bounded.

use std::io::{self, Read};

use flate2::bufread::GzDecoder;

use super::spool::{Backing, CHUNK, Spool};
use super::{OpenOptions, Progress};
use crate::{Error, Result, limits};

/// What came out of a gzip file.
#[derive(Debug)]
pub(super) struct Unpacked {
    /// The decompressed bytes.
    pub(super) backing: Backing,
    /// What is wrong with the file although its content could be read.
    pub(super) damage: Option<String>,
}

/// Decompresses all members of `bytes`.
///
/// Zeros after the last member are padding; anything else there is reported and ignored, as
/// `gzip -d` does.
pub(super) fn unpack(
    bytes: &[u8],
    options: &OpenOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<Unpacked> {
    // The last four bytes are the size of the last member modulo 2^32: a good guess of the whole.
    let expected = bytes.last_chunk().map_or(0, |b| u32::from_le_bytes(*b));
    let mut spool = Spool::new(options, u64::from(expected));
    let mut buffer = vec![0; CHUNK];
    let mut rest = bytes;
    let mut damage = None;
    for member in 0..=limits::MAX_GZIP_MEMBERS {
        if member == limits::MAX_GZIP_MEMBERS {
            return Err(Error::limit(format!(
                "the gzip file has more than {member} members (MAX_GZIP_MEMBERS)"
            )));
        }
        if member > 0 && !is_gzip(rest) {
            if rest.iter().any(|b| *b != 0) {
                damage = Some(format!(
                    "{} bytes after the end of the gzip data are ignored",
                    rest.len()
                ));
            }
            break;
        }
        let mut decoder = GzDecoder::new(rest);
        loop {
            match decoder.read(&mut buffer) {
                Ok(0) => break,
                Ok(n) => spool.push(buffer.get(..n).unwrap_or(&buffer))?,
                Err(e) => {
                    let e = explain("gzip", &e, spool.len());
                    if !options.salvage || spool.len() == 0 {
                        return Err(e);
                    }
                    return Ok(Unpacked {
                        backing: spool.finish()?,
                        damage: Some(e.message().to_owned()),
                    });
                }
            }
            progress(Progress {
                done: (bytes.len().saturating_sub(decoder.get_ref().len())) as u64,
                total: Some(bytes.len() as u64),
            });
        }
        rest = decoder.into_inner();
    }
    Ok(Unpacked {
        backing: spool.finish()?,
        damage,
    })
}

/// The first `len` decompressed bytes, fewer if the content is shorter or damaged.
pub(super) fn peek(bytes: &[u8], len: usize) -> Vec<u8> {
    super::sniff::read_start(GzDecoder::new(bytes), len)
}

/// Whether `bytes` begin like a gzip member.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// The error for compressed data that does not decode after `done` bytes of output.
pub(super) fn explain(form: &str, error: &io::Error, done: u64) -> Error {
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
