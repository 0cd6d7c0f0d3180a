//! JSON as an apiserver sends it: the members of structs in the order in which Go declares them,
//! as `encoding/json` prints them. kubectl sorts them by name, once it has read them into maps.
//!
//! What is no struct is sorted by name: labels and the like by the server too. JSON within an
//! object (`RawExtension`) has on the server the form in which it was stored, which a value tree
//! keeps when it is asked to ([`DecodeOptions::json_as_stored`](super::DecodeOptions)); that of the
//! defaults of a CRD's schema it does not.

use super::fields_v1;
use super::layout::{Layouts, Slot};
use kf_object::encode::json;
use kf_object::{Map, Value};
use kf_schema::descriptor::{Kind, Label};

/// What `metav1.TypeMeta` adds to a kind, in front of its own members. It has no protobuf form.
const TYPE_META: [&str; 2] = ["kind", "apiVersion"];

/// How objects are written.
#[derive(Clone, Copy)]
pub(super) struct Form<'s> {
    /// The structs.
    pub(super) layouts: &'s Layouts,
    /// Whether the tree has JSON within an object as the text that is stored.
    pub(super) json_as_stored: bool,
}

/// Appends the struct of a message on one line.
pub(super) fn write(form: Form<'_>, out: &mut Vec<u8>, index: u16, value: &Value<'_>) {
    let Value::Object(members) = value else {
        return json::write_compact(out, value);
    };
    let layout = form.layouts.get(index);
    let slots = layout.declared.iter();
    let slots = slots.filter_map(|at| layout.slots.get(usize::from(*at)));
    let slot = |name: &str| layout.slots.iter().find(|slot| slot.json == name);
    let mut comma = Comma::default();
    out.push(b'{');
    let mut left = members.iter().len();
    for (name, value) in present(members, TYPE_META.into_iter()) {
        if slot(name).is_none() {
            comma.known(out, name);
            json::write_compact(out, value);
            left = left.saturating_sub(1);
        }
    }
    for at in slots {
        if left == 0 {
            break;
        }
        if let Some(value) = members.get(at.json) {
            comma.known(out, at.json);
            field(form, out, at, value);
            left = left.saturating_sub(1);
        }
    }
    if left == 0 {
        out.push(b'}');
        return;
    }
    // What no struct of this minor has: it comes of an object that another minor wrote.
    for (name, value) in members.iter() {
        if !TYPE_META.contains(&name) && slot(name).is_none() {
            comma.name(out, name);
            json::write_compact(out, value);
        }
    }
    out.push(b'}');
}

/// Appends what a field holds.
fn field(form: Form<'_>, out: &mut Vec<u8>, slot: &Slot, value: &Value<'_>) {
    let (Kind::Message(index)
    | Kind::MessageList(index)
    | Kind::SchemaOrArray(index)
    | Kind::SchemaOrBool(index)
    | Kind::SchemaOrStrings(index)) = slot.kind
    else {
        return match (slot.kind, value) {
            (Kind::RawExtension | Kind::FieldsV1, Value::String(text)) if form.json_as_stored => {
                json::write_stored(out, text);
            }
            (Kind::FieldsV1, value) => fields_v1::write(out, value),
            (_, value) => json::write_compact(out, value),
        };
    };
    match value {
        Value::Array(items) => {
            let mut comma = Comma::default();
            out.push(b'[');
            for item in items {
                comma.next(out);
                write(form, out, index, item);
            }
            out.push(b']');
        }
        Value::Object(entries) if slot.label == Label::Map => {
            let mut comma = Comma::default();
            out.push(b'{');
            for (name, item) in entries.iter() {
                comma.name(out, name);
                write(form, out, index, item);
            }
            out.push(b'}');
        }
        value => write(form, out, index, value),
    }
}

fn present<'m, 'a>(
    members: &'m Map<'a>,
    names: impl Iterator<Item = &'static str>,
) -> impl Iterator<Item = (&'static str, &'m Value<'a>)> {
    names.filter_map(|name| members.get(name).map(|value| (name, value)))
}

/// What stands between members and elements.
#[derive(Default)]
struct Comma {
    wanted: bool,
}

impl Comma {
    fn next(&mut self, out: &mut Vec<u8>) {
        if std::mem::replace(&mut self.wanted, true) {
            out.push(b',');
        }
    }

    /// A name that the schema has, in which nothing is to be escaped.
    fn known(&mut self, out: &mut Vec<u8>, name: &'static str) {
        self.next(out);
        out.push(b'"');
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":");
    }

    fn name(&mut self, out: &mut Vec<u8>, name: &str) {
        self.next(out);
        json::write_string(out, name);
        out.push(b':');
    }
}

