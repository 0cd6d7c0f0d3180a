//! Damage of every kind, on real snapshots: kf says what is lost, prints the rest, and never
//! panics, hangs or touches the file.
//!
//! All of it is made with a fixed generator, so that a failure comes back.

use std::fs;
use std::panic::catch_unwind;

use crate::support::{Output, database, fixture, kf, sha256, temporary, unpacked};

const PAGE: usize = 4096;

/// Run on each damaged file.
const COMMANDS: &[&str] = &["get pods -A -o json", "get cm -A", "keys"];

/// Knuth's MMIX generator; its high bits.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }
}

/// Runs the commands on a file of these bytes and checks what holds whatever is in it.
fn survive(what: &str, bytes: &[u8]) {
    let file = temporary(bytes);
    let path = file.path().to_str().unwrap();
    for command in COMMANDS {
        let run = || kf(command, &["--snapshot", path]);
        let Ok(output) = catch_unwind(run) else {
            panic!("kf {command} panicked on {what}");
        };
        judge(&format!("kf {command} on {what}"), path, &output);
    }
    let after = fs::read(path).unwrap();
    assert!(after == bytes, "the file was changed: {what}");
}

fn judge(run: &str, path: &str, output: &Output) {
    assert!(matches!(output.code, 0 | 1), "{run}: exit {}", output.code);
    let mut errors = 0;
    for line in output.stderr.lines() {
        if let Some(error) = line.strip_prefix("error: ") {
            errors += 1;
            assert!(
                error.starts_with(path) || error.starts_with("... and "),
                "{run}: the file is not named: {line}"
            );
        }
        assert!(!line.chars().any(char::is_control), "{run}: {line:?}");
    }
    assert_eq!(
        errors > 0,
        output.code == 1,
        "{run}: exit {}:\n{}",
        output.code,
        output.stderr
    );
    let json = run.contains("json") && !output.stdout.is_empty();
    if json {
        let parsed = serde_json::from_slice::<serde_json::Value>(&output.stdout);
        assert!(parsed.is_ok(), "{run}: stdout is no JSON");
    }
}

fn header(db: &[u8], page: usize) -> Option<(u16, usize)> {
    let at = page * PAGE;
    let id = u64::from_le_bytes(db.get(at..at + 8)?.try_into().unwrap());
    let flags = u16::from_le_bytes(db[at + 8..at + 10].try_into().unwrap());
    let count = u16::from_le_bytes(db[at + 10..at + 12].try_into().unwrap());
    (id == page as u64).then_some((flags, count.into()))
}

/// Pages that have this flag.
fn pages(db: &[u8], flag: u16) -> Vec<usize> {
    let all = 2..db.len() / PAGE;
    all.filter(|p| header(db, *p).is_some_and(|(flags, count)| flags == flag && count > 0))
        .collect()
}

