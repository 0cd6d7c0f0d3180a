//! Values sealed by other implementations (fixtures/encryption), opened, and tampered with.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value as Json;
use zeroize::Zeroizing;

use super::config::Config;
use super::kms::{Kms, Unwrap, Wrapped};
use super::*;

struct Vector {
    provider: String,
    name: String,
    secret: Vec<u8>,
    value: Vec<u8>,
    authenticated: bool,
}

fn vectors() -> (Vec<u8>, Vec<u8>, Vec<Vector>) {
    let file: Json = serde_json::from_slice(include_bytes!(
        "../../../../fixtures/encryption/vectors.json"
    ))
    .unwrap();
    let bytes = |v: &Json| STANDARD.decode(v.as_str().unwrap()).unwrap();
    let text = |v: &Json| v.as_str().unwrap().to_owned();
    let vectors = file["vectors"].as_array().unwrap();
    let vectors = vectors.iter().map(|v| Vector {
        provider: text(&v["provider"]),
        name: text(&v["name"]),
        secret: bytes(&v["secret"]),
        value: bytes(&v["value"]),
        authenticated: v["authenticated"].as_bool().unwrap(),
    });
    (
        text(&file["etcdKey"]).into_bytes(),
        bytes(&file["plain"]),
        vectors.collect(),
    )
}

fn provider(name: &str) -> Option<Provider> {
    [Provider::AesCbc, Provider::AesGcm, Provider::Secretbox]
        .into_iter()
        .find(|p| p.name() == name)
}

fn add(keyring: &mut Keyring, vector: &Vector, secret: &[u8]) {
    match provider(&vector.provider) {
        Some(provider) => keyring.add(provider, &vector.name, secret).unwrap(),
        None => keyring.add_kms(Kms::with_keys(
            &vector.name,
            vec![Zeroizing::new(secret.to_vec())],
        )),
    }
}

#[test]
fn what_others_sealed_opens() {
    let (etcd_key, plain, vectors) = vectors();
    assert_eq!(vectors.len(), 11);
    let mut all = Keyring::new();
    for vector in &vectors {
        // One with a wrong key of the same name first: the next of the name is tried.
        add(&mut all, vector, &vec![7; vector.secret.len()]);
        add(&mut all, vector, &vector.secret);
    }
    for vector in &vectors {
        let opened = all.open(&etcd_key, &vector.value).unwrap();
        assert_eq!(*opened, plain, "{}", vector.name);
    }
}

#[test]
fn a_bit_changed_or_a_value_moved_is_found_where_the_scheme_can() {
    let (etcd_key, plain, vectors) = vectors();
    for vector in &vectors {
        let mut keyring = Keyring::new();
        add(&mut keyring, vector, &vector.secret);
        let start = Encrypted::recognize(&vector.value).unwrap();
        let start = vector.value.len() - start.payload(&vector.value).len();
        let moved = keyring.open(b"/registry/secrets/ns/other", &vector.value);
        let bound = vector.authenticated && vector.provider != "secretbox";
        assert_eq!(moved.is_err(), bound, "{}", vector.name);
        let mut unseen = 0;
        for at in start..vector.value.len() {
            for bit in [0, 3, 7] {
                let mut value = vector.value.clone();
                value[at] ^= 1 << bit;
                match keyring.open(&etcd_key, &value) {
                    Err(e) => assert!(e.is_encrypted(), "{e}"),
                    // Bytes around the sealed data, such as a key id, are not authenticated.
                    Ok(opened) if *opened == plain => assert_eq!(vector.provider, "kms"),
                    Ok(_) => unseen += 1,
                }
            }
        }
        assert_eq!(unseen == 0, vector.authenticated, "{}", vector.name);
        for cut in start..vector.value.len() {
            let _ = keyring.open(&etcd_key, &vector.value[..cut]);
        }
        let mut keyring = Keyring::new();
        add(&mut keyring, vector, &vec![9; vector.secret.len()]);
        let e = keyring.open(&etcd_key, &vector.value).unwrap_err();
        assert!(
            e.is_encrypted() && e.to_string().contains(&vector.name),
            "{e}"
        );
    }
}

#[test]
fn a_key_that_is_missing_is_named_beside_those_given() {
    let (etcd_key, _, vectors) = vectors();
    let mut keyring = Keyring::new();
    add(&mut keyring, &vectors[0], &vectors[0].secret);
    let e = keyring.open(&etcd_key, &vectors[1].value).unwrap_err();
    assert!(e.is_encrypted());
    assert_eq!(
        e.hint_text(),
        Some("that key is not among those given: aescbc \"cbc16\"")
    );
    assert!(keyring.add(Provider::Secretbox, "short", &[0; 31]).is_err());
}

/// Answers with the key that the vector was sealed with, and counts.
struct Plugin(Vec<u8>, std::sync::Arc<std::sync::atomic::AtomicUsize>);

