use proptest::prelude::*;

use super::*;
use kf_base::error::ErrorKind;

fn kept(inspected: &Inspected) -> Vec<String> {
    let text = |(name, value): &(String, String)| format!("{name}={value}");
    inspected.kept.iter().map(text).collect()
}

fn why<'i>(inspected: &'i Inspected, name: &str) -> &'i str {
    let found = inspected
        .dropped
        .iter()
        .find(|(dropped, _)| dropped == name);
    found.map_or("", |(_, why)| *why)
}

#[test]
fn docker() {
    // As docker 20.10 prints a container of RKE: the image's own command is in Config.
    let text = br#"[{"Id":"4f","Path":"/opt/rke-tools/entrypoint.sh","Args":["kube-apiserver",
        "--etcd-prefix=/registry","--etcd-servers=https://172.16.0.1:2379",
        "--encryption-provider-config=/etc/kubernetes/ssl/encryption.yaml",
        "--service-cluster-ip-range=10.43.0.0/16","--service-node-port-range","30000-32767",
        "--runtime-config=policy/v1beta1/podsecuritypolicy=true","--runtime-config=batch/v2alpha1=true",
        "--enable-admission-plugins=NamespaceLifecycle","--tls-cert-file=/etc/kubernetes/ssl/a.pem",
        "--storage_media_type=application/json","--anonymous-auth=false","--something-new",
        "--etcd-servers-overrides=/events#https://172.16.0.2:2379"],
        "Image":"sha256:00","Config":{"Image":"rancher/hyperkube:v1.20.15-rancher1",
        "Env":["PATH=/bin"],"Cmd":["kube-apiserver"],"Entrypoint":["/opt/rke-tools/entrypoint.sh"]},
        "Mounts":[]}]"#;
    let inspected = read(text).unwrap();
    assert_eq!(
        kept(&inspected),
        [
            "etcd-prefix=/registry",
            "service-cluster-ip-range=10.43.0.0/16",
            "service-node-port-range=30000-32767",
            "runtime-config=policy/v1beta1/podsecuritypolicy=true,batch/v2alpha1=true",
            "storage-media-type=application/json",
        ]
    );
    assert_eq!(inspected.version.as_deref(), Some("v1.20.15"));
    let image = inspected.image.as_deref();
    assert_eq!(image, Some("rancher/hyperkube:v1.20.15-rancher1"));
    let path = inspected.encryption_config.as_deref();
    assert_eq!(path, Some("/etc/kubernetes/ssl/encryption.yaml"));
    let names: Vec<&str> = inspected.dropped.iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(
        names,
        [
            "etcd-servers",
            "enable-admission-plugins",
            "tls-cert-file",
            "anonymous-auth",
            "something-new",
            "etcd-servers-overrides",
        ]
    );
    assert!(why(&inspected, "etcd-servers-overrides").contains("not in this snapshot"));
    assert!(why(&inspected, "something-new").contains("not known"));
    assert!(why(&inspected, "tls-cert-file").contains("certificates"));
}

#[test]
fn podman() {
    // Entrypoint is a text in podman before 5; another container stands before.
    let text = br#"[{"Path":"etcd","Args":["--name=a"]},{"ImageName":"registry.k8s.io/kube-apiserver:v1.30.1",
        "Config":{"Entrypoint":"kube-apiserver","Cmd":["--feature-gates=A=true","--feature-gates=B=false",
        "--watch-cache=false","--emulated-version=1.29"]}}]"#;
    let inspected = read(text).unwrap();
    assert_eq!(
        kept(&inspected),
        [
            "feature-gates=A=true,B=false",
            "watch-cache=false",
            "emulated-version=1.29"
        ]
    );
    assert_eq!(inspected.version.as_deref(), Some("v1.30.1"));
    assert_eq!(inspected.encryption_config, None);
}

#[test]
fn crictl() {
    let text = br#"{"status":{"id":"1","image":{"image":"sha256:ab","userSpecifiedImage":""},
        "imageRef":"sha256:ab"},"info":{"config":{"image":{"image":"sha256:ab",
        "user_specified_image":"registry.k8s.io/kube-apiserver:v1.32.0"}},
        "runtimeSpec":{"process":{"args":["kube-apiserver","--etcd-prefix=/kubernetes.io"]}}}}"#;
    let inspected = read(text).unwrap();
    assert_eq!(kept(&inspected), ["etcd-prefix=/kubernetes.io"]);
    assert_eq!(inspected.version.as_deref(), Some("v1.32.0"));
    let text = br#"{"info":{"config":{"command":["kube-apiserver"],"args":["--watch-cache"]}}}"#;
    assert_eq!(kept(&read(text).unwrap()), ["watch-cache=true"]);
}

