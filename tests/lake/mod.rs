//! `kf lake`: many snapshots as tables. What is in the tables is tested beside the code.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use kf::lake::schema::{self, Column, Table};
use tempfile::TempDir;

use crate::support::{Output, fixture, kf_args, root, unpacked};

mod trouble;

/// Runs `kf lake` with a lake in a directory.
fn lake(command: &str, dir: &TempDir, more: &[&str]) -> Output {
    let lake = dir.path().join("lake");
    let args = ["lake", command, lake.to_str().unwrap()];
    kf_args(args.into_iter().chain(more.iter().copied()), b"")
}

fn recorded(name: &str) -> String {
    fixture(&format!("snapshots/{name}"))
        .to_str()
        .unwrap()
        .to_owned()
}

/// Runs an example of the book or the help: the lake and the backups are made up.
pub(crate) fn example(command: &str) {
    let dir = TempDir::new().unwrap();
    let backups = dir.path().join("backups/prod");
    fs::create_dir_all(&backups).unwrap();
    fs::copy(fixture("snapshots/c115-A.db.gz"), backups.join("a.db.gz")).unwrap();
    let file = backups.join("a.db.gz").to_str().unwrap().to_owned();
    let parent = dir.path().join("backups").to_str().unwrap().to_owned();
    let place = dir.path().join("lake").to_str().unwrap().to_owned();
    let months = dir.path().join("months").to_str().unwrap().to_owned();
    let added = lake("add", &dir, &[&file]);
    assert_eq!(added.code, 0, "{}", added.block());
    if command.contains("lake add") {
        fs::remove_dir_all(&place).unwrap();
    }
    let mut args: Vec<&str> = command.split_whitespace().skip(1).collect();
    for arg in args.iter_mut().skip(1) {
        *arg = match arg.trim_matches('\'') {
            "lake" => &place,
            "months" => &months,
            "/backups" | "backups" => &parent,
            "@salt" => "0123456789abcdef",
            snapshot if snapshot.ends_with(".zip") => &file,
            other => other,
        };
    }
    let output = kf_args(args, b"");
    assert_eq!(output.code, 0, "{command}: {}", output.block());
}

#[test]
fn snapshots_are_added_once_whatever_they_came_in() {
    let dir = TempDir::new().unwrap();
    let zip = recorded("c136-A.zip");
    let output = lake("add", &dir, &[&zip, "--cluster", "prod"]);
    assert_eq!(output.code, 0, "{}", output.block());
    assert!(
        output
            .text()
            .starts_with("[1/1] added: prod 2026-11-22T18:22:30Z 1145 objects "),
        "{}",
        output.text()
    );
    assert_eq!(
        output.stderr,
        "1 snapshot added, 0 there before, 0 with problems\n"
    );
    let plain = unpacked("c136-A.zip");
    let again = lake("add", &dir, &[&zip, &plain, "--cluster", "prod"]);
    assert_eq!(
        again.stderr,
        "0 snapshots added, 2 there before, 0 with problems\n"
    );
    let listed = lake("list", &dir, &["--no-headers"]);
    let lines: Vec<&str> = listed.text().lines().collect();
    assert_eq!(lines.len(), 1);
    let words: Vec<&str> = lines[0].split_whitespace().take(6).collect();
    assert_eq!(
        words,
        [
            "prod",
            "2026-11-22T18:22:30Z",
            "1145",
            "0",
            "yes",
            "922b66a9ceae"
        ]
    );
    let verified = lake("verify", &dir, &[]);
    assert_eq!(verified.code, 0, "{}", verified.block());
    assert!(verified.text().starts_with("1 snapshot is as written: "));
}

#[test]
fn directories_and_standard_input_are_told_where_they_came_from() {
    let dir = TempDir::new().unwrap();
    let data = dir.path().join("member-1");
    let snap = data.join("member/snap");
    fs::create_dir_all(&snap).unwrap();
    let place = dir.path().join("lake");
    let sources = || -> Vec<String> {
        let listed = lake("list", &dir, &["--no-headers"]);
        let lines = listed.text().lines();
        let mut last: Vec<String> = lines
            .map(|line| line.rsplit("  ").next().unwrap().trim().to_owned())
            .collect();
        last.sort();
        last
    };
    let path = fs::canonicalize(&data).unwrap();
    let path = path.to_str().unwrap().to_owned();
    for file in ["c115-A.db.gz", "c115-C.db.gz"] {
        // One directory at two times.
        fs::copy(unpacked(file), snap.join("db")).unwrap();
        let _ = lake("add", &dir, &[&path]);
    }
    assert_eq!(sources(), [path.as_str(), &path]);
    let piped = fs::read(unpacked("c136-A.zip")).unwrap();
    let args = ["lake", "add", place.to_str().unwrap(), "-"];
    let output = kf_args(args, &piped);
    assert_eq!(output.code, 0, "{}", output.block());
    assert_eq!(sources(), [path.as_str(), &path, "standard input"]);
    // It is read again each time: nothing tells whether it has changed.
    fs::copy(unpacked("c136-B-flat.zip"), snap.join("db")).unwrap();
    let _ = lake("add", &dir, &[&path]);
    assert_eq!(sources().len(), 4);
}

