//! Made by `cargo xtask tables` from `proto/kubernetes`; see `proto/README.md`.

use super::*;

messages! {
V1_AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE "k8s.io/api/core/v1.AWSElasticBlockStoreVolumeSource" {
  1 [8 MAX "volumeID" Single String VALUE Keep]
  2 [8 MAX "fsType" Single String VALUE Omit]
  3 [8 MAX "partition" Single Int32 VALUE Omit]
  4 [8 MAX "readOnly" Single Bool VALUE Omit]
}
V1_AFFINITY "k8s.io/api/core/v1.Affinity" {
  1 [8 MAX "nodeAffinity" Single Message(CoreV1NodeAffinity) POINTER Omit]
  2 [8 MAX "podAffinity" Single Message(CoreV1PodAffinity) POINTER Omit]
  3 [8 MAX "podAntiAffinity" Single Message(CoreV1PodAntiAffinity) POINTER Omit]
}
V1_APP_ARMOR_PROFILE "k8s.io/api/core/v1.AppArmorProfile" {
  1 [30 MAX "type" Single String VALUE Keep]
  2 [30 MAX "localhostProfile" Single String POINTER Omit]
}
V1_ATTACHED_VOLUME "k8s.io/api/core/v1.AttachedVolume" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "devicePath" Single String VALUE Keep]
}
V1_AZURE_DISK_VOLUME_SOURCE "k8s.io/api/core/v1.AzureDiskVolumeSource" {
  1 [8 MAX "diskName" Single String VALUE Keep]
  2 [8 MAX "diskURI" Single String VALUE Keep]
  3 [8 MAX "cachingMode" Single String POINTER Omit]
  4 [8 MAX "fsType" Single String POINTER Omit]
  5 [8 MAX "readOnly" Single Bool POINTER Omit]
  6 [8 MAX "kind" Single String POINTER Omit]
}
V1_AZURE_FILE_PERSISTENT_VOLUME_SOURCE "k8s.io/api/core/v1.AzureFilePersistentVolumeSource" {
  1 [8 MAX "secretName" Single String VALUE Keep]
  2 [8 MAX "shareName" Single String VALUE Keep]
  3 [8 MAX "readOnly" Single Bool VALUE Omit]
  4 [8 MAX "secretNamespace" Single String POINTER Keep]
}
V1_AZURE_FILE_VOLUME_SOURCE "k8s.io/api/core/v1.AzureFileVolumeSource" {
  1 [8 MAX "secretName" Single String VALUE Keep]
  2 [8 MAX "shareName" Single String VALUE Keep]
  3 [8 MAX "readOnly" Single Bool VALUE Omit]
}
V1_BINDING "k8s.io/api/core/v1.Binding" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "target" Single Message(CoreV1ObjectReference) VALUE Keep]
}
V1_CSI_PERSISTENT_VOLUME_SOURCE "k8s.io/api/core/v1.CSIPersistentVolumeSource" {
  1 [9 MAX "driver" Single String VALUE Keep]
  2 [9 MAX "volumeHandle" Single String VALUE Keep]
  3 [9 MAX "readOnly" Single Bool VALUE Omit]
  4 [10 MAX "fsType" Single String VALUE Omit]
  5 [10 MAX "volumeAttributes" Map String VALUE Omit]
  6 [10 MAX "controllerPublishSecretRef" Single Message(CoreV1SecretReference) POINTER Omit]
  7 [10 MAX "nodeStageSecretRef" Single Message(CoreV1SecretReference) POINTER Omit]
  8 [10 MAX "nodePublishSecretRef" Single Message(CoreV1SecretReference) POINTER Omit]
  9 [15 MAX "controllerExpandSecretRef" Single Message(CoreV1SecretReference) POINTER Omit]
  10 [25 MAX "nodeExpandSecretRef" Single Message(CoreV1SecretReference) POINTER Omit]
}
V1_CSI_VOLUME_SOURCE "k8s.io/api/core/v1.CSIVolumeSource" {
  1 [14 MAX "driver" Single String VALUE Keep]
  2 [14 MAX "readOnly" Single Bool POINTER Omit]
  3 [14 MAX "fsType" Single String POINTER Omit]
  4 [14 MAX "volumeAttributes" Map String VALUE Omit]
  5 [14 MAX "nodePublishSecretRef" Single Message(CoreV1LocalObjectReference) POINTER Omit]
}
V1_CAPABILITIES "k8s.io/api/core/v1.Capabilities" {
  1 [8 MAX "add" List String VALUE Omit]
  2 [8 MAX "drop" List String VALUE Omit]
}
V1_CEPH_FS_PERSISTENT_VOLUME_SOURCE "k8s.io/api/core/v1.CephFSPersistentVolumeSource" {
  1 [8 MAX "monitors" List String VALUE Keep]
  2 [8 MAX "path" Single String VALUE Omit]
  3 [8 MAX "user" Single String VALUE Omit]
  4 [8 MAX "secretFile" Single String VALUE Omit]
  5 [8 MAX "secretRef" Single Message(CoreV1SecretReference) POINTER Omit]
  6 [8 MAX "readOnly" Single Bool VALUE Omit]
}
V1_CEPH_FS_VOLUME_SOURCE "k8s.io/api/core/v1.CephFSVolumeSource" {
  1 [8 MAX "monitors" List String VALUE Keep]
  2 [8 MAX "path" Single String VALUE Omit]
  3 [8 MAX "user" Single String VALUE Omit]
  4 [8 MAX "secretFile" Single String VALUE Omit]
  5 [8 MAX "secretRef" Single Message(CoreV1LocalObjectReference) POINTER Omit]
  6 [8 MAX "readOnly" Single Bool VALUE Omit]
}
V1_CINDER_PERSISTENT_VOLUME_SOURCE "k8s.io/api/core/v1.CinderPersistentVolumeSource" {
  1 [11 MAX "volumeID" Single String VALUE Keep]
  2 [11 MAX "fsType" Single String VALUE Omit]
  3 [11 MAX "readOnly" Single Bool VALUE Omit]
  4 [11 MAX "secretRef" Single Message(CoreV1SecretReference) POINTER Omit]
}
V1_CINDER_VOLUME_SOURCE "k8s.io/api/core/v1.CinderVolumeSource" {
  1 [8 MAX "volumeID" Single String VALUE Keep]
  2 [8 MAX "fsType" Single String VALUE Omit]
  3 [8 MAX "readOnly" Single Bool VALUE Omit]
  4 [11 MAX "secretRef" Single Message(CoreV1LocalObjectReference) POINTER Omit]
}
V1_CLAIM_SOURCE "k8s.io/api/core/v1.ClaimSource" {
  1 [26 30 "resourceClaimName" Single String POINTER Omit]
  2 [26 30 "resourceClaimTemplateName" Single String POINTER Omit]
}
V1_CLIENT_IP_CONFIG "k8s.io/api/core/v1.ClientIPConfig" {
  1 [8 MAX "timeoutSeconds" Single Int32 POINTER Omit]
}
V1_CLUSTER_TRUST_BUNDLE_PROJECTION "k8s.io/api/core/v1.ClusterTrustBundleProjection" {
  1 [29 MAX "name" Single String POINTER Omit]
  2 [29 MAX "signerName" Single String POINTER Omit]
  3 [29 MAX "labelSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  5 [29 MAX "optional" Single Bool POINTER Omit]
  4 [29 MAX "path" Single String VALUE Keep]
  6 [37 MAX "user" Single Int64 POINTER Omit]
}
V1_COMPONENT_CONDITION "k8s.io/api/core/v1.ComponentCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "message" Single String VALUE Omit]
  4 [8 MAX "error" Single String VALUE Omit]
}
V1_COMPONENT_STATUS "k8s.io/api/core/v1.ComponentStatus" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "conditions" List Message(CoreV1ComponentCondition) VALUE Omit]
}
V1_CONFIG_MAP "k8s.io/api/core/v1.ConfigMap" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  4 [18 MAX "immutable" Single Bool POINTER Omit]
  2 [8 MAX "data" Map String VALUE Omit]
  3 [10 MAX "binaryData" Map Bytes VALUE Omit]
}
V1_CONFIG_MAP_ENV_SOURCE "k8s.io/api/core/v1.ConfigMapEnvSource" {
  1 [8 MAX "" Single Message(CoreV1LocalObjectReference) VALUE Keep]
  2 [8 MAX "optional" Single Bool POINTER Omit]
}
V1_CONFIG_MAP_KEY_SELECTOR "k8s.io/api/core/v1.ConfigMapKeySelector" {
  1 [8 MAX "" Single Message(CoreV1LocalObjectReference) VALUE Keep]
  2 [8 MAX "key" Single String VALUE Keep]
  3 [8 MAX "optional" Single Bool POINTER Omit]
}
V1_CONFIG_MAP_NODE_CONFIG_SOURCE "k8s.io/api/core/v1.ConfigMapNodeConfigSource" {
  1 [11 MAX "namespace" Single String VALUE Keep]
  2 [11 MAX "name" Single String VALUE Keep]
  3 [11 MAX "uid" Single String VALUE Omit]
  4 [11 MAX "resourceVersion" Single String VALUE Omit]
  5 [11 MAX "kubeletConfigKey" Single String VALUE Keep]
}
V1_CONFIG_MAP_PROJECTION "k8s.io/api/core/v1.ConfigMapProjection" {
  1 [8 MAX "" Single Message(CoreV1LocalObjectReference) VALUE Keep]
  2 [8 MAX "items" List Message(CoreV1KeyToPath) VALUE Omit]
  4 [8 MAX "optional" Single Bool POINTER Omit]
}
V1_CONFIG_MAP_VOLUME_SOURCE "k8s.io/api/core/v1.ConfigMapVolumeSource" {
  1 [8 MAX "" Single Message(CoreV1LocalObjectReference) VALUE Keep]
  2 [8 MAX "items" List Message(CoreV1KeyToPath) VALUE Omit]
  3 [8 MAX "defaultMode" Single Int32 POINTER Omit]
  4 [8 MAX "optional" Single Bool POINTER Omit]
  5 [37 MAX "defaultUser" Single Int64 POINTER Omit]
}
V1_CONTAINER "k8s.io/api/core/v1.Container" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "image" Single String VALUE Omit]
  3 [8 MAX "command" List String VALUE Omit]
  4 [8 MAX "args" List String VALUE Omit]
  5 [8 MAX "workingDir" Single String VALUE Omit]
  6 [8 MAX "ports" List Message(CoreV1ContainerPort) VALUE Omit]
  19 [8 MAX "envFrom" List Message(CoreV1EnvFromSource) VALUE Omit]
  7 [8 MAX "env" List Message(CoreV1EnvVar) VALUE Omit]
  8 [8 MAX "resources" Single Message(CoreV1ResourceRequirements) VALUE Omit]
  23 [27 MAX "resizePolicy" List Message(CoreV1ContainerResizePolicy) VALUE Omit]
  24 [28 MAX "restartPolicy" Single String POINTER Omit]
  25 [34 MAX "restartPolicyRules" List Message(CoreV1ContainerRestartRule) VALUE Omit]
  9 [8 MAX "volumeMounts" List Message(CoreV1VolumeMount) VALUE Omit]
  21 [9 MAX "volumeDevices" List Message(CoreV1VolumeDevice) VALUE Omit]
  10 [8 MAX "livenessProbe" Single Message(CoreV1Probe) POINTER Omit]
  11 [8 MAX "readinessProbe" Single Message(CoreV1Probe) POINTER Omit]
  22 [16 MAX "startupProbe" Single Message(CoreV1Probe) POINTER Omit]
  12 [8 MAX "lifecycle" Single Message(CoreV1Lifecycle) POINTER Omit]
  13 [8 MAX "terminationMessagePath" Single String VALUE Omit]
  20 [8 MAX "terminationMessagePolicy" Single String VALUE Omit]
  14 [8 MAX "imagePullPolicy" Single String VALUE Omit]
  15 [8 MAX "securityContext" Single Message(CoreV1SecurityContext) POINTER Omit]
  16 [8 MAX "stdin" Single Bool VALUE Omit]
  17 [8 MAX "stdinOnce" Single Bool VALUE Omit]
  18 [8 MAX "tty" Single Bool VALUE Omit]
}
V1_CONTAINER_EXTENDED_RESOURCE_REQUEST "k8s.io/api/core/v1.ContainerExtendedResourceRequest" {
  1 [34 MAX "containerName" Single String VALUE Keep]
  2 [34 MAX "resourceName" Single String VALUE Keep]
  3 [34 MAX "requestName" Single String VALUE Keep]
}
V1_CONTAINER_IMAGE "k8s.io/api/core/v1.ContainerImage" {
  1 [8 MAX "names" List String VALUE Keep]
  2 [8 MAX "sizeBytes" Single Int64 VALUE Omit]
}
V1_CONTAINER_PORT "k8s.io/api/core/v1.ContainerPort" {
  1 [8 MAX "name" Single String VALUE Omit]
  2 [8 MAX "hostPort" Single Int32 VALUE Omit]
  3 [8 MAX "containerPort" Single Int32 VALUE Keep]
  4 [8 MAX "protocol" Single String VALUE Omit]
  5 [8 MAX "hostIP" Single String VALUE Omit]
}
V1_CONTAINER_RESIZE_POLICY "k8s.io/api/core/v1.ContainerResizePolicy" {
  1 [27 MAX "resourceName" Single String VALUE Keep]
  2 [27 MAX "restartPolicy" Single String VALUE Keep]
}
V1_CONTAINER_RESTART_RULE "k8s.io/api/core/v1.ContainerRestartRule" {
  1 [34 MAX "action" Single String VALUE Omit]
  2 [34 MAX "exitCodes" Single Message(CoreV1ContainerRestartRuleOnExitCodes) POINTER Omit]
}
V1_CONTAINER_RESTART_RULE_ON_EXIT_CODES "k8s.io/api/core/v1.ContainerRestartRuleOnExitCodes" {
  1 [34 MAX "operator" Single String VALUE Omit]
  2 [34 MAX "values" List Int32 VALUE Omit]
}
V1_CONTAINER_STATE "k8s.io/api/core/v1.ContainerState" {
  1 [8 MAX "waiting" Single Message(CoreV1ContainerStateWaiting) POINTER Omit]
  2 [8 MAX "running" Single Message(CoreV1ContainerStateRunning) POINTER Omit]
  3 [8 MAX "terminated" Single Message(CoreV1ContainerStateTerminated) POINTER Omit]
}
V1_CONTAINER_STATE_RUNNING "k8s.io/api/core/v1.ContainerStateRunning" {
  1 [8 MAX "startedAt" Single Time VALUE Omit]
}
V1_CONTAINER_STATE_TERMINATED "k8s.io/api/core/v1.ContainerStateTerminated" {
  1 [8 MAX "exitCode" Single Int32 VALUE Keep]
  2 [8 MAX "signal" Single Int32 VALUE Omit]
  3 [8 MAX "reason" Single String VALUE Omit]
  4 [8 MAX "message" Single String VALUE Omit]
  5 [8 MAX "startedAt" Single Time VALUE Omit]
  6 [8 MAX "finishedAt" Single Time VALUE Omit]
  7 [8 MAX "containerID" Single String VALUE Omit]
}
V1_CONTAINER_STATE_WAITING "k8s.io/api/core/v1.ContainerStateWaiting" {
  1 [8 MAX "reason" Single String VALUE Omit]
  2 [8 MAX "message" Single String VALUE Omit]
}
V1_CONTAINER_STATUS "k8s.io/api/core/v1.ContainerStatus" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "state" Single Message(CoreV1ContainerState) VALUE Omit]
  3 [8 MAX "lastState" Single Message(CoreV1ContainerState) VALUE Omit]
  4 [8 MAX "ready" Single Bool VALUE Keep]
  5 [8 MAX "restartCount" Single Int32 VALUE Keep]
  6 [8 MAX "image" Single String VALUE Keep]
  7 [8 MAX "imageID" Single String VALUE Keep]
  8 [8 MAX "containerID" Single String VALUE Omit]
  9 [16 MAX "started" Single Bool POINTER Omit]
  10 [27 MAX "allocatedResources" Map Quantity VALUE Omit]
  11 [27 MAX "resources" Single Message(CoreV1ResourceRequirements) POINTER Omit]
  12 [30 MAX "volumeMounts" List Message(CoreV1VolumeMountStatus) VALUE Omit]
  13 [31 MAX "user" Single Message(CoreV1ContainerUser) POINTER Omit]
  14 [31 MAX "allocatedResourcesStatus" List Message(CoreV1ResourceStatus) VALUE Omit]
  15 [33 MAX "stopSignal" Single String POINTER Omit]
}
V1_CONTAINER_USER "k8s.io/api/core/v1.ContainerUser" {
  1 [31 MAX "linux" Single Message(CoreV1LinuxContainerUser) POINTER Omit]
}
V1_DAEMON_ENDPOINT "k8s.io/api/core/v1.DaemonEndpoint" {
  1 [8 MAX "Port" Single Int32 VALUE Keep]
}
V1_DELETE_OPTIONS "k8s.io/api/core/v1.DeleteOptions" {
  1 [8 10 "gracePeriodSeconds" Single Int64 POINTER Omit]
  2 [8 10 "preconditions" Single Message(CoreV1Preconditions) POINTER Omit]
  3 [8 10 "orphanDependents" Single Bool POINTER Omit]
  4 [8 10 "PropagationPolicy" Single String POINTER Keep]
}
V1_DOWNWARD_API_PROJECTION "k8s.io/api/core/v1.DownwardAPIProjection" {
  1 [8 MAX "items" List Message(CoreV1DownwardAPIVolumeFile) VALUE Omit]
}
V1_DOWNWARD_API_VOLUME_FILE "k8s.io/api/core/v1.DownwardAPIVolumeFile" {
  1 [8 MAX "path" Single String VALUE Keep]
  2 [8 MAX "fieldRef" Single Message(CoreV1ObjectFieldSelector) POINTER Omit]
  3 [8 MAX "resourceFieldRef" Single Message(CoreV1ResourceFieldSelector) POINTER Omit]
  4 [8 MAX "mode" Single Int32 POINTER Omit]
  5 [37 MAX "user" Single Int64 POINTER Omit]
}
V1_DOWNWARD_API_VOLUME_SOURCE "k8s.io/api/core/v1.DownwardAPIVolumeSource" {
  1 [8 MAX "items" List Message(CoreV1DownwardAPIVolumeFile) VALUE Omit]
  2 [8 MAX "defaultMode" Single Int32 POINTER Omit]
  3 [37 MAX "defaultUser" Single Int64 POINTER Omit]
}
V1_EMPTY_DIR_VOLUME_SOURCE "k8s.io/api/core/v1.EmptyDirVolumeSource" {
  1 [8 MAX "medium" Single String VALUE Omit]
  2 [8 MAX "sizeLimit" Single Quantity POINTER Omit]
  3 [37 MAX "mode" Single Int32 POINTER Omit]
}
V1_ENDPOINT_ADDRESS "k8s.io/api/core/v1.EndpointAddress" {
  1 [8 MAX "ip" Single String VALUE Keep]
  3 [8 MAX "hostname" Single String VALUE Omit]
  4 [8 MAX "nodeName" Single String POINTER Omit]
  2 [8 MAX "targetRef" Single Message(CoreV1ObjectReference) POINTER Omit]
}
V1_ENDPOINT_PORT "k8s.io/api/core/v1.EndpointPort" {
  1 [8 MAX "name" Single String VALUE Omit]
  2 [8 MAX "port" Single Int32 VALUE Keep]
  3 [8 MAX "protocol" Single String VALUE Omit]
  4 [18 MAX "appProtocol" Single String POINTER Omit]
}
V1_ENDPOINT_SUBSET "k8s.io/api/core/v1.EndpointSubset" {
  1 [8 MAX "addresses" List Message(CoreV1EndpointAddress) VALUE Omit]
  2 [8 MAX "notReadyAddresses" List Message(CoreV1EndpointAddress) VALUE Omit]
  3 [8 MAX "ports" List Message(CoreV1EndpointPort) VALUE Omit]
}
V1_ENDPOINTS "k8s.io/api/core/v1.Endpoints" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 9 "subsets" List Message(CoreV1EndpointSubset) VALUE Keep] [10 MAX "subsets" List Message(CoreV1EndpointSubset) VALUE Omit]
}
V1_ENV_FROM_SOURCE "k8s.io/api/core/v1.EnvFromSource" {
  1 [8 MAX "prefix" Single String VALUE Omit]
  2 [8 MAX "configMapRef" Single Message(CoreV1ConfigMapEnvSource) POINTER Omit]
  3 [8 MAX "secretRef" Single Message(CoreV1SecretEnvSource) POINTER Omit]
}
V1_ENV_VAR "k8s.io/api/core/v1.EnvVar" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "value" Single String VALUE Omit]
  3 [8 MAX "valueFrom" Single Message(CoreV1EnvVarSource) POINTER Omit]
}
V1_ENV_VAR_SOURCE "k8s.io/api/core/v1.EnvVarSource" {
  1 [8 MAX "fieldRef" Single Message(CoreV1ObjectFieldSelector) POINTER Omit]
  2 [8 MAX "resourceFieldRef" Single Message(CoreV1ResourceFieldSelector) POINTER Omit]
  3 [8 MAX "configMapKeyRef" Single Message(CoreV1ConfigMapKeySelector) POINTER Omit]
  4 [8 MAX "secretKeyRef" Single Message(CoreV1SecretKeySelector) POINTER Omit]
  5 [34 MAX "fileKeyRef" Single Message(CoreV1FileKeySelector) POINTER Omit]
}
V1_EPHEMERAL_CONTAINER "k8s.io/api/core/v1.EphemeralContainer" {
  1 [16 MAX "" Single Message(CoreV1EphemeralContainerCommon) VALUE Keep]
  2 [16 MAX "targetContainerName" Single String VALUE Omit]
}
V1_EPHEMERAL_CONTAINER_COMMON "k8s.io/api/core/v1.EphemeralContainerCommon" {
  1 [16 MAX "name" Single String VALUE Keep]
  2 [16 MAX "image" Single String VALUE Omit]
  3 [16 MAX "command" List String VALUE Omit]
  4 [16 MAX "args" List String VALUE Omit]
  5 [16 MAX "workingDir" Single String VALUE Omit]
  6 [16 MAX "ports" List Message(CoreV1ContainerPort) VALUE Omit]
  19 [16 MAX "envFrom" List Message(CoreV1EnvFromSource) VALUE Omit]
  7 [16 MAX "env" List Message(CoreV1EnvVar) VALUE Omit]
  8 [16 MAX "resources" Single Message(CoreV1ResourceRequirements) VALUE Omit]
  23 [27 MAX "resizePolicy" List Message(CoreV1ContainerResizePolicy) VALUE Omit]
  24 [28 MAX "restartPolicy" Single String POINTER Omit]
  25 [34 MAX "restartPolicyRules" List Message(CoreV1ContainerRestartRule) VALUE Omit]
  9 [16 MAX "volumeMounts" List Message(CoreV1VolumeMount) VALUE Omit]
  21 [16 MAX "volumeDevices" List Message(CoreV1VolumeDevice) VALUE Omit]
  10 [16 MAX "livenessProbe" Single Message(CoreV1Probe) POINTER Omit]
  11 [16 MAX "readinessProbe" Single Message(CoreV1Probe) POINTER Omit]
  22 [16 MAX "startupProbe" Single Message(CoreV1Probe) POINTER Omit]
  12 [16 MAX "lifecycle" Single Message(CoreV1Lifecycle) POINTER Omit]
  13 [16 MAX "terminationMessagePath" Single String VALUE Omit]
  20 [16 MAX "terminationMessagePolicy" Single String VALUE Omit]
  14 [16 MAX "imagePullPolicy" Single String VALUE Omit]
  15 [16 MAX "securityContext" Single Message(CoreV1SecurityContext) POINTER Omit]
  16 [16 MAX "stdin" Single Bool VALUE Omit]
  17 [16 MAX "stdinOnce" Single Bool VALUE Omit]
  18 [16 MAX "tty" Single Bool VALUE Omit]
}
V1_EPHEMERAL_CONTAINERS "k8s.io/api/core/v1.EphemeralContainers" {
  1 [16 21 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [16 21 "ephemeralContainers" List Message(CoreV1EphemeralContainer) VALUE Keep]
}
V1_EPHEMERAL_VOLUME_SOURCE "k8s.io/api/core/v1.EphemeralVolumeSource" {
  1 [19 MAX "volumeClaimTemplate" Single Message(CoreV1PersistentVolumeClaimTemplate) POINTER Omit]
  2 [19 20 "readOnly" Single Bool VALUE Omit]
}
V1_EVENT "k8s.io/api/core/v1.Event" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Keep]
  2 [8 MAX "involvedObject" Single Message(CoreV1ObjectReference) VALUE Keep]
  3 [8 MAX "reason" Single String VALUE Omit]
  4 [8 MAX "message" Single String VALUE Omit]
  5 [8 MAX "source" Single Message(CoreV1EventSource) VALUE Omit]
  6 [8 MAX "firstTimestamp" Single Time VALUE Omit]
  7 [8 MAX "lastTimestamp" Single Time VALUE Omit]
  8 [8 MAX "count" Single Int32 VALUE Omit]
  9 [8 MAX "type" Single String VALUE Omit]
  10 [9 MAX "eventTime" Single MicroTime VALUE Omit]
  11 [9 MAX "series" Single Message(CoreV1EventSeries) POINTER Omit]
  12 [9 MAX "action" Single String VALUE Omit]
  13 [9 MAX "related" Single Message(CoreV1ObjectReference) POINTER Omit]
  14 [9 MAX "reportingComponent" Single String VALUE Keep]
  15 [9 MAX "reportingInstance" Single String VALUE Keep]
}
V1_EVENT_SERIES "k8s.io/api/core/v1.EventSeries" {
  1 [9 MAX "count" Single Int32 VALUE Omit]
  2 [9 MAX "lastObservedTime" Single MicroTime VALUE Omit]
  3 [9 18 "state" Single String VALUE Omit]
}
V1_EVENT_SOURCE "k8s.io/api/core/v1.EventSource" {
  1 [8 MAX "component" Single String VALUE Omit]
  2 [8 MAX "host" Single String VALUE Omit]
}
V1_EVICTION_RESPONDER "k8s.io/api/core/v1.EvictionResponder" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "priority" Single Int32 POINTER Keep]
}
V1_EXEC_ACTION "k8s.io/api/core/v1.ExecAction" {
  1 [8 MAX "command" List String VALUE Omit]
}
V1_FC_VOLUME_SOURCE "k8s.io/api/core/v1.FCVolumeSource" {
  1 [8 MAX "targetWWNs" List String VALUE Omit]
  2 [8 MAX "lun" Single Int32 POINTER Omit]
  3 [8 MAX "fsType" Single String VALUE Omit]
  4 [8 MAX "readOnly" Single Bool VALUE Omit]
  5 [8 MAX "wwids" List String VALUE Omit]
}
V1_FILE_KEY_SELECTOR "k8s.io/api/core/v1.FileKeySelector" {
  1 [34 MAX "volumeName" Single String VALUE Keep]
  2 [34 MAX "path" Single String VALUE Keep]
  3 [34 MAX "key" Single String VALUE Keep]
  4 [34 MAX "optional" Single Bool POINTER Omit]
}
V1_FLEX_PERSISTENT_VOLUME_SOURCE "k8s.io/api/core/v1.FlexPersistentVolumeSource" {
  1 [10 MAX "driver" Single String VALUE Keep]
  2 [10 MAX "fsType" Single String VALUE Omit]
  3 [10 MAX "secretRef" Single Message(CoreV1SecretReference) POINTER Omit]
  4 [10 MAX "readOnly" Single Bool VALUE Omit]
  5 [10 MAX "options" Map String VALUE Omit]
}
V1_FLEX_VOLUME_SOURCE "k8s.io/api/core/v1.FlexVolumeSource" {
  1 [8 MAX "driver" Single String VALUE Keep]
  2 [8 MAX "fsType" Single String VALUE Omit]
  3 [8 MAX "secretRef" Single Message(CoreV1LocalObjectReference) POINTER Omit]
  4 [8 MAX "readOnly" Single Bool VALUE Omit]
  5 [8 MAX "options" Map String VALUE Omit]
}
V1_FLOCKER_VOLUME_SOURCE "k8s.io/api/core/v1.FlockerVolumeSource" {
  1 [8 MAX "datasetName" Single String VALUE Omit]
  2 [8 MAX "datasetUUID" Single String VALUE Omit]
}
V1_GCE_PERSISTENT_DISK_VOLUME_SOURCE "k8s.io/api/core/v1.GCEPersistentDiskVolumeSource" {
  1 [8 MAX "pdName" Single String VALUE Keep]
  2 [8 MAX "fsType" Single String VALUE Omit]
  3 [8 MAX "partition" Single Int32 VALUE Omit]
  4 [8 MAX "readOnly" Single Bool VALUE Omit]
}
V1_GRPC_ACTION "k8s.io/api/core/v1.GRPCAction" {
  1 [23 MAX "port" Single Int32 VALUE Keep]
  2 [23 MAX "service" Single String POINTER Keep]
  3 [37 MAX "mode" Single String POINTER Omit]
}
V1_GIT_REPO_VOLUME_SOURCE "k8s.io/api/core/v1.GitRepoVolumeSource" {
  1 [8 MAX "repository" Single String VALUE Keep]
  2 [8 MAX "revision" Single String VALUE Omit]
  3 [8 MAX "directory" Single String VALUE Omit]
}
V1_GLUSTERFS_PERSISTENT_VOLUME_SOURCE "k8s.io/api/core/v1.GlusterfsPersistentVolumeSource" {
  1 [13 MAX "endpoints" Single String VALUE Keep]
  2 [13 MAX "path" Single String VALUE Keep]
  3 [13 MAX "readOnly" Single Bool VALUE Omit]
  4 [13 MAX "endpointsNamespace" Single String POINTER Omit]
}
V1_GLUSTERFS_VOLUME_SOURCE "k8s.io/api/core/v1.GlusterfsVolumeSource" {
  1 [8 MAX "endpoints" Single String VALUE Keep]
  2 [8 MAX "path" Single String VALUE Keep]
  3 [8 MAX "readOnly" Single Bool VALUE Omit]
}
V1_HTTP_GET_ACTION "k8s.io/api/core/v1.HTTPGetAction" {
  1 [8 MAX "path" Single String VALUE Omit]
  2 [8 MAX "port" Single IntOrString VALUE Keep]
  3 [8 MAX "host" Single String VALUE Omit]
  4 [8 MAX "scheme" Single String VALUE Omit]
  5 [8 MAX "httpHeaders" List Message(CoreV1HTTPHeader) VALUE Omit]
  6 [37 MAX "protocol" Single String POINTER Omit]
}
V1_HTTP_HEADER "k8s.io/api/core/v1.HTTPHeader" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "value" Single String VALUE Keep]
}
V1_HANDLER "k8s.io/api/core/v1.Handler" {
  1 [8 22 "exec" Single Message(CoreV1ExecAction) POINTER Omit]
  2 [8 22 "httpGet" Single Message(CoreV1HTTPGetAction) POINTER Omit]
  3 [8 22 "tcpSocket" Single Message(CoreV1TCPSocketAction) POINTER Omit]
}
V1_HOST_ALIAS "k8s.io/api/core/v1.HostAlias" {
  1 [8 29 "ip" Single String VALUE Omit] [30 MAX "ip" Single String VALUE Keep]
  2 [8 MAX "hostnames" List String VALUE Omit]
}
V1_HOST_IP "k8s.io/api/core/v1.HostIP" {
  1 [28 29 "ip" Single String VALUE Omit] [30 MAX "ip" Single String VALUE Keep]
}
V1_HOST_PATH_VOLUME_SOURCE "k8s.io/api/core/v1.HostPathVolumeSource" {
  1 [8 MAX "path" Single String VALUE Keep]
  2 [8 MAX "type" Single String POINTER Omit]
}
V1_ISCSI_PERSISTENT_VOLUME_SOURCE "k8s.io/api/core/v1.ISCSIPersistentVolumeSource" {
  1 [9 MAX "targetPortal" Single String VALUE Keep]
  2 [9 MAX "iqn" Single String VALUE Keep]
  3 [9 MAX "lun" Single Int32 VALUE Keep]
  4 [9 MAX "iscsiInterface" Single String VALUE Omit]
  5 [9 MAX "fsType" Single String VALUE Omit]
  6 [9 MAX "readOnly" Single Bool VALUE Omit]
  7 [9 MAX "portals" List String VALUE Omit]
  8 [9 MAX "chapAuthDiscovery" Single Bool VALUE Omit]
  11 [9 MAX "chapAuthSession" Single Bool VALUE Omit]
  10 [9 MAX "secretRef" Single Message(CoreV1SecretReference) POINTER Omit]
  12 [9 MAX "initiatorName" Single String POINTER Omit]
}
V1_ISCSI_VOLUME_SOURCE "k8s.io/api/core/v1.ISCSIVolumeSource" {
  1 [8 MAX "targetPortal" Single String VALUE Keep]
  2 [8 MAX "iqn" Single String VALUE Keep]
  3 [8 MAX "lun" Single Int32 VALUE Keep]
  4 [8 MAX "iscsiInterface" Single String VALUE Omit]
  5 [8 MAX "fsType" Single String VALUE Omit]
  6 [8 MAX "readOnly" Single Bool VALUE Omit]
  7 [8 MAX "portals" List String VALUE Omit]
  8 [8 MAX "chapAuthDiscovery" Single Bool VALUE Omit]
  11 [8 MAX "chapAuthSession" Single Bool VALUE Omit]
  10 [8 MAX "secretRef" Single Message(CoreV1LocalObjectReference) POINTER Omit]
  12 [8 MAX "initiatorName" Single String POINTER Omit]
}
V1_IMAGE_VOLUME_SOURCE "k8s.io/api/core/v1.ImageVolumeSource" {
  1 [31 MAX "reference" Single String VALUE Omit]
  2 [31 MAX "pullPolicy" Single String VALUE Omit]
}
V1_IMAGE_VOLUME_STATUS "k8s.io/api/core/v1.ImageVolumeStatus" {
  1 [36 MAX "imageRef" Single String VALUE Omit]
}
V1_KEY_TO_PATH "k8s.io/api/core/v1.KeyToPath" {
  1 [8 MAX "key" Single String VALUE Keep]
  2 [8 MAX "path" Single String VALUE Keep]
  3 [8 MAX "mode" Single Int32 POINTER Omit]
  4 [37 MAX "user" Single Int64 POINTER Omit]
}
V1_LIFECYCLE "k8s.io/api/core/v1.Lifecycle" {
  1 [8 22 "postStart" Single Message(CoreV1Handler) POINTER Omit] [23 MAX "postStart" Single Message(CoreV1LifecycleHandler) POINTER Omit]
  2 [8 22 "preStop" Single Message(CoreV1Handler) POINTER Omit] [23 MAX "preStop" Single Message(CoreV1LifecycleHandler) POINTER Omit]
  3 [33 MAX "stopSignal" Single String POINTER Omit]
}
V1_LIFECYCLE_HANDLER "k8s.io/api/core/v1.LifecycleHandler" {
  1 [23 MAX "exec" Single Message(CoreV1ExecAction) POINTER Omit]
  2 [23 MAX "httpGet" Single Message(CoreV1HTTPGetAction) POINTER Omit]
  3 [23 MAX "tcpSocket" Single Message(CoreV1TCPSocketAction) POINTER Omit]
  4 [29 MAX "sleep" Single Message(CoreV1SleepAction) POINTER Omit]
}
V1_LIMIT_RANGE "k8s.io/api/core/v1.LimitRange" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(CoreV1LimitRangeSpec) VALUE Omit]
}
V1_LIMIT_RANGE_ITEM "k8s.io/api/core/v1.LimitRangeItem" {
  1 [8 17 "type" Single String VALUE Omit] [18 MAX "type" Single String VALUE Keep]
  2 [8 MAX "max" Map Quantity VALUE Omit]
  3 [8 MAX "min" Map Quantity VALUE Omit]
  4 [8 MAX "default" Map Quantity VALUE Omit]
  5 [8 MAX "defaultRequest" Map Quantity VALUE Omit]
  6 [8 MAX "maxLimitRequestRatio" Map Quantity VALUE Omit]
}
V1_LIMIT_RANGE_SPEC "k8s.io/api/core/v1.LimitRangeSpec" {
  1 [8 MAX "limits" List Message(CoreV1LimitRangeItem) VALUE Keep]
}
V1_LINUX_CONTAINER_USER "k8s.io/api/core/v1.LinuxContainerUser" {
  1 [31 MAX "uid" Single Int64 VALUE Keep]
  2 [31 MAX "gid" Single Int64 VALUE Keep]
  3 [31 MAX "supplementalGroups" List Int64 VALUE Omit]
}
V1_LIST_OPTIONS "k8s.io/api/core/v1.ListOptions" {
  1 [8 10 "labelSelector" Single String VALUE Omit]
  2 [8 10 "fieldSelector" Single String VALUE Omit]
  6 [8 10 "includeUninitialized" Single Bool VALUE Omit]
  3 [8 10 "watch" Single Bool VALUE Omit]
  4 [8 10 "resourceVersion" Single String VALUE Omit]
  5 [8 10 "timeoutSeconds" Single Int64 POINTER Omit]
}
V1_LOAD_BALANCER_INGRESS "k8s.io/api/core/v1.LoadBalancerIngress" {
  1 [8 MAX "ip" Single String VALUE Omit]
  2 [8 MAX "hostname" Single String VALUE Omit]
  3 [29 MAX "ipMode" Single String POINTER Omit]
  4 [20 MAX "ports" List Message(CoreV1PortStatus) VALUE Omit]
}
V1_LOAD_BALANCER_STATUS "k8s.io/api/core/v1.LoadBalancerStatus" {
  1 [8 MAX "ingress" List Message(CoreV1LoadBalancerIngress) VALUE Omit]
}
V1_LOCAL_OBJECT_REFERENCE "k8s.io/api/core/v1.LocalObjectReference" {
  1 [8 MAX "name" Single String VALUE Omit]
}
V1_LOCAL_VOLUME_SOURCE "k8s.io/api/core/v1.LocalVolumeSource" {
  1 [8 MAX "path" Single String VALUE Keep]
  2 [12 MAX "fsType" Single String POINTER Omit]
}
V1_MODIFY_VOLUME_STATUS "k8s.io/api/core/v1.ModifyVolumeStatus" {
  1 [29 MAX "targetVolumeAttributesClassName" Single String VALUE Omit]
  2 [29 MAX "status" Single String VALUE Keep]
}
V1_NFS_VOLUME_SOURCE "k8s.io/api/core/v1.NFSVolumeSource" {
  1 [8 MAX "server" Single String VALUE Keep]
  2 [8 MAX "path" Single String VALUE Keep]
  3 [8 MAX "readOnly" Single Bool VALUE Omit]
}
V1_NAMESPACE "k8s.io/api/core/v1.Namespace" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(CoreV1NamespaceSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(CoreV1NamespaceStatus) VALUE Omit]
}
V1_NAMESPACE_CONDITION "k8s.io/api/core/v1.NamespaceCondition" {
  1 [16 MAX "type" Single String VALUE Keep]
  2 [16 MAX "status" Single String VALUE Keep]
  4 [16 MAX "lastTransitionTime" Single Time VALUE Omit]
  5 [16 MAX "reason" Single String VALUE Omit]
  6 [16 MAX "message" Single String VALUE Omit]
}
V1_NAMESPACE_SPEC "k8s.io/api/core/v1.NamespaceSpec" {
  1 [8 MAX "finalizers" List String VALUE Omit]
}
V1_NAMESPACE_STATUS "k8s.io/api/core/v1.NamespaceStatus" {
  1 [8 MAX "phase" Single String VALUE Omit]
  2 [16 MAX "conditions" List Message(CoreV1NamespaceCondition) VALUE Omit]
}
V1_NODE "k8s.io/api/core/v1.Node" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(CoreV1NodeSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(CoreV1NodeStatus) VALUE Omit]
}
V1_NODE_ADDRESS "k8s.io/api/core/v1.NodeAddress" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "address" Single String VALUE Keep]
}
V1_NODE_AFFINITY "k8s.io/api/core/v1.NodeAffinity" {
  1 [8 MAX "requiredDuringSchedulingIgnoredDuringExecution" Single Message(CoreV1NodeSelector) POINTER Omit]
  2 [8 MAX "preferredDuringSchedulingIgnoredDuringExecution" List Message(CoreV1PreferredSchedulingTerm) VALUE Omit]
}
V1_NODE_ALLOCATABLE_MAPPED_RESOURCES "k8s.io/api/core/v1.NodeAllocatableMappedResources" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "quantity" Single Quantity POINTER Keep]
}
V1_NODE_ALLOCATABLE_OVERHEAD_RESOURCES "k8s.io/api/core/v1.NodeAllocatableOverheadResources" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "perPod" Single Quantity POINTER Omit]
  3 [37 MAX "perContainer" Single Quantity POINTER Omit]
}
V1_NODE_ALLOCATABLE_RESOURCE_CLAIM_STATUS "k8s.io/api/core/v1.NodeAllocatableResourceClaimStatus" {
  1 [36 MAX "resourceClaimName" Single String VALUE Keep]
  2 [36 MAX "containers" List String VALUE Omit]
  3 [36 36 "resources" Map Quantity VALUE Keep]
  4 [37 MAX "mapping" List Message(CoreV1NodeAllocatableMappedResources) VALUE Omit]
  5 [37 MAX "overhead" List Message(CoreV1NodeAllocatableOverheadResources) VALUE Omit]
}
V1_NODE_CONDITION "k8s.io/api/core/v1.NodeCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastHeartbeatTime" Single Time VALUE Omit]
  4 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  5 [8 MAX "reason" Single String VALUE Omit]
  6 [8 MAX "message" Single String VALUE Omit]
}
V1_NODE_CONFIG_SOURCE "k8s.io/api/core/v1.NodeConfigSource" {
  1 [8 10 "configMapRef" Single Message(CoreV1ObjectReference) POINTER Omit]
  2 [11 MAX "configMap" Single Message(CoreV1ConfigMapNodeConfigSource) POINTER Omit]
}
V1_NODE_CONFIG_STATUS "k8s.io/api/core/v1.NodeConfigStatus" {
  1 [11 MAX "assigned" Single Message(CoreV1NodeConfigSource) POINTER Omit]
  2 [11 MAX "active" Single Message(CoreV1NodeConfigSource) POINTER Omit]
  3 [11 MAX "lastKnownGood" Single Message(CoreV1NodeConfigSource) POINTER Omit]
  4 [11 MAX "error" Single String VALUE Omit]
}
V1_NODE_DAEMON_ENDPOINTS "k8s.io/api/core/v1.NodeDaemonEndpoints" {
  1 [8 MAX "kubeletEndpoint" Single Message(CoreV1DaemonEndpoint) VALUE Omit]
}
V1_NODE_FEATURES "k8s.io/api/core/v1.NodeFeatures" {
  1 [31 MAX "supplementalGroupsPolicy" Single Bool POINTER Omit]
}
V1_NODE_POD_PREEMPTION_POLICY "k8s.io/api/core/v1.NodePodPreemptionPolicy" {
  1 [37 MAX "disableResizePreemption" List String VALUE Omit]
}
V1_NODE_PROXY_OPTIONS "k8s.io/api/core/v1.NodeProxyOptions" {
  1 [8 MAX "path" Single String VALUE Omit]
}
V1_NODE_RUNTIME_HANDLER "k8s.io/api/core/v1.NodeRuntimeHandler" {
  1 [30 MAX "name" Single String VALUE Keep]
  2 [30 MAX "features" Single Message(CoreV1NodeRuntimeHandlerFeatures) POINTER Omit]
}
V1_NODE_RUNTIME_HANDLER_FEATURES "k8s.io/api/core/v1.NodeRuntimeHandlerFeatures" {
  1 [30 MAX "recursiveReadOnlyMounts" Single Bool POINTER Omit]
  2 [31 MAX "userNamespaces" Single Bool POINTER Omit]
}
V1_NODE_SELECTOR "k8s.io/api/core/v1.NodeSelector" {
  1 [8 MAX "nodeSelectorTerms" List Message(CoreV1NodeSelectorTerm) VALUE Keep]
}
V1_NODE_SELECTOR_REQUIREMENT "k8s.io/api/core/v1.NodeSelectorRequirement" {
  1 [8 MAX "key" Single String VALUE Keep]
  2 [8 MAX "operator" Single String VALUE Keep]
  3 [8 MAX "values" List String VALUE Omit]
}
V1_NODE_SELECTOR_TERM "k8s.io/api/core/v1.NodeSelectorTerm" {
  1 [8 10 "matchExpressions" List Message(CoreV1NodeSelectorRequirement) VALUE Keep] [11 MAX "matchExpressions" List Message(CoreV1NodeSelectorRequirement) VALUE Omit]
  2 [11 MAX "matchFields" List Message(CoreV1NodeSelectorRequirement) VALUE Omit]
}
V1_NODE_SPEC "k8s.io/api/core/v1.NodeSpec" {
  1 [8 MAX "podCIDR" Single String VALUE Omit]
  7 [16 MAX "podCIDRs" List String VALUE Omit]
  3 [8 MAX "providerID" Single String VALUE Omit]
  4 [8 MAX "unschedulable" Single Bool VALUE Omit]
  5 [8 MAX "taints" List Message(CoreV1Taint) VALUE Omit]
  6 [8 MAX "configSource" Single Message(CoreV1NodeConfigSource) POINTER Omit]
  2 [8 MAX "externalID" Single String VALUE Omit]
  8 [37 MAX "podPreemptionPolicy" Single Message(CoreV1NodePodPreemptionPolicy) POINTER Omit]
}
V1_NODE_STATUS "k8s.io/api/core/v1.NodeStatus" {
  1 [8 MAX "capacity" Map Quantity VALUE Omit]
  2 [8 MAX "allocatable" Map Quantity VALUE Omit]
  3 [8 MAX "phase" Single String VALUE Omit]
  4 [8 MAX "conditions" List Message(CoreV1NodeCondition) VALUE Omit]
  5 [8 MAX "addresses" List Message(CoreV1NodeAddress) VALUE Omit]
  6 [8 MAX "daemonEndpoints" Single Message(CoreV1NodeDaemonEndpoints) VALUE Omit]
  7 [8 MAX "nodeInfo" Single Message(CoreV1NodeSystemInfo) VALUE Omit]
  8 [8 MAX "images" List Message(CoreV1ContainerImage) VALUE Omit]
  9 [8 MAX "volumesInUse" List String VALUE Omit]
  10 [8 MAX "volumesAttached" List Message(CoreV1AttachedVolume) VALUE Omit]
  11 [11 MAX "config" Single Message(CoreV1NodeConfigStatus) POINTER Omit]
  12 [30 MAX "runtimeHandlers" List Message(CoreV1NodeRuntimeHandler) VALUE Omit]
  13 [31 MAX "features" Single Message(CoreV1NodeFeatures) POINTER Omit]
  14 [35 MAX "declaredFeatures" List String VALUE Omit]
}
V1_NODE_SWAP_STATUS "k8s.io/api/core/v1.NodeSwapStatus" {
  1 [33 MAX "capacity" Single Int64 POINTER Omit]
}
V1_NODE_SYSTEM_INFO "k8s.io/api/core/v1.NodeSystemInfo" {
  1 [8 MAX "machineID" Single String VALUE Keep]
  2 [8 MAX "systemUUID" Single String VALUE Keep]
  3 [8 MAX "bootID" Single String VALUE Keep]
  4 [8 MAX "kernelVersion" Single String VALUE Keep]
  5 [8 MAX "osImage" Single String VALUE Keep]
  6 [8 MAX "containerRuntimeVersion" Single String VALUE Keep]
  7 [8 MAX "kubeletVersion" Single String VALUE Keep]
  8 [8 MAX "kubeProxyVersion" Single String VALUE Keep]
  9 [8 MAX "operatingSystem" Single String VALUE Keep]
  10 [8 MAX "architecture" Single String VALUE Keep]
  11 [33 MAX "swap" Single Message(CoreV1NodeSwapStatus) POINTER Omit]
  12 [37 MAX "runningInUserNamespace" Single Bool POINTER Omit]
}
V1_OBJECT_FIELD_SELECTOR "k8s.io/api/core/v1.ObjectFieldSelector" {
  1 [8 MAX "apiVersion" Single String VALUE Omit]
  2 [8 MAX "fieldPath" Single String VALUE Keep]
}
V1_OBJECT_REFERENCE "k8s.io/api/core/v1.ObjectReference" {
  1 [8 MAX "kind" Single String VALUE Omit]
  2 [8 MAX "namespace" Single String VALUE Omit]
  3 [8 MAX "name" Single String VALUE Omit]
  4 [8 MAX "uid" Single String VALUE Omit]
  5 [8 MAX "apiVersion" Single String VALUE Omit]
  6 [8 MAX "resourceVersion" Single String VALUE Omit]
  7 [8 MAX "fieldPath" Single String VALUE Omit]
}
V1_PERSISTENT_VOLUME "k8s.io/api/core/v1.PersistentVolume" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(CoreV1PersistentVolumeSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(CoreV1PersistentVolumeStatus) VALUE Omit]
}
V1_PERSISTENT_VOLUME_CLAIM "k8s.io/api/core/v1.PersistentVolumeClaim" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(CoreV1PersistentVolumeClaimSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(CoreV1PersistentVolumeClaimStatus) VALUE Omit]
}
V1_PERSISTENT_VOLUME_CLAIM_CONDITION "k8s.io/api/core/v1.PersistentVolumeClaimCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastProbeTime" Single Time VALUE Omit]
  4 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  5 [8 MAX "reason" Single String VALUE Omit]
  6 [8 MAX "message" Single String VALUE Omit]
}
V1_PERSISTENT_VOLUME_CLAIM_SPEC "k8s.io/api/core/v1.PersistentVolumeClaimSpec" {
  1 [8 MAX "accessModes" List String VALUE Omit]
  4 [8 MAX "selector" Single Message(MetaV1LabelSelector) POINTER Omit]
  2 [8 28 "resources" Single Message(CoreV1ResourceRequirements) VALUE Omit] [29 MAX "resources" Single Message(CoreV1VolumeResourceRequirements) VALUE Omit]
  3 [8 MAX "volumeName" Single String VALUE Omit]
  5 [8 MAX "storageClassName" Single String POINTER Omit]
  6 [9 MAX "volumeMode" Single String POINTER Omit]
  7 [12 13 "dataSource" Single Message(CoreV1TypedLocalObjectReference) POINTER Keep] [14 MAX "dataSource" Single Message(CoreV1TypedLocalObjectReference) POINTER Omit]
  8 [22 25 "dataSourceRef" Single Message(CoreV1TypedLocalObjectReference) POINTER Omit] [26 MAX "dataSourceRef" Single Message(CoreV1TypedObjectReference) POINTER Omit]
  9 [29 MAX "volumeAttributesClassName" Single String POINTER Omit]
}
V1_PERSISTENT_VOLUME_CLAIM_STATUS "k8s.io/api/core/v1.PersistentVolumeClaimStatus" {
  1 [8 MAX "phase" Single String VALUE Omit]
  2 [8 MAX "accessModes" List String VALUE Omit]
  3 [8 MAX "capacity" Map Quantity VALUE Omit]
  4 [8 MAX "conditions" List Message(CoreV1PersistentVolumeClaimCondition) VALUE Omit]
  5 [23 MAX "allocatedResources" Map Quantity VALUE Omit]
  6 [23 27 "resizeStatus" Single String POINTER Omit]
  7 [28 MAX "allocatedResourceStatuses" Map String VALUE Omit]
  8 [29 MAX "currentVolumeAttributesClassName" Single String POINTER Omit]
  9 [29 MAX "modifyVolumeStatus" Single Message(CoreV1ModifyVolumeStatus) POINTER Omit]
  10 [37 MAX "healthStatus" Single Message(CoreV1VolumeHealthStatus) POINTER Omit]
}
V1_PERSISTENT_VOLUME_CLAIM_TEMPLATE "k8s.io/api/core/v1.PersistentVolumeClaimTemplate" {
  1 [19 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [19 MAX "spec" Single Message(CoreV1PersistentVolumeClaimSpec) VALUE Keep]
}
V1_PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE "k8s.io/api/core/v1.PersistentVolumeClaimVolumeSource" {
  1 [8 MAX "claimName" Single String VALUE Keep]
  2 [8 MAX "readOnly" Single Bool VALUE Omit]
}
V1_PERSISTENT_VOLUME_SOURCE "k8s.io/api/core/v1.PersistentVolumeSource" {
  1 [8 MAX "gcePersistentDisk" Single Message(CoreV1GCEPersistentDiskVolumeSource) POINTER Omit]
  2 [8 MAX "awsElasticBlockStore" Single Message(CoreV1AWSElasticBlockStoreVolumeSource) POINTER Omit]
  3 [8 MAX "hostPath" Single Message(CoreV1HostPathVolumeSource) POINTER Omit]
  4 [8 12 "glusterfs" Single Message(CoreV1GlusterfsVolumeSource) POINTER Omit] [13 MAX "glusterfs" Single Message(CoreV1GlusterfsPersistentVolumeSource) POINTER Omit]
  5 [8 MAX "nfs" Single Message(CoreV1NFSVolumeSource) POINTER Omit]
  6 [8 8 "rbd" Single Message(CoreV1RBDVolumeSource) POINTER Omit] [9 MAX "rbd" Single Message(CoreV1RBDPersistentVolumeSource) POINTER Omit]
  7 [8 8 "iscsi" Single Message(CoreV1ISCSIVolumeSource) POINTER Omit] [9 MAX "iscsi" Single Message(CoreV1ISCSIPersistentVolumeSource) POINTER Omit]
  8 [8 10 "cinder" Single Message(CoreV1CinderVolumeSource) POINTER Omit] [11 MAX "cinder" Single Message(CoreV1CinderPersistentVolumeSource) POINTER Omit]
  9 [8 MAX "cephfs" Single Message(CoreV1CephFSPersistentVolumeSource) POINTER Omit]
  10 [8 MAX "fc" Single Message(CoreV1FCVolumeSource) POINTER Omit]
  11 [8 MAX "flocker" Single Message(CoreV1FlockerVolumeSource) POINTER Omit]
  12 [8 9 "flexVolume" Single Message(CoreV1FlexVolumeSource) POINTER Omit] [10 MAX "flexVolume" Single Message(CoreV1FlexPersistentVolumeSource) POINTER Omit]
  13 [8 MAX "azureFile" Single Message(CoreV1AzureFilePersistentVolumeSource) POINTER Omit]
  14 [8 MAX "vsphereVolume" Single Message(CoreV1VsphereVirtualDiskVolumeSource) POINTER Omit]
  15 [8 MAX "quobyte" Single Message(CoreV1QuobyteVolumeSource) POINTER Omit]
  16 [8 MAX "azureDisk" Single Message(CoreV1AzureDiskVolumeSource) POINTER Omit]
  17 [8 MAX "photonPersistentDisk" Single Message(CoreV1PhotonPersistentDiskVolumeSource) POINTER Omit]
  18 [8 MAX "portworxVolume" Single Message(CoreV1PortworxVolumeSource) POINTER Omit]
  19 [8 MAX "scaleIO" Single Message(CoreV1ScaleIOPersistentVolumeSource) POINTER Omit]
  20 [8 MAX "local" Single Message(CoreV1LocalVolumeSource) POINTER Omit]
  21 [8 MAX "storageos" Single Message(CoreV1StorageOSPersistentVolumeSource) POINTER Omit]
  22 [9 MAX "csi" Single Message(CoreV1CSIPersistentVolumeSource) POINTER Omit]
}
V1_PERSISTENT_VOLUME_SPEC "k8s.io/api/core/v1.PersistentVolumeSpec" {
  1 [8 MAX "capacity" Map Quantity VALUE Omit]
  2 [8 MAX "" Single Message(CoreV1PersistentVolumeSource) VALUE Keep]
  3 [8 MAX "accessModes" List String VALUE Omit]
  4 [8 MAX "claimRef" Single Message(CoreV1ObjectReference) POINTER Omit]
  5 [8 MAX "persistentVolumeReclaimPolicy" Single String VALUE Omit]
  6 [8 MAX "storageClassName" Single String VALUE Omit]
  7 [8 MAX "mountOptions" List String VALUE Omit]
  8 [9 MAX "volumeMode" Single String POINTER Omit]
  9 [10 MAX "nodeAffinity" Single Message(CoreV1VolumeNodeAffinity) POINTER Omit]
  10 [29 MAX "volumeAttributesClassName" Single String POINTER Omit]
}
V1_PERSISTENT_VOLUME_STATUS "k8s.io/api/core/v1.PersistentVolumeStatus" {
  1 [8 MAX "phase" Single String VALUE Omit]
  2 [8 MAX "message" Single String VALUE Omit]
  3 [8 MAX "reason" Single String VALUE Omit]
  4 [28 MAX "lastPhaseTransitionTime" Single Time POINTER Omit]
}
V1_PHOTON_PERSISTENT_DISK_VOLUME_SOURCE "k8s.io/api/core/v1.PhotonPersistentDiskVolumeSource" {
  1 [8 MAX "pdID" Single String VALUE Keep]
  2 [8 MAX "fsType" Single String VALUE Omit]
}
V1_POD "k8s.io/api/core/v1.Pod" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(CoreV1PodSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(CoreV1PodStatus) VALUE Omit]
}
V1_POD_AFFINITY "k8s.io/api/core/v1.PodAffinity" {
  1 [8 MAX "requiredDuringSchedulingIgnoredDuringExecution" List Message(CoreV1PodAffinityTerm) VALUE Omit]
  2 [8 MAX "preferredDuringSchedulingIgnoredDuringExecution" List Message(CoreV1WeightedPodAffinityTerm) VALUE Omit]
}
V1_POD_AFFINITY_TERM "k8s.io/api/core/v1.PodAffinityTerm" {
  1 [8 MAX "labelSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  2 [8 MAX "namespaces" List String VALUE Omit]
  3 [8 8 "topologyKey" Single String VALUE Omit] [9 MAX "topologyKey" Single String VALUE Keep]
  4 [21 MAX "namespaceSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  5 [29 MAX "matchLabelKeys" List String VALUE Omit]
  6 [29 MAX "mismatchLabelKeys" List String VALUE Omit]
}
V1_POD_ANTI_AFFINITY "k8s.io/api/core/v1.PodAntiAffinity" {
  1 [8 MAX "requiredDuringSchedulingIgnoredDuringExecution" List Message(CoreV1PodAffinityTerm) VALUE Omit]
  2 [8 MAX "preferredDuringSchedulingIgnoredDuringExecution" List Message(CoreV1WeightedPodAffinityTerm) VALUE Omit]
}
V1_POD_ATTACH_OPTIONS "k8s.io/api/core/v1.PodAttachOptions" {
  1 [8 MAX "stdin" Single Bool VALUE Omit]
  2 [8 MAX "stdout" Single Bool VALUE Omit]
  3 [8 MAX "stderr" Single Bool VALUE Omit]
  4 [8 MAX "tty" Single Bool VALUE Omit]
  5 [8 MAX "container" Single String VALUE Omit]
}
V1_POD_CERTIFICATE_PROJECTION "k8s.io/api/core/v1.PodCertificateProjection" {
  1 [34 MAX "signerName" Single String VALUE Omit]
  2 [34 MAX "keyType" Single String VALUE Omit]
  3 [34 MAX "maxExpirationSeconds" Single Int32 POINTER Omit]
  4 [34 MAX "credentialBundlePath" Single String VALUE Omit]
  5 [34 MAX "keyPath" Single String VALUE Omit]
  6 [34 MAX "certificateChainPath" Single String VALUE Omit]
  7 [35 MAX "userAnnotations" Map String VALUE Omit]
  8 [37 MAX "user" Single Int64 POINTER Omit]
}
V1_POD_CONDITION "k8s.io/api/core/v1.PodCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  7 [33 MAX "observedGeneration" Single Int64 VALUE Omit]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastProbeTime" Single Time VALUE Omit]
  4 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  5 [8 MAX "reason" Single String VALUE Omit]
  6 [8 MAX "message" Single String VALUE Omit]
}
V1_POD_DNS_CONFIG "k8s.io/api/core/v1.PodDNSConfig" {
  1 [9 MAX "nameservers" List String VALUE Omit]
  2 [9 MAX "searches" List String VALUE Omit]
  3 [9 MAX "options" List Message(CoreV1PodDNSConfigOption) VALUE Omit]
}
V1_POD_DNS_CONFIG_OPTION "k8s.io/api/core/v1.PodDNSConfigOption" {
  1 [9 MAX "name" Single String VALUE Omit]
  2 [9 MAX "value" Single String POINTER Omit]
}
V1_POD_EXEC_OPTIONS "k8s.io/api/core/v1.PodExecOptions" {
  1 [8 MAX "stdin" Single Bool VALUE Omit]
  2 [8 MAX "stdout" Single Bool VALUE Omit]
  3 [8 MAX "stderr" Single Bool VALUE Omit]
  4 [8 MAX "tty" Single Bool VALUE Omit]
  5 [8 MAX "container" Single String VALUE Omit]
  6 [8 MAX "command" List String VALUE Keep]
}
V1_POD_EXTENDED_RESOURCE_CLAIM_STATUS "k8s.io/api/core/v1.PodExtendedResourceClaimStatus" {
  1 [34 MAX "requestMappings" List Message(CoreV1ContainerExtendedResourceRequest) VALUE Keep]
  2 [34 MAX "resourceClaimName" Single String VALUE Keep]
}
V1_POD_IP "k8s.io/api/core/v1.PodIP" {
  1 [16 29 "ip" Single String VALUE Omit] [30 MAX "ip" Single String VALUE Keep]
}
V1_POD_LOG_OPTIONS "k8s.io/api/core/v1.PodLogOptions" {
  1 [8 MAX "container" Single String VALUE Omit]
  2 [8 MAX "follow" Single Bool VALUE Omit]
  3 [8 MAX "previous" Single Bool VALUE Omit]
  4 [8 MAX "sinceSeconds" Single Int64 POINTER Omit]
  5 [8 MAX "sinceTime" Single Time POINTER Omit]
  6 [8 MAX "timestamps" Single Bool VALUE Omit]
  7 [8 MAX "tailLines" Single Int64 POINTER Omit]
  8 [8 MAX "limitBytes" Single Int64 POINTER Omit]
  9 [17 MAX "insecureSkipTLSVerifyBackend" Single Bool VALUE Omit]
  10 [32 MAX "stream" Single String POINTER Omit]
}
V1_POD_OS "k8s.io/api/core/v1.PodOS" {
  1 [23 MAX "name" Single String VALUE Keep]
}
V1_POD_PORT_FORWARD_OPTIONS "k8s.io/api/core/v1.PodPortForwardOptions" {
  1 [8 MAX "ports" List Int32 VALUE Omit]
}
V1_POD_PROXY_OPTIONS "k8s.io/api/core/v1.PodProxyOptions" {
  1 [8 MAX "path" Single String VALUE Omit]
}
V1_POD_READINESS_GATE "k8s.io/api/core/v1.PodReadinessGate" {
  1 [11 MAX "conditionType" Single String VALUE Keep]
}
V1_POD_RESOURCE_CLAIM "k8s.io/api/core/v1.PodResourceClaim" {
  1 [26 MAX "name" Single String VALUE Keep]
  2 [26 30 "source" Single Message(CoreV1ClaimSource) VALUE Omit]
  3 [31 MAX "resourceClaimName" Single String POINTER Omit]
  4 [31 MAX "resourceClaimTemplateName" Single String POINTER Omit]
}
V1_POD_RESOURCE_CLAIM_STATUS "k8s.io/api/core/v1.PodResourceClaimStatus" {
  1 [28 MAX "name" Single String VALUE Keep]
  2 [28 MAX "resourceClaimName" Single String POINTER Omit]
}
V1_POD_SCHEDULING_GATE "k8s.io/api/core/v1.PodSchedulingGate" {
  1 [26 MAX "name" Single String VALUE Keep]
}
V1_POD_SCHEDULING_GROUP "k8s.io/api/core/v1.PodSchedulingGroup" {
  1 [36 MAX "podGroupName" Single String POINTER Omit]
}
V1_POD_SECURITY_CONTEXT "k8s.io/api/core/v1.PodSecurityContext" {
  1 [8 MAX "seLinuxOptions" Single Message(CoreV1SELinuxOptions) POINTER Omit]
  8 [15 MAX "windowsOptions" Single Message(CoreV1WindowsSecurityContextOptions) POINTER Omit]
  2 [8 MAX "runAsUser" Single Int64 POINTER Omit]
  6 [10 MAX "runAsGroup" Single Int64 POINTER Omit]
  3 [8 MAX "runAsNonRoot" Single Bool POINTER Omit]
  4 [8 MAX "supplementalGroups" List Int64 VALUE Omit]
  12 [31 MAX "supplementalGroupsPolicy" Single String POINTER Omit]
  5 [8 MAX "fsGroup" Single Int64 POINTER Omit]
  7 [11 MAX "sysctls" List Message(CoreV1Sysctl) VALUE Omit]
  9 [18 MAX "fsGroupChangePolicy" Single String POINTER Omit]
  10 [19 MAX "seccompProfile" Single Message(CoreV1SeccompProfile) POINTER Omit]
  11 [30 MAX "appArmorProfile" Single Message(CoreV1AppArmorProfile) POINTER Omit]
  13 [32 MAX "seLinuxChangePolicy" Single String POINTER Omit]
}
V1_POD_SPEC "k8s.io/api/core/v1.PodSpec" {
  1 [8 MAX "volumes" List Message(CoreV1Volume) VALUE Omit]
  20 [8 MAX "initContainers" List Message(CoreV1Container) VALUE Omit]
  2 [8 MAX "containers" List Message(CoreV1Container) VALUE Keep]
  34 [16 MAX "ephemeralContainers" List Message(CoreV1EphemeralContainer) VALUE Omit]
  3 [8 MAX "restartPolicy" Single String VALUE Omit]
  4 [8 MAX "terminationGracePeriodSeconds" Single Int64 POINTER Omit]
  5 [8 MAX "activeDeadlineSeconds" Single Int64 POINTER Omit]
  6 [8 MAX "dnsPolicy" Single String VALUE Omit]
  7 [8 MAX "nodeSelector" Map String VALUE Omit]
  8 [8 MAX "serviceAccountName" Single String VALUE Omit]
  9 [8 MAX "serviceAccount" Single String VALUE Omit]
  21 [8 MAX "automountServiceAccountToken" Single Bool POINTER Omit]
  10 [8 MAX "nodeName" Single String VALUE Omit]
  11 [8 MAX "hostNetwork" Single Bool VALUE Omit]
  12 [8 MAX "hostPID" Single Bool VALUE Omit]
  13 [8 MAX "hostIPC" Single Bool VALUE Omit]
  27 [10 MAX "shareProcessNamespace" Single Bool POINTER Omit]
  14 [8 MAX "securityContext" Single Message(CoreV1PodSecurityContext) POINTER Omit]
  15 [8 MAX "imagePullSecrets" List Message(CoreV1LocalObjectReference) VALUE Omit]
  16 [8 MAX "hostname" Single String VALUE Omit]
  17 [8 MAX "subdomain" Single String VALUE Omit]
  18 [8 MAX "affinity" Single Message(CoreV1Affinity) POINTER Omit]
  19 [8 MAX "schedulerName" Single String VALUE Omit]
  22 [8 MAX "tolerations" List Message(CoreV1Toleration) VALUE Omit]
  23 [8 MAX "hostAliases" List Message(CoreV1HostAlias) VALUE Omit]
  24 [8 MAX "priorityClassName" Single String VALUE Omit]
  25 [8 MAX "priority" Single Int32 POINTER Omit]
  26 [9 MAX "dnsConfig" Single Message(CoreV1PodDNSConfig) POINTER Omit]
  28 [11 MAX "readinessGates" List Message(CoreV1PodReadinessGate) VALUE Omit]
  29 [12 MAX "runtimeClassName" Single String POINTER Omit]
  30 [13 MAX "enableServiceLinks" Single Bool POINTER Omit]
  31 [15 MAX "preemptionPolicy" Single String POINTER Omit]
  32 [16 MAX "overhead" Map Quantity VALUE Omit]
  33 [16 MAX "topologySpreadConstraints" List Message(CoreV1TopologySpreadConstraint) VALUE Omit]
  35 [19 MAX "setHostnameAsFQDN" Single Bool POINTER Omit]
  36 [23 MAX "os" Single Message(CoreV1PodOS) POINTER Omit]
  37 [25 MAX "hostUsers" Single Bool POINTER Omit]
  38 [26 MAX "schedulingGates" List Message(CoreV1PodSchedulingGate) VALUE Omit]
  39 [26 MAX "resourceClaims" List Message(CoreV1PodResourceClaim) VALUE Omit]
  40 [32 MAX "resources" Single Message(CoreV1ResourceRequirements) POINTER Omit]
  41 [34 MAX "hostnameOverride" Single String POINTER Omit]
  42 [35 35 "workloadRef" Single Message(CoreV1WorkloadReference) POINTER Omit]
  43 [36 MAX "schedulingGroup" Single Message(CoreV1PodSchedulingGroup) POINTER Omit]
  44 [37 MAX "evictionResponders" List Message(CoreV1EvictionResponder) VALUE Omit]
}
V1_POD_STATUS "k8s.io/api/core/v1.PodStatus" {
  17 [33 MAX "observedGeneration" Single Int64 VALUE Omit]
  1 [8 MAX "phase" Single String VALUE Omit]
  2 [8 MAX "conditions" List Message(CoreV1PodCondition) VALUE Omit]
  3 [8 MAX "message" Single String VALUE Omit]
  4 [8 MAX "reason" Single String VALUE Omit]
  11 [10 MAX "nominatedNodeName" Single String VALUE Omit]
  5 [8 MAX "hostIP" Single String VALUE Omit]
  16 [28 MAX "hostIPs" List Message(CoreV1HostIP) VALUE Omit]
  6 [8 MAX "podIP" Single String VALUE Omit]
  12 [16 MAX "podIPs" List Message(CoreV1PodIP) VALUE Omit]
  7 [8 MAX "startTime" Single Time POINTER Omit]
  10 [8 MAX "initContainerStatuses" List Message(CoreV1ContainerStatus) VALUE Omit]
  8 [8 MAX "containerStatuses" List Message(CoreV1ContainerStatus) VALUE Omit]
  9 [8 MAX "qosClass" Single String VALUE Omit]
  13 [16 MAX "ephemeralContainerStatuses" List Message(CoreV1ContainerStatus) VALUE Omit]
  14 [27 MAX "resize" Single String VALUE Omit]
  15 [28 MAX "resourceClaimStatuses" List Message(CoreV1PodResourceClaimStatus) VALUE Omit]
  18 [34 MAX "extendedResourceClaimStatus" Single Message(CoreV1PodExtendedResourceClaimStatus) POINTER Omit]
  19 [35 MAX "allocatedResources" Map Quantity VALUE Omit]
  20 [35 MAX "resources" Single Message(CoreV1ResourceRequirements) POINTER Omit]
  21 [36 MAX "nodeAllocatableResourceClaimStatuses" List Message(CoreV1NodeAllocatableResourceClaimStatus) VALUE Omit]
  22 [37 MAX "volumeHealth" List Message(CoreV1PodVolumeHealth) VALUE Omit]
}
V1_POD_STATUS_RESULT "k8s.io/api/core/v1.PodStatusResult" {
  1 [8 36 "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 36 "status" Single Message(CoreV1PodStatus) VALUE Omit]
}
V1_POD_TEMPLATE "k8s.io/api/core/v1.PodTemplate" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) VALUE Omit]
}
V1_POD_TEMPLATE_SPEC "k8s.io/api/core/v1.PodTemplateSpec" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(CoreV1PodSpec) VALUE Omit]
}
V1_POD_VOLUME_HEALTH "k8s.io/api/core/v1.PodVolumeHealth" {
  1 [37 MAX "name" Single String VALUE Keep]
  2 [37 MAX "healthConditions" List Message(CoreV1VolumeHealthCondition) VALUE Omit]
  3 [37 MAX "lastTransitionTime" Single Time VALUE Omit]
}
V1_PORT_STATUS "k8s.io/api/core/v1.PortStatus" {
  1 [20 MAX "port" Single Int32 VALUE Keep]
  2 [20 MAX "protocol" Single String VALUE Keep]
  3 [20 MAX "error" Single String POINTER Omit]
}
V1_PORTWORX_VOLUME_SOURCE "k8s.io/api/core/v1.PortworxVolumeSource" {
  1 [8 MAX "volumeID" Single String VALUE Keep]
  2 [8 MAX "fsType" Single String VALUE Omit]
  3 [8 MAX "readOnly" Single Bool VALUE Omit]
}
V1_PRECONDITIONS "k8s.io/api/core/v1.Preconditions" {
  1 [8 MAX "uid" Single String POINTER Omit]
}
V1_PREFERRED_SCHEDULING_TERM "k8s.io/api/core/v1.PreferredSchedulingTerm" {
  1 [8 MAX "weight" Single Int32 VALUE Keep]
  2 [8 MAX "preference" Single Message(CoreV1NodeSelectorTerm) VALUE Keep]
}
V1_PROBE "k8s.io/api/core/v1.Probe" {
  1 [8 22 "" Single Message(CoreV1Handler) VALUE Keep] [23 MAX "" Single Message(CoreV1ProbeHandler) VALUE Keep]
  2 [8 MAX "initialDelaySeconds" Single Int32 VALUE Omit]
  3 [8 MAX "timeoutSeconds" Single Int32 VALUE Omit]
  4 [8 MAX "periodSeconds" Single Int32 VALUE Omit]
  5 [8 MAX "successThreshold" Single Int32 VALUE Omit]
  6 [8 MAX "failureThreshold" Single Int32 VALUE Omit]
  7 [21 MAX "terminationGracePeriodSeconds" Single Int64 POINTER Omit]
}
V1_PROBE_HANDLER "k8s.io/api/core/v1.ProbeHandler" {
  1 [23 MAX "exec" Single Message(CoreV1ExecAction) POINTER Omit]
  2 [23 MAX "httpGet" Single Message(CoreV1HTTPGetAction) POINTER Omit]
  3 [23 MAX "tcpSocket" Single Message(CoreV1TCPSocketAction) POINTER Omit]
  4 [23 MAX "grpc" Single Message(CoreV1GRPCAction) POINTER Omit]
}
V1_PROJECTED_VOLUME_SOURCE "k8s.io/api/core/v1.ProjectedVolumeSource" {
  1 [8 MAX "sources" List Message(CoreV1VolumeProjection) VALUE Keep]
  2 [8 MAX "defaultMode" Single Int32 POINTER Omit]
  3 [37 MAX "defaultUser" Single Int64 POINTER Omit]
}
V1_QUOBYTE_VOLUME_SOURCE "k8s.io/api/core/v1.QuobyteVolumeSource" {
  1 [8 MAX "registry" Single String VALUE Keep]
  2 [8 MAX "volume" Single String VALUE Keep]
  3 [8 MAX "readOnly" Single Bool VALUE Omit]
  4 [8 MAX "user" Single String VALUE Omit]
  5 [8 MAX "group" Single String VALUE Omit]
  6 [14 MAX "tenant" Single String VALUE Omit]
}
V1_RBD_PERSISTENT_VOLUME_SOURCE "k8s.io/api/core/v1.RBDPersistentVolumeSource" {
  1 [9 MAX "monitors" List String VALUE Keep]
  2 [9 MAX "image" Single String VALUE Keep]
  3 [9 MAX "fsType" Single String VALUE Omit]
  4 [9 MAX "pool" Single String VALUE Omit]
  5 [9 MAX "user" Single String VALUE Omit]
  6 [9 MAX "keyring" Single String VALUE Omit]
  7 [9 MAX "secretRef" Single Message(CoreV1SecretReference) POINTER Omit]
  8 [9 MAX "readOnly" Single Bool VALUE Omit]
}
V1_RBD_VOLUME_SOURCE "k8s.io/api/core/v1.RBDVolumeSource" {
  1 [8 MAX "monitors" List String VALUE Keep]
  2 [8 MAX "image" Single String VALUE Keep]
  3 [8 MAX "fsType" Single String VALUE Omit]
  4 [8 MAX "pool" Single String VALUE Omit]
  5 [8 MAX "user" Single String VALUE Omit]
  6 [8 MAX "keyring" Single String VALUE Omit]
  7 [8 MAX "secretRef" Single Message(CoreV1LocalObjectReference) POINTER Omit]
  8 [8 MAX "readOnly" Single Bool VALUE Omit]
}
V1_RANGE_ALLOCATION "k8s.io/api/core/v1.RangeAllocation" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "range" Single String VALUE Keep]
  3 [8 MAX "data" Single Bytes VALUE Keep]
}
V1_REPLICATION_CONTROLLER "k8s.io/api/core/v1.ReplicationController" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(CoreV1ReplicationControllerSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(CoreV1ReplicationControllerStatus) VALUE Omit]
}
V1_REPLICATION_CONTROLLER_CONDITION "k8s.io/api/core/v1.ReplicationControllerCondition" {
  1 [8 MAX "type" Single String VALUE Keep]
  2 [8 MAX "status" Single String VALUE Keep]
  3 [8 MAX "lastTransitionTime" Single Time VALUE Omit]
  4 [8 MAX "reason" Single String VALUE Omit]
  5 [8 MAX "message" Single String VALUE Omit]
}
V1_REPLICATION_CONTROLLER_SPEC "k8s.io/api/core/v1.ReplicationControllerSpec" {
  1 [8 MAX "replicas" Single Int32 POINTER Omit]
  4 [8 MAX "minReadySeconds" Single Int32 VALUE Omit]
  2 [8 MAX "selector" Map String VALUE Omit]
  3 [8 MAX "template" Single Message(CoreV1PodTemplateSpec) POINTER Omit]
}
V1_REPLICATION_CONTROLLER_STATUS "k8s.io/api/core/v1.ReplicationControllerStatus" {
  1 [8 MAX "replicas" Single Int32 VALUE Keep]
  2 [8 MAX "fullyLabeledReplicas" Single Int32 VALUE Omit]
  4 [8 MAX "readyReplicas" Single Int32 VALUE Omit]
  5 [8 MAX "availableReplicas" Single Int32 VALUE Omit]
  3 [8 MAX "observedGeneration" Single Int64 VALUE Omit]
  6 [8 MAX "conditions" List Message(CoreV1ReplicationControllerCondition) VALUE Omit]
}
V1_RESOURCE_CLAIM "k8s.io/api/core/v1.ResourceClaim" {
  1 [26 MAX "name" Single String VALUE Keep]
  2 [31 MAX "request" Single String VALUE Omit]
}
V1_RESOURCE_FIELD_SELECTOR "k8s.io/api/core/v1.ResourceFieldSelector" {
  1 [8 MAX "containerName" Single String VALUE Omit]
  2 [8 MAX "resource" Single String VALUE Keep]
  3 [8 MAX "divisor" Single Quantity VALUE Omit]
}
V1_RESOURCE_HEALTH "k8s.io/api/core/v1.ResourceHealth" {
  1 [31 MAX "resourceID" Single String VALUE Keep]
  2 [31 MAX "health" Single String VALUE Omit]
  6 [36 MAX "message" Single String POINTER Omit]
}
V1_RESOURCE_QUOTA "k8s.io/api/core/v1.ResourceQuota" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(CoreV1ResourceQuotaSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(CoreV1ResourceQuotaStatus) VALUE Omit]
}
V1_RESOURCE_QUOTA_SPEC "k8s.io/api/core/v1.ResourceQuotaSpec" {
  1 [8 MAX "hard" Map Quantity VALUE Omit]
  2 [8 MAX "scopes" List String VALUE Omit]
  3 [11 MAX "scopeSelector" Single Message(CoreV1ScopeSelector) POINTER Omit]
}
V1_RESOURCE_QUOTA_STATUS "k8s.io/api/core/v1.ResourceQuotaStatus" {
  1 [8 MAX "hard" Map Quantity VALUE Omit]
  2 [8 MAX "used" Map Quantity VALUE Omit]
}
V1_RESOURCE_REQUIREMENTS "k8s.io/api/core/v1.ResourceRequirements" {
  1 [8 MAX "limits" Map Quantity VALUE Omit]
  2 [8 MAX "requests" Map Quantity VALUE Omit]
  3 [26 MAX "claims" List Message(CoreV1ResourceClaim) VALUE Omit]
}
V1_RESOURCE_STATUS "k8s.io/api/core/v1.ResourceStatus" {
  1 [31 MAX "name" Single String VALUE Keep]
  2 [31 MAX "resources" List Message(CoreV1ResourceHealth) VALUE Omit]
}
V1_SE_LINUX_OPTIONS "k8s.io/api/core/v1.SELinuxOptions" {
  1 [8 MAX "user" Single String VALUE Omit]
  2 [8 MAX "role" Single String VALUE Omit]
  3 [8 MAX "type" Single String VALUE Omit]
  4 [8 MAX "level" Single String VALUE Omit]
}
V1_SCALE_IO_PERSISTENT_VOLUME_SOURCE "k8s.io/api/core/v1.ScaleIOPersistentVolumeSource" {
  1 [8 MAX "gateway" Single String VALUE Keep]
  2 [8 MAX "system" Single String VALUE Keep]
  3 [8 MAX "secretRef" Single Message(CoreV1SecretReference) POINTER Keep]
  4 [8 MAX "sslEnabled" Single Bool VALUE Omit]
  5 [8 MAX "protectionDomain" Single String VALUE Omit]
  6 [8 MAX "storagePool" Single String VALUE Omit]
  7 [8 MAX "storageMode" Single String VALUE Omit]
  8 [8 MAX "volumeName" Single String VALUE Omit]
  9 [8 MAX "fsType" Single String VALUE Omit]
  10 [8 MAX "readOnly" Single Bool VALUE Omit]
}
V1_SCALE_IO_VOLUME_SOURCE "k8s.io/api/core/v1.ScaleIOVolumeSource" {
  1 [8 MAX "gateway" Single String VALUE Keep]
  2 [8 MAX "system" Single String VALUE Keep]
  3 [8 MAX "secretRef" Single Message(CoreV1LocalObjectReference) POINTER Keep]
  4 [8 MAX "sslEnabled" Single Bool VALUE Omit]
  5 [8 MAX "protectionDomain" Single String VALUE Omit]
  6 [8 MAX "storagePool" Single String VALUE Omit]
  7 [8 MAX "storageMode" Single String VALUE Omit]
  8 [8 MAX "volumeName" Single String VALUE Omit]
  9 [8 MAX "fsType" Single String VALUE Omit]
  10 [8 MAX "readOnly" Single Bool VALUE Omit]
}
V1_SCOPE_SELECTOR "k8s.io/api/core/v1.ScopeSelector" {
  1 [11 MAX "matchExpressions" List Message(CoreV1ScopedResourceSelectorRequirement) VALUE Omit]
}
V1_SCOPED_RESOURCE_SELECTOR_REQUIREMENT "k8s.io/api/core/v1.ScopedResourceSelectorRequirement" {
  1 [11 MAX "scopeName" Single String VALUE Keep]
  2 [11 MAX "operator" Single String VALUE Keep]
  3 [11 MAX "values" List String VALUE Omit]
}
V1_SECCOMP_PROFILE "k8s.io/api/core/v1.SeccompProfile" {
  1 [19 MAX "type" Single String VALUE Keep]
  2 [19 MAX "localhostProfile" Single String POINTER Omit]
}
V1_SECRET "k8s.io/api/core/v1.Secret" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  5 [18 MAX "immutable" Single Bool POINTER Omit]
  2 [8 MAX "data" Map Bytes VALUE Omit]
  4 [8 MAX "stringData" Map String VALUE Omit]
  3 [8 MAX "type" Single String VALUE Omit]
}
V1_SECRET_ENV_SOURCE "k8s.io/api/core/v1.SecretEnvSource" {
  1 [8 MAX "" Single Message(CoreV1LocalObjectReference) VALUE Keep]
  2 [8 MAX "optional" Single Bool POINTER Omit]
}
V1_SECRET_KEY_SELECTOR "k8s.io/api/core/v1.SecretKeySelector" {
  1 [8 MAX "" Single Message(CoreV1LocalObjectReference) VALUE Keep]
  2 [8 MAX "key" Single String VALUE Keep]
  3 [8 MAX "optional" Single Bool POINTER Omit]
}
V1_SECRET_PROJECTION "k8s.io/api/core/v1.SecretProjection" {
  1 [8 MAX "" Single Message(CoreV1LocalObjectReference) VALUE Keep]
  2 [8 MAX "items" List Message(CoreV1KeyToPath) VALUE Omit]
  4 [8 MAX "optional" Single Bool POINTER Omit]
}
V1_SECRET_REFERENCE "k8s.io/api/core/v1.SecretReference" {
  1 [8 MAX "name" Single String VALUE Omit]
  2 [8 MAX "namespace" Single String VALUE Omit]
}
V1_SECRET_VOLUME_SOURCE "k8s.io/api/core/v1.SecretVolumeSource" {
  1 [8 MAX "secretName" Single String VALUE Omit]
  2 [8 MAX "items" List Message(CoreV1KeyToPath) VALUE Omit]
  3 [8 MAX "defaultMode" Single Int32 POINTER Omit]
  4 [8 MAX "optional" Single Bool POINTER Omit]
  5 [37 MAX "defaultUser" Single Int64 POINTER Omit]
}
V1_SECURITY_CONTEXT "k8s.io/api/core/v1.SecurityContext" {
  1 [8 MAX "capabilities" Single Message(CoreV1Capabilities) POINTER Omit]
  2 [8 MAX "privileged" Single Bool POINTER Omit]
  3 [8 MAX "seLinuxOptions" Single Message(CoreV1SELinuxOptions) POINTER Omit]
  10 [15 MAX "windowsOptions" Single Message(CoreV1WindowsSecurityContextOptions) POINTER Omit]
  4 [8 MAX "runAsUser" Single Int64 POINTER Omit]
  8 [10 MAX "runAsGroup" Single Int64 POINTER Omit]
  5 [8 MAX "runAsNonRoot" Single Bool POINTER Omit]
  6 [8 MAX "readOnlyRootFilesystem" Single Bool POINTER Omit]
  7 [8 MAX "allowPrivilegeEscalation" Single Bool POINTER Omit]
  9 [12 MAX "procMount" Single String POINTER Omit]
  11 [19 MAX "seccompProfile" Single Message(CoreV1SeccompProfile) POINTER Omit]
  12 [30 MAX "appArmorProfile" Single Message(CoreV1AppArmorProfile) POINTER Omit]
}
V1_SERIALIZED_REFERENCE "k8s.io/api/core/v1.SerializedReference" {
  1 [8 MAX "reference" Single Message(CoreV1ObjectReference) VALUE Omit]
}
V1_SERVICE "k8s.io/api/core/v1.Service" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "spec" Single Message(CoreV1ServiceSpec) VALUE Omit]
  3 [8 MAX "status" Single Message(CoreV1ServiceStatus) VALUE Omit]
}
V1_SERVICE_ACCOUNT "k8s.io/api/core/v1.ServiceAccount" {
  1 [8 MAX "metadata" Single Message(MetaV1ObjectMeta) VALUE Omit]
  2 [8 MAX "secrets" List Message(CoreV1ObjectReference) VALUE Omit]
  3 [8 MAX "imagePullSecrets" List Message(CoreV1LocalObjectReference) VALUE Omit]
  4 [8 MAX "automountServiceAccountToken" Single Bool POINTER Omit]
}
V1_SERVICE_ACCOUNT_TOKEN_PROJECTION "k8s.io/api/core/v1.ServiceAccountTokenProjection" {
  1 [11 MAX "audience" Single String VALUE Omit]
  2 [11 MAX "expirationSeconds" Single Int64 POINTER Omit]
  3 [11 MAX "path" Single String VALUE Keep]
  4 [37 MAX "user" Single Int64 POINTER Omit]
}
V1_SERVICE_PORT "k8s.io/api/core/v1.ServicePort" {
  1 [8 MAX "name" Single String VALUE Omit]
  2 [8 MAX "protocol" Single String VALUE Omit]
  6 [18 MAX "appProtocol" Single String POINTER Omit]
  3 [8 MAX "port" Single Int32 VALUE Keep]
  4 [8 MAX "targetPort" Single IntOrString VALUE Omit]
  5 [8 MAX "nodePort" Single Int32 VALUE Omit]
}
V1_SERVICE_PROXY_OPTIONS "k8s.io/api/core/v1.ServiceProxyOptions" {
  1 [8 MAX "path" Single String VALUE Omit]
}
V1_SERVICE_SPEC "k8s.io/api/core/v1.ServiceSpec" {
  1 [8 MAX "ports" List Message(CoreV1ServicePort) VALUE Omit]
  2 [8 MAX "selector" Map String VALUE Omit]
  3 [8 MAX "clusterIP" Single String VALUE Omit]
  18 [20 MAX "clusterIPs" List String VALUE Omit]
  4 [8 MAX "type" Single String VALUE Omit]
  5 [8 MAX "externalIPs" List String VALUE Omit]
  7 [8 MAX "sessionAffinity" Single String VALUE Omit]
  8 [8 MAX "loadBalancerIP" Single String VALUE Omit]
  9 [8 MAX "loadBalancerSourceRanges" List String VALUE Omit]
  10 [8 MAX "externalName" Single String VALUE Omit]
  11 [8 MAX "externalTrafficPolicy" Single String VALUE Omit]
  12 [8 MAX "healthCheckNodePort" Single Int32 VALUE Omit]
  13 [8 MAX "publishNotReadyAddresses" Single Bool VALUE Omit]
  14 [8 MAX "sessionAffinityConfig" Single Message(CoreV1SessionAffinityConfig) POINTER Omit]
  15 [16 19 "ipFamily" Single String POINTER Omit]
  16 [17 21 "topologyKeys" List String VALUE Omit]
  19 [20 MAX "ipFamilies" List String VALUE Omit]
  17 [20 MAX "ipFamilyPolicy" Single String POINTER Omit]
  20 [20 MAX "allocateLoadBalancerNodePorts" Single Bool POINTER Omit]
  21 [21 MAX "loadBalancerClass" Single String POINTER Omit]
  22 [21 MAX "internalTrafficPolicy" Single String POINTER Omit]
  23 [30 MAX "trafficDistribution" Single String POINTER Omit]
}
V1_SERVICE_STATUS "k8s.io/api/core/v1.ServiceStatus" {
  1 [8 MAX "loadBalancer" Single Message(CoreV1LoadBalancerStatus) VALUE Omit]
  2 [20 MAX "conditions" List Message(MetaV1Condition) VALUE Omit]
}
V1_SESSION_AFFINITY_CONFIG "k8s.io/api/core/v1.SessionAffinityConfig" {
  1 [8 MAX "clientIP" Single Message(CoreV1ClientIPConfig) POINTER Omit]
}
V1_SLEEP_ACTION "k8s.io/api/core/v1.SleepAction" {
  1 [29 MAX "seconds" Single Int64 VALUE Keep]
}
V1_STORAGE_OS_PERSISTENT_VOLUME_SOURCE "k8s.io/api/core/v1.StorageOSPersistentVolumeSource" {
  1 [8 MAX "volumeName" Single String VALUE Omit]
  2 [8 MAX "volumeNamespace" Single String VALUE Omit]
  3 [8 MAX "fsType" Single String VALUE Omit]
  4 [8 MAX "readOnly" Single Bool VALUE Omit]
  5 [8 MAX "secretRef" Single Message(CoreV1ObjectReference) POINTER Omit]
}
V1_STORAGE_OS_VOLUME_SOURCE "k8s.io/api/core/v1.StorageOSVolumeSource" {
  1 [8 MAX "volumeName" Single String VALUE Omit]
  2 [8 MAX "volumeNamespace" Single String VALUE Omit]
  3 [8 MAX "fsType" Single String VALUE Omit]
  4 [8 MAX "readOnly" Single Bool VALUE Omit]
  5 [8 MAX "secretRef" Single Message(CoreV1LocalObjectReference) POINTER Omit]
}
V1_SYSCTL "k8s.io/api/core/v1.Sysctl" {
  1 [8 10 "Name" Single String VALUE Keep] [11 MAX "name" Single String VALUE Keep]
  2 [8 10 "Value" Single String VALUE Keep] [11 MAX "value" Single String VALUE Keep]
}
V1_TCP_SOCKET_ACTION "k8s.io/api/core/v1.TCPSocketAction" {
  1 [8 MAX "port" Single IntOrString VALUE Keep]
  2 [8 MAX "host" Single String VALUE Omit]
}
V1_TAINT "k8s.io/api/core/v1.Taint" {
  1 [8 MAX "key" Single String VALUE Keep]
  2 [8 MAX "value" Single String VALUE Omit]
  3 [8 MAX "effect" Single String VALUE Keep]
  4 [8 8 "timeAdded" Single Time VALUE Omit] [9 MAX "timeAdded" Single Time POINTER Omit]
}
V1_TOLERATION "k8s.io/api/core/v1.Toleration" {
  1 [8 MAX "key" Single String VALUE Omit]
  2 [8 MAX "operator" Single String VALUE Omit]
  3 [8 MAX "value" Single String VALUE Omit]
  4 [8 MAX "effect" Single String VALUE Omit]
  5 [8 MAX "tolerationSeconds" Single Int64 POINTER Omit]
}
V1_TOPOLOGY_SELECTOR_LABEL_REQUIREMENT "k8s.io/api/core/v1.TopologySelectorLabelRequirement" {
  1 [11 MAX "key" Single String VALUE Keep]
  2 [11 MAX "values" List String VALUE Keep]
}
V1_TOPOLOGY_SELECTOR_TERM "k8s.io/api/core/v1.TopologySelectorTerm" {
  1 [11 MAX "matchLabelExpressions" List Message(CoreV1TopologySelectorLabelRequirement) VALUE Omit]
}
V1_TOPOLOGY_SPREAD_CONSTRAINT "k8s.io/api/core/v1.TopologySpreadConstraint" {
  1 [16 MAX "maxSkew" Single Int32 VALUE Keep]
  2 [16 MAX "topologyKey" Single String VALUE Keep]
  3 [16 MAX "whenUnsatisfiable" Single String VALUE Keep]
  4 [16 MAX "labelSelector" Single Message(MetaV1LabelSelector) POINTER Omit]
  5 [24 MAX "minDomains" Single Int32 POINTER Omit]
  6 [25 MAX "nodeAffinityPolicy" Single String POINTER Omit]
  7 [25 MAX "nodeTaintsPolicy" Single String POINTER Omit]
  8 [25 MAX "matchLabelKeys" List String VALUE Omit]
}
V1_TYPED_LOCAL_OBJECT_REFERENCE "k8s.io/api/core/v1.TypedLocalObjectReference" {
  1 [12 MAX "apiGroup" Single String POINTER Keep]
  2 [12 MAX "kind" Single String VALUE Keep]
  3 [12 MAX "name" Single String VALUE Keep]
}
V1_TYPED_OBJECT_REFERENCE "k8s.io/api/core/v1.TypedObjectReference" {
  1 [26 MAX "apiGroup" Single String POINTER Keep]
  2 [26 MAX "kind" Single String VALUE Keep]
  3 [26 MAX "name" Single String VALUE Keep]
  4 [26 MAX "namespace" Single String POINTER Omit]
}
V1_VOLUME "k8s.io/api/core/v1.Volume" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "" Single Message(CoreV1VolumeSource) VALUE Keep]
}
V1_VOLUME_DEVICE "k8s.io/api/core/v1.VolumeDevice" {
  1 [9 MAX "name" Single String VALUE Keep]
  2 [9 MAX "devicePath" Single String VALUE Keep]
}
V1_VOLUME_HEALTH_CONDITION "k8s.io/api/core/v1.VolumeHealthCondition" {
  1 [37 MAX "status" Single String VALUE Keep]
  2 [37 MAX "reason" Single String VALUE Keep]
  3 [37 MAX "message" Single String VALUE Omit]
}
V1_VOLUME_HEALTH_STATUS "k8s.io/api/core/v1.VolumeHealthStatus" {
  1 [37 MAX "healthConditions" List Message(CoreV1VolumeHealthCondition) VALUE Omit]
  2 [37 MAX "lastTransitionTime" Single Time VALUE Omit]
}
V1_VOLUME_MOUNT "k8s.io/api/core/v1.VolumeMount" {
  1 [8 MAX "name" Single String VALUE Keep]
  2 [8 MAX "readOnly" Single Bool VALUE Omit]
  7 [30 MAX "recursiveReadOnly" Single String POINTER Omit]
  3 [8 MAX "mountPath" Single String VALUE Keep]
  4 [8 MAX "subPath" Single String VALUE Omit]
  5 [8 MAX "mountPropagation" Single String POINTER Omit]
  6 [14 MAX "subPathExpr" Single String VALUE Omit]
  8 [37 MAX "bindMountOptions" List String VALUE Omit]
}
V1_VOLUME_MOUNT_STATUS "k8s.io/api/core/v1.VolumeMountStatus" {
  1 [30 MAX "name" Single String VALUE Keep]
  2 [30 MAX "mountPath" Single String VALUE Keep]
  3 [30 MAX "readOnly" Single Bool VALUE Omit]
  4 [30 MAX "recursiveReadOnly" Single String POINTER Omit]
  5 [36 MAX "volumeStatus" Single Message(CoreV1VolumeStatus) POINTER Omit]
}
V1_VOLUME_NODE_AFFINITY "k8s.io/api/core/v1.VolumeNodeAffinity" {
  1 [10 MAX "required" Single Message(CoreV1NodeSelector) POINTER Omit]
}
V1_VOLUME_PROJECTION "k8s.io/api/core/v1.VolumeProjection" {
  1 [8 MAX "secret" Single Message(CoreV1SecretProjection) POINTER Omit]
  2 [8 MAX "downwardAPI" Single Message(CoreV1DownwardAPIProjection) POINTER Omit]
  3 [8 MAX "configMap" Single Message(CoreV1ConfigMapProjection) POINTER Omit]
  4 [11 MAX "serviceAccountToken" Single Message(CoreV1ServiceAccountTokenProjection) POINTER Omit]
  5 [29 MAX "clusterTrustBundle" Single Message(CoreV1ClusterTrustBundleProjection) POINTER Omit]
  6 [34 MAX "podCertificate" Single Message(CoreV1PodCertificateProjection) POINTER Omit]
}
V1_VOLUME_RESOURCE_REQUIREMENTS "k8s.io/api/core/v1.VolumeResourceRequirements" {
  1 [29 MAX "limits" Map Quantity VALUE Omit]
  2 [29 MAX "requests" Map Quantity VALUE Omit]
}
V1_VOLUME_SOURCE "k8s.io/api/core/v1.VolumeSource" {
  1 [8 MAX "hostPath" Single Message(CoreV1HostPathVolumeSource) POINTER Omit]
  2 [8 MAX "emptyDir" Single Message(CoreV1EmptyDirVolumeSource) POINTER Omit]
  3 [8 MAX "gcePersistentDisk" Single Message(CoreV1GCEPersistentDiskVolumeSource) POINTER Omit]
  4 [8 MAX "awsElasticBlockStore" Single Message(CoreV1AWSElasticBlockStoreVolumeSource) POINTER Omit]
  5 [8 MAX "gitRepo" Single Message(CoreV1GitRepoVolumeSource) POINTER Omit]
  6 [8 MAX "secret" Single Message(CoreV1SecretVolumeSource) POINTER Omit]
  7 [8 MAX "nfs" Single Message(CoreV1NFSVolumeSource) POINTER Omit]
  8 [8 MAX "iscsi" Single Message(CoreV1ISCSIVolumeSource) POINTER Omit]
  9 [8 MAX "glusterfs" Single Message(CoreV1GlusterfsVolumeSource) POINTER Omit]
  10 [8 MAX "persistentVolumeClaim" Single Message(CoreV1PersistentVolumeClaimVolumeSource) POINTER Omit]
  11 [8 MAX "rbd" Single Message(CoreV1RBDVolumeSource) POINTER Omit]
  12 [8 MAX "flexVolume" Single Message(CoreV1FlexVolumeSource) POINTER Omit]
  13 [8 MAX "cinder" Single Message(CoreV1CinderVolumeSource) POINTER Omit]
  14 [8 MAX "cephfs" Single Message(CoreV1CephFSVolumeSource) POINTER Omit]
  15 [8 MAX "flocker" Single Message(CoreV1FlockerVolumeSource) POINTER Omit]
  16 [8 MAX "downwardAPI" Single Message(CoreV1DownwardAPIVolumeSource) POINTER Omit]
  17 [8 MAX "fc" Single Message(CoreV1FCVolumeSource) POINTER Omit]
  18 [8 MAX "azureFile" Single Message(CoreV1AzureFileVolumeSource) POINTER Omit]
  19 [8 MAX "configMap" Single Message(CoreV1ConfigMapVolumeSource) POINTER Omit]
  20 [8 MAX "vsphereVolume" Single Message(CoreV1VsphereVirtualDiskVolumeSource) POINTER Omit]
  21 [8 MAX "quobyte" Single Message(CoreV1QuobyteVolumeSource) POINTER Omit]
  22 [8 MAX "azureDisk" Single Message(CoreV1AzureDiskVolumeSource) POINTER Omit]
  23 [8 MAX "photonPersistentDisk" Single Message(CoreV1PhotonPersistentDiskVolumeSource) POINTER Omit]
  26 [8 MAX "projected" Single Message(CoreV1ProjectedVolumeSource) POINTER Omit]
  24 [8 MAX "portworxVolume" Single Message(CoreV1PortworxVolumeSource) POINTER Omit]
  25 [8 MAX "scaleIO" Single Message(CoreV1ScaleIOVolumeSource) POINTER Omit]
  27 [8 MAX "storageos" Single Message(CoreV1StorageOSVolumeSource) POINTER Omit]
  28 [14 MAX "csi" Single Message(CoreV1CSIVolumeSource) POINTER Omit]
  29 [19 MAX "ephemeral" Single Message(CoreV1EphemeralVolumeSource) POINTER Omit]
  30 [31 MAX "image" Single Message(CoreV1ImageVolumeSource) POINTER Omit]
}
V1_VOLUME_STATUS "k8s.io/api/core/v1.VolumeStatus" {
  1 [36 MAX "image" Single Message(CoreV1ImageVolumeStatus) POINTER Omit]
}
V1_VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE "k8s.io/api/core/v1.VsphereVirtualDiskVolumeSource" {
  1 [8 MAX "volumePath" Single String VALUE Keep]
  2 [8 MAX "fsType" Single String VALUE Omit]
  3 [8 MAX "storagePolicyName" Single String VALUE Omit]
  4 [8 MAX "storagePolicyID" Single String VALUE Omit]
}
V1_WEIGHTED_POD_AFFINITY_TERM "k8s.io/api/core/v1.WeightedPodAffinityTerm" {
  1 [8 MAX "weight" Single Int32 VALUE Keep]
  2 [8 MAX "podAffinityTerm" Single Message(CoreV1PodAffinityTerm) VALUE Keep]
}
V1_WINDOWS_SECURITY_CONTEXT_OPTIONS "k8s.io/api/core/v1.WindowsSecurityContextOptions" {
  1 [15 MAX "gmsaCredentialSpecName" Single String POINTER Omit]
  2 [15 MAX "gmsaCredentialSpec" Single String POINTER Omit]
  3 [16 MAX "runAsUserName" Single String POINTER Omit]
  4 [22 MAX "hostProcess" Single Bool POINTER Omit]
}
V1_WORKLOAD_REFERENCE "k8s.io/api/core/v1.WorkloadReference" {
  1 [35 35 "name" Single String VALUE Keep]
  2 [35 35 "podGroup" Single String VALUE Keep]
  3 [35 35 "podGroupReplicaKey" Single String VALUE Omit]
}
}
