//! The objects of a made-up cluster, in their stored form.
//!
//! Field numbers are those of the `generated.proto` files of k8s.io/api and k8s.io/apimachinery.
//! Everything follows from the seed and from an object's number, generation and version.

mod json;
mod pod;

use std::fmt::Write as _;

use super::proto::{Message, envelope};

/// When the cluster was made, in seconds since 1970: 2026-03-01.
pub const EPOCH: i64 = 1_772_323_200;

const APPS: [&str; 8] = [
    "frontend", "checkout", "catalog", "search", "payments", "worker", "gateway", "reports",
];
const TIERS: [&str; 3] = ["prod", "staging", "dev"];
const SYSTEM_NAMESPACES: [&str; 4] = ["default", "kube-node-lease", "kube-public", "kube-system"];
/// The group of the custom resources.
pub const GROUP: &str = "store.example.com";
const API_SERVICES: [&str; 20] = [
    "v1.",
    "v1.admissionregistration.k8s.io",
    "v1.apiextensions.k8s.io",
    "v1.apps",
    "v1.authentication.k8s.io",
    "v1.authorization.k8s.io",
    "v1.autoscaling",
    "v1.batch",
    "v1.certificates.k8s.io",
    "v1.coordination.k8s.io",
    "v1.discovery.k8s.io",
    "v1.events.k8s.io",
    "v1.flowcontrol.apiserver.k8s.io",
    "v1.networking.k8s.io",
    "v1.node.k8s.io",
    "v1.policy",
    "v1.rbac.authorization.k8s.io",
    "v1.scheduling.k8s.io",
    "v1.store.example.com",
    "v2.autoscaling",
];
/// How many apiservices there are.
pub const API_SERVICE_COUNT: usize = API_SERVICES.len();

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Namespace,
    Node,
    ApiService,
    Crd,
    Widget,
    Deployment,
    ConfigMap,
    Secret,
    Lease,
    Event,
    Pod,
}

/// One stored version of one object.
pub struct Item {
    pub kind: Kind,
    /// Its number among its kind.
    pub index: usize,
    /// How often it was created.
    pub generation: u64,
    /// etcd's version: 1 at creation.
    pub version: i64,
    /// Seconds since [`EPOCH`] of its creation and of this version.
    pub created: i64,
    pub now: i64,
    /// Bytes to add to a pod.
    pub padding: usize,
}

/// The cluster that the objects belong to.
pub struct Cluster {
    pub seed: u64,
    pub namespaces: usize,
    pub nodes: usize,
}

