//! Nothing but structure comes into the tables under `--redact=strict`, whatever stands in the objects.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Kept, converted, snapshot};
use crate::convert::Summary;
use crate::schema::Table;
use kf_base::time::Timestamp;
use kf_file::etcd::Want;
use kf_object::Value;
use kf_object::encode::json;
use kf_object::redact::Redactor;
use kf_testing::etcd::{Change, history};
use kf_view::{ReadOptions, Snapshot};

const CANARY: &str = "canary";

fn strict() -> Arc<Redactor> {
    Arc::new(Redactor::new(b"0123456789abcdef").strictly())
}

/// What stands in the place of a text.
type Song<'s> = &'s mut dyn FnMut(&str) -> Option<String>;

/// Replaces all texts but those that say which object it is.
fn sing(value: &mut Value<'_>, path: &str, song: Song<'_>) {
    const STAYS: [&str; 7] = [
        "/apiVersion",
        "/kind",
        "/metadata/name",
        "/metadata/namespace",
        "/metadata/uid",
        "/metadata/resourceVersion",
        "/metadata/generateName",
    ];
    match value {
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                sing(value, &format!("{path}/{name}"), song);
            }
        }
        Value::Array(items) => {
            for item in items {
                sing(item, &format!("{path}/"), song);
            }
        }
        Value::String(text) if !STAYS.contains(&path) => {
            if let Some(mut sung) = song(text) {
                if STANDARD.decode(text.as_bytes()).is_ok() && path.starts_with("/data/") {
                    sung = STANDARD.encode(&sung);
                }
                *text = sung.into();
            }
        }
        _ => {}
    }
}

/// Whether a text has a form without which an object of its type cannot be read.
fn is_formed(text: &str) -> bool {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    Timestamp::parse(text).is_some()
        || (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
}

/// The tables of a recording whose objects were all changed once more, to what `change` makes of them.
fn tables(recording: &str, change: &dyn Fn(&mut Value<'static>)) -> (Kept, Summary) {
    let recorded = snapshot(recording);
    let view = recorded.view().unwrap();
    let latest = view.latest(&Want::none().prefix("")).unwrap();
    let read = ReadOptions {
        managed_fields: true,
        ..ReadOptions::default()
    };
    let mut puts = Vec::new();
    for record in latest.records {
        let mapping = view
            .locate(record.key)
            .and_then(|l| view.preferred(l.resource));
        let Some(mapping) = mapping else { continue };
        let Ok(object) = view.object(&mapping, record, read) else {
            continue;
        };
        let mut value = object.value.into_owned();
        let text = |value: &Value<'_>| {
            let mut text = Vec::new();
            json::write_compact(&mut text, value);
            String::from_utf8(text).unwrap()
        };
        let before = text(&value);
        // Without definitions nothing would be known of custom resources.
        if value.str_at(&["kind"]) != Some("CustomResourceDefinition") {
            change(&mut value);
        }
        let key = String::from_utf8(record.key.to_vec()).unwrap();
        puts.push((key, before, text(&value)));
    }
    assert!(puts.len() > 100, "{}", puts.len());
    let first = puts.iter().zip(1..);
    let first = first.map(|((key, before, _), at)| (key.as_str(), 2 * at, Some(before.as_str())));
    let then = puts.iter().zip(1..);
    let then = then.map(|((key, _, after), at)| (key.as_str(), 2 * at + 1, Some(after.as_str())));
    let mut changes: Vec<Change<'_>> = first.chain(then).collect();
    changes.sort_by_key(|(_, revision, _)| *revision);
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("sung.db");
    std::fs::write(&file, history(&changes, None)).unwrap();
    let sung = Snapshot::open(&file).unwrap();
    let view = sung.view().unwrap().redacted(strict());
    converted(&sung, &view, 2)
}

/// Nothing of the word is left, as it is or in base64 at any place.
#[track_caller]
fn is_silent(kept: &Kept) {
    let all = kept.every_text();
    let mut forms = vec![CANARY.to_owned()];
    for before in ["", "x", "xx"] {
        let whole = STANDARD.encode(format!("{before}{CANARY}"));
        // What is told of its neighbours goes.
        let from = before.len() * 8_usize.div_ceil(6);
        let to = (before.len() + CANARY.len()) * 8 / 6;
        forms.push(whole.get(from..to).unwrap().to_owned());
    }
    for form in forms {
        let found = all.find(&form);
        let around = found.map(|at| {
            let from = all.floor_char_boundary(at.saturating_sub(200));
            all.get(from..at).unwrap()
        });
        assert_eq!(around, None, "{form}");
    }
}

const RECORDINGS: [&str; 2] = ["c136-A.zip", "c115-A.db.gz"];

#[test]
fn no_sentence_comes_into_a_table() {
    for recording in RECORDINGS {
        let (kept, summary) = tables(recording, &|value| {
            let mut count = 0;
            sing(value, "", &mut |text| {
                count += 1;
                (!is_formed(text)).then(|| format!("the {CANARY} sings {count}"))
            });
        });
        is_silent(&kept);
        assert!(summary.objects > 100, "{summary:?}");
        for table in [Table::Events, Table::Images, Table::Rbac, Table::Secrets] {
            assert!(kept.rows(table) > 0, "{table:?}");
        }
    }
}

/// Texts of which no value can be made are errors, whose words are no way out either.
#[test]
fn no_sentence_comes_out_through_a_problem() {
    for recording in RECORDINGS {
        let (kept, summary) = tables(recording, &|value| {
            sing(value, "", &mut |_| Some(format!("the {CANARY} sings")));
        });
        is_silent(&kept);
        for told in &summary.told {
            assert!(!told.message().contains(CANARY), "{told}");
        }
    }
}
