//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_CONFIG "github.com/openshift/api/samples/v1.Config" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Keep]
  2 [8 MAX "spec" Single Message(OpenshiftSamplesV1ConfigSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(OpenshiftSamplesV1ConfigStatus) VALUE Omit]
}
V1_CONFIG_CONDITION "github.com/openshift/api/samples/v1.ConfigCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastUpdateTime" Single Time VALUE Omit]
  4 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  5 [8 MAX "reason" Single String VALUE Omit]
  6 [8 MAX "message" Single String VALUE Omit]
}
V1_CONFIG_SPEC "github.com/openshift/api/samples/v1.ConfigSpec" {
  1 [8 MAX "managementState" Single String VALUE Omit]
  2 [8 MAX "samplesRegistry" Single String VALUE Omit]
  4 [8 MAX "architectures" List String VALUE Omit]
  5 [8 MAX "skippedImagestreams" List String VALUE Omit]
  6 [8 MAX "skippedTemplates" List String VALUE Omit]
  7 [8 MAX "skippedHelmCharts" List String VALUE Omit]
}
V1_CONFIG_STATUS "github.com/openshift/api/samples/v1.ConfigStatus" {
  1 [8 MAX "managementState" Single String VALUE Omit]
  2 [8 MAX "conditions" List Message(OpenshiftSamplesV1ConfigCondition) VALUE Omit]
  3 [8 MAX "samplesRegistry" Single String VALUE Omit]
  5 [8 MAX "architectures" List String VALUE Omit]
  6 [8 MAX "skippedImagestreams" List String VALUE Omit]
  7 [8 MAX "skippedTemplates" List String VALUE Omit]
  8 [8 MAX "version" Single String VALUE Omit]
}
}
