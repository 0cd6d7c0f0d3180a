use super::*;
use crate::crd_conversion::to_v1;
use crate::testing::{parse, text};
use kf_base::ErrorKind;
use proptest::prelude::*;

/// A definition of `g.io` with the schema of `v1` and of `v2`.
fn crd(v1: &str, v2: &str, more: &str) -> Value<'static> {
    parse(&format!(
        r#"{{"spec":{{"group":"g.io","names":{{"kind":"Foo"}},{more}
            "versions":[{{"name":"v1","schema":{{"openAPIV3Schema":{v1}}}}},
                        {{"name":"v2","schema":{{"openAPIV3Schema":{v2}}}}}]}}}}"#
    ))
}

const V36: Minor = Minor::new(36);

fn reader(schema: &str, minor: Minor) -> CustomResources {
    CustomResources::new(&crd(schema, "{}", ""), minor).unwrap()
}

/// An object of v1 whose members besides type and metadata are `members`.
fn foo(members: &str) -> Value<'static> {
    let mut object = parse(members);
    for (key, value) in [("apiVersion", "g.io/v1"), ("kind", "Foo")] {
        set(&mut object, key, Value::str(value));
    }
    if object.get("metadata").is_none() {
        let metadata = r#"{"creationTimestamp":"2024-01-01T00:00:00Z","generation":1,"name":"a"}"#;
        set(&mut object, "metadata", parse(metadata));
    }
    object
}

fn set(object: &mut Value<'static>, key: &'static str, value: Value<'static>) {
    object.as_object_mut().unwrap().insert(key, value);
}

#[track_caller]
fn check(reader: &CustomResources, stored: &str, wanted: &str) {
    let mut object = foo(stored);
    reader.read(&mut object, "v1").unwrap();
    assert_eq!(text(&object), text(&foo(wanted)));
}

/// The metadata that comes out for the one stored.
fn metadata(stored: &str, minor: Minor) -> String {
    let mut object = foo(&format!(r#"{{"metadata":{stored}}}"#));
    let reader = reader(r#"{"type":"object"}"#, minor);
    reader.read(&mut object, "v1").unwrap();
    text(object.get("metadata").unwrap())
}

/// Objects stored by kube-apiservers 1.36.3 and 1.15.3 and what these gave out in each version.
#[test]
fn served_by_real_servers() {
    let samples = parse(include_str!("../../../../fixtures/crd/samples.json"));
    for sample in samples.as_array().unwrap() {
        let minor = u8::try_from(sample.get("minor").and_then(Value::as_int).unwrap()).unwrap();
        let minor = Minor::new(minor);
        let crd = to_v1(sample.get("stored").unwrap().clone(), minor).unwrap();
        let reader = CustomResources::new(&crd, minor).unwrap();
        for object in sample.get("objects").and_then(Value::as_array).unwrap() {
            let served = object.get("served").and_then(Value::as_object).unwrap();
            for (version, wanted) in served.iter() {
                let mut got = object.get("stored").unwrap().clone();
                reader.read(&mut got, version).unwrap();
                assert_eq!(text(&got), text(wanted));
            }
        }
    }
}

#[test]
fn unknown_fields_are_pruned() {
    let schema = r#"{"properties":{
        "spec":{"properties":{
            "properties":{"type":"object"},
            "items":{"items":{"properties":{"a":{}}}},
            "map":{"additionalProperties":{"properties":{"a":{}}}},
            "any":{"additionalProperties":true},
            "port":{"x-kubernetes-int-or-string":true},
            "open":{"x-kubernetes-preserve-unknown-fields":true,"properties":{"shut":{}},
                "items":{"x-kubernetes-preserve-unknown-fields":true}}}}}}"#;
    let stored = r#"{"x":1,"spec":{"x":1,"properties":{"x":1},"items":[{"a":1,"x":1},2,[{"x":1}]],
        "map":{"k":{"a":1,"x":1}},"any":{"k":{"x":1},"l":[{"x":1}],"m":1},"port":"http",
        "open":{"x":{"y":1},"shut":{"x":1}}}}"#;
    let wanted = r#"{"spec":{"properties":{},"items":[{"a":1},2,[{}]],
        "map":{"k":{"a":1}},"any":{"k":{},"l":[{}],"m":1},"port":"http",
        "open":{"x":{"y":1},"shut":{}}}}"#;
    check(&reader(schema, V36), stored, wanted);
    check(&reader(schema, Minor::new(15)), stored, wanted);
    check(&reader(schema, Minor::new(14)), stored, stored);
    let preserve = crd(schema, "{}", r#""preserveUnknownFields":true,"#);
    let preserve = CustomResources::new(&preserve, V36).unwrap();
    check(&preserve, stored, stored);
}