#[test]
fn a_directory_is_looked_through_and_nothing_is_passed_over_in_silence() {
    let dir = TempDir::new().unwrap();
    let backups = dir.path().join("backups");
    for cluster in ["eu", "us"] {
        fs::create_dir_all(backups.join(cluster)).unwrap();
    }
    fs::copy(recorded("c115-A.db.gz"), backups.join("eu/a.db.gz")).unwrap();
    let cut = fs::read(unpacked("c115-C.db.gz")).unwrap();
    fs::write(backups.join("us/cut.db"), &cut[..cut.len() / 2]).unwrap();
    fs::write(backups.join("us/b.db"), "no snapshot").unwrap();
    fs::write(backups.join("us/notes.txt"), "no snapshot").unwrap();
    let zip = fs::read(recorded("c136-A.zip")).unwrap();
    fs::write(backups.join("us/c.zip"), &zip[..zip.len() / 2]).unwrap();
    let output = lake(
        "add",
        &dir,
        &[backups.to_str().unwrap(), "--paths", "{cluster}/*"],
    );
    assert_eq!(output.code, 1, "{}", output.block());
    assert!(output.text().contains("added: eu "), "{}", output.block());
    assert!(
        output.text().contains("not readable, in problems: "),
        "{}",
        output.block()
    );
    assert!(output.stderr.contains("notes.txt: "), "{}", output.stderr);
    assert!(
        output.stderr.contains("error: ") && output.stderr.contains("b.db"),
        "{}",
        output.stderr
    );
    let told = "1 snapshot added, 0 there before, 3 with problems\n";
    assert!(output.stderr.ends_with(told), "{}", output.stderr);
    // What is left of the one that is cut short is read when that is asked for.
    let cut = backups.join("us/cut.db");
    let salvaged = lake(
        "add",
        &dir,
        &[
            cut.to_str().unwrap(),
            "--cluster",
            "us",
            "--salvage",
            "--replace",
        ],
    );
    assert_eq!(salvaged.code, 1, "{}", salvaged.block());
    assert!(
        salvaged.text().contains("added, not complete: us "),
        "{}",
        salvaged.block()
    );
    // It is as loud the next time.
    let again = lake("add", &dir, &[cut.to_str().unwrap(), "--cluster", "us"]);
    assert_eq!(again.code, 1, "{}", again.block());
    assert!(
        again.stderr.contains(" problems; see the table problems"),
        "{}",
        again.stderr
    );
    let listed = lake("list", &dir, &["-o", "json"]);
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    let complete = |s: &serde_json::Value| (s["cluster"].clone(), s["complete"].clone());
    let all = listed["snapshots"].as_array().unwrap().iter().map(complete);
    let row = |cluster: &str, whole: bool| (cluster.into(), whole.into());
    assert_eq!(
        all.collect::<Vec<_>>(),
        [row("eu", true), row("us", false), row("us", false)]
    );
}

#[test]
fn redaction_is_the_same_for_all_or_said() {
    let dir = TempDir::new().unwrap();
    let file = recorded("c115-A.db.gz");
    let unsalted = lake("add", &dir, &[&file, "--redact"]);
    assert_eq!(unsalted.code, 1);
    assert!(
        unsalted.stderr.contains("one salt for all its snapshots"),
        "{}",
        unsalted.stderr
    );
    assert_eq!(lake("add", &dir, &[&file]).code, 0);
    let salt = ["--redact", "--redact-salt", "0123456789abcdef"];
    let salted = |more: &[&str]| {
        let args: Vec<&str> = [file.as_str()]
            .iter()
            .chain(&salt)
            .chain(more)
            .copied()
            .collect();
        lake("add", &dir, &args)
    };
    let other = salted(&[]);
    assert_eq!(other.code, 1, "{}", other.block());
    assert!(
        other.stderr.contains("--replace converts it again"),
        "{}",
        other.stderr
    );
    assert_eq!(salted(&["--replace"]).code, 0);
    assert_eq!(salted(&[]).code, 0);
    assert_eq!(lake("verify", &dir, &[]).code, 0);
}

