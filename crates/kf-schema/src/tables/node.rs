//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_OVERHEAD "k8s.io/api/node/v1.Overhead" {
  1 [20 MAX "podFixed" Map Quantity VALUE Omit]
}
V1_RUNTIME_CLASS "k8s.io/api/node/v1.RuntimeClass" {
  1 [20 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [20 MAX "handler" Single String VALUE Keep]
  3 [20 MAX "overhead" Single Message(NodeV1Overhead) POINTER Omit]
  4 [20 MAX "scheduling" Single Message(NodeV1Scheduling) POINTER Omit]
}
V1_SCHEDULING "k8s.io/api/node/v1.Scheduling" {
  1 [20 MAX "nodeSelector" Map String VALUE Omit]
  2 [20 MAX "tolerations" List Message(CoreV1Toleration) VALUE Omit]
}
V1ALPHA1_OVERHEAD "k8s.io/api/node/v1alpha1.Overhead" {
  1 [16 MAX "podFixed" Map Quantity VALUE Omit]
}
V1ALPHA1_RUNTIME_CLASS "k8s.io/api/node/v1alpha1.RuntimeClass" {
  1 [14 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [14 MAX "spec" Single Message(NodeV1alpha1RuntimeClassSpec) VALUE Keep]
}
V1ALPHA1_RUNTIME_CLASS_SPEC "k8s.io/api/node/v1alpha1.RuntimeClassSpec" {
  1 [14 MAX "runtimeHandler" Single String VALUE Keep]
  2 [16 MAX "overhead" Single Message(NodeV1alpha1Overhead) POINTER Omit]
  3 [16 MAX "scheduling" Single Message(NodeV1alpha1Scheduling) POINTER Omit]
}
V1ALPHA1_SCHEDULING "k8s.io/api/node/v1alpha1.Scheduling" {
  1 [16 MAX "nodeSelector" Map String VALUE Omit]
  2 [16 MAX "tolerations" List Message(CoreV1Toleration) VALUE Omit]
}
V1BETA1_OVERHEAD "k8s.io/api/node/v1beta1.Overhead" {
  1 [16 MAX "podFixed" Map Quantity VALUE Omit]
}
V1BETA1_RUNTIME_CLASS "k8s.io/api/node/v1beta1.RuntimeClass" {
  1 [14 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [14 MAX "handler" Single String VALUE Keep]
  3 [16 MAX "overhead" Single Message(NodeV1beta1Overhead) POINTER Omit]
  4 [16 MAX "scheduling" Single Message(NodeV1beta1Scheduling) POINTER Omit]
}
V1BETA1_SCHEDULING "k8s.io/api/node/v1beta1.Scheduling" {
  1 [16 MAX "nodeSelector" Map String VALUE Omit]
  2 [16 MAX "tolerations" List Message(CoreV1Toleration) VALUE Omit]
}
}
