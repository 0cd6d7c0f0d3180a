//! kf against recordings of kubectl, row by row.
//!
//! `fixtures/golden/SET.tsv` is made from recordings by `cargo xtask goldens` and from nothing
//! else; each row is a command with the hash of what kubectl printed for it on the live cluster
//! that the snapshot was taken of.

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use kf::time::{Timestamp, rfc3339_nano_text};

use crate::support::{Output, fixture, kf_args, sha256, unpacked};

struct Row {
    recording: String,
    args: Vec<String>,
    /// Times from the command's start to its end: AGE counted to one of them.
    now: Vec<String>,
    code: i32,
    sha256: String,
    stderr: String,
}

fn rows(set: &str) -> Vec<Row> {
    let table = fs::read_to_string(fixture("golden").join(format!("{set}.tsv"))).unwrap();
    table.lines().skip(1).map(row).collect()
}

fn row(line: &str) -> Row {
    let columns: Vec<&str> = line.split('\t').collect();
    let [recording, args, now, exit, sha256, stderr] = columns[..] else {
        panic!("not six columns: {line}");
    };
    Row {
        recording: recording.to_owned(),
        args: serde_json::from_str(args).unwrap(),
        now: times(now),
        code: exit.parse().unwrap(),
        sha256: sha256.to_owned(),
        stderr: serde_json::from_str(stderr).unwrap(),
    }
}

/// Twenty-one times from the first to the last one given, in seconds since 1970; the ends first.
fn times(between: &str) -> Vec<String> {
    let ends: Vec<i64> = between.split(' ').map(nanos).collect();
    let (start, end) = (ends[0], ends[1]);
    let steps = [0, 20].into_iter().chain(1..20);
    let at = steps.map(|n| start + (end - start) / 20 * n);
    at.map(|t| rfc3339_nano_text(Timestamp::new(0, t), 0))
        .collect()
}

/// Seconds with a fraction, as nanoseconds.
fn nanos(seconds: &str) -> i64 {
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    format!("{whole}{fraction:0<9}").parse().unwrap()
}

/// What kubectl has words for: kf's own hints and warnings are no part of it.
fn said(stderr: &str) -> String {
    let own = |l: &&str| {
        !["hint: ", "warning: ", "Warning: "]
            .iter()
            .any(|p| l.starts_with(p))
    };
    let lines: Vec<&str> = stderr.lines().filter(own).collect();
    lines.join("\n").trim().to_owned()
}

impl Row {
    fn run(&self, snapshot: &str, now: &str) -> Output {
        let mut args: Vec<&str> = self.args.iter().map(String::as_str).collect();
        args.extend(["--snapshot", snapshot, "--now", now]);
        kf_args(args, &[])
    }

    fn check(&self, set: &str, snapshot: &str) -> Result<(), String> {
        let mut differs = String::new();
        for now in &self.now {
            match self.difference(&self.run(snapshot, now)) {
                None => return Ok(()),
                Some(how) => differs = how,
            }
        }
        let mut text = format!("{}: kf {}: {differs}", self.recording, self.args.join(" "));
        let whole = fixture("golden")
            .join(set)
            .join(self.recording.replace('/', "_"));
        if whole.exists() {
            text += &format!("\n    kubectl printed {}", whole.display());
        }
        Err(text)
    }

    fn difference(&self, got: &Output) -> Option<String> {
        if got.code != self.code {
            return Some(format!(
                "exit {} instead of {}: {}",
                got.code, self.code, got.stderr
            ));
        }
        let stderr = said(&got.stderr);
        if stderr != self.stderr {
            return Some(format!("stderr {stderr:?} instead of {:?}", self.stderr));
        }
        (sha256(&got.stdout) != self.sha256).then(|| "stdout differs".to_owned())
    }
}

fn compare(set: &str, snapshot: &str) {
    let snapshot = unpacked(snapshot);
    let rows = rows(set);
    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(row) = rows.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(text) = row.check(set, &snapshot) {
                        failures.lock().unwrap().push(text);
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap();
    failures.sort();
    assert!(
        failures.is_empty(),
        "{} of {} rows differ:\n{}",
        failures.len(),
        rows.len(),
        failures.join("\n")
    );
}

#[test]
fn kubernetes_1_36() {
    compare("c136-A", "c136-A.zip");
}

#[test]
fn kubernetes_1_15() {
    compare("c115-A", "c115-A.db.gz");
}

/// The whole outputs that are kept for people are the ones whose hashes the tables have.
#[test]
fn whole_outputs_are_the_recorded_ones() {
    for set in ["c136-A", "c115-A"] {
        let rows = rows(set);
        let mut seen = 0;
        for entry in fs::read_dir(fixture("golden").join(set)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let row = rows.iter().find(|r| r.recording.replace('/', "_") == name);
            let row = row.unwrap_or_else(|| panic!("{set}.tsv has no row for {name}"));
            assert_eq!(sha256(&fs::read(&path).unwrap()), row.sha256, "{name}");
            seen += 1;
        }
        assert!(seen > 4, "{set}");
    }
}
