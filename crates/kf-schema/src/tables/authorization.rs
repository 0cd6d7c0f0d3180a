//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_FIELD_SELECTOR_ATTRIBUTES "k8s.io/api/authorization/v1.FieldSelectorAttributes" {
  1 [31 MAX "rawSelector" Single String VALUE Omit]
  2 [31 MAX "requirements" List Message(MetaV1FieldSelectorRequirement) VALUE Omit]
}
V1_LABEL_SELECTOR_ATTRIBUTES "k8s.io/api/authorization/v1.LabelSelectorAttributes" {
  1 [31 MAX "rawSelector" Single String VALUE Omit]
  2 [31 MAX "requirements" List Message(MetaV1LabelSelectorRequirement) VALUE Omit]
}
V1_LOCAL_SUBJECT_ACCESS_REVIEW "k8s.io/api/authorization/v1.LocalSubjectAccessReview" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AuthorizationV1SubjectAccessReviewSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(AuthorizationV1SubjectAccessReviewStatus) VALUE Omit]
}
V1_NON_RESOURCE_ATTRIBUTES "k8s.io/api/authorization/v1.NonResourceAttributes" {
  1 [8 MAX "path" Single String VALUE Omit]
  2 [8 MAX "verb" Single String VALUE Omit]
}
V1_NON_RESOURCE_RULE "k8s.io/api/authorization/v1.NonResourceRule" {
  1 [8 MAX "verbs" List String VALUE Keep]
  2 [8 MAX "nonResourceURLs" List String VALUE Omit]
}
V1_RESOURCE_ATTRIBUTES "k8s.io/api/authorization/v1.ResourceAttributes" {
  1 [8 MAX "namespace" Single String VALUE Omit]
  2 [8 MAX "verb" Single String VALUE Omit]
  3 [8 MAX "group" Single String VALUE Omit]
  4 [8 MAX "version" Single String VALUE Omit]
  5 [8 MAX "resource" Single String VALUE Omit]
  6 [8 MAX "subresource" Single String VALUE Omit]
  7 [8 MAX "name" Single String VALUE Omit]
  8 [31 MAX "fieldSelector" Single Message(AuthorizationV1FieldSelectorAttributes) POINTER Omit]
  9 [31 MAX "labelSelector" Single Message(AuthorizationV1LabelSelectorAttributes) POINTER Omit]
}
V1_RESOURCE_RULE "k8s.io/api/authorization/v1.ResourceRule" {
  1 [8 MAX "verbs" List String VALUE Keep]
  2 [8 MAX "apiGroups" List String VALUE Omit]
  3 [8 MAX "resources" List String VALUE Omit]
  4 [8 MAX "resourceNames" List String VALUE Omit]
}
V1_SELF_SUBJECT_ACCESS_REVIEW "k8s.io/api/authorization/v1.SelfSubjectAccessReview" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AuthorizationV1SelfSubjectAccessReviewSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(AuthorizationV1SubjectAccessReviewStatus) VALUE Omit]
}
V1_SELF_SUBJECT_ACCESS_REVIEW_SPEC "k8s.io/api/authorization/v1.SelfSubjectAccessReviewSpec" {
  1 [8 MAX "resourceAttributes" Single Message(AuthorizationV1ResourceAttributes) POINTER Omit]
  2 [8 MAX "nonResourceAttributes" Single Message(AuthorizationV1NonResourceAttributes) POINTER Omit]
}
V1_SELF_SUBJECT_RULES_REVIEW "k8s.io/api/authorization/v1.SelfSubjectRulesReview" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AuthorizationV1SelfSubjectRulesReviewSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(AuthorizationV1SubjectRulesReviewStatus) VALUE Omit]
}
V1_SELF_SUBJECT_RULES_REVIEW_SPEC "k8s.io/api/authorization/v1.SelfSubjectRulesReviewSpec" {
  1 [8 MAX "namespace" Single String VALUE Omit]
}
V1_SUBJECT_ACCESS_REVIEW "k8s.io/api/authorization/v1.SubjectAccessReview" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AuthorizationV1SubjectAccessReviewSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(AuthorizationV1SubjectAccessReviewStatus) VALUE Omit]
}
V1_SUBJECT_ACCESS_REVIEW_SPEC "k8s.io/api/authorization/v1.SubjectAccessReviewSpec" {
  1 [8 MAX "resourceAttributes" Single Message(AuthorizationV1ResourceAttributes) POINTER Omit]
  2 [8 MAX "nonResourceAttributes" Single Message(AuthorizationV1NonResourceAttributes) POINTER Omit]
  3 [8 MAX "user" Single String VALUE Omit]
  4 [8 MAX "groups" List String VALUE Omit]
  5 [8 MAX "extra" Map StringList VALUE Omit]
  6 [8 MAX "uid" Single String VALUE Omit]
}
V1_SUBJECT_ACCESS_REVIEW_STATUS "k8s.io/api/authorization/v1.SubjectAccessReviewStatus" {
  1 [8 MAX "allowed" Single Bool VALUE Keep]
  4 [9 MAX "denied" Single Bool VALUE Omit]
  2 [8 MAX "reason" Single String VALUE Omit]
  3 [8 MAX "evaluationError" Single String VALUE Omit]
}
V1_SUBJECT_RULES_REVIEW_STATUS "k8s.io/api/authorization/v1.SubjectRulesReviewStatus" {
  1 [8 MAX "resourceRules" List Message(AuthorizationV1ResourceRule) VALUE Keep]
  2 [8 MAX "nonResourceRules" List Message(AuthorizationV1NonResourceRule) VALUE Keep]
  3 [8 MAX "incomplete" Single Bool VALUE Keep]
  4 [8 MAX "evaluationError" Single String VALUE Omit]
}
V1BETA1_LOCAL_SUBJECT_ACCESS_REVIEW "k8s.io/api/authorization/v1beta1.LocalSubjectAccessReview" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AuthorizationV1beta1SubjectAccessReviewSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(AuthorizationV1beta1SubjectAccessReviewStatus) VALUE Omit]
}
V1BETA1_NON_RESOURCE_ATTRIBUTES "k8s.io/api/authorization/v1beta1.NonResourceAttributes" {
  1 [8 MAX "path" Single String VALUE Omit]
  2 [8 MAX "verb" Single String VALUE Omit]
}
V1BETA1_NON_RESOURCE_RULE "k8s.io/api/authorization/v1beta1.NonResourceRule" {
  1 [8 MAX "verbs" List String VALUE Keep]
  2 [8 MAX "nonResourceURLs" List String VALUE Omit]
}
V1BETA1_RESOURCE_ATTRIBUTES "k8s.io/api/authorization/v1beta1.ResourceAttributes" {
  1 [8 MAX "namespace" Single String VALUE Omit]
  2 [8 MAX "verb" Single String VALUE Omit]
  3 [8 MAX "group" Single String VALUE Omit]
  4 [8 MAX "version" Single String VALUE Omit]
  5 [8 MAX "resource" Single String VALUE Omit]
  6 [8 MAX "subresource" Single String VALUE Omit]
  7 [8 MAX "name" Single String VALUE Omit]
  8 [31 MAX "fieldSelector" Single Message(AuthorizationV1FieldSelectorAttributes) POINTER Omit]
  9 [31 MAX "labelSelector" Single Message(AuthorizationV1LabelSelectorAttributes) POINTER Omit]
}
V1BETA1_RESOURCE_RULE "k8s.io/api/authorization/v1beta1.ResourceRule" {
  1 [8 MAX "verbs" List String VALUE Keep]
  2 [8 MAX "apiGroups" List String VALUE Omit]
  3 [8 MAX "resources" List String VALUE Omit]
  4 [8 MAX "resourceNames" List String VALUE Omit]
}
V1BETA1_SELF_SUBJECT_ACCESS_REVIEW "k8s.io/api/authorization/v1beta1.SelfSubjectAccessReview" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AuthorizationV1beta1SelfSubjectAccessReviewSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(AuthorizationV1beta1SubjectAccessReviewStatus) VALUE Omit]
}
V1BETA1_SELF_SUBJECT_ACCESS_REVIEW_SPEC "k8s.io/api/authorization/v1beta1.SelfSubjectAccessReviewSpec" {
  1 [8 MAX "resourceAttributes" Single Message(AuthorizationV1beta1ResourceAttributes) POINTER Omit]
  2 [8 MAX "nonResourceAttributes" Single Message(AuthorizationV1beta1NonResourceAttributes) POINTER Omit]
}
V1BETA1_SELF_SUBJECT_RULES_REVIEW "k8s.io/api/authorization/v1beta1.SelfSubjectRulesReview" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AuthorizationV1beta1SelfSubjectRulesReviewSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(AuthorizationV1beta1SubjectRulesReviewStatus) VALUE Omit]
}
V1BETA1_SELF_SUBJECT_RULES_REVIEW_SPEC "k8s.io/api/authorization/v1beta1.SelfSubjectRulesReviewSpec" {
  1 [8 MAX "namespace" Single String VALUE Omit]
}
V1BETA1_SUBJECT_ACCESS_REVIEW "k8s.io/api/authorization/v1beta1.SubjectAccessReview" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AuthorizationV1beta1SubjectAccessReviewSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(AuthorizationV1beta1SubjectAccessReviewStatus) VALUE Omit]
}
V1BETA1_SUBJECT_ACCESS_REVIEW_SPEC "k8s.io/api/authorization/v1beta1.SubjectAccessReviewSpec" {
  1 [8 MAX "resourceAttributes" Single Message(AuthorizationV1beta1ResourceAttributes) POINTER Omit]
  2 [8 MAX "nonResourceAttributes" Single Message(AuthorizationV1beta1NonResourceAttributes) POINTER Omit]
  3 [8 MAX "user" Single String VALUE Omit]
  4 [8 MAX "group" List String VALUE Omit]
  5 [8 MAX "extra" Map StringList VALUE Omit]
  6 [8 MAX "uid" Single String VALUE Omit]
}
V1BETA1_SUBJECT_ACCESS_REVIEW_STATUS "k8s.io/api/authorization/v1beta1.SubjectAccessReviewStatus" {
  1 [8 MAX "allowed" Single Bool VALUE Keep]
  4 [9 MAX "denied" Single Bool VALUE Omit]
  2 [8 MAX "reason" Single String VALUE Omit]
  3 [8 MAX "evaluationError" Single String VALUE Omit]
}
V1BETA1_SUBJECT_RULES_REVIEW_STATUS "k8s.io/api/authorization/v1beta1.SubjectRulesReviewStatus" {
  1 [8 MAX "resourceRules" List Message(AuthorizationV1beta1ResourceRule) VALUE Keep]
  2 [8 MAX "nonResourceRules" List Message(AuthorizationV1beta1NonResourceRule) VALUE Keep]
  3 [8 MAX "incomplete" Single Bool VALUE Keep]
  4 [8 MAX "evaluationError" Single String VALUE Omit]
}
}