#[test]
fn nulls_and_defaults() {
    let schema = r#"{"properties":{"spec":{"default":{},"properties":{
        "gone":{}, "kept":{"nullable":true},
        "size":{"default":3}, "maybe":{"default":4,"nullable":true}, "none":{"default":null},
        "map":{"additionalProperties":{"default":{"n":1},"properties":{"d":{"default":5}}}},
        "list":{"items":{"properties":{"d":{"default":{"a":1,"unknown":2}}}}},
        "nested":{"default":{},"properties":{"d":{"default":{"e":[]},
            "properties":{"e":{},"f":{"default":6}}}}}}}}}"#;
    let defaulted = r#""size":3,"maybe":4,"nested":{"d":{"e":[],"f":6}}"#;
    check(
        &reader(schema, V36),
        "{}",
        &format!(r#"{{"spec":{{{defaulted}}}}}"#),
    );
    let stored = r#"{"spec":{"gone":null,"kept":null,"size":null,"maybe":null,"nested":null,
        "map":{"a":null,"b":{}},"list":[{},null,{"d":1}]}}"#;
    check(
        &reader(schema, V36),
        stored,
        r#"{"spec":{"kept":null,"size":3,"maybe":null,"nested":{"d":{"e":[],"f":6}},
            "map":{"a":{"d":5},"b":{"d":5}},"list":[{"d":{}},null,{"d":1}]}}"#,
    );
    check(
        &reader(schema, Minor::new(19)),
        stored,
        r#"{"spec":{"gone":null,"kept":null,"size":null,"maybe":null,"nested":null,
            "map":{"a":null,"b":{"d":5}},"list":[{"d":{}},null,{"d":1}]}}"#,
    );
    check(&reader(schema, Minor::new(15)), "{}", "{}");
}

#[test]
fn metadata_goes_through_object_meta() {
    let stored = r#"{"name":"a","unknown":1,"labels":{"a":null,"b":"c"},"annotations":{},
        "namespace":1,"generation":0,"finalizers":[null,"f"],"deletionGracePeriodSeconds":0,
        "creationTimestamp":"2024-01-01T02:00:00.5+02:00","deletionTimestamp":null,
        "clusterName":"c","ownerReferences":[{"name":"o","x":1,"controller":false},null],
        "managedFields":[{"manager":"m","operation":"","subresource":"s","time":null,
            "fields":{},"fieldsV1":{"f:a":{}}}]}"#;
    let common = r#""creationTimestamp":"2024-01-01T00:00:00Z","deletionGracePeriodSeconds":0,"finalizers":["","f"],"#;
    let owners = r#""name":"a","ownerReferences":[{"apiVersion":"","controller":false,"kind":"","name":"o","uid":""},{"apiVersion":"","kind":"","name":"","uid":""}]}"#;
    assert_eq!(
        metadata(stored, V36),
        format!(
            r#"{{{common}"generation":1,"labels":{{"a":"","b":"c"}},"managedFields":[{{"fieldsV1":{{"f:a":{{}}}},"manager":"m","subresource":"s"}}],{owners}"#
        )
    );
    assert_eq!(
        metadata(stored, Minor::new(15)),
        format!(
            r#"{{"clusterName":"c",{common}"labels":{{"a":"","b":"c"}},"managedFields":[{{"fields":{{}},"manager":"m"}}],{owners}"#
        )
    );
    // A field with one bad member goes as a whole.
    assert_eq!(
        metadata(r#"{"labels":{"a":1,"b":"c"}}"#, V36),
        r#"{"generation":1}"#
    );
    assert_eq!(metadata("null", Minor::new(34)), r#"{"generation":1}"#);
    let old = r#"{"creationTimestamp":null,"generation":1}"#;
    assert_eq!(metadata("{}", Minor::new(33)), old);
    assert_eq!(
        metadata(r#"{"creationTimestamp":"yesterday"}"#, Minor::new(33)),
        old
    );
    assert_eq!(
        metadata(
            r#"{"creationTimestamp":"0001-01-01T00:00:00Z"}"#,
            Minor::new(33)
        ),
        old
    );
    // 1.10 and before hand out what is stored.
    assert_eq!(
        metadata(r#"{"labels":{"a":1}}"#, Minor::new(10)),
        r#"{"labels":{"a":1}}"#
    );
}

#[test]
fn embedded_resources() {
    let schema = r#"{"properties":{"t":{"x-kubernetes-embedded-resource":true,"properties":{
        "spec":{}}}}}"#;
    check(
        &reader(schema, Minor::new(30)),
        r#"{"t":{"apiVersion":"v1","kind":1,"x":1,"spec":{"x":1},
            "metadata":{"name":"a","x":1,"labels":1}}}"#,
        r#"{"t":{"apiVersion":"v1","spec":{},"metadata":{"name":"a"}}}"#,
    );
    // What is not even an object passes the first time and fails the second.
    let mut object = foo(r#"{"t":{"metadata":1}}"#);
    let error = reader(schema, Minor::new(30))
        .read(&mut object, "v1")
        .unwrap_err();
    assert!(error.is_corrupt());
}

