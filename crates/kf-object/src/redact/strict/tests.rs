use proptest::prelude::*;

use super::*;
use crate::parse;
use crate::redact::MARKER;

fn strict() -> Redactor {
    Redactor::new(b"salt").strictly()
}

fn json(value: &Value<'_>) -> String {
    let mut out = Vec::new();
    json::write_compact(&mut out, value);
    String::from_utf8(out).unwrap()
}

fn parsed(text: &str) -> Value<'static> {
    parse::json::parse(text.as_bytes()).unwrap().into_owned()
}

fn redacted(text: &str, schema: Option<&str>) -> String {
    let mut value = parsed(text);
    let schema = schema.map(parsed);
    strict().apply_by(&mut value, schema.as_ref());
    let once = json(&value);
    strict().apply_by(&mut value, schema.as_ref());
    assert_eq!(json(&value), once, "a second time changes nothing");
    once
}

fn digest(text: &str) -> String {
    strict().digest(text.as_bytes())
}

/// Makes objects with every field of the schema: texts that are free are asked of `free`, those
/// that are structural look as they should.
struct Filler<'f> {
    free: &'f mut dyn FnMut() -> String,
    /// Whether structural texts are free as well.
    everywhere: bool,
    /// The messages around: one that holds itself, as schemas do, is not made again in itself.
    around: Vec<&'static str>,
}

impl Filler<'_> {
    fn object(&mut self, message: &'static Message) -> Value<'static> {
        let mut map = Map::new();
        if self.around.contains(&message.name) {
            return Value::Object(map);
        }
        self.around.push(message.name);
        for field in message.fields {
            let shape = field.shapes.last().unwrap();
            if shape.json.is_empty() {
                let Kind::Message(at) = shape.kind else {
                    continue;
                };
                if let Value::Object(inlined) = self.object(kf_schema::message(at)) {
                    for (name, value) in inlined {
                        map.insert(name.into_owned(), value);
                    }
                }
                continue;
            }
            let look = open::look(message, shape.json);
            {
                let value = self.one(shape, look);
                let value = match shape.label {
                    Label::Single => value,
                    Label::List => Value::Array(vec![value]),
                    Label::Map => {
                        let texts = matches!(shape.kind, Kind::String | Kind::Bytes);
                        let key = if open::has_open_keys(shape.json, texts) && !self.everywhere {
                            "key".to_owned()
                        } else {
                            (self.free)()
                        };
                        Value::Object(Map::from_iter([(key.into(), value)]))
                    }
                };
                map.insert(shape.json, value);
            }
        }
        self.around.pop();
        Value::Object(map)
    }

    fn text(&mut self, look: Option<Look>) -> Value<'static> {
        let sample = match look {
            _ if self.everywhere => None,
            None | Some(Look::Label) => None,
            Some(Look::Address) => Some("10.0.0.1"),
            Some(Look::Uid | Look::Digits) => Some("17"),
            Some(Look::Version) => Some("v1.30.1"),
            Some(Look::Cron) => Some("*/5 * * * *"),
            Some(Look::UrlPath) => Some("/healthz"),
            Some(Look::FieldPath) => Some("spec.containers{web}"),
            Some(Look::Time) => Some("2026-11-22T18:30:00Z"),
            Some(Look::Duration) => Some("5m0s"),
            Some(Look::Quantity) => Some("1500m"),
            Some(Look::Port) => Some("http"),
            Some(_) => Some("web"),
        };
        Value::String(sample.map_or_else(&mut *self.free, str::to_owned).into())
    }

    fn one(&mut self, shape: &Shape, look: Option<Look>) -> Value<'static> {
        match shape.kind {
            Kind::Message(at)
            | Kind::SchemaOrBool(at)
            | Kind::SchemaOrArray(at)
            | Kind::SchemaOrStrings(at) => self.object(kf_schema::message(at)),
            Kind::MessageList(at) => Value::Array(vec![self.object(kf_schema::message(at))]),
            Kind::Bool => Value::Bool(true),
            Kind::Int32 | Kind::Int64 => Value::Int(3),
            Kind::Double => Value::Float(0.5),
            Kind::String => self.text(look),
            Kind::Bytes => Value::String(STANDARD.encode((self.free)()).into()),
            Kind::Time | Kind::MicroTime => self.text(Some(Look::Time)),
            Kind::Duration => self.text(Some(Look::Duration)),
            Kind::Quantity => self.text(Some(Look::Quantity)),
            Kind::IntOrString => self.text(Some(Look::Port)),
            Kind::StringMap => {
                let key = if self.everywhere {
                    (self.free)()
                } else {
                    "key".to_owned()
                };
                Value::Object(Map::from_iter([(key.into(), self.text(look))]))
            }
            Kind::RawExtension | Kind::FieldsV1 | Kind::FieldsMap => {
                let (key, value) = ((self.free)(), (self.free)());
                Value::Object(Map::from_iter([(key.into(), Value::String(value.into()))]))
            }
            Kind::StringList => Value::Array(vec![self.text(look)]),
            Kind::Json => self.text(look),
        }
    }
}

