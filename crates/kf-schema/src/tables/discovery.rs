//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_ENDPOINT "k8s.io/api/discovery/v1.Endpoint" {
  1 [21 MAX "addresses" List String VALUE Keep]
  2 [21 MAX "conditions" Single Message(DiscoveryV1EndpointConditions) VALUE Omit]
  3 [21 MAX "hostname" Single String POINTER Omit]
  4 [21 MAX "targetRef" Single Message(CoreV1ObjectReference) POINTER Omit]
  5 [21 MAX "deprecatedTopology" Map String VALUE Omit]
  6 [21 MAX "nodeName" Single String POINTER Omit]
  7 [21 MAX "zone" Single String POINTER Omit]
  8 [21 MAX "hints" Single Message(DiscoveryV1EndpointHints) POINTER Omit]
}
V1_ENDPOINT_CONDITIONS "k8s.io/api/discovery/v1.EndpointConditions" {
  1 [21 MAX "ready" Single Bool POINTER Omit]
  2 [21 MAX "serving" Single Bool POINTER Omit]
  3 [21 MAX "terminating" Single Bool POINTER Omit]
}
V1_ENDPOINT_HINTS "k8s.io/api/discovery/v1.EndpointHints" {
  1 [21 MAX "forZones" List Message(DiscoveryV1ForZone) VALUE Omit]
  2 [33 MAX "forNodes" List Message(DiscoveryV1ForNode) VALUE Omit]
}
V1_ENDPOINT_PORT "k8s.io/api/discovery/v1.EndpointPort" {
  1 [21 MAX "name" Single String POINTER Omit]
  2 [21 MAX "protocol" Single String POINTER Omit]
  3 [21 MAX "port" Single Int32 POINTER Omit]
  4 [21 MAX "appProtocol" Single String POINTER Omit]
}
V1_ENDPOINT_SLICE "k8s.io/api/discovery/v1.EndpointSlice" {
  1 [21 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  4 [21 MAX "addressType" Single String VALUE Keep]
  2 [21 MAX "endpoints" List Message(DiscoveryV1Endpoint) VALUE Keep]
  3 [21 MAX "ports" List Message(DiscoveryV1EndpointPort) VALUE Keep]
}
V1_FOR_NODE "k8s.io/api/discovery/v1.ForNode" {
  1 [33 MAX "name" Single String VALUE Keep]
}
V1_FOR_ZONE "k8s.io/api/discovery/v1.ForZone" {
  1 [21 MAX "name" Single String VALUE Keep]
}
V1ALPHA1_ENDPOINT "k8s.io/api/discovery/v1alpha1.Endpoint" {
  1 [16 20 "addresses" List String VALUE Keep]
  2 [16 20 "conditions" Single Message(DiscoveryV1alpha1EndpointConditions) VALUE Omit]
  3 [16 20 "hostname" Single String POINTER Omit]
  4 [16 20 "targetRef" Single Message(CoreV1ObjectReference) POINTER Omit]
  5 [16 20 "topology" Map String VALUE Omit]
  6 [20 20 "nodeName" Single String POINTER Omit]
}
V1ALPHA1_ENDPOINT_CONDITIONS "k8s.io/api/discovery/v1alpha1.EndpointConditions" {
  1 [16 20 "ready" Single Bool POINTER Omit]
  2 [20 20 "serving" Single Bool POINTER Omit]
  3 [20 20 "terminating" Single Bool POINTER Omit]
}
V1ALPHA1_ENDPOINT_PORT "k8s.io/api/discovery/v1alpha1.EndpointPort" {
  1 [16 20 "name" Single String POINTER Omit]
  2 [16 20 "protocol" Single String POINTER Omit]
  3 [16 20 "port" Single Int32 POINTER Omit]
  4 [17 20 "appProtocol" Single String POINTER Omit]
}
V1ALPHA1_ENDPOINT_SLICE "k8s.io/api/discovery/v1alpha1.EndpointSlice" {
  1 [16 20 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  4 [16 16 "addressType" Single String POINTER Keep] [17 20 "addressType" Single String VALUE Keep]
  2 [16 20 "endpoints" List Message(DiscoveryV1alpha1Endpoint) VALUE Keep]
  3 [16 20 "ports" List Message(DiscoveryV1alpha1EndpointPort) VALUE Keep]
}
V1BETA1_ENDPOINT "k8s.io/api/discovery/v1beta1.Endpoint" {
  1 [17 MAX "addresses" List String VALUE Keep]
  2 [17 MAX "conditions" Single Message(DiscoveryV1beta1EndpointConditions) VALUE Omit]
  3 [17 MAX "hostname" Single String POINTER Omit]
  4 [17 MAX "targetRef" Single Message(CoreV1ObjectReference) POINTER Omit]
  5 [17 MAX "topology" Map String VALUE Omit]
  6 [20 MAX "nodeName" Single String POINTER Omit]
  7 [21 MAX "hints" Single Message(DiscoveryV1beta1EndpointHints) POINTER Omit]
}
V1BETA1_ENDPOINT_CONDITIONS "k8s.io/api/discovery/v1beta1.EndpointConditions" {
  1 [17 MAX "ready" Single Bool POINTER Omit]
  2 [20 MAX "serving" Single Bool POINTER Omit]
  3 [20 MAX "terminating" Single Bool POINTER Omit]
}
V1BETA1_ENDPOINT_HINTS "k8s.io/api/discovery/v1beta1.EndpointHints" {
  1 [21 MAX "forZones" List Message(DiscoveryV1beta1ForZone) VALUE Omit]
  2 [33 MAX "forNodes" List Message(DiscoveryV1beta1ForNode) VALUE Omit]
}
V1BETA1_ENDPOINT_PORT "k8s.io/api/discovery/v1beta1.EndpointPort" {
  1 [17 MAX "name" Single String POINTER Omit]
  2 [17 MAX "protocol" Single String POINTER Omit]
  3 [17 MAX "port" Single Int32 POINTER Omit]
  4 [17 MAX "appProtocol" Single String POINTER Omit]
}
V1BETA1_ENDPOINT_SLICE "k8s.io/api/discovery/v1beta1.EndpointSlice" {
  1 [17 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  4 [17 MAX "addressType" Single String VALUE Keep]
  2 [17 MAX "endpoints" List Message(DiscoveryV1beta1Endpoint) VALUE Keep]
  3 [17 MAX "ports" List Message(DiscoveryV1beta1EndpointPort) VALUE Keep]
}
V1BETA1_FOR_NODE "k8s.io/api/discovery/v1beta1.ForNode" {
  1 [33 MAX "name" Single String VALUE Keep]
}
V1BETA1_FOR_ZONE "k8s.io/api/discovery/v1beta1.ForZone" {
  1 [21 MAX "name" Single String VALUE Keep]
}
}
