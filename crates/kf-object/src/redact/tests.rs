use proptest::prelude::*;

use super::*;
use crate::encode::json;
use crate::parse;

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

/// Manifests of Secrets in every form that a parser reads, and in some that none does.
#[test]
fn manifests_in_texts() {
    let packed = STANDARD.encode("apiVersion: v1\nkind: Secret\nstringData:\n  a: hunter2\n");
    let twice = STANDARD.encode(format!("x: {packed}\n"));
    for given in [
        "{apiVersion: v1, kind: Secret, metadata: {name: x}, stringData: {a: hunter2}}",
        "apiVersion: v1\nkind: Secret # the db\nstringData:\n  a: hunter2\n",
        "[{kind: Secret, data: {a: hunter2}}]",
        "kind: &k Secret\nstringData:\n  a: hunter2\n",
        "kind: !!str Secret\nstringData:\n  a: hunter2\n",
        "'kind': Secret\nstringData:\n  a: hunter2\n",
        "kind:\tSecret\nstringData:\n  a: hunter2\n",
        "kind:\n  Secret\nstringData:\n  a: hunter2\n",
        "kind : Secret\nstringData:\n  a: hunter2\n",
        "kind: Secret {{/* x */}}\nstringData:\n  a: hunter2\n",
        "x: {\"kind\": \"Secret\", \"stringData\": {\"a\": \"hunter2\"}}",
        "{\"kind\":\"ConfigMap\"}\n{\"kind\":\"Secret\",\"stringData\":{\"a\":\"hunter2\"}}",
        "prefix {\"kind\":\"Secret\",\"stringData\":{\"a\":\"hunter2\"}}",
        "{\"kind\":\"SecretList\",\"items\":[{\"metadata\":{\"name\":\"a\"},\"data\":{\"a\":\"hunter2\"}}]}",
        "kind: SecretList\nitems:\n- data:\n    a: hunter2\n",
        "a: 1\n---\nkind: Secret\nstringData:\n  a: |\n    hunter2\n    hunter2\n",
        "base: &b\n  kind: Secret\nx:\n  <<: *b\n  stringData: {a: hunter2}\n",
        "s: &s {a: hunter2}\nkind: Secret\nstringData: *s\n",
        "# kind: Secret\n# stringData:\n#   a: hunter2\nreal: 1\n",
        "stringData:\n  a: hunter2\n",
        "type: Opaque\ndata:\n  a: hunter2\n",
        "spec:\n  containers:\n  - env:\n    - name: DB_PASSWORD\n      value: hunter2\n",
        "env:\n- {name: DB_PASSWORD, value: hunter2}\n",
        "log {\"a\":[{\"name\":\"API_KEY\",\"value\":\"hunter2\"}]} end",
        "db:\n  password:\n    hunter2\n",
        "password: abc\n  hunter2\n",
        "a: {password: hunter2, b: c}\n",
        "got {\"apiKey\": \"hunter2\", \"b\": 1",
        "got {\\\"apiKey\\\": \\\"hunter2\\\", \\\"b\\\": 1",
        "args: [--token, hunter2]\n",
        "args:\n- --token\n- hunter2\n",
        "command: [mysql]\nargs: [-uroot, -phunter2]\n",
        &packed,
        &twice,
        &format!("run {packed} now"),
    ] {
        let got = text(given);
        assert!(
            !got.contains("hunter2") && !got.contains(&packed),
            "{given}\n{got}"
        );
        let json = Value::Object(Map::from_iter([("x".into(), Value::str(given))]));
        let mut out = Vec::new();
        json::write_compact(&mut out, &json);
        redacted(&String::from_utf8(out).unwrap());
    }
}

/// What is no secret stays as it was written: comments, order, quotes, numbers.
#[test]
fn texts_around_a_secret_stay() {
    let given = "# first\nversion: 1.10 # two\nmode: 0777\n'kind': Secret\nstringData:\n  a: |\n    hunter2\n  b: 'x y'\n  c: \"x y\"   # three\nlist: [1,   2]\n---\nenv:\n- name: A_KEY\n  value: 0815\n";
    let wanted = format!(
        "# first\nversion: 1.10 # two\nmode: 0777\n'kind': Secret\nstringData:\n  a: {}\n  b: {}\n  c: {}   # three\nlist: [1,   2]\n---\nenv:\n- name: A_KEY\n  value: {}\n",
        digest("hunter2\n"),
        digest("x y"),
        digest("x y"),
        digest("815")
    );
    assert_eq!(text(given), wanted);
}

