//! Snapshots of clusters that encrypt at rest, with the right keys, wrong ones and none.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kf::etcd::Want;
use kf::snapshot::Snapshot;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::support::{Output, finish, fixture, kf, program, temporary};

const AESCBC: &str = "enc-aescbc-A.db.gz";
/// What is in the Secrets and ConfigMaps of that snapshot, as stored and as printed.
const PLAINTEXTS: [&str; 5] = [
    "pw 0",
    "cHcg",
    "line\n1",
    "w7w=",
    "kubernetes.io/service-account",
];
const SECRET: &str = "GLaAOpLNMDD4UC3uesRGkOi59RbrStFrDkiHbUMbWsc=";

fn snapshot() -> String {
    crate::support::unpacked(AESCBC)
}

fn config() -> String {
    fixture("encryption/enc-aescbc.yaml")
        .to_str()
        .unwrap()
        .to_owned()
}

/// A configuration with these keys, `name: secret`.
fn configuration(keys: &[(&str, &str)]) -> tempfile::NamedTempFile {
    let keys: Vec<String> = keys
        .iter()
        .map(|(name, secret)| format!("{{name: {name}, secret: {secret}}}"))
        .collect();
    temporary(
        format!(
            "apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n\
             - resources: [secrets]\n  providers: [aescbc: {{keys: [{}]}}, identity: {{}}]\n",
            keys.join(", ")
        )
        .as_bytes(),
    )
}

/// Nothing of a key or of what is encrypted may stand in what kf says.
#[track_caller]
pub(crate) fn silent_about(text: &str, secrets: &[&str]) {
    for secret in secrets {
        assert!(!text.contains(secret), "{secret:?} in {text}");
    }
}

/// A k3s database with these records.
pub(crate) fn state_db(dir: &Path, records: &[(&str, Vec<u8>)]) -> PathBuf {
    let path = dir.join("state.db");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE kine (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, \
             created INTEGER, deleted INTEGER, create_revision INTEGER, prev_revision INTEGER, \
             lease INTEGER, value BLOB, old_value BLOB)",
        )
        .unwrap();
    for (name, value) in records {
        connection
            .execute(
                "INSERT INTO kine (name, created, deleted, create_revision, prev_revision, lease, \
                 value) VALUES (?, 1, 0, 0, 0, 0, ?)",
                rusqlite::params![name, value],
            )
            .unwrap();
    }
    path
}

#[test]
fn without_keys_each_object_is_named_and_the_rest_is_printed() {
    let output = kf("get ns,secrets -A -o name -s", &[&snapshot()]);
    assert_eq!(output.code, 1);
    assert_eq!(
        output.text(),
        "namespace/default\nnamespace/kube-node-lease\nnamespace/kube-public\n\
         namespace/kube-system\n"
    );
    let lines: Vec<&str> = output.stderr.lines().collect();
    assert_eq!(lines.len(), 21);
    for (i, line) in lines.iter().take(20).enumerate() {
        assert!(
            line.contains(&format!("\"/registry/secrets/default/s-{i:02}\"")),
            "{line}"
        );
        assert!(
            line.ends_with("encrypted at rest by provider aescbc (v1), key \"key1\""),
            "{line}"
        );
    }
    assert!(lines[20].starts_with("hint: --encryption-config gives the file"));
}

#[test]
fn with_the_configuration_all_of_it_is_printed() {
    let output = kf(
        "get secret s-01 -o yaml -s",
        &[&snapshot(), "--encryption-config", &config()],
    );
    output.prints(
        "apiVersion: v1\ndata:\n  empty: \"\"\n  password: cHcgMQo=\n  user: w7w=\nkind: Secret\n\
         metadata:\n  creationTimestamp: \"2026-11-22T17:59:24Z\"\n  labels:\n    \"n\": \"1\"\n  \
         name: s-01\n  namespace: default\n  resourceVersion: \"216\"\n  \
         uid: 034c6c94-c86b-4c4b-8831-1776817400e3\ntype: Opaque\n",
    );
    // The custom resources are encrypted as well, and read through their definition.
    let output = kf(
        "get secrets,configmaps,tenants -A -o name -s",
        &[&snapshot(), "--encryption-config", &config()],
    );
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert_eq!(output.text().lines().count(), 45);
}

