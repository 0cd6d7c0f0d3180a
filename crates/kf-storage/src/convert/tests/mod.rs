mod by_minor;

use super::same_shape::SAME_SHAPE;
use super::*;
use crate::layout::Layouts;
use crate::testing::{json, parse};
use kf_schema::descriptor::Kind;

/// A stored object in another version.
fn converted(minor: u8, stored: &str, wanted: &str) -> Option<serde_json::Value> {
    let value = convert(&Codec::new(Minor::new(minor)), parse(stored), wanted).ok()?;
    Some(json(&value))
}

/// Checks some members of a converted object, each named by its path.
#[track_caller]
fn check(minor: u8, stored: &str, wanted: &str, members: &[(&str, &str)]) {
    let got = converted(minor, stored, wanted).unwrap();
    assert_eq!(got["apiVersion"], wanted);
    for (path, want) in members {
        let want: serde_json::Value = serde_json::from_str(want).unwrap();
        let got = got.pointer(path).cloned().unwrap_or_default();
        assert_eq!(got, want, "{path}");
    }
}

#[track_caller]
fn refused(minor: u8, stored: &str, wanted: &str) {
    let value = convert(&Codec::new(Minor::new(minor)), parse(stored), wanted).unwrap_err();
    assert_eq!(value, parse(stored), "comes back as it was");
}

/// Where the structs of two versions differ, by path.
fn differences(layouts: &Layouts, a: u16, b: u16, path: &str, out: &mut Vec<String>) {
    if a == b || path.len() > 200 {
        return;
    }
    let (a, b) = (layouts.get(a), layouts.get(b));
    for (this, other, both) in [(a, b, true), (b, a, false)] {
        for slot in this.slots.iter().filter(|s| s.exists) {
            let path = format!("{path}.{}", slot.json);
            let twin = other.slots.iter().find(|s| s.exists && s.json == slot.json);
            let Some(twin) = twin else {
                out.push(path);
                continue;
            };
            match (slot.kind, twin.kind) {
                _ if !both => {}
                (Kind::Message(a), Kind::Message(b)) if slot.label == twin.label => {
                    differences(layouts, a, b, &path, out);
                }
                (a, b) if a != b || slot.label != twin.label => out.push(path),
                _ => {}
            }
        }
    }
}

