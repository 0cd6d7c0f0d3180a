//! Stores: the test vectors of a real one, a real snapshot, and damage.

use std::io::Read;
use std::num::NonZeroUsize;

use super::*;
use crate::bbolt::{Db, Direction};
use kf_base::ErrorKind;
use kf_testing::bbolt::{Builder, Elements, inline_bucket, key_file};

type Pairs = Vec<(Vec<u8>, Vec<u8>)>;

fn revision_key(main: i64, sub: i64, tombstone: bool) -> Vec<u8> {
    let mut key = main.to_be_bytes().to_vec();
    key.push(b'_');
    key.extend(sub.to_be_bytes());
    if tombstone {
        key.push(b't');
    }
    key
}

fn put(key: &str, create: u8, main: u8, version: u8, value: &str) -> (Vec<u8>, Vec<u8>) {
    let mut kv = vec![0x0a, key.len() as u8];
    kv.extend(key.as_bytes());
    kv.extend([0x10, create, 0x18, main, 0x20, version]);
    if !value.is_empty() {
        kv.extend([0x2a, value.len() as u8]);
        kv.extend(value.as_bytes());
    }
    (revision_key(main.into(), 0, false), kv)
}

fn delete(key: &str, main: i64, sub: i64) -> (Vec<u8>, Vec<u8>) {
    let mut kv = vec![0x0a, key.len() as u8];
    kv.extend(key.as_bytes());
    (revision_key(main, sub, true), kv)
}

/// put foo=bar, put foo=baz, delete foo, put foo=new, put a="" on an empty store.
fn worked_example() -> Pairs {
    vec![
        put("foo", 2, 2, 1, "bar"),
        put("foo", 2, 3, 2, "baz"),
        delete("foo", 4, 0),
        put("foo", 5, 5, 1, "new"),
        put("a", 6, 6, 1, ""),
    ]
}

fn file_with(elements: &Pairs, meta: &Pairs) -> Vec<u8> {
    let mut file = Builder::new(4096);
    let root = file.tree(elements, 2);
    let meta: Elements = meta
        .iter()
        .map(|(k, v)| (k.clone(), v.clone(), false))
        .collect();
    file.finish(vec![
        ("key", Builder::bucket(root)),
        ("meta", inline_bucket(&meta)),
    ])
}

fn open(file: &[u8]) -> Store<'_> {
    Store::new(Db::open(file).unwrap()).unwrap()
}

fn state<'a>(store: &Store<'a>, at: Option<i64>, want: &Want) -> Vec<(&'a str, &'a str, i64, i64)> {
    let latest = store.latest(at, want).unwrap();
    assert!(latest.problems.is_empty(), "{:?}", latest.problems);
    latest
        .records
        .iter()
        .map(|r| {
            let text = |b| std::str::from_utf8(b).unwrap();
            (text(r.key), text(r.value), r.mod_revision, r.version)
        })
        .collect()
}

#[test]
fn the_records_of_the_worked_example() {
    let pairs = worked_example();
    let hex = |b: &[u8]| b.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let expected = [
        (
            "00000000000000025f0000000000000000",
            "0a03666f6f1002180220012a03626172",
        ),
        (
            "00000000000000035f0000000000000000",
            "0a03666f6f1002180320022a0362617a",
        ),
        ("00000000000000045f000000000000000074", "0a03666f6f"),
        (
            "00000000000000055f0000000000000000",
            "0a03666f6f1005180520012a036e6577",
        ),
        ("00000000000000065f0000000000000000", "0a0161100618062001"),
    ];
    for ((key, value), (k, v)) in pairs.iter().zip(expected) {
        assert_eq!((hex(key).as_str(), hex(value).as_str()), (k, v));
    }
}

