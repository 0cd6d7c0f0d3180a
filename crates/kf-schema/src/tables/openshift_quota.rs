//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_APPLIED_CLUSTER_RESOURCE_QUOTA "github.com/openshift/api/quota/v1.AppliedClusterResourceQuota" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Keep]
  2 [8 MAX "spec" Single Message(OpenshiftQuotaV1ClusterResourceQuotaSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(OpenshiftQuotaV1ClusterResourceQuotaStatus) VALUE Omit]
}
V1_CLUSTER_RESOURCE_QUOTA "github.com/openshift/api/quota/v1.ClusterResourceQuota" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Keep]
  2 [8 MAX "spec" Single Message(OpenshiftQuotaV1ClusterResourceQuotaSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(OpenshiftQuotaV1ClusterResourceQuotaStatus) VALUE Omit]
}
V1_CLUSTER_RESOURCE_QUOTA_SELECTOR "github.com/openshift/api/quota/v1.ClusterResourceQuotaSelector" {
  1 [8 MAX "labels" Single Message(MetaV1LabelSelector) POINTER Keep]
  2 [8 MAX "annotations" Map String VALUE Keep]
}
V1_CLUSTER_RESOURCE_QUOTA_SPEC "github.com/openshift/api/quota/v1.ClusterResourceQuotaSpec" {
  1 [8 MAX "selector" Single Message(OpenshiftQuotaV1ClusterResourceQuotaSelector) VALUE Keep]
  2 [8 MAX "quota" Single Message(CoreV1ResourceQuotaSpec) VALUE Keep]
}
V1_CLUSTER_RESOURCE_QUOTA_STATUS "github.com/openshift/api/quota/v1.ClusterResourceQuotaStatus" {
  1 [8 MAX "total" Single Message(CoreV1ResourceQuotaStatus) VALUE Keep]
  2 [8 MAX "namespaces" List Message(OpenshiftQuotaV1ResourceQuotaStatusByNamespace) VALUE Keep]
}
V1_RESOURCE_QUOTA_STATUS_BY_NAMESPACE "github.com/openshift/api/quota/v1.ResourceQuotaStatusByNamespace" {
  1 [8 MAX "namespace" Single String VALUE Keep]
  2 [8 MAX "status" Single Message(CoreV1ResourceQuotaStatus) VALUE Keep]
}
}