#[test]
fn versions_said_to_be_of_one_shape_are() {
    let mut found = Vec::new();
    for minor in Minor::OLDEST.up_to(Minor::NEWEST) {
        let layouts = Layouts::new(minor);
        for (kinds, versions) in SAME_SHAPE {
            for kind in *kinds {
                let entries: Vec<_> = versions
                    .iter()
                    .filter_map(|v| kf_schema::kind(v, kind))
                    .filter(|e| e.minors.contains(minor))
                    .collect();
                for pair in entries.windows(2) {
                    let at = format!("{minor} {kind} {}: ", pair[1].api_version);
                    differences(&layouts, pair[0].message, pair[1].message, &at, &mut found);
                }
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// The JSON names of a struct's fields in the newest minor, sorted.
fn fields(name: &str) -> Vec<&'static str> {
    fields_in(37, name)
}

fn fields_in(minor: u8, name: &str) -> Vec<&'static str> {
    let index = kf_schema::message_index(name).unwrap();
    let layouts = Layouts::new(Minor::new(minor));
    let slots = layouts.get(index).slots.iter().filter(|s| s.exists);
    slots.map(|s| s.json).collect()
}

#[track_caller]
fn sorted<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_unstable();
    names
}

#[test]
fn no_member_that_a_newer_version_added_is_forgotten() {
    use super::metrics::{SPEC, STATUS};
    let v2 = |name| fields(&format!("k8s.io/api/autoscaling/v2.{name}"));
    let names = |pairs: &[(&'static str, &str)]| sorted(pairs.iter().map(|(name, _)| *name));
    let behavior = v2("HorizontalPodAutoscalerBehavior");
    assert_eq!(behavior, names(&autoscaling::DIRECTIONS));
    assert_eq!(v2("HPAScalingRules"), names(&autoscaling::RULES));
    assert_eq!(v2("HPAScalingPolicy"), names(&autoscaling::POLICY));
    for (sources, suffix) in [(SPEC, "Source"), (STATUS, "Status")] {
        let whole = if suffix == "Source" {
            "MetricSpec"
        } else {
            "MetricStatus"
        };
        let kinds = sources.names().map(|(source, _)| source);
        assert_eq!(v2(whole), sorted(kinds.chain(["type"])));
        for (source, members) in sources.names() {
            let (first, rest) = source.split_at(1);
            let name = format!("{}{rest}", first.to_uppercase());
            // The last minor with v2beta1, whose metrics are those of v1's annotations.
            let flat = format!("k8s.io/api/autoscaling/v2beta1.{name}Metric{suffix}");
            assert_eq!(fields_in(35, &flat), sorted(members), "{flat}");
        }
    }
    let exact = fields("k8s.io/api/resource/v1.ExactDeviceRequest");
    assert_eq!(exact, resource::EXACT);
    let mut flat = fields("k8s.io/api/resource/v1beta1.BasicDevice");
    flat.push("name");
    assert_eq!(fields("k8s.io/api/resource/v1.Device"), sorted(flat));
    let class = sorted(["spec", "metadata"]);
    assert_eq!(
        fields("k8s.io/api/node/v1alpha1.RuntimeClass"),
        sorted(class)
    );
}

#[test]
fn events_change_names() {
    let core = r#"{"apiVersion":"v1","kind":"Event","metadata":{"name":"e"},
        "involvedObject":{"kind":"ServiceCIDR"},"reason":"R","message":"The default",
        "source":{"component":"c"},"firstTimestamp":"2026-11-22T18:21:38Z","lastTimestamp":null,
        "count":6,"type":"Warning","eventTime":null,"reportingComponent":"c",
        "reportingInstance":""}"#;
    let got = converted(36, core, "events.k8s.io/v1").unwrap();
    let want: serde_json::Value = serde_json::from_str(
        r#"{"apiVersion":"events.k8s.io/v1","kind":"Event","metadata":{"name":"e"},
        "eventTime":null,"reportingController":"c","reason":"R","regarding":{"kind":"ServiceCIDR"},
        "note":"The default","type":"Warning","deprecatedSource":{"component":"c"},
        "deprecatedFirstTimestamp":"2026-11-22T18:21:38Z","deprecatedLastTimestamp":null,
        "deprecatedCount":6}"#,
    )
    .unwrap();
    assert_eq!(got, want);
    let back = converted(36, &got.to_string(), "v1").unwrap();
    assert_eq!(back, json(&parse(core)));
    // 1.15 left nothing out.
    let members = [("/action", r#""""#), ("/reportingInstance", r#""""#)];
    check(15, core, "events.k8s.io/v1beta1", &members);
}

/// Cut down from what a server of 1.36 stored.
const AUTOSCALER: &str = r#"{"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler",
    "metadata":{"name":"api"},"spec":{"scaleTargetRef":{"kind":"Deployment","name":"api"},
    "minReplicas":3,"maxReplicas":12,"metrics":[
    {"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":70}}},
    {"type":"ContainerResource","containerResource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":60},"container":"api"}},
    {"type":"Pods","pods":{"metric":{"name":"<rps>","selector":{"matchLabels":{"type":"GET","name":"x"}}},"target":{"type":"AverageValue","averageValue":"1500"}}},
    {"type":"Object","object":{"describedObject":{"kind":"Ingress","name":"edge","apiVersion":"networking.k8s.io/v1"},"target":{"type":"Value","value":"2k"},"metric":{"name":"rps"}}},
    {"type":"External","external":{"metric":{"name":"queue","selector":{"matchExpressions":[{"key":"q","operator":"In","values":["a","b"]}]}},"target":{"type":"AverageValue","averageValue":"30"}}}],
    "behavior":{"scaleUp":{"stabilizationWindowSeconds":0,"selectPolicy":"Disabled","policies":[{"type":"Pods","value":4,"periodSeconds":15}]},
    "scaleDown":{"selectPolicy":"Min","tolerance":"5m"}}},
    "status":{"currentReplicas":3,"desiredReplicas":4,"currentMetrics":[
    {"type":"Resource","resource":{"name":"cpu","current":{"averageValue":"415m","averageUtilization":83}}},
    {"type":""},
    {"type":"Object","object":{"metric":{"name":"rps"},"current":{"value":"2k"},"describedObject":{"kind":"Ingress","name":"edge"}}}],
    "conditions":[{"type":"AbleToScale","status":"True","lastTransitionTime":"2026-11-22T16:01:00Z","reason":"Ready"}]}}"#;

