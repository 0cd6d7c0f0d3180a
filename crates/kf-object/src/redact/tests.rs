use proptest::prelude::*;

use super::*;

fn redacted(json: &str) -> String {
    let mut value = parse::json::parse(json.as_bytes()).unwrap();
    let redactor = Redactor::new(b"salt");
    redactor.apply(&mut value);
    let mut out = Vec::new();
    json::write_compact(&mut out, &value);
    let counts = redactor.counts();
    redactor.apply(&mut value);
    assert_eq!(redactor.counts(), counts, "a second time changes nothing");
    let mut again = Vec::new();
    json::write_compact(&mut again, &value);
    assert_eq!(again, out);
    String::from_utf8(out).unwrap()
}

/// One string as the value of a harmless member.
fn text(text: &str) -> String {
    let mut value = Value::Object(Map::from_iter([("x".into(), Value::str(text))]));
    Redactor::new(b"salt").apply(&mut value);
    value.str_at(&["x"]).unwrap().to_owned()
}

fn digest(text: &str) -> String {
    Redactor::new(b"salt").digest(text.as_bytes())
}

#[test]
fn the_digest_is_an_hmac() {
    // printf hunter2 | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf salt | sha256sum | cut -c1-64)
    assert_eq!(digest("hunter2"), OPENSSL);
    assert_ne!(
        Redactor::new(b"pepper").digest(b"hunter2"),
        digest("hunter2")
    );
    assert!(!format!("{:?}", Redactor::new(b"unseen")).contains("unseen"));
}

const OPENSSL: &str = "redacted:hmac-sha256:08ffaa9d160db998";

#[test]
fn a_secret_keeps_its_form() {
    let got = redacted(
        r#"{"kind":"Secret","apiVersion":"v1","metadata":{"name":"s","annotations":{
        "kubectl.kubernetes.io/last-applied-configuration":
        "{\"kind\":\"Secret\",\"stringData\":{\"p\":\"hunter2\"},\"data\":{\"q\":\"aHVudGVyMg==\"}}\n",
        "objectset.rio.cattle.io/applied":"H4sIAAAA"}},
        "data":{"p":"aHVudGVyMg==","empty":""},"stringData":{"p":"hunter2"},"type":"Opaque"}"#,
    );
    assert!(!got.contains("hunter2") && !got.contains("aHVudGVyMg") && !got.contains("H4sI"));
    let base64 = STANDARD.encode(digest("hunter2"));
    let value = parse::json::parse(got.as_bytes()).unwrap();
    assert_eq!(value.str_at(&["data", "p"]), Some(base64.as_str()));
    assert_eq!(value.str_at(&["data", "empty"]), Some(""));
    assert_eq!(
        value.str_at(&["stringData", "p"]),
        Some(digest("hunter2").as_str())
    );
    let applied = value
        .at(&["metadata", "annotations"])
        .and_then(|a| a.get("kubectl.kubernetes.io/last-applied-configuration"))
        .and_then(Value::as_str);
    assert!(applied.unwrap().contains(&base64), "{got}");
    assert_eq!(value.str_at(&["metadata", "name"]), Some("s"));
}

#[test]
fn secrets_inside_other_objects() {
    for json in [
        r#"{"kind":"List","items":[{"kind":"Secret","data":{"a":"aHVudGVyMg=="}}]}"#,
        r#"{"kind":"ConfigMap","data":{"x.yaml":"apiVersion: v1\nkind: Secret\ndata:\n  a: aHVudGVyMg==\n"}}"#,
        r#"{"kind":"ConfigMap","metadata":{"labels":{"owner":"helm"}},"data":{"release":"hunter2"}}"#,
        r#"{"kind":"ConfigMap","binaryData":{"a":"cGFzc3dvcmQ6IGh1bnRlcjI="}}"#,
        r#"{"kind":"ConfigMap","data":{"DB_PASSWORD":"hunter2"}}"#,
        r#"{"kind":"ConfigMap","data":{"c.json":"{\"auths\":{\"r\":{\"auth\":\"hunter2\"}}}"}}"#,
        r#"{"spec":{"env":[{"name":"API_KEY","value":"hunter2"}]}}"#,
        r#"{"spec":{"args":["--password","hunter2"]}}"#,
        r#"{"spec":{"config":{"password":"hunter2"}}}"#,
        r#"{"headers":[{"name":"Authorization","value":"Basic hunter2"}]}"#,
    ] {
        let got = redacted(json);
        let leaks = ["hunter2", "aHVudGVyMg", "h1bnRlcjI"];
        assert!(!leaks.iter().any(|l| got.contains(l)), "{got}");
    }
}

#[test]
fn names_of_secrets_stay() {
    let json = r#"{"kind":"Pod","metadata":{"labels":{"token":"blue"},"name":"password"},"spec":{"env":[{"name":"A_KEY","valueFrom":{"secretKeyRef":{"key":"password","name":"db"}}},{"name":"HOME","value":"/root"}],"volumes":[{"secret":{"secretName":"db"}}]},"x":"Failed to pull: unauthorized"}"#;
    assert_eq!(redacted(json), json);
}

