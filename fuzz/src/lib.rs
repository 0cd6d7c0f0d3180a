//! What each fuzz target does with its bytes: `cargo +nightly fuzz run TARGET`.
//!
//! A target calls one parser as the program does, and asserts what must hold of any answer. The
//! files under `../fixtures` are good seeds. An input that breaks something becomes a test beside the
//! parser.

use std::str;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kf::answer::{Ask, Body, Offer, Response, respond};
use kf::bbolt::{Db, Direction, Scan};
use kf::dump;
use kf::etcd::{Overlay, Store, Want, wal};
use kf::input::{DumpForm, Input, KeyFiles, OpenOptions, SqlDialect};
use kf::kine;
use kf::object::Value;
use kf::object::encode::emit::{Json, Yaml};
use kf::object::encode::{Format, json as write_json};
use kf::object::parse::json as parse_json;
use kf::object::parse::yaml as parse_yaml;
use kf::object::quantity::{Quantity, canonical};
use kf::object::redact::Redactor;
use kf::query::fields::{Fields, Selector as FieldSelector};
use kf::query::go_template::GoTemplate;
use kf::query::jsonpath::Template;
use kf::query::labels::Selector as LabelSelector;
use kf::schema::Minor;
use kf::snapshot::{Expect, Snapshot, View, ViewOptions};
use kf::storage::serializer::cbor as parse_cbor;
use kf::storage::structural::CustomResources;
use kf::storage::{Codec, DecodeOptions, Memory, Order};
use kf::time;

/// Decompressed bytes that an input may come to here, so that a bomb shows as an error.
const MOST: u64 = 64 << 20;

/// A bbolt file: every bucket forwards and backwards.
pub fn bbolt(data: &[u8]) {
    let Ok(db) = Db::open(data) else {
        return;
    };
    // A walk may not be longer than the file has room for elements.
    let most = data.len() / 16 + 2;
    for bucket in db.buckets().take(most).filter_map(Result::ok) {
        let forwards = db.entries(bucket, Direction::Forward).take(4 * most);
        assert!(forwards.count() < 4 * most, "the walk does not end");
        let backwards = db.entries(bucket, Direction::Reverse).take(4 * most);
        assert!(backwards.count() < 4 * most, "the walk back does not end");
    }
}

/// A segment of a write-ahead log, replayed on an empty store.
pub fn wal(data: &[u8]) {
    let empty = Overlay::new();
    let store = Store::from_overlay(&empty);
    let name = "0000000000000000-0000000000000000.wal";
    let replayed = wal::replay(&store, &[(name, data)], &[]);
    assert!(replayed.overlay.len() >= usize::from(replayed.report.revision > 1));
    let after = Store::from_overlay(&replayed.overlay);
    assert!(after.latest(None, &Want::all()).is_ok());
}

/// An etcd key space: its newest state, an older one and its history.
pub fn etcd(data: &[u8]) {
    let Ok(store) = Db::open(data).and_then(Store::new) else {
        return;
    };
    let _ = store.latest(None, &Want::all());
    let _ = store.latest(
        Some(store.revision() / 2),
        &Want::none().prefix("/registry/"),
    );
    let _ = store.history(1..=i64::MAX, &Want::all());
    let _ = store.sample(8);
}

/// A broken bbolt file: every page, whatever leads there, and what is left over.
pub fn salvage(data: &[u8]) {
    let Ok(db) = Db::open_damaged(data) else {
        return;
    };
    let scan = Scan::of(&db);
    assert!(scan.leaves().len() <= data.len() / 1024 + 1);
    let Ok(store) = Store::salvage(data) else {
        return;
    };
    let _ = store.latest(None, &Want::all());
    // A record takes an element, a key and a value.
    assert!(store.carve(true).len() <= data.len() / 32);
}

/// A file of any kind: what it is, and what is inside an archive.
pub fn input(data: &[u8]) {
    for salvage in [false, true] {
        let mut options = OpenOptions::default();
        options.max_decompressed = MOST;
        options.salvage = salvage;
        let mut reader = data;
        if let Ok(input) = Input::from_reader("fuzz", &mut reader, &options) {
            assert!(input.bytes().len() as u64 <= MOST);
            for companion in input.companions() {
                assert!(companion.bytes().len() as u64 <= MOST);
            }
            let _ = input.form().to_string();
        }
    }
}

