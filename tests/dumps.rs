//! Dumps of keys and values answer as the snapshot of the same cluster does, as far as they go.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kf::etcd::Want;
use kf::snapshot::Snapshot;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::support::{Output, fixture, kf, kf_args, temporary};

const VCLUSTER: &str = "dumps/vcluster-snapshot.tar.gz";
const DBCTL: &str = "dumps/microk8s-dbctl-backup.tar.gz";
const ETCDCTL: &str = "dumps/etcdctl-get.json";

/// SQL dumps of one table, by sqlite3, Python's iterdump, pg_dump (COPY; INSERT with columns; COPY
/// where `bytea_output` is `escape`) and mariadb-dump (escaped; hexadecimal).
const SQL: [&str; 7] = [
    "sqlite3.sql",
    "python.sql",
    "pg_dump.sql",
    "pg_dump-inserts.sql",
    "pg_dump-escape.sql",
    "mariadb-dump.sql",
    "mariadb-dump-hex.sql",
];

fn run(words: &str, path: &Path) -> Output {
    kf(words, &["--snapshot", path.to_str().unwrap()])
}

/// A key, its revisions, version and lease, and its value.
type Row = (Vec<u8>, [i64; 4], Vec<u8>);

/// The newest state of a snapshot.
fn state(snapshot: &str) -> Vec<Row> {
    let snapshot = Snapshot::open(fixture(snapshot)).unwrap();
    let store = snapshot.store().unwrap();
    let latest = store.latest(None, &Want::all()).unwrap();
    let rows = latest.records.iter().map(|r| {
        let numbers = [r.create_revision, r.mod_revision, r.version, r.lease];
        (r.key.to_vec(), numbers, r.value.to_vec())
    });
    rows.collect()
}

/// As vcluster writes it.
fn vcluster(rows: &[Row]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (key, _, value) in rows.iter().filter(|(key, ..)| key.starts_with(b"/")) {
        let mut header = tar::Header::new_ustar();
        header.set_size(value.len() as u64);
        header.set_mode(0o666);
        // A library would take the first slash away.
        if key.len() < 100 {
            header.as_old_mut().name[..key.len()].copy_from_slice(key);
        } else {
            // Go has a header more for those.
            let record = [b" path=", key.as_slice(), b"\n"].concat();
            let digits = (record.len() + 3).to_string();
            let record = [digits.as_bytes(), &record].concat();
            assert_eq!(record.len().to_string(), digits);
            let mut long = tar::Header::new_ustar();
            long.set_entry_type(tar::EntryType::XHeader);
            long.set_size(record.len() as u64);
            long.set_cksum();
            builder.append(&long, record.as_slice()).unwrap();
        }
        header.set_cksum();
        builder.append(&header, value.as_slice()).unwrap();
    }
    builder.into_inner().unwrap()
}

/// As the migrator of MicroK8s writes it.
fn dbctl(rows: &[Row], dir: &Path) {
    for (number, (key, _, value)) in rows.iter().enumerate() {
        fs::write(dir.join(format!("{number}.key")), key).unwrap();
        fs::write(dir.join(format!("{number}.data")), value).unwrap();
    }
}

/// As etcdctl prints it.
fn etcdctl(rows: &[Row], revision: i64) -> Vec<u8> {
    let kvs: Vec<_> = rows
        .iter()
        .map(|(key, [created, modified, version, lease], value)| {
            serde_json::json!({
                "key": STANDARD.encode(key),
                "create_revision": created,
                "mod_revision": modified,
                "version": version,
                "lease": lease,
                "value": STANDARD.encode(value),
            })
        })
        .collect();
    let answer = serde_json::json!({
        "header": {"cluster_id": 1, "member_id": 2, "revision": revision, "raft_term": 2},
        "kvs": kvs,
        "count": rows.len(),
    });
    // The members' order is the one that etcdctl has for the first of them.
    let text = serde_json::to_vec(&answer).unwrap();
    assert!(text.starts_with(b"{\"count\"") || text.starts_with(b"{\"header\""));
    text
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, bytes).unwrap();
    packed.finish().unwrap()
}

