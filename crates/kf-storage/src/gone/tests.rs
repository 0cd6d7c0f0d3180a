use super::*;
use crate::{Codec, DecodeOptions, Decoded};
use kf_base::bytes::{put_field, put_varint};
use kf_schema::descriptor::{Field, Kind, Label};
use kf_schema::{KINDS, Minor};

/// Structs in structs that get values; deeper ones stay away.
const DEPTH: usize = 4;

/// A message in which every field of a minor has a value.
fn message(index: u16, minor: Minor, depth: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for field in kf_schema::message(index).fields {
        put(field, minor, depth, &mut out);
    }
    out
}

fn put(field: &Field, minor: Minor, depth: usize, out: &mut Vec<u8>) {
    let Some(shape) = field.shape_at(minor) else {
        return;
    };
    let number = u64::from(field.number);
    match (shape.kind, shape.label) {
        (Kind::Bool | Kind::Int32 | Kind::Int64, Label::Single | Label::List) => {
            put_varint(out, number << 3);
            put_varint(out, 1);
        }
        (Kind::Double, _) => {
            put_varint(out, number << 3 | 1);
            out.extend_from_slice(&1.5_f64.to_bits().to_le_bytes());
        }
        (kind, Label::Map) => {
            let mut entry = Vec::new();
            put_field(&mut entry, 1, b"k");
            match value(kind, minor, depth) {
                Some(value) => put_field(&mut entry, 2, &value),
                None => entry.extend([0x10, 1]),
            }
            put_field(out, number, &entry);
        }
        (kind, _) => {
            if let Some(value) = value(kind, minor, depth) {
                put_field(out, number, &value);
            }
        }
    }
}

/// A length-delimited value; `None` for numbers and for what lies too deep.
fn value(kind: Kind, minor: Minor, depth: usize) -> Option<Vec<u8>> {
    let wrapped = |number, inner: &[u8]| {
        let mut out = Vec::new();
        put_field(&mut out, number, inner);
        out
    };
    let inner = |index| (depth < DEPTH).then(|| message(index, minor, depth + 1));
    Some(match kind {
        Kind::String | Kind::Bytes => b"a".to_vec(),
        Kind::Message(index) => inner(index)?,
        Kind::Time | Kind::MicroTime | Kind::Duration => vec![0x08, 1],
        Kind::IntOrString => vec![0x08, 0, 0x10, 1],
        Kind::Quantity => wrapped(1, b"1"),
        Kind::RawExtension | Kind::FieldsV1 | Kind::Json => wrapped(1, br#"{"a":1}"#),
        Kind::StringList => wrapped(1, b"a"),
        Kind::FieldsMap | Kind::StringMap => wrapped(1, &wrapped(1, b"a")),
        Kind::MessageList(index) | Kind::SchemaOrArray(index) | Kind::SchemaOrStrings(index) => {
            wrapped(1, &inner(index)?)
        }
        Kind::SchemaOrBool(index) => wrapped(2, &inner(index)?),
        Kind::Bool | Kind::Int32 | Kind::Int64 | Kind::Double => return None,
    })
}

/// An object of a kind as a server of a minor stores it.
fn stored(entry: &KindEntry, minor: Minor) -> Vec<u8> {
    let mut kind = Vec::new();
    put_field(&mut kind, 1, entry.api_version.as_bytes());
    put_field(&mut kind, 2, entry.kind.as_bytes());
    let mut out = b"k8s\0".to_vec();
    put_field(&mut out, 1, &kind);
    put_field(&mut out, 2, &message(entry.message, minor, 0));
    out
}

/// A stored value as a server of a minor reads it.
fn read(codec: &Codec, value: &[u8]) -> Decoded<'static> {
    let options = DecodeOptions {
        managed_fields: true,
        on_read: true,
        ..DecodeOptions::default()
    };
    codec
        .read(b"/registry/a/b", value, options)
        .unwrap()
        .into_owned()
}

/// Kinds without metadata of their own: requests, answers and lists, which are never stored.
fn is_stored(entry: &KindEntry) -> bool {
    let metadata = kf_schema::message(entry.message).field(1);
    metadata.is_some_and(|field| {
        let object_meta =
            kf_schema::message_index("k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta");
        let kind = field.shapes.first().map(|shape| shape.kind);
        kind == object_meta.map(Kind::Message)
    })
}

