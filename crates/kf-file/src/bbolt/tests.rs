//! Whole files: sound ones of every shape, and damaged ones.

use super::*;
use kf_base::ErrorKind;
use kf_testing::bbolt::{Builder, Elements, header, inline_bucket, key_file, leaf_page, meta_page};

fn numbered(n: usize, value: usize) -> Vec<(Vec<u8>, Vec<u8>)> {
    (0..n)
        .map(|i| (format!("k{i:05}").into_bytes(), vec![b'v'; value]))
        .collect()
}

fn keys(db: &Db<'_>, direction: Direction) -> (Vec<String>, Vec<String>) {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for entry in db.entries(db.bucket(b"key").unwrap().unwrap(), direction) {
        match entry {
            Ok(entry) => found.push(String::from_utf8(entry.key.to_vec()).unwrap()),
            Err(e) => faults.push(e.to_string()),
        }
    }
    (found, faults)
}

#[test]
fn every_page_size_depth_and_direction() {
    for page_size in [1024, 4096, 8192, 16384, 65536] {
        for (n, fan, value) in [(0, 4, 1), (1, 4, 1), (100, 3, 10), (40, 2, page_size)] {
            let file = key_file(page_size, &numbered(n, value), fan);
            let db = Db::open(&file).unwrap();
            assert_eq!((db.page_size(), db.problems().len()), (page_size, 0));
            let expected: Vec<String> = (0..n).map(|i| format!("k{i:05}")).collect();
            assert_eq!(keys(&db, Direction::Forward), (expected.clone(), vec![]));
            let (mut backwards, faults) = keys(&db, Direction::Reverse);
            backwards.reverse();
            assert_eq!((backwards, faults), (expected.clone(), vec![]));

            let visited = Visited::new(&db);
            let split = db.split(db.bucket(b"key").unwrap().unwrap(), 7, &visited);
            let pieces: Vec<String> = split
                .pieces
                .iter()
                .flat_map(|piece| db.leaves(*piece, Direction::Forward, &visited).read_ahead())
                .flat_map(|page| page.unwrap().leaf_elements())
                .map(|e| String::from_utf8(e.unwrap().key.to_vec()).unwrap())
                .collect();
            assert_eq!(pieces, expected);
        }
    }
}

#[test]
fn the_trailer_is_told_by_the_length() {
    let mut file = key_file(4096, &numbered(3, 1), 2);
    assert_eq!(Db::open(&file).unwrap().trailer(), None);
    file.extend([7; 32]);
    let db = Db::open(&file).unwrap();
    assert_eq!(db.trailer(), Some(&[7; 32]));
    assert_eq!(db.data().len() % 4096, 0);
    assert!(db.problems().is_empty());
}

#[test]
fn inline_and_nested_buckets() {
    let inner: Elements = vec![(b"a".to_vec(), b"1".to_vec(), false)];
    let outer: Elements = vec![
        (b"plain".to_vec(), vec![], false),
        (b"sub".to_vec(), inline_bucket(&inner), true),
    ];
    let mut file = Builder::new(4096);
    let root = file.leaf(&outer);
    let file = file.finish(vec![
        ("alarm", inline_bucket(&vec![])),
        ("meta", inline_bucket(&inner)),
        ("tree", Builder::bucket(root)),
    ]);
    let db = Db::open(&file).unwrap();
    let names: Vec<_> = db.buckets().map(|b| b.unwrap().name()).collect();
    assert_eq!(names, [&b"alarm"[..], b"meta", b"tree"]);
    let meta = db.bucket(b"meta").unwrap().unwrap();
    assert!(meta.is_inline() && meta.root_page().is_none());
    let entries = |bucket| -> Vec<_> {
        db.entries(bucket, Direction::Forward)
            .map(|e| e.unwrap())
            .collect()
    };
    assert_eq!(
        (entries(meta)[0].key, entries(meta)[0].value),
        (&b"a"[..], &b"1"[..])
    );
    assert!(entries(db.bucket(b"alarm").unwrap().unwrap()).is_empty());
    let tree = entries(db.bucket(b"tree").unwrap().unwrap());
    assert_eq!((tree[0].value, tree[0].is_bucket), (&b""[..], false));
    let sub = Bucket::parse(tree[1].key, tree[1].value, tree[1].page).unwrap();
    assert_eq!(entries(sub)[0].value, b"1");
    assert!(db.bucket(b"nope").unwrap().is_none());
}

