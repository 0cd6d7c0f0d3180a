//! `--level etcd`, with a real etcd.

use std::fs;
use std::process::Command;

use crate::support::{Output, finish, fixture};

use super::stack::{Place, real, snapshot};

/// The counts in the row of a table: compared, equal, set apart, mismatches.
fn row(output: &Output, name: &str) -> Vec<u64> {
    let line = output.text().lines().find(|l| l.starts_with(name)).unwrap();
    line.split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect()
}

#[test]
fn every_key_lease_and_revision() {
    let place = Place::new();
    if place.real_etcd().is_none() {
        return;
    }
    for (name, keys, leases, history) in [
        ("c136-A.zip", 1148, 5, 1),
        ("c136-B-flat.zip", 1161, 7, 1),
        ("c115-A.db.gz", 344, 5, 1),
        // Compacted up to its newest revision, for which etcd has no sum.
        ("c115-C.db.gz", 338, 4, 0),
        ("enc-aescbc-A.db.gz", 252, 3, 1),
    ] {
        let words = format!(
            "verify --level etcd --runtime process -s {}",
            snapshot(name)
        );
        let output = place.run(&words);
        assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{name}");
        assert_eq!(row(&output, "keys"), [keys, keys, 0, 0], "{name}");
        assert_eq!(row(&output, "leases"), [leases, leases, 0, 0], "{name}");
        if history > 0 {
            assert_eq!(row(&output, "history"), [1, 1, 0, 0], "{name}");
        } else {
            assert!(!output.text().contains("history"), "{}", output.text());
        }
    }
}

/// Further etcds: directories that `KF_TEST_ETCD` names, with colons between, each with etcd and
/// what restores. And further snapshots: `KF_TEST_SNAPSHOTS` names directories of them.
#[test]
fn other_versions_and_snapshots() {
    let etcds = std::env::var("KF_TEST_ETCD").unwrap_or_default();
    let mut etcds: Vec<String> = etcds.split(':').map(str::to_owned).collect();
    etcds.retain(|dir| !dir.is_empty());
    etcds.extend(real("etcd").and_then(|file| Some(file.parent()?.to_str()?.to_owned())));
    let directories = std::env::var("KF_TEST_SNAPSHOTS").unwrap_or_default();
    let mut files: Vec<_> = directories
        .split(':')
        .filter(|directory| !directory.is_empty())
        .flat_map(|directory| fs::read_dir(directory).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|file| {
            let name = file.to_str().unwrap();
            name.ends_with(".db.gz") || name.ends_with(".zip") || name.ends_with(".tar.gz")
        })
        .collect();
    files.push(fixture("snapshots").join("c136-A.zip"));
    files.sort();
    let place = Place::new();
    for etcd in &etcds {
        for file in &files {
            // A data directory is started as it is, and an older etcd refuses a newer one's.
            let output = place.run(&format!(
                "verify {} --level etcd --runtime process --etcd {etcd}/etcd",
                file.display()
            ));
            if output.stderr.contains("invalid downgrade") {
                assert!(file.to_str().unwrap().contains("datadir"), "{file:?}");
                assert!(
                    output
                        .stderr
                        .contains("hint: the data was written by a newer etcd")
                );
                continue;
            }
            assert_eq!(output.code, 0, "{etcd} {file:?}: {}", output.block());
            let counts = row(&output, "TOTAL");
            assert_eq!(counts.first(), counts.get(1), "{etcd} {file:?}");
        }
    }
}

/// What a killed member left, log and all, and an earlier revision.
#[test]
fn data_directories_and_revisions() {
    let place = Place::new();
    if place.real_etcd().is_none() {
        return;
    }
    for name in ["torn", "transactions", "compacted", "auth"] {
        let file = fixture("datadir").join(format!("{name}.tar.gz"));
        let words = format!(
            "verify --level etcd --runtime process -s {}",
            file.display()
        );
        let output = place.run(&words);
        assert_eq!(output.code, 0, "{name}: {}", output.block());
        let counts = row(&output, "keys");
        assert_eq!(counts.first(), counts.get(1), "{name}");
    }
    let file = snapshot("c136-A.zip");
    let output = place.run(&format!(
        "verify {file} --level etcd --runtime process --rev 1000 -o json"
    ));
    assert_eq!(output.code, 0, "{}", output.block());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["revision"], 1000);
}

/// etcd restores another snapshot than kf reads: each kind of difference is named.
#[test]
fn differences_are_found() {
    let place = Place::new();
    let (Some(()), Some(etcdctl)) = (place.real_etcd(), real("etcdctl")) else {
        return;
    };
    fs::remove_file(place.path("bin").join("etcdctl")).unwrap();
    let restoring = |other: &str| {
        let other = crate::support::unpacked(other);
        let etcdctl = etcdctl.display();
        let script = format!("shift 3; exec {etcdctl} snapshot restore {other} \"$@\"");
        place.script("etcdctl", &script);
    };
    let verify = |name: &str| {
        let file = snapshot(name);
        place.run(&format!("verify {file} --level etcd --runtime process"))
    };
    restoring("c136-A.zip");
    let output = verify("c136-B-flat.zip");
    assert_eq!(output.code, 2, "{}", output.block());
    let said = "required revision is a future revision";
    assert!(output.stderr.contains(said), "{}", output.stderr);

    // Another cluster, which had some of the same keys at that revision.
    let output = verify("c115-A.db.gz");
    assert_eq!(output.code, 1, "{}", output.stderr);
    let [compared, equal, apart, mismatches] = row(&output, "keys")[..] else {
        panic!("{}", output.text());
    };
    assert!(
        compared > 344 && equal == 0 && apart == 0,
        "{}",
        output.text()
    );
    assert_eq!(mismatches, compared);
    for said in [
        "\"/registry/namespaces/default\": differs",
        "etcd has it at revision",
        "kf reads it at revision",
        "create_revision: kf ",
        "SHA-256",
        "HashKV at revision 421",
    ] {
        assert!(output.text().contains(said), "{said}: {}", output.text());
    }

    // B has all of A's history: what differs is A's leases alone.
    restoring("c136-B-flat.zip");
    let output = verify("c136-A.zip");
    assert_eq!(row(&output, "keys"), [1148, 1148, 0, 0]);
    assert_eq!(output.code, 1, "{}", output.block());
    assert!(row(&output, "leases")[3] > 0);
}

