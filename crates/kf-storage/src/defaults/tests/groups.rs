use super::added;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

#[test]
fn webhooks_of_v1beta1_as_they_grew() {
    let kind = "admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration";
    let hook = r#""webhooks": [{"name": "a", "clientConfig": {"service": {"name": "s"}},
        "failurePolicy": "Fail", "namespaceSelector": {}, "rules": [{"apiGroups": ["*"]}]}]"#;
    let hooks = |minor| -> Vec<String> {
        let cut = |line: String| line.trim_start_matches("webhooks.0.").to_owned();
        added(minor, kind, hook).into_iter().map(cut).collect()
    };
    assert_eq!(hooks(11), [""; 0]);
    assert_eq!(hooks(12), ["sideEffects=Unknown"]);
    assert_eq!(
        hooks(14),
        [
            "admissionReviewVersions=[v1beta1]",
            "rules.0.scope=*",
            "sideEffects=Unknown",
            "timeoutSeconds=30",
        ]
    );
    assert_eq!(
        hooks(15),
        [
            "admissionReviewVersions=[v1beta1]",
            "clientConfig.service.port=443",
            "matchPolicy=Exact",
            "objectSelector={}",
            "reinvocationPolicy=Never",
            "rules.0.scope=*",
            "sideEffects=Unknown",
            "timeoutSeconds=30",
        ]
    );
}

#[test]
fn webhooks_of_v1() {
    let kind = "admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration";
    assert_eq!(
        added(36, kind, r#""webhooks": [{"sideEffects": "None"}]"#),
        [
            "webhooks.0.failurePolicy=Fail",
            "webhooks.0.matchPolicy=Equivalent",
            "webhooks.0.namespaceSelector={}",
            "webhooks.0.objectSelector={}",
            "webhooks.0.timeoutSeconds=10",
        ]
    );
}

#[test]
fn admission_policies() {
    let group = "admissionregistration.k8s.io";
    let policy = r#""spec": {"matchConstraints": {"resourceRules": [{}], "matchPolicy": "Exact"}}"#;
    assert_eq!(
        added(30, &format!("{group}/v1 ValidatingAdmissionPolicy"), policy),
        [
            "spec.failurePolicy=Fail",
            "spec.matchConstraints.namespaceSelector={}",
            "spec.matchConstraints.objectSelector={}",
            "spec.matchConstraints.resourceRules.0.scope=*",
        ]
    );
    let binding = r#""spec": {"paramRef": {"name": "a"}}"#;
    let kind = "ValidatingAdmissionPolicyBinding";
    assert_eq!(
        added(28, &format!("{group}/v1alpha1 {kind}"), binding),
        ["spec.paramRef.parameterNotFoundAction=Deny"]
    );
    assert_eq!(added(30, &format!("{group}/v1 {kind}"), binding), [""; 0]);
}

#[test]
fn autoscalers() {
    let bare = r#""spec": {}"#;
    assert_eq!(
        added(10, "autoscaling/v1 HorizontalPodAutoscaler", bare),
        ["spec.minReplicas=1"]
    );
    assert_eq!(
        added(15, "autoscaling/v2beta1 HorizontalPodAutoscaler", bare),
        [
            "spec.metrics=[{resource:{name:cpu,targetAverageUtilization:80},type:Resource}]",
            "spec.minReplicas=1",
        ]
    );
    let v2 = "autoscaling/v2 HorizontalPodAutoscaler";
    assert_eq!(
        added(36, v2, bare),
        [
            "spec.metrics=[{resource:{name:cpu,target:{averageUtilization:80,type:Utilization}},\
             type:Resource}]",
            "spec.minReplicas=1",
        ]
    );
    let behaving = r#""spec": {"minReplicas": 0, "metrics": [{"type": "Pods"}],
        "behavior": {"scaleUp": {"selectPolicy": "Min", "tolerance": "0.1"}}}"#;
    assert_eq!(
        added(36, v2, behaving),
        [
            "spec.behavior.scaleDown={policies:[{periodSeconds:15,type:Percent,value:100}],\
             selectPolicy:Max}",
            "spec.behavior.scaleUp.policies=[{periodSeconds:15,type:Pods,value:4},\
             {periodSeconds:15,type:Percent,value:100}]",
            "spec.behavior.scaleUp.stabilizationWindowSeconds=0",
        ]
    );
}

