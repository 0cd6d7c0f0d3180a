//! Rules for which a case's steps do not do: of states that are gone, of several objects, of generations.

use std::cell::Cell;

use super::*;
use crate::suspects::test::{By, Scope};

fn of(yaml: &str) -> Value<'static> {
    documents(yaml.as_bytes()).unwrap().remove(0)
}

/// Whether a rule holds for an object of which the state before is not known.
fn holds(rule: &str, object: &Value<'_>, unknown: bool) -> bool {
    let rule = OWN.list().iter().find(|own| own.id == rule).unwrap();
    let scope = Scope {
        before: None,
        after: object,
        by: By {
            manager: "",
            orphan: false,
            asked: &Cell::new(false),
        },
        unknown,
        quotes: true,
        shown: None,
    };
    rule.when.as_ref().unwrap().holds(&scope, &mut Vec::new())
}

#[test]
fn managers_tell_where_the_state_before_is_gone() {
    let object = |meta: &str, fields: &str, rest: &str, time: &str| {
        of(&format!(
            "{{metadata: {{{meta}, creationTimestamp: '2026-01-01T00:00:00Z', managedFields: [\
             {{manager: installer, time: '2026-01-01T00:00:00Z', fieldsV1: {{'f:metadata': {{}}}}}},\
             {{manager: edit, time: '{time}', fieldsV1: {fields}}}]}}{rest}}}"
        ))
    };
    let label = "name: a, labels: {pod-security.kubernetes.io/enforce: privileged}";
    let labelled = "{'f:metadata': {'f:labels': {'f:pod-security.kubernetes.io/enforce': {}}}}";
    let data = "{'f:data': {'f:a': {}}}";
    for (rule, meta, fields, rest) in [
        ("pod-security-set-later", label, labelled, ""),
        (
            "dns-set-later",
            "name: coredns, namespace: kube-system",
            data,
            ", data: {a: b}",
        ),
        (
            "trust-set-later",
            "name: aws-auth, namespace: kube-system",
            data,
            ", data: {a: b}",
        ),
        (
            "settings-set-later",
            "name: fluent-bit",
            data,
            ", data: {a: b}",
        ),
        (
            "policy-set-later",
            "name: a",
            "{'f:spec': {'f:matchResources': {}}}",
            ", spec: {matchResources: {}}",
        ),
        (
            "workload-set-later",
            "name: a",
            "{'f:spec': {'f:template': {'f:spec': {'f:containers': {'k:{\"name\":\"c\"}': {'f:image': {}}}}}}}",
            ", spec: {template: {spec: {containers: [{name: c, image: i}]}}}",
        ),
    ] {
        let later = object(meta, fields, rest, "2026-01-02T00:00:00Z");
        assert!(holds(rule, &later, true), "{rule}");
        assert!(!holds(rule, &later, false), "{rule} knows the state before");
        let with = object(meta, fields, rest, "2026-01-01T00:00:01Z");
        assert!(!holds(rule, &with, true), "{rule} was made so");
        let other = object(meta, "{'f:status': {}}", rest, "2026-01-02T00:00:00Z");
        assert!(!holds(rule, &other, true), "{rule} is of other fields");
    }
}

/// Changes that make objects of a type, and take them away within seconds.
fn deleted(
    api_version: &str,
    kind: &str,
    folder: &str,
    names: &[&str],
    extra: &[Change<'_>],
) -> BTreeSet<String> {
    let objects: Vec<(String, String)> = names
        .iter()
        .map(|name| {
            let object = format!(
                r#"{{"apiVersion":"{api_version}","kind":"{kind}","metadata":{{"name":"{name}","namespace":"d","creationTimestamp":"{}"}}}}"#,
                stamp(10)
            );
            (format!("/registry/{folder}/d/{name}"), object)
        })
        .collect();
    let mark = format!(
        r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"m","namespace":"d","creationTimestamp":"{}"}}}}"#,
        stamp(30)
    );
    let made = objects.iter().map(|(k, v)| (k.as_str(), Some(v.as_str())));
    let gone = objects.iter().map(|(k, _)| (k.as_str(), None));
    let extra = extra.iter().map(|(key, _, value)| (*key, *value));
    let all = made.chain(extra).chain(gone);
    let all = all.chain([("/registry/configmaps/d/m", Some(mark.as_str()))]);
    let all: Vec<Change<'_>> = all
        .zip(2..)
        .map(|((key, value), at)| (key, at, value))
        .collect();
    found(&all)
}

