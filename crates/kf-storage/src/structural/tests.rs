use super::*;
use crate::Order;
use crate::crd_conversion::to_v1;
use crate::testing::{parse, text};
use kf_base::ErrorKind;
use kf_object::encode::emit::{Compact, Json, Yaml};
use kf_object::encode::{json, yaml};
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
    let changes = text(&object) != text(&foo(wanted));
    let written = written(reader, &object, "v1");
    reader.read(&mut object, "v1").unwrap();
    assert_eq!(text(&object), text(&foo(wanted)));
    assert!(
        !changes || written == 0,
        "written without what is to be changed"
    );
}

/// Writes a stored object without a tree in all forms, and compares the texts with those of its tree. Returns how many
/// were written.
#[track_caller]
fn written(reader: &CustomResources, stored: &Value<'_>, version: &str) -> usize {
    let mut bytes = Vec::new();
    json::write_compact(&mut bytes, stored);
    written_of(reader, &bytes, version)
}

#[track_caller]
fn written_of(reader: &CustomResources, bytes: &[u8], version: &str) -> usize {
    type Write = fn(&CustomResources, &mut Vec<u8>, &[u8], &str) -> bool;
    type Print = fn(&mut Vec<u8>, &Value<'_>);
    let forms: [(bool, Write, Print); 3] = [
        (
            false,
            |reader, out, bytes, version| {
                let mut emit = Json::new(out, 2);
                (reader.write_document(&mut emit, bytes, version, "42", Order::Printed)).is_some()
            },
            |out, object| json::write(out, object, 2),
        ),
        (
            false,
            |reader, out, bytes, version| {
                let mut emit = Yaml::list_item(out);
                let called = reader.write_document(&mut emit, bytes, version, "42", Order::Printed);
                emit.end();
                called.is_some()
            },
            yaml::write_item,
        ),
        (
            true,
            |reader, out, bytes, version| {
                let mut emit = Compact::behind(std::mem::take(out));
                let called = reader.write_document(&mut emit, bytes, version, "42", Order::Sent);
                *out = emit.into_text();
                called.is_some()
            },
            json::write_compact,
        ),
    ];
    let mut count = 0;
    for (sent, write, print) in forms {
        let (mut found, mut wanted) = (Vec::new(), Vec::new());
        if !write(reader, &mut found, bytes, version) {
            continue;
        }
        let mut object = kf_object::parse::json::parse(bytes).unwrap();
        reader.read(&mut object, version).unwrap();
        let metadata = object.as_object_mut().unwrap().get_mut("metadata").unwrap();
        let members = metadata.as_object_mut().unwrap();
        if !sent {
            members.remove("managedFields");
        }
        members.insert("resourceVersion", Value::str("42"));
        if !sent {
            object.read_as_client();
        }
        print(&mut wanted, &object);
        let [found, wanted] = [found, wanted].map(|text| String::from_utf8(text).unwrap());
        assert_eq!(found, wanted);
        count += 1;
    }
    count
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
    let mut at_once = 0;
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
                at_once += written(&reader, &got, version);
                reader.read(&mut got, version).unwrap();
                assert_eq!(text(&got), text(wanted));
            }
        }
    }
    assert!(at_once > 9, "{at_once}");
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
fn what_a_server_stored_is_written_at_once() {
    let schema = r#"{"properties":{
        "spec":{"properties":{"a":{},"b":{"default":1},"list":{"items":{"properties":{"c":{"default":{}}}}},
            "map":{"additionalProperties":{"properties":{"d":{}}}},
            "open":{"x-kubernetes-preserve-unknown-fields":true,"properties":{"e":{"default":1}}},
            "wide":{"x-kubernetes-preserve-unknown-fields":true,"items":{"properties":{"f":{}}}},
            "any":{"additionalProperties":true},
            "x":{"x-kubernetes-embedded-resource":true}}},
        "status":{"default":{}}}}"#;
    let reader = reader(schema, V36);
    let whole = |members: &str| {
        let object = foo(&format!(r#"{{{members},"status":{{}}}}"#));
        written(&reader, &object, "v1")
    };
    for members in [
        r#""spec":{"b":1}"#,
        r#""spec":{"a":[1000000.0,1e21],"b":1000000.0}"#,
        r#""spec":{"a":{},"b":-1.5e30,"list":[{"c":1},{"c":{}}],"map":{"k":{"d":"<\n\u2028"}}}"#,
        r#""spec":{"b":true,"open":{"b":null,"e":0,"x":[null,{"y":[[]]}]},"wide":[{"f":1,"g":[{"h":2}]}]}"#,
        r#""spec":{"any":{"k":{},"l":[{},1]},"b":1}"#,
        r#""metadata":{"generation":3,"labels":{"b":"c","a":1},"managedFields":[{"manager":"m","x":1}],
            "name":"a","odd":1},"spec":{"b":"\u00e9"}"#,
    ] {
        assert_eq!(whole(members), 3, "{members}");
    }
    for members in [
        // A default, a member nobody knows, a null, and what is embedded.
        r#""spec":{"a":1}"#,
        r#""spec":{"b":1,"c":1}"#,
        r#""spec":{"a":null,"b":1}"#,
        r#""spec":{"b":1,"list":[{}]}"#,
        r#""spec":{"b":1,"list":[null]}"#,
        r#""spec":{"b":1,"map":{"k":{"e":1}}}"#,
        r#""spec":{"b":1,"open":{"f":1}}"#,
        r#""spec":{"any":{"k":{"x":1}},"b":1}"#,
        r#""spec":{"b":1,"x":{}}"#,
        r#""spec":{"b":1},"unknown":1"#,
        // What has no name, or one of another sort.
        r#""metadata":{"generation":1},"spec":{"b":1}"#,
        r#""metadata":{"name":1},"spec":{"b":1}"#,
        r#""metadata":[],"spec":{"b":1}"#,
    ] {
        assert_eq!(whole(members), 0, "{members}");
    }
    let object = foo(r#"{"spec":{"b":1}}"#);
    assert_eq!(written(&reader, &object, "v1"), 0);
    for (key, value) in [
        ("kind", "Bar"),
        ("apiVersion", "g.io/v2"),
        ("apiVersion", "h.io/v1"),
        ("apiVersion", "v1"),
    ] {
        let mut other = foo(r#"{"spec":{"b":1},"status":{}}"#);
        set(&mut other, key, Value::str(value));
        assert_eq!(written(&reader, &other, "v1"), 0);
    }
}

#[test]
fn what_nobody_stores_is_not_written_at_once() {
    let reader = reader(r#"{"x-kubernetes-preserve-unknown-fields":true}"#, V36);
    let object = |members: &str| {
        let text = format!(r#"{{"apiVersion":"g.io/v1","kind":"Foo",{members}}}"#);
        written_of(&reader, text.as_bytes(), "v1")
    };
    let metadata = r#""metadata":{"name":"a"}"#;
    assert_eq!(object(metadata), 3);
    assert_eq!(object(&format!(r#"{metadata},"x":"\ud800\u0061""#)), 3);
    assert_eq!(object(&format!("{metadata} ,\n\"x\" : [1 , 2]")), 3);
    for members in [
        format!(r#"{metadata},"x":1,"x":2"#),
        format!(r#"{metadata},"x":{{"b":1,"a":2}}"#),
        format!(r#""a":1,{metadata}"#),
        format!(r#"{metadata},{metadata}"#),
        format!(r#"{metadata},"x":1e999"#),
        format!(r#"{metadata},"x":01"#),
        format!(r#"{metadata}}}{{"x":1"#),
        r#""metadata":{"name":"a","labels":{},"generation":1}"#.to_owned(),
        r#""metadata":{"name":"\u0061"}"#.to_owned(),
        r#""metadata":{"managedFields":[1e999],"name":"a"}"#.to_owned(),
    ] {
        assert_eq!(object(&members), 0, "{members}");
    }
    // Only the order of YAML's keys is another.
    assert_eq!(object(&format!(r#"{metadata},"x":{{"a10":1,"a9":2}}"#)), 2);
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

/// A schema, mostly of what `any_json` makes.
fn any_schema() -> impl Strategy<Value = Value<'static>> {
    let flag = || prop::option::weighted(0.2, any::<bool>().prop_map(Value::Bool));
    let default = || prop::option::weighted(0.1, any_json());
    let leaf = (flag(), flag(), default()).prop_map(|(nullable, keeps, default)| {
        let members = [
            ("nullable", nullable),
            (
                "x-kubernetes-preserve-unknown-fields",
                keeps.filter(|k| *k == Value::Bool(true)),
            ),
            ("default", default),
        ];
        let members = members
            .into_iter()
            .filter_map(|(key, value)| Some((key.into(), value?)));
        Value::Object(members.collect())
    });
    leaf.prop_recursive(4, 32, 5, move |inner| {
        let key = prop::sample::select(vec!["a", "b", "items", "default", "metadata", "nullable"]);
        let member = (key.prop_map(Cow::Borrowed), inner.clone());
        let properties = prop::collection::vec(member, 0..5)
            .prop_map(|m| Value::Object(m.into_iter().collect()));
        let additional = prop_oneof![any::<bool>().prop_map(Value::Bool), inner.clone()];
        let of = |p| prop::option::weighted(p, inner.clone());
        (
            inner.clone(),
            properties,
            prop::option::weighted(0.2, additional),
            of(0.4),
        )
            .prop_map(|(mut schema, properties, additional, items)| {
                set(&mut schema, "properties", properties);
                for (key, value) in [("additionalProperties", additional), ("items", items)] {
                    if let Some(value) = value {
                        set(&mut schema, key, value);
                    }
                }
                schema
            })
    })
}

proptest! {
    /// What is written without a tree is what is made of one.
    #[test]
    fn both_ways_are_the_same(
        schema in any_schema(), members in prop::collection::vec(("[a-e]", any_json()), 0..4), preserve in any::<bool>(),
    ) {
        let root = format!(r#"{{"properties":{{"a":{0},"b":{0},"c":{{"items":{0}}}}}}}"#, text(&schema));
        let more = if preserve { r#""preserveUnknownFields":true,"# } else { "" };
        if let Ok(reader) = CustomResources::new(&crd(&root, "{}", more), V36) {
            let mut object = foo("{}");
            for (key, value) in members {
                object.as_object_mut().unwrap().insert(key, value);
            }
            written(&reader, &object, "v1");
            // What was read once is mostly as a server stores it.
            if reader.read(&mut object, "v1").is_ok() {
                written(&reader, &object, "v1");
            }
        }
    }

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
