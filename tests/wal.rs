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
    fs::remove_file(log(dir.path())).unwrap();
    assert_eq!(kf("keys", &[path]).code, 0);
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
