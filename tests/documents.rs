//! Documents written from stored bytes against those of value trees.

use std::collections::BTreeSet;

use kf::Snapshot;
use kf::object::Value;
use kf::object::encode::Format;
use kf::object::encode::emit::{Compact, Json, Yaml};
use kf::object::encode::{json, yaml};
use kf::resource::Origin;
use kf::schema::Minor;
use kf::snapshot::{Items, ReadOptions};
use kf::storage::envelope::{self, Envelope};
use kf::storage::{Codec, DecodeOptions, Decoded, Memory, NamespacedName, Order};

use crate::parts::stored;
use crate::support::fixture;

/// The texts of an object by its tree; `None` when something is to be said of it.
fn by_tree(codec: &Codec, value: &[u8]) -> Option<[String; 2]> {
    let options = DecodeOptions {
        on_read: true,
        ..DecodeOptions::default()
    };
    let decoded = codec.decode(value, options).ok()?;
    let said = decoded.unknown_field.is_some() || decoded.dropped_field.is_some();
    let mut object = decoded.object;
    let meta = object.as_object_mut()?.get_mut("metadata")?;
    meta.as_object_mut()?
        .insert("resourceVersion", Value::str("42"));
    object.read_as_client();
    let (mut as_json, mut as_yaml) = (Vec::new(), Vec::new());
    json::write(&mut as_json, &object, 2);
    yaml::write_item(&mut as_yaml, &object);
    (!said).then(|| [as_json, as_yaml].map(|text| String::from_utf8(text).unwrap()))
}

/// What is written of an object for the first time, and whether it is; it is the same for the second
/// time, when all of it was written before.
fn twice<'v>(mut write: impl FnMut(&mut Vec<u8>, &mut Memory<'v>) -> bool) -> (Vec<u8>, bool) {
    let (mut text, mut memory) = (Vec::new(), Memory::default());
    let written = write(&mut text, &mut memory);
    if written {
        let first = text.len();
        assert!(write(&mut text, &mut memory));
        let again = text.split_off(first);
        assert!(text == again, "{}", String::from_utf8_lossy(&again));
    }
    (text, written)
}

/// The same from the bytes; what takes the other way is left out.
fn by_bytes(codec: &Codec, value: &[u8]) -> [Option<String>; 2] {
    let Some(Ok(envelope)) = Envelope::open(value) else {
        return [None, None];
    };
    let types = (&*envelope.api_version, &*envelope.kind);
    let (as_json, json) = twice(|out, memory| {
        let mut emit = Json::new(out, 2);
        codec
            .write_document(&mut emit, memory, value, types, "42", Order::Printed)
            .is_some()
    });
    let (as_yaml, yaml) = twice(|out, memory| {
        let mut emit = Yaml::list_item(out);
        let written = codec.write_document(&mut emit, memory, value, types, "42", Order::Printed);
        emit.end();
        written.is_some()
    });
    [
        json.then(|| String::from_utf8(as_json).unwrap()),
        yaml.then(|| String::from_utf8(as_yaml).unwrap()),
    ]
}

/// The tree of a value as a server reads it, or as it is stored.
fn read<'v>(codec: &'v Codec, value: &'v [u8], on_read: bool) -> Decoded<'v> {
    let options = DecodeOptions {
        managed_fields: true,
        on_read,
        json_as_stored: true,
        part: None,
        like: None,
    };
    codec.decode(value, options).unwrap()
}

/// The object that a server sends of a value, at a revision of its own.
fn as_sent<'v>(codec: &'v Codec, value: &'v [u8]) -> Value<'v> {
    let decoded = read(codec, value, true);
    assert_eq!((decoded.unknown_field, decoded.dropped_field), (None, None));
    let mut object = decoded.object;
    let meta = object.as_object_mut().unwrap().get_mut("metadata").unwrap();
    let meta = meta.as_object_mut().unwrap();
    meta.insert("resourceVersion", Value::str("42"));
    object
}

