//! Arguments of `kube-apiserver`, Kubernetes 1.8 to 1.36.
//!
//! Flags as in pkg/server/options of k8s.io/apiserver, in pkg/kubeapiserver/options and in
//! cmd/kube-apiserver/app/options of k8s.io/kubernetes (pkg/controlplane/apiserver/options since
//! 1.27), at the .0 tag of the minors.
//!
//! The server is to read the snapshot's objects and nothing else. It must call nobody: no
//! webhooks, no aggregated API servers, no kubelets, no peers, no cloud. And it should write as
//! little as a kube-apiserver can on its start.

use super::{Arguments, Place, gates};
use kf_schema::{Change, Minor};

/// The range of service addresses where the snapshot tells none: kubeadm's.
const SERVICE_RANGE: &str = "10.96.0.0/12";

/// Who issues service account tokens. Nothing looks at it but the server itself.
const ISSUER: &str = "https://kubernetes.default.svc";

/// Paths of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// The authority of etcd's certificate, PEM.
    pub authority: String,
    /// The client certificate for etcd, PEM.
    pub etcd_certificate: String,
    /// Its key, PEM.
    pub etcd_key: String,
    /// The serving certificate, PEM.
    pub certificate: String,
    /// Its key, PEM.
    pub key: String,
    /// Bearer tokens: `Certificates::token_file`.
    pub tokens: String,
    /// The public key of service account tokens, PEM.
    pub service_account_key: String,
    /// Their private key, PEM.
    pub service_account_signing_key: String,
    /// The authority of client certificates. With one, the server adds it to ConfigMap
    /// kube-system/extension-apiserver-authentication; without, only tokens are looked at.
    pub client_authority: Option<String>,
    /// Where the server may write certificates that it makes.
    pub cert_dir: String,
    /// Encryption at rest: an EncryptionConfiguration.
    pub encryption: Option<String>,
    /// Where connections go: a file with [`closed_egress`]. Before 1.18 it is left out.
    pub egress: Option<String>,
}

/// How a kube-apiserver is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiServerSettings {
    /// The minor of the program that is started.
    pub minor: Minor,
    /// Where etcd is.
    pub etcd: Vec<Place>,
    /// What all keys begin with, such as `/registry`, the server's default.
    pub etcd_prefix: Option<String>,
    /// The address and the port at which it listens.
    pub listen: Place,
    /// Files.
    pub files: Files,
    /// `--service-cluster-ip-range`, one or two CIDRs, as the snapshot has it. The server compares
    /// it with the range that it finds in etcd (RangeAllocation and, later, ServiceCIDR).
    pub service_cluster_ip_range: Option<String>,
    /// `--service-node-port-range`, the same for ports. Its default is 30000-32767.
    pub service_node_port_range: Option<String>,
    /// Where, below the prefix, objects are stored that are served with a gate alone: those of
    /// [`gates::places`] that hold any.
    pub stored: Vec<&'static str>,
    /// `--watch-cache`. Without the cache the server starts without reading everything once, and
    /// answers every list from etcd.
    pub watch_cache: Option<bool>,
    /// Arguments of the original server that matter to what is stored, names without dashes. They
    /// stand in place of what is here; `runtime-config` and `feature-gates` are put together.
    pub kept: Vec<(String, String)>,
}

