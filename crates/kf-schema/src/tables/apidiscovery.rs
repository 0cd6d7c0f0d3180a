//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V2_API_GROUP_DISCOVERY "k8s.io/api/apidiscovery/v2.APIGroupDiscovery" {
  1 [30 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [30 MAX "versions" List Message(ApidiscoveryV2APIVersionDiscovery) VALUE Omit]
}
V2_API_RESOURCE_DISCOVERY "k8s.io/api/apidiscovery/v2.APIResourceDiscovery" {
  1 [30 MAX "resource" Single String VALUE Keep]
  2 [30 MAX "responseKind" Single Message(MetaV1GroupVersionKind) POINTER Omit]
  3 [30 MAX "scope" Single String VALUE Keep]
  4 [30 MAX "singularResource" Single String VALUE Keep]
  5 [30 MAX "verbs" List String VALUE Keep]
  6 [30 MAX "shortNames" List String VALUE Omit]
  7 [30 MAX "categories" List String VALUE Omit]
  8 [30 MAX "subresources" List Message(ApidiscoveryV2APISubresourceDiscovery) VALUE Omit]
}
V2_API_SUBRESOURCE_DISCOVERY "k8s.io/api/apidiscovery/v2.APISubresourceDiscovery" {
  1 [30 MAX "subresource" Single String VALUE Keep]
  2 [30 MAX "responseKind" Single Message(MetaV1GroupVersionKind) POINTER Omit]
  3 [30 MAX "acceptedTypes" List Message(MetaV1GroupVersionKind) VALUE Omit]
  4 [30 MAX "verbs" List String VALUE Keep]
}
V2_API_VERSION_DISCOVERY "k8s.io/api/apidiscovery/v2.APIVersionDiscovery" {
  1 [30 MAX "version" Single String VALUE Keep]
  2 [30 MAX "resources" List Message(ApidiscoveryV2APIResourceDiscovery) VALUE Omit]
  3 [30 MAX "freshness" Single String VALUE Omit]
}
V2BETA1_API_GROUP_DISCOVERY "k8s.io/api/apidiscovery/v2beta1.APIGroupDiscovery" {
  1 [26 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [26 MAX "versions" List Message(ApidiscoveryV2beta1APIVersionDiscovery) VALUE Omit]
}
V2BETA1_API_RESOURCE_DISCOVERY "k8s.io/api/apidiscovery/v2beta1.APIResourceDiscovery" {
  1 [26 MAX "resource" Single String VALUE Keep]
  2 [26 MAX "responseKind" Single Message(MetaV1GroupVersionKind) POINTER Omit]
  3 [26 MAX "scope" Single String VALUE Keep]
  4 [26 MAX "singularResource" Single String VALUE Keep]
  5 [26 MAX "verbs" List String VALUE Keep]
  6 [26 MAX "shortNames" List String VALUE Omit]
  7 [26 MAX "categories" List String VALUE Omit]
  8 [26 MAX "subresources" List Message(ApidiscoveryV2beta1APISubresourceDiscovery) VALUE Omit]
}
V2BETA1_API_SUBRESOURCE_DISCOVERY "k8s.io/api/apidiscovery/v2beta1.APISubresourceDiscovery" {
  1 [26 MAX "subresource" Single String VALUE Keep]
  2 [26 MAX "responseKind" Single Message(MetaV1GroupVersionKind) POINTER Omit]
  3 [26 MAX "acceptedTypes" List Message(MetaV1GroupVersionKind) VALUE Omit]
  4 [26 MAX "verbs" List String VALUE Keep]
}
V2BETA1_API_VERSION_DISCOVERY "k8s.io/api/apidiscovery/v2beta1.APIVersionDiscovery" {
  1 [26 MAX "version" Single String VALUE Keep]
  2 [26 MAX "resources" List Message(ApidiscoveryV2beta1APIResourceDiscovery) VALUE Omit]
  3 [26 MAX "freshness" Single String VALUE Omit]
}
}
