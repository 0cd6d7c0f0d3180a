use super::added;

#[test]
fn a_service_from_before_traffic_policies() {
    let service = |kind: &str| {
        format!(
            r#""spec": {{"type": "{kind}", "sessionAffinity": "None",
                "ports": [{{"port": 80, "targetPort": 0}},
                    {{"port": 8, "targetPort": "web", "protocol": "UDP"}}]}},
            "status": {{"loadBalancer": {{"ingress": [{{"ip": "1.2.3.4"}}, {{"hostname": "a"}}]}}}}"#
        )
    };
    let ports = ["spec.ports.0.protocol=TCP", "spec.ports.0.targetPort=80"];
    assert_eq!(added(21, "v1 Service", &service("ClusterIP")), ports);
    let inner = ["spec.internalTrafficPolicy=Cluster"];
    assert_eq!(
        added(22, "v1 Service", &service("ClusterIP")),
        [&inner[..], &ports].concat()
    );
    assert_eq!(added(36, "v1 Service", &service("ExternalName")), ports);
    let outer = ["spec.externalTrafficPolicy=Cluster"];
    assert_eq!(
        added(21, "v1 Service", &service("NodePort")),
        [&outer[..], &ports].concat()
    );
    let outside = service("ClusterIP").replacen('{', r#"{"externalIPs": ["1.2.3.4"],"#, 1);
    assert_eq!(
        added(28, "v1 Service", &outside),
        [&inner[..], &ports].concat()
    );
    assert_eq!(
        added(29, "v1 Service", &outside),
        [&outer[..], &inner, &ports].concat()
    );
    let nodes = ["spec.allocateLoadBalancerNodePorts=true"];
    let mode = ["status.loadBalancer.ingress.0.ipMode=VIP"];
    assert_eq!(
        added(29, "v1 Service", &service("LoadBalancer")),
        [&nodes[..], &outer, &inner, &ports].concat()
    );
    assert_eq!(
        added(30, "v1 Service", &service("LoadBalancer")),
        [&nodes[..], &outer, &inner, &ports, &mode].concat()
    );
}

#[test]
fn session_affinity() {
    let service = |spec: &str| format!(r#""spec": {{"type": "ExternalName"{spec}}}"#);
    assert_eq!(
        added(36, "v1 Service", &service("")),
        ["spec.sessionAffinity=None"]
    );
    let left = r#", "sessionAffinity": "None", "sessionAffinityConfig": {}"#;
    assert_eq!(
        added(36, "v1 Service", &service(left)),
        ["-spec.sessionAffinityConfig"]
    );
    let client = r#", "sessionAffinity": "ClientIP""#;
    assert_eq!(
        added(36, "v1 Service", &service(client)),
        ["spec.sessionAffinityConfig={clientIP:{timeoutSeconds:10800}}"]
    );
    let timeout =
        format!(r#"{client}, "sessionAffinityConfig": {{"clientIP": {{"timeoutSeconds": 5}}}}"#);
    assert_eq!(added(36, "v1 Service", &service(&timeout)), [""; 0]);
}

#[test]
fn namespaces_are_labelled_with_their_name() {
    let namespace = r#""metadata": {"name": "a", "labels": {"x": "y"}}, "status": {}"#;
    assert_eq!(
        added(20, "v1 Namespace", namespace),
        ["status.phase=Active"]
    );
    assert_eq!(
        added(21, "v1 Namespace", namespace),
        [
            "metadata.labels.kubernetes.io/metadata.name=a",
            "status.phase=Active"
        ]
    );
    let going = r#""metadata": {"name": "a", "labels": {"kubernetes.io/metadata.name": "a"}},
        "status": {"phase": "Terminating"}"#;
    assert_eq!(added(21, "v1 Namespace", going), [""; 0]);
}

#[test]
fn claims_and_volumes() {
    let claim = r#""spec": {"resources": {}}, "status": {}"#;
    let pending = ["status.phase=Pending"];
    let mode = ["spec.volumeMode=Filesystem"];
    let kind = "v1 PersistentVolumeClaim";
    assert_eq!(added(12, kind, claim), pending);
    assert_eq!(added(13, kind, claim), [&mode[..], &pending].concat());
    let bound = r#""spec": {"volumeMode": "Block"}, "status": {"phase": "Bound"}"#;
    assert_eq!(added(36, kind, bound), [""; 0]);
    let volume = r#""spec": {"iscsi": {}, "azureDisk": {"kind": "Managed"},
        "persistentVolumeReclaimPolicy": "Delete", "scaleIO": {}}, "status": {"phase": "Bound"}"#;
    assert_eq!(
        added(13, "v1 PersistentVolume", volume),
        [
            "spec.azureDisk.cachingMode=ReadWrite",
            "spec.azureDisk.fsType=ext4",
            "spec.azureDisk.readOnly=false",
            "spec.iscsi.iscsiInterface=default",
            "spec.scaleIO.fsType=xfs",
            "spec.scaleIO.storageMode=ThinProvisioned",
            "spec.volumeMode=Filesystem",
        ]
    );
}

#[test]
fn nodes() {
    let node = r#""spec": {"podCIDR": "10.0.0.0/24"}, "status": {"capacity": {"cpu": "4"}}"#;
    let allocatable = ["status.allocatable={cpu:4}"];
    assert_eq!(added(15, "v1 Node", node), allocatable);
    let ranges = ["spec.podCIDRs=[10.0.0.0/24]"];
    assert_eq!(
        added(16, "v1 Node", node),
        [&ranges[..], &allocatable].concat()
    );
    let full = r#""spec": {"podCIDR": "10.0.0.0/24", "podCIDRs": ["10.0.0.0/24", "fd00::/64"]},
        "status": {"capacity": {"cpu": "4"}, "allocatable": {"cpu": "3"}}"#;
    assert_eq!(added(36, "v1 Node", full), [""; 0]);
}

#[test]
fn small_kinds() {
    assert_eq!(added(10, "v1 Secret", r#""data": {}"#), ["type=Opaque"]);
    assert_eq!(added(10, "v1 Secret", r#""type": "a""#), [""; 0]);
    let endpoints = r#""subsets": [{"ports": [{"port": 1}, {"port": 2, "protocol": "SCTP"}]}]"#;
    assert_eq!(
        added(10, "v1 Endpoints", endpoints),
        ["subsets.0.ports.0.protocol=TCP"]
    );
    let limits = r#""spec": {"limits": [{"type": "Pod", "max": {"cpu": "1"}},
        {"type": "Container", "max": {"cpu": "2"}, "min": {"cpu": "1", "memory": "1Mi"}}]}"#;
    assert_eq!(
        added(10, "v1 LimitRange", limits),
        [
            "spec.limits.1.default={cpu:2}",
            "spec.limits.1.defaultRequest={cpu:2,memory:1Mi}",
        ]
    );
    let controller =
        r#""metadata": {}, "spec": {"template": {"metadata": {"labels": {"a": "b"}}}}"#;
    assert_eq!(
        added(10, "v1 ReplicationController", controller),
        [
            "metadata.labels={a:b}",
            "spec.replicas=1",
            "spec.selector={a:b}"
        ]
    );
}
