use super::added;

/// A pod as 1.10 and later write it, container and all.
const POD: &str = r#""spec": {
    "containers": [{
        "name": "a", "image": "a:1", "imagePullPolicy": "IfNotPresent", "resources": {},
        "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File"
    }],
    "dnsPolicy": "ClusterFirst", "restartPolicy": "Always", "schedulerName": "default-scheduler",
    "securityContext": {}, "terminationGracePeriodSeconds": 30
}"#;

#[test]
fn service_links_are_for_pods_alone() {
    assert_eq!(added(12, "v1 Pod", POD), [""; 0]);
    assert_eq!(added(13, "v1 Pod", POD), ["spec.enableServiceLinks=true"]);
    let template = format!("\"template\": {{{POD}}}");
    assert_eq!(added(36, "v1 PodTemplate", &template), [""; 0]);
    let refused = POD.replacen("\"dns", "\"enableServiceLinks\": false, \"dns", 1);
    assert_eq!(added(36, "v1 Pod", &refused), [""; 0]);
}

#[test]
fn a_bare_pod_gets_everything() {
    let pod = r#""spec": {"containers": [{"name": "a", "image": "a"}]}"#;
    assert_eq!(
        added(10, "v1 Pod", pod),
        [
            "spec.containers.0.imagePullPolicy=Always",
            "spec.containers.0.terminationMessagePath=/dev/termination-log",
            "spec.containers.0.terminationMessagePolicy=File",
            "spec.dnsPolicy=ClusterFirst",
            "spec.restartPolicy=Always",
            "spec.schedulerName=default-scheduler",
            "spec.securityContext={}",
            "spec.terminationGracePeriodSeconds=30",
        ]
    );
    // A grace period of 0 is a choice.
    let pod = r#""spec": {"terminationGracePeriodSeconds": 0}"#;
    assert!(!added(10, "v1 Pod", pod).join(" ").contains("Grace"));
}

/// Only what is added in the containers.
fn in_containers(minor: u8, kind: &str, rest: &str, container: &str) -> Vec<String> {
    let given = r#""imagePullPolicy": "Never", "terminationMessagePath": "/x",
        "terminationMessagePolicy": "File""#;
    let pod = format!(r#""spec": {{{rest} "containers": [{{{given}, {container}}}]}}"#);
    let pod = match kind {
        "v1 Pod" => pod,
        _ => format!("\"template\": {{{pod}}}"),
    };
    let lines = added(minor, kind, &pod).into_iter();
    let cut = |line: String| {
        let (_, below) = line.split_once("containers.0.")?;
        Some(below.to_owned())
    };
    lines.filter_map(cut).collect()
}

#[test]
fn requests_follow_limits_in_pods() {
    let container = r#""resources": {
        "limits": {"cpu": "1", "memory": "1Gi"}, "requests": {"cpu": "100m"}
    }"#;
    assert_eq!(
        in_containers(36, "v1 Pod", "", container),
        ["resources.requests.memory=1Gi"]
    );
    assert_eq!(in_containers(36, "v1 PodTemplate", "", container), [""; 0]);
    let container = r#""resources": {"limits": {"cpu": "1"}}"#;
    assert_eq!(
        in_containers(36, "v1 Pod", "", container),
        ["resources.requests={cpu:1}"]
    );
}

