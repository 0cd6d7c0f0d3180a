//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_ACTION "github.com/openshift/api/authorization/v1.Action" {
  1 [8 MAX "namespace" Single String VALUE Keep]
  2 [8 MAX "verb" Single String VALUE Keep]
  3 [8 MAX "resourceAPIGroup" Single String VALUE Keep]
  4 [8 MAX "resourceAPIVersion" Single String VALUE Keep]
  5 [8 MAX "resource" Single String VALUE Keep]
  6 [8 MAX "resourceName" Single String VALUE Keep]
  8 [8 MAX "path" Single String VALUE Keep]
  9 [8 MAX "isNonResourceURL" Single Bool VALUE Keep]
  7 [8 MAX "content" Single RawExtension VALUE Omit]
}
V1_CLUSTER_POLICY "github.com/openshift/api/authorization/v1.ClusterPolicy" {
  1 [8 9 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 9 "lastModified" Single Time VALUE Keep]
  3 [8 9 "roles" List Message(OpenshiftAuthorizationV1NamedClusterRole) VALUE Keep]
}
V1_CLUSTER_POLICY_BINDING "github.com/openshift/api/authorization/v1.ClusterPolicyBinding" {
  1 [8 9 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 9 "lastModified" Single Time VALUE Keep]
  3 [8 9 "policyRef" Single Message(CoreV1ObjectReference) VALUE Keep]
  4 [8 9 "roleBindings" List Message(OpenshiftAuthorizationV1NamedClusterRoleBinding) VALUE Keep]
}
V1_CLUSTER_ROLE "github.com/openshift/api/authorization/v1.ClusterRole" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "rules" List Message(OpenshiftAuthorizationV1PolicyRule) VALUE Keep]
  3 [9 MAX "aggregationRule" Single Message(RbacV1AggregationRule) POINTER Omit]
}
V1_CLUSTER_ROLE_BINDING "github.com/openshift/api/authorization/v1.ClusterRoleBinding" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "userNames" Single StringList VALUE Keep]
  3 [8 MAX "groupNames" Single StringList VALUE Keep]
  4 [8 MAX "subjects" List Message(CoreV1ObjectReference) VALUE Keep]
  5 [8 MAX "roleRef" Single Message(CoreV1ObjectReference) VALUE Keep]
}
V1_GROUP_RESTRICTION "github.com/openshift/api/authorization/v1.GroupRestriction" {
  1 [8 MAX "groups" List String VALUE Keep]
  2 [8 MAX "labels" List Message(MetaV1LabelSelector) VALUE Keep]
}
V1_IS_PERSONAL_SUBJECT_ACCESS_REVIEW "github.com/openshift/api/authorization/v1.IsPersonalSubjectAccessReview" {
}
V1_LOCAL_RESOURCE_ACCESS_REVIEW "github.com/openshift/api/authorization/v1.LocalResourceAccessReview" {
  2 [31 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  1 [8 MAX "" Single Message(OpenshiftAuthorizationV1Action) VALUE Keep]
}
V1_LOCAL_SUBJECT_ACCESS_REVIEW "github.com/openshift/api/authorization/v1.LocalSubjectAccessReview" {
  5 [31 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  1 [8 MAX "" Single Message(OpenshiftAuthorizationV1Action) VALUE Keep]
  2 [8 MAX "user" Single String VALUE Keep]
  3 [8 MAX "groups" List String VALUE Keep]
  4 [8 MAX "scopes" Single StringList VALUE Keep]
}
V1_NAMED_CLUSTER_ROLE "github.com/openshift/api/authorization/v1.NamedClusterRole" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "role" Single Message(OpenshiftAuthorizationV1ClusterRole) VALUE Keep]
}
V1_NAMED_CLUSTER_ROLE_BINDING "github.com/openshift/api/authorization/v1.NamedClusterRoleBinding" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "roleBinding" Single Message(OpenshiftAuthorizationV1ClusterRoleBinding) VALUE Keep]
}
V1_NAMED_ROLE "github.com/openshift/api/authorization/v1.NamedRole" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "role" Single Message(OpenshiftAuthorizationV1Role) VALUE Keep]
}
V1_NAMED_ROLE_BINDING "github.com/openshift/api/authorization/v1.NamedRoleBinding" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "roleBinding" Single Message(OpenshiftAuthorizationV1RoleBinding) VALUE Keep]
}
V1_POLICY "github.com/openshift/api/authorization/v1.Policy" {
  1 [8 9 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 9 "lastModified" Single Time VALUE Keep]
  3 [8 9 "roles" List Message(OpenshiftAuthorizationV1NamedRole) VALUE Keep]
}
V1_POLICY_BINDING "github.com/openshift/api/authorization/v1.PolicyBinding" {
  1 [8 9 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 9 "lastModified" Single Time VALUE Keep]
  3 [8 9 "policyRef" Single Message(CoreV1ObjectReference) VALUE Keep]
  4 [8 9 "roleBindings" List Message(OpenshiftAuthorizationV1NamedRoleBinding) VALUE Keep]
}
V1_POLICY_RULE "github.com/openshift/api/authorization/v1.PolicyRule" {
  1 [8 MAX "verbs" List String VALUE Keep]
  2 [8 MAX "attributeRestrictions" Single RawExtension VALUE Omit]
  3 [8 17 "apiGroups" List String VALUE Keep] [18 MAX "apiGroups" List String VALUE Omit]
  4 [8 MAX "resources" List String VALUE Keep]
  5 [8 MAX "resourceNames" List String VALUE Omit]
  6 [8 MAX "nonResourceURLs" List String VALUE Omit]
}
V1_RESOURCE_ACCESS_REVIEW "github.com/openshift/api/authorization/v1.ResourceAccessReview" {
  2 [31 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  1 [8 MAX "" Single Message(OpenshiftAuthorizationV1Action) VALUE Keep]
}
V1_RESOURCE_ACCESS_REVIEW_RESPONSE "github.com/openshift/api/authorization/v1.ResourceAccessReviewResponse" {
  1 [8 MAX "namespace" Single String VALUE Omit]
  2 [8 MAX "users" List String VALUE Keep]
  3 [8 MAX "groups" List String VALUE Keep]
  4 [8 MAX "evalutionError" Single String VALUE Keep]
}
V1_ROLE "github.com/openshift/api/authorization/v1.Role" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "rules" List Message(OpenshiftAuthorizationV1PolicyRule) VALUE Keep]
}
V1_ROLE_BINDING "github.com/openshift/api/authorization/v1.RoleBinding" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "userNames" Single StringList VALUE Keep]
  3 [8 MAX "groupNames" Single StringList VALUE Keep]
  4 [8 MAX "subjects" List Message(CoreV1ObjectReference) VALUE Keep]
  5 [8 MAX "roleRef" Single Message(CoreV1ObjectReference) VALUE Keep]
}
V1_ROLE_BINDING_RESTRICTION "github.com/openshift/api/authorization/v1.RoleBindingRestriction" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Keep]
  2 [8 MAX "spec" Single Message(OpenshiftAuthorizationV1RoleBindingRestrictionSpec) VALUE Keep]
}
V1_ROLE_BINDING_RESTRICTION_SPEC "github.com/openshift/api/authorization/v1.RoleBindingRestrictionSpec" {
  1 [8 MAX "userrestriction" Single Message(OpenshiftAuthorizationV1UserRestriction) POINTER Keep]
  2 [8 MAX "grouprestriction" Single Message(OpenshiftAuthorizationV1GroupRestriction) POINTER Keep]
  3 [8 MAX "serviceaccountrestriction" Single Message(OpenshiftAuthorizationV1ServiceAccountRestriction) POINTER Keep]
}
V1_SELF_SUBJECT_RULES_REVIEW "github.com/openshift/api/authorization/v1.SelfSubjectRulesReview" {
  3 [31 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  1 [8 MAX "spec" Single Message(OpenshiftAuthorizationV1SelfSubjectRulesReviewSpec) VALUE Keep]
  2 [8 MAX "status" Single Message(OpenshiftAuthorizationV1SubjectRulesReviewStatus) VALUE Omit]
}
V1_SELF_SUBJECT_RULES_REVIEW_SPEC "github.com/openshift/api/authorization/v1.SelfSubjectRulesReviewSpec" {
  1 [8 MAX "scopes" Single StringList VALUE Keep]
}
V1_SERVICE_ACCOUNT_REFERENCE "github.com/openshift/api/authorization/v1.ServiceAccountReference" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "namespace" Single String VALUE Keep]
}
V1_SERVICE_ACCOUNT_RESTRICTION "github.com/openshift/api/authorization/v1.ServiceAccountRestriction" {
  1 [8 MAX "serviceaccounts" List Message(OpenshiftAuthorizationV1ServiceAccountReference) VALUE Keep]
  2 [8 MAX "namespaces" List String VALUE Keep]
}
V1_SUBJECT_ACCESS_REVIEW "github.com/openshift/api/authorization/v1.SubjectAccessReview" {
  5 [31 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  1 [8 MAX "" Single Message(OpenshiftAuthorizationV1Action) VALUE Keep]
  2 [8 MAX "user" Single String VALUE Keep]
  3 [8 MAX "groups" List String VALUE Keep]
  4 [8 MAX "scopes" Single StringList VALUE Keep]
}
V1_SUBJECT_ACCESS_REVIEW_RESPONSE "github.com/openshift/api/authorization/v1.SubjectAccessReviewResponse" {
  1 [8 MAX "namespace" Single String VALUE Omit]
  2 [8 MAX "allowed" Single Bool VALUE Keep]
  3 [8 MAX "reason" Single String VALUE Omit]
  4 [8 MAX "evaluationError" Single String VALUE Omit]
}
V1_SUBJECT_RULES_REVIEW "github.com/openshift/api/authorization/v1.SubjectRulesReview" {
  3 [31 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  1 [8 MAX "spec" Single Message(OpenshiftAuthorizationV1SubjectRulesReviewSpec) VALUE Keep]
  2 [8 MAX "status" Single Message(OpenshiftAuthorizationV1SubjectRulesReviewStatus) VALUE Omit]
}
V1_SUBJECT_RULES_REVIEW_SPEC "github.com/openshift/api/authorization/v1.SubjectRulesReviewSpec" {
  1 [8 MAX "user" Single String VALUE Keep]
  2 [8 MAX "groups" List String VALUE Keep]
  3 [8 MAX "scopes" Single StringList VALUE Keep]
}
V1_SUBJECT_RULES_REVIEW_STATUS "github.com/openshift/api/authorization/v1.SubjectRulesReviewStatus" {
  1 [8 MAX "rules" List Message(OpenshiftAuthorizationV1PolicyRule) VALUE Keep]
  2 [8 MAX "evaluationError" Single String VALUE Omit]
}
V1_USER_RESTRICTION "github.com/openshift/api/authorization/v1.UserRestriction" {
  1 [8 MAX "users" List String VALUE Keep]
  2 [8 MAX "groups" List String VALUE Keep]
  3 [8 MAX "labels" List Message(MetaV1LabelSelector) VALUE Keep]
}
}
