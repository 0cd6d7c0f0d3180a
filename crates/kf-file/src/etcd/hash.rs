//! The figures by which etcd's own tools compare files: `snapshot status` and HashKV.
//!
//! Both are CRC-32C sums over keys and values in order. The keys and values of a sound leaf page
//! lie one behind the other, so a page is summed in one piece; stretches of the tree are summed
//! by several threads and the sums combined.

use std::num::NonZeroUsize;

use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};

use crate::bbolt::{Bucket, Db, Direction, Page, Visited};
use kf_base::error::{Error, Result};

use super::key_value::KeyValue;
use super::revision::Revision;
use super::schema;
use super::store::Store;

/// A CRC-32C (Castagnoli) and the number of bytes it covers.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    crc: u32,
    bytes: usize,
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        self.crc = crc32c::crc32c_append(self.crc, bytes);
        self.bytes = self.bytes.saturating_add(bytes.len());
    }

    /// The sum of the bytes of `self` followed by those of `other`.
    fn then(self, other: Self) -> Self {
        Self {
            crc: crc32c::crc32c_combine(self.crc, other.crc, other.bytes),
            bytes: self.bytes.saturating_add(other.bytes),
        }
    }
}

/// What `etcdutl snapshot status` says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Status {
    /// CRC-32C over names, keys and values of all buckets.
    pub hash: u32,
    /// Revision of the last record; 0 without records.
    pub revision: i64,
    /// Elements of all buckets together: TOTAL KEYS up to 3.5.
    pub elements: u64,
    /// Size of the allocated pages in bytes, as the meta page counts them.
    pub size: u64,
}

/// What one stretch of a tree came to.
#[derive(Default)]
struct Stretch {
    sum: Sum,
    elements: u64,
    fault: Option<Error>,
}

impl Stretch {
    /// Adds a page in the way of `add`, as long as nothing was wrong.
    ///
    /// Elements of sound pages share no bytes, so their sum covers at most `most` bytes, the size
    /// of the file; runs of overflow pages that overlap would make it grow without bounds.
    fn page<'a>(
        &mut self,
        page: Result<Page<'a>>,
        most: usize,
        add: impl Fn(&mut Self, &Page<'a>) -> Result<()>,
    ) {
        if self.fault.is_some() {
            return;
        }
        self.fault = match page {
            Ok(page) if self.sum.bytes > most => Some(overlapping(page.id())),
            Ok(page) => add(self, &page).err(),
            Err(e) => Some(e),
        };
    }

    /// Adds all of a page.
    fn whole(&mut self, page: &Page<'_>) -> Result<()> {
        self.elements = self.elements.saturating_add(page.count().into());
        if let Some(packed) = page.packed() {
            self.sum.add(packed);
            return Ok(());
        }
        for element in page.leaf_elements() {
            let element = element?;
            self.sum.add(element.key);
            // bbolt gives no value for a nested bucket.
            if !element.is_bucket {
                self.sum.add(element.value);
            }
        }
        Ok(())
    }
}

impl Status {
    /// Sums up a file (etcdutl `snapshot/v3_snapshot.go` `Status`).
    ///
    /// # Errors
    /// Corrupt, with the place, when any page of any bucket cannot be read: a sum over part of a
    /// file means nothing. A wrong [`crate::bbolt::Trailer`] is not looked at.
    pub fn read(db: &Db<'_>, threads: NonZeroUsize) -> Result<Self> {
        let visited = Visited::new(db);
        let mut status = Self {
            hash: 0,
            revision: 0,
            elements: 0,
            size: u64::try_from(db.page_size())
                .unwrap_or(u64::MAX)
                .saturating_mul(db.high_water_mark()),
        };
        let mut sum = Sum::default();
        for entry in db.entries(db.root(), Direction::Forward) {
            let entry = entry.map_err(see_check)?;
            if !entry.is_bucket {
                return Err(see_check(
                    Error::corrupt("a key among the buckets, etcd has none there")
                        .at_key(entry.key)
                        .at_page(entry.page),
                ));
            }
            let bucket = Bucket::parse(entry.key, entry.value, entry.page).map_err(see_check)?;
            sum.add(bucket.name());
            let most = db.data().len();
            let stretches = db.fold_leaves(
                bucket,
                threads,
                &visited,
                Stretch::default,
                |state, page| {
                    state.page(page, most, Stretch::whole);
                },
            );
            for stretch in stretches {
                if let Some(fault) = stretch.fault {
                    return Err(see_check(fault.in_bucket(bucket.name())));
                }
                sum = sum.then(stretch.sum);
                status.elements = status.elements.saturating_add(stretch.elements);
            }
            if bucket.name() == schema::KEY
                && let Some(last) = db.entries(bucket, Direction::Reverse).next()
            {
                let last = last.map_err(see_check)?;
                let place = |e: Error| e.at_page(last.page).in_bucket(schema::KEY);
                status.revision = Revision::parse(last.key).map_err(place)?.0.main;
            }
        }
        status.hash = sum.crc;
        Ok(status)
    }

