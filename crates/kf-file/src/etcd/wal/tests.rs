//! Logs made for the cases that recorded data directories do not have.

use std::num::NonZeroUsize;

use super::proto::{put_bytes, put_number};
use super::testing::Segment;
use super::{Replayed, record, replay};
use crate::bbolt::Db;
use crate::etcd::{HashKv, KeyValue, Overlay, Revision, Store, Want, schema};

const NAME: &str = "member/wal/0000000000000000-0000000000000000.wal";

/// A request of one field.
fn request(number: u64, body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    kf_base::bytes::put_varint(&mut out, number << 3 | 2);
    kf_base::bytes::put_varint(&mut out, body.len() as u64);
    out.extend(body);
    out
}

fn put_body(key: &str, value: &str, lease: u64) -> Vec<u8> {
    let mut body = Vec::new();
    put_bytes(&mut body, 1, key.as_bytes());
    put_bytes(&mut body, 2, value.as_bytes());
    put_number(&mut body, 3, lease);
    body
}

fn put(key: &str, value: &str) -> Vec<u8> {
    request(4, &put_body(key, value, 0))
}

/// A log of member 7, which votes alone unless `peers` join it.
fn segment(peers: u64) -> Segment {
    let mut segment = Segment::new(0);
    segment.record(record::METADATA, b"\x08\x07\x10\x09");
    segment.record(record::SNAPSHOT, b"");
    for peer in 0..=peers {
        let mut change = Vec::new();
        put_number(&mut change, 3, 7 + peer);
        put_bytes(
            &mut change,
            4,
            b"{\"id\":7,\"peerURLs\":[],\"isPromote\":false}",
        );
        segment.entry_of(record::CONF_CHANGE, 1, 1 + peer, &change);
    }
    // The members a cluster begins with are agreed on from the start.
    segment.state(1, 1 + peers);
    segment
}

/// The keys of a database with `/a` (revision 2) and a log.
fn replayed(log: &[u8], meta: &[(&[u8], &[u8])]) -> (Vec<String>, Replayed) {
    let mut base = Overlay::new();
    let kv = KeyValue {
        key: b"/a",
        create_revision: 2,
        mod_revision: 2,
        version: 1,
        value: b"old",
        lease: 0,
    };
    base.put(Revision { main: 2, sub: 0 }, &kv);
    let meta = meta.iter().map(|(k, v)| (k.to_vec(), v.to_vec())).collect();
    base.set_bucket(schema::META, meta);
    let store = Store::from_overlay(&base);
    let replayed = replay(&store, &[(NAME, log)], &[]);
    let after = Store::from_overlay(&replayed.overlay);
    let latest = after.latest(None, &Want::all()).unwrap();
    let keys = latest.records.iter().map(|r| {
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        let (key, value) = (text(r.key), text(r.value));
        format!(
            "{key}={value} {}/{}/{}",
            r.create_revision, r.revision, r.version
        )
    });
    (keys.collect(), replayed)
}

#[test]
fn the_only_voter_agrees_with_itself_and_others_wait_for_the_commit() {
    let log = |peers| {
        let mut log = segment(peers);
        let next = 2 + peers;
        log.entry(1, next, &put("/a", "new"));
        log.state(1, next);
        log.entry(1, next + 1, &put("/b", "x"));
        log.entry(1, next + 2, &put("/b", "y"));
        log.bytes()
    };
    let (keys, alone) = replayed(&log(0), &[]);
    assert_eq!(keys, ["/a=new 2/3/2", "/b=y 4/5/2"]);
    let report = alone.report;
    assert!(report.sole_voter && report.problems.is_empty());
    assert_eq!((report.replayed, report.index, report.revision), (4, 4, 5));
    let (keys, three) = replayed(&log(2), &[]);
    assert_eq!(keys, ["/a=new 2/3/2"]);
    let report = three.report;
    assert!(!report.sole_voter && report.problems.is_empty());
    assert_eq!(
        (report.uncommitted, report.commit, report.revision),
        (2, 4, 3)
    );
}