#[test]
fn autoscalers_keep_in_annotations_what_v1_has_no_fields_for() {
    let v1 = converted(36, AUTOSCALER, "autoscaling/v1").unwrap();
    let annotations = &v1["metadata"]["annotations"];
    let annotation = |name: &str| {
        annotations[format!("autoscaling.alpha.kubernetes.io/{name}")]
            .as_str()
            .unwrap()
    };
    assert_eq!(
        annotation("metrics"),
        concat!(
            r#"[{"type":"ContainerResource","containerResource":{"name":"cpu","targetAverageUtilization":60,"container":"api"}},"#,
            r#"{"type":"Pods","pods":{"metricName":"\u003crps\u003e","targetAverageValue":"1500","selector":{"matchLabels":{"name":"x","type":"GET"}}}},"#,
            r#"{"type":"Object","object":{"target":{"kind":"Ingress","name":"edge","apiVersion":"networking.k8s.io/v1"},"metricName":"rps","targetValue":"2k"}},"#,
            r#"{"type":"External","external":{"metricName":"queue","metricSelector":{"matchExpressions":[{"key":"q","operator":"In","values":["a","b"]}]},"targetAverageValue":"30"}}]"#,
        )
    );
    assert_eq!(
        annotation("current-metrics"),
        concat!(
            r#"[{"type":"Resource","resource":{"name":"cpu","currentAverageUtilization":83,"currentAverageValue":"415m"}},"#,
            r#"{"type":""},"#,
            r#"{"type":"Object","object":{"target":{"kind":"Ingress","name":"edge"},"metricName":"rps","currentValue":"2k"}}]"#,
        )
    );
    assert_eq!(
        annotation("behavior"),
        concat!(
            r#"{"ScaleUp":{"StabilizationWindowSeconds":0,"SelectPolicy":"Disabled","Policies":[{"Type":"Pods","Value":4,"PeriodSeconds":15}],"Tolerance":null},"#,
            r#""ScaleDown":{"StabilizationWindowSeconds":null,"SelectPolicy":"Min","Policies":null,"Tolerance":"5m"}}"#,
        )
    );
    assert_eq!(
        annotation("conditions"),
        r#"[{"type":"AbleToScale","status":"True","lastTransitionTime":"2026-11-22T16:01:00Z","reason":"Ready"}]"#
    );
    assert_eq!(v1["spec"]["targetCPUUtilizationPercentage"], 70);
    assert_eq!(v1["status"]["currentCPUUtilizationPercentage"], 83);
    // And back, except that the CPU comes last.
    let mut v2 = converted(36, &v1.to_string(), "autoscaling/v2").unwrap();
    v2["spec"]["metrics"]
        .as_array_mut()
        .unwrap()
        .rotate_right(1);
    assert_eq!(v2, json(&parse(AUTOSCALER)));
}

