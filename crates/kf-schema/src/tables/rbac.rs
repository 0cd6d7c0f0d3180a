//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_AGGREGATION_RULE "k8s.io/api/rbac/v1.AggregationRule" {
  1 [9 MAX "clusterRoleSelectors" List Message(MetaV1LabelSelector) VALUE Omit]
}
V1_CLUSTER_ROLE "k8s.io/api/rbac/v1.ClusterRole" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "rules" List Message(RbacV1PolicyRule) VALUE Keep]
  3 [9 MAX "aggregationRule" Single Message(RbacV1AggregationRule) POINTER Omit]
}
V1_CLUSTER_ROLE_BINDING "k8s.io/api/rbac/v1.ClusterRoleBinding" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 10 "subjects" List Message(RbacV1Subject) VALUE Keep] [11 MAX "subjects" List Message(RbacV1Subject) VALUE Omit]
  3 [8 MAX "roleRef" Single Message(RbacV1RoleRef) VALUE Keep]
}
V1_POLICY_RULE "k8s.io/api/rbac/v1.PolicyRule" {
  1 [8 MAX "verbs" List String VALUE Keep]
  2 [8 MAX "apiGroups" List String VALUE Omit]
  3 [8 MAX "resources" List String VALUE Omit]
  4 [8 MAX "resourceNames" List String VALUE Omit]
  5 [8 MAX "nonResourceURLs" List String VALUE Omit]
}
V1_ROLE "k8s.io/api/rbac/v1.Role" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "rules" List Message(RbacV1PolicyRule) VALUE Keep]
}
V1_ROLE_BINDING "k8s.io/api/rbac/v1.RoleBinding" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 10 "subjects" List Message(RbacV1Subject) VALUE Keep] [11 MAX "subjects" List Message(RbacV1Subject) VALUE Omit]
  3 [8 MAX "roleRef" Single Message(RbacV1RoleRef) VALUE Keep]
}
V1_ROLE_REF "k8s.io/api/rbac/v1.RoleRef" {
  1 [8 MAX "apiGroup" Single String VALUE Keep]
  2 [8 MAX "kind" Single String VALUE Keep]
  3 [8 MAX "name" Single String VALUE Keep]
}
V1_SUBJECT "k8s.io/api/rbac/v1.Subject" {
  1 [8 MAX "kind" Single String VALUE Keep]
  2 [8 MAX "apiGroup" Single String VALUE Omit]
  3 [8 MAX "name" Single String VALUE Keep]
  4 [8 MAX "namespace" Single String VALUE Omit]
}
V1ALPHA1_AGGREGATION_RULE "k8s.io/api/rbac/v1alpha1.AggregationRule" {
  1 [9 MAX "clusterRoleSelectors" List Message(MetaV1LabelSelector) VALUE Omit]
}
V1ALPHA1_CLUSTER_ROLE "k8s.io/api/rbac/v1alpha1.ClusterRole" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "rules" List Message(RbacV1alpha1PolicyRule) VALUE Keep]
  3 [9 MAX "aggregationRule" Single Message(RbacV1alpha1AggregationRule) POINTER Omit]
}
V1ALPHA1_CLUSTER_ROLE_BINDING "k8s.io/api/rbac/v1alpha1.ClusterRoleBinding" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 10 "subjects" List Message(RbacV1alpha1Subject) VALUE Keep] [11 MAX "subjects" List Message(RbacV1alpha1Subject) VALUE Omit]
  3 [8 MAX "roleRef" Single Message(RbacV1alpha1RoleRef) VALUE Keep]
}
V1ALPHA1_POLICY_RULE "k8s.io/api/rbac/v1alpha1.PolicyRule" {
  1 [8 MAX "verbs" List String VALUE Keep]
  3 [8 MAX "apiGroups" List String VALUE Omit]
  4 [8 MAX "resources" List String VALUE Omit]
  5 [8 MAX "resourceNames" List String VALUE Omit]
  6 [8 MAX "nonResourceURLs" List String VALUE Omit]
}
V1ALPHA1_ROLE "k8s.io/api/rbac/v1alpha1.Role" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "rules" List Message(RbacV1alpha1PolicyRule) VALUE Keep]
}
V1ALPHA1_ROLE_BINDING "k8s.io/api/rbac/v1alpha1.RoleBinding" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 10 "subjects" List Message(RbacV1alpha1Subject) VALUE Keep] [11 MAX "subjects" List Message(RbacV1alpha1Subject) VALUE Omit]
  3 [8 MAX "roleRef" Single Message(RbacV1alpha1RoleRef) VALUE Keep]
}
V1ALPHA1_ROLE_REF "k8s.io/api/rbac/v1alpha1.RoleRef" {
  1 [8 MAX "apiGroup" Single String VALUE Keep]
  2 [8 MAX "kind" Single String VALUE Keep]
  3 [8 MAX "name" Single String VALUE Keep]
}
V1ALPHA1_SUBJECT "k8s.io/api/rbac/v1alpha1.Subject" {
  1 [8 MAX "kind" Single String VALUE Keep]
  2 [8 MAX "apiVersion" Single String VALUE Omit]
  3 [8 MAX "name" Single String VALUE Keep]
  4 [8 MAX "namespace" Single String VALUE Omit]
}
V1BETA1_AGGREGATION_RULE "k8s.io/api/rbac/v1beta1.AggregationRule" {
  1 [9 MAX "clusterRoleSelectors" List Message(MetaV1LabelSelector) VALUE Omit]
}
V1BETA1_CLUSTER_ROLE "k8s.io/api/rbac/v1beta1.ClusterRole" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "rules" List Message(RbacV1beta1PolicyRule) VALUE Keep]
  3 [9 MAX "aggregationRule" Single Message(RbacV1beta1AggregationRule) POINTER Omit]
}
V1BETA1_CLUSTER_ROLE_BINDING "k8s.io/api/rbac/v1beta1.ClusterRoleBinding" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 10 "subjects" List Message(RbacV1beta1Subject) VALUE Keep] [11 MAX "subjects" List Message(RbacV1beta1Subject) VALUE Omit]
  3 [8 MAX "roleRef" Single Message(RbacV1beta1RoleRef) VALUE Keep]
}
V1BETA1_POLICY_RULE "k8s.io/api/rbac/v1beta1.PolicyRule" {
  1 [8 MAX "verbs" List String VALUE Keep]
  2 [8 MAX "apiGroups" List String VALUE Omit]
  3 [8 MAX "resources" List String VALUE Omit]
  4 [8 MAX "resourceNames" List String VALUE Omit]
  5 [8 MAX "nonResourceURLs" List String VALUE Omit]
}
V1BETA1_ROLE "k8s.io/api/rbac/v1beta1.Role" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "rules" List Message(RbacV1beta1PolicyRule) VALUE Keep]
}
V1BETA1_ROLE_BINDING "k8s.io/api/rbac/v1beta1.RoleBinding" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 10 "subjects" List Message(RbacV1beta1Subject) VALUE Keep] [11 MAX "subjects" List Message(RbacV1beta1Subject) VALUE Omit]
  3 [8 MAX "roleRef" Single Message(RbacV1beta1RoleRef) VALUE Keep]
}
V1BETA1_ROLE_REF "k8s.io/api/rbac/v1beta1.RoleRef" {
  1 [8 MAX "apiGroup" Single String VALUE Keep]
  2 [8 MAX "kind" Single String VALUE Keep]
  3 [8 MAX "name" Single String VALUE Keep]
}
V1BETA1_SUBJECT "k8s.io/api/rbac/v1beta1.Subject" {
  1 [8 MAX "kind" Single String VALUE Keep]
  2 [8 MAX "apiGroup" Single String VALUE Omit]
  3 [8 MAX "name" Single String VALUE Keep]
  4 [8 MAX "namespace" Single String VALUE Omit]
}
}
