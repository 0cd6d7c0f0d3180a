//! Is this file whole? Every check of every layer, and every value decoded.

use std::num::NonZeroUsize;

use hashbrown::{HashMap, HashSet};

use super::{Snapshot, View, ViewOptions};
use kf_base::error::{Error, Result};
use kf_base::escape;
use kf_base::hex;
use kf_base::limits;
use kf_base::threads;
use kf_file::bbolt::{Census, Db, Trailer};
use kf_file::etcd::{Checked, Store, wal};
use kf_file::input::Content;
use kf_schema::Minor;
use kf_storage::transformer::Encrypted;
use kf_storage::{DecodeOptions, Part};

/// What a check found.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CheckReport {
    /// What is wrong, without repetitions, at most [`limits::MAX_PROBLEMS`].
    pub problems: Vec<Error>,
    /// How many more problems there were.
    pub left_off: u64,
    /// What there is to know that is no problem.
    pub notes: Vec<String>,
    /// What the pages are used for.
    pub census: Census,
    /// What the records are.
    pub checked: Checked,
    /// Values decoded without fault.
    pub decoded: u64,
    /// Values of keys outside Kubernetes' prefixes, which nothing is known of.
    pub foreign: u64,
    /// What the server would not read, or not all of it, and the number of values that it is said of:
    /// a sound file may hold objects of types that an upgrade dropped. At most
    /// [`limits::MAX_PROBLEMS`].
    pub unread: Vec<(String, u64)>,
    /// Encrypted values, by provider and key; they can only be decoded with the key.
    pub encrypted: Vec<(String, u64)>,
}

impl CheckReport {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty() && self.left_off == 0
    }
}

/// Problems as they come in, each once.
#[derive(Default)]
struct Collector {
    seen: HashSet<String>,
    problems: Vec<Error>,
    left_off: u64,
}

impl Collector {
    fn add(&mut self, problem: Error) {
        if self.problems.len() >= limits::MAX_PROBLEMS {
            self.left_off = self.left_off.saturating_add(1);
        } else if self.seen.insert(problem.to_string()) {
            self.problems.push(problem);
        }
    }

    fn append(&mut self, other: Self) {
        self.left_off = self.left_off.saturating_add(other.left_off);
        for problem in other.problems {
            self.add(problem);
        }
    }
}

/// What the values of one stretch of the file came to.
#[derive(Default)]
struct Values<'a> {
    /// Values that were found whole, the last one of each key: a revision differs from the one before in a
    /// line or two, and the rest is not looked at again.
    sound: HashMap<&'a [u8], Sound<'a>>,
    /// How many bytes of values were read so far.
    bytes: usize,
    decoded: u64,
    foreign: u64,
    encrypted: HashMap<String, u64>,
    unread: HashMap<String, u64>,
    faults: Collector,
}

impl Snapshot {
    /// Checks the file: the trailer's SHA-256, the metas and every page
    /// ([`kf_file::bbolt::Db::check`]), every record and the small buckets ([`Store::check`]), and
    /// that every value of every revision can be decoded. Of an SQLite database, the rows and
    /// their values; of a dump, its entries and theirs.
    ///
    /// # Errors
    /// When the file cannot be read at all. That it is damaged is not an error here.
    pub fn check(&self, threads: NonZeroUsize) -> Result<CheckReport> {
        self.check_as(threads, None)
    }