/// Every kind with every field.
fn every_kind(everywhere: bool, mut free: impl FnMut() -> String) -> Vec<Value<'static>> {
    let mut all = Vec::new();
    for entry in kf_schema::KINDS {
        let mut filler = Filler {
            free: &mut free,
            everywhere,
            around: Vec::new(),
        };
        let mut value = filler.object(kf_schema::message(entry.message));
        let members = value.as_object_mut().unwrap();
        members.insert("apiVersion", Value::str(entry.api_version));
        members.insert("kind", Value::str(entry.kind));
        all.push(value);
    }
    assert!(all.len() > 200);
    all
}

/// The JSON with each digest as `#`, in whichever of its forms it stands.
fn without_digests(json: &str) -> String {
    let mut out = String::new();
    for part in json.split_inclusive('"') {
        let (text, quote) = part.strip_suffix('"').map_or((part, ""), |t| (t, "\""));
        let bytes = decode(text);
        let bytes = bytes.as_deref().unwrap_or(text.as_bytes());
        out.push_str(if is_marker(bytes) || is_marker(text.as_bytes()) {
            "#"
        } else {
            text
        });
        out.push_str(quote);
    }
    out
}

/// A sentence in the place of a name is no name: nothing of it stays, wherever it stands.
#[test]
fn no_sentence_stays_in_any_field_of_any_kind() {
    let mut count = 0;
    let all = every_kind(true, || {
        count += 1;
        format!("the canary sings {count}")
    });
    assert!(count > 10_000, "{count}");
    for mut value in all {
        strict().apply(&mut value);
        let after = json(&value);
        assert!(!after.contains("canary"), "{after}");
        let base64 = STANDARD.encode("the canary");
        assert!(!after.contains(base64.trim_end_matches('=')), "{after}");
    }
}

/// A word in the place of free text goes, though it would do for a name.
#[test]
fn no_word_stays_in_any_free_field_of_any_kind() {
    for mut value in every_kind(false, || "canary".to_owned()) {
        strict().apply(&mut value);
        let after = json(&value);
        let base64 = STANDARD.encode("canary");
        assert!(
            !after.contains("canary") && !after.contains(&base64),
            "{after}"
        );
    }
}

/// What is structural stays, so that the other tests mean something.
#[test]
fn what_is_structural_stays() {
    let pod = r#"{"apiVersion":"v1","kind":"Pod","metadata":{"creationTimestamp":"2026-11-22T18:30:00Z","labels":{"pod-template-hash":"5d9f"},"name":"web-0","namespace":"prod","ownerReferences":[{"apiVersion":"apps/v1","controller":true,"kind":"ReplicaSet","name":"web","uid":"6d5b1f2e-0000-4000-8000-000000000001"}],"resourceVersion":"17","uid":"6d5b1f2e-0000-4000-8000-000000000002"},"spec":{"containers":[{"env":[{"name":"A","valueFrom":{"secretKeyRef":{"key":"password","name":"db"}}}],"image":"reg.example.com:5000/web/app:1.2","imagePullPolicy":"Always","livenessProbe":{"httpGet":{"port":"http","scheme":"HTTP"}},"name":"web","ports":[{"containerPort":80,"name":"http","protocol":"TCP"}],"resources":{"limits":{"cpu":"500m","example.com/gpu":"1","memory":"1Gi"}}}],"nodeName":"node-1","restartPolicy":"Always"},"status":{"conditions":[{"reason":"PodCompleted","status":"False","type":"Ready"}],"phase":"Running","podIP":"10.1.2.3"}}"#;
    assert_eq!(redacted(pod, None), pod);
}

