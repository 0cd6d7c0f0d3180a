//! Directories: what is recognised in them, and what goes with it.

use std::fs;
use std::path::Path;

use super::{STORED, database, gz, zipped};
use crate::input::*;

/// Makes files below a new directory.
fn tree(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn open(path: &Path) -> Result<Input> {
    Input::open(path, &OpenOptions::default())
}

fn open_entry(path: &Path, entry: &str) -> Result<Input> {
    let options = OpenOptions {
        entry: Some(entry.to_owned()),
        ..OpenOptions::default()
    };
    Input::open(path, &options)
}

fn companions(input: &Input) -> Vec<(CompanionKind, &str)> {
    let companions = input.companions().iter();
    companions.map(|c| (c.kind(), c.name())).collect()
}

/// The error without the directory's path, and its hint.
fn refused(dir: &Path) -> String {
    let e = open(dir).unwrap_err();
    let hint = e.hint_text().unwrap_or_default();
    format!("{} [{hint}]", e.message())
}

const WAL_0: &str = "0000000000000000-0000000000000000.wal";
const WAL_1: &str = "0000000000000001-000000000000a1b2.wal";
const SNAP: &str = "0000000000000004-0000000000001137.snap";

#[test]
fn data_directories() {
    let db = database(3, 0);
    let (w0, w1, snap) = (
        format!("member/wal/{WAL_0}"),
        format!("member/wal/{WAL_1}"),
        format!("member/snap/{SNAP}"),
    );
    let dir = tree(&[
        ("member/snap/db", &db),
        ("member/snap/00000000000000ff.snap.db", &db),
        ("member/snap/db.tmp.1234", &db),
        (&snap, b"snap"),
        (&w1, b"one"),
        (&w0, b"zero"),
        ("member/wal/0.tmp", b""),
        (
            "member/wal/0000000000000000-0000000000000000.wal.broken",
            b"",
        ),
        ("old-backup.db", &db),
    ]);
    let input = open(dir.path()).unwrap();
    assert_eq!(input.bytes(), db);
    assert_eq!(
        companions(&input),
        [
            (CompanionKind::Wal, w0.as_str()),
            (CompanionKind::Wal, w1.as_str()),
            (CompanionKind::RaftSnapshot, snap.as_str()),
            (
                CompanionKind::LeaderSnapshot,
                "member/snap/00000000000000ff.snap.db"
            ),
        ]
    );
    assert_eq!(input.companions()[1].bytes(), b"one");
    assert!(input.notes()[0].contains("00000000000000ff.snap.db"));
    assert_eq!(
        input.notes()[1],
        "\"member/snap/db\" is read; the directory also holds databases that --entry NAME would \
         take: \"member/snap/db.tmp.1234\", \"old-backup.db\""
    );
    assert_eq!(input.notes().len(), 2);
    assert_eq!(input.path(), Some(&*dir.path().join("member/snap/db")));
    assert_eq!(
        input.form().to_string(),
        "bbolt file, 20480 bytes, from file \"member/snap/db\", part of an etcd data directory"
    );

    let member = open(&dir.path().join("member")).unwrap();
    assert_eq!(companions(&member)[0].1, format!("wal/{WAL_0}"));
    let only_snap = open(&dir.path().join("member/snap")).unwrap();
    assert_eq!(only_snap.companions().len(), 2);
    let named = open_entry(&dir.path().join("member"), "00000000000000ff.snap.db").unwrap();
    assert!(named.companions().is_empty());
}

#[test]
fn what_is_not_the_only_candidate_is_named() {
    let db = database(1, 0);
    let inner = "member/backup/member/snap/db";
    let dir = tree(&[("member/snap/db", &db), (inner, &db)]);
    let notes = |path: &Path| open(path).unwrap().notes().to_vec();
    assert!(notes(dir.path())[0].ends_with(&format!("would take: {inner:?}")));
    let alone = tree(&[("member/snap/db", &db), ("notes.txt", b"x")]);
    assert!(notes(alone.path()).is_empty());
    // The log of a database that is lost, beside a snapshot.
    let wal = format!("member/wal/{WAL_0}");
    let lost = tree(&[(wal.as_str(), b"log"), ("old.db", &db)]);
    assert_eq!(
        notes(lost.path()),
        [
            "\"old.db\" is read; there is a write-ahead log too, of which the database \
          \"member/snap/db\" is lost: it is not read"
        ]
    );
    // In archives as in directories.
    let zip = zipped(STORED, &[("x", &db)]);
    let files: [(&str, &[u8]); 3] = [("member/snap/db", &db), ("a.db", &db), ("b.zip", &zip)];
    let archive = tree(&[("a.zip", &zipped(STORED, &files))]);
    assert_eq!(
        notes(&archive.path().join("a.zip")),
        [
            "\"member/snap/db\" is read; the zip archive also holds databases that --entry NAME \
          would take: \"a.db\"",
            "\"member/snap/db\" is read; the zip archive also holds archives, which are not looked \
          into unless --entry NAME names one: \"b.zip\""
        ]
    );
}

#[test]
fn a_database_named_alone_has_its_log_named() {
    let db = database(1, 0);
    let wal = format!("member/wal/{WAL_0}");
    let dir = tree(&[("member/snap/db", &db), (wal.as_str(), b"log")]);
    for path in ["member/snap/db", "member/snap"] {
        let input = open(&dir.path().join(path)).unwrap();
        assert!(input.notes()[0].starts_with("the log of this database lies in ../wal"));
    }
    assert!(open(dir.path()).unwrap().notes().is_empty());
    let other = tree(&[("snap/db", &db), ("wal/x", b"")]);
    assert!(
        open(&other.path().join("snap/db"))
            .unwrap()
            .notes()
            .is_empty()
    );
}

#[test]
fn several_data_directories() {
    let db = database(1, 0);
    let dir = tree(&[("main/member/snap/db", &db), ("events/member/snap/db", &db)]);
    assert_eq!(
        refused(dir.path()),
        "the directory holds 2 snapshots: \"events/member/snap/db\", \"main/member/snap/db\" \
         [choose one with --entry NAME]"
    );
    assert!(open_entry(dir.path(), "main/member/snap/db").is_ok());
    let one = open(&dir.path().join("main")).unwrap();
    assert_eq!(one.form().layout, Some(Layout::EtcdData));
}

#[test]
fn backups_of_platforms() {
    let snapshot = database(1, 32);
    let packed = gz(&snapshot);
    let openshift = tree(&[
        ("snapshot_2026-11-22_174500.db", &snapshot),
        ("static_kuberesources_2026-11-22_174500.tar.gz", b"tar"),
        ("static_kuberesources_2020-01-01_000000.tar.gz", b"tar"),
    ]);
    let input = open(openshift.path()).unwrap();
    assert_eq!(input.form().layout, Some(Layout::OpenShift));
    assert_eq!(
        companions(&input),
        [(
            CompanionKind::KubeResources,
            "static_kuberesources_2026-11-22_174500.tar.gz"
        )]
    );
    let kops = tree(&[
        ("2026-11-22T17:45:00Z-000001/etcd.backup.gz", &packed),
        ("2026-11-22T17:45:00Z-000001/_etcd_backup.meta", b"{}"),
    ]);
    let input = open(kops.path()).unwrap();
    assert_eq!(input.form().layout, Some(Layout::EtcdManager));
    assert_eq!(input.bytes(), snapshot);
    assert_eq!(input.path(), None);
    let rke = tree(&[
        ("2026-11-22_etcd", &snapshot),
        ("2026-11-22_etcd.rkestate", b"{}"),
        ("other.rkestate", b"{}"),
    ]);
    assert_eq!(
        companions(&open(rke.path()).unwrap()),
        [(CompanionKind::RkeState, "2026-11-22_etcd.rkestate")]
    );
}

#[test]
fn the_newest_full_snapshot_of_gardener() {
    let (old, new) = (database(1, 32), database(2, 32));
    let dir = tree(&[
        ("v2/Full-00000000-00000900-1700000000.gz", &gz(&old)),
        ("v2/Full-00000000-10000000-1700000300.gz", &gz(&new)),
        ("v2/Incr-00000901-00001000-1700000100", b"[]"),
        ("v2/Incr-10000001-10000007-1700000400.gz", &gz(b"[]")),
        ("v2/Incr-10000008-10000009-1700000500.gz", &gz(b"[]")),
    ]);
    let input = open(dir.path()).unwrap();
    assert_eq!(input.bytes(), new);
    assert_eq!(input.form().layout, Some(Layout::Gardener));
    assert_eq!(
        input.notes(),
        [
            "the state is that of revision 10000000: 2 delta snapshots beside the full one go on to \
          revision 10000009 and are not read",
            "\"v2/Full-00000000-10000000-1700000300.gz\" is the newest of 2 full snapshots; --entry \
          NAME takes an older one: \"v2/Full-00000000-00000900-1700000000.gz\""
        ]
    );
    // A damaged newest snapshot is not answered with an older one.
    fs::write(
        dir.path().join("v2/Full-00000000-10000000-1700000300.gz"),
        b"",
    )
    .unwrap();
    assert!(open(dir.path()).unwrap_err().message().contains("empty"));
    let older = open_entry(dir.path(), "Full-00000000-00000900-1700000000.gz").unwrap();
    assert_eq!(older.notes().len(), 1);
}

#[test]
fn a_directory_is_searched_so_deep() {
    let db = database(1, 32);
    let dir = tree(&[("a.db", &db), ("1/2/3/4/b.db", &db)]);
    let input = open(dir.path()).unwrap();
    assert_eq!(input.bytes(), db);
    assert_eq!(
        input.notes(),
        ["directories are searched 4 levels deep: \"1/2/3/4/\" is not looked into"]
    );
    let named = open_entry(dir.path(), "a.db").unwrap();
    assert!(named.notes().is_empty());
    // The parts of a data directory are no levels.
    let deep = tree(&[("server/db/etcd/member/snap/db", &db)]);
    let input = open(deep.path()).unwrap();
    assert_eq!((input.bytes(), input.notes()), (&*db, &[][..]));
}

#[test]
fn what_lies_in_folders_beside_a_data_directory_is_named() {
    let db = database(1, 32);
    for other in ["old/member/snap/db", "old/snap/db", "backup/snapshot.db"] {
        let dir = tree(&[("member/snap/db", &db), (other, &db), ("empty/readme", b"")]);
        let input = open(dir.path()).unwrap();
        let [note] = input.notes() else {
            panic!("{other}: {:?}", input.notes());
        };
        assert!(note.contains(&format!("would take: {other:?}")), "{note}");
        assert_eq!(open_entry(dir.path(), other).unwrap().bytes(), db);
    }
}

#[test]
fn sqlite_and_its_log() {
    let mut sqlite = b"SQLite format 3\0".to_vec();
    sqlite.resize(4096, 0);
    let dir = tree(&[("state.db", &sqlite), ("state.db-wal", b"\x37\x7f\x06\x82")]);
    for path in [dir.path().to_owned(), dir.path().join("state.db")] {
        let input = open(&path).unwrap();
        assert_eq!(input.form().content, Content::Sqlite);
        assert_eq!(input.path(), Some(&*dir.path().join("state.db")));
        assert_eq!(
            companions(&input),
            [(CompanionKind::SqliteWal, "state.db-wal")]
        );
    }
}

/// What SQLite would take back belongs to the database; what is left of a change that ended does not.
#[test]
fn sqlite_and_a_change_under_way() {
    let mut sqlite = b"SQLite format 3\0".to_vec();
    sqlite.resize(4096, 0);
    let hot = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\0\0\0\x01";
    for (journal, belongs) in [(&hot[..], true), (&[0; 28], false), (b"", false)] {
        let dir = tree(&[("state.db", &sqlite), ("state.db-journal", journal)]);
        for path in [dir.path().to_owned(), dir.path().join("state.db")] {
            let input = open(&path).unwrap();
            let wanted = [(CompanionKind::SqliteJournal, "state.db-journal")];
            assert_eq!(companions(&input) == wanted, belongs);
        }
        // It lies beside the file itself, where a link leads to that.
        #[cfg(unix)]
        {
            let other = tree(&[]);
            let link = other.path().join("link.db");
            std::os::unix::fs::symlink(dir.path().join("state.db"), &link).unwrap();
            assert_eq!(
                companions(&open(&link).unwrap()).len(),
                usize::from(belongs)
            );
        }
    }
}

#[test]
fn directories_without_one_snapshot() {
    assert_eq!(
        refused(tree(&[]).path()),
        "the directory holds no files [looked for member/snap/db of an etcd data directory and \
         for one snapshot file, compressed or not]"
    );
    let text = tree(&[("a.txt", b"hello"), ("b/c", b"")]);
    assert!(refused(text.path()).starts_with(
        "no file in the directory is an etcd snapshot; it holds \"a.txt\", \"b/c\" [looked for"
    ));
    let parts = tree(&[("toc.dat", b"PGDMP\x01\x0e"), ("3344.dat.gz", b"\x1f\x8b")]);
    let said = refused(parts.path());
    assert!(
        said.contains("[this looks like a dump of PostgreSQL's"),
        "{said}"
    );
    let db = database(1, 32);
    let two = tree(&[("a.db", &db), ("b.db.gz", &gz(&db)), ("c.txt", b"x")]);
    assert_eq!(
        refused(two.path()),
        "the directory holds 2 snapshots: \"a.db\", \"b.db.gz\" [choose one with --entry NAME]"
    );
    assert_eq!(open_entry(two.path(), "b.db.gz").unwrap().bytes(), db);
    let zip = zipped(STORED, &[("x", &db)]);
    let mixed = tree(&[("a.db", &db), ("b.zip", &zip)]);
    assert_eq!(
        open(mixed.path()).unwrap().notes(),
        [
            "\"a.db\" is read; the directory also holds archives, which are not looked into unless --entry NAME names one: \
          \"b.zip\""
        ]
    );
    let only = tree(&[("b.zip", &zip), ("c.txt", b"x")]);
    let input = open(only.path()).unwrap();
    assert_eq!(
        input.form().to_string(),
        format!(
            "snapshot, {} bytes, from zip entry \"x\" (stored, {0} bytes), from file \"b.zip\"",
            db.len()
        )
    );
    assert_eq!(input.path(), None);
    let e = open_entry(two.path(), "d.db").unwrap_err();
    assert!(
        e.message()
            .starts_with("the directory has no file \"d.db\"")
    );
}

#[cfg(unix)]
#[test]
fn links_and_pipes_in_directories() {
    use std::os::unix::fs::symlink;
    let db = database(1, 32);
    let dir = tree(&[("sub/a.db", &db)]);
    symlink("sub/a.db", dir.path().join("latest")).unwrap();
    symlink(".", dir.path().join("circle")).unwrap();
    symlink("nowhere", dir.path().join("broken")).unwrap();
    let far = tempfile::tempdir().unwrap();
    symlink(far.path(), dir.path().join("far")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("socket")).unwrap();
    let input = open(dir.path()).unwrap();
    assert_eq!(input.bytes(), db);
    let mut notes = input.notes().to_vec();
    notes.sort();
    assert_eq!(
        notes,
        [
            "the link \"broken\" leads nowhere",
            "the link \"far\" leads to another directory, which is not searched"
        ]
    );
    let disk = tree(&[(WAL_0, b"zero")]);
    let moved = tree(&[("member/snap/db", &db)]);
    symlink(disk.path(), moved.path().join("member/wal")).unwrap();
    assert_eq!(open(moved.path()).unwrap().companions()[0].bytes(), b"zero");
    let other = tree(&[]);
    symlink(dir.path().join("sub/a.db"), other.path().join("link")).unwrap();
    assert_eq!(open(other.path()).unwrap().bytes(), db);
}

#[test]
fn a_log_stands_for_a_database_that_is_lost_or_empty() {
    let wal = format!("member/wal/{WAL_0}");
    for files in [
        vec![(wal.as_str(), &b"log"[..])],
        vec![(wal.as_str(), b"log"), ("member/snap/db", b"")],
    ] {
        let dir = tree(&files);
        let input = open(dir.path()).unwrap();
        assert_eq!(companions(&input), [(CompanionKind::Wal, wal.as_str())]);
        assert_eq!(input.path(), None);
        assert_eq!(input.bytes().len(), 4 * 4096);
        assert!(input.notes()[0].ends_with("everything is read from the log, as etcd would"));
    }
    let wals = ["a", "b"].map(|one| format!("{one}/member/wal/{WAL_0}"));
    let two = tree(&[(&wals[0], b"log"), (&wals[1], b"log")]);
    assert!(refused(two.path()).starts_with("no file in the directory is an etcd snapshot"));
    let zeros = tree(&[(&wal, b"log"), ("member/snap/db", &[0; 4096])]);
    assert!(refused(zeros.path()).starts_with("this looks like a file of zeros"));
    let alone = tree(&[("member/snap/db", b"")]);
    assert!(refused(alone.path()).starts_with("this is empty"));
}

#[test]
fn a_directory_of_dqlite_is_named() {
    let dir = tree(&[
        ("cluster.yaml", b"- Address: 127.0.0.1:19001\n"),
        ("metadata1", b"\x01"),
        ("0000000000000001-0000000000000042", b"\x01\0\0\0"),
    ]);
    assert!(refused(dir.path()).contains("like a directory of dqlite"));
    // As MicroK8s has it while it runs.
    let live = tree(&[
        ("cluster.yaml", b"- Address: 127.0.0.1:19001\n"),
        ("localnode.yaml", b"- Address: 127.0.0.1:19001\n"),
        ("cluster.crt", b"-----BEGIN CERTIFICATE-----\n"),
        ("snapshot-1-1024-177", b"\x01\0\0\0"),
        ("snapshot-1-1024-177.meta", b"\x01\0\0\0"),
        ("open-1", b"\x01\0\0\0"),
    ]);
    assert!(refused(live.path()).contains("what `microk8s dbctl backup` makes of it"));
    let other = tree(&[("cluster.yaml", b"a: b\n"), ("open-house", b"x")]);
    assert!(!refused(other.path()).contains("dqlite"));
}

#[test]
fn databases_that_a_leader_sent_are_told_by_their_name() {
    let db = database(3, 0);
    let sent = "00000000000000ff.snap.db";
    let dir = tree(&[(sent, &db), ("x.snap.db", &db)]);
    assert!(open(&dir.path().join(sent)).unwrap().is_from_leader());
    assert!(open_entry(dir.path(), sent).unwrap().is_from_leader());
    assert!(
        !open(&dir.path().join("x.snap.db"))
            .unwrap()
            .is_from_leader()
    );
}