#[cfg(test)]
mod tests {
    use crate::{Codec, DecodeOptions};
    use kf_base::bytes::put_field;
    use kf_object::parse;
    use kf_schema::Minor;

    /// An object as a server of a minor sends it.
    fn sent(minor: u8, api_version: &str, kind: &str, text: &str) -> String {
        let entry = kf_schema::kind(api_version, kind).unwrap();
        let value = parse::json::parse(text.as_bytes()).unwrap();
        let mut out = Vec::new();
        Codec::new(Minor::new(minor)).write_json(&mut out, entry, &value, false);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn structs_have_their_order_and_maps_are_sorted() {
        let service = r#"{"apiVersion":"v1","kind":"Service","metadata":{"labels":{"b":"1","a":"2"},
            "name":"x","namespace":"n"},"spec":{"clusterIP":"10.0.0.1","clusterIPs":["10.0.0.1"],
            "ports":[{"name":"p","port":80,"protocol":"TCP","targetPort":"web"}],"type":"ClusterIP"},
            "zone":1,"status":{"loadBalancer":{}}}"#;
        assert_eq!(
            sent(36, "v1", "Service", service),
            concat!(
                r#"{"kind":"Service","apiVersion":"v1","metadata":{"name":"x","namespace":"n","#,
                r#""labels":{"a":"2","b":"1"}},"spec":{"ports":[{"name":"p","protocol":"TCP","#,
                r#""port":80,"targetPort":"web"}],"clusterIP":"10.0.0.1","#,
                r#""clusterIPs":["10.0.0.1"],"type":"ClusterIP"},"#,
                r#""status":{"loadBalancer":{}},"zone":1}"#
            )
        );
    }

    #[test]
    fn a_reference_has_its_own_kind_and_version() {
        let event = r#"{"apiVersion":"v1","kind":"Event","involvedObject":{"apiVersion":"v1",
            "kind":"Pod","name":"p"}}"#;
        assert_eq!(
            sent(36, "v1", "Event", event),
            concat!(
                r#"{"kind":"Event","apiVersion":"v1","#,
                r#""involvedObject":{"kind":"Pod","name":"p","apiVersion":"v1"}}"#
            )
        );
    }

    #[test]
    fn a_schema_within_a_schema() {
        let crd = r#"{"spec":{"versions":[{"name":"v1","schema":{"openAPIV3Schema":{"properties":
            {"b":{"type":"array","items":{"type":"string","description":"d"}},
            "a":{"additionalProperties":{"type":"string","format":"f"},"type":"object"}}}}}]}}"#;
        assert_eq!(
            sent(
                36,
                "apiextensions.k8s.io/v1",
                "CustomResourceDefinition",
                crd
            ),
            concat!(
                r#"{"spec":{"versions":[{"name":"v1","schema":{"openAPIV3Schema":{"properties":"#,
                r#"{"a":{"type":"object","additionalProperties":{"type":"string","format":"f"}},"#,
                r#""b":{"type":"array","items":{"description":"d","type":"string"}}}}}}]}}"#
            )
        );
    }

    /// JSON that a driver or controller put into an object keeps its numbers, order and nulls.
    #[test]
    fn json_within_an_object_is_sent_as_stored() {
        let mut put = Vec::new();
        put_field(
            &mut put,
            1,
            br#"{"z": 1000.0, "a": "<\u00e9\"> ", "n":null}"#,
        );
        let mut revision = Vec::new();
        put_field(&mut revision, 2, &put);
        let mut value = b"k8s\0".to_vec();
        let mut meta = Vec::new();
        put_field(&mut meta, 1, b"apps/v1");
        put_field(&mut meta, 2, b"ControllerRevision");
        put_field(&mut value, 1, &meta);
        put_field(&mut value, 2, &revision);
        let codec = Codec::new(Minor::NEWEST);
        let entry = kf_schema::kind("apps/v1", "ControllerRevision").unwrap();
        let sent = |json_as_stored| {
            let options = DecodeOptions {
                managed_fields: true,
                on_read: true,
                json_as_stored,
                part: None,
                like: None,
            };
            let object = codec.decode(&value, options).unwrap().object;
            let mut out = Vec::new();
            codec.write_json(&mut out, entry, &object, json_as_stored);
            String::from_utf8(out).unwrap()
        };
        let data = r#""data":{"z":1000.0,"a":"\u003c\u00e9\"\u003e ","n":null}"#;
        assert!(sent(true).contains(data), "{}", sent(true));
        assert!(sent(false).contains(r#""z":1000}"#), "{}", sent(false));
    }
}
