use std::fmt;

use zeroize::Zeroizing;

use super::{APISERVER, member_name};
use crate::arguments::Place;
use crate::arguments::apiserver::{self, ApiServerSettings};
use crate::arguments::etcd::{self, EtcdSettings, Member, Origin, RestoreSettings, Tool};
use crate::inspect::Inspected;
use kf_base::error::{Error, Result};
use kf_schema::Minor;

/// Most members of a cluster. etcd advises seven at most.
const MAX_MEMBERS: u8 = 9;

/// The token that the members of the stack have in common.
const TOKEN: &str = "kf-verify";

/// The snapshot that is restored.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Where it is: an absolute path, or one that is relative to the directory of the files. It
    /// must be the database itself, not compressed, not in an archive.
    pub path: String,
    /// What the person calls it, for the texts.
    pub name: String,
    /// Its revision.
    pub revision: i64,
    /// Bytes.
    pub size: u64,
    /// Whether it has no SHA-256 trailer: a copy of a member's `db`.
    pub skip_hash_check: bool,
}

/// What the objects are encrypted with.
#[derive(Clone)]
pub struct Encryption {
    /// An EncryptionConfiguration.
    pub contents: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for Encryption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encryption").finish_non_exhaustive()
    }
}

/// Ports of the loopback interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ports {
    /// Of the kube-apiserver, in containers and without.
    pub apiserver: u16,
    /// The first of etcd's, without containers: two for each member, one after the other.
    pub etcd: u16,
}

/// A stack.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// What is restored.
    pub snapshot: Snapshot,
    /// How many members etcd has, each restored from the same snapshot.
    pub members: u8,
    /// The image of etcd.
    pub etcd_image: String,
    /// The 5 of its 3.5.
    pub etcd_minor: u8,
    /// The image of the kube-apiserver.
    pub apiserver_image: String,
    /// Its minor.
    pub apiserver_minor: Minor,
    /// What all keys begin with.
    pub etcd_prefix: Option<String>,
    /// As in [`ApiServerSettings`].
    pub service_cluster_ip_range: Option<String>,
    /// As in [`ApiServerSettings`].
    pub service_node_port_range: Option<String>,
    /// Encryption at rest.
    pub encryption: Option<&'a Encryption>,
    /// As in [`ApiServerSettings`].
    pub stored: Vec<&'static str>,
    /// What an original server was started with.
    pub inspected: Option<&'a Inspected>,
    /// Ports.
    pub ports: Ports,
}

/// Where something runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// In containers.
    Containers,
    /// On the machine, in the directory of the files.
    Machine,
}

impl Side {
    /// The path of a file of `certs`.
    fn cert(self, name: &str) -> String {
        match self {
            Side::Containers => format!("/certs/{name}"),
            Side::Machine => format!("certs/{name}"),
        }
    }

    /// The data directory of a member. In a container it lies within the mounted volume: what is
    /// restored to must not exist.
    fn data(self, name: &str) -> String {
        match self {
            Side::Containers => "/data/etcd".to_owned(),
            Side::Machine => format!("data/{name}"),
        }
    }
}

