//! Arguments and abilities of a kube-apiserver that is started.

use super::{Area, Change, changes};

changes! { Judge:
    /// The flag `--etcd-compaction-interval`.
    ///
    /// apiserver pkg/server/options/etcd.go, `AddFlags`.
    COMPACTION_INTERVAL_FLAG since 9;
    /// The flag `--endpoint-reconciler-type`.
    ///
    /// kubernetes cmd/kube-apiserver/app/options/options.go, `Flags`.
    RECONCILER_FLAG since 9;
    /// Images of kube-apiserver are named without the architecture.
    ///
    /// kubernetes build/lib/release.sh, `kube::release::create_docker_images_for_server`.
    IMAGES_OF_ALL_ARCHITECTURES since 12;
    /// The flag `--storage-versions`.
    ///
    /// kubernetes pkg/kubeapiserver/options/storage_versions.go, `AddFlags` (kubernetes#68080,
    /// kubernetes#67678).
    STORAGE_VERSIONS_FLAG until 12;
    /// The flag `--encryption-provider-config`; before, it was experimental by name.
    ///
    /// apiserver pkg/server/options/etcd.go, `AddFlags`.
    ENCRYPTION_FLAG since 13;
    /// The flag `--egress-selector-config-file`.
    ///
    /// apiserver pkg/server/options/egress_selector.go, `AddFlags`.
    EGRESS_FLAG since 18;
    /// The way to the control plane is called `controlplane`; until 1.21 also `master`.
    ///
    /// apiserver pkg/server/egressselector/config.go, `ValidateEgressSelectorConfiguration`.
    EGRESS_CONTROL_PLANE since 20;
    /// Lists can be asked for at exactly one revision.
    ///
    /// `resourceVersionMatch`, apimachinery pkg/apis/meta/v1/types.go, `ListOptions`.
    EXACT_LISTS since 19;
    /// The server can listen without TLS, unless `--insecure-port` is 0.
    ///
    /// kubernetes pkg/kubeapiserver/options/serving.go, `NewInsecureServingOptions`.
    INSECURE_PORT until 19;
    /// The server needs an issuer of service account tokens and a key for them.
    ///
    /// kubernetes pkg/kubeapiserver/options/authentication.go, `Validate`.
    SERVICE_ACCOUNT_ISSUER since 20;
    /// kubeadm installs etcd 3.5 or newer.
    ///
    /// kubernetes cmd/kubeadm/app/constants/constants.go, `SupportedEtcdVersion`.
    ETCD_3_5 since 22;
    /// kubeadm installs etcd 3.6 or newer.
    ///
    /// kubernetes cmd/kubeadm/app/constants/constants.go, `SupportedEtcdVersion`.
    ETCD_3_6 since 34;
    /// kubeadm installs etcd 3.7 or newer.
    ///
    /// kubernetes cmd/kubeadm/app/constants/constants.go, `DefaultEtcdVersion` (kubernetes#140333).
    ETCD_3_7 since 37;
    /// The server keeps a Lease of its own, unless the gate APIServerIdentity is off.
    ///
    /// apiserver pkg/features/kube_features.go, `APIServerIdentity`.
    IDENTITY_LEASE since 26;
    /// The gate UnknownVersionInteroperabilityProxy.
    ///
    /// kubernetes pkg/features/kube_features.go, `UnknownVersionInteroperabilityProxy`.
    PEER_PROXY_GATE since 28;
    /// The gate ClusterTrustBundle.
    ///
    /// kubernetes pkg/features/kube_features.go, `ClusterTrustBundle`.
    TRUST_BUNDLE_GATE since 27;
    /// The gate StorageVersionMigrator.
    ///
    /// kubernetes pkg/features/kube_features.go, `StorageVersionMigrator`.
    MIGRATOR_GATE since 30;
    /// The gate PodCertificateRequest.
    ///
    /// kubernetes pkg/features/kube_features.go, `PodCertificateRequest`.
    POD_CERTIFICATE_GATE since 34;
    /// The gate GenericWorkload, for Workloads.
    ///
    /// kubernetes pkg/features/kube_features.go, `GenericWorkload`.
    WORKLOAD_GATE since 35;
    /// The gate GenericWorkload, for PodGroups too.
    ///
    /// kubernetes pkg/registry/scheduling/rest/storage_scheduling.go, `RESTStorageProvider`.
    POD_GROUP_GATE since 36;
    /// The flag `--emulated-version`.
    ///
    /// component-base version registry, `AddFlags`.
    EMULATED_VERSION_FLAG since 31;
    /// The flags `--emulation-forward-compatible` and
    /// `--runtime-config-emulation-forward-compatible`.
    ///
    /// apiserver pkg/server/options/server_run_options.go, `AddUniversalFlags` (kubernetes#130354).
    EMULATION_FORWARD_FLAGS since 33;
    /// The flag `--min-compatibility-version`.
    ///
    /// component-base version registry, `AddFlags` (kubernetes#133980).
    MIN_COMPATIBILITY_FLAG since 35;
}
