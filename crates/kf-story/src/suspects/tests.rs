//! Each rule fires where it should, and is silent where it should be.

use std::collections::BTreeSet;
use std::sync::Arc;

use kf_file::input::{Input, OpenOptions};
use kf_object::encode::json;
use kf_object::parse::yaml::documents;
use kf_object::redact::Redactor;
use kf_object::{Map, Value};
use kf_testing::etcd::{Change, Leased, history, leased};
use kf_view::Snapshot;

use super::*;
use crate::Part;
use crate::testing::OWN;

mod foreign;
mod more;
mod redacted;
mod unknown;

const CASES: &str = concat!(
    include_str!("cases.yaml"),
    include_str!("cases-more.yaml"),
    include_str!("cases-grants.yaml"),
    include_str!("cases-running.yaml"),
    include_str!("cases-platform.yaml"),
);

/// What the detectors need that no object tells: leases, encodings, deletions in bulk.
const OTHERWISE: [&str; 22] = [
    "events-deleted-early",
    "bulk-deletion",
    "volumes-deleted",
    "etcd-other-encoding",
    "etcd-lease-on-object",
    "backups-deleted",
    "snapshots-deleted",
    "pod-security-set-later",
    "dns-set-later",
    "trust-set-later",
    "etcd-one-revision",
    "rbac-own-admin",
    "policy-set-later",
    "settings-set-later",
    "workload-set-later",
    "source-elsewhere",
    "dump-sent-elsewhere",
    "workload-calls-elsewhere",
    "image-from-elsewhere",
    "workloads-deleted",
    "secrets-deleted",
    "etcd-unmanaged",
];

/// The ids of the rules that found something in these changes.
fn found(changes: &[Change<'_>]) -> BTreeSet<String> {
    found_in(&history(changes, None))
}

fn found_in(file: &[u8]) -> BTreeSet<String> {
    let found = judged(file, None).0;
    found.into_iter().map(|found| found.0).collect()
}

/// What a rule found, and where.
type At = (String, KeyAt, Vec<KeyAt>);

/// What rules find in a file, in a view that redacts so, and all that is told of it in words of the file;
/// whether all could be judged.
fn judged(mut file: &[u8], redactor: Option<Redactor>) -> (Vec<At>, Vec<String>, bool) {
    let input = Input::from_reader("made.db", &mut file, &OpenOptions::default());
    let snapshot = Snapshot::new(input.unwrap());
    let mut view = snapshot.view().unwrap();
    if let Some(redactor) = redactor {
        view = view.redacted(Arc::new(redactor));
    }
    let part = Part {
        name: "made.db".to_owned(),
        view: &view,
        carved: Vec::new(),
    };
    let story = Story::tell(vec![part]);
    let rules = OWN.clone();
    let mut failed = Vec::new();
    let suspects = judge(
        &story,
        rules,
        |share: &mut Vec<String>, seen| share.extend(seen.failed.map(|e| e.to_string())),
        |share| failed.append(share),
    );
    assert_eq!(failed, [""; 0]);
    let mut words = Vec::new();
    let found = suspects.findings.iter().map(|f| {
        words.extend(f.manager.clone());
        let evidence = f.evidence.iter();
        words.extend(evidence.map(|e| format!("{} = {}", e.path, e.value)));
        let id = suspects.rule(f).unwrap().id.clone();
        (id, f.at.clone(), f.more.clone())
    });
    (found.collect(), words, suspects.is_complete())
}

/// A redactor of each kind.
fn redactors() -> [Redactor; 2] {
    [Redactor::new(b"salt"), Redactor::new(b"salt").strictly()]
}

/// A second of 2026-01-01, as objects have it.
fn stamp(second: u64) -> String {
    let mut text = String::new();
    kf_base::time::push_rfc3339(&mut text, 1_767_225_600 + i64::try_from(second).unwrap());
    text
}

/// Plays the steps of a case among changes whose times are known.
fn play(case: &Map<'_>, steps: &[Value<'_>]) -> BTreeSet<String> {
    let kind: Vec<&str> = case
        .get("kind")
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .map(|k| k.as_str().unwrap())
        .collect();
    let name = case.get("name").and_then(Value::as_str).unwrap_or("a");
    let key = format!("/registry/{}/{name}", kind[2]);
    let by = case.get("by").and_then(Value::as_str);
    let mut played: Vec<(String, Option<String>)> = Vec::new();
    let mut second = 10;
    let mark = |second: u64| {
        let name = format!("mark-{second}");
        let text = format!(
            r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"{name}","namespace":"d","creationTimestamp":"{}"}}}}"#,
            stamp(second)
        );
        (format!("/registry/configmaps/d/{name}"), Some(text))
    };
    let beside = case.get("beside").and_then(Value::as_object);
    for (key, object) in beside.into_iter().flat_map(Map::iter) {
        let mut text = Vec::new();
        json::write_compact(&mut text, object);
        played.push((key.to_owned(), Some(String::from_utf8(text).unwrap())));
    }
    played.push(mark(second));
    for step in steps {
        second += 10;
        if step.as_str() == Some("later") {
            second += 5_000;
            played.push(mark(second));
            continue;
        }
        if step.as_str() == Some("deleted") {
            played.push((key.clone(), None));
            played.push(mark(second + 1));
            continue;
        }
        let mut object = step.clone().into_owned();
        let members = object.as_object_mut().unwrap();
        members.insert("apiVersion", Value::String(kind[0].to_owned().into()));
        members.insert("kind", Value::String(kind[1].to_owned().into()));
        let meta = members
            .get_mut("metadata")
            .and_then(Value::as_object_mut)
            .unwrap();
        if !meta.contains_key("creationTimestamp") {
            meta.insert("creationTimestamp", Value::String(stamp(20).into()));
        }
        if let Some(by) = by
            && !meta.contains_key("managedFields")
        {
            let entry = Value::object([
                ("apiVersion", Value::str("v1")),
                ("manager", Value::String(by.to_owned().into())),
                ("operation", Value::str("Update")),
                ("time", Value::String(stamp(second).into())),
            ]);
            meta.insert("managedFields", Value::Array(vec![entry.into_owned()]));
        }
        let mut text = Vec::new();
        json::write_compact(&mut text, &object);
        played.push((key.clone(), Some(String::from_utf8(text).unwrap())));
    }
    played.push(mark(second + 10));
    let changes: Vec<Change<'_>> = played
        .iter()
        .zip(2_u64..)
        .map(|((key, value), at)| (key.as_str(), at, value.as_deref()))
        .collect();
    let file = history(&changes, None);
    let plain = judged(&file, None).0;
    for redactor in redactors() {
        assert_eq!(judged(&file, Some(redactor)).0, plain, "{steps:?}");
    }
    plain.into_iter().map(|found| found.0).collect()
}