#[test]
fn the_choice_of_the_meta() {
    let good = key_file(8192, &numbered(3, 1), 2);
    let with_meta = |slot: usize, page: &[u8]| {
        let mut file = good.clone();
        file[slot * 8192..][..page.len()].copy_from_slice(page);
        file
    };
    // Meta 0 lost: meta 1 is found at its page size.
    let file = with_meta(0, &[0; 8192]);
    let db = Db::open(&file).unwrap();
    assert_eq!(
        (db.page_size(), db.meta_page(), db.meta().unwrap().txid),
        (8192, 1, 9)
    );
    assert_eq!(db.problems().len(), 1);
    assert_eq!(keys(&db, Direction::Forward).0.len(), 3);
    // Meta 1 lost.
    let file = with_meta(1, &[0; 8192]);
    assert_eq!(Db::open(&file).unwrap().meta_page(), 0);
    // Meta 1 newer, but its root is gone: meta 0 is read, loudly.
    let file = with_meta(1, &meta_page(8192, 1, 2000, 4000, 11));
    let db = Db::open(&file).unwrap();
    assert_eq!(db.meta_page(), 0);
    assert!(db.problems()[0].to_string().contains("is read instead"));
    assert_eq!(keys(&db, Direction::Forward).0.len(), 3);
    // Meta 1 newer and without checksum, meta 0 with one.
    let mut page = meta_page(8192, 1, 3, 4, 11);
    page[72..80].fill(0);
    let file = with_meta(1, &page);
    assert_eq!(Db::open(&file).unwrap().meta_page(), 0);
    // Equal txid: meta 0.
    let hwm = (good.len() / 8192) as u64;
    let file = with_meta(1, &meta_page(8192, 1, hwm - 1, hwm, 10));
    assert_eq!(Db::open(&file).unwrap().meta_page(), 0);
    // A page size other than where it was found is no meta 1.
    let mut file = with_meta(0, &[0; 8192]);
    file[8192..][..80].copy_from_slice(&meta_page(4096, 1, 3, 4, 9)[..80]);
    assert!(Db::open(&file).unwrap_err().is_corrupt());
    // A file from a big-endian machine.
    let mut file = good.clone();
    file[16..20].reverse();
    file[8192 + 16..8192 + 20].reverse();
    assert_eq!(Db::open(&file).unwrap_err().kind(), ErrorKind::Unsupported);
    for n in [0, 1, 15, 16, 79, 80, 1024] {
        assert!(Db::open(&vec![0; n]).unwrap_err().is_corrupt());
    }
}

/// A file of 3 leaves of 2 elements under one branch: pages 2, 3, 4 and 5.
fn three_leaves() -> Vec<u8> {
    key_file(4096, &numbered(6, 10), 2)
}

fn six() -> Vec<String> {
    (0..6).map(|i| format!("k{i:05}")).collect()
}

#[test]
fn a_damaged_page_does_not_hide_its_siblings() {
    let root_leaf_of = |file: &[u8]| Db::open(file).unwrap().problems().len();
    let damage: [(&str, usize, &[u8]); 5] = [
        ("all zeros", 3 * 4096, &[0; 16]),
        ("names page 9", 3 * 4096, &[9]),
        ("no kind of page", 3 * 4096 + 8, &[3]),
        ("freelist page", 3 * 4096 + 8, &[0x10]),
        ("out of range", 0, &[]),
    ];
    for (what, at, bytes) in damage {
        let mut file = three_leaves();
        if bytes.is_empty() {
            // The branch is page 5; its second child now lies past the high-water mark.
            let child = 5 * 4096 + 16 + 16 + 8;
            file[child..child + 8].copy_from_slice(&77_u64.to_le_bytes());
        } else {
            file[at..at + bytes.len()].copy_from_slice(bytes);
        }
        assert_eq!(root_leaf_of(&file), 0);
        let (found, faults) = keys(&Db::open(&file).unwrap(), Direction::Forward);
        assert_eq!(found, [&six()[..2], &six()[4..]].concat(), "{what}");
        assert_eq!(faults.len(), 1);
        assert!(
            faults[0].contains(what) && faults[0].contains("bucket \"key\""),
            "{faults:?}"
        );
    }
}

#[test]
fn cycles_and_second_references_end() {
    let child = |n: usize| 5 * 4096 + 16 + 16 * n + 8;
    for target in [5_u8, 2] {
        let mut file = three_leaves();
        file[child(1)] = target;
        let (found, faults) = keys(&Db::open(&file).unwrap(), Direction::Forward);
        assert_eq!(found, [&six()[..2], &six()[4..]].concat());
        assert!(
            faults[0].contains("two branch elements lead to this page"),
            "{faults:?}"
        );
    }
}

