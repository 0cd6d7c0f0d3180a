//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_CRON_JOB "k8s.io/api/batch/v1.CronJob" {
  1 [21 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [21 MAX "spec" Single Message(BatchV1CronJobSpec) VALUE Omit]
  3 [21 MAX "status" Single Message(BatchV1CronJobStatus) VALUE Omit]
}
V1_CRON_JOB_SPEC "k8s.io/api/batch/v1.CronJobSpec" {
  1 [21 MAX "schedule" Single String VALUE Keep]
  8 [24 MAX "timeZone" Single String POINTER Omit]
  2 [21 MAX "startingDeadlineSeconds" Single Int64 POINTER Omit]
  3 [21 MAX "concurrencyPolicy" Single String VALUE Omit]
  4 [21 MAX "suspend" Single Bool POINTER Omit]
  5 [21 MAX "jobTemplate" Single Message(BatchV1JobTemplateSpec) VALUE Keep]
  6 [21 MAX "successfulJobsHistoryLimit" Single Int32 POINTER Omit]
  7 [21 MAX "failedJobsHistoryLimit" Single Int32 POINTER Omit]
}
V1_CRON_JOB_STATUS "k8s.io/api/batch/v1.CronJobStatus" {
  1 [21 MAX "active" List Message(CoreV1ObjectReference) VALUE Omit]
  4 [21 MAX "lastScheduleTime" Single Time POINTER Omit]
  5 [21 MAX "lastSuccessfulTime" Single Time POINTER Omit]
}
V1_JOB "k8s.io/api/batch/v1.Job" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(BatchV1JobSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(BatchV1JobStatus) VALUE Omit]
}
V1_JOB_CONDITION "k8s.io/api/batch/v1.JobCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastProbeTime" Single Time VALUE Omit]
  4 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  5 [8 MAX "reason" Single String VALUE Omit]
  6 [8 MAX "message" Single String VALUE Omit]
}
V1_JOB_SCHEDULING_CONFIGURATION "k8s.io/api/batch/v1.JobSchedulingConfiguration" {
  1 [37 MAX "schedulingPolicy" Single Message(SchedulingV1alpha3WorkloadPodGroupSchedulingPolicy) POINTER Omit]
  2 [37 MAX "schedulingConstraints" Single Message(SchedulingV1alpha3WorkloadPodGroupSchedulingConstraints) POINTER Omit]
  3 [37 MAX "disruptionMode" Single Message(SchedulingV1alpha3WorkloadPodGroupDisruptionMode) POINTER Omit]
  4 [37 MAX "resourceClaims" List Message(SchedulingV1alpha3WorkloadPodGroupResourceClaim) VALUE Omit]
}
V1_JOB_SPEC "k8s.io/api/batch/v1.JobSpec" {
  1 [8 MAX "parallelism" Single Int32 POINTER Omit]
  2 [8 MAX "completions" Single Int32 POINTER Omit]
  3 [8 MAX "activeDeadlineSeconds" Single Int64 POINTER Omit]
  11 [25 MAX "podFailurePolicy" Single Message(BatchV1PodFailurePolicy) POINTER Omit]
  16 [30 MAX "successPolicy" Single Message(BatchV1SuccessPolicy) POINTER Omit]
  7 [8 MAX "backoffLimit" Single Int32 POINTER Omit]
  12 [28 MAX "backoffLimitPerIndex" Single Int32 POINTER Omit]
  13 [28 MAX "maxFailedIndexes" Single Int32 POINTER Omit]
  4 [8 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  5 [8 MAX "manualSelector" Single Bool POINTER Omit]
  6 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  8 [12 MAX "ttlSecondsAfterFinished" Single Int32 POINTER Omit]
  9 [21 MAX "completionMode" Single String POINTER Omit]
  10 [21 MAX "suspend" Single Bool POINTER Omit]
  14 [28 MAX "podReplacementPolicy" Single String POINTER Omit]
  15 [30 MAX "managedBy" Single String POINTER Omit]
  17 [37 MAX "scheduling" Single Message(BatchV1JobSchedulingConfiguration) POINTER Omit]
}
V1_JOB_STATUS "k8s.io/api/batch/v1.JobStatus" {
  1 [8 MAX "conditions" List Message(BatchV1JobCondition) VALUE Omit]
  2 [8 MAX "startTime" Single Time POINTER Omit]
  3 [8 MAX "completionTime" Single Time POINTER Omit]
  4 [8 MAX "active" Single Int32 VALUE Omit]
  5 [8 MAX "succeeded" Single Int32 VALUE Omit]
  6 [8 MAX "failed" Single Int32 VALUE Omit]
  11 [28 MAX "terminating" Single Int32 POINTER Omit]
  7 [21 MAX "completedIndexes" Single String VALUE Omit]
  10 [28 MAX "failedIndexes" Single String POINTER Omit]
  8 [22 MAX "uncountedTerminatedPods" Single Message(BatchV1UncountedTerminatedPods) POINTER Omit]
  9 [23 MAX "ready" Single Int32 POINTER Omit]
}
V1_JOB_TEMPLATE_SPEC "k8s.io/api/batch/v1.JobTemplateSpec" {
  1 [21 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [21 MAX "spec" Single Message(BatchV1JobSpec) VALUE Omit]
}
V1_POD_FAILURE_POLICY "k8s.io/api/batch/v1.PodFailurePolicy" {
  1 [25 MAX "rules" List Message(BatchV1PodFailurePolicyRule) VALUE Keep]
}
V1_POD_FAILURE_POLICY_ON_EXIT_CODES_REQUIREMENT "k8s.io/api/batch/v1.PodFailurePolicyOnExitCodesRequirement" {
  1 [25 27 "containerName" Single String POINTER Keep] [28 MAX "containerName" Single String POINTER Omit]
  2 [25 MAX "operator" Single String VALUE Keep]
  3 [25 MAX "values" List Int32 VALUE Keep]
}
V1_POD_FAILURE_POLICY_ON_POD_CONDITIONS_PATTERN "k8s.io/api/batch/v1.PodFailurePolicyOnPodConditionsPattern" {
  1 [25 MAX "type" Single String VALUE Keep]
  2 [25 MAX "status" Single String VALUE Keep]
}
V1_POD_FAILURE_POLICY_RULE "k8s.io/api/batch/v1.PodFailurePolicyRule" {
  1 [25 MAX "action" Single String VALUE Keep]
  2 [25 27 "onExitCodes" Single Message(BatchV1PodFailurePolicyOnExitCodesRequirement) POINTER Keep] [28 MAX "onExitCodes" Single Message(BatchV1PodFailurePolicyOnExitCodesRequirement) POINTER Omit]
  3 [25 27 "onPodConditions" List Message(BatchV1PodFailurePolicyOnPodConditionsPattern) VALUE Keep] [28 MAX "onPodConditions" List Message(BatchV1PodFailurePolicyOnPodConditionsPattern) VALUE Omit]
}
V1_SUCCESS_POLICY "k8s.io/api/batch/v1.SuccessPolicy" {
  1 [30 MAX "rules" List Message(BatchV1SuccessPolicyRule) VALUE Keep]
}
V1_SUCCESS_POLICY_RULE "k8s.io/api/batch/v1.SuccessPolicyRule" {
  1 [30 MAX "succeededIndexes" Single String POINTER Omit]
  2 [30 MAX "succeededCount" Single Int32 POINTER Omit]
}
V1_UNCOUNTED_TERMINATED_PODS "k8s.io/api/batch/v1.UncountedTerminatedPods" {
  1 [22 MAX "succeeded" List String VALUE Omit]
  2 [22 MAX "failed" List String VALUE Omit]
}
V1BETA1_CRON_JOB "k8s.io/api/batch/v1beta1.CronJob" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(BatchV1beta1CronJobSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(BatchV1beta1CronJobStatus) VALUE Omit]
}
V1BETA1_CRON_JOB_SPEC "k8s.io/api/batch/v1beta1.CronJobSpec" {
  1 [8 MAX "schedule" Single String VALUE Keep]
  8 [24 MAX "timeZone" Single String POINTER Omit]
  2 [8 MAX "startingDeadlineSeconds" Single Int64 POINTER Omit]
  3 [8 MAX "concurrencyPolicy" Single String VALUE Omit]
  4 [8 MAX "suspend" Single Bool POINTER Omit]
  5 [8 MAX "jobTemplate" Single Message(BatchV1beta1JobTemplateSpec) VALUE Keep]
  6 [8 MAX "successfulJobsHistoryLimit" Single Int32 POINTER Omit]
  7 [8 MAX "failedJobsHistoryLimit" Single Int32 POINTER Omit]
}
V1BETA1_CRON_JOB_STATUS "k8s.io/api/batch/v1beta1.CronJobStatus" {
  1 [8 MAX "active" List Message(CoreV1ObjectReference) VALUE Omit]
  4 [8 MAX "lastScheduleTime" Single Time POINTER Omit]
  5 [21 MAX "lastSuccessfulTime" Single Time POINTER Omit]
}
V1BETA1_JOB_TEMPLATE "k8s.io/api/batch/v1beta1.JobTemplate" {
  1 [8 26 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 26 "template" Single Message(BatchV1beta1JobTemplateSpec) VALUE Omit]
}
V1BETA1_JOB_TEMPLATE_SPEC "k8s.io/api/batch/v1beta1.JobTemplateSpec" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(BatchV1JobSpec) VALUE Omit]
}
V2ALPHA1_CRON_JOB "k8s.io/api/batch/v2alpha1.CronJob" {
  1 [8 20 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 20 "spec" Single Message(BatchV2alpha1CronJobSpec) VALUE Omit]
  3 [8 20 "status" Single Message(BatchV2alpha1CronJobStatus) VALUE Omit]
}
V2ALPHA1_CRON_JOB_SPEC "k8s.io/api/batch/v2alpha1.CronJobSpec" {
  1 [8 20 "schedule" Single String VALUE Keep]
  2 [8 20 "startingDeadlineSeconds" Single Int64 POINTER Omit]
  3 [8 20 "concurrencyPolicy" Single String VALUE Omit]
  4 [8 20 "suspend" Single Bool POINTER Omit]
  5 [8 20 "jobTemplate" Single Message(BatchV2alpha1JobTemplateSpec) VALUE Keep]
  6 [8 20 "successfulJobsHistoryLimit" Single Int32 POINTER Omit]
  7 [8 20 "failedJobsHistoryLimit" Single Int32 POINTER Omit]
}
V2ALPHA1_CRON_JOB_STATUS "k8s.io/api/batch/v2alpha1.CronJobStatus" {
  1 [8 20 "active" List Message(CoreV1ObjectReference) VALUE Omit]
  4 [8 20 "lastScheduleTime" Single Time POINTER Omit]
}
V2ALPHA1_JOB_TEMPLATE "k8s.io/api/batch/v2alpha1.JobTemplate" {
  1 [8 20 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 20 "template" Single Message(BatchV2alpha1JobTemplateSpec) VALUE Omit]
}
V2ALPHA1_JOB_TEMPLATE_SPEC "k8s.io/api/batch/v2alpha1.JobTemplateSpec" {
  1 [8 20 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 20 "spec" Single Message(BatchV1JobSpec) VALUE Omit]
}
}
