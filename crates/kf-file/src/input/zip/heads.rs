//! Heads before the files of a zip archive, which tell of them when its directory is lost.

use super::Entry;
use crate::input::Method;
use kf_base::limits;

/// The files in an archive whose directory is lost, by the heads before their data (specification,
/// 4.3.7), as far as those go on, and whether files may lie behind the last.
///
/// A streaming writer tells no size there. Deflated data has an end of its own, so such a file has all
/// that follows, and what lies behind its data is not looked for: that would be to decompress it all.
pub(super) fn entries(bytes: &[u8]) -> (Vec<Entry>, bool) {
    let mut entries = Vec::new();
    let mut at = 0_usize;
    let mut names = 0_u64;
    while let Some(head) = Head::at(bytes, at) {
        names += (head.data - at) as u64;
        if names > limits::MAX_ZIP_DIRECTORY_BYTES {
            return (entries, true);
        }
        let len = head.packed.and_then(|len| usize::try_from(len).ok());
        let end = len.and_then(|len| head.data.checked_add(len));
        let whole = end.filter(|end| *end <= bytes.len());
        if !head.name.ends_with(b"/") {
            entries.push(Entry {
                name: String::from_utf8_lossy(head.name).into_owned(),
                method: head.method,
                size: head.size,
                data: Ok(head.data..whole.unwrap_or(bytes.len())),
                crc: head.packed.map(|_| head.crc),
                encrypted: head.encrypted,
            });
        }
        match whole {
            Some(end) => at = end,
            None => return (entries, end.is_none()),
        }
    }
    (entries, true)
}

/// The head before a file's data.
struct Head<'a> {
    name: &'a [u8],
    method: Method,
    /// Length of the data; `None` where it stands behind the data.
    packed: Option<u64>,
    size: u64,
    crc: u32,
    encrypted: bool,
    /// Where the data begins.
    data: usize,
}

impl<'a> Head<'a> {
    fn at(bytes: &'a [u8], at: usize) -> Option<Self> {
        let fixed: &[u8; 30] = bytes.get(at..)?.first_chunk()?;
        let [
            b'P',
            b'K',
            3,
            4,
            _,
            _,
            flags,
            _,
            method_low,
            method_high,
            _,
            _,
            _,
            _,
            sum @ ..,
            name_low,
            name_high,
            extra_low,
            extra_high,
        ] = fixed
        else {
            return None;
        };
        let name_len = usize::from(u16::from_le_bytes([*name_low, *name_high]));
        let extra_len = usize::from(u16::from_le_bytes([*extra_low, *extra_high]));
        let name = bytes.get(at + 30..at + 30 + name_len)?;
        let data = at + 30 + name_len + extra_len;
        let extra = bytes.get(data - extra_len..data)?;
        let word = |from: usize| {
            let word = sum.get(from..).and_then(<[u8]>::first_chunk);
            word.map_or(0, |word| u32::from_le_bytes(*word))
        };
        let (crc, packed, size) = (word(0), u64::from(word(4)), u64::from(word(8)));
        let is_long = |size: u64| size == u64::from(u32::MAX);
        let (packed, size) = match long_sizes(extra) {
            Some((size, packed)) if is_long(word(8).into()) => (packed, size),
            _ => (packed, size),
        };
        let streamed = flags & 8 != 0;
        Some(Self {
            name,
            method: match u16::from_le_bytes([*method_low, *method_high]) {
                0 => Method::Stored,
                8 => Method::Deflated,
                n => Method::Other(n),
            },
            packed: (!streamed && !is_long(packed)).then_some(packed),
            size: if streamed { 0 } else { size },
            crc,
            encrypted: flags & 1 != 0,
            data,
        })
    }
}

/// Size and packed size of a file of 4 GiB and more (specification, 4.5.3).
fn long_sizes(mut extra: &[u8]) -> Option<(u64, u64)> {
    loop {
        let ([id_low, id_high, len_low, len_high], rest) = extra.split_first_chunk()?;
        let (field, behind) =
            rest.split_at_checked(u16::from_le_bytes([*len_low, *len_high]).into())?;
        if [*id_low, *id_high] == [1, 0] {
            let (size, packed) = field.split_first_chunk()?;
            return Some((
                u64::from_le_bytes(*size),
                u64::from_le_bytes(*packed.first_chunk()?),
            ));
        }
        extra = behind;
    }
}