#[test]
fn what_is_free_goes() {
    let pod = r#"{"apiVersion":"v1","kind":"Pod","metadata":{"annotations":{"note":"x"},"labels":{"app":"x"},"managedFields":[{"fieldsV1":{"f:x":{}},"manager":"x"}]},"spec":{"containers":[{"args":["x"],"env":[{"name":"A","value":"x"}],"name":"web"}],"new":"x","nodeSelector":{"app":"x"}}}"#;
    let (x, dotted) = (digest("x"), digest("x").replace(':', "."));
    let fields = digest(r#"{"f:x":{}}"#);
    let new = digest("new");
    assert_eq!(
        redacted(pod, None),
        format!(
            r#"{{"apiVersion":"v1","kind":"Pod","metadata":{{"annotations":{{"note":"{x}"}},"labels":{{"app":"{dotted}"}},"managedFields":[{{"fieldsV1":{{"{fields}":{{}}}},"manager":"{x}"}}]}},"spec":{{"containers":[{{"args":["{x}"],"env":[{{"name":"A","value":"{x}"}}],"name":"web"}}],"nodeSelector":{{"app":"{dotted}"}},"{new}":"{x}"}}}}"#
        )
    );
    let secret = r#"{"apiVersion":"v1","data":{"p":"aHVudGVyMg==","q":""},"kind":"Secret","stringData":{"p":"hunter2"},"type":"Opaque"}"#;
    let base64 = |text: &str| STANDARD.encode(digest(text));
    assert_eq!(
        redacted(secret, None),
        format!(
            r#"{{"apiVersion":"v1","data":{{"p":"{}","q":"{}"}},"kind":"Secret","stringData":{{"p":"{}"}},"type":"Opaque"}}"#,
            base64("hunter2"),
            base64(""),
            digest("hunter2")
        )
    );
}

const SCHEMA: &str = r#"{"type":"object","properties":{
    "spec":{"type":"object","properties":{
        "size":{"type":"integer"},"on":{"type":"boolean"},
        "mode":{"type":"string","enum":["Fast","Slow","a b"]},
        "since":{"type":"string","format":"date-time"},
        "text":{"type":"string"},"password":{"type":"integer"},
        "list":{"type":"array","items":{"type":"object","properties":{"n":{"type":"number"}}}},
        "map":{"type":"object","additionalProperties":{"type":"integer"}},
        "any":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
        "pod":{"type":"object","x-kubernetes-embedded-resource":true,"properties":{
            "spec":{"type":"object","properties":{"n":{"type":"integer"}}}}}}}}}"#;

#[test]
fn of_custom_resources_numbers_flags_enums_and_times_stay() {
    let object = r#"{"apiVersion":"x.io/v1","kind":"Thing","metadata":{"name":"t"},"spec":{"list":[{"n":0.5}],"mode":"Fast","on":true,"pod":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"n":1}},"since":"2026-11-22T18:30:00Z","size":3}}"#;
    assert_eq!(redacted(object, Some(SCHEMA)), object);
    let leaky = r#"{"apiVersion":"x.io/v1","kind":"Thing","metadata":{"name":"the canary"},"canary":"canary",
        "spec":{"mode":"canary","since":"canary","text":"canary","password":771234,"list":[{"canary":"canary","n":"canary"},"canary"],
        "map":{"canary":771234},"any":{"canary":{"canary":771234}},"size":"canary",
        "pod":{"apiVersion":"the canary","kind":"the canary","metadata":{"annotations":{"a":"canary"}},"spec":{"n":"canary"},"x":"canary"}}}"#;
    let after = redacted(leaky, Some(SCHEMA));
    assert!(
        !after.contains("canary") && !after.contains("771234"),
        "{after}"
    );
    let spaced = redacted(&object.replace("Fast", "a b"), Some(SCHEMA));
    assert!(!spaced.contains("a b"), "{spaced}");
}

