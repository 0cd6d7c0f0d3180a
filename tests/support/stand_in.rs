//! Running the stand-in for kube-apiserver (`tests/stand_in`).

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use kf::input::{Input, OpenOptions};
use kf::snapshot::Snapshot;
use kf::storage::encryption::config::Config;
use kf::verify::apiserver::Server;
use kf::verify::objects::Options;
use kf::verify::{Endpoint, Interrupt};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ClientConfig, RootCertStore};

use super::fixture;

/// A stand-in that runs, with its certificates.
pub(crate) struct StandIn {
    process: Child,
    pub(crate) server: Server,
    /// Holds the certificates.
    _folder: tempfile::TempDir,
}

impl Drop for StandIn {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program, which `cargo test` builds besides kf.
pub(crate) fn program() -> PathBuf {
    let kf = Path::new(env!("CARGO_BIN_EXE_kf"));
    let path = kf
        .parent()
        .unwrap()
        .join("examples/kube-apiserver-stand-in");
    assert!(
        path.exists(),
        "cargo build --all-features --example kube-apiserver-stand-in"
    );
    path
}

/// Certificates for the server, in files, and what a client needs.
fn certificates(folder: &Path) -> ClientConfig {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let signed = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(names).unwrap();
        (params.signed_by(&key, &authority).unwrap(), key)
    };
    let (server, server_key) = signed(&["127.0.0.1"]);
    let (client, client_key) = signed(&[]);
    fs::write(folder.join("ca.pem"), authority.pem()).unwrap();
    fs::write(folder.join("server.pem"), server.pem()).unwrap();
    fs::write(folder.join("server.key"), server_key.serialize_pem()).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(authority.der().clone()).unwrap();
    let key = PrivateKeyDer::try_from(client_key.serialize_der()).unwrap();
    ClientConfig::builder()
        .with_root_certificates(roots)
        .with_client_auth_cert(vec![client.der().clone()], key)
        .unwrap()
}

/// Starts the program, and a client that has not connected yet.
pub(crate) fn start(lists: &Path, version: &str, fault: &str, interrupt: Interrupt) -> StandIn {
    let folder = tempfile::tempdir().unwrap();
    let tls = certificates(folder.path());
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let mut process = Command::new(program())
        .args(["--secure-port", "0", "--bind-address=127.0.0.1"])
        .arg(format!("--tls-cert-file={}", file("server.pem")))
        .arg(format!("--tls-private-key-file={}", file("server.key")))
        .arg(format!("--client-ca-file={}", file("ca.pem")))
        .args([
            format!("--service-account-key-file={}", file("server.key")),
            format!("--service-account-signing-key-file={}", file("server.key")),
            "--service-account-issuer=https://kubernetes.default.svc".to_owned(),
        ])
        .args([
            "--etcd-servers=https://127.0.0.1:1",
            "--anonymous-auth=false",
        ])
        .env("KF_STAND_IN_LISTS", lists)
        .env("KF_STAND_IN_VERSION", version)
        .env("KF_STAND_IN_FAULT", fault)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(process.stderr.take().unwrap());
    said.read_line(&mut line).unwrap();
    let address: SocketAddr = line
        .trim()
        .strip_prefix("listening on ")
        .unwrap_or_else(|| panic!("{line}"))
        .parse()
        .unwrap();
    let endpoint = Endpoint {
        address,
        tls: Arc::new(tls),
    };
    StandIn {
        process,
        server: Server::new(endpoint, interrupt).unwrap(),
        _folder: folder,
    }
}

/// One that answers as the 1.36.3 behind `snapshots/enc-aescbc-A.db.gz` did.
pub(crate) fn modern(fault: &str) -> StandIn {
    let lists = fixture("verify/enc-aescbc-A.tar.gz");
    start(&lists, "v1.36.3", fault, Interrupt::default())
}

/// One that answers as the 1.15.3 behind `snapshots/c115-A.db.gz` did.
pub(crate) fn old(fault: &str) -> StandIn {
    let lists = fixture("verify/c115-A.tar.gz");
    start(&lists, "v1.15.3", fault, Interrupt::default())
}

/// A snapshot.
pub(crate) fn open(path: &Path) -> Snapshot {
    Snapshot::new(Input::open(path, &OpenOptions::default()).unwrap())
}

/// The snapshot behind [`modern`], with its key.
pub(crate) fn encrypted() -> Snapshot {
    let keys = fs::read(fixture("encryption/enc-aescbc.yaml")).unwrap();
    let keys = Config::parse(&keys).unwrap().keyring;
    open(&fixture("snapshots/enc-aescbc-A.db.gz")).with_keys(keys)
}

/// Limits for a server that answers at once.
pub(crate) fn options() -> Options {
    Options {
        patience: Duration::from_secs(20),
        settle: Duration::ZERO,
        ..Options::default()
    }
}
