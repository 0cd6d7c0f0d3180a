use std::time::Duration;

use zeroize::Zeroizing;

use super::*;
use crate::inspect::Inspected;
use kf_base::error::ErrorKind;
use kf_base::time::Timestamp;
use kf_object::{Value, parse};
use kf_schema::Minor;

fn plan(members: u8) -> Plan<'static> {
    Plan {
        snapshot: Snapshot {
            path: "backup $1/snap: \"shot\".db".to_owned(),
            name: "snap`shot`.db".to_owned(),
            revision: 1884,
            size: 4 << 20,
            skip_hash_check: false,
        },
        members,
        etcd_image: "gcr.io/etcd-development/etcd:v3.5.33".to_owned(),
        etcd_minor: 5,
        apiserver_image: "registry.k8s.io/kube-apiserver:v1.36.3".to_owned(),
        apiserver_minor: Minor::new(36),
        etcd_prefix: Some("/registry".to_owned()),
        service_cluster_ip_range: Some("10.96.0.0/12".to_owned()),
        service_node_port_range: None,
        stored: Vec::new(),
        encryption: None,
        inspected: None,
        ports: Ports {
            apiserver: 16_443,
            etcd: 12_379,
        },
    }
}

fn certificates(members: u8) -> Certificates {
    let day = Duration::from_secs(86_400);
    Certificates::new(
        Timestamp::new(1_700_000_000, 0),
        day,
        &names(members),
        &[1; 32],
    )
    .unwrap()
}

fn text(files: &[File], path: &str) -> String {
    let file = files.iter().find(|f| f.path == path).unwrap();
    String::from_utf8(file.contents.to_vec()).unwrap()
}

fn strings(value: &Value<'_>, path: &[&str]) -> Vec<String> {
    let list = value.at(path).and_then(Value::as_array).unwrap();
    list.iter()
        .map(|v| v.as_str().unwrap().to_owned())
        .collect()
}

/// The file as compose reads it, variables taken in.
fn composed(files: &[File]) -> Value<'static> {
    let text = text(files, "compose.yaml").replace("$$", "$");
    parse::yaml::documents(text.as_bytes()).unwrap().remove(0)
}

#[test]
fn one_member() {
    let files = files(&plan(1), &certificates(1)).unwrap();
    let listing: Vec<String> = files
        .iter()
        .map(|f| format!("{:o} {}", f.mode, f.path))
        .collect();
    assert_eq!(
        listing,
        [
            "644 README.md",
            "644 compose.yaml",
            "755 restore.sh",
            "600 kubeconfig",
            "644 certs/etcd-server.crt",
            "600 certs/etcd-server.key",
            "644 certs/etcd-peer.crt",
            "600 certs/etcd-peer.key",
            "644 certs/etcd-client.crt",
            "600 certs/etcd-client.key",
            "644 certs/apiserver.crt",
            "600 certs/apiserver.key",
            "644 certs/ca.crt",
            "644 certs/sa.pub",
            "600 certs/sa.key",
            "600 certs/tokens.csv",
            "644 certs/egress.yaml",
        ]
    );
    let compose = composed(&files);
    let services = compose.get("services").unwrap();
    let restore = services.get("restore-0").unwrap();
    assert_eq!(strings(restore, &["entrypoint"]), ["etcdutl"]);
    assert_eq!(
        strings(restore, &["command"]),
        [
            "snapshot",
            "restore",
            "/snapshot.db",
            "--data-dir=/data/etcd",
            "--name=etcd-0",
            "--initial-cluster=etcd-0=https://etcd-0:2380",
            "--initial-cluster-token=kf-verify",
            "--initial-advertise-peer-urls=https://etcd-0:2380",
        ]
    );
    let mounts = restore.get("volumes").and_then(Value::as_array).unwrap();
    let source = mounts[0].str_at(&["source"]);
    assert_eq!(source, Some("./backup $1/snap: \"shot\".db"));
    assert_eq!(mounts[0].get("read_only"), Some(&Value::Bool(true)));
    let condition = ["etcd-0", "depends_on", "restore-0", "condition"];
    assert_eq!(
        services.str_at(&condition),
        Some("service_completed_successfully")
    );
    let server = services.get("kube-apiserver").unwrap();
    assert_eq!(strings(server, &["networks"]), ["inside"]);
    assert!(server.get("ports").is_none());
    let command = strings(server, &["command"]);
    assert!(command.contains(&"--etcd-servers=https://etcd-0:2379".to_owned()));
    assert!(command.contains(&"--egress-selector-config-file=/certs/egress.yaml".to_owned()));
    let gateway = services.get("gateway").unwrap();
    assert_eq!(strings(gateway, &["ports"]), ["127.0.0.1:16443:6443"]);
    let internal = compose.at(&["networks", "inside", "internal"]);
    assert_eq!(internal, Some(&Value::Bool(true)));
}