    /// The number of keys that exist, TOTAL KEYS since 3.6: user keys whose last record is a put.
    /// The record that `--bump-revision` leaves counts as one, as it does there.
    ///
    /// # Errors
    /// Corrupt when a record cannot be read.
    pub fn live_keys(db: &Db<'_>, threads: NonZeroUsize) -> Result<u64> {
        let Some(bucket) = db.bucket(schema::KEY)? else {
            return Ok(0);
        };
        let newest = newest(db, bucket, threads, i64::MAX)?;
        let live = newest.values().filter(|(_, tombstone)| !tombstone).count();
        Ok(u64::try_from(live).unwrap_or(u64::MAX))
    }
}

/// What `etcdctl endpoint hashkv` and `etcdutl hashkv` say: a sum over the key space alone, the
/// same on all members of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HashKv {
    /// CRC-32C of the bucket's name and the records that count.
    pub hash: u32,
    /// The revision it is for.
    pub revision: i64,
    /// The compact revision, -1 without one.
    pub compact_revision: i64,
}

impl HashKv {
    /// Sums up the key space at revision `at`, or the newest (etcd `mvcc/hash.go` `kvHasher`).
    ///
    /// Above the compact revision every record counts; up to it only those that tell the state at
    /// `at`, so that members that compacted at different times agree. A tombstone at the compact
    /// revision itself never counts: only newer servers keep it.
    ///
    /// A live server may answer differently at exactly its compact revision: it has a sum from
    /// before the compaction in memory.
    ///
    /// # Errors
    /// As [`Store::resolve`]; corrupt when any record cannot be read.
    pub fn read(store: &Store<'_>, at: Option<i64>, threads: NonZeroUsize) -> Result<Self> {
        let revision = store.resolve(at.filter(|at| *at != 0))?;
        let compact = store.compact_revision().unwrap_or(-1);
        let mut newest = match store.tree() {
            Some((db, bucket)) => newest(db, bucket, threads, revision)?,
            None => Newest::default(),
        };
        for raw in store.loose().records() {
            if raw.revision.main <= revision {
                keep_newer(&mut newest, raw.key, raw.rank());
            }
        }
        let kept: HashSet<Revision, RandomState> = newest
            .into_values()
            .filter_map(|(revision, tombstone)| (!tombstone).then_some(revision))
            .collect();
        let counts = |(this, tombstone): (Revision, bool)| {
            this.main <= revision
                && (this.main > compact || kept.is_empty() || kept.contains(&this))
                && !(this.main == compact && tombstone)
        };
        let mut sum = Sum::default();
        sum.add(schema::KEY);
        if let Some((db, bucket)) = store.tree() {
            let visited = Visited::new(db);
            let most = db.data().len();
            let stretches = db.fold_leaves(
                bucket,
                threads,
                &visited,
                Stretch::default,
                |state, page| {
                    state.page(page, most, |state, page| add_counting(state, page, counts));
                },
            );
            for stretch in stretches {
                if let Some(fault) = stretch.fault {
                    return Err(see_check(fault.in_bucket(schema::KEY)));
                }
                sum = sum.then(stretch.sum);
            }
        }
        // They follow the tree's.
        for raw in store.loose().records().iter().filter(|r| counts(r.rank())) {
            sum.add(&raw.revision.to_key(raw.tombstone));
            sum.add(raw.value);
        }
        Ok(Self {
            hash: sum.crc,
            revision,
            compact_revision: compact,
        })
    }
}

/// Adds the records of a page that count.
fn add_counting(
    state: &mut Stretch,
    page: &Page<'_>,
    counts: impl Fn((Revision, bool)) -> bool,
) -> Result<()> {
    for element in page.leaf_elements() {
        let element = element?;
        if counts(Revision::parse(element.key).map_err(|e| e.at_page(page.id()))?) {
            state.sum.add(element.key);
            state.sum.add(element.value);
        }
    }
    Ok(())
}

type Newest<'a> = HashMap<&'a [u8], (Revision, bool), RandomState>;

fn keep_newer<'a>(newest: &mut Newest<'a>, key: &'a [u8], change: (Revision, bool)) {
    let held = newest.entry(key).or_insert(change);
    *held = change.max(*held);
}

/// The last change of each user key up to revision `at`, and whether it deleted the key.
fn newest<'a>(
    db: &Db<'a>,
    bucket: Bucket<'a>,
    threads: NonZeroUsize,
    at: i64,
) -> Result<Newest<'a>> {
    type State<'a> = (Newest<'a>, Option<Error>);
    let visited = Visited::new(db);
    let page = |newest: &mut Newest<'a>, page: &Page<'a>| -> Result<()> {
        for element in page.leaf_elements() {
            let element = element?;
            let place = |e: Error| e.at_page(page.id());
            let change = Revision::parse(element.key).map_err(place)?;
            if change.0.main <= at {
                let key = KeyValue::key_of(element.value)
                    .map_err(|e| e.at_revision(change.0.main, change.0.sub))
                    .map_err(place)?;
                keep_newer(newest, key, change);
            }
        }
        Ok(())
    };
    let states = db.fold_leaves(
        bucket,
        threads,
        &visited,
        State::default,
        |(newest, fault): &mut State<'a>, leaf| {
            if let Err(e) = leaf.and_then(|leaf| page(newest, &leaf)) {
                fault.get_or_insert(e);
            }
        },
    );
    let mut all = Newest::default();
    for (newest, fault) in states {
        if let Some(fault) = fault {
            return Err(see_check(fault.in_bucket(schema::KEY)));
        }
        if all.is_empty() {
            all = newest;
        } else {
            for (key, change) in newest {
                keep_newer(&mut all, key, change);
            }
        }
    }
    Ok(all)
}