impl Unwrap for Plugin {
    fn unwrap_key(&self, wrapped: &Wrapped<'_>) -> Result<Zeroizing<Vec<u8>>> {
        self.1.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(wrapped.ciphertext.len(), 60);
        if wrapped.version == 2 {
            assert!(wrapped.key_id.starts_with("id-"));
        }
        Ok(Zeroizing::new(self.0.clone()))
    }
}

#[test]
fn a_plugin_is_asked_once_for_a_seed() {
    let (etcd_key, plain, vectors) = vectors();
    for vector in vectors.iter().filter(|v| v.provider == "kms") {
        let asked = std::sync::Arc::default();
        let plugin = Plugin(vector.secret.clone(), std::sync::Arc::clone(&asked));
        let mut keyring = Keyring::new();
        keyring.add_kms(Kms::with_plugin(None, Box::new(plugin)));
        for _ in 0..3 {
            assert_eq!(*keyring.open(&etcd_key, &vector.value).unwrap(), plain);
        }
        let v1 = vector.name.starts_with("p1");
        assert_eq!(
            asked.load(std::sync::atomic::Ordering::Relaxed),
            if v1 { 3 } else { 1 }
        );
    }
}

#[test]
fn configurations() {
    let current = b"apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n\
        - resources: [secrets, '*.apps']\n  providers:\n\
        \x20 - aescbc: {keys: [{name: one, secret: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=}]}\n\
        \x20 - kms: {name: plug, endpoint: 'unix:///k.sock'}\n  - identity: {}\n";
    let config = Config::parse(current).unwrap();
    assert_eq!(config.keyring.names(), ["aescbc \"one\""]);
    assert_eq!(config.plugins[0].version, "v1");
    let old =
        br#"{"kind":"EncryptionConfig","apiVersion":"v1","resources":[{"resources":["secrets"],
        "providers":[{"aesgcm":{"keys":[{"name":"a","secret":"AAAAAAAAAAAAAAAAAAAAAA=="}]}}]}]}"#;
    assert_eq!(
        Config::parse(old).unwrap().keyring.names(),
        ["aesgcm \"a\""]
    );
    for (bad, why) in [
        (
            "kind: Pod\napiVersion: v1\n",
            "expected kind EncryptionConfiguration",
        ),
        ("", "the file is empty"),
        (
            "apiVersion: v1\nkind: EncryptionConfig\nresources: [{providers: [{aescbc: {keys: [{name: k1, secret: '!'}]}}]}]",
            "resources[0].providers[0]: aescbc.keys[0]: the secret of key \"k1\" is not base64",
        ),
        (
            "apiVersion: v1\nkind: EncryptionConfig\nresources: [{providers: [{aescbc: {keys: [{name: k1, secret: aHVudGVyMg==}]}}]}]",
            "resources[0].providers[0]: aescbc.keys[0]: key \"k1\" of aescbc has 7 bytes, not 16, 24 or 32",
        ),
        (
            "apiVersion: v1\nkind: EncryptionConfig\nresources: [{providers: [{rot13: {}}]}]",
            "resources[0].providers[0]: the provider is none of",
        ),
    ] {
        let e = Config::parse(bad.as_bytes()).unwrap_err().to_string();
        assert!(e.contains(why) && !e.contains("hunter2"), "{e}");
    }
}

#[test]
fn files_of_talos_are_named_with_what_to_write() {
    for (text, hint) in [
        (
            "cluster: {id: a, secret: hunter2}\nsecrets:\n  bootstraptoken: b\n  \
             secretboxencryptionsecret: hunter2\n",
            "the provider secretbox and a key of the name key2, whose secret is \
             secrets.secretboxencryptionsecret",
        ),
        (
            "version: v1alpha1\nmachine: {type: controlplane}\ncluster: {aescbcEncryptionSecret: \
             hunter2}\n---\napiVersion: v1alpha1\nkind: HostnameConfig\n",
            "the provider aescbc and a key of the name key1, whose secret is \
             cluster.aescbcEncryptionSecret",
        ),
        (
            "version: v1alpha1\nmachine: {type: worker}\ncluster: {id: hunter2}\n",
            "the keys are in the configuration of a control plane",
        ),
    ] {
        let e = Config::parse(text.as_bytes()).unwrap_err();
        assert!(e.message().contains("Talos"), "{e}");
        let told = e.hint_text().unwrap_or_default();
        assert!(told.contains(hint), "{told}");
        assert!(!told.contains("hunter2") && !e.to_string().contains("hunter2"));
    }
}

#[test]
fn nothing_is_said_of_keys() {
    let (_, _, vectors) = vectors();
    let mut keyring = Keyring::new();
    vectors.iter().for_each(|v| add(&mut keyring, v, &v.secret));
    let said = format!("{keyring:?}");
    for vector in &vectors {
        let (secret, hex) = (
            STANDARD.encode(&vector.secret),
            format!("{:02x?}", vector.secret),
        );
        assert!(!said.contains(&secret) && !said.contains(&hex) && said.contains(&vector.name));
    }
}
