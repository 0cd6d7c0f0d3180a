//! gzip (RFC 1952): one member after the other, bounded.

use flate2::bufread::GzDecoder;

use super::packing::{self, Pump, Unpacked};
use super::spool::Spool;
use super::{OpenOptions, Progress};
use kf_base::{Error, Result, limits};

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
        let position = |d: &GzDecoder<&[u8]>| bytes.len().saturating_sub(d.get_ref().len());
        let pump = Pump {
            form: "gzip",
            total: bytes.len(),
        };
        if let Some(fault) = pump.run(&mut decoder, position, &mut spool, progress)? {
            return packing::finish(spool, Some(fault), options);
        }
        rest = decoder.into_inner();
    }
    Ok(Unpacked {
        backing: spool.finish()?,
        damage,
    })
}

/// Whether `bytes` begin like a gzip member.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}
