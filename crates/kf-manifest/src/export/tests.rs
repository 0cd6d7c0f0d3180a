use super::*;
use kf_object::parse::json;

fn cleaned(text: &str) -> (String, Vec<String>) {
    let mut object = json::parse(text.as_bytes()).unwrap();
    let changes = clean(&mut object);
    let mut out = Vec::new();
    kf_object::encode::json::write_compact(&mut out, &object);
    let removed = changes.removed.into_iter().map(|r| r.pointer).collect();
    (String::from_utf8(out).unwrap(), removed)
}

#[track_caller]
fn becomes(from: &str, to: &str) {
    assert_eq!(cleaned(from).0, to);
}

#[test]
fn metadata_that_the_server_sets_goes() {
    let (left, removed) = cleaned(
        r#"{"apiVersion":"v1","data":{"uid":"stays"},"kind":"ConfigMap","metadata":{
        "annotations":{"a":"b","kubectl.kubernetes.io/last-applied-configuration":"{}"},
        "creationTimestamp":"2026-01-01T00:00:00Z","finalizers":["orphan","mine/keep"],
        "generateName":"x-","name":"x","namespace":"n","ownerReferences":[],"resourceVersion":"7",
        "uid":"u"},"status":{}}"#,
    );
    assert_eq!(
        left,
        r#"{"apiVersion":"v1","data":{"uid":"stays"},"kind":"ConfigMap","metadata":{"annotations":{"a":"b"},"finalizers":["mine/keep"],"name":"x","namespace":"n"}}"#
    );
    assert_eq!(
        removed,
        [
            "/status",
            "/metadata/uid",
            "/metadata/resourceVersion",
            "/metadata/creationTimestamp",
            "/metadata/ownerReferences",
            "/metadata/generateName",
            "/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration",
            "/metadata/finalizers/0",
        ]
    );
}

#[test]
fn containers_that_become_empty_go_too() {
    becomes(
        r#"{"apiVersion":"v1","kind":"Namespace","metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":""},"name":"n"},"spec":{"finalizers":["kubernetes"]}}"#,
        r#"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"n"}}"#,
    );
}

#[test]
fn templates_lose_their_null_times() {
    becomes(
        r#"{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"s"},"spec":{"template":{"metadata":{"creationTimestamp":null}},"volumeClaimTemplates":[{"metadata":{"creationTimestamp":null,"name":"d"},"status":{"phase":"Pending"}}]}}"#,
        r#"{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"s"},"spec":{"template":{"metadata":{}},"volumeClaimTemplates":[{"metadata":{"name":"d"}}]}}"#,
    );
}

#[test]
fn pods_lose_their_node_and_the_token_mount() {
    becomes(
        r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[
        {"name":"a","volumeMounts":[{"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","name":"kube-api-access-x"}]},
        {"name":"b","volumeMounts":[{"mountPath":"/data","name":"d"},{"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","name":"kube-api-access-x"}]}],
        "nodeName":"n","preemptionPolicy":"Never","priority":0,"priorityClassName":"high",
        "volumes":[{"emptyDir":{},"name":"d"},{"name":"kube-api-access-x","projected":{}}]}}"#,
        r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"a"},{"name":"b","volumeMounts":[{"mountPath":"/data","name":"d"}]}],"priorityClassName":"high","volumes":[{"emptyDir":{},"name":"d"}]}}"#,
    );
    // A token secret of before 1.21, one that is used elsewhere as well, and one of the user's.
    becomes(
        r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[
        {"name":"a","volumeMounts":[{"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","name":"web-token-x"},{"mountPath":"/t","name":"web-token-y"}]}],
        "serviceAccountName":"web","volumes":[{"name":"web-token-x","secret":{"secretName":"web-token-x"}},{"name":"web-token-y","secret":{"secretName":"web-token-y"}},{"name":"mine","secret":{"secretName":"web-token-z"}}]}}"#,
        r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"a","volumeMounts":[{"mountPath":"/t","name":"web-token-y"}]}],"serviceAccountName":"web","volumes":[{"name":"web-token-y","secret":{"secretName":"web-token-y"}},{"name":"mine","secret":{"secretName":"web-token-z"}}]}}"#,
    );
}

#[test]
fn services_lose_addresses_but_not_ports() {
    becomes(
        r#"{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"clusterIP":"10.0.0.1","clusterIPs":["10.0.0.1"],"ports":[{"nodePort":30000,"port":1}]}}"#,
        r#"{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"nodePort":30000,"port":1}]}}"#,
    );
    let headless = r#"{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"clusterIP":"None","clusterIPs":["None"]}}"#;
    becomes(headless, headless);
}

