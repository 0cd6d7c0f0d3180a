//! Snapshots whose writer means ill: the cost is that of the input, and what is bad costs itself alone.

use std::fs;

use kf_testing::etcd::database;
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use crate::cli_reference::assert_has_every_command;
use crate::support::{Output, kf, kf_args, on_a_terminal, program, temporary};

/// A snapshot of these keys below `/registry/` with objects in JSON.
pub(crate) fn snapshot(objects: &[(String, String)]) -> NamedTempFile {
    let keys: Vec<String> = objects
        .iter()
        .map(|(key, _)| format!("/registry/{key}"))
        .collect();
    let puts: Vec<_> = (2..)
        .zip(keys.iter().zip(objects))
        .map(|(revision, (key, (_, value)))| (key.as_str(), revision, value.as_str()))
        .collect();
    let mut bytes = database(&puts);
    let sum = Sha256::digest(&bytes);
    bytes.extend(sum);
    temporary(&bytes)
}

/// A ConfigMap under a key that need not be its own.
fn config_map(namespace: &str, key: &str, name: &str) -> (String, String) {
    (
        format!("configmaps/{namespace}/{key}"),
        format!(
            r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"{name}","namespace":"{namespace}"}},"data":{{"key":"{key}"}}}}"#
        ),
    )
}

/// An established definition in group `g.example.com`.
fn definition(plural: &str, kind: &str) -> (String, String) {
    let name = format!("{plural}.g.example.com");
    (
        format!("apiextensions.k8s.io/customresourcedefinitions/{name}"),
        format!(
            r#"{{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{{"name":"{name}"}},"spec":{{"group":"g.example.com","names":{{"kind":"{kind}","listKind":"{kind}List","plural":"{plural}","singular":"{plural}"}},"scope":"Namespaced","versions":[{{"name":"v1","served":true,"storage":true,"schema":{{"openAPIV3Schema":{{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}}]}},"status":{{"acceptedNames":{{"kind":"{kind}","plural":"{plural}"}},"conditions":[{{"type":"Established","status":"True"}},{{"type":"NamesAccepted","status":"True"}}]}}}}"#
        ),
    )
}

fn custom(plural: &str, kind: &str, name: &str) -> (String, String) {
    (
        format!("g.example.com/{plural}/default/{name}"),
        format!(
            r#"{{"apiVersion":"g.example.com/v1","kind":"{kind}","metadata":{{"name":"{name}","namespace":"default"}}}}"#
        ),
    )
}