#[test]
fn a_truncated_file_is_read_as_far_as_it_goes() {
    // The leaves come first in the file, so let the tree's top stay and a big leaf be cut: the
    // file ends inside the overflow pages of the only leaf behind the root.
    let mut file = Builder::new(4096);
    let root = file.leaf(&vec![(b"key".to_vec(), Builder::bucket(3), true)]);
    let elements = numbered(6, 2000);
    let big = file.tree(&elements, 6);
    assert_eq!((root, big), (2, 3));
    let mut file = file.finish(vec![]);
    for (slot, txid) in [(0, 10), (1, 9)] {
        let meta = meta_page(4096, slot as u64, 2, 8, txid);
        file[slot * 4096..][..4096].copy_from_slice(&meta);
    }
    file.truncate(5 * 4096 + 100);
    let db = Db::open(&file).unwrap();
    let text = db.problems()[0].to_string();
    assert!(
        text.contains("cut short") || text.contains("overflow"),
        "{text}"
    );
    assert!(
        db.problems()
            .iter()
            .any(|e| e.to_string().contains("counts 8 pages"))
    );
    let (found, faults) = keys(&db, Direction::Forward);
    assert_eq!(found, six()[..4]);
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(db.page(7).unwrap_err().to_string().starts_with("page 7: "));
}

#[test]
fn a_damaged_element_is_told_from_its_neighbours() {
    let elements: Elements = (0..5)
        .map(|i| (vec![b'a' + i], vec![b'0' + i; 3], false))
        .collect();
    let good = leaf_page(9, 0, &elements);
    let read = |bytes: &[u8]| -> Vec<Option<u8>> {
        let page = Page {
            id: 9,
            kind: PageKind::Leaf,
            count: 5,
            overflow: 0,
            run: bytes,
        };
        let each: Vec<_> = page
            .leaf_elements()
            .map(|e| e.ok().map(|e| e.key[0]))
            .collect();
        for (i, found) in each.iter().enumerate() {
            let alone = page.leaf_element(i as u16).ok().map(|e| e.key[0]);
            assert_eq!(alone, *found);
        }
        each
    };
    let all: Vec<Option<u8>> = (b'a'..=b'e').map(Some).collect();
    assert_eq!(read(&good), all);
    let without = |i: usize| {
        let mut expected = all.clone();
        expected[i] = None;
        expected
    };
    let patched = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        read(&bytes)
    };
    let element = |i: usize| 16 + 16 * i;
    assert_eq!(
        patched(element(2) + 12, 2),
        without(2),
        "value size too small"
    );
    assert_eq!(
        patched(element(2) + 12, 4),
        without(2),
        "value size too large"
    );
    assert_eq!(
        patched(element(2) + 12, 200),
        without(2),
        "value past the end"
    );
    assert_eq!(patched(element(1) + 4, 0x41), without(1), "position");
    assert_eq!(patched(element(3), 4), without(3), "flags");
    let mut empty_key = elements.clone();
    empty_key[1].0.clear();
    assert_eq!(read(&leaf_page(9, 0, &empty_key))[1], None);
    assert_eq!(read(&good[..40]), [None; 5]);
}

#[test]
fn a_page_never_hands_out_more_than_it_has() {
    // 200 elements, each claiming the same 3000 bytes.
    let mut run = header(9, 2, 200, 1);
    for i in 0..200_u32 {
        run.extend(0_u32.to_le_bytes());
        run.extend((3216 - 16 * i).to_le_bytes());
        run.extend(1000_u32.to_le_bytes());
        run.extend(2000_u32.to_le_bytes());
    }
    run.resize(8192, 1);
    let page = Page {
        id: 9,
        kind: PageKind::Leaf,
        count: 200,
        overflow: 1,
        run: &run,
    };
    let total: usize = page
        .leaf_elements()
        .filter_map(Result::ok)
        .map(|e| e.key.len() + e.value.len())
        .sum();
    assert!(total <= run.len());
}

#[test]
fn overflow_pages_have_one_owner() {
    // Two leaves of three pages each, pages 2 to 4 and 5 to 7, under branch 8.
    let good = key_file(4096, &numbered(4, 5000), 2);
    assert_eq!(
        keys(&Db::open(&good).unwrap(), Direction::Forward).1,
        [""; 0]
    );
    // The second child becomes a leaf inside the first one's run: it is read, and both are named.
    let mut file = good.clone();
    let stale = leaf_page(3, 0, &vec![(b"z".to_vec(), vec![], false)]);
    file[3 * 4096..][..stale.len()].copy_from_slice(&stale);
    file[8 * 4096 + 16 + 16 + 8] = 3;
    let (found, faults) = keys(&Db::open(&file).unwrap(), Direction::Forward);
    assert_eq!(found, ["k00000", "k00001", "z"]);
    assert!(
        faults[0].contains("page 3") && faults[0].contains("overflow"),
        "{faults:?}"
    );
    // A run that reaches into that of another page is not read.
    let mut file = good.clone();
    let overlapping = leaf_page(3, 3, &vec![(b"z".to_vec(), vec![1; 14000], false)]);
    file[3 * 4096..][..24].copy_from_slice(&overlapping[..24]);
    file[3 * 4096 + 24..][..8].copy_from_slice(&overlapping[24..32]);
    file[8 * 4096 + 16 + 16 + 8] = 3;
    let (found, faults) = keys(&Db::open(&file).unwrap(), Direction::Forward);
    assert_eq!(found, ["k00000", "k00001"]);
    assert!(
        faults[0].contains("its overflow page 4 belongs to another page"),
        "{faults:?}"
    );
}