#[test]
fn keys_given_later_open_what_was_locked() {
    let dir = TempDir::new().unwrap();
    let file = recorded("enc-aescbc-A.db.gz");
    let locked = lake("add", &dir, &[&file]);
    assert_eq!(locked.code, 1);
    assert!(
        locked.stderr.contains("45 values are encrypted"),
        "{}",
        locked.stderr
    );
    let config = fixture("encryption/enc-aescbc.yaml");
    let keys = ["--encryption-config", config.to_str().unwrap()];
    let opened = lake("add", &dir, &[&file, keys[0], keys[1], "--replace"]);
    assert_eq!(opened.code, 0, "{}", opened.block());
    let listed = lake("list", &dir, &["-o", "json"]);
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!(listed["snapshots"][0]["locked"], 0);
    assert_eq!(lake("verify", &dir, &[]).code, 0);
}

#[test]
fn wrong_usage_is_said() {
    let dir = TempDir::new().unwrap();
    let file = recorded("c115-A.db.gz");
    let none = lake("list", &dir, &[]);
    assert!(none.stderr.contains("there is no lake"), "{}", none.stderr);
    let pattern = lake("add", &dir, &[&file, "--paths", "*"]);
    assert!(
        pattern.stderr.contains("{cluster} has to stand in it once"),
        "{}",
        pattern.stderr
    );
    let rev = lake("add", &dir, &[&file, "--rev", "5"]);
    assert!(
        rev.stderr.contains("--rev is for other commands"),
        "{}",
        rev.stderr
    );
    let elsewhere = lake("add", &dir, &[&file, "--paths", "x/{cluster}.db"]);
    assert_eq!(elsewhere.code, 1);
    assert!(
        elsewhere.stderr.contains("names no cluster"),
        "{}",
        elsewhere.stderr
    );
}

/// The tables of the guide, as Markdown.
fn tables() -> String {
    let row = |c: &Column| format!("| `{}` | {} | {} |\n", c.name, c.kind.name(), c.about);
    let columns = |all: &[Column]| all.iter().map(row).collect::<String>();
    let head = "| column | type | |\n| --- | --- | --- |\n";
    let mut text = format!(
        "### Columns of every table\n\n{head}{}",
        columns(schema::common())
    );
    let mut all = Table::ALL;
    all.sort();
    for table in all {
        let sorted: Vec<String> = table.sorted_by().iter().map(|c| format!("`{c}`")).collect();
        text += &format!(
            "\n### {}\n\nA row is {}. Sorted by {}.\n\n{head}{}",
            table.name(),
            table.about(),
            sorted.join(", "),
            columns(table.columns())
        );
    }
    text
}

#[test]
fn the_guide_has_every_column() {
    let path = root().join("docs/src/guides/fleets.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once("<!-- tables -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of tables -->").unwrap();
    let new = format!(
        "{before}<!-- tables -->\n\n{}\n<!-- end of tables -->{after}",
        tables()
    );
    if env::var_os("KF_UPDATE_HELP").is_some() {
        fs::write(&path, &new).unwrap();
    }
    let page = fs::read_to_string(&path).unwrap();
    assert!(
        page == new,
        "{} differs; KF_UPDATE_HELP=1 updates it",
        path.display()
    );
}

/// The questions of the guide, on DuckDB: `KF_TEST_DUCKDB` names a folder with the package `duckdb`,
/// which `.ci/run` installs.
#[test]
fn questions_of_the_guide_are_answered() {
    let Ok(folder) = env::var("KF_TEST_DUCKDB") else {
        eprintln!("KF_TEST_DUCKDB names no folder with DuckDB: not tried");
        return;
    };
    let dir = TempDir::new().unwrap();
    for (cluster, files) in [
        ("old", ["c115-A.db.gz", "c115-C.db.gz"]),
        ("new", ["c136-A.zip", "c136-B-flat.zip"]),
    ] {
        let files = files.map(recorded);
        let added = lake("add", &dir, &[&files[0], &files[1], "--cluster", cluster]);
        assert_eq!(added.code, 0, "{}", added.block());
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lake/questions.py");
    let asked = Command::new("python3")
        .env("PYTHONPATH", folder)
        .arg(script)
        .arg(root().join("docs/src/guides/fleets.md"))
        .arg(dir.path().join("lake"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&asked.stderr);
    assert_eq!(
        String::from_utf8_lossy(&asked.stdout),
        "10 questions\n",
        "{said}"
    );
}
