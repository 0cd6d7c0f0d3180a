//! All segments together: the raft log, as far as it can be read.

use std::collections::BTreeSet;

use super::decoder::{Decoder, Fault};
use super::record::{self, ConfChange, ConfState, Entry, Record, Snapshot};
use crate::etcd::problems::Problems;
use kf_base::error::Error;
use kf_base::escape;

/// A segment by its name.
#[derive(Clone, Copy, Debug)]
struct Segment<'a> {
    name: &'a str,
    sequence: u64,
    /// Index of the first entry that may be in it.
    first: u64,
    bytes: &'a [u8],
}

/// A record at the end of the log that a crash cut off; etcd drops it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Torn {
    /// The segment's name.
    pub segment: String,
    /// Where the record begins in it, in bytes.
    pub offset: u64,
}

/// What etcd sets aside for a segment, in bytes (`SegmentSizeBytes` in etcd wal/wal.go); one that is
/// full is longer.
const SEGMENT_BYTES: usize = 64_000_000;

/// What is said to do about a log that ends too early.
const LOST: &str = "what comes behind it is left out: look for another copy of the log, or that of another \
                    member";

/// The last segment ends without any of the space that etcd sets aside: it was cut off, or else etcd
/// repaired it once and left a `*.broken` beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cut {
    /// The segment's name.
    pub segment: String,
    /// Its length in bytes.
    pub size: u64,
    /// Index of the last entry, or of what the log goes on from.
    pub last: u64,
}

/// The log.
#[derive(Debug, Default)]
pub(super) struct Log<'a> {
    /// Index before that of the first entry; the entries follow without a gap.
    base: u64,
    /// Whether `base` is known.
    begun: bool,
    entries: Vec<Entry<'a>>,
    /// Commit index of the last `HardState`.
    pub(super) commit: u64,
    /// This member's id.
    pub(super) node: u64,
    metadata: Option<&'a [u8]>,
    /// The last snapshot record that says who voted, and its index.
    conf_state: Option<(u64, ConfState)>,
    /// Indexes of all snapshot records but the first of a log, which is 0.
    snapshots: BTreeSet<u64>,
    /// Index of the last snapshot that a leader sent, which the log goes on from.
    pub(super) received: Option<u64>,
    pub(super) segments: usize,
    pub(super) torn: Option<Torn>,
    pub(super) cut: Option<Cut>,
    pub(super) problems: Problems,
    /// Whether something is missing behind the last entry.
    pub(super) broken: bool,
}

impl<'a> Log<'a> {
    /// Reads the segments; entries up to `applied` are not needed, so damage before them ends
    /// nothing.
    pub(super) fn read(segments: &[(&'a str, &'a [u8])], applied: u64) -> Self {
        let mut log = Self::default();
        let segments = log.sorted(segments);
        log.segments = segments.len();
        let needed = applied.saturating_add(1);
        // All that is needed is from this one on.
        let enough = segments
            .iter()
            .rposition(|segment| segment.first <= needed)
            .unwrap_or(0);
        let mut crc = 0;
        let mut at = 0;
        // Whether reading has begun where all that is needed begins.
        let mut anew = enough == 0;
        while let Some(segment) = segments.get(at) {
            let before = at.checked_sub(1).and_then(|at| segments.get(at));
            let before = before.filter(|_| !(anew && at == enough));
            let gap = before.filter(|b| b.sequence.checked_add(1) != Some(segment.sequence));
            let last = at.saturating_add(1) == segments.len();
            let fault = match gap {
                Some(before) => Some((0, missing(before, segment))),
                None => log
                    .segment(segment, &mut crc, last)
                    .or_else(|| log.ends_early(segment, segments.get(at.saturating_add(1))?)),
            };
            let Some((offset, fault)) = fault else {
                at = at.saturating_add(1);
                continue;
            };
            // What is wrong between two segments is no fault of the second.
            if at > enough || at == enough && (anew || offset > 0) {
                log.problems.push(|| fault.hint(LOST));
                log.broken = true;
                return log;
            }
            log.problems
                .push(|| fault.hint("what is lost there is in the database already"));
            log.start_anew();
            crc = 0;
            anew = true;
            at = enough;
        }
        log
    }