/// Runs a command that writes to a directory, and returns what it said and the paths of its files.
fn written(command: &str, file: &NamedTempFile, more: &[&str]) -> (Output, Vec<String>, String) {
    let top = tempfile::tempdir().unwrap();
    let dir = top.path().join("out");
    let (path, out) = (file.path().to_str().unwrap(), dir.to_str().unwrap());
    let args = match command {
        "redact" => [&[path, out][..], more].concat(),
        _ => [&[out, "-A", "-s", path][..], more].concat(),
    };
    let output = kf(command, &args);
    let mut found = Vec::new();
    let mut ahead = vec![dir.clone()];
    while let Some(at) = ahead.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                ahead.push(path);
            } else {
                let inside = path.strip_prefix(&dir).unwrap();
                found.push(inside.to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    let manifest = match command {
        "redact" => "redaction.yaml",
        _ => "MANIFEST.jsonl",
    };
    let manifest = fs::read_to_string(dir.join(manifest)).unwrap();
    (output, found, manifest)
}

/// What a terminal would act on, as JSON strings have it.
const ESCAPES: &str =
    r"\u001b]0;t\u0007\u001b[2J\u0000\u0008\u007f\u009b31m\u202e\u2066\u061c\u2028";

/// Objects full of it, wherever a snapshot has a say.
pub(crate) fn escapes() -> NamedTempFile {
    let text = ESCAPES;
    let event = format!(
        r#"{{"apiVersion":"v1","kind":"Event","metadata":{{"name":"e","namespace":"default"}},"involvedObject":{{"kind":"Pod","name":"p{text}"}},"reason":"r{text}","message":"m{text}","type":"Normal","lastTimestamp":"2026-01-01T00:00:00Z"}}"#
    );
    let map = format!(
        r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"c{text}","namespace":"default","labels":{{"l":"{text}"}}}},"data":{{"k{text}":"v{text}"}}}}"#
    );
    let (key, crd) = definition("gadgets", "Gadget");
    let columns = format!(
        r#""additionalPrinterColumns":[{{"name":"C{text}","type":"string","description":"d{text}","jsonPath":".spec.x"}}],"#
    );
    let crd = crd
        .replace(r#""schema""#, &format!(r#"{columns}"schema""#))
        .replace(r#""type":"object""#, &format!(r#""type":"object","description":"d{text}","properties":{{"spec":{{"type":"object","properties":{{"x":{{"type":"string","description":"d{text}"}}}}}}}}"#));
    let gadget = format!(
        r#"{{"apiVersion":"g.example.com/v1","kind":"Gadget","metadata":{{"name":"g","namespace":"default"}},"spec":{{"x":"x{text}"}}}}"#
    );
    let deployment = format!(
        r#"{{"apiVersion":"apps/v1","kind":"Deployment","metadata":{{"name":"d{text}","namespace":"default"}},"spec":{{"selector":{{"matchLabels":{{"k{text}":"v{text}"}}}}}}}}"#
    );
    snapshot(&[
        ("deployments/default/d".to_owned(), deployment),
        ("events/default/e".to_owned(), event),
        ("configmaps/default/c".to_owned(), map),
        (key, crd),
        ("g.example.com/gadgets/default/g".to_owned(), gadget),
    ])
}

const SHOWING: &[&str] = &[
    "events -A",
    "get cm -A",
    "get cm -A -o name",
    "get cm -A -o wide --show-labels -L l",
    "get cm -A -o yaml",
    "get cm -A -o json",
    "get cm -A -o jsonpath={.items[*].data}",
    "get cm -A -o go-template={{.items}}",
    "get cm -A -o custom-columns=A:.metadata.name,B:.data",
    "get gadgets -A",
    "get gadgets -A -o yaml",
    "get --raw /api/v1/configmaps",
    "describe cm -A",
    "describe gadgets -A",
    "explain gadgets",
    "explain gadgets.spec.x",
    "api-resources",
    "keys",
    "history cm -A",
    "history -A -o diff",
    "timeline",
    "timeline -o jsonl",
    "timeline -o timesketch-csv",
    "timeline -o timesketch-jsonl",
    "timeline -o bodyfile",
    "suspects",
    "suspects -o json",
    "suspects -o sarif",
    "describe deploy -A",
    "carve --copies",
    "carve --copies -o jsonl",
    "secrets",
    "helm list -A",
    "check",
    "info",
    "info -o json",
    "du",
    "du --by object",
    "members",
    "api-versions",
    "auth whocan get configmaps -A",
    "bbolt buckets",
    "bootstrap",
    "leases",
    "snapshot status",
    "get nope",
    "get cm -A -l k=\u{9b}m",
];

/// Commands that are not shown, each with the reason.
const NOT_SHOWN: [(&str, &str); 15] = [
    ("browse", "draws a screen of its own"),
    ("completion", "no snapshot"),
    ("custody", "no snapshot"),
    ("decode", "one value of standard input"),
    ("diff", "two files: differences_shown_on_a_terminal"),
    ("export", "writes files"),
    ("lake", "writes files"),
    ("man", "no snapshot"),
    ("options", "no snapshot"),
    ("redact", "writes files"),
    ("report", "writes files"),
    ("serve", "answers over HTTP"),
    ("unpack", "writes a file"),
    ("verify", "starts servers"),
    ("version", "no snapshot"),
];

#[test]
fn every_command_is_shown_to_a_terminal_or_has_its_reason() {
    assert_has_every_command(SHOWING.iter().copied(), &NOT_SHOWN);
}

/// The first character of a text that a terminal acts on.
fn acts(text: &str) -> Option<char> {
    text.chars().find(|c| {
        let bidi = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        bidi || (c.is_control() && !matches!(c, '\n' | '\t'))
    })
}

#[test]
fn nothing_that_a_terminal_acts_on_gets_to_one() {
    let file = escapes();
    let path = file.path().to_str().unwrap();
    let mut through = 0;
    for words in SHOWING {
        let args = || words.split(' ').chain(["-s", path]);
        let piped = kf_args(args(), &[]);
        let shown = on_a_terminal(args());
        assert_eq!(shown.code, piped.code, "{words}");
        let text = String::from_utf8(shown.stdout).unwrap();
        assert_eq!(acts(&text), None, "{words}: {text:?}");
        assert_eq!(acts(&shown.stderr), None, "{words}: {:?}", shown.stderr);
        assert_eq!(acts(&piped.stderr), None, "{words}: {:?}", piped.stderr);
        through += usize::from(acts(&String::from_utf8_lossy(&piped.stdout)).is_some());
    }
    // A pipe gets what kubectl would have put into it.
    assert!(through > 5, "{through}");
}

#[test]
fn differences_shown_on_a_terminal() {
    let before = snapshot(&[config_map("default", "a", "a")]);
    let after = escapes();
    let [before, after] = [&before, &after].map(|file| file.path().to_str().unwrap());
    for format in ["", "-o name", "-o jsonl", "--stat", "--keys"] {
        let words = format!("diff {before} {after} {format}");
        let args = || words.split_whitespace();
        let shown = on_a_terminal(args());
        assert_eq!(shown.code, kf_args(args(), &[]).code, "{words}");
        let text = String::from_utf8(shown.stdout).unwrap();
        assert!(!text.is_empty(), "{words}: {}", shown.stderr);
        assert_eq!(acts(&text), None, "{words}: {text:?}");
        assert_eq!(acts(&shown.stderr), None, "{words}: {:?}", shown.stderr);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_is_told_from_a_pipe() {
    use std::fs::{File, OpenOptions};
    use std::io::Read as _;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    let file = escapes();
    let pty = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&pty).unwrap();
    unlockpt(&pty).unwrap();
    let name = ptsname(&pty, Vec::new()).unwrap();
    let terminal = || {
        let options = OpenOptions::new()
            .read(true)
            .write(true)
            .open(name.to_str().unwrap());
        options.unwrap()
    };
    let mut child = program()
        .args(["get", "cm", "-A", "-s", file.path().to_str().unwrap()])
        .stdout(terminal())
        // That the name is not the key's is said in colours of kf's own.
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    assert!(child.wait().unwrap().success());
    let mut seen = vec![0; 4096];
    let n = File::from(pty).read(&mut seen).unwrap();
    let text = String::from_utf8(seen[..n].to_vec()).unwrap();
    assert!(text.contains("\\u202e") && text.contains("^["), "{text:?}");
    // The terminal's own line ends.
    assert_eq!(acts(&text.replace("\r\n", "\n")), None, "{text:?}");
}

#[test]
fn names_that_no_word_leads_to_stop_no_export() {
    let file = snapshot(&[
        config_map("default", "a", "a"),
        definition("Widgets", "Widget"),
        definition("odd.dots", "Odd"),
        definition("gadgets", "Gadget"),
        custom("Widgets", "Widget", "w"),
        custom("odd.dots", "Odd", "o"),
        custom("gadgets", "Gadget", "g"),
    ]);
    let (output, files, _) = written("export", &file, &["--kube-version", "1.37"]);
    assert_eq!((output.stderr.as_str(), output.code), ("", 0));
    let expected = [
        "+1-customresourcedefinitions/Widgets.g.example.com.yaml",
        "+1-customresourcedefinitions/gadgets.g.example.com.yaml",
        "+1-customresourcedefinitions/odd.dots.g.example.com.yaml",
        "MANIFEST.jsonl",
        "default/Widgets.g.example.com/w.yaml",
        "default/configmaps/a.yaml",
        "default/gadgets.g.example.com/g.yaml",
        "default/odd.dots.g.example.com/o.yaml",
    ];
    assert_eq!(files, expected);

    let (output, files, manifest) = written("redact", &file, &[]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    for kind in ["Widgets", "odd.dots", "gadgets"] {
        let name = format!("default/{kind}.g.example.com/");
        assert!(files.iter().any(|f| f.starts_with(&name)), "{files:?}");
    }
    assert!(manifest.contains("\nskipped: []\n"), "{manifest}");
}

#[test]
fn a_name_given_twice_costs_the_second_object() {
    let file = snapshot(&[
        config_map("default", "k0", "same"),
        config_map("default", "k1", "Same"),
        config_map("default", "k2", "same"),
        config_map("default", "k3", "other"),
    ]);
    let (output, files, manifest) = written("export", &file, &[]);
    assert_eq!(output.code, 1);
    let key = "/registry/configmaps/default/k2";
    assert!(
        output.stderr.contains(key) && output.stderr.contains("another key holds an object"),
        "{}",
        output.stderr
    );
    assert!(files.contains(&"default/configmaps/same.yaml".to_owned()));
    assert!(files.contains(&"default/configmaps/other.yaml".to_owned()));
    assert_eq!(files.len(), 4, "{files:?}");
    let failed = manifest
        .lines()
        .find(|line| line.contains(r#""record":"failed""#));
    assert!(failed.unwrap().contains(key), "{manifest}");
    assert_eq!(manifest.matches(r#""record":"written""#).count(), 3);
}

#[test]
fn of_two_keys_with_one_name_the_one_that_has_it_is_written() {
    let file = snapshot(&[
        config_map("default", "a-stray", "same"),
        config_map("default", "same", "same"),
        config_map("default", "alone", "other"),
    ]);
    let (output, files, manifest) = written("export", &file, &[]);
    assert_eq!(output.code, 1);
    let said = "key \"/registry/configmaps/default/a-stray\": the object says that it is \"same\", whose key \
                is \"/registry/configmaps/default/same\": this one is not written";
    assert!(output.stderr.contains(said), "{}", output.stderr);
    assert!(files.contains(&"default/configmaps/other.yaml".to_owned()));
    assert_eq!(files.len(), 3, "{files:?}");
    assert_eq!(manifest.matches(r#""record":"written""#).count(), 2);
    assert_eq!(manifest.matches(r#""record":"failed""#).count(), 1);
}

#[test]
fn a_value_of_another_kind_is_no_object_of_the_key() {
    let secret =
        r#"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"b","namespace":"default"}}"#;
    let file = snapshot(&[
        config_map("default", "a", "a"),
        ("configmaps/default/b".to_owned(), secret.to_owned()),
    ]);
    let path = file.path().to_str().unwrap();
    let what = "the value is of kind \"Secret\", version \"v1\", and no ConfigMap: a server fails to read it";
    for words in ["get cm", "get cm b", "get cm b -o yaml", "describe cm b"] {
        let output = kf(words, &["-s", path]);
        assert_eq!(output.code, 1, "{words}");
        let named = format!("key \"/registry/configmaps/default/b\": revision 3: {what}");
        assert!(output.stderr.contains(&named), "{words}: {}", output.stderr);
        assert!(!output.text().contains("Secret"), "{words}");
    }
    assert!(kf("get cm", &["-s", path]).text().contains("\na "));
    let check = kf("check", &[path]);
    assert_eq!(check.code, 1);
    assert!(check.text().contains(what), "{}", check.text());
}

#[test]
fn json_of_built_in_types_is_read_as_into_structs() {
    let secret = |key: &str, rest: &str| {
        let value = format!(
            r#"{{"apiVersion":"v1","kind":"Secret","metadata":{{"name":"{key}","namespace":"default"}},"type":"Opaque",{rest}}}"#
        );
        (format!("secrets/default/{key}"), value)
    };
    let binding = r#"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"x"},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"cluster-admin"},"roleRef":{},"subjects":[{"kind":"User","apiGroup":"rbac.authorization.k8s.io","name":"eve"}],"subjects":[{"kind":"User"}]}"#;
    let null = r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"n","namespace":"default"},"data":{"a":"b"},"data":null}"#;
    let many = r#"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","namespace":"default"},"spec":{"replicas":3000000000}}"#;
    let file = snapshot(&[
        ("clusterrolebindings/x".to_owned(), binding.to_owned()),
        ("configmaps/default/n".to_owned(), null.to_owned()),
        ("deployments/default/d".to_owned(), many.to_owned()),
        secret("broken", r#""data":{"a":"cGFz\nc3dvcmQ="}"#),
        secret("none", r#""data":{"a":"!!!"}"#),
        secret(
            "texts",
            r#""stringData":{"a":"plain"},"data":{"a":"eA==","b":"eQ=="}"#,
        ),
    ]);
    let path = file.path().to_str().unwrap();
    let get = |words: &str| kf(words, &["-s", path]);
    let field = "-o jsonpath={.roleRef.name}/{.subjects[*].name}";
    let output = get(&format!("get clusterrolebinding x {field}"));
    assert_eq!((output.text(), output.code), ("cluster-admin/eve", 0));
    let said = "member \"roleRef\" of rbac.authorization.k8s.io/v1 ClusterRoleBinding is there more than once";
    assert!(output.stderr.contains(said), "{}", output.stderr);
    let can = get("auth can-i get secrets --as eve -A");
    // The role itself is not there, but the binding is.
    let role = "clusterrole.rbac.authorization.k8s.io \"cluster-admin\" not found";
    assert!(can.text().contains(role), "{}", can.text());
    for (words, said) in [
        (
            "get cm n",
            "\"data\" is given twice, the second time as null",
        ),
        (
            "get deploy d",
            "spec: replicas: expected an integer of 32 bits",
        ),
        ("get secret none", "data: expected base64"),
    ] {
        let output = get(words);
        assert_eq!(output.code, 1, "{words}");
        assert!(output.stderr.contains(said), "{words}: {}", output.stderr);
    }
    let data = |name: &str| {
        get(&format!(
            "get secret {name} -o jsonpath={{.data}}{{.stringData}}"
        ))
    };
    assert_eq!(data("broken").text(), r#"{"a":"cGFzc3dvcmQ="}"#);
    assert_eq!(data("texts").text(), r#"{"a":"cGxhaW4=","b":"eQ=="}"#);
    let table = get("get secret texts");
    assert!(table.text().contains("Opaque   2 "), "{}", table.text());
    let check = kf("check", &[path]);
    assert_eq!(check.code, 1);
    assert!(check.text().contains("expected base64"), "{}", check.text());
}

#[test]
fn strays_make_nothing_of_what_they_are_named_after() {
    let namespace = |key: &str, name: &str, deleted: &str| {
        let value = format!(
            r#"{{"apiVersion":"v1","kind":"Namespace","metadata":{{"name":"{name}"{deleted}}}}}"#
        );
        (format!("namespaces/{key}"), value)
    };
    let other =
        r#"{"apiVersion":"apps/v1","kind":"ConfigMap","metadata":{"name":"g","namespace":"prod"}}"#;
    let (_, elsewhere) = config_map("prod", "c", "c");
    let file = snapshot(&[
        namespace("prod", "prod", ""),
        namespace(
            "prod-old",
            "prod",
            r#","deletionTimestamp":"2026-11-22T00:00:00Z""#,
        ),
        config_map("prod", "a", "a"),
        ("configmaps/dev/c".to_owned(), elsewhere),
        ("configmaps/prod/g".to_owned(), other.to_owned()),
    ]);
    let (output, files, _) = written("export", &file, &[]);
    assert_eq!(output.code, 1);
    for said in [
        "key \"/registry/configmaps/dev/c\": the object says that it is of the namespace \"prod\", and lies in another: it is not written",
        "the value is of kind \"ConfigMap\", version \"apps/v1\", and no ConfigMap: a server fails to read it",
    ] {
        assert!(output.stderr.contains(said), "{}", output.stderr);
    }
    assert!(
        files.contains(&"prod/configmaps/a.yaml".to_owned()),
        "{files:?}"
    );
    assert!(
        !files
            .iter()
            .any(|file| file.ends_with("/c.yaml") || file.ends_with("/g.yaml"))
    );
}

#[test]
fn nothing_is_written_into_what_is_read() {
    let top = tempfile::tempdir().unwrap();
    let evidence = top.path().join("e");
    let place = evidence.join("member/snap");
    fs::create_dir_all(&place).unwrap();
    let file = snapshot(&[config_map("default", "a", "a")]);
    fs::copy(file.path(), place.join("db")).unwrap();
    let (read, inside) = (evidence.to_str().unwrap(), evidence.join("x"));
    let (inside, below) = (inside.to_str().unwrap(), inside.join("y/z"));
    let below = below.to_str().unwrap();
    for args in [
        &["redact", read, below][..],
        &["export", below, "-s", read],
        &["export", inside, "-s", read],
        &["redact", read, inside],
        &["redact", inside, "-s", read],
        &["report", inside, "-s", read],
        &["get", "cm", "-s", read, "--custody", inside],
    ] {
        let output = kf_args(args.iter().copied(), &[]);
        assert_ne!(output.code, 0, "{args:?}");
        assert!(!evidence.join("x").exists(), "{args:?}: {}", output.stderr);
    }
    assert_eq!(fs::read_dir(&evidence).unwrap().count(), 1);
}

#[test]
fn a_namespace_may_have_the_name_of_the_list() {
    let file = snapshot(&[
        config_map("MANIFEST.jsonl", "a", "a"),
        config_map("redaction.yaml", "b", "b"),
        config_map("default", "c", "c"),
    ]);
    let (output, files, _) = written("export", &file, &[]);
    assert_eq!((output.stderr.as_str(), output.code), ("", 0));
    assert_eq!(files.len(), 4, "{files:?}");
    let (output, files, _) = written("redact", &file, &[]);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert_eq!(files.len(), 4, "{files:?}");
}

#[test]
fn a_forced_redaction_writes_no_object_over_another() {
    let file = snapshot(&[
        config_map("default", "a", "a"),
        config_map("default", "A", "A"),
    ]);
    let (output, files, manifest) = written("redact", &file, &["--force"]);
    assert_eq!(output.code, 1);
    assert_eq!(files, ["default/configmaps/A.yaml", "redaction.yaml"]);
    assert!(
        manifest.contains("key: /registry/configmaps/default/a\n"),
        "{manifest}"
    );
}

#[test]
fn completion_offers_no_flags_of_the_snapshots() {
    let names = ["-A", "--force", "=ls", "@x", ":files", "ok", "a-b", "b=c"];
    let maps: Vec<_> = names
        .iter()
        .map(|name| config_map("default", name, name))
        .collect();
    let file = snapshot(&maps);
    let path = file.path().to_str().unwrap();
    let offered = |last: &str| {
        let output = kf("__complete -- get -s", &[path, "cm", last]);
        output.text().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(offered(""), ["a-b", "b=c", "ok"]);
    for last in ["=", "@", ":"] {
        assert_eq!(offered(last), [""; 0], "{last}");
    }
    // These are kf's own.
    assert!(offered("-").iter().all(|flag| flag.starts_with("--")));
    assert!(!offered("--f").contains(&"--force".to_owned()));
    let output = kf("__complete -- get -s", &[path, "cm/-"]);
    assert_eq!(output.text(), "cm/--force\ncm/-A\n");
}

#[test]
fn defaults_of_all_objects_have_one_limit() {
    let (key, crd) = definition("gadgets", "Gadget");
    let many = vec!["0"; 200_000].join(",");
    let crd = crd.replace(
        r#""type":"object""#,
        &format!(
            r#""type":"object","properties":{{"x":{{"type":"array","items":{{"type":"integer"}},"default":[{many}]}}}}"#
        ),
    );
    let mut objects = vec![(key, crd)];
    objects.extend((0..90).map(|i| custom("gadgets", "Gadget", &format!("g{i:02}"))));
    let file = snapshot(&objects);
    let path = file.path().to_str().unwrap();
    let output = kf("get gadgets -A -o name -s", &[path]);
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.contains("MAX_DEFAULTED_NODES_IN_ALL"),
        "{}",
        output.stderr
    );
    let names = output.text().lines().count();
    assert!((60..90).contains(&names), "{names}");
    // One is what the server would give.
    assert_eq!(kf("get gadgets g07 -n default -o name -s", &[path]).code, 0);
}

#[test]
#[cfg(target_os = "linux")]
fn files_of_templates_end() {
    let file = snapshot(&[config_map("default", "a", "a")]);
    let path = file.path().to_str().unwrap();
    for form in ["go-template-file", "jsonpath-file", "custom-columns-file"] {
        let output = kf("get cm -A -s", &[path, "-o", &format!("{form}=/dev/zero")]);
        assert_eq!((output.code, output.text()), (1, ""), "{form}");
        assert!(
            output.stderr.contains("MAX_CONFIG_BYTES"),
            "{}",
            output.stderr
        );
    }
}

#[test]
#[cfg(unix)]
fn a_file_that_is_cut_while_it_is_read_costs_what_lies_in_it() {
    kf::input::guard_maps().unwrap();
    let maps: Vec<_> = (0..400)
        .map(|i| config_map("default", &format!("k{i:03}"), &format!("k{i:03}")))
        .collect();
    let file = snapshot(&maps);
    let whole = file.as_file().metadata().unwrap().len();
    let opened = kf::Snapshot::open(file.path()).unwrap();
    let view = opened.view().unwrap();
    let mapping = view.lookup("configmaps").unwrap().remove(0);
    assert!(opened.input().lost().is_none());

    // All records are known by now; the values of half of them lie in what is taken away.
    let (records, problems) = view.records_of(&mapping, None).unwrap();
    assert_eq!((records.len(), problems.len()), (400, 0));
    file.as_file().set_len(whole / 2).unwrap();
    let (mut read, mut lost) = (0, 0);
    for record in records.iter() {
        match view.object(&mapping, *record, kf::ReadOptions::default()) {
            Ok(object) => {
                let text = object.value.str_at(&["data", "key"]).unwrap_or_default();
                assert!(text.starts_with('k'), "{text:?}");
                read += 1;
            }
            Err(e) => {
                assert!(e.is_corrupt(), "{e}");
                lost += 1;
            }
        }
    }
    assert!(lost > 100 && read > 100, "{lost} lost, {read} read");
    let said = opened.input().lost().unwrap();
    assert!(said.message().contains("cannot be read"), "{said}");
}

#[test]
#[cfg(unix)]
fn what_is_unpacked_keeps_its_holes() {
    use std::io::Write as _;
    use std::os::unix::fs::MetadataExt as _;

    let whole = fs::read(snapshot(&[config_map("default", "a", "a")]).path()).unwrap();
    // As long as etcd may have made the file.
    let whole = [whole.get(..whole.len() - 32).unwrap(), &[0; 16 << 20]].concat();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&whole).unwrap();
    let file = temporary(&packed.finish().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("db");
    let args = [to.to_str().unwrap(), "-s", file.path().to_str().unwrap()];
    let output = kf("unpack", &args);
    assert_eq!(output.code, 0, "{}", output.stderr);
    assert_eq!(fs::read(&to).unwrap(), whole);
    let taken = fs::metadata(&to).unwrap().blocks() * 512;
    assert!(taken < 1 << 20, "{taken}");
}

/// A definition may have any number of columns, and each object has a cell in each.
#[test]
fn columns_beyond_reason_are_counted() {
    let (key, crd) = definition("gadgets", "Gadget");
    let columns: Vec<String> = (0..300)
        .map(|i| format!(r#"{{"name":"C{i}","type":"string","jsonPath":".spec.x"}}"#))
        .collect();
    let columns = format!(
        r#""additionalPrinterColumns":[{}],"schema""#,
        columns.join(",")
    );
    let crd = crd.replace(r#""schema""#, &columns);
    let file = snapshot(&[(key, crd), custom("gadgets", "Gadget", "g")]);
    let output = kf("get gadgets -A -s", &[file.path().to_str().unwrap()]);
    let (header, row) = output.text().split_once('\n').unwrap();
    assert!(
        header.ends_with("   C127   172 COLUMNS ARE LEFT OUT (MAX_PRINTER_COLUMNS)"),
        "{header}"
    );
    assert!(row.starts_with("default     g "), "{row}");
}
