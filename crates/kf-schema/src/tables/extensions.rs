//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1BETA1_API_VERSION "k8s.io/api/extensions/v1beta1.APIVersion" {
  1 [8 8 "name" Single String VALUE Omit]
}
V1BETA1_ALLOWED_CSI_DRIVER "k8s.io/api/extensions/v1beta1.AllowedCSIDriver" {
  1 [14 26 "name" Single String VALUE Keep]
}
V1BETA1_ALLOWED_FLEX_VOLUME "k8s.io/api/extensions/v1beta1.AllowedFlexVolume" {
  1 [9 26 "driver" Single String VALUE Keep]
}
V1BETA1_ALLOWED_HOST_PATH "k8s.io/api/extensions/v1beta1.AllowedHostPath" {
  1 [8 26 "pathPrefix" Single String VALUE Omit]
  2 [11 26 "readOnly" Single Bool VALUE Omit]
}
V1BETA1_DAEMON_SET "k8s.io/api/extensions/v1beta1.DaemonSet" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(ExtensionsV1beta1DaemonSetSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(ExtensionsV1beta1DaemonSetStatus) VALUE Omit]
}
V1BETA1_DAEMON_SET_CONDITION "k8s.io/api/extensions/v1beta1.DaemonSetCondition" {
  1 [9 MAX "type" Single String VALUE Keep]
  2 [9 MAX "status" Single String VALUE Keep]
  3 [9 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [9 MAX "reason" Single String VALUE Omit]
  5 [9 MAX "message" Single String VALUE Omit]
}
V1BETA1_DAEMON_SET_SPEC "k8s.io/api/extensions/v1beta1.DaemonSetSpec" {
  1 [8 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  2 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  3 [8 MAX "updateStrategy" Single Message(ExtensionsV1beta1DaemonSetUpdateStrategy) VALUE Omit]
  4 [8 MAX "minReadySeconds" Single Int32 VALUE Omit]
  5 [8 MAX "templateGeneration" Single Int64 VALUE Omit]
  6 [8 MAX "revisionHistoryLimit" Single Int32 POINTER Omit]
}
V1BETA1_DAEMON_SET_STATUS "k8s.io/api/extensions/v1beta1.DaemonSetStatus" {
  1 [8 MAX "currentNumberScheduled" Single Int32 VALUE Keep]
  2 [8 MAX "numberMisscheduled" Single Int32 VALUE Keep]
  3 [8 MAX "desiredNumberScheduled" Single Int32 VALUE Keep]
  4 [8 MAX "numberReady" Single Int32 VALUE Keep]
  5 [8 MAX "observedGeneration" Single Int64 VALUE Omit]
  6 [8 MAX "updatedNumberScheduled" Single Int32 VALUE Omit]
  7 [8 MAX "numberAvailable" Single Int32 VALUE Omit]
  8 [8 MAX "numberUnavailable" Single Int32 VALUE Omit]
  9 [8 MAX "collisionCount" Single Int32 POINTER Omit]
  10 [9 MAX "conditions" List Message(ExtensionsV1beta1DaemonSetCondition) VALUE Omit]
}
V1BETA1_DAEMON_SET_UPDATE_STRATEGY "k8s.io/api/extensions/v1beta1.DaemonSetUpdateStrategy" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "rollingUpdate" Single Message(ExtensionsV1beta1RollingUpdateDaemonSet) POINTER Omit]
}
V1BETA1_DEPLOYMENT "k8s.io/api/extensions/v1beta1.Deployment" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(ExtensionsV1beta1DeploymentSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(ExtensionsV1beta1DeploymentStatus) VALUE Omit]
}
V1BETA1_DEPLOYMENT_CONDITION "k8s.io/api/extensions/v1beta1.DeploymentCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  6 [8 MAX "lastUpdateTime" Single Time VALUE Omit]
  7 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [8 MAX "reason" Single String VALUE Omit]
  5 [8 MAX "message" Single String VALUE Omit]
}
V1BETA1_DEPLOYMENT_ROLLBACK "k8s.io/api/extensions/v1beta1.DeploymentRollback" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "updatedAnnotations" Map String VALUE Omit]
  3 [8 MAX "rollbackTo" Single Message(ExtensionsV1beta1RollbackConfig) VALUE Keep]
}
V1BETA1_DEPLOYMENT_SPEC "k8s.io/api/extensions/v1beta1.DeploymentSpec" {
  1 [8 MAX "replicas" Single Int32 POINTER Omit]
  2 [8 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  4 [8 MAX "strategy" Single Message(ExtensionsV1beta1DeploymentStrategy) VALUE Omit]
  5 [8 MAX "minReadySeconds" Single Int32 VALUE Omit]
  6 [8 MAX "revisionHistoryLimit" Single Int32 POINTER Omit]
  7 [8 MAX "paused" Single Bool VALUE Omit]
  8 [8 MAX "rollbackTo" Single Message(ExtensionsV1beta1RollbackConfig) POINTER Omit]
  9 [8 MAX "progressDeadlineSeconds" Single Int32 POINTER Omit]
}
V1BETA1_DEPLOYMENT_STATUS "k8s.io/api/extensions/v1beta1.DeploymentStatus" {
  1 [8 MAX "observedGeneration" Single Int64 VALUE Omit]
  2 [8 MAX "replicas" Single Int32 VALUE Omit]
  3 [8 MAX "updatedReplicas" Single Int32 VALUE Omit]
  7 [8 MAX "readyReplicas" Single Int32 VALUE Omit]
  4 [8 MAX "availableReplicas" Single Int32 VALUE Omit]
  5 [8 MAX "unavailableReplicas" Single Int32 VALUE Omit]
  9 [33 MAX "terminatingReplicas" Single Int32 POINTER Omit]
  6 [8 MAX "conditions" List Message(ExtensionsV1beta1DeploymentCondition) VALUE Omit]
  8 [8 MAX "collisionCount" Single Int32 POINTER Omit]
}
V1BETA1_DEPLOYMENT_STRATEGY "k8s.io/api/extensions/v1beta1.DeploymentStrategy" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "rollingUpdate" Single Message(ExtensionsV1beta1RollingUpdateDeployment) POINTER Omit]
}
V1BETA1_FS_GROUP_STRATEGY_OPTIONS "k8s.io/api/extensions/v1beta1.FSGroupStrategyOptions" {
  1 [8 26 "rule" Single String VALUE Omit]
  2 [8 26 "ranges" List Message(ExtensionsV1beta1IDRange) VALUE Omit]
}
V1BETA1_HTTP_INGRESS_PATH "k8s.io/api/extensions/v1beta1.HTTPIngressPath" {
  1 [8 MAX "path" Single String VALUE Omit]
  3 [18 MAX "pathType" Single String POINTER Omit]
  2 [8 MAX "backend" Single Message(ExtensionsV1beta1IngressBackend) VALUE Keep]
}
V1BETA1_HTTP_INGRESS_RULE_VALUE "k8s.io/api/extensions/v1beta1.HTTPIngressRuleValue" {
  1 [8 MAX "paths" List Message(ExtensionsV1beta1HTTPIngressPath) VALUE Keep]
}
V1BETA1_HOST_PORT_RANGE "k8s.io/api/extensions/v1beta1.HostPortRange" {
  1 [8 26 "min" Single Int32 VALUE Keep]
  2 [8 26 "max" Single Int32 VALUE Keep]
}
V1BETA1_ID_RANGE "k8s.io/api/extensions/v1beta1.IDRange" {
  1 [8 26 "min" Single Int64 VALUE Keep]
  2 [8 26 "max" Single Int64 VALUE Keep]
}
V1BETA1_IP_BLOCK "k8s.io/api/extensions/v1beta1.IPBlock" {
  1 [8 MAX "cidr" Single String VALUE Keep]
  2 [8 MAX "except" List String VALUE Omit]
}
V1BETA1_INGRESS "k8s.io/api/extensions/v1beta1.Ingress" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(ExtensionsV1beta1IngressSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(ExtensionsV1beta1IngressStatus) VALUE Omit]
}
V1BETA1_INGRESS_BACKEND "k8s.io/api/extensions/v1beta1.IngressBackend" {
  1 [8 17 "serviceName" Single String VALUE Keep] [18 MAX "serviceName" Single String VALUE Omit]
  2 [8 17 "servicePort" Single IntOrString VALUE Keep] [18 MAX "servicePort" Single IntOrString VALUE Omit]
  3 [18 MAX "resource" Single Message(CoreV1TypedLocalObjectReference) POINTER Omit]
}
V1BETA1_INGRESS_LOAD_BALANCER_INGRESS "k8s.io/api/extensions/v1beta1.IngressLoadBalancerIngress" {
  1 [26 MAX "ip" Single String VALUE Omit]
  2 [26 MAX "hostname" Single String VALUE Omit]
  4 [26 MAX "ports" List Message(ExtensionsV1beta1IngressPortStatus) VALUE Omit]
}
V1BETA1_INGRESS_LOAD_BALANCER_STATUS "k8s.io/api/extensions/v1beta1.IngressLoadBalancerStatus" {
  1 [26 MAX "ingress" List Message(ExtensionsV1beta1IngressLoadBalancerIngress) VALUE Omit]
}
V1BETA1_INGRESS_PORT_STATUS "k8s.io/api/extensions/v1beta1.IngressPortStatus" {
  1 [26 MAX "port" Single Int32 VALUE Keep]
  2 [26 MAX "protocol" Single String VALUE Keep]
  3 [26 MAX "error" Single String POINTER Omit]
}
V1BETA1_INGRESS_RULE "k8s.io/api/extensions/v1beta1.IngressRule" {
  1 [8 MAX "host" Single String VALUE Omit]
  2 [8 30 "" Single Message(ExtensionsV1beta1IngressRuleValue) VALUE Omit] [31 MAX "" Single Message(ExtensionsV1beta1IngressRuleValue) VALUE Keep]
}
V1BETA1_INGRESS_RULE_VALUE "k8s.io/api/extensions/v1beta1.IngressRuleValue" {
  1 [8 MAX "http" Single Message(ExtensionsV1beta1HTTPIngressRuleValue) POINTER Omit]
}
V1BETA1_INGRESS_SPEC "k8s.io/api/extensions/v1beta1.IngressSpec" {
  4 [18 MAX "ingressClassName" Single String POINTER Omit]
  1 [8 MAX "backend" Single Message(ExtensionsV1beta1IngressBackend) POINTER Omit]
  2 [8 MAX "tls" List Message(ExtensionsV1beta1IngressTLS) VALUE Omit]
  3 [8 MAX "rules" List Message(ExtensionsV1beta1IngressRule) VALUE Omit]
}
V1BETA1_INGRESS_STATUS "k8s.io/api/extensions/v1beta1.IngressStatus" {
  1 [8 25 "loadBalancer" Single Message(CoreV1LoadBalancerStatus) VALUE Omit] [26 MAX "loadBalancer" Single Message(ExtensionsV1beta1IngressLoadBalancerStatus) VALUE Omit]
}
V1BETA1_INGRESS_TLS "k8s.io/api/extensions/v1beta1.IngressTLS" {
  1 [8 MAX "hosts" List String VALUE Omit]
  2 [8 MAX "secretName" Single String VALUE Omit]
}
V1BETA1_NETWORK_POLICY "k8s.io/api/extensions/v1beta1.NetworkPolicy" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(ExtensionsV1beta1NetworkPolicySpec) VALUE Omit]
  3 [24 27 "status" Single Message(ExtensionsV1beta1NetworkPolicyStatus) VALUE Omit]
}
V1BETA1_NETWORK_POLICY_EGRESS_RULE "k8s.io/api/extensions/v1beta1.NetworkPolicyEgressRule" {
  1 [8 MAX "ports" List Message(ExtensionsV1beta1NetworkPolicyPort) VALUE Omit]
  2 [8 MAX "to" List Message(ExtensionsV1beta1NetworkPolicyPeer) VALUE Omit]
}
V1BETA1_NETWORK_POLICY_INGRESS_RULE "k8s.io/api/extensions/v1beta1.NetworkPolicyIngressRule" {
  1 [8 MAX "ports" List Message(ExtensionsV1beta1NetworkPolicyPort) VALUE Omit]
  2 [8 MAX "from" List Message(ExtensionsV1beta1NetworkPolicyPeer) VALUE Omit]
}
V1BETA1_NETWORK_POLICY_PEER "k8s.io/api/extensions/v1beta1.NetworkPolicyPeer" {
  1 [8 MAX "podSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  2 [8 MAX "namespaceSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [8 MAX "ipBlock" Single Message(ExtensionsV1beta1IPBlock) POINTER Omit]
}
V1BETA1_NETWORK_POLICY_PORT "k8s.io/api/extensions/v1beta1.NetworkPolicyPort" {
  1 [8 MAX "protocol" Single String POINTER Omit]
  2 [8 MAX "port" Single IntOrString POINTER Omit]
  3 [21 MAX "endPort" Single Int32 POINTER Omit]
}
V1BETA1_NETWORK_POLICY_SPEC "k8s.io/api/extensions/v1beta1.NetworkPolicySpec" {
  1 [8 MAX "podSelector" Single Message(MetaV1LabelSelector) VALUE Keep]
  2 [8 MAX "ingress" List Message(ExtensionsV1beta1NetworkPolicyIngressRule) VALUE Omit]
  3 [8 MAX "egress" List Message(ExtensionsV1beta1NetworkPolicyEgressRule) VALUE Omit]
  4 [8 MAX "policyTypes" List String VALUE Omit]
}
V1BETA1_NETWORK_POLICY_STATUS "k8s.io/api/extensions/v1beta1.NetworkPolicyStatus" {
  1 [24 27 "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1BETA1_POD_SECURITY_POLICY "k8s.io/api/extensions/v1beta1.PodSecurityPolicy" {
  1 [8 26 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 26 "spec" Single Message(ExtensionsV1beta1PodSecurityPolicySpec) VALUE Omit]
}
V1BETA1_POD_SECURITY_POLICY_SPEC "k8s.io/api/extensions/v1beta1.PodSecurityPolicySpec" {
  1 [8 26 "privileged" Single Bool VALUE Omit]
  2 [8 26 "defaultAddCapabilities" List String VALUE Omit]
  3 [8 26 "requiredDropCapabilities" List String VALUE Omit]
  4 [8 26 "allowedCapabilities" List String VALUE Omit]
  5 [8 26 "volumes" List String VALUE Omit]
  6 [8 26 "hostNetwork" Single Bool VALUE Omit]
  7 [8 26 "hostPorts" List Message(ExtensionsV1beta1HostPortRange) VALUE Omit]
  8 [8 26 "hostPID" Single Bool VALUE Omit]
  9 [8 26 "hostIPC" Single Bool VALUE Omit]
  10 [8 26 "seLinux" Single Message(ExtensionsV1beta1SELinuxStrategyOptions) VALUE Keep]
  11 [8 26 "runAsUser" Single Message(ExtensionsV1beta1RunAsUserStrategyOptions) VALUE Keep]
  22 [13 26 "runAsGroup" Single Message(ExtensionsV1beta1RunAsGroupStrategyOptions) POINTER Omit]
  12 [8 26 "supplementalGroups" Single Message(ExtensionsV1beta1SupplementalGroupsStrategyOptions) VALUE Keep]
  13 [8 26 "fsGroup" Single Message(ExtensionsV1beta1FSGroupStrategyOptions) VALUE Keep]
  14 [8 26 "readOnlyRootFilesystem" Single Bool VALUE Omit]
  15 [8 26 "defaultAllowPrivilegeEscalation" Single Bool POINTER Omit]
  16 [8 26 "allowPrivilegeEscalation" Single Bool POINTER Omit]
  17 [8 26 "allowedHostPaths" List Message(ExtensionsV1beta1AllowedHostPath) VALUE Omit]
  18 [9 26 "allowedFlexVolumes" List Message(ExtensionsV1beta1AllowedFlexVolume) VALUE Omit]
  23 [14 26 "allowedCSIDrivers" List Message(ExtensionsV1beta1AllowedCSIDriver) VALUE Omit]
  19 [11 26 "allowedUnsafeSysctls" List String VALUE Omit]
  20 [11 26 "forbiddenSysctls" List String VALUE Omit]
  21 [12 26 "allowedProcMountTypes" List String VALUE Omit]
  24 [15 26 "runtimeClass" Single Message(ExtensionsV1beta1RuntimeClassStrategyOptions) POINTER Omit]
}
V1BETA1_REPLICA_SET "k8s.io/api/extensions/v1beta1.ReplicaSet" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(ExtensionsV1beta1ReplicaSetSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(ExtensionsV1beta1ReplicaSetStatus) VALUE Omit]
}
V1BETA1_REPLICA_SET_CONDITION "k8s.io/api/extensions/v1beta1.ReplicaSetCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [8 MAX "reason" Single String VALUE Omit]
  5 [8 MAX "message" Single String VALUE Omit]
}
V1BETA1_REPLICA_SET_SPEC "k8s.io/api/extensions/v1beta1.ReplicaSetSpec" {
  1 [8 MAX "replicas" Single Int32 POINTER Omit]
  4 [8 MAX "minReadySeconds" Single Int32 VALUE Omit]
  2 [8 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Omit]
}
V1BETA1_REPLICA_SET_STATUS "k8s.io/api/extensions/v1beta1.ReplicaSetStatus" {
  1 [8 MAX "replicas" Single Int32 VALUE Keep]
  2 [8 MAX "fullyLabeledReplicas" Single Int32 VALUE Omit]
  4 [8 MAX "readyReplicas" Single Int32 VALUE Omit]
  5 [8 MAX "availableReplicas" Single Int32 VALUE Omit]
  7 [33 MAX "terminatingReplicas" Single Int32 POINTER Omit]
  3 [8 MAX "observedGeneration" Single Int64 VALUE Omit]
  6 [8 MAX "conditions" List Message(ExtensionsV1beta1ReplicaSetCondition) VALUE Omit]
}
V1BETA1_REPLICATION_CONTROLLER_DUMMY "k8s.io/api/extensions/v1beta1.ReplicationControllerDummy" {
}
V1BETA1_ROLLBACK_CONFIG "k8s.io/api/extensions/v1beta1.RollbackConfig" {
  1 [8 MAX "revision" Single Int64 VALUE Omit]
}
V1BETA1_ROLLING_UPDATE_DAEMON_SET "k8s.io/api/extensions/v1beta1.RollingUpdateDaemonSet" {
  1 [8 MAX "maxUnavailable" Single IntOrString POINTER Omit]
  2 [21 MAX "maxSurge" Single IntOrString POINTER Omit]
}
V1BETA1_ROLLING_UPDATE_DEPLOYMENT "k8s.io/api/extensions/v1beta1.RollingUpdateDeployment" {
  1 [8 MAX "maxUnavailable" Single IntOrString POINTER Omit]
  2 [8 MAX "maxSurge" Single IntOrString POINTER Omit]
}
V1BETA1_RUN_AS_GROUP_STRATEGY_OPTIONS "k8s.io/api/extensions/v1beta1.RunAsGroupStrategyOptions" {
  1 [13 26 "rule" Single String VALUE Keep]
  2 [13 26 "ranges" List Message(ExtensionsV1beta1IDRange) VALUE Omit]
}
V1BETA1_RUN_AS_USER_STRATEGY_OPTIONS "k8s.io/api/extensions/v1beta1.RunAsUserStrategyOptions" {
  1 [8 26 "rule" Single String VALUE Keep]
  2 [8 26 "ranges" List Message(ExtensionsV1beta1IDRange) VALUE Omit]
}
V1BETA1_RUNTIME_CLASS_STRATEGY_OPTIONS "k8s.io/api/extensions/v1beta1.RuntimeClassStrategyOptions" {
  1 [15 26 "allowedRuntimeClassNames" List String VALUE Keep]
  2 [15 26 "defaultRuntimeClassName" Single String POINTER Omit]
}
V1BETA1_SE_LINUX_STRATEGY_OPTIONS "k8s.io/api/extensions/v1beta1.SELinuxStrategyOptions" {
  1 [8 26 "rule" Single String VALUE Keep]
  2 [8 26 "seLinuxOptions" Single Message(CoreV1SELinuxOptions) POINTER Omit]
}
V1BETA1_SCALE "k8s.io/api/extensions/v1beta1.Scale" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(ExtensionsV1beta1ScaleSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(ExtensionsV1beta1ScaleStatus) VALUE Omit]
}
V1BETA1_SCALE_SPEC "k8s.io/api/extensions/v1beta1.ScaleSpec" {
  1 [8 MAX "replicas" Single Int32 VALUE Omit]
}
V1BETA1_SCALE_STATUS "k8s.io/api/extensions/v1beta1.ScaleStatus" {
  1 [8 MAX "replicas" Single Int32 VALUE Keep]
  2 [8 MAX "selector" Map String VALUE Omit]
  3 [8 MAX "targetSelector" Single String VALUE Omit]
}
V1BETA1_SUPPLEMENTAL_GROUPS_STRATEGY_OPTIONS "k8s.io/api/extensions/v1beta1.SupplementalGroupsStrategyOptions" {
  1 [8 26 "rule" Single String VALUE Omit]
  2 [8 26 "ranges" List Message(ExtensionsV1beta1IDRange) VALUE Omit]
}
V1BETA1_THIRD_PARTY_RESOURCE "k8s.io/api/extensions/v1beta1.ThirdPartyResource" {
  1 [8 8 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 8 "description" Single String VALUE Omit]
  3 [8 8 "versions" List Message(ExtensionsV1beta1APIVersion) VALUE Omit]
}
V1BETA1_THIRD_PARTY_RESOURCE_DATA "k8s.io/api/extensions/v1beta1.ThirdPartyResourceData" {
  1 [8 8 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 8 "data" Single Bytes VALUE Omit]
}
}