#[test]
fn it_is_left_running_when_asked() {
    let place = Place::new();
    if place.real_etcd().is_none() {
        return;
    }
    let file = snapshot("c115-A.db.gz");
    let words = format!("verify {file} --level etcd --runtime process --keep");
    let output = finish(&mut place.kf(&words));
    assert_eq!(output.code, 0, "{}", output.block());
    let mut lines = output.stderr.lines().skip_while(|l| !l.contains("etcdctl"));
    let list = lines.next().unwrap().trim();
    let said = Command::new("sh").args(["-c", list]).output().unwrap();
    let keys = String::from_utf8(said.stdout).unwrap();
    assert_eq!(keys.lines().filter(|l| !l.is_empty()).count(), 344);
    let remove = lines.nth(1).unwrap().trim();
    let removed = Command::new("sh").args(["-c", remove]).status().unwrap();
    assert!(removed.success(), "{remove}");
    // The processes end when they have heard of it.
    while std::panic::catch_unwind(|| place.is_clean()).is_err() {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn nothing_to_run() {
    let place = Place::new();
    let file = snapshot("c115-A.db.gz");
    let fails = |words: &str, said: &str, hint: &str| {
        let output = place.run(&format!("verify {file} --level etcd {words}"));
        assert_eq!((output.code, output.text()), (2, ""), "{}", output.stderr);
        assert!(output.stderr.contains(said), "{}", output.stderr);
        assert!(output.stderr.contains(hint), "{}", output.stderr);
    };
    fails(
        "--runtime process --etcd /no/etcd",
        "error: cannot start etcd (/no/etcd): there is no such program\n",
        "hint: --etcd FILENAME names etcd",
    );
    fails(
        "--runtime process --etcd /bin/true",
        "error: etcd --version names no version that kf knows\n",
        "is it the program",
    );
    place.script(
        "docker",
        "echo 'Cannot connect to the Docker daemon at x' >&2; exit 1",
    );
    fails(
        "--runtime docker",
        "error: docker ended with exit status: 1\n  Cannot connect",
        "hint: no docker engine runs",
    );
    // An engine without the image, which is not fetched unless asked for.
    place.script(
        "docker",
        "[ \"$1\" != image ] || { echo 'No such image' >&2; exit 1; }",
    );
    fails(
        "--runtime docker --etcd-image example/etcd:v1",
        "error: docker does not have the image example/etcd:v1\n",
        "--pull missing",
    );
    // What etcd says before it ends is repeated.
    place.script(
        "etcd",
        "[ $1 != --version ] || { echo 'etcd Version: 3.4.1'; exit; }\n\
         echo '{\"level\":\"fatal\",\"msg\":\"listen: address already in use\"}' >&2; exit 1",
    );
    place.script("etcdctl", "exit 0");
    fails(
        "--runtime process",
        "error: etcd ended with exit status: 1\n  listen: address already in use\n",
        "--port N",
    );
    place.script(
        "etcdctl",
        "echo 'Error: expected sha256 [1], got [2]' >&2; exit 1",
    );
    fails(
        "--runtime process",
        "error: etcdctl ended with exit status: 1\n  Error: expected sha256",
        "hint: etcd refuses the snapshot because its SHA-256 is wrong",
    );
    place.script(
        "etcdctl",
        "echo 'panic: freepages: failed to get all reachable pages (page 0)' >&2; exit 2",
    );
    fails(
        "--runtime process",
        "  panic: freepages",
        "hint: etcd refuses the snapshot's pages: kf -s ",
    );
    place.script(
        "etcdctl",
        "echo 'write x: no space left on device' >&2; exit 1",
    );
    fails("--runtime process", "no space left", "hint: --work-dir DIR");
    fails(
        "--runtime process --work-dir /no/dir",
        "/no/dir",
        "hint: --work-dir DIR",
    );
    // A port that is taken.
    let held = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = held.local_addr().unwrap().port();
    fails(
        &format!("--runtime process --port {port}"),
        &format!("error: cannot listen on 127.0.0.1:{port}"),
        "--port N names another port",
    );
}

#[test]
fn what_has_no_etcd_has_no_judge() {
    let place = Place::new();
    place.script("etcd", "exit 1");
    let records = [("/registry/namespaces/default", Vec::new())];
    let file = crate::encryption::state_db(&place.path("bin"), &records);
    let words = format!("verify {} --level etcd --runtime process", file.display());
    let output = place.run(&words);
    assert_eq!(output.code, 2);
    let said = "an SQLite database of k3s cannot be restored into etcd";
    assert!(output.stderr.contains(said), "{}", output.stderr);
}
