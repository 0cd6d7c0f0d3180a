//! The commands that look at a file as etcd's and bbolt's own tools do.

use std::ffi::OsString;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use kf::cli::exit::ExitStatus;
use kf::cli::{Streams, run};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Runs the program; what it prints and how it ends.
fn kf(args: &[&str], input: &[u8]) -> (String, String, ExitStatus) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = run(
        ["kf"].iter().chain(args).map(OsString::from),
        &mut Streams {
            input: &mut &*input,
            out: &mut out,
            progress: false,
            err: &mut err,
            screen: kf::cli::Screen::default(),
        },
    );
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(out), text(err), status)
}

fn c115() -> Vec<u8> {
    let file = fs::File::open(fixtures().join("snapshots/c115-A.db.gz")).unwrap();
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(file)
        .read_to_end(&mut bytes)
        .unwrap();
    bytes
}

/// The snapshot that a recording is about.
fn snapshot(name: &str) -> Option<String> {
    ["db.gz", "zip"]
        .iter()
        .map(|ext| fixtures().join(format!("snapshots/{name}.{ext}")))
        .find(|path| path.exists())
        .map(|path| path.to_str().unwrap().to_owned())
}

#[test]
fn status_is_what_etcd_prints() {
    let mut compared = 0;
    for entry in fs::read_dir(fixtures().join("status")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap();
        let (name, rest) = file.split_once('.').unwrap();
        let format = rest.rsplit('.').next().unwrap();
        if name == "README" || rest.starts_with("hashkv") {
            continue;
        }
        let snapshot = snapshot(name).unwrap();
        let (out, err, status) = kf(&["snapshot", "status", &snapshot, "-w", format], b"");
        assert_eq!(out, fs::read_to_string(&path).unwrap(), "{file}");
        assert_eq!((err.as_str(), status), ("", ExitStatus::Success), "{file}");
        compared += 1;
    }
    assert!(compared >= 47, "{compared} recordings compared");
}

#[test]
fn the_hash_of_the_key_space_is_that_of_the_living_server() {
    for name in ["c136-A", "enc-aescbc-A", "enc-kms-A"] {
        let recorded = fs::read(fixtures().join(format!("status/{name}.hashkv.json"))).unwrap();
        let recorded: serde_json::Value = serde_json::from_slice(&recorded).unwrap();
        let recorded = &recorded[0]["HashKV"];
        let snapshot = snapshot(name).unwrap();
        let (out, _, _) = kf(&["snapshot", "hashkv", &snapshot, "-w", "json"], b"");
        let printed: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(printed["hash"], recorded["hash"], "{name}");
        assert_eq!(printed["hashRevision"], recorded["header"]["revision"]);
        assert_eq!(printed["compactRevision"], recorded["compact_revision"]);
    }
}

#[test]
fn newer_figures_count_live_keys() {
    let args = ["snapshot", "status", "-", "-w", "json", "--etcdutl", "3.6"];
    let (out, _, status) = kf(&args, &c115());
    // The server itself listed the keys.
    let listed = fs::read_to_string(fixtures().join("snapshots/c115-A.tsv")).unwrap();
    let keys = listed.lines().filter(|line| !line.starts_with('#')).count();
    let rest =
        format!("\"revision\":421,\"totalKey\":{keys},\"totalSize\":864256,\"version\":\"\"}}");
    assert_eq!(out, format!("{{\"hash\":1532325614,{rest}\n"));
    assert_eq!(status, ExitStatus::Success);
}

#[test]
fn tables_of_etcdutl_3_7_are_drawn() {
    let args = ["snapshot", "hashkv", "-", "-w", "table", "--etcdutl", "3.7"];
    let (out, _, status) = kf(&args, &c115());
    let mut lines = out.lines();
    assert!(lines.next().unwrap().starts_with("┌──"), "{out}");
    assert!(
        lines
            .next()
            .unwrap()
            .ends_with("│ HASH REVISION │ COMPACT REVISION │"),
        "{out}"
    );
    assert!(lines.last().unwrap().ends_with("──┘"), "{out}");
    assert_eq!(status, ExitStatus::Success);
    let args = ["snapshot", "status", "-", "-w", "table", "--etcdutl", "3.7"];
    let (out, _, _) = kf(&args, &c115());
    assert!(out.contains("│ VERSION │\n├──"), "{out}");
}

#[test]
fn a_wrong_digest_is_nothing_to_status_and_a_problem_for_check() {
    let mut bytes = c115();
    *bytes.last_mut().unwrap() ^= 1;
    let (out, err, status) = kf(&["snapshot", "status", "-"], &bytes);
    assert_eq!(
        out,
        "5b556eee, 421, 430, 864 kB
"
    );
    assert_eq!(
        err, "",
        "etcdutl snapshot status does not look at it either"
    );
    assert_eq!(status, ExitStatus::Success);
    let (out, _, status) = kf(&["check", "-"], &bytes);
    assert!(out.starts_with("the SHA-256 at the end is "), "{out}");
    assert_eq!(status, ExitStatus::Failure);
}

