//! Parts of objects against the same parts of whole ones.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kf::object::Value;
use kf::schema::Minor;
use kf::storage::{Codec, DecodeOptions, Part};

use crate::support::{fixture, gunzip, kf_args};

const WHOLE: DecodeOptions<'static> = DecodeOptions {
    managed_fields: false,
    on_read: true,
    json_as_stored: false,
    part: None,
    like: None,
};

/// The stored objects of the filled sets.
pub(crate) fn stored() -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for set in ["1.15", "1.36"] {
        let text = gunzip(&fixture(&format!("objects/{set}.jsonl.gz")));
        for line in text.lines() {
            let case: serde_json::Value = serde_json::from_str(line).unwrap();
            all.push(STANDARD.decode(case["pb"].as_str().unwrap()).unwrap());
        }
    }
    all
}

/// The paths of an object's members down to some depth, those in elements of lists included.
fn paths<'v>(value: &'v Value<'_>, above: &[&'v str], found: &mut BTreeSet<Vec<&'v str>>) {
    if above.len() > 3 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| paths(item, above, found)),
        Value::Object(members) => {
            for (name, member) in members.iter() {
                let path = [above, &[name]].concat();
                paths(member, &path, found);
                found.insert(path);
            }
        }
        _ => {}
    }
}

/// What of a value lies at a path, in each element of the lists on the way.
fn at(value: &Value<'_>, path: &[&str]) -> String {
    match (value, path.split_first()) {
        (_, None) => format!("{value:?}"),
        (Value::Array(items), _) => {
            let items = items.iter().map(|item| at(item, path));
            format!("[{}]", items.collect::<Vec<_>>().join(","))
        }
        (value, Some((name, rest))) => value
            .get(name)
            .map_or("nothing".to_owned(), |member| at(member, rest)),
    }
}

/// What a part has is what the whole object has there, for every member of every kind.
#[test]
fn a_part_is_a_part_of_the_whole() {
    let mut parts = 0;
    for minor in [Minor::new(15), Minor::new(28), Minor::NEWEST] {
        let codec = Codec::new(minor);
        for value in stored() {
            let Ok(whole) = codec.decode(&value, WHOLE) else {
                continue;
            };
            let mut all = BTreeSet::new();
            paths(&whole.object, &[], &mut all);
            // What the object lacks may have to come as a default.
            all.extend([vec!["status", "podIPs"], vec!["metadata", "labels"]]);
            for path in &all {
                let part = Part::new(whole.api_version(), whole.kind(), [path.as_slice()]);
                let Some(part) = part else { continue };
                let options = DecodeOptions {
                    part: Some(&part),
                    ..WHOLE
                };
                let some = codec.decode(&value, options).unwrap();
                parts += usize::from(some.is_part);
                let name = ["metadata", "name"];
                for path in [path.as_slice(), &name] {
                    let place = (minor, whole.api_version(), whole.kind(), path);
                    assert_eq!(at(&some.object, path), at(&whole.object, path), "{place:?}");
                }
                assert_eq!(some.unknown_field, whole.unknown_field);
                assert_eq!(some.dropped_field, whole.dropped_field);
            }
        }
    }
    assert!(parts > 2000, "{parts}");
}

/// Damage in a member that nobody asked for is told in the same words, even if it is beside a value that
/// was found whole.
#[test]
fn what_is_not_wanted_is_looked_at() {
    let codec = Codec::new(Minor::NEWEST);
    let paths: [&[&str]; 1] = [&["metadata", "labels"]];
    let mut errors = 0;
    for value in stored().iter().step_by(7) {
        let Ok(whole) = codec.decode(value, WHOLE) else {
            continue;
        };
        let Some(part) = Part::new(whole.api_version(), whole.kind(), paths) else {
            continue;
        };
        let options = DecodeOptions {
            part: Some(&part),
            ..WHOLE
        };
        let before = value;
        let sound = codec.decode(before, options).is_ok_and(|some| some.is_part);
        // A byte changed here and there.
        for at in (0..value.len()).step_by(5) {
            let mut value = value.clone();
            value[at] ^= 0x85;
            let whole = codec.decode(&value, WHOLE);
            let beside = DecodeOptions {
                like: sound.then_some(before.as_slice()),
                ..options
            };
            for options in [options, beside] {
                match (&whole, codec.decode(&value, options)) {
                    (Ok(whole), Ok(some)) => {
                        assert_eq!(some.unknown_field, whole.unknown_field);
                        assert_eq!(some.dropped_field, whole.dropped_field);
                    }
                    (Err(whole), Err(some)) => {
                        errors += 1;
                        assert_eq!(some.to_string(), whole.to_string());
                    }
                    (whole, some) => panic!("{at}: {whole:?}, but {some:?}"),
                }
            }
        }
    }
    assert!(errors > 2000, "{errors}");
}

/// Tables that are made of parts are those that are made of whole objects, which a selector of
/// fields asks for.
#[test]
fn rows_of_parts_are_rows() {
    for snapshot in ["c115-A.db.gz", "c136-A.zip", "c136-B-flat.zip"] {
        let file = fixture(&format!("snapshots/{snapshot}"));
        let file = file.to_str().unwrap();
        for output in [
            &["-o", "wide", "--show-labels"][..],
            &["--sort-by", ".metadata.name"],
            &["-o", "name"],
            &[
                "-o",
                "custom-columns=A:.metadata.name,B:.status.phase,C:.spec.nodeName",
            ],
            &[
                "-o",
                "jsonpath={range .items[*]}{.metadata.uid}{.status.podIPs}{end}",
            ],
        ] {
            let whole = ["--field-selector", "metadata.name!=nobody"];
            let base = ["get", "pods", "-A", "--snapshot", file];
            let of = |more: &[&str]| kf_args([&base[..], output, more].concat(), b"");
            let parts = of(&[]);
            assert_eq!(parts.code, 0, "{}", parts.stderr);
            assert_eq!(parts, of(&whole), "{snapshot} {output:?}");
        }
    }
}