#[test]
fn flow_control() {
    let group = "flowcontrol.apiserver.k8s.io";
    let schema = format!("{group}/v1beta1 FlowSchema");
    assert_eq!(
        added(20, &schema, r#""spec": {"matchingPrecedence": 0}"#),
        ["spec.matchingPrecedence=1000"]
    );
    let level = |minor, version: &str, rest: &str, shares: &str| {
        let kind = format!("{group}/{version} PriorityLevelConfiguration");
        let spec = format!(r#"{rest}"spec": {{"limited": {{{shares}: 0}}}}"#);
        added(minor, &kind, &spec)
    };
    let (assured, nominal) = (
        r#""assuredConcurrencyShares""#,
        r#""nominalConcurrencyShares""#,
    );
    assert_eq!(
        level(25, "v1beta2", "", assured),
        ["spec.limited.assuredConcurrencyShares=30"]
    );
    let lending = ["spec.limited.lendablePercent=0"];
    let shares = ["spec.limited.nominalConcurrencyShares=30"];
    assert_eq!(
        level(29, "v1beta3", "", nominal),
        [&lending[..], &shares].concat()
    );
    let kept = r#""metadata": {"annotations":
        {"flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares": ""}}, "#;
    assert_eq!(level(29, "v1beta3", kept, nominal), lending);
    assert_eq!(
        level(28, "v1beta3", kept, nominal),
        [&lending[..], &shares].concat()
    );
    assert_eq!(level(36, "v1", "", nominal), lending);
    let queues = r#""spec": {"limited": {"nominalConcurrencyShares": 1, "lendablePercent": 1,
        "limitResponse": {"queuing": {"queues": 1}}}, "exempt": {}}"#;
    assert_eq!(
        added(
            36,
            &format!("{group}/v1 PriorityLevelConfiguration"),
            queues
        ),
        [
            "spec.exempt.lendablePercent=0",
            "spec.exempt.nominalConcurrencyShares=0",
            "spec.limited.limitResponse.queuing.handSize=8",
            "spec.limited.limitResponse.queuing.queueLengthLimit=50",
        ]
    );
}

#[test]
fn networking() {
    let policy = r#""spec": {"podSelector": {}, "egress": [{"ports": [{"port": 1}]}]}"#;
    let (protocol, types) = (
        "spec.egress.0.ports.0.protocol=TCP",
        "spec.policyTypes=[Ingress,Egress]",
    );
    let added_to = |kind| added(10, kind, policy);
    assert_eq!(
        added_to("networking.k8s.io/v1 NetworkPolicy"),
        [protocol, types]
    );
    // `extensions` had no default for the protocol.
    assert_eq!(added_to("extensions/v1beta1 NetworkPolicy"), [types]);
    let ingress = r#""spec": {"rules": [{"host": "a"}, {"http": {"paths": [{"path": "/"}]}}]}"#;
    let kind = "networking.k8s.io/v1beta1 Ingress";
    assert_eq!(added(17, kind, ingress), [""; 0]);
    assert_eq!(
        added(18, kind, ingress),
        ["spec.rules.1.http.paths.0.pathType=ImplementationSpecific"]
    );
    let class = r#""spec": {"parameters": {"kind": "a", "name": "b", "scope": null}}"#;
    let kind = "networking.k8s.io/v1 IngressClass";
    assert_eq!(added(21, kind, class), [""; 0]);
    assert_eq!(added(22, kind, class), ["spec.parameters.scope=Cluster"]);
}

#[test]
fn role_bindings() {
    let group = "rbac.authorization.k8s.io";
    let binding = r#""roleRef": {"apiGroup": "", "kind": "Role", "name": "a"}, "subjects": [
        {"kind": "User", "name": "a"}, {"kind": "ServiceAccount", "name": "b"}]"#;
    assert_eq!(
        added(36, &format!("{group}/v1 RoleBinding"), binding),
        [
            format!("roleRef.apiGroup={group}"),
            format!("subjects.0.apiGroup={group}")
        ]
    );
}

#[test]
fn resource_claims() {
    let exact = r#""spec": {"devices": {"requests": [
        {"name": "a", "exactly": {"tolerations": [{"key": "k"}]}},
        {"name": "b", "exactly": {"allocationMode": "All"}},
        {"name": "c", "firstAvailable": [{"name": "d", "count": 2}]}]}}"#;
    assert_eq!(
        added(36, "resource.k8s.io/v1 ResourceClaim", exact),
        [
            "spec.devices.requests.0.exactly.allocationMode=ExactCount",
            "spec.devices.requests.0.exactly.count=1",
            "spec.devices.requests.0.exactly.tolerations.0.operator=Equal",
            "spec.devices.requests.2.firstAvailable.0.allocationMode=ExactCount",
        ]
    );
    let allocated = r#""status": {"allocation": {"devices": {"results": [
        {"request": "a", "tolerations": [{"key": "k"}, {"operator": "Exists"}]}]}}}"#;
    assert_eq!(
        added(36, "resource.k8s.io/v1 ResourceClaim", allocated),
        ["status.allocation.devices.results.0.tolerations.0.operator=Equal"]
    );
    let flat = r#""spec": {"spec": {"devices": {"requests": [
        {"name": "a", "deviceClassName": "c"}, {"name": "b", "deviceClassName": ""}]}}}"#;
    assert_eq!(
        added(33, "resource.k8s.io/v1beta1 ResourceClaimTemplate", flat),
        [
            "spec.spec.devices.requests.0.allocationMode=ExactCount",
            "spec.spec.devices.requests.0.count=1",
        ]
    );
}

