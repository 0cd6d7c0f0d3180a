//! What only some minors do.

use super::super::through_internal;
use super::{check, json, parse};
use kf_schema::Minor;

#[test]
fn claims_of_a_stateful_set_have_their_types_in_every_version() {
    let set = r#"{"apiVersion":"apps/v1beta1","kind":"StatefulSet","metadata":{},"spec":{
        "serviceName":"s","template":{"metadata":{},"spec":{"containers":null}},
        "volumeClaimTemplates":[{"metadata":{"name":"c"},"spec":{"resources":{}}}]}}"#;
    let template = |kind: &'static str| ("/spec/volumeClaimTemplates/0/kind", kind);
    for wanted in ["apps/v1", "apps/v1beta2"] {
        check(15, set, wanted, &[template("null")]);
        check(20, set, wanted, &[template(r#""PersistentVolumeClaim""#)]);
    }
}

#[test]
fn annotations_of_an_autoscaler_are_written_anew() {
    let stored = r#"{"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler","metadata":{
        "annotations":{"autoscaling.alpha.kubernetes.io/behavior":
        "{\"ScaleUp\":{\"StabilizationWindowSeconds\":0,\"SelectPolicy\":\"Max\",\"Policies\":[]},\"ScaleDown\":null}"}},
        "spec":{"maxReplicas":3,"scaleTargetRef":{"kind":"D","name":"d"}},
        "status":{"currentReplicas":0,"desiredReplicas":0}}"#;
    let read = |minor| {
        let mut object = parse(stored);
        through_internal(&mut object, Minor::new(minor));
        json(&object)
    };
    let behavior = |minor| {
        let annotations = &read(minor)["metadata"]["annotations"];
        let text = annotations["autoscaling.alpha.kubernetes.io/behavior"].as_str();
        text.unwrap().contains(r#""Policies":[],"Tolerance":null}"#)
    };
    assert!(behavior(36) && !behavior(32));
    // Without any metric it is the processor that counts.
    assert_eq!(read(36)["spec"]["targetCPUUtilizationPercentage"], 80);
}
