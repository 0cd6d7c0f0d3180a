//! What kubectl 1.37 tells otherwise than 1.36.

use crate::describe::{Context, find};
use crate::describe::{Describe, Writer};
use crate::kubectl::Kubectl;
use kf_base::time::Timestamp;
use kf_object::parse;
use kf_view::Snapshot;

fn described(group: &str, kind: &str, object: &str, kubectl: Kubectl) -> String {
    let snapshot = Snapshot::open(kf_testing::fixture("snapshots/c136-A.zip")).unwrap();
    let view = snapshot.view().unwrap();
    let context = Context::new(&view, Timestamp::new(0, 0), false).of(kubectl);
    let object = parse::json::parse(object.as_bytes()).unwrap();
    let describe: Describe = find(group, kind).unwrap().describe;
    let mut writer = Writer::of(context.kubectl());
    describe(&mut writer, &object, &context).unwrap();
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

#[test]
fn stateful_sets_have_their_service_policy_and_retention() {
    let set = r#"{"metadata":{"name":"s","namespace":"n"},"spec":{"serviceName":"web",
        "podManagementPolicy":"Parallel","replicas":1,"updateStrategy":{"type":"OnDelete"},
        "persistentVolumeClaimRetentionPolicy":{"whenDeleted":"Retain","whenScaled":"Delete"},
        "template":{"spec":{"containers":[]}}}}"#;
    let older = described("apps", "StatefulSet", set, Kubectl::V1_36);
    let newer = described("apps", "StatefulSet", set, Kubectl::V1_37);
    // Columns of later lines depend on the widest label of their block.
    let words = |text: &str| {
        let lines = text
            .lines()
            .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.collect::<Vec<String>>()
    };
    let (older, newer) = (words(&older), words(&newer));
    let added: Vec<&str> = (newer.iter().map(String::as_str))
        .filter(|line| !older.iter().any(|l| l == line))
        .collect();
    assert_eq!(
        added,
        [
            "Service Name: web",
            "Pod Management Policy: Parallel",
            "Persistent Volume Claim Retention Policy:",
            "WhenDeleted: Retain",
            "WhenScaled: Delete",
        ]
    );
    assert_eq!(older.len() + added.len(), newer.len());
    let place = |line: &str| newer.iter().position(|l| l == line).unwrap();
    assert!(place("Pod Management Policy: Parallel") < place("Replicas: 1 desired | 0 total"));
    assert!(place("Update Strategy: OnDelete") < place("WhenDeleted: Retain"));
}

/// The quality of service of a pod without one, as 1.36 and as 1.37 find it.
fn classes(spec: &str) -> [String; 2] {
    let pod = format!(r#"{{"metadata":{{"name":"p","namespace":"n"}},"spec":{spec}}}"#);
    [Kubectl::V1_36, Kubectl::V1_37].map(|kubectl| {
        let text = described("", "Pod", &pod, kubectl);
        let mut lines = text.lines();
        let class = lines.find_map(|l| l.strip_prefix("QoS Class:"));
        class.unwrap().trim().to_owned()
    })
}

#[test]
fn the_quality_of_service_falls_back_to_the_containers() {
    let full = r#"{"requests":{"cpu":"1","memory":"1Gi"},"limits":{"cpu":"1","memory":"1Gi"}}"#;
    let zero = r#"{"requests":{"cpu":"0","memory":"0"},"limits":{"cpu":"0","memory":"0"}}"#;
    let with = |pod: &str, containers: &[&str]| {
        let containers: Vec<String> = (containers.iter().enumerate())
            .map(|(i, r)| format!(r#"{{"name":"c{i}","resources":{r}}}"#))
            .collect();
        let containers = containers.join(",");
        classes(&format!(r#"{{{pod}"containers":[{containers}]}}"#))
    };
    assert_eq!(with("", &[full, full]), ["Guaranteed", "Guaranteed"]);
    assert_eq!(with("", &[full, "{}"]), ["Burstable", "Burstable"]);
    assert_eq!(with("", &["{}"]), ["BestEffort", "BestEffort"]);
    let [_, newer] = with(r#""resources":{},"#, &[full]);
    assert_eq!(newer, "Guaranteed");
    let [_, newer] = with(
        r#""resources":{"requests":{"example.com/x":"1"}},"#,
        &[full],
    );
    assert_eq!(newer, "Guaranteed");
    let [_, newer] = with(&format!(r#""resources":{zero},"#), &[full]);
    assert_eq!(newer, "BestEffort");
    let [_, newer] = with(&format!(r#""resources":{full},"#), &["{}"]);
    assert_eq!(newer, "Guaranteed");
    // Alike in sum only: 1.36 adds up, 1.37 looks at each.
    let more = r#"{"requests":{"cpu":"1","memory":"1"},"limits":{"cpu":"2","memory":"1"}}"#;
    let less = r#"{"requests":{"cpu":"2","memory":"1"},"limits":{"cpu":"1","memory":"1"}}"#;
    assert_eq!(with("", &[more, less]), ["Guaranteed", "Burstable"]);
}
