//! What is decoded comes out again as it was, byte by byte.

use crate::envelope::Envelope;
use crate::testing::parse;
use crate::{Codec, DecodeOptions};
use kf_base::bytes::{put_field, put_varint};
use kf_schema::Minor;

const AS_SENT: DecodeOptions<'static> = DecodeOptions {
    managed_fields: true,
    on_read: false,
    json_as_stored: true,
    part: None,
    like: None,
};

/// The message that a kind's object encodes to.
fn encoded(minor: u8, api_version: &str, kind: &str, text: &str) -> Vec<u8> {
    let entry = kf_schema::kind(api_version, kind).unwrap();
    let mut out = Vec::new();
    let codec = Codec::new(Minor::new(minor));
    codec.write_protobuf(&mut out, entry, &parse(text)).unwrap();
    out
}

/// The object that a message is of, as a server would print it.
fn decoded(minor: u8, api_version: &str, kind: &str, message: &[u8]) -> String {
    let mut types = Vec::new();
    put_field(&mut types, 1, api_version.as_bytes());
    put_field(&mut types, 2, kind.as_bytes());
    let mut value = b"k8s\0".to_vec();
    put_field(&mut value, 1, &types);
    put_field(&mut value, 2, message);
    let codec = Codec::new(Minor::new(minor));
    let decoded = codec.decode(&value, AS_SENT).unwrap();
    assert_eq!((decoded.unknown_field, decoded.dropped_field), (None, None));
    let entry = kf_schema::kind(api_version, kind).unwrap();
    let mut out = Vec::new();
    codec.write_json(&mut out, entry, &decoded.object, true);
    String::from_utf8(out).unwrap()
}

/// Members that are no pointers are there though they are empty (staging/src/k8s.io/api
/// core/v1/generated.pb.go).
#[test]
fn empty_members_are_written_as_go_writes_them() {
    let metadata = {
        let mut out = Vec::new();
        for (number, text) in [(1, "a"), (2, ""), (3, "n"), (4, ""), (5, ""), (6, "")] {
            put_field(&mut out, number, text.as_bytes());
        }
        put_varint(&mut out, 7 << 3);
        put_varint(&mut out, 0);
        put_field(&mut out, 8, b"");
        out
    };
    let mut want = Vec::new();
    put_field(&mut want, 1, &metadata);
    put_field(&mut want, 2, b"\x0a\x01k\x12\x01v");
    put_field(&mut want, 3, b"\x0a\x01z\x12\x00");
    let map = r#"{"metadata":{"name":"a","namespace":"n"},"data":{"k":"v"},"binaryData":{"z":""}}"#;
    assert_eq!(encoded(36, "v1", "ConfigMap", map), want);
}