#[test]
fn conversion() {
    let v1 = r#"{"properties":{"a":{},"b":{},"c":{"default":1}}}"#;
    let v2 = r#"{"properties":{"b":{},"c":{},"d":{"default":1}}}"#;
    let none = CustomResources::new(&crd(v1, v2, ""), V36).unwrap();
    let mut object = foo(r#"{"a":1,"b":2}"#);
    none.read(&mut object, "v2").unwrap();
    let mut wanted = foo(r#"{"b":2,"c":1}"#);
    set(&mut wanted, "apiVersion", Value::str("g.io/v2"));
    assert_eq!(text(&object), text(&wanted));
    assert!(none.can_convert("v1", "v2"));

    let error = none.read(&mut foo("{}"), "v3").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    let mut unknown = foo("{}");
    set(&mut unknown, "apiVersion", Value::str("g.io/v0"));
    assert!(none.read(&mut unknown, "v1").unwrap_err().is_corrupt());

    let webhook = crd(v1, v2, r#""conversion":{"strategy":"Webhook"},"#);
    let webhook = CustomResources::new(&webhook, V36).unwrap();
    assert!(!webhook.can_convert("v1", "v2") && webhook.can_convert("v1", "v1"));
    check(&webhook, "{}", r#"{"c":1}"#);
    let error = webhook.read(&mut foo("{}"), "v2").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert!(error.message().contains("stored as g.io/v1"));
}

#[test]
fn schemas_that_are_not_structural() {
    for schema in [
        r##"{"$ref":"#/a"}"##,
        r#"{"patternProperties":{"a":{}}}"#,
        r#"{"items":[{}]}"#,
        r#"{"properties":{"a":{"x-kubernetes-preserve-unknown-fields":false}}}"#,
        r#"{"allOf":[{"properties":{"a":{"additionalItems":false}}}]}"#,
        r#"{"not":{"definitions":{"a":{}}}}"#,
    ] {
        let error = CustomResources::new(&crd(schema, "{}", ""), V36).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{schema}");
        let open = crd(schema, "{}", r#""preserveUnknownFields":true,"#);
        check(
            &CustomResources::new(&open, V36).unwrap(),
            r#"{"x":null}"#,
            r#"{"x":null}"#,
        );
    }
    let error = CustomResources::new(&crd(r#"{"properties":1}"#, "{}", ""), V36).unwrap_err();
    assert!(error.is_corrupt());
}

#[test]
fn hostile_schemas_and_objects() {
    let mut deep = Value::Object(kf_object::Map::new());
    for _ in 0..kf_base::limits::MAX_NESTING + 1 {
        deep = Value::Object(kf_object::Map::from_iter([("items".into(), deep)]));
    }
    let error = Structural::parse(&deep).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);

    let big = vec!["1"; 50_000].join(",");
    let bomb = format!(
        r#"{{"properties":{{"l":{{"items":{{"properties":{{"d":{{"default":[{big}]}}}}}}}}}}}}"#
    );
    let items = vec!["{}"; 5_000].join(",");
    let mut object = foo(&format!(r#"{{"l":[{items}]}}"#));
    let error = reader(&bomb, V36).read(&mut object, "v1").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
}

/// JSON made of the words that mean something in a schema.
fn any_json() -> impl Strategy<Value = Value<'static>> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (0..3_i64).prop_map(Value::Int),
        Just(Value::str("a")),
    ];
    leaf.prop_recursive(6, 48, 4, |inner| {
        let key = prop::sample::select(vec![
            "properties",
            "additionalProperties",
            "items",
            "default",
            "nullable",
            "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-embedded-resource",
            "metadata",
            "a",
            "b",
        ]);
        let member = (key.prop_map(Cow::Borrowed), inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(Value::Array),
            prop::collection::vec(member, 0..5)
                .prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

proptest! {
    /// No schema and no object is a panic, and what was read once reads the same again.
    #[test]
    fn reading_twice_is_reading_once(schema in any_json(), spec in any_json(), minor in 8..40_u8) {
        let version = [
            (Cow::Borrowed("name"), Value::str("v1")),
            (Cow::Borrowed("schema"), Value::Object([("openAPIV3Schema".into(), schema)].into_iter().collect())),
        ];
        let version = Value::Object(version.into_iter().collect());
        let mut crd = crd("{}", "{}", "");
        let spec_of_crd = crd.as_object_mut().and_then(|m| m.get_mut("spec")).unwrap();
        set(spec_of_crd, "versions", Value::Array(vec![version]));
        if let Ok(reader) = CustomResources::new(&crd, Minor::new(minor)) {
            let mut once = foo("{}");
            set(&mut once, "a", spec);
            if reader.read(&mut once, "v1").is_ok() {
                let mut twice = once.clone();
                reader.read(&mut twice, "v1").unwrap();
                prop_assert_eq!(once, twice);
            }
        }
    }
}