/// A database whose term is that of another life, of which an entry is the last.
fn restored(log: &[u8], index: u64) -> Replayed {
    let index = index.to_be_bytes();
    let meta = [
        (schema::META_CONSISTENT_INDEX, &index[..]),
        (schema::META_TERM, &[0, 0, 0, 0, 0, 0, 0, 9]),
    ];
    replayed(log, &meta).1
}

#[test]
fn a_restore_leaves_the_term_as_it_finds_it() {
    let mut log = segment(0);
    log.record(record::SNAPSHOT, b"\x08\x01\x10\x01");
    log.entry(2, 2, &[]);
    log.entry(2, 3, &put("/a", "new"));
    let report = restored(&log.bytes(), 1).report;
    assert!(report.problems.is_empty(), "{:?}", report.problems.list());
    assert_eq!((report.replayed, report.revision), (2, 3));
    // A database that has more than the restore's entries is another member's.
    assert!(!restored(&log.bytes(), 3).report.problems.is_empty());
    // So is one whose log does not begin with a restore.
    let mut other = segment(0);
    other.entry(2, 2, &put("/a", "new"));
    assert!(!restored(&other.bytes(), 1).report.problems.is_empty());
}

#[test]
fn without_a_database_the_log_must_go_back_to_the_beginning() {
    let empty = Overlay::new();
    let read = |log: &Segment| replay(&Store::from_overlay(&empty), &[(NAME, &log.bytes())], &[]);
    let mut log = segment(0);
    log.entry(1, 2, &put("/a", "first"));
    log.entry(1, 3, &put("/b", "second"));
    let whole = read(&log);
    assert!(whole.report.problems.is_empty());
    assert_eq!((whole.report.revision, whole.overlay.len()), (3, 2));
    // What was there before is in no entry: the log of a restored member.
    log.record(record::SNAPSHOT, b"\x08\x01\x10\x01");
    log.state(1, 3);
    let restored = read(&log);
    let told = restored.report.problems.list()[0].to_string();
    assert!(
        told.contains("what a database held after entry 1"),
        "{told}"
    );
    assert!(restored.overlay.is_empty());
}

#[test]
fn etcd_begins_anew_where_no_raft_snapshot_is_left() {
    let empty = Overlay::new();
    let mut log = segment(0);
    log.entry(1, 2, &put("/a", "first"));
    log.state(1, 2);
    log.record(record::SNAPSHOT, b"\x08\x02\x10\x01");
    log.entry(1, 3, &put("/b", "second"));
    let read = |snapshots: &[&str]| {
        let store = Store::from_overlay(&empty);
        replay(&store, &[(NAME, &log.bytes())], snapshots).report
    };
    // One of another index was never agreed on, or is of another log.
    for none in [
        &[][..],
        &["member/snap/0000000000000001-0000000000000009.snap"],
    ] {
        let report = read(none);
        assert!(report.problems.is_empty(), "{:?}", report.problems.list());
        assert_eq!((report.replayed, report.revision), (3, 3));
    }
    let report = read(&["member/snap/0000000000000001-0000000000000002.snap"]);
    let told = report.problems.list()[0].to_string();
    assert!(told.contains("held after entry 2"), "{told}");
}