#[test]
fn the_environment_names_the_configuration() {
    let output = finish(
        program()
            .args(["get", "secrets", "-o", "name", "-s", &snapshot()])
            .env("KF_ENCRYPTION_CONFIG", config()),
    );
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert_eq!(output.text().lines().count(), 20);
}

#[test]
fn a_wrong_key_is_said_for_each_object() {
    let wrong = STANDARD.encode([7; 32]);
    let file = configuration(&[("key1", &wrong)]);
    let path = file.path().to_str().unwrap();
    let output = kf(
        "get ns,secrets -A -o name -s",
        &[&snapshot(), "--encryption-config", path],
    );
    assert_eq!(output.code, 1);
    assert_eq!(output.text().lines().count(), 4);
    let said = "encrypted at rest by provider aescbc (v1), key \"key1\", does not open: the key \
                is another one of the same name, or bytes were changed";
    assert_eq!(output.stderr.matches(said).count(), 20, "{}", output.stderr);
    silent_about(&output.stderr, &[&wrong, SECRET]);
    silent_about(&output.stderr, &PLAINTEXTS);

    // A key of another name is not tried at all.
    let file = configuration(&[("key2", SECRET)]);
    let path = file.path().to_str().unwrap();
    let output = kf(
        "get secret s-00 -s",
        &[&snapshot(), "--encryption-config", path],
    );
    assert_eq!(output.code, 1);
    let hint = "hint: that key is not among those given: aescbc \"key2\"\n";
    assert!(output.stderr.ends_with(hint), "{}", output.stderr);
    silent_about(&output.stderr, &[SECRET]);
}

#[test]
fn keys_after_a_rotation() {
    let new = STANDARD.encode([7; 32]);
    // New key first, as it stands in the middle of a rotation; the same name twice; two files.
    let rotated = configuration(&[("key2", &new), ("key1", SECRET)]);
    let twice = configuration(&[("key1", &new), ("key1", SECRET)]);
    let only_new = configuration(&[("key2", &new)]);
    for files in [
        vec![rotated.path()],
        vec![twice.path()],
        vec![only_new.path(), rotated.path()],
    ] {
        let snapshot = snapshot();
        let mut more = vec![snapshot.as_str()];
        for file in &files {
            more.extend(["--encryption-config", file.to_str().unwrap()]);
        }
        let output = kf("get secrets -o name -s", &more);
        assert_eq!((output.code, output.stderr.as_str()), (0, ""));
        assert_eq!(output.text().lines().count(), 20);
    }
}

#[test]
fn nothing_of_a_malformed_configuration_is_shown() {
    let head = "apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\n";
    let secret = "SECRETsecretSECRETsecretSECRETse";
    for text in [
        format!(
            "{head}resources: [{{providers: [{{aescbc: {{keys: [{{name: a, secret: {secret}}}]}}}}]}}]"
        ),
        format!(
            "{head}resources: [{{providers: [{{aescbc: {{keys: [{{name: a, secret: '{secret}!'}}]}}}}]}}]"
        ),
        format!("{head}resources: [{{providers: [{{aescbc: {{keys: [{{secret: {secret}}}]}}}}]}}]"),
        format!("{head}resources: [{{providers: [{{aescbc: {secret}, x: 1}}]}}]"),
        format!("{head}resources: {secret}"),
        format!("{head}resources: [{secret}"),
        format!("{head}secret: \"{secret}\n"),
        format!("{{\"kind\": \"{secret}\\x\"}}"),
        format!("{secret}: *{secret}"),
        secret.to_owned(),
    ] {
        let file = temporary(text.as_bytes());
        let path = file.path().to_str().unwrap();
        for flag in ["--encryption-config", "--kms-dek", "--k3s-token"] {
            let value = match flag {
                "--kms-dek" => format!("toy={path}"),
                "--k3s-token" => format!("@{path}"),
                _ => path.to_owned(),
            };
            let output = kf("get secret s-00 -s", &[&snapshot(), flag, &value]);
            assert_eq!(output.code, 1, "{text}");
            silent_about(&output.stderr, &["SECRETsecret"]);
        }
    }
}