/// A stored value, as the oldest, a middle and the newest Kubernetes read it.
pub fn storage(data: &[u8]) {
    for minor in [Minor::OLDEST, Minor::new(20), Minor::NEWEST] {
        for on_read in [false, true] {
            let options = DecodeOptions {
                managed_fields: on_read,
                on_read,
                ..DecodeOptions::default()
            };
            let codec = Codec::new(minor);
            let whole = codec.decode(data, options);
            if let Ok(decoded) = &whole {
                write_all(&decoded.object);
            }
            part(&codec, data, options, &whole);
        }
        document(&Codec::new(minor), data);
    }
    custom(data);
}

/// Schemas by which a custom resource is read: of all that may be, and of little.
static SCHEMAS: LazyLock<[Value<'static>; 3]> = LazyLock::new(|| {
    [
        r#"{"x-kubernetes-preserve-unknown-fields":true}"#,
        r#"{"properties":{"spec":{"x-kubernetes-preserve-unknown-fields":true,"properties":{"a":{"default":1}}},
            "status":{"additionalProperties":{"items":{"nullable":true}}}}}"#,
        r#"{"properties":{"spec":{"properties":{"a":{"items":{"properties":{"b":{"default":{}}}}},
            "c":{"additionalProperties":true},"d":{"x-kubernetes-embedded-resource":true}}},"status":{}}}"#,
    ]
    .map(|schema| parse_json::parse(schema.as_bytes()).unwrap())
});

/// A custom resource that is written from its bytes is what is made of its tree.
fn custom(data: &[u8]) {
    let Ok((api_version, kind)) = kf::storage::peek::type_meta(data) else {
        return;
    };
    let Some((group, version)) = api_version.split_once('/') else {
        return;
    };
    for schema in SCHEMAS.iter() {
        let served = Value::object([
            ("name", Value::str(version)),
            (
                "schema",
                Value::object([("openAPIV3Schema", schema.clone())]),
            ),
        ]);
        let spec = Value::object([
            ("group", Value::str(group)),
            ("names", Value::object([("kind", Value::str(&kind))])),
            ("versions", Value::Array(vec![served])),
        ]);
        let definition = Value::object([("spec", spec)]);
        let Ok(reader) = CustomResources::new(&definition, Minor::NEWEST) else {
            continue;
        };
        let tree = || {
            let mut object = parse_json::parse(data).unwrap();
            reader.read(&mut object, version).unwrap();
            let meta = object.as_object_mut().and_then(|o| o.get_mut("metadata"));
            let meta = meta.and_then(Value::as_object_mut).unwrap();
            meta.remove("managedFields");
            meta.insert("resourceVersion", Value::str("42"));
            object.read_as_client();
            object
        };
        let (mut found, mut want) = (Vec::new(), Vec::new());
        let mut emit = Json::new(&mut found, 0);
        if reader
            .write_document(&mut emit, data, version, "42", Order::Printed)
            .is_some()
        {
            write_json::write(&mut want, &tree(), 0);
            assert_eq!(
                String::from_utf8_lossy(&found),
                String::from_utf8_lossy(&want)
            );
        }
        (found, want) = (Vec::new(), Vec::new());
        let mut emit = Yaml::document(&mut found);
        let written = reader.write_document(&mut emit, data, version, "42", Order::Printed);
        emit.end();
        if written.is_some() {
            Format::Yaml.write(&mut want, &tree());
            assert_eq!(
                String::from_utf8_lossy(&found),
                String::from_utf8_lossy(&want)
            );
        }
    }
}