/// The arguments of `kube-apiserver`.
///
/// - `--etcd-compaction-interval=0` keeps the snapshot's revision readable. 1.8 has no such flag:
///   it compacts what is ten minutes old (pkg/storage/etcd3/compact.go), which is after the start
///   at the earliest.
/// - `--admission-control=AlwaysAdmit` switches every admission plugin off that is not named,
///   webhooks and policies among them. 1.8 and 1.9 have that flag alone; since 1.10 there are
///   `--enable-admission-plugins` and its counterpart beside it, which want all names of the
///   version's plugins (pkg/kubeapiserver/options/admission.go: `computePluginNames`).
/// - `--authorization-mode=AlwaysAllow` with `--anonymous-auth=false`: only the token and the
///   certificates of the run get in, and those may do everything. With RBAC the server would
///   reconcile its ClusterRoles and their bindings on start.
/// - `--runtime-config=api/all=true` serves every version, so that each object can be asked for
///   in the version in which it is stored (pkg/server/resourceconfig/helpers.go; all of 1.8 to
///   1.36 have it).
/// - `--endpoint-reconciler-type=none`, since 1.9, leaves the Endpoints of the Service
///   `kubernetes` alone. 1.8 always writes the advertised address there, and fails to with one of
///   loopback, which validation of Endpoints refuses.
/// - `--advertise-address`: with a loopback `--bind-address` the server would look for the
///   host's address, and fails where there is no default route
///   (`DefaultExternalAddress` in pkg/server/options/serving.go).
/// - `--insecure-port=0`: before 1.20 the server listens without TLS too unless told so. 1.24 has
///   no such flag any more.
/// - Signing service account tokens must be configured since 1.20; in 1.10 and 1.11 it must not
///   be without a feature gate.
/// - `APIServerIdentity` (on since 1.26) would write a Lease and delete those of the original's
///   servers, `UnknownVersionInteroperabilityProxy` (since 1.28, on since 1.36) would call them.
#[must_use]
pub fn server(settings: &ApiServerSettings) -> Vec<String> {
    let mut arguments = Arguments::default();
    let (files, minor) = (&settings.files, settings.minor);
    let etcd: Vec<String> = settings.etcd.iter().map(Place::url).collect();
    arguments.add("etcd-servers", etcd.join(","));
    arguments.add("etcd-cafile", &files.authority);
    arguments.add("etcd-certfile", &files.etcd_certificate);
    arguments.add("etcd-keyfile", &files.etcd_key);
    arguments.add_some("etcd-prefix", settings.etcd_prefix.as_ref());
    if minor.has(Change::COMPACTION_INTERVAL_FLAG) {
        arguments.add("etcd-compaction-interval", 0);
    }
    arguments.add("bind-address", &settings.listen.host);
    arguments.add("secure-port", settings.listen.port);
    if minor.has(Change::INSECURE_PORT) {
        arguments.add("insecure-port", 0);
    }
    let range = settings.service_cluster_ip_range.as_deref();
    let range = range.unwrap_or(SERVICE_RANGE);
    arguments.add("advertise-address", advertised(range));
    arguments.add("cert-dir", &files.cert_dir);
    arguments.add("tls-cert-file", &files.certificate);
    arguments.add("tls-private-key-file", &files.key);
    arguments.add_some("client-ca-file", files.client_authority.as_ref());
    arguments.add("token-auth-file", &files.tokens);
    arguments.add("anonymous-auth", false);
    arguments.add("authorization-mode", "AlwaysAllow");
    arguments.add("service-account-key-file", &files.service_account_key);
    if minor.has(Change::SERVICE_ACCOUNT_ISSUER) {
        let key = &files.service_account_signing_key;
        arguments.add("service-account-signing-key-file", key);
        arguments.add("service-account-issuer", ISSUER);
    }
    arguments.add("admission-control", "AlwaysAdmit");
    let kept = |name: &str| {
        let found = settings.kept.iter().rev().find(|(kept, _)| kept == name);
        found.map(|(_, value)| value.as_str())
    };
    let runtime = together(kept("runtime-config"), &[("api/all", "true")]);
    arguments.add("runtime-config", runtime);
    if minor.has(Change::RECONCILER_FLAG) {
        arguments.add("endpoint-reconciler-type", "none");
    }
    arguments.add("service-cluster-ip-range", range);
    let ports = settings.service_node_port_range.as_ref();
    arguments.add_some("service-node-port-range", ports);
    let encryption = if minor.has(Change::ENCRYPTION_FLAG) {
        "encryption-provider-config"
    } else {
        "experimental-encryption-provider-config"
    };
    arguments.add_some(encryption, files.encryption.as_ref());
    if minor.has(Change::EGRESS_FLAG) {
        arguments.add_some("egress-selector-config-file", files.egress.as_ref());
    }
    arguments.add_some("watch-cache", settings.watch_cache);
    let shown = gates::shown(minor, &settings.stored);
    let given = together(kept("feature-gates"), &shown);
    let gates = together(Some(&given), &gates::quiet(minor, &given));
    if !gates.is_empty() {
        arguments.add("feature-gates", gates);
    }
    for (name, value) in &settings.kept {
        let done = name == "runtime-config" || name == "feature-gates";
        if !done && knows(minor, name) {
            arguments.set(name, value);
        }
    }
    arguments.0
}

