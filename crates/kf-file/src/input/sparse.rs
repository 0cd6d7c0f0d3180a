//! Sparse files in tar archives: a map of the parts that are there, and the parts. What lies between
//! them is zeros, of which a kilobyte of archive can claim any number, so they are passed on as holes.

use ::tar::{GnuExtSparseHeader, GnuSparseHeader, Header};

use super::sniff;
use super::spool::{CHUNK, Piece};
use super::tar::BLOCK;
use kf_base::{Error, Result};

/// Takes a piece, and says whether to go on.
type Push<'p> = dyn FnMut(&Piece<'_>) -> Result<bool> + 'p;

/// The first bytes of the content that `make` pushes.
pub(super) fn start(make: impl FnOnce(&mut Push<'_>) -> Result<()>) -> Vec<u8> {
    let mut start = Vec::new();
    let _ = make(&mut |piece| {
        match piece {
            Piece::Data(chunk) => start.extend_from_slice(chunk),
            Piece::Hole(count) => {
                let count = usize::try_from(*count).unwrap_or(usize::MAX);
                start.resize(start.len().saturating_add(count.min(sniff::PEEK)), 0);
            }
        }
        Ok(start.len() < sniff::PEEK)
    });
    start.truncate(sniff::PEEK);
    start
}

/// The content of a sparse file of GNU's old form, whose header is at a place of the archive: four
/// parts in the header, 21 in each block that follows it, until one says that it is the last.
pub(super) fn old(archive: &[u8], header: usize, push: &mut Push<'_>) -> Result<()> {
    let block = |at: usize| -> Result<&[u8; BLOCK]> {
        let block = archive.get(at..).and_then(|rest| rest.first_chunk());
        block.ok_or_else(|| bad("it is cut off"))
    };
    let mut first = Header::new_gnu();
    first.as_mut_bytes().copy_from_slice(block(header)?);
    let number = |_| bad("a number is none");
    let packed = first.entry_size().map_err(number)?;
    let gnu = first.as_gnu().ok_or_else(|| bad("it is not GNU's"))?;
    let size = gnu.real_size().map_err(number)?;
    let mut parts = Vec::new();
    let mut take = |all: &[GnuSparseHeader]| -> Result<()> {
        for part in all.iter().filter(|part| !part.is_empty()) {
            let place = part.offset().and_then(|at| Ok((at, part.length()?)));
            parts.push(place.map_err(number)?);
        }
        Ok(())
    };
    take(&gnu.sparse)?;
    let mut at = header.saturating_add(BLOCK);
    let mut more = gnu.is_extended();
    while more {
        let mut next = GnuExtSparseHeader::new();
        next.as_mut_bytes().copy_from_slice(block(at)?);
        take(next.sparse())?;
        at = at.saturating_add(BLOCK);
        more = next.is_extended();
    }
    // Parts of no length say where the file ends.
    let content = archive.get(at..).unwrap_or_default();
    let packed = usize::try_from(packed).unwrap_or(usize::MAX);
    let content = content.get(..packed.min(content.len())).unwrap_or_default();
    put(&parts, content, size, push)
}

/// The content of a sparse file of `size` bytes, whose `data` begins with a map: a number of parts,
/// then offset and length of each, in decimal with line feeds, padded to a block.
pub(super) fn pax(data: &[u8], size: u64, push: &mut Push<'_>) -> Result<()> {
    let mut rest = data;
    let mut number = || -> Result<u64> {
        let line = rest.iter().take(21).position(|b| *b == b'\n');
        let (line, after) = line
            .and_then(|at| rest.split_at_checked(at))
            .ok_or_else(|| bad("a number is not there"))?;
        rest = after.get(1..).unwrap_or_default();
        str::from_utf8(line)
            .ok()
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| bad("a number is none"))
    };
    let count = number()?;
    let mut parts = Vec::new();
    for _ in 0..count {
        // Each part takes four bytes of the data, so its length bounds this.
        parts.push((number()?, number()?));
    }
    let map = data.len().saturating_sub(rest.len());
    let content = data.get(map.next_multiple_of(BLOCK)..);
    put(&parts, content.unwrap_or_default(), size, push)
}

/// The pieces of a file whose `parts` (offset and length) lie in `content` one after the other.
fn put(parts: &[(u64, u64)], content: &[u8], size: u64, push: &mut Push<'_>) -> Result<()> {
    let mut content = content;
    let mut at = 0u64;
    for &(offset, len) in parts {
        let end = offset.checked_add(len);
        if offset < at || end.is_none_or(|end| end > size) {
            return Err(bad("its parts are out of order"));
        }
        if !hole(offset.saturating_sub(at), push)? {
            return Ok(());
        }
        let part = usize::try_from(len)
            .ok()
            .and_then(|len| content.split_at_checked(len));
        let (part, after) = part.ok_or_else(|| bad("it names more data than there is"))?;
        for chunk in part.chunks(CHUNK) {
            if !push(&Piece::Data(chunk))? {
                return Ok(());
            }
        }
        content = after;
        at = end.unwrap_or(size);
    }
    hole(size.saturating_sub(at), push).map(|_| ())
}

fn hole(count: u64, push: &mut Push<'_>) -> Result<bool> {
    if count == 0 {
        return Ok(true);
    }
    push(&Piece::Hole(count))
}

fn bad(why: &str) -> Error {
    Error::corrupt(format!(
        "the map of a sparse file in the tar archive is damaged: {why}"
    ))
}