/// Compares the stored message with the one that is made of its tree, where they are said to be the
/// same; returns whether they are.
fn compare_sent(codec: &Codec, value: &[u8]) -> bool {
    let Some(Ok(envelope)) = Envelope::open(value) else {
        return false;
    };
    if let Some(called) = codec.read_as_stored(value, &envelope.api_version, &envelope.kind) {
        assert_eq!(called, NamespacedName::of(&read(codec, value, true).object));
        compare_read(codec, value);
    }
    if !codec.is_sent_as_stored(value, &envelope.api_version, &envelope.kind) {
        return false;
    }
    assert!(
        codec
            .read_as_stored(value, &envelope.api_version, &envelope.kind)
            .is_some()
    );
    let object = as_sent(codec, value);
    let entry = kf::schema::kind(&envelope.api_version, &envelope.kind).unwrap();
    let mut made = Vec::new();
    codec.write_protobuf(&mut made, entry, &object).unwrap();
    let stored = envelope::with_revision(envelope.raw, "42").unwrap();
    let same = stored.iter().zip(&made).take_while(|(a, b)| a == b).count();
    assert_eq!(
        stored[same..],
        made[same..],
        "{} {}, behind {same} bytes",
        envelope.api_version,
        envelope.kind
    );
    true
}

/// Compares an item of a list as a server sends it with what is made of its tree, where it is written
/// from the bytes; returns whether it is.
fn compare_item(codec: &Codec, value: &[u8]) -> bool {
    let Some(Ok(envelope)) = Envelope::open(value) else {
        return false;
    };
    let types = (&*envelope.api_version, &*envelope.kind);
    let (item, written) = twice(|out, memory| {
        let mut emit = Compact::behind(std::mem::take(out));
        let written = codec.write_document(&mut emit, memory, value, types, "42", Order::Sent);
        *out = emit.into_text();
        written.is_some()
    });
    if !written {
        return false;
    }
    let mut object = as_sent(codec, value);
    let members = object.as_object_mut().unwrap();
    members.remove("kind");
    members.remove("apiVersion");
    let entry = kf::schema::kind(&envelope.api_version, &envelope.kind).unwrap();
    let mut made = Vec::new();
    codec.write_json(&mut made, entry, &object, true);
    let [written, made] = [item, made].map(|text| String::from_utf8(text).unwrap());
    assert_eq!(written, made);
    true
}

/// Compares what a message says with what a server makes of it, where that is said to be the same.
fn compare_read(codec: &Codec, value: &[u8]) {
    let (stored, sent) = (read(codec, value, false), read(codec, value, true));
    assert_eq!((sent.unknown_field, sent.dropped_field), (None, None));
    assert_eq!(stored.object, sent.object);
}

/// Compares both ways; returns how many texts were written from the bytes.
fn compare(codec: &Codec, value: &[u8]) -> usize {
    compare_sent(codec, value);
    compare_item(codec, value);
    let found = by_bytes(codec, value);
    let written = found.iter().flatten().count();
    if written > 0 {
        // Nothing is to be said of what is written at once.
        let want = by_tree(codec, value).unwrap();
        for (found, want) in found.into_iter().zip(want) {
            if let Some(found) = found {
                assert_eq!(found, want);
            }
        }
    }
    written
}

/// All values of real clusters.
fn recorded() -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for name in ["snapshots/c136-A.zip", "snapshots/c115-A.db.gz"] {
        let snapshot = Snapshot::open(fixture(name)).unwrap();
        let found = snapshot
            .store()
            .unwrap()
            .fold_records(Vec::new, |found, record| {
                found.extend(record.ok().map(|record| record.value.to_vec()));
            });
        all.extend(found.into_iter().flatten());
    }
    all
}

#[test]
fn documents_of_a_cluster_are_written_at_once() {
    let codec = Codec::new(Minor::new(36));
    let (mut all, mut written, mut sent, mut items) = (0, 0, 0, 0);
    let values = recorded();
    for value in values.iter().filter(|value| value.starts_with(b"k8s\0")) {
        all += 2;
        written += compare(&codec, value);
        sent += 2 * usize::from(compare_sent(&codec, value));
        items += 2 * usize::from(compare_item(&codec, value));
    }
    assert!(sent * 5 > all, "{sent} of {all}");
    assert!(written * 2 > all, "{written} of {all}");
    assert!(items * 2 > all, "{items} of {all}");
}

