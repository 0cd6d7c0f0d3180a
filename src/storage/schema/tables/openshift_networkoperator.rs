//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_EGRESS_ROUTER "github.com/openshift/api/networkoperator/v1.EgressRouter" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(OpenshiftNetworkoperatorV1EgressRouterSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(OpenshiftNetworkoperatorV1EgressRouterStatus) VALUE Omit]
}
V1_EGRESS_ROUTER_ADDRESS "github.com/openshift/api/networkoperator/v1.EgressRouterAddress" {
  1 [8 MAX "ip" Single String VALUE Keep]
  2 [8 MAX "gateway" Single String VALUE Omit]
}
V1_EGRESS_ROUTER_INTERFACE "github.com/openshift/api/networkoperator/v1.EgressRouterInterface" {
  1 [8 MAX "macvlan" Single Message(OpenshiftNetworkoperatorV1MacvlanConfig) VALUE Keep]
}
V1_EGRESS_ROUTER_SPEC "github.com/openshift/api/networkoperator/v1.EgressRouterSpec" {
  1 [8 MAX "mode" Single String VALUE Keep]
  2 [8 MAX "redirect" Single Message(OpenshiftNetworkoperatorV1RedirectConfig) POINTER Omit]
  3 [8 MAX "networkInterface" Single Message(OpenshiftNetworkoperatorV1EgressRouterInterface) VALUE Keep]
  4 [8 MAX "addresses" List Message(OpenshiftNetworkoperatorV1EgressRouterAddress) VALUE Keep]
}
V1_EGRESS_ROUTER_STATUS "github.com/openshift/api/networkoperator/v1.EgressRouterStatus" {
  1 [8 MAX "conditions" List Message(OpenshiftNetworkoperatorV1EgressRouterStatusCondition) VALUE Keep]
}
V1_EGRESS_ROUTER_STATUS_CONDITION "github.com/openshift/api/networkoperator/v1.EgressRouterStatusCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastTransitionTime" Single Time VALUE Keep]
  4 [8 MAX "reason" Single String VALUE Omit]
  5 [8 MAX "message" Single String VALUE Omit]
}
V1_L4_REDIRECT_RULE "github.com/openshift/api/networkoperator/v1.L4RedirectRule" {
  1 [8 MAX "destinationIP" Single String VALUE Keep]
  2 [8 MAX "port" Single Int32 VALUE Keep]
  3 [8 MAX "protocol" Single String VALUE Keep]
  4 [8 MAX "targetPort" Single Int32 VALUE Omit]
}
V1_MACVLAN_CONFIG "github.com/openshift/api/networkoperator/v1.MacvlanConfig" {
  1 [8 MAX "mode" Single String VALUE Keep]
  2 [8 MAX "master" Single String VALUE Omit]
}
V1_REDIRECT_CONFIG "github.com/openshift/api/networkoperator/v1.RedirectConfig" {
  1 [8 MAX "redirectRules" List Message(OpenshiftNetworkoperatorV1L4RedirectRule) VALUE Omit]
  2 [8 MAX "fallbackIP" Single String VALUE Omit]
}
}
