//! Records of bytes beyond what memory is given for them: in a file without a name, sorted or in the order in
//! which they came.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::Path;

use kf_base::error::{Error, Result};
use kf_base::private;

/// Bytes of a stretch that are read at a time.
const READ_BYTES: usize = 64 << 10;

/// Bytes of a record's length before it.
const LENGTH: usize = size_of::<u32>();

/// Bytes by which records are told apart without a look at them.
const HEAD: usize = size_of::<u128>();

/// Records in the making, which are then read any number of times.
pub(super) struct Pile<'p> {
    /// Where the file is made; by default among the system's.
    scratch: Option<&'p Path>,
    order: Order,
    /// Bytes that are held at most, but for one record.
    limit: usize,
    /// Lengths and records that are held.
    held: Vec<u8>,
    /// The first bytes of those that are held, and where each begins.
    places: Vec<(u128, usize)>,
    file: Option<File>,
    /// What of the file is in order.
    runs: Vec<Range<u64>>,
    written: u64,
    count: u64,
}

/// How records are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// By their bytes.
    Sorted,
    /// As they came.
    Kept,
}

impl<'p> Pile<'p> {
    /// Of no records, of which so many bytes are held in memory, and others in a directory.
    pub(super) fn new(order: Order, limit: usize, scratch: Option<&'p Path>) -> Self {
        Self {
            scratch,
            order,
            limit,
            held: Vec::new(),
            places: Vec::new(),
            file: None,
            runs: Vec::new(),
            written: 0,
            count: 0,
        }
    }

    /// How many records there are.
    pub(super) fn len(&self) -> u64 {
        self.count
    }

    /// Adds a record.
    ///
    /// # Errors
    /// Io when the file cannot be written, Limit for a record of 4 GiB.
    pub(super) fn push(&mut self, record: &[u8]) -> Result<()> {
        let length = u32::try_from(record.len())
            .map_err(|_| Error::limit("a record to be sorted has 4 GiB"))?;
        let held = self.held.len() + size_of_val(self.places.as_slice());
        if held.saturating_add(record.len()) > self.limit && !self.held.is_empty() {
            self.write().map_err(|e| self.failed(&e))?;
        }
        if self.order == Order::Sorted {
            self.places.push((head(record), self.held.len()));
        }
        self.held.extend_from_slice(&length.to_le_bytes());
        self.held.extend_from_slice(record);
        self.count += 1;
        Ok(())
    }

    /// Puts what is held in the file.
    fn write(&mut self) -> io::Result<()> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => private::unnamed_file(self.scratch)?,
        };
        file.seek(SeekFrom::End(0))?;
        let start = self.written;
        match self.order {
            Order::Kept => file.write_all(&self.held)?,
            Order::Sorted => {
                self.sort();
                let mut ahead = Vec::with_capacity(READ_BYTES);
                for (_, at) in &self.places {
                    let end = at.saturating_add(LENGTH + record(&self.held, *at).len());
                    ahead.extend_from_slice(self.held.get(*at..end).unwrap_or_default());
                    if ahead.len() >= READ_BYTES {
                        file.write_all(&ahead)?;
                        ahead.clear();
                    }
                }
                file.write_all(&ahead)?;
            }
        }
        self.written = start.saturating_add(self.held.len() as u64);
        match self.runs.last_mut() {
            Some(run) if self.order == Order::Kept => run.end = self.written,
            _ => self.runs.push(start..self.written),
        }
        self.held.clear();
        self.places.clear();
        self.file = Some(file);
        Ok(())
    }

    fn sort(&mut self) {
        let held = &self.held;
        self.places.sort_unstable_by(|(a, from), (b, other)| {
            let rest = || record(held, *from).cmp(record(held, *other));
            a.cmp(b).then_with(rest)
        });
    }

    /// Begins to read.
    ///
    /// # Errors
    /// Io when the file cannot be read.
    pub(super) fn read(&mut self) -> Result<Reader<'_>> {
        self.sort();
        let mut reader = Reader {
            pile: self,
            stretches: Vec::new(),
            held: 0,
            current: Vec::new(),
        };
        for run in &self.runs {
            let mut stretch = Stretch {
                rest: run.clone(),
                ahead: Vec::new(),
                at: 0,
            };
            if reader.fill(&mut stretch)? {
                reader.put(stretch);
            }
        }
        Ok(reader)
    }

    #[cold]
    fn failed(&self, error: &io::Error) -> Error {
        let place = self.scratch.map_or_else(
            || "the directory for temporary files".to_owned(),
            |path| path.display().to_string(),
        );
        Error::io(place, error)
    }
}

fn head(record: &[u8]) -> u128 {
    let mut head = [0; HEAD];
    for (to, from) in head.iter_mut().zip(record) {
        *to = *from;
    }
    u128::from_be_bytes(head)
}

/// The record whose length begins at a place.
fn record(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let Some((length, rest)) = rest.split_first_chunk::<LENGTH>() else {
        return &[];
    };
    let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
    rest.get(..length).unwrap_or_default()
}

/// A part of the file that is in order.
struct Stretch {
    /// What is not read yet.
    rest: Range<u64>,
    ahead: Vec<u8>,
    at: usize,
}