    /// By sequence number (etcd `wal/util.go` `checkWalNames`, `parseWALName`). Files of other
    /// names are none of the log: `0.tmp` is space set aside, `*.broken` a copy of a repair.
    fn sorted(&mut self, segments: &[(&'a str, &'a [u8])]) -> Vec<Segment<'a>> {
        let mut sorted: Vec<Segment<'a>> = segments
            .iter()
            .filter_map(|(path, bytes)| {
                let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
                let (sequence, first) = name.strip_suffix(".wal")?.split_once('-')?;
                Some(Segment {
                    name,
                    sequence: u64::from_str_radix(sequence, 16).ok()?,
                    first: u64::from_str_radix(first, 16).ok()?,
                    bytes,
                })
            })
            .collect();
        sorted.sort_by_key(|segment| segment.sequence);
        sorted
    }

    /// Forgets what lies before a segment that reading can start at.
    fn start_anew(&mut self) {
        self.entries.clear();
        self.begun = false;
        self.base = 0;
        self.conf_state = None;
        self.metadata = None;
    }

    /// Reads one segment; what it returns ends the log. It is at offset 0 where the segment may be whole
    /// and does not go on from the one before it.
    fn segment(
        &mut self,
        segment: &Segment<'a>,
        crc: &mut u32,
        last: bool,
    ) -> Option<(usize, Error)> {
        let mut decoder = Decoder::new(segment.bytes, *crc, last);
        loop {
            match decoder.next() {
                Ok(Some((offset, record))) => {
                    if let Err(what) = self.record(&record) {
                        return Some((offset, self.place(segment, offset, &what)));
                    }
                }
                Ok(None) => {
                    let at = decoder.at();
                    if let Some(behind) = decoder.behind_end() {
                        let what = format!("the log ends there, yet {behind}");
                        return Some((at.max(1), self.place(segment, at, &what)));
                    }
                    if at == 0 {
                        return Some((1, self.no_record(segment)));
                    }
                    if last && decoder.is_cut() {
                        self.cut_off(segment);
                    }
                    *crc = decoder.crc();
                    return None;
                }
                Err(Fault {
                    offset, torn, what, ..
                }) if torn => {
                    if let Some(behind) = decoder.behind_torn() {
                        let what = format!("{what}, yet {behind}");
                        return Some((offset.max(1), self.place(segment, offset, &what)));
                    }
                    if offset == 0 {
                        return Some((1, self.no_record(segment)));
                    }
                    if decoder.is_cut() {
                        self.cut_off(segment);
                    }
                    self.torn = Some(Torn {
                        segment: segment.name.to_owned(),
                        offset: u64::try_from(offset).unwrap_or(u64::MAX),
                    });
                    return None;
                }
                Err(fault) => {
                    let error = self.place(segment, fault.offset, &fault.what);
                    return Some((fault.offset, error));
                }
            }
        }
    }

    /// etcd writes the first records of a segment before it gives the file its name.
    #[cold]
    fn no_record(&self, segment: &Segment<'_>) -> Error {
        self.place(segment, 0, "the segment holds no record")
    }

    fn cut_off(&mut self, segment: &Segment<'_>) {
        if segment.bytes.len() < SEGMENT_BYTES {
            self.cut = Some(Cut {
                segment: segment.name.to_owned(),
                size: u64::try_from(segment.bytes.len()).unwrap_or(u64::MAX),
                last: self.last(),
            });
        }
    }

    /// What is missing at the end of a segment before the next one begins (`cut` in etcd wal/wal.go
    /// names that by the entry which is the next).
    fn ends_early(&self, segment: &Segment<'_>, next: &Segment<'_>) -> Option<(usize, Error)> {
        let reached = match self.begun {
            true => self.last(),
            false => segment.first.saturating_sub(1),
        };
        let wanted = next.first.saturating_sub(1);
        (reached < wanted).then(|| {
            let end = segment.bytes.len();
            let what = format!("the segment ends, and entries up to {wanted} should be in it");
            (end.max(1), self.place(segment, end, &what))
        })
    }

    fn place(&self, segment: &Segment<'_>, offset: usize, what: &str) -> Error {
        let last = match self.last() {
            0 => "no entry was read before it".to_owned(),
            last => format!("the last entry before it is {last}"),
        };
        Error::corrupt(format!("at byte {offset}: {what}; {last}")).in_file(segment.name)
    }

    /// One record (etcd `wal/wal.go` `ReadAll`).
    fn record(&mut self, record: &Record<'a>) -> Result<(), String> {
        let bad = |what: &'static str| move |_| format!("the record is no {what}");
        match record.kind {
            record::ENTRY => {
                let entry = Entry::parse(record.data).map_err(bad("raftpb.Entry"))?;
                self.entry(entry)?;
            }
            record::STATE => {
                self.commit = record::commit_of(record.data).map_err(bad("raftpb.HardState"))?;
            }
            record::METADATA => {
                if self.metadata.is_some_and(|held| held != record.data) {
                    return Err("the record names another member or cluster".to_owned());
                }
                self.metadata = Some(record.data);
                // Whose log it is matters only for who votes; etcd reads no more of it either.
                self.node = record::node_of(record.data).unwrap_or(0);
            }
            record::CRC => {}
            record::SNAPSHOT => {
                let parsed = Snapshot::parse(record.data).map_err(bad("walpb.Snapshot"))?;
                self.snapshot(parsed);
            }
            other => {
                return Err(format!(
                    "the record is of type {other}, which does not exist"
                ));
            }
        }
        Ok(())
    }

    fn entry(&mut self, entry: Entry<'a>) -> Result<(), String> {
        let Some(before) = entry.index.checked_sub(1) else {
            return Err("the entry has the index 0".to_owned());
        };
        if !self.begun || before < self.base {
            self.entries.clear();
            self.base = before;
            self.begun = true;
        }
        if before > self.last() {
            return Err(format!(
                "the entry has the index {}, the entries before it are missing",
                entry.index
            ));
        }
        // An entry replaces those from its index on: they never were agreed upon.
        let keep = usize::try_from(before.saturating_sub(self.base)).unwrap_or(usize::MAX);
        self.entries.truncate(keep);
        self.entries.push(entry);
        Ok(())
    }

    fn snapshot(&mut self, snapshot: Snapshot) {
        let Snapshot { index, conf_state } = snapshot;
        if index > 0 {
            self.snapshots.insert(index);
        }
        if !self.begun || index > self.last() {
            if self.begun {
                self.received = Some(index);
            }
            self.entries.clear();
            self.base = index;
            self.begun = true;
        }
        if let Some(state) = conf_state
            && !state.voters.is_empty()
        {
            self.conf_state = Some((index, state));
        }
    }

    /// Index of the last entry, or of what the log goes on from.
    pub(super) fn last(&self) -> u64 {
        let length = u64::try_from(self.entries.len()).unwrap_or(u64::MAX);
        self.base.saturating_add(length)
    }

    /// Whether the log says that the state after the entry `index` was put on disk.
    pub(super) fn snapshot_at(&self, index: u64) -> bool {
        self.snapshots.contains(&index)
    }

    /// Index of the first entry after which the state was put on disk.
    pub(super) fn first_snapshot(&self) -> Option<u64> {
        self.snapshots.first().copied()
    }

    /// Index of the last entry after which the state was put on disk and that the cluster had agreed
    /// on, of those whose raft snapshot is still there (`LoadNewestAvailable` in etcd
    /// api/snap/snapshotter.go).
    pub(super) fn last_snapshot_of(&self, kept: &BTreeSet<u64>) -> Option<u64> {
        let mut agreed = self.snapshots.range(..=self.commit).rev();
        agreed.find(|index| kept.contains(index)).copied()
    }

    /// Index of the first entry there is.
    pub(super) fn first(&self) -> u64 {
        self.base.saturating_add(1)
    }

    /// The entries behind an index.
    pub(super) fn after(&self, index: u64) -> &[Entry<'a>] {
        let skip = usize::try_from(index.saturating_sub(self.base)).unwrap_or(usize::MAX);
        self.entries.get(skip..).unwrap_or_default()
    }

    /// The entry of an index.
    pub(super) fn entry_at(&self, index: u64) -> Option<&Entry<'a>> {
        self.after(index.checked_sub(1)?)
            .first()
            .filter(|e| e.index == index)
    }

    /// Who votes after the entry `index`, if the log alone tells: from its very beginning, or
    /// from a snapshot record.
    pub(super) fn conf_state(&self, index: u64) -> Option<ConfState> {
        let (mut state, from) = match &self.conf_state {
            _ if self.begun && self.base == 0 => (ConfState::default(), 0),
            Some((at, state)) if *at >= self.base && *at <= index => (state.clone(), *at),
            _ => return None,
        };
        for entry in self.after(from) {
            if entry.index > index {
                break;
            }
            if entry.kind == record::CONF_CHANGE {
                state.apply(&ConfChange::parse(entry.data).ok()?);
            }
        }
        (!state.voters.is_empty()).then_some(state)
    }
}