#[test]
fn each_rule_fires_and_is_silent() {
    let cases = documents(CASES.as_bytes()).unwrap().remove(0);
    let cases = cases.as_object().unwrap();
    let mut wrong = Vec::new();
    for rule in OWN.list() {
        let Some(case) = cases.get(&rule.id).and_then(Value::as_object) else {
            assert!(
                OTHERWISE.contains(&rule.id.as_str()),
                "no case for {}",
                rule.id
            );
            continue;
        };
        let steps = |name| case.get(name).and_then(Value::as_array).unwrap();
        let fired = play(case, steps("fires"));
        if !fired.contains(&rule.id) {
            wrong.push(format!("{} does not fire, but {fired:?}", rule.id));
        }
        let silent = play(case, steps("silent"));
        if silent.contains(&rule.id) {
            wrong.push(format!("{} is not silent", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn deletions_in_bulk_are_one_finding() {
    let object = |name: &str, second: u64| {
        format!(
            r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"{name}","namespace":"d","creationTimestamp":"{}"}}}}"#,
            stamp(second)
        )
    };
    for (many, found_it) in [(20, true), (19, false)] {
        let names: Vec<String> = (0..many).map(|i| format!("m{i}")).collect();
        let values: Vec<String> = names.iter().map(|name| object(name, 1)).collect();
        let keys: Vec<String> = names
            .iter()
            .map(|n| format!("/registry/configmaps/d/{n}"))
            .collect();
        let last = object("last", 30);
        let mut changes: Vec<Change<'_>> = Vec::new();
        for (key, value) in keys.iter().zip(&values) {
            changes.push((key, changes.len() as u64 + 2, Some(value)));
        }
        for key in &keys {
            changes.push((key, changes.len() as u64 + 2, None));
        }
        changes.push(("/registry/configmaps/d/last", 100, Some(&last)));
        assert_eq!(found(&changes).contains("bulk-deletion"), found_it);
    }
}

#[test]
fn a_few_claims_are_enough() {
    let mark = r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m","namespace":"d","creationTimestamp":"2026-01-01T00:00:30Z"}}"#;
    let claims = ["a", "b", "c"].map(|name| {
        let key = format!("/registry/persistentvolumeclaims/d/{name}");
        let value = format!(
            r#"{{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{{"name":"{name}","namespace":"d","creationTimestamp":"2026-01-01T00:00:10Z"}}}}"#
        );
        (key, value)
    });
    for (many, found_it) in [(3, true), (2, false)] {
        let made = claims
            .iter()
            .zip(2..)
            .map(|((k, v), at)| (k.as_str(), at, Some(v.as_str())));
        let gone = claims
            .iter()
            .take(many)
            .zip(5..)
            .map(|((k, _), at)| (k.as_str(), at, None));
        let last = ("/registry/configmaps/d/m", 10, Some(mark));
        let changes: Vec<Change<'_>> = made.chain(gone).chain([last]).collect();
        assert_eq!(found(&changes).contains("volumes-deleted"), found_it);
    }
}

/// Who makes a role or a binding chooses its name and labels.
#[test]
fn a_label_or_a_name_of_the_system_alone_excuses_nothing() {
    let role = |name: &str| {
        format!(
            r#"{{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{{"name":"{name}",
            "labels":{{"kubernetes.io/bootstrapping":"rbac-defaults","rbac.authorization.k8s.io/aggregate-to-admin":"true"}}}},
            "rules":[{{"apiGroups":["*"],"resources":["*"],"verbs":["*","escalate"]}}]}}"#
        )
    };
    let rules = |name| {
        let (key, value) = (format!("/registry/clusterroles/{name}"), role(name));
        found(&[(&key, 2, Some(&value))])
    };
    assert_eq!(
        rules("a"),
        ["rbac-escalating-role", "rbac-wildcard-role"]
            .map(String::from)
            .into()
    );
    assert_eq!(rules("system:a"), BTreeSet::new());

    let binding = |name: &str, subject: &str| {
        let key = format!("/registry/clusterrolebindings/{name}");
        let value = format!(
            r#"{{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{{"name":"{name}"}},
            "roleRef":{{"kind":"ClusterRole","name":"cluster-admin"}},"subjects":[{subject}]}}"#
        );
        found(&[(&key, 2, Some(&value))]).contains("rbac-admin-binding")
    };
    let eve = r#"{"kind":"User","name":"eve"}"#;
    let openshift = r#"{"kind":"ServiceAccount","name":"a","namespace":"openshift-infra"}"#;
    let kubeadm = r#"{"kind":"Group","name":"kubeadm:cluster-admins"}"#;
    assert!(binding("system:openshift:controller:a", eve));
    assert!(!binding("system:openshift:controller:a", openshift));
    assert!(binding("kubeadm:cluster-admins", eve));
    assert!(!binding("kubeadm:cluster-admins", kubeadm));
    assert!(binding(
        "kubeadm:cluster-admins",
        &format!("{kubeadm},{eve}")
    ));
}

