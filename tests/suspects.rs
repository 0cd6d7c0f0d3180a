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
fn a_file_without_rules_is_told() {
    let file = unpacked("c136-A.zip");
    for text in ["", "\n  \n# none yet\n"] {
        let empty = tempfile::NamedTempFile::new().unwrap();
        fs::write(empty.path(), text).unwrap();
        let path = empty.path().to_str().unwrap();
        let output = kf("suspects --rules", &[path, "-s", &file]);
        assert_eq!(output.code, 2, "{}", output.stderr);
        let said = format!("error: {path}: the file of rules is empty\n");
        assert_eq!(output.stderr, said);
    }
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

/// Rules look at objects as they are; only what is told of them is redacted.
#[test]
fn the_same_is_found_whatever_is_redacted() {
    for file in ["c136-B-flat.zip", "c115-A.db.gz"] {
        let file = unpacked(file);
        let found = |redact: &[&str]| {
            let more = [&["-s", file.as_str()], redact].concat();
            let output = kf("suspects --fail-on none -o json", &more);
            assert_eq!(output.code, 0, "{}", output.stderr);
            let json: serde_json::Value = serde_json::from_str(output.text()).unwrap();
            let findings = json["findings"].as_array().unwrap().iter();
            let told = |f: &serde_json::Value| {
                let at = &f["object"];
                format!(
                    "{} {} {} {}",
                    f["rule"], at["etcdKey"], at["revision"], f["more"]
                )
            };
            findings.map(told).collect::<Vec<String>>()
        };
        let plain = found(&[]);
        assert!(!plain.is_empty());
        assert_eq!(found(&["--redact"]), plain);
        assert_eq!(found(&["--redact=strict"]), plain);
    }
}

/// On recordings of nobody's intrusion: what docs/src/guides/suspects.md says of them.
#[test]
fn clusters_without_an_intruder_have_few_findings() {
    let count = |file: &str, least: &str| {
        let words = format!("suspects --fail-on none -o json --least {least} -s");
        let output = kf(&words, &[&unpacked(file)]);
        let json: serde_json::Value = serde_json::from_str(output.text()).unwrap();
        let rules = json["findings"].as_array().unwrap().iter();
        rules
            .map(|f| f["rule"].as_str().unwrap().to_owned())
            .collect::<Vec<String>>()
    };
    // Tokens that servers of 1.15 made by themselves are none.
    let old = count("c115-A.db.gz", "info");
    assert!(!old.iter().any(|rule| rule == "token-secret"), "{old:?}");
    // A role without rules that did not live long is none.
    let new = count("c136-B-flat.zip", "info");
    assert!(
        !new.iter().any(|rule| rule == "rbac-short-lived"),
        "{new:?}"
    );
}

#[test]
fn a_number_that_is_too_large_is_refused_with_its_line() {
    let wrong = rules(
        "- id: a\n  title: t\n  severity: high\n  innocent: i\n  detect: short-lived\n  \
         seconds: 99999999999999999999\n",
    );
    let path = wrong.path().to_str().unwrap();
    let output = kf("suspects --rules", &[path, "-s", &unpacked("c136-A.zip")]);
    assert_eq!(output.code, 2, "{}", output.stderr);
    let why = "line 8: rule a: seconds: is 1000000000 at most (MAX_RULE_NUMBER)";
    assert!(
        output.stderr.contains(path) && output.stderr.contains(why),
        "{}",
        output.stderr
    );
}