#[cold]
fn missing(before: &Segment<'_>, segment: &Segment<'_>) -> Error {
    Error::corrupt(format!(
        "a segment is missing: {} comes before {}",
        escape::text(before.name),
        escape::text(segment.name)
    ))
    .in_file(segment.name)
}

#[cfg(test)]
mod tests {
    use super::super::testing::Segment;
    use super::*;

    /// Entries `from..=to` of one term, in a segment of their own.
    fn segment(crc: u32, from: u64, to: u64, commit: u64) -> (Vec<u8>, u32) {
        let mut segment = Segment::new(crc);
        segment.record(record::METADATA, b"\x08\x07\x10\x09");
        for index in from..=to {
            segment.entry(1, index, &[]);
        }
        segment.state(1, commit);
        (segment.bytes(), segment.crc())
    }

    fn name(sequence: u64, first: u64) -> String {
        format!("member/wal/{sequence:016x}-{first:016x}.wal")
    }

    #[test]
    fn segments_follow_each_other() {
        let (a, crc) = segment(0, 1, 3, 3);
        let (b, _) = segment(crc, 4, 6, 5);
        let names = [name(0, 0), name(1, 4)];
        let read = |a: &[u8], b: &[u8], names: &[String; 2], applied| {
            let files = [(names[1].as_str(), b), (names[0].as_str(), a)];
            let log = Log::read(&files, applied);
            (
                log.first(),
                log.last(),
                log.broken,
                log.problems.list().len(),
            )
        };
        assert_eq!(read(&a, &b, &names, 0), (1, 6, false, 0));
        let mut damaged = a.clone();
        damaged[17] ^= 0xff;
        // What is needed begins in the second segment, or else nothing can be had.
        assert_eq!(read(&damaged, &b, &names, 3), (4, 6, false, 1));
        assert_eq!(read(&damaged, &b, &names, 1), (1, 0, true, 1));
        let gap = [name(0, 0), name(2, 4)];
        assert_eq!(read(&a, &b, &gap, 1), (1, 3, true, 1));
        assert_eq!(read(&a, &b, &gap, 3), (4, 6, false, 1));
        let (other, _) = segment(crc ^ 1, 4, 6, 5);
        assert_eq!(read(&a, &other, &names, 0), (1, 3, true, 1));
        let (hole, _) = segment(crc, 5, 6, 5);
        assert_eq!(read(&a, &hole, &names, 0), (1, 3, true, 1));
    }

