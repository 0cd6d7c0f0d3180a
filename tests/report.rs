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
            "history.html",
            "manifest.sha256",
            "report.html"
        ]
    );
    let page = read(&dir, "report.html");
    let history = read(&dir, "history.html");
    let size = page.len() + history.len();
    assert!(size < 3_000_000, "{size} bytes");
    // Every change has its place in the history, and numbers lead to it.
    let shown = history.matches("<tr id=\"r").count();
    assert_eq!(shown, 2589);
    assert!(!history.contains("find no room"));
    let links: Vec<&str> = page
        .split("history.html#r")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert!(links.len() > 300, "{}", links.len());
    for link in links {
        assert!(history.contains(&format!("<tr id=\"r{link}\">")), "{link}");
    }
    assert!(page.contains("<p>2589 changes."));
    assert!(page.contains(&sha256(&fs::read(&file).unwrap())));
    let manifest = read(&dir, "manifest.sha256");
    for name in ["report.html", "history.html", "findings.json"] {
        let line = format!("{}  {name}\n", sha256(read(&dir, name).as_bytes()));
        assert!(manifest.contains(&line), "{manifest}");
    }
    let record = read(&dir, "custody.jsonl");
    let chain = verify(record.as_bytes()).unwrap();
    assert!(chain.is_whole(), "{:?}", chain.faults);
    // The same files make the same page; only the record is another.
    let (again, _) = report("report", &[&file]);
    for name in [
        "report.html",
        "history.html",
        "findings.json",
        "manifest.sha256",
    ] {
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

/// The directory one stands in can be named, and keeps its mode.
#[cfg(unix)]
#[test]
fn a_report_goes_into_a_directory_that_is_there() {
    use std::os::unix::fs::PermissionsExt as _;

    let file = unpacked("c136-A.zip");
    let dir = tempfile::tempdir().unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o750)).unwrap();
    let mut command = crate::support::program();
    command
        .args(["report", ".", "--no-carve", "-s", &file])
        .current_dir(dir.path());
    let output = crate::support::finish(&mut command);
    assert_eq!(output.code, 0, "{}", output.stderr);
    let names = fs::read_dir(dir.path()).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    let written = [
        "custody.jsonl",
        "findings.json",
        "history.html",
        "manifest.sha256",
        "report.html",
    ];
    assert_eq!(names, written);
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(dir.path()), 0o750);
    for name in written {
        assert_eq!(mode(&dir.path().join(name)), 0o600, "{name}");
    }
}

#[test]
fn a_redacted_page_has_no_secrets() {
    let file = unpacked("c136-A.zip");
    let (dir, output) = report("report --redact=strict", &[&file]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert!(read(&dir, "report.html").contains("changes."));
}

#[test]
fn secrets_stand_with_what_reaches_them() {
    let file = unpacked("c136-A.zip");
    let (dir, _) = report("report --no-carve", &[&file]);
    let page = read(&dir, "report.html");
    let inventory = kf("secrets -o json", &["-s", &file]);
    let inventory: serde_json::Value = serde_json::from_str(inventory.text()).unwrap();
    let secrets = inventory["secrets"].as_array().unwrap();
    assert!(secrets.len() > 3);
    let cells = |name: &str| -> Vec<String> {
        let start = format!("{name}</a></td>");
        let row = page.split_once(&start).expect(name).1;
        let row = row.split_once("</tr>").unwrap().0;
        let cells = row.split("<td>").skip(1);
        cells
            .map(|cell| cell.trim_end_matches("</td>").to_owned())
            .collect()
    };
    let mut used = 0;
    for secret in secrets {
        let text = |name: &str| secret[name].as_str().unwrap().to_owned();
        let row = cells(&format!("{}/{}", text("namespace"), text("name")));
        let [kind, named, ended, readers, pods] = row.as_slice() else {
            panic!("{row:?}");
        };
        assert_eq!(*kind, text("type").replace('"', "&quot;"));
        assert!(!readers.is_empty() && !pods.is_empty() && !ended.is_empty());
        used += usize::from(named != "-");
    }
    assert!(used > 0);
    // Who may read all of them is whom kf auth whocan names without a namespace.
    let all = page
        .split_once("Who may read the Secrets of all")
        .unwrap()
        .1;
    let all = all.split_once("</table>").unwrap().0;
    for subject in ["Group system:masters", "ServiceAccount kube-system/"] {
        assert!(all.contains(subject), "{all}");
    }
    assert!(page.contains("Encryption at rest, by provider"));
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
    assert!(
        all.contains("id=\"zoom\">"),
        "tools of the timeline are shown"
    );
    let near = dump("#zoom=0.25,0.5");
    assert!(
        near.contains("viewBox=\"240 0 240 "),
        "the timeline is zoomed into"
    );
    let findings = all.matches("<details class=\"finding\"").count();
    assert!(findings > 15, "{findings}");
    assert_eq!(all.matches("<svg class=\"plot\"").count(), 4);
    let link = all.split("history.html#r").nth(1).unwrap();
    let revision = link.split('"').next().unwrap();
    let history = dir.path().join("case/history.html");
    let at = browser.dump(&history, &format!("#r{revision}"));
    let before = at
        .split(&format!("<tr id=\"r{revision}\">"))
        .next()
        .unwrap();
    let object = before.rsplit("<details ").next().unwrap();
    assert!(
        object.split('>').next().unwrap().contains("open"),
        "{object}"
    );

    let none = dump("#search=no-such-word-anywhere");
    assert_eq!(
        none.matches("<details class=\"finding\" hidden").count(),
        findings
    );
    browser.asked_for_nothing();
}