/// Everything the layer offers, on bytes of any kind.
fn exercise(bytes: &[u8]) {
    let Ok(db) = Db::open(bytes) else {
        return;
    };
    for bucket in db.buckets().take(100).filter_map(Result::ok) {
        for direction in [Direction::Forward, Direction::Reverse] {
            let _ = db.entries(bucket, direction).count();
        }
    }
    let _ = (db.page(u64::MAX), db.bucket(b"key"));
}

proptest::proptest! {
    #[test]
    fn arbitrary_bytes_do_no_harm(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..9000)) {
        exercise(&bytes);
        // The same behind a meta page that opens.
        let mut file = meta_page(1024, 0, 2, 9, 1);
        file.extend(meta_page(1024, 1, 2, 9, 1));
        file.extend(header(2, 2, 40, 3));
        file.extend(bytes);
        exercise(&file);
    }

    #[test]
    fn mutated_files_do_no_harm(
        changes in proptest::collection::vec((0_usize..20000, proptest::num::u8::ANY), 1..12),
        cut in 0_usize..20000,
    ) {
        let mut file = key_file(1024, &numbered(60, 40), 4);
        for (at, byte) in changes {
            let at = at % file.len();
            file[at] = byte;
        }
        exercise(&file);
        file.truncate(cut);
        exercise(&file);
    }
}

/// A header that counts fewer elements than a page has takes none of them out of sight.
#[test]
fn a_page_that_counts_too_few_has_all_its_elements() {
    let good = key_file(4096, &numbered(60, 100), 20);
    let whole = keys(&Db::open(&good).unwrap(), Direction::Forward).0;
    let mut told = 0;
    for page in 2..good.len() / 4096 {
        let [low, high] = [good[page * 4096 + 10], good[page * 4096 + 11]];
        let count = u16::from_le_bytes([low, high]);
        let kind = good[page * 4096 + 8];
        // Branch and leaf pages.
        if !matches!(kind, 1 | 2) {
            continue;
        }
        for less in [count.saturating_sub(1), 1, 0] {
            if less >= count {
                continue;
            }
            let mut file = good.clone();
            file[page * 4096 + 10..][..2].copy_from_slice(&less.to_le_bytes());
            let Ok(db) = Db::open(&file) else { continue };
            let Ok(Some(bucket)) = db.bucket(b"key") else {
                continue;
            };
            for direction in [Direction::Forward, Direction::Reverse] {
                let (mut found, mut faults) = (Vec::new(), Vec::new());
                for entry in db.entries(bucket, direction) {
                    match entry {
                        Ok(entry) => found.push(String::from_utf8_lossy(entry.key).into_owned()),
                        Err(e) => faults.push(e.to_string()),
                    }
                }
                found.sort();
                assert_eq!(found, whole, "page {page} with {less} of {count}");
                // The root page of all buckets is read when the file is opened.
                if faults.is_empty() {
                    continue;
                }
                let text = format!("counts {less} elements and the page has {count}");
                assert!(faults[0].contains(&text), "{faults:?}");
                told += 1;
            }
        }
    }
    assert!(told > 10, "{told}");
}

/// Where the data of the first element begins elsewhere, and no other count explains it, that is said.
#[test]
fn a_first_element_that_begins_elsewhere_is_told() {
    let good = key_file(4096, &numbered(3, 100), 20);
    let page = (2..good.len() / 4096)
        .find(|page| good[page * 4096 + 8] == 2 && good[page * 4096 + 10] == 3)
        .unwrap();
    let mut file = good.clone();
    // One element, whose data begins eight bytes later and is as much shorter.
    file[page * 4096 + 10] = 1;
    let pos = page * 4096 + 16 + 4;
    let begins = u32::from_le_bytes(file[pos..pos + 4].try_into().unwrap());
    file[pos..pos + 4].copy_from_slice(&(begins + 8).to_le_bytes());
    let (_, faults) = keys(&Db::open(&file).unwrap(), Direction::Forward);
    assert!(
        faults[0].contains("the header counts 1 elements, which end at byte 32"),
        "{faults:?}"
    );
}