impl Plan<'_> {
    pub(super) fn check(&self) -> Result<()> {
        if !(1..=MAX_MEMBERS).contains(&self.members) {
            return Err(Error::invalid(format!(
                "{} members of etcd: 1 to {MAX_MEMBERS} make a cluster",
                self.members
            )));
        }
        let first = u32::from(self.ports.etcd);
        let etcd = first..first + 2 * u32::from(self.members);
        if etcd.end > 65_536 || first == 0 || self.ports.apiserver == 0 {
            return Err(Error::invalid(format!(
                "no room for the ports of {} members from {first} on",
                self.members
            )));
        }
        if etcd.contains(&u32::from(self.ports.apiserver)) {
            return Err(Error::invalid(format!(
                "port {} is one of etcd's and the kube-apiserver's",
                self.ports.apiserver
            )));
        }
        let path = &self.snapshot.path;
        if path.is_empty() || path.chars().any(char::is_control) {
            return Err(Error::invalid(format!(
                "not a path for a list of mounts: {}",
                path.escape_debug()
            )));
        }
        Ok(())
    }

    /// The snapshot's path with something that says that it is one.
    pub(super) fn snapshot_path(&self) -> String {
        let path = &self.snapshot.path;
        if path.starts_with(['/', '.']) {
            path.clone()
        } else {
            format!("./{path}")
        }
    }

    /// What all keys begin with, in the end.
    pub(super) fn prefix(&self) -> &str {
        let mut kept = self.inspected.iter().flat_map(|i| &i.kept);
        let kept = kept.find(|(name, _)| name == "etcd-prefix");
        let kept = kept.map(|(_, value)| value.as_str());
        kept.or(self.etcd_prefix.as_deref()).unwrap_or("/registry")
    }

    pub(super) fn member_names(&self) -> Vec<String> {
        (0..self.members).map(member_name).collect()
    }

    pub(super) fn tool(&self) -> Tool {
        Tool::of(self.etcd_minor)
    }

    /// Where clients reach a member, and where its peers do.
    fn places(&self, side: Side, index: u8) -> (Place, Place) {
        match side {
            Side::Containers => {
                let name = member_name(index);
                (Place::new(name.clone(), 2379), Place::new(name, 2380))
            }
            Side::Machine => {
                let port = self.ports.etcd.saturating_add(2 * u16::from(index));
                let host = "127.0.0.1";
                (
                    Place::new(host, port),
                    Place::new(host, port.saturating_add(1)),
                )
            }
        }
    }

    fn cluster(&self, side: Side) -> Vec<Member> {
        let member = |index| Member {
            name: member_name(index),
            peer: self.places(side, index).1,
        };
        (0..self.members).map(member).collect()
    }

    /// The arguments of [`Plan::tool`].
    pub(super) fn restore(&self, side: Side, index: u8) -> Vec<String> {
        let name = member_name(index);
        etcd::restore(&RestoreSettings {
            snapshot: match side {
                Side::Containers => "/snapshot.db".to_owned(),
                Side::Machine => self.snapshot_path(),
            },
            data_dir: side.data(&name),
            name,
            members: self.cluster(side),
            token: TOKEN.to_owned(),
            skip_hash_check: self.snapshot.skip_hash_check,
        })
    }

    /// The arguments of `etcd`.
    pub(super) fn etcd(&self, side: Side, index: u8) -> Vec<String> {
        let name = member_name(index);
        let (client, peer) = self.places(side, index);
        let anywhere = |place: &Place| match side {
            Side::Containers => Place::new("0.0.0.0", place.port),
            Side::Machine => place.clone(),
        };
        etcd::server(&EtcdSettings {
            minor: self.etcd_minor,
            data_dir: side.data(&name),
            name,
            listen: anywhere(&client),
            client,
            listen_peers: anywhere(&peer),
            members: self.cluster(side),
            files: etcd::Files {
                authority: side.cert("ca.crt"),
                certificate: side.cert("etcd-server.crt"),
                key: side.cert("etcd-server.key"),
                peer_certificate: side.cert("etcd-peer.crt"),
                peer_key: side.cert("etcd-peer.key"),
            },
            database_size: self.snapshot.size,
            origin: Origin::Restored,
            durable: false,
        })
    }

    /// The arguments of `etcdctl` that ask a member whether it is healthy.
    pub(super) fn health(&self, side: Side, index: u8) -> Vec<String> {
        let place = match side {
            Side::Containers => Place::new("127.0.0.1", 2379),
            Side::Machine => self.places(side, index).0,
        };
        etcd::health(
            &side.cert("ca.crt"),
            &side.cert("etcd-client.crt"),
            &side.cert("etcd-client.key"),
            &place,
        )
    }

    /// The arguments of `kube-apiserver`.
    pub(super) fn apiserver(&self, side: Side) -> Vec<String> {
        apiserver::server(&ApiServerSettings {
            minor: self.apiserver_minor,
            etcd: (0..self.members).map(|i| self.places(side, i).0).collect(),
            etcd_prefix: self.etcd_prefix.clone(),
            listen: match side {
                Side::Containers => Place::new("0.0.0.0", 6443),
                Side::Machine => Place::new("127.0.0.1", self.ports.apiserver),
            },
            files: apiserver::Files {
                authority: side.cert("ca.crt"),
                etcd_certificate: side.cert("etcd-client.crt"),
                etcd_key: side.cert("etcd-client.key"),
                certificate: side.cert("apiserver.crt"),
                key: side.cert("apiserver.key"),
                tokens: side.cert("tokens.csv"),
                service_account_key: side.cert("sa.pub"),
                service_account_signing_key: side.cert("sa.key"),
                client_authority: None,
                cert_dir: match side {
                    Side::Containers => "/tmp/kf-certs".to_owned(),
                    Side::Machine => "data/kube-apiserver".to_owned(),
                },
                encryption: self.encryption.map(|_| side.cert("encryption.yaml")),
                egress: Some(side.cert("egress.yaml")),
            },
            service_cluster_ip_range: self.service_cluster_ip_range.clone(),
            service_node_port_range: self.service_node_port_range.clone(),
            stored: self.stored.clone(),
            watch_cache: None,
            kept: self.inspected.map_or_else(Vec::new, |i| i.kept.clone()),
        })
    }

    /// The arguments of `etcd` that relay to the kube-apiserver.
    pub(super) fn gateway(&self) -> Vec<String> {
        let port = 6443;
        etcd::gateway(&Place::new("0.0.0.0", port), &Place::new(APISERVER, port))
    }
}