#[test]
fn what_the_database_has_is_not_applied_again() {
    let mut log = segment(0);
    log.entry(1, 2, &put("/a", "old"));
    log.entry(2, 3, &put("/a", "new"));
    let index = 2_u64.to_be_bytes();
    let term = 1_u64.to_be_bytes();
    let mut meta = vec![
        (schema::META_CONSISTENT_INDEX, &index[..]),
        (schema::META_TERM, &term[..]),
    ];
    let (keys, with) = replayed(&log.bytes(), &meta);
    assert_eq!(keys, ["/a=new 2/3/2"]);
    let after = Store::from_overlay(&with.overlay);
    assert_eq!(after.meta_number(schema::META_CONSISTENT_INDEX), Some(3));
    assert_eq!(after.meta_number(schema::META_TERM), Some(2));
    // Another term at that entry: the log is another member's.
    meta[1].1 = &[0, 0, 0, 0, 0, 0, 0, 9];
    let (keys, without) = replayed(&log.bytes(), &meta);
    assert!(keys.is_empty() && !without.report.problems.is_empty());
    // Before 3.5 no server knew of that term: it may be left over from long ago.
    let store = |version: &str| {
        let mut base = Overlay::new();
        let meta = meta.iter().map(|(k, v)| (k.to_vec(), v.to_vec())).collect();
        base.set_bucket(schema::META, meta);
        let version = (b"clusterVersion".to_vec(), version.as_bytes().to_vec());
        base.set_bucket(schema::CLUSTER, vec![version]);
        base
    };
    for (version, refused) in [("3.4.0", false), ("3.5.0", true)] {
        let base = store(version);
        let log = log.bytes();
        let report = replay(&Store::from_overlay(&base), &[(NAME, &log)], &[]).report;
        assert_eq!(!report.problems.is_empty(), refused, "{version}");
    }
    // The log ends before the database does.
    let (keys, short) = replayed(&log.bytes(), &[(schema::META_CONSISTENT_INDEX, &[9; 8])]);
    assert!(keys.is_empty() && !short.report.problems.is_empty());
}

#[test]
fn damage_ends_the_log_there() {
    let mut log = segment(0);
    log.entry(1, 2, &put("/a", "new"));
    let good = log.bytes().len();
    log.entry(1, 3, &put("/b", "x"));
    log.entry(1, 4, &put("/c", "x"));
    let mut bytes = log.bytes();
    bytes[good + 30] ^= 1;
    let (keys, found) = replayed(&bytes, &[]);
    assert_eq!(keys, ["/a=new 2/3/2"]);
    let problem = &found.report.problems.list()[0];
    assert!(problem.is_corrupt());
    assert!(
        problem.message().starts_with(&format!("at byte {good}: ")),
        "{problem}"
    );
    // A request that etcd does not have.
    let mut log = segment(0);
    log.entry(1, 2, &put("/a", "new"));
    log.entry(1, 3, &request(77, b""));
    let (keys, found) = replayed(&log.bytes(), &[]);
    assert_eq!(keys, ["/a=new 2/3/2"]);
    assert!(
        found.report.problems.list()[0]
            .message()
            .starts_with("entry 3: ")
    );
    // A log that begins too late.
    let mut late = Segment::new(5);
    late.entry(1, 20, &put("/a", "new"));
    let (keys, found) = replayed(&late.bytes(), &[]);
    assert!(keys.is_empty());
    let message = "the log begins with entry 20; the database ends with entry 0";
    assert_eq!(found.report.problems.list()[0].message(), message);
}

#[test]
fn what_the_cluster_agreed_on_is_in_the_log() {
    // etcd 3.4.23 and 3.5.1 end: "state.commit 9 is out of range".
    let mut log = segment(0);
    log.entry(1, 2, &put("/a", "new"));
    log.state(1, 9);
    let (keys, found) = replayed(&log.bytes(), &[]);
    assert_eq!(keys, ["/a=new 2/3/2"]);
    let told = found.report.problems.list()[0].to_string();
    let why = "the cluster agreed on entry 9, and ends with entry 2";
    assert!(told.contains(why), "{told}");
}

