//! No secret gets out under `--redact`, nor through `kf secrets`, an error or a panic.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kf::object::redact::Redactor;
use kf::snapshot::{ReadOptions, Snapshot};
use kf::storage::encryption::config::Config;

use crate::support::{Output, files, fixture, kf, kf_args, unpacked};

const SALT: &str = "0123456789abcdef0123456789abcdef";

/// The values of all Secrets, as they are and in base64. Left out are those that a snapshot holds
/// elsewhere by right: short words, certificates, the names in a bootstrap token.
fn known(file: &str) -> BTreeSet<String> {
    let config = fs::read(fixture("encryption/enc-aescbc.yaml")).unwrap();
    let keys = Config::parse(&config).unwrap().keyring;
    let snapshot = Snapshot::open(file).unwrap().with_keys(keys);
    let view = snapshot.view().unwrap();
    let secrets = view.lookup("secrets").unwrap();
    let mut known = BTreeSet::new();
    for secret in view
        .list(&secrets[0], None, ReadOptions::default())
        .unwrap()
    {
        let secret = secret.unwrap().value;
        let Some(data) = secret.get("data").and_then(|d| d.as_object()) else {
            continue;
        };
        for (name, value) in data.iter() {
            let base64 = value.as_str().unwrap();
            let bytes = STANDARD.decode(base64).unwrap();
            let public = bytes.starts_with(b"-----BEGIN CERTIFICATE")
                || name.starts_with("usage-")
                || matches!(
                    name,
                    "bytes" | "namespace" | "auth-extra-groups" | "username" | "description"
                );
            if public || bytes.len() < 6 || bytes == b"abcdef" {
                continue;
            }
            known.insert(base64.to_owned());
            if let Ok(text) = String::from_utf8(bytes) {
                let lines = text.lines().map(str::trim);
                let lines =
                    lines.filter(|l| l.len() >= 6 && l.is_ascii() && !l.starts_with("-----"));
                known.extend(lines.map(str::to_owned));
            }
        }
    }
    assert!(known.len() > 20, "{known:?}");
    known
}

struct Known(BTreeSet<String>);

impl Known {
    fn in_text(&self, text: &[u8]) -> Option<&str> {
        let text = String::from_utf8_lossy(text);
        self.0
            .iter()
            .find(|k| text.contains(k.as_str()))
            .map(String::as_str)
    }

    #[track_caller]
    fn not_in(&self, output: &Output) {
        assert_eq!(self.in_text(&output.stdout), None);
        assert_eq!(self.in_text(output.stderr.as_bytes()), None);
    }
}

/// Runs kf with `--redact` and looks for secrets in what it says.
#[track_caller]
fn shared(words: &str, more: &[&str], known: &Known) -> Output {
    let output = kf(
        words,
        &[more, &["--redact", "--redact-salt", SALT]].concat(),
    );
    known.not_in(&output);
    output
}

fn temporary(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    dir
}

/// Everything that kf can print of a snapshot.
fn every_output(file: &str, flags: &[&str], export: &str) {
    let known = Known(known(file));
    let more: Vec<&str> = [&["--snapshot", file], flags].concat();
    let plain = kf("get secrets,configmaps -A -o json", &more);
    assert!(
        known.in_text(&plain.stdout).is_some(),
        "nothing to look for"
    );

    let types = kf("api-resources -o name", &more);
    for kind in types.text().lines() {
        let words = format!("get {kind} -A -o json --show-managed-fields");
        let _ = shared(&words, &more, &known);
        let _ = shared(&format!("describe {kind} -A"), &more, &known);
    }
    for format in [
        "yaml",
        "kyaml",
        "name",
        "wide",
        "jsonpath={.items[*].data}",
        "jsonpath-as-json={.items[*]}",
        "go-template={{range .items}}{{.}}{{end}}",
        "go-template={{range .items}}{{range $k, $v := .data}}{{$v|base64decode}}{{end}}{{end}}",
        "custom-columns=A:.data,B:.metadata.annotations",
    ] {
        let words = ["-o", format];
        let _ = shared(
            "get secrets,configmaps,pods -A",
            &[&more, &words[..]].concat(),
            &known,
        );
    }
    for words in [
        "get secrets -A --decode",
        "get secrets -A --sort-by .data.password -o yaml",
        "get --raw /api/v1/secrets",
        "get --key /registry/secrets/prod/db-credentials",
        "get secrets -A --export -o yaml",
        "history secrets -A -o yaml",
        "history secrets -A -o diff --show-secrets",
        "timeline",
        "timeline -o jsonl",
        "helm list -A",
        "bootstrap",
        "events -A -o yaml",
        "keys -o jsonl --values",
        "bbolt pages",
        "carve -o jsonl --values",
        "secrets",
        "secrets -o wide",
        "secrets -o json",
        "info",
        "du",
        "check",
    ] {
        let _ = shared(words, &more, &known);
    }
    for words in [
        "secrets",
        "secrets -o wide",
        "secrets -o yaml",
        "info -o json",
        "check",
    ] {
        known.not_in(&kf(words, &more));
    }

    let dir = temporary(export);
    for words in ["redact FILE DIR", "export DIR -A"] {
        let words = words.replace("FILE", file);
        let words = words.replace("DIR", dir.to_str().unwrap());
        let output = shared(&words, &more, &known);
        assert_eq!(output.code, 0, "{}", output.stderr);
        let written = files(&dir);
        assert!(written.len() > 30, "{words}: {}", written.len());
        for path in written {
            assert_eq!(known.in_text(&fs::read(&path).unwrap()), None, "{path:?}");
        }
        fs::remove_dir_all(&dir).unwrap();
    }
}