/// Changes a field of both metas and makes their checksums right again.
fn with_meta(db: &[u8], field: usize, value: u64) -> Vec<u8> {
    let mut db = db.to_vec();
    for meta in [16, PAGE + 16] {
        db[meta + field..meta + field + 8].copy_from_slice(&value.to_le_bytes());
        let sum = db[meta..meta + 56]
            .iter()
            .fold(0xcbf2_9ce4_8422_2325_u64, |sum, b| {
                (sum ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
            });
        db[meta + 56..meta + 64].copy_from_slice(&sum.to_le_bytes());
    }
    db
}

fn truncations(name: &str, count: usize) {
    let db = database(name);
    let mut dice = Dice(1);
    let fixed = [
        0,
        1,
        15,
        79,
        80,
        4095,
        4096,
        8191,
        8192,
        12288,
        db.len() - 1,
        db.len() - 33,
    ];
    let random = (0..count).map(|_| dice.roll(db.len()));
    for end in fixed.into_iter().chain(random.collect::<Vec<_>>()) {
        survive(&format!("{name} cut at {end}"), &db[..end]);
    }
}

fn zeroed_pages(name: &str, count: usize) {
    let db = database(name);
    let mut dice = Dice(2);
    for round in 0..count {
        let page = match round {
            0..8 => round,
            _ => dice.roll(db.len() / PAGE),
        };
        let mut damaged = db.clone();
        damaged[page * PAGE..(page + 1) * PAGE].fill(0);
        survive(&format!("{name} with page {page} zeroed"), &damaged);
    }
}

fn flipped_bits(name: &str, count: usize) {
    let db = database(name);
    let mut dice = Dice(3);
    for round in 0..count {
        let mut damaged = db.clone();
        let mut places = Vec::new();
        for _ in 0..=dice.roll(8) {
            // Half of the flips in page headers and element arrays, where they hurt most.
            let at = match round % 2 {
                0 => dice.roll(db.len()),
                _ => dice.roll(db.len() / PAGE) * PAGE + dice.roll(128),
            };
            let bit = dice.roll(8);
            damaged[at] ^= 1 << bit;
            places.push((at, bit));
        }
        survive(&format!("{name} with bits flipped at {places:?}"), &damaged);
    }
}

/// What someone would write who knows the format.
fn attacks(name: &str) {
    let db = database(name);
    let branches = pages(&db, 1);
    let leaves = pages(&db, 2);
    assert!(!leaves.is_empty());
    for (i, &page) in branches.iter().chain(leaves.iter().step_by(16)).enumerate() {
        let at = page * PAGE;
        let first = at + 16;
        let child = first + 8;
        let parent = *branches.first().unwrap_or(&page) as u64;
        let mut writes: Vec<(&str, usize, Vec<u8>)> = vec![
            ("65535 elements", at + 10, vec![0xff; 2]),
            ("no elements", at + 10, vec![0; 2]),
            ("an overflow of 2^32-1", at + 12, vec![0xff; 4]),
            ("an overflow of 1", at + 12, vec![1, 0, 0, 0]),
            ("all flags", at + 8, vec![0xff; 2]),
            (
                "the other kind",
                at + 8,
                vec![if db[at + 8] == 1 { 2 } else { 1 }, 0],
            ),
            ("the id 2^64-1", at, vec![0xff; 8]),
            ("a key far away", first + 4, vec![0xff; 4]),
            ("a long key", first + 8, vec![0xff; 3]),
            ("a long value", first + 12, vec![0xff; 4]),
            ("a value that is a bucket", first, vec![1, 0, 0, 0]),
        ];
        if db[at + 8] == 1 {
            for (what, id) in [
                ("itself below it", page as u64),
                ("the first branch below it", parent),
                ("a meta below it", 0),
                ("page 2^64-1 below it", u64::MAX),
                (
                    "the first page past the end below it",
                    (db.len() / PAGE) as u64,
                ),
            ] {
                writes.push((what, child, id.to_le_bytes().to_vec()));
            }
        }
        // All of them on the first pages, one each on the others.
        let all = i < 3;
        let chosen = writes
            .iter()
            .enumerate()
            .filter(|(n, _)| all || n % writes.len() == i % 11);
        for (_, (what, at, bytes)) in chosen {
            let mut damaged = db.clone();
            damaged[*at..at + bytes.len()].copy_from_slice(bytes);
            survive(&format!("{name}, page {page} with {what}"), &damaged);
        }
    }
    let leaf = leaves[0] as u64;
    for (what, field, value) in [
        ("a root of 0", 16, 0),
        ("a root past the end", 16, u64::MAX),
        ("a root in a leaf of records", 16, leaf),
        ("a huge freelist", 32, 1 << 40),
        ("a high water mark of 2^64-1", 40, u64::MAX),
        ("a high water mark of 3", 40, 3),
        ("a transaction of 2^64-1", 48, u64::MAX),
        ("a page size of 1024", 8, 1024),
        ("a page size of 16 MiB", 8, 16 << 20),
        ("a page size of 0", 8, 0),
    ] {
        survive(
            &format!("{name}, metas with {what}"),
            &with_meta(&db, field, value),
        );
    }
}

/// Truncated and flipped archives, which end in a checksum or a directory of their own.
fn archives(name: &str, count: usize) {
    let file = fs::read(fixture("snapshots").join(name)).unwrap();
    let mut dice = Dice(4);
    for round in 0..count {
        let mut damaged = file.clone();
        let what = match round % 3 {
            0 => {
                let end = match round {
                    0..60 => file.len() - round * 3 - 1,
                    _ => dice.roll(file.len()),
                };
                damaged.truncate(end);
                format!("cut at {end}")
            }
            1 => {
                let at = dice.roll(file.len());
                damaged[at] ^= 1 << dice.roll(8);
                format!("with a bit flipped at {at}")
            }
            // The headers at the start and the directory at the end.
            _ => {
                let at = dice.roll(160);
                let at = if round % 2 == 0 {
                    at
                } else {
                    file.len() - 1 - at
                };
                damaged[at] = u8::try_from(dice.roll(256)).unwrap();
                format!("with another byte at {at}")
            }
        };
        survive(&format!("{name} {what}"), &damaged);
    }
}

#[test]
fn truncated_files() {
    truncations("enc-kms-A.db.gz", 60);
    truncations("c115-A.db.gz", 60);
    truncations("c136-A.zip", 12);
}

#[test]
fn pages_of_zeros() {
    zeroed_pages("enc-aescbc-A.db.gz", 71);
    zeroed_pages("c115-C.db.gz", 80);
    zeroed_pages("c136-A.zip", 20);
}

#[test]
fn bits_flipped() {
    flipped_bits("enc-aescbc-A.db.gz", 160);
    flipped_bits("c115-A.db.gz", 160);
    flipped_bits("c136-A.zip", 24);
}

#[test]
fn pages_made_to_do_harm() {
    attacks("enc-kms-A.db.gz");
    attacks("c115-A.db.gz");
}

#[test]
fn pages_made_to_do_harm_in_a_larger_file() {
    attacks("c136-A.zip");
}

#[test]
fn damaged_archives() {
    archives("enc-aescbc-A.db.gz", 150);
    archives("c136-A.zip", 60);
}

/// Where each revision of a key lies in the file.
fn places(db: &[u8], key: &str) -> Vec<usize> {
    let mut record = vec![0x0a, u8::try_from(key.len()).unwrap()];
    record.extend(key.bytes());
    record.push(0x10);
    let found = db.windows(record.len()).enumerate();
    found
        .filter(|(_, w)| *w == record)
        .map(|(at, _)| at)
        .collect()
}

#[test]
fn a_value_that_does_not_decode_is_named_and_the_others_print() {
    let key = "/registry/configmaps/prod/my-config";
    let mut db = database("c115-A.db.gz");
    for at in places(&db, key) {
        let envelope = at + db[at..].windows(4).position(|w| w == b"k8s\0").unwrap();
        db[envelope + 4..envelope + 24].fill(0xff);
    }
    let file = temporary(&db);
    let path = file.path().to_str().unwrap();
    let whole = unpacked("c115-A.db.gz");
    let before = kf("get cm -n prod -o name", &["-s", &whole]);
    let after = kf("get cm -n prod -o name", &["-s", path]);
    let expected = before.text().replace("configmap/my-config\n", "");
    assert_ne!(before.text(), expected);
    assert_eq!(after.text(), expected);
    assert_eq!(after.code, 1);
    let start = format!("error: {path}: key {key:?}: revision ");
    assert!(after.stderr.starts_with(&start), "{}", after.stderr);
    assert_eq!(
        after
            .stderr
            .lines()
            .filter(|l| l.starts_with("error: "))
            .count(),
        1
    );
    // By name: the broken one fails, a healthy one does not care.
    let broken = kf("get cm my-config -n prod -o yaml", &["-s", path]);
    assert_eq!((broken.code, broken.text()), (1, ""));
    assert!(broken.stderr.starts_with(&start), "{}", broken.stderr);
    let healthy = kf("get cm feature-flags -n prod -o yaml", &["-s", path]);
    let same = kf("get cm feature-flags -n prod -o yaml", &["-s", &whole]);
    assert_eq!(healthy, same);
    assert_eq!(healthy.code, 0);
}

#[test]
fn a_lost_page_is_named_and_what_lies_elsewhere_prints() {
    let mut db = database("c115-A.db.gz");
    let at = *places(&db, "/registry/configmaps/prod/my-config")
        .last()
        .unwrap();
    let page = (0..=at / PAGE)
        .rev()
        .find(|p| header(&db, *p).is_some_and(|(flags, _)| flags == 2))
        .unwrap();
    db[page * PAGE..(page + 1) * PAGE].fill(0);
    let digest = sha256(&db);
    let file = temporary(&db);
    let path = file.path().to_str().unwrap();
    let before = kf("get cm -A -o name", &["-s", &unpacked("c115-A.db.gz")]);
    let after = kf("get cm -A -o name", &["-s", path]);
    assert_eq!(after.code, 1);
    assert!(
        after
            .stderr
            .starts_with(&format!("error: {path}: page {page}: ")),
        "{}",
        after.stderr
    );
    let names: Vec<&str> = before.text().lines().collect();
    let left = after.text().lines().count();
    assert!(after.text().lines().all(|l| names.contains(&l)));
    assert!(
        left > names.len() / 2 && left < names.len(),
        "{left} of {}",
        names.len()
    );
    assert_eq!(sha256(&fs::read(path).unwrap()), digest);
}

/// A server finds an object by its key and gives it out as it is; who looks for it by its name is told.
#[test]
fn an_object_that_is_not_what_its_key_says_is_told_of() {
    let changed = |from: &str, to: &str| {
        let mut bytes = database("c136-A.zip");
        while let Some(at) = bytes.windows(from.len()).position(|w| w == from.as_bytes()) {
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
        temporary(&bytes)
    };
    let (prod, other) = (
        "/registry/configmaps/prod/feature-flags",
        "/registry/configmaps/prnd/feature-flags",
    );
    let moved = changed(prod, other);
    let said = "the object says another name or namespace than its key: one of them may be damaged";
    for words in [
        "get cm -A",
        "get cm -A -o json",
        "get cm -n prnd -o yaml",
        "get cm feature-flags -n prnd",
        "check",
    ] {
        let output = kf(words, &["-s", moved.path().to_str().unwrap()]);
        let all = [output.text(), &output.stderr].concat();
        assert!(
            all.contains(said) && (all.contains(other) || words.starts_with("get cm -A")),
            "{words}: {all}"
        );
    }
    let kind = changed(r#""kind":"Tenant","metadata"#, r#""kind":"Tenanu"#);
    let said = "the object says another kind than its definition has: a byte of it may be damaged";
    for words in ["get tenants -o name", "get tenants -o json", "check"] {
        let output = kf(words, &["-s", kind.path().to_str().unwrap()]);
        let all = [output.text(), &output.stderr].concat();
        assert!(all.contains(said), "{words}: {all}");
    }
}
