//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_CONDITION "k8s.io/apimachinery/pkg/apis/meta/v1.Condition" {
  1 [19 MAX "type" Single String VALUE Keep]
  2 [19 MAX "status" Single String VALUE Keep]
  3 [19 MAX "observedGeneration" Single Int64 VALUE Omit]
  4 [19 MAX "lastTransitionTime" Single Time VALUE Keep]
  5 [19 MAX "reason" Single String VALUE Keep]
  6 [19 MAX "message" Single String VALUE Keep]
}
V1_DELETE_OPTIONS "k8s.io/apimachinery/pkg/apis/meta/v1.DeleteOptions" {
  1 [8 MAX "gracePeriodSeconds" Single Int64 POINTER Omit]
  2 [8 MAX "preconditions" Single Message(MetaV1Preconditions) POINTER Omit]
  3 [8 MAX "orphanDependents" Single Bool POINTER Omit]
  4 [8 MAX "propagationPolicy" Single String POINTER Omit]
  5 [12 MAX "dryRun" List String VALUE Omit]
  6 [32 MAX "ignoreStoreReadErrorWithClusterBreakingPotential" Single Bool POINTER Omit]
}
V1_FIELD_SELECTOR_REQUIREMENT "k8s.io/apimachinery/pkg/apis/meta/v1.FieldSelectorRequirement" {
  1 [31 MAX "key" Single String VALUE Keep]
  2 [31 MAX "operator" Single String VALUE Keep]
  3 [31 MAX "values" List String VALUE Omit]
}
V1_GROUP_RESOURCE "k8s.io/apimachinery/pkg/apis/meta/v1.GroupResource" {
  1 [8 MAX "group" Single String VALUE Keep]
  2 [8 MAX "resource" Single String VALUE Keep]
}
V1_GROUP_VERSION_KIND "k8s.io/apimachinery/pkg/apis/meta/v1.GroupVersionKind" {
  1 [8 MAX "group" Single String VALUE Keep]
  2 [8 MAX "version" Single String VALUE Keep]
  3 [8 MAX "kind" Single String VALUE Keep]
}
V1_GROUP_VERSION_RESOURCE "k8s.io/apimachinery/pkg/apis/meta/v1.GroupVersionResource" {
  1 [8 MAX "group" Single String VALUE Keep]
  2 [8 MAX "version" Single String VALUE Keep]
  3 [8 MAX "resource" Single String VALUE Keep]
}
V1_INITIALIZER "k8s.io/apimachinery/pkg/apis/meta/v1.Initializer" {
  1 [8 15 "name" Single String VALUE Keep]
}
V1_INITIALIZERS "k8s.io/apimachinery/pkg/apis/meta/v1.Initializers" {
  1 [8 15 "pending" List Message(MetaV1Initializer) VALUE Keep]
  2 [8 15 "result" Single Message(MetaV1Status) POINTER Omit]
}
V1_LABEL_SELECTOR "k8s.io/apimachinery/pkg/apis/meta/v1.LabelSelector" {
  1 [8 MAX "matchLabels" Map String VALUE Omit]
  2 [8 MAX "matchExpressions" List Message(MetaV1LabelSelectorRequirement) VALUE Omit]
}
V1_LABEL_SELECTOR_REQUIREMENT "k8s.io/apimachinery/pkg/apis/meta/v1.LabelSelectorRequirement" {
  1 [8 MAX "key" Single String VALUE Keep]
  2 [8 MAX "operator" Single String VALUE Keep]
  3 [8 MAX "values" List String VALUE Omit]
}
V1_LIST_META "k8s.io/apimachinery/pkg/apis/meta/v1.ListMeta" {
  1 [8 MAX "selfLink" Single String VALUE Omit]
  2 [8 MAX "resourceVersion" Single String VALUE Omit]
  3 [8 MAX "continue" Single String VALUE Omit]
  4 [15 MAX "remainingItemCount" Single Int64 POINTER Omit]
  5 [36 MAX "shardInfo" Single Message(MetaV1ShardInfo) POINTER Omit]
}
V1_MANAGED_FIELDS_ENTRY "k8s.io/apimachinery/pkg/apis/meta/v1.ManagedFieldsEntry" {
  1 [14 MAX "manager" Single String VALUE Omit]
  2 [14 MAX "operation" Single String VALUE Omit]
  3 [14 MAX "apiVersion" Single String VALUE Omit]
  4 [14 MAX "time" Single Time POINTER Omit]
  5 [14 15 "fields" Single FieldsMap POINTER Omit]
  6 [16 MAX "fieldsType" Single String VALUE Omit]
  7 [16 MAX "fieldsV1" Single FieldsV1 POINTER Omit]
  8 [22 MAX "subresource" Single String VALUE Omit]
}
V1_OBJECT_META "k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta" {
  1 [8 MAX "name" Single String VALUE Omit]
  2 [8 MAX "generateName" Single String VALUE Omit]
  3 [8 MAX "namespace" Single String VALUE Omit]
  4 [8 MAX "selfLink" Single String VALUE Omit]
  5 [8 MAX "uid" Single String VALUE Omit]
  6 [8 MAX "resourceVersion" Single String VALUE Omit]
  7 [8 MAX "generation" Single Int64 VALUE Omit]
  8 [8 33 "creationTimestamp" Single Time VALUE Omit] [34 MAX "creationTimestamp" Single Time VALUE OmitZero]
  9 [8 MAX "deletionTimestamp" Single Time POINTER Omit]
  10 [8 MAX "deletionGracePeriodSeconds" Single Int64 POINTER Omit]
  11 [8 MAX "labels" Map String VALUE Omit]
  12 [8 MAX "annotations" Map String VALUE Omit]
  13 [8 MAX "ownerReferences" List Message(MetaV1OwnerReference) VALUE Omit]
  16 [8 15 "initializers" Single Message(MetaV1Initializers) POINTER Omit]
  14 [8 MAX "finalizers" List String VALUE Omit]
  15 [8 24 "clusterName" Single String VALUE Omit]
  17 [14 MAX "managedFields" List Message(MetaV1ManagedFieldsEntry) VALUE Omit]
}
V1_OWNER_REFERENCE "k8s.io/apimachinery/pkg/apis/meta/v1.OwnerReference" {
  5 [8 MAX "apiVersion" Single String VALUE Keep]
  1 [8 MAX "kind" Single String VALUE Keep]
  3 [8 MAX "name" Single String VALUE Keep]
  4 [8 MAX "uid" Single String VALUE Keep]
  6 [8 MAX "controller" Single Bool POINTER Omit]
  7 [8 MAX "blockOwnerDeletion" Single Bool POINTER Omit]
}
V1_PRECONDITIONS "k8s.io/apimachinery/pkg/apis/meta/v1.Preconditions" {
  1 [8 MAX "uid" Single String POINTER Omit]
  2 [14 MAX "resourceVersion" Single String POINTER Omit]
}
V1_SHARD_INFO "k8s.io/apimachinery/pkg/apis/meta/v1.ShardInfo" {
  1 [36 MAX "selector" Single String VALUE Keep]
}
V1_STATUS "k8s.io/apimachinery/pkg/apis/meta/v1.Status" {
  1 [8 MAX "metadata" Single Message(MetaV1ListMeta) VALUE Omit]
  2 [8 MAX "status" Single String VALUE Omit]
  3 [8 MAX "message" Single String VALUE Omit]
  4 [8 MAX "reason" Single String VALUE Omit]
  5 [8 MAX "details" Single Message(MetaV1StatusDetails) POINTER Omit]
  6 [8 MAX "code" Single Int32 VALUE Omit]
}
V1_STATUS_CAUSE "k8s.io/apimachinery/pkg/apis/meta/v1.StatusCause" {
  1 [8 MAX "reason" Single String VALUE Omit]
  2 [8 MAX "message" Single String VALUE Omit]
  3 [8 MAX "field" Single String VALUE Omit]
}
V1_STATUS_DETAILS "k8s.io/apimachinery/pkg/apis/meta/v1.StatusDetails" {
  1 [8 MAX "name" Single String VALUE Omit]
  2 [8 MAX "group" Single String VALUE Omit]
  3 [8 MAX "kind" Single String VALUE Omit]
  6 [8 MAX "uid" Single String VALUE Omit]
  4 [8 MAX "causes" List Message(MetaV1StatusCause) VALUE Omit]
  5 [8 MAX "retryAfterSeconds" Single Int32 VALUE Omit]
}
}
