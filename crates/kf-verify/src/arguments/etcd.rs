//! Arguments of `etcd` and of the tools that restore a snapshot, 3.0 to 3.7.
//!
//! Flags as in etcdmain/config.go (server/etcdmain and server/embed since 3.5) and in
//! `NewSnapshotRestoreCommand` of etcdctl/ctlv3/command and etcdutl/etcdutl.

use super::{Arguments, Place};

/// What an etcd's database may grow to at least: its own recommended maximum.
const QUOTA: u64 = 8 << 30;

/// One member of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name: unique, and the same when it is restored and when it is started.
    pub name: String,
    /// Where the other members reach it.
    pub peer: Place,
}

/// How a data directory came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Restored from a snapshot, with the members that [`RestoreSettings`] has.
    Restored,
    /// A copy of a data directory of the original. It still has the original's members, which
    /// must not be called: etcd is told to forget them.
    Copied,
}

/// Paths of certificates and keys, PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Files {
    /// The authority of everything.
    pub authority: String,
    /// The server's certificate.
    pub certificate: String,
    /// Its key.
    pub key: String,
    /// The certificate that members show each other.
    pub peer_certificate: String,
    /// Its key.
    pub peer_key: String,
}

/// How an etcd is started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EtcdSettings {
    /// The 5 of 3.5 of the program that is started.
    pub minor: u8,
    /// Its name.
    pub name: String,
    /// Its data directory.
    pub data_dir: String,
    /// The address and the port at which it listens for clients.
    pub listen: Place,
    /// Where clients reach it.
    pub client: Place,
    /// The address and the port at which it listens for other members.
    pub listen_peers: Place,
    /// All members, this one too.
    pub members: Vec<Member>,
    /// Certificates.
    pub files: Files,
    /// Bytes of the database that it starts with.
    pub database_size: u64,
    /// How the data directory came to be.
    pub origin: Origin,
    /// Whether what is written must survive a crash. Of a stack that is thrown away nothing must.
    pub durable: bool,
}

/// The arguments of `etcd`.
///
/// - `--initial-cluster` and the rest are looked at only when the data directory has no log
///   (`bootstrapCluster` in server/etcdserver/bootstrap.go, `NewServer` before 3.5). With
///   `--initial-cluster-state=existing` an etcd whose data is not there fails, where it would
///   begin an empty cluster otherwise.
/// - No compaction is asked for, and none happens by itself: the snapshot's revision stays.
/// - The quota counts the database that is restored: past it every write fails, and a
///   kube-apiserver writes when it starts.
/// - `--unsafe-no-fsync` came with 3.5.0 and 3.4.10, so it is given from 3.5 on.
/// - `--logger=zap` with `--log-level` exists since 3.4, and is the one logger since 3.5.
#[must_use]
pub fn server(settings: &EtcdSettings) -> Vec<String> {
    let mut arguments = Arguments::default();
    let files = &settings.files;
    let me = settings.members.iter().find(|m| m.name == settings.name);
    let peer = me.map_or(&settings.listen_peers, |me| &me.peer);
    arguments.add("name", &settings.name);
    arguments.add("data-dir", &settings.data_dir);
    arguments.add("listen-client-urls", settings.listen.url());
    arguments.add("advertise-client-urls", settings.client.url());
    arguments.add("listen-peer-urls", settings.listen_peers.url());
    arguments.add("initial-advertise-peer-urls", peer.url());
    arguments.add("initial-cluster", initial_cluster(&settings.members));
    arguments.add("initial-cluster-state", "existing");
    arguments.add("client-cert-auth", true);
    arguments.add("trusted-ca-file", &files.authority);
    arguments.add("cert-file", &files.certificate);
    arguments.add("key-file", &files.key);
    arguments.add("peer-client-cert-auth", true);
    arguments.add("peer-trusted-ca-file", &files.authority);
    arguments.add("peer-cert-file", &files.peer_certificate);
    arguments.add("peer-key-file", &files.peer_key);
    let quota = settings.database_size.saturating_mul(2).max(QUOTA);
    // The flag is an int64.
    arguments.add("quota-backend-bytes", quota.min(i64::MAX.unsigned_abs()));
    if settings.origin == Origin::Copied {
        arguments.add("force-new-cluster", true);
    }
    if !settings.durable && settings.minor >= 5 {
        arguments.add("unsafe-no-fsync", true);
    }
    if settings.minor >= 4 {
        arguments.add("logger", "zap");
        arguments.add("log-outputs", "stderr");
        arguments.add("log-level", "warn");
    }
    arguments.0
}