#[test]
fn autoscalers_of_v1_without_metrics_aim_at_a_default() {
    let stored = |annotation: &str| {
        format!(
            r#"{{"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler","metadata":
            {{"annotations":{{"autoscaling.alpha.kubernetes.io/metrics":"{annotation}"}}}},
            "spec":{{"maxReplicas":3}},"status":{{"currentReplicas":0,"desiredReplicas":0}}}}"#
        )
    };
    let cpu = r#"[{"type":"Resource","resource":{"name":"cpu","targetAverageUtilization":80}}]"#;
    let members = [
        ("/spec/metrics", cpu),
        ("/metadata/annotations", "null"),
        ("/status/currentMetrics", "null"),
    ];
    check(15, &stored("[]"), "autoscaling/v2beta1", &members);
    // The servers of then refuse an annotation that is no JSON, those of later ignore it.
    refused(15, &stored("abc"), "autoscaling/v2beta1");
    check(20, &stored("abc"), "autoscaling/v2beta1", &members[..2]);
    refused(20, &stored("[1]"), "autoscaling/v2beta1");
    refused(36, AUTOSCALER, "autoscaling/v2beta2");
}

#[test]
fn workloads_of_old_versions_have_fields_for_annotations() {
    let deployment = r#"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"annotations":
        {"deprecated.deployment.rollback.to":"0"}},"spec":{"template":{}}}"#;
    let members = [
        ("/spec/rollbackTo", "{}"),
        ("/metadata/annotations", "null"),
    ];
    check(15, deployment, "extensions/v1beta1", &members);
    check(15, deployment, "apps/v1beta1", &members);
    let old = converted(15, deployment, "apps/v1beta1")
        .unwrap()
        .to_string();
    let kept = [(
        "/metadata/annotations",
        r#"{"deprecated.deployment.rollback.to":"0"}"#,
    )];
    check(15, &old, "apps/v1", &kept);
    refused(15, &deployment.replace("\"0\"", "\"x\""), "apps/v1beta1");

    let set = r#"{"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"annotations":
        {"a":"b","deprecated.daemonset.template.generation":"7"}},"spec":{"template":{}}}"#;
    let members = [
        ("/spec/templateGeneration", "7"),
        ("/metadata/annotations", r#"{"a":"b"}"#),
    ];
    check(15, set, "extensions/v1beta1", &members);
    let old = converted(15, set, "extensions/v1beta1").unwrap();
    let new = converted(15, &old.to_string(), "apps/v1").unwrap();
    assert_eq!(
        new,
        converted(15, &new.to_string(), "apps/v1beta2")
            .map(|mut v| {
                v["apiVersion"] = "apps/v1".into();
                v
            })
            .unwrap()
    );
    assert_eq!(
        new["metadata"]["annotations"],
        json(&parse(set))["metadata"]["annotations"]
    );

    let set =
        r#"{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{},"spec":{"template":{}}}"#;
    check(
        15,
        set,
        "apps/v1beta1",
        &[("/status/observedGeneration", "0")],
    );
    check(
        15,
        set,
        "apps/v1beta2",
        &[("/status/observedGeneration", "null")],
    );
}

