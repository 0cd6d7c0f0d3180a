//! Secrets of every form in every place, and which of them redaction lets out.
//!
//! Strict redaction lets out none. What plain `--redact` lets out stands in the guide about it, and this test
//! holds the two together.

mod forms;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kf_testing::etcd::key_space;
use serde_json::{Value, json};

use crate::support::{Output, files, kf};
use forms::{MEMBERS, TEXTS};

const SALT: &str = "0123456789abcdef0123456789abcdef";

/// What canaries begin with, and a canary that is a number.
const CANARY: &str = "KANARI";
const NUMBER: &str = "770077";

/// The canary in values that cannot be read.
const BROKEN: usize = 9999;

/// Where a text stands: the place's name, and the object around it.
const PLACES: [(&str, &str); 5] = [
    ("file of a ConfigMap", r#"ConfigMap {"data":{"f":"TEXT"}}"#),
    (
        "packed file of a ConfigMap",
        r#"ConfigMap {"binaryData":{"f":"PACKED"}}"#,
    ),
    (
        "annotation",
        r#"Pod {"metadata":{"annotations":{"a":"TEXT"}},"spec":{"containers":[]}}"#,
    ),
    (
        "argument",
        r#"Pod {"spec":{"containers":[{"name":"a","command":["sh","-c","TEXT"]}]}}"#,
    ),
    ("custom resource", r#"Thing {"spec":{"a":{"b":"TEXT"}}}"#),
];

const DEFINITION: &str = r#"{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"creationTimestamp":"2026-01-01T00:00:00Z","name":"things.x.io"},
"spec":{"group":"x.io","scope":"Namespaced","names":{"kind":"Thing","listKind":"ThingList","plural":"things","singular":"thing"},
"versions":[{"name":"v1","served":true,"storage":true,"additionalPrinterColumns":[{"name":"Spec","type":"string","jsonPath":".spec"}],
"schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]},
"status":{"acceptedNames":{"kind":"Thing","listKind":"ThingList","plural":"things","singular":"thing"},"storedVersions":["v1"],
"conditions":[{"type":"NamesAccepted","status":"True"},{"type":"Established","status":"True"}]}}"#;

/// A kind of probes: its apiVersion, and where its objects lie.
const KINDS: [(&str, &str, &str); 7] = [
    ("ConfigMap", "v1", "configmaps/prod/"),
    ("Secret", "v1", "secrets/prod/"),
    ("Pod", "v1", "pods/prod/"),
    ("Event", "v1", "events/prod/"),
    ("Thing", "x.io/v1", "x.io/things/prod/"),
    ("Ingress", "networking.k8s.io/v1", "ingress/prod/"),
    (
        "ValidatingWebhookConfiguration",
        "admissionregistration.k8s.io/v1",
        "validatingwebhookconfigurations/",
    ),
];

/// A secret in one form at one place.
struct Probe {
    form: &'static str,
    place: &'static str,
    key: String,
    value: String,
}

/// The canary of a probe, which its number tells apart.
fn canary(number: usize) -> String {
    format!("{CANARY}{number:04}VOGEL9")
}

/// What `form` has in it, the canary in its places.
fn filled(form: &str, number: usize) -> String {
    let canary = canary(number);
    let text = form.replace('^', "").replace('~', &canary);
    let text = text.replace("!64", &STANDARD.encode(&canary));
    let text = text.replace("NUMBER", &format!("{NUMBER}{number:04}"));
    let mut packed = text.as_str();
    let mut levels = 0;
    while let Some(inside) = packed.strip_prefix("BASE64:") {
        packed = inside;
        levels += 1;
    }
    (0..levels).fold(packed.to_owned(), |text, _| STANDARD.encode(text))
}

/// Puts a text in the place of a member's value, wherever it stands.
fn put(value: &mut Value, text: &str) {
    match value {
        Value::String(s) if s == "TEXT" => text.clone_into(s),
        Value::String(s) if s == "PACKED" => *s = STANDARD.encode(text),
        Value::String(s) if s == "BUNDLE" => {
            *s = STANDARD.encode(
                [
                    "-----BEGIN ",
                    "PRIVATE KEY-----\n",
                    text,
                    "\n-----END PRIVATE KEY-----\n",
                ]
                .concat(),
            );
        }
        Value::Array(items) => items.iter_mut().for_each(|item| put(item, text)),
        Value::Object(members) => members.values_mut().for_each(|value| put(value, text)),
        _ => {}
    }
}

fn probe(
    number: usize,
    form: &'static str,
    place: &'static str,
    text: &str,
    object: &str,
) -> Probe {
    let (kind, members) = object.split_once(' ').unwrap();
    let (long, version, key) = KINDS.iter().find(|(k, ..)| k.contains(kind)).unwrap();
    let mut value: Value = serde_json::from_str(&filled(members, number)).unwrap();
    put(&mut value, &filled(text, number));
    let name = format!("p{number}");
    value["apiVersion"] = json!(version);
    value["kind"] = json!(long);
    value["metadata"]["name"] = json!(name);
    if key.ends_with("prod/") {
        value["metadata"]["namespace"] = json!("prod");
    }
    Probe {
        form,
        place,
        key: format!("/registry/{key}{name}"),
        value: value.to_string(),
    }
}

fn probes() -> Vec<Probe> {
    let mut all = Vec::new();
    for (form, text) in TEXTS {
        for (place, object) in PLACES {
            all.push(probe(all.len(), form, place, text, object));
        }
    }
    for (form, object) in MEMBERS {
        all.push(probe(all.len(), form, "", "~", object));
    }
    all
}

/// Writes a snapshot with all probes in it.
pub(crate) fn snapshot(name: &str) -> String {
    let probes = probes();
    let definition = DEFINITION.replace('\n', "");
    let broken = format!(
        r#"{{"apiVersion":"v1","kind":"ConfigMap","data":{{"password":{}}}}}"#,
        canary(BROKEN)
    );
    let mut puts = vec![
        (
            "/registry/apiextensions.k8s.io/customresourcedefinitions/things.x.io",
            2,
            definition.as_str(),
        ),
        ("/registry/configmaps/prod/broken", 3, broken.as_str()),
    ];
    for (probe, revision) in probes.iter().zip(4..) {
        puts.push((&probe.key, revision, &probe.value));
    }
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, key_space(&puts)).unwrap();
    path.to_string_lossy().into_owned()
}

/// The numbers of the canaries in a text, and in base64 in it.
pub(crate) fn heard(text: &[u8]) -> BTreeSet<usize> {
    let mut all = BTreeSet::new();
    listen(&String::from_utf8_lossy(text), 0, &mut all);
    all
}

fn listen(text: &str, level: usize, all: &mut BTreeSet<usize>) {
    for needle in [CANARY, NUMBER] {
        for (at, _) in text.match_indices(needle) {
            let digits = text.get(at + needle.len()..at + needle.len() + 4);
            all.extend(digits.and_then(|d| d.parse::<usize>().ok()));
        }
    }
    if level == 3 {
        return;
    }
    let is_digit = |c: char| c.is_ascii_alphanumeric() || c == '+' || c == '/';
    for run in text.split(|c| !is_digit(c)).filter(|run| run.len() >= 16) {
        for from in 0..4 {
            let run = run.get(from..).unwrap();
            let whole = run.get(..run.len() / 4 * 4).unwrap();
            if let Ok(bytes) = STANDARD.decode(whole) {
                listen(&String::from_utf8_lossy(&bytes), level + 1, all);
            }
        }
    }
}

/// What plain redaction lets out of a snapshot.
pub(crate) fn let_out(file: &str) -> BTreeSet<usize> {
    let words = format!("get {ALL} -A -o json --show-managed-fields --redact");
    let output = kf(&words, &["-s", file, "--redact-salt", SALT]);
    assert!(output.stdout.len() > 100_000, "{}", output.stderr);
    heard(&output.stdout)
}

const ALL: &str = "things,configmaps,secrets,pods,events,ingresses,validatingwebhookconfigurations";

/// Commands that print what is in objects.
fn commands(other: &str) -> Vec<String> {
    let mut all: Vec<String> = [
        "yaml",
        "kyaml",
        "wide",
        "name",
        "jsonpath={.items[*]}",
        "jsonpath={..data}{..metadata.annotations}{..args}{..command}",
        "jsonpath-as-json={.items[*]}",
        "go-template={{.}}",
        "go-template={{range.items}}{{.data}}{{.spec}}{{.message}}{{end}}",
        "custom-columns=A:.data,B:.spec,C:.metadata.annotations",
    ]
    .into_iter()
    .map(|format| format!("get {ALL} -A -o {format}"))
    .collect();
    for kind in ALL.split(',') {
        all.push(format!("get {kind} -A"));
        all.push(format!("get {kind} -A --show-labels"));
        all.push(format!("describe {kind} -A"));
        all.push(format!("history {kind} -A -o yaml"));
        all.push(format!("history {kind} -A -o diff --show-secrets"));
    }
    for words in [
        "get --raw /api/v1/configmaps",
        "get --raw /apis/x.io/v1/things",
        "get secrets -A --decode",
        "get pods -A --export -o yaml",
        "events -A",
        "keys -o jsonl --values",
        "secrets -o json",
        "check",
        "explain things",
        "history -A -o jsonl",
        "secrets -o yaml",
        "info -o json",
        "du --by object",
        "timeline",
        "timeline -o jsonl",
        "timeline -o timesketch-csv",
        "timeline -o timesketch-jsonl",
        "timeline -o bodyfile",
        "suspects --fail-on none",
        "suspects --fail-on none -o json",
        "suspects --fail-on none -o sarif",
    ] {
        all.push(words.to_owned());
    }
    for more in ["", "-o jsonl", "-o html", "--show-secrets"] {
        all.push(format!("diff {other} FILE {more}"));
    }
    all
}

/// Runs everything at one level of redaction; what is heard and was not to be.
fn every_output(level: &str, expected: &BTreeSet<usize>) {
    let file = snapshot(&format!("probes{level}.db"));
    let other = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("probes-none{level}.db"));
    fs::write(
        &other,
        key_space(&[(
            "/registry/configmaps/prod/a",
            2,
            r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"prod"}}"#,
        )]),
    )
    .unwrap();
    let flags = [level, "--redact-salt", SALT];
    for words in commands(other.to_str().unwrap()) {
        let source: &[&str] = if words.contains("FILE") {
            &[]
        } else {
            &["-s", &file]
        };
        let output = kf(&words.replace("FILE", &file), &[source, &flags].concat());
        silent(&words, &output, expected);
        assert!(!output.stdout.is_empty(), "{words}: {}", output.stderr);
    }
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("probes{level}"));
    let strict = if level == "--redact=strict" {
        "--strict"
    } else {
        ""
    };
    for words in [
        format!("redact {file} DIR {strict}"),
        format!("export DIR -A -s {file} {level}"),
        format!("report DIR -s {file} {level}"),
    ] {
        let _ = fs::remove_dir_all(&dir);
        let words = words.replace("DIR", dir.to_str().unwrap());
        let output = kf(&words, &["--redact-salt", SALT]);
        silent(&words, &output, expected);
        let written = files(&dir);
        let least = if words.starts_with("report") { 4 } else { 300 };
        assert!(written.len() >= least, "{words}: {}", output.stderr);
        for path in written {
            let new = &heard(&fs::read(&path).unwrap()) - expected;
            assert!(new.is_empty(), "{words}: {path:?}");
        }
    }
    fs::remove_dir_all(&dir).unwrap();
}

