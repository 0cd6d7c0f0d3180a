//! The files of a stack, and where its programs find them.

use super::{ApiServer, Stack, removed};
use crate::Interrupt;
use crate::arguments::Place;
use crate::arguments::apiserver::{self, ApiServerSettings};
use crate::arguments::etcd::{self, EtcdSettings};
use kf_base::error::Result;
use kf_schema::Minor;

impl Stack {
    pub(super) fn write_certificates(&self, interrupt: &Interrupt) -> Result<()> {
        self.scratch
            .as_ref()
            .ok_or_else(removed)?
            .directory("certs")?;
        let certificates = &self.certificates;
        let tokens = certificates.token_file();
        let accounts = &certificates.service_accounts;
        let mut files = vec![
            ("certs/ca.crt".to_owned(), certificates.authority.as_bytes()),
            ("certs/tokens.csv".to_owned(), tokens.as_bytes()),
            ("certs/sa.pub".to_owned(), accounts.public.as_bytes()),
            ("certs/sa.key".to_owned(), accounts.private.as_bytes()),
        ];
        for (name, identity) in [
            ("etcd", &certificates.etcd_server),
            ("etcd-peer", &certificates.etcd_peer),
            ("etcd-client", &certificates.etcd_client),
            ("apiserver", &certificates.apiserver),
        ] {
            files.push((format!("certs/{name}.crt"), identity.certificate.as_bytes()));
            files.push((format!("certs/{name}.key"), identity.key.as_bytes()));
        }
        files
            .iter()
            .try_for_each(|(name, bytes)| self.write(name, bytes, interrupt).map(drop))
    }

    pub(super) fn etcd_files(&self) -> etcd::Files {
        etcd::Files {
            authority: self.path("certs/ca.crt"),
            certificate: self.path("certs/etcd.crt"),
            key: self.path("certs/etcd.key"),
            peer_certificate: self.path("certs/etcd-peer.crt"),
            peer_key: self.path("certs/etcd-peer.key"),
        }
    }

    pub(super) fn apiserver_settings(
        &self,
        given: &ApiServer,
        minor: Minor,
        etcd: &EtcdSettings,
        interrupt: &Interrupt,
    ) -> Result<ApiServerSettings> {
        let encryption = match &given.encryption {
            Some(text) => Some(self.write("certs/encryption.yaml", text, interrupt)?),
            None => None,
        };
        let egress = match apiserver::closed_egress(minor) {
            Some(text) => Some(self.write("certs/egress.yaml", text.as_bytes(), interrupt)?),
            None => None,
        };
        let listen = self.runtime.reachable().to_string();
        Ok(ApiServerSettings {
            minor,
            etcd: vec![etcd.client.clone()],
            etcd_prefix: Some(given.etcd_prefix.clone()),
            listen: Place::new(listen, self.published.address.port()),
            files: apiserver::Files {
                authority: self.path("certs/ca.crt"),
                etcd_certificate: self.path("certs/etcd-client.crt"),
                etcd_key: self.path("certs/etcd-client.key"),
                certificate: self.path("certs/apiserver.crt"),
                key: self.path("certs/apiserver.key"),
                tokens: self.path("certs/tokens.csv"),
                service_account_key: self.path("certs/sa.pub"),
                service_account_signing_key: self.path("certs/sa.key"),
                client_authority: Some(self.path("certs/ca.crt")),
                cert_dir: self.path("apiserver"),
                encryption,
                egress,
            },
            service_cluster_ip_range: given.service_cluster_ip_range.clone(),
            service_node_port_range: given.service_node_port_range.clone(),
            stored: given.stored.clone(),
            watch_cache: None,
            kept: given.kept.clone(),
        })
    }
}