#[test]
fn many_members_and_old_versions() {
    let mut plan = plan(3);
    plan.etcd_minor = 4;
    plan.apiserver_minor = Minor::new(15);
    let files = files(&plan, &certificates(3)).unwrap();
    assert!(!files.iter().any(|f| f.path == "certs/egress.yaml"));
    let compose = composed(&files);
    let services = compose.get("services").unwrap();
    let restore = services.get("restore-2").unwrap();
    assert_eq!(strings(restore, &["entrypoint"]), ["etcdctl"]);
    assert_eq!(restore.str_at(&["environment", "ETCDCTL_API"]), Some("3"));
    let cluster = "--initial-cluster=etcd-0=https://etcd-0:2380,\
                   etcd-1=https://etcd-1:2380,etcd-2=https://etcd-2:2380";
    for (name, own) in [("restore-2", cluster), ("etcd-1", cluster)] {
        let command = strings(services, &[name, "command"]);
        assert!(command.iter().any(|a| a == own), "{command:?}");
    }
    let waits = services.at(&["kube-apiserver", "depends_on"]);
    assert_eq!(waits.and_then(Value::as_object).unwrap().len(), 3);
    let script = text(&files, "restore.sh");
    assert!(script.contains("'./backup $1/snap: \"shot\".db'"));
    assert!(script.contains("--listen-client-urls=https://127.0.0.1:12383"));
    assert!(text(&files, "README.md").contains("cannot be told to call nobody"));
}

#[test]
fn what_was_kept_and_dropped_is_told() {
    let inspected = Inspected {
        image: None,
        version: None,
        kept: vec![
            ("etcd-prefix".to_owned(), "/cost$\"s".to_owned()),
            ("storage-versions".to_owned(), "v1".to_owned()),
        ],
        dropped: vec![("bind-address".to_owned(), "an address of the original")],
        encryption_config: Some("/etc/enc.yaml".to_owned()),
        passed_over: Vec::new(),
    };
    let encryption = Encryption {
        contents: Zeroizing::new(b"kind: EncryptionConfiguration\n".to_vec()),
    };
    let mut plan = plan(1);
    plan.inspected = Some(&inspected);
    plan.encryption = Some(&encryption);
    let files = files(&plan, &certificates(1)).unwrap();
    let readme = text(&files, "README.md");
    assert!(readme.contains("- `--etcd-prefix=/cost$\"s`\n"));
    assert!(readme.contains("- `bind-address`: an address of the original\n"));
    assert!(readme.contains("- `--storage-versions=v1`, but 1.36 has no such argument"));
    assert!(readme.contains(" get '/cost$\"s' --prefix"));
    assert!(readme.contains("`snap shot .db`"));
    let last = files.last().unwrap();
    assert_eq!(
        (last.path.as_str(), last.mode),
        ("certs/encryption.yaml", 0o600)
    );
    let compose = composed(&files);
    let command = strings(&compose, &["services", "kube-apiserver", "command"]);
    assert!(command.contains(&"--etcd-prefix=/cost$\"s".to_owned()));
    assert!(text(&files, "restore.sh").contains("'--etcd-prefix=/cost$\"s'"));
}

#[test]
fn impossible_plans() {
    let certificates = certificates(1);
    let odd = |change: fn(&mut Plan<'_>)| {
        let mut plan = plan(1);
        change(&mut plan);
        files(&plan, &certificates).unwrap_err().kind()
    };
    assert_eq!(odd(|p| p.members = 0), ErrorKind::Invalid);
    assert_eq!(odd(|p| p.members = 10), ErrorKind::Invalid);
    assert_eq!(odd(|p| p.ports.etcd = 65_535), ErrorKind::Invalid);
    assert_eq!(odd(|p| p.ports.apiserver = 12_380), ErrorKind::Invalid);
    assert_eq!(odd(|p| p.snapshot.path.clear()), ErrorKind::Invalid);
    assert_eq!(odd(|p| p.snapshot.path.push('\n')), ErrorKind::Invalid);
}
