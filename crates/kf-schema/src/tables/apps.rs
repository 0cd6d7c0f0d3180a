//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_CONTROLLER_REVISION "k8s.io/api/apps/v1.ControllerRevision" {
  1 [9 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [9 36 "data" Single RawExtension VALUE Omit] [37 MAX "data" Single RawExtension VALUE Keep]
  3 [9 MAX "revision" Single Int64 VALUE Keep]
}
V1_DAEMON_SET "k8s.io/api/apps/v1.DaemonSet" {
  1 [9 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [9 MAX "spec" Single Message(AppsV1DaemonSetSpec) VALUE Omit]
  3 [9 MAX "status" Single Message(AppsV1DaemonSetStatus) VALUE Omit]
}
V1_DAEMON_SET_CONDITION "k8s.io/api/apps/v1.DaemonSetCondition" {
  1 [9 MAX "type" Single String VALUE Keep]
  2 [9 MAX "status" Single String VALUE Keep]
  3 [9 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [9 MAX "reason" Single String VALUE Omit]
  5 [9 MAX "message" Single String VALUE Omit]
}
V1_DAEMON_SET_SPEC "k8s.io/api/apps/v1.DaemonSetSpec" {
  1 [9 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Keep]
  2 [9 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  3 [9 MAX "updateStrategy" Single Message(AppsV1DaemonSetUpdateStrategy) VALUE Omit]
  4 [9 MAX "minReadySeconds" Single Int32 VALUE Omit]
  6 [9 MAX "revisionHistoryLimit" Single Int32 POINTER Omit]
}
V1_DAEMON_SET_STATUS "k8s.io/api/apps/v1.DaemonSetStatus" {
  1 [9 MAX "currentNumberScheduled" Single Int32 VALUE Keep]
  2 [9 MAX "numberMisscheduled" Single Int32 VALUE Keep]
  3 [9 MAX "desiredNumberScheduled" Single Int32 VALUE Keep]
  4 [9 MAX "numberReady" Single Int32 VALUE Keep]
  5 [9 MAX "observedGeneration" Single Int64 VALUE Omit]
  6 [9 MAX "updatedNumberScheduled" Single Int32 VALUE Omit]
  7 [9 MAX "numberAvailable" Single Int32 VALUE Omit]
  8 [9 MAX "numberUnavailable" Single Int32 VALUE Omit]
  9 [9 MAX "collisionCount" Single Int32 POINTER Omit]
  10 [9 MAX "conditions" List Message(AppsV1DaemonSetCondition) VALUE Omit]
}
V1_DAEMON_SET_UPDATE_STRATEGY "k8s.io/api/apps/v1.DaemonSetUpdateStrategy" {
  1 [9 MAX "type" Single String VALUE Omit]
  2 [9 MAX "rollingUpdate" Single Message(AppsV1RollingUpdateDaemonSet) POINTER Omit]
}
V1_DEPLOYMENT "k8s.io/api/apps/v1.Deployment" {
  1 [9 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [9 MAX "spec" Single Message(AppsV1DeploymentSpec) VALUE Omit]
  3 [9 MAX "status" Single Message(AppsV1DeploymentStatus) VALUE Omit]
}
V1_DEPLOYMENT_CONDITION "k8s.io/api/apps/v1.DeploymentCondition" {
  1 [9 MAX "type" Single String VALUE Keep]
  2 [9 MAX "status" Single String VALUE Keep]
  6 [9 MAX "lastUpdateTime" Single Time VALUE Omit]
  7 [9 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [9 MAX "reason" Single String VALUE Omit]
  5 [9 MAX "message" Single String VALUE Omit]
}
V1_DEPLOYMENT_SPEC "k8s.io/api/apps/v1.DeploymentSpec" {
  1 [9 MAX "replicas" Single Int32 POINTER Omit]
  2 [9 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Keep]
  3 [9 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  4 [9 MAX "strategy" Single Message(AppsV1DeploymentStrategy) VALUE Omit]
  5 [9 MAX "minReadySeconds" Single Int32 VALUE Omit]
  6 [9 MAX "revisionHistoryLimit" Single Int32 POINTER Omit]
  7 [9 MAX "paused" Single Bool VALUE Omit]
  9 [9 MAX "progressDeadlineSeconds" Single Int32 POINTER Omit]
}
V1_DEPLOYMENT_STATUS "k8s.io/api/apps/v1.DeploymentStatus" {
  1 [9 MAX "observedGeneration" Single Int64 VALUE Omit]
  2 [9 MAX "replicas" Single Int32 VALUE Omit]
  3 [9 MAX "updatedReplicas" Single Int32 VALUE Omit]
  7 [9 MAX "readyReplicas" Single Int32 VALUE Omit]
  4 [9 MAX "availableReplicas" Single Int32 VALUE Omit]
  5 [9 MAX "unavailableReplicas" Single Int32 VALUE Omit]
  9 [33 MAX "terminatingReplicas" Single Int32 POINTER Omit]
  6 [9 MAX "conditions" List Message(AppsV1DeploymentCondition) VALUE Omit]
  8 [9 MAX "collisionCount" Single Int32 POINTER Omit]
}
V1_DEPLOYMENT_STRATEGY "k8s.io/api/apps/v1.DeploymentStrategy" {
  1 [9 MAX "type" Single String VALUE Omit]
  2 [9 MAX "rollingUpdate" Single Message(AppsV1RollingUpdateDeployment) POINTER Omit]
}
V1_REPLICA_SET "k8s.io/api/apps/v1.ReplicaSet" {
  1 [9 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [9 MAX "spec" Single Message(AppsV1ReplicaSetSpec) VALUE Omit]
  3 [9 MAX "status" Single Message(AppsV1ReplicaSetStatus) VALUE Omit]
}
V1_REPLICA_SET_CONDITION "k8s.io/api/apps/v1.ReplicaSetCondition" {
  1 [9 MAX "type" Single String VALUE Keep]
  2 [9 MAX "status" Single String VALUE Keep]
  3 [9 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [9 MAX "reason" Single String VALUE Omit]
  5 [9 MAX "message" Single String VALUE Omit]
}
V1_REPLICA_SET_SPEC "k8s.io/api/apps/v1.ReplicaSetSpec" {
  1 [9 MAX "replicas" Single Int32 POINTER Omit]
  4 [9 MAX "minReadySeconds" Single Int32 VALUE Omit]
  2 [9 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Keep]
  3 [9 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Omit]
}
V1_REPLICA_SET_STATUS "k8s.io/api/apps/v1.ReplicaSetStatus" {
  1 [9 MAX "replicas" Single Int32 VALUE Keep]
  2 [9 MAX "fullyLabeledReplicas" Single Int32 VALUE Omit]
  4 [9 MAX "readyReplicas" Single Int32 VALUE Omit]
  5 [9 MAX "availableReplicas" Single Int32 VALUE Omit]
  7 [33 MAX "terminatingReplicas" Single Int32 POINTER Omit]
  3 [9 MAX "observedGeneration" Single Int64 VALUE Omit]
  6 [9 MAX "conditions" List Message(AppsV1ReplicaSetCondition) VALUE Omit]
}
V1_ROLLING_UPDATE_DAEMON_SET "k8s.io/api/apps/v1.RollingUpdateDaemonSet" {
  1 [9 MAX "maxUnavailable" Single IntOrString POINTER Omit]
  2 [21 MAX "maxSurge" Single IntOrString POINTER Omit]
}
V1_ROLLING_UPDATE_DEPLOYMENT "k8s.io/api/apps/v1.RollingUpdateDeployment" {
  1 [9 MAX "maxUnavailable" Single IntOrString POINTER Omit]
  2 [9 MAX "maxSurge" Single IntOrString POINTER Omit]
}
V1_ROLLING_UPDATE_STATEFUL_SET_STRATEGY "k8s.io/api/apps/v1.RollingUpdateStatefulSetStrategy" {
  1 [9 MAX "partition" Single Int32 POINTER Omit]
  2 [24 MAX "maxUnavailable" Single IntOrString POINTER Omit]
}
V1_STATEFUL_SET "k8s.io/api/apps/v1.StatefulSet" {
  1 [9 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [9 MAX "spec" Single Message(AppsV1StatefulSetSpec) VALUE Omit]
  3 [9 MAX "status" Single Message(AppsV1StatefulSetStatus) VALUE Omit]
}
V1_STATEFUL_SET_CONDITION "k8s.io/api/apps/v1.StatefulSetCondition" {
  1 [9 MAX "type" Single String VALUE Keep]
  2 [9 MAX "status" Single String VALUE Keep]
  3 [9 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [9 MAX "reason" Single String VALUE Omit]
  5 [9 MAX "message" Single String VALUE Omit]
}
V1_STATEFUL_SET_ORDINALS "k8s.io/api/apps/v1.StatefulSetOrdinals" {
  1 [26 MAX "start" Single Int32 VALUE Keep]
}
V1_STATEFUL_SET_PERSISTENT_VOLUME_CLAIM_RETENTION_POLICY "k8s.io/api/apps/v1.StatefulSetPersistentVolumeClaimRetentionPolicy" {
  1 [23 MAX "whenDeleted" Single String VALUE Omit]
  2 [23 MAX "whenScaled" Single String VALUE Omit]
}
V1_STATEFUL_SET_SPEC "k8s.io/api/apps/v1.StatefulSetSpec" {
  1 [9 MAX "replicas" Single Int32 POINTER Omit]
  2 [9 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Keep]
  3 [9 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  4 [9 MAX "volumeClaimTemplates" List Message(CoreV1PersistentVolumeClaim) VALUE Omit]
  5 [9 MAX "serviceName" Single String VALUE Keep]
  6 [9 MAX "podManagementPolicy" Single String VALUE Omit]
  7 [9 MAX "updateStrategy" Single Message(AppsV1StatefulSetUpdateStrategy) VALUE Omit]
  8 [9 MAX "revisionHistoryLimit" Single Int32 POINTER Omit]
  9 [22 MAX "minReadySeconds" Single Int32 VALUE Omit]
  10 [23 MAX "persistentVolumeClaimRetentionPolicy" Single Message(AppsV1StatefulSetPersistentVolumeClaimRetentionPolicy) POINTER Omit]
  11 [26 MAX "ordinals" Single Message(AppsV1StatefulSetOrdinals) POINTER Omit]
}
V1_STATEFUL_SET_STATUS "k8s.io/api/apps/v1.StatefulSetStatus" {
  1 [9 MAX "observedGeneration" Single Int64 VALUE Omit]
  2 [9 MAX "replicas" Single Int32 VALUE Keep]
  3 [9 MAX "readyReplicas" Single Int32 VALUE Omit]
  4 [9 MAX "currentReplicas" Single Int32 VALUE Omit]
  5 [9 MAX "updatedReplicas" Single Int32 VALUE Omit]
  6 [9 MAX "currentRevision" Single String VALUE Omit]
  7 [9 MAX "updateRevision" Single String VALUE Omit]
  9 [9 MAX "collisionCount" Single Int32 POINTER Omit]
  10 [9 MAX "conditions" List Message(AppsV1StatefulSetCondition) VALUE Omit]
  11 [22 22 "availableReplicas" Single Int32 VALUE Omit] [23 MAX "availableReplicas" Single Int32 VALUE Keep]
}
V1_STATEFUL_SET_UPDATE_STRATEGY "k8s.io/api/apps/v1.StatefulSetUpdateStrategy" {
  1 [9 MAX "type" Single String VALUE Omit]
  2 [9 MAX "rollingUpdate" Single Message(AppsV1RollingUpdateStatefulSetStrategy) POINTER Omit]
}
V1BETA1_CONTROLLER_REVISION "k8s.io/api/apps/v1beta1.ControllerRevision" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 36 "data" Single RawExtension VALUE Omit] [37 MAX "data" Single RawExtension VALUE Keep]
  3 [8 MAX "revision" Single Int64 VALUE Keep]
}
V1BETA1_DEPLOYMENT "k8s.io/api/apps/v1beta1.Deployment" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AppsV1beta1DeploymentSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(AppsV1beta1DeploymentStatus) VALUE Omit]
}
V1BETA1_DEPLOYMENT_CONDITION "k8s.io/api/apps/v1beta1.DeploymentCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  6 [8 MAX "lastUpdateTime" Single Time VALUE Omit]
  7 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [8 MAX "reason" Single String VALUE Omit]
  5 [8 MAX "message" Single String VALUE Omit]
}
V1BETA1_DEPLOYMENT_ROLLBACK "k8s.io/api/apps/v1beta1.DeploymentRollback" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "updatedAnnotations" Map String VALUE Omit]
  3 [8 MAX "rollbackTo" Single Message(AppsV1beta1RollbackConfig) VALUE Keep]
}
V1BETA1_DEPLOYMENT_SPEC "k8s.io/api/apps/v1beta1.DeploymentSpec" {
  1 [8 MAX "replicas" Single Int32 POINTER Omit]
  2 [8 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  4 [8 MAX "strategy" Single Message(AppsV1beta1DeploymentStrategy) VALUE Omit]
  5 [8 MAX "minReadySeconds" Single Int32 VALUE Omit]
  6 [8 MAX "revisionHistoryLimit" Single Int32 POINTER Omit]
  7 [8 MAX "paused" Single Bool VALUE Omit]
  8 [8 MAX "rollbackTo" Single Message(AppsV1beta1RollbackConfig) POINTER Omit]
  9 [8 MAX "progressDeadlineSeconds" Single Int32 POINTER Omit]
}
V1BETA1_DEPLOYMENT_STATUS "k8s.io/api/apps/v1beta1.DeploymentStatus" {
  1 [8 MAX "observedGeneration" Single Int64 VALUE Omit]
  2 [8 MAX "replicas" Single Int32 VALUE Omit]
  3 [8 MAX "updatedReplicas" Single Int32 VALUE Omit]
  7 [8 MAX "readyReplicas" Single Int32 VALUE Omit]
  4 [8 MAX "availableReplicas" Single Int32 VALUE Omit]
  5 [8 MAX "unavailableReplicas" Single Int32 VALUE Omit]
  9 [33 MAX "terminatingReplicas" Single Int32 POINTER Omit]
  6 [8 MAX "conditions" List Message(AppsV1beta1DeploymentCondition) VALUE Omit]
  8 [8 MAX "collisionCount" Single Int32 POINTER Omit]
}
V1BETA1_DEPLOYMENT_STRATEGY "k8s.io/api/apps/v1beta1.DeploymentStrategy" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "rollingUpdate" Single Message(AppsV1beta1RollingUpdateDeployment) POINTER Omit]
}
V1BETA1_ROLLBACK_CONFIG "k8s.io/api/apps/v1beta1.RollbackConfig" {
  1 [8 MAX "revision" Single Int64 VALUE Omit]
}
V1BETA1_ROLLING_UPDATE_DEPLOYMENT "k8s.io/api/apps/v1beta1.RollingUpdateDeployment" {
  1 [8 MAX "maxUnavailable" Single IntOrString POINTER Omit]
  2 [8 MAX "maxSurge" Single IntOrString POINTER Omit]
}
V1BETA1_ROLLING_UPDATE_STATEFUL_SET_STRATEGY "k8s.io/api/apps/v1beta1.RollingUpdateStatefulSetStrategy" {
  1 [8 MAX "partition" Single Int32 POINTER Omit]
  2 [24 MAX "maxUnavailable" Single IntOrString POINTER Omit]
}
V1BETA1_SCALE "k8s.io/api/apps/v1beta1.Scale" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AppsV1beta1ScaleSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(AppsV1beta1ScaleStatus) VALUE Omit]
}
V1BETA1_SCALE_SPEC "k8s.io/api/apps/v1beta1.ScaleSpec" {
  1 [8 MAX "replicas" Single Int32 VALUE Omit]
}
V1BETA1_SCALE_STATUS "k8s.io/api/apps/v1beta1.ScaleStatus" {
  1 [8 MAX "replicas" Single Int32 VALUE Keep]
  2 [8 MAX "selector" Map String VALUE Omit]
  3 [8 MAX "targetSelector" Single String VALUE Omit]
}
V1BETA1_STATEFUL_SET "k8s.io/api/apps/v1beta1.StatefulSet" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AppsV1beta1StatefulSetSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(AppsV1beta1StatefulSetStatus) VALUE Omit]
}
V1BETA1_STATEFUL_SET_CONDITION "k8s.io/api/apps/v1beta1.StatefulSetCondition" {
  1 [9 MAX "type" Single String VALUE Keep]
  2 [9 MAX "status" Single String VALUE Keep]
  3 [9 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [9 MAX "reason" Single String VALUE Omit]
  5 [9 MAX "message" Single String VALUE Omit]
}
V1BETA1_STATEFUL_SET_ORDINALS "k8s.io/api/apps/v1beta1.StatefulSetOrdinals" {
  1 [26 MAX "start" Single Int32 VALUE Keep]
}
V1BETA1_STATEFUL_SET_PERSISTENT_VOLUME_CLAIM_RETENTION_POLICY "k8s.io/api/apps/v1beta1.StatefulSetPersistentVolumeClaimRetentionPolicy" {
  1 [23 MAX "whenDeleted" Single String VALUE Omit]
  2 [23 MAX "whenScaled" Single String VALUE Omit]
}
V1BETA1_STATEFUL_SET_SPEC "k8s.io/api/apps/v1beta1.StatefulSetSpec" {
  1 [8 MAX "replicas" Single Int32 POINTER Omit]
  2 [8 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  3 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  4 [8 MAX "volumeClaimTemplates" List Message(CoreV1PersistentVolumeClaim) VALUE Omit]
  5 [8 MAX "serviceName" Single String VALUE Keep]
  6 [8 MAX "podManagementPolicy" Single String VALUE Omit]
  7 [8 MAX "updateStrategy" Single Message(AppsV1beta1StatefulSetUpdateStrategy) VALUE Omit]
  8 [8 MAX "revisionHistoryLimit" Single Int32 POINTER Omit]
  9 [22 MAX "minReadySeconds" Single Int32 VALUE Omit]
  10 [23 MAX "persistentVolumeClaimRetentionPolicy" Single Message(AppsV1beta1StatefulSetPersistentVolumeClaimRetentionPolicy) POINTER Omit]
  11 [26 MAX "ordinals" Single Message(AppsV1beta1StatefulSetOrdinals) POINTER Omit]
}
V1BETA1_STATEFUL_SET_STATUS "k8s.io/api/apps/v1beta1.StatefulSetStatus" {
  1 [8 MAX "observedGeneration" Single Int64 POINTER Omit]
  2 [8 MAX "replicas" Single Int32 VALUE Keep]
  3 [8 MAX "readyReplicas" Single Int32 VALUE Omit]
  4 [8 MAX "currentReplicas" Single Int32 VALUE Omit]
  5 [8 MAX "updatedReplicas" Single Int32 VALUE Omit]
  6 [8 MAX "currentRevision" Single String VALUE Omit]
  7 [8 MAX "updateRevision" Single String VALUE Omit]
  9 [8 MAX "collisionCount" Single Int32 POINTER Omit]
  10 [9 MAX "conditions" List Message(AppsV1beta1StatefulSetCondition) VALUE Omit]
  11 [22 22 "availableReplicas" Single Int32 VALUE Omit] [23 MAX "availableReplicas" Single Int32 VALUE Keep]
}
V1BETA1_STATEFUL_SET_UPDATE_STRATEGY "k8s.io/api/apps/v1beta1.StatefulSetUpdateStrategy" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "rollingUpdate" Single Message(AppsV1beta1RollingUpdateStatefulSetStrategy) POINTER Omit]
}
V1BETA2_CONTROLLER_REVISION "k8s.io/api/apps/v1beta2.ControllerRevision" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 36 "data" Single RawExtension VALUE Omit] [37 MAX "data" Single RawExtension VALUE Keep]
  3 [8 MAX "revision" Single Int64 VALUE Keep]
}
V1BETA2_DAEMON_SET "k8s.io/api/apps/v1beta2.DaemonSet" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AppsV1beta2DaemonSetSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(AppsV1beta2DaemonSetStatus) VALUE Omit]
}
V1BETA2_DAEMON_SET_CONDITION "k8s.io/api/apps/v1beta2.DaemonSetCondition" {
  1 [9 MAX "type" Single String VALUE Keep]
  2 [9 MAX "status" Single String VALUE Keep]
  3 [9 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [9 MAX "reason" Single String VALUE Omit]
  5 [9 MAX "message" Single String VALUE Omit]
}
V1BETA2_DAEMON_SET_SPEC "k8s.io/api/apps/v1beta2.DaemonSetSpec" {
  1 [8 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Keep]
  2 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  3 [8 MAX "updateStrategy" Single Message(AppsV1beta2DaemonSetUpdateStrategy) VALUE Omit]
  4 [8 MAX "minReadySeconds" Single Int32 VALUE Omit]
  6 [8 MAX "revisionHistoryLimit" Single Int32 POINTER Omit]
}
V1BETA2_DAEMON_SET_STATUS "k8s.io/api/apps/v1beta2.DaemonSetStatus" {
  1 [8 MAX "currentNumberScheduled" Single Int32 VALUE Keep]
  2 [8 MAX "numberMisscheduled" Single Int32 VALUE Keep]
  3 [8 MAX "desiredNumberScheduled" Single Int32 VALUE Keep]
  4 [8 MAX "numberReady" Single Int32 VALUE Keep]
  5 [8 MAX "observedGeneration" Single Int64 VALUE Omit]
  6 [8 MAX "updatedNumberScheduled" Single Int32 VALUE Omit]
  7 [8 MAX "numberAvailable" Single Int32 VALUE Omit]
  8 [8 MAX "numberUnavailable" Single Int32 VALUE Omit]
  9 [8 MAX "collisionCount" Single Int32 POINTER Omit]
  10 [9 MAX "conditions" List Message(AppsV1beta2DaemonSetCondition) VALUE Omit]
}
V1BETA2_DAEMON_SET_UPDATE_STRATEGY "k8s.io/api/apps/v1beta2.DaemonSetUpdateStrategy" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "rollingUpdate" Single Message(AppsV1beta2RollingUpdateDaemonSet) POINTER Omit]
}
V1BETA2_DEPLOYMENT "k8s.io/api/apps/v1beta2.Deployment" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AppsV1beta2DeploymentSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(AppsV1beta2DeploymentStatus) VALUE Omit]
}
V1BETA2_DEPLOYMENT_CONDITION "k8s.io/api/apps/v1beta2.DeploymentCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  6 [8 MAX "lastUpdateTime" Single Time VALUE Omit]
  7 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [8 MAX "reason" Single String VALUE Omit]
  5 [8 MAX "message" Single String VALUE Omit]
}
V1BETA2_DEPLOYMENT_SPEC "k8s.io/api/apps/v1beta2.DeploymentSpec" {
  1 [8 MAX "replicas" Single Int32 POINTER Omit]
  2 [8 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Keep]
  3 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  4 [8 MAX "strategy" Single Message(AppsV1beta2DeploymentStrategy) VALUE Omit]
  5 [8 MAX "minReadySeconds" Single Int32 VALUE Omit]
  6 [8 MAX "revisionHistoryLimit" Single Int32 POINTER Omit]
  7 [8 MAX "paused" Single Bool VALUE Omit]
  9 [8 MAX "progressDeadlineSeconds" Single Int32 POINTER Omit]
}
V1BETA2_DEPLOYMENT_STATUS "k8s.io/api/apps/v1beta2.DeploymentStatus" {
  1 [8 MAX "observedGeneration" Single Int64 VALUE Omit]
  2 [8 MAX "replicas" Single Int32 VALUE Omit]
  3 [8 MAX "updatedReplicas" Single Int32 VALUE Omit]
  7 [8 MAX "readyReplicas" Single Int32 VALUE Omit]
  4 [8 MAX "availableReplicas" Single Int32 VALUE Omit]
  5 [8 MAX "unavailableReplicas" Single Int32 VALUE Omit]
  9 [33 MAX "terminatingReplicas" Single Int32 POINTER Omit]
  6 [8 MAX "conditions" List Message(AppsV1beta2DeploymentCondition) VALUE Omit]
  8 [8 MAX "collisionCount" Single Int32 POINTER Omit]
}
V1BETA2_DEPLOYMENT_STRATEGY "k8s.io/api/apps/v1beta2.DeploymentStrategy" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "rollingUpdate" Single Message(AppsV1beta2RollingUpdateDeployment) POINTER Omit]
}
V1BETA2_REPLICA_SET "k8s.io/api/apps/v1beta2.ReplicaSet" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AppsV1beta2ReplicaSetSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(AppsV1beta2ReplicaSetStatus) VALUE Omit]
}
V1BETA2_REPLICA_SET_CONDITION "k8s.io/api/apps/v1beta2.ReplicaSetCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [8 MAX "reason" Single String VALUE Omit]
  5 [8 MAX "message" Single String VALUE Omit]
}
V1BETA2_REPLICA_SET_SPEC "k8s.io/api/apps/v1beta2.ReplicaSetSpec" {
  1 [8 MAX "replicas" Single Int32 POINTER Omit]
  4 [8 MAX "minReadySeconds" Single Int32 VALUE Omit]
  2 [8 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Keep]
  3 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Omit]
}
V1BETA2_REPLICA_SET_STATUS "k8s.io/api/apps/v1beta2.ReplicaSetStatus" {
  1 [8 MAX "replicas" Single Int32 VALUE Keep]
  2 [8 MAX "fullyLabeledReplicas" Single Int32 VALUE Omit]
  4 [8 MAX "readyReplicas" Single Int32 VALUE Omit]
  5 [8 MAX "availableReplicas" Single Int32 VALUE Omit]
  7 [33 MAX "terminatingReplicas" Single Int32 POINTER Omit]
  3 [8 MAX "observedGeneration" Single Int64 VALUE Omit]
  6 [8 MAX "conditions" List Message(AppsV1beta2ReplicaSetCondition) VALUE Omit]
}
V1BETA2_ROLLING_UPDATE_DAEMON_SET "k8s.io/api/apps/v1beta2.RollingUpdateDaemonSet" {
  1 [8 MAX "maxUnavailable" Single IntOrString POINTER Omit]
  2 [21 MAX "maxSurge" Single IntOrString POINTER Omit]
}
V1BETA2_ROLLING_UPDATE_DEPLOYMENT "k8s.io/api/apps/v1beta2.RollingUpdateDeployment" {
  1 [8 MAX "maxUnavailable" Single IntOrString POINTER Omit]
  2 [8 MAX "maxSurge" Single IntOrString POINTER Omit]
}
V1BETA2_ROLLING_UPDATE_STATEFUL_SET_STRATEGY "k8s.io/api/apps/v1beta2.RollingUpdateStatefulSetStrategy" {
  1 [8 MAX "partition" Single Int32 POINTER Omit]
  2 [24 MAX "maxUnavailable" Single IntOrString POINTER Omit]
}
V1BETA2_SCALE "k8s.io/api/apps/v1beta2.Scale" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AppsV1beta2ScaleSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(AppsV1beta2ScaleStatus) VALUE Omit]
}
V1BETA2_SCALE_SPEC "k8s.io/api/apps/v1beta2.ScaleSpec" {
  1 [8 MAX "replicas" Single Int32 VALUE Omit]
}
V1BETA2_SCALE_STATUS "k8s.io/api/apps/v1beta2.ScaleStatus" {
  1 [8 MAX "replicas" Single Int32 VALUE Keep]
  2 [8 MAX "selector" Map String VALUE Omit]
  3 [8 MAX "targetSelector" Single String VALUE Omit]
}
V1BETA2_STATEFUL_SET "k8s.io/api/apps/v1beta2.StatefulSet" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(AppsV1beta2StatefulSetSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(AppsV1beta2StatefulSetStatus) VALUE Omit]
}
V1BETA2_STATEFUL_SET_CONDITION "k8s.io/api/apps/v1beta2.StatefulSetCondition" {
  1 [9 MAX "type" Single String VALUE Keep]
  2 [9 MAX "status" Single String VALUE Keep]
  3 [9 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [9 MAX "reason" Single String VALUE Omit]
  5 [9 MAX "message" Single String VALUE Omit]
}
V1BETA2_STATEFUL_SET_ORDINALS "k8s.io/api/apps/v1beta2.StatefulSetOrdinals" {
  1 [26 MAX "start" Single Int32 VALUE Keep]
}
V1BETA2_STATEFUL_SET_PERSISTENT_VOLUME_CLAIM_RETENTION_POLICY "k8s.io/api/apps/v1beta2.StatefulSetPersistentVolumeClaimRetentionPolicy" {
  1 [23 MAX "whenDeleted" Single String VALUE Omit]
  2 [23 MAX "whenScaled" Single String VALUE Omit]
}
V1BETA2_STATEFUL_SET_SPEC "k8s.io/api/apps/v1beta2.StatefulSetSpec" {
  1 [8 MAX "replicas" Single Int32 POINTER Omit]
  2 [8 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Keep]
  3 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Keep]
  4 [8 MAX "volumeClaimTemplates" List Message(CoreV1PersistentVolumeClaim) VALUE Omit]
  5 [8 MAX "serviceName" Single String VALUE Keep]
  6 [8 MAX "podManagementPolicy" Single String VALUE Omit]
  7 [8 MAX "updateStrategy" Single Message(AppsV1beta2StatefulSetUpdateStrategy) VALUE Omit]
  8 [8 MAX "revisionHistoryLimit" Single Int32 POINTER Omit]
  9 [22 MAX "minReadySeconds" Single Int32 VALUE Omit]
  10 [23 MAX "persistentVolumeClaimRetentionPolicy" Single Message(AppsV1beta2StatefulSetPersistentVolumeClaimRetentionPolicy) POINTER Omit]
  11 [26 MAX "ordinals" Single Message(AppsV1beta2StatefulSetOrdinals) POINTER Omit]
}
V1BETA2_STATEFUL_SET_STATUS "k8s.io/api/apps/v1beta2.StatefulSetStatus" {
  1 [8 MAX "observedGeneration" Single Int64 VALUE Omit]
  2 [8 MAX "replicas" Single Int32 VALUE Keep]
  3 [8 MAX "readyReplicas" Single Int32 VALUE Omit]
  4 [8 MAX "currentReplicas" Single Int32 VALUE Omit]
  5 [8 MAX "updatedReplicas" Single Int32 VALUE Omit]
  6 [8 MAX "currentRevision" Single String VALUE Omit]
  7 [8 MAX "updateRevision" Single String VALUE Omit]
  9 [8 MAX "collisionCount" Single Int32 POINTER Omit]
  10 [9 MAX "conditions" List Message(AppsV1beta2StatefulSetCondition) VALUE Omit]
  11 [22 22 "availableReplicas" Single Int32 VALUE Omit] [23 MAX "availableReplicas" Single Int32 VALUE Keep]
}
V1BETA2_STATEFUL_SET_UPDATE_STRATEGY "k8s.io/api/apps/v1beta2.StatefulSetUpdateStrategy" {
  1 [8 MAX "type" Single String VALUE Omit]
  2 [8 MAX "rollingUpdate" Single Message(AppsV1beta2RollingUpdateStatefulSetStrategy) POINTER Omit]
}
}
