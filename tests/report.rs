//! `kf report`: a directory, whole or not at all.

use std::fs;

use kf::story::custody::verify;

use crate::support::browser::Browser;
use crate::support::{Output, kf, sha256, unpacked};

/// The report about a file in a directory of its own.
fn report(words: &str, files: &[&str]) -> (tempfile::TempDir, Output) {
    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("case");
    let mut more = vec![to.to_str().unwrap()];
    for file in files {
        more.extend(["-s", file]);
    }
    let output = kf(words, &more);
    (dir, output)
}

fn read(dir: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(dir.path().join("case").join(name)).unwrap()
}

#[test]
fn a_directory_with_page_findings_hashes_and_record() {
    let file = unpacked("c136-B-flat.zip");
    let (dir, output) = report("report", &[&file]);
    assert_eq!((output.text(), output.code), ("", 0), "{}", output.stderr);
    let mut names: Vec<_> = fs::read_dir(dir.path().join("case"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "custody.jsonl",
            "findings.json",
            "manifest.sha256",
            "report.html"
        ]
    );
    let page = read(&dir, "report.html");
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
    assert!(page.contains("<p>2589 changes."));
    assert!(page.contains(&sha256(&fs::read(&file).unwrap())));
    let manifest = read(&dir, "manifest.sha256");
    for name in ["report.html", "findings.json"] {
        let line = format!("{}  {name}\n", sha256(read(&dir, name).as_bytes()));
        assert!(manifest.contains(&line), "{manifest}");
    }
    let record = read(&dir, "custody.jsonl");
    let chain = verify(record.as_bytes()).unwrap();
    assert!(chain.is_whole(), "{:?}", chain.faults);
    // The same files make the same page; only the record is another.
    let (again, _) = report("report", &[&file]);
    for name in ["report.html", "findings.json", "manifest.sha256"] {
        assert!(read(&again, name) == read(&dir, name), "{name}");
    }
    assert_ne!(read(&again, "custody.jsonl"), record);
}

#[test]
fn nothing_is_left_of_a_report_that_fails() {
    let (dir, output) = report("report", &["/nowhere/etcd.db"]);
    assert_eq!(output.code, 1);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    let file = unpacked("c136-A.zip");
    let full = tempfile::tempdir().unwrap();
    fs::write(full.path().join("a"), "b").unwrap();
    let refused = kf("report", &[full.path().to_str().unwrap(), "-s", &file]);
    assert!(
        refused.stderr.contains("the directory is not empty"),
        "{}",
        refused.stderr
    );
    assert_eq!(fs::read_dir(full.path()).unwrap().count(), 1);
}

#[test]
fn a_redacted_page_has_no_secrets() {
    let file = unpacked("c136-A.zip");
    let (dir, output) = report("report --redact=strict", &[&file]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert!(read(&dir, "report.html").contains("changes."));
}

#[test]
fn the_page_in_a_browser() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let (dir, _) = report("report", &[&unpacked("c136-A.zip")]);
    let page = dir.path().join("case/report.html");
    let dump = |fragment| browser.dump(&page, fragment);
    let all = dump("");
    let findings = all.matches("<details class=\"finding\"").count();
    assert!(findings > 15, "{findings}");
    assert_eq!(all.matches("<svg class=\"plot\"").count(), 4);
    let none = dump("#search=no-such-word-anywhere");
    assert_eq!(
        none.matches("<details class=\"finding\" hidden").count(),
        findings
    );
    browser.asked_for_nothing();
}
