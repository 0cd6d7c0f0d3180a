//! Answers as protobuf.

use kf::bytes::Bytes;
use kf::schema::Minor;
use kf::storage::envelope::{self, Envelope};
use kf::storage::{Codec, DecodeOptions};
use serde_json::Value;

use super::{start, unpacked};
use crate::serve::client::Server;

const PROTOBUF: &str = "application/vnd.kubernetes.protobuf";

/// The fields of a message that have this number and a length.
fn fields(message: &[u8], number: u64) -> Vec<&[u8]> {
    let mut bytes = Bytes::new(message);
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let tag = bytes.varint().unwrap();
        if tag == number << 3 | 2 {
            found.push(bytes.length_delimited().unwrap());
        } else {
            bytes.skip_field(tag).unwrap();
        }
    }
    found
}

/// An object, as kf decodes it, in the JSON of a server.
fn json_of(minor: u8, api_version: &str, kind: &str, message: &[u8]) -> Value {
    let mut value = Vec::new();
    envelope::write(&mut value, api_version, kind, message);
    let codec = Codec::new(Minor::new(minor));
    let options = DecodeOptions {
        managed_fields: true,
        on_read: false,
        json_as_stored: true,
        part: None,
        like: None,
    };
    let object = codec.decode(&value, options).unwrap().object;
    let entry = kf::schema::kind(api_version, kind).unwrap();
    let mut json = Vec::new();
    codec.write_json(&mut json, entry, &object, true);
    serde_json::from_slice(&json).unwrap()
}

/// Every built-in resource of a server, by its path.
fn resources(server: &Server) -> Vec<(String, String, String)> {
    let get = |path: &str| server.get(path, "application/json").json();
    let mut versions = vec!["/api/v1".to_owned()];
    for group in get("/apis")["groups"].as_array().unwrap() {
        for version in group["versions"].as_array().unwrap() {
            let version = version["groupVersion"].as_str().unwrap();
            if !version.contains(".example/") {
                versions.push(format!("/apis/{version}"));
            }
        }
    }
    let mut all = Vec::new();
    for path in versions {
        let list = get(&path);
        let api_version = list["groupVersion"].as_str().unwrap().to_owned();
        for resource in list["resources"].as_array().unwrap() {
            let name = resource["name"].as_str().unwrap();
            let lists = resource["verbs"]
                .as_array()
                .unwrap()
                .contains(&"list".into());
            if lists && !name.contains('/') {
                let kind = resource["kind"].as_str().unwrap().to_owned();
                all.push((format!("{path}/{name}"), api_version.clone(), kind));
            }
        }
    }
    all
}

fn without_type(object: &mut Value) {
    let members = object.as_object_mut().unwrap();
    members.remove("kind");
    members.remove("apiVersion");
}

#[test]
fn protobuf_says_what_json_says() {
    for (name, minor, at_least) in [("c136-A.zip", 36, 600), ("c115-A.db.gz", 15, 250)] {
        let snapshot = unpacked(name);
        let server = Server::start(&["--snapshot", &snapshot]);
        let mut objects = 0;
        for (path, api_version, kind) in resources(&server) {
            let json = server.get(&path, "application/json").json();
            let answer = server.get(&path, &format!("{PROTOBUF},application/json"));
            assert_eq!(answer.header("content-type"), Some(PROTOBUF), "{path}");
            let list = Envelope::open(&answer.body).unwrap().unwrap();
            assert_eq!(list.api_version, api_version, "{path}");
            assert_eq!(list.kind, format!("{kind}List"), "{path}");
            let metadata = fields(list.raw, 1)[0];
            let revision = json["metadata"]["resourceVersion"].as_str().unwrap();
            assert_eq!(fields(metadata, 2), [revision.as_bytes()], "{path}");
            let items = fields(list.raw, 2);
            let want = json["items"].as_array().unwrap();
            assert_eq!(items.len(), want.len(), "{path}");
            for (item, want) in items.iter().zip(want) {
                let mut got = json_of(minor, &api_version, &kind, item);
                without_type(&mut got);
                // Claim templates have a type in JSON, and none in protobuf.
                let mut want = want.clone();
                let templates = want.pointer_mut("/spec/volumeClaimTemplates");
                let templates = templates.and_then(Value::as_array_mut);
                templates.into_iter().flatten().for_each(without_type);
                assert!(got == want, "{path}: {got} and not {want}");
                objects += 1;
            }
        }
        assert!(objects >= at_least, "{name}: {objects}");
    }
}