#[test]
fn pods() {
    let container = r#"{"image":"k8s.gcr.io/kube-apiserver-amd64:v1.10.13","command":
        ["/bin/sh","-c","exec /usr/local/bin/kube-apiserver --etcd-prefix=/r 1>>/l 2>&1"]}"#;
    let pod = format!(r#"{{"kind":"Pod","spec":{{"containers":[{{"args":["x"]}},{container}]}}}}"#);
    let list = format!(r#"{{"kind":"List","items":[{{}},{pod}]}}"#);
    for text in [&pod, &list] {
        let inspected = read(text.as_bytes()).unwrap();
        assert_eq!(kept(&inspected), ["etcd-prefix=/r"]);
        assert_eq!(inspected.version.as_deref(), Some("v1.10.13"));
    }
}

#[test]
fn hostile_descriptions() {
    for text in [
        &b""[..],
        b"{",
        b"null",
        b"[]",
        b"[null,1,\"kube-apiserver\"]",
        b"{\"items\":{}}",
        b"[[{\"Path\":\"kube-apiserver\"}]]",
        b"[{\"Config\":{\"Cmd\":[1,null,{}],\"Entrypoint\":7}}]",
        b"[{\"Path\":\"kube-controller-manager\",\"Args\":[\"--a\"]}]",
    ] {
        assert!(read(text).is_err(), "{}", String::from_utf8_lossy(text));
    }
    let long = vec![b' '; MAX_INSPECT_BYTES + 1];
    assert_eq!(read(&long).unwrap_err().kind(), ErrorKind::Limit);
    // More words than a command line has.
    let words = "\"--a=1\",".repeat(10_000);
    let text = format!(r#"[{{"Path":"kube-apiserver","Args":[{words}"--etcd-prefix=/x"]}}]"#);
    let inspected = read(text.as_bytes()).unwrap();
    assert!(inspected.kept.is_empty() && inspected.dropped.len() == 1);
    // A value that would end a line.
    let text = br#"[{"Path":"kube-apiserver","Args":["--etcd-prefix=/a\nb"]}]"#;
    let inspected = read(text).unwrap();
    assert!(inspected.kept.is_empty());
    assert!(why(&inspected, "etcd-prefix").contains("characters"));
}

proptest! {
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    /// Whatever stands on a command line, each flag of it is kept or dropped, once.
    #[test]
    fn any_words(words in proptest::collection::vec(
        "(-{0,2}[a-z_-]{0,12}=?|sh|-c|hyperkube|kube-apiserver|\\PC{0,20})", 0..12,
    )) {
        let borrowed: Vec<&str> = words.iter().map(String::as_str).collect();
        if let Some(arguments) = words::arguments(&borrowed) {
            let inspected = sorted_out(&arguments, None);
            for (name, _) in &arguments {
                let kept = inspected.kept.iter().filter(|(kept, _)| kept == name).count();
                let dropped = inspected.dropped.iter().filter(|(d, _)| d == name).count();
                prop_assert!(kept + dropped == 1 || known::is_encryption(name), "{name}");
            }
        }
    }
}

#[test]
fn of_several_servers_those_that_are_passed_over_are_named() {
    let pod = |image: &str, program: &str| {
        format!(
            r#"{{"kind":"Pod","spec":{{"containers":[{{"image":"{image}","command":["{program}","--etcd-prefix=/{image}"]}}]}}}}"#
        )
    };
    let pods = |pods: &[String]| format!(r#"{{"kind":"List","items":[{}]}}"#, pods.join(","));
    let one = pods(&[pod("e", "etcd"), pod("a:v1.31.1", "kube-apiserver")]);
    assert!(read(one.as_bytes()).unwrap().passed_over.is_empty());
    let several = pods(&[
        pod("e", "etcd"),
        pod("a:v1.31.1", "kube-apiserver"),
        pod("b:v1.30.2", "kube-apiserver"),
    ]);
    let read = read(several.as_bytes()).unwrap();
    assert_eq!(read.version.as_deref(), Some("v1.31.1"));
    assert_eq!(kept(&read), ["etcd-prefix=/a:v1.31.1"]);
    assert_eq!(read.passed_over, ["b:v1.30.2"]);
}