#[cold]
fn overlapping(page: u64) -> Error {
    Error::corrupt("pages overlap: together they hold more bytes than the file").at_page(page)
}

#[cold]
fn see_check(e: Error) -> Error {
    e.hint("the file is damaged, so it has no hash; kf check lists all problems")
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_testing::bbolt::{Builder, inline_bucket, key_file};

    fn record(main: u64, tombstone: bool, value: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let mut key = main.to_be_bytes().to_vec();
        key.push(b'_');
        key.extend([0; 8]);
        if tombstone {
            key.push(b't');
        }
        (key, value.to_vec())
    }

    /// put foo=bar, put foo=baz, delete foo, put foo=new, put a="".
    fn records() -> Vec<(Vec<u8>, Vec<u8>)> {
        vec![
            record(2, false, b"\x0a\x03foo\x10\x02\x18\x02\x20\x01\x2a\x03bar"),
            record(3, false, b"\x0a\x03foo\x10\x02\x18\x03\x20\x02\x2a\x03baz"),
            record(4, true, b"\x0a\x03foo"),
            record(5, false, b"\x0a\x03foo\x10\x05\x18\x05\x20\x01\x2a\x03new"),
            record(6, false, b"\x0a\x01a\x10\x06\x18\x06\x20\x01"),
        ]
    }

    fn hash_kv(file: &[u8], at: i64) -> u32 {
        let store = Store::new(Db::open(file).unwrap()).unwrap();
        HashKv::read(&store, Some(at), NonZeroUsize::new(3).unwrap())
            .unwrap()
            .hash
    }

    /// The sums were computed by an implementation of their own that gives all the constants of
    /// etcd's `TestHashByRevValue`.
    #[test]
    fn hash_kv_before_and_after_a_compaction() {
        let file = key_file(1024, &records(), 2);
        for (at, hash) in [(6, 4_165_845_922), (4, 3_153_096_970), (3, 2_020_292_994)] {
            assert_eq!(hash_kv(&file, at), hash, "at {at}");
        }
        let mut file = Builder::new(1024);
        let root = file.tree(&records()[2..], 2);
        let mark = record(4, false, b"").0;
        let meta = vec![
            (b"finishedCompactRev".to_vec(), mark.clone(), false),
            (b"scheduledCompactRev".to_vec(), mark, false),
        ];
        let file = file.finish(vec![
            ("key", Builder::bucket(root)),
            ("meta", inline_bucket(&meta)),
        ]);
        for (at, hash) in [(6, 298_971_181), (5, 1_503_513_597), (4, 1_084_519_789)] {
            assert_eq!(hash_kv(&file, at), hash, "at {at}");
        }
    }

    #[test]
    fn status_of_a_small_file() {
        let mut file = Builder::new(1024);
        let root = file.tree(&records()[..1], 4);
        let index = 5_u64.to_be_bytes().to_vec();
        let meta = vec![(b"consistent_index".to_vec(), index, false)];
        let file = file.finish(vec![
            ("key", Builder::bucket(root)),
            ("meta", inline_bucket(&meta)),
        ]);
        let status = Status::read(&Db::open(&file).unwrap(), NonZeroUsize::MIN).unwrap();
        let expected = Status {
            hash: 0x5552_F8F4,
            revision: 2,
            elements: 2,
            size: file.len() as u64,
        };
        assert_eq!(status, expected);
    }

    #[test]
    fn threads_and_gaps_change_nothing() {
        let many: Vec<_> = (2..2000)
            .map(|main| record(main, false, b"\x0a\x01k\x10\x02\x18\x02\x20\x01"))
            .collect();
        let file = key_file(1024, &many, 7);
        let db = Db::open(&file).unwrap();
        let one = Status::read(&db, NonZeroUsize::MIN).unwrap();
        assert_eq!(one.elements, 1998);
        assert_eq!(
            Status::read(&db, NonZeroUsize::new(5).unwrap()).unwrap(),
            one
        );
        assert_eq!(Status::live_keys(&db, NonZeroUsize::MIN).unwrap(), 1);
    }

    #[test]
    fn a_damaged_file_has_no_hash() {
        let mut file = key_file(1024, &records(), 2);
        file[2 * 1024] ^= 1;
        let db = Db::open(&file).unwrap();
        let e = Status::read(&db, NonZeroUsize::MIN).unwrap_err();
        assert!(e.is_corrupt() && e.hint_text().is_some());
    }
}
