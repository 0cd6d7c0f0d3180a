//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_CLOUD_PRIVATE_IP_CONFIG "github.com/openshift/api/cloudnetwork/v1.CloudPrivateIPConfig" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(OpenshiftCloudnetworkV1CloudPrivateIPConfigSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(OpenshiftCloudnetworkV1CloudPrivateIPConfigStatus) VALUE Omit]
}
V1_CLOUD_PRIVATE_IP_CONFIG_SPEC "github.com/openshift/api/cloudnetwork/v1.CloudPrivateIPConfigSpec" {
  1 [8 MAX "node" Single String VALUE Keep]
}
V1_CLOUD_PRIVATE_IP_CONFIG_STATUS "github.com/openshift/api/cloudnetwork/v1.CloudPrivateIPConfigStatus" {
  1 [8 MAX "node" Single String VALUE Keep]
  2 [8 MAX "conditions" List Message(MetaV1Condition) VALUE Keep]
}
}