/// Tells whether a minor has a flag, of those that came and went and that
/// [`ApiServerSettings::kept`] may have: a server of another version than the original's can lack
/// them.
#[must_use]
pub fn knows(minor: Minor, name: &str) -> bool {
    minor.has(match name {
        "storage-versions" => Change::STORAGE_VERSIONS_FLAG,
        "emulated-version" => Change::EMULATED_VERSION_FLAG,
        "emulation-forward-compatible" | "runtime-config-emulation-forward-compatible" => {
            Change::EMULATION_FORWARD_FLAGS
        }
        "min-compatibility-version" => Change::MIN_COMPATIBILITY_FLAG,
        _ => return true,
    })
}

/// `A=1,B=2` with values of ours, which win over those that were given.
fn together(given: Option<&str>, ours: &[(&str, &str)]) -> String {
    let name = |entry: &str| {
        entry
            .split('=')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let others = given.unwrap_or_default().split(',').filter(|entry| {
        let name = name(entry);
        !name.is_empty() && !ours.iter().any(|(own, _)| *own == name)
    });
    let ours = ours.iter().map(|(name, value)| format!("{name}={value}"));
    let all: Vec<String> = others.map(|o| o.trim().to_owned()).chain(ours).collect();
    all.join(",")
}

/// An address of loopback of the family of the services: the Service `kubernetes` and the
/// server's address must be of one (`NewBootstrapController`, since 1.20).
fn advertised(range: &str) -> &'static str {
    let first = range.split(',').next().unwrap_or_default();
    if first.contains(':') {
        "::1"
    } else {
        "127.0.0.1"
    }
}