#[test]
fn a_pod_with_resources_of_its_own_gets_what_its_containers_need() {
    let pod = |resources: &str| {
        format!(
            r#""spec": {{"enableServiceLinks": true, "dnsPolicy": "a", "restartPolicy": "a",
            "securityContext": {{}}, "terminationGracePeriodSeconds": 1, "schedulerName": "a",
            "initContainers": [{{"resources": {{"requests": {{"cpu": "3"}}}}}}],
            "containers": [
            {{"resources": {{"requests": {{"cpu": "1500m", "example.com/a": "1"}},
              "limits": {{"hugepages-2Mi": "4Mi"}}}}}},
            {{"resources": {{"requests": {{"cpu": "1"}}, "limits": {{"hugepages-2Mi": "2Mi"}}}}}}
            ], "resources": {resources}}}"#
        )
    };
    let of_pod = |minor, resources: &str| {
        let lines = added(minor, "v1 Pod", &pod(resources)).into_iter();
        let lines = lines.filter(|line| line.starts_with("spec.resources"));
        lines.collect::<Vec<_>>()
    };
    let limits = r#"{"limits": {"memory": "1Gi"}}"#;
    assert_eq!(of_pod(33, limits), [""; 0]);
    assert_eq!(
        of_pod(34, limits),
        [
            "spec.resources.limits.hugepages-2Mi=6Mi",
            "spec.resources.requests={cpu:3,hugepages-2Mi:6Mi,memory:1Gi}",
        ]
    );
    assert_eq!(
        of_pod(
            34,
            r#"{"limits": {"cpu": "9"}, "requests": {"hugepages-2Mi": "1Mi"}}"#
        ),
        ["spec.resources.requests.cpu=3"]
    );
    assert_eq!(of_pod(34, "{}"), [""; 0]);
    // Other resources than these three no pod asks for as a whole.
    let others = r#"{"limits": {"example.com/a": "1", "cpu": "9", "ephemeral-storage": "1Gi"}}"#;
    assert_eq!(
        of_pod(34, others),
        [
            "spec.resources.limits.hugepages-2Mi=6Mi",
            "spec.resources.requests={cpu:3,hugepages-2Mi:6Mi}"
        ]
    );
}

#[test]
fn a_negative_grace_period_is_a_second_in_pods() {
    let grace = |minor, kind: &str| {
        let spec = r#""spec": {"terminationGracePeriodSeconds": -5}"#;
        let whole = match kind {
            "v1 Pod" => spec.to_owned(),
            _ => format!(r#""template": {{{spec}}}"#),
        };
        let lines = added(minor, kind, &whole).into_iter();
        lines
            .filter(|line| line.contains("Grace"))
            .collect::<Vec<_>>()
    };
    assert_eq!(grace(26, "v1 Pod"), [""; 0]);
    assert_eq!(
        grace(27, "v1 Pod"),
        ["spec.terminationGracePeriodSeconds=1"]
    );
    assert_eq!(grace(27, "v1 PodTemplate"), [""; 0]);
}

#[test]
fn mounts_of_proc_were_spelled_out_once() {
    let context = r#""securityContext": {}"#;
    for (minor, expected) in [
        (11, vec![]),
        (12, vec!["securityContext.procMount=Default"]),
        (14, vec!["securityContext.procMount=Default"]),
        (15, vec![]),
    ] {
        assert_eq!(in_containers(minor, "v1 Pod", "", context), expected);
    }
}

#[test]
fn ports_of_the_host_network() {
    let container = r#""ports": [{"containerPort": 80}, {"containerPort": 8, "hostPort": 9,
        "protocol": "UDP"}]"#;
    let host = r#""hostNetwork": true,"#;
    let both = ["ports.0.hostPort=80", "ports.0.protocol=TCP"];
    let protocol = ["ports.0.protocol=TCP"];
    assert_eq!(in_containers(27, "v1 PodTemplate", host, container), both);
    assert_eq!(
        in_containers(28, "v1 PodTemplate", host, container),
        protocol
    );
    assert_eq!(in_containers(28, "v1 Pod", host, container), both);
    assert_eq!(in_containers(28, "v1 Pod", "", container), protocol);
}

#[test]
fn probes_handlers_and_environment() {
    let container = r#"
        "livenessProbe": {"httpGet": {"port": 80}, "periodSeconds": 5},
        "startupProbe": {"grpc": {"port": 9}, "timeoutSeconds": 2, "periodSeconds": 5,
            "successThreshold": 1, "failureThreshold": 9},
        "lifecycle": {"preStop": {"httpGet": {"port": 1, "path": "/a", "scheme": "HTTPS"}},
            "postStart": {"httpGet": {"port": 1, "path": "/a"}}},
        "env": [{"name": "a", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}},
            {"name": "b", "valueFrom": {"fileKeyRef": {"key": "a"}}}]"#;
    assert_eq!(
        in_containers(36, "v1 Pod", "", container),
        [
            "env.0.valueFrom.fieldRef.apiVersion=v1",
            "env.1.valueFrom.fileKeyRef.optional=false",
            "lifecycle.postStart.httpGet.scheme=HTTP",
            "livenessProbe.failureThreshold=3",
            "livenessProbe.httpGet.path=/",
            "livenessProbe.httpGet.scheme=HTTP",
            "livenessProbe.successThreshold=1",
            "livenessProbe.timeoutSeconds=1",
            "startupProbe.grpc.service=",
        ]
    );
}