#[test]
fn nothing_is_shown_by_debug_output() {
    let config = kf::storage::encryption::config::Config::parse(&fs::read(config()).unwrap());
    let debug = format!("{:?}", config.unwrap());
    assert!(
        debug.contains("aescbc \\\"key1\\\"") || debug.contains("key1"),
        "{debug}"
    );
    silent_about(&debug, &[SECRET, "24, 182, 128, 58"]);
}

#[test]
fn one_value_decodes_with_its_key() {
    let text = fs::read(fixture("encryption/vectors.json")).unwrap();
    let made: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let text = |v: &serde_json::Value| v.as_str().unwrap().to_owned();
    let vectors = made["vectors"].as_array().unwrap();
    let gcm = vectors.iter().find(|v| v["name"] == "gcm32").unwrap();
    let config = temporary(
        format!(
            "apiVersion: v1\nkind: EncryptionConfig\nresources: [{{providers: [{{aesgcm: {{keys: \
             [{{name: gcm32, secret: {}}}]}}}}]}}]\n",
            text(&gcm["secret"])
        )
        .as_bytes(),
    );
    let value = temporary(&STANDARD.decode(text(&gcm["value"])).unwrap());
    let [config, value] = [&config, &value].map(|file| file.path().to_str().unwrap());
    let key = text(&made["etcdKey"]);
    let decode = |more: &[&str]| kf("decode -o json", &[&[value], more].concat());
    let output = decode(&["--encryption-config", config, "--key", &key]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert!(output.text().contains("\"kind\": \"Secret\""));
    for wrong in [
        &["--encryption-config", config][..],
        &[
            "--encryption-config",
            config,
            "--key",
            "/registry/secrets/ns/other",
        ],
        &[],
    ] {
        let output = decode(wrong);
        assert_eq!((output.code, output.text()), (1, ""));
        silent_about(&output.stderr, &["aHVudGVy", "hunter"]);
    }
}

/// A k3s cluster's records: bootstrap data and two Secrets under the key that is in it.
fn k3s(dir: &Path, record: usize) -> (PathBuf, String) {
    let text = fs::read(fixture("encryption/bootstrap.json")).unwrap();
    let made: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let text = |v: &serde_json::Value| v.as_str().unwrap().to_owned();
    let boot = &made["records"][record];
    let snapshot = Snapshot::open(snapshot()).unwrap();
    let store = snapshot.store().unwrap();
    let secrets = Want::none().prefix("/registry/secrets/default/s-0");
    let latest = store.latest(None, &secrets).unwrap();
    let mut records = vec![(text(&boot["key"]), text(&boot["value"]).into_bytes())];
    for record in latest.records.iter().take(2) {
        // aescbc authenticates nothing, the key's name least of all.
        let sealed = record
            .value
            .strip_prefix(b"k8s:enc:aescbc:v1:key1:")
            .unwrap();
        let value = [b"k8s:enc:aescbc:v1:aescbckey:", sealed].concat();
        records.push((String::from_utf8(record.key.to_vec()).unwrap(), value));
    }
    let records: Vec<(&str, Vec<u8>)> = records
        .iter()
        .map(|(k, v)| (k.as_str(), v.clone()))
        .collect();
    (state_db(dir, &records), text(&made["token"]))
}

#[test]
fn a_k3s_token_opens_the_snapshot() {
    for record in 0..4 {
        let dir = TempDir::new().unwrap();
        let (state, token) = k3s(dir.path(), record);
        let state = state.to_str().unwrap();
        let file = temporary(format!("{token}\n").as_bytes());
        let at_file = format!("@{}", file.path().to_str().unwrap());
        for given in [&token, &at_file] {
            let output = kf("get secrets -o name -s", &[state, "--k3s-token", given]);
            output.prints("secret/s-00\nsecret/s-01\n");
        }
    }
    let dir = TempDir::new().unwrap();
    let (state, token) = k3s(dir.path(), 0);
    let state = state.to_str().unwrap();
    let output = kf("get secrets -s", &[state, "--k3s-token", "wrong-token"]);
    assert_eq!((output.code, output.text()), (1, ""));
    assert!(
        output.stderr.contains("is for another token"),
        "{}",
        output.stderr
    );
    silent_about(&output.stderr, &["wrong-token"]);
    let output = kf("info", &[state]);
    let own = output
        .text()
        .lines()
        .find(|line| line.starts_with("Own keys:"));
    let own = own.unwrap_or_else(|| panic!("{}", output.text()));
    assert!(own.contains("k3s bootstrap data /bootstrap/"), "{own}");
    assert!(own.ends_with(": opened with the server's token"), "{own}");
    silent_about(output.text(), &[&token, SECRET]);
}

#[test]
fn bootstrap_lists_and_extracts() {
    let dir = TempDir::new().unwrap();
    let (state, token) = k3s(dir.path(), 0);
    let state = state.to_str().unwrap();
    let listed = kf("bootstrap", &[state, "--k3s-token", &token]);
    let line = |n: usize| -> Vec<&str> {
        let line = listed.text().lines().nth(n).unwrap();
        line.split_whitespace().collect()
    };
    assert_eq!(line(0), ["NAME", "BYTES", "CHANGED", "SUBJECT", "EXPIRES"]);
    let changed = "2026-11-22T17:45:00.123456789Z";
    assert_eq!(
        line(1),
        ["EncryptionConfig", "260", changed, "<none>", "<none>"]
    );
    let (subject, expires) = ("CN=k3s-server-ca@1795369500", "2036-11-19T17:45:00Z");
    assert_eq!(line(2), ["ServerCA", "505", changed, subject, expires]);
    assert_eq!(line(3), ["ServerCAKey", "227", changed, "<none>", "<none>"]);
    silent_about(listed.text(), &[SECRET, "BEGIN"]);

    let to = dir.path().join("out");
    let out = to.to_str().unwrap();
    let extract = |more: &[&str]| -> Output {
        let args = [&[state, "--k3s-token", &token, "--extract", out], more].concat();
        kf("bootstrap", &args)
    };
    assert_eq!(extract(&[]), listed);
    let key = fs::read_to_string(to.join("ServerCAKey")).unwrap();
    assert!(key.starts_with("-----BEGIN EC PRIVATE KEY-----\n"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&to), mode(&to.join("ServerCAKey"))), (0o700, 0o600));
    }
    fs::write(to.join("ServerCA"), "mine").unwrap();
    fs::remove_file(to.join("ServerCAKey")).unwrap();
    let refused = extract(&[]);
    assert_eq!(refused.code, 1);
    assert!(
        refused
            .stderr
            .ends_with("exists\nhint: --force writes over it\n")
    );
    // Nothing was written, not even what would have gone well.
    assert!(!to.join("ServerCAKey").exists());
    assert_eq!(fs::read(to.join("ServerCA")).unwrap(), b"mine");
    // Nor with --force, where something else stands in the way of a later one.
    fs::create_dir(to.join("ServerCAKey")).unwrap();
    let refused = extract(&["--force"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused
            .stderr
            .ends_with("ServerCAKey: a directory\nhint: nothing was written\n"),
        "{}",
        refused.stderr
    );
    assert_eq!(fs::read(to.join("ServerCA")).unwrap(), b"mine");
    assert_eq!(fs::read_dir(&to).unwrap().count(), 3);
    fs::remove_dir(to.join("ServerCAKey")).unwrap();
    assert_eq!(extract(&["--force"]), listed);
    assert!(
        fs::read(to.join("ServerCA"))
            .unwrap()
            .starts_with(b"-----BEGIN CERTIFICATE-----")
    );
    let names = fs::read_dir(&to).unwrap().count();
    assert_eq!(names, 3);
    // What it wrote serves as a configuration.
    let config = to.join("EncryptionConfig");
    let output = kf(
        "get secrets -o name -s",
        &[state, "--encryption-config", config.to_str().unwrap()],
    );
    output.prints("secret/s-00\nsecret/s-01\n");
}