#[test]
fn without_a_definition_nothing_but_metadata_stays() {
    let object = r#"{"apiVersion":"x.io/v1","data":{"n":1},"kind":"Thing","metadata":{"name":"t"},"spec":{"n":771234}}"#;
    let after = redacted(object, None);
    assert!(after.contains(r#""name":"t""#) && after.contains(r#""spec":"redacted:"#));
    assert!(
        !after.contains("771234") && !after.contains(r#""data""#),
        "{after}"
    );
}

#[test]
fn lists_and_embedded_objects_are_walked() {
    let list = r#"{"apiVersion":"v1","kind":"List","metadata":{},"items":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"k":"canary"}}]}"#;
    let after = redacted(list, None);
    assert!(
        after.contains(r#""k":"redacted:"#) && !after.contains("canary"),
        "{after}"
    );
    let revision = r#"{"apiVersion":"apps/v1","kind":"ControllerRevision","data":{"spec":"canary"},"revision":1}"#;
    let after = redacted(revision, None);
    assert!(
        after.contains(r#""revision":1"#) && !after.contains("canary"),
        "{after}"
    );
}

#[test]
fn definitions_keep_names_and_types() {
    let mut schema = parsed(
        r#"{"type":"object","description":"canary","properties":{"a":{"type":"string","enum":["Fast","a canary"],"pattern":"canary","default":"canary"},"b":{"items":{"type":"integer","minimum":3},"type":"array"}},"required":["a"]}"#,
    );
    strict().apply_to_schema(&mut schema);
    let after = json(&schema);
    assert!(!after.contains("canary"), "{after}");
    for kept in [
        r#""required":["a"]"#,
        r#""Fast""#,
        r#""minimum":3"#,
        r#""type":"integer""#,
    ] {
        assert!(after.contains(kept), "{after}");
    }
}

#[test]
fn what_has_no_type_goes_whole() {
    for text in ["3", "[1,2]", r#""canary""#, r#"{"a":1}"#] {
        let after = redacted(text, None);
        assert!(after == "null" || after.contains(MARKER), "{after}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Two inputs that differ in free texts alone differ in digests alone.
    #[test]
    fn free_texts_show_as_digests_alone(one in "(?s).{0,40}", two in "(?s).{0,40}", step in 1_usize..90) {
        let objects = |free: &str| {
            let mut n = 0;
            let mut all = every_kind(false, || {
                n += 1;
                // Keys of a map must not become one.
                format!("{free}{n}")
            });
            all.iter_mut().step_by(step).map(|value| {
                strict().apply(value);
                without_digests(&json(value))
            }).collect::<Vec<_>>()
        };
        for (a, b) in objects(&one).iter().zip(&objects(&two)) {
            prop_assert_eq!(a, b);
        }
    }

    /// The same of custom resources, whose free texts may stand anywhere.
    #[test]
    fn custom_resources_too(one in "(?s).{0,40}", two in "(?s).{0,40}") {
        let object = |free: &str| {
            let text = |text: String| Value::String(text.into());
            let mut value = parsed(r#"{"apiVersion":"x.io/v1","kind":"Thing","metadata":{"name":"t"},"spec":{"size":3,"list":[{"n":0.5}]}}"#);
            let members = value.as_object_mut().unwrap();
            let spec = members.get_mut("spec").and_then(Value::as_object_mut).unwrap();
            for place in ["mode", "since", "text", "new"] {
                spec.insert(place, text(format!("{free} {place}")));
            }
            for place in ["map", "any"] {
                let key = format!("{free}{place}");
                spec.insert(place, Value::Object(Map::from_iter([(key.into(), Value::Int(3))])));
            }
            let mut schema = parsed(SCHEMA);
            strict().apply_by(&mut value, Some(&schema));
            strict().apply_to_schema(&mut schema);
            without_digests(&json(&value))
        };
        prop_assert_eq!(object(&one), object(&two));
    }
}