#[test]
fn volumes_and_claims_lose_their_binding() {
    becomes(
        r#"{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"annotations":{"pv.kubernetes.io/bind-completed":"yes","volume.kubernetes.io/selected-node":"n"},"finalizers":["kubernetes.io/pvc-protection"],"name":"c"},"spec":{"volumeName":"pv1"}}"#,
        r#"{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"c"},"spec":{}}"#,
    );
    becomes(
        r#"{"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"v"},"spec":{"claimRef":{"name":"c","namespace":"n","resourceVersion":"1","uid":"u"}}}"#,
        r#"{"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"v"},"spec":{"claimRef":{"name":"c","namespace":"n"}}}"#,
    );
}

#[test]
fn jobs_lose_a_selector_that_was_made_for_them() {
    becomes(
        r#"{"apiVersion":"batch/v1","kind":"Job","metadata":{"labels":{"job-name":"j"},"name":"j"},"spec":{"selector":{"matchLabels":{"controller-uid":"u"}},"template":{"metadata":{"labels":{"app":"x","controller-uid":"u","job-name":"j"}}}}}"#,
        r#"{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"j"},"spec":{"template":{"metadata":{"labels":{"app":"x"}}}}}"#,
    );
    let manual = r#"{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"j"},"spec":{"manualSelector":true,"selector":{"matchLabels":{"a":"b"}}}}"#;
    becomes(manual, manual);
}

#[test]
fn accounts_secrets_and_roles() {
    becomes(
        r#"{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"web"},"secrets":[{"name":"web-token-abc"},{"name":"mine"}]}"#,
        r#"{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"web"},"secrets":[{"name":"mine"}]}"#,
    );
    becomes(
        r#"{"apiVersion":"v1","data":{"ca.crt":"","token":"eA=="},"kind":"Secret","metadata":{"annotations":{"kubernetes.io/service-account.name":"web","kubernetes.io/service-account.uid":"u"},"name":"t"},"type":"kubernetes.io/service-account-token"}"#,
        r#"{"apiVersion":"v1","kind":"Secret","metadata":{"annotations":{"kubernetes.io/service-account.name":"web"},"name":"t"},"type":"kubernetes.io/service-account-token"}"#,
    );
    becomes(
        r#"{"aggregationRule":{},"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"r"},"rules":[]}"#,
        r#"{"aggregationRule":{},"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"r"}}"#,
    );
}

#[test]
fn values_of_the_wrong_shape_do_no_harm() {
    for kind in [
        "Pod",
        "Service",
        "Node",
        "Endpoints",
        "ServiceAccount",
        "Secret",
        "PersistentVolume",
    ] {
        for odd in ["1", "[]", "{}", "null", "\"x\"", "[1,[2],{}]"] {
            let text = format!(
                r#"{{"apiVersion":"v1","kind":"{kind}","metadata":{odd},"secrets":{odd},"spec":{odd},"subsets":{odd},"type":{odd}}}"#
            );
            cleaned(&text);
            let text = format!(
                r#"{{"apiVersion":"v1","kind":"{kind}","metadata":{{"annotations":{odd},"finalizers":{odd},"labels":{odd}}},"spec":{{"containers":{odd},"taints":{odd},"volumes":{odd}}}}}"#
            );
            cleaned(&text);
        }
    }
}

fn skipped(text: &str) -> Option<&'static str> {
    let object = json::parse(text.as_bytes()).unwrap();
    skip(&object, |namespace, name| (namespace, name) == ("n", "web")).map(|s| s.class.name())
}