/// An RKE state with the configuration as text, as RKE keeps it.
fn rkestate() -> Vec<u8> {
    let config = fs::read_to_string(config()).unwrap();
    let state = serde_json::json!({
        "desiredState": {"encryptionConfig": config},
        "currentState": {"certificatesBundle": {"kube-ca": {"keyPEM": "SECRETkey"}}},
    });
    state.to_string().into_bytes()
}

#[test]
fn keys_beside_the_snapshot_of_rke() {
    let dir = TempDir::new().unwrap();
    fs::copy(snapshot(), dir.path().join("2026-11-22_etcd")).unwrap();
    fs::write(dir.path().join("2026-11-22_etcd.rkestate"), rkestate()).unwrap();
    let directory = dir.path().to_str().unwrap();
    // They are there, and used when somebody says so.
    let output = kf("get secrets -o name -s", &[directory]);
    assert_eq!((output.code, output.text()), (1, ""));
    let output = kf("get secrets -o name --backup-keys -s", &[directory]);
    assert_eq!(output.code, 0);
    assert_eq!(
        output.stderr,
        "warning: using keys that lie open in the backup: 2026-11-22_etcd.rkestate\n"
    );
    assert_eq!(output.text().lines().count(), 20);
    let info = kf("info -o json", &[directory]);
    assert!(
        info.text()
            .contains("\"RKE state 2026-11-22_etcd.rkestate: not encrypted\""),
        "{}",
        info.text()
    );
    let list = kf("bootstrap -o json", &[directory]);
    assert_eq!(list.code, 0, "{}", list.stderr);
    silent_about(list.text(), &["SECRETkey", SECRET]);
    assert!(list.text().contains("kube-ca-key.pem") && list.text().contains("EncryptionConfig"));

    fs::write(
        dir.path().join("2026-11-22_etcd.rkestate"),
        b"{\"SECRETkey\": ",
    )
    .unwrap();
    let output = kf("get ns -o name --backup-keys -s", &[directory]);
    assert_eq!((output.code, output.text().lines().count()), (0, 4));
    assert!(
        output
            .stderr
            .contains("2026-11-22_etcd.rkestate: the RKE state is no JSON")
    );
    silent_about(&output.stderr, &["SECRETkey"]);
}

