//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_CUSTOM_DEPLOYMENT_STRATEGY_PARAMS "github.com/openshift/api/apps/v1.CustomDeploymentStrategyParams" {
  1 [8 MAX "image" Single String VALUE Omit]
  2 [8 MAX "environment" List Message(CoreV1EnvVar) VALUE Omit]
  3 [8 MAX "command" List String VALUE Omit]
}
V1_DEPLOYMENT_CAUSE "github.com/openshift/api/apps/v1.DeploymentCause" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "imageTrigger" Single Message(OpenshiftAppsV1DeploymentCauseImageTrigger) POINTER Omit]
}
V1_DEPLOYMENT_CAUSE_IMAGE_TRIGGER "github.com/openshift/api/apps/v1.DeploymentCauseImageTrigger" {
  1 [8 MAX "from" Single Message(CoreV1ObjectReference) VALUE Keep]
}
V1_DEPLOYMENT_CONDITION "github.com/openshift/api/apps/v1.DeploymentCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  6 [8 MAX "lastUpdateTime" Single Time VALUE Omit]
  3 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [8 MAX "reason" Single String VALUE Omit]
  5 [8 MAX "message" Single String VALUE Omit]
}
V1_DEPLOYMENT_CONFIG "github.com/openshift/api/apps/v1.DeploymentConfig" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(OpenshiftAppsV1DeploymentConfigSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(OpenshiftAppsV1DeploymentConfigStatus) VALUE Omit]
}
V1_DEPLOYMENT_CONFIG_ROLLBACK "github.com/openshift/api/apps/v1.DeploymentConfigRollback" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "updatedAnnotations" Map String VALUE Omit]
  3 [8 MAX "spec" Single Message(OpenshiftAppsV1DeploymentConfigRollbackSpec) VALUE Keep]
}
V1_DEPLOYMENT_CONFIG_ROLLBACK_SPEC "github.com/openshift/api/apps/v1.DeploymentConfigRollbackSpec" {
  1 [8 MAX "from" Single Message(CoreV1ObjectReference) VALUE Keep]
  2 [8 MAX "revision" Single Int64 VALUE Omit]
  3 [8 MAX "includeTriggers" Single Bool VALUE Keep]
  4 [8 MAX "includeTemplate" Single Bool VALUE Keep]
  5 [8 MAX "includeReplicationMeta" Single Bool VALUE Keep]
  6 [8 MAX "includeStrategy" Single Bool VALUE Keep]
}
V1_DEPLOYMENT_CONFIG_SPEC "github.com/openshift/api/apps/v1.DeploymentConfigSpec" {
  1 [8 MAX "strategy" Single Message(OpenshiftAppsV1DeploymentStrategy) VALUE Keep]
  9 [8 MAX "minReadySeconds" Single Int32 VALUE Omit]
  2 [8 MAX "triggers" Single MessageList(OpenshiftAppsV1DeploymentTriggerPolicy) VALUE Keep]
  3 [8 MAX "replicas" Single Int32 VALUE Keep]
  4 [8 MAX "revisionHistoryLimit" Single Int32 POINTER Omit]
  5 [8 MAX "test" Single Bool VALUE Keep]
  6 [8 MAX "paused" Single Bool VALUE Omit]
  7 [8 MAX "selector" Map String VALUE Omit]
  8 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) POINTER Omit]
}
V1_DEPLOYMENT_CONFIG_STATUS "github.com/openshift/api/apps/v1.DeploymentConfigStatus" {
  1 [8 MAX "latestVersion" Single Int64 VALUE Keep]
  2 [8 MAX "observedGeneration" Single Int64 VALUE Keep]
  3 [8 MAX "replicas" Single Int32 VALUE Keep]
  4 [8 MAX "updatedReplicas" Single Int32 VALUE Keep]
  5 [8 MAX "availableReplicas" Single Int32 VALUE Keep]
  6 [8 MAX "unavailableReplicas" Single Int32 VALUE Keep]
  7 [8 MAX "details" Single Message(OpenshiftAppsV1DeploymentDetails) POINTER Omit]
  8 [8 MAX "conditions" List Message(OpenshiftAppsV1DeploymentCondition) VALUE Omit]
  9 [8 MAX "readyReplicas" Single Int32 VALUE Omit]
}
V1_DEPLOYMENT_DETAILS "github.com/openshift/api/apps/v1.DeploymentDetails" {
  1 [8 MAX "message" Single String VALUE Omit]
  2 [8 MAX "causes" List Message(OpenshiftAppsV1DeploymentCause) VALUE Keep]
}
V1_DEPLOYMENT_LOG "github.com/openshift/api/apps/v1.DeploymentLog" {
}
V1_DEPLOYMENT_LOG_OPTIONS "github.com/openshift/api/apps/v1.DeploymentLogOptions" {
  1 [8 MAX "container" Single String VALUE Omit]
  2 [8 MAX "follow" Single Bool VALUE Omit]
  3 [8 MAX "previous" Single Bool VALUE Omit]
  4 [8 MAX "sinceSeconds" Single Int64 POINTER Omit]
  5 [8 MAX "sinceTime" Single Time POINTER Omit]
  6 [8 MAX "timestamps" Single Bool VALUE Omit]
  7 [8 MAX "tailLines" Single Int64 POINTER Omit]
  8 [8 MAX "limitBytes" Single Int64 POINTER Omit]
  9 [8 MAX "nowait" Single Bool VALUE Omit]
  10 [8 MAX "version" Single Int64 POINTER Omit]
}
V1_DEPLOYMENT_REQUEST "github.com/openshift/api/apps/v1.DeploymentRequest" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "latest" Single Bool VALUE Keep]
  3 [8 MAX "force" Single Bool VALUE Keep]
  4 [8 MAX "excludeTriggers" List String VALUE Omit]
}
V1_DEPLOYMENT_STRATEGY "github.com/openshift/api/apps/v1.DeploymentStrategy" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "customParams" Single Message(OpenshiftAppsV1CustomDeploymentStrategyParams) POINTER Omit]
  3 [8 MAX "recreateParams" Single Message(OpenshiftAppsV1RecreateDeploymentStrategyParams) POINTER Omit]
  4 [8 MAX "rollingParams" Single Message(OpenshiftAppsV1RollingDeploymentStrategyParams) POINTER Omit]
  5 [8 MAX "resources" Single Message(CoreV1ResourceRequirements) VALUE Omit]
  6 [8 MAX "labels" Map String VALUE Omit]
  7 [8 MAX "annotations" Map String VALUE Omit]
  8 [8 MAX "activeDeadlineSeconds" Single Int64 POINTER Omit]
}
V1_DEPLOYMENT_TRIGGER_IMAGE_CHANGE_PARAMS "github.com/openshift/api/apps/v1.DeploymentTriggerImageChangeParams" {
  1 [8 MAX "automatic" Single Bool VALUE Omit]
  2 [8 MAX "containerNames" List String VALUE Omit]
  3 [8 MAX "from" Single Message(CoreV1ObjectReference) VALUE Keep]
  4 [8 MAX "lastTriggeredImage" Single String VALUE Omit]
}
V1_DEPLOYMENT_TRIGGER_POLICY "github.com/openshift/api/apps/v1.DeploymentTriggerPolicy" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "imageChangeParams" Single Message(OpenshiftAppsV1DeploymentTriggerImageChangeParams) POINTER Omit]
}
V1_EXEC_NEW_POD_HOOK "github.com/openshift/api/apps/v1.ExecNewPodHook" {
  1 [8 MAX "command" List String VALUE Keep]
  2 [8 MAX "env" List Message(CoreV1EnvVar) VALUE Omit]
  3 [8 MAX "containerName" Single String VALUE Keep]
  4 [8 MAX "volumes" List String VALUE Omit]
}
V1_LIFECYCLE_HOOK "github.com/openshift/api/apps/v1.LifecycleHook" {
  1 [8 MAX "failurePolicy" Single String VALUE Keep]
  2 [8 MAX "execNewPod" Single Message(OpenshiftAppsV1ExecNewPodHook) POINTER Omit]
  3 [8 MAX "tagImages" List Message(OpenshiftAppsV1TagImageHook) VALUE Omit]
}
V1_RECREATE_DEPLOYMENT_STRATEGY_PARAMS "github.com/openshift/api/apps/v1.RecreateDeploymentStrategyParams" {
  1 [8 MAX "timeoutSeconds" Single Int64 POINTER Omit]
  2 [8 MAX "pre" Single Message(OpenshiftAppsV1LifecycleHook) POINTER Omit]
  3 [8 MAX "mid" Single Message(OpenshiftAppsV1LifecycleHook) POINTER Omit]
  4 [8 MAX "post" Single Message(OpenshiftAppsV1LifecycleHook) POINTER Omit]
}
V1_ROLLING_DEPLOYMENT_STRATEGY_PARAMS "github.com/openshift/api/apps/v1.RollingDeploymentStrategyParams" {
  1 [8 MAX "updatePeriodSeconds" Single Int64 POINTER Omit]
  2 [8 MAX "intervalSeconds" Single Int64 POINTER Omit]
  3 [8 MAX "timeoutSeconds" Single Int64 POINTER Omit]
  4 [8 MAX "maxUnavailable" Single IntOrString POINTER Omit]
  5 [8 MAX "maxSurge" Single IntOrString POINTER Omit]
  7 [8 MAX "pre" Single Message(OpenshiftAppsV1LifecycleHook) POINTER Omit]
  8 [8 MAX "post" Single Message(OpenshiftAppsV1LifecycleHook) POINTER Omit]
}
V1_TAG_IMAGE_HOOK "github.com/openshift/api/apps/v1.TagImageHook" {
  1 [8 MAX "containerName" Single String VALUE Keep]
  2 [8 MAX "to" Single Message(CoreV1ObjectReference) VALUE Keep]
}
}
