//! What a rollback journal names, and whether it belongs to the database beside it.
//!
//! As with a log, nothing in a database names its journal: SQLite takes back what lies under the right name.
//!
//! ```text
//!  header  magic, records, nonce, pages of the database before, sector size, page size: u32 BE each; to the next sector
//!  record  page number; one page as it was before; a sum
//!  end     of a change to several databases: the page number of the locking page, the path of a super-journal,
//!          its length, its sum, the magic
//! ```
//!
//! SQLite asks whether the super-journal is there, takes nothing back where it is not, and removes it when no other
//! journal needs it (`pager_playback` and `pager_delsuper` in src/pager.c). The path is the file's own words, so none of
//! that happens here: SQLite never gets to see it.

use super::{Kine, Source, log};
use kf_base::error::{Error, Result};

const MAGIC: &[u8] = &[0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// Returns the path of the super-journal that a rollback journal names, untrusted; `None` where it names none
/// (`readSuperJournal` in SQLite's src/pager.c).
#[must_use]
pub fn super_journal(journal: &[u8]) -> Option<&[u8]> {
    let rest = journal.strip_suffix(MAGIC)?;
    let (rest, sum) = rest.split_last_chunk()?;
    let (rest, len) = rest.split_last_chunk()?;
    let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
    let path = rest.get(rest.len().checked_sub(len)?..)?;
    // Its bytes are signed where C's `char` is, as on most machines.
    let signed = |sum: u32, byte: &u8| sum.wrapping_add_signed(i32::from(byte.cast_signed()));
    let plain = |sum: u32, byte: &u8| sum.wrapping_add(u32::from(*byte));
    let sums = [path.iter().fold(0, signed), path.iter().fold(0, plain)];
    let is_named = !path.starts_with(b"\0") && sums.contains(&u32::from_be_bytes(*sum));
    (is_named && !path.is_empty()).then_some(path)
}

/// The journal without what SQLite would look for a super-journal by.
pub(super) fn without_path(mut journal: &[u8]) -> &[u8] {
    while let Some(rest) = journal.strip_suffix(MAGIC) {
        journal = rest;
    }
    journal
}

/// Reads a database with its journal, or without it where that is not the database's.
pub(super) fn read(
    source: Source<'_>,
    journal: &[u8],
    read: impl Fn(Source<'_>) -> Result<Kine>,
) -> Result<Kine> {
    let without = read(Source {
        journal: None,
        ..source
    });
    if let Some(why) = foreign(source.bytes, journal) {
        let mut kine = without?;
        kine.notes.push(format!(
            "the -journal file is of another database, or of another time of this one, and is left out: {why}"
        ));
        return Ok(kine);
    }
    let with = read(source);
    let is_whole = |kine: &Kine| {
        let log_is_left_out = source.log.is_some_and(|log| !log.is_empty()) && !kine.with_log;
        kine.problems.is_empty() && !log_is_left_out
    };
    let found = match (&with, &without) {
        // What cannot be read either way is no fault of the journal's.
        (Err(e), without) => {
            let is_to_blame = without.as_ref().is_ok_and(is_whole);
            is_to_blame.then(|| e.message().to_owned())
        }
        (Ok(with), Ok(without)) if !is_whole(with) && is_whole(without) => {
            let first = with.problems.list().first().map(Error::message);
            // Without a problem it is the log that had to be left out.
            let first = first.or(with.notes.first().map(String::as_str));
            Some(first.unwrap_or_default().to_owned())
        }
        (Ok(with), Ok(without)) => {
            let row = taken_away(with, without);
            row.map(|row| format!("row {row} would be gone, or another, and later ones stay"))
        }
        (Ok(_), Err(_)) => None,
    };
    let blame = found.map(|found| {
        Error::corrupt(format!(
            "the -journal file does not fit the database: {found}"
        ))
        .hint(HINT)
    });
    match (with, blame) {
        (Ok(mut with), blame) => {
            with.notes.push(
                "a change was under way: what the -journal file has of before is taken back, as SQLite does"
                    .to_owned(),
            );
            if let Some(blame) = blame {
                with.problems.push(|| blame);
                with.damaged = true;
            }
            Ok(with)
        }
        (Err(_), Some(blame)) => Err(blame),
        (Err(e), None) if e.hint_text().is_none() => Err(e.hint(HINT)),
        (Err(e), None) => Err(e),
    }
}

/// A row of the database as it lies that a journal takes away although one behind it stays, or puts another one in the
/// place of. kine's ids only grow and its rows never change, so that what it had not committed is at the end.
fn taken_away(with: &Kine, alone: &Kine) -> Option<i64> {
    let newest = log::newest(with);
    log::taken_away(with, alone).filter(|row| *row <= newest)
}

const HINT: &str = "a -journal file of another database spoils this one: --no-wal reads the database without it, and \
                    without its -wal file";

/// Why a journal cannot be of this database, if something tells. The first page counts the changes and the pages of a
/// database (sqlite.org/fileformat2.html, "File change counter", "In-header database size"). Where the journal has it,
/// the database is at that change or at the next; where not, the change had not come to it, and the pages are those of
/// before.
pub(super) fn foreign(bytes: &[u8], journal: &[u8]) -> Option<String> {
    let size = match u16::from_be_bytes(*bytes.get(16..)?.first_chunk()?) {
        1 => 65536,
        size => u32::from(size),
    };
    let its_size = word(journal, 24)?;
    // SQLite of old left it out.
    if its_size != 0 && its_size != size {
        return Some(format!(
            "its pages are of {its_size} bytes, the database's of {size}"
        ));
    }
    let now = word(bytes, 24)?;
    if let Some(first) = first_page(journal, usize::try_from(size).ok()?) {
        let before = word(first, 24)?;
        return (now != before && now != before.wrapping_add(1)).then(|| {
            format!("it begins with change {before} of a database, which is at change {now}")
        });
    }
    let (before, pages) = (word(journal, 16)?, word(bytes, 28)?);
    // The size in the header counts where it is of the last change: SQLite of old left it as it was.
    let is_said = pages > 0 && word(bytes, 92)? == now;
    (is_said && pages != before)
        .then(|| format!("it begins with a database of {before} pages, and this one has {pages}"))
}

/// The first page as it was before, where it is among those that are taken back. A journal has a part, with a header of
/// its own, for each time that pages had to be written before the change ended.
fn first_page(journal: &[u8], size: usize) -> Option<&[u8]> {
    let sector = usize::try_from(word(journal, 20)?).ok()?;
    let record = size.checked_add(8)?;
    let mut rest = journal;
    while rest.starts_with(MAGIC) {
        let count = usize::try_from(word(rest, 8)?).ok()?;
        let records = rest.get(sector..)?;
        let mut first = records.chunks_exact(record).take(count);
        if let Some(first) = first.find(|record| word(record, 0) == Some(1)) {
            return first.get(4..size.checked_add(4)?);
        }
        let end = count.checked_mul(record)?.checked_add(sector)?;
        rest = rest.get(end.checked_next_multiple_of(sector)?..)?;
    }
    None
}

/// The word at a byte, big-endian.
fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}