#[test]
fn objects_come_back_as_they_were() {
    for (minor, api_version, kind, text) in [
        (
            36,
            "v1",
            "Event",
            r#"{"kind":"Event","apiVersion":"v1","metadata":{"name":"e","namespace":"n","resourceVersion":"7","creationTimestamp":"2024-02-29T23:59:59Z","managedFields":[{"manager":"m","operation":"Update","apiVersion":"v1","time":"2024-03-01T00:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:a":{},"f:b":{".":{}}}}]},"involvedObject":{},"source":{},"firstTimestamp":null,"lastTimestamp":null,"count":3,"eventTime":"2024-02-29T23:59:59.123456Z","reportingComponent":"","reportingInstance":""}"#,
        ),
        (
            36,
            "apiextensions.k8s.io/v1",
            "CustomResourceDefinition",
            r#"{"kind":"CustomResourceDefinition","apiVersion":"apiextensions.k8s.io/v1","metadata":{"name":"x"},"spec":{"group":"g","names":{"plural":"p","kind":"K"},"scope":"Namespaced","versions":[{"name":"v1","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object","maximum":1.5,"minimum":-2,"enum":[{"a":[1,null]},"x"],"items":{"type":"string"},"properties":{"a":{"type":"object","additionalProperties":{"type":"string"}},"b":{"additionalProperties":false}},"dependencies":{"c":["d","e"]},"x-kubernetes-preserve-unknown-fields":true}}}]},"status":{"conditions":null,"acceptedNames":{"plural":"p","kind":"K"},"storedVersions":null}}"#,
        ),
        (
            36,
            "certificates.k8s.io/v1",
            "CertificateSigningRequest",
            r#"{"kind":"CertificateSigningRequest","apiVersion":"certificates.k8s.io/v1","metadata":{"name":"x"},"spec":{"request":"AAEC","signerName":"s","expirationSeconds":-1,"extra":{"a":["b","c"],"d":[]}},"status":{}}"#,
        ),
        (
            36,
            "apps/v1",
            "ControllerRevision",
            r#"{"kind":"ControllerRevision","apiVersion":"apps/v1","metadata":{"name":"x"},"data":{"z":1.50,"a":null},"revision":9223372036854775807}"#,
        ),
        (
            15,
            "v1",
            "Service",
            r#"{"kind":"Service","apiVersion":"v1","metadata":{"name":"x","selfLink":"/api","creationTimestamp":null,"managedFields":[{"manager":"m","fields":{"f:spec":{"f:ports":null}}}]},"spec":{"ports":[{"port":80,"targetPort":"web"},{"port":81,"targetPort":82}]},"status":{"loadBalancer":{}}}"#,
        ),
        (
            36,
            "v1",
            "Pod",
            r#"{"kind":"Pod","apiVersion":"v1","metadata":{"name":"x"},"spec":{"volumes":[{"name":"v","emptyDir":{"sizeLimit":"1Gi"}}],"containers":[{"name":"c","resources":{"limits":{"cpu":"100m","memory":"0"}},"livenessProbe":{"tcpSocket":{"port":"web"}}}],"terminationGracePeriodSeconds":0,"enableServiceLinks":false},"status":{}}"#,
        ),
    ] {
        let mut value = parse(text);
        if kind == "ControllerRevision" {
            let data = r#"{"z":1.50,"a":null}"#;
            let members = value.as_object_mut().unwrap();
            members.insert("data", kf_object::Value::str(data));
        }
        let entry = kf_schema::kind(api_version, kind).unwrap();
        let codec = Codec::new(Minor::new(minor));
        let mut message = Vec::new();
        codec.write_protobuf(&mut message, entry, &value).unwrap();
        assert_eq!(decoded(minor, api_version, kind, &message), text);
    }
}

#[test]
fn what_is_no_value_of_its_type_is_refused() {
    for text in [
        r#"{"metadata":{"creationTimestamp":"yesterday"}}"#,
        r#"{"metadata":{"labels":[]}}"#,
        r#"{"metadata":"x"}"#,
        r#"{"binaryData":{"a":"%"}}"#,
    ] {
        let entry = kf_schema::kind("v1", "ConfigMap").unwrap();
        let codec = Codec::new(Minor::NEWEST);
        let written = codec.write_protobuf(&mut Vec::new(), entry, &parse(text));
        assert!(written.unwrap_err().is_corrupt(), "{text}");
    }
}

/// Values as servers stored them, but for the revision.
#[test]
fn an_envelope_is_opened_and_closed() {
    let map = r#"{"metadata":{"name":"a"}}"#;
    let mut out = Vec::new();
    crate::envelope::write(
        &mut out,
        "v1",
        "ConfigMap",
        &encoded(36, "v1", "ConfigMap", map),
    );
    let envelope = Envelope::open(&out).unwrap().unwrap();
    assert_eq!(
        (&*envelope.api_version, &*envelope.kind),
        ("v1", "ConfigMap")
    );
    assert_eq!(envelope.raw, encoded(36, "v1", "ConfigMap", map));
    assert!(out.ends_with(b"\x1a\x00\x22\x00"));
}