/// Without the lines of what a dump does not tell.
fn unrevised(output: &Output) -> String {
    let lines = output.text().lines();
    let kept = lines.filter(|line| !line.trim_start().starts_with("resourceVersion:"));
    kept.fold(String::new(), |all, line| all + line + "\n")
}

#[test]
fn objects_are_those_of_the_etcd_snapshot() {
    const SNAPSHOT: &str = "snapshots/c115-A.db.gz";
    let rows = state(SNAPSHOT);
    let newest = rows.iter().map(|(_, [_, m, ..], _)| *m).max().unwrap();
    let dir = TempDir::new().unwrap();
    dbctl(&rows, dir.path());
    let vcluster = temporary(&gzipped(&vcluster(&rows)));
    let json = temporary(&etcdctl(&rows, newest));
    let snapshot = fixture(SNAPSHOT);
    let now = "--now 2026-12-01T00:00:00Z";
    for words in [
        "get all -A",
        "get nodes,configmaps,secrets,serviceaccounts,clusterroles -A -o yaml",
        "get events -A --show-managed-fields -o yaml",
        "get pods -n kube-system -o wide",
        "describe pods -n kube-system",
        "api-resources",
        "secrets",
    ] {
        let words = format!("{words} {now}");
        let etcd = run(&words, &snapshot);
        assert_eq!(run(&words, json.path()), etcd, "{words}");
        for dump in [vcluster.path(), dir.path()] {
            let dump = run(&words, dump);
            assert_eq!(unrevised(&dump), unrevised(&etcd), "{words}");
            // The cluster has a server of metrics that did not answer.
            let code = i32::from(words.starts_with("api-resources"));
            assert_eq!((dump.code, dump.stderr), (code, etcd.stderr.clone()));
        }
    }
    let paths = [vcluster.path(), dir.path(), json.path()];
    for dump in paths {
        let found = run("check", dump);
        assert_eq!((found.code, found.stderr.as_str()), (0, ""));
        let diff = kf(
            "diff",
            &[snapshot.to_str().unwrap(), dump.to_str().unwrap()],
        );
        assert_eq!((diff.code, diff.text()), (0, ""), "{}", diff.stderr);
        let out = TempDir::new().unwrap();
        let to = out.path().join("out");
        let export = kf(
            "export -A --snapshot",
            &[dump.to_str().unwrap(), to.to_str().unwrap()],
        );
        assert_eq!(export.code, 0, "{}", export.stderr);
        assert!(fs::read_dir(&to).unwrap().count() > 1);
    }
    let keys = |path: &Path| run("keys -o jsonl --values", path);
    assert!(keys(json.path()) == keys(&snapshot));
}

#[test]
fn values_that_are_encrypted_stay_so_without_their_key() {
    let rows = state("snapshots/enc-aescbc-A.db.gz");
    let dir = TempDir::new().unwrap();
    dbctl(&rows, dir.path());
    let tar = temporary(&vcluster(&rows));
    let keys = fixture("encryption/enc-aescbc.yaml");
    let keys = ["--encryption-config", keys.to_str().unwrap()];
    let snapshot = fixture("snapshots/enc-aescbc-A.db.gz");
    let words = "get secrets -A -o yaml";
    for dump in [dir.path(), tar.path()] {
        let dump = dump.to_str().unwrap();
        let locked = kf(words, &["--snapshot", dump]);
        assert_eq!(locked.code, 1);
        assert!(locked.stderr.contains("encrypted"), "{}", locked.stderr);
        let open = |path: &str| kf(words, &[&keys[..], &["--snapshot", path]].concat());
        let (opened, etcd) = (open(dump), open(snapshot.to_str().unwrap()));
        assert_eq!((opened.code, etcd.code), (0, 0), "{}", opened.stderr);
        assert_eq!(unrevised(&opened), unrevised(&etcd));
    }
}

