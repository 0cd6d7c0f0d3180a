//! Whether a write-ahead log belongs to the database beside it, and whether all of it can be read.
//!
//! Nothing in an SQLite database names its log. A log that was left over from an earlier run, or
//! restored from another day than the database, is applied by SQLite as if it were the newest state:
//! its pages lie over newer ones. kine's rows tell: ids only grow, and a row above the compact
//! revision is never taken away, so a log that belongs to the database takes nothing from it.
//!
//! ```text
//!  header  magic, version, page size, checkpoint, two salts, two sums: u32 BE each
//!  frame   page number, pages after a commit (or 0), the salts, two sums; one page
//! ```
//!
//! Sums run on from frame to frame. SQLite stops at the first one that is wrong and says nothing.

use super::Kine;
use crate::etcd::Revision;
use kf_base::error::{Error, Result};

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// The reading that holds more of what was committed: the one with the log, or the database alone
/// when the log takes rows away from it or cannot be read with it.
pub(super) fn choose(with: Result<Kine>, alone: Result<Kine>, log: &[u8]) -> Result<Kine> {
    let mut alone = match alone {
        Ok(alone) => alone,
        // Until the first checkpoint everything is in the log.
        Err(_) => return with,
    };
    let mut with = match with {
        Ok(with) => with,
        Err(e) => {
            alone.notes.push(format!(
                "the database cannot be read with its -wal file, which is left out: {e}"
            ));
            return Ok(alone);
        }
    };
    if let Some(lost) = taken_away(&with, &alone) {
        alone.notes.push(format!(
            "the -wal file is of another generation of the database and is left out: with it the \
             newest row is {}, without it {}, and row {lost} would be gone",
            newest(&with),
            newest(&alone),
        ));
        return Ok(alone);
    }
    let frames = Frames::of(log);
    if frames.cut {
        let newest = newest(&with);
        with.notes.push(format!(
            "the -wal file ends within a frame: it was cut short, or a commit was being written; what \
             came after row {newest} is missing"
        ));
    }
    if let Some(damage) = frames.damage() {
        with.problems.push(|| {
            damage.hint("what changed last is missing: copy the database again, with its -wal file")
        });
    }
    Ok(with)
}

/// A revision of the database alone that the log would take away or put another row into.
pub(super) fn taken_away(with: &Kine, alone: &Kine) -> Option<i64> {
    let (held, known) = (with.overlay.loose(), alone.overlay.loose());
    known.records().iter().find_map(|row| {
        let main = row.revision.main;
        if main <= with.compact {
            return None;
        }
        let found = held
            .records()
            .binary_search_by_key(&(row.revision, row.tombstone), |other| other.rank())
            .ok()
            .and_then(|at| held.records().get(at));
        let same = found.is_some_and(|other| other.key == row.key);
        (!same).then_some(main)
    })
}

pub(super) fn newest(kine: &Kine) -> i64 {
    let last = kine
        .overlay
        .loose()
        .records()
        .last()
        .map(|row| row.revision);
    last.unwrap_or(Revision { main: 0, sub: 0 }).main
}

/// A log by its frames.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// Whether the header is one of SQLite's.
    header: bool,
    /// Page numbers of committed frames, each with where its page begins in the log.
    pub(super) pages: Vec<(u32, usize)>,
    /// Frames whose sums are right.
    whole: usize,
    /// Commits in frames of this generation that follow one whose sum is wrong.
    lost: usize,
    /// Whether the file ends within a frame of this generation.
    cut: bool,
}

impl Frames {
    pub(super) fn of(log: &[u8]) -> Self {
        let mut frames = Self::default();
        let Some((header, mut rest)) = log.split_at_checked(HEADER) else {
            return frames;
        };
        let big = match word(header, 0) {
            0x377f_0682 => false,
            0x377f_0683 => true,
            _ => return frames,
        };
        let size = usize::try_from(word(header, 2)).unwrap_or(0);
        if !(512..=65536).contains(&size) || !size.is_power_of_two() {
            return frames;
        }
        let mut sums = sum((0, 0), header.get(..24).unwrap_or_default(), big);
        if sums != (word(header, 6), word(header, 7)) {
            return frames;
        }
        frames.header = true;
        let mut pending = Vec::new();
        let mut at = HEADER;
        let mut broken = false;
        while let Some((frame, after)) = rest.split_at_checked(FRAME_HEADER.saturating_add(size)) {
            let ours = frame.get(8..16) == header.get(16..24);
            let commit = word(frame, 1) != 0;
            sums = sum(sums, frame.get(..8).unwrap_or_default(), big);
            sums = sum(sums, frame.get(FRAME_HEADER..).unwrap_or_default(), big);
            broken |= !ours || sums != (word(frame, 4), word(frame, 5));
            if broken {
                frames.lost = frames.lost.saturating_add(usize::from(ours && commit));
            } else {
                frames.whole = frames.whole.saturating_add(1);
                pending.push((word(frame, 0), at.saturating_add(FRAME_HEADER)));
                if commit {
                    frames.pages.append(&mut pending);
                }
            }
            at = at.saturating_add(FRAME_HEADER).saturating_add(size);
            rest = after;
        }
        // Frames of earlier generations may lie behind this one's, where a file had been longer.
        frames.cut = !broken
            && rest
                .get(8..16)
                .is_some_and(|salts| Some(salts) == header.get(16..24));
        frames
    }

    /// What SQLite leaves out without a word.
    fn damage(&self) -> Option<Error> {
        if !self.header {
            return Some(Error::corrupt(
                "the -wal file is not a write-ahead log of SQLite's, or its header is damaged: \
                 nothing of it is read",
            ));
        }
        (self.lost > 0).then(|| {
            Error::corrupt(format!(
                "the -wal file is damaged after {} frames: {} commits that follow are not read",
                self.whole, self.lost
            ))
        })
    }
}

/// The word at an index, big-endian as in headers.
fn word(bytes: &[u8], index: usize) -> u32 {
    let at = index.saturating_mul(4);
    let word = bytes.get(at..at.saturating_add(4));
    word.and_then(|word| word.try_into().ok())
        .map_or(0, u32::from_be_bytes)
}

/// SQLite's sum over pairs of words, going on from `sums`.
fn sum(sums: (u32, u32), bytes: &[u8], big: bool) -> (u32, u32) {
    let (mut a, mut b) = sums;
    for pair in bytes.chunks_exact(8) {
        let of = |index| {
            let word = word(pair, index);
            if big { word } else { word.swap_bytes() }
        };
        a = a.wrapping_add(of(0)).wrapping_add(b);
        b = b.wrapping_add(of(1)).wrapping_add(a);
    }
    (a, b)
}