#[test]
fn the_state_at_every_revision() {
    let file = file_with(&worked_example(), &vec![]);
    let store = open(&file).threads(NonZeroUsize::new(3).unwrap());
    assert_eq!((store.revision(), store.compact_revision()), (6, None));
    assert_eq!(state(&store, Some(1), &Want::all()), []);
    assert_eq!(state(&store, Some(2), &Want::all()), [("foo", "bar", 2, 1)]);
    assert_eq!(state(&store, Some(3), &Want::all()), [("foo", "baz", 3, 2)]);
    assert_eq!(state(&store, Some(4), &Want::all()), []);
    assert_eq!(state(&store, Some(5), &Want::all()), [("foo", "new", 5, 1)]);
    let newest = [("a", "", 6, 1), ("foo", "new", 5, 1)];
    assert_eq!(state(&store, Some(6), &Want::all()), newest);
    assert_eq!(state(&store, None, &Want::all()), newest);
    assert_eq!(state(&store, None, &Want::none().prefix("f")), newest[1..]);
    assert_eq!(state(&store, None, &Want::none().key("a")), newest[..1]);
    assert_eq!(state(&store, None, &Want::none().key("b")), []);
    let deleted = state(&store, Some(4), &Want::all().deleted(true));
    assert_eq!(deleted, [("foo", "", 4, 0)]);

    let future = store.latest(Some(7), &Want::all()).unwrap_err();
    assert_eq!(future.kind(), ErrorKind::Invalid);
    assert!(
        future
            .message()
            .starts_with("required revision is a future revision")
    );
    assert_eq!(
        store.latest(Some(0), &Want::all()).unwrap_err().kind(),
        ErrorKind::Invalid
    );

    let history = store.history(3..=5, &Want::none().key("foo"));
    let told: Vec<_> = history
        .records
        .iter()
        .map(|r| (r.mod_revision, r.tombstone))
        .collect();
    assert_eq!(told, [(3, false), (4, true), (5, false)]);
    let sample: Vec<&[u8]> = store.sample(2).iter().map(|record| record.key).collect();
    assert_eq!(sample, [&b"foo"[..], b"foo", b"a", b"foo"]);
    let mains = |direction| -> Vec<i64> {
        store
            .records(direction)
            .map(|r| r.unwrap().revision.main)
            .collect()
    };
    assert_eq!(mains(Direction::Forward), [2, 3, 4, 5, 6]);
    assert_eq!(mains(Direction::Reverse), [6, 5, 4, 3, 2]);
}

#[test]
fn compaction_and_the_revision_of_the_store() {
    let mark = |name: &[u8], main| (name.to_vec(), revision_key(main, 0, false));
    let finished = mark(schema::META_FINISHED_COMPACT, 4);
    let file = file_with(&worked_example(), &vec![finished.clone()]);
    let store = open(&file);
    assert_eq!(store.compact_revision(), Some(4));
    assert!(!store.compaction().is_interrupted());
    let error = store.latest(Some(3), &Want::all()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Compacted);
    assert!(
        error
            .message()
            .starts_with("required revision has been compacted")
    );
    assert!(error.message().contains("the compact revision is 4"));
    assert!(store.latest(Some(4), &Want::all()).is_ok());

    // Interrupted, and beyond the last record, as `restore --bump-revision` leaves it.
    let file = file_with(
        &worked_example(),
        &vec![
            finished,
            mark(schema::META_SCHEDULED_COMPACT, 90),
            (schema::META_TERM.to_vec(), 7_u64.to_be_bytes().to_vec()),
        ],
    );
    let store = open(&file);
    assert_eq!((store.revision(), store.compact_revision()), (90, Some(90)));
    assert!(store.compaction().is_interrupted());
    assert_eq!(store.meta_number(schema::META_TERM), Some(7));
    assert!(store.latest(Some(90), &Want::all()).is_ok());
}

