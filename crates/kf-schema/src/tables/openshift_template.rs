//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_BROKER_TEMPLATE_INSTANCE "github.com/openshift/api/template/v1.BrokerTemplateInstance" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(OpenshiftTemplateV1BrokerTemplateInstanceSpec) VALUE Keep]
}
V1_BROKER_TEMPLATE_INSTANCE_SPEC "github.com/openshift/api/template/v1.BrokerTemplateInstanceSpec" {
  1 [8 MAX "templateInstance" Single Message(CoreV1ObjectReference) VALUE Keep]
  2 [8 MAX "secret" Single Message(CoreV1ObjectReference) VALUE Keep]
  3 [8 MAX "bindingIDs" List String VALUE Omit]
}
V1_PARAMETER "github.com/openshift/api/template/v1.Parameter" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "displayName" Single String VALUE Omit]
  3 [8 MAX "description" Single String VALUE Omit]
  4 [8 MAX "value" Single String VALUE Omit]
  5 [8 MAX "generate" Single String VALUE Omit]
  6 [8 MAX "from" Single String VALUE Omit]
  7 [8 MAX "required" Single Bool VALUE Omit]
}
V1_TEMPLATE "github.com/openshift/api/template/v1.Template" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "message" Single String VALUE Omit]
  3 [8 MAX "objects" List RawExtension VALUE Keep]
  4 [8 MAX "parameters" List Message(OpenshiftTemplateV1Parameter) VALUE Omit]
  5 [8 MAX "labels" Map String VALUE Omit]
}
V1_TEMPLATE_INSTANCE "github.com/openshift/api/template/v1.TemplateInstance" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(OpenshiftTemplateV1TemplateInstanceSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(OpenshiftTemplateV1TemplateInstanceStatus) VALUE Keep]
}
V1_TEMPLATE_INSTANCE_CONDITION "github.com/openshift/api/template/v1.TemplateInstanceCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastTransitionTime" Single Time VALUE Keep]
  4 [8 MAX "reason" Single String VALUE Keep]
  5 [8 MAX "message" Single String VALUE Keep]
}
V1_TEMPLATE_INSTANCE_OBJECT "github.com/openshift/api/template/v1.TemplateInstanceObject" {
  1 [8 MAX "ref" Single Message(CoreV1ObjectReference) VALUE Omit]
}
V1_TEMPLATE_INSTANCE_REQUESTER "github.com/openshift/api/template/v1.TemplateInstanceRequester" {
  1 [8 MAX "username" Single String VALUE Omit]
  2 [8 MAX "uid" Single String VALUE Omit]
  3 [8 MAX "groups" List String VALUE Omit]
  4 [8 MAX "extra" Map StringList VALUE Omit]
}
V1_TEMPLATE_INSTANCE_SPEC "github.com/openshift/api/template/v1.TemplateInstanceSpec" {
  1 [8 MAX "template" Single Message(OpenshiftTemplateV1Template) VALUE Keep]
  2 [8 MAX "secret" Single Message(CoreV1LocalObjectReference) POINTER Omit]
  3 [8 MAX "requester" Single Message(OpenshiftTemplateV1TemplateInstanceRequester) POINTER Keep]
}
V1_TEMPLATE_INSTANCE_STATUS "github.com/openshift/api/template/v1.TemplateInstanceStatus" {
  1 [8 MAX "conditions" List Message(OpenshiftTemplateV1TemplateInstanceCondition) VALUE Omit]
  2 [8 MAX "objects" List Message(OpenshiftTemplateV1TemplateInstanceObject) VALUE Omit]
}
}