#[track_caller]
fn silent(words: &str, output: &Output, expected: &BTreeSet<usize>) {
    let mut told = heard(&output.stdout);
    told.extend(heard(output.stderr.as_bytes()));
    let new = &told - expected;
    let all = probes();
    let first: Vec<_> = new
        .iter()
        .map(|n| all.get(*n).map(|p| (p.form, p.place)))
        .collect();
    assert!(new.is_empty(), "{words}: {new:?} {first:?}");
}

#[test]
fn strict_redaction_lets_nothing_out() {
    every_output("--redact=strict", &BTreeSet::new());
}

#[test]
fn plain_redaction_lets_the_same_out_everywhere() {
    let file = snapshot("probes.db");
    every_output("--redact", &let_out(&file));
}

/// The list in the guide, as it has to be.
fn told() -> String {
    let probes = probes();
    assert!(probes.len() >= 300);
    let plain = kf(
        &format!("get {ALL} -A -o json --show-managed-fields"),
        &["-s", &snapshot("probes-list.db")],
    );
    assert_eq!(
        heard(&plain.stdout).len(),
        probes.len(),
        "every canary is there to be heard"
    );
    let missed = let_out(&snapshot("probes-list.db"));
    let mut forms: Vec<(&str, Vec<&str>)> = Vec::new();
    for probe in missed.iter().filter_map(|n| probes.get(*n)) {
        match forms.last_mut().filter(|(form, _)| *form == probe.form) {
            Some((_, places)) => places.push(probe.place),
            None => forms.push((probe.form, vec![probe.place])),
        }
    }
    let mut out = format!(
        "Of {} secrets, in {} forms, plain `--redact` lets out {}, `--redact=strict` none:\n\n",
        probes.len(),
        TEXTS.len() + MEMBERS.len(),
        missed.len()
    );
    for (form, places) in forms {
        let places = if places.len() == PLACES.len() || places == [""] {
            String::new()
        } else {
            format!(" ({})", places.join(", "))
        };
        out.push_str(&format!("- {form}{places}\n"));
    }
    out
}

#[test]
fn the_guide_says_what_plain_redaction_lets_out() {
    let guide = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/docs/src/guides/redact.md"
    ))
    .unwrap();
    let (_, rest) = guide.split_once("<!-- probes -->\n").unwrap();
    let (list, _) = rest.split_once("<!-- end of probes -->").unwrap();
    assert_eq!(list, told());
}