#[test]
fn nothing_of_a_plain_snapshot_gets_out() {
    every_output(&unpacked("c136-A.zip"), &[], "redact-plain");
}

#[test]
fn nothing_of_an_encrypted_snapshot_gets_out() {
    let file = unpacked("enc-aescbc-A.db.gz");
    let config = fixture("encryption/enc-aescbc.yaml");
    let flags = ["--encryption-config", config.to_str().unwrap()];
    every_output(&file, &flags, "redact-encrypted");

    // A wrong key: errors, and nothing of the value or of the keys in them.
    let known = Known(known(&file));
    let wrong = temporary("redact-wrong.yaml");
    let text = fs::read_to_string(&config).unwrap();
    fs::write(&wrong, text.replace("GLaAOpLN", "AAAAAAAA")).unwrap();
    let flags = [
        "--snapshot",
        &file,
        "--encryption-config",
        wrong.to_str().unwrap(),
    ];
    for words in [
        "get secrets -A -o yaml",
        "secrets",
        "describe secrets -A",
        "check",
    ] {
        let output = kf(words, &flags);
        assert_eq!(output.code, 1, "{words}");
        known.not_in(&output);
        assert!(!output.stderr.contains("AAAAAAAA") && !output.stderr.contains("NMDD4UC3"));
    }
    fs::remove_file(wrong).unwrap();
}

#[test]
fn without_the_key_secrets_are_listed_as_encrypted() {
    let file = unpacked("enc-aescbc-A.db.gz");
    let output = kf("secrets -n default", &["--snapshot", &file]);
    assert_eq!(output.code, 1);
    let text = output.text();
    assert!(
        text.contains("aescbc:key1") && text.contains("<encrypted>"),
        "{text}"
    );
    assert!(
        output.stderr.contains("Secrets are encrypted"),
        "{}",
        output.stderr
    );
    assert!(
        output.stderr.contains("hint: --encryption-config"),
        "{}",
        output.stderr
    );
}

#[test]
fn secrets_as_a_table() {
    let file = unpacked("c136-A.zip");
    let output = kf(
        "secrets -n prod --now 2026-11-22T18:30:00Z",
        &["--snapshot", &file],
    );
    assert_eq!((output.stderr.as_str(), output.code), ("", 0));
    let lines: Vec<Vec<&str>> = output
        .text()
        .lines()
        .map(|l| {
            l.split("   ")
                .map(str::trim)
                .filter(|c| !c.is_empty())
                .collect()
        })
        .collect();
    let of = |name: &str| {
        lines
            .iter()
            .find(|l| l.get(1) == Some(&name))
            .unwrap()
            .clone()
    };
    assert_eq!(lines[1], ["secrets", "<none>", "20"]);
    assert_eq!(
        of("db-credentials")[..4],
        ["prod", "db-credentials", "Opaque", "3"]
    );
    assert_eq!(of("edge-tls")[2], "kubernetes.io/tls");
}

#[test]
fn digests_are_those_of_the_salt_and_can_be_compared() {
    let file = unpacked("c136-A.zip");
    let redactor = Redactor::new(SALT.as_bytes());
    let plain = kf(
        "get secret basic -n prod -o jsonpath={.data.password}",
        &["-s", &file],
    );
    let bytes = STANDARD.decode(plain.text()).unwrap();
    let words = "get secret basic -n prod -o jsonpath={.data.password} --redact";
    let salted = kf(words, &["-s", &file, "--redact-salt", SALT]);
    salted.prints(&STANDARD.encode(redactor.digest(&bytes)));

    // Without a salt it is that of the snapshot: the same in every run, at every revision.
    let first = kf(words, &["-s", &file]);
    assert_ne!(first.stdout, salted.stdout);
    assert_eq!(kf(words, &["-s", &file]), first);

    // No Secrets, no salt: random, and said so.
    let value = fs::read(fixture("values/configmap.bin")).unwrap();
    let output = kf_args(["decode", "--redact"], &value);
    assert!(output.stderr.contains("warning: "), "{}", output.stderr);
    let output = kf_args(["decode", "--redact", "--redact-salt", SALT], &value);
    assert_eq!(output.stderr, "");
}

