//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_LEASE "k8s.io/api/coordination/v1.Lease" {
  1 [14 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [14 MAX "spec" Single Message(CoordinationV1LeaseSpec) VALUE Omit]
}
V1_LEASE_SPEC "k8s.io/api/coordination/v1.LeaseSpec" {
  1 [14 MAX "holderIdentity" Single String POINTER Omit]
  2 [14 MAX "leaseDurationSeconds" Single Int32 POINTER Omit]
  3 [14 MAX "acquireTime" Single MicroTime POINTER Omit]
  4 [14 MAX "renewTime" Single MicroTime POINTER Omit]
  5 [14 MAX "leaseTransitions" Single Int32 POINTER Omit]
  6 [31 MAX "strategy" Single String POINTER Omit]
  7 [31 MAX "preferredHolder" Single String POINTER Omit]
}
V1ALPHA1_LEASE_CANDIDATE "k8s.io/api/coordination/v1alpha1.LeaseCandidate" {
  1 [31 31 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [31 31 "spec" Single Message(CoordinationV1alpha1LeaseCandidateSpec) VALUE Omit]
}
V1ALPHA1_LEASE_CANDIDATE_SPEC "k8s.io/api/coordination/v1alpha1.LeaseCandidateSpec" {
  1 [31 31 "leaseName" Single String VALUE Keep]
  2 [31 31 "pingTime" Single MicroTime POINTER Omit]
  3 [31 31 "renewTime" Single MicroTime POINTER Omit]
  4 [31 31 "binaryVersion" Single String VALUE Omit]
  5 [31 31 "emulationVersion" Single String VALUE Omit]
  6 [31 31 "preferredStrategies" List String VALUE Omit]
}
V1ALPHA2_LEASE_CANDIDATE "k8s.io/api/coordination/v1alpha2.LeaseCandidate" {
  1 [32 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [32 MAX "spec" Single Message(CoordinationV1alpha2LeaseCandidateSpec) VALUE Omit]
}
V1ALPHA2_LEASE_CANDIDATE_SPEC "k8s.io/api/coordination/v1alpha2.LeaseCandidateSpec" {
  1 [32 MAX "leaseName" Single String VALUE Keep]
  2 [32 MAX "pingTime" Single MicroTime POINTER Omit]
  3 [32 MAX "renewTime" Single MicroTime POINTER Omit]
  4 [32 MAX "binaryVersion" Single String VALUE Keep]
  5 [32 MAX "emulationVersion" Single String VALUE Omit]
  6 [32 MAX "strategy" Single String VALUE Omit]
}
V1BETA1_LEASE "k8s.io/api/coordination/v1beta1.Lease" {
  1 [12 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [12 MAX "spec" Single Message(CoordinationV1beta1LeaseSpec) VALUE Omit]
}
V1BETA1_LEASE_CANDIDATE "k8s.io/api/coordination/v1beta1.LeaseCandidate" {
  1 [33 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [33 MAX "spec" Single Message(CoordinationV1beta1LeaseCandidateSpec) VALUE Omit]
}
V1BETA1_LEASE_CANDIDATE_SPEC "k8s.io/api/coordination/v1beta1.LeaseCandidateSpec" {
  1 [33 MAX "leaseName" Single String VALUE Keep]
  2 [33 MAX "pingTime" Single MicroTime POINTER Omit]
  3 [33 MAX "renewTime" Single MicroTime POINTER Omit]
  4 [33 MAX "binaryVersion" Single String VALUE Keep]
  5 [33 MAX "emulationVersion" Single String VALUE Omit]
  6 [33 MAX "strategy" Single String VALUE Omit]
}
V1BETA1_LEASE_SPEC "k8s.io/api/coordination/v1beta1.LeaseSpec" {
  1 [12 MAX "holderIdentity" Single String POINTER Omit]
  2 [12 MAX "leaseDurationSeconds" Single Int32 POINTER Omit]
  3 [12 MAX "acquireTime" Single MicroTime POINTER Omit]
  4 [12 MAX "renewTime" Single MicroTime POINTER Omit]
  5 [12 MAX "leaseTransitions" Single Int32 POINTER Omit]
  6 [31 MAX "strategy" Single String POINTER Omit]
  7 [31 MAX "preferredHolder" Single String POINTER Omit]
}
}