/// What is written straight from the bytes is what is written of the tree, and what is sent as it is
/// stored is what the tree is sent as.
fn document(codec: &Codec, data: &[u8]) {
    let Ok((api_version, kind)) = kf::storage::peek::type_meta(data) else {
        return;
    };
    let types = (api_version.as_str(), kind.as_str());
    let read = |sent| {
        let options = DecodeOptions {
            managed_fields: sent,
            on_read: true,
            json_as_stored: sent,
            ..DecodeOptions::default()
        };
        let decoded = codec.decode(data, options).unwrap();
        assert_eq!((decoded.unknown_field, decoded.dropped_field), (None, None));
        let mut object = decoded.object.into_owned();
        let meta = object.as_object_mut().and_then(|o| o.get_mut("metadata"));
        let meta = meta.and_then(Value::as_object_mut).unwrap();
        meta.insert("resourceVersion", Value::str("42"));
        if !sent {
            object.read_as_client();
        }
        object
    };
    let (mut found, mut want) = (Vec::new(), Vec::new());
    let mut memory = Memory::default();
    let mut write = |found: &mut Vec<u8>| {
        codec
            .write_document(
                &mut Json::new(found, 0),
                &mut memory,
                data,
                types,
                "42",
                Order::Printed,
            )
            .is_some()
    };
    if write(&mut found) {
        // Once more, when all of it was written before.
        assert!(write(&mut found));
        write_json::write(&mut want, &read(false), 0);
        want.extend_from_within(..);
        assert_eq!(
            String::from_utf8_lossy(&found),
            String::from_utf8_lossy(&want)
        );
    }
    (found, want) = (Vec::new(), Vec::new());
    let mut memory = Memory::default();
    let mut write = |found: &mut Vec<u8>| {
        let mut emit = Yaml::document(found);
        let written =
            codec.write_document(&mut emit, &mut memory, data, types, "42", Order::Printed);
        emit.end();
        written.is_some()
    };
    if write(&mut found) {
        assert!(write(&mut found));
        Format::Yaml.write(&mut want, &read(false));
        want.extend_from_within(..);
        assert_eq!(
            String::from_utf8_lossy(&found),
            String::from_utf8_lossy(&want)
        );
    }
    if codec.is_sent_as_stored(data, types.0, types.1) {
        // Whether it encodes at all is to be seen: numbers on the wire may be longer than need be.
        let entry = kf::schema::kind(types.0, types.1).unwrap();
        codec.write_protobuf(&mut want, entry, &read(true)).unwrap();
    }
}

/// A part of a value is in the whole, and what is to be said of the whole is said of the part.
fn part(
    codec: &Codec,
    data: &[u8],
    options: DecodeOptions<'_>,
    whole: &kf::Result<kf::storage::Decoded<'_>>,
) {
    let Ok((api_version, kind)) = kf::storage::peek::type_meta(data) else {
        return;
    };
    for paths in PARTS {
        if let Some(part) = kf::storage::Part::new(&api_version, &kind, paths.iter().copied()) {
            part_at(codec, data, options, whole, (&part, paths));
        }
    }
    let identity: [&[&str]; 2] = [&["kind"], &["metadata", "namespace"]];
    part_at(
        codec,
        data,
        options,
        whole,
        (&kf::storage::Part::identity(), &identity),
    );
}

/// Paths of members of all kinds, and of pods: in messages, in lists of them, in maps.
const PARTS: [&[&[&str]]; 2] = [
    &[&["metadata", "creationTimestamp"]],
    &[
        &["metadata", "labels"],
        &["metadata", "ownerReferences", "uid"],
        &["spec", "containers", "image"],
        &["spec", "readinessGates"],
        &["status", "conditions", "type"],
        &["status", "podIPs"],
        &["status", "containerStatuses", "restartCount"],
        &["status", "containerStatuses", "state", "waiting", "reason"],
        &["status", "containerStatuses", "state", "running", ""],
    ],
];

fn part_at(
    codec: &Codec,
    data: &[u8],
    options: DecodeOptions<'_>,
    whole: &kf::Result<kf::storage::Decoded<'_>>,
    (part, paths): (&kf::storage::Part, &[&[&str]]),
) {
    let options = DecodeOptions {
        part: Some(part),
        ..options
    };
    let some = codec.decode(data, options);
    if some.as_ref().is_ok_and(|some| some.is_part) {
        beside(codec, data, options);
    }
    match (whole, some) {
        (Ok(whole), Ok(some)) => {
            assert_eq!(some.unknown_field, whole.unknown_field);
            assert_eq!(some.dropped_field, whole.dropped_field);
            for path in paths.iter().chain([&&["metadata", "name"][..]]) {
                let [some, whole] = [&some, &whole].map(|of| at(&of.object, path));
                assert_eq!(some, whole, "{path:?}");
            }
        }
        (Err(whole), Err(some)) => assert_eq!(some.to_string(), whole.to_string()),
        (whole, some) => panic!("{whole:?}, but {some:?}"),
    }
}