/// A file for `--egress-selector-config-file` that lets no connection out: what would go to the
/// cluster (aggregated API servers, conversion webhooks of a Service, kubelets) and to its control
/// plane (webhooks of a URL) is sent to a proxy that nobody runs. etcd is not in it, and is
/// connected to as always.
///
/// The proxy is at a socket whose path no file can have. Over TCP it would have to have
/// certificates: a `tcp` transport without `tlsConfig` ends the server on its start.
///
/// `None` without [`Change::EGRESS_FLAG`]: the form was another (pkg/server/egressselector/config.go). A server of
/// those has to be kept in by its network.
#[must_use]
pub fn closed_egress(minor: Minor) -> Option<String> {
    if !minor.has(Change::EGRESS_FLAG) {
        return None;
    }
    let plane = if minor.has(Change::EGRESS_CONTROL_PLANE) {
        "controlplane"
    } else {
        "master"
    };
    let mut text = "apiVersion: apiserver.k8s.io/v1beta1\n\
                    kind: EgressSelectorConfiguration\n\
                    egressSelections:\n"
        .to_owned();
    for name in ["cluster", plane] {
        text.push_str(&format!(
            "- name: {name}\n\
             \x20 connection:\n\
             \x20   proxyProtocol: HTTPConnect\n\
             \x20   transport:\n\
             \x20     uds:\n\
             \x20       udsName: /dev/null/nobody\n"
        ));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(minor: u8) -> ApiServerSettings {
        ApiServerSettings {
            minor: Minor::new(minor),
            etcd: vec![Place::new("127.0.0.1", 4001)],
            etcd_prefix: Some("/registry".to_owned()),
            listen: Place::new("127.0.0.1", 4003),
            files: Files {
                authority: "ca.crt".to_owned(),
                etcd_certificate: "etcd.crt".to_owned(),
                etcd_key: "etcd.key".to_owned(),
                certificate: "api.crt".to_owned(),
                key: "api.key".to_owned(),
                tokens: "tokens.csv".to_owned(),
                service_account_key: "sa.pub".to_owned(),
                service_account_signing_key: "sa.key".to_owned(),
                client_authority: None,
                cert_dir: "run".to_owned(),
                encryption: Some("encryption.yaml".to_owned()),
                egress: Some("egress.yaml".to_owned()),
            },
            service_cluster_ip_range: Some("10.0.0.0/16".to_owned()),
            service_node_port_range: Some("30000-32767".to_owned()),
            stored: Vec::new(),
            watch_cache: None,
            kept: Vec::new(),
        }
    }

    #[test]
    fn of_1_8() {
        let want = [
            "--etcd-servers=https://127.0.0.1:4001",
            "--etcd-cafile=ca.crt",
            "--etcd-certfile=etcd.crt",
            "--etcd-keyfile=etcd.key",
            "--etcd-prefix=/registry",
            "--bind-address=127.0.0.1",
            "--secure-port=4003",
            "--insecure-port=0",
            "--advertise-address=127.0.0.1",
            "--cert-dir=run",
            "--tls-cert-file=api.crt",
            "--tls-private-key-file=api.key",
            "--token-auth-file=tokens.csv",
            "--anonymous-auth=false",
            "--authorization-mode=AlwaysAllow",
            "--service-account-key-file=sa.pub",
            "--admission-control=AlwaysAdmit",
            "--runtime-config=api/all=true",
            "--service-cluster-ip-range=10.0.0.0/16",
            "--service-node-port-range=30000-32767",
            "--experimental-encryption-provider-config=encryption.yaml",
        ];
        assert_eq!(server(&settings(8)), want);
    }

    #[test]
    fn of_1_15() {
        let want = [
            "--etcd-servers=https://127.0.0.1:4001",
            "--etcd-cafile=ca.crt",
            "--etcd-certfile=etcd.crt",
            "--etcd-keyfile=etcd.key",
            "--etcd-prefix=/registry",
            "--etcd-compaction-interval=0",
            "--bind-address=127.0.0.1",
            "--secure-port=4003",
            "--insecure-port=0",
            "--advertise-address=127.0.0.1",
            "--cert-dir=run",
            "--tls-cert-file=api.crt",
            "--tls-private-key-file=api.key",
            "--token-auth-file=tokens.csv",
            "--anonymous-auth=false",
            "--authorization-mode=AlwaysAllow",
            "--service-account-key-file=sa.pub",
            "--admission-control=AlwaysAdmit",
            "--runtime-config=api/all=true",
            "--endpoint-reconciler-type=none",
            "--service-cluster-ip-range=10.0.0.0/16",
            "--service-node-port-range=30000-32767",
            "--encryption-provider-config=encryption.yaml",
        ];
        assert_eq!(server(&settings(15)), want);
    }

    /// What 1.20 and later have in common.
    const FROM_1_20: [&str; 25] = [
        "--etcd-servers=https://127.0.0.1:4001",
        "--etcd-cafile=ca.crt",
        "--etcd-certfile=etcd.crt",
        "--etcd-keyfile=etcd.key",
        "--etcd-prefix=/registry",
        "--etcd-compaction-interval=0",
        "--bind-address=127.0.0.1",
        "--secure-port=4003",
        "--advertise-address=127.0.0.1",
        "--cert-dir=run",
        "--tls-cert-file=api.crt",
        "--tls-private-key-file=api.key",
        "--token-auth-file=tokens.csv",
        "--anonymous-auth=false",
        "--authorization-mode=AlwaysAllow",
        "--service-account-key-file=sa.pub",
        "--service-account-signing-key-file=sa.key",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--admission-control=AlwaysAdmit",
        "--runtime-config=api/all=true",
        "--endpoint-reconciler-type=none",
        "--service-cluster-ip-range=10.0.0.0/16",
        "--service-node-port-range=30000-32767",
        "--encryption-provider-config=encryption.yaml",
        "--egress-selector-config-file=egress.yaml",
    ];

    #[test]
    fn of_1_20_and_later() {
        assert_eq!(server(&settings(20)), FROM_1_20);
        let gates = "--feature-gates=APIServerIdentity=false,\
                     UnknownVersionInteroperabilityProxy=false";
        let want: Vec<&str> = FROM_1_20.into_iter().chain([gates]).collect();
        assert_eq!(server(&settings(30)), want);
        assert_eq!(server(&settings(36)), want);
        let one = "--feature-gates=APIServerIdentity=false";
        assert_eq!(server(&settings(26)).last().map(String::as_str), Some(one));
    }

    #[test]
    fn what_is_told_wins() {
        let mut settings = settings(30);
        settings.service_cluster_ip_range = Some("fd00::/108,10.0.0.0/16".to_owned());
        settings.watch_cache = Some(false);
        settings.stored = vec!["clustertrustbundles/", "workloads/"];
        settings.files.client_authority = Some("ca.crt".to_owned());
        let kept = [
            ("feature-gates", "A=true, APIServerIdentity=true,,B=false"),
            ("runtime-config", "api/all=false,batch/v2alpha1=true"),
            ("etcd-prefix", "kubernetes.io"),
            ("storage-media-type", "application/json"),
            ("storage-versions", "v1"),
            ("emulated-version", "1.29"),
        ];
        settings.kept = kept.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec();
        let arguments = server(&settings);
        for want in [
            "--advertise-address=::1",
            "--watch-cache=false",
            "--client-ca-file=ca.crt",
            "--feature-gates=A=true,B=false,ClusterTrustBundle=true,APIServerIdentity=false,\
             UnknownVersionInteroperabilityProxy=false",
            "--runtime-config=batch/v2alpha1=true,api/all=true",
            "--etcd-prefix=kubernetes.io",
            "--storage-media-type=application/json",
        ] {
            assert!(arguments.iter().any(|a| a == want), "{want}: {arguments:?}");
        }
        let foreign = |a: &String| a.contains("storage-versions") || a.contains("emulated");
        assert!(!arguments.iter().any(foreign), "{arguments:?}");
        settings.kept.clear();
        settings.service_cluster_ip_range = None;
        let arguments = server(&settings);
        assert!(arguments.contains(&"--service-cluster-ip-range=10.96.0.0/12".to_owned()));
        assert!(
            arguments
                .last()
                .unwrap()
                .starts_with("--feature-gates=ClusterTrustBundle=true,APIServerId")
        );
    }

    #[test]
    fn nothing_gets_out() {
        assert_eq!(closed_egress(Minor::new(17)), None);
        assert!(
            closed_egress(Minor::new(18))
                .unwrap()
                .contains("- name: master\n")
        );
        let want = "apiVersion: apiserver.k8s.io/v1beta1
kind: EgressSelectorConfiguration
egressSelections:
- name: cluster
  connection:
    proxyProtocol: HTTPConnect
    transport:
      uds:
        udsName: /dev/null/nobody
- name: controlplane
  connection:
    proxyProtocol: HTTPConnect
    transport:
      uds:
        udsName: /dev/null/nobody
";
        assert_eq!(closed_egress(Minor::new(36)).as_deref(), Some(want));
    }
}
