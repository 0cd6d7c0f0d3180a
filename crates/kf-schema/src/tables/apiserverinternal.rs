//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1ALPHA1_SERVER_STORAGE_VERSION "k8s.io/api/apiserverinternal/v1alpha1.ServerStorageVersion" {
  1 [20 MAX "apiServerID" Single String VALUE Omit]
  2 [20 MAX "encodingVersion" Single String VALUE Omit]
  3 [20 MAX "decodableVersions" List String VALUE Omit]
  4 [28 MAX "servedVersions" List String VALUE Omit]
}
V1ALPHA1_STORAGE_VERSION "k8s.io/api/apiserverinternal/v1alpha1.StorageVersion" {
  1 [20 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [20 MAX "spec" Single Message(ApiserverinternalV1alpha1StorageVersionSpec) VALUE Keep]
  3 [20 MAX "status" Single Message(ApiserverinternalV1alpha1StorageVersionStatus) VALUE Keep]
}
V1ALPHA1_STORAGE_VERSION_CONDITION "k8s.io/api/apiserverinternal/v1alpha1.StorageVersionCondition" {
  1 [20 MAX "type" Single String VALUE Keep]
  2 [20 MAX "status" Single String VALUE Keep]
  3 [20 MAX "observedGeneration" Single Int64 VALUE Omit]
  4 [20 MAX "lastTransitionTime" Single Time VALUE Omit]
  5 [20 MAX "reason" Single String VALUE Keep]
  6 [20 MAX "message" Single String VALUE Omit]
}
V1ALPHA1_STORAGE_VERSION_SPEC "k8s.io/api/apiserverinternal/v1alpha1.StorageVersionSpec" {
}
V1ALPHA1_STORAGE_VERSION_STATUS "k8s.io/api/apiserverinternal/v1alpha1.StorageVersionStatus" {
  1 [20 MAX "storageVersions" List Message(ApiserverinternalV1alpha1ServerStorageVersion) VALUE Omit]
  2 [20 MAX "commonEncodingVersion" Single String POINTER Omit]
  3 [20 MAX "conditions" List Message(ApiserverinternalV1alpha1StorageVersionCondition) VALUE Omit]
}
}