/// What of a value lies at a path, in each element of the lists on the way.
fn at(value: &Value<'_>, path: &[&str]) -> String {
    match (value, path.split_first()) {
        (value, None) => format!("{value:?}"),
        (Value::Object(_), Some((&"", _))) => "there".to_owned(),
        (Value::Array(items), _) => items.iter().map(|item| at(item, path) + ",").collect(),
        (value, Some((name, rest))) => value
            .get(name)
            .map_or("nothing".to_owned(), |member| at(member, rest)),
    }
}

/// A value that differs in a byte from one that was found whole is read the same with that beside it.
fn beside(codec: &Codec, data: &[u8], options: DecodeOptions<'_>) {
    let sum = data.iter().map(|&b| usize::from(b)).sum::<usize>();
    let mut other = data.to_vec();
    if let Some(byte) = other.get_mut(sum % data.len().max(1)) {
        *byte ^= 1 << (sum % 8);
    }
    let like = DecodeOptions {
        like: Some(data),
        ..options
    };
    match (codec.decode(&other, options), codec.decode(&other, like)) {
        (Ok(alone), Ok(beside)) => {
            assert_eq!(beside.object, alone.object);
            assert_eq!(beside.unknown_field, alone.unknown_field);
            assert_eq!(beside.dropped_field, alone.dropped_field);
        }
        (Err(alone), Err(beside)) => assert_eq!(beside.to_string(), alone.to_string()),
        (alone, beside) => panic!("{alone:?}, but beside {beside:?}"),
    }
}

fn write_all(value: &Value<'_>) {
    for format in [Format::Json, Format::Yaml, Format::Kyaml] {
        let mut out = Vec::new();
        format.write(&mut out, value);
        assert!(str::from_utf8(&out).is_ok(), "{format:?} is not UTF-8");
    }
}

/// JSON: what is printed reads as the same value.
pub fn json(data: &[u8]) {
    assert!(!parse_json::is_sound(data) || parse_json::parse(data).is_ok());
    if let Ok(value) = parse_json::parse(data) {
        reads_back(&value);
    }
}

/// YAML as manifests have it: any text is documents or an error, and what is printed as JSON reads
/// as the same value.
pub fn manifest(data: &[u8]) {
    for value in parse_yaml::documents(data).into_iter().flatten() {
        reads_back(&value);
    }
}

/// CBOR: what is printed as JSON reads as the same value.
pub fn cbor(data: &[u8]) {
    if let Ok(value) = parse_cbor::decode(data) {
        reads_back(&value);
    }
}

fn reads_back(value: &Value<'_>) {
    let text = json_text(value);
    let mut again = parse_json::parse(&text).expect("what is printed parses");
    // Not the values: a float may be printed as an integer.
    if text != json_text(&again) {
        // Nor the texts where there is a negative zero. It is printed as `-0`, which reads as the
        // integer 0, as Go has it.
        let mut value = value.clone();
        for value in [&mut value, &mut again] {
            each_number(value, &|f| {
                if f == 0.0 {
                    Value::Int(0)
                } else {
                    Value::Float(f)
                }
            });
        }
        assert_eq!(json_text(&value), json_text(&again));
    }
}

/// Makes something else of each float.
fn each_number(value: &mut Value<'_>, make: &dyn Fn(f64) -> Value<'static>) {
    match value {
        Value::Float(f) => *value = make(*f),
        Value::Array(items) => items.iter_mut().for_each(|item| each_number(item, make)),
        Value::Object(members) => {
            for (_, member) in members.iter_mut() {
                each_number(member, make);
            }
        }
        _ => {}
    }
}

/// Whether all keys and all texts are what is asked.
fn all_texts(value: &Value<'_>, key: &dyn Fn(&str) -> bool, text: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::String(s) => text(s),
        Value::Array(items) => items.iter().all(|item| all_texts(item, key, text)),
        Value::Object(members) => {
            (members.iter()).all(|(name, member)| key(name) && all_texts(member, key, text))
        }
        _ => true,
    }
}

fn json_text(value: &Value<'_>) -> Vec<u8> {
    let mut text = Vec::new();
    Format::Json.write(&mut text, value);
    text
}

