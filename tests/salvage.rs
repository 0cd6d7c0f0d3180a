//! Broken files with `--salvage`: every record on a page that was not touched is found, and
//! nothing panics or hangs. What ought to be found is told by a reader of its own below, which
//! knows nothing but the layout of a sound file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use kf::bbolt::Db;
use kf::etcd::{Fate, Label, Store, Want};

use crate::cli_reference::assert_has_every_command;
use crate::support::{database, kf, temporary, unpacked};

const PAGE: usize = 4096;

/// Knuth's MMIX generator; its high bits.
struct Dice(u64);

impl Dice {
    fn new(seed: usize) -> Self {
        let mut dice = Self((seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        dice.roll(2);
        dice
    }

    fn roll(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }
}

fn u16_at(db: &[u8], at: usize) -> usize {
    u16::from_le_bytes(db[at..at + 2].try_into().unwrap()).into()
}

fn u32_at(db: &[u8], at: usize) -> usize {
    u32::from_le_bytes(db[at..at + 4].try_into().unwrap()) as usize
}

fn u64_at(db: &[u8], at: usize) -> usize {
    usize::try_from(u64::from_le_bytes(db[at..at + 8].try_into().unwrap())).unwrap()
}

/// Key and value of each element of the leaf page at `at`.
fn elements(db: &[u8], at: usize) -> Vec<Element> {
    let element = |i: usize| {
        let e = at + 16 + 16 * i;
        let key = e + u32_at(db, e + 4);
        let value = key + u32_at(db, e + 8);
        let end = value + u32_at(db, e + 12);
        (db[key..value].to_vec(), db[value..end].to_vec())
    };
    (0..u16_at(db, at + 10)).map(element).collect()
}

/// A key and its value.
type Element = (Vec<u8>, Vec<u8>);

/// A sound file and where everything is in it.
struct Sound {
    db: Vec<u8>,
    root: usize,
    branches: Vec<usize>,
    /// The pages of each leaf of the bucket `key`, and its records.
    leaves: Vec<(Range<usize>, Vec<Element>)>,
}

impl Sound {
    fn read(db: Vec<u8>) -> Self {
        let newest = usize::from(u64_at(&db, PAGE + 64) > u64_at(&db, 64));
        let root = u64_at(&db, newest * PAGE + 32);
        let buckets = elements(&db, root * PAGE);
        let key = buckets.iter().find(|(name, _)| name == b"key").unwrap();
        let mut sound = Self {
            root,
            branches: Vec::new(),
            leaves: Vec::new(),
            db,
        };
        sound.walk(u64_at(&key.1, 0));
        sound
    }

    fn walk(&mut self, page: usize) {
        let at = page * PAGE;
        if u16_at(&self.db, at + 8) == 1 {
            self.branches.push(page);
            for i in 0..u16_at(&self.db, at + 10) {
                self.walk(u64_at(&self.db, at + 16 + 16 * i + 8));
            }
        } else {
            let run = page..page + 1 + u32_at(&self.db, at + 12);
            self.leaves.push((run, elements(&self.db, at)));
        }
    }

    /// A broken copy, the pages that were changed, and what was done.
    fn broken(&self, round: usize) -> (Vec<u8>, BTreeSet<usize>, &'static str) {
        let mut dice = Dice::new(round);
        let mut db = self.db.clone();
        let pages = db.len() / PAGE;
        let mut touched = BTreeSet::new();
        let zero = |db: &mut Vec<u8>, touched: &mut BTreeSet<usize>, page: usize| {
            db[page * PAGE..(page + 1) * PAGE].fill(0);
            touched.insert(page);
        };
        let what = match round % 10 {
            0 => {
                for _ in 0..=dice.roll(12) {
                    // Half of the flips in headers and element arrays.
                    let page = dice.roll(pages);
                    let within = if dice.roll(2) == 0 { 160 } else { PAGE };
                    let at = page * PAGE + dice.roll(within);
                    db[at] ^= 1 << dice.roll(8);
                    touched.insert(page);
                }
                "bits flipped"
            }
            1 => {
                (0..=dice.roll(6)).for_each(|_| {
                    let page = dice.roll(pages);
                    zero(&mut db, &mut touched, page)
                });
                "pages zeroed"
            }
            2 => {
                let (a, b) = (dice.roll(pages), dice.roll(pages));
                let (x, y) = (a * PAGE..(a + 1) * PAGE, b * PAGE..(b + 1) * PAGE);
                let page = db[x.clone()].to_vec();
                db.copy_within(y.clone(), x.start);
                db[y].copy_from_slice(&page);
                touched.extend([a, b]);
                "pages swapped"
            }
            3 => {
                let end = dice.roll(db.len());
                db.truncate(end);
                touched.extend(end / PAGE..pages + 1);
                "cut short"
            }
            4 => {
                let branch = self.branches[dice.roll(self.branches.len())];
                let element = dice.roll(u16_at(&db, branch * PAGE + 10));
                let to = match dice.roll(3) {
                    0 => branch,
                    1 => self.branches[0],
                    _ => dice.roll(pages),
                };
                let at = branch * PAGE + 16 + 16 * element + 8;
                db[at..at + 8].copy_from_slice(&(to as u64).to_le_bytes());
                touched.insert(branch);
                "a branch that leads elsewhere"
            }
            5 => {
                (0..2).for_each(|page| zero(&mut db, &mut touched, page));
                "metas zeroed"
            }
            6 => {
                (0..2).for_each(|page| zero(&mut db, &mut touched, page));
                for _ in 0..=dice.roll(4) {
                    {
                        let page = dice.roll(pages);
                        zero(&mut db, &mut touched, page)
                    };
                }
                "metas and other pages zeroed"
            }
            7 => {
                let lost = [self.root, self.branches[0]];
                {
                    let page = lost[dice.roll(2)];
                    zero(&mut db, &mut touched, page)
                };
                if dice.roll(2) == 0 {
                    (0..2).for_each(|page| zero(&mut db, &mut touched, page));
                }
                "a root zeroed"
            }
            8 => {
                let page = dice.roll(pages);
                for byte in &mut db[page * PAGE..(page + 1) * PAGE] {
                    *byte = u8::try_from(dice.roll(256)).unwrap();
                }
                touched.insert(page);
                "a page of noise"
            }
            _ => {
                // A header that claims more than it has.
                let page = dice.roll(pages);
                let (field, bytes) = [(10, 2), (12, 4), (12, 1), (8, 2)][dice.roll(4)];
                for at in 0..bytes {
                    db[page * PAGE + field + at] = u8::try_from(dice.roll(256)).unwrap();
                }
                touched.insert(page);
                "a header changed"
            }
        };
        (db, touched, what)
    }
}

fn revision(key: &[u8]) -> (i64, i64, bool) {
    let number = |at: usize| i64::from_be_bytes(key[at..at + 8].try_into().unwrap());
    (number(0), number(9), key.len() == 18)
}

/// All records that a store has, by revision.
fn all(store: &Store<'_>) -> BTreeMap<(i64, i64, bool), Vec<u8>> {
    let history = store.history(0..=i64::MAX, &Want::all());
    let records = history.records.iter();
    records
        .map(|r| {
            let revision = (r.revision.main, r.revision.sub, r.tombstone);
            (revision, r.value.to_vec())
        })
        .collect()
}

/// What is missing of the pages that nobody touched; empty if all is well.
fn missing(sound: &Sound, broken: &[u8], touched: &BTreeSet<usize>) -> Vec<String> {
    let found = Store::salvage(broken).map(|store| {
        let found = all(&store);
        let carved = store.carve(false);
        assert!(carved.len() <= broken.len() / 33, "more records than fit");
        found
    });
    let untouched = |run: &Range<usize>| run.clone().all(|page| !touched.contains(&page));
    let leaves = sound.leaves.iter().filter(|(run, _)| untouched(run));
    let wanted = leaves.flat_map(|(run, records)| records.iter().map(move |r| (run.start, r)));
    wanted
        .filter_map(|(page, (key, value))| {
            let found = found.as_ref().map_err(|e| e.to_string());
            let there = found.map(|all| all.get(&revision(key)).cloned());
            match there {
                Ok(Some(found)) if value.windows(found.len().max(1)).any(|w| w == found) => None,
                Ok(Some(found)) if found.is_empty() => None,
                other => Some(format!(
                    "page {page}, revision {:?}: {other:?}",
                    revision(key)
                )),
            }
        })
        .collect()
}

fn campaign(name: &str, rounds: usize) {
    let sound = Sound::read(database(name));
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let round = next.fetch_add(1, Ordering::Relaxed);
            if round >= rounds {
                return;
            }
            let (broken, touched, what) = sound.broken(round);
            let run = AssertUnwindSafe(|| missing(&sound, &broken, &touched));
            let missing =
                catch_unwind(run).unwrap_or_else(|_| panic!("{name}, round {round}, {what}"));
            assert!(
                missing.is_empty(),
                "{name}, round {round}, {what}, pages {touched:?}: {} records, the first: {}",
                missing.len(),
                missing[0]
            );
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
}

#[test]
fn broken_small_files() {
    campaign("enc-kms-A.db.gz", 900);
    campaign("enc-aescbc-A.db.gz", 500);
}

#[test]
fn broken_files_of_an_older_etcd() {
    campaign("c115-A.db.gz", 400);
}

#[test]
fn broken_compacted_files() {
    campaign("c115-C.db.gz", 400);
}

/// Commands that read a snapshot.
const READING: [&str; 26] = [
    "api-resources",
    "api-versions",
    "auth can-i --list --as alice",
    "bbolt buckets",
    "bbolt stats",
    "bootstrap",
    "carve",
    "check",
    "describe cm -A",
    "du",
    "events -A",
    "explain pods",
    "get all -A",
    "get cm -A -o yaml",
    "helm list -A",
    "history -A",
    "info -o json",
    "keys",
    "leases",
    "members",
    "secrets",
    "snapshot hashkv",
    "snapshot status",
    "suspects -o json",
    "timeline",
    "timeline -o jsonl",
];

/// Commands that are not among them, each with the reason.
const NOT_READING: [(&str, &str); 15] = [
    ("browse", "draws what get prints"),
    ("completion", "no snapshot"),
    ("custody", "no snapshot"),
    ("decode", "one value of standard input"),
    ("diff", "two files, each read as by get"),
    ("export", "writes what get prints"),
    ("lake", "writes files"),
    ("man", "no snapshot"),
    ("options", "no snapshot"),
    ("redact", "writes what get prints"),
    ("report", "writes what timeline and suspects print"),
    ("serve", "answers what get prints"),
    ("unpack", "copies the file as it is"),
    ("verify", "starts servers"),
    ("version", "no snapshot"),
];

#[test]
fn every_command_is_read_with_salvage_or_has_its_reason() {
    assert_has_every_command(READING.into_iter(), &NOT_READING);
}

#[test]
fn a_sound_file_is_read_the_same_with_and_without() {
    let path = unpacked("c115-C.db.gz");
    for command in READING {
        let plain = kf(command, &["-s", &path]);
        assert_eq!(plain, kf(command, &["-s", &path, "--salvage"]), "{command}");
    }
    let line = kf("keys -o jsonl --salvage", &["-s", &path]);
    assert!(
        line.text()
            .lines()
            .all(|l| l.ends_with("\"label\":\"reachable\"}"))
    );
}

/// With any page of the newest tree lost, no object comes back that was deleted, and no object is
/// shown that never was.
#[test]
fn what_was_deleted_stays_deleted() {
    let sound = Sound::read(database("c115-C.db.gz"));
    let truth = Store::new(Db::open(&sound.db).unwrap()).unwrap();
    let live = truth.latest(None, &Want::all()).unwrap().records;
    let live: BTreeSet<&[u8]> = live.iter().map(|record| record.key).collect();
    let (mut orphaned, mut stale) = (0, 0);
    for page in [sound.root]
        .iter()
        .chain(&sound.branches)
        .chain(sound.leaves.iter().map(|l| &l.0.start))
    {
        let mut db = sound.db.clone();
        db[page * PAGE..(page + 1) * PAGE].fill(0);
        let store = Store::salvage(&db).unwrap();
        for record in store.latest(None, &Want::all()).unwrap().records {
            let key = String::from_utf8_lossy(record.key);
            assert!(live.contains(record.key), "page {page} lost: {key} is back");
            match store.label(&record) {
                Label::Orphaned => orphaned += 1,
                Label::Stale => stale += 1,
                Label::Reachable => {}
            }
        }
    }
    assert!(
        orphaned > 300 && stale > 0,
        "{orphaned} orphaned, {stale} stale"
    );
}

#[test]
fn the_hint_the_labels_and_the_exit_code() {
    let sound = Sound::read(database("c115-A.db.gz"));
    let mut db = sound.db.clone();
    db[sound.branches[0] * PAGE..(sound.branches[0] + 1) * PAGE].fill(0);
    let file = temporary(&db);
    let path = file.path().to_str().unwrap();
    let without = kf("get cm -n prod", &["-s", path]);
    assert_eq!(without.code, 1);
    assert!(
        without
            .stderr
            .contains("hint: with --salvage, kf looks for"),
        "{}",
        without.stderr
    );
    let with = kf("get cm -n prod", &["-s", path, "--salvage"]);
    let whole = kf("get cm -n prod", &["-s", &unpacked("c115-A.db.gz")]);
    assert_eq!(with.text(), whole.text());
    assert_eq!(with.code, 1);
    let warnings = with
        .stderr
        .lines()
        .filter(|l| l.starts_with("warning: orphaned: key \"/registry/configmaps/prod/"));
    assert_eq!(
        warnings.count(),
        whole.text().lines().count() - 1,
        "{}",
        with.stderr
    );
    assert!(!with.stderr.contains("hint: with --salvage"));
    // Both metas gone: named without, read with.
    let mut db = sound.db;
    db[..2 * PAGE].fill(0);
    let file = temporary(&db);
    let path = file.path().to_str().unwrap();
    let without = kf("get cm -n prod", &["-s", path]);
    assert!(
        without.stderr.contains("--salvage") && without.text().is_empty(),
        "{}",
        without.stderr
    );
    let with = kf("get cm -n prod", &["-s", path, "--salvage"]);
    assert_eq!(with.text(), whole.text());
    assert!(with.stderr.contains("is taken for it"), "{}", with.stderr);
    for command in ["info", "du", "members", "leases", "keys", "api-resources"] {
        let with = kf(command, &["-s", path, "--salvage"]);
        assert!(!with.text().is_empty(), "{command}: {}", with.stderr);
    }
}

/// A compacted file gives back what compaction took, byte for byte.
#[test]
fn compacted_revisions_are_carved() {
    let before = database("carve-before.db.gz");
    let before = Sound::read(before);
    let after = database("carve-after.db.gz");
    let kept = Sound::read(after.clone());
    let records = |sound: &Sound| -> BTreeMap<Vec<u8>, Vec<u8>> {
        let leaves = sound.leaves.iter();
        leaves.flat_map(|(_, records)| records.clone()).collect()
    };
    let (before, kept) = (records(&before), records(&kept));
    let gone = before.iter().filter(|(key, _)| !kept.contains_key(*key));
    let store = Store::new(Db::open(&after).unwrap()).unwrap();
    let carved = store.carve(false);
    let mut found = 0;
    for (key, value) in gone {
        let (main, sub, tombstone) = revision(key);
        let this = carved
            .iter()
            .find(|c| (c.revision.main, c.revision.sub, c.tombstone) == (main, sub, tombstone));
        let Some(this) = this else { continue };
        assert_eq!((this.fate, this.label), (Fate::Compacted, Label::Stale));
        assert!(value.starts_with(this.bytes), "revision {main}");
        assert_eq!(this.size, value.len());
        if this.record.is_some() {
            assert_eq!(this.bytes, value, "revision {main}");
            found += 1;
        }
    }
    let all = before.len()
        - kept
            .iter()
            .filter(|(key, _)| before.contains_key(*key))
            .count();
    assert!(found * 2 > all, "{found} of {all}");
    for c in &carved {
        let key: Vec<u8> = c.revision.to_key(c.tombstone);
        assert!(!kept.contains_key(&key));
    }
}
