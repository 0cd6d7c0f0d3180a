//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1ALPHA1_EVICTION "k8s.io/api/lifecycle/v1alpha1.Eviction" {
  1 [37 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [37 MAX "spec" Single Message(LifecycleV1alpha1EvictionSpec) VALUE Keep]
  3 [37 MAX "status" Single Message(LifecycleV1alpha1EvictionStatus) VALUE Omit]
}
V1ALPHA1_EVICTION_POD_REFERENCE "k8s.io/api/lifecycle/v1alpha1.EvictionPodReference" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "uid" Single String VALUE Keep]
}
V1ALPHA1_EVICTION_REQUEST "k8s.io/api/lifecycle/v1alpha1.EvictionRequest" {
  1 [37 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [37 MAX "spec" Single Message(LifecycleV1alpha1EvictionRequestSpec) VALUE Keep]
  3 [37 MAX "status" Single Message(LifecycleV1alpha1EvictionRequestStatus) VALUE Omit]
}
V1ALPHA1_EVICTION_REQUEST_POD_REFERENCE "k8s.io/api/lifecycle/v1alpha1.EvictionRequestPodReference" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "uid" Single String VALUE Keep]
}
V1ALPHA1_EVICTION_REQUEST_SPEC "k8s.io/api/lifecycle/v1alpha1.EvictionRequestSpec" {
  1 [37 MAX "target" Single Message(LifecycleV1alpha1EvictionRequestTarget) VALUE Keep]
  2 [37 MAX "requester" Single String VALUE Keep]
  3 [37 MAX "intent" Single String VALUE Keep]
}
V1ALPHA1_EVICTION_REQUEST_STATUS "k8s.io/api/lifecycle/v1alpha1.EvictionRequestStatus" {
  1 [37 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
  2 [37 MAX "observedGeneration" Single Int64 POINTER Omit]
}
V1ALPHA1_EVICTION_REQUEST_TARGET "k8s.io/api/lifecycle/v1alpha1.EvictionRequestTarget" {
  1 [37 MAX "pod" Single Message(LifecycleV1alpha1EvictionRequestPodReference) POINTER Omit]
}
V1ALPHA1_EVICTION_SPEC "k8s.io/api/lifecycle/v1alpha1.EvictionSpec" {
  1 [37 MAX "target" Single Message(LifecycleV1alpha1EvictionTarget) VALUE Keep]
}
V1ALPHA1_EVICTION_STATUS "k8s.io/api/lifecycle/v1alpha1.EvictionStatus" {
  1 [37 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
  2 [37 MAX "observedGeneration" Single Int64 POINTER Omit]
  3 [37 MAX "requesters" List Message(LifecycleV1alpha1Requester) VALUE Omit]
  4 [37 MAX "targetResponders" List Message(LifecycleV1alpha1TargetResponder) VALUE Omit]
  5 [37 MAX "responders" List Message(LifecycleV1alpha1ResponderStatus) VALUE Omit]
}
V1ALPHA1_EVICTION_TARGET "k8s.io/api/lifecycle/v1alpha1.EvictionTarget" {
  1 [37 MAX "pod" Single Message(LifecycleV1alpha1EvictionPodReference) POINTER Omit]
}
V1ALPHA1_REQUESTER "k8s.io/api/lifecycle/v1alpha1.Requester" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "intent" Single String VALUE Keep]
}
V1ALPHA1_RESPONDER_STATUS "k8s.io/api/lifecycle/v1alpha1.ResponderStatus" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "startTime" Single Time POINTER Omit]
  3 [37 MAX "heartbeatTime" Single Time POINTER Omit]
  4 [37 MAX "expectedCompletionTime" Single Time POINTER Omit]
  5 [37 MAX "completionTime" Single Time POINTER Omit]
  6 [37 MAX "message" Single String POINTER Omit]
}
V1ALPHA1_TARGET_RESPONDER "k8s.io/api/lifecycle/v1alpha1.TargetResponder" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "priority" Single Int32 POINTER Keep]
  3 [37 MAX "state" Single String VALUE Keep]
}
}