#[test]
fn what_is_refused() {
    let file = unpacked("c136-A.zip");
    let flags = ["-s", file.as_str()];
    kf("get secrets -A --redact --redact-salt short", &flags).fails(
        "error: the salt has 5 bytes: with fewer than 16 it can be guessed, and what is redacted \
         with it\nhint: openssl rand -hex 32 makes one\n",
    );
    kf("bbolt page --all --redact", &flags).fails(
        "error: kf bbolt page prints the file's bytes, or hashes without a salt, which --redact cannot \
         make safe to share\n",
    );
    kf("get configmap my-config -n prod --decode", &flags)
        .fails("error: --decode is for secrets only\n");
    kf("get secrets --decode -o wide", &flags).fails("error: --decode prints yaml and json only\n");
    kf("get secrets --reveal", &flags).fails("error: --reveal goes with --decode\n");
    // The salt is nowhere in the help, not even when it is in the environment.
    let mut help = crate::support::program();
    help.args(["keys", "--help"]).env("KF_REDACT_SALT", SALT);
    assert!(!crate::support::finish(&mut help).text().contains(SALT));
}

#[test]
fn a_terminal_is_shown_no_secrets() {
    let file = unpacked("c136-A.zip");
    let run = |more: &[&str]| {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let args = [
            "kf", "get", "secret", "basic", "-n", "prod", "--decode", "-s", &file,
        ];
        let screen = kf::cli::Screen {
            out: true,
            plain: true,
            ..kf::cli::Screen::default()
        };
        kf::cli::run(
            args.iter().chain(more),
            &mut kf::cli::Streams {
                input: &mut &b""[..],
                out: &mut out,
                progress: false,
                err: &mut err,
                screen,
            },
        );
        (
            String::from_utf8(out).unwrap(),
            String::from_utf8(err).unwrap(),
        )
    };
    let (out, err) = run(&[]);
    assert_eq!(out, "");
    assert!(err.contains("--reveal"), "{err}");
    assert!(run(&["--reveal"]).0.contains("stringData:"));
}

#[test]
fn an_export_overwrites_nothing_unasked() {
    let file = unpacked("c136-A.zip");
    let dir = temporary("redact-force");
    let words = format!("redact {file} {}", dir.display());
    assert_eq!(kf(&words, &[]).code, 0);
    let again = kf(&words, &[]);
    assert_eq!(again.code, 1);
    assert!(again.stderr.contains("is not empty"), "{}", again.stderr);
    assert_eq!(kf(&words, &["--force"]).code, 0);
    let text = fs::read_to_string(dir.join("prod/configmaps/my-config.yaml")).unwrap();
    assert!(text.starts_with("apiVersion: v1\ndata:\n"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let written = files(&dir);
        assert!(written.len() > 1000);
        for path in written {
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{path:?}");
        }
    }
    let manifest = fs::read_to_string(dir.join("redaction.yaml")).unwrap();
    assert!(manifest.contains("secretData: "), "{manifest}");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn debug_tells_no_secrets() {
    let file = unpacked("c136-A.zip");
    let known = Known(known(&file));
    let snapshot = Snapshot::open(&file).unwrap();
    let view = snapshot.view().unwrap();
    let inventory = view.secrets(None).unwrap();
    assert_eq!(known.in_text(format!("{inventory:?}").as_bytes()), None);
}

/// Of the ConfigMaps of two real clusters, the files in which nothing is secret are printed to the
/// byte, scripts, templates, certificates and settings alike.
#[test]
fn texts_without_secrets_stay_as_they_are() {
    let touched = |fixture: &str| {
        let file = unpacked(fixture);
        let read = |more: &[&str]| -> serde_json::Value {
            let flags = [&["-s", file.as_str()], more].concat();
            serde_json::from_slice(&kf("get configmaps -A -o json", &flags).stdout).unwrap()
        };
        let (plain, redacted) = (read(&[]), read(&["--redact", "--redact-salt", SALT]));
        let pairs = plain["items"].as_array().unwrap().iter();
        let mut all = 0;
        let mut touched = Vec::new();
        for (was, is) in pairs.zip(redacted["items"].as_array().unwrap()) {
            let name = was["metadata"]["name"].as_str().unwrap();
            assert_eq!(was["metadata"]["name"], is["metadata"]["name"]);
            for (key, text) in was["data"].as_object().into_iter().flatten() {
                all += 1;
                if *text != is["data"][key] {
                    touched.push(format!("{name}/{key}"));
                }
            }
        }
        (all, touched)
    };
    let (all, of_136) = touched("c136-A.zip");
    assert!(all > 20, "{all}");
    assert_eq!(of_136, [] as [&str; 0]);
    let (all, of_115) = touched("c115-A.db.gz");
    assert!(all > 5, "{all}");
    assert_eq!(of_115, [] as [&str; 0]);
}
