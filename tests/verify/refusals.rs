//! The stand-in does not start with what a real kube-apiserver does not start with, so that a test which
//! passes with the one means something for the other.

use std::process::Command;

use crate::support::stand_in;

#[test]
fn the_stand_in_refuses_what_a_server_refuses() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key.pem");
    std::fs::write(&file, "").unwrap();
    let key = file.to_str().unwrap();
    let base = [
        "--etcd-servers=https://127.0.0.1:1".to_owned(),
        "--advertise-address=127.0.0.1".to_owned(),
        format!("--service-account-key-file={key}"),
        format!("--service-account-signing-key-file={key}"),
        "--service-account-issuer=https://kubernetes.default.svc".to_owned(),
    ];
    for (minor, more, said) in [
        (36, "--nope=1", "unknown flag: --nope"),
        (36, "--insecure-port=0", "unknown flag: --insecure-port"),
        (
            17,
            "--egress-selector-config-file=x",
            "unknown flag: --egress-selector-config-file",
        ),
        (
            36,
            "--watch-cache=perhaps",
            "invalid argument \"perhaps\" for \"--watch-cache\" flag",
        ),
        (
            36,
            "--service-node-port-range=zz",
            "invalid argument \"zz\"",
        ),
        (36, "--authorization-mode=Foo", "invalid argument \"Foo\""),
        (
            36,
            "verify",
            "does not take any arguments, got [\"verify\"]",
        ),
        (36, "--etcd-servers=", "--etcd-servers must be specified"),
        (
            20,
            "--service-account-issuer=",
            "service-account-issuer is a required flag",
        ),
        (
            36,
            "--service-account-key-file=",
            "either `--service-account-key-file` or",
        ),
        (
            36,
            "--service-cluster-ip-range=x",
            "service-cluster-ip-range[0] is not a valid cidr",
        ),
        (
            36,
            "--service-cluster-ip-range=10.0.0.0/16,10.1.0.0/16",
            "must be of different IP family",
        ),
        (
            29,
            "--service-cluster-ip-range=fd00::/64",
            "the mask must be >= 108",
        ),
        (
            36,
            "--service-cluster-ip-range=fd00::/112",
            "does not match public address family",
        ),
        (
            36,
            "--runtime-config=api/all=true,nope/v1=true",
            "unknown api groups nope/v1",
        ),
        (
            36,
            "--admission-control=Nope",
            "admission-control plugin \"Nope\" is unknown",
        ),
        (
            36,
            "--tls-cert-file=/nowhere/at/all",
            "open /nowhere/at/all: no such file",
        ),
        (
            36,
            "--encryption-provider-config=/nowhere/at/all",
            "no such file or directory",
        ),
        (
            29,
            "--feature-gates=GenericWorkload=true",
            "unrecognized feature gate: GenericWorkload",
        ),
        (
            36,
            "--feature-gates=GangScheduling=true",
            "GangScheduling is enabled, but depends on features that are disabled: [GenericWorkload]",
        ),
        (
            36,
            "--feature-gates=StorageVersionAPI=true,APIServerIdentity=false,\
             UnknownVersionInteroperabilityProxy=false",
            "StorageVersionAPI is enabled, but depends on features that are disabled: \
             [APIServerIdentity]",
        ),
    ] {
        let refused = Command::new(stand_in::program())
            .args(&base)
            .arg(more)
            .env("KF_STAND_IN_VERSION", format!("v1.{minor}.0"))
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&refused.stderr);
        assert_eq!(refused.status.code(), Some(1), "{more}: {stderr}");
        assert!(stderr.contains(said), "{more}: {stderr}");
    }
}