#[test]
fn objects_refusals_and_what_has_no_protobuf() {
    let server = start(&[]);
    let path = "/api/v1/namespaces/prod/configmaps/my-config";
    let answer = server.get(path, PROTOBUF);
    let object = Envelope::open(&answer.body).unwrap().unwrap();
    let want = server.get(path, "application/json").json();
    assert_eq!(
        json_of(36, &object.api_version, &object.kind, object.raw),
        want
    );

    let partial = format!("{PROTOBUF};as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
    let backups = server.get("/apis/ops.corp.example/v1/backups", "").json();
    let backup = &backups["items"][0]["metadata"];
    let backup = format!(
        "/apis/ops.corp.example/v1/namespaces/{}/backups/{}",
        backup["namespace"].as_str().unwrap(),
        backup["name"].as_str().unwrap()
    );
    for path in [path, &backup] {
        let answer = server.get(path, &partial);
        let object = Envelope::open(&answer.body).unwrap().unwrap();
        assert_eq!(object.kind, "PartialObjectMetadata", "{path}");
        let want = server.get(path, "application/json").json();
        let name = want["metadata"]["name"].as_str().unwrap();
        assert_eq!(fields(fields(object.raw, 1)[0], 1), [name.as_bytes()]);
    }

    let missing = server.get("/api/v1/namespaces/prod/configmaps/nope", PROTOBUF);
    assert_eq!(missing.code, 404);
    let status = Envelope::open(&missing.body).unwrap().unwrap();
    assert_eq!(status.kind, "Status");
    assert_eq!(fields(status.raw, 4), [b"NotFound"]);
    assert_eq!(fields(fields(status.raw, 5)[0], 1), [b"nope"]);

    for (path, accept, code) in [
        ("/apis/ops.corp.example/v1/backups", PROTOBUF, 406),
        (
            "/apis/ops.corp.example/v1/backups",
            "application/vnd.kubernetes.protobuf,application/json",
            200,
        ),
        ("/api/v1/pods?watch=1&timeoutSeconds=1", PROTOBUF, 406),
        (
            "/api/v1/pods?watch=1&timeoutSeconds=1",
            "application/vnd.kubernetes.protobuf,application/json",
            200,
        ),
        ("/version", PROTOBUF, 200),
    ] {
        let answer = server.get(path, accept);
        assert_eq!(answer.code, code, "{path}");
        assert_eq!(
            answer.header("content-type"),
            Some("application/json"),
            "{path}"
        );
    }
}

/// A page ends where that of JSON does, and selectors choose the same objects.
#[test]
fn pages_and_selectors() {
    let server = start(&[]);
    for query in [
        "?limit=3",
        "?labelSelector=app",
        "?fieldSelector=status.phase%3DRunning&limit=4",
    ] {
        let path = format!("/api/v1/pods{query}");
        let want = server.get(&path, "application/json").json();
        let answer = server.get(&path, PROTOBUF);
        let list = Envelope::open(&answer.body).unwrap().unwrap();
        let metadata = fields(list.raw, 1)[0];
        let token = want["metadata"]["continue"].as_str().unwrap_or_default();
        assert_eq!(fields(metadata, 3), [token.as_bytes()], "{query}");
        let names: Vec<&[u8]> = fields(list.raw, 2)
            .iter()
            .map(|item| fields(fields(item, 1)[0], 1)[0])
            .collect();
        let want: Vec<&[u8]> = want["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["metadata"]["name"].as_str().unwrap().as_bytes())
            .collect();
        assert!(!names.is_empty());
        assert_eq!(names, want, "{query}");
    }
}