/// Only what is added in the volumes.
fn in_volume(minor: u8, volume: &str) -> Vec<String> {
    let pod = format!(r#""spec": {{"volumes": [{{"name": "v"{volume}}}]}}"#);
    let lines = added(minor, "v1 Pod", &pod).into_iter();
    lines
        .filter_map(|line| line.strip_prefix("spec.volumes.0.").map(str::to_owned))
        .collect()
}

#[test]
fn volumes() {
    assert_eq!(in_volume(10, ""), ["emptyDir={}"]);
    assert_eq!(in_volume(10, r#", "nfs": {}"#), [""; 0]);
    assert_eq!(
        in_volume(10, r#", "secret": {}"#),
        ["secret.defaultMode=420"]
    );
    assert_eq!(in_volume(10, r#", "secret": {"defaultMode": 0}"#), [""; 0]);
    assert_eq!(
        in_volume(10, r#", "configMap": {}"#),
        ["configMap.defaultMode=420"]
    );
    assert_eq!(
        in_volume(10, r#", "hostPath": {"path": "/"}"#),
        ["hostPath.type="]
    );
    assert_eq!(
        in_volume(10, r#", "downwardAPI": {"items": [{"fieldRef": {}}]}"#),
        [
            "downwardAPI.defaultMode=420",
            "downwardAPI.items.0.fieldRef.apiVersion=v1"
        ]
    );
    assert_eq!(
        in_volume(
            12,
            r#", "projected": {"sources": [{"serviceAccountToken": {}}]}"#
        ),
        [
            "projected.defaultMode=420",
            "projected.sources.0.serviceAccountToken.expirationSeconds=3600",
        ]
    );
    assert_eq!(
        in_volume(12, r#", "rbd": {"pool": "p"}"#),
        ["rbd.keyring=/etc/ceph/keyring", "rbd.user=admin"]
    );
    let claim = r#", "ephemeral": {"volumeClaimTemplate": {"spec": {}}}"#;
    assert_eq!(
        in_volume(23, claim),
        ["ephemeral.volumeClaimTemplate.spec.volumeMode=Filesystem"]
    );
    let image = r#", "image": {"reference": "a/b:1"}"#;
    assert_eq!(in_volume(34, image), [""; 0]);
    assert_eq!(in_volume(35, image), ["image.pullPolicy=IfNotPresent"]);
}

#[test]
fn images_without_tag_are_pulled_always() {
    let digest = format!("a@sha256:{}", "0".repeat(64));
    let tagged = format!("a:latest@sha256:{}", "0".repeat(64));
    for (image, policy) in [
        ("a", "Always"),
        ("localhost:5000/a", "Always"),
        ("localhost:5000/a/b:latest", "Always"),
        (&tagged, "Always"),
        ("localhost:5000/a:1", "IfNotPresent"),
        (&digest, "IfNotPresent"),
        ("", "IfNotPresent"),
    ] {
        assert_eq!(super::pod::pull_policy(image), policy, "{image}");
    }
}

#[test]
fn the_list_of_addresses_since_dual_stack() {
    let pod = |ips: &str| format!(r#"{POD}, "status": {{"podIP": "10.0.0.1"{ips}}}"#);
    assert_eq!(
        added(15, "v1 Pod", &pod("")),
        ["spec.enableServiceLinks=true"]
    );
    assert_eq!(
        added(16, "v1 Pod", &pod("")),
        [
            "spec.enableServiceLinks=true",
            "status.podIPs=[{ip:10.0.0.1}]"
        ]
    );
    let both = pod(r#", "podIPs": [{"ip": "10.0.0.1"}, {"ip": "fd00::1"}]"#);
    assert_eq!(added(16, "v1 Pod", &both), ["spec.enableServiceLinks=true"]);
}
