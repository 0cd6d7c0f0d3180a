//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_BINARY_BUILD_REQUEST_OPTIONS "github.com/openshift/api/build/v1.BinaryBuildRequestOptions" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "asFile" Single String VALUE Omit]
  3 [8 MAX "revision.commit" Single String VALUE Omit]
  4 [8 MAX "revision.message" Single String VALUE Omit]
  5 [8 MAX "revision.authorName" Single String VALUE Omit]
  6 [8 MAX "revision.authorEmail" Single String VALUE Omit]
  7 [8 MAX "revision.committerName" Single String VALUE Omit]
  8 [8 MAX "revision.committerEmail" Single String VALUE Omit]
}
V1_BINARY_BUILD_SOURCE "github.com/openshift/api/build/v1.BinaryBuildSource" {
  1 [8 MAX "asFile" Single String VALUE Omit]
}
V1_BITBUCKET_WEB_HOOK_CAUSE "github.com/openshift/api/build/v1.BitbucketWebHookCause" {
  1 [8 MAX "" Single Message(OpenshiftBuildV1CommonWebHookCause) VALUE Keep]
}
V1_BUILD "github.com/openshift/api/build/v1.Build" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(OpenshiftBuildV1BuildSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(OpenshiftBuildV1BuildStatus) VALUE Omit]
}
V1_BUILD_CONDITION "github.com/openshift/api/build/v1.BuildCondition" {
  1 [17 MAX "type" Single String VALUE Keep]
  2 [17 MAX "status" Single String VALUE Keep]
  6 [17 MAX "lastUpdateTime" Single Time VALUE Omit]
  3 [17 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [17 MAX "reason" Single String VALUE Omit]
  5 [17 MAX "message" Single String VALUE Omit]
}
V1_BUILD_CONFIG "github.com/openshift/api/build/v1.BuildConfig" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(OpenshiftBuildV1BuildConfigSpec) VALUE Keep]
  3 [8 MAX "status" Single Message(OpenshiftBuildV1BuildConfigStatus) VALUE Keep]
}
V1_BUILD_CONFIG_SPEC "github.com/openshift/api/build/v1.BuildConfigSpec" {
  1 [8 17 "triggers" List Message(OpenshiftBuildV1BuildTriggerPolicy) VALUE Keep] [18 MAX "triggers" List Message(OpenshiftBuildV1BuildTriggerPolicy) VALUE Omit]
  2 [8 MAX "runPolicy" Single String VALUE Omit]
  3 [8 MAX "" Single Message(OpenshiftBuildV1CommonSpec) VALUE Keep]
  4 [8 MAX "successfulBuildsHistoryLimit" Single Int32 POINTER Omit]
  5 [8 MAX "failedBuildsHistoryLimit" Single Int32 POINTER Omit]
}
V1_BUILD_CONFIG_STATUS "github.com/openshift/api/build/v1.BuildConfigStatus" {
  1 [8 MAX "lastVersion" Single Int64 VALUE Keep]
  2 [21 MAX "imageChangeTriggers" List Message(OpenshiftBuildV1ImageChangeTriggerStatus) VALUE Omit]
}
V1_BUILD_LOG "github.com/openshift/api/build/v1.BuildLog" {
}
V1_BUILD_LOG_OPTIONS "github.com/openshift/api/build/v1.BuildLogOptions" {
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
  11 [18 MAX "insecureSkipTLSVerifyBackend" Single Bool VALUE Omit]
}
V1_BUILD_OUTPUT "github.com/openshift/api/build/v1.BuildOutput" {
  1 [8 MAX "to" Single Message(CoreV1ObjectReference) POINTER Omit]
  2 [8 MAX "pushSecret" Single Message(CoreV1LocalObjectReference) POINTER Omit]
  3 [8 MAX "imageLabels" List Message(OpenshiftBuildV1ImageLabel) VALUE Omit]
}
V1_BUILD_POST_COMMIT_SPEC "github.com/openshift/api/build/v1.BuildPostCommitSpec" {
  1 [8 MAX "command" List String VALUE Omit]
  2 [8 MAX "args" List String VALUE Omit]
  3 [8 MAX "script" Single String VALUE Omit]
}
V1_BUILD_REQUEST "github.com/openshift/api/build/v1.BuildRequest" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "revision" Single Message(OpenshiftBuildV1SourceRevision) POINTER Omit]
  3 [8 MAX "triggeredByImage" Single Message(CoreV1ObjectReference) POINTER Omit]
  4 [8 MAX "from" Single Message(CoreV1ObjectReference) POINTER Omit]
  5 [8 MAX "binary" Single Message(OpenshiftBuildV1BinaryBuildSource) POINTER Omit]
  6 [8 MAX "lastVersion" Single Int64 POINTER Omit]
  7 [8 MAX "env" List Message(CoreV1EnvVar) VALUE Omit]
  8 [8 17 "triggeredBy" List Message(OpenshiftBuildV1BuildTriggerCause) VALUE Keep] [18 MAX "triggeredBy" List Message(OpenshiftBuildV1BuildTriggerCause) VALUE Omit]
  9 [8 MAX "dockerStrategyOptions" Single Message(OpenshiftBuildV1DockerStrategyOptions) POINTER Omit]
  10 [8 MAX "sourceStrategyOptions" Single Message(OpenshiftBuildV1SourceStrategyOptions) POINTER Omit]
}
V1_BUILD_SOURCE "github.com/openshift/api/build/v1.BuildSource" {
  1 [8 19 "type" Single String VALUE Keep] [20 MAX "type" Single String VALUE Omit]
  2 [8 MAX "binary" Single Message(OpenshiftBuildV1BinaryBuildSource) POINTER Omit]
  3 [8 MAX "dockerfile" Single String POINTER Omit]
  4 [8 MAX "git" Single Message(OpenshiftBuildV1GitBuildSource) POINTER Omit]
  5 [8 MAX "images" List Message(OpenshiftBuildV1ImageSource) VALUE Omit]
  6 [8 MAX "contextDir" Single String VALUE Omit]
  7 [8 MAX "sourceSecret" Single Message(CoreV1LocalObjectReference) POINTER Omit]
  8 [8 MAX "secrets" List Message(OpenshiftBuildV1SecretBuildSource) VALUE Omit]
  9 [11 MAX "configMaps" List Message(OpenshiftBuildV1ConfigMapBuildSource) VALUE Omit]
}
V1_BUILD_SPEC "github.com/openshift/api/build/v1.BuildSpec" {
  1 [8 MAX "" Single Message(OpenshiftBuildV1CommonSpec) VALUE Keep]
  2 [8 17 "triggeredBy" List Message(OpenshiftBuildV1BuildTriggerCause) VALUE Keep] [18 MAX "triggeredBy" List Message(OpenshiftBuildV1BuildTriggerCause) VALUE Omit]
}
V1_BUILD_STATUS "github.com/openshift/api/build/v1.BuildStatus" {
  1 [8 MAX "phase" Single String VALUE Keep]
  2 [8 MAX "cancelled" Single Bool VALUE Omit]
  3 [8 MAX "reason" Single String VALUE Omit]
  4 [8 MAX "message" Single String VALUE Omit]
  5 [8 MAX "startTimestamp" Single Time POINTER Omit]
  6 [8 MAX "completionTimestamp" Single Time POINTER Omit]
  7 [8 MAX "duration" Single Int64 VALUE Omit]
  8 [8 MAX "outputDockerImageReference" Single String VALUE Omit]
  9 [8 MAX "config" Single Message(CoreV1ObjectReference) POINTER Omit]
  10 [8 MAX "output" Single Message(OpenshiftBuildV1BuildStatusOutput) VALUE Omit]
  11 [8 MAX "stages" List Message(OpenshiftBuildV1StageInfo) VALUE Omit]
  12 [8 MAX "logSnippet" Single String VALUE Omit]
  13 [17 MAX "conditions" List Message(OpenshiftBuildV1BuildCondition) VALUE Omit]
}
V1_BUILD_STATUS_OUTPUT "github.com/openshift/api/build/v1.BuildStatusOutput" {
  1 [8 MAX "to" Single Message(OpenshiftBuildV1BuildStatusOutputTo) POINTER Omit]
}
V1_BUILD_STATUS_OUTPUT_TO "github.com/openshift/api/build/v1.BuildStatusOutputTo" {
  1 [8 MAX "imageDigest" Single String VALUE Omit]
}
V1_BUILD_STRATEGY "github.com/openshift/api/build/v1.BuildStrategy" {
  1 [8 19 "type" Single String VALUE Keep] [20 MAX "type" Single String VALUE Omit]
  2 [8 MAX "dockerStrategy" Single Message(OpenshiftBuildV1DockerBuildStrategy) POINTER Omit]
  3 [8 MAX "sourceStrategy" Single Message(OpenshiftBuildV1SourceBuildStrategy) POINTER Omit]
  4 [8 MAX "customStrategy" Single Message(OpenshiftBuildV1CustomBuildStrategy) POINTER Omit]
  5 [8 MAX "jenkinsPipelineStrategy" Single Message(OpenshiftBuildV1JenkinsPipelineBuildStrategy) POINTER Omit]
}
V1_BUILD_TRIGGER_CAUSE "github.com/openshift/api/build/v1.BuildTriggerCause" {
  1 [8 MAX "message" Single String VALUE Omit]
  2 [8 MAX "genericWebHook" Single Message(OpenshiftBuildV1GenericWebHookCause) POINTER Omit]
  3 [8 MAX "githubWebHook" Single Message(OpenshiftBuildV1GitHubWebHookCause) POINTER Omit]
  4 [8 MAX "imageChangeBuild" Single Message(OpenshiftBuildV1ImageChangeCause) POINTER Omit]
  5 [8 MAX "gitlabWebHook" Single Message(OpenshiftBuildV1GitLabWebHookCause) POINTER Omit]
  6 [8 MAX "bitbucketWebHook" Single Message(OpenshiftBuildV1BitbucketWebHookCause) POINTER Omit]
}
V1_BUILD_TRIGGER_POLICY "github.com/openshift/api/build/v1.BuildTriggerPolicy" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "github" Single Message(OpenshiftBuildV1WebHookTrigger) POINTER Omit]
  3 [8 MAX "generic" Single Message(OpenshiftBuildV1WebHookTrigger) POINTER Omit]
  4 [8 MAX "imageChange" Single Message(OpenshiftBuildV1ImageChangeTrigger) POINTER Omit]
  5 [8 MAX "gitlab" Single Message(OpenshiftBuildV1WebHookTrigger) POINTER Omit]
  6 [8 MAX "bitbucket" Single Message(OpenshiftBuildV1WebHookTrigger) POINTER Omit]
}
V1_BUILD_VOLUME "github.com/openshift/api/build/v1.BuildVolume" {
  1 [22 MAX "name" Single String VALUE Keep]
  2 [22 MAX "source" Single Message(OpenshiftBuildV1BuildVolumeSource) VALUE Keep]
  3 [22 MAX "mounts" List Message(OpenshiftBuildV1BuildVolumeMount) VALUE Keep]
}
V1_BUILD_VOLUME_MOUNT "github.com/openshift/api/build/v1.BuildVolumeMount" {
  1 [22 MAX "destinationPath" Single String VALUE Keep]
}
V1_BUILD_VOLUME_SOURCE "github.com/openshift/api/build/v1.BuildVolumeSource" {
  1 [22 MAX "type" Single String VALUE Keep]
  2 [22 MAX "secret" Single Message(CoreV1SecretVolumeSource) POINTER Omit]
  3 [22 MAX "configMap" Single Message(CoreV1ConfigMapVolumeSource) POINTER Omit]
  4 [23 MAX "csi" Single Message(CoreV1CSIVolumeSource) POINTER Omit]
}
V1_COMMON_SPEC "github.com/openshift/api/build/v1.CommonSpec" {
  1 [8 MAX "serviceAccount" Single String VALUE Omit]
  2 [8 MAX "source" Single Message(OpenshiftBuildV1BuildSource) VALUE Omit]
  3 [8 MAX "revision" Single Message(OpenshiftBuildV1SourceRevision) POINTER Omit]
  4 [8 MAX "strategy" Single Message(OpenshiftBuildV1BuildStrategy) VALUE Keep]
  5 [8 MAX "output" Single Message(OpenshiftBuildV1BuildOutput) VALUE Omit]
  6 [8 MAX "resources" Single Message(CoreV1ResourceRequirements) VALUE Omit]
  7 [8 MAX "postCommit" Single Message(OpenshiftBuildV1BuildPostCommitSpec) VALUE Omit]
  8 [8 MAX "completionDeadlineSeconds" Single Int64 POINTER Omit]
  9 [8 MAX "nodeSelector" Single StringMap VALUE Keep]
  10 [21 MAX "mountTrustedCA" Single Bool POINTER Omit]
}
V1_COMMON_WEB_HOOK_CAUSE "github.com/openshift/api/build/v1.CommonWebHookCause" {
  1 [8 MAX "revision" Single Message(OpenshiftBuildV1SourceRevision) POINTER Omit]
  2 [8 MAX "secret" Single String VALUE Omit]
}
V1_CONFIG_MAP_BUILD_SOURCE "github.com/openshift/api/build/v1.ConfigMapBuildSource" {
  1 [11 MAX "configMap" Single Message(CoreV1LocalObjectReference) VALUE Keep]
  2 [11 MAX "destinationDir" Single String VALUE Omit]
}
V1_CUSTOM_BUILD_STRATEGY "github.com/openshift/api/build/v1.CustomBuildStrategy" {
  1 [8 MAX "from" Single Message(CoreV1ObjectReference) VALUE Keep]
  2 [8 MAX "pullSecret" Single Message(CoreV1LocalObjectReference) POINTER Omit]
  3 [8 MAX "env" List Message(CoreV1EnvVar) VALUE Omit]
  4 [8 MAX "exposeDockerSocket" Single Bool VALUE Omit]
  5 [8 MAX "forcePull" Single Bool VALUE Omit]
  6 [8 MAX "secrets" List Message(OpenshiftBuildV1SecretSpec) VALUE Omit]
  7 [8 MAX "buildAPIVersion" Single String VALUE Omit]
}
V1_DOCKER_BUILD_STRATEGY "github.com/openshift/api/build/v1.DockerBuildStrategy" {
  1 [8 MAX "from" Single Message(CoreV1ObjectReference) POINTER Omit]
  2 [8 MAX "pullSecret" Single Message(CoreV1LocalObjectReference) POINTER Omit]
  3 [8 MAX "noCache" Single Bool VALUE Omit]
  4 [8 MAX "env" List Message(CoreV1EnvVar) VALUE Omit]
  5 [8 MAX "forcePull" Single Bool VALUE Omit]
  6 [8 MAX "dockerfilePath" Single String VALUE Omit]
  7 [8 MAX "buildArgs" List Message(CoreV1EnvVar) VALUE Omit]
  8 [8 MAX "imageOptimizationPolicy" Single String POINTER Omit]
  9 [22 MAX "volumes" List Message(OpenshiftBuildV1BuildVolume) VALUE Omit]
}
V1_DOCKER_STRATEGY_OPTIONS "github.com/openshift/api/build/v1.DockerStrategyOptions" {
  1 [8 MAX "buildArgs" List Message(CoreV1EnvVar) VALUE Omit]
  2 [8 MAX "noCache" Single Bool POINTER Omit]
}
V1_GENERIC_WEB_HOOK_CAUSE "github.com/openshift/api/build/v1.GenericWebHookCause" {
  1 [8 MAX "revision" Single Message(OpenshiftBuildV1SourceRevision) POINTER Omit]
  2 [8 MAX "secret" Single String VALUE Omit]
}
V1_GIT_BUILD_SOURCE "github.com/openshift/api/build/v1.GitBuildSource" {
  1 [8 MAX "uri" Single String VALUE Keep]
  2 [8 MAX "ref" Single String VALUE Omit]
  3 [8 MAX "" Single Message(OpenshiftBuildV1ProxyConfig) VALUE Keep]
}
V1_GIT_HUB_WEB_HOOK_CAUSE "github.com/openshift/api/build/v1.GitHubWebHookCause" {
  1 [8 MAX "revision" Single Message(OpenshiftBuildV1SourceRevision) POINTER Omit]
  2 [8 MAX "secret" Single String VALUE Omit]
}
V1_GIT_LAB_WEB_HOOK_CAUSE "github.com/openshift/api/build/v1.GitLabWebHookCause" {
  1 [8 MAX "" Single Message(OpenshiftBuildV1CommonWebHookCause) VALUE Keep]
}
V1_GIT_SOURCE_REVISION "github.com/openshift/api/build/v1.GitSourceRevision" {
  1 [8 MAX "commit" Single String VALUE Omit]
  2 [8 MAX "author" Single Message(OpenshiftBuildV1SourceControlUser) VALUE Omit]
  3 [8 MAX "committer" Single Message(OpenshiftBuildV1SourceControlUser) VALUE Omit]
  4 [8 MAX "message" Single String VALUE Omit]
}
V1_IMAGE_CHANGE_CAUSE "github.com/openshift/api/build/v1.ImageChangeCause" {
  1 [8 MAX "imageID" Single String VALUE Omit]
  2 [8 MAX "fromRef" Single Message(CoreV1ObjectReference) POINTER Omit]
}
V1_IMAGE_CHANGE_TRIGGER "github.com/openshift/api/build/v1.ImageChangeTrigger" {
  1 [8 MAX "lastTriggeredImageID" Single String VALUE Omit]
  2 [8 MAX "from" Single Message(CoreV1ObjectReference) POINTER Omit]
  3 [11 MAX "paused" Single Bool VALUE Omit]
}
V1_IMAGE_CHANGE_TRIGGER_STATUS "github.com/openshift/api/build/v1.ImageChangeTriggerStatus" {
  1 [21 MAX "lastTriggeredImageID" Single String VALUE Omit]
  2 [21 MAX "from" Single Message(OpenshiftBuildV1ImageStreamTagReference) VALUE Omit]
  3 [21 MAX "lastTriggerTime" Single Time VALUE Omit]
}
V1_IMAGE_LABEL "github.com/openshift/api/build/v1.ImageLabel" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "value" Single String VALUE Omit]
}
V1_IMAGE_SOURCE "github.com/openshift/api/build/v1.ImageSource" {
  1 [8 MAX "from" Single Message(CoreV1ObjectReference) VALUE Keep]
  4 [10 17 "as" List String VALUE Keep] [18 MAX "as" List String VALUE Omit]
  2 [8 17 "paths" List Message(OpenshiftBuildV1ImageSourcePath) VALUE Keep] [18 MAX "paths" List Message(OpenshiftBuildV1ImageSourcePath) VALUE Omit]
  3 [8 MAX "pullSecret" Single Message(CoreV1LocalObjectReference) POINTER Omit]
}
V1_IMAGE_SOURCE_PATH "github.com/openshift/api/build/v1.ImageSourcePath" {
  1 [8 MAX "sourcePath" Single String VALUE Keep]
  2 [8 MAX "destinationDir" Single String VALUE Keep]
}
V1_IMAGE_STREAM_TAG_REFERENCE "github.com/openshift/api/build/v1.ImageStreamTagReference" {
  1 [21 MAX "namespace" Single String VALUE Omit]
  2 [21 MAX "name" Single String VALUE Omit]
}
V1_JENKINS_PIPELINE_BUILD_STRATEGY "github.com/openshift/api/build/v1.JenkinsPipelineBuildStrategy" {
  1 [8 MAX "jenkinsfilePath" Single String VALUE Omit]
  2 [8 MAX "jenkinsfile" Single String VALUE Omit]
  3 [8 MAX "env" List Message(CoreV1EnvVar) VALUE Omit]
}
V1_PROXY_CONFIG "github.com/openshift/api/build/v1.ProxyConfig" {
  3 [8 MAX "httpProxy" Single String POINTER Omit]
  4 [8 MAX "httpsProxy" Single String POINTER Omit]
  5 [8 MAX "noProxy" Single String POINTER Omit]
}
V1_SECRET_BUILD_SOURCE "github.com/openshift/api/build/v1.SecretBuildSource" {
  1 [8 MAX "secret" Single Message(CoreV1LocalObjectReference) VALUE Keep]
  2 [8 MAX "destinationDir" Single String VALUE Omit]
}
V1_SECRET_LOCAL_REFERENCE "github.com/openshift/api/build/v1.SecretLocalReference" {
  1 [9 MAX "name" Single String VALUE Keep]
}
V1_SECRET_SPEC "github.com/openshift/api/build/v1.SecretSpec" {
  1 [8 MAX "secretSource" Single Message(CoreV1LocalObjectReference) VALUE Keep]
  2 [8 MAX "mountPath" Single String VALUE Keep]
}
V1_SOURCE_BUILD_STRATEGY "github.com/openshift/api/build/v1.SourceBuildStrategy" {
  1 [8 MAX "from" Single Message(CoreV1ObjectReference) VALUE Keep]
  2 [8 MAX "pullSecret" Single Message(CoreV1LocalObjectReference) POINTER Omit]
  3 [8 MAX "env" List Message(CoreV1EnvVar) VALUE Omit]
  4 [8 MAX "scripts" Single String VALUE Omit]
  5 [8 MAX "incremental" Single Bool POINTER Omit]
  6 [8 MAX "forcePull" Single Bool VALUE Omit]
  9 [22 MAX "volumes" List Message(OpenshiftBuildV1BuildVolume) VALUE Omit]
}
V1_SOURCE_CONTROL_USER "github.com/openshift/api/build/v1.SourceControlUser" {
  1 [8 MAX "name" Single String VALUE Omit]
  2 [8 MAX "email" Single String VALUE Omit]
}
V1_SOURCE_REVISION "github.com/openshift/api/build/v1.SourceRevision" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "git" Single Message(OpenshiftBuildV1GitSourceRevision) POINTER Omit]
}
V1_SOURCE_STRATEGY_OPTIONS "github.com/openshift/api/build/v1.SourceStrategyOptions" {
  1 [8 MAX "incremental" Single Bool POINTER Omit]
}
V1_STAGE_INFO "github.com/openshift/api/build/v1.StageInfo" {
  1 [8 MAX "name" Single String VALUE Omit]
  2 [8 MAX "startTime" Single Time VALUE Omit]
  3 [8 MAX "durationMilliseconds" Single Int64 VALUE Omit]
  4 [8 MAX "steps" List Message(OpenshiftBuildV1StepInfo) VALUE Omit]
}
V1_STEP_INFO "github.com/openshift/api/build/v1.StepInfo" {
  1 [8 MAX "name" Single String VALUE Omit]
  2 [8 MAX "startTime" Single Time VALUE Omit]
  3 [8 MAX "durationMilliseconds" Single Int64 VALUE Omit]
}
V1_WEB_HOOK_TRIGGER "github.com/openshift/api/build/v1.WebHookTrigger" {
  1 [8 MAX "secret" Single String VALUE Omit]
  2 [8 MAX "allowEnv" Single Bool VALUE Omit]
  3 [9 MAX "secretReference" Single Message(OpenshiftBuildV1SecretLocalReference) POINTER Omit]
}
}
