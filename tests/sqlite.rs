//! k3s's SQLite database answers as the etcd snapshot with the same records does.

use std::fs;
use std::path::{Path, PathBuf};

use kf::bbolt::Direction;
use kf::snapshot::Snapshot;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::support::{Output, fixture, kf, temporary};

const SNAPSHOT: &str = "snapshots/c115-A.db.gz";

/// A `state.db` with the records of the snapshot, as kine would have written them.
fn state_db(dir: &Path) -> PathBuf {
    let path = dir.join("state.db");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; CREATE TABLE kine (id INTEGER PRIMARY KEY AUTOINCREMENT, \
             name TEXT, created INTEGER, deleted INTEGER, create_revision INTEGER, \
             prev_revision INTEGER, lease INTEGER, value BLOB, old_value BLOB); BEGIN; \
             INSERT INTO kine VALUES (1, 'compact_rev_key', 1, 0, 0, 0, 0, x'', NULL)",
        )
        .unwrap();
    let mut insert = connection
        .prepare("INSERT INTO kine VALUES (?, ?, ?, ?, ?, 0, ?, ?, NULL)")
        .unwrap();
    let snapshot = Snapshot::open(fixture(SNAPSHOT)).unwrap();
    let store = snapshot.store().unwrap();
    for record in store.records(Direction::Forward) {
        let record = record.unwrap();
        assert_eq!(record.revision.sub, 0);
        let name = std::str::from_utf8(record.key).unwrap();
        let created = !record.tombstone && record.create_revision == record.mod_revision;
        let (name, value) = match name {
            "compact_rev_key" => {
                let value = String::from_utf8_lossy(record.value);
                let value = format!("{}|{value}", record.version);
                ("compact_rev_apiserver", value.into_bytes())
            }
            _ => (name, record.value.to_vec()),
        };
        insert
            .execute(rusqlite::params![
                record.revision.main,
                name,
                created,
                record.tombstone,
                if created { 0 } else { record.create_revision },
                // kine knows seconds, etcd ids: none of these keys are compared by lease.
                i64::from(record.lease != 0) * 15,
                value,
            ])
            .unwrap();
    }
    drop(insert);
    connection.execute_batch("COMMIT").unwrap();
    path
}

fn both(words: &str, state: &Path) -> (Output, Output) {
    let run = |path: &Path| kf(words, &["--snapshot", path.to_str().unwrap()]);
    (run(state), run(&fixture(SNAPSHOT)))
}

#[test]
fn objects_are_those_of_the_etcd_snapshot() {
    let dir = TempDir::new().unwrap();
    let state = state_db(dir.path());
    for words in [
        "get all -A",
        "get nodes,configmaps,secrets,serviceaccounts,clusterroles -A -o yaml",
        "get pods,deployments -A -o json",
        "get events -A --show-managed-fields -o yaml",
        "get configmaps -A --rev 200 -o yaml",
        "api-resources",
        "keys -o name",
        "du",
    ] {
        let (sqlite, etcd) = both(words, &state);
        assert_eq!(sqlite, etcd, "{words}");
        assert!(!sqlite.text().is_empty(), "{words}");
    }
    // kine keeps no versions; nothing else of a key differs.
    let (sqlite, etcd) = both("keys -o jsonl", &state);
    let lines = |output: &Output| {
        let mut lines: Vec<serde_json::Value> = output
            .text()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        for line in &mut lines {
            let line = line.as_object_mut().unwrap();
            line.remove("version");
            line.remove("lease");
        }
        lines
    };
    assert_eq!(lines(&sqlite), lines(&etcd));
    let (sqlite, _) = both("check", &state);
    assert_eq!(
        (sqlite.stderr.as_str(), sqlite.code),
        ("", 0),
        "{}",
        sqlite.text()
    );
    let (info, _) = both("info", &state);
    assert_eq!(info.code, 0, "{}", info.stderr);
    assert!(info.text().contains("SQLite database"), "{}", info.text());
    let kept = "Kept by:      kine, in the place of etcd\n";
    assert!(info.text().contains(kept), "{}", info.text());
    for line in ["etcd:", "Alarms:", "Auth:"] {
        assert!(!info.text().contains(line), "{}", info.text());
    }
    let mut left: Vec<_> = fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["state.db"], "nothing is written beside the file");
}