/// An API server takes any owner for granted.
#[test]
fn an_owner_that_is_nowhere_excuses_nothing() {
    let pod = |kind: &str, uid: &str| {
        format!(
            r#"{{"apiVersion":"v1","kind":"Pod","metadata":{{"name":"p","namespace":"d","ownerReferences":[
            {{"apiVersion":"apps/v1","kind":"{kind}","name":"web","uid":"{uid}"}}]}},
            "spec":{{"hostPID":true,"containers":[{{"name":"c"}}]}}}}"#
        )
    };
    let owner = r#"{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web","namespace":"d","uid":"u1"}}"#;
    let found = |pod: &str, owner: Option<&str>| {
        let owner = owner.map(|text| ("/registry/replicasets/d/web", 2, Some(text)));
        let pod = ("/registry/pods/d/p", 3, Some(pod));
        let gone = owner.map(|(key, ..)| (key, 4, None));
        let changes: Vec<Change<'_>> = owner.into_iter().chain([pod]).chain(gone).collect();
        self::found(&changes).contains("pod-privileged-alone")
    };
    // One that is gone was there.
    assert!(!found(&pod("ReplicaSet", "u1"), Some(owner)));
    assert!(found(&pod("ReplicaSet", "u2"), Some(owner)));
    assert!(found(&pod("ReplicaSet", "u1"), None));
    assert!(found(&pod("Whatever", "u1"), Some(owner)));
}

