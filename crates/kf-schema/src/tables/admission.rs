//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_ADMISSION_REQUEST "k8s.io/api/admission/v1.AdmissionRequest" {
  1 [16 MAX "uid" Single String VALUE Keep]
  2 [16 MAX "kind" Single Message(MetaV1GroupVersionKind) VALUE Keep]
  3 [16 MAX "resource" Single Message(MetaV1GroupVersionResource) VALUE Keep]
  4 [16 MAX "subResource" Single String VALUE Omit]
  13 [16 MAX "requestKind" Single Message(MetaV1GroupVersionKind) POINTER Omit]
  14 [16 MAX "requestResource" Single Message(MetaV1GroupVersionResource) POINTER Omit]
  15 [16 MAX "requestSubResource" Single String VALUE Omit]
  5 [16 MAX "name" Single String VALUE Omit]
  6 [16 MAX "namespace" Single String VALUE Omit]
  7 [16 MAX "operation" Single String VALUE Keep]
  8 [16 MAX "userInfo" Single Message(AuthenticationV1UserInfo) VALUE Keep]
  9 [16 MAX "object" Single RawExtension VALUE Omit]
  10 [16 MAX "oldObject" Single RawExtension VALUE Omit]
  11 [16 MAX "dryRun" Single Bool POINTER Omit]
  12 [16 MAX "options" Single RawExtension VALUE Omit]
}
V1_ADMISSION_RESPONSE "k8s.io/api/admission/v1.AdmissionResponse" {
  1 [16 MAX "uid" Single String VALUE Keep]
  2 [16 MAX "allowed" Single Bool VALUE Keep]
  3 [16 MAX "status" Single Message(MetaV1Status) POINTER Omit]
  4 [16 MAX "patch" Single Bytes VALUE Omit]
  5 [16 MAX "patchType" Single String POINTER Omit]
  6 [16 MAX "auditAnnotations" Map String VALUE Omit]
  7 [19 MAX "warnings" List String VALUE Omit]
}
V1_ADMISSION_REVIEW "k8s.io/api/admission/v1.AdmissionReview" {
  1 [16 MAX "request" Single Message(AdmissionV1AdmissionRequest) POINTER Omit]
  2 [16 MAX "response" Single Message(AdmissionV1AdmissionResponse) POINTER Omit]
}
V1ALPHA1_ADMISSION_REVIEW "k8s.io/api/admission/v1alpha1.AdmissionReview" {
  1 [8 8 "spec" Single Message(AdmissionV1alpha1AdmissionReviewSpec) VALUE Omit]
  2 [8 8 "status" Single Message(AdmissionV1alpha1AdmissionReviewStatus) VALUE Omit]
}
V1ALPHA1_ADMISSION_REVIEW_SPEC "k8s.io/api/admission/v1alpha1.AdmissionReviewSpec" {
  1 [8 8 "kind" Single Message(MetaV1GroupVersionKind) VALUE Omit]
  2 [8 8 "object" Single RawExtension VALUE Omit]
  3 [8 8 "oldObject" Single RawExtension VALUE Omit]
  4 [8 8 "operation" Single String VALUE Omit]
  5 [8 8 "name" Single String VALUE Omit]
  6 [8 8 "namespace" Single String VALUE Omit]
  7 [8 8 "resource" Single Message(MetaV1GroupVersionResource) VALUE Omit]
  8 [8 8 "subResource" Single String VALUE Omit]
  9 [8 8 "userInfo" Single Message(AuthenticationV1UserInfo) VALUE Omit]
}
V1ALPHA1_ADMISSION_REVIEW_STATUS "k8s.io/api/admission/v1alpha1.AdmissionReviewStatus" {
  1 [8 8 "allowed" Single Bool VALUE Keep]
  2 [8 8 "status" Single Message(MetaV1Status) POINTER Omit]
}
V1BETA1_ADMISSION_REQUEST "k8s.io/api/admission/v1beta1.AdmissionRequest" {
  1 [9 MAX "uid" Single String VALUE Keep]
  2 [9 MAX "kind" Single Message(MetaV1GroupVersionKind) VALUE Keep]
  3 [9 MAX "resource" Single Message(MetaV1GroupVersionResource) VALUE Keep]
  4 [9 MAX "subResource" Single String VALUE Omit]
  13 [15 MAX "requestKind" Single Message(MetaV1GroupVersionKind) POINTER Omit]
  14 [15 MAX "requestResource" Single Message(MetaV1GroupVersionResource) POINTER Omit]
  15 [15 MAX "requestSubResource" Single String VALUE Omit]
  5 [9 MAX "name" Single String VALUE Omit]
  6 [9 MAX "namespace" Single String VALUE Omit]
  7 [9 MAX "operation" Single String VALUE Keep]
  8 [9 MAX "userInfo" Single Message(AuthenticationV1UserInfo) VALUE Keep]
  9 [9 MAX "object" Single RawExtension VALUE Omit]
  10 [9 MAX "oldObject" Single RawExtension VALUE Omit]
  11 [12 MAX "dryRun" Single Bool POINTER Omit]
  12 [15 MAX "options" Single RawExtension VALUE Omit]
}
V1BETA1_ADMISSION_RESPONSE "k8s.io/api/admission/v1beta1.AdmissionResponse" {
  1 [9 MAX "uid" Single String VALUE Keep]
  2 [9 MAX "allowed" Single Bool VALUE Keep]
  3 [9 MAX "status" Single Message(MetaV1Status) POINTER Omit]
  4 [9 MAX "patch" Single Bytes VALUE Omit]
  5 [9 MAX "patchType" Single String POINTER Omit]
  6 [12 MAX "auditAnnotations" Map String VALUE Omit]
  7 [19 MAX "warnings" List String VALUE Omit]
}
V1BETA1_ADMISSION_REVIEW "k8s.io/api/admission/v1beta1.AdmissionReview" {
  1 [9 MAX "request" Single Message(AdmissionV1beta1AdmissionRequest) POINTER Omit]
  2 [9 MAX "response" Single Message(AdmissionV1beta1AdmissionResponse) POINTER Omit]
}
}
