//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_PROJECT "github.com/openshift/api/project/v1.Project" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(OpenshiftProjectV1ProjectSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(OpenshiftProjectV1ProjectStatus) VALUE Omit]
}
V1_PROJECT_REQUEST "github.com/openshift/api/project/v1.ProjectRequest" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "displayName" Single String VALUE Omit]
  3 [8 MAX "description" Single String VALUE Omit]
}
V1_PROJECT_SPEC "github.com/openshift/api/project/v1.ProjectSpec" {
  1 [8 MAX "finalizers" List String VALUE Omit]
}
V1_PROJECT_STATUS "github.com/openshift/api/project/v1.ProjectStatus" {
  1 [8 MAX "phase" Single String VALUE Omit]
  2 [16 MAX "conditions" List Message(CoreV1NamespaceCondition) VALUE Omit]
}
}
