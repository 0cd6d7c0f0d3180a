use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kf_file::input::{Input, OpenOptions};
use kf_object::Value;
use kf_testing::etcd::key_space;
use kf_view::Snapshot;

const KEY1: &str = "k8s:enc:aescbc:v1:key1:0123456789abcdef0123456789abcdef";
const KEY2: &str = "k8s:enc:secretbox:v1:key2:0123456789abcdef0123456789abcdef";
const KMS: &str = "k8s:enc:kms:v2:vault:0123";

fn checked(puts: &[(&str, u64, &str)], configuration: Option<&str>) -> Result<()> {
    let file = key_space(puts);
    let input = Input::from_reader("made", &mut &*file, &OpenOptions::default());
    let snapshot = Snapshot::new(input.unwrap());
    let view = snapshot.view().unwrap();
    check(&view, configuration.map(str::as_bytes))
}

fn configuration(providers: &str) -> String {
    format!(
        "kind: EncryptionConfiguration\napiVersion: apiserver.config.k8s.io/v1\nresources:\n\
         - resources: [secrets]\n  providers:\n{providers}  - identity: {{}}\n"
    )
}

const PLAIN: &str = r#"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"}}"#;

#[test]
fn keys_that_are_missing_are_named_with_what_they_are_for() {
    let puts = [
        ("/registry/namespaces/a", 2, PLAIN),
        ("/registry/secrets/a/one", 3, KEY1),
        ("/registry/secrets/a/two", 4, KEY1),
        ("/registry/configmaps/a/one", 5, KEY2),
        ("/registry/secrets/a/kms", 6, KMS),
        ("/elsewhere/x", 7, KEY1),
    ];
    let error = checked(&puts, None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encrypted);
    let lines: Vec<&str> = error.message().lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            r#"  2 values encrypted at rest by provider aescbc (v1), key "key1"; the first is "/registry/secrets/a/one""#,
            r#"  1 value encrypted at rest by provider kms (v2), KMS plugin "vault"; the first is "/registry/secrets/a/kms""#,
            r#"  1 value encrypted at rest by provider secretbox (v1), key "key2"; the first is "/registry/configmaps/a/one""#,
        ]
    );
    let hint = error.hint_text().unwrap();
    assert!(hint.contains("--encryption-config FILENAME"), "{hint}");
}

#[test]
fn a_configuration_that_has_another_key_says_which() {
    let puts = [
        ("/registry/namespaces/a", 2, PLAIN),
        ("/registry/secrets/a/one", 3, KEY1),
    ];
    let other =
        "  - aescbc:\n      keys:\n      - name: key0\n        secret: MDEyMzQ1Njc4OWFiY2RlZg==\n";
    let error = checked(&puts, Some(&configuration(other))).unwrap_err();
    assert!(error.message().contains("key \"key1\""), "{error}");
    assert!(error.hint_text().unwrap().contains("aescbc \"key0\""));
    // One of the name that is another key.
    let wrong = other.replace("key0", "key1");
    let error = checked(&puts, Some(&configuration(&wrong))).unwrap_err();
    assert!(error.message().contains("does not open"), "{error}");
    assert!(checked(&puts, Some("kind: x")).is_err());
}

#[test]
fn a_plugin_must_be_named_and_listen() {
    let puts = [
        ("/registry/namespaces/a", 2, PLAIN),
        ("/registry/secrets/a/one", 3, KMS),
    ];
    let plugin = |version: &str, path: &str| {
        configuration(&format!(
            "  - kms:\n      apiVersion: {version}\n      name: vault\n      endpoint: unix://{path}\n"
        ))
    };
    let dir = tempfile::TempDir::new().unwrap();
    let socket = dir.path().join("kms.sock");
    let path = socket.to_str().unwrap().to_owned();
    let error = checked(&puts, Some(&plugin("v2", &path))).unwrap_err();
    assert!(error.message().contains("does not listen"), "{error}");
    std::fs::write(&socket, "").unwrap();
    checked(&puts, Some(&plugin("v2", &path))).unwrap();
    checked(&puts, Some(&plugin("v2", "/@abstract"))).unwrap();
    checked(&puts, Some(&plugin("v1", &path))).unwrap_err();
}

#[test]
fn what_is_not_encrypted_or_gone_needs_no_key() {
    checked(&[("/registry/namespaces/a", 2, PLAIN)], None).unwrap();
    let overwritten = [
        ("/registry/namespaces/a", 2, PLAIN),
        ("/registry/secrets/a/one", 3, KEY1),
        ("/registry/secrets/a/one", 4, PLAIN),
    ];
    checked(&overwritten, None).unwrap();
}

/// A record of etcd's (mvccpb `KeyValue`) at revision 2.
fn record(key: &str, value: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let mut id = 2_u64.to_be_bytes().to_vec();
    id.push(b'_');
    id.extend(0_u64.to_be_bytes());
    let mut record = Vec::new();
    for (tag, bytes) in [(0x0a, key.as_bytes()), (0x2a, value)] {
        if tag == 0x2a {
            record.extend([0x10, 2, 0x18, 2, 0x20, 1]);
        }
        // A length of two bytes, whatever it is.
        let length = u8::try_from(bytes.len() & 0x7f).unwrap() | 0x80;
        record.extend([tag, length, u8::try_from(bytes.len() >> 7).unwrap()]);
        record.extend(bytes);
    }
    (id, record)
}

#[test]
fn a_key_counts_for_the_resources_that_it_is_listed_with() {
    let text = std::fs::read(kf_testing::fixture("encryption/vectors.json")).unwrap();
    let made = kf_object::parse::json::parse(&text).unwrap();
    let gcm = |name: &str| {
        let vectors = made.get("vectors").and_then(Value::as_array).unwrap();
        let found = vectors
            .iter()
            .find(|v| v.str_at(&["name"]) == Some("gcm32"));
        found.unwrap().str_at(&[name]).unwrap().to_owned()
    };
    let value = STANDARD.decode(gcm("value")).unwrap();
    let key = made.str_at(&["etcdKey"]).unwrap();
    let file = kf_testing::bbolt::key_file(4096, &[record(key, &value)], 8);
    let input = Input::from_reader("made", &mut &*file, &OpenOptions::default());
    let snapshot = Snapshot::new(input.unwrap());
    let view = snapshot.view().unwrap();
    let secret = gcm("secret");
    let listed = |resources: &str| {
        let text = format!(
            "kind: EncryptionConfiguration\napiVersion: apiserver.config.k8s.io/v1\nresources:\n\
             - resources: [{resources}]\n  providers: [{{aesgcm: {{keys: [{{name: gcm32, secret: {secret}}}]}}}}]\n"
        );
        check(&view, Some(text.as_bytes()))
    };
    for resources in [
        "secrets",
        "configmaps, secrets",
        "'*.'",
        "'*.*'",
        "pods, '*.*'",
    ] {
        listed(resources).unwrap();
    }
    for resources in ["configmaps", "'*.apps'", "secrets.apps", ""] {
        let error = listed(resources).unwrap_err();
        let says = "and the configuration does not have it for secrets; the first is";
        assert!(error.message().contains(says), "{resources}: {error}");
    }
}