#[test]
fn what_a_dump_does_not_tell_is_said() {
    for (dump, form) in [
        (
            VCLUSTER,
            "vcluster snapshot, 20480 bytes, from gzip (2302 bytes)",
        ),
        (
            DBCTL,
            "microk8s dbctl backup, 5439 bytes, from tar entry \"backup-1/\", from gzip (2437 bytes)",
        ),
    ] {
        let path = fixture(dump);
        let info = run("info", &path);
        assert_eq!(info.code, 0);
        let lines: BTreeSet<&str> = info.text().lines().collect();
        assert!(
            lines.contains(format!("Form:         {form}").as_str()),
            "{lines:?}"
        );
        assert!(lines.contains(
            "Revision:     none: the dump tells no revisions, one state without history"
        ));
        let json: serde_json::Value =
            serde_json::from_str(run("info -o json", &path).text()).unwrap();
        assert!(json["revision"]["current"].is_null());
        let file = path.display();
        for words in [
            "history",
            "history cm my-config -n prod",
            "get cm -A --deleted",
        ] {
            run(words, &path).fails(&format!(
                "error: {file}: a dump of keys and values has no history: it holds one state, and \
                 no revisions\nhint: kf -s {file} get prints it; a snapshot of etcd has what changed \
                 before, and when\n"
            ));
        }
        run("get ns --rev 7", &path).fails(&format!(
            "error: {file}: revision 7 was asked for, and the dump tells no revisions: it holds one \
             state\nhint: leave out --rev\n"
        ));
        let object = run("get cm my-config -n prod -o yaml", &path);
        assert!(object.text().contains("name: my-config"));
        assert!(!object.text().contains("resourceVersion"));
        let list = run("get --raw /api/v1/namespaces", &path);
        let list: serde_json::Value = serde_json::from_str(list.text()).unwrap();
        assert!(list["metadata"].get("resourceVersion").is_none());
        assert_eq!(list["items"].as_array().unwrap().len(), 8);
        let keys = run(
            "keys --no-headers --prefix /registry/namespaces/prod",
            &path,
        );
        assert_eq!(keys.text().split_whitespace().count(), 2, "{}", keys.text());
    }
    let path = fixture(ETCDCTL);
    let info = run("info", &path);
    assert!(
        info.text()
            .contains("Revision:     1884, one state without history\n"),
        "{}",
        info.text()
    );
    let history = run("history cm my-config -n prod", &path);
    assert_eq!(history.code, 0);
    assert!(history.text().contains("1462"), "{}", history.text());
    assert!(
        history
            .stderr
            .contains("a dump of keys and values without history")
    );
    assert!(!history.stderr.contains("No changes"));
    run("get ns --rev 7", &path).fails(&format!(
        "error: {}: revision 7 was asked for, and the dump holds the state at revision 1884 alone\n\
         hint: leave out --rev; a snapshot of etcd holds earlier states\n",
        path.display()
    ));
    assert_eq!(run("get ns --rev 1884", &path), run("get ns", &path));
}

#[test]
fn commands_about_pages_say_that_there_are_none() {
    for (dump, form) in [
        (VCLUSTER, "vcluster snapshot"),
        (DBCTL, "microk8s dbctl backup"),
        (ETCDCTL, "output of etcdctl get -w json"),
        ("dumps/sqlite3.sql", "SQL dump of SQLite"),
    ] {
        let path = fixture(dump);
        let path = path.to_str().unwrap();
        for words in ["snapshot status", "bbolt pages"] {
            kf(words, &[path]).fails(&format!(
                "error: {path}: this is a dump of keys and values ({form}), which has no bbolt \
                 pages\nhint: kf get, keys, info, check and du read what is in it\n"
            ));
        }
        kf("carve --snapshot", &[path]).fails(&format!(
            "error: {path}: this is a dump of keys and values ({form}): nothing lies in it beside \
             them\n"
        ));
    }
}

