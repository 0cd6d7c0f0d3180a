//! Data directories of etcd that was killed, read as etcd read them when it was started again.

use std::fs;
use std::path::Path;

use crate::support::{fixture, kf};

/// Unpacks a recorded directory.
fn unpack(name: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let file = fs::File::open(fixture(&format!("datadir/{name}.tar.gz"))).unwrap();
    tar::Archive::new(flate2::read::GzDecoder::new(file))
        .unpack(dir.path())
        .unwrap();
    dir
}

fn recorded(name: &str) -> String {
    fs::read_to_string(fixture(&format!("datadir/{name}"))).unwrap()
}

const NAMES: [&str; 5] = ["auth", "compacted", "restored-3.4", "torn", "transactions"];

#[test]
fn the_state_is_that_of_etcd_started_again() {
    for name in NAMES {
        let dir = unpack(name);
        for path in [dir.path().to_owned(), dir.path().join("member")] {
            let path = path.to_str().unwrap();
            kf("keys -o jsonl --values", &[path]).prints(&recorded(&format!("{name}.jsonl")));
            kf("snapshot hashkv -w json", &[path])
                .prints(&recorded(&format!("{name}.hashkv.json")));
        }
    }
}

#[test]
fn the_database_alone() {
    let dir = unpack("transactions");
    let path = dir.path().to_str().unwrap();
    kf("keys --no-wal", &[path]).prints("");
    let info = kf("info", &[path]).text().to_owned();
    for line in [
        "Database:      revision 1, raft index 0\n",
        "Log:           1 segment with entries 1 to 37; 37 entries added\n",
        "Leases:        2, 1 key attached\n",
    ] {
        assert!(info.contains(line), "{info}");
    }
    assert!(!kf("info --no-wal", &[path]).text().contains("Log:"));
    let users = kf("info", &[unpack("auth").path().to_str().unwrap()]);
    assert!(
        users
            .text()
            .contains("Auth:          on, 2 users, 3 roles\n")
    );
}

/// The log of the directory.
fn log(dir: &Path) -> std::path::PathBuf {
    dir.join("member/wal/0000000000000000-0000000000000000.wal")
}

#[test]
fn damage_is_loud_and_what_comes_before_it_is_read() {
    let dir = unpack("torn");
    let path = dir.path().to_str().unwrap();
    let info = kf("info", &[path]);
    assert!(
        info.text().contains("was not written whole"),
        "{}",
        info.text()
    );
    let mut bytes = fs::read(log(dir.path())).unwrap();
    bytes[2000] ^= 1;
    fs::write(log(dir.path()), &bytes).unwrap();
    for command in [
        "keys",
        "snapshot hashkv",
        "info",
        "check",
        "members",
        "leases",
    ] {
        let output = kf(command, &[path]);
        assert_eq!(output.code, 1, "{command}");
        let all = format!("{}{}", output.text(), output.stderr);
        assert!(all.contains("the record's CRC is"), "{command}: {all}");
    }
    let keys = kf("keys -o name", &[path]);
    assert!(keys.text().starts_with("k/1\n") && !keys.text().contains("big"));
}

/// Each command says why the log ends, exits with 1, and prints what comes before.
fn is_loud(dir: &Path, keys: usize, why: &str) {
    let path = dir.to_str().unwrap();
    for command in [
        "keys",
        "snapshot hashkv",
        "info",
        "check",
        "members",
        "leases",
    ] {
        let output = kf(command, &[path]);
        assert_eq!(output.code, 1, "{command}");
        let all = format!("{}{}", output.text(), output.stderr);
        assert_eq!(all.matches(why).count(), 1, "{command}: {all}");
    }
    let output = kf("keys -o name", &[path]);
    assert_eq!(output.text().lines().count(), keys, "{}", output.block());
    assert!(output.stderr.contains("hint: "), "{}", output.stderr);
    let info = kf("info", &[path]);
    assert!(
        info.text().contains("DAMAGED, see the errors"),
        "{}",
        info.text()
    );
}