    /// As [`Snapshot::check`], by the rules of a Kubernetes minor; found in the snapshot if `None`.
    ///
    /// # Errors
    /// As [`Snapshot::check`].
    pub fn check_as(&self, threads: NonZeroUsize, minor: Option<Minor>) -> Result<CheckReport> {
        let options = ViewOptions {
            threads,
            kube_minor: minor,
            all_prefixes: true,
            ..ViewOptions::default()
        };
        let mut report = CheckReport::default();
        let mut found = Collector::default();
        for damage in self.input().damage() {
            found.add(Error::corrupt(damage.clone()));
        }
        if self.input().form().content == Content::Sqlite || self.dump_form().is_some() {
            let store = self.store()?;
            report.notes.extend(self.sqlite_notes());
            report.checked = store.check(&mut |problem| found.add(problem));
            self.values_of(&options).tell(&mut report, &mut found);
            return Ok(report.with(found));
        }
        let db = match self.db() {
            Ok(db) => db,
            Err(e) if e.is_corrupt() => {
                found.add(e);
                return Ok(report.with(found));
            }
            Err(e) => return Err(e.in_file(self.input().name())),
        };
        let rest = || {
            report.census = db.check(&mut |problem| found.add(problem));
            match Store::new(db.clone()) {
                Ok(store) => {
                    // Beside each other, so that a file that does not fit the page cache is read once
                    // for both.
                    let records = || {
                        let mut found = Collector::default();
                        let checked = store.check(&mut |problem| found.add(problem));
                        (checked, found)
                    };
                    let ((checked, more), values) =
                        threads::both(records, || self.values_of(&options));
                    report.checked = checked;
                    found.append(more);
                    if let Some(wal) = self.wal(threads) {
                        for problem in wal.problems.list() {
                            found.add(problem.clone());
                        }
                        report.notes.extend(wal_note(wal));
                        report.notes.extend(self.log_missing());
                        if let Some(doubt) = self.log_doubt() {
                            found.add(
                                Error::corrupt(doubt)
                                    .hint("look for another copy, or that of another member"),
                            );
                        }
                    }
                    values.tell(&mut report, &mut found);
                }
                Err(e) => found.add(e),
            }
        };
        // One long sum that cannot be shared between threads: it goes on beside the rest.
        let (trailer, ()) = threads::both(|| db.check_trailer(), rest);
        match trailer {
            Trailer::Right(_) if self.input().is_partial() => report.notes.push(
                "the name ends in .part, but the SHA-256 at the end is right: the file is complete"
                    .to_owned(),
            ),
            Trailer::Right(_) => {}
            Trailer::Wrong {
                found: is,
                computed,
            } => found.add(
                Error::corrupt(format!(
                    "the SHA-256 at the end is {}, the bytes before it give {}",
                    hex::text(&is),
                    hex::text(&computed)
                ))
                .hint("the file has changed since etcd wrote it: look for another copy"),
            ),
            Trailer::Absent => self.without_trailer(&db, &mut report, &mut found),
        }
        Ok(report.with(found))
    }

    /// Says what it means that there is no SHA-256.
    fn without_trailer(&self, db: &Db<'_>, report: &mut CheckReport, found: &mut Collector) {
        let doubt = self.trailer_doubt(db);
        let unfinished = "there is no SHA-256 at the end, and the name ends in .part: the download was \
                          never finished";
        let wrong = doubt.or(self.input().is_partial().then_some(unfinished));
        if let Some(wrong) = wrong {
            found.add(Error::corrupt(wrong).hint(
                "look for another copy; etcdutl snapshot restore needs --skip-hash-check for this one",
            ));
            return;
        }
        report.notes.push(
            "no SHA-256 at the end, as in every copy of a live database: changed bytes in values \
             cannot be told"
                .to_owned(),
        );
    }

    /// Decodes every value of every revision.
    fn values_of(&self, options: &ViewOptions) -> Values<'_> {
        let mut all = Values::default();
        let view = match self.view_with(options) {
            Ok(view) => view,
            Err(e) => {
                all.faults.add(e);
                return all;
            }
        };
        let states = view
            .store()
            .fold_records(Values::default, |values, record| {
                // What cannot be read as a record has been told already.
                if let Ok(record) = record
                    && !record.tombstone
                {
                    values.check(&view, record.key, record.value, |e| {
                        record.place(e.at_page(record.page))
                    });
                }
            });
        for values in states {
            for (note, count) in values.unread {
                tell(&mut all.unread, note, count);
            }
            all.decoded = all.decoded.saturating_add(values.decoded);
            all.foreign = all.foreign.saturating_add(values.foreign);
            for (provider, count) in values.encrypted {
                *all.encrypted.entry(provider).or_default() += count;
            }
            all.faults.append(values.faults);
        }
        all
    }
}