#[test]
fn requests_and_devices_are_flat_in_v1beta1() {
    let claim = r#"{"apiVersion":"resource.k8s.io/v1","kind":"ResourceClaim","metadata":{},"spec":
        {"devices":{"requests":[{"name":"r","exactly":{"deviceClassName":"any","count":2}},
        {"name":"alt","firstAvailable":[{"name":"a","deviceClassName":"gpu"}]}]}},"status":{}}"#;
    let flat = r#"[{"name":"r","deviceClassName":"any","count":2},
        {"name":"alt","deviceClassName":"","firstAvailable":[{"name":"a","deviceClassName":"gpu"}]}]"#;
    let path = "/spec/devices/requests";
    check(36, claim, "resource.k8s.io/v1beta1", &[(path, flat)]);
    let beta = converted(36, claim, "resource.k8s.io/v1beta1")
        .unwrap()
        .to_string();
    assert_eq!(
        converted(36, &beta, "resource.k8s.io/v1").unwrap(),
        json(&parse(claim))
    );
    check(
        36,
        &beta,
        "resource.k8s.io/v1beta2",
        &[("/spec/devices/requests/0/exactly/count", "2")],
    );

    let slice = r#"{"apiVersion":"resource.k8s.io/v1","kind":"ResourceSlice","metadata":{},"spec":
        {"driver":"d","pool":{"name":"p","generation":0,"resourceSliceCount":1},"nodeName":"n",
        "devices":[{"name":"gpu-0","capacity":{"cores":{"value":"132"}}},{"name":"gpu-1"}]}}"#;
    let basic = r#"[{"name":"gpu-0","basic":{"capacity":{"cores":{"value":"132"}}}},
        {"name":"gpu-1","basic":{}}]"#;
    check(
        36,
        slice,
        "resource.k8s.io/v1beta1",
        &[("/spec/devices", basic)],
    );
    let beta = converted(36, slice, "resource.k8s.io/v1beta1")
        .unwrap()
        .to_string();
    assert_eq!(
        converted(36, &beta, "resource.k8s.io/v1").unwrap(),
        json(&parse(slice))
    );
    check(
        33,
        &beta,
        "resource.k8s.io/v1alpha3",
        &[("/spec/devices/0/basic/capacity", r#"{"cores":"132"}"#)],
    );

    let rule = r#"{"apiVersion":"resource.k8s.io/v1alpha3","kind":"DeviceTaintRule","metadata":{},
        "spec":{"deviceSelector":{"driver":"d"},"taint":{"key":"k","effect":"NoSchedule"}}}"#;
    check(
        36,
        rule,
        "resource.k8s.io/v1beta2",
        &[("/spec/deviceSelector/driver", r#""d""#)],
    );
    let rule = rule.replace(r#""driver":"d""#, r#""deviceClassName":"d""#);
    refused(36, &rule, "resource.k8s.io/v1beta2");
}

#[test]
fn subjects_of_v1alpha1_have_an_api_version() {
    let binding = r#"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding",
        "metadata":{},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"r"},
        "subjects":[{"kind":"Group","apiGroup":"rbac.authorization.k8s.io","name":"g"},
        {"kind":"ServiceAccount","name":"s","namespace":"n"},
        {"kind":"Odd","apiGroup":"corp.example","name":"o"}]}"#;
    let alpha = r#"[{"kind":"Group","apiVersion":"rbac.authorization.k8s.io/v1alpha1","name":"g"},
        {"kind":"ServiceAccount","apiVersion":"v1","name":"s","namespace":"n"},
        {"kind":"Odd","apiVersion":"corp.example/","name":"o"}]"#;
    let wanted = "rbac.authorization.k8s.io/v1alpha1";
    check(15, binding, wanted, &[("/subjects", alpha)]);
    let stored = converted(15, binding, wanted).unwrap().to_string();
    let back = json(&parse(binding))["subjects"].to_string();
    check(
        15,
        &stored,
        "rbac.authorization.k8s.io/v1",
        &[("/subjects", &back)],
    );
    let everyone = stored
        .replace(r#""kind":"Group""#, r#""kind":"User""#)
        .replace(r#""g""#, r#""*""#);
    check(
        15,
        &everyone,
        "rbac.authorization.k8s.io/v1",
        &[
            ("/subjects/0/name", r#""system:authenticated""#),
            ("/subjects/0/kind", r#""Group""#),
        ],
    );
}

#[test]
fn runtime_classes_of_v1alpha1_have_a_spec() {
    let class = r#"{"apiVersion":"node.k8s.io/v1beta1","kind":"RuntimeClass","metadata":{},
        "handler":"runsc","overhead":{"podFixed":{"cpu":"1"}}}"#;
    let wanted = "node.k8s.io/v1alpha1";
    let spec = r#"{"runtimeHandler":"runsc","overhead":{"podFixed":{"cpu":"1"}}}"#;
    check(18, class, wanted, &[("/spec", spec), ("/handler", "null")]);
    let alpha = converted(18, class, wanted).unwrap().to_string();
    check(
        18,
        &alpha,
        "node.k8s.io/v1beta1",
        &[
            ("/handler", r#""runsc""#),
            ("/overhead/podFixed/cpu", r#""1""#),
            ("/spec", "null"),
        ],
    );
}

#[test]
fn budgets_turn_the_empty_selector_round() {
    let budget = |version: &str, selector: &str| {
        format!(
            r#"{{"apiVersion":"policy/{version}","kind":"PodDisruptionBudget","metadata":{{}},
            "spec":{{"selector":{selector}}}}}"#
        )
    };
    let label = |operator: &str| {
        format!(
            r#"{{"matchExpressions":[{{"key":"pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match","operator":"{operator}"}}]}}"#
        )
    };
    for (from, to, operator) in [
        ("v1beta1", "v1", "Exists"),
        ("v1", "v1beta1", "DoesNotExist"),
    ] {
        let (here, there) = (budget(from, "{}"), label(operator));
        check(
            22,
            &here,
            &format!("policy/{to}"),
            &[("/spec/selector", &there)],
        );
        let there = budget(to, &there);
        check(
            22,
            &there,
            &format!("policy/{from}"),
            &[("/spec/selector", "{}")],
        );
    }
    let some = r#"{"matchLabels":{"a":"b"}}"#;
    check(
        22,
        &budget("v1", some),
        "policy/v1beta1",
        &[("/spec/selector", some)],
    );
}

#[test]
fn backends_of_ingresses_name_their_service_in_two_ways() {
    let ingress = r#"{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{},"spec":{
        "defaultBackend":{"service":{"name":"s","port":{"name":"web"}}},
        "rules":[{"http":{"paths":[{"pathType":"Prefix","backend":{"service":{"name":"s","port":{"number":80}}}},
        {"pathType":"Exact","backend":{"resource":{"apiGroup":"g","kind":"B","name":"b"}}}]}}]},
        "status":{"loadBalancer":{}}}"#;
    for wanted in ["networking.k8s.io/v1beta1", "extensions/v1beta1"] {
        check(
            21,
            ingress,
            wanted,
            &[
                (
                    "/spec/backend",
                    r#"{"serviceName":"s","servicePort":"web"}"#,
                ),
                (
                    "/spec/rules/0/http/paths/0/backend",
                    r#"{"serviceName":"s","servicePort":80}"#,
                ),
                (
                    "/spec/rules/0/http/paths/1/backend",
                    r#"{"resource":{"apiGroup":"g","kind":"B","name":"b"},"servicePort":0}"#,
                ),
            ],
        );
        let beta = converted(21, ingress, wanted).unwrap().to_string();
        let mut back = converted(21, &beta, "networking.k8s.io/v1").unwrap();
        back["metadata"]
            .as_object_mut()
            .unwrap()
            .remove("creationTimestamp");
        assert_eq!(back, json(&parse(ingress)));
        let bare = beta.replace(r#""pathType":"Prefix""#, r#""path":"/""#);
        check(
            21,
            &bare,
            "networking.k8s.io/v1",
            &[(
                "/spec/rules/0/http/paths/0/pathType",
                r#""ImplementationSpecific""#,
            )],
        );
    }
}

#[test]
fn endpoints_have_a_zone_or_a_topology() {
    let slice = |endpoint: &str| {
        format!(
            r#"{{"apiVersion":"discovery.k8s.io/v1beta1","kind":"EndpointSlice","metadata":{{}},
            "addressType":"IPv4","ports":null,"endpoints":[{endpoint}]}}"#
        )
    };
    let odd = r#"{"addresses":["10.0.0.1"],"conditions":{},"nodeName":"m","topology":
        {"kubernetes.io/hostname":"n","topology.kubernetes.io/zone":"z"}}"#;
    check(
        22,
        &slice(odd),
        "discovery.k8s.io/v1",
        &[
            ("/endpoints/0/zone", r#""z""#),
            ("/endpoints/0/nodeName", r#""m""#),
            (
                "/endpoints/0/deprecatedTopology",
                r#"{"kubernetes.io/hostname":"n"}"#,
            ),
        ],
    );
    let plain = odd.replace(r#""nodeName":"m","#, "");
    check(
        22,
        &slice(&plain),
        "discovery.k8s.io/v1",
        &[
            ("/endpoints/0/nodeName", "null"),
            (
                "/endpoints/0/deprecatedTopology",
                r#"{"kubernetes.io/hostname":"n"}"#,
            ),
        ],
    );
    let same = odd.replace(r#""m""#, r#""n""#);
    let v1 = [("/endpoints/0/deprecatedTopology", "null")];
    check(22, &slice(&same), "discovery.k8s.io/v1", &v1);
    for endpoint in [odd, &plain, &same] {
        let v1 = converted(22, &slice(endpoint), "discovery.k8s.io/v1").unwrap();
        let topology = json(&parse(endpoint))["topology"].to_string();
        check(
            22,
            &v1.to_string(),
            "discovery.k8s.io/v1beta1",
            &[("/endpoints/0/topology", &topology)],
        );
    }
}

#[test]
fn shares_of_a_priority_level_were_assured_once() {
    let level = |version: &str, member: &str| {
        format!(
            r#"{{"apiVersion":"flowcontrol.apiserver.k8s.io/{version}","kind":
            "PriorityLevelConfiguration","metadata":{{}},"spec":{{"type":"Limited","limited":{{{member}
            "limitResponse":{{"type":"Reject"}}}}}}}}"#
        )
    };
    let nominal = "/spec/limited/nominalConcurrencyShares";
    let group = "flowcontrol.apiserver.k8s.io";
    let beta2 = level("v1beta2", r#""assuredConcurrencyShares":5,"#);
    check(26, &beta2, &format!("{group}/v1beta3"), &[(nominal, "5")]);
    let beta3 = level("v1beta3", r#""nominalConcurrencyShares":5,"#);
    check(
        26,
        &beta3,
        &format!("{group}/v1beta2"),
        &[
            ("/spec/limited/assuredConcurrencyShares", "5"),
            (nominal, "null"),
        ],
    );
    let zero = r#""nominalConcurrencyShares":0,"#;
    check(
        29,
        &level("v1beta3", zero),
        &format!("{group}/v1"),
        &[(nominal, "30")],
    );
    let v1 = level("v1", zero);
    let kept = r#"{"flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares":""}"#;
    check(
        29,
        &v1,
        &format!("{group}/v1beta3"),
        &[(nominal, "0"), ("/metadata/annotations", kept)],
    );
    let beta3 = converted(29, &v1, &format!("{group}/v1beta3"))
        .unwrap()
        .to_string();
    check(
        29,
        &beta3,
        &format!("{group}/v1"),
        &[(nominal, "0"), ("/metadata/annotations", "null")],
    );
}

#[test]
fn signing_requests_need_a_signer_in_v1() {
    let request = r#"{"apiVersion":"certificates.k8s.io/v1beta1","kind":
        "CertificateSigningRequest","metadata":{},"spec":{"request":"","signerName":"a/b"},
        "status":{"conditions":[{"type":"Approved"}]}}"#;
    let wanted = "certificates.k8s.io/v1";
    check(
        20,
        request,
        wanted,
        &[("/status/conditions/0/status", r#""True""#)],
    );
    refused(20, &request.replace(r#","signerName":"a/b""#, ""), wanted);
}

#[test]
fn lease_candidates_had_a_list_of_strategies() {
    let candidate = r#"{"apiVersion":"coordination.k8s.io/v1alpha1","kind":"LeaseCandidate",
        "metadata":{},"spec":{"leaseName":"l","preferredStrategies":["OldestEmulationVersion"]}}"#;
    let wanted = "coordination.k8s.io/v1alpha2";
    check(
        32,
        candidate,
        wanted,
        &[("/spec/strategy", r#""OldestEmulationVersion""#)],
    );
}

#[test]
fn what_is_not_known_comes_back() {
    let migration = r#"{"apiVersion":"storagemigration.k8s.io/v1alpha1","kind":
        "StorageVersionMigration","metadata":{},"spec":{"resource":{}}}"#;
    refused(36, migration, "storagemigration.k8s.io/v1beta1");
    let pod = r#"{"apiVersion":"v1","kind":"Pod"}"#;
    refused(36, pod, "v2");
}
