//! `--custody` and `kf custody verify`.

use std::fs;

use kf::object::Value;
use kf::object::parse::json::parse;

use crate::support::{kf, sha256, temporary, unpacked};

fn lines(path: &str) -> Vec<Value<'static>> {
    let text = fs::read_to_string(path).unwrap();
    let lines = text
        .lines()
        .map(|line| parse(line.as_bytes()).unwrap().into_owned());
    lines.collect()
}

fn event<'v>(lines: &'v [Value<'_>], name: &str) -> &'v Value<'v> {
    let found = lines
        .iter()
        .find(|line| line.str_at(&["event"]) == Some(name));
    found.unwrap().get(name).unwrap()
}

#[test]
fn the_file_that_unpack_writes_is_recorded() {
    let dir = tempfile::tempdir().unwrap();
    let [record, to] = ["case.jsonl", "db"].map(|name| dir.path().join(name));
    let fixture = crate::support::fixture("snapshots/c136-A.zip");
    let words = [
        to.to_str().unwrap(),
        "-s",
        fixture.to_str().unwrap(),
        "--custody",
        record.to_str().unwrap(),
    ];
    assert_eq!(kf("unpack", &words).code, 0);
    let written = lines(record.to_str().unwrap());
    let mut outputs = written.iter().filter_map(|line| line.get("output"));
    let found = outputs
        .find(|output| output.str_at(&["path"]) == to.to_str())
        .unwrap();
    let sum = sha256(&fs::read(&to).unwrap());
    assert_eq!(found.str_at(&["sha256"]), Some(sum.as_str()));
}

#[test]
fn a_run_says_what_it_read_and_wrote() {
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("case.jsonl");
    let record = record.to_str().unwrap();
    let file = unpacked("c136-A.zip");
    let plain = kf("get cm -n prod -s", &[&file]);
    let words = "get cm -n prod --redact-salt 0123456789abcdef0 --custody";
    let told = kf(words, &[record, "-s", &file]);
    assert_eq!((told.text(), told.code), (plain.text(), 0));
    let lines = lines(record);
    let evidence = sha256(&fs::read(&file).unwrap());
    for name in ["before", "after"] {
        let state = event(&lines, name);
        assert_eq!(state.str_at(&["sha256"]), Some(evidence.as_str()));
        assert_eq!(state.str_at(&["path"]), Some(file.as_str()));
    }
    let output = event(&lines, "output");
    assert_eq!(output.str_at(&["path"]), Some("standard output"));
    #[cfg(target_os = "linux")]
    assert_eq!(
        event(&lines, "after").get("accessTimeKept"),
        Some(&Value::Bool(true))
    );
    assert_eq!(
        output.str_at(&["sha256"]),
        Some(sha256(&plain.stdout).as_str())
    );
    let start = event(&lines, "start");
    let arguments = start.get("arguments").and_then(Value::as_array).unwrap();
    let arguments: Vec<&str> = arguments.iter().map(|a| a.as_str().unwrap()).collect();
    assert_eq!(
        arguments[1..6],
        ["get", "cm", "-n", "prod", "--redact-salt"]
    );
    assert_eq!(arguments[6], "<not shown>");
    assert_eq!(
        event(&lines, "end").get("exitCode").and_then(Value::as_int),
        Some(0)
    );

    let again = kf("get nope --custody", &[record, "-s", &file]);
    assert_eq!(again.code, 1);
    let whole = kf("custody verify --files", &[record]);
    assert_eq!(whole.code, 0, "{}", whole.block());
    assert!(
        whole
            .text()
            .starts_with("10 lines of 2 runs\nlast line: SHA-256 "),
        "{}",
        whole.block()
    );
}

/// What a run read is looked for where the run was, and a report's files beside their record.
/// Among words that are bucket names or numbers.
#[test]
fn a_file_among_other_words_is_evidence() {
    let dir = tempfile::tempdir().unwrap();
    let file = unpacked("c136-A.zip");
    let evidence = sha256(&fs::read(&file).unwrap());
    for (n, words) in [
        "keys FILE meta",
        "stats FILE",
        "page FILE 0",
        "page FILE --all=false 1",
        "pages FILE",
    ]
    .iter()
    .enumerate()
    {
        let record = dir.path().join(n.to_string());
        let record = record.to_str().unwrap();
        let words: Vec<&str> = words
            .split(' ')
            .map(|word| if word == "FILE" { &file } else { word })
            .collect();
        let told = kf(
            "bbolt",
            &[words.as_slice(), &["--custody", record]].concat(),
        );
        assert_eq!(told.code, 0, "{words:?}");
        let lines = lines(record);
        for name in ["before", "after"] {
            assert_eq!(
                event(&lines, name).str_at(&["sha256"]),
                Some(evidence.as_str()),
                "{words:?}"
            );
        }
    }
}

#[test]
fn the_record_of_a_report_leads_to_its_files() {
    let dir = tempfile::tempdir().unwrap();
    let case = dir.path().join("case");
    let snapshot = "fixtures/snapshots/c136-A.zip";
    let made = kf("report -s", &[snapshot, case.to_str().unwrap()]);
    assert_eq!(made.code, 0, "{}", made.block());
    let moved = dir.path().join("moved");
    fs::rename(&case, &moved).unwrap();
    let record = moved.join("custody.jsonl");
    let record = record.to_str().unwrap();
    let whole = kf("custody verify --files", &[record]);
    assert_eq!(whole.code, 0, "{}", whole.block());

    fs::write(moved.join("report.html"), "another").unwrap();
    let other = kf("custody verify --files", &[record]);
    assert_eq!(other.code, 1);
    assert!(
        other.stderr.contains("report.html: SHA-256 "),
        "{}",
        other.stderr
    );
}

#[test]
fn an_empty_record_is_no_whole_one() {
    let record = temporary(b"");
    let checked = kf("custody verify", &[record.path().to_str().unwrap()]);
    assert_eq!(checked.code, 1);
    assert!(checked.stderr.contains("is empty"), "{}", checked.stderr);
}

#[test]
fn a_record_that_was_changed_is_not_gone_on_with() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("case.jsonl");
    let record = path.to_str().unwrap();
    let file = unpacked("c136-A.zip");
    assert_eq!(kf("version --custody", &[record]).code, 0);
    assert_eq!(kf("keys --custody", &[record, "-s", &file]).code, 0);
    let text = fs::read_to_string(&path).unwrap();
    let without: Vec<&str> = text.lines().skip(1).collect();
    fs::write(&path, without.join("\n") + "\n").unwrap();
    let checked = kf("custody verify", &[record]);
    assert_eq!(checked.code, 1);
    let why = "line 1: the line before it is not the one that it was written after";
    assert!(checked.stderr.contains(why), "{}", checked.stderr);
    let refused = kf("keys --custody", &[record, "-s", &file]);
    assert_eq!((refused.text(), refused.code), ("", 1));
    assert!(refused.stderr.contains(why), "{}", refused.stderr);
    assert_eq!(kf("custody verify", &["/nowhere/case.jsonl"]).code, 2);
    // The evidence is no place for a record.
    let into = kf("keys --custody", &[&file, "-s", &file]);
    assert_eq!(into.code, 1);
    assert!(into.stderr.contains("this is an input"), "{}", into.stderr);
}
