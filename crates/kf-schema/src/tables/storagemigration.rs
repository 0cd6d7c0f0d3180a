//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_STORAGE_VERSION_MIGRATION "k8s.io/api/storagemigration/v1.StorageVersionMigration" {
  1 [37 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [37 MAX "spec" Single Message(StoragemigrationV1StorageVersionMigrationSpec) VALUE Omit]
  3 [37 MAX "status" Single Message(StoragemigrationV1StorageVersionMigrationStatus) VALUE Omit]
}
V1_STORAGE_VERSION_MIGRATION_SPEC "k8s.io/api/storagemigration/v1.StorageVersionMigrationSpec" {
  1 [37 MAX "resource" Single Message(MetaV1GroupResource) VALUE Keep]
}
V1_STORAGE_VERSION_MIGRATION_STATUS "k8s.io/api/storagemigration/v1.StorageVersionMigrationStatus" {
  1 [37 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
  2 [37 MAX "resourceVersion" Single String VALUE Omit]
}
V1ALPHA1_GROUP_VERSION_RESOURCE "k8s.io/api/storagemigration/v1alpha1.GroupVersionResource" {
  1 [30 34 "group" Single String VALUE Omit]
  2 [30 34 "version" Single String VALUE Omit]
  3 [30 34 "resource" Single String VALUE Omit]
}
V1ALPHA1_MIGRATION_CONDITION "k8s.io/api/storagemigration/v1alpha1.MigrationCondition" {
  1 [30 34 "type" Single String VALUE Keep]
  2 [30 34 "status" Single String VALUE Keep]
  3 [30 34 "lastUpdateTime" Single Time VALUE Omit]
  4 [30 34 "reason" Single String VALUE Omit]
  5 [30 34 "message" Single String VALUE Omit]
}
V1ALPHA1_STORAGE_VERSION_MIGRATION "k8s.io/api/storagemigration/v1alpha1.StorageVersionMigration" {
  1 [30 34 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [30 34 "spec" Single Message(StoragemigrationV1alpha1StorageVersionMigrationSpec) VALUE Omit]
  3 [30 34 "status" Single Message(StoragemigrationV1alpha1StorageVersionMigrationStatus) VALUE Omit]
}
V1ALPHA1_STORAGE_VERSION_MIGRATION_SPEC "k8s.io/api/storagemigration/v1alpha1.StorageVersionMigrationSpec" {
  1 [30 34 "resource" Single Message(StoragemigrationV1alpha1GroupVersionResource) VALUE Keep]
  2 [30 34 "continueToken" Single String VALUE Omit]
}
V1ALPHA1_STORAGE_VERSION_MIGRATION_STATUS "k8s.io/api/storagemigration/v1alpha1.StorageVersionMigrationStatus" {
  1 [30 34 "conditions" List Message(StoragemigrationV1alpha1MigrationCondition) VALUE Omit]
  2 [30 34 "resourceVersion" Single String VALUE Omit]
}
V1BETA1_STORAGE_VERSION_MIGRATION "k8s.io/api/storagemigration/v1beta1.StorageVersionMigration" {
  1 [35 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [35 MAX "spec" Single Message(StoragemigrationV1beta1StorageVersionMigrationSpec) VALUE Omit]
  3 [35 MAX "status" Single Message(StoragemigrationV1beta1StorageVersionMigrationStatus) VALUE Omit]
}
V1BETA1_STORAGE_VERSION_MIGRATION_SPEC "k8s.io/api/storagemigration/v1beta1.StorageVersionMigrationSpec" {
  1 [35 MAX "resource" Single Message(MetaV1GroupResource) VALUE Keep]
}
V1BETA1_STORAGE_VERSION_MIGRATION_STATUS "k8s.io/api/storagemigration/v1beta1.StorageVersionMigrationStatus" {
  1 [35 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
  2 [35 MAX "resourceVersion" Single String VALUE Omit]
}
}
