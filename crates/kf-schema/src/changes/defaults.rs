//! What a server fills in when it reads a built-in object.
//!
//! Functions without a file are of kubernetes pkg/apis/core/v1/defaults.go.

use super::{Area, Change, changes};

changes! { Defaults:
    /// Pods: `enableServiceLinks` is true.
    ///
    /// `SetDefaults_Pod`.
    ENABLE_SERVICE_LINKS since 13;
    /// Containers with a `securityContext`: `procMount` is `Default`.
    ///
    /// `SetDefaults_SecurityContext`.
    PROC_MOUNT from 12 to 14;
    /// Pods with limits or requests of their own: those for huge pages and the requests are completed
    /// from the containers' and the limits.
    ///
    /// `SetDefaults_Pod`, `defaultHugePagePodLimits`, `defaultPodRequests`; gate PodLevelResources.
    POD_LEVEL_RESOURCES since 34;
    /// Pods: a lone `podIP` makes `podIPs`.
    ///
    /// kubernetes pkg/apis/core/v1/conversion.go, `Convert_v1_PodStatus_To_core_PodStatus`.
    POD_IPS since 16;
    /// Pod templates: ports of the host's network get their `hostPort`.
    ///
    /// `SetDefaults_PodSpec`, `defaultHostNetworkPorts`; since 1.28 behind the gate
    /// DefaultHostNetworkHostPortsInPodTemplates, which is off.
    TEMPLATE_HOST_PORTS until 27;
    /// Pods: claims of ephemeral volumes get the defaults of claims.
    ///
    /// `SetDefaults_PersistentVolumeClaimSpec`; gate GenericEphemeralVolume.
    EPHEMERAL_VOLUMES since 21;
    /// Pods: volumes of images get a `pullPolicy`.
    ///
    /// `SetDefaults_Volume`; gate ImageVolume.
    IMAGE_VOLUMES since 35;
    /// Volumes and claims: `volumeMode` is `Filesystem`.
    ///
    /// `SetDefaults_PersistentVolume`, `SetDefaults_PersistentVolumeClaimSpec`; gate BlockVolume.
    VOLUME_MODE since 13;
    /// Nodes: a lone `podCIDR` makes `podCIDRs`.
    ///
    /// kubernetes pkg/apis/core/v1/conversion.go, `Convert_v1_NodeSpec_To_core_NodeSpec`.
    NODE_POD_CIDRS since 16;
    /// Namespaces: the label `kubernetes.io/metadata.name`.
    ///
    /// `SetDefaults_Namespace`; gate NamespaceDefaultLabelName.
    NAMESPACE_NAME_LABEL since 21;
    /// Services: `externalTrafficPolicy` for those of a cluster address with `externalIPs` as well.
    ///
    /// `SetDefaults_Service`; kubernetes pkg/api/v1/service/util.go, `ExternallyAccessible`.
    EXTERNAL_IPS_TRAFFIC_POLICY since 29;
    /// Services: `internalTrafficPolicy` is `Cluster`.
    ///
    /// `SetDefaults_Service`; gate ServiceInternalTrafficPolicy.
    INTERNAL_TRAFFIC_POLICY since 22;
    /// Services of load balancers: `allocateLoadBalancerNodePorts` is true.
    ///
    /// `SetDefaults_Service`; gate ServiceLBNodePortControl.
    LOAD_BALANCER_NODE_PORTS since 22;
    /// Services of load balancers: `ipMode` of their addresses is `VIP`.
    ///
    /// `SetDefaults_Service`; gate LoadBalancerIPMode.
    LOAD_BALANCER_IP_MODE since 30;
    /// DaemonSets: `maxSurge` of a rolling update is 0.
    ///
    /// kubernetes pkg/apis/apps/v1/defaults.go, `SetDefaults_DaemonSet`; gate DaemonSetUpdateSurge.
    DAEMON_SET_MAX_SURGE since 22;
    /// StatefulSets: `maxUnavailable` of a rolling update is 1. 1.35.0 to 1.35.3 set it as well, and
    /// later patches of 1.35 and 1.36, which count here, do not.
    ///
    /// kubernetes pkg/apis/apps/v1/defaults.go, `SetDefaults_StatefulSet`; gate
    /// MaxUnavailableStatefulSet.
    STATEFUL_SET_MAX_UNAVAILABLE since 37;
    /// StatefulSets: `persistentVolumeClaimRetentionPolicy` retains.
    ///
    /// kubernetes pkg/apis/apps/v1/defaults.go, `SetDefaults_StatefulSet`; gate
    /// StatefulSetAutoDeletePVC.
    CLAIM_RETENTION_POLICY since 27;
    /// Jobs: `completionMode` is `NonIndexed`, and `suspend` false.
    ///
    /// kubernetes pkg/apis/batch/v1/defaults.go, `SetDefaults_Job`; gates IndexedJob and SuspendJob.
    JOB_COMPLETION_MODE since 22;
    /// Jobs: `backoffLimit` is unlimited where each index has a limit.
    ///
    /// kubernetes pkg/apis/batch/v1/defaults.go, `SetDefaults_Job`; gate JobBackoffLimitPerIndex.
    JOB_BACKOFF_PER_INDEX since 29;
    /// Jobs: `podReplacementPolicy`.
    ///
    /// kubernetes pkg/apis/batch/v1/defaults.go, `SetDefaults_Job`; gate JobPodReplacementPolicy.
    JOB_POD_REPLACEMENT since 29;
    /// Jobs: `manualSelector` is false.
    ///
    /// kubernetes pkg/apis/batch/v1/defaults.go, `SetDefaults_Job`.
    JOB_MANUAL_SELECTOR since 29;
    /// Ingresses of v1beta1: `pathType` is `ImplementationSpecific`.
    ///
    /// kubernetes pkg/apis/networking/v1beta1/defaults.go, `SetDefaults_HTTPIngressPath`.
    INGRESS_PATH_TYPE since 18;
    /// IngressClasses: `scope` of the parameters is `Cluster`.
    ///
    /// kubernetes pkg/apis/networking/v1/defaults.go, `SetDefaults_IngressClass`; gate
    /// IngressClassNamespacedParams.
    INGRESS_CLASS_SCOPE since 22;
    /// CSIDrivers: `volumeLifecycleModes` is `Persistent`.
    ///
    /// kubernetes pkg/apis/storage/v1/defaults.go, `SetDefaults_CSIDriver`; gate CSIInlineVolume.
    CSI_LIFECYCLE_MODES since 16;
    /// CSIDrivers: `fsGroupPolicy` is `ReadWriteOnceWithFSType`.
    ///
    /// kubernetes pkg/apis/storage/v1/defaults.go, `SetDefaults_CSIDriver`; gate
    /// CSIVolumeFSGroupPolicy.
    CSI_FS_GROUP_POLICY since 20;
    /// CSIDrivers: `storageCapacity` and `requiresRepublish` are false.
    ///
    /// kubernetes pkg/apis/storage/v1/defaults.go, `SetDefaults_CSIDriver`; gates CSIStorageCapacity
    /// and CSIServiceAccountToken.
    CSI_CAPACITY_AND_TOKENS since 21;
    /// CSIDrivers: `seLinuxMount` is false.
    ///
    /// kubernetes pkg/apis/storage/v1/defaults.go, `SetDefaults_CSIDriver`; gate
    /// SELinuxMountReadWriteOncePod.
    CSI_SELINUX_MOUNT since 28;
    /// PriorityClasses: `preemptionPolicy` is `PreemptLowerPriority`.
    ///
    /// kubernetes pkg/apis/scheduling/v1/defaults.go, `SetDefaults_PriorityClass`; gate
    /// NonPreemptingPriority.
    PRIORITY_PREEMPTION_POLICY since 19;
    /// CertificateSigningRequests of v1beta1: the status of a condition is `True`.
    ///
    /// kubernetes pkg/apis/certificates/v1beta1/defaults.go,
    /// `SetDefaults_CertificateSigningRequestCondition`.
    SIGNING_REQUEST_CONDITION_STATUS since 19;
    /// CertificateSigningRequests of v1beta1: `signerName`, by what is requested.
    ///
    /// kubernetes pkg/apis/certificates/v1beta1/defaults.go, `DefaultSignerNameFromSpec`.
    SIGNING_REQUEST_SIGNER since 18;
    /// CertificateSigningRequests of v1beta1: a kubelet may go without the usage `key encipherment`.
    ///
    /// kubernetes pkg/apis/certificates/helpers.go, `ValidateKubeletClientCSR`,
    /// `ValidateKubeletServingCSR`.
    KUBELET_WITHOUT_ENCIPHERMENT since 27;
    /// APIServices: the port of a service is 443.
    ///
    /// kube-aggregator pkg/apis/apiregistration/v1/defaults.go, `SetDefaults_ServiceReference`.
    API_SERVICE_PORT since 15;
    /// Device requests: `operator` of a toleration is `Equal`.
    ///
    /// k8s.io/api resource/v1/types.go, `DeviceToleration` (`+default`).
    DEVICE_TOLERATION_OPERATOR since 33;
    /// ResourceSlices: `allocationMultiplier` is 1.
    ///
    /// kubernetes pkg/apis/resource/v1/defaults.go, `SetDefaults_Device`.
    DEVICE_ALLOCATION_MULTIPLIER only 36;
    /// ResourcePoolStatusRequests: `limit` is 100.
    ///
    /// kubernetes pkg/apis/resource/v1alpha3/defaults.go, `SetDefaults_ResourcePoolStatusRequestSpec`.
    POOL_STATUS_LIMIT since 36;
    /// PriorityLevelConfigurations: `lendablePercent` is 0.
    ///
    /// kubernetes pkg/apis/flowcontrol/v1beta3/defaults.go,
    /// `SetDefaults_LimitedPriorityLevelConfiguration`.
    LENDABLE_PERCENT since 26;
    /// PriorityLevelConfigurations: exempt levels have shares and lend 0 percent.
    ///
    /// kubernetes pkg/apis/flowcontrol/v1/defaults.go,
    /// `SetDefaults_ExemptPriorityLevelConfiguration`.
    EXEMPT_LEVELS since 28;
    /// PriorityLevelConfigurations of v1beta3: an annotation says that shares of 0 are meant.
    ///
    /// kubernetes pkg/apis/flowcontrol/v1beta3/defaults.go, `SetDefaults_PriorityLevelConfiguration`.
    ZERO_SHARES since 29;
    /// Webhooks of v1beta1: `sideEffects` is `Unknown`.
    ///
    /// kubernetes pkg/apis/admissionregistration/v1beta1/defaults.go, `SetDefaults_Webhook`.
    WEBHOOK_SIDE_EFFECTS since 12;
    /// Webhooks: `timeoutSeconds`, `scope` of the rules, and in v1beta1 `admissionReviewVersions`.
    ///
    /// kubernetes pkg/apis/admissionregistration/v1beta1/defaults.go, `SetDefaults_Webhook`,
    /// `SetDefaults_Rule`.
    WEBHOOK_TIMEOUT since 14;
    /// Webhooks: `matchPolicy`, `objectSelector`, `reinvocationPolicy` and the port of the service.
    ///
    /// kubernetes pkg/apis/admissionregistration/v1beta1/defaults.go, `SetDefaults_ValidatingWebhook`,
    /// `SetDefaults_MutatingWebhook`, `SetDefaults_ServiceReference`.
    WEBHOOK_MATCH_POLICY since 15;
    /// Bindings of admission policies, v1alpha1: `parameterNotFoundAction` is `Deny`.
    ///
    /// kubernetes pkg/apis/admissionregistration/v1alpha1/defaults.go, `SetDefaults_ParamRef`.
    POLICY_BINDING_PARAMETERS since 28;
}
