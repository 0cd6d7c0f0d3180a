//! Data made by another implementation (fixtures/encryption/bootstrap.json), and tampered with.

use serde_json::Value as Json;

use super::super::config::Config;
use super::*;

fn fixture() -> Json {
    let text = include_bytes!("../../../../../fixtures/encryption/bootstrap.json");
    serde_json::from_slice(text).unwrap()
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap()
}

#[test]
fn what_another_implementation_sealed_opens() {
    let fixture = fixture();
    let token = Token::parse(text(&fixture["token"])).unwrap();
    let password = Token::parse(text(&fixture["password"])).unwrap();
    let records = fixture["records"].as_array().unwrap();
    assert_eq!(records.len(), 4);
    for record in records {
        let (key, value) = (
            text(&record["key"]).as_bytes(),
            text(&record["value"]).as_bytes(),
        );
        let files = bootstrap(key, value, &token).unwrap().unwrap();
        // The token as a whole has been the password once; the password alone does not know it.
        let known = bootstrap(key, value, &password).unwrap().is_some();
        assert_eq!(known, record["by"] != "token", "{}", record["by"]);
        let names: Vec<&str> = files.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["EncryptionConfig", "ServerCA", "ServerCAKey"]);
        let config = Config::parse(&files[0].content).unwrap();
        assert_eq!(config.keyring.names(), ["aescbc \"aescbckey\""]);
        let timestamp = files[0].timestamp.as_deref();
        let expected = (record["form"] == "new").then_some("2026-11-22T17:45:00.123456789Z");
        assert_eq!(timestamp, expected);
    }
}

#[test]
fn a_wrong_token_is_none_and_changed_bytes_are_an_error() {
    let fixture = fixture();
    let record = &fixture["records"][0];
    let (key, value) = (
        text(&record["key"]).as_bytes(),
        text(&record["value"]).as_bytes(),
    );
    let other = Token::parse("another").unwrap();
    assert!(bootstrap(key, value, &other).unwrap().is_none());
    let token = Token::parse(text(&fixture["token"])).unwrap();
    for i in (0..value.len()).step_by(7) {
        let mut value = value.to_vec();
        value[i] = if value[i] == b'A' { b'B' } else { b'A' };
        assert!(bootstrap(key, &value, &token).is_err(), "byte {i}");
    }
    for value in [&b""[..], b":", b"salt:", b"salt:AAAA", b"nothing"] {
        assert!(bootstrap(key, value, &token).is_err());
    }
}

#[test]
fn tokens() {
    let hash = "a".repeat(64);
    let password = |text: &str| Token::parse(text).map(|t| t.passwords[0].to_string()).ok();
    assert_eq!(password("secret\n").as_deref(), Some("secret"));
    assert_eq!(password("a:b").as_deref(), Some("a:b"));
    assert_eq!(
        password(&format!("K10{hash}::server:se:cret\r\n")).as_deref(),
        Some("se:cret")
    );
    assert_eq!(password("K10::server:secret").as_deref(), Some("secret"));
    assert_eq!(password("K10server:secret").as_deref(), Some("secret"));
    for wrong in [
        "",
        "\n",
        "K10",
        "K10abc::server:secret",
        "K10::server",
        "K10::server:",
    ] {
        let error = Token::parse(wrong).unwrap_err();
        assert!(!error.to_string().contains("secret"), "{error}");
    }
    let token = Token::parse("secret").unwrap();
    assert_eq!(format!("{token:?}"), "Token { .. }");
    assert_eq!(token.password(b"/bootstrap/2bb80d537b1d"), Some("secret"));
}

#[test]
fn states_of_rke() {
    let state = br#"{"desiredState": {"encryptionConfig": "new", "certificatesBundle": {
            "kube-ca": {"certificatePEM": "C", "keyPEM": "K", "config": "", "name": "kube-ca"},
            "kube-admin": {"certificatePEM": "D", "config": "apiVersion: v1"}}},
        "currentState": {"encryptionConfig": "old", "certificatesBundle": {
            "kube-ca": {"certificatePEM": "B"}}}}"#;
    let state = RkeState::parse(state).unwrap();
    let show = |files: &[CarriedFile]| -> Vec<(String, String)> {
        let text = |f: &CarriedFile| String::from_utf8(f.content.to_vec()).unwrap();
        files.iter().map(|f| (f.name.clone(), text(f))).collect()
    };
    let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    assert_eq!(
        show(&state.configs),
        [
            pair(ENCRYPTION_CONFIG, "old"),
            pair(ENCRYPTION_CONFIG, "new")
        ]
    );
    assert_eq!(
        show(&state.files),
        [
            pair("kube-ca.pem", "B"),
            pair("kube-admin.pem", "D"),
            pair("kube-admin.kubeconfig", "apiVersion: v1"),
            pair("kube-ca-key.pem", "K"),
        ]
    );
    for wrong in [&b"{}"[..], b"[]", b"", b"{\"a\":"] {
        assert!(RkeState::parse(wrong).is_err());
    }
}

#[test]
fn static_resources_of_openshift() {
    let mut tar = tar::Builder::new(Vec::new());
    let mut put = |name: &str, content: &[u8]| {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len().try_into().unwrap());
        header.set_mode(0o600);
        tar.append_data(&mut header, name, content).unwrap();
    };
    put(
        "static-pod-resources/kube-apiserver-pod-7/kube-apiserver-pod.yaml",
        b"x",
    );
    put(
        "static-pod-resources/kube-apiserver-pod-7/secrets/encryption-config/encryption-config",
        b"hush-hush",
    );
    let tar = tar.into_inner().unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut gzip, &tar).unwrap();
    let archive = gzip.finish().unwrap();
    let found = kube_resources(&archive).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(*found[0].content, *b"hush-hush");
    assert!(!format!("{found:?}").contains("hush"), "{found:?}");
    assert!(kube_resources(b"").is_err() || kube_resources(b"").unwrap().is_empty());
    assert!(kube_resources(b"noise").is_err());
    assert!(kube_resources(archive.get(..archive.len() / 2).unwrap()).is_err());
}