#[test]
fn requests_for_the_state_of_pools() {
    let kind = "resource.k8s.io/v1alpha3 ResourcePoolStatusRequest";
    assert_eq!(added(36, kind, r#""spec": {}"#), ["spec.limit=100"]);
    assert_eq!(added(36, kind, r#""spec": {"limit": 5}"#), [""; 0]);
}

#[test]
fn signers_go_by_what_a_kubelet_asks_for() {
    const CLIENT: &str = include_str!("../../../../../fixtures/csr/kubelet-client.pem");
    const SERVING: &str = include_str!("../../../../../fixtures/csr/kubelet-serving.pem");
    const OTHER: &str = include_str!("../../../../../fixtures/csr/request.pem");
    let signer = |minor, pem: &str, usages: &[&str]| {
        let pem = STANDARD.encode(pem);
        let usages = usages.join("\", \"");
        let spec = format!(r#""spec": {{"request": "{pem}", "usages": ["{usages}"]}}"#);
        let kind = "certificates.k8s.io/v1beta1 CertificateSigningRequest";
        let added = added(minor, kind, &spec);
        let signer = added
            .first()
            .unwrap()
            .split_once("kubernetes.io/")
            .unwrap()
            .1;
        signer.to_owned()
    };
    let client = ["client auth", "digital signature", "key encipherment"];
    let serving = ["server auth", "digital signature", "key encipherment"];
    let short = ["digital signature", "client auth"];
    for (minor, pem, usages, expected) in [
        (20, CLIENT, &client[..], "kube-apiserver-client-kubelet"),
        (20, SERVING, &serving, "kubelet-serving"),
        (20, CLIENT, &serving, "legacy-unknown"),
        (20, SERVING, &client, "legacy-unknown"),
        (26, CLIENT, &short, "legacy-unknown"),
        (27, CLIENT, &short, "kube-apiserver-client-kubelet"),
        (36, OTHER, &serving, "legacy-unknown"),
    ] {
        assert_eq!(signer(minor, pem, usages), expected, "{minor} {usages:?}");
    }
}

#[test]
fn csi_drivers_as_they_grew() {
    let driver = r#""spec": {"attachRequired": false, "podInfoOnMount": true}"#;
    let drivers = |minor, version: &str| {
        added(
            minor,
            &format!("storage.k8s.io/{version} CSIDriver"),
            driver,
        )
    };
    assert_eq!(drivers(15, "v1beta1"), [""; 0]);
    assert_eq!(
        drivers(16, "v1beta1"),
        ["spec.volumeLifecycleModes=[Persistent]"]
    );
    assert_eq!(
        drivers(20, "v1"),
        [
            "spec.fsGroupPolicy=ReadWriteOnceWithFSType",
            "spec.volumeLifecycleModes=[Persistent]"
        ]
    );
    assert_eq!(
        drivers(36, "v1"),
        [
            "spec.fsGroupPolicy=ReadWriteOnceWithFSType",
            "spec.requiresRepublish=false",
            "spec.seLinuxMount=false",
            "spec.storageCapacity=false",
            "spec.volumeLifecycleModes=[Persistent]",
        ]
    );
}

#[test]
fn groups_with_one_kind() {
    assert_eq!(
        added(
            36,
            "storage.k8s.io/v1 StorageClass",
            r#""reclaimPolicy": "Retain""#
        ),
        ["volumeBindingMode=Immediate"]
    );
    assert_eq!(
        added(
            36,
            "discovery.k8s.io/v1 EndpointSlice",
            r#""ports": [{"port": 1}]"#
        ),
        ["ports.0.name=", "ports.0.protocol=TCP"]
    );
    let class = "scheduling.k8s.io/v1 PriorityClass";
    assert_eq!(added(18, class, r#""value": 1"#), [""; 0]);
    assert_eq!(
        added(19, class, r#""value": 1"#),
        ["preemptionPolicy=PreemptLowerPriority"]
    );
    assert_eq!(
        added(20, "policy/v1beta1 PodSecurityPolicy", r#""spec": {}"#),
        ["spec.allowPrivilegeEscalation=true"]
    );
    let request = r#""spec": {}, "status": {"conditions": [{"type": "Approved", "status": ""}]}"#;
    let kind = "certificates.k8s.io/v1beta1 CertificateSigningRequest";
    let usages = "spec.usages=[digital signature,key encipherment]";
    let signer = "spec.signerName=kubernetes.io/legacy-unknown";
    assert_eq!(added(17, kind, request), [usages]);
    assert_eq!(added(18, kind, request), [signer, usages]);
    assert_eq!(
        added(19, kind, request),
        [signer, usages, "status.conditions.0.status=True"]
    );
    let service = "apiregistration.k8s.io/v1 APIService";
    assert_eq!(
        added(15, service, r#""spec": {"service": {"name": "a"}}"#),
        ["spec.service.port=443"]
    );
    assert_eq!(added(15, service, r#""spec": {"service": null}"#), [""; 0]);
}

#[test]
fn claims_of_classes_wait_for_a_consumer() {
    let claim = r#""spec": {"resourceClassName": "c"}"#;
    let mode = "allocationMode=WaitForFirstConsumer";
    for version in ["v1alpha1", "v1alpha2"] {
        assert_eq!(
            added(
                29,
                &format!("resource.k8s.io/{version} ResourceClaim"),
                claim
            ),
            [format!("spec.{mode}")]
        );
    }
    let template = format!(r#""spec": {{{claim}}}"#);
    assert_eq!(
        added(
            29,
            "resource.k8s.io/v1alpha2 ResourceClaimTemplate",
            &template
        ),
        [format!("spec.spec.{mode}")]
    );
}

#[test]
fn devices_of_the_first_version_have_factors_too() {
    let mapping = r#""nodeAllocatableResourceMappings": {"cpu": {"capacityKey": "a"}}"#;
    let factor = "nodeAllocatableResourceMappings.cpu.allocationMultiplier=1";
    let flat = format!(r#""spec": {{"devices": [{{{mapping}}}]}}"#);
    let basic = format!(r#""spec": {{"devices": [{{"basic": {{{mapping}}}}}]}}"#);
    for (version, spec, place) in [("v1", &flat, ""), ("v1beta1", &basic, "basic.")] {
        let kind = format!("resource.k8s.io/{version} ResourceSlice");
        let expected = [format!("spec.devices.0.{place}{factor}")];
        assert_eq!(added(36, &kind, spec), expected);
        assert_eq!(added(37, &kind, spec), [""; 0]);
    }
}

#[test]
fn a_request_without_a_class_has_tolerations_all_the_same() {
    let claim =
        r#""spec": {"devices": {"requests": [{"name": "a", "tolerations": [{"key": "k"}]}]}}"#;
    assert_eq!(
        added(36, "resource.k8s.io/v1beta1 ResourceClaim", claim),
        ["spec.devices.requests.0.tolerations.0.operator=Equal"]
    );
}

#[test]
fn what_is_declared_beside_the_field() {
    let day = ["spec.maxExpirationSeconds=86400"];
    for (minor, version) in [(34, "v1alpha1"), (36, "v1beta1")] {
        let kind = format!("certificates.k8s.io/{version} PodCertificateRequest");
        assert_eq!(added(minor, &kind, r#""spec": {"podName": "p"}"#), day);
    }
    let group =
        |minor, kind: &str| added(minor, &format!("scheduling.k8s.io/{kind}"), r#""spec": {}"#);
    assert_eq!(group(36, "v1alpha2 PodGroup"), ["spec.disruptionMode=Pod"]);
    for kind in [
        "v1alpha3 PodGroup",
        "v1alpha3 CompositePodGroup",
        "v1beta1 PodGroup",
    ] {
        assert_eq!(group(37, kind), ["spec.disruptionMode={single:{}}"]);
    }
}

#[test]
fn a_volume_in_an_attachment_is_a_volume() {
    let source = r#""spec": {"source": {"inlineVolumeSpec": {
        "rbd": {"image": "i"}, "hostPath": {"path": "/a"}, "scaleIO": {}}}}"#;
    assert_eq!(
        added(30, "storage.k8s.io/v1 VolumeAttachment", source),
        [
            "spec.source.inlineVolumeSpec.hostPath.type=",
            "spec.source.inlineVolumeSpec.rbd.keyring=/etc/ceph/keyring",
            "spec.source.inlineVolumeSpec.rbd.pool=rbd",
            "spec.source.inlineVolumeSpec.rbd.user=admin",
            "spec.source.inlineVolumeSpec.scaleIO.fsType=xfs",
            "spec.source.inlineVolumeSpec.scaleIO.storageMode=ThinProvisioned",
        ]
    );
}