#[test]
fn a_database_without_its_log() {
    let read = |index: u64, revision: i64, snapshots: &[&str]| {
        let mut base = Overlay::new();
        if revision > 1 {
            let kv = KeyValue {
                key: b"/a",
                create_revision: revision,
                mod_revision: revision,
                version: 1,
                value: b"old",
                lease: 0,
            };
            base.put(
                Revision {
                    main: revision,
                    sub: 0,
                },
                &kv,
            );
        }
        let index = index.to_be_bytes().to_vec();
        base.set_bucket(
            schema::META,
            vec![(schema::META_CONSISTENT_INDEX.to_vec(), index)],
        );
        let report = replay(&Store::from_overlay(&base), &[], snapshots).report;
        assert_eq!((report.segments, report.replayed), (0, 0));
        let told = report.problems.list().iter().map(ToString::to_string);
        told.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(read(7, 2, &[]), "");
    assert!(read(0, 1, &[]).contains("has none of its entries yet"));
    // One that does not say how far it came.
    assert_eq!(read(0, 2, &[]), "");
    let snapshot = "member/snap/0000000000000002-0000000000000008.snap";
    let told = read(7, 2, &[snapshot]);
    assert!(
        told.contains("older than the raft snapshot of entry 8"),
        "{told}"
    );
    assert_eq!(read(8, 2, &[snapshot]), "");
}

#[test]
fn a_damaged_database_gets_nothing_added() {
    let mut log = segment(0);
    log.entry(1, 2, &put("/a", "new"));
    let mut element = 2_u64.to_be_bytes().to_vec();
    element.extend(b"_\0\0\0\0\0\0\0\0");
    let mut file = kf_testing::bbolt::key_file(1024, &[(element, b"\xff".to_vec())], 1);
    let store = Store::new(Db::open(&file).unwrap()).unwrap();
    let bytes = log.bytes();
    let found = replay(&store, &[(NAME, &bytes)], &[]);
    assert!(found.overlay.is_empty() && !found.report.problems.is_empty());
    file.truncate(0);
}

#[test]
fn leases_lend_their_keys() {
    let grant = |id| {
        let mut body = Vec::new();
        put_number(&mut body, 1, 60);
        put_number(&mut body, 2, id);
        request(8, &body)
    };
    let revoke = |id| {
        let mut body = Vec::new();
        put_number(&mut body, 1, id);
        request(9, &body)
    };
    let mut log = segment(0);
    let requests = [
        grant(5),
        grant(6),
        request(4, &put_body("/b", "1", 5)),
        request(4, &put_body("/c", "1", 5)),
        request(4, &put_body("/c", "2", 6)),
        request(4, &put_body("/d", "1", 9)),
        revoke(5),
        revoke(5),
        put("/e", "1"),
    ];
    for (index, request) in (2..).zip(&requests) {
        log.entry(1, index, request);
    }
    let (keys, found) = replayed(&log.bytes(), &[]);
    assert_eq!(keys, ["/c=2 4/5/2", "/e=1 7/7/1"]);
    let after = Store::from_overlay(&found.overlay);
    let leases = crate::etcd::Lease::all(&after).unwrap();
    assert_eq!(leases.len(), 1);
    assert_eq!(leases[0].as_ref().map(|lease| lease.id).unwrap(), 6);
    let hash = HashKv::read(&after, None, NonZeroUsize::MIN).unwrap();
    assert_eq!(hash.revision, 7);
}

proptest::proptest! {
    #[test]
    fn a_log_cut_short_gives_an_earlier_state(cut in 0_usize..1000, flip in 0_usize..1000) {
        let mut log = segment(0);
        for index in 2..12 {
            log.entry(1, index, &put("/a", "new"));
        }
        let whole = log.bytes();
        let cut = cut % whole.len();
        let (_, found) = replayed(&whole[..cut], &[]);
        // A segment without even its first record, of 16 bytes, is none that etcd left.
        proptest::prop_assert_eq!(found.report.problems.is_empty(), cut >= 16);
        proptest::prop_assert_eq!(found.report.cut.is_some(), cut >= 16);
        proptest::prop_assert!(found.report.revision <= 12);
        proptest::prop_assert_eq!(found.report.replayed.saturating_sub(1), found.overlay.len() as u64);
        let mut bytes = whole.clone();
        bytes[flip % whole.len()] ^= 0x10;
        let (_, found) = replayed(&bytes, &[]);
        proptest::prop_assert!(found.report.revision <= 12);
    }
}
