//! The records before those of a file that has too many keys for memory: some keys at a time.

use std::fs::File;
use std::hash::BuildHasher as _;
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, Write as _};
use std::path::Path;

use foldhash::fast::RandomState;

use super::{Met, Newest};
use kf_base::error::{Error, Result};
use kf_base::private;
use kf_file::bbolt::Direction;
use kf_file::etcd::Store;

/// Bytes in which a record's place is kept.
const PLACE: usize = 22;

/// For each record the one of its key before it, in a file without a name for each part of the keys.
pub(in super::super) struct Parts {
    /// Of which keys go where.
    hashes: RandomState,
    files: Vec<BufReader<File>>,
}

impl Parts {
    /// Goes through the records up to a revision once for each part of their keys.
    ///
    /// # Errors
    /// Io when a file cannot be written.
    pub(in super::super) fn new(
        store: &Store<'_>,
        bound: i64,
        parts: usize,
        scratch: Option<&Path>,
    ) -> Result<Self> {
        let hashes = RandomState::default();
        let mut files = Vec::new();
        for part in 0..parts {
            let file = write(store, bound, scratch, |key| {
                place(&hashes, key, parts) == part
            });
            files.push(file.map_err(|e| failed(&e))?);
        }
        Ok(Self { hashes, files })
    }

    /// The record before the next one of a key. Asked for each record, in their order.
    ///
    /// # Errors
    /// Io when the file cannot be read.
    pub(super) fn next_of(&mut self, key: &[u8]) -> Result<Option<Newest>> {
        let part = place(&self.hashes, key, self.files.len());
        let Some(file) = self.files.get_mut(part) else {
            return Ok(None);
        };
        let mut bytes = [0; PLACE];
        file.read_exact(&mut bytes).map_err(|e| failed(&e))?;
        Ok(read(&bytes))
    }
}

fn place(hashes: &RandomState, key: &[u8], parts: usize) -> usize {
    let hash = usize::try_from(hashes.hash_one(key) >> 32).unwrap_or(0);
    hash.checked_rem(parts).unwrap_or(0)
}

fn write(
    store: &Store<'_>,
    bound: i64,
    scratch: Option<&Path>,
    is_of_part: impl Fn(&[u8]) -> bool,
) -> io::Result<BufReader<File>> {
    let mut file = BufWriter::new(private::unnamed_file(scratch)?);
    let mut met = Met::default();
    for record in store.records(Direction::Forward) {
        match record {
            Ok(record) if record.revision.main > bound || !is_of_part(record.key) => {}
            Ok(record) => file.write_all(&bytes(met.put(&record)))?,
            Err(e) => {
                if let Some(key) = &e.location().key {
                    met.lose(key);
                }
            }
        }
    }
    let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.rewind()?;
    Ok(BufReader::new(file))
}

fn bytes(newest: Option<Newest>) -> [u8; PLACE] {
    let mut bytes = [0; PLACE];
    if let Some(newest) = newest {
        let state = 1 | u8::from(newest.tombstone) << 1 | u8::from(newest.lost) << 2;
        let fields = [state].into_iter().chain(newest.main.to_le_bytes());
        let fields = fields.chain(newest.page.to_le_bytes());
        for (to, from) in bytes.iter_mut().zip(fields.chain(newest.sub.to_le_bytes())) {
            *to = from;
        }
    }
    bytes
}

fn read(bytes: &[u8; PLACE]) -> Option<Newest> {
    let (state, rest) = bytes.split_first()?;
    let (main, rest) = rest.split_first_chunk()?;
    let (page, rest) = rest.split_first_chunk()?;
    let sub = rest.first_chunk()?;
    (state & 1 != 0).then(|| Newest {
        main: i64::from_le_bytes(*main),
        page: u64::from_le_bytes(*page),
        sub: u32::from_le_bytes(*sub),
        tombstone: state & 2 != 0,
        lost: state & 4 != 0,
    })
}

#[cold]
fn failed(error: &io::Error) -> Error {
    Error::io("the directory for temporary files", error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_were_written() {
        for (tombstone, lost) in [(false, false), (true, false), (false, true), (true, true)] {
            let newest = Newest {
                main: i64::MAX - 1,
                page: u64::MAX - 2,
                sub: u32::MAX - 3,
                tombstone,
                lost,
            };
            assert_eq!(read(&bytes(Some(newest))), Some(newest));
        }
        assert_eq!(read(&bytes(None)), None);
    }
}
