//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1ALPHA1_IMAGE_REVIEW "k8s.io/api/imagepolicy/v1alpha1.ImageReview" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(ImagepolicyV1alpha1ImageReviewSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(ImagepolicyV1alpha1ImageReviewStatus) VALUE Omit]
}
V1ALPHA1_IMAGE_REVIEW_CONTAINER_SPEC "k8s.io/api/imagepolicy/v1alpha1.ImageReviewContainerSpec" {
  1 [8 MAX "image" Single String VALUE Omit]
}
V1ALPHA1_IMAGE_REVIEW_SPEC "k8s.io/api/imagepolicy/v1alpha1.ImageReviewSpec" {
  1 [8 MAX "containers" List Message(ImagepolicyV1alpha1ImageReviewContainerSpec) VALUE Omit]
  2 [8 MAX "annotations" Map String VALUE Omit]
  3 [8 MAX "namespace" Single String VALUE Omit]
}
V1ALPHA1_IMAGE_REVIEW_STATUS "k8s.io/api/imagepolicy/v1alpha1.ImageReviewStatus" {
  1 [8 MAX "allowed" Single Bool VALUE Keep]
  2 [8 MAX "reason" Single String VALUE Omit]
  3 [12 MAX "auditAnnotations" Map String VALUE Omit]
}
}
