//! `kf bbolt` against what bbolt's own tool printed (`fixtures/bbolt`), and on damage.

use std::fs;

use crate::support::{database, fixture, gunzip, kf, temporary};

/// The small database as a file of its own.
fn small() -> tempfile::NamedTempFile {
    temporary(&small_bytes())
}

fn small_bytes() -> Vec<u8> {
    database("../bbolt/small.db.gz")
}

fn recorded(name: &str) -> String {
    fs::read_to_string(fixture("bbolt").join(name)).unwrap()
}

#[test]
fn every_command_prints_what_bbolt_prints() {
    let small = small();
    let small = small.path().to_str().unwrap();
    let real = fixture("snapshots/c115-A.db.gz");
    let real = real.to_str().unwrap();
    for (command, file, args, name) in [
        ("buckets", small, &[][..], "small.buckets"),
        ("pages", small, &[], "small.pages"),
        ("stats", small, &[], "small.stats"),
        ("stats", small, &["o"], "small.stats-o"),
        ("page", small, &["66", "72", "1"], "small.page-auto"),
        ("keys", small, &["outer"], "small.keys-outer"),
        (
            "keys",
            small,
            &["outer", "inner1"],
            "small.keys-outer-inner1",
        ),
        ("keys", small, &["odd"], "small.keys-odd-auto"),
        (
            "keys",
            small,
            &["odd", "--format=ascii-encoded"],
            "small.keys-odd-ascii-encoded",
        ),
        (
            "keys",
            small,
            &["odd", "--format", "hex"],
            "small.keys-odd-hex",
        ),
        ("buckets", real, &[], "c115-A.buckets"),
        ("pages", real, &[], "c115-A.pages"),
        ("stats", real, &[], "c115-A.stats"),
        ("keys", real, &["meta"], "c115-A.keys-meta"),
    ] {
        let words = format!("bbolt {command}");
        let mut all = vec![file];
        all.extend(args);
        kf(&words, &all).prints(&recorded(&format!("{name}.txt")));
        // The same with the file named by the flag.
        all.remove(0);
        all.extend(["--snapshot", file]);
        kf(&words, &all).prints(&recorded(&format!("{name}.txt")));
    }
    let keys = kf("bbolt keys --format bytes", &[small, "odd"]);
    let expected = fs::read(fixture("bbolt/small.keys-odd-bytes.txt")).unwrap();
    assert_eq!(keys.stdout, expected);
    let all = gunzip(&fixture("bbolt/small.page-all.txt.gz"));
    kf("bbolt page --all", &[small]).prints(&all);
}

#[test]
fn the_freelist_and_where_it_comes_from() {
    let small = small();
    let small = small.path().to_str().unwrap();
    let listed = kf("bbolt freelist", &[small]);
    assert_eq!((listed.stderr.as_str(), listed.code), ("", 0));
    let (head, ids) = listed.text().split_once("\n\n").unwrap();
    assert_eq!(
        head,
        "Source:     persisted, on page 72\nFree:       31 of 73 pages\n\
         Pending:    unknown, among the free ones"
    );
    // What bbolt says is free.
    let pages = recorded("small.pages.txt");
    let free: Vec<&str> = pages
        .lines()
        .filter(|line| line.contains("free "))
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    assert_eq!(ids.lines().collect::<Vec<_>>(), free);

    let real = fixture("snapshots/c115-A.db.gz");
    let json = kf("bbolt freelist -o json", &[real.to_str().unwrap()]);
    let json: serde_json::Value = serde_json::from_str(json.text()).unwrap();
    assert_eq!(json["source"], "reconstructed");
    let free = recorded("c115-A.pages.txt").matches("free ").count();
    assert_eq!(json["ids"].as_array().unwrap().len(), free);
}

#[test]
fn damage_is_named_and_the_rest_printed() {
    let sound = small_bytes();
    let mut bytes = sound.clone();
    // A leaf page whose header is wiped, and one whose first element points nowhere.
    bytes[46 * 4096..46 * 4096 + 16].fill(0);
    bytes[47 * 4096 + 20..47 * 4096 + 24].fill(0xff);
    let file = temporary(&bytes);
    let path = file.path().to_str().unwrap();
    let name = file.path().display();

    let pages = kf("bbolt pages", &[path]);
    let rows = |text: &str| text.lines().count();
    assert_eq!(rows(pages.text()), rows(&recorded("small.pages.txt")));
    assert!(
        pages
            .text()
            .contains("\n46       unknown<00> 0            \n")
    );
    assert_eq!(
        pages.stderr,
        format!("error: {name}: page 46: the page header names page 0\n")
    );
    assert_eq!(pages.code, 1);

    let stats = kf("bbolt stats", &[path]);
    assert!(stats.text().contains("logical leaf pages: 32\n"));
    assert!(stats.stderr.contains("page 46: bucket \"key\""));
    assert!(stats.stderr.contains("page 47: bucket \"key\""));

    let keys = kf("bbolt keys", &[path, "key"]);
    assert_eq!(keys.text().lines().count(), 201 - 7 - 1);
    assert_eq!(keys.code, 1);

    let all = kf("bbolt page --all", &[path]);
    assert!(all.text().contains("Page ID:    47\n") && all.text().contains("Page ID:    72\n"));
    assert!(all.stderr.contains("page 46: the page header names page 0"));
    assert!(all.stderr.contains("page 47: element 0"));

    let cut = temporary(&sound[..60 * 4096]);
    let cut = kf("bbolt pages", &[cut.path().to_str().unwrap()]);
    assert!(
        cut.stderr.contains("pages 60 to 72 are missing"),
        "{}",
        cut.stderr
    );
}

#[test]
fn wrong_arguments() {
    let small = small();
    let small = small.path().to_str().unwrap();
    let missing = kf("bbolt keys", &[small, "pods"]);
    assert!(
        missing
            .stderr
            .starts_with("Error from snapshot (NotFound): bucket \"pods\" not found\n")
    );
    assert!(
        kf("bbolt keys", &[small])
            .stderr
            .starts_with("error: bucket required\n")
    );
    assert!(
        kf("bbolt page", &[small])
            .stderr
            .starts_with("error: page id required\n")
    );
    assert_eq!(
        kf("bbolt page", &[small, "x"]).stderr,
        "error: \"x\" is not a page id\n"
    );
    let beyond = kf("bbolt page", &[small, "99999"]);
    assert!(
        beyond
            .stderr
            .contains("page 99999: the page starts at byte 409595904")
    );
    let none = kf("bbolt stats", &[small, "x"]);
    assert!(
        none.text()
            .starts_with("Aggregate statistics for 0 buckets\n")
    );
    assert!(
        none.stderr
            .starts_with("no bucket's name starts with \"x\"")
    );
    let foreign = temporary(&[b'x'; 9000]);
    let foreign = kf("bbolt pages", &[foreign.path().to_str().unwrap()]);
    assert_eq!((foreign.text(), foreign.code), ("", 1));
}