#[test]
fn keys_in_the_state_that_rke_keeps_in_the_cluster() {
    let snapshot = Snapshot::open(snapshot()).unwrap();
    let store = snapshot.store().unwrap();
    let key = "/registry/secrets/default/s-00";
    let latest = store.latest(None, &Want::none().key(key)).unwrap();
    let rke = String::from_utf8(rkestate()).unwrap();
    let config_map = serde_json::json!({
        "apiVersion": "v1", "kind": "ConfigMap",
        "metadata": {"name": "full-cluster-state", "namespace": "kube-system"},
        "data": {"full-cluster-state": rke},
    });
    let secret = serde_json::json!({
        "apiVersion": "v1", "kind": "Secret",
        "metadata": {"name": "full-cluster-state", "namespace": "kube-system"},
        "data": {"full-cluster-state": STANDARD.encode(&rke)},
    });
    for (plural, object) in [("configmaps", config_map), ("secrets", secret)] {
        let dir = TempDir::new().unwrap();
        let place = format!("/registry/{plural}/kube-system/full-cluster-state");
        let records = [
            (place.as_str(), object.to_string().into_bytes()),
            (key, latest.records[0].value.to_vec()),
        ];
        let state = state_db(dir.path(), &records);
        let output = kf(
            "get secret s-00 -o name --backup-keys -s",
            &[state.to_str().unwrap()],
        );
        assert_eq!(output.text(), "secret/s-00\n", "{}", output.stderr);
        assert!(output.stderr.contains(&place), "{}", output.stderr);
    }
}