#[test]
fn documents_are_those_of_trees() {
    let mut written = 0;
    for minor in [15, 20, 28]
        .map(Minor::new)
        .into_iter()
        .chain([Minor::NEWEST])
    {
        let codec = Codec::new(minor);
        for value in stored() {
            written += compare(&codec, &value);
        }
    }
    assert!(written > 1000, "{written}");
}

/// What one writer makes of objects one after the other, and another of each alone, is the same.
fn compare_neighbours(codec: &Codec, types: (&str, &str), values: &[Vec<u8>]) -> usize {
    type Write = for<'v> fn(&Codec, &mut Vec<u8>, &mut Memory<'v>, &'v [u8], (&str, &str)) -> bool;
    let forms: [Write; 3] = [
        |codec, out, memory, value, types| {
            let mut emit = Json::new(out, 2);
            codec
                .write_document(&mut emit, memory, value, types, "42", Order::Printed)
                .is_some()
        },
        |codec, out, memory, value, types| {
            let mut emit = Yaml::list_item(out);
            let written =
                codec.write_document(&mut emit, memory, value, types, "42", Order::Printed);
            emit.end();
            written.is_some()
        },
        |codec, out, memory, value, types| {
            let mut emit = Compact::behind(std::mem::take(out));
            let written = codec.write_document(&mut emit, memory, value, types, "42", Order::Sent);
            *out = emit.into_text();
            written.is_some()
        },
    ];
    let mut compared = 0;
    for write in forms {
        let (mut text, mut memory) = (Vec::new(), Memory::default());
        for value in values {
            let start = text.len();
            let mut alone = Vec::new();
            let fresh = &mut Memory::default();
            let written = write(codec, &mut text, &mut memory, value, types);
            assert_eq!(written, write(codec, &mut alone, fresh, value, types));
            if written {
                let [text, alone] = [&text[start..], &alone].map(String::from_utf8_lossy);
                assert_eq!(text, alone);
                compared += 1;
            } else {
                text.truncate(start);
            }
        }
    }
    compared
}

#[test]
fn neighbours_in_a_list_are_written_as_each_alone() {
    let codec = Codec::new(Minor::new(36));
    let mut compared = 0;
    let mut kinds: BTreeSet<(String, String)> = BTreeSet::new();
    let values = recorded();
    let types = |value: &[u8]| {
        let envelope = Envelope::open(value)?.ok()?;
        Some((envelope.api_version.to_string(), envelope.kind.to_string()))
    };
    kinds.extend(values.iter().filter_map(|value| types(value)));
    for kind in &kinds {
        let of_kind = values.iter().filter(|v| types(v).as_ref() == Some(kind));
        let mut neighbours: Vec<Vec<u8>> = of_kind.cloned().collect();
        // And those that differ from the first in one field each.
        if let Some(first) = neighbours.first().filter(|_| kind.1 == "Pod") {
            let raw = Envelope::open(first).unwrap().unwrap().raw;
            let mut others = Vec::new();
            for raw in variants(raw, 0) {
                let mut value = Vec::new();
                envelope::write(&mut value, &kind.0, &kind.1, &raw);
                others.push(value);
            }
            neighbours.extend(others);
        }
        compared += compare_neighbours(&codec, (&kind.0, &kind.1), &neighbours);
    }
    assert!(compared > 1000, "{compared}");
}

/// Messages with one of their fields, at any depth, taken out, emptied or doubled.
fn variants(message: &[u8], depth: usize) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let mut bytes = kf::bytes::Bytes::new(message);
    let at = |bytes: kf::bytes::Bytes<'_>| message.len() - bytes.len();
    while !bytes.is_empty() {
        let start = at(bytes);
        let Ok(tag) = bytes.varint() else {
            return Vec::new();
        };
        let content = at(bytes);
        let mut inner: Option<&[u8]> = None;
        let read = match tag & 7 {
            2 => bytes.length_delimited().map(|part| inner = Some(part)),
            _ => bytes.skip_field(tag),
        };
        if read.is_err() || tag >> 3 == 0 {
            return Vec::new();
        }
        let end = at(bytes);
        let with = |middle: &[u8]| [&message[..start], middle, &message[end..]].concat();
        all.push(with(&[]));
        all.push(with(&[&message[start..content], &[0]].concat()));
        all.push(with(&[&message[start..end], &message[start..end]].concat()));
        let inner = inner.filter(|_| depth < 9);
        for part in inner.into_iter().flat_map(|part| variants(part, depth + 1)) {
            let mut field = message[start..content].to_vec();
            kf::bytes::put_varint(&mut field, part.len().try_into().unwrap());
            field.extend(part);
            all.push(with(&field));
        }
    }
    all
}

