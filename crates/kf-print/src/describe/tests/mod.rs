//! Every description against every object of a cluster, whole and broken.

mod made;
mod newer;

use proptest::prelude::*;

use super::*;
use kf_base::time::Timestamp;
use kf_object::Map;
use kf_view::{ReadOptions, Snapshot};

const NOW: Timestamp = Timestamp {
    seconds: 1_795_371_851,
    nanos: 0,
};

fn snapshot() -> Snapshot {
    Snapshot::open(kf_testing::fixture("snapshots/c136-A.zip")).unwrap()
}

#[test]
fn kinds_stand_once() {
    let all: Vec<&Kind> = KINDS.iter().copied().flatten().collect();
    for (i, kind) in all.iter().enumerate() {
        let same = |k: &&&Kind| k.group == kind.group && k.kind == kind.kind;
        assert_eq!(all[i..].iter().filter(same).count(), 1, "{}", kind.kind);
    }
}

#[test]
fn every_object_has_a_description() {
    let snapshot = snapshot();
    let view = snapshot.view().unwrap();
    let context = Context::new(&view, NOW, true);
    let mut described = 0;
    for resource in view.catalog().resources() {
        let Some(version) = resource.preferred() else {
            continue;
        };
        let mapping = view.mapping_of_kind(&resource.group, version, &resource.kind);
        let describer = Describer::new(&view, &mapping.unwrap()).unwrap();
        let read = ReadOptions::default();
        let Ok(objects) = view.list(describer.mapping(), None, read) else {
            continue;
        };
        for object in objects {
            let text = describer.describe(&object.unwrap().value, &context);
            assert!(text.unwrap().starts_with(b"Name:  "), "{}", resource.kind);
            described += 1;
        }
    }
    assert!(described > 500, "{described}");
    assert!(context.take_problems().is_empty());
}

#[test]
fn what_cannot_be_read_is_no_answer() {
    let snapshot = Snapshot::open(kf_testing::fixture("snapshots/enc-aescbc-A.db.gz")).unwrap();
    let view = snapshot.view().unwrap();
    let context = Context::new(&view, NOW, true);
    assert!(context.objects("secrets.v1.", None).is_empty());
    let problems = context.take_problems();
    assert!(!problems.is_empty());
    let encrypted = |e: &Error| e.kind() == kf_base::ErrorKind::Encrypted;
    assert!(problems.iter().all(encrypted));
    // Said once.
    let _ = context.objects("secrets.v1.", Some("prod"));
    assert!(context.take_problems().is_empty());
}

fn leaf() -> impl Strategy<Value = Value<'static>> {
    prop_oneof![
        Just(Value::Null),
        Just(Value::Bool(true)),
        any::<i64>().prop_map(Value::Int),
        Just(Value::Float(1e300)),
        "[a-z:/\t\n%\u{e9}-]{0,9}".prop_map(|s| Value::String(s.into())),
        Just(Value::Array(Vec::new())),
        Just(Value::Object(Map::new())),
        Just(Value::Array(vec![Value::Null, Value::Object(Map::new())])),
        Just(Value::String("9".repeat(300).into())),
        Just(Value::String("\u{e9}".repeat(300).into())),
        Just(Value::str("0001-01-01T00:00:00Z")),
        Just(Value::str("9999-12-31T23:59:59Z")),
    ]
}

/// Puts a value somewhere into another one; each step picks a member.
fn put_at(value: &mut Value<'static>, steps: &[usize], new: Value<'static>) {
    let Some((step, rest)) = steps.split_first() else {
        *value = new;
        return;
    };
    match value {
        Value::Object(members) if !members.is_empty() => {
            let n = step % members.len();
            let (_, member) = members.iter_mut().nth(n).unwrap();
            put_at(member, rest, new);
        }
        Value::Array(items) if !items.is_empty() => {
            let n = step % items.len();
            put_at(&mut items[n], rest, new);
        }
        _ => *value = new,
    }
}

#[test]
fn broken_objects_break_nothing() {
    let snapshot = snapshot();
    let view = snapshot.view().unwrap();
    let context = Context::new(&view, NOW, true);
    let mut samples: Vec<(&Kind, Value<'static>)> = Vec::new();
    for kind in KINDS.iter().copied().flatten() {
        let mapping = view.mapping_of_kind(kind.group, kind.versions[0], kind.kind);
        let Some(mapping) = mapping else { continue };
        let objects = view.list(&mapping, None, ReadOptions::default()).unwrap();
        // The longest is the one with the most in it.
        let objects = objects.map(|o| o.unwrap().value);
        let longest = objects.max_by_key(|o| format!("{o:?}").len());
        samples.extend(longest.map(|o| (kind, o.into_owned())));
    }
    let change = (prop::collection::vec(0..30usize, 1..8), leaf());
    let changes = prop::collection::vec(change, 1..6);
    proptest!(|(sample in 0..samples.len(), changes in changes)| {
        let (kind, mut object) = samples[sample].clone();
        for (steps, value) in changes {
            put_at(&mut object, &steps, value);
        }
        let mut writer = Writer::new();
        let _ = (kind.describe)(&mut writer, &object, &context);
        let _ = writer.finish();
        let mut writer = Writer::new();
        generic::describe(&mut writer, &object, &context).unwrap();
        writer.finish().unwrap();
    });
}

/// What is related to many claims is looked at once for all of them, not once for each.
#[test]
fn many_claims_and_pods_are_looked_at_once() {
    let looked = |n: usize| {
        let mut objects = Vec::new();
        for i in 0..n {
            objects.push((
                format!("/registry/persistentvolumeclaims/d/c{i}"),
                // The uid that all pods have.
                format!(
                    r#"{{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{{"name":"c{i}","namespace":"d","uid":"c{i}","ownerReferences":[{{"apiVersion":"v1","kind":"Pod","name":"p","uid":"u"}}]}},"spec":{{}}}}"#
                ),
            ));
            objects.push((
                format!("/registry/pods/d/p{i}"),
                format!(
                    r#"{{"apiVersion":"v1","kind":"Pod","metadata":{{"name":"p{i}","namespace":"d","uid":"u"}},"spec":{{"containers":[],"volumes":[{{"name":"v","persistentVolumeClaim":{{"claimName":"c{i}"}}}}]}}}}"#
                ),
            ));
        }
        let puts: Vec<_> = (2..)
            .zip(&objects)
            .map(|(revision, (key, value))| (key.as_str(), revision, value.as_str()))
            .collect();
        let file = kf_testing::etcd::key_space(&puts);
        let input = kf_file::input::Input::from_reader("claims", &mut &*file, &Default::default());
        let snapshot = Snapshot::new(input.unwrap());
        let view = snapshot.view().unwrap();
        let mapping = view.lookup("pvc").unwrap().remove(0);
        let describer = Describer::new(&view, &mapping).unwrap();
        let context = Context::new(&view, NOW, true);
        let claims = view.list(describer.mapping(), None, ReadOptions::default());
        for (i, claim) in claims.unwrap().enumerate() {
            let text = describer.describe(&claim.unwrap().value, &context).unwrap();
            let text = String::from_utf8(text).unwrap();
            assert!(text.contains("Used By:       p"), "{i}: {text}");
        }
        context.looked.get()
    };
    assert_eq!((looked(40), looked(80)), (3 * 40, 3 * 80));
}