#[test]
fn bbolt_has_nothing_to_say() {
    let dir = TempDir::new().unwrap();
    let state = state_db(dir.path());
    let state = state.to_str().unwrap();
    for words in ["snapshot status", "bbolt pages", "bbolt freelist"] {
        kf(words, &[state]).fails(&format!(
            "error: {state}: an SQLite database has no bbolt pages\n\
             hint: kf get, keys, info, check and du read the state of k3s in it\n"
        ));
    }
    let foreign = dir.path().join("other.db");
    let connection = Connection::open(&foreign).unwrap();
    connection.execute_batch("CREATE TABLE t (a)").unwrap();
    let foreign = foreign.to_str().unwrap();
    kf("get pods", &["-s", foreign]).fails(&format!(
        "error: {foreign}: the SQLite database has no table kine: it does not hold the state of \
         k3s\nhint: k3s keeps it in server/db/state.db below its data directory\n"
    ));
}

#[test]
fn a_packed_database_is_read_as_well() {
    let dir = TempDir::new().unwrap();
    let bytes = fs::read(state_db(dir.path())).unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &bytes).unwrap();
    let packed = temporary(&packed.finish().unwrap());
    let (packed, etcd) = both("get nodes -o yaml", packed.path());
    assert_eq!(packed, etcd);
}

#[test]
fn a_log_of_an_older_generation_hides_nothing() {
    const TABLE: &str = "PRAGMA journal_mode = WAL; CREATE TABLE kine (id INTEGER PRIMARY KEY \
        AUTOINCREMENT, name TEXT, created INTEGER, deleted INTEGER, create_revision INTEGER, \
        prev_revision INTEGER, lease INTEGER, value BLOB, old_value BLOB);";
    let dir = TempDir::new().unwrap();
    let rows = |name: &str, count: u32| -> String {
        let row = |n| {
            let object = format!(
                r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"{name}-{n}","namespace":"prod"}}}}"#
            );
            format!(
                "({n}, '/registry/configmaps/prod/{name}-{n}', 1, 0, 0, 0, 0, \
                 CAST('{object}' AS BLOB), NULL)"
            )
        };
        let all: Vec<String> = (2..2 + count).map(row).collect();
        format!(
            "INSERT INTO kine VALUES (1, '/registry/health', 1, 0, 0, 0, 0, \
             CAST('{{\"health\":\"true\"}}' AS BLOB), NULL), {};",
            all.join(",")
        )
    };
    let old = dir.path().join("old.db");
    let connection = Connection::open(&old).unwrap();
    let sql = format!("{TABLE} {}", rows("old", 2));
    connection.execute_batch(&sql).unwrap();
    let state = dir.path().join("state.db");
    fs::copy(
        dir.path().join("old.db-wal"),
        dir.path().join("state.db-wal"),
    )
    .unwrap();
    drop(connection);
    let new = dir.path().join("new.db");
    let connection = Connection::open(&new).unwrap();
    let sql = format!("{TABLE} {}", rows("new", 3));
    connection.execute_batch(&sql).unwrap();
    drop(connection);
    fs::rename(&new, &state).unwrap();

    let path = state.to_str().unwrap();
    let names = "configmap/new-2\nconfigmap/new-3\nconfigmap/new-4\n";
    let with = kf("get cm -n prod -o name", &["--snapshot", path]);
    assert_eq!((with.code, with.text()), (0, names));
    assert_eq!(
        with.stderr,
        format!(
            "warning: {path}: the -wal file is of another generation of the database and is left \
             out: with it the newest row is 3, without it 4, and row 2 would be gone\n"
        )
    );
    kf("get cm -n prod -o name --no-wal", &["--snapshot", path]).prints(names);
    // What kine itself keeps beside the objects is no damage.
    let check = kf("check --no-wal", &[path]);
    assert_eq!(check.code, 0, "{}", check.block());
    let history = kf("history --no-wal", &["--snapshot", path]);
    assert_eq!(history.code, 0, "{}", history.block());
}