#[test]
fn documents_of_objects_that_lack_something() {
    let mut written = 0;
    for minor in [Minor::new(15), Minor::NEWEST] {
        let codec = Codec::new(minor);
        // Of what a cluster wrote, one object of each kind will do.
        let mut seen = BTreeSet::new();
        let recorded = recorded().into_iter().map(|value| (value, true));
        let made = stored().into_iter().map(|value| (value, false));
        for (value, real) in recorded.chain(made) {
            let Some(Ok(envelope)) = Envelope::open(&value) else {
                continue;
            };
            // All that have defaults and are written at once, and a few that have none.
            let told: &[&str] = match &*envelope.api_version {
                "v1" => &["ConfigMap", "Endpoints", "Event", "Node", "Pod", "Secret"],
                "apps/v1" => &["DaemonSet", "Deployment", "ReplicaSet"],
                "discovery.k8s.io/v1" => &["EndpointSlice"],
                _ => &[],
            };
            if !told.contains(&&*envelope.kind) {
                continue;
            }
            if real && (compare(&codec, &value) == 0 || !seen.insert(envelope.kind.to_string())) {
                continue;
            }
            for raw in variants(envelope.raw, 0) {
                let mut value = Vec::new();
                envelope::write(&mut value, &envelope.api_version, &envelope.kind, &raw);
                written += compare(&codec, &value);
            }
        }
    }
    assert!(written > 1000, "{written}");
}

/// Writes each custom resource of a snapshot at once, and compares it with the text of the object that is read, of which
/// nothing may be said. Returns how many were written, and of how many.
fn compare_custom(name: &str) -> (usize, usize) {
    let snapshot = Snapshot::open(fixture(name)).unwrap();
    let view = snapshot.view().unwrap();
    let (mut written, mut all) = (0, 0);
    for resource in view.catalog().resources() {
        let word = resource.group_resource();
        let Ok(mappings) = view.lookup(&word) else {
            continue;
        };
        for mapping in mappings
            .iter()
            .filter(|m| m.resource().origin == Origin::Custom)
        {
            if !view.writes_items(mapping) {
                continue;
            }
            let mut records = Vec::new();
            let gather = |share: &mut Vec<_>, record: kf::Result<_>| share.extend(record);
            view.records_with(mapping, None, gather, |share: &mut Vec<_>| {
                records.append(share);
                Ok::<(), kf::Error>(())
            })
            .unwrap();
            for record in &records {
                for format in [Format::Json, Format::Yaml] {
                    all += 1;
                    let mut items = Items::default();
                    if !view.write_item(&mut items, format, mapping, record) {
                        continue;
                    }
                    let object = view.object(mapping, *record, ReadOptions::default());
                    let mut object = object.unwrap();
                    object.value.read_as_client();
                    assert_eq!(object.notes, <[String; 0]>::default());
                    let mut wanted = Vec::new();
                    format.write_next_item(&mut wanted, &object.value);
                    let [found, wanted] = [items.text(), &wanted].map(String::from_utf8_lossy);
                    assert_eq!(found, wanted);
                    written += 1;
                }
            }
        }
    }
    (written, all)
}

#[test]
fn custom_resources_of_clusters_are_written_at_once() {
    let (mut written, mut all) = (0, 0);
    for name in [
        "c136-A.zip",
        "c136-B-flat.zip",
        "c115-A.db.gz",
        "c115-C.db.gz",
        "cr-of-removed-version.db.gz",
    ] {
        let counts = compare_custom(&format!("snapshots/{name}"));
        written += counts.0;
        all += counts.1;
    }
    assert!(written * 2 > all && written > 20, "{written} of {all}");
}