#[test]
fn a_role_that_allows_everything_is_cluster_admin_by_another_name() {
    let role = |verbs: &str| {
        format!(
            r#"{{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{{"name":"viewer"}},
            "rules":[{{"apiGroups":["*"],"resources":["*"],"verbs":[{verbs}]}}]}}"#
        )
    };
    let binding = |subject: &str| {
        format!(
            r#"{{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{{"name":"b"}},
            "roleRef":{{"kind":"ClusterRole","name":"viewer"}},"subjects":[{{"kind":"User","name":"{subject}"}}]}}"#
        )
    };
    let found = |verbs: &str, subject: &str| {
        let (role, binding) = (role(verbs), binding(subject));
        // The role may be widened after somebody was bound to it.
        let changes: [Change<'_>; 2] = [
            ("/registry/clusterrolebindings/b", 2, Some(&binding)),
            ("/registry/clusterroles/viewer", 3, Some(&role)),
        ];
        self::found(&changes).contains("rbac-own-admin")
    };
    assert!(found(r#""*""#, "eve"));
    assert!(found(r#""get","create","update","delete""#, "eve"));
    assert!(!found(r#""get","list","watch""#, "eve"));
    assert!(!found(r#""*""#, "system:masters"));
}

/// etcd deletes the keys of a lease in one revision; no API server writes two keys in one.
#[test]
fn several_keys_in_one_revision_are_found_unless_a_lease_ended() {
    let event = |name: &str| {
        format!(
            r#"{{"apiVersion":"v1","kind":"Event","metadata":{{"name":"{name}","namespace":"d"}}}}"#
        )
    };
    let (a, b) = (event("a"), event("b"));
    let (key_a, key_b) = ("/registry/events/d/a", "/registry/events/d/b");
    let changes: [Change<'_>; 4] = [
        (key_a, 2, Some(&a)),
        (key_b, 3, Some(&b)),
        (key_a, 4, None),
        (key_b, 4, None),
    ];
    let found = |keys| {
        let lives = false;
        found_in(&leased(&changes, Leased { id: 7, keys, lives })).contains("etcd-one-revision")
    };
    assert!(!found("/registry/events/"));
    // Of one of them alone, or of none.
    assert!(found("/registry/events/d/a"));
    assert!(found("/registry/pods/"));
}

#[test]
fn leases_tell() {
    let event = r#"{"apiVersion":"v1","kind":"Event","metadata":{"name":"a","namespace":"d"}}"#;
    let key = "/registry/events/d/a";
    let changes: [Change<'_>; 2] = [(key, 2, Some(event)), (key, 3, None)];
    let mut lease = Leased {
        id: 7,
        keys: "/registry/events/",
        lives: true,
    };
    let early = |lease| found_in(&leased(&changes, lease)).contains("events-deleted-early");
    assert!(early(lease));
    // One that has run out took the Event with it.
    lease.lives = false;
    assert!(!early(lease));

    let map = r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"d"}}"#;
    let changes: [Change<'_>; 1] = [("/registry/configmaps/d/a", 2, Some(map))];
    let on = |keys| found_in(&leased(&changes, Leased { keys, ..lease }));
    assert!(on("/registry/configmaps/").contains("etcd-lease-on-object"));
    assert!(!on("/registry/events/").contains("etcd-lease-on-object"));
}

#[test]
fn json_among_protobuf_is_found() {
    // `k8s` and a message `Unknown` of a ConfigMap with its name and namespace.
    let protobuf =
        "k8s\0\n\u{f}\n\u{2}v1\u{12}\tConfigMap\u{12}\u{8}\n\u{6}\n\u{1}a\u{1a}\u{1}d\u{1a}\0\"\0";
    let json = r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b","namespace":"d"}}"#;
    let one: Change<'_> = ("/registry/configmaps/d/a", 2, Some(protobuf));
    let other: Change<'_> = ("/registry/configmaps/d/b", 3, Some(json));
    assert!(found(&[one, other]).contains("etcd-other-encoding"));
    assert!(!found(&[other]).contains("etcd-other-encoding"));
}