/// A `state.db` in the middle of a change, with its journal: a ConfigMap that was there, and others that were never
/// committed.
fn under_way(dir: &Path) -> PathBuf {
    let there = TempDir::new().unwrap();
    let connection = Connection::open(there.path().join("state.db")).unwrap();
    let object =
        r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"kept","namespace":"prod"}}"#;
    let sql = format!(
        "CREATE TABLE kine (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, created INTEGER, deleted INTEGER, \
         create_revision INTEGER, prev_revision INTEGER, lease INTEGER, value BLOB, old_value BLOB); \
         INSERT INTO kine VALUES (1, '/registry/health', 1, 0, 0, 0, 0, CAST('{{\"health\":\"true\"}}' AS BLOB), NULL), \
         (2, '/registry/configmaps/prod/kept', 1, 0, 0, 0, 0, CAST('{object}' AS BLOB), NULL); \
         PRAGMA cache_size = 1; BEGIN; UPDATE kine SET value = x'00'; \
         INSERT INTO kine SELECT id + 2, '/registry/configmaps/prod/lost-' || id, 1, 0, 0, 0, 0, zeroblob(9000), NULL \
         FROM kine;"
    );
    connection.execute_batch(&sql).unwrap();
    for name in ["state.db", "state.db-journal"] {
        fs::copy(there.path().join(name), dir.join(name)).unwrap();
    }
    dir.join("state.db")
}

#[test]
fn what_a_journal_takes_back_is_said_by_check_too() {
    let dir = TempDir::new().unwrap();
    let state = under_way(dir.path());
    let path = state.to_str().unwrap();
    let said = "a change was under way: what the -journal file has of before is taken back, as SQLite does";
    let get = kf("get cm -n prod -o name", &["-s", path]);
    assert_eq!((get.code, get.text()), (0, "configmap/kept\n"));
    assert_eq!(get.stderr, format!("warning: {path}: {said}\n"));
    let check = kf("check", &[path]);
    assert_eq!(
        (check.code, &*check.stderr),
        (0, &*format!("note: {said}\n"))
    );
    let check = kf("check -o json", &[path]);
    assert!(check.text().contains(said), "{}", check.text());
}

/// The path of a super-journal is one of the machine that wrote it: only its file name is looked for, beside the
/// database.
#[test]
fn a_super_journal_counts_beside_the_database_alone() {
    let (dir, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let state = under_way(dir.path());
    let path = state.to_str().unwrap();
    let mine = elsewhere.path().join("state.db-mj01");
    fs::write(&mine, "mine").unwrap();
    let named = mine.to_str().unwrap();
    let journal = dir.path().join("state.db-journal");
    let mut bytes = fs::read(&journal).unwrap();
    let magic = bytes[..8].to_vec();
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes.extend(0x4000_0001_u32.to_be_bytes());
    bytes.extend(named.as_bytes());
    bytes.extend(u32::try_from(named.len()).unwrap().to_be_bytes());
    bytes.extend(named.bytes().map(u32::from).sum::<u32>().to_be_bytes());
    bytes.extend(magic);
    fs::write(&journal, bytes).unwrap();
    let told = format!(
        "\"state.db-journal\" is left out: it is of a change to several databases with the super-journal \"{named}\", of \
         which no file \"state.db-mj01\" lies beside the database, so that SQLite would take the change as ended; if it \
         is lost, put an empty file of that name there to have the change taken back\n"
    );
    let get = kf("get cm kept -n prod", &["-s", path]);
    assert!(get.stderr.contains(&told), "{}", get.stderr);
    assert_eq!(get.code, 1, "{}", get.text());
    let check = kf("check", &[path]);
    assert!(check.stderr.contains(&told), "{}", check.stderr);
    assert_eq!(check.code, 1);
    fs::write(dir.path().join("state.db-mj01"), "").unwrap();
    let get = kf("get cm -n prod -o name", &["-s", path]);
    assert_eq!((get.code, get.text()), (0, "configmap/kept\n"));
    assert_eq!(fs::read(&mine).unwrap(), b"mine");
}
