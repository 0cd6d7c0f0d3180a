//! Single stored values against what Kubernetes' own types print for them.
//!
//! `fixtures/objects/KUBE_VERSION.jsonl.gz` has each kind of a version several times, filled
//! differently: nothing, a few fields, nearly all of them, with awkward texts and numbers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kf::object::encode::Format;
use kf::storage::{Codec, DecodeOptions};
use serde_json::Value;

use crate::support::{fixture, gunzip};

/// The first place where two values differ. Numbers are compared as numbers: 1 is 1.0.
fn difference(want: &Value, got: &Value, path: &str) -> Option<String> {
    match (want, got) {
        (Value::Object(w), Value::Object(g)) => {
            for (key, want) in w {
                let Some(got) = g.get(key) else {
                    return Some(format!("{path}.{key}: missing, want {want}"));
                };
                if let Some(found) = difference(want, got, &format!("{path}.{key}")) {
                    return Some(found);
                }
            }
            let extra = g.iter().find(|(key, _)| !w.contains_key(*key));
            extra.map(|(key, value)| format!("{path}.{key}: extra {value}"))
        }
        (Value::Array(w), Value::Array(g)) if w.len() == g.len() => {
            let mut pairs = w.iter().zip(g).enumerate();
            pairs.find_map(|(i, (w, g))| difference(w, g, &format!("{path}[{i}]")))
        }
        (Value::Number(w), Value::Number(g)) if w.as_f64() == g.as_f64() => None,
        _ if want == got => None,
        _ => Some(format!("{path}: want {want}, got {got}")),
    }
}

fn check(line: &str, codec: &Codec) -> Result<(), String> {
    let case: Value = serde_json::from_str(line).unwrap();
    let stored = STANDARD.decode(case["pb"].as_str().unwrap()).unwrap();
    let options = DecodeOptions {
        managed_fields: true,
        ..DecodeOptions::default()
    };
    let fault = match codec.decode(&stored, options) {
        Err(e) => Some(e.to_string()),
        Ok(decoded) => {
            let mut text = Vec::new();
            Format::Json.write(&mut text, &decoded.object);
            let got: Value = serde_json::from_slice(&text).unwrap();
            difference(&case["json"], &got, "")
        }
    };
    match fault {
        None => Ok(()),
        Some(fault) => Err(format!("{}: {fault}", case["name"])),
    }
}

fn compare(file: &str, minor: u8, at_least: usize) {
    let text = gunzip(&fixture("objects").join(file));
    let codec = Codec::new(kf::schema::Minor::new(minor));
    let results: Vec<Result<(), String>> = text.lines().map(|l| check(l, &codec)).collect();
    let count = results.len();
    let failures: Vec<String> = results.into_iter().filter_map(Result::err).collect();
    assert!(
        failures.is_empty(),
        "{} of {count} differ:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(count >= at_least, "{count} objects");
}

#[test]
fn kubernetes_1_36() {
    compare("1.36.jsonl.gz", 36, 500);
}

#[test]
fn kubernetes_1_15() {
    compare("1.15.jsonl.gz", 15, 300);
}