#[test]
fn a_sound_file_passes() {
    let (out, err, status) = kf(&["check", "-"], &c115());
    assert_eq!(
        out,
        "standard input: sound; checked 157 pages in use, 420 records, 419 values decoded\n"
    );
    assert_eq!((err.as_str(), status), ("", ExitStatus::Success));
}

#[test]
fn what_cannot_be_checked_has_an_exit_code_of_its_own() {
    for args in [
        &["check", "/nonexistent/etcd.db"][..],
        &["check", "-", "--bogus"],
        &["check", "-o", "xml", "-"],
        &["check"],
    ] {
        let (out, err, status) = kf(args, b"neither snapshot nor anything");
        assert_eq!(
            (out.as_str(), status),
            ("", ExitStatus::Trouble),
            "{args:?}"
        );
        assert!(err.starts_with("error: "), "{args:?}: {err}");
    }
    assert_eq!(ExitCode::from(ExitStatus::Trouble), ExitCode::from(2));
    let (_, _, status) = kf(&["keys", "--bogus"], b"");
    assert_eq!(status, ExitStatus::Failure);
}

/// Without its digest, so that each change has to be found by what it breaks.
#[test]
fn damage_is_found_without_the_digest() {
    let sound = c115();
    let sound = &sound[..sound.len() - 32];
    let (_, err, status) = kf(&["check", "-"], sound);
    assert_eq!(status, ExitStatus::Failure, "a digest is missing: {err}");
    let pages = sound.len() / 4096;
    let leaf = |page: &usize| {
        let at = page * 4096;
        sound[at + 8] == 2
            && u64::from_le_bytes(sound[at..at + 8].try_into().unwrap()) == *page as u64
    };
    let in_use: Vec<usize> = (2..pages).filter(leaf).collect();
    let mut found = 0;
    for page in &in_use {
        let mut bytes = sound.to_vec();
        bytes[page * 4096..(page + 1) * 4096].fill(0);
        let (out, _, status) = kf(&["check", "-o", "json", "-"], &bytes);
        let report: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(report["sound"], false);
        assert_eq!(status, ExitStatus::Failure);
        let problems = report["problems"].as_array().unwrap();
        let named = problems.iter().any(|p| p["page"] == *page as u64);
        found += usize::from(named);
    }
    // The rest are leaf pages of old trees, which nothing refers to.
    assert!(found > 60, "{found} of {} pages", in_use.len());
}

#[test]
fn any_change_is_found_and_none_stops_the_check() {
    let sound = c115();
    // A generator of its own, for the same changes on every machine.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    for _ in 0..40 {
        let mut bytes = sound.clone();
        for _ in 0..=next(8) {
            let at = next(bytes.len());
            bytes[at] ^= 1 << next(8);
        }
        let (_, _, status) = kf(&["check", "-"], &bytes);
        assert_ne!(status, ExitStatus::Success);
    }
}

#[test]
fn members_leases_and_usage() {
    let bytes = c115();
    let (out, _, status) = kf(&["members", "-", "-o", "json"], &bytes);
    let members: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(members["members"][0]["id"], "55c194aea2257fda");
    assert_eq!(status, ExitStatus::Success);
    let (out, _, _) = kf(&["leases", "-", "-o", "json"], &bytes);
    let leases: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(!leases["leases"].as_array().unwrap().is_empty());
    let (out, _, _) = kf(&["du", "-", "-o", "json", "--by", "namespace"], &bytes);
    let du: serde_json::Value = serde_json::from_str(&out).unwrap();
    let sum: u64 = du["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["revisions"].as_u64().unwrap())
        .sum();
    assert_eq!((sum, du["total"]["revisions"].as_u64()), (420, Some(420)));
}

#[test]
fn info_on_one_screen_and_for_machines() {
    let bytes = c115();
    let (out, err, status) = kf(&["info", "-"], &bytes);
    assert_eq!((err.as_str(), status), ("", ExitStatus::Success));
    for line in [
        "SHA-256:       right: the file is as etcd sent it\n",
        "Revision:      421, records from 2 on, never compacted\n",
        "Kubernetes:    1.15 (",
        "Auth:          off, 0 users, 0 roles\n",
    ] {
        assert!(out.contains(line), "{line} not in:\n{out}");
    }
    let (out, _, _) = kf(&["info", "-", "-o", "json"], &bytes);
    let info: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(info["sha256"], "right");
    assert_eq!(info["kubernetes"]["version"], "1.15");
    assert_eq!(info["revision"]["compact"], serde_json::Value::Null);
}
