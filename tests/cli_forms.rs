//! The forms a backup takes, and what speaks against a file at first sight.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::{Output, database, fixture, kf, unpacked};

const WORDS: &str = "get cm -n prod -s";

/// A new directory with these files.
fn tree(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

/// Everything below a directory, with sizes and times.
fn listing(dir: &Path) -> Vec<String> {
    let mut out = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let entry = entry.unwrap();
        let data = entry.metadata().unwrap();
        out.push(format!(
            "{:?} {:?} {}",
            entry.path(),
            data.modified(),
            data.len()
        ));
        if data.is_dir() {
            out.extend(listing(&entry.path()));
        }
    }
    out.sort();
    out
}

fn expected() -> Output {
    kf(WORDS, &[&unpacked("c136-A.zip")])
}

#[test]
fn directories_are_read_and_left_as_they_are() {
    let snapshot = database("c136-A.zip");
    let bare = &snapshot[..snapshot.len() - 32];
    let mut live = bare.to_vec();
    live.resize(live.len() + 65536, 0);
    let zip = fs::read(fixture("snapshots/c136-A.zip")).unwrap();
    for files in [
        &[("member/snap/db", &live[..]), ("member/wal/0.tmp", b"")][..],
        &[("2026-11-22_etcd.zip", &zip[..]), ("readme.txt", b"text")],
        &[("Full-00000000-00001000-1700000000", &snapshot[..])],
    ] {
        let dir = tree(files);
        let before = listing(dir.path());
        let path = dir.path().to_str().unwrap();
        let output = kf(WORDS, &[path]);
        assert_eq!((output.code, &output.stdout), (0, &expected().stdout));
        // Of a member's database, the log is missing: the file beside it is space set aside for one.
        let told = match dir.path().join("member").exists() {
            true => format!(
                "warning: {path}: there is no write-ahead log in member/wal: what etcd had not yet put \
                 into the database is missing\n"
            ),
            false => String::new(),
        };
        assert_eq!(output.stderr, told);
        assert_eq!(kf(WORDS, &[path, "--no-wal"]), expected());
        let info = kf("info", &[path]);
        assert_eq!((info.code, info.stderr.as_str()), (0, ""));
        assert_eq!(listing(dir.path()), before);
    }
}

#[test]
fn one_of_several() {
    let snapshot = database("c136-A.zip");
    let dir = tree(&[("a.db", &snapshot), ("b.db", &snapshot)]);
    let path = dir.path().to_str().unwrap();
    kf(WORDS, &[path]).fails(&format!(
        "error: {path}: the directory holds 2 snapshots: \"a.db\", \"b.db\"\nhint: choose one with \
         --entry NAME\n"
    ));
    for flag in ["--entry", "--zip-entry"] {
        assert_eq!(kf(WORDS, &[path, flag, "b.db"]), expected());
    }
}

#[test]
fn deltas_that_are_not_read_are_told() {
    let snapshot = database("c136-A.zip");
    let dir = tree(&[
        ("Full-00000000-00001000-1700000000", &snapshot),
        ("Incr-00001001-00001009-1700000100", b"[]"),
    ]);
    let path = dir.path().to_str().unwrap();
    let output = kf(WORDS, &[path]);
    assert_eq!(output.stdout, expected().stdout);
    assert_eq!(
        output.stderr,
        format!(
            "warning: {path}: the state is that of revision 1000: 1 delta snapshots beside the \
             full one go on to revision 1009 and are not read\n"
        )
    );
}