#[test]
fn numbers_are_credentials_too() {
    let got = redacted(
        r#"{"spec":{"password":12345,"tokens":5,"pin":{"apiKey":1.5},"env":[{"name":"DB_PASSWORD","value":678}]}}"#,
    );
    assert!(
        !got.contains("12345") && !got.contains("1.5") && !got.contains("678"),
        "{got}"
    );
    assert!(got.contains(r#""tokens":5"#), "{got}");
}

#[test]
fn forms_of_settings() {
    let token = format!("{}{}", "gh", "p_0123456789abcdefghijABCDEFGHIJ456789");
    for given in [
        "<a><password>hunter2</password></a>",
        "<add key=\"password\" value=\"hunter2\"/>",
        "<property><name>db.password</name><value>hunter2</value></property>",
        "<password><![CDATA[hunter2]]></password>",
        "CREATE USER a IDENTIFIED BY 'hunter2';",
        "ALTER ROLE a WITH PASSWORD 'hunter2';",
        "requirepass hunter2\n",
        "machine x\nlogin y\npassword hunter2\n",
        "mysql -uroot -phunter2 db",
        "sshpass -p hunter2 ssh x",
        "curl -u 'app:hunter2' http://x/",
        "docker login -u a -p hunter2 r",
        "redis-cli -a hunter2 ping",
        "password = \"\"\"\nhunter2\n\"\"\"\nb = 1\n",
        "password = <<EOT\nhunter2\nEOT\nb = 1\n",
        "password=abc\\\n  hunter2\nb=1\n",
        "'password' => 'hunter2',",
        "db { password = \"hunter2\" }",
        "login failed with password: hunter2",
        "# password: hunter2",
        &format!("push with {token} now"),
    ] {
        let got = text(given);
        assert!(
            !got.contains("hunter2") && !got.contains(&token),
            "{given}\n{got}"
        );
    }
    for given in [
        "invalid token: must not be empty",
        "docker run -p 8080:80 x",
        "subjects:\n- kind: Secret\n  name: x\n",
        "if password == null {",
        "auth:\n  enabled: true\n  name: x\n",
        "\"auth\": {\n  \"x\": 1\n}",
        "ghp_short",
    ] {
        assert_eq!(text(given), given);
    }
}

/// The work is a multiple of the length, whatever stands in the text.
#[test]
fn work_grows_with_the_length() {
    let work = |text: &str| {
        let redactor = Redactor::new(b"salt");
        let mut value = Value::Object(Map::from_iter([("x".into(), Value::str(text))]));
        redactor.apply(&mut value);
        redactor.work.load(Ordering::Relaxed)
    };
    for piece in [
        "{\"",
        "[{\"token\":",
        "{\"a\": {token: ",
        "key: {",
        "token:token:",
        "password:\n ",
        "<password>",
        "<password><![CDATA[",
        "'by '",
        "kind: Secret\ndata: ",
        "a: |\n ",
        "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXo=\n",
        "password = <<A\n",
        "token \\\"",
        "AKIA0123456789ABCDEF ",
        "- key: ",
        "mysql -p ",
        "password=redacted:hmac-sha256:",
    ] {
        let of = |n: usize| work(&piece.repeat(n));
        let (small, large) = (of(500), of(4000));
        assert!(large <= small * 12 + 4096, "{piece:?}: {small}, {large}");
        assert!(
            large <= (piece.len() as u64 * 4000 + 64) * 200,
            "{piece:?}: {large}"
        );
    }
}

/// Texts in texts are looked into once for each level, not twice.
#[test]
fn nested_texts_are_no_bomb() {
    let mut text = "password: hunter2\n".to_owned();
    for level in 0..20 {
        let lines: String = text.lines().map(|l| format!("  {l}\n")).collect();
        text = format!("key{level}: |\n{lines}");
    }
    let redactor = Redactor::new(b"salt");
    let mut value = Value::Object(Map::from_iter([("x".into(), Value::str(&text))]));
    redactor.apply(&mut value);
    assert!(!value.str_at(&["x"]).unwrap().contains("hunter2"));
    let work = redactor.work.load(Ordering::Relaxed);
    assert!(work < text.len() as u64 * 1000, "{work} for {}", text.len());
}