#[test]
fn backups_that_nobody_asked_to_delete_are_found() {
    let backups = |names: &[&str], extra: &[Change<'_>]| {
        deleted("velero.io/v1", "Backup", "velero.io/backups", names, extra)
            .contains("backups-deleted")
    };
    assert!(backups(&["daily-1", "daily-2"], &[]));
    assert!(!backups(&["daily-1"], &[]));
    let request = r#"{"apiVersion":"velero.io/v1","kind":"DeleteBackupRequest","metadata":{"name":"r","namespace":"d"},"spec":{"backupName":"daily-1"}}"#;
    let asked = (
        "/registry/velero.io/deletebackuprequests/d/r",
        0,
        Some(request),
    );
    assert!(!backups(&["daily-1", "daily-2"], &[asked]));
    // By its name, of one that does not say.
    let named = |name: &str| {
        let key = format!("/registry/velero.io/deletebackuprequests/d/{name}");
        let value = format!(
            r#"{{"apiVersion":"velero.io/v1","kind":"DeleteBackupRequest","metadata":{{"name":"{name}","namespace":"d"}}}}"#
        );
        backups(&["daily-1", "daily-2"], &[(&key, 0, Some(&value))])
    };
    assert!(!named("daily-2-x7x7x"));
    assert!(named("daily-20-x7x7x"));
}

#[test]
fn snapshots_of_volumes_in_number_are_found() {
    let snapshots = |names: &[&str]| {
        let (api, folder) = (
            "snapshot.storage.k8s.io/v1",
            "snapshot.storage.k8s.io/volumesnapshots",
        );
        deleted(api, "VolumeSnapshot", folder, names, &[]).contains("snapshots-deleted")
    };
    assert!(snapshots(&["a", "b", "c", "e", "f"]));
    assert!(!snapshots(&["a", "b", "c", "e"]));
}

#[test]
fn workloads_and_secrets_in_number_are_found() {
    let names = ["a", "b", "c", "e", "f"];
    for (api, kind, folder, rule, count) in [
        (
            "apps/v1",
            "Deployment",
            "deployments",
            "workloads-deleted",
            4,
        ),
        ("v1", "Secret", "secrets", "secrets-deleted", 5),
    ] {
        let finds = |count: usize| {
            let names: Vec<&str> = names.into_iter().take(count).collect();
            deleted(api, kind, folder, &names, &[]).contains(rule)
        };
        assert!(finds(count), "{rule}");
        assert!(!finds(count - 1), "{rule}");
    }
}

/// Servers since 1.24 note who wrote whatever is made.
#[test]
fn what_nobody_is_noted_to_have_made_is_found() {
    let fields = r#","managedFields":[{"apiVersion":"v1","manager":"m","operation":"Update"}]"#;
    for (minor, fields, found_it) in [(36, "", true), (36, fields, false), (23, "", false)] {
        let node = format!(
            r#"{{"apiVersion":"v1","kind":"Node","metadata":{{"name":"n","managedFields":[{{"manager":"kubelet"}}]}},
            "status":{{"nodeInfo":{{"kubeletVersion":"v1.{minor}.0"}}}}}}"#
        );
        let binding = format!(
            r#"{{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{{"name":"b"{fields}}},
            "roleRef":{{"kind":"ClusterRole","name":"view"}}}}"#
        );
        let changes: [Change<'_>; 2] = [
            ("/registry/minions/n", 2, Some(&node)),
            ("/registry/clusterrolebindings/b", 3, Some(&binding)),
        ];
        let found = found(&changes).contains("etcd-unmanaged");
        assert_eq!(found, found_it, "{minor} {fields}");
    }
}

/// Types that count generations count every change of what was asked for.
#[test]
fn a_change_without_a_generation_is_found() {
    let binding = |generation: u32, action: &str| {
        format!(
            r#"{{"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingAdmissionPolicyBinding","metadata":{{"name":"a","generation":{generation},
            "managedFields":[{{"apiVersion":"v1","manager":"m","operation":"Update","time":"{}"}}]}},"spec":{{"policyName":"p","validationActions":["{action}"]}}}}"#,
            stamp(10)
        )
    };
    let mark = |name: &str, second| {
        let object = format!(
            r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"{name}","namespace":"d","creationTimestamp":"{}"}}}}"#,
            stamp(second)
        );
        (format!("/registry/configmaps/d/{name}"), object)
    };
    let (first, second) = (mark("x", 5_000), mark("y", 6_000));
    let key = "/registry/validatingadmissionpolicybindings/a";
    let made = binding(1, "Deny");
    for (generation, action, found_it) in
        [(1, "Audit", true), (2, "Audit", false), (1, "Deny", false)]
    {
        let after = binding(generation, action);
        let changes: [Change<'_>; 4] = [
            (key, 2, Some(&made)),
            (&first.0, 3, Some(&first.1)),
            (key, 4, Some(&after)),
            (&second.0, 5, Some(&second.1)),
        ];
        let found = found(&changes).contains("etcd-unmarked-change");
        assert_eq!(found, found_it, "{generation} {action}");
    }
}