/// What the secret texts of [`redact`] start with. Its bytes are a multiple of three, so that
/// base64 of the whole starts with base64 of this.
const PLANTED: &str = "zQ9xKv#t7";
const PLANTED_IN_BASE64: &str = "elE5eEt2I3Q3";

/// A Secret, or an object with Secrets anywhere in it: nothing of what their `data` and
/// `stringData` say is left when it was redacted, wherever a copy of the object stands, and a
/// second time changes nothing.
pub fn redact(data: &[u8]) {
    let Ok(mut secret) = parse_json::parse(data) else {
        return;
    };
    let given = String::from_utf8(json_text(&secret)).expect("JSON is UTF-8");
    if [PLANTED, PLANTED_IN_BASE64]
        .iter()
        .any(|p| given.contains(p))
    {
        return;
    }
    if let Value::Object(members) = &mut secret {
        members.insert("kind", Value::str("Secret"));
    }
    plant(&mut secret);
    let copy = String::from_utf8(json_text(&secret)).expect("JSON is UTF-8");
    let mut list = parse_json::parse(LIST).expect("a list");
    if let Some(items) = list.as_object_mut().and_then(|l| l.get_mut("items"))
        && let Value::Array(items) = items
    {
        // In an annotation of its own and of another object, and in a file.
        for item in items.iter_mut().filter_map(Value::as_object_mut) {
            for place in ["metadata", "data"] {
                let place = item.get_mut(place).and_then(Value::as_object_mut);
                for (_, value) in place.into_iter().flat_map(|p| p.iter_mut()) {
                    if let Value::Object(annotations) = value {
                        annotations.insert(LAST_APPLIED, Value::String(copy.clone().into()));
                    } else if value.as_str() == Some("FILE") {
                        *value = Value::String(copy.clone().into());
                    }
                }
            }
        }
        items.push(secret);
    }
    let redactor = Redactor::new(b"salt");
    redactor.apply(&mut list);
    let once = json_text(&list);
    let text = str::from_utf8(&once).expect("JSON is UTF-8");
    for planted in [PLANTED, PLANTED_IN_BASE64] {
        assert!(!text.contains(planted), "{planted} is left in {text}");
    }
    redactor.apply(&mut list);
    assert_eq!(text.as_bytes(), json_text(&list), "redacted twice");
}

/// Makes a secret of each text that a Secret says.
fn plant(value: &mut Value<'_>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(plant),
        Value::Object(members) => {
            let secret = members.get("kind").and_then(Value::as_str) == Some("Secret");
            for (name, value) in members.iter_mut() {
                match name {
                    "data" | "stringData" if secret => plant_all(value),
                    // Names of fields; no values.
                    "managedFields" => *value = Value::Null,
                    _ => plant(value),
                }
            }
        }
        _ => {}
    }
}

fn plant_all(value: &mut Value<'_>) {
    match value {
        Value::String(text) => {
            let planted = format!("{PLANTED}{text}");
            *text = if text.len() % 2 == 0 {
                STANDARD.encode(planted).into()
            } else {
                planted.into()
            };
        }
        Value::Array(items) => items.iter_mut().for_each(plant_all),
        Value::Object(members) => members.iter_mut().for_each(|(_, value)| plant_all(value)),
        _ => {}
    }
}

