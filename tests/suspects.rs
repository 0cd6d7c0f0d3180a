//! `kf suspects`: what rules find, and exit codes.

use std::fs;

use kf::object::Value;
use kf::object::parse::json::parse;

use crate::support::{kf, unpacked};

/// A file with these rules.
fn rules(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), format!("version: 1\nrules:\n{text}")).unwrap();
    file
}

const MAPS: &str = "- {id: maps, title: A map, severity: SEVERITY, innocent: Always., attack: [T1609], \
                    types: [configmaps], when: [{path: metadata.name, is: my-config}]}\n";

#[test]
fn exit_codes_say_what_was_found() {
    let file = unpacked("c136-A.zip");
    for (severity, more, code) in [
        ("high", "", 1),
        ("medium", "", 0),
        ("medium", " --fail-on medium", 1),
        ("high", " --fail-on none", 0),
    ] {
        let rules = rules(&MAPS.replace("SEVERITY", severity));
        let words = format!("suspects --only-rules{more} --rules");
        let output = kf(&words, &[rules.path().to_str().unwrap(), "-s", &file]);
        assert_eq!(output.code, code, "{}", output.block());
        let head =
            format!("{severity}  maps  A map\n  configmaps prod/my-config: created at revision ");
        assert!(output.text().starts_with(&head), "{}", output.block());
    }
    let none = rules(
        &MAPS
            .replace("SEVERITY", "high")
            .replace("my-config", "no-config"),
    );
    let output = kf(
        "suspects --only-rules --rules",
        &[none.path().to_str().unwrap(), "-s", &file],
    );
    assert_eq!((output.text(), output.code), ("", 0), "{}", output.stderr);
    // What cannot be read cannot be judged.
    let sealed = unpacked("enc-aescbc-A.db.gz");
    let output = kf("suspects --fail-on none -s", &[&sealed]);
    assert_eq!(output.code, 2, "{}", output.stderr);
}

#[test]
fn rules_that_are_none_are_named() {
    let file = unpacked("c136-A.zip");
    let wrong = rules("- {id: a, title: t, severity: loud, innocent: i, when: [{path: a, is: 1}]}");
    let path = wrong.path().to_str().unwrap();
    let output = kf("suspects --rules", &[path, "-s", &file]);
    assert_eq!(output.code, 2, "{}", output.stderr);
    assert!(
        output
            .stderr
            .contains("rule a: severity: is one of info, low, medium, high"),
        "{}",
        output.stderr
    );
}

#[test]
fn findings_as_json_and_sarif_have_their_places() {
    let file = unpacked("c136-A.zip");
    let rules = rules(&MAPS.replace("SEVERITY", "high"));
    let path = rules.path().to_str().unwrap();
    let json = kf(
        "suspects -o json --fail-on none --only-rules --rules",
        &[path, "-s", &file],
    );
    let json = parse(&json.stdout).unwrap();
    let finding = &json.get("findings").and_then(Value::as_array).unwrap()[0];
    assert_eq!(
        finding.str_at(&["object", "etcdKey"]),
        Some("/registry/configmaps/prod/my-config")
    );
    let evidence = &finding.get("evidence").and_then(Value::as_array).unwrap()[0];
    assert_eq!(evidence.str_at(&["path"]), Some("metadata.name"));
    assert_eq!(evidence.str_at(&["value"]), Some("my-config"));

    let sarif = kf(
        "suspects -o sarif --fail-on none --only-rules --rules",
        &[path, "-s", &file],
    );
    let sarif = parse(&sarif.stdout).unwrap();
    let run = &sarif.get("runs").and_then(Value::as_array).unwrap()[0];
    let result = &run.get("results").and_then(Value::as_array).unwrap()[0];
    assert_eq!(result.str_at(&["ruleId"]), Some("maps"));
    assert_eq!(result.str_at(&["level"]), Some("error"));
}

#[test]
fn values_of_secrets_are_not_shown() {
    let file = unpacked("c136-A.zip");
    let rules = rules(
        "- {id: s, title: t, severity: high, innocent: i., types: [secrets], \
         when: [{path: 'data[*]', exists: true}]}\n",
    );
    let path = rules.path().to_str().unwrap();
    let output = kf(
        "suspects --fail-on none --only-rules --rules",
        &[path, "-s", &file],
    );
    let shown = output
        .text()
        .lines()
        .filter(|line| line.starts_with("  data"));
    let shown: Vec<&str> = shown.collect();
    assert!(shown.len() > 5, "{}", output.block());
    assert!(
        shown.iter().all(|line| line.ends_with(" = (not shown)")),
        "{shown:?}"
    );
}