#[test]
fn what_is_made_again_is_left_out() {
    let controller = r#""ownerReferences":[{"controller":true,"kind":"ReplicaSet","name":"r"}]"#;
    let of = |kind: &str, rest: &str| {
        format!(r#"{{"apiVersion":"v1","kind":"{kind}","metadata":{{"namespace":"n",{rest}}}}}"#)
    };
    assert_eq!(skipped(&of("Pod", controller)), Some("owned"));
    assert_eq!(skipped(&of("Secret", controller)), None);
    let by_pod = controller.replace("ReplicaSet", "Pod");
    assert_eq!(
        skipped(&of("PersistentVolumeClaim", &by_pod)),
        Some("owned")
    );
    assert_eq!(skipped(&of("Endpoints", r#""name":"web""#)), Some("owned"));
    assert_eq!(skipped(&of("Endpoints", r#""name":"db""#)), None);
    assert_eq!(
        skipped(&of("ConfigMap", r#""name":"kube-root-ca.crt""#)),
        Some("defaults")
    );
    assert_eq!(
        skipped(&of("ConfigMap", r#""deletionTimestamp":"t""#)),
        Some("deleting")
    );
    assert_eq!(
        skipped(&of("ServiceAccount", r#""name":"default""#)),
        Some("defaults")
    );
    assert_eq!(
        skipped(&of(
            "ServiceAccount",
            r#""labels":{"a":"b"},"name":"default""#
        )),
        None
    );
    assert_eq!(
        skipped(
            r#"{"apiVersion":"batch/v1","kind":"Job","status":{"conditions":[{"status":"True","type":"Failed"}]}}"#
        ),
        Some("finished")
    );
    assert_eq!(skip_type("", "events").map(|s| s.class), Some(Class::State));
    assert_eq!(skip_type("audit.corp.example", "events"), None);
}

#[test]
fn file_names_are_safe_everywhere() {
    for (name, file) in [
        ("my-config", "my-config"),
        ("system:node", "system%3Anode"),
        ("a/b", "a%2Fb"),
        ("50%", "50%25"),
        ("..", "%2E."),
        (".hidden", "%2Ehidden"),
        ("nul", "%6Eul"),
        ("con.fig", "%63on.fig"),
        ("com1", "%63om1"),
        ("com10", "com10"),
        ("a\0b", "a%00b"),
        ("\u{fc}", "%C3%BC"),
        ("", "%"),
    ] {
        assert_eq!(layout::file_name(name), file);
    }
    let long = layout::file_name(&"x".repeat(253));
    assert!(long.len() <= 200 && long.contains('~'), "{long}");
    assert_ne!(long, layout::file_name(&"x".repeat(252)));
}

#[test]
fn no_two_objects_share_a_file() {
    let mut layout = Layout::default();
    let role = |layout: &mut Layout, name| {
        layout
            .place("rbac.authorization.k8s.io", "clusterroles", None, name)
            .map(|place| place.path())
    };
    assert_eq!(
        role(&mut layout, "admin").unwrap(),
        "+2-cluster/clusterroles.rbac.authorization.k8s.io/admin.yaml"
    );
    let other = role(&mut layout, "Admin").unwrap();
    assert!(
        other.contains("/Admin~") && other.ends_with(".yaml"),
        "{other}"
    );
    for again in ["admin", "Admin", "Admin"] {
        let error = role(&mut layout, again).unwrap_err();
        assert!(error.message().contains("of the same type"), "{error}");
    }
    // A directory cannot be where the list goes.
    for namespace in ["MANIFEST.jsonl", "manifest.jsonl"] {
        let place = layout.place("", "pods", Some(namespace), "p").unwrap();
        assert_ne!(
            place.directories.first().unwrap().to_lowercase(),
            MANIFEST.to_lowercase()
        );
    }
}

#[test]
fn namespaces_and_definitions_come_first() {
    let mut layout = Layout::default();
    let mut paths: Vec<String> = [
        ("", "namespaces", None),
        ("apiextensions.k8s.io", "customresourcedefinitions", None),
        ("", "persistentvolumes", None),
        ("", "pods", Some("0")),
        ("apps", "deployments", Some("zz")),
        (
            "admissionregistration.k8s.io",
            "validatingwebhookconfigurations",
            None,
        ),
    ]
    .map(|(group, plural, namespace)| layout.place(group, plural, namespace, "x").unwrap().path())
    .to_vec();
    let expected = paths.clone();
    paths.sort();
    assert_eq!(paths, expected);
}

#[test]
fn selectors_lose_what_the_server_merged_into_them() {
    let term = |selector: &str| {
        format!(
            r#"{{"labelSelector":{selector},"matchLabelKeys":["hash","gone"],"mismatchLabelKeys":["team"],"topologyKey":"zone"}}"#
        )
    };
    let pod = |required: &str, preferred: &str, spread: &str| {
        format!(
            r#"{{"apiVersion":"v1","kind":"Pod","metadata":{{"labels":{{"hash":"h1","team":"red"}},"name":"p"}},"spec":{{"affinity":{{"podAffinity":{{"requiredDuringSchedulingIgnoredDuringExecution":[{required}]}},"podAntiAffinity":{{"preferredDuringSchedulingIgnoredDuringExecution":[{{"podAffinityTerm":{preferred},"weight":1}}]}}}},"topologySpreadConstraints":[{spread}]}}}}"#
        )
    };
    let hash = r#"{"key":"hash","operator":"In","values":["h1"]}"#;
    let team = r#"{"key":"team","operator":"NotIn","values":["red"]}"#;
    // What the user wrote stays, though it says the same of a key that must not match.
    let own = r#"{"key":"team","operator":"NotIn","values":["red"]}"#;
    let other = r#"{"key":"hash","operator":"In","values":["h1","h2"]}"#;
    let merged = term(&format!(r#"{{"matchExpressions":[{own},{hash},{team}]}}"#));
    let alone = term(&format!(
        r#"{{"matchExpressions":[{hash},{team}],"matchLabels":{{"a":"b"}}}}"#
    ));
    let written = term(&format!(r#"{{"matchExpressions":[{other}]}}"#));
    becomes(
        &pod(&merged, &alone, &written),
        &pod(
            &term(&format!(r#"{{"matchExpressions":[{own}]}}"#)),
            &term(r#"{"matchLabels":{"a":"b"}}"#),
            &written,
        ),
    );
    // Those of a template are what the user wrote.
    let deployment = format!(
        r#"{{"apiVersion":"apps/v1","kind":"Deployment","metadata":{{"name":"d"}},"spec":{{"template":{{"metadata":{{"labels":{{"hash":"h1"}}}},"spec":{{"topologySpreadConstraints":[{merged}]}}}}}}}}"#
    );
    becomes(&deployment, &deployment);
}

/// A definition as v1 shows one that was made in v1beta1, with a schema or without.
fn definition(spec: &str, status: &str) -> String {
    format!(
        r#"{{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{{"name":"d"}},"spec":{{{spec}}},"status":{{"conditions":[{status}]}}}}"#
    )
}

#[test]
fn definitions_of_before_v1_get_schemas_that_lose_nothing() {
    let free =
        r#"{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}"#;
    let want = |schema: &str| {
        format!(
            r#"{{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{{"name":"d"}},"spec":{{"versions":[{{"name":"v1","schema":{schema}}}]}}}}"#
        )
    };
    let keeps = r#""preserveUnknownFields":true,"#;
    let with = |schema: &str| format!(r#"{keeps}"versions":[{{"name":"v1","schema":{schema}}}]"#);
    becomes(
        &definition(&format!(r#"{keeps}"versions":[{{"name":"v1"}}]"#), ""),
        &want(free),
    );
    // One field has no type.
    let untyped = r#"{"openAPIV3Schema":{"properties":{"spec":{"properties":{"a":{"minimum":1}},"type":"object"}},"type":"object"}}"#;
    becomes(&definition(&with(untyped), ""), &want(free));
    // The server found more.
    let typed = r#"{"openAPIV3Schema":{"properties":{"spec":{"type":"object"}},"type":"object"}}"#;
    let told = r#"{"status":"True","type":"NonStructuralSchema"}"#;
    becomes(&definition(&with(typed), told), &want(free));
    // A structural one stays, and keeps at each object what it does not name.
    let typed = r#"{"openAPIV3Schema":{"properties":{"metadata":{"type":"object"},"spec":{"properties":{"items":{"type":"string"},"l":{"items":{"properties":{"a":{"type":"string"}},"type":"object"},"type":"array"},"m":{"additionalProperties":{"type":"string"},"type":"object"}},"type":"object"}},"type":"object"}}"#;
    let kept = r#"{"openAPIV3Schema":{"properties":{"metadata":{"type":"object"},"spec":{"properties":{"items":{"type":"string"},"l":{"items":{"properties":{"a":{"type":"string"}},"type":"object","x-kubernetes-preserve-unknown-fields":true},"type":"array"},"m":{"additionalProperties":{"type":"string"},"type":"object"}},"type":"object","x-kubernetes-preserve-unknown-fields":true}},"type":"object","x-kubernetes-preserve-unknown-fields":true}}"#;
    becomes(&definition(&with(typed), ""), &want(kept));
    // One of v1 stays as it is.
    let modern = definition(
        &format!(r#""versions":[{{"name":"v1","schema":{untyped}}}]"#),
        "",
    );
    becomes(&modern, &want(untyped));
}

#[test]
fn what_is_put_in_is_told() {
    let text = definition(
        r#""preserveUnknownFields":true,"versions":[{"name":"v1","schema":{"openAPIV3Schema":{"properties":{"a":{}}}}},{"name":"v2"}]"#,
        "",
    );
    let mut object = json::parse(text.as_bytes()).unwrap();
    let changes = clean(&mut object);
    let removed: Vec<&str> = changes.removed.iter().map(|r| r.pointer.as_str()).collect();
    assert_eq!(
        removed,
        [
            "/spec/preserveUnknownFields",
            "/spec/versions/0/schema/openAPIV3Schema",
            "/status"
        ]
    );
    let added: Vec<&str> = changes.added.iter().map(|a| a.pointer.as_str()).collect();
    assert_eq!(
        added,
        [
            "/spec/versions/0/schema/openAPIV3Schema",
            "/spec/versions/1/schema"
        ]
    );
    assert!(changes.added.iter().all(|a| !a.why.is_empty()));
}

#[test]
fn what_an_object_needs_around_it() {
    let of = |text: &str| -> Vec<(&'static str, String)> {
        let object = json::parse(text.as_bytes()).unwrap();
        needs(&object)
            .into_iter()
            .map(|n| (n.resource, n.name))
            .collect()
    };
    let need = |resource, name: &str| (resource, name.to_owned());
    assert_eq!(
        of(
            r#"{"kind":"StatefulSet","metadata":{"annotations":{"priorityClassName":"no"}},"spec":{"template":{"spec":{"priorityClassName":"high","runtimeClassName":"kata"}},"volumeClaimTemplates":[{"spec":{"storageClassName":"fast"}},{"spec":{"storageClassName":"fast"}},{"spec":{"storageClassName":""}}]},"status":{"ingressClassName":"no"}}"#
        ),
        [
            need("priorityclasses.scheduling.k8s.io", "high"),
            need("runtimeclasses.node.k8s.io", "kata"),
            need("storageclasses.storage.k8s.io", "fast"),
        ]
    );
    assert_eq!(
        of(
            r#"{"kind":"PersistentVolumeClaim","metadata":{"annotations":{"volume.beta.kubernetes.io/storage-class":"old"}},"spec":{}}"#
        ),
        [need("storageclasses.storage.k8s.io", "old")]
    );
    let binding = |kind: &str| {
        format!(
            r#"{{"kind":"RoleBinding","roleRef":{{"apiGroup":"rbac.authorization.k8s.io","kind":"{kind}","name":"r"}}}}"#
        )
    };
    assert_eq!(
        of(&binding("ClusterRole")),
        [need("clusterroles.rbac.authorization.k8s.io", "r")]
    );
    assert_eq!(of(&binding("Role")), []);
    assert_eq!(
        of(r#"{"kind":"ConfigMap","data":{"priorityClassName":"no"}}"#),
        []
    );
}

#[test]
fn what_a_server_may_refuse_is_said() {
    let map = |length: usize| {
        let text = "x".repeat(length);
        let text = format!(
            r#"{{"apiVersion":"v1","data":{{"a":"{text}"}},"kind":"ConfigMap","metadata":{{"annotations":{{"b":"c"}},"name":"m"}}}}"#
        );
        let object = json::parse(text.as_bytes()).unwrap();
        notes(&object, text.len()).len()
    };
    // The text around it, a line break, and the annotations themselves.
    let around = r#"{"apiVersion":"v1","data":{"a":""},"kind":"ConfigMap","metadata":{"annotations":{"b":"c"},"name":"m"}}"#;
    let around = around.len() + 1 + "kubectl.kubernetes.io/last-applied-configuration".len() + 2;
    assert_eq!(map(256 * 1024 - around), 0);
    assert_eq!(map(256 * 1024 - around + 1), 1);
    let hooks = |version: &str, effects: &str| {
        let text = format!(
            r#"{{"apiVersion":"admissionregistration.k8s.io/{version}","kind":"ValidatingWebhookConfiguration","webhooks":[{{"sideEffects":"None"}},{{"sideEffects":"{effects}"}}]}}"#
        );
        notes(&json::parse(text.as_bytes()).unwrap(), text.len()).len()
    };
    assert_eq!(hooks("v1", "Unknown"), 1);
    assert_eq!(hooks("v1", "NoneOnDryRun"), 0);
    assert_eq!(hooks("v1beta1", "Unknown"), 0);
}