const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// Where copies of a Secret stand: in annotations, and in a file of a ConfigMap.
const LIST: &[u8] = br#"{"kind":"List","apiVersion":"v1","items":[
{"kind":"Secret","apiVersion":"v1","metadata":{"name":"a","annotations":{}}},
{"kind":"Pod","apiVersion":"v1","metadata":{"name":"a","annotations":{}}},
{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"},"data":{"f.json":"FILE"}}]}"#;

/// YAML: another parser reads the strings, keys and lists that were written.
pub fn yaml(data: &[u8]) {
    // kubectl reads its own JSON as YAML, where U+0085 is a line break that becomes a space.
    if data.windows(2).any(|w| w == "\u{85}".as_bytes()) || data.windows(5).any(|w| w == b"\\u008")
    {
        return;
    }
    let Ok(mut value) = parse_json::parse(data) else {
        return;
    };
    // KYAML writes them with up to 21 digits, and the other parser has no value for an integer of
    // more than 64 bits.
    each_number(&mut value, &|f| {
        Value::Float(if f.abs() < 1e18 { f } else { 1.5 })
    });
    // kubectl's KYAML does not keep what white space a line begins with, other than blanks and tabs.
    let begins_oddly = |line: &str| {
        line.starts_with(|c: char| c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n'))
    };
    let is_kept = |text: &str| !text.contains('\n') || !text.split('\n').any(begins_oddly);
    // And a key in braces may have 1,024 characters, of which an escape has up to ten.
    let is_short = |key: &str| key.len() <= 100;
    let kyaml = all_texts(&value, &is_short, &is_kept);
    let formats: &[Format] = match kyaml {
        true => &[Format::Yaml, Format::Kyaml],
        false => &[Format::Yaml],
    };
    for format in formats {
        let mut text = Vec::new();
        format.write(&mut text, &value);
        let text = String::from_utf8(text).expect("YAML is UTF-8");
        let read: serde_yaml_ng::Value = match serde_yaml_ng::from_str(&text) {
            Ok(read) => read,
            // The parser's own limit.
            Err(e) if e.to_string().contains("recursion limit") => return,
            // What Go takes for a text is a number of more than 64 bits to it: `0x` and 17 digits.
            Err(e) if e.to_string().contains("128, expected any YAML value") => return,
            Err(e) => panic!("{e}:\n{text}"),
        };
        assert!(
            same(&value, &read),
            "{value:?} was read as {read:?}:\n{text}"
        );
    }
}

/// Numbers are left out: the two sides have different ideas of them.
fn same(value: &Value<'_>, read: &serde_yaml_ng::Value) -> bool {
    use serde_yaml_ng::Value as Yaml;
    match (value, read) {
        (Value::String(s), Yaml::String(r)) => s == r,
        (Value::Array(items), Yaml::Sequence(read)) => {
            items.len() == read.len() && items.iter().zip(read).all(|(v, r)| same(v, r))
        }
        (Value::Object(members), Yaml::Mapping(read)) => {
            members.len() == read.len()
                && members
                    .iter()
                    .all(|(k, v)| read.get(k).is_some_and(|r| same(v, r)))
        }
        (Value::String(_) | Value::Array(_) | Value::Object(_), _) => false,
        (Value::Bool(b), Yaml::Bool(r)) => b == r,
        (Value::Null, r) => r.is_null(),
        (_, r) => r.is_number(),
    }
}

/// A quantity: its canonical form is one of the same value, and stays as it is. Only a number that was
/// binary and has lost its suffix is read as decimal, as Go has it: `5062.5Ki`, `5184000`, `5184k`.
pub fn quantity(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let parsed = Quantity::parse(text);
    if let Ok(first) = canonical(text) {
        let again = canonical(&first).expect("a canonical quantity is a quantity");
        if text.trim_end().ends_with('i') && first.ends_with(|c: char| c.is_ascii_digit()) {
            let third = canonical(&again).expect("a canonical quantity is a quantity");
            assert_eq!(again, third);
            assert_eq!(Quantity::parse(&first).ok(), Quantity::parse(&again).ok());
        } else {
            assert_eq!(first, again);
        }
        let parsed = parsed.expect("what has a canonical form parses");
        let _ = (parsed.as_i64(), parsed.is_zero());
    }
}

/// A time: what is printed is read as the same time.
pub fn rfc3339(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    if let Some((at, offset)) = time::parse_rfc3339(text) {
        let printed = time::rfc3339_nano_text(at, offset);
        if let Some((again, _)) = time::parse_rfc3339(&printed) {
            assert_eq!(at, again, "{printed}");
        }
    }
}

/// A label selector: it is matched without harm.
pub fn labels(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    if let Ok(selector) = LabelSelector::parse(text) {
        let _ = selector.matches(&parse_json::parse(POD).expect("a pod"));
    }
}

/// A field selector: it is resolved and matched without harm.
pub fn fields(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let fields = Fields::built_in("", "v1", "Pod");
    if let Ok(selector) = FieldSelector::parse(text).and_then(|s| s.resolve(&fields)) {
        let _ = selector.matches(&parse_json::parse(POD).expect("a pod"), &fields);
    }
}

/// A template of Go's, on a pod.
pub fn go_template(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let pod = parse_json::parse(POD).expect("a pod");
    if let Ok(template) = GoTemplate::parse(text) {
        let _ = template.write(&mut Vec::new(), &pod, false);
    }
}

/// A JSONPath template: parsed, and evaluated on an object.
pub fn jsonpath(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let pod = parse_json::parse(POD).expect("a pod");
    for text in [Some(text.to_owned()), Template::relaxed(text).ok()]
        .into_iter()
        .flatten()
    {
        if let Ok(template) = Template::parse(&text) {
            let _ = template.find(&pod);
            let mut out = Vec::new();
            let _ = template.write(&mut out, &pod, |out, v| Format::Json.write(out, v));
        }
    }
}

/// Something to select from.
const POD: &[u8] = br#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"b",
"labels":{"app":"web","n":"7"}},"spec":{"nodeName":"n1","containers":[{"name":"c","image":"i:1",
"ports":[{"containerPort":80},{"containerPort":443}]},{"name":"d","args":[]}]},
"status":{"phase":"Running","x":null,"f":1.5}}"#;