/// splitmix64 of a few numbers: the same for the same input on every machine.
pub fn mix(numbers: &[u64]) -> u64 {
    numbers.iter().fold(0, |state, number| {
        let mut z = (state ^ number).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

fn suffix(mut number: u64, len: usize) -> String {
    // The letters of k8s.io/apimachinery's util/rand: no vowels.
    const LETTERS: &[u8] = b"bcdfghjklmnpqrstvwxz2456789";
    (0..len)
        .map(|_| {
            let letter = LETTERS[(number % LETTERS.len() as u64) as usize];
            number /= LETTERS.len() as u64;
            char::from(letter)
        })
        .collect()
}

impl Cluster {
    fn hash(&self, item: &Item, salt: u64) -> u64 {
        mix(&[self.seed, item.kind as u64, item.index as u64, salt])
    }

    fn uid(&self, item: &Item) -> String {
        let (a, b) = (
            self.hash(item, item.generation * 2),
            self.hash(item, item.generation * 2 + 1),
        );
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            a >> 32,
            a >> 16 & 0xffff,
            a & 0xfff,
            b >> 48 & 0x3fff | 0x8000,
            b & 0xffff_ffff_ffff
        )
    }

    fn namespace_name(&self, index: usize) -> String {
        SYSTEM_NAMESPACES.get(index).map_or_else(
            || format!("team-{index:04}-{}", TIERS[index % TIERS.len()]),
            |name| (*name).to_owned(),
        )
    }

    fn node_name(&self, index: usize) -> String {
        format!(
            "ip-10-{}-{}-{}.internal",
            index / 65536,
            index / 256 % 256,
            index % 256
        )
    }

    /// Where an object lives; a namespace is filled unevenly, as in real clusters.
    fn namespace(&self, item: &Item) -> String {
        let index = match item.kind {
            Kind::Lease => 1,
            Kind::ConfigMap if item.index < self.namespaces => item.index,
            _ => {
                let hash = self.hash(item, 77);
                let spread = if hash & 3 == 0 {
                    self.namespaces.min(40)
                } else {
                    self.namespaces
                };
                (hash >> 2) as usize % spread
            }
        };
        self.namespace_name(index)
    }

    fn app(&self, item: &Item) -> &'static str {
        APPS[self.hash(item, 78) as usize % APPS.len()]
    }

    fn name(&self, item: &Item) -> String {
        let index = item.index;
        match item.kind {
            Kind::Namespace => self.namespace_name(index),
            Kind::Node | Kind::Lease => self.node_name(index),
            Kind::ApiService => API_SERVICES[index % API_SERVICES.len()].to_owned(),
            Kind::Crd => format!("widgets.{GROUP}"),
            Kind::Widget => format!("widget-{index:06}"),
            Kind::Deployment => format!("{}-{index}", self.app(item)),
            Kind::ConfigMap if index < self.namespaces => "kube-root-ca.crt".to_owned(),
            Kind::ConfigMap => format!("{}-config-{index}", self.app(item)),
            Kind::Secret => format!("{}-credentials-{index}", self.app(item)),
            Kind::Event => {
                format!("{}.{:016x}", self.pod_name(item), self.hash(item, 79) >> 4)
            }
            Kind::Pod => self.pod_name(item),
        }
    }

    fn pod_name(&self, item: &Item) -> String {
        let hash = self.hash(item, 80);
        format!(
            "{}-{}-{}",
            self.app(item),
            suffix(hash, 9),
            suffix(hash >> 45, 3)
        ) + &suffix(item.index as u64, 4)
    }

    /// The etcd key.
    pub fn key(&self, item: &Item) -> String {
        let name = self.name(item);
        let namespaced =
            |prefix: &str| format!("/registry/{prefix}/{}/{name}", self.namespace(item));
        match item.kind {
            Kind::Namespace => format!("/registry/namespaces/{name}"),
            Kind::Node => format!("/registry/minions/{name}"),
            Kind::ApiService => {
                format!("/registry/apiregistration.k8s.io/apiservices/{name}")
            }
            Kind::Crd => {
                format!("/registry/apiextensions.k8s.io/customresourcedefinitions/{name}")
            }
            Kind::Widget => namespaced(&format!("{GROUP}/widgets")),
            Kind::Deployment => namespaced("deployments"),
            Kind::ConfigMap => namespaced("configmaps"),
            Kind::Secret => namespaced("secrets"),
            Kind::Lease => namespaced("leases"),
            Kind::Event => namespaced("events"),
            Kind::Pod => namespaced("pods"),
        }
    }

    /// The stored value.
    pub fn value(&self, item: &Item) -> Vec<u8> {
        let mut m = Message::default();
        match item.kind {
            Kind::Namespace => self.fill_namespace(item, &mut m),
            Kind::Node => self.fill_node(item, &mut m),
            Kind::Deployment => self.fill_deployment(item, &mut m),
            Kind::ConfigMap => self.fill_config_map(item, &mut m),
            Kind::Secret => self.fill_secret(item, &mut m),
            Kind::Lease => self.fill_lease(item, &mut m),
            Kind::Event => self.fill_event(item, &mut m),
            Kind::Pod => self.fill_pod(item, &mut m),
            Kind::ApiService => return self.api_service(item),
            Kind::Crd => return self.crd(item),
            Kind::Widget => return self.widget(item),
        }
        let (api_version, kind) = match item.kind {
            Kind::Deployment => ("apps/v1", "Deployment"),
            Kind::Lease => ("coordination.k8s.io/v1", "Lease"),
            Kind::Namespace => ("v1", "Namespace"),
            Kind::Node => ("v1", "Node"),
            Kind::ConfigMap => ("v1", "ConfigMap"),
            Kind::Secret => ("v1", "Secret"),
            Kind::Event => ("v1", "Event"),
            _ => ("v1", "Pod"),
        };
        envelope(api_version, kind, &m)
    }

    /// `ObjectMeta`; `managed` are manager, API version and JSON of the fields it owns.
    fn meta(
        &self,
        item: &Item,
        m: &mut Message,
        labels: &[(&str, &str)],
        annotations: &[(&str, &str)],
        owner: Option<(&str, &str, &str)>,
        managed: &[(&str, &str, &str, &str)],
    ) {
        let namespaced = !matches!(item.kind, Kind::Namespace | Kind::Node);
        let namespace = if namespaced {
            self.namespace(item)
        } else {
            String::new()
        };
        let name = self.name(item);
        let generate_name = match item.kind {
            Kind::Pod => name.rfind('-').map_or("", |at| &name[..=at]),
            _ => "",
        };
        let generation = i64::from(item.kind == Kind::Deployment);
        m.message(1, |m| {
            m.bytes(1, &name)
                .bytes(2, generate_name)
                .bytes(3, &namespace)
                .bytes(4, "")
                .bytes(5, self.uid(item))
                .bytes(6, "")
                .int(7, generation)
                .time(8, EPOCH + item.created);
            for (key, value) in labels {
                m.entry(11, key, value);
            }
            for (key, value) in annotations {
                m.entry(12, key, value);
            }
            if let Some((api_version, kind, name)) = owner {
                m.message(13, |m| {
                    m.bytes(1, kind).bytes(3, name).bytes(4, self.uid(item));
                    m.bytes(5, api_version).int(6, 1).int(7, 1);
                });
            }
            for (manager, api_version, subresource, fields) in managed {
                m.message(17, |m| {
                    m.bytes(1, manager).bytes(2, "Update").bytes(3, api_version);
                    m.time(4, EPOCH + item.now)
                        .bytes(6, "FieldsV1")
                        .message(7, |m| {
                            m.bytes(1, fields);
                        });
                    m.bytes(8, subresource);
                });
            }
        });
    }

    fn fill_namespace(&self, item: &Item, m: &mut Message) {
        let name = self.name(item);
        let labels = [("kubernetes.io/metadata.name", name.as_str())];
        self.meta(item, m, &labels, &[], None, &[]);
        m.message(2, |m| {
            m.bytes(1, "kubernetes");
        });
        m.message(3, |m| {
            m.bytes(1, "Active");
        });
    }

    fn fill_node(&self, item: &Item, m: &mut Message) {
        let name = self.name(item);
        let labels = [
            ("beta.kubernetes.io/arch", "amd64"),
            ("kubernetes.io/arch", "amd64"),
            ("kubernetes.io/hostname", name.as_str()),
            ("kubernetes.io/os", "linux"),
            (
                "topology.kubernetes.io/zone",
                ["a", "b", "c"][item.index % 3],
            ),
        ];
        self.meta(
            item,
            m,
            &labels,
            &[("node.alpha.kubernetes.io/ttl", "0")],
            None,
            &[],
        );
        m.message(2, |m| {
            let cidr = format!(
                "10.{}.{}.0/24",
                64 + item.index / 256 % 64,
                item.index % 256
            );
            m.bytes(1, &cidr)
                .bytes(2, "")
                .bytes(3, format!("aws:///eu-1a/i-{:017x}", item.index));
            m.int(4, 0).bytes(7, &cidr);
        });
        m.message(3, |m| {
            for field in [1, 2] {
                for (key, value) in [("cpu", "16"), ("memory", "65805876Ki"), ("pods", "110")] {
                    m.quantity(field, key, value);
                }
            }
            m.bytes(3, "");
            for (kind, status, reason, message) in [
                (
                    "MemoryPressure",
                    "False",
                    "KubeletHasSufficientMemory",
                    "kubelet has sufficient memory available",
                ),
                (
                    "DiskPressure",
                    "False",
                    "KubeletHasNoDiskPressure",
                    "kubelet has no disk pressure",
                ),
                (
                    "PIDPressure",
                    "False",
                    "KubeletHasSufficientPID",
                    "kubelet has sufficient PID available",
                ),
                (
                    "Ready",
                    "True",
                    "KubeletReady",
                    "kubelet is posting ready status",
                ),
            ] {
                m.message(4, |m| {
                    m.bytes(1, kind).bytes(2, status);
                    m.time(3, EPOCH + item.now).time(4, EPOCH + item.created);
                    m.bytes(5, reason).bytes(6, message);
                });
            }
            let address = format!("10.0.{}.{}", item.index / 256 % 256, item.index % 256);
            for (kind, address) in [("InternalIP", address.as_str()), ("Hostname", &name)] {
                m.message(5, |m| {
                    m.bytes(1, kind).bytes(2, address);
                });
            }
            m.message(6, |m| {
                m.message(1, |m| {
                    m.int(1, 10250);
                });
            });
            m.message(7, |m| {
                for (field, value) in (1..).zip([
                    "ec2f1b3c5d7e9f00",
                    "ec2f1b3c-5d7e",
                    "b0075a1d",
                    "6.8.0-45-generic",
                    "Ubuntu 24.04.1 LTS",
                    "containerd://2.1.4",
                    "v1.34.1",
                    "v1.34.1",
                    "linux",
                    "amd64",
                ]) {
                    m.bytes(field, value);
                }
            });
        });
    }

    fn fill_deployment(&self, item: &Item, m: &mut Message) {
        let app = self.app(item);
        let revision = item.version.to_string();
        let annotations = [("deployment.kubernetes.io/revision", revision.as_str())];
        self.meta(item, m, &[("app", app)], &annotations, None, &[]);
        m.message(2, |m| {
            m.int(1, 3).message(2, |m| {
                m.entry(1, "app", app);
            });
            m.message(3, |m| {
                m.message(1, |m| {
                    m.bytes(1, "")
                        .bytes(2, "")
                        .bytes(3, "")
                        .bytes(4, "")
                        .bytes(5, "")
                        .bytes(6, "");
                    m.int(7, 0).entry(11, "app", app);
                });
                m.message(2, |m| self.pod_spec(item, m, false));
            });
            m.message(4, |m| {
                m.bytes(1, "RollingUpdate").message(2, |m| {
                    for field in [1, 2] {
                        m.message(field, |m| {
                            m.int(1, 1).int(2, 0).bytes(3, "25%");
                        });
                    }
                });
            });
            m.int(5, 0).int(6, 10).int(7, 0).int(9, 600);
        });
        m.message(3, |m| {
            m.int(1, 1).int(2, 3).int(3, 3).int(4, 3).int(5, 0);
            m.message(6, |m| {
                m.bytes(1, "Available")
                    .bytes(2, "True")
                    .bytes(4, "MinimumReplicasAvailable");
                m.bytes(5, "Deployment has minimum availability.");
                m.time(6, EPOCH + item.now).time(7, EPOCH + item.created);
            });
            m.int(7, 3);
        });
    }

    fn fill_config_map(&self, item: &Item, m: &mut Message) {
        self.meta(item, m, &[], &[], None, &[]);
        if item.index < self.namespaces {
            let mut pem = "-----BEGIN CERTIFICATE-----\n".to_owned();
            for line in 0..16 {
                let _ = writeln!(pem, "{:064x}", self.hash(item, 100 + line));
            }
            pem.push_str("-----END CERTIFICATE-----\n");
            m.entry(2, "ca.crt", pem);
            return;
        }
        let mut text = String::new();
        for line in 0..20 + self.hash(item, 81) % 30 {
            let _ = writeln!(
                text,
                "setting.{line} = {}",
                suffix(self.hash(item, 82 + line), 11)
            );
        }
        let _ = writeln!(text, "revision = {}", item.version);
        m.entry(2, "application.properties", text)
            .entry(2, "mode", "cluster");
    }

    fn fill_secret(&self, item: &Item, m: &mut Message) {
        self.meta(item, m, &[("app", self.app(item))], &[], None, &[]);
        let password = suffix(self.hash(item, 83 + item.version as u64), 13);
        m.entry(2, "password", password)
            .entry(2, "username", self.app(item));
        m.bytes(3, "Opaque");
    }

    fn fill_lease(&self, item: &Item, m: &mut Message) {
        let name = self.name(item);
        self.meta(item, m, &[], &[], Some(("v1", "Node", &name)), &[]);
        m.message(2, |m| {
            m.bytes(1, &name).int(2, 40).message(4, |m| {
                m.int(1, EPOCH + item.now).int(2, 123_456_000);
            });
        });
    }

    fn fill_event(&self, item: &Item, m: &mut Message) {
        self.meta(item, m, &[], &[], None, &[]);
        let node = self.node_name(self.hash(item, 84) as usize % self.nodes);
        m.message(2, |m| {
            m.bytes(1, "Pod")
                .bytes(2, self.namespace(item))
                .bytes(3, self.pod_name(item));
            m.bytes(4, self.uid(item)).bytes(5, "v1").bytes(6, "4711");
            m.bytes(7, "spec.containers{app}");
        });
        m.bytes(3, "BackOff")
            .bytes(4, "Back-off restarting failed container app in pod");
        m.message(5, |m| {
            m.bytes(1, "kubelet").bytes(2, &node);
        });
        m.time(6, EPOCH + item.created)
            .time(7, EPOCH + item.now)
            .int(8, item.version);
        m.bytes(9, "Warning").message(10, |_| {}).bytes(12, "");
        m.bytes(14, "kubelet").bytes(15, &node);
    }
}
