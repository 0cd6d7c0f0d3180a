//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_EVICTION "k8s.io/api/policy/v1.Eviction" {
  1 [22 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [22 MAX "deleteOptions" Single Message(MetaV1DeleteOptions) POINTER Omit]
}
V1_POD_DISRUPTION_BUDGET "k8s.io/api/policy/v1.PodDisruptionBudget" {
  1 [21 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [21 MAX "spec" Single Message(PolicyV1PodDisruptionBudgetSpec) VALUE Omit]
  3 [21 MAX "status" Single Message(PolicyV1PodDisruptionBudgetStatus) VALUE Omit]
}
V1_POD_DISRUPTION_BUDGET_SPEC "k8s.io/api/policy/v1.PodDisruptionBudgetSpec" {
  1 [21 MAX "minAvailable" Single IntOrString POINTER Omit]
  2 [21 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [21 MAX "maxUnavailable" Single IntOrString POINTER Omit]
  4 [26 MAX "unhealthyPodEvictionPolicy" Single String POINTER Omit]
}
V1_POD_DISRUPTION_BUDGET_STATUS "k8s.io/api/policy/v1.PodDisruptionBudgetStatus" {
  1 [21 MAX "observedGeneration" Single Int64 VALUE Omit]
  2 [21 MAX "disruptedPods" Map Time VALUE Omit]
  3 [21 MAX "disruptionsAllowed" Single Int32 VALUE Keep]
  4 [21 MAX "currentHealthy" Single Int32 VALUE Keep]
  5 [21 MAX "desiredHealthy" Single Int32 VALUE Keep]
  6 [21 MAX "expectedPods" Single Int32 VALUE Keep]
  7 [21 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1BETA1_ALLOWED_CSI_DRIVER "k8s.io/api/policy/v1beta1.AllowedCSIDriver" {
  1 [14 28 "name" Single String VALUE Keep]
}
V1BETA1_ALLOWED_FLEX_VOLUME "k8s.io/api/policy/v1beta1.AllowedFlexVolume" {
  1 [10 28 "driver" Single String VALUE Keep]
}
V1BETA1_ALLOWED_HOST_PATH "k8s.io/api/policy/v1beta1.AllowedHostPath" {
  1 [10 28 "pathPrefix" Single String VALUE Omit]
  2 [11 28 "readOnly" Single Bool VALUE Omit]
}
V1BETA1_EVICTION "k8s.io/api/policy/v1beta1.Eviction" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "deleteOptions" Single Message(MetaV1DeleteOptions) POINTER Omit]
}
V1BETA1_FS_GROUP_STRATEGY_OPTIONS "k8s.io/api/policy/v1beta1.FSGroupStrategyOptions" {
  1 [10 28 "rule" Single String VALUE Omit]
  2 [10 28 "ranges" List Message(PolicyV1beta1IDRange) VALUE Omit]
}
V1BETA1_HOST_PORT_RANGE "k8s.io/api/policy/v1beta1.HostPortRange" {
  1 [10 28 "min" Single Int32 VALUE Keep]
  2 [10 28 "max" Single Int32 VALUE Keep]
}
V1BETA1_ID_RANGE "k8s.io/api/policy/v1beta1.IDRange" {
  1 [10 28 "min" Single Int64 VALUE Keep]
  2 [10 28 "max" Single Int64 VALUE Keep]
}
V1BETA1_POD_DISRUPTION_BUDGET "k8s.io/api/policy/v1beta1.PodDisruptionBudget" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(PolicyV1beta1PodDisruptionBudgetSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(PolicyV1beta1PodDisruptionBudgetStatus) VALUE Omit]
}
V1BETA1_POD_DISRUPTION_BUDGET_SPEC "k8s.io/api/policy/v1beta1.PodDisruptionBudgetSpec" {
  1 [8 MAX "minAvailable" Single IntOrString POINTER Omit]
  2 [8 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [8 MAX "maxUnavailable" Single IntOrString POINTER Omit]
  4 [26 MAX "unhealthyPodEvictionPolicy" Single String POINTER Omit]
}
V1BETA1_POD_DISRUPTION_BUDGET_STATUS "k8s.io/api/policy/v1beta1.PodDisruptionBudgetStatus" {
  1 [8 MAX "observedGeneration" Single Int64 VALUE Omit]
  2 [8 11 "disruptedPods" Map Time VALUE Keep] [12 MAX "disruptedPods" Map Time VALUE Omit]
  3 [8 MAX "disruptionsAllowed" Single Int32 VALUE Keep]
  4 [8 MAX "currentHealthy" Single Int32 VALUE Keep]
  5 [8 MAX "desiredHealthy" Single Int32 VALUE Keep]
  6 [8 MAX "expectedPods" Single Int32 VALUE Keep]
  7 [21 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1BETA1_POD_SECURITY_POLICY "k8s.io/api/policy/v1beta1.PodSecurityPolicy" {
  1 [10 28 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [10 28 "spec" Single Message(PolicyV1beta1PodSecurityPolicySpec) VALUE Omit]
}
V1BETA1_POD_SECURITY_POLICY_SPEC "k8s.io/api/policy/v1beta1.PodSecurityPolicySpec" {
  1 [10 28 "privileged" Single Bool VALUE Omit]
  2 [10 28 "defaultAddCapabilities" List String VALUE Omit]
  3 [10 28 "requiredDropCapabilities" List String VALUE Omit]
  4 [10 28 "allowedCapabilities" List String VALUE Omit]
  5 [10 28 "volumes" List String VALUE Omit]
  6 [10 28 "hostNetwork" Single Bool VALUE Omit]
  7 [10 28 "hostPorts" List Message(PolicyV1beta1HostPortRange) VALUE Omit]
  8 [10 28 "hostPID" Single Bool VALUE Omit]
  9 [10 28 "hostIPC" Single Bool VALUE Omit]
  10 [10 28 "seLinux" Single Message(PolicyV1beta1SELinuxStrategyOptions) VALUE Keep]
  11 [10 28 "runAsUser" Single Message(PolicyV1beta1RunAsUserStrategyOptions) VALUE Keep]
  22 [13 28 "runAsGroup" Single Message(PolicyV1beta1RunAsGroupStrategyOptions) POINTER Omit]
  12 [10 28 "supplementalGroups" Single Message(PolicyV1beta1SupplementalGroupsStrategyOptions) VALUE Keep]
  13 [10 28 "fsGroup" Single Message(PolicyV1beta1FSGroupStrategyOptions) VALUE Keep]
  14 [10 28 "readOnlyRootFilesystem" Single Bool VALUE Omit]
  15 [10 28 "defaultAllowPrivilegeEscalation" Single Bool POINTER Omit]
  16 [10 28 "allowPrivilegeEscalation" Single Bool POINTER Omit]
  17 [10 28 "allowedHostPaths" List Message(PolicyV1beta1AllowedHostPath) VALUE Omit]
  18 [10 28 "allowedFlexVolumes" List Message(PolicyV1beta1AllowedFlexVolume) VALUE Omit]
  23 [14 28 "allowedCSIDrivers" List Message(PolicyV1beta1AllowedCSIDriver) VALUE Omit]
  19 [11 28 "allowedUnsafeSysctls" List String VALUE Omit]
  20 [11 28 "forbiddenSysctls" List String VALUE Omit]
  21 [12 28 "allowedProcMountTypes" List String VALUE Omit]
  24 [15 28 "runtimeClass" Single Message(PolicyV1beta1RuntimeClassStrategyOptions) POINTER Omit]
}
V1BETA1_RUN_AS_GROUP_STRATEGY_OPTIONS "k8s.io/api/policy/v1beta1.RunAsGroupStrategyOptions" {
  1 [13 28 "rule" Single String VALUE Keep]
  2 [13 28 "ranges" List Message(PolicyV1beta1IDRange) VALUE Omit]
}
V1BETA1_RUN_AS_USER_STRATEGY_OPTIONS "k8s.io/api/policy/v1beta1.RunAsUserStrategyOptions" {
  1 [10 28 "rule" Single String VALUE Keep]
  2 [10 28 "ranges" List Message(PolicyV1beta1IDRange) VALUE Omit]
}
V1BETA1_RUNTIME_CLASS_STRATEGY_OPTIONS "k8s.io/api/policy/v1beta1.RuntimeClassStrategyOptions" {
  1 [15 28 "allowedRuntimeClassNames" List String VALUE Keep]
  2 [15 28 "defaultRuntimeClassName" Single String POINTER Omit]
}
V1BETA1_SE_LINUX_STRATEGY_OPTIONS "k8s.io/api/policy/v1beta1.SELinuxStrategyOptions" {
  1 [10 28 "rule" Single String VALUE Keep]
  2 [10 28 "seLinuxOptions" Single Message(CoreV1SELinuxOptions) POINTER Omit]
}
V1BETA1_SUPPLEMENTAL_GROUPS_STRATEGY_OPTIONS "k8s.io/api/policy/v1beta1.SupplementalGroupsStrategyOptions" {
  1 [10 28 "rule" Single String VALUE Omit]
  2 [10 28 "ranges" List Message(PolicyV1beta1IDRange) VALUE Omit]
}
}