#[test]
fn keys_beside_the_snapshot_of_openshift() {
    let dir = TempDir::new().unwrap();
    fs::copy(snapshot(), dir.path().join("snapshot_2026-11-22_174500.db")).unwrap();
    let mut tar = tar::Builder::new(Vec::new());
    let config = fs::read(config()).unwrap();
    let mut header = tar::Header::new_gnu();
    header.set_size(config.len().try_into().unwrap());
    let name = "static-pod-resources/kube-apiserver-pod-7/secrets/encryption-config/\
                encryption-config";
    tar.append_data(&mut header, name, config.as_slice())
        .unwrap();
    let tar = tar.into_inner().unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&tar).unwrap();
    let resources = "static_kuberesources_2026-11-22_174500.tar.gz";
    fs::write(dir.path().join(resources), gzip.finish().unwrap()).unwrap();
    let directory = dir.path().to_str().unwrap();
    let output = kf("get secrets -o name --backup-keys -s", &[directory]);
    assert_eq!(output.code, 0);
    assert!(output.stderr.contains(resources), "{}", output.stderr);
    assert_eq!(output.text().lines().count(), 20);
    let info = kf("info", &[directory]);
    assert!(info.text().contains(&format!("{resources}: not encrypted")));
}

/// A Secret of OpenShift's with a configuration for one of its apiservers, as JSON.
fn encryption_config_secret(name: &str, config: &str) -> Vec<u8> {
    let secret = serde_json::json!({
        "apiVersion": "v1", "kind": "Secret",
        "metadata": {"name": name, "namespace": "openshift-config-managed"},
        "data": {"encryption-config": STANDARD.encode(config)},
    });
    secret.to_string().into_bytes()
}

#[test]
fn keys_in_the_configurations_that_openshift_keeps_in_the_cluster() {
    let original = Snapshot::open(snapshot()).unwrap();
    let store = original.store().unwrap();
    let want = Want::none().key("/registry/secrets/default/s-00");
    let latest = store.latest(None, &want).unwrap();
    let place = |name: &str| format!("/kubernetes.io/secrets/openshift-config-managed/{name}");
    // The configuration of one apiserver has the key for the Secret with that of the other.
    let (first, second) = (
        "encryption-config-openshift-apiserver",
        "encryption-config-openshift-kube-apiserver",
    );
    let key = [9; 32];
    let file = configuration(&[("'1'", &STANDARD.encode(key))]);
    let open = encryption_config_secret(first, &fs::read_to_string(file.path()).unwrap());
    let closed = encryption_config_secret(second, &fs::read_to_string(config()).unwrap());
    let closed = [b"k8s:enc:aescbc:v1:1:", cbc(&key, &closed).as_slice()].concat();
    let other = place("encryption-config-of-no-sense");
    let records = [
        (place(first), open),
        (place(second), closed),
        (other.clone(), b"{\"kind\": SECRET".to_vec()),
        (
            "/kubernetes.io/secrets/default/s-00".to_owned(),
            latest.records[0].value.to_vec(),
        ),
    ];
    let records: Vec<(&str, Vec<u8>)> = records.iter().map(|(k, v)| (&**k, v.clone())).collect();
    let dir = TempDir::new().unwrap();
    let state = state_db(dir.path(), &records);
    let state = state.to_str().unwrap();
    let output = kf("get secret s-00 -n default -o name -s", &[state]);
    assert_eq!((output.code, output.text()), (1, ""));
    let output = kf(
        "get secret s-00 -n default -o name --backup-keys -s",
        &[state],
    );
    assert_eq!(
        (output.code, output.text()),
        (0, "secret/s-00\n"),
        "{}",
        output.stderr
    );
    for said in [&place(first), &place(second), &other] {
        assert!(output.stderr.contains(said), "{}", output.stderr);
    }
    silent_about(
        &output.stderr,
        &[SECRET, &STANDARD.encode(key), "kind\": SECRET"],
    );
}

/// IV and blocks, as the apiserver's aescbc makes them.
fn cbc(key: &[u8; 32], plain: &[u8]) -> Vec<u8> {
    use aes::cipher::{BlockModeEncrypt as _, KeyIvInit as _, block_padding::Pkcs7};
    let iv = [6; 16];
    let mut text = [plain, &[0; 16]].concat();
    let cipher = cbc::Encryptor::<aes::Aes256>::new(key.into(), &iv.into());
    let sealed = cipher.encrypt_padded::<Pkcs7>(&mut text, plain.len());
    [&iv[..], sealed.unwrap()].concat()
}
