use std::io::Write as _;

use super::*;

fn packed(json: &[u8]) -> String {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(json).unwrap();
    STANDARD.encode(gzip.finish().unwrap())
}

fn secret(release: &str) -> Value<'static> {
    let text = format!(
        r#"{{"apiVersion":"v1","data":{{"release":"{}"}},"kind":"Secret","metadata":{{"name":"sh.helm.release.v1.web.v3","namespace":"prod"}},"type":"helm.sh/release.v1"}}"#,
        STANDARD.encode(release)
    );
    json::parse(text.as_bytes()).unwrap().into_owned()
}

fn yaml(value: &Value<'_>) -> String {
    let mut out = Vec::new();
    kf_object::encode::Format::Yaml.write(&mut out, value);
    String::from_utf8(out).unwrap()
}

const RELEASE: &str = r#"{"name":"web","namespace":"prod","version":3,
"info":{"first_deployed":"2026-11-01T10:00:00Z","last_deployed":"2026-11-22T17:45:00.12+01:00","status":"deployed","description":"Upgrade complete"},
"chart":{"metadata":{"name":"web","version":"1.2.3","appVersion":"2.0"},"values":{"a":1,"gone":true,"t":{"x":1,"y":[1]},"u":{"z":1}}},
"config":{"gone":null,"t":{"x":2},"u":"text","new":null},"manifest":"---\nkind: ConfigMap\n","hooks":[{"path":"p","manifest":"m"}]}"#;

#[test]
fn a_release_is_read_out_of_secret_and_config_map() {
    let object = secret(&packed(RELEASE.as_bytes()));
    assert!(is_release(&object));
    assert_eq!(name_and_revision(&object), Some(("web", 3)));
    let release = Release::decode(&object).unwrap();
    assert_eq!(
        (
            release.name(),
            release.namespace(),
            release.revision(),
            release.status(),
            release.chart().as_str(),
            release.app_version(),
        ),
        ("web", "prod", 3, "deployed", "web-1.2.3", "2.0")
    );
    assert_eq!(release.hooks().collect::<Vec<_>>(), [("p", "m")]);

    let text = format!(
        r#"{{"data":{{"release":"{}"}},"kind":"ConfigMap","metadata":{{"labels":{{"owner":"helm"}},"name":"sh.helm.release.v1.web.v3"}}}}"#,
        packed(RELEASE.as_bytes())
    );
    let map = json::parse(text.as_bytes()).unwrap();
    assert!(is_release(&map));
    assert_eq!(Release::decode(&map).unwrap().json(), release.json());
    // Of before compression.
    let plain = secret(&STANDARD.encode(RELEASE));
    assert_eq!(Release::decode(&plain).unwrap(), release);
}

#[test]
fn values_of_the_user_win() {
    let release = Release::decode(&secret(&packed(RELEASE.as_bytes()))).unwrap();
    assert_eq!(
        yaml(&release.config()),
        "gone: null\nnew: null\nt:\n  x: 2\nu: text\n"
    );
    assert_eq!(
        yaml(&release.computed_values()),
        "a: 1\nnew: null\nt:\n  x: 2\n  \"y\":\n  - 1\nu: text\n"
    );
    let bare = Release::decode(&secret(&packed(br#"{"config":{}}"#))).unwrap();
    assert_eq!(yaml(&bare.config()), "null\n");
    assert_eq!(yaml(&bare.computed_values()), "{}\n");
    assert_eq!(
        (bare.chart().as_str(), bare.app_version()),
        ("MISSING", "MISSING")
    );
    assert_eq!(bare.namespace(), "prod");
}

#[test]
fn times_are_those_of_their_zone() {
    let release = Release::decode(&secret(&packed(RELEASE.as_bytes()))).unwrap();
    let at = release.last_deployed();
    assert_eq!(go_string(at), "2026-11-22 17:45:00.12 +0100 +0100");
    assert_eq!(ansi_c(at).as_deref(), Some("Sun Nov 22 17:45:00 2026"));
    assert_eq!(
        go_string("2026-11-02T07:05:00Z"),
        "2026-11-02 07:05:00 +0000 UTC"
    );
    assert_eq!(
        ansi_c("2026-11-02T07:05:00Z").as_deref(),
        Some("Mon Nov  2 07:05:00 2026")
    );
    assert_eq!(go_string("0001-01-01T00:00:00Z"), "-");
    assert_eq!(go_string("x"), "-");
}

#[test]
fn bad_releases_are_errors() {
    let message = |object: &Value<'_>| Release::decode(object).unwrap_err().message().to_owned();
    assert_eq!(message(&secret("%%%")), "the Helm release is not base64");
    assert!(message(&secret(&packed(b"{"))).starts_with("the Helm release is not JSON: "));
    assert_eq!(
        message(&secret(&packed(b"[]"))),
        "the Helm release is no JSON object"
    );
    let cut = STANDARD.decode(packed(RELEASE.as_bytes())).unwrap();
    let cut = STANDARD.encode(cut.get(..100).unwrap());
    assert!(message(&secret(&cut)).starts_with("the Helm release cannot be decompressed"));
    let bomb = packed(&vec![b' '; MAX_HELM_RELEASE_BYTES + 1]);
    assert!(message(&secret(&bomb)).contains("MAX_HELM_RELEASE_BYTES"));
    let deep = packed("[".repeat(100_000).as_bytes());
    assert!(Release::decode(&secret(&deep)).is_err());
}
