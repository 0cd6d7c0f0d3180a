//! The stack as files to be run by hand: for docker compose, podman-compose, or a shell.
//!
//! ```text
//!            door (published on 127.0.0.1)        inside (no way out)
//!  kubectl ------------------------------> gateway -> kube-apiserver -> etcd-0 etcd-1 ...
//!                                                                        ^ restore-0 ...
//! ```
//!
//! Containers on a network that has no way out cannot be reached through a published port (docker
//! publishes none for an `internal` network). So one more container stands in both networks and
//! relays TCP: etcd's own program can (`etcd gateway`), which spares another image.

mod file;
mod plan;
mod readme;
mod script;
mod yaml;

pub use file::File;
pub use plan::{Encryption, Plan, Ports, Snapshot};

use crate::arguments::apiserver::closed_egress;
use crate::certs::Certificates;
use kf_base::error::Result;

/// Names of containers, which the certificates must have.
const APISERVER: &str = "kube-apiserver";
const GATEWAY: &str = "gateway";

/// Names that [`Certificates::new`] must be given for a stack of that many members.
#[must_use]
pub fn names(members: u8) -> Vec<String> {
    let fixed = [APISERVER, GATEWAY].map(str::to_owned);
    (0..members).map(member_name).chain(fixed).collect()
}

/// `etcd-0`.
fn member_name(index: u8) -> String {
    format!("etcd-{index}")
}

/// All files of the stack, paths relative to one directory.
///
/// # Errors
/// A number of members that makes no cluster, ports that overlap, or paths that no file can have.
pub fn files(plan: &Plan<'_>, certificates: &Certificates) -> Result<Vec<File>> {
    plan.check()?;
    let mut files = vec![
        File::public("README.md", readme::text(plan)),
        File::public("compose.yaml", yaml::text(plan)),
        File::program("restore.sh", script::text(plan)),
        File::secret(
            "kubeconfig",
            certificates.kubeconfig(&format!("https://127.0.0.1:{}", plan.ports.apiserver))?,
        ),
    ];
    for (name, identity) in [
        ("etcd-server", &certificates.etcd_server),
        ("etcd-peer", &certificates.etcd_peer),
        ("etcd-client", &certificates.etcd_client),
        ("apiserver", &certificates.apiserver),
    ] {
        let certificate = identity.certificate.clone();
        files.push(File::public(format!("certs/{name}.crt"), certificate));
        files.push(File::secret(
            format!("certs/{name}.key"),
            identity.key.clone(),
        ));
    }
    let accounts = &certificates.service_accounts;
    files.push(File::public("certs/ca.crt", certificates.authority.clone()));
    files.push(File::public("certs/sa.pub", accounts.public.clone()));
    files.push(File::secret("certs/sa.key", accounts.private.clone()));
    files.push(File::secret("certs/tokens.csv", certificates.token_file()));
    if let Some(text) = closed_egress(plan.apiserver_minor) {
        files.push(File::public("certs/egress.yaml", text));
    }
    if let Some(encryption) = plan.encryption {
        files.push(File {
            path: "certs/encryption.yaml".to_owned(),
            mode: 0o600,
            contents: encryption.contents.clone(),
        });
    }
    Ok(files)
}

#[cfg(test)]
mod tests;
