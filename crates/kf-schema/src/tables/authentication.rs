//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_BOUND_OBJECT_REFERENCE "k8s.io/api/authentication/v1.BoundObjectReference" {
  1 [10 MAX "kind" Single String VALUE Omit]
  2 [10 20 "apiVersion" Single String VALUE Omit] [21 MAX "apiVersion" Single String VALUE Omit]
  3 [10 MAX "name" Single String VALUE Omit]
  4 [10 MAX "uid" Single String VALUE Omit]
}
V1_SELF_SUBJECT_REVIEW "k8s.io/api/authentication/v1.SelfSubjectReview" {
  1 [28 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [28 MAX "status" Single Message(AuthenticationV1SelfSubjectReviewStatus) VALUE Omit]
}
V1_SELF_SUBJECT_REVIEW_STATUS "k8s.io/api/authentication/v1.SelfSubjectReviewStatus" {
  1 [28 MAX "userInfo" Single Message(AuthenticationV1UserInfo) VALUE Omit]
}
V1_TOKEN_REQUEST "k8s.io/api/authentication/v1.TokenRequest" {
  1 [10 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [10 MAX "spec" Single Message(AuthenticationV1TokenRequestSpec) VALUE Keep]
  3 [10 MAX "status" Single Message(AuthenticationV1TokenRequestStatus) VALUE Omit]
}
V1_TOKEN_REQUEST_SPEC "k8s.io/api/authentication/v1.TokenRequestSpec" {
  1 [10 MAX "audiences" List String VALUE Keep]
  4 [10 MAX "expirationSeconds" Single Int64 POINTER Keep]
  3 [10 MAX "boundObjectRef" Single Message(AuthenticationV1BoundObjectReference) POINTER Keep]
  5 [37 MAX "attestations" Map StringList VALUE Omit]
}
V1_TOKEN_REQUEST_STATUS "k8s.io/api/authentication/v1.TokenRequestStatus" {
  1 [10 MAX "token" Single String VALUE Keep]
  2 [10 MAX "expirationTimestamp" Single Time VALUE Keep]
}
V1_TOKEN_REVIEW "k8s.io/api/authentication/v1.TokenReview" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AuthenticationV1TokenReviewSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(AuthenticationV1TokenReviewStatus) VALUE Omit]
}
V1_TOKEN_REVIEW_SPEC "k8s.io/api/authentication/v1.TokenReviewSpec" {
  1 [8 MAX "token" Single String VALUE Omit]
  2 [13 MAX "audiences" List String VALUE Omit]
}
V1_TOKEN_REVIEW_STATUS "k8s.io/api/authentication/v1.TokenReviewStatus" {
  1 [8 MAX "authenticated" Single Bool VALUE Omit]
  2 [8 MAX "user" Single Message(AuthenticationV1UserInfo) VALUE Omit]
  4 [13 MAX "audiences" List String VALUE Omit]
  3 [8 MAX "error" Single String VALUE Omit]
}
V1_USER_INFO "k8s.io/api/authentication/v1.UserInfo" {
  1 [8 MAX "username" Single String VALUE Omit]
  2 [8 MAX "uid" Single String VALUE Omit]
  3 [8 MAX "groups" List String VALUE Omit]
  4 [8 MAX "extra" Map StringList VALUE Omit]
}
V1ALPHA1_SELF_SUBJECT_REVIEW "k8s.io/api/authentication/v1alpha1.SelfSubjectReview" {
  1 [26 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [26 MAX "status" Single Message(AuthenticationV1alpha1SelfSubjectReviewStatus) VALUE Omit]
}
V1ALPHA1_SELF_SUBJECT_REVIEW_STATUS "k8s.io/api/authentication/v1alpha1.SelfSubjectReviewStatus" {
  1 [26 MAX "userInfo" Single Message(AuthenticationV1UserInfo) VALUE Omit]
}
V1BETA1_SELF_SUBJECT_REVIEW "k8s.io/api/authentication/v1beta1.SelfSubjectReview" {
  1 [27 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [27 MAX "status" Single Message(AuthenticationV1beta1SelfSubjectReviewStatus) VALUE Omit]
}
V1BETA1_SELF_SUBJECT_REVIEW_STATUS "k8s.io/api/authentication/v1beta1.SelfSubjectReviewStatus" {
  1 [27 MAX "userInfo" Single Message(AuthenticationV1UserInfo) VALUE Omit]
}
V1BETA1_TOKEN_REVIEW "k8s.io/api/authentication/v1beta1.TokenReview" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AuthenticationV1beta1TokenReviewSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(AuthenticationV1beta1TokenReviewStatus) VALUE Omit]
}
V1BETA1_TOKEN_REVIEW_SPEC "k8s.io/api/authentication/v1beta1.TokenReviewSpec" {
  1 [8 MAX "token" Single String VALUE Omit]
  2 [13 MAX "audiences" List String VALUE Omit]
}
V1BETA1_TOKEN_REVIEW_STATUS "k8s.io/api/authentication/v1beta1.TokenReviewStatus" {
  1 [8 MAX "authenticated" Single Bool VALUE Omit]
  2 [8 MAX "user" Single Message(AuthenticationV1beta1UserInfo) VALUE Omit]
  4 [13 MAX "audiences" List String VALUE Omit]
  3 [8 MAX "error" Single String VALUE Omit]
}
V1BETA1_USER_INFO "k8s.io/api/authentication/v1beta1.UserInfo" {
  1 [8 MAX "username" Single String VALUE Omit]
  2 [8 MAX "uid" Single String VALUE Omit]
  3 [8 MAX "groups" List String VALUE Omit]
  4 [8 MAX "extra" Map StringList VALUE Omit]
}
}