#[test]
fn an_object_of_a_dropped_type_is_what_the_last_minor_with_it_prints() {
    let codecs: Vec<Codec> = Minor::new(0).up_to(Minor::NEWEST).map(Codec::new).collect();
    let mut dropped = 0;
    for entry in KINDS.iter().filter(|entry| is_stored(entry)) {
        let last = entry.minors.last.min(Minor::NEWEST);
        let value = stored(entry, last);
        let what = format!("{} {}", entry.api_version, entry.kind);
        let own = read(&codecs[usize::from(last.number())], &value);
        assert_eq!(
            own.object.str_at(&["metadata", "name"]),
            Some("a"),
            "{what}"
        );
        assert_eq!(
            (own.dropped_type, own.dropped_field),
            (None, None),
            "{what}"
        );
        for minor in last.after().up_to(Minor::NEWEST) {
            let later = read(&codecs[usize::from(minor.number())], &value);
            assert_eq!(later.object, own.object, "{what} at {minor}");
            assert_eq!(later.dropped_type, Some(DroppedType { last }), "{what}");
            assert_eq!(later.dropped_field, None, "{what} at {minor}");
            dropped += 1;
        }
    }
    assert!(dropped > 100, "{dropped}");
}

#[test]
fn an_object_has_its_name_in_every_minor() {
    let codecs: Vec<Codec> = Minor::new(0).up_to(Minor::NEWEST).map(Codec::new).collect();
    for entry in KINDS.iter().filter(|entry| is_stored(entry)) {
        let value = stored(entry, entry.minors.last.min(Minor::NEWEST));
        for minor in Minor::OLDEST.up_to(Minor::NEWEST) {
            let object = read(&codecs[usize::from(minor.number())], &value).object;
            assert_eq!(object.str_at(&["metadata", "name"]), Some("a"));
        }
    }
}

#[test]
fn a_field_that_was_dropped_is_told_of_when_it_has_a_value() {
    let find = |name| kf_schema::message_index(name).unwrap();
    let cluster_name = kf_schema::message(find("k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta"))
        .fields
        .iter()
        .find(|field| field.shapes.iter().any(|shape| shape.json == "clusterName"))
        .unwrap();
    let with = |text: &[u8]| {
        let (mut meta, mut pod, mut kind) = (Vec::new(), Vec::new(), Vec::new());
        put_field(&mut meta, 1, b"b");
        put_field(&mut meta, u64::from(cluster_name.number), text);
        put_field(&mut pod, 1, &meta);
        put_field(&mut kind, 1, b"v1");
        put_field(&mut kind, 2, b"Pod");
        let mut out = b"k8s\0".to_vec();
        put_field(&mut out, 1, &kind);
        put_field(&mut out, 2, &pod);
        out
    };
    let told = |minor, text| read(&Codec::new(minor), &with(text)).dropped_field;
    let last = cluster_name.shapes.last().unwrap().minors.last;
    assert_eq!(told(Minor::NEWEST, b""), None);
    assert_eq!(told(last, b"east"), None);
    let dropped = told(Minor::NEWEST, b"east").unwrap();
    assert_eq!((dropped.json, dropped.last), ("clusterName", last));
}

#[test]
fn members_without_a_field_are_told_of_in_json_too() {
    let options = DecodeOptions {
        managed_fields: true,
        on_read: true,
        ..DecodeOptions::default()
    };
    let read = |minor: u8, meta: &str| {
        let text =
            format!(r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"a",{meta}}}}}"#);
        let decoded = Codec::new(Minor::new(minor))
            .decode(text.as_bytes(), options)
            .unwrap();
        let unknown = decoded.unknown_member.map(|member| member.name);
        (decoded.dropped_field.map(|field| field.json), unknown)
    };
    let cluster = r#""clusterName":"c""#;
    assert_eq!(read(20, cluster), (None, None));
    assert_eq!(read(36, cluster), (Some("clusterName"), None));
    // Nothing is lost with what says nothing.
    for empty in [
        r#""clusterName":"""#,
        r#""later":null,"also":{"a":[]},"zero":0,"no":false"#,
    ] {
        assert_eq!(read(36, empty), (None, None), "{empty}");
    }
    let later = r#""later":{"a":1}"#;
    assert_eq!(read(36, later), (None, Some("later".to_owned())));
}