/// Changes the log of a recorded directory.
fn changed(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> tempfile::TempDir {
    let dir = unpack(name);
    let mut bytes = fs::read(log(dir.path())).unwrap();
    change(&mut bytes);
    fs::write(log(dir.path()), &bytes).unwrap();
    dir
}

#[test]
fn a_length_that_was_changed_hides_no_records() {
    // etcd 3.4.23 and 3.5.1 do not start: "wal: max entry size limit exceeded".
    let dir = changed("torn", |log| log[1067] ^= 0x80);
    is_loud(
        dir.path(),
        5,
        "at byte 1064: a record of 2147483691 bytes does not fit into the segment, yet whole records \
         stand there from byte 1064 on, up to entry ",
    );
}

#[test]
fn a_sector_of_zeros_hides_no_records() {
    // etcd 3.4.23 and 3.5.1 repair the log, and go on with the five keys before it.
    let dir = changed("transactions", |log| log[1024..1536].fill(0));
    is_loud(
        dir.path(),
        5,
        "at byte 1008: the record is no walpb.Record, yet whole records stand there from byte 1672 on, up to \
         entry 37; the last entry before it is 9",
    );
    // Of the recorded directory, in which no zeros but those at the end stand, nothing is said.
    for name in NAMES {
        let path = unpack(name);
        let output = kf("keys", &[path.path().to_str().unwrap()]);
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{name}");
    }
    // A record that begins with zeros is taken for the end.
    let dir = changed("transactions", |log| log[1064..1536].fill(0));
    is_loud(
        dir.path(),
        5,
        "at byte 1064: the log ends there, yet whole records stand there from byte ",
    );
}

#[test]
fn a_log_that_was_cut_off_is_doubted() {
    // etcd 3.4.23 and 3.5.1 start on it with two keys, without a word.
    for (length, ends) in [
        (744, "byte 744 with entry 6"),
        (720, "byte 720 with entry "),
    ] {
        let dir = changed("transactions", |log| log.truncate(length));
        let path = dir.path().to_str().unwrap();
        let keys = kf("keys -o name", &[path]);
        assert_eq!((keys.code, keys.text().lines().count()), (0, 2));
        assert!(keys.stderr.starts_with("warning: "), "{}", keys.stderr);
        assert!(keys.stderr.contains(ends), "{}", keys.stderr);
        let check = kf("check", &[path]);
        assert_eq!(check.code, 1);
        assert!(check.text().contains(ends), "{}", check.block());
        let info = kf("info", &[path]);
        assert!(info.text().contains(ends), "{}", info.text());
        let json = kf("info -o json", &[path]);
        assert!(json.text().contains("\"cut\": {"), "{}", json.text());
        // A log that etcd repaired is as long as its records, and a copy of what it was lies beside it.
        let copy = log(dir.path()).with_extension("wal.broken");
        fs::write(copy, b"").unwrap();
        let keys = kf("keys -o name", &[path]);
        assert_eq!((keys.code, keys.stderr.as_str()), (0, ""));
        assert_eq!(kf("check", &[path]).code, 0);
        assert!(!kf("info", &[path]).text().contains(ends));
    }
}

#[test]
fn a_log_that_is_lost_is_missed() {
    // etcd 3.4.23 and 3.5.1 take it for a new member, and start with nothing.
    let dir = unpack("transactions");
    fs::remove_file(log(dir.path())).unwrap();
    let why = "there is no write-ahead log, and the database has none of its entries yet";
    let path = dir.path().to_str().unwrap();
    for command in ["keys", "get ns -s", "info", "check", "members"] {
        let output = kf(command, &[path]);
        assert_eq!(output.code, 1, "{command}");
        let all = format!("{}{}", output.text(), output.stderr);
        assert!(all.contains(why), "{command}: {all}");
    }
    assert!(
        kf("info", &[path])
            .text()
            .contains("Log:           none; DAMAGED")
    );
    assert_eq!(kf("keys --no-wal", &[path]).code, 0);
    fs::write(log(dir.path()), b"").unwrap();
    is_loud(dir.path(), 0, "the segment holds no record");
    fs::write(log(dir.path()), [0; 4096]).unwrap();
    is_loud(dir.path(), 0, "the segment holds no record");
    // A database that has entries may be all there was, which nothing tells.
    let dir = unpack("restored-3.4");
    fs::remove_file(log(dir.path())).unwrap();
    let path = dir.path().to_str().unwrap();
    let keys = kf("keys -o name", &[path]);
    let noted = "there is no write-ahead log in member/wal";
    assert_eq!(keys.code, 0);
    assert_eq!(keys.stderr.matches(noted).count(), 1, "{}", keys.stderr);
    assert_eq!(kf("keys --no-wal", &[path]).stderr, "");
    let check = kf("check", &[path]);
    assert_eq!(check.code, 0);
    assert!(check.stderr.contains(noted), "{}", check.block());
    assert!(kf("info", &[path]).text().contains("Log:           none; "));
    // But not one that is older than the raft snapshot beside it.
    let snapshot = dir
        .path()
        .join("member/snap/0000000000000002-0000000000000fff.snap");
    fs::write(snapshot, b"").unwrap();
    is_loud(
        dir.path(),
        keys.text().lines().count(),
        "older than the raft snapshot of entry 4095",
    );
}

#[test]
fn a_lost_database_is_made_again_from_its_log() {
    let dir = unpack("transactions");
    let path = dir.path().to_str().unwrap();
    let database = dir.path().join("member/snap/db");
    let right = recorded("transactions.hashkv.json");
    fs::write(&database, b"").unwrap();
    let empty = kf("snapshot hashkv -w json", &[path]);
    assert_eq!((empty.code, empty.text()), (0, right.as_str()));
    assert!(
        empty.stderr.contains("the database is empty"),
        "{}",
        empty.stderr
    );
    fs::remove_file(&database).unwrap();
    let lost = kf("snapshot hashkv -w json", &[path]);
    assert_eq!((lost.code, lost.text()), (0, right.as_str()));
    assert!(
        lost.stderr.contains("there is no \"member/snap/db\""),
        "{}",
        lost.stderr
    );
    let check = kf("check", &[path]);
    assert_eq!(check.code, 0, "{}", check.block());
    // The log of a restored member holds what came after the restore only, and etcd does not start.
    let dir = unpack("restored-3.4");
    fs::remove_file(dir.path().join("member/snap/db")).unwrap();
    let refused = kf("keys", &[dir.path().to_str().unwrap()]);
    assert_eq!(refused.code, 1);
    let why = "the log counts on what a database held after entry 1";
    assert!(refused.stderr.contains(why), "{}", refused.stderr);
}