/// Of a value that is whole nothing is needed but its type.
static IDENTITY: Part = Part::identity();

impl<'a> Values<'a> {
    fn check(
        &mut self,
        view: &View<'_>,
        key: &'a [u8],
        value: &'a [u8],
        place: impl Fn(Error) -> Error,
    ) {
        let encrypted = Encrypted::recognize(value);
        if let Some(encrypted) = &encrypted {
            *self.encrypted.entry(provider(encrypted)).or_default() += 1;
        }
        if encrypted.is_some() && !view.codec.has_keys() {
            return;
        }
        if !view.is_registry_key(key) {
            self.foreign = self.foreign.saturating_add(1);
            return;
        }
        self.bytes = self.bytes.saturating_add(value.len());
        let read = self.bytes;
        let near = |sound: &Sound<'a>| {
            (read.saturating_sub(sound.read) <= NEAR_BYTES).then_some(sound.value)
        };
        let options = DecodeOptions {
            managed_fields: true,
            part: Some(&IDENTITY),
            like: self.sound.get(key).and_then(near),
            ..DecodeOptions::default()
        };
        match view.codec.read(key, value, options) {
            Ok(decoded) => {
                if decoded.is_part && decoded.built_in && encrypted.is_none() {
                    let now = Sound { value, read };
                    if let Some(sound) = self.sound.get_mut(key) {
                        *sound = now;
                    } else if self.sound.len() < MAX_SOUND {
                        self.sound.insert(key, now);
                    }
                }
                let notes = match view.unread(key, &decoded) {
                    Ok(notes) => notes,
                    Err(e) => return self.faults.add(place(e)),
                };
                self.decoded = self.decoded.saturating_add(1);
                for note in notes {
                    tell(&mut self.unread, note, 1);
                }
            }
            Err(e) => self.faults.add(place(e)),
        }
    }
}

/// A value that was found whole.
#[derive(Clone, Copy)]
struct Sound<'a> {
    value: &'a [u8],
    /// How many bytes had been read with it.
    read: usize,
}

/// A value that lies further back may have left the page cache where a file does not fit it.
const NEAR_BYTES: usize = 512 << 20;

/// Of how many keys the last value is kept: more than most clusters have.
const MAX_SOUND: usize = 1 << 17;

impl Values<'_> {
    /// Adds them to the rest of a report.
    fn tell(self, report: &mut CheckReport, found: &mut Collector) {
        found.append(self.faults);
        report.decoded = self.decoded;
        report.foreign = self.foreign;
        report.unread = self.unread.into_iter().collect();
        report.unread.sort_unstable();
        report.encrypted = self.encrypted.into_iter().collect();
        report.encrypted.sort_unstable();
    }
}

/// Counts a note, of the first so many that differ.
fn tell(notes: &mut HashMap<String, u64>, note: String, count: u64) {
    if notes.len() < limits::MAX_PROBLEMS || notes.contains_key(&note) {
        let held = notes.entry(note).or_default();
        *held = held.saturating_add(count);
    }
}

/// What of a write-ahead log does not count, and is no damage.
fn wal_note(wal: &wal::Report) -> Option<String> {
    let torn = wal.torn.as_ref()?;
    Some(format!(
        "the record at byte {} of {} was not written whole: etcd drops it on start, and so does kf",
        torn.offset, torn.segment
    ))
}

/// `aescbc (v1) key "key1"`.
pub(super) fn provider(encrypted: &Encrypted<'_>) -> String {
    format!(
        "{} ({}) {}",
        escape::text(&String::from_utf8_lossy(encrypted.provider)),
        escape::text(&String::from_utf8_lossy(encrypted.version)),
        escape::quoted(encrypted.name),
    )
}

impl CheckReport {
    fn with(mut self, found: Collector) -> Self {
        self.problems = found.problems;
        self.left_off = found.left_off;
        self
    }
}