#[test]
fn files_without_their_digest() {
    let snapshot = database("c136-A.zip");
    let whole = snapshot.len();
    let missing = "there is no SHA-256 at the end: it was cut off, or this is the database of an \
                   etcd that was stopped";
    let partial = "the name ends in .part: `etcdctl snapshot save` takes that off when the file is \
                   complete";
    let odd = "the file's length is no whole number of sectors, with or without a SHA-256 at the \
               end: bytes were cut off or added";
    for (name, len, doubts, sound) in [
        ("a.db", whole, &[][..], true),
        ("a.db", whole - 32, &[missing], false),
        // A member's own database can be the same bytes, and never had one.
        ("db", whole - 32, &[], true),
        // A leader sends its database without one.
        ("00000000000000ff.snap.db", whole - 32, &[], true),
        ("00000000000000ff.snap.db", whole - 1, &[odd], false),
        ("a.db", whole - 1, &[odd], false),
        ("a.db.part", whole - 32, &[partial, missing], false),
        ("a.db.part", whole, &[partial], true),
    ] {
        let dir = tree(&[(name, &snapshot[..len])]);
        let path = dir.path().join(name);
        let path = path.to_str().unwrap();
        let output = kf(WORDS, &[path]);
        assert_eq!((&output.stdout, output.code), (&expected().stdout, 0));
        let warnings: String = doubts
            .iter()
            .map(|doubt| format!("warning: {path}: {doubt}\n"))
            .collect();
        assert_eq!(output.stderr, warnings);
        let check = kf("check", &[path]);
        assert_eq!(check.code == 0, sound, "{}", check.block());
    }
    // A live database never had one, so nothing is missing.
    let mut live = snapshot[..whole - 32].to_vec();
    live.resize(live.len() + 65536, 0);
    let dir = tree(&[("db", &live)]);
    assert_eq!(
        kf(WORDS, &[dir.path().join("db").to_str().unwrap()]),
        expected()
    );
    // But bbolt's files are whole pages.
    live.truncate(live.len() - 512);
    let dir = tree(&[("db", &live)]);
    let output = kf(WORDS, &[dir.path().join("db").to_str().unwrap()]);
    assert_eq!(output.stdout, expected().stdout);
    assert!(
        output.stderr.contains("no whole number of pages"),
        "{}",
        output.stderr
    );
    assert_eq!(
        kf("check", &[dir.path().join("db").to_str().unwrap()]).code,
        1
    );
    // A wrong one is for those to find that read all of the file.
    let mut wrong = snapshot;
    wrong[whole - 1] ^= 1;
    let dir = tree(&[("a.db", &wrong)]);
    let path = dir.path().join("a.db");
    let path = path.to_str().unwrap();
    assert_eq!(kf(WORDS, &[path]), expected());
    assert_eq!(kf("check", &[path]).code, 1);
    assert!(kf("info", &[path]).text().contains("WRONG"));
    // etcd's own tool sums the buckets up and leaves the digest alone.
    assert_eq!(kf("snapshot status", &[path]).stderr, "");
}

#[test]
fn sqlite_is_named() {
    let mut sqlite = b"SQLite format 3\0".to_vec();
    sqlite.resize(4096, 0);
    let dir = tree(&[("state.db", &sqlite)]);
    let output = kf(WORDS, &[dir.path().to_str().unwrap()]);
    assert_eq!(output.code, 1);
    assert!(output.stderr.contains("SQLite"), "{}", output.stderr);
}

/// Forms of a whole snapshot: each with the number of bytes at its end that hold nothing.
fn whole_forms(snapshot: &[u8]) -> Vec<(&'static str, Vec<u8>, usize)> {
    let gz = |parts: &[&[u8]]| {
        let mut out = Vec::new();
        for part in parts {
            let mut packer = GzEncoder::new(out, Compression::fast());
            packer.write_all(part).unwrap();
            out = packer.finish().unwrap();
        }
        out
    };
    let mut packer = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(snapshot.len() as u64);
    packer
        .append_data(&mut header, "etcd.db", snapshot)
        .unwrap();
    let tar = packer.into_inner().unwrap();
    let endless = &tar[..tar.len() - 1024];
    let padded = |bytes: &[u8], zeros: usize| [bytes, &vec![0; zeros]].concat();
    let (first, rest) = snapshot.split_at(snapshot.len() / 3);
    vec![
        ("a.db", snapshot.to_vec(), 0),
        ("a.gz", gz(&[snapshot]), 0),
        ("members.gz", gz(&[first, rest]), 0),
        ("padded.gz", padded(&gz(&[snapshot]), 512), 512),
        // One block of zeros is an end already.
        ("a.tar", tar.clone(), 512),
        ("padded.tar", padded(&tar, 4096), 4096 + 512),
        ("a.tar.gz", gz(&[&tar]), 0),
        ("endless.tar.gz", gz(&[endless]), 0),
        ("padded.tar.gz", padded(&gz(&[&tar]), 1024), 1024),
    ]
}

#[test]
fn what_is_whole_is_not_doubted_and_what_is_cut_is() {
    let snapshot = database("c136-A.zip");
    for (name, bytes, idle) in whole_forms(&snapshot) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        let ask = |bytes: &[u8]| {
            fs::write(&path, bytes).unwrap();
            let path = path.to_str().unwrap();
            [kf("check", &[path]), kf("get ns -o name -s", &[path])]
        };
        let [check, get] = ask(&bytes);
        assert_eq!((check.code, &*check.stderr), (0, ""), "{name}");
        assert_eq!((get.code, &*get.stderr), (0, ""), "{name}");
        let content = bytes.len() - idle;
        for cut in [
            content / 10,
            content / 2,
            content * 9 / 10,
            content - 32,
            content - 1,
        ] {
            let [check, get] = ask(&bytes[..cut]);
            assert_ne!(check.code, 0, "{name} cut at {cut}: {}", check.block());
            assert_ne!(get.stderr, "", "{name} cut at {cut}: {}", get.block());
        }
        // Nothing is missing without what holds nothing.
        if idle > 0 {
            let [check, get] = ask(&bytes[..content]);
            assert_eq!(
                (check.code, &*get.stderr),
                (0, ""),
                "{name}: {}",
                check.block()
            );
        }
    }
}