/// `NAME=URL,NAME=URL`.
fn initial_cluster(members: &[Member]) -> String {
    let texts: Vec<String> = members
        .iter()
        .map(|member| format!("{}={}", member.name, member.peer.url()))
        .collect();
    texts.join(",")
}

/// The program that restores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// `etcdutl`, since 3.5.
    Etcdutl,
    /// `etcdctl`, until 3.5.
    Etcdctl,
}

impl Tool {
    /// The one that comes with etcd 3.`minor`. 3.5 has both, and says that etcdctl's is going.
    #[must_use]
    pub fn of(minor: u8) -> Self {
        match minor {
            5.. => Self::Etcdutl,
            _ => Self::Etcdctl,
        }
    }

    /// The name of the program.
    #[must_use]
    pub fn program(self) -> &'static str {
        match self {
            Self::Etcdutl => "etcdutl",
            Self::Etcdctl => "etcdctl",
        }
    }

    /// What it needs in its environment: before 3.4 etcdctl spoke etcd's second API by itself.
    #[must_use]
    pub fn environment(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Etcdutl => &[],
            Self::Etcdctl => &[("ETCDCTL_API", "3")],
        }
    }
}

/// What is restored, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreSettings {
    /// The snapshot: bbolt's file, with etcd's SHA-256 trailer or without.
    pub snapshot: String,
    /// The data directory. It must not exist: before 3.5 not even an empty one may.
    pub data_dir: String,
    /// The member whose data directory it becomes.
    pub name: String,
    /// All members, this one too, the same for each.
    pub members: Vec<Member>,
    /// What tells this cluster from others, the same for each member.
    pub token: String,
    /// Whether the file has no trailer: a copy of a database, not what `snapshot save` wrote.
    pub skip_hash_check: bool,
}

/// The arguments of either [`Tool`].
///
/// Neither `--bump-revision` nor `--mark-compacted`: revisions must stay what they are.
#[must_use]
pub fn restore(settings: &RestoreSettings) -> Vec<String> {
    let mut arguments = Arguments(vec![
        "snapshot".to_owned(),
        "restore".to_owned(),
        settings.snapshot.clone(),
    ]);
    arguments.add("data-dir", &settings.data_dir);
    arguments.add("name", &settings.name);
    arguments.add("initial-cluster", initial_cluster(&settings.members));
    arguments.add("initial-cluster-token", &settings.token);
    if let Some(me) = settings.members.iter().find(|m| m.name == settings.name) {
        arguments.add("initial-advertise-peer-urls", me.peer.url());
    }
    if settings.skip_hash_check {
        arguments.switch("skip-hash-check");
    }
    arguments.0
}

/// The arguments of `etcdctl` that ask whether the member at `place` can answer; exit code 0 then.
#[must_use]
pub fn health(authority: &str, certificate: &str, key: &str, place: &Place) -> Vec<String> {
    let mut arguments = Arguments::default();
    arguments.add("endpoints", place.url());
    arguments.add("cacert", authority);
    arguments.add("cert", certificate);
    arguments.add("key", key);
    arguments
        .0
        .extend(["endpoint".to_owned(), "health".to_owned()]);
    arguments.0
}