impl Stretch {
    fn record(&self) -> &[u8] {
        record(&self.ahead, self.at)
    }
}

/// Records in their order.
pub(super) struct Reader<'r> {
    pile: &'r Pile<'r>,
    /// Those of the file that have more; the next record is the last one's.
    stretches: Vec<Stretch>,
    /// How many of those in memory were read; in bytes where they are as they came.
    held: usize,
    current: Vec<u8>,
}

impl<'r> Reader<'r> {
    /// The next record.
    ///
    /// # Errors
    /// Io when the file cannot be read.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>> {
        let held = self.next_held();
        if let Some(stretch) = self.stretches.last()
            && (self.pile.order == Order::Kept
                || held.is_none_or(|held| stretch.record().cmp(held) == Ordering::Less))
        {
            return self.next_of_file();
        }
        let Some(held) = held else { return Ok(None) };
        self.held += match self.pile.order {
            Order::Sorted => 1,
            Order::Kept => LENGTH + held.len(),
        };
        Ok(Some(held))
    }

    fn next_held(&self) -> Option<&'r [u8]> {
        let pile = self.pile;
        match pile.order {
            Order::Sorted => {
                let (_, at) = pile.places.get(self.held)?;
                Some(record(&pile.held, *at))
            }
            Order::Kept => (self.held < pile.held.len()).then(|| record(&pile.held, self.held)),
        }
    }

    fn next_of_file(&mut self) -> Result<Option<&[u8]>> {
        let Some(mut stretch) = self.stretches.pop() else {
            return Ok(None);
        };
        self.current.clear();
        self.current.extend_from_slice(stretch.record());
        stretch.at += LENGTH + self.current.len();
        if self.fill(&mut stretch)? {
            self.put(stretch);
        }
        Ok(Some(&self.current))
    }

    fn put(&mut self, stretch: Stretch) {
        let later = |other: &Stretch| other.record().cmp(stretch.record()) == Ordering::Greater;
        let place = self.stretches.partition_point(later);
        self.stretches.insert(place, stretch);
    }

    /// Sees to it that a whole record lies ahead; whether there is one.
    fn fill(&self, stretch: &mut Stretch) -> Result<bool> {
        let Some(mut file) = self.pile.file.as_ref() else {
            return Ok(false);
        };
        loop {
            let ahead = stretch.ahead.get(stretch.at..).unwrap_or_default();
            let whole = ahead.first_chunk::<LENGTH>().is_some_and(|length| {
                let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
                ahead.len() - LENGTH >= length
            });
            if whole {
                return Ok(true);
            }
            let rest = stretch.rest.end.saturating_sub(stretch.rest.start);
            if rest == 0 {
                return Ok(false);
            }
            stretch.ahead.drain(..stretch.at);
            stretch.at = 0;
            let more = rest.min(READ_BYTES as u64);
            let mut read = || {
                file.seek(SeekFrom::Start(stretch.rest.start))?;
                file.take(more).read_to_end(&mut stretch.ahead)
            };
            let read = read().map_err(|e| self.pile.failed(&e))? as u64;
            if read < more {
                let gone = io::Error::from(io::ErrorKind::UnexpectedEof);
                return Err(self.pile.failed(&gone));
            }
            stretch.rest.start = stretch.rest.start.saturating_add(more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(pile: &mut Pile<'_>) -> Vec<Vec<u8>> {
        let mut reader = pile.read().unwrap();
        let mut found = Vec::new();
        while let Some(record) = reader.next().unwrap() {
            found.push(record.to_vec());
        }
        found
    }

    #[test]
    fn records_are_the_same_in_memory_and_in_a_file() {
        let mut records: Vec<Vec<u8>> = (0..5000_usize)
            .map(|n| format!("{:03}{}", n * 7919 % 997, "x".repeat(n % 50)).into_bytes())
            .collect();
        records.push(vec![b'a'; 3 * READ_BYTES]);
        records.push(Vec::new());
        let mut sorted = records.clone();
        sorted.sort();
        let dir = tempfile::tempdir().unwrap();
        for limit in [1, 100, 10_000, 1 << 20] {
            for (order, want) in [(Order::Kept, &records), (Order::Sorted, &sorted)] {
                let mut pile = Pile::new(order, limit, Some(dir.path()));
                assert!(all(&mut pile).is_empty());
                for record in &records {
                    pile.push(record).unwrap();
                }
                assert_eq!(pile.len(), records.len() as u64);
                assert_eq!(pile.file.is_some(), limit < 1 << 20);
                // As often as one likes.
                for _ in 0..2 {
                    assert!(all(&mut pile) == *want, "{limit}");
                }
            }
        }
        // Nothing is left over, not even while a pile is there.
        let left = std::fs::read_dir(dir.path()).unwrap().count();
        assert_eq!(left, 0);
    }

    #[test]
    fn where_no_file_can_be_made_it_is_an_error() {
        let nowhere = Path::new("/nonexistent/kf");
        let mut pile = Pile::new(Order::Sorted, 1, Some(nowhere));
        pile.push(b"a").unwrap();
        let error = pile.push(b"b").unwrap_err();
        assert!(error.to_string().contains("/nonexistent/kf"), "{error}");
    }
}
