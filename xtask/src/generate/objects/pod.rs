//! Pods: `Pod`, `PodSpec` and `PodStatus` of core/v1.

use std::fmt::Write as _;

use super::{Cluster, EPOCH, Item, Message, TIERS};

impl Cluster {
    pub(super) fn fill_pod(&self, item: &Item, m: &mut Message) {
        let app = self.app(item);
        let name = self.name(item);
        let replica_set = name
            .rsplit_once('-')
            .map_or(name.as_str(), |(head, _)| head);
        let hash = replica_set.rsplit_once('-').map_or("", |(_, tail)| tail);
        let labels = [
            ("app", app),
            ("pod-template-hash", hash),
            ("tier", TIERS[item.index % 3]),
        ];
        let mut applied =
            format!(r#"{{"apiVersion":"v1","kind":"Pod","metadata":{{"name":"{name}"}}"#);
        while applied.len() + 2 < item.padding {
            let _ = write!(
                applied,
                r#","x{}":"{:016x}""#,
                applied.len(),
                self.hash(item, applied.len() as u64)
            );
        }
        applied.push_str("}\n");
        let annotations = [
            (
                "kubectl.kubernetes.io/last-applied-configuration",
                applied.as_str(),
            ),
            ("prometheus.io/scrape", "true"),
        ];
        let annotations = if item.padding > 100 {
            &annotations[..]
        } else {
            &annotations[1..]
        };
        let managed = [
            (
                "kube-controller-manager",
                "v1",
                "",
                r#"{"f:metadata":{"f:generateName":{},"f:labels":{".":{},"f:app":{},"f:pod-template-hash":{}},"f:ownerReferences":{".":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"app\"}":{".":{},"f:image":{},"f:name":{}}}}}"#,
            ),
            (
                "kubelet",
                "v1",
                "status",
                r#"{"f:status":{"f:conditions":{"k:{\"type\":\"Ready\"}":{".":{},"f:status":{}}},"f:phase":{},"f:podIP":{}}}"#,
            ),
        ];
        let running = item.version > 1;
        let managed = if running { &managed[..] } else { &managed[..1] };
        self.meta(
            item,
            m,
            &labels,
            annotations,
            Some(("apps/v1", "ReplicaSet", replica_set)),
            managed,
        );
        m.message(2, |m| self.pod_spec(item, m, running));
        m.message(3, |m| self.pod_status(item, m, running));
    }

    pub(super) fn pod_spec(&self, item: &Item, m: &mut Message, bound: bool) {
        m.message(1, |m| {
            m.bytes(1, "config").message(2, |m| {
                m.message(19, |m| {
                    m.message(1, |m| {
                        m.bytes(1, format!("{}-config", self.app(item)));
                    });
                    m.int(3, 420);
                });
            });
        });
        m.message(1, |m| {
            m.bytes(1, "cache").message(2, |m| {
                m.message(2, |m| {
                    m.bytes(1, "");
                });
            });
        });
        for (container, port) in [("app", 8080), ("sidecar", 9090)] {
            m.message(2, |m| self.container(item, m, container, port));
        }
        m.bytes(3, "Always").int(4, 30).bytes(6, "ClusterFirst");
        m.bytes(8, "default").bytes(9, "default");
        let node = self.hash(item, 85 + item.generation) as usize % self.nodes;
        m.bytes(
            10,
            if bound {
                self.node_name(node)
            } else {
                String::new()
            },
        );
        m.int(11, 0)
            .int(12, 0)
            .int(13, 0)
            .message(14, |_| {})
            .bytes(16, "")
            .bytes(17, "");
        m.bytes(19, "default-scheduler");
        for key in [
            "node.kubernetes.io/not-ready",
            "node.kubernetes.io/unreachable",
        ] {
            m.message(22, |m| {
                m.bytes(1, key)
                    .bytes(2, "Exists")
                    .bytes(3, "")
                    .bytes(4, "NoExecute")
                    .int(5, 300);
            });
        }
        m.bytes(24, "")
            .int(25, 0)
            .int(30, 1)
            .bytes(31, "PreemptLowerPriority");
    }

    fn container(&self, item: &Item, m: &mut Message, name: &str, port: i64) {
        let app = self.app(item);
        m.bytes(1, name).bytes(
            2,
            format!("registry.example.com/{app}/{name}:1.{}", item.index % 40),
        );
        m.bytes(4, format!("--listen=:{port}")).bytes(5, "");
        m.message(6, |m| {
            m.bytes(1, "http")
                .int(2, 0)
                .int(3, port)
                .bytes(4, "TCP")
                .bytes(5, "");
        });
        for (key, value) in [
            ("LOG_LEVEL", "info"),
            ("SERVICE", app),
            ("REGION", "eu-central-1"),
        ] {
            m.message(7, |m| {
                m.bytes(1, key).bytes(2, value);
            });
        }
        m.message(7, |m| {
            m.bytes(1, "POD_IP").bytes(2, "").message(3, |m| {
                m.message(1, |m| {
                    m.bytes(1, "v1").bytes(2, "status.podIP");
                });
            });
        });
        m.message(8, |m| {
            m.quantity(1, "memory", "256Mi").quantity(2, "cpu", "100m");
            m.quantity(2, "memory", "128Mi");
        });
        for (volume, path) in [("config", "/etc/app"), ("cache", "/var/cache/app")] {
            m.message(9, |m| {
                m.bytes(1, volume)
                    .int(2, 0)
                    .bytes(3, path)
                    .bytes(4, "")
                    .bytes(6, "");
            });
        }
        m.message(11, |m| {
            m.message(1, |m| {
                m.message(2, |m| {
                    m.bytes(1, "/healthz").message(2, |m| {
                        m.int(1, 0).int(2, port).bytes(3, "");
                    });
                    m.bytes(3, "").bytes(4, "HTTP");
                });
            });
            m.int(2, 5).int(3, 1).int(4, 10).int(5, 1).int(6, 3);
        });
        m.bytes(13, "/dev/termination-log")
            .bytes(14, "IfNotPresent");
        m.int(16, 0).int(17, 0).int(18, 0).bytes(20, "File");
    }

    fn pod_status(&self, item: &Item, m: &mut Message, running: bool) {
        if !running {
            m.bytes(1, "Pending")
                .bytes(3, "")
                .bytes(4, "")
                .bytes(5, "")
                .bytes(6, "");
            m.bytes(9, "Burstable").bytes(11, "").bytes(14, "");
            return;
        }
        m.bytes(1, "Running");
        for kind in [
            "PodReadyToStartContainers",
            "Initialized",
            "Ready",
            "ContainersReady",
            "PodScheduled",
        ] {
            m.message(2, |m| {
                m.bytes(1, kind).bytes(2, "True").message(3, |_| {});
                m.time(4, EPOCH + item.created + 4)
                    .bytes(5, "")
                    .bytes(6, "");
            });
        }
        let hash = self.hash(item, 86);
        let host_ip = format!("10.0.{}.{}", hash >> 8 & 0xff, hash & 0xff);
        let pod_ip = format!(
            "10.{}.{}.{}",
            64 + (hash >> 32 & 63),
            hash >> 16 & 0xff,
            hash >> 24 & 0xff
        );
        m.bytes(3, "")
            .bytes(4, "")
            .bytes(5, &host_ip)
            .bytes(6, &pod_ip);
        m.time(7, EPOCH + item.created + 1);
        for name in ["app", "sidecar"] {
            m.message(8, |m| {
                let image = format!("registry.example.com/{}/{name}", self.app(item));
                m.bytes(1, name).message(2, |m| {
                    m.message(2, |m| {
                        m.time(1, EPOCH + item.created + 3);
                    });
                });
                m.message(3, |_| {})
                    .int(4, 1)
                    .int(5, (item.version - 2) / 2);
                m.bytes(6, format!("{image}:1.{}", item.index % 40));
                m.bytes(
                    7,
                    format!(
                        "{image}@sha256:{:016x}{:016x}{:016x}{:016x}",
                        hash,
                        !hash,
                        hash ^ 1,
                        hash ^ 2
                    ),
                );
                m.bytes(
                    8,
                    format!(
                        "containerd://{:016x}{:016x}{:016x}{:016x}",
                        hash ^ 3,
                        !hash,
                        hash,
                        hash ^ 4
                    ),
                );
                m.int(9, 1);
            });
        }
        m.bytes(9, "Burstable").bytes(11, "").message(12, |m| {
            m.bytes(1, &pod_ip);
        });
        m.bytes(14, "").message(16, |m| {
            m.bytes(1, &host_ip);
        });
    }
}
