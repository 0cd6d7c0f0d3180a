//! Rules find the same whatever is redacted, and tell nothing that is.

use std::cell::Cell;

use super::*;
use crate::suspects::test::{By, Scope, Shown};

const CANARY: &str = "kanarienvogel";

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
    let rules = Rules::own().unwrap();
    let rule = rules
        .list()
        .iter()
        .find(|own| own.id == "dns-set-later")
        .unwrap();
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