#[test]
fn dumps_lie_in_whatever_else_is_opened() {
    let names = run("get ns -o name", &fixture(ETCDCTL));
    let dir = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| -> PathBuf {
        fs::write(dir.path().join(name), bytes).unwrap();
        dir.path().join(name)
    };
    for name in [VCLUSTER, DBCTL, ETCDCTL, "dumps/mariadb-dump.sql"] {
        let bytes = fs::read(fixture(name)).unwrap();
        let mut tar = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, "deep/dump", bytes.as_slice())
            .unwrap();
        let path = write("x", &gzipped(&tar.into_inner().unwrap()));
        assert_eq!(
            run("get ns -o name", &path),
            names,
            "{name} in tar and gzip"
        );
        let piped = kf_args(["get", "ns", "-o", "name", "-s", "-"], &bytes);
        assert_eq!(piped, names, "{name} on standard input");
    }
    // In a directory, where a snapshot is what is wanted.
    let mixed = TempDir::new().unwrap();
    fs::copy(fixture(ETCDCTL), mixed.path().join("dump.json")).unwrap();
    assert_eq!(run("get ns -o name", mixed.path()), names);
    fs::copy(fixture("dumps/sqlite3.sql"), mixed.path().join("k.sql")).unwrap();
    let both = run("get ns -o name", mixed.path());
    assert!(
        both.stderr
            .contains("holds 2 snapshots: \"dump.json\", \"k.sql\""),
        "{}",
        both.stderr
    );
    fs::copy(
        fixture("snapshots/c115-A.db.gz"),
        mixed.path().join("s.db.gz"),
    )
    .unwrap();
    let read = run("get ns -o name", mixed.path());
    assert_eq!(read.code, 0);
    assert!(
        read.stderr.contains(
            "\"s.db.gz\" is read; the directory also holds dumps of keys and values, which are not \
             read: \"dump.json\", \"k.sql\""
        ),
        "{}",
        read.stderr
    );
    assert_eq!(run("get ns -o name --entry dump.json", mixed.path()), names);
}

#[test]
fn an_sql_dump_is_the_database() {
    // What SQLite makes of its own dump is the judge for all of them.
    let dir = TempDir::new().unwrap();
    let database = dir.path().join("state.db");
    let sql = fs::read_to_string(fixture("dumps/sqlite3.sql")).unwrap();
    Connection::open(&database)
        .unwrap()
        .execute_batch(&sql)
        .unwrap();
    for words in [
        "history -o jsonl",
        "keys -o jsonl --values",
        "get ns,cm -A -o yaml",
        "get cm -A --rev 12 -o yaml",
        "get cm -A --deleted -o yaml",
        "leases",
    ] {
        let judge = run(words, &database);
        assert!(!judge.text().is_empty(), "{words}");
        for name in SQL {
            let dump = run(words, &fixture(&format!("dumps/{name}")));
            assert_eq!(dump, judge, "{words} of {name}");
        }
    }
    for name in SQL {
        let check = kf(
            "check",
            &[fixture(&format!("dumps/{name}")).to_str().unwrap()],
        );
        assert_eq!((check.code, check.stderr.as_str()), (0, ""), "{name}");
    }
}

#[test]
fn cut_dumps_say_so_and_the_rest_is_printed() {
    let cut = |name: &str, most: usize| {
        let bytes = fs::read(fixture(name)).unwrap();
        temporary(&bytes[..most.min(bytes.len() - 60)])
    };
    for (name, at, said) in [
        (
            ETCDCTL,
            6000,
            "the dump ends too early, at entry 7: keys are missing",
        ),
        (
            "dumps/sqlite3.sql",
            9000,
            "the dump ends within a statement: rows are missing",
        ),
        (
            "dumps/pg_dump.sql",
            9000,
            "the dump ends within a statement: rows are missing",
        ),
        (
            "dumps/mariadb-dump.sql",
            5000,
            "the dump ends within a statement: rows are missing",
        ),
        (
            VCLUSTER,
            1500,
            "lie past the end of the archive: it was cut short",
        ),
        (DBCTL, 1500, "keys are missing"),
    ] {
        let cut = cut(name, at);
        let read = run("get ns -o name", cut.path());
        assert_eq!(read.code, 1, "{name}: {}", read.stderr);
        assert!(read.stderr.contains(said), "{name}: {}", read.stderr);
        assert!(read.text().contains("namespace/default\n"), "{name}");
        let check = kf("check", &[cut.path().to_str().unwrap()]);
        assert_eq!(check.code, 1, "{name}");
    }
    // Between two statements nothing but the missing end tells.
    let sql = fs::read_to_string(fixture("dumps/sqlite3.sql")).unwrap();
    let rows: Vec<&str> = sql.split_inclusive('\n').take(20).collect();
    let cut = temporary(rows.concat().as_bytes());
    let read = run("get ns -o name", cut.path());
    assert_eq!(read.code, 1);
    assert!(
        read.stderr
            .contains("the dump has no end (COMMIT;): it was cut short"),
        "{}",
        read.stderr
    );
}
