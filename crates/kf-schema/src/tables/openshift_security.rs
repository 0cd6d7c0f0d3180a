//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_ALLOWED_FLEX_VOLUME "github.com/openshift/api/security/v1.AllowedFlexVolume" {
  1 [8 9 "driver" Single String VALUE Omit] [10 MAX "driver" Single String VALUE Keep]
}
V1_FS_GROUP_STRATEGY_OPTIONS "github.com/openshift/api/security/v1.FSGroupStrategyOptions" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "ranges" List Message(OpenshiftSecurityV1IDRange) VALUE Omit]
}
V1_ID_RANGE "github.com/openshift/api/security/v1.IDRange" {
  1 [8 MAX "min" Single Int64 VALUE Omit]
  2 [8 MAX "max" Single Int64 VALUE Omit]
}
V1_POD_SECURITY_POLICY_REVIEW "github.com/openshift/api/security/v1.PodSecurityPolicyReview" {
  3 [31 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  1 [8 MAX "spec" Single Message(OpenshiftSecurityV1PodSecurityPolicyReviewSpec) VALUE Keep]
  2 [8 MAX "status" Single Message(OpenshiftSecurityV1PodSecurityPolicyReviewStatus) VALUE Omit]
}
V1_POD_SECURITY_POLICY_REVIEW_SPEC "github.com/openshift/api/security/v1.PodSecurityPolicyReviewSpec" {
  1 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  2 [8 MAX "serviceAccountNames" List String VALUE Omit]
}
V1_POD_SECURITY_POLICY_REVIEW_STATUS "github.com/openshift/api/security/v1.PodSecurityPolicyReviewStatus" {
  1 [8 MAX "allowedServiceAccounts" List Message(OpenshiftSecurityV1ServiceAccountPodSecurityPolicyReviewStatus) VALUE Keep]
}
V1_POD_SECURITY_POLICY_SELF_SUBJECT_REVIEW "github.com/openshift/api/security/v1.PodSecurityPolicySelfSubjectReview" {
  3 [31 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  1 [8 MAX "spec" Single Message(OpenshiftSecurityV1PodSecurityPolicySelfSubjectReviewSpec) VALUE Keep]
  2 [8 MAX "status" Single Message(OpenshiftSecurityV1PodSecurityPolicySubjectReviewStatus) VALUE Omit]
}
V1_POD_SECURITY_POLICY_SELF_SUBJECT_REVIEW_SPEC "github.com/openshift/api/security/v1.PodSecurityPolicySelfSubjectReviewSpec" {
  1 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
}
V1_POD_SECURITY_POLICY_SUBJECT_REVIEW "github.com/openshift/api/security/v1.PodSecurityPolicySubjectReview" {
  3 [31 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  1 [8 MAX "spec" Single Message(OpenshiftSecurityV1PodSecurityPolicySubjectReviewSpec) VALUE Keep]
  2 [8 MAX "status" Single Message(OpenshiftSecurityV1PodSecurityPolicySubjectReviewStatus) VALUE Omit]
}
V1_POD_SECURITY_POLICY_SUBJECT_REVIEW_SPEC "github.com/openshift/api/security/v1.PodSecurityPolicySubjectReviewSpec" {
  1 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  2 [8 MAX "user" Single String VALUE Omit]
  3 [8 MAX "groups" List String VALUE Omit]
}
V1_POD_SECURITY_POLICY_SUBJECT_REVIEW_STATUS "github.com/openshift/api/security/v1.PodSecurityPolicySubjectReviewStatus" {
  1 [8 MAX "allowedBy" Single Message(CoreV1ObjectReference) POINTER Omit]
  2 [8 MAX "reason" Single String VALUE Omit]
  3 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Omit]
}
V1_RANGE_ALLOCATION "github.com/openshift/api/security/v1.RangeAllocation" {
  1 [10 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [10 MAX "range" Single String VALUE Keep]
  3 [10 MAX "data" Single Bytes VALUE Keep]
}
V1_RUN_AS_USER_STRATEGY_OPTIONS "github.com/openshift/api/security/v1.RunAsUserStrategyOptions" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "uid" Single Int64 POINTER Omit]
  3 [8 MAX "uidRangeMin" Single Int64 POINTER Omit]
  4 [8 MAX "uidRangeMax" Single Int64 POINTER Omit]
}
V1_SE_LINUX_CONTEXT_STRATEGY_OPTIONS "github.com/openshift/api/security/v1.SELinuxContextStrategyOptions" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "seLinuxOptions" Single Message(CoreV1SELinuxOptions) POINTER Omit]
}
V1_SECURITY_CONTEXT_CONSTRAINTS "github.com/openshift/api/security/v1.SecurityContextConstraints" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "priority" Single Int32 POINTER Keep]
  3 [8 MAX "allowPrivilegedContainer" Single Bool VALUE Keep]
  4 [8 MAX "defaultAddCapabilities" List String VALUE Keep]
  5 [8 MAX "requiredDropCapabilities" List String VALUE Keep]
  6 [8 MAX "allowedCapabilities" List String VALUE Keep]
  7 [8 MAX "allowHostDirVolumePlugin" Single Bool VALUE Keep]
  8 [8 MAX "volumes" List String VALUE Keep]
  21 [8 9 "allowedFlexVolumes" List Message(OpenshiftSecurityV1AllowedFlexVolume) VALUE Keep] [10 MAX "allowedFlexVolumes" List Message(OpenshiftSecurityV1AllowedFlexVolume) VALUE Omit]
  9 [8 MAX "allowHostNetwork" Single Bool VALUE Keep]
  10 [8 MAX "allowHostPorts" Single Bool VALUE Keep]
  11 [8 MAX "allowHostPID" Single Bool VALUE Keep]
  12 [8 MAX "allowHostIPC" Single Bool VALUE Keep]
  26 [31 MAX "userNamespaceLevel" Single String VALUE Omit]
  22 [11 MAX "defaultAllowPrivilegeEscalation" Single Bool POINTER Omit]
  23 [11 MAX "allowPrivilegeEscalation" Single Bool POINTER Omit]
  13 [8 MAX "seLinuxContext" Single Message(OpenshiftSecurityV1SELinuxContextStrategyOptions) VALUE Omit]
  14 [8 MAX "runAsUser" Single Message(OpenshiftSecurityV1RunAsUserStrategyOptions) VALUE Omit]
  15 [8 MAX "supplementalGroups" Single Message(OpenshiftSecurityV1SupplementalGroupsStrategyOptions) VALUE Omit]
  16 [8 MAX "fsGroup" Single Message(OpenshiftSecurityV1FSGroupStrategyOptions) VALUE Omit]
  17 [8 MAX "readOnlyRootFilesystem" Single Bool VALUE Keep]
  18 [8 MAX "users" List String VALUE Keep]
  19 [8 MAX "groups" List String VALUE Keep]
  20 [8 MAX "seccompProfiles" List String VALUE Omit]
  24 [11 MAX "allowedUnsafeSysctls" List String VALUE Omit]
  25 [11 MAX "forbiddenSysctls" List String VALUE Omit]
}
V1_SERVICE_ACCOUNT_POD_SECURITY_POLICY_REVIEW_STATUS "github.com/openshift/api/security/v1.ServiceAccountPodSecurityPolicyReviewStatus" {
  1 [8 MAX "" Single Message(OpenshiftSecurityV1PodSecurityPolicySubjectReviewStatus) VALUE Keep]
  2 [8 MAX "name" Single String VALUE Keep]
}
V1_SUPPLEMENTAL_GROUPS_STRATEGY_OPTIONS "github.com/openshift/api/security/v1.SupplementalGroupsStrategyOptions" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "ranges" List Message(OpenshiftSecurityV1IDRange) VALUE Omit]
}
}