/// A dump of keys and values: the first byte says of which program.
pub fn dump(data: &[u8]) {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let form = match first % 4 {
        0 => DumpForm::Etcdctl,
        1 => DumpForm::Sql(SqlDialect::Sqlite),
        2 => DumpForm::Sql(SqlDialect::Postgres),
        _ => DumpForm::Sql(SqlDialect::Mysql),
    };
    let files = KeyFiles::default();
    let source = dump::Source {
        form,
        bytes,
        files: &files,
    };
    if let Ok(read) = dump::Dump::read(source) {
        // Nothing is decoded to more than stands there, but for the head of each record.
        let overlay = read.overlay();
        assert!(overlay.bytes() <= bytes.len() + overlay.len() * 80);
        let store = Store::from_overlay(overlay);
        assert!(store.latest(None, &Want::all()).is_ok());
        store.check(&mut |_| {});
    }
}

/// An SQLite database as its pages lie, with its second half as its log.
pub fn kine(data: &[u8]) {
    let (bytes, log) = data.split_at(data.len() / 2);
    let mut source = kine::Source::new(bytes);
    source.log = Some(log);
    source.salvage = true;
    if let Ok(read) = kine::Kine::read(source) {
        let carved = read.carve(source, true);
        assert!(carved.len() <= data.len());
    }
}

/// A request to the API server over a recorded snapshot: method, URL, `Accept` and `User-Agent`, each
/// on a line, and the body.
pub fn answer(data: &[u8]) {
    static SNAPSHOT: LazyLock<Snapshot> = LazyLock::new(|| {
        let bytes: &[u8] = include_bytes!("../../fixtures/snapshots/c115-A.db.gz");
        let input = Input::from_reader("recorded", &mut &*bytes, &OpenOptions::default());
        Snapshot::new(input.expect("the recording is whole"))
    });
    static VIEW: LazyLock<View<'static>> = LazyLock::new(|| {
        let options = ViewOptions {
            expect: vec![Expect::Everything],
            ..ViewOptions::default()
        };
        SNAPSHOT.view_with(&options).expect("the recording is read")
    });
    let mut parts = data.splitn(5, |b| *b == b'\n');
    let mut text = || std::str::from_utf8(parts.next().unwrap_or_default()).unwrap_or_default();
    let [method, url, accept, user_agent] = [text(), text(), text(), text()];
    let ask = Ask {
        method,
        url,
        accept,
        user_agent,
        if_none_match: "",
        user: None,
        body: parts.next().unwrap_or_default(),
        offer: Offer::default(),
    };
    let response = respond(&VIEW, ask, None);
    let response = response.unwrap_or_else(|status| Response::refusal_in(&status, accept));
    assert!((200..600).contains(&response.code));
    if let Body::Watch(watch) = &response.body {
        let _ended = watch.write(
            &mut |event| {
                assert!(event.starts_with(b"{\"type\":"));
                Ok(())
            },
            &mut |_| {},
        );
        return;
    }
    let mut body = Vec::new();
    let written = response.write(&mut body, &mut |_| {});
    // What is refused is a Status, or the one line that a server has for unknown paths.
    if written.is_ok() && response.code >= 400 {
        let is_status = body.starts_with(b"{\"kind\":\"Status\"")
            || body.starts_with(b"k8s\0\n\x0c\n\x02v1\x12\x06Status");
        assert!(is_status || body == b"404 page not found\n");
    }
}
