//! Objects with unusual members against the text kubectl printed for them.

use crate::describe::{Context, Describe, Writer, find, generic};
use kf_base::time::Timestamp;
use kf_object::access::text;
use kf_object::{Value, parse};
use kf_view::Snapshot;

#[test]
fn made_objects_are_described_as_kubectl_does() {
    let snapshot = Snapshot::open(kf_testing::fixture("snapshots/c136-A.zip")).unwrap();
    let view = snapshot.view().unwrap();
    let context = Context::new(&view, Timestamp::new(0, 0), false);
    let mut described = 0;
    for row in include_str!("../../../../../fixtures/describe/made.jsonl").lines() {
        let row = parse::json::parse(row.as_bytes()).unwrap();
        let object = row.get("object").unwrap();
        let (group, _) = text(object, &["apiVersion"]).split_once('/').unwrap();
        let kind = find(group, text(object, &["kind"]));
        let describe = kind.map_or(generic::describe as Describe, |k| k.describe);
        let mut writer = Writer::new();
        describe(&mut writer, object, &context).unwrap();
        let got = String::from_utf8(writer.finish().unwrap()).unwrap();
        let want = row.get("text").and_then(Value::as_str).unwrap();
        assert_eq!(got, want, "{group} {}", text(object, &["metadata", "name"]));
        described += 1;
    }
    assert_eq!(described, 31);
}