#[test]
fn the_bump_marker_counts_and_is_not_seen() {
    let mut pairs = worked_example();
    pairs.push((revision_key(1000, 0, false), vec![]));
    let file = file_with(&pairs, &vec![]);
    let store = open(&file);
    assert_eq!(store.revision(), 1000);
    assert_eq!(state(&store, None, &Want::all()).len(), 2);
    assert_eq!(store.records(Direction::Forward).count(), 5);
}

#[test]
fn the_greatest_revision_counts_wherever_it_stands() {
    let mut pairs = worked_example();
    pairs.rotate_left(3);
    let file = file_with(&pairs, &vec![]);
    let latest = open(&file).latest(None, &Want::all()).unwrap();
    let told: Vec<_> = latest
        .records
        .iter()
        .map(|r| (r.key, r.mod_revision))
        .collect();
    assert_eq!(told, [(&b"a"[..], 6), (b"foo", 5)]);
    let faults: Vec<String> = latest
        .problems
        .list()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(
        faults[0].contains("revision 2: the revision follows revision 6"),
        "{faults:?}"
    );
    assert!(
        faults[1].contains("above that of the last record, 4"),
        "{faults:?}"
    );
    assert_eq!(latest.revision, 6);
}

#[test]
fn a_record_twice() {
    let mut pairs = worked_example();
    pairs.push(put("a", 6, 6, 1, "other"));
    let file = file_with(&pairs, &vec![]);
    for threads in 1..4 {
        let store = open(&file).threads(NonZeroUsize::new(threads).unwrap());
        let latest = store.latest(None, &Want::all()).unwrap();
        assert_eq!(latest.records[0].value, b"other");
        let faults: Vec<String> = latest
            .problems
            .list()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(
            faults.iter().any(|f| f.contains("occurs twice")),
            "{faults:?}"
        );
        assert!(faults.iter().any(|f| f.contains("differs")), "{faults:?}");
    }
}

#[test]
fn damaged_records_are_named_and_left_out() {
    let mut wrong_mod = put("wrong-mod", 7, 7, 1, "x");
    wrong_mod.0 = revision_key(8, 0, false);
    let mut torn = put("torn", 9, 9, 1, "value");
    torn.1.truncate(13);
    let mut pairs = worked_example();
    pairs.extend([
        put("wrong-mod", 7, 7, 1, "older"),
        wrong_mod,
        torn,
        (b"short".to_vec(), b"x".to_vec()),
        (revision_key(10, 0, false), b"\xff".to_vec()),
        put("late", 12, 11, 1, "x"),
    ]);
    let file = file_with(&pairs, &vec![]);
    let latest = open(&file).latest(None, &Want::all()).unwrap();
    assert_eq!(latest.records.len(), 2);
    let faults: Vec<String> = latest
        .problems
        .list()
        .iter()
        .map(ToString::to_string)
        .collect();
    for part in [
        "key \"wrong-mod\": revision 8: the record says mod_revision 7",
        "key \"torn\": revision 9: the record of 13 bytes is not an mvccpb.KeyValue",
        "\"short\" (5 bytes) is not a revision",
        "revision 10: the record of 1 bytes",
        "create_revision 12, mod_revision 11",
    ] {
        assert!(
            faults.iter().any(|f| f.contains(part)),
            "{part}: {faults:?}"
        );
    }
    // Others are not troubled.
    let latest = open(&file).latest(None, &Want::none().key("foo")).unwrap();
    assert_eq!(latest.records.len(), 1);
}

#[test]
fn damaged_records_are_named_in_the_order_of_their_keys() {
    let torn = |i: u8| {
        let mut torn = put(&format!("torn-{:02}", 99 - i), i, i, 1, "value");
        torn.1.truncate(16);
        torn
    };
    let file = file_with(&(2..60).map(torn).collect(), &vec![]);
    let latest = open(&file).latest(None, &Want::all()).unwrap();
    let problems = latest.problems.list().iter();
    let keys: Vec<_> = problems.map(|e| e.location().key.clone()).collect();
    assert_eq!(keys.len(), 58);
    assert!(keys.is_sorted() && keys[0].as_deref() == Some(b"torn-40"));
}

