//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_CLUSTER_NETWORK "github.com/openshift/api/network/v1.ClusterNetwork" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "network" Single String VALUE Omit]
  3 [8 MAX "hostsubnetlength" Single Int64 VALUE Omit]
  4 [8 MAX "serviceNetwork" Single String VALUE Keep]
  5 [8 MAX "pluginName" Single String VALUE Omit]
  6 [8 MAX "clusterNetworks" List Message(OpenshiftNetworkV1ClusterNetworkEntry) VALUE Keep]
  7 [11 MAX "vxlanPort" Single Int64 POINTER Omit]
  8 [14 MAX "mtu" Single Int64 POINTER Omit]
}
V1_CLUSTER_NETWORK_ENTRY "github.com/openshift/api/network/v1.ClusterNetworkEntry" {
  1 [8 MAX "CIDR" Single String VALUE Keep]
  2 [8 MAX "hostSubnetLength" Single Int64 VALUE Keep]
}
V1_EGRESS_NETWORK_POLICY "github.com/openshift/api/network/v1.EgressNetworkPolicy" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(OpenshiftNetworkV1EgressNetworkPolicySpec) VALUE Keep]
}
V1_EGRESS_NETWORK_POLICY_PEER "github.com/openshift/api/network/v1.EgressNetworkPolicyPeer" {
  1 [8 MAX "cidrSelector" Single String VALUE Omit]
  2 [8 MAX "dnsName" Single String VALUE Omit]
}
V1_EGRESS_NETWORK_POLICY_RULE "github.com/openshift/api/network/v1.EgressNetworkPolicyRule" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "to" Single Message(OpenshiftNetworkV1EgressNetworkPolicyPeer) VALUE Keep]
}
V1_EGRESS_NETWORK_POLICY_SPEC "github.com/openshift/api/network/v1.EgressNetworkPolicySpec" {
  1 [8 MAX "egress" List Message(OpenshiftNetworkV1EgressNetworkPolicyRule) VALUE Keep]
}
V1_HOST_SUBNET "github.com/openshift/api/network/v1.HostSubnet" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "host" Single String VALUE Keep]
  3 [8 MAX "hostIP" Single String VALUE Keep]
  4 [8 MAX "subnet" Single String VALUE Keep]
  5 [8 MAX "egressIPs" List String VALUE Omit]
  6 [11 MAX "egressCIDRs" List String VALUE Omit]
}
V1_NET_NAMESPACE "github.com/openshift/api/network/v1.NetNamespace" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "netname" Single String VALUE Keep]
  3 [8 MAX "netid" Single Int64 VALUE Keep]
  4 [8 MAX "egressIPs" List String VALUE Omit]
}
}