#[test]
fn texts() {
    let d = digest;
    for (given, wanted) in [
        (
            "postgres://app:hunter2@db/x",
            format!("postgres://app:{}@db/x", d("hunter2")),
        ),
        ("http://db:5432/x@y", "http://db:5432/x@y".to_owned()),
        (
            "ssh://git@github.com/x",
            "ssh://git@github.com/x".to_owned(),
        ),
        (
            "https://u:p/w@host/x",
            format!("https://u:{}@host/x", d("p/w")),
        ),
        (
            "a\ndb.password = hun ter2\nb: c\n",
            format!("a\ndb.password = {}\nb: c\n", d("hun ter2")),
        ),
        (
            "password: \"hunter2\"\n",
            format!("password: \"{}\"\n", d("hunter2")),
        ),
        (
            "- --token=hunter2 --v=2",
            format!("- --token={} --v=2", d("hunter2")),
        ),
        (
            "mysql --password hunter2 -h db",
            format!("mysql --password {} -h db", d("hunter2")),
        ),
        (
            "token: |\n  line1\n  line2\nnext: 1\n",
            format!("token: |\n  {}\nnext: 1\n", d("line1\n  line2")),
        ),
        (
            "curl -H 'Authorization: Bearer abcd'",
            format!("curl -H 'Authorization: Bearer {}'", d("abcd")),
        ),
        ("a bearer of bad news", "a bearer of bad news".to_owned()),
        ("DB_KEY=hunter2", format!("DB_KEY={}", d("hunter2"))),
        ("tokens: expired", "tokens: expired".to_owned()),
        ("secretName: db", "secretName: db".to_owned()),
    ] {
        assert_eq!(text(given), wanted, "{given}");
    }
    let key = "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----";
    assert_eq!(text(&format!("x {key} y")), format!("x {} y", d(key)));
    let packed = STANDARD.encode(key);
    assert_eq!(
        text(&format!("k {packed}")),
        format!("k {}", STANDARD.encode(d(key)))
    );
    let public = "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----\n";
    assert_eq!(text(public), public);
    let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    assert_eq!(text(&format!("<{jwt}>")), format!("<{}>", d(jwt)));
}

#[test]
fn hostile_texts_take_no_longer_than_their_length() {
    for piece in [
        "://",
        "eyJ",
        "bearer ",
        "-----BEGIN ",
        "LS0tLS1CRUdJTi",
        "a=",
        "--token ",
        "{\"",
        "x: |\n",
    ] {
        let _ = text(&piece.repeat(200_000));
    }
}

/// JSON in a text is also looked at as text, be there another secret in it or none.
#[test]
fn json_is_text_too() {
    let lines = r#"["-----BEGIN PRIVATE KEY-----","MIIEvQIBADANBgkqhkiG9w0BAQEFAASC","-----END PRIVATE KEY-----"]"#;
    for more in ["", r#","password":"hunter2hunter2""#] {
        let inner = format!(r#"{{"pem":{lines}{more}}}"#);
        let object = Value::Object(Map::from_iter([("x".into(), Value::String(inner.into()))]));
        let mut out = Vec::new();
        json::write_compact(&mut out, &object);
        let told = redacted(&String::from_utf8(out).unwrap());
        assert!(
            !told.contains("MIIEvQ") && !told.contains("hunter2"),
            "{told}"
        );
    }
    // Lines of a key in an object, and what stands behind them.
    let told = redacted(r#"{"x":["-----BEGIN RSA PRIVATE KEY-----","MIIEvQ","-----END x","y"]}"#);
    assert!(
        !told.contains("MIIEvQ") && told.ends_with(r#","-----END x","y"]}"#),
        "{told}"
    );
    // A header once and no more.
    redacted(r#"{"x":"Authorization: Bearer abcd"}"#);
    // What follows an ampersand, which JSON escapes.
    redacted(r#"{"x":"{\"a\":\"éBEARER=abcdefgh&=====string\"}"}"#);
}

#[test]
fn json_in_json_ends_somewhere() {
    let deep = |inside: &str| {
        let inside = String::from_utf8({
            let mut out = Vec::new();
            json::write_string(&mut out, inside);
            out
        });
        let (open, close) = ("[".repeat(500), "]".repeat(500));
        format!("{open}{}{close}", inside.unwrap())
    };
    let mut text = r#"{"password":"hunter2"}"#.to_owned();
    for _ in 0..4 {
        text = deep(&text);
    }
    assert!(!redacted(&text).contains("hunter2"));
}

proptest! {
    #[test]
    fn any_text_is_survived(given in "(?s)[a-zA-Z:/@=\\-|> \n\"'{}\u{e9}]{0,80}|.{0,80}") {
        let _ = text(&given);
        let lines = format!("password: {given}\n{given} token={given} ://{given}@{given}");
        let _ = text(&lines);
    }
}
