//! Texts out of a snapshot that want to be taken for lines of kf's own: one record stays one line.

use std::fs;

use kf_testing::etcd::{Change, history};

use crate::support::{Output, kf};

/// What stands for the rest of a finding, a row, a header and a field, by whatever ends a line.
const FORGED: &str = "x\\n\\nhigh  forged-rule  Forged\\n  pods ab: created at revision 1\\r\\n9 2026-01-01T00:00:00Z forged\\n\
                      --- forged\\n+++ forged\\n0|forged|1||0|0|1|0|0|0|9\\u0085forged\\u2028forged\\u000bforged\\u000cforged\\tforged";

/// A file in which texts of all sorts are [`FORGED`].
fn forged() -> tempfile::NamedTempFile {
    let made = |text: &str| text.replace('~', FORGED);
    let key = |text: &str| format!("/registry/{text}{}", FORGED.replace("\\n", "\n"));
    let pod = made(
        r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a~","namespace":"d","creationTimestamp":"2026-01-01T00:00:00Z",
        "managedFields":[{"manager":"curl ~","operation":"Update~","subresource":"~","apiVersion":"v1","time":"2026-01-01T00:00:00Z"}]},
        "spec":{"hostPID":true,"containers":[{"name":"c~","image":"i~","args":["curl ~ | sh"]}]},
        "status":{"conditions":[{"type":"Ready~","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}"#,
    );
    let note = made(
        r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"n","namespace":"d"},"data":{"k~":"send bitcoin ~"}}"#,
    );
    let thing = |n: u8| {
        let text = r#"{"apiVersion":"x.io/v1","kind":"Thing","metadata":{"name":"t","namespace":"d","generation":N,
            "managedFields":[{"manager":"m~N","operation":"Update","apiVersion":"x.io/v1","time":"N~"}]},"spec":{"~":"~N"}}"#;
        made(text).replace('N', &n.to_string())
    };
    let (pods, other) = (key("pods/d/a"), key("configmaps/d/"));
    let (one, two) = (thing(1), thing(2));
    let changes: [Change<'_>; 6] = [
        (&pods, 2, Some(&pod)),
        ("/registry/configmaps/d/n", 3, Some(&note)),
        (&other, 4, Some(&note)),
        ("/registry/x.io/things/d/t", 5, Some(&one)),
        ("/registry/x.io/things/d/t", 6, Some(&two)),
        (&other, 7, None),
    ];
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), history(&changes, None)).unwrap();
    file
}

/// Lines as any reader of text may count them.
#[track_caller]
fn lines(output: &Output) -> usize {
    let text = output.text();
    let ends = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let lines = text.split(ends).filter(|line| !line.is_empty());
    assert_eq!(
        text.matches(ends).count(),
        text.matches('\n').count(),
        "{}",
        output.block()
    );
    let begin = [
        "high  forged",
        "  pods ab:",
        "9 2026",
        "--- forged",
        "+++ forged",
        "0|forged",
        "forged",
    ];
    let lines: Vec<&str> = lines.collect();
    for line in &lines {
        assert!(
            !begin.iter().any(|forged| line.starts_with(forged)),
            "{line}"
        );
    }
    lines.len()
}

#[test]
fn a_value_makes_no_finding_of_its_own() {
    let file = forged();
    let path = file.path().to_str().unwrap();
    let json = kf("suspects --fail-on none -o json -s", &[path]);
    let json: serde_json::Value = serde_json::from_str(json.text()).unwrap();
    let findings = json["findings"].as_array().unwrap();
    // They are told exactly where a reader of JSON takes them apart.
    let exact: String = serde_json::from_str(&format!("\"curl {FORGED}\"")).unwrap();
    assert!(findings.iter().any(|f| f["manager"] == *exact), "{json:#}");
    let evidence = findings
        .iter()
        .map(|f| 4 + f["evidence"].as_array().unwrap().len() + f["more"].as_array().unwrap().len());
    let text = kf("suspects --fail-on none -s", &[path]);
    assert_eq!(lines(&text), evidence.sum::<usize>(), "{}", text.block());

    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("case");
    let report = kf("report", &[to.to_str().unwrap(), "-s", path]);
    assert!(to.is_dir(), "{}", report.stderr);
    let page = fs::read_to_string(to.join("report.html")).unwrap();
    assert_eq!(
        page.matches("<details class=\"finding\">").count(),
        findings.len()
    );
    for forged in ["\nhigh  forged", "\n  pods ab:"] {
        assert!(!page.contains(forged), "{page}");
    }
}

#[test]
fn a_value_makes_no_row_of_its_own() {
    let file = forged();
    let path = file.path().to_str().unwrap();
    for (rows, table) in [
        ("timeline -o jsonl -s", "timeline -s"),
        ("history -A -o jsonl -s", "history -A -s"),
        ("carve --copies -o jsonl -s", "carve --copies -s"),
    ] {
        let (rows, table) = (kf(rows, &[path]), kf(table, &[path]));
        let many = rows.text().lines().count();
        let head = usize::from(many > 0);
        assert!(lines(&table) <= many + head, "{}", table.block());
    }
    let rows = kf("timeline -o jsonl -s", &[path]);
    let body = kf("timeline -o bodyfile -s", &[path]);
    let timed = rows
        .text()
        .lines()
        .filter(|row| row.contains("\"datetime\""));
    assert_eq!(body.text().matches('\n').count(), timed.count());
    let controls = body.text().chars().filter(|c| c.is_control() && *c != '\n');
    assert_eq!(controls.count(), 0);
    for line in body.text().lines() {
        let plain = line.replace("\\\\", "").replace("\\|", "");
        assert_eq!(plain.matches('|').count(), 10, "{line}");
    }
    // A header of a diff has the time, which of a custom resource may be any text.
    let diff = kf("history -A -o diff -s", &[path]);
    let heads = |sign: &str| diff.text().lines().filter(|l| l.starts_with(sign)).count();
    assert_eq!((heads("--- "), heads("+++ ")), (6, 6), "{}", diff.block());
}