/// The arguments of `etcd` that make it a plain TCP relay to one other place, of whatever speaks
/// there (etcdmain/gateway.go, since 3.0).
#[must_use]
pub fn gateway(listen: &Place, to: &Place) -> Vec<String> {
    let mut arguments = Arguments(vec!["gateway".to_owned(), "start".to_owned()]);
    arguments.add("listen-addr", listen.address());
    arguments.add("endpoints", to.address());
    arguments.add("retry-delay", "1s");
    arguments.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(index: u8) -> Member {
        Member {
            name: format!("etcd-{index}"),
            peer: Place::new(format!("etcd-{index}"), 2380),
        }
    }

    fn settings(minor: u8) -> EtcdSettings {
        EtcdSettings {
            minor,
            name: "kf".to_owned(),
            data_dir: "/s/data".to_owned(),
            listen: Place::new("127.0.0.1", 4001),
            client: Place::new("127.0.0.1", 4001),
            listen_peers: Place::new("127.0.0.1", 4002),
            members: vec![Member {
                name: "kf".to_owned(),
                peer: Place::new("127.0.0.1", 4002),
            }],
            files: Files {
                authority: "/s/ca.crt".to_owned(),
                certificate: "/s/server.crt".to_owned(),
                key: "/s/server.key".to_owned(),
                peer_certificate: "/s/peer.crt".to_owned(),
                peer_key: "/s/peer.key".to_owned(),
            },
            database_size: 1 << 30,
            origin: Origin::Restored,
            durable: false,
        }
    }

    const COMMON: [&str; 17] = [
        "--name=kf",
        "--data-dir=/s/data",
        "--listen-client-urls=https://127.0.0.1:4001",
        "--advertise-client-urls=https://127.0.0.1:4001",
        "--listen-peer-urls=https://127.0.0.1:4002",
        "--initial-advertise-peer-urls=https://127.0.0.1:4002",
        "--initial-cluster=kf=https://127.0.0.1:4002",
        "--initial-cluster-state=existing",
        "--client-cert-auth=true",
        "--trusted-ca-file=/s/ca.crt",
        "--cert-file=/s/server.crt",
        "--key-file=/s/server.key",
        "--peer-client-cert-auth=true",
        "--peer-trusted-ca-file=/s/ca.crt",
        "--peer-cert-file=/s/peer.crt",
        "--peer-key-file=/s/peer.key",
        "--quota-backend-bytes=8589934592",
    ];

    #[test]
    fn servers_by_version() {
        let logs = ["--logger=zap", "--log-outputs=stderr", "--log-level=warn"];
        assert_eq!(server(&settings(3)), COMMON);
        let want: Vec<&str> = COMMON.into_iter().chain(logs).collect();
        assert_eq!(server(&settings(4)), want);
        for minor in 5..=7 {
            let fast = ["--unsafe-no-fsync=true"];
            let want: Vec<&str> = COMMON.into_iter().chain(fast).chain(logs).collect();
            assert_eq!(server(&settings(minor)), want);
        }
    }

    #[test]
    fn a_copy_forgets_its_cluster_and_a_large_one_has_room() {
        let mut settings = settings(5);
        settings.origin = Origin::Copied;
        settings.durable = true;
        settings.database_size = 5 << 30;
        let arguments = server(&settings);
        assert!(arguments.contains(&"--force-new-cluster=true".to_owned()));
        assert!(arguments.contains(&"--quota-backend-bytes=10737418240".to_owned()));
        assert!(!arguments.iter().any(|a| a.contains("fsync")));
        settings.database_size = u64::MAX;
        assert!(server(&settings).contains(&format!("--quota-backend-bytes={}", i64::MAX)));
    }

    #[test]
    fn restores() {
        let settings = RestoreSettings {
            snapshot: "/s/snapshot.db".to_owned(),
            data_dir: "/s/data".to_owned(),
            name: "etcd-1".to_owned(),
            members: vec![member(0), member(1)],
            token: "kf-verify".to_owned(),
            skip_hash_check: true,
        };
        let want = [
            "snapshot",
            "restore",
            "/s/snapshot.db",
            "--data-dir=/s/data",
            "--name=etcd-1",
            "--initial-cluster=etcd-0=https://etcd-0:2380,etcd-1=https://etcd-1:2380",
            "--initial-cluster-token=kf-verify",
            "--initial-advertise-peer-urls=https://etcd-1:2380",
            "--skip-hash-check",
        ];
        assert_eq!(restore(&settings), want);
        assert_eq!(Tool::of(4).program(), "etcdctl");
        assert_eq!(Tool::of(4).environment(), [("ETCDCTL_API", "3")]);
        assert_eq!(Tool::of(6).program(), "etcdutl");
    }

    #[test]
    fn helpers() {
        let place = Place::new("etcd-0", 2379);
        assert_eq!(
            health("ca", "crt", "key", &place).join(" "),
            "--endpoints=https://etcd-0:2379 --cacert=ca --cert=crt --key=key endpoint health"
        );
        assert_eq!(
            gateway(
                &Place::new("0.0.0.0", 6443),
                &Place::new("kube-apiserver", 6443)
            )
            .join(" "),
            "gateway start --listen-addr=0.0.0.0:6443 --endpoints=kube-apiserver:6443 \
             --retry-delay=1s"
        );
    }
}