#[test]
fn a_file_that_is_no_etcd_backend() {
    let file = Builder::new(4096).finish(vec![("photos", inline_bucket(&vec![]))]);
    let error = Store::new(Db::open(&file).unwrap()).unwrap_err();
    assert!(error.kind() == kf_base::ErrorKind::Unsupported);
    assert!(
        error.message().contains("its buckets: \"photos\""),
        "{error}"
    );
}

#[test]
fn a_file_cut_before_its_root_says_so() {
    let mut file = file_with(&worked_example(), &vec![]);
    file.truncate(file.len() - 4096);
    let error = Store::new(Db::open(&file).unwrap()).unwrap_err();
    assert!(
        error.message().starts_with("the file is cut short"),
        "{error}"
    );
    assert!(error.hint_text().is_some());
}

#[test]
fn problems_are_counted_past_their_cap() {
    let pairs: Pairs = (0..1500_u32)
        .map(|i| (i.to_be_bytes().to_vec(), vec![1]))
        .collect();
    let file = key_file(4096, &pairs, 50);
    for threads in 1..3 {
        let store = open(&file).threads(NonZeroUsize::new(threads).unwrap());
        let problems = store.latest(None, &Want::all()).unwrap().problems;
        assert_eq!((problems.list().len(), problems.left_off()), (1000, 500));
    }
}

fn real() -> Vec<u8> {
    let path = kf_testing::fixture("snapshots/c115-A.db.gz");
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap())
        .read_to_end(&mut bytes)
        .unwrap();
    bytes
}

#[test]
fn a_real_snapshot_answers_as_its_etcd_did() {
    let truth = include_str!("../../../../fixtures/snapshots/c115-A.tsv");
    let file = real();
    for threads in 1..4 {
        let store = open(&file).threads(NonZeroUsize::new(threads).unwrap());
        assert_eq!((store.revision(), store.compact_revision()), (421, None));
        assert!(store.problems().is_empty() && store.db().and_then(Db::trailer).is_some());
        let latest = store.latest(None, &Want::all()).unwrap();
        assert!(latest.problems.is_empty());
        assert_eq!((latest.scanned, latest.revision), (420, 421));
        let told: Vec<String> = latest
            .records
            .iter()
            .map(|r| {
                format!(
                    "{}\t{}\t{}\t{}\t{}\t{}\t{:016x}",
                    std::str::from_utf8(r.key).unwrap(),
                    r.create_revision,
                    r.mod_revision,
                    r.version,
                    r.lease,
                    r.value.len(),
                    fnv1a(r.value)
                )
            })
            .collect();
        let truth: Vec<&str> = truth.lines().filter(|l| !l.starts_with('#')).collect();
        assert_eq!(told, truth);
    }
}

fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, &b| {
        (sum ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Everything the layer offers, on bytes of any kind.
fn exercise(bytes: &[u8]) {
    let Ok(store) = Db::open(bytes).and_then(Store::new) else {
        return;
    };
    let one = store.latest(None, &Want::all().deleted(true)).unwrap();
    let store = store.threads(NonZeroUsize::new(2).unwrap());
    let two = store.latest(None, &Want::all().deleted(true)).unwrap();
    assert_eq!(one.records, two.records, "threads make no difference");
    let _ = store.history(0..=i64::MAX, &Want::all());
    let _ = store.records(Direction::Reverse).count();
    let _ = store.sample(3);
}

proptest::proptest! {
    #[test]
    fn mutated_stores_do_no_harm(
        changes in proptest::collection::vec((0_usize..40000, proptest::num::u8::ANY), 1..12),
        cut in 0_usize..40000,
    ) {
        let pairs: Pairs = (2..60)
            .map(|i| match i % 5 {
                0 => delete(&format!("k{}", i % 7), i64::from(i), 0),
                _ => put(&format!("k{}", i % 7), i, i, 1, "some value"),
            })
            .collect();
        let mut file = key_file(1024, &pairs, 4);
        for (at, byte) in changes {
            let at = at % file.len();
            file[at] = byte;
        }
        exercise(&file);
        file.truncate(cut);
        exercise(&file);
    }

    #[test]
    fn arbitrary_records_do_no_harm(
        pairs in proptest::collection::vec(
            (proptest::collection::vec(proptest::num::u8::ANY, 1..20),
             proptest::collection::vec(proptest::num::u8::ANY, 0..40)), 0..30)
    ) {
        exercise(&key_file(4096, &pairs, 3));
        for (key, value) in &pairs {
            let _ = (Revision::parse(key), KeyValue::decode(value), KeyValue::key_of(value));
        }
    }
}

/// The worked example cut in two: what lies beside the tree counts as if it were in it.
#[test]
fn records_beside_the_tree() {
    let all = worked_example();
    let whole = key_file(1024, &all, 2);
    let whole = Store::new(Db::open(&whole).unwrap()).unwrap();
    for cut in [0, 2, 5] {
        let mut overlay = Overlay::new();
        for record in whole
            .records(Direction::Forward)
            .map(Result::unwrap)
            .skip(cut)
        {
            if record.tombstone {
                overlay.tombstone(record.revision, record.key);
            } else {
                overlay.put(
                    record.revision,
                    &KeyValue {
                        key: record.key,
                        create_revision: record.create_revision,
                        mod_revision: record.mod_revision,
                        version: record.version,
                        value: record.value,
                        lease: record.lease,
                    },
                );
            }
        }
        let first = key_file(1024, &all[..cut], 2);
        let stores = [
            Some(
                Store::new(Db::open(&first).unwrap())
                    .unwrap()
                    .overlaid(&overlay),
            ),
            (cut == 0).then(|| Store::from_overlay(&overlay)),
        ];
        for store in stores.into_iter().flatten() {
            let threads = NonZeroUsize::new(2).unwrap();
            assert_eq!(store.revision(), whole.revision());
            for at in [None, Some(2), Some(3), Some(4), Some(6)] {
                let want = Want::none().prefix("");
                let state = |store: &Store<'_>| -> Vec<(Vec<u8>, i64, Vec<u8>)> {
                    let latest = store.latest(at, &want).unwrap();
                    let records = latest.records.iter();
                    records
                        .map(|r| (r.key.to_vec(), r.version, r.value.to_vec()))
                        .collect()
                };
                assert_eq!(state(&store), state(&whole), "{cut} {at:?}");
                assert_eq!(
                    HashKv::read(&store, at, threads).unwrap(),
                    HashKv::read(&whole, at, threads).unwrap()
                );
            }
            for direction in [Direction::Forward, Direction::Reverse] {
                let revisions = |store: &Store<'_>| -> Vec<Revision> {
                    store
                        .records(direction)
                        .map(|r| r.unwrap().revision)
                        .collect()
                };
                assert_eq!(revisions(&store), revisions(&whole));
            }
        }
    }
}

#[test]
fn small_buckets_beside_the_tree() {
    let mut overlay = Overlay::new();
    let id = 7_u64.to_be_bytes().to_vec();
    overlay.set_bucket(schema::LEASE, vec![(id, b"\x08\x07\x10\x3c".to_vec())]);
    let mark = revision_key(4, 0, false);
    overlay.set_bucket(
        schema::META,
        vec![(schema::META_SCHEDULED_COMPACT.to_vec(), mark)],
    );
    let file = key_file(1024, &worked_example(), 2);
    let store = Store::new(Db::open(&file).unwrap())
        .unwrap()
        .overlaid(&overlay);
    assert_eq!(store.compact_revision(), Some(4));
    let leases = Lease::all(&store).unwrap();
    assert_eq!(leases[0].as_ref().map(|lease| lease.ttl).unwrap(), 60);
}