    #[test]
    fn a_segment_ends_where_the_next_one_begins() {
        let names = [name(0, 0), name(1, 4)];
        let read = |a: &[u8], b: &[u8], applied| {
            let log = Log::read(&[(names[0].as_str(), a), (names[1].as_str(), b)], applied);
            let told = log.problems.list().iter().map(ToString::to_string);
            (log.last(), log.broken, told.collect::<Vec<_>>())
        };
        // Of the first, whole records are missing at its end, and the second has no entries yet.
        let (whole, crc) = segment(0, 1, 3, 3);
        let (next, _) = segment(crc, 4, 3, 3);
        assert_eq!(read(&whole, &next, 0), (3, false, vec![]));
        let (short, crc) = segment(0, 1, 2, 2);
        let (next, _) = segment(crc, 4, 3, 3);
        let (last, broken, told) = read(&short, &next, 0);
        assert_eq!((last, broken, told.len()), (2, true, 1));
        let why =
            "the segment ends, and entries up to 3 should be in it; the last entry before it is 2";
        assert!(told[0].contains(why), "{told:?}");
        // Where the database has them, nothing is lost.
        assert!(!read(&short, &next, 3).1);
        // etcd gives no segment its name before the first records are in it.
        for none in [&[][..], &[0; 64], &whole[..7]] {
            let (last, broken, told) = read(&whole, none, 0);
            assert_eq!((last, broken, told.len()), (3, true, 1), "{told:?}");
            assert!(told[0].contains("holds no record"), "{told:?}");
            assert!(read(&whole, none, 3).1);
            assert_eq!(read(none, &next, 0).2.len(), 1);
        }
    }

    #[test]
    fn the_last_segment_ends_with_space() {
        let (mut bytes, _) = segment(0, 1, 3, 3);
        let cut = |bytes: &[u8]| Log::read(&[(name(0, 0).as_str(), bytes)], 0).cut;
        let whole = bytes.len();
        for length in [whole, whole - 1, whole - 8] {
            let found = cut(&bytes[..length]).map(|cut| (cut.size, cut.last));
            assert_eq!(found, Some((length as u64, 3)));
        }
        bytes.extend([0; 8]);
        assert_eq!(cut(&bytes), None);
        // One that is full has none.
        let mut full = Segment::new(0);
        full.entry(1, 1, &vec![7; SEGMENT_BYTES]);
        assert_eq!(cut(&full.bytes()), None);
    }

    #[test]
    fn later_entries_replace_earlier_ones() {
        let mut segment = Segment::new(0);
        segment.record(record::SNAPSHOT, b"");
        for (term, index) in [(1, 1), (1, 2), (1, 3), (2, 2)] {
            segment.entry(term, index, &[]);
        }
        let bytes = segment.bytes();
        let name = name(0, 0);
        let log = Log::read(&[(&name, &bytes)], 0);
        assert_eq!((log.first(), log.last()), (1, 2));
        assert_eq!(log.entry_at(2).map(|e| e.term), Some(2));
        assert!(log.entry_at(3).is_none() && log.entry_at(0).is_none());
        segment.record(record::SNAPSHOT, b"\x08\x09\x10\x02");
        segment.entry(2, 10, &[]);
        let bytes = segment.bytes();
        let log = Log::read(&[(&name, &bytes)], 0);
        assert_eq!((log.first(), log.last(), log.received), (10, 10, Some(9)));
    }
}
